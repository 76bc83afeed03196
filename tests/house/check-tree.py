#!/usr/bin/python3
"""The rules of the tree that a machine can see: layers, licences, sizes, packages named in one place."""

import pathlib
import re
import subprocess
import sys
import unittest

ROOT = pathlib.Path(sys.argv.pop(1))


def sources(*folders, suffixes=('.c', '.h')):
    for folder in folders:
        for path in sorted((ROOT / folder).rglob('*')):
            if path.suffix in suffixes:
                yield path, path.read_text()


class Tree(unittest.TestCase):
    def test_every_source_names_its_licence(self):
        for path, text in sources('src', 'tests'):
            self.assertIn('SPDX-License-Identifier: GPL-3.0-or-later', text[:400], path)

    def test_arrows_point_one_way(self):
        def includes(text):
            return re.findall(r'#\s*include [<"]([^>"]+)[>"]', text)

        names = {path.name: path.relative_to(ROOT / 'src').parts for path, _ in sources('src')}
        allowed = {
            'json': {'json'},
            'model': {'model', 'json'},
            'keyring': {'keyring', 'json'},
            'client': {'client', 'keyring', 'json'},
            'rotation': {'rotation', 'json'},
            'account': {'account', 'client', 'keyring', 'model', 'json'},
        }
        for path, text in sources('src'):
            room = path.relative_to(ROOT / 'src').parts
            for name in includes(text):
                target = names.get(pathlib.PurePath(name).name)
                where = f'{path}: {name}'
                if room[0] == 'core':
                    self.assertFalse(name.startswith(('gtk/', 'adwaita')), where)
                if target is None or len(target) < 3 and target[0] == 'core':
                    continue
                if room[0] == 'core' and room[1] in allowed:
                    self.assertEqual(target[0], 'core', where)
                    self.assertIn(target[1], allowed[room[1]], where)
                elif room[0] == 'sandbox':
                    self.assertTrue(target[0] == 'sandbox' or target[-1] == 'ac-account-url.h', where)
                elif room[0] == 'ui':
                    self.assertNotEqual(target[0], 'sandbox', where)

    def test_files_and_functions_are_of_a_readable_size(self):
        for path, text in sources('src', suffixes=('.c',)):
            lines = text.splitlines()
            self.assertLessEqual(len(lines), 1000, path)
            start = None
            for number, line in enumerate(lines):
                if line == '{':
                    start = number
                elif line == '}' and start is not None:
                    self.assertLessEqual(number - start, 120, f'{path}:{start + 1}')
                    start = None

    def test_secrets_are_handed_out_behind_the_password(self):
        for path, text in sources('src/ui', suffixes=('.c',)):
            hands_out = re.search(r'\bac_(clipboard_copy_secret|secret_label_set_value) \(', text)
            if hands_out and path.name not in ('ac-clipboard.c', 'ac-secret-label.c'):
                self.assertTrue('#include "ac-password-check.h"' in text, path)

    def test_no_registry_and_no_path_of_a_machine(self):
        listed = subprocess.run(['git', 'ls-files'], cwd=ROOT, capture_output=True, text=True)
        if listed.returncode != 0:
            self.skipTest('not a git checkout')
        forbidden = re.compile(r'registry\.npmjs|deb\.debian\.org|/home/\w+/|/(?:work|root)/(?:main|shared|\.|wt)')
        for name in listed.stdout.splitlines():
            path = ROOT / name
            if path.suffix in ('.png',) or name == 'tests/house/check-tree.py' or not path.is_file():
                continue
            self.assertIsNone(forbidden.search(path.read_text(errors='replace')), name)


if __name__ == '__main__':
    unittest.main()
