#!/usr/bin/python3
"""Every file with translatable text is in POTFILES.in, and every shipped language is complete and well formed.

The catalogues are compared with texts extracted anew, so that a new text without a translation fails here.
"""

import pathlib
import re
import subprocess
import sys
import tempfile
import unittest

ROOT = pathlib.Path(sys.argv.pop(1))
PO = ROOT / 'po'
# English is shipped without texts of its own (style.md 5.13: a language must be there for the switch to work).
SOURCE_LANGUAGE = 'en'
TRANSLATABLE = re.compile(r'\b(?:_|N_|C_|NC_|ngettext|g_dngettext|g_dpgettext2?) ?\("|translatable="yes"')


def lines(path):
    return [line for line in path.read_text().splitlines() if line and not line.startswith('#')]


def run(*command):
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, env={'LC_ALL': 'C.UTF-8', 'PATH': '/usr/bin:/bin',
                               'GETTEXTDATADIRS': str(ROOT / 'data')})


class Translations(unittest.TestCase):
    def test_potfiles_are_sorted_and_exist(self):
        listed = lines(PO / 'POTFILES.in')
        self.assertEqual(listed, sorted(set(listed)))
        for name in listed:
            self.assertTrue((ROOT / name).is_file(), name)

    def test_potfiles_are_complete(self):
        listed = set(lines(PO / 'POTFILES.in'))
        for path in sorted((ROOT / 'src').rglob('*')):
            if path.suffix in ('.c', '.ui') and TRANSLATABLE.search(path.read_text()):
                self.assertIn(str(path.relative_to(ROOT)), listed)
        for path in sorted((ROOT / 'data').glob('*.in.in')) + sorted((ROOT / 'data').glob('*.policy.in')) \
                + sorted((ROOT / 'data').glob('*.gschema.xml')):
            self.assertIn(str(path.relative_to(ROOT)), listed)

    def test_languages_are_complete(self):
        with tempfile.TemporaryDirectory() as folder:
            pot = pathlib.Path(folder) / 'texts.pot'
            made = run('xgettext', '--from-code=UTF-8', '--add-comments=Translators', '--files-from=po/POTFILES.in',
                       '--keyword=_', '--keyword=N_', '--keyword=C_:1c,2', '--keyword=NC_:1c,2', '--keyword=g_dcgettext:2',
                       '--keyword=g_dngettext:2,3', '--keyword=g_dpgettext2:2c,3', '--output', str(pot))
            self.assertEqual(made.returncode, 0, made.stderr)
            for language in lines(PO / 'LINGUAS'):
                if language == SOURCE_LANGUAGE:
                    continue
                with self.subTest(language):
                    merged = pathlib.Path(folder) / f'{language}.po'
                    merge = run('msgmerge', '--quiet', '--no-fuzzy-matching', '--output-file', str(merged), f'po/{language}.po', str(pot))
                    self.assertEqual(merge.returncode, 0, merge.stderr)
                    missing = run('msgattrib', '--untranslated', '--no-obsolete', '--no-wrap', str(merged)).stdout
                    self.assertEqual(re.findall(r'^msgid "(.+)"$', missing, re.M), [], 'texts without a translation')
                    fuzzy = run('msgattrib', '--only-fuzzy', '--no-obsolete', f'po/{language}.po').stdout
                    self.assertEqual(fuzzy, '', 'translations that are marked fuzzy')
                    check = run('msgfmt', '-c', '--check-accelerators=_', '-o', '/dev/null', str(merged))
                    self.assertEqual(check.returncode, 0, check.stderr)


if __name__ == '__main__':
    unittest.main()
