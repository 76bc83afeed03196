#!/usr/bin/python3
"""The service ends while the program shows its page, and comes back.

SPDX-License-Identifier: GPL-3.0-or-later
"""

import os
import re
import tempfile

import driver
from driver import Journey, wait_for

OFFLINE = re.compile('^You are offline. This is what the account looked like today at ')
ROWS = re.compile('^(Halden Web|Mobile App|Partner Portal), ')


class Outage(Journey):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.seed = ('--seed=demo', '--database=' + os.path.join(folder.name, 'service.db'))
        super().setUp()

    def names(self):
        return sorted(node.get_name() for node in self.application.find_all(ROWS))

    def test_the_service_is_gone_and_comes_back(self):
        application = self.connect()
        application.find(re.compile('^Partner Portal, '))
        before = self.names()
        self.assertEqual(len(before), 3)

        # What was typed for a change that then can't be made.
        application.click(re.compile('^New'))
        application.wait_for_window('New Environment')
        application.type_into('Display name', 'Typed before')
        self.sandbox.kill()
        application.click('Create')
        application.find(re.compile('^The server could not be reached'))
        self.assertEqual(application.text_of('Display name'), 'Typed before')
        self.assertEqual(application.title(), 'New Environment')

        # The page below says so too, and keeps what it has; what would change something is off.
        application.find(OFFLINE)
        self.assertEqual(self.names(), before)
        wait_for(lambda: not application.is_sensitive('Enable Mobile App'), 'the switches to be off')
        self.assertTrue(application.has('Try Again'))

        # Nobody does anything, and the page is whole again.
        self.sandbox.start_again()
        application.wait_until_gone(OFFLINE)
        wait_for(lambda: application.is_sensitive('Enable Mobile App'), 'the switches to be back')
        self.assertEqual(self.names(), before)
        self.assertIsNone(self.sandbox.environment('Typed before'))

        # The dialog still has what was typed, and now it works.
        application.click('Create')
        application.find(re.compile('^Typed before, '))
        self.assertIsNotNone(self.sandbox.environment('Typed before'))

    def test_what_happened_meanwhile_is_shown(self):
        application = self.connect()
        application.find(re.compile('^Partner Portal, '))
        self.sandbox.kill()
        application.keys('F5')
        application.find(OFFLINE)
        self.assertEqual(len(self.names()), 3)

        self.sandbox.start_again()
        self.sandbox.request('POST', '/sub_accounts', {'name': 'Made meanwhile', 'cloud_name': 'made-meanwhile'})
        application.wait_until_gone(OFFLINE)
        application.find(re.compile('^Made meanwhile, '))


if __name__ == '__main__':
    driver.main()
