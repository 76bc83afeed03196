#!/usr/bin/python3
"""Whole journeys through the real program, the real service and a real keyring, driven through the accessibility bus."""

import os
import re
import unittest

from driver import Application, Sandbox, wait_for


class Journey(unittest.TestCase):
    def setUp(self):
        self.sandbox = Sandbox('--seed=empty', '--plan=advanced-extra')
        self.addCleanup(self.sandbox.stop)
        self.application = None

    def tearDown(self):
        if self.application is not None:
            output = self.application.close()
            # GTK 4.8 says this itself when the bus asks for a row that is on its way out of the list.
            output = re.sub(r'.*g_variant_is_object_path: assertion .string != NULL. failed', '', output)
            self.assertNotIn('CRITICAL', output)
            self.assertNotIn('ERROR: ', output)
            self.assertNotIn(self.sandbox.secret, output)

    def start(self, *arguments):
        self.application = Application(*arguments)
        return self.application

    def connect(self):
        application = self.start()
        # The row has the focus when no account is known; rows have no action on the bus.
        wait_for(lambda: application.is_focused('Connect an Account'), 'the focus on the first row')
        application.keys('Return')
        application.type_into('CLOUDINARY_ACCOUNT_URL', self.sandbox.url)
        application.click('Connect', roles=('push button', 'button'))
        application.find(re.compile('product environment'))
        return application

    def test_an_environment_is_there_for_everybody_and_after_a_restart(self):
        base = self.sandbox.environments()[0]
        application = self.connect()

        application.click(re.compile('^New'))
        application.type_into('Display name', 'R&D <b>Nordic</b>')
        application.type_into('Cloud name', 'rd-nordic')
        application.click('Create')
        created = wait_for(lambda: self.sandbox.environment('R&D <b>Nordic</b>'), 'the environment in the service')
        self.assertEqual(created['cloud_name'], 'rd-nordic')
        application.find('R&D <b>Nordic</b>')

        application.click('Enable R&D <b>Nordic</b>')
        application.click('Disable')
        wait_for(lambda: not self.sandbox.environment('R&D <b>Nordic</b>')['enabled'], 'the environment to be disabled')
        application.click('Undo')
        wait_for(lambda: self.sandbox.environment('R&D <b>Nordic</b>')['enabled'], 'the undo')

        application.close()
        application = self.start(f'--account={self.sandbox.account}')
        application.find('R&D <b>Nordic</b>')
        application.find(base['name'])

    def test_what_a_script_creates_is_shown(self):
        self.sandbox.request('POST', '/sub_accounts', {'name': 'Made by a script', 'cloud_name': 'made-by-a-script'})
        self.connect().find('Made by a script')


if __name__ == '__main__':
    os.environ.setdefault('GSETTINGS_BACKEND', 'keyfile')
    unittest.main()
