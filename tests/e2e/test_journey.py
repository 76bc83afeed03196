#!/usr/bin/python3
"""The whole journey through the real program, the real service and a real keyring, driven through the accessibility bus.

SPDX-License-Identifier: GPL-3.0-or-later
"""

import re

import driver
from driver import Journey, wait_for, with_sdk

NAME = 'R&D <b>Nordic</b>'
BASE = 'Catalogue & Print'


class WholeJourney(Journey):
    # Halden Outfitters: one of its environments has fixed folders, so that a copy of it shows.
    seed = ('--seed=demo',)

    def check_everywhere(self, cloud_name):
        """The same is seen over plain HTTP and by Cloudinary's own SDK."""
        mine = self.sandbox.environment(NAME)
        self.assertEqual((mine['cloud_name'], mine['enabled']), (cloud_name, True))
        theirs = next(item for item in self.sandbox.sdk('list') if item['id'] == mine['id'])
        self.assertEqual((theirs['name'], theirs['cloud_name'], theirs['enabled']), (NAME, cloud_name, True))
        self.assertEqual(self.sandbox.sdk('folder_mode', cloud_name), 'fixed')

    def create_with_base(self):
        application = self.application
        application.click(re.compile('^New'))
        application.wait_for_window('New Environment')
        application.type_into('Display name', NAME)
        application.type_into('Cloud name', 'rd-nordic')
        # The rows of a list have no action on the bus, so that the base is chosen with keys.
        application.tab_to('Base product environment', 'shift+Tab')
        application.keys('Return')
        wait_for(lambda: 'GtkPopover' in application.focused(), 'the list of bases to have the focus')
        application.keys('Down', 'Return')
        application.find(f'Copied From {BASE}')
        application.find('Fixed folders')
        self.assertIsNone(self.sandbox.environment(NAME))
        application.click('Create')
        wait_for(lambda: self.sandbox.environment(NAME), 'the environment in the service')
        application.find(re.compile(f'^{re.escape(NAME)}, rd-nordic, fixed folders, .*, enabled$'))

    def change_cloud_name(self):
        application = self.application
        application.click(f'More actions for {NAME}')
        application.click('Edit', roles=('menu item',))
        application.click('Change cloud name…')
        application.wait_for_window('Change Cloud Name')
        application.find('What Stops Working')
        application.find('Every link that contains \u2066res.cloudinary.com/rd-nordic/\u2069')
        application.find('Scripts that call \u2066/v1_1/rd-nordic/\u2069 and webhook receivers')
        confirm = 'Type \u2066rd-nordic\u2069 to confirm'

        application.type_into('New cloud name', 'rd-nordic-2')
        for wrong in ('', 'rd-nordi', 'rd-nordic-2', 'RD-NORDIC'):
            application.type_into(confirm, wrong)
            wait_for(lambda: application.text_of(confirm) == wrong, f'{wrong!r} to be typed')
            self.assertFalse(application.is_sensitive('Change', ('push button', 'button')), wrong)
        application.type_into(confirm, 'rd-nordic')
        application.click('Change', roles=('push button', 'button'))
        wait_for(lambda: self.sandbox.environment(NAME)['cloud_name'] == 'rd-nordic-2', 'the new cloud name in the service')
        application.find('Cloud name changed to \u2066rd-nordic-2\u2069')
        application.keys('alt+Left')
        application.find(re.compile(f'^{re.escape(NAME)}, rd-nordic-2, '))

    def disable_and_undo(self):
        application = self.application
        application.click(f'Enable {NAME}')
        application.click('Disable')
        wait_for(lambda: not self.sandbox.environment(NAME)['enabled'], 'the environment to be disabled')
        application.click('Undo')
        wait_for(lambda: self.sandbox.environment(NAME)['enabled'], 'the undo')
        application.find(re.compile(f'^{re.escape(NAME)}, rd-nordic-2, .*, enabled$'))

    def restart(self):
        """Without an argument: the account is in the keyring, and its row is the first."""
        self.end()
        application = self.start()
        row = wait_for(lambda: application.known_account('Halden Outfitters'), 'the row of the account')
        self.assertIn('Opened today', ' '.join(node.get_name() for node in driver.walk(row)))
        application.tab_to('Halden Outfitters')
        application.keys('Return')
        application.find(re.compile(f'^{re.escape(NAME)}, rd-nordic-2, fixed folders, .*, enabled$'))
        for environment in self.sandbox.environments():
            self.assertTrue(application.has(re.compile(re.escape(environment['cloud_name']))), environment['name'])

    @with_sdk
    def test_an_environment_is_there_for_everybody_and_after_a_restart(self):
        self.connect()
        self.create_with_base()
        self.check_everywhere('rd-nordic')
        self.change_cloud_name()
        self.disable_and_undo()
        self.check_everywhere('rd-nordic-2')
        self.restart()
        self.check_everywhere('rd-nordic-2')

    @with_sdk
    def test_what_the_sdk_creates_is_shown(self):
        self.sandbox.sdk('create', 'Made before', 'made-before')
        application = self.connect()
        application.find(re.compile('^Made before, made-before, '))

        self.sandbox.sdk('create', 'Made meanwhile', 'made-meanwhile')
        self.assertFalse(application.has(re.compile('^Made meanwhile')))
        application.keys('F5')
        application.find(re.compile('^Made meanwhile, made-meanwhile, '))


if __name__ == '__main__':
    driver.main()
