#!/usr/bin/python3
"""Access keys of a product environment, from section 3 of the wire reference.

SPDX-License-Identifier: GPL-3.0-or-later
"""

import sandbox
from sandbox import SandboxTest

KEYS = ['name', 'api_key', 'api_secret', 'created_at', 'updated_at', 'enabled', 'root']
DEDICATED_KEYS = KEYS[:-1] + ['dedicated_for', 'root']


class AccessKeysTest(SandboxTest):
    def setUp(self):
        super().setUp()
        self.environment = self.main_environment()
        self.path = f"/sub_accounts/{self.environment['id']}/access_keys"

    def list(self, **query):
        return self.ok(self.sandbox.get(self.path, query=query))

    def names(self, **query):
        return [key['name'] for key in self.list(**query)['access_keys']]

    def add(self, **fields):
        return self.ok(self.sandbox.post(self.path, data=fields))

    def change(self, key, **fields):
        return self.ok(self.sandbox.put(f"{self.path}/{key['api_key']}", data=fields))


class Create(AccessKeysTest):
    def test_order_of_members(self):
        answer = self.sandbox.get(self.path)
        self.assertEqual(list(self.ok(answer)), ['access_keys', 'total'])
        self.assertEqual(list(answer.json['access_keys'][0]), KEYS)
        self.assertEqual(list(self.add(name='x')), KEYS)

    def test_values(self):
        key = self.add(name='ci-upload')
        self.assertEqual((key['name'], key['enabled'], key['root']), ('ci-upload', True, False))
        self.assertRegex(key['api_key'], r'^[1-9][0-9]{14}$')
        self.assertRegex(key['api_secret'], r'^[A-Za-z0-9_-]{27}$')
        self.assertRegex(key['created_at'], r'^2[0-9]{3}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z$')
        self.assertEqual(key['created_at'], key['updated_at'])
        self.assertIn(key, self.list()['access_keys'])

    def test_enabled(self):
        self.assertIs(self.add(name='off', enabled=False)['enabled'], False)
        self.assertIs(self.add(name='on', enabled=True)['enabled'], True)
        self.assertIs(self.add(name='null', enabled=None)['enabled'], True)
        self.refused(self.sandbox.post(self.path, data={'enabled': 'perhaps'}), 400, 'enabled')

    def test_names(self):
        generated = [self.add()['name'], self.add(name='')['name'], self.ok(self.sandbox.post(self.path))['name']]
        self.assertEqual(len(set(generated)), 3)
        self.assertTrue(all(generated))
        self.refused(self.sandbox.post(self.path, data={'name': generated[0]}), 409, generated[0])
        self.refused(self.sandbox.post(self.path, data={'name': 'Root'}), 409)
        self.refused(self.sandbox.post(self.path, data={'name': '  '}), 400, 'name')
        self.refused(self.sandbox.post(self.path, data={'name': 'x' * 256}), 400, 'name')
        self.refused(self.sandbox.post(self.path, data={'name': 5}), 400, 'name')
        # In another environment the same name is free.
        other = self.create('Other')
        self.ok(self.sandbox.post(f"/sub_accounts/{other['id']}/access_keys", data={'name': generated[0]}))

    def test_unknown_environment(self):
        for answer in (self.sandbox.get('/sub_accounts/x/access_keys'), self.sandbox.post('/sub_accounts/x/access_keys', data={'name': 'a'}),
                       self.sandbox.put('/sub_accounts/x/access_keys/1', data={'name': 'a'}), self.sandbox.delete('/sub_accounts/x/access_keys/1'),
                       self.sandbox.delete('/sub_accounts/x/access_keys', query={'name': 'a'})):
            self.refused(answer, 404, 'not found')


class List(AccessKeysTest):
    def setUp(self):
        super().setUp()
        self.made = [self.add(name=name, enabled=enabled) for name, enabled in (('b', True), ('A', False), ('c', True), ('D', False))]

    def test_order(self):
        self.assertEqual(self.names(), ['D', 'c', 'A', 'b', 'Root'])
        self.assertEqual(self.names(sort_order='asc'), ['Root', 'b', 'A', 'c', 'D'])
        self.assertEqual(self.names(sort_by='created_at', sort_order='desc'), ['D', 'c', 'A', 'b', 'Root'])
        self.assertEqual(self.names(sort_by='name'), ['Root', 'D', 'c', 'b', 'A'])
        self.assertEqual(self.names(sort_by='name', sort_order='asc'), ['A', 'b', 'c', 'D', 'Root'])
        self.assertEqual(self.names(sort_by='enabled', sort_order='asc'), ['A', 'D', 'Root', 'b', 'c'])
        self.assertEqual(self.names(sort_by='enabled'), ['c', 'b', 'Root', 'D', 'A'])
        keys = [key['api_key'] for key in self.list(sort_by='api_key', sort_order='asc')['access_keys']]
        self.assertEqual(keys, sorted(keys))
        self.refused(self.sandbox.get(self.path, query={'sort_by': 'secret'}), 400, 'sort_by')
        self.refused(self.sandbox.get(self.path, query={'sort_order': 'up'}), 400, 'sort_order')

    def test_pages(self):
        self.assertEqual(self.names(page=1, page_size=2, sort_order='asc'), ['Root', 'b'])
        self.assertEqual(self.names(page=3, page_size=2, sort_order='asc'), ['D'])
        self.assertEqual(self.names(page=4, page_size=2), [])
        self.assertEqual(self.list(page=4, page_size=2)['total'], 5)
        self.assertEqual(self.list(page=1, page_size=2)['total'], 5)
        self.assertEqual(len(self.names(page_size=2)), 5)
        self.assertEqual(len(self.names(page='', page_size='')), 5)
        for name, value in (('page', 0), ('page', 101), ('page', 'x'), ('page', -1), ('page', 1.5), ('page_size', 0), ('page_size', 101),
                            ('page', 99999999999999999999)):
            self.refused(self.sandbox.get(self.path, query={name: value}), 400, name)

    def test_a_page_has_20(self):
        for number in range(20):
            self.add(name=f'n{number}')
        self.assertEqual(len(self.names(page=1)), 20)
        self.assertEqual(len(self.names(page=2)), 5)
        self.assertEqual(len(self.names()), 25)


class Change(AccessKeysTest):
    def test_each_field(self):
        key = self.add(name='a')
        self.assertEqual(self.change(key, name='b')['name'], 'b')
        self.assertIs(self.change(key, enabled=False)['enabled'], False)
        answer = self.change(key, name=None, enabled=None, dedicated_for=None)
        self.assertEqual((answer['name'], answer['enabled']), ('b', False))
        self.assertEqual(list(answer), KEYS)
        self.assertIn(answer, self.list()['access_keys'])

    def test_refusals(self):
        key = self.add(name='a')
        self.add(name='b')
        self.refused(self.sandbox.put(f"{self.path}/{key['api_key']}", data={'name': 'b'}), 409, 'b')
        self.assertEqual(self.change(key, name='a')['name'], 'a')
        for field, value in (('name', ' '), ('name', 1), ('enabled', 'x'), ('dedicated_for', 'uploads'), ('dedicated_for', ['webhooks', 'x']),
                             ('dedicated_for', {}), ('dedicated_for', True)):
            self.refused(self.sandbox.put(f"{self.path}/{key['api_key']}", data={field: value}), 400, field)
        self.refused(self.sandbox.put(self.path + '/123', data={'name': 'x'}), 404, 'not found')
        other = self.create('Other')['api_access_keys'][0]['key']
        self.refused(self.sandbox.put(f'{self.path}/{other}', data={'name': 'x'}), 404, 'not found')

    def test_dedicated_for(self):
        first, second = self.add(name='a'), self.add(name='b')
        marked = self.change(first, dedicated_for='webhooks')
        self.assertEqual(list(marked), DEDICATED_KEYS)
        self.assertEqual(marked['dedicated_for'], ['webhooks'])
        self.assertEqual(self.change(second, dedicated_for=['webhooks'])['dedicated_for'], ['webhooks'])
        # It has moved, and each environment has its own.
        self.assertEqual([key['name'] for key in self.list()['access_keys'] if 'dedicated_for' in key], ['b'])
        other = self.create('Other')
        self.ok(self.sandbox.put(f"/sub_accounts/{other['id']}/access_keys/{other['api_access_keys'][0]['key']}", data={'dedicated_for': 'webhooks'}))
        self.assertEqual(self.change(second, name='c')['dedicated_for'], ['webhooks'])
        self.assertEqual(list(self.change(second, dedicated_for=[])), KEYS)

    def test_disabled_keys_stop_working(self):
        key = self.add(name='a')
        path, auth = f"/v1_1/{self.environment['cloud_name']}/ping", (key['api_key'], key['api_secret'])
        self.ok(self.sandbox.request('GET', path, auth=auth))
        self.change(key, enabled=False)
        self.refused(self.sandbox.request('GET', path, auth=auth), 401)
        self.change(key, enabled=True)
        self.ok(self.sandbox.request('GET', path, auth=auth))

    def test_the_root_key_can_be_disabled(self):
        root = self.list()['access_keys'][0]
        self.assertIs(self.change(root, enabled=False)['enabled'], False)
        self.assertEqual(self.main_environment()['api_access_keys'], [])


class Delete(AccessKeysTest):
    def test_by_key(self):
        key = self.add(name='a')
        self.assertEqual(self.ok(self.sandbox.delete(f"{self.path}/{key['api_key']}")), {'message': 'ok'})
        self.refused(self.sandbox.delete(f"{self.path}/{key['api_key']}"), 404, 'not found')
        self.assertEqual(self.names(), ['Root'])

    def test_by_name(self):
        for number, arguments in enumerate(({'query': {'name': 'the key'}}, {'form': {'name': 'the key'}}, {'data': {'name': 'the key'}})):
            self.add(name='the key')
            self.assertEqual(self.ok(self.sandbox.delete(self.path, **arguments)), {'message': 'ok'}, number)
            self.refused(self.sandbox.delete(self.path, **arguments), 404, 'not found')
        for arguments in ({}, {'query': {'name': ''}}, {'form': ''}, {'data': {}}):
            self.refused(self.sandbox.delete(self.path, **arguments), 400, 'name')
        self.assertEqual(self.names(), ['Root'])

    def test_the_root_key_stays(self):
        self.add(name='a')
        root = self.environment['api_access_keys'][0]['key']
        self.refused(self.sandbox.delete(f'{self.path}/{root}'), 400, 'root')
        self.refused(self.sandbox.delete(self.path, query={'name': 'Root'}), 400, 'root')
        self.assertEqual(self.list()['total'], 2)

    def test_the_last_enabled_key_stays(self):
        key, off = self.add(name='a'), self.add(name='off', enabled=False)
        [root] = [one for one in self.list()['access_keys'] if one['root']]
        self.change(root, enabled=False)
        self.refused(self.sandbox.delete(f"{self.path}/{key['api_key']}"), 400, 'last')
        self.ok(self.sandbox.delete(f"{self.path}/{off['api_key']}"))
        self.change(root, enabled=True)
        self.ok(self.sandbox.delete(f"{self.path}/{key['api_key']}"))

    def test_of_another_environment(self):
        other = self.create('Other')
        key = self.ok(self.sandbox.post(f"/sub_accounts/{other['id']}/access_keys", data={'name': 'a'}))
        self.refused(self.sandbox.delete(f"{self.path}/{key['api_key']}"), 404, 'not found')
        self.refused(self.sandbox.delete(self.path, query={'name': 'a'}), 404, 'not found')


if __name__ == '__main__':
    sandbox.main()
