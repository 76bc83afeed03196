#!/usr/bin/python3
"""The Console API, from src/sandbox/README.md.

SPDX-License-Identifier: GPL-3.0-or-later
"""

import sqlite3

import sandbox
from sandbox import SandboxTest

ENVIRONMENT_KEYS = ['cloud_name', 'name', 'enabled', 'id', 'api_access_keys', 'created_at', 'updated_at', 'description', 'folder_mode',
                    'storage_location', 'support_options', 'asset_count']


class ConsoleTest(SandboxTest):
    def console(self, method, path, box=None, **arguments):
        box = box or self.sandbox
        return box.request(method, box.console + path, **arguments)


class Account(ConsoleTest):
    def test_features(self):
        for path in ('', '/'):
            answer = self.ok(self.console('GET', path))
            self.assertEqual(list(answer), ['features'])
            self.assertLessEqual({'account', 'environments', 'environment_limit'}, set(answer['features']))
        self.refused(self.console('GET', '', auth=None), 401, 'Invalid credentials')
        self.refused(self.sandbox.request('GET', '/v1_1/console/accounts/someone-else'), 401, 'Invalid credentials')

    def test_account(self):
        account = self.ok(self.console('GET', '/account'))
        self.assertEqual(list(account), ['id', 'name', 'plan', 'subscribed_through', 'permissions', 'key_role', 'created_at'])
        self.assertEqual(account['id'], self.sandbox.account_id)
        self.assertEqual(account['plan'], {'id': 'advanced-extra', 'name': 'Advanced Extra', 'paid': True, 'enterprise': False})
        self.assertEqual((account['subscribed_through'], account['permissions'], account['key_role']), ('direct', 'legacy', 'master_admin'))
        self.assertTrue(account['name'])

    def test_what_the_options_say(self):
        for plan, name, paid, enterprise in (('free', 'Free', False, False), ('plus', 'Plus', True, False), ('advanced', 'Advanced', True, False),
                                             ('enterprise', 'Enterprise', True, True)):
            box = self.start('--seed=empty', f'--plan={plan}', '--subscribed-through=heroku', '--permissions=roles', '--role=reports')
            account = self.ok(self.console('GET', '/account', box))
            self.assertEqual(account['plan'], {'id': plan, 'name': name, 'paid': paid, 'enterprise': enterprise})
            self.assertEqual((account['subscribed_through'], account['permissions'], account['key_role']), ('heroku', 'roles', 'reports'))
            box.stop()


class Environments(ConsoleTest):
    def create(self, **fields):
        return self.ok(self.console('POST', '/environments', data=fields))

    def test_object(self):
        made = self.create(name='Harbor')
        self.assertEqual(list(made), ENVIRONMENT_KEYS)
        self.assertEqual([made[key] for key in ENVIRONMENT_KEYS[7:]], ['', 'dynamic', 'us', 0, 0])
        self.assertEqual(self.ok(self.console('GET', f"/environments/{made['id']}")), made)
        public = self.ok(self.sandbox.get(f"/sub_accounts/{made['id']}"))
        self.assertEqual(public, {key: value for key, value in made.items() if key in public})
        with_attributes = self.create(name='Haven', custom_attributes={'a': 'b'})
        self.assertEqual(list(with_attributes), ENVIRONMENT_KEYS[:7] + ['custom_attributes'] + ENVIRONMENT_KEYS[7:])

    def test_list_is_in_the_order_of_sub_accounts(self):
        for name in ('b', 'a', 'c'):
            self.create(name=name)
        listed = self.ok(self.console('GET', '/environments'))
        self.assertEqual(list(listed), ['environments'])
        self.assertEqual([one['id'] for one in listed['environments']],
                         [one['id'] for one in self.ok(self.sandbox.get('/sub_accounts'))['sub_accounts']])

    def test_all_fields(self):
        made = self.create(name='Harbor', cloud_name='harbor', description='Boats & more', folder_mode='fixed', custom_attributes={'a': 'b'})
        self.assertEqual((made['name'], made['cloud_name'], made['description'], made['folder_mode'], made['custom_attributes']),
                         ('Harbor', 'harbor', 'Boats & more', 'fixed', {'a': 'b'}))
        self.assertEqual(self.create(name='Haven', folder_mode='dynamic')['folder_mode'], 'dynamic')

    def test_base(self):
        base = self.create(name='Base', folder_mode='fixed', description='of the base')
        made = self.create(name='Copy', base_sub_account_id=base['id'], description='mine')
        self.assertEqual((made['folder_mode'], made['description']), ('fixed', 'mine'))
        for mode in ('fixed', 'dynamic'):
            self.refused(self.console('POST', '/environments', data={'name': 'x', 'base_sub_account_id': base['id'], 'folder_mode': mode}), 400, 'folder_mode')
        self.refused(self.console('POST', '/environments', data={'name': 'x', 'base_sub_account_id': 'x'}), 400, 'cannot find sub account')

    def test_refusals(self):
        for status, field, value in ((400, 'name', ''), (400, 'folder_mode', 'deep'), (400, 'folder_mode', 1), (400, 'description', 'x' * 501),
                                     (400, 'description', []), (400, 'cloud_name', '1'), (409, 'cloud_name', 'demo'), (400, 'custom_attributes', 'x')):
            with self.subTest(field=field):
                self.refused(self.console('POST', '/environments', data={'name': 'x', field: value}), status, field)
        self.assertEqual(len(self.ok(self.console('GET', '/environments'))['environments']), 1)
        self.refused(self.console('GET', '/environments/x'), 404, 'not found')
        self.refused(self.console('PUT', '/environments/x', data={'description': 'x'}), 404, 'not found')

    def test_description(self):
        made = self.create(name='Harbor')
        path = f"/environments/{made['id']}"
        for text in ('Boats', 'é' * 500, ''):
            answer = self.ok(self.console('PUT', path, data={'description': text}))
            self.assertEqual(answer['description'], text)
            self.assertEqual(self.ok(self.console('GET', path)), answer)
        self.ok(self.console('PUT', path, data={'description': 'Boats'}))
        for fields in ({}, {'description': None}, {'name': 'other', 'folder_mode': 'fixed'}):
            answer = self.ok(self.console('PUT', path, data=fields))
            self.assertEqual((answer['description'], answer['name'], answer['folder_mode']), ('Boats', 'Harbor', 'dynamic'))
        self.refused(self.console('PUT', path, data={'description': 'x' * 501}), 400, 'description')


class Limit(ConsoleTest):
    def setUp(self):
        self.file = self.make_folder() + '/account.db'

    def limit(self, box):
        answer = self.ok(self.console('GET', '/environment_limit', box))
        self.assertEqual(list(answer), ['base', 'additional', 'used', 'total', 'max_additional', 'changeable', 'reason', 'bought_through'])
        self.assertEqual(answer['total'], answer['base'] + answer['additional'])
        self.assertEqual(answer['max_additional'], 5)
        return answer

    def set(self, box, additional):
        return self.console('PUT', '/environment_limit', box, data={'additional': additional})

    def fill(self, box):
        limit = self.limit(box)
        for number in range(limit['used'], limit['total']):
            self.ok(box.post('/sub_accounts', data={'name': f'n{number}'}))

    def test_life_of_an_add_on(self):
        box = self.start('--seed=empty')
        limit = self.limit(box)
        self.assertEqual((limit['used'], limit['changeable'], limit['reason'], limit['bought_through']), (1, False, 'base_not_reached', None))
        self.refused(self.set(box, 1), 409)
        self.fill(box)
        limit = self.limit(box)
        self.assertEqual((limit['used'], limit['total'], limit['changeable'], limit['reason']), (5, 5, True, None))
        answer = self.ok(self.set(box, 2))
        self.assertEqual((answer['additional'], answer['total'], answer['changeable']), (2, 7, True))
        # The next choice replaces the one before.
        self.assertEqual(self.ok(self.set(box, 5))['total'], 10)
        self.ok(box.post('/sub_accounts', data={'name': 'sixth'}))
        self.assertEqual(self.ok(self.set(box, 1)), self.limit(box))
        self.refused(self.set(box, 0), 409, '6')
        self.assertEqual(self.limit(box)['additional'], 1)
        [last] = [one for one in self.ok(box.get('/sub_accounts'))['sub_accounts'] if one['name'] == 'sixth']
        self.ok(box.delete(f"/sub_accounts/{last['id']}"))
        self.assertEqual(self.ok(self.set(box, 0))['total'], 5)
        self.assertEqual(self.limit(box)['changeable'], True)

    def test_an_add_on_can_be_changed_below_the_base(self):
        box = self.start('--seed=empty', f'--database={self.file}')
        database = sqlite3.connect(self.file, timeout=sandbox.TIMEOUT)
        with database:
            database.execute('UPDATE account SET additional_environments = 3')
        database.close()
        self.assertEqual((self.limit(box)['used'], self.limit(box)['changeable']), (1, True))
        self.assertEqual(self.ok(self.set(box, '0'))['reason'], 'base_not_reached')

    def test_values(self):
        box = self.start('--seed=empty')
        self.fill(box)
        for value in (-1, 6, 1.5, 'two', None, '', True, [], {}):
            with self.subTest(value=value):
                self.refused(self.set(box, value), 400, 'additional')
        self.refused(self.console('PUT', '/environment_limit', box), 400, 'additional')
        self.assertEqual(self.limit(box)['additional'], 0)

    def test_reasons(self):
        for arguments, reason, bought_through in ((('--plan=free',), 'free_plan', None), (('--plan=enterprise',), 'enterprise', None),
                                                  (('--subscribed-through=heroku',), 'marketplace', 'Heroku'),
                                                  (('--subscribed-through=aws',), 'marketplace', 'AWS Marketplace')):
            with self.subTest(arguments=arguments):
                box = self.start('--seed=empty', *arguments)
                limit = self.limit(box)
                self.assertEqual((limit['changeable'], limit['reason'], limit['bought_through']), (False, reason, bought_through))
                self.refused(self.set(box, 1), 409)
                box.stop()


if __name__ == '__main__':
    sandbox.main()
