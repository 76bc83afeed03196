#!/usr/bin/python3
"""Where no keyring is: an account is connected until the program ends, and the program says so.

SPDX-License-Identifier: GPL-3.0-or-later
"""

import driver
from driver import Atspi, Journey, wait_for


class NoKeyring(Journey):
    seed = ('--seed=demo',)

    def test_connected_for_this_run_only(self):
        application = self.open_form()
        application.find('No keyring is available. The key is kept until you quit.')
        self.assertFalse(application.is_sensitive('Remember on This Computer', ('list item',)))
        remember = application.find('Remember on This Computer', roles=('switch', 'check box', 'toggle button'))
        self.assertFalse(remember.get_state_set().contains(Atspi.StateType.CHECKED))

        application.type_into('CLOUDINARY_ACCOUNT_URL', self.sandbox.url)
        application.click('Connect', roles=('push button', 'button'))
        application.find('Enable Mobile App')
        application.click('Enable Mobile App')
        application.click('Disable')
        wait_for(lambda: not self.sandbox.environment('Mobile App')['enabled'], 'the environment to be disabled')
        self.end()

        application = self.start()
        wait_for(lambda: application.is_focused('Connect an Account'), 'the focus on the first row')
        self.assertIsNone(application.known_account('Halden Outfitters'))
        self.assertFalse(application.has('Unlock the Keyring'))


if __name__ == '__main__':
    driver.main()
