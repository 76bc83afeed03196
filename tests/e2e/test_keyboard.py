#!/usr/bin/python3
"""Everything without a pointer: from the start of the program to a created environment.

SPDX-License-Identifier: GPL-3.0-or-later
"""

import re

import driver
from driver import Journey, wait_for

NAME = 'R&D <b>Nordic</b>'


class Keyboard(Journey):
    seed = ('--seed=demo',)

    def setUp(self):
        super().setUp()
        self.start()
        wait_for(lambda: self.application.is_focused('Connect an Account'), 'the focus on the first row')

    def type_and_check(self, name, text):
        """An entry is not seen to have the focus on the bus of GTK 4.8; what is typed lands in it."""
        self.application.type(text)
        wait_for(lambda: self.application.text_of(name) == text, f'{text!r} to be in {name!r}')

    def connect_with_keys(self):
        """Fills in the parts, in the order in which Tab reaches them; Enter in the last one connects."""
        application, sandbox = self.application, self.sandbox
        application.keys('Return')
        self.type_and_check('CLOUDINARY_ACCOUNT_URL', 'account://')
        application.keys('ctrl+a', 'BackSpace')
        # Past the two buttons of the entry: to show what is typed, and to paste.
        application.tab_to('Paste account URL')
        application.keys('Tab')
        self.type_and_check('Account ID', sandbox.account)
        application.keys('Tab')
        self.type_and_check('API key', sandbox.key)
        application.keys('Tab')
        self.type_and_check('API secret', sandbox.secret)
        application.tab_to('Region')
        application.keys('space', 'End', 'Return')
        wait_for(lambda: application.is_focused('Region'), 'the focus to be back at the region')
        application.keys('Tab')
        self.type_and_check('Host', sandbox.host)
        application.keys('Return')
        application.find(re.compile('^Halden Web, halden-web, '))

    def create_with_keys(self):
        application = self.application
        application.keys('ctrl+n')
        application.wait_for_window('New Environment')
        self.type_and_check('Display name', NAME)
        application.keys('Tab', 'ctrl+a')
        self.type_and_check('Cloud name', 'rd-nordic')
        application.keys('Tab')
        self.type_and_check('Description', 'Trials & errors')

        # Enter on a row belongs to the row, even in a window with a default button.
        application.tab_to('Base product environment')
        application.keys('Return')
        wait_for(lambda: 'GtkPopover' in application.focused(), 'the list of bases to have the focus')
        application.keys('Down', 'Return')
        application.find('Copied From Catalogue & Print')
        # A popover took the keyboard from the window, and nobody manages windows here.
        application.focus_window()
        wait_for(lambda: application.is_focused('Base product environment'), 'the focus to be back at the row')
        self.assertIsNone(self.sandbox.environment(NAME))

        application.keys('ctrl+Return')
        application.find(re.compile(f'^{re.escape(NAME)}, rd-nordic, fixed folders, '))
        self.assertEqual(self.sandbox.environment(NAME)['cloud_name'], 'rd-nordic')

    def search_with_keys(self):
        application = self.application
        application.keys('ctrl+f')
        application.type('nordic')
        application.wait_until_gone(re.compile('^Halden Web, '))
        self.assertTrue(application.has(re.compile(f'^{re.escape(NAME)}, ')))
        application.keys('Escape')
        application.find(re.compile('^Halden Web, '))

    def open_with_keys(self):
        """The details of the row that has the focus, and back to it."""
        application = self.application
        application.tab_to(re.compile('^Catalogue & Print, '))
        application.keys('Return')
        application.find('Change cloud name…')
        # As long as a toast with a button is shown, libadwaita's Esc takes that away first.
        application.wait_until_gone('Show Keys')
        application.keys('Escape')
        application.wait_until_gone('Change cloud name…')
        wait_for(lambda: application.is_focused(re.compile('^Catalogue & Print, ')), 'the focus to be back at the row')

    def test_from_the_start_to_a_created_environment(self):
        self.connect_with_keys()
        self.create_with_keys()
        self.search_with_keys()
        self.open_with_keys()

    def test_menu_shortcuts_and_about(self):
        application = self.application
        application.keys('ctrl+question')
        application.wait_for_window('Keyboard Shortcuts')
        application.find('Search this page')
        application.keys('Escape')
        application.wait_for_window('Account Console')

        application.keys('F10')
        wait_for(lambda: 'GtkPopoverMenu' in application.focused(), 'the menu to have the focus')
        application.keys('Escape')
        wait_for(lambda: 'GtkPopoverMenu' not in application.focused(), 'the menu to close')

        # The last item of the menu.
        application.keys('F10')
        wait_for(lambda: 'GtkPopoverMenu' in application.focused(), 'the menu to have the focus')
        application.keys('Up', 'Return')
        application.find(re.compile('The Account Console developers'))
        application.keys('Escape')
        wait_for(lambda: not application.has(re.compile('The Account Console developers')), 'the window to close')
        wait_for(lambda: application.has('Connect an Account', ('list item',)), 'the first page')


if __name__ == '__main__':
    driver.main()
