#!/usr/bin/python3
"""The program with a keyring that is locked when it starts.

SPDX-License-Identifier: GPL-3.0-or-later
"""

import os
import re
import signal
import subprocess

import gi

gi.require_version('Gio', '2.0')
from gi.repository import Gio, GLib  # noqa: E402

import driver
from driver import Journey, wait_for

NAME = 'org.freedesktop.secrets'
# What tests/with-session made the keyring with.
PASSWORD = 'test'
LOCKED = 'Unlock the Keyring'
OURS = ('Account Console', 'Halden Outfitters')


def ask_bus(method, signature):
    bus = Gio.bus_get_sync(Gio.BusType.SESSION)
    answer = bus.call_sync('org.freedesktop.DBus', '/', 'org.freedesktop.DBus', method, GLib.Variant('(s)', (NAME,)),
                           GLib.VariantType(signature), Gio.DBusCallFlags.NONE, -1, None)
    return answer.unpack()[0]


def lock_as_after_login():
    """The bus starts another service when it is asked for one, and nobody gives that the password: it tells nothing."""
    os.kill(ask_bus('GetConnectionUnixProcessID', '(u)'), signal.SIGKILL)
    wait_for(lambda: not ask_bus('NameHasOwner', '(b)'), 'the keyring to end')


def give_prompts_a_display():
    """tests/with-session starts the bus outside of the display, where a prompt fails at once."""
    subprocess.run(['dbus-update-activation-environment', 'DISPLAY', 'XAUTHORITY'], check=True)


class LockedKeyring(Journey):
    seed = ('--seed=demo',)

    def setUp(self):
        super().setUp()
        give_prompts_a_display()

    def store_account(self):
        self.connect()
        self.end()

    def wait_for_prompt(self):
        wait_for(lambda: self.application.raise_window_of_others(*OURS), 'the prompt of the system')

    def answer_prompt(self):
        """As a person does: types the password into the system's own dialog."""
        self.wait_for_prompt()
        self.application.type(PASSWORD)
        self.application.keys('Return')
        wait_for(lambda: not self.application.raise_window_of_others(*OURS), 'the prompt to go')

    def test_unlocked_from_the_first_page(self):
        self.store_account()
        lock_as_after_login()

        application = self.start()
        application.find(LOCKED, roles=('list item',))
        application.find(re.compile('^Keyring is locked'))
        self.assertIsNone(application.known_account('Halden Outfitters'))

        # Refused: it says what to do, and the row is still there.
        application.tab_to(LOCKED, 'shift+Tab')
        application.keys('Return')
        self.wait_for_prompt()
        application.keys('Escape')
        application.find('Unlock the keyring to see the accounts on this computer.')
        self.assertTrue(application.has(LOCKED))

        application.keys('Return')
        self.answer_prompt()
        wait_for(lambda: application.known_account('Halden Outfitters'), 'the row of the account')
        application.wait_until_gone(LOCKED)
        wait_for(lambda: application.is_focused('Halden Outfitters'), 'the focus on the account')
        application.keys('Return')
        application.find(re.compile('^Halden Web, halden-web, '))

    def test_unlocked_for_the_account_that_is_asked_for(self):
        self.store_account()
        lock_as_after_login()

        application = self.start(f'--account={self.sandbox.account}')
        self.answer_prompt()
        application.find(re.compile('^Halden Web, halden-web, '))


if __name__ == '__main__':
    driver.main()
