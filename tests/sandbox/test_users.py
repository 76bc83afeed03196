#!/usr/bin/python3
"""Users in the Provisioning API, from section 4 of the wire reference.

SPDX-License-Identifier: GPL-3.0-or-later
"""

import concurrent.futures
import copy
import datetime
import email
import email.policy
import json
import os
import sqlite3

import sandbox
from sandbox import SandboxTest

TIME = r'^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z$'
UNKNOWN = '5d1c0b9f3a7e42886b20c4fd91e7a3'
ROLES = ['master_admin', 'admin', 'technical_admin', 'billing', 'reports', 'media_library_admin', 'media_library_user']
KEYS = ['id', 'name', 'first_name', 'last_name', 'role', 'email', 'pending', 'enabled', 'created_at', 'updated_at',
        'last_login', 'all_sub_accounts', 'sub_account_ids', 'groups', 'providers', 'email_preferences', 'account_id',
        'two_factor', 'status', 'root', 'group_count', 'sub_account_count']
TAKEN = 'This email already exists'
LAST = 'The last enabled Master admin'


class UsersTest(SandboxTest):
    arguments = ('--seed=empty', '--plan=enterprise')

    def setUp(self):
        folder = self.make_folder()
        self.file = folder + '/account.db'
        self.mails = folder + '/mails'
        self.sandbox = self.start(*self.arguments, f'--database={self.file}', f'--mail-dir={self.mails}')

    def sql(self, statement, *arguments):
        database = sqlite3.connect(self.file, timeout=sandbox.TIMEOUT)
        with database:
            rows = database.execute(statement, arguments).fetchall()
        database.close()
        return rows

    def add(self, name='Mina Castell', address=None, **fields):
        address = address or f'user{self.sql("SELECT count (*) FROM users")[0][0]}@example.org'
        return self.ok(self.sandbox.post('/users', data={'name': name, 'email': address, **fields}))

    def change(self, user, **fields):
        return self.ok(self.sandbox.put(f"/users/{user['id']}", data=fields))

    def show(self, user):
        return self.ok(self.sandbox.get(f"/users/{user['id']}"))

    def list(self, **query):
        return self.ok(self.sandbox.get('/users', query=query))['users']

    def names(self, **query):
        return [user['name'] for user in self.list(**query)]

    def root(self):
        return next(user for user in self.list() if user['root'])

    def messages(self):
        folder = self.mails + '/new'
        if not os.path.isdir(folder):
            return []
        found = []
        for name in sorted(os.listdir(folder)):
            with open(os.path.join(folder, name), 'rb') as file:
                found.append(email.message_from_binary_file(file, policy=email.policy.default))
        return found

    def in_parallel(self, *calls):
        """Each call gets a connection of its own, and all start at once."""
        def run(call):
            client = copy.copy(self.sandbox)
            client.connection = None
            try:
                return call(client)
            finally:
                if client.connection is not None:
                    client.connection.close()
        with concurrent.futures.ThreadPoolExecutor(len(calls)) as pool:
            return list(pool.map(run, calls))


class Objects(UsersTest):
    def test_new_user(self):
        user = self.add('Mina Castell', 'mina.castell@example.org', role='technical_admin')
        self.assertEqual(list(user), [key for key in KEYS if key not in ('last_login', 'sub_account_ids')])
        self.assertRegex(user['id'], r'^[0-9a-f]{30}$')
        self.assertRegex(user['created_at'], TIME)
        self.assertEqual(user['updated_at'], user['created_at'])
        self.assertEqual((user['first_name'], user['last_name']), ('Mina', 'Castell'))
        self.assertEqual((user['role'], user['email']), ('technical_admin', 'mina.castell@example.org'))
        self.assertEqual((user['pending'], user['enabled'], user['status'], user['root'], user['two_factor']), (True, True, 'pending', False, False))
        self.assertEqual((user['all_sub_accounts'], user['groups'], user['providers']), (True, [], []))
        self.assertEqual((user['account_id'], user['group_count'], user['sub_account_count']), (self.sandbox.account_id, 0, 1))
        self.assertIsInstance(user['email_preferences'], dict)

    def test_the_same_in_every_answer(self):
        user = self.add(role='reports')
        self.assertEqual(self.show(user), user)
        self.assertIn(user, self.list())
        self.assertEqual(list(self.ok(self.sandbox.get('/users'))), ['users'])

    def test_last_login_only_of_who_has_logged_in(self):
        user = self.add()
        self.assertNotIn('last_login', user)
        self.sql("UPDATE users SET last_login = '2026-10-30T18:44:11Z', pending = 0 WHERE id = ?", user['id'])
        user = self.show(user)
        self.assertEqual((user['last_login'], user['pending'], user['status']), ('2026-10-30T18:44:11Z', False, 'active'))
        self.assertEqual(list(user), [key for key in KEYS if key != 'sub_account_ids'])

    def test_limited_access_is_one_joined_string(self):
        ids = [self.create(name)['id'] for name in ('b', 'a', 'c')]
        user = self.add(sub_account_ids=[ids[2], ids[0]])
        self.assertEqual(user['sub_account_ids'], f'{ids[2]},{ids[0]}')
        self.assertEqual((user['all_sub_accounts'], user['sub_account_count']), (False, 2))
        self.assertEqual(list(user), [key for key in KEYS if key != 'last_login'])

    def test_groups_of_a_user(self):
        user = self.add()
        groups = [self.ok(self.sandbox.post('/user_groups', data={'name': name})) for name in ('Zebras', 'Ants "&" <b>')]
        for group in groups[::-1]:
            self.ok(self.sandbox.post(f"/user_groups/{group['id']}/users/{user['id']}"))
        self.assertEqual(self.ok(self.sandbox.get(f"/users/{user['id']}/groups")), {'groups': groups})
        user = self.show(user)
        self.assertEqual((user['groups'], user['group_count']), (groups, 2))
        self.refused(self.sandbox.get(f'/users/{UNKNOWN}/groups'), 404, 'not found')

    def test_environments_of_a_user(self):
        made = [self.create(name) for name in ('one', 'two')]
        self.sql("UPDATE environments SET description = 'Shop', enabled = 0 WHERE id = ?", made[1]['id'])
        limited = self.add(sub_account_ids=[made[1]['id']])
        self.assertEqual(self.ok(self.sandbox.get(f"/users/{limited['id']}/sub_accounts")),
                         {'sub_accounts': [{'id': made[1]['id'], 'name': 'two', 'description': 'Shop', 'cloud_name': 'two', 'enabled': False}]})
        unlimited = self.ok(self.sandbox.get(f"/users/{self.add()['id']}/sub_accounts"))['sub_accounts']
        self.assertEqual([one['id'] for one in unlimited], [one['id'] for one in self.ok(self.sandbox.get('/sub_accounts'))['sub_accounts']])
        self.refused(self.sandbox.get(f'/users/{UNKNOWN}/sub_accounts'), 404, 'not found')

    def test_an_environment_that_goes_takes_the_access_to_it(self):
        kept, gone = self.create('kept'), self.create('gone')
        both, one = self.add(sub_account_ids=[gone['id'], kept['id']]), self.add(sub_account_ids=[gone['id']])
        self.ok(self.sandbox.delete(f"/sub_accounts/{gone['id']}"))
        self.assertEqual(self.show(both)['sub_account_ids'], kept['id'])
        self.assertEqual((self.show(one)['all_sub_accounts'], self.show(one)['sub_account_ids'], self.show(one)['sub_account_count']), (False, '', 0))

    def test_who_has_all_environments_gets_a_new_one(self):
        user = self.add()
        self.create('new')
        self.assertEqual(self.show(user)['sub_account_count'], 2)

    def test_unknown_user(self):
        for call in (self.sandbox.get, self.sandbox.put, self.sandbox.delete):
            for name in (UNKNOWN, '%25', "x'%20OR%20'1'='1", 'ñ'.encode().hex()):
                self.refused(call(f'/users/{name}'), 404, 'not found')


class Create(UsersTest):
    def refused_with(self, status, text, **fields):
        before = self.list()
        self.refused(self.sandbox.post('/users', data=fields), status, text)
        self.assertEqual(self.list(), before)
        self.assertEqual(self.messages(), [])

    def test_name_and_address_are_required(self):
        for name in (None, '', '   ', '\u2003'):
            self.refused_with(400, 'Missing required parameter - name', name=name, email='a@example.org')
        self.refused_with(400, 'Missing required parameter - name', email='a@example.org')
        for address in (None, '', '  '):
            self.refused_with(400, 'Missing required parameter - email', name='A', email=address)
        self.refused_with(400, 'Missing required parameter - email', name='A')

    def test_addresses(self):
        for bad in ('a', '@', 'a@', '@example.org', 'a@b', 'a b@example.org', 'a@example..org', '.a@example.org', 'a.@example.org',
                    'a..b@example.org', 'a@-example.org', 'a@example.org-', 'a@exa_mple.org', 'a@b@example.org', 'a@example.org\r\nBcc: b@example.org',
                    'a@example.org\n', '<a@example.org>', 'a,b@example.org', '"a b"@example.org', 'ñ@example.org', 'x' * 65 + '@example.org',
                    'a@' + 'x' * 64 + '.org', 'a@' + '.'.join(['abcdefghi'] * 26)):
            self.refused_with(400, 'email', name='A', email=bad)
        for good in ("o'brien+test@example.org", 'a.b-c_d@sub.example.org', 'x' * 64 + '@example.org', '{!#$%&*/=?^`|~}@example.org', '1@1.org'):
            self.assertEqual(self.add('A', good)['email'], good)

    def test_a_taken_address(self):
        self.add('A', 'Mina.Castell@Example.org')
        self.sql("INSERT INTO taken_emails (email) VALUES ('Other@example.org')")
        for path in os.listdir(self.mails + '/new'):
            os.unlink(f'{self.mails}/new/{path}')
        for address in ('Mina.Castell@Example.org', 'mina.castell@example.org', 'MINA.CASTELL@EXAMPLE.ORG', 'other@example.org', 'OTHER@EXAMPLE.ORG'):
            self.refused_with(409, TAKEN, name='B', email=address)
        self.add('B', 'mina.castell+b@example.org')

    def test_an_address_is_free_again_after_its_user(self):
        user = self.add('A', 'a@example.org')
        self.ok(self.sandbox.delete(f"/users/{user['id']}"))
        self.add('A', 'a@example.org')

    def test_roles(self):
        for role in ROLES:
            self.assertEqual(self.add(role=role)['role'], role)
        self.assertEqual(self.add()['role'], 'media_library_user')
        self.assertEqual(self.add(role=None)['role'], 'media_library_user')
        for bad in ('owner', 'Master_Admin', 'admin ', 7, ['admin'], {'a': 1}):
            self.refused(self.sandbox.post('/users', data={'name': 'A', 'email': 'z@example.org', 'role': bad}), 400, 'role')

    def test_environments(self):
        made = self.create('one')
        for all_of_them in ({}, {'sub_account_ids': []}, {'sub_account_ids': None}, {'sub_account_ids': ''}):
            self.assertIs(self.add(**all_of_them)['all_sub_accounts'], True)
        self.assertEqual(self.add(sub_account_ids=made['id'])['sub_account_ids'], made['id'])
        self.assertEqual(self.add(sub_account_ids=[made['id'], made['id']])['sub_account_ids'], made['id'])
        ignored = self.add(role='master_admin', sub_account_ids=[made['id']])
        self.assertIs(ignored['all_sub_accounts'], True)
        self.assertNotIn('sub_account_ids', ignored)

    def test_an_unknown_environment(self):
        made = self.create('one')
        self.refused_with(404, f'Cannot find sub account with id {UNKNOWN}', name='A', email='a@example.org', sub_account_ids=[made['id'], UNKNOWN])
        self.refused_with(400, 'sub_account_ids', name='A', email='a@example.org', sub_account_ids={'id': made['id']})
        self.refused_with(400, 'sub_account_ids', name='A', email='a@example.org', sub_account_ids=[[made['id']]])

    def test_enabled(self):
        for value, enabled in ((True, True), ('true', True), (1, True), (None, True), (False, False), ('false', False), (0, False)):
            user = self.add(enabled=value)
            self.assertIs(user['enabled'], enabled)
            self.assertEqual(user['status'], 'pending')
        self.refused_with_bad_switch()

    def refused_with_bad_switch(self):
        self.refused(self.sandbox.post('/users', data={'name': 'A', 'email': 'z@example.org', 'enabled': 'yes'}), 400, 'enabled')

    def test_names(self):
        for name in ('Łukasz Wójcik', 'דנה לוי', '佐藤 健太', "Robert'); DROP TABLE users;--", '<b>&amp;</b> "x" \\', '100% _', '😀 \u202e', 'x' * 255, 'Cher'):
            user = self.add(name)
            self.assertEqual((user['name'], self.show(user)['name']), (name, name))
        self.assertEqual((user['first_name'], user['last_name']), ('Cher', ''))
        self.assertEqual([self.add('  Ana  María  de la O ')[key] for key in ('first_name', 'last_name')], ['Ana', 'María  de la O'])
        for bad in ('x' * 256, 'a\nb', 'a\r\nBcc: x@example.org', 'a\x00b', '\x7f', 7, True, ['a'], {'a': 1}):
            self.refused(self.sandbox.post('/users', data={'name': bad, 'email': 'z@example.org'}), 400, 'name' if bad != 'a\x00b' else None)

    def test_forms_and_queries(self):
        answer = self.sandbox.post('/users', form={'name': 'Ærlig Ål', 'email': 'a@example.org', 'role': 'admin', 'enabled': '0'})
        self.assertEqual([self.ok(answer)[key] for key in ('name', 'role', 'enabled')], ['Ærlig Ål', 'admin', False])
        made = self.create('one')
        answer = self.sandbox.post('/users', form=f"name=B&email=b%40example.org&sub_account_ids[]={made['id']}")
        self.assertEqual(self.ok(answer)['sub_account_ids'], made['id'])
        self.assertEqual(self.ok(self.sandbox.post('/users', query={'name': 'C', 'email': 'c@example.org'}))['name'], 'C')

    def test_the_seats_of_the_plan(self):
        box = self.start('--seed=empty', '--plan=free')
        for number in range(2):
            self.ok(box.post('/users', data={'name': 'A', 'email': f'a{number}@example.org', 'enabled': number > 0}))
        for _ in range(2):
            self.refused(box.post('/users', data={'name': 'A', 'email': 'z@example.org'}), 400, 'max_users')
        users = self.ok(box.get('/users'))['users']
        self.assertEqual(len(users), 3)
        self.ok(box.delete(f"/users/{users[1]['id']}"))
        self.ok(box.post('/users', data={'name': 'A', 'email': 'z@example.org'}))

    def test_the_invitation(self):
        self.add('Łukasz "the boss" <x@example.org>', 'lukasz@example.org')
        [message] = self.messages()
        self.assertEqual(message['To'].addresses[0].addr_spec, 'lukasz@example.org')
        self.assertEqual(len(message['To'].addresses), 1)
        self.assertIn('invited', message['Subject'])
        self.assertIn('Hello Łukasz "the boss" <x@example.org>,', message.get_content())

    def test_no_mail_for_changes_and_refusals(self):
        user = self.add()
        self.change(user, name='B', email='b@example.org', enabled=False)
        self.sandbox.post('/users', data={'name': 'A', 'email': 'b@example.org'})
        self.ok(self.sandbox.delete(f"/users/{user['id']}"))
        self.assertEqual(len(self.messages()), 1)


class Change(UsersTest):
    def test_each_field(self):
        made = self.create('one')
        user = self.add('Mina Castell', 'mina@example.org', role='billing')
        old = dict(user)
        for fields in ({'name': 'Mina Berg'}, {'email': 'm.berg@example.org'}, {'role': 'admin'}, {'enabled': False},
                       {'enabled': 'true'}):
            changed = self.change(user, **fields)
            old.update(fields, updated_at=changed['updated_at'])
            if 'name' in fields:
                old['last_name'] = 'Berg'
            if fields.get('enabled') == 'true':
                old['enabled'] = True
            self.assertEqual(changed, old)
            self.assertEqual(self.show(user), old)
        limited = self.change(user, sub_account_ids=[made['id']])
        self.assertEqual((limited['all_sub_accounts'], limited['sub_account_ids']), (False, made['id']))

    def test_null_and_nothing_leave_everything(self):
        made = self.create('one')
        user = self.add(role='reports', enabled=False, sub_account_ids=[made['id']])
        for fields in ({}, dict.fromkeys(('name', 'email', 'role', 'enabled', 'sub_account_ids')), {'name': '', 'email': '', 'role': '', 'sub_account_ids': ''}):
            changed = self.change(user, **fields)
            self.assertEqual({**changed, 'updated_at': user['updated_at']}, user)
        changed = self.ok(self.sandbox.put(f"/users/{user['id']}"))
        self.assertEqual({**changed, 'updated_at': user['updated_at']}, user)

    def test_an_empty_list_means_all_environments(self):
        user = self.add(sub_account_ids=[self.create('one')['id']])
        changed = self.change(user, sub_account_ids=[])
        self.assertIs(changed['all_sub_accounts'], True)
        self.assertNotIn('sub_account_ids', changed)

    def test_a_list_replaces_the_old_one(self):
        one, two, three = (self.create(name)['id'] for name in ('one', 'two', 'three'))
        user = self.add(sub_account_ids=[one, two])
        self.assertEqual(self.change(user, sub_account_ids=[three, one])['sub_account_ids'], f'{three},{one}')

    def test_a_master_admin_has_all_environments(self):
        one = self.create('one')['id']
        user = self.add(role='admin', sub_account_ids=[one])
        self.assertIs(self.change(user, role='master_admin')['all_sub_accounts'], True)
        self.assertIs(self.change(user, sub_account_ids=[one])['all_sub_accounts'], True)
        self.assertEqual(self.change(user, role='admin', sub_account_ids=[one])['sub_account_ids'], one)

    def test_refusals_change_nothing(self):
        self.add('B', 'b@example.org')
        self.sql("INSERT INTO taken_emails (email) VALUES ('other@example.org')")
        user = self.add('A', 'a@example.org', role='reports')
        for status, text, fields in ((400, 'name', {'name': '  '}), (400, 'name', {'name': 'x' * 256}), (400, 'email', {'email': 'nobody'}),
                                     (409, TAKEN, {'email': 'B@example.org'}), (409, TAKEN, {'email': 'OTHER@example.org'}),
                                     (400, 'role', {'role': 'owner'}), (400, 'enabled', {'enabled': 'maybe'}),
                                     (404, f'Cannot find sub account with id {UNKNOWN}', {'sub_account_ids': [UNKNOWN]})):
            self.refused(self.sandbox.put(f"/users/{user['id']}", data={'name': 'New', 'role': 'admin', **fields}), status, text)
            self.assertEqual(self.show(user), user)

    def test_the_own_address_again(self):
        user = self.add('A', 'a@example.org')
        self.assertEqual(self.change(user, email='A@Example.org')['email'], 'A@Example.org')

    def test_the_last_master_admin_stays(self):
        root = self.root()
        for fields in ({'role': 'admin'}, {'enabled': False}, {'role': 'reports', 'enabled': False}):
            self.refused(self.sandbox.put(f"/users/{root['id']}", data=fields), 400, LAST)
        pending = self.add(role='master_admin')
        self.refused(self.sandbox.put(f"/users/{root['id']}", data={'role': 'admin'}), 400, LAST)
        self.assertEqual(self.change(pending, role='admin')['role'], 'admin')
        self.change(pending, role='master_admin')
        self.sql('UPDATE users SET pending = 0 WHERE id = ?', pending['id'])
        self.change(pending, enabled=False)
        self.refused(self.sandbox.put(f"/users/{root['id']}", data={'enabled': False}), 400, LAST)
        self.change(pending, enabled=True)
        self.assertEqual(self.change(root, role='admin')['role'], 'admin')
        self.refused(self.sandbox.put(f"/users/{pending['id']}", data={'role': 'admin'}), 400, LAST)
        self.refused(self.sandbox.delete(f"/users/{pending['id']}"), 400, LAST)
        self.assertEqual(self.change(pending, name='Still free to have a name')['role'], 'master_admin')

    def test_form_of_a_sdk(self):
        user = self.add('A', 'a@example.org')
        self.assertEqual(self.ok(self.sandbox.put(f"/users/{user['id']}", form={'name': 'B', 'enabled': 'false'}))['enabled'], False)


class Delete(UsersTest):
    def test_gone_with_everything(self):
        user = self.add(sub_account_ids=[self.create('one')['id']])
        group = self.ok(self.sandbox.post('/user_groups', data={'name': 'A'}))
        self.ok(self.sandbox.post(f"/user_groups/{group['id']}/users/{user['id']}"))
        self.assertEqual(self.ok(self.sandbox.delete(f"/users/{user['id']}")), {'message': 'ok'})
        self.refused(self.sandbox.get(f"/users/{user['id']}"), 404, 'not found')
        self.refused(self.sandbox.delete(f"/users/{user['id']}"), 404, 'not found')
        self.assertEqual(self.ok(self.sandbox.get(f"/user_groups/{group['id']}/users")), {'users': []})
        self.assertEqual(self.sql('SELECT count (*) FROM user_environments'), [(0,)])

    def test_with_a_form(self):
        self.assertEqual(self.ok(self.sandbox.delete(f"/users/{self.add()['id']}", form='')), {'message': 'ok'})

    def test_the_root_user_stays(self):
        root = self.root()
        self.refused(self.sandbox.delete(f"/users/{root['id']}"), 400, 'root user')
        other = self.add(role='master_admin')
        self.sql('UPDATE users SET pending = 0 WHERE id = ?', other['id'])
        self.refused(self.sandbox.delete(f"/users/{root['id']}"), 400, 'root user')

    def test_a_pending_master_admin_may_go(self):
        self.assertEqual(self.ok(self.sandbox.delete(f"/users/{self.add(role='master_admin')['id']}")), {'message': 'ok'})


class List(UsersTest):
    def setUp(self):
        super().setUp()
        self.environments = [self.create(name)['id'] for name in ('one', 'two')]
        people = [('Ana Ñuñez', 'ana@example.org', 'billing', 0, '2026-03-10T12:00:00Z', [0]),
                  ('Bo Berg', 'bo@example.org', 'admin', 1, None, [1]),
                  ('ana lund', 'zoe@example.org', 'reports', 0, '2026-03-31T23:59:59Z', [0, 1]),
                  ('100%_x', "o'b@example.org", 'technical_admin', 0, '2026-04-01T00:00:00Z', []),
                  ('Ængus', 'anabel@example.org', 'media_library_user', 1, None, [])]
        self.ids = {}
        for number, (name, address, role, pending, login, access) in enumerate(people):
            user = self.add(name, address, role=role, sub_account_ids=[self.environments[i] for i in access])
            self.sql('UPDATE users SET pending = ?, last_login = ?, created_at = ? WHERE id = ?',
                     pending, login, f'2026-01-0{5 - number}T00:00:00Z', user['id'])
            self.ids[name] = user['id']
        self.sql("UPDATE users SET created_at = '2020-01-01T00:00:00Z' WHERE root")
        self.everybody = ['Alex Root', 'Ana Ñuñez', 'Bo Berg', 'ana lund', '100%_x', 'Ængus']

    def test_everybody_in_the_order_of_creation(self):
        self.assertEqual(self.names(), self.everybody)
        self.assertEqual(self.names(sort_order='asc'), self.everybody)
        self.assertEqual(self.names(sort_order='desc'), self.everybody[::-1])

    def test_empty_parameters_are_none(self):
        self.assertEqual(self.names(**dict.fromkeys(('pending', 'ids', 'emails', 'prefix', 'sub_account_id', 'last_login', 'from', 'to',
                                                     'union_type', 'sort_by', 'sort_order', 'page', 'page_size', 'status'), '')), self.everybody)

    def test_pending(self):
        for value in ('true', '1'):
            self.assertEqual(self.names(pending=value), ['Bo Berg', 'Ængus'])
        for value in ('false', '0'):
            self.assertEqual(self.names(pending=value), ['Alex Root', 'Ana Ñuñez', 'ana lund', '100%_x'])
        self.refused(self.sandbox.get('/users', query={'pending': 'x'}), 400, 'pending')

    def test_status(self):
        self.assertEqual(self.names(status='pending'), ['Bo Berg', 'Ængus'])
        self.assertEqual(self.names(status='active'), ['Alex Root', 'Ana Ñuñez', 'ana lund', '100%_x'])
        self.assertEqual(self.names(status='active', pending='true'), [])
        self.assertEqual(self.names(status='pending', pending='true'), ['Bo Berg', 'Ængus'])
        self.refused(self.sandbox.get('/users', query={'status': 'gone'}), 400, 'status')

    def test_ids_in_every_form(self):
        wanted = [self.ids['ana lund'], self.ids['Ana Ñuñez']]
        for query in ({'ids': wanted}, {'ids[]': wanted}, {'ids': ','.join(wanted)}, {'ids[0]': wanted[0], 'ids[1]': wanted[1]}):
            self.assertEqual(self.names(**query), ['Ana Ñuñez', 'ana lund'])
        answer = self.sandbox.get('/users', data={'ids': wanted})
        self.assertEqual([user['name'] for user in self.ok(answer)['users']], ['Ana Ñuñez', 'ana lund'])
        self.assertEqual(self.names(ids=UNKNOWN), [])
        self.assertEqual(self.names(ids="' OR 1=1 --"), [])

    def test_ids_have_a_limit(self):
        self.assertEqual(self.names(ids=','.join([self.ids['Bo Berg']] + ['x'] * 99)), ['Bo Berg'])
        self.refused(self.sandbox.get('/users', query={'ids': ','.join(['x'] * 101)}), 400, 'ids')
        self.refused(self.sandbox.get('/users', query={'emails': ','.join(['x'] * 101)}), 400, 'emails')

    def test_ids_are_combined_with_the_others(self):
        one = self.ids['Bo Berg']
        self.assertEqual(self.names(ids=one, pending='false'), [])
        self.assertEqual(self.names(ids=one, pending='true'), ['Bo Berg'])
        self.assertEqual(self.names(ids=one, status='active'), [])
        self.assertEqual(self.names(ids=one, last_login='true'), [])
        self.assertEqual(self.names(ids=one, last_login='false'), ['Bo Berg'])
        self.assertEqual(self.names(ids=one, prefix='an'), [])
        self.assertEqual(self.names(ids=one, sub_account_id=self.environments[0]), [])

    def test_emails(self):
        self.assertEqual(self.names(emails='ANA@example.org,zoe@example.org'), ['Ana Ñuñez', 'ana lund'])
        self.assertEqual(self.names(emails=['bo@example.org', 'nobody@example.org']), ['Bo Berg'])
        self.assertEqual(self.names(emails="o'b@example.org"), ['100%_x'])
        self.assertEqual(self.names(emails='bo@example.org', pending='false'), [])

    def test_prefix_of_name_or_address_without_case(self):
        self.assertEqual(self.names(prefix='ANA'), ['Ana Ñuñez', 'ana lund', 'Ængus'])
        self.assertEqual(self.names(prefix='zoe@'), ['ana lund'])
        self.assertEqual(self.names(prefix='ana ñ'), ['Ana Ñuñez'])
        self.assertEqual(self.names(prefix='ANA Ñ'), ['Ana Ñuñez'])
        self.assertEqual(self.names(prefix='æ'), ['Ængus'])
        self.assertEqual(self.names(prefix='erg'), [])

    def test_prefix_is_no_pattern(self):
        self.assertEqual(self.names(prefix='100%'), ['100%_x'])
        for text in ('%', '_', '*', '1_0', "'", '"', '\\', 'a%'):
            self.assertEqual(self.names(prefix=text), [])
        self.assertEqual(self.names(prefix="o'"), ['100%_x'])

    def test_environment(self):
        self.assertEqual(self.names(sub_account_id=self.environments[0]), ['Alex Root', 'Ana Ñuñez', 'ana lund', '100%_x', 'Ængus'])
        self.assertEqual(self.names(sub_account_id=self.environments[1], pending='true'), ['Bo Berg', 'Ængus'])

    def test_unknown_environment(self):
        for name in (UNKNOWN, '4711', '%', "x' --"):
            self.assertEqual(self.refused(self.sandbox.get('/users', query={'sub_account_id': name}), 404), f'Cannot find sub account with id {name}')

    def test_last_login_ever(self):
        within = ['Ana Ñuñez', 'ana lund', '100%_x']
        for query in ({}, {'from': '', 'to': ''}):
            self.assertEqual(self.names(last_login='true', **query), within)
            self.assertEqual(self.names(last_login='false', **query), ['Alex Root', 'Bo Berg', 'Ængus'])

    def test_last_login_in_a_range(self):
        march = ['Ana Ñuñez', 'ana lund']
        others = [name for name in self.everybody if name not in march]
        for first, last in (('2026-03-01', '2026-03-31'), ('01-03-2026', '31-03-2026'), ('2026-03-10T12:00:00', '2026-03-31T23:59:59'),
                            ('2026-03-10 12:00:00.000001', '2026-03-31 23:59:59.999'), ('2026-03-10T12:00:00Z', '2026-03-31T23:59:59Z'),
                            ('2026-03-10T14:00:00+02:00', '2026-04-01T01:59:59+02:00')):
            with self.subTest(first=first):
                self.assertEqual(self.names(last_login='true', **{'from': first, 'to': last}), march)
                self.assertEqual(self.names(last_login='false', **{'from': first, 'to': last}), others)
                self.assertEqual(self.names(last_login='true', union_type='include', **{'from': first, 'to': last}), march)
                self.assertEqual(self.names(last_login='true', union_type='exclude', **{'from': first, 'to': last}), others)
                self.assertEqual(self.names(last_login='false', union_type='exclude', **{'from': first, 'to': last}), march)
                self.assertEqual(self.names(**{'from': first, 'to': last}), self.everybody)

    def test_half_a_range(self):
        self.assertEqual(self.names(last_login='true', **{'from': '2026-03-31'}), ['ana lund', '100%_x'])
        self.assertEqual(self.names(last_login='true', to='2026-03-30'), ['Ana Ñuñez'])
        self.assertEqual(self.names(last_login='true', **{'from': '2026-03-31', 'to': '2026-03-01'}), [])
        self.assertEqual(self.names(last_login='true', **{'from': '2026-03-31', 'to': '2026-03-31'}), ['ana lund'])

    def test_bad_dates(self):
        for text in ('yesterday', '2026-13-01', '2026-02-30', '2026/03/01', '1', "2026-03-01' OR 1"):
            for name in ('from', 'to'):
                self.refused(self.sandbox.get('/users', query={'last_login': 'true', name: text}), 400, name)
        self.refused(self.sandbox.get('/users', query={'union_type': 'x'}), 400, 'union_type')

    def test_sorting(self):
        by_name = ['100%_x', 'Alex Root', 'ana lund', 'Ana Ñuñez', 'Bo Berg', 'Ængus']
        self.assertEqual(self.names(sort_by='name', sort_order='asc'), by_name)
        self.assertEqual(self.names(sort_by='name'), by_name[::-1])
        self.assertEqual(self.names(sort_by='name', sort_order='desc'), by_name[::-1])
        self.assertEqual(self.names(sort_by='role', sort_order='asc'), ['Bo Berg', 'Ana Ñuñez', 'Alex Root', 'Ængus', 'ana lund', '100%_x'])
        self.assertEqual(self.names(sort_by='activity'), ['100%_x', 'ana lund', 'Ana Ñuñez', 'Ængus', 'Bo Berg', 'Alex Root'])
        self.assertEqual(self.names(sort_by='created_at', sort_order='asc'), ['Alex Root', 'Ængus', '100%_x', 'ana lund', 'Bo Berg', 'Ana Ñuñez'])
        self.assertEqual(self.names(sort_by='status', sort_order='asc'), ['Alex Root', 'Ana Ñuñez', 'ana lund', '100%_x', 'Bo Berg', 'Ængus'])
        for name in ('sort_by', 'sort_order'):
            self.refused(self.sandbox.get('/users', query={name: 'name; DROP TABLE users'}), 400, name)

    def test_pages(self):
        pages = [self.names(page=number, page_size=4) for number in (1, 2, 3)]
        self.assertEqual(pages, [self.everybody[:4], self.everybody[4:], []])
        self.assertEqual(self.names(page=2, page_size=2, sort_by='name', sort_order='asc'), ['ana lund', 'Ana Ñuñez'])
        self.assertEqual(self.names(page_size=2), self.everybody)
        self.assertEqual(self.names(page=100000000, page_size=100), [])
        for query in ({'page': 0}, {'page': -1}, {'page': 'x'}, {'page': 1.5}, {'page_size': 0}, {'page_size': 101}, {'page': 10 ** 30}):
            self.refused(self.sandbox.get('/users', query=query), 400, next(iter(query)))

    def test_a_page_has_a_default_size(self):
        for number in range(20):
            self.add(f'More {number}')
        self.assertEqual(len(self.names(page=1)), 20)
        self.assertEqual(len(self.names(page=2)), 6)
        self.assertEqual(len(self.names()), 26)

    def test_unknown_parameters_do_nothing(self):
        self.assertEqual(self.names(activity='x', accountId='y'), self.everybody)


class Roles(UsersTest):
    def test_who_may(self):
        user = self.add('A', 'a@example.org', role='reports')
        master = self.add('M', 'm@example.org', role='master_admin')
        for role in ROLES:
            self.sandbox.stop()
            self.sandbox = self.start(f'--database={self.file}', f'--role={role}')
            calls = [lambda: self.sandbox.get('/users'), lambda: self.sandbox.get(f"/users/{user['id']}"),
                     lambda: self.sandbox.get(f"/users/{user['id']}/groups"), lambda: self.sandbox.get(f"/users/{user['id']}/sub_accounts"),
                     lambda: self.sandbox.put(f"/users/{user['id']}", data={'name': role}),
                     lambda: self.sandbox.post('/users', data={'name': role, 'email': f'{role}@example.org'}),
                     lambda: self.sandbox.delete(f"/users/{self.sql('SELECT id FROM users ORDER BY seq DESC')[0][0]}")]
            for number, call in enumerate(calls):
                with self.subTest(role=role, call=number):
                    if role in ('master_admin', 'admin'):
                        self.ok(call())
                    else:
                        self.refused(call(), 403, 'not allowed')
            with self.subTest(role=role, call='a Master admin'):
                for call in (lambda: self.sandbox.put(f"/users/{master['id']}", data={'name': 'Changed'}),
                             lambda: self.sandbox.put(f"/users/{user['id']}", data={'role': 'master_admin'}),
                             lambda: self.sandbox.post('/users', data={'name': 'N', 'email': 'n@example.org', 'role': 'master_admin'}),
                             lambda: self.sandbox.delete(f"/users/{master['id']}")):
                    if role != 'master_admin':
                        self.refused(call(), 403, 'not allowed')
        self.assertEqual(self.sql("SELECT name FROM users WHERE role = 'master_admin' ORDER BY seq"), [('Alex Root',), ('M',)])

    def test_a_master_admin_may_make_one(self):
        self.assertEqual(self.add(role='master_admin')['role'], 'master_admin')
        user = self.add()
        self.assertEqual(self.change(user, role='master_admin')['role'], 'master_admin')
        self.ok(self.sandbox.delete(f"/users/{user['id']}"))

    def test_wrong_credentials(self):
        self.refused(self.sandbox.get('/users', auth=(self.sandbox.key, 'x')), 401, 'Invalid credentials')
        self.refused(self.sandbox.post('/users', data={}, auth=None), 401, 'Invalid credentials')


class Together(UsersTest):
    def test_two_changes_of_one_user(self):
        user = self.add('A', 'a@example.org', role='reports')
        path = f"{self.sandbox.provisioning}/users/{user['id']}"
        for number in range(10):
            answers = self.in_parallel(lambda client: client.request('PUT', path, data={'name': f'Name {number}'}),
                                       lambda client: client.request('PUT', path, data={'email': f'a{number}@example.org'}),
                                       lambda client: client.request('PUT', path, data={'enabled': number % 2 == 0}))
            self.assertEqual([answer.status for answer in answers], [200, 200, 200])
            shown = self.show(user)
            self.assertEqual((shown['name'], shown['email'], shown['enabled']), (f'Name {number}', f'a{number}@example.org', number % 2 == 0))

    def test_one_address_has_one_winner(self):
        path = self.sandbox.provisioning + '/users'
        answers = self.in_parallel(*[lambda client, number=number: client.request('POST', path, data={'name': f'{number}', 'email': 'same@example.org'})
                                     for number in range(8)])
        self.assertEqual(sorted(answer.status for answer in answers), [200] + [409] * 7)
        self.assertEqual(len(self.list(emails='same@example.org')), 1)
        self.assertEqual(len(self.messages()), 1)

    def test_two_master_admins_cannot_both_go(self):
        root = self.root()
        other = self.add(role='master_admin')
        self.sql('UPDATE users SET pending = 0 WHERE id = ?', other['id'])
        paths = [f"{self.sandbox.provisioning}/users/{user['id']}" for user in (root, other)]
        answers = self.in_parallel(*[lambda client, path=path: client.request('PUT', path, data={'enabled': False}) for path in paths])
        self.assertEqual(sorted(answer.status for answer in answers), [200, 400])
        self.assertEqual(len([user for user in self.list() if user['role'] == 'master_admin' and user['enabled']]), 1)


class Kept(UsersTest):
    def test_after_a_restart(self):
        user = self.add('דנה לוי', 'dana@example.org', role='admin', sub_account_ids=[self.create('one')['id']])
        self.sandbox.kill()
        self.sandbox = self.start(f'--database={self.file}')
        self.assertEqual(self.show(user), user)

    def test_a_repeated_sequence_makes_no_id_twice(self):
        for number in range(3):
            self.sandbox.stop()
            self.sandbox = self.start(f'--database={self.file}', '--seed-random=7')
            self.add(f'User {number}')
            self.ok(self.sandbox.post('/user_groups', data={'name': f'Group {number}'}))
        self.assertEqual(len(self.list()), 4)

    def test_creation_is_now(self):
        before = datetime.datetime.now(datetime.timezone.utc).replace(microsecond=0)
        made = datetime.datetime.fromisoformat(self.add()['created_at'].replace('Z', '+00:00'))
        self.assertLessEqual(before, made)
        self.assertLessEqual(made, datetime.datetime.now(datetime.timezone.utc))

    def test_preferences_are_an_object(self):
        self.assertEqual(json.loads(self.sql('SELECT email_preferences FROM users')[0][0]), self.root()['email_preferences'])


if __name__ == '__main__':
    sandbox.main()
