#!/usr/bin/python3
"""The keys of the account in the Console API, from src/sandbox/README.md.

SPDX-License-Identifier: GPL-3.0-or-later
"""

import sandbox
from sandbox import SandboxTest

MEMBERS = ['name', 'api_key', 'role', 'enabled', 'root', 'created_at', 'updated_at']
ROLES = ['master_admin', 'admin', 'technical_admin', 'billing', 'reports', 'media_library_admin', 'media_library_user']


class AccountKeys(SandboxTest):
    def call(self, method, path='', box=None, **arguments):
        box = box or self.sandbox
        return box.request(method, box.console + '/account_keys' + path, **arguments)

    def list(self, box=None):
        return self.ok(self.call('GET', box=box))['account_keys']

    def generate(self, name, role='admin', box=None):
        return self.ok(self.call('POST', box=box, data={'name': name, 'role': role}))

    def try_key(self, key):
        return self.sandbox.get('/sub_accounts', auth=(key['api_key'], key['api_secret']))


class List(AccountKeys):
    def test_the_first_key_is_the_root_key_and_no_secret_is_listed(self):
        answer = self.ok(self.call('GET'))
        self.assertEqual(list(answer), ['account_keys'])
        self.assertEqual([list(key) for key in answer['account_keys']], [MEMBERS])
        root = answer['account_keys'][0]
        self.assertEqual((root['api_key'], root['role'], root['enabled'], root['root']), (self.sandbox.key, 'master_admin', True, True))
        self.assertNotIn(self.sandbox.secret, self.call('GET').body.decode())

    def test_demo(self):
        keys = self.list(self.start('--seed=demo'))
        self.assertEqual([key['root'] for key in keys], [True] + [False] * (len(keys) - 1))
        self.assertEqual(sorted(key['created_at'] for key in keys), [key['created_at'] for key in keys])
        self.assertEqual({key['role'] for key in keys}, set(ROLES))
        self.assertIn(False, [key['enabled'] for key in keys])

    def test_one_key_has_its_secret(self):
        key = self.ok(self.call('GET', '/' + self.sandbox.key))
        self.assertEqual(list(key), MEMBERS[:2] + ['api_secret'] + MEMBERS[2:])
        self.assertEqual(key['api_secret'], self.sandbox.secret)
        self.refused(self.call('GET', '/1'), 404)
        self.refused(self.call('GET', "/'%20OR%201=1%20--"), 404)

    def test_announced(self):
        self.assertIn('account_keys', self.ok(self.sandbox.request('GET', self.sandbox.console))['features'])


class Generate(AccountKeys):
    def test_a_new_key_works_at_once_in_its_role(self):
        key = self.generate('R&D <b>', 'billing')
        self.assertEqual(list(key), MEMBERS[:2] + ['api_secret'] + MEMBERS[2:])
        self.assertEqual((key['name'], key['role'], key['enabled'], key['root']), ('R&D <b>', 'billing', True, False))
        self.assertEqual(key, self.ok(self.call('GET', '/' + key['api_key'])))
        self.assertEqual(self.list()[-1], {name: key[name] for name in MEMBERS})
        self.refused(self.sandbox.get('/users', auth=(key['api_key'], key['api_secret'])), 403, 'not allowed')
        self.ok(self.sandbox.request('GET', self.sandbox.console, auth=(key['api_key'], key['api_secret'])))

    def test_keys_are_different(self):
        keys = [self.generate(f'key {number}') for number in range(20)]
        self.assertEqual(len({key['api_key'] for key in keys} | {key['api_secret'] for key in keys}), 40)

    def test_refused(self):
        for data, text in (({}, 'name'), ({'name': '', 'role': 'admin'}, 'name'), ({'name': 'x'}, 'role'), ({'name': 'x', 'role': 'owner'}, 'role'),
                           ({'name': 7, 'role': 'admin'}, 'name'), ({'name': 'x' * 256, 'role': 'admin'}, 'name')):
            with self.subTest(data=data):
                self.refused(self.call('POST', data=data), 400, text)
        self.generate('Taken')
        self.refused(self.call('POST', data={'name': 'Taken', 'role': 'admin'}), 409, 'Taken')
        self.assertEqual(len(self.list()), 2)


class Change(AccountKeys):
    def test_rename(self):
        key = self.generate('Old')
        other = self.generate('Other')
        changed = self.ok(self.call('PUT', '/' + key['api_key'], data={'name': 'New'}))
        self.assertEqual(list(changed), MEMBERS)
        self.assertEqual((changed['name'], changed['enabled'], changed['role']), ('New', True, 'admin'))
        self.assertGreaterEqual(changed['updated_at'], key['updated_at'])
        self.ok(self.call('PUT', '/' + key['api_key'], data={'name': 'New'}))
        self.refused(self.call('PUT', '/' + other['api_key'], data={'name': 'New'}), 409, 'New')
        self.assertEqual(self.ok(self.call('PUT', '/' + key['api_key'], data={'name': ''}))['name'], 'New')
        self.refused(self.call('PUT', '/1', data={'name': 'x'}), 404)

    def test_disable_and_enable(self):
        key = self.generate('Script')
        self.ok(self.try_key(key))
        self.assertFalse(self.ok(self.call('PUT', '/' + key['api_key'], data={'enabled': False}))['enabled'])
        self.refused(self.try_key(key), 401, 'Invalid credentials')
        self.assertTrue(self.ok(self.call('PUT', '/' + key['api_key'], data={'enabled': 'true'}))['enabled'])
        self.ok(self.try_key(key))
        self.refused(self.call('PUT', '/' + key['api_key'], data={'enabled': 'perhaps'}), 400, 'enabled')

    def test_the_last_enabled_key_stays(self):
        self.refused(self.call('PUT', '/' + self.sandbox.key, data={'enabled': False}), 409, 'last enabled')
        self.assertTrue(self.list()[0]['enabled'])
        # The name doesn't change either: all or nothing.
        self.refused(self.call('PUT', '/' + self.sandbox.key, data={'name': 'Other', 'enabled': False}), 409)
        self.assertNotEqual(self.list()[0]['name'], 'Other')

        disabled = self.generate('Disabled')
        self.ok(self.call('PUT', '/' + disabled['api_key'], data={'enabled': False}))
        self.refused(self.call('PUT', '/' + self.sandbox.key, data={'enabled': False}), 409, 'last enabled')

        # The one in use may go when another stays: that is for the client to warn of.
        self.ok(self.call('PUT', '/' + disabled['api_key'], data={'enabled': True}))
        self.assertFalse(self.ok(self.call('PUT', '/' + self.sandbox.key, data={'enabled': False}))['enabled'])
        self.refused(self.call('GET'), 401)
        self.ok(self.try_key(disabled))

    def test_there_is_no_deletion(self):
        key = self.generate('Forever')
        self.assertEqual(self.call('DELETE', '/' + key['api_key']).status, 405)
        self.assertEqual(self.call('DELETE', '').status, 405)
        self.assertEqual(len(self.list()), 2)


class Roles(AccountKeys):
    def test_nobody_gives_or_takes_what_they_have_not(self):
        box = self.start('--seed=empty', '--role=technical_admin')
        root = self.list(box)[0]
        self.assertEqual(root['role'], 'master_admin')
        for role in ('master_admin', 'admin', 'billing', 'reports'):
            with self.subTest(role=role):
                answer = self.call('POST', box=box, data={'name': role, 'role': role})
                # What Reports may see, a Technical admin may see too.
                self.ok(answer) if role == 'reports' else self.refused(answer, 403, 'not allowed')
        self.refused(self.call('GET', '/' + root['api_key'], box=box), 403)
        self.refused(self.call('PUT', '/' + root['api_key'], box=box, data={'enabled': False}), 403)
        self.refused(self.call('PUT', '/' + root['api_key'], box=box, data={'name': 'Mine'}), 403)
        self.generate('Another', 'technical_admin', box)


if __name__ == '__main__':
    sandbox.main()
