#!/usr/bin/python3
"""Keys are replaced; the program is killed between every two steps, and goes on where it was.

SPDX-License-Identifier: GPL-3.0-or-later
"""

import os
import pathlib
import re
import socket
import tempfile
import threading
import time

import driver
from driver import Journey, wait_for

NAME = 'CI & <deployments>'
PLACE = 'GitHub <Actions>'
HANDED_OVER = 'I have stored the new key where it is needed'


class Wire:
    """Between the program and the service: it can keep the answers back."""

    def __init__(self, port):
        self.target = ('127.0.0.1', int(port))
        self.open = threading.Event()
        self.open.set()
        self.server = socket.create_server(('127.0.0.1', 0))
        self.port = self.server.getsockname()[1]
        threading.Thread(target=self._accept, daemon=True).start()

    def _accept(self):
        while True:
            try:
                client = self.server.accept()[0]
            except OSError:
                return
            service = socket.create_connection(self.target)
            threading.Thread(target=self._carry, args=(client, service, None), daemon=True).start()
            threading.Thread(target=self._carry, args=(service, client, self.open), daemon=True).start()

    @staticmethod
    def _carry(source, target, gate):
        with source, target:
            try:
                while data := source.recv(65536):
                    if gate is not None:
                        gate.wait()
                    target.sendall(data)
            except OSError:
                pass

    def close(self):
        self.open.set()
        # Closing alone doesn't end the accept(), and the number of the socket may be another one's next.
        self.server.shutdown(socket.SHUT_RDWR)
        self.server.close()


class Rotation(Journey):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.seed = ('--seed=empty', '--plan=advanced-extra', '--database=' + os.path.join(folder.name, 'service.db'))
        super().setUp()
        # Every account of the sandbox that is empty at first has the same ID.
        for path in self.files():
            path.unlink()
        self.wire = Wire(self.sandbox.port)
        self.addCleanup(self.wire.close)
        self.sandbox.url = self.sandbox.url.replace(f':{self.sandbox.port}', f':{self.wire.port}')
        self.month = time.strftime('%Y-%m')

    @staticmethod
    def files():
        """What the program keeps about rotations."""
        return list(pathlib.Path(os.environ['XDG_DATA_HOME']).glob('account-console*/rotations/*.json'))

    def kept(self):
        return ''.join(path.read_text() for path in self.files())

    def wait_kept(self, text):
        wait_for(lambda: text in self.kept(), f'{text!r} to be on the disk')

    def kill(self):
        self.check(self.application.kill())
        self.application = None

    def open_row(self):
        """The row of the old key, which is the first, or the next one after the new key."""
        # Past the credentials, which are the same everywhere.
        self.application.keys(*['Tab'] * 6)
        self.application.tab_to(re.compile(f'^{re.escape(NAME)}, '))
        self.application.keys('Return')

    def tick(self, name, key='Tab'):
        """GTK 4.8 has no action for check boxes on the bus."""
        self.application.tab_to(name, key)
        self.application.keys('Return')

    def open_page(self, key, ready):
        self.application.keys(key)
        self.application.find(ready)

    def go_on(self, page='alt+1'):
        """Starts the program again, after it was killed, and opens the assistant where it was left."""
        self.start_again()
        self.open_page(page, re.compile(f'^{re.escape(NAME)}, .*Rotating, step '))
        self.open_row()
        self.application.click('Continue Rotation…')
        self.application.wait_for_window('Rotate Key')

    def kill_and_go_on(self):
        self.kill()
        self.go_on()

    def new_keys(self, keys):
        return [key for key in keys if key['name'] == f'{NAME} ({self.month})']

    def check_pair(self, pair, expected):
        self.assertEqual(self.sandbox.status(f'/provisioning/accounts/{self.sandbox.account}/sub_accounts?ids=none', pair), expected)

    def test_killed_between_every_two_steps(self):
        old = self.sandbox.generate_account_key(NAME, 'technical_admin')
        old_pair = (old['api_key'], old['api_secret'])
        n_keys = len(self.sandbox.account_keys())
        self.check_pair(old_pair, 200)
        application = self.connect()
        self.open_page('alt+1', 'Generate Key…')
        self.open_row()
        application.click('Rotate…')
        application.wait_for_window('Rotate Key')

        # Before anything was done there is nothing to go on with.
        self.kill()
        self.assertNotIn(old_pair[0], self.kept())
        application = self.start_again()
        self.open_page('alt+1', re.compile(f'^{re.escape(NAME)}, '))
        self.open_row()
        application.click('Rotate…')
        application.wait_for_window('Rotate Key')

        # The service has made the key, and the program never hears of it.
        self.wire.open.clear()
        application.click('Create Key')
        wait_for(lambda: len(self.sandbox.account_keys()) == n_keys + 1, 'the new key at the service')
        self.wait_kept('"create_sent_at"')
        self.assertNotIn('"new_key"', self.kept())
        self.kill()
        self.wire.open.set()

        # It is found, and not made again.
        self.go_on()
        application = self.application
        self.application.find(HANDED_OVER)
        self.wait_kept('"step" : "hand_over"')
        self.assertEqual(len(self.sandbox.account_keys()), n_keys + 1)

        # An entry is not seen to have the focus on the bus of GTK 4.8: it stands before the check box and its row.
        application.tab_to(HANDED_OVER, 'shift+Tab')
        while application.is_focused(HANDED_OVER):
            before = application.focused()
            application.keys('shift+Tab')
            wait_for(lambda: application.focused() != before, 'the focus to move')
        application.type(PLACE)
        application.keys('Return')
        application.find(f'Remove {PLACE}')
        self.tick(HANDED_OVER, 'shift+Tab')
        self.wait_kept(PLACE)
        self.wait_kept('"handed_over" : true')

        self.kill_and_go_on()
        self.application.click('Next')
        self.wait_kept('"step" : "verify"')

        self.kill_and_go_on()
        application = self.application
        application.click('Test')
        application.find('Works')
        self.tick(PLACE)
        wait_for(lambda: self.kept().count('"verified_at"') == 2, 'test and place to be on the disk')

        application.click('Next')
        self.wait_kept('"step" : "disable_old"')
        self.check_pair(old_pair, 200)

        # The service disables it, and the program never hears of that either.
        self.kill_and_go_on()
        self.wire.open.clear()
        self.application.click('Disable Old Key')
        wait_for(lambda: not next(key for key in self.sandbox.account_keys() if key['api_key'] == old_pair[0])['enabled'],
                 'the old key to be disabled')
        self.kill()
        self.wire.open.set()
        self.assertIn('"step" : "disable_old"', self.kept())

        self.go_on()
        self.application.click('Finish')
        self.application.find('Old Key Disabled')
        self.wait_kept('"step" : "done"')
        self.application.click('Done')

        new_keys = self.new_keys(self.sandbox.account_keys())
        self.assertEqual([key['role'] for key in new_keys], ['technical_admin'])
        pair = self.sandbox.send('GET', f'/console/accounts/{self.sandbox.account}/account_keys/{new_keys[0]["api_key"]}')
        self.check_pair((pair['api_key'], pair['api_secret']), 200)
        self.check_pair(old_pair, 401)
        self.assertNotIn(pair['api_secret'], self.kept())

    def test_key_of_an_environment(self):
        for name, cloud_name in (('Halden Web', 'halden-web'), ('Mobile App', 'halden-app')):
            self.sandbox.request('POST', '/sub_accounts', {'name': name, 'cloud_name': cloud_name})
        environment = self.sandbox.environment('Mobile App')
        path = f'/sub_accounts/{environment["id"]}/access_keys'
        old = self.sandbox.request('POST', path, {'name': NAME, 'enabled': True})
        old_pair = (old['api_key'], old['api_secret'])
        ping = f'/{environment["cloud_name"]}/ping'
        self.assertEqual(self.sandbox.status(ping, old_pair), 200)

        application = self.connect()
        self.choose_environment('Mobile App')
        self.open_row()
        application.click('Rotate…')
        application.wait_for_window('Rotate Key')
        application.click('Create Key')
        application.find(HANDED_OVER, ('list item',))
        self.tick(HANDED_OVER, 'shift+Tab')
        application.click('Next')
        application.click('Test')
        application.find('Works')
        application.click('Next')
        self.assertEqual(self.sandbox.status(ping, old_pair), 200)
        application.click('Disable Old Key')
        application.find('Old Key Disabled')
        application.click('Done')
        application.find(re.compile('To be deleted from'))

        new_keys = self.new_keys(self.sandbox.environment_keys('Mobile App'))
        self.assertEqual(len(new_keys), 1)
        self.assertEqual(self.sandbox.status(ping, (new_keys[0]['api_key'], new_keys[0]['api_secret'])), 200)
        self.assertEqual(self.sandbox.status(ping, old_pair), 401)

    def choose_environment(self, name):
        application = self.application
        application.keys('alt+3')
        application.find('AcEnvironmentKeysPage')
        application.keys('ctrl+shift+e')
        wait_for(lambda: 'GtkPopover' in application.focused(), 'the list of environments to have the focus')
        application.tab_to(re.compile(f'^{name}'), 'Down')
        application.keys('Return')
        application.find(re.compile(f'^{re.escape(NAME)}, '))


if __name__ == '__main__':
    driver.main()
