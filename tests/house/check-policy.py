#!/usr/bin/python3
"""The policy that polkit gets: well formed, what it asks for, and in every shipped language.

check-policy.py POLICY ROOT
"""

import pathlib
import sys
import unittest
import xml.etree.ElementTree

ROOT = pathlib.Path(sys.argv.pop(2))
POLICY = pathlib.Path(sys.argv.pop(1))
ACTION = 'io.github.accountconsole.AccountConsole.show-secrets'
LANGUAGE = '{http://www.w3.org/XML/1998/namespace}lang'


class Policy(unittest.TestCase):
    def setUp(self):
        self.root = xml.etree.ElementTree.parse(POLICY).getroot()

    def test_one_action_that_asks(self):
        self.assertEqual(self.root.tag, 'policyconfig')
        self.assertEqual([action.get('id') for action in self.root.iter('action')], [ACTION])
        defaults = {rule.tag: rule.text for rule in self.root.find('action/defaults')}
        self.assertEqual(defaults, {'allow_any': 'auth_self', 'allow_inactive': 'auth_self', 'allow_active': 'auth_self_keep'})

    def test_the_program_asks_for_this_action(self):
        source = (ROOT / 'src/ui/widgets/ac-password-check.c').read_text()
        self.assertIn('AC_BASE_ID "' + ACTION.removeprefix('io.github.accountconsole.AccountConsole') + '"', source)

    def test_every_language(self):
        languages = [line for line in (ROOT / 'po/LINGUAS').read_text().split() if line != 'en']
        for tag in ('description', 'message'):
            texts = {element.get(LANGUAGE): element.text for element in self.root.iter(tag)}
            self.assertTrue(texts[None])
            for language in languages:
                self.assertNotEqual(texts.get(language, texts[None]), texts[None], (tag, language))


if __name__ == '__main__':
    unittest.main()
