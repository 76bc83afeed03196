#!/usr/bin/python3
"""User groups in the Provisioning API, from section 5 of the wire reference.

SPDX-License-Identifier: GPL-3.0-or-later
"""

import sqlite3

import sandbox
from sandbox import SandboxTest

TIME = r'^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z$'
UNKNOWN = 'a4f0c2e95b7d41d28e63f1097bd5c830'
EXTENDED = ['id', 'name', 'users', 'created_at', 'updated_at']


class GroupsTest(SandboxTest):
    def setUp(self):
        self.file = self.make_folder() + '/account.db'
        self.sandbox = self.start('--seed=empty', '--plan=enterprise', f'--database={self.file}')

    def sql(self, statement, *arguments):
        database = sqlite3.connect(self.file, timeout=sandbox.TIMEOUT)
        with database:
            database.execute(statement, arguments)
        database.close()

    def add(self, name, **fields):
        return self.ok(self.sandbox.post('/user_groups', data={'name': name, **fields}))

    def add_user(self, name):
        return self.ok(self.sandbox.post('/users', data={'name': name, 'email': f'{name.lower()}@example.org'}))

    def list(self, **query):
        return self.ok(self.sandbox.get('/user_groups', query=query))['user_groups']

    def show(self, group, **query):
        return self.ok(self.sandbox.get(f"/user_groups/{group['id']}", query=query))

    def join(self, group, user):
        return self.ok(self.sandbox.post(f"/user_groups/{group['id']}/users/{user['id']}"))


class Groups(GroupsTest):
    def test_none(self):
        self.assertEqual(self.ok(self.sandbox.get('/user_groups')), {'user_groups': []})

    def test_new_group(self):
        group = self.add('Design')
        self.assertEqual(list(group), ['id', 'name'])
        self.assertRegex(group['id'], r'^[0-9a-f]{30}$')
        self.assertEqual(group['name'], 'Design')
        self.assertEqual(self.list(), [group])
        self.assertEqual(self.show(group), group)

    def test_extended_details(self):
        for value in (True, 'true', 1, '1'):
            group = self.add(f'Design {value!r}', extended_details=value)
            self.assertEqual(list(group), EXTENDED)
            self.assertEqual((group['users'], group['created_at']), ([], group['updated_at']))
            self.assertRegex(group['created_at'], TIME)
            self.assertEqual(self.show(group, extended_details='true'), group)
            self.assertIn(group, self.list(extended_details='true'))
        for value in ('false', '0', ''):
            self.assertEqual(list(self.show(group, extended_details=value)), ['id', 'name'])
            self.assertEqual(list(self.list(extended_details=value)[0]), ['id', 'name'])
        self.refused(self.sandbox.get('/user_groups', query={'extended_details': 'x'}), 400, 'extended_details')

    def test_extended_members(self):
        group = self.add('Design')
        users = [self.add_user(name) for name in ('Zoe', 'Ann')]
        for user in users:
            self.join(group, user)
        members = [{key: user[key] for key in ('id', 'name', 'email')} for user in users]
        self.assertEqual(self.show(group, extended_details='true')['users'], members)
        self.assertEqual(self.list(extended_details='1')[0]['users'], members)

    def test_in_the_order_of_creation(self):
        names = ['b', 'a', 'C', 'ø']
        for name in names:
            self.add(name)
        self.assertEqual([group['name'] for group in self.list()], names)

    def test_names(self):
        for name in ('Press & Partners', "'; DROP TABLE user_groups; --", '<i>"x"</i> \\', '100% _', 'צוות', '編集', 'x' * 255):
            group = self.add(name)
            self.assertEqual((group['name'], self.show(group)['name']), (name, name))
        self.refused(self.sandbox.post('/user_groups', data={'name': 'x' * 256}), 400, 'name')
        self.refused(self.sandbox.post('/user_groups', data={'name': ['x']}), 400, 'name')

    def test_name_is_required(self):
        for fields in ({}, {'name': None}, {'name': ''}, {'name': '  '}):
            self.refused(self.sandbox.post('/user_groups', data=fields), 400, 'Missing required parameter - name')
        self.refused(self.sandbox.post('/user_groups'), 400, 'name')
        self.assertEqual(self.list(), [])

    def test_names_are_unique_without_case(self):
        first, second = self.add('Ærlig'), self.add('B')
        for name in ('Ærlig', 'ÆRLIG', 'æRLIG'):
            self.refused(self.sandbox.post('/user_groups', data={'name': name}), 409, name)
            self.refused(self.sandbox.put(f"/user_groups/{second['id']}", data={'name': name}), 409, name)
        self.assertEqual(self.list(), [first, second])
        renamed = self.ok(self.sandbox.put(f"/user_groups/{first['id']}", data={'name': 'ÆRLIG'}))
        self.assertEqual(renamed, {'id': first['id'], 'name': 'ÆRLIG'})

    def test_update(self):
        group = self.add('Design', extended_details=True)
        self.sql("UPDATE user_groups SET updated_at = '2020-01-01T00:00:00Z'")
        self.assertEqual(self.ok(self.sandbox.put(f"/user_groups/{group['id']}", data={'name': 'Art'})), {'id': group['id'], 'name': 'Art'})
        shown = self.show(group, extended_details='true')
        self.assertEqual((shown['name'], shown['created_at']), ('Art', group['created_at']))
        self.assertGreaterEqual(shown['updated_at'], group['updated_at'])

    def test_update_with_a_form(self):
        group = self.add('Design')
        self.assertEqual(self.ok(self.sandbox.put(f"/user_groups/{group['id']}", form={'name': 'Ål & Co + 1'}))['name'], 'Ål & Co + 1')

    def test_update_needs_a_name(self):
        group = self.add('Design')
        for fields in ({}, {'name': None}, {'name': ' '}):
            self.refused(self.sandbox.put(f"/user_groups/{group['id']}", data=fields), 400, 'Missing required parameter - name')
        self.assertEqual(self.show(group), group)

    def test_delete_says_ok(self):
        group, user = self.add('Design'), self.add_user('Ann')
        self.join(group, user)
        self.assertEqual(self.ok(self.sandbox.delete(f"/user_groups/{group['id']}")), {'ok': True})
        self.refused(self.sandbox.get(f"/user_groups/{group['id']}"), 404, 'not found')
        self.refused(self.sandbox.delete(f"/user_groups/{group['id']}"), 404, 'not found')
        self.assertEqual(self.list(), [])
        self.assertEqual(self.ok(self.sandbox.get(f"/users/{user['id']}"))['groups'], [])

    def test_delete_with_an_empty_form(self):
        group = self.add('Design')
        self.assertEqual(self.ok(self.sandbox.delete(f"/user_groups/{group['id']}", form='')), {'ok': True})

    def test_unknown_group(self):
        user = self.add_user('Ann')
        for name in (UNKNOWN, '%25', user['id']):
            for method, path in (('GET', ''), ('PUT', ''), ('DELETE', ''), ('GET', '/users'),
                                 ('POST', f"/users/{user['id']}"), ('DELETE', f"/users/{user['id']}")):
                self.refused(self.sandbox.request(method, f'{self.sandbox.provisioning}/user_groups/{name}{path}', data={'name': 'x'}), 404, 'not found')


class Members(GroupsTest):
    def test_join_and_leave(self):
        group = self.add('Design')
        users = [self.add_user(name) for name in ('Zoe', 'Ann', 'Mia')]
        members = [{key: user[key] for key in ('id', 'name', 'email')} for user in users]
        for number, user in enumerate(users):
            answer = self.join(group, user)
            self.assertEqual(answer, {'users': members[:number + 1]})
            self.assertEqual(list(answer['users'][0]), ['id', 'name', 'email'])
        self.assertEqual(self.ok(self.sandbox.get(f"/user_groups/{group['id']}/users")), {'users': members})
        self.assertEqual(self.ok(self.sandbox.delete(f"/user_groups/{group['id']}/users/{users[1]['id']}")), {'users': [members[0], members[2]]})
        self.assertEqual(self.ok(self.sandbox.get(f"/user_groups/{group['id']}/users")), {'users': [members[0], members[2]]})

    def test_none(self):
        group = self.add('Design')
        self.assertEqual(self.ok(self.sandbox.get(f"/user_groups/{group['id']}/users")), {'users': []})

    def test_twice_is_once(self):
        group, user = self.add('Design'), self.add_user('Ann')
        self.assertEqual(self.join(group, user), self.join(group, user))
        self.assertEqual(len(self.ok(self.sandbox.get(f"/user_groups/{group['id']}/users"))['users']), 1)

    def test_what_each_client_sends(self):
        group, user = self.add('Design'), self.add_user('Ann')
        path = f"/user_groups/{group['id']}/users/{user['id']}"
        for body in ({}, {'form': ''}, {'data': {}}, {'body': b'', 'headers': {'Content-Type': 'application/x-www-form-urlencoded'}}):
            self.assertEqual(len(self.ok(self.sandbox.post(path, **body))['users']), 1)
            self.assertEqual(self.ok(self.sandbox.delete(path, **body)), {'users': []})

    def test_who_is_no_member(self):
        group, user = self.add('Design'), self.add_user('Ann')
        self.refused(self.sandbox.delete(f"/user_groups/{group['id']}/users/{user['id']}"), 404, 'not found')
        self.refused(self.sandbox.post(f"/user_groups/{group['id']}/users/{UNKNOWN}"), 404, 'not found')
        self.refused(self.sandbox.delete(f"/user_groups/{group['id']}/users/{UNKNOWN}"), 404, 'not found')

    def test_a_change_of_members_is_an_update(self):
        group, user = self.add('Design'), self.add_user('Ann')
        old = '2020-01-01T00:00:00Z'
        path = f"/user_groups/{group['id']}/users/{user['id']}"
        for call, changes in ((self.sandbox.post, True), (self.sandbox.post, False), (self.sandbox.delete, True), (self.sandbox.delete, False)):
            self.sql('UPDATE user_groups SET updated_at = ?', old)
            call(path)
            self.assertEqual(self.show(group, extended_details='true')['updated_at'] > old, changes)

    def test_a_member_has_the_new_name(self):
        group, user = self.add('Design'), self.add_user('Ann')
        self.join(group, user)
        self.ok(self.sandbox.put(f"/users/{user['id']}", data={'name': 'Ann Ø.'}))
        self.assertEqual(self.ok(self.sandbox.get(f"/user_groups/{group['id']}/users"))['users'][0]['name'], 'Ann Ø.')


class Roles(GroupsTest):
    def test_who_may(self):
        group, user = self.add('Design'), self.add_user('Ann')
        path = f"/user_groups/{group['id']}"
        for role in ('admin', 'technical_admin', 'billing', 'reports', 'media_library_admin', 'media_library_user'):
            self.sandbox.stop()
            self.sandbox = box = self.start(f'--database={self.file}', f'--role={role}')
            for number, answer in enumerate((box.get('/user_groups'), box.get(path), box.get(path + '/users'),
                                             box.post('/user_groups', data={'name': role}), box.put(path, data={'name': role + ' 2'}),
                                             box.post(f"{path}/users/{user['id']}"), box.delete(f"{path}/users/{user['id']}"),
                                             box.delete(f'/user_groups/{UNKNOWN}'))):
                with self.subTest(role=role, call=number):
                    if role == 'admin':
                        self.assertEqual(answer.status, 404 if number == 7 else 200)
                    else:
                        self.refused(answer, 403, 'not allowed')


if __name__ == '__main__':
    sandbox.main()
