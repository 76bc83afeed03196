#!/usr/bin/python3
"""A desktop starts the program through the session bus, as its desktop entry asks for.

SPDX-License-Identifier: GPL-3.0-or-later
"""

import os
import pathlib
import subprocess
import unittest

import driver
from driver import PROGRAM, wait_for

ID = 'io.github.accountconsole.AccountConsole'
PATH = '/' + ID.replace('.', '/')
DATA = pathlib.Path(os.environ['AC_BUILD_ROOT'], 'data')


def call(*arguments):
    return subprocess.run(['gdbus', 'call', '--session', '--timeout=60', *arguments], capture_output=True, text=True)


def windows():
    return subprocess.run(['xdotool', 'search', '--onlyvisible', '--name', '^Account Console$'], capture_output=True, text=True).stdout.split()


class Activation(unittest.TestCase):
    def setUp(self):
        """The service file that is installed, with the program that was built."""
        lines = (DATA / f'{ID}.service').read_text().splitlines()
        executables = [line for line in lines if line.startswith('Exec=')]
        self.assertEqual(len(executables), 1)
        program, options = executables[0].removeprefix('Exec=').split(' ', 1)
        self.assertTrue(program.endswith('/bin/account-console'))
        self.assertIn(f'Name={ID}', lines)

        folder = pathlib.Path(os.environ['XDG_RUNTIME_DIR'], 'dbus-1/services')
        folder.mkdir(parents=True, exist_ok=True)
        (folder / f'{ID}.service').write_text(f'[D-BUS Service]\nName={ID}\nExec={PROGRAM} {options}\n')
        bus = ('--dest=org.freedesktop.DBus', '--object-path=/org/freedesktop/DBus')
        self.assertEqual(call(*bus, '--method=org.freedesktop.DBus.ReloadConfig').returncode, 0)
        # What the program needs to know of this session, as a desktop tells the bus.
        names = ('DISPLAY', 'XAUTHORITY', 'GSETTINGS_SCHEMA_DIR', 'GSETTINGS_BACKEND', 'AC_SANDBOX', 'ASAN_OPTIONS', 'LSAN_OPTIONS')
        pairs = ', '.join(f"'{name}': '{os.environ[name]}'" for name in names if name in os.environ)
        self.assertEqual(call(*bus, '--method=org.freedesktop.DBus.UpdateActivationEnvironment', '{' + pairs + '}').returncode, 0)

    def application(self, method, *arguments):
        result = call(f'--dest={ID}', f'--object-path={PATH}', f'--method=org.freedesktop.Application.{method}', *arguments)
        self.assertEqual(result.returncode, 0, result.stderr)

    def test_started_by_the_bus_and_ended_by_its_action(self):
        self.application('Activate', '{}')
        wait_for(windows, 'the window')
        # Once more brings the same window up.
        self.application('Activate', '{}')
        self.assertEqual(len(windows()), 1)

        self.application('ActivateAction', 'quit', '[]', '{}')
        wait_for(lambda: not windows(), 'the window to go')

    def test_started_by_a_click_on_a_notification(self):
        """It was there longer than the program; the account is forgotten meanwhile."""
        self.application('ActivateAction', 'open-page', "[<('no-such-account', 'account-keys', '')>]", '{}')
        wait_for(windows, 'the window')
        self.assertEqual(len(windows()), 1)
        # What can't be is no reason to end, nor to open anything.
        self.application('ActivateAction', 'open-page', "[<('no-such-account', 'no-such-page', '')>]", '{}')
        self.assertEqual(len(windows()), 1)

        self.application('ActivateAction', 'quit', '[]', '{}')
        wait_for(lambda: not windows(), 'the window to go')


if __name__ == '__main__':
    driver.main()
