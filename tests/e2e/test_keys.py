#!/usr/bin/python3
"""A key on each page of keys, from its generation to its end; the same is seen over HTTP and by the SDK.

SPDX-License-Identifier: GPL-3.0-or-later
"""

import os
import re
import subprocess
import sys

import driver
from driver import Journey, wait_for, with_sdk

NAME = 'CI & <deployments>'
NEW_NAME = 'CI & <tests>'


class Keys(Journey):
    def clipboard(self):
        return subprocess.run([sys.executable, os.path.join(driver.HERE, 'clipboard.py')], capture_output=True, text=True,
                              check=True, timeout=driver.LIMIT).stdout

    def wait_key(self, name, **members):
        """The key at the service, once it is so."""
        def find():
            key = next((key for key in self.list_keys() if key['name'] == name), None)
            return key if key is not None and all(key[member] == value for member, value in members.items()) else None

        return wait_for(find, f'{name!r} at the service with {members}')

    def generate(self, title):
        application = self.application
        application.keys('ctrl+n')
        application.wait_for_window(title)
        application.type_into('Name', NAME)

    def open_row(self, name):
        self.application.tab_to(re.compile(f'^{re.escape(name)}, '))
        self.application.keys('Return')
        self.application.find(f'Copy secret of {name}')

    def rename(self):
        application = self.application
        application.click('Rename…')
        application.wait_for_window('Rename Key')
        application.type_into('Name', NEW_NAME)
        application.click('Rename')
        application.find('Key renamed')
        self.assertNotIn(NAME, [key['name'] for key in self.list_keys()])

    def disable_and_undo(self, ask):
        application = self.application
        application.click(f'Enable {NEW_NAME}')
        application.click('Disable')
        self.wait_key(NEW_NAME, enabled=False)
        self.assertEqual(ask(), 401)
        application.click('Undo')
        self.wait_key(NEW_NAME, enabled=True)
        self.assertEqual(ask(), 200)

    def copy(self, button, secret):
        """What was copied; where it is masked it is nowhere on the bus."""
        self.application.click(button)
        text = wait_for(lambda: (lambda text: secret in text and text)(self.clipboard()), f'{button!r} to fill the clipboard')
        self.assertEqual(self.application.find_all(re.compile(re.escape(secret))), [])
        return text


class AccountKeys(Keys):
    def list_keys(self):
        return self.sandbox.account_keys()

    def test_account_key(self):
        application = self.connect()
        application.keys('alt+1')
        application.find('Generate Key…')
        self.generate('Generate Account API Key')
        # A role has to be chosen, with keys: what is in a list has no action on the bus.
        application.tab_to('Account role', 'shift+Tab')
        application.keys('Return')
        wait_for(lambda: 'GtkPopover' in application.focused(), 'the list of roles to have the focus')
        application.keys('Down', 'Down', 'Down', 'Return')
        application.find('Everything except users and billing.')
        application.click('Generate')
        self.wait_key(NAME, enabled=True, role='technical_admin')
        application.click('Done')

        self.open_row(NAME)
        self.rename()
        key = self.wait_key(NEW_NAME)['api_key']
        secret = self.sandbox.send('GET', f'/console/accounts/{self.sandbox.account}/account_keys/{key}')['api_secret']
        check = f'/provisioning/accounts/{self.sandbox.account}/sub_accounts?ids=none'
        self.assertEqual(self.copy(f'Copy secret of {NEW_NAME}', secret), secret)
        self.disable_and_undo(lambda: self.sandbox.status(check, (key, secret)))

        # The pair of the connection, as a variable.
        self.assertEqual(self.copy('Copy CLOUDINARY_ACCOUNT_URL', self.sandbox.secret), self.sandbox.url)


class EnvironmentKeys(Keys):
    def list_keys(self):
        return self.sandbox.environment_keys('Mobile App')

    def choose_environment(self):
        """Without a pointer."""
        application = self.application
        application.keys('alt+3')
        application.find('AcEnvironmentKeysPage')
        application.keys('ctrl+shift+e')
        wait_for(lambda: 'GtkPopover' in application.focused(), 'the list of environments to have the focus')
        application.tab_to(re.compile('^Mobile App'), 'Down')
        application.keys('Return')
        application.find(re.compile('^Root key|^Key without a name|^Root'), ('list item',))

    def delete(self):
        application = self.application
        confirm = f'Type \u2066{NEW_NAME}\u2069 to confirm'
        # By the key, with the focus somewhere in the row.
        application.tab_to(re.compile(f'^{re.escape(NEW_NAME)}, '))
        application.keys('Delete')
        application.type_into(confirm, NAME)
        wait_for(lambda: application.text_of(confirm) == NAME, 'the wrong name to be typed')
        self.assertFalse(application.is_sensitive('Delete', ('push button', 'button')))
        application.type_into(confirm, NEW_NAME)
        application.click('Delete', roles=('push button', 'button'))
        application.find(f'{NEW_NAME} deleted')
        self.assertNotIn(NEW_NAME, [key['name'] for key in self.list_keys()])

    @with_sdk
    def test_key_of_an_environment(self):
        for name, cloud_name in (('Halden Web', 'halden-web'), ('Mobile App', 'halden-app')):
            self.sandbox.request('POST', '/sub_accounts', {'name': name, 'cloud_name': cloud_name})
        environment = self.sandbox.environment('Mobile App')
        application = self.connect()
        self.choose_environment()
        self.generate('Generate API Key')
        application.click('Generate')
        key = self.wait_key(NAME, enabled=True)['api_key']
        application.click('Done')

        self.open_row(NAME)
        self.rename()
        theirs = self.sandbox.sdk('keys', environment['id'])
        secret = next(item['api_secret'] for item in theirs if item['api_key'] == key and item['name'] == NEW_NAME)
        self.assertEqual(self.copy(f'Copy secret of {NEW_NAME}', secret), secret)
        self.disable_and_undo(lambda: self.sandbox.status('/halden-app/ping', (key, secret)))

        application.tab_to('Use for webhooks')
        application.keys('Return')
        application.find(f'{NEW_NAME} signs webhooks now')
        self.assertIn('webhooks', self.wait_key(NEW_NAME)['dedicated_for'])

        self.delete()
        self.assertNotIn(key, [item['api_key'] for item in self.sandbox.sdk('keys', environment['id'])])
        self.assertEqual(self.sandbox.status('/halden-app/ping', (key, secret)), 401)


if __name__ == '__main__':
    driver.main()
