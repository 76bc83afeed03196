#!/usr/bin/python3
"""Product environments in the Provisioning API, from section 2 of the wire reference.

SPDX-License-Identifier: GPL-3.0-or-later
"""

import sqlite3

import sandbox
from sandbox import SandboxTest

KEYS = ['cloud_name', 'name', 'enabled', 'id', 'api_access_keys', 'created_at', 'updated_at']
TIME = r'^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z$'
UNKNOWN = '5d1c0b9f3a7e42886b20c4fd91e7a3'


class SubAccountsTest(SandboxTest):
    def setUp(self):
        self.file = self.make_folder() + '/account.db'
        self.sandbox = self.start('--seed=empty', '--plan=enterprise', f'--database={self.file}')

    def sql(self, statement, *arguments):
        database = sqlite3.connect(self.file, timeout=sandbox.TIMEOUT)
        with database:
            database.execute(statement, arguments)
        database.close()

    def list(self, **query):
        return self.ok(self.sandbox.get('/sub_accounts', query=query))['sub_accounts']

    def names(self, **query):
        return [one['name'] for one in self.list(**query)]


class Objects(SubAccountsTest):
    def test_new_environment(self):
        made = self.create('Harbor Staging', cloud_name='harbor-staging')
        self.assertEqual(list(made), KEYS)
        self.assertEqual((made['name'], made['cloud_name'], made['enabled']), ('Harbor Staging', 'harbor-staging', True))
        self.assertRegex(made['id'], r'^[0-9a-f]{30}$')
        self.assertRegex(made['created_at'], TIME)
        self.assertEqual(made['updated_at'], made['created_at'])
        [key] = made['api_access_keys']
        self.assertEqual(list(key), ['key', 'secret', 'enabled'])
        self.assertRegex(key['key'], r'^[1-9][0-9]{14}$')
        self.assertRegex(key['secret'], r'^[A-Za-z0-9_-]{27}$')
        self.assertIs(key['enabled'], True)
        self.assertEqual(self.ok(self.sandbox.get(f"/sub_accounts/{made['id']}")), made)
        self.assertIn(made, self.list())

    def test_its_key_is_called_root(self):
        made = self.create('Harbor')
        keys = self.ok(self.sandbox.get(f"/sub_accounts/{made['id']}/access_keys"))
        self.assertEqual(keys['total'], 1)
        [key] = keys['access_keys']
        self.assertEqual((key['name'], key['root'], key['enabled'], key['api_key']), ('Root', True, True, made['api_access_keys'][0]['key']))

    def test_only_enabled_keys_in_the_order_of_creation(self):
        made = self.create('Harbor')
        path = f"/sub_accounts/{made['id']}"
        second = self.ok(self.sandbox.post(path + '/access_keys', data={'name': 'b'}))
        third = self.ok(self.sandbox.post(path + '/access_keys', data={'name': 'a'}))
        self.ok(self.sandbox.post(path + '/access_keys', data={'name': 'off', 'enabled': False}))
        shown = [key['key'] for key in self.ok(self.sandbox.get(path))['api_access_keys']]
        self.assertEqual(shown, [made['api_access_keys'][0]['key'], second['api_key'], third['api_key']])
        self.ok(self.sandbox.put(f"{path}/access_keys/{second['api_key']}", data={'enabled': False}))
        shown = [key['key'] for key in self.ok(self.sandbox.get(path))['api_access_keys']]
        self.assertEqual(shown, [made['api_access_keys'][0]['key'], third['api_key']])


class Create(SubAccountsTest):
    def refused_with(self, status, text, **fields):
        before = self.list()
        self.refused(self.sandbox.post('/sub_accounts', data=fields), status, text)
        self.assertEqual(self.list(), before)

    def test_name_is_required(self):
        for fields in ({}, {'name': ''}, {'name': None}, {'name': '   '}, {'name': '\u2003'}, {'cloud_name': 'abc'}):
            self.refused_with(400, 'Missing required parameter - name', **fields)
        self.assertEqual(self.create('x' * 255)['name'], 'x' * 255)
        self.assertEqual(self.create('é' * 255)['name'], 'é' * 255)

    def test_names_need_not_be_unique(self):
        first, second = self.create('Twice'), self.create('Twice')
        self.assertNotEqual(first['id'], second['id'])
        self.assertNotEqual(first['cloud_name'], second['cloud_name'])

    def test_cloud_names_that_can_be_had(self):
        for cloud_name in ('ab', 'a' * 128, 'a-1', 'A-Mixed-Case', 'with_underscore', 'cld-first', 'a-cl', 'z9-'):
            self.assertEqual(self.create('x', cloud_name=cloud_name)['cloud_name'], cloud_name)

    def test_cloud_names_that_can_not(self):
        for cloud_name, text in (('a', '2 to 128'), ('a' * 129, '2 to 128'), ('1abc', 'letter'), ('-abc', 'letter'), ('_abc', 'letter'),
                                 ('a b', 'letters, digits'), ('a.b', 'letters, digits'), ('abc/def', 'letters, digits'), ('çed', 'letters, digits'),
                                 ('a%', 'letters, digits'), (' ab', 'letters, digits'), ("a'b", 'letters, digits'),
                                 ('media-cld', '-cld'), ('media-CLD', '-cld')):
            with self.subTest(cloud_name=cloud_name):
                self.refused_with(400, text, name='x', cloud_name=cloud_name)
                self.refused_with(400, 'cloud_name', name='x', cloud_name=cloud_name)

    def test_cloud_names_that_are_taken(self):
        self.create('x', cloud_name='Harbor')
        for cloud_name in ('Harbor', 'harbor', 'HARBOR', self.list()[0]['cloud_name'], 'demo', 'Sample', 'CLOUDINARY', 'provisioning', 'console'):
            with self.subTest(cloud_name=cloud_name):
                self.refused_with(409, 'already taken', name='x', cloud_name=cloud_name)

    def test_generated_cloud_names(self):
        for name, cloud_name in (('php_sdk_test', 'php-sdk-test'), ('Harbor', None), ('Harbor Goods & Co.', 'Harbor-Goods-Co'), ('Ünïcode', 'Unicode'),
                                 ('demo', 'demo-2'), ('DEMO', 'DEMO-3'), ('Harbor', 'Harbor-2'), ('  spaced  ', 'spaced'), ('media-cld', 'environment'),
                                 ('日本', 'environment-2'), ('x', 'environment-3'), ('2024 Summer', 'Summer')):
            with self.subTest(name=name):
                made = self.create(name)
                self.assertEqual(made['cloud_name'], cloud_name or name)
        long = self.create('L' * 255)['cloud_name']
        self.assertLessEqual(len(long), 128)
        self.assertEqual(self.create('L' * 255)['cloud_name'], long + '-2')

    def test_enabled(self):
        self.assertIs(self.create('on')['enabled'], True)
        self.assertIs(self.create('on', enabled=None)['enabled'], True)
        self.assertIs(self.create('off', enabled=False)['enabled'], False)

    def test_custom_attributes(self):
        values = {'team': 'harbor', 'n': 1, 'f': 1.5, 'yes': True, 'none': None, 'list': [1, 'two'], 'deep': {'a': {'b': 'ü "q" \\'}}}
        made = self.create('x', custom_attributes=values)
        self.assertEqual(list(made), KEYS + ['custom_attributes'])
        self.assertEqual(made['custom_attributes'], values)
        self.assertEqual(self.list(ids=made['id']), [made])
        self.assertNotIn('custom_attributes', self.create('y', custom_attributes={}))
        pairs = self.create('z', custom_attributes='team=harbor|site=a=b|empty=')
        self.assertEqual(pairs['custom_attributes'], {'team': 'harbor', 'site': 'a=b', 'empty': ''})

    def test_base(self):
        base = self.create('Base', custom_attributes={'a': 'b'})
        self.sql('UPDATE environments SET folder_mode = ?, storage_location = ?, support_options = 3, asset_count = 500, description = ? WHERE id = ?',
                 'fixed', 'eu', 'of the base', base['id'])
        self.ok(self.sandbox.post(f"/sub_accounts/{base['id']}/access_keys", data={'name': 'second'}))
        made = self.create('Copy', base_sub_account_id=base['id'])
        self.assertEqual(list(made), KEYS)
        self.assertEqual(len(made['api_access_keys']), 1)
        full = self.ok(self.sandbox.request('GET', f"{self.sandbox.console}/environments/{made['id']}"))
        self.assertEqual([full[key] for key in ('folder_mode', 'storage_location', 'support_options', 'asset_count', 'description')],
                         ['fixed', 'eu', 3, 0, ''])
        key = made['api_access_keys'][0]
        config = self.ok(self.sandbox.request('GET', f"/v1_1/{made['cloud_name']}/config?settings=true", auth=(key['key'], key['secret'])))
        self.assertEqual(config['settings'], {'folder_mode': 'fixed'})
        self.refused_with(400, 'cannot find sub account', name='x', base_sub_account_id=UNKNOWN)

    def test_the_limit(self):
        box = self.start('--seed=empty', '--plan=advanced')
        for number in range(2):
            self.ok(box.post('/sub_accounts', data={'name': f'n{number}'}))
        self.refused(box.post('/sub_accounts', data={'name': 'one more'}), 400, 'max_sub_accounts')
        self.ok(box.request('PUT', box.console + '/environment_limit', data={'additional': 1}))
        self.ok(box.post('/sub_accounts', data={'name': 'one more'}))
        self.refused(box.post('/sub_accounts', data={'name': 'two more'}), 400, 'max_sub_accounts')


class List(SubAccountsTest):
    def setUp(self):
        super().setUp()
        [self.main] = self.list()
        self.made = [self.create(name, cloud_name=cloud_name, enabled=enabled) for name, cloud_name, enabled in (
            ('Harbor Web', 'harbor-web', True), ('harbor app', 'harbor-app', False), ('Élan', 'elan', True), ('100% Cotton', 'cotton', True),
            ('100x', 'hundred', False))]

    def test_order_of_creation(self):
        self.assertEqual(self.list(), [self.main, *self.made])

    def test_enabled(self):
        self.assertEqual(self.names(enabled='true'), ['Main', 'Harbor Web', 'Élan', '100% Cotton'])
        self.assertEqual(self.names(enabled='false'), ['harbor app', '100x'])
        self.assertEqual(len(self.names(enabled='')), 6)
        self.refused(self.sandbox.get('/sub_accounts', query={'enabled': 'yes'}), 400, 'enabled')

    def test_prefix(self):
        for prefix, names in (('harbor', ['Harbor Web', 'harbor app']), ('HARBOR ', ['Harbor Web', 'harbor app']), ('harbor w', ['Harbor Web']),
                              ('arbor', []), ('e', []), ('é', ['Élan']), ('É', ['Élan']), ('e\u0301', ['Élan']), ('100%', ['100% Cotton']), ('100_', []),
                              ('%', []), ('_', []), ('\\', []), ("' OR 1=1", []), ('*', []), ('100', ['100% Cotton', '100x'])):
            with self.subTest(prefix=prefix):
                self.assertEqual(self.names(prefix=prefix), names)
        self.assertEqual(len(self.names(prefix='')), 6)

    def test_filters_go_together(self):
        self.assertEqual(self.names(prefix='harbor', enabled='true'), ['Harbor Web'])
        self.assertEqual(self.names(prefix='harbor', cloud_names='elan'), [])

    def test_ids_and_nothing_else(self):
        ids = [self.made[2]['id'], self.made[0]['id']]
        self.assertEqual(self.names(ids=ids), ['Harbor Web', 'Élan'])
        self.assertEqual(self.names(ids=ids, enabled='false', prefix='zzz', cloud_names='cotton'), ['Harbor Web', 'Élan'])
        self.assertEqual(self.names(ids=[UNKNOWN, ids[0], ids[0]]), ['Élan'])
        self.assertEqual(self.names(ids=UNKNOWN), [])

    def test_cloud_names(self):
        self.assertEqual(self.names(cloud_names=['ELAN', 'harbor-web', 'nobody']), ['Harbor Web', 'Élan'])
        self.assertEqual(self.names(cloud_names='nobody'), [])

    def test_at_most_100(self):
        for name in ('ids', 'cloud_names'):
            self.assertEqual(self.names(**{name: [f'x{n}' for n in range(100)]}), [])
            for values in ([f'x{n}' for n in range(101)], ','.join(f'x{n}' for n in range(101))):
                self.refused(self.sandbox.get('/sub_accounts', query={name: values}), 400, name)

    def test_no_paging(self):
        self.assertEqual(len(self.list(page=1, page_size=2)), 6)

    def test_ten_thousand(self):
        box = self.start('--seed=empty', '--environments=10000')
        environments = self.ok(box.get('/sub_accounts'))['sub_accounts']
        self.assertEqual(len(environments), 10001)
        self.assertEqual(len({one['id'] for one in environments}), 10001)
        self.assertEqual(len({one['cloud_name'].lower() for one in environments}), 10001)
        self.assertTrue(all(len(one['api_access_keys']) >= 1 for one in environments))
        self.ok(box.post('/sub_accounts', data={'name': 'still room'}))


class Change(SubAccountsTest):
    def setUp(self):
        super().setUp()
        self.made = self.create('Harbor', cloud_name='harbor', custom_attributes={'a': '1', 'b': '2'})
        self.path = f"/sub_accounts/{self.made['id']}"

    def change(self, **fields):
        return self.ok(self.sandbox.put(self.path, data=fields))

    def test_unknown(self):
        for method in ('GET', 'PUT', 'DELETE'):
            self.refused(self.sandbox.request(method, f'{self.sandbox.provisioning}/sub_accounts/{UNKNOWN}', data={'name': 'x'}), 404, 'not found')

    def test_each_field_alone(self):
        changed = dict(self.made)
        for field, value in (('name', 'Haven'), ('cloud_name', 'haven'), ('enabled', False), ('custom_attributes', {'c': '3'}), ('enabled', True)):
            answer = self.change(**{field: value})
            changed[field] = value
            changed['updated_at'] = answer['updated_at']
            self.assertEqual(answer, changed)
            self.assertEqual(self.ok(self.sandbox.get(self.path)), changed)

    def test_what_is_not_given_stays(self):
        for fields in ({}, {'name': None, 'cloud_name': None, 'custom_attributes': None, 'enabled': None}, {'name': '', 'cloud_name': '', 'enabled': ''}):
            answer = self.change(**fields)
            self.assertEqual({**answer, 'updated_at': None}, {**self.made, 'updated_at': None})

    def test_attributes_are_replaced(self):
        self.assertEqual(self.change(custom_attributes={'b': '3'})['custom_attributes'], {'b': '3'})
        self.assertNotIn('custom_attributes', self.change(custom_attributes={}))

    def test_time(self):
        self.sql("UPDATE environments SET created_at = '2020-01-01T00:00:00Z', updated_at = '2020-01-01T00:00:00Z'")
        answer = self.change(name='x')
        self.assertEqual(answer['created_at'], '2020-01-01T00:00:00Z')
        self.assertGreater(answer['updated_at'], '2026')

    def test_refusals_change_nothing(self):
        for status, fields in ((409, {'cloud_name': 'demo'}), (409, {'cloud_name': 'sandbox-main'}), (400, {'cloud_name': '1'}), (400, {'cloud_name': 'x-cld'}),
                               (400, {'name': 'x' * 256}), (400, {'name': '  '}), (400, {'enabled': 'maybe'}), (400, {'custom_attributes': []})):
            with self.subTest(fields=fields):
                self.refused(self.sandbox.put(self.path, data={'name': 'changed', **fields}), status, 'cloud_name' if 'cloud_name' in fields else None)
                self.assertEqual(self.ok(self.sandbox.get(self.path)), self.made)

    def test_the_same_cloud_name_in_another_case(self):
        self.assertEqual(self.change(cloud_name='HARBOR')['cloud_name'], 'HARBOR')

    def test_a_freed_cloud_name_can_be_had_again(self):
        self.change(cloud_name='haven')
        self.assertEqual(self.create('New', cloud_name='harbor')['cloud_name'], 'harbor')

    def test_many_assets(self):
        self.sql('UPDATE environments SET asset_count = 999 WHERE id = ?', self.made['id'])
        self.change(cloud_name='haven')
        self.sql('UPDATE environments SET asset_count = 1000 WHERE id = ?', self.made['id'])
        self.refused(self.sandbox.put(self.path, data={'cloud_name': 'harbor'}), 400, '1000')
        self.assertEqual(self.change(cloud_name='haven', name='Still')['name'], 'Still')
        self.refused(self.sandbox.delete(self.path), 400, '1000')
        self.assertEqual(len(self.list()), 2)


class Delete(SubAccountsTest):
    def test_takes_everything_along(self):
        made = self.create('Harbor', cloud_name='harbor')
        self.assertEqual(self.ok(self.sandbox.delete(f"/sub_accounts/{made['id']}")), {'message': 'ok'})
        self.refused(self.sandbox.get(f"/sub_accounts/{made['id']}"), 404)
        self.refused(self.sandbox.get(f"/sub_accounts/{made['id']}/access_keys"), 404)
        self.refused(self.sandbox.delete(f"/sub_accounts/{made['id']}"), 404)
        key = made['api_access_keys'][0]
        self.refused(self.sandbox.request('GET', '/v1_1/harbor/ping', auth=(key['key'], key['secret'])), 401)
        self.assertEqual(self.names(), ['Main'])
        self.create('Again', cloud_name='harbor')

    def test_the_last_one_stays(self):
        self.refused(self.sandbox.delete(f"/sub_accounts/{self.list()[0]['id']}"), 400, 'last')
        self.assertEqual(self.names(), ['Main'])


if __name__ == '__main__':
    sandbox.main()
