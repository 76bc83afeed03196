#!/usr/bin/python3
"""Bulk data: many environments, users and groups that look like real ones.

SPDX-License-Identifier: GPL-3.0-or-later
"""

import collections
import re

import sandbox
from sandbox import SandboxTest


class Bulk(SandboxTest):
    arguments = ('--seed=empty', '--environments=1000', '--users=1200', '--groups=300')

    def list(self, path, name, **query):
        return self.ok(self.sandbox.get(path, query=query))[name]

    def environments(self):
        return self.ok(self.sandbox.request('GET', self.sandbox.console + '/environments'))['environments'][1:]

    def check_unique(self, values):
        self.assertEqual([value for value, count in collections.Counter(values).items() if count > 1], [])

    def check_share(self, flags, low, high):
        flags = list(flags)
        self.assertTrue(low <= sum(flags) / len(flags) <= high, sum(flags) / len(flags))

    def test_environments(self):
        found = self.environments()
        self.assertEqual(len(found), 1000)
        self.check_unique(one['id'] for one in found)
        self.check_unique(one['cloud_name'].lower() for one in found)
        self.check_unique(key['key'] for one in found for key in one['api_access_keys'])
        for one in found:
            self.assertRegex(one['id'], r'^[0-9a-f]{30}$')
            self.assertRegex(one['cloud_name'], r'^[a-z][a-z0-9-]{1,127}$')
            self.assertNotRegex(one['cloud_name'], r'--|-cld$')
            for key in one['api_access_keys']:
                self.assertRegex(key['key'], r'^[1-9][0-9]{14}$')
        self.assertGreater(len({one['name'] for one in found}), 900)

    def test_environments_are_mixed(self):
        found = self.environments()
        self.check_share((one['enabled'] for one in found), 0.8, 0.95)
        self.check_share((one['folder_mode'] == 'fixed' for one in found), 0.1, 0.3)
        self.check_share((one['asset_count'] >= 1000 for one in found), 0.2, 0.45)
        self.check_share(('custom_attributes' in one for one in found), 0.15, 0.35)
        self.check_share((bool(one['description']) for one in found), 0.4, 0.6)
        self.check_share((len(one['api_access_keys']) == 2 for one in found), 0.04, 0.16)
        self.assertEqual({one['storage_location'] for one in found}, {'us', 'eu', 'ap'})
        self.assertEqual([one['created_at'] for one in found], sorted(one['created_at'] for one in found))
        self.assertGreater(len({one['created_at'][:7] for one in found}), 80)

    def test_a_root_key_each(self):
        for one in self.environments()[::200]:
            keys = self.ok(self.sandbox.get(f"/sub_accounts/{one['id']}/access_keys"))['access_keys']
            self.assertEqual([key['name'] for key in keys if key['root']], ['Root'])

    def test_users(self):
        found = self.list('/users', 'users')[1:]
        self.assertEqual(len(found), 1200)
        self.check_unique(user['id'] for user in found)
        self.check_unique(user['email'].lower() for user in found)
        for user in found:
            self.assertRegex(user['email'], r'^[a-z]+\.[a-z]+\.[0-9]+@example\.org$')
            self.assertFalse(user['pending'] and ('last_login' in user or user['two_factor']))
        self.assertEqual(len({user['role'] for user in found}), 6)
        self.assertNotIn('master_admin', {user['role'] for user in found})
        self.check_share((user['pending'] for user in found), 0.03, 0.08)
        self.check_share((not user['enabled'] for user in found), 0.02, 0.07)
        self.check_share((user['two_factor'] for user in found), 0.6, 0.8)
        self.check_share((not user['all_sub_accounts'] for user in found), 0.25, 0.42)
        self.assertTrue(any(re.search(r'[^\x00-\x7f]', user['name']) for user in found))
        environments = {one['id'] for one in self.list('/sub_accounts', 'sub_accounts')}
        for user in found:
            if not user['all_sub_accounts']:
                self.assertLessEqual(set(user['sub_account_ids'].split(',')), environments)
                self.assertTrue(1 <= user['sub_account_count'] <= 4)

    def test_groups(self):
        found = self.list('/user_groups', 'user_groups', extended_details='true')
        self.assertEqual(len(found), 300)
        self.check_unique(group['id'] for group in found)
        self.check_unique(group['name'].casefold() for group in found)
        self.assertTrue({0, 5} <= {len(group['users']) for group in found})

    def test_there_is_room_for_more(self):
        self.ok(self.sandbox.post('/sub_accounts', data={'name': 'one more'}))
        self.ok(self.sandbox.post('/users', data={'name': 'One More', 'email': 'one.more@example.org'}))
        self.ok(self.sandbox.post('/user_groups', data={'name': 'one more'}))

    def test_the_same_at_each_start(self):
        found = []
        for box in (self.sandbox, self.start(*self.arguments)):
            found.append([self.ok(box.get(path)) for path in ('/sub_accounts', '/users', '/user_groups?extended_details=1')])
        for part in found:
            # The first ones aren't bulk data, and are made now.
            part[0]['sub_accounts'].pop(0)
            for user in part[1]['users']:
                user.pop('last_login', None)
            part[1]['users'].pop(0)
        self.assertEqual(found[0], found[1])

    def test_pages_are_the_whole(self):
        whole = [user['id'] for user in self.list('/users', 'users', sort_by='name', sort_order='asc')]
        pages = []
        for number in range(1, 14):
            pages += [user['id'] for user in self.list('/users', 'users', sort_by='name', sort_order='asc', page=number, page_size=100)]
        self.assertEqual(pages, whole)


class Odd(SandboxTest):
    def setUp(self):
        pass

    def counts(self, *arguments):
        box = self.start('--seed=empty', *arguments)
        found = tuple(len(self.ok(box.get('/' + name))[name]) for name in ('sub_accounts', 'users', 'user_groups'))
        box.stop()
        return found

    def test_each_alone_and_one_of_each(self):
        self.assertEqual(self.counts('--environments=1', '--users=1', '--groups=1'), (2, 2, 1))
        self.assertEqual(self.counts('--users=7'), (1, 8, 0))
        self.assertEqual(self.counts('--groups=500'), (1, 1, 500))
        self.assertEqual(self.counts('--environments=0', '--users=0', '--groups=0'), (1, 1, 0))

    def test_on_top_of_the_demo(self):
        box = self.start('--environments=10', '--users=10', '--groups=10')
        self.assertEqual(len(self.ok(box.get('/sub_accounts'))['sub_accounts']), 17)
        self.assertEqual(len(self.ok(box.get('/users'))['users']), 50)
        self.assertEqual(len(self.ok(box.get('/user_groups'))['user_groups']), 16)


if __name__ == '__main__':
    sandbox.main()
