#!/usr/bin/python3
"""What a new account begins with: Halden Outfitters as the pictures of ui.md show it, at the size of the README.

SPDX-License-Identifier: GPL-3.0-or-later
"""

import collections
import datetime
import re

import sandbox
from sandbox import SandboxTest

ACCOUNT = 'c90b7d12-5e3f-4a68-8d27-1f40e6b2a9c3'
# As 03-environments-wide.png: name, cloud name, folder mode, number of keys, day of creation, enabled.
ENVIRONMENTS = [
    ('Catalogue & Print', 'halden-print', 'fixed', 1, '2021-01-18', True),
    ('Halden Web', 'halden-web', 'dynamic', 3, '2023-03-12', True),
    ('Halden Web Staging', 'halden-web-staging', 'dynamic', 2, '2023-03-12', True),
    ('Marketing', 'halden-marketing', 'dynamic', 4, '2024-11-02', True),
    ('Mobile App', 'halden-app', 'dynamic', 2, '2023-09-04', True),
    ('Partner Portal', 'halden-partners', 'dynamic', 1, '2025-06-23', True),
    ('Summer Campaign 2024', 'halden-summer24', 'dynamic', 1, '2024-04-09', False),
]
# As 07-groups.png, and one more.
GROUPS = {'Agencies': 6, 'Editors': 14, 'Photo desk': 5, 'Platform team': 4, 'Video': 8, 'Press & Partners': 3}
# As 09-usage.png: the height of the month's column.
CREDITS = {12: 400, 1: 412, 2: 405, 3: 441, 4: 462, 5: 457, 6: 498, 7: 561, 8: 585, 9: 503, 10: 490, 11: 531}


def read(box, path):
    answer = box.get(path)
    assert answer.status == 200, answer.body
    return answer.json


def read_everything(box):
    """All that is the same at each start."""
    found = {'environments': box.request('GET', box.console + '/environments').json['environments'],
             'users': read(box, '/users')['users'],
             'groups': read(box, '/user_groups?extended_details=true')['user_groups'],
             'account': box.request('GET', box.console + '/account').json,
             'key': (box.key, box.secret)}
    found['keys'] = [read(box, f"/sub_accounts/{one['id']}/access_keys?sort_by=created_at") for one in found['environments']]
    return found


class Demo(SandboxTest):
    arguments = ()

    def console(self, path):
        return self.ok(self.sandbox.request('GET', self.sandbox.console + path))

    def users(self, **query):
        return self.ok(self.sandbox.get('/users', query=query))['users']

    def environments(self):
        return {one['name']: one for one in self.console('/environments')['environments']}

    def keys(self, environment):
        return self.ok(self.sandbox.get(f"/sub_accounts/{environment['id']}/access_keys", query={'sort_by': 'created_at', 'sort_order': 'asc'}))['access_keys']

    def test_account(self):
        account = self.console('/account')
        self.assertEqual((account['id'], account['name'], account['created_at'][:10]), (ACCOUNT, 'Halden Outfitters', '2021-01-18'))
        self.assertEqual((account['plan']['id'], account['subscribed_through'], account['permissions'], account['key_role']),
                         ('advanced-extra', 'direct', 'legacy', 'master_admin'))

    def test_limit(self):
        limit = self.console('/environment_limit')
        self.assertEqual([limit[key] for key in ('base', 'additional', 'used', 'total', 'changeable')], [5, 5, 7, 10, True])

    def test_environments(self):
        shown = [(one['name'], one['cloud_name'], one['folder_mode'], len(self.keys(one)), one['created_at'][:10], one['enabled'])
                 for one in sorted(self.environments().values(), key=lambda one: one['name'])]
        self.assertEqual(shown, ENVIRONMENTS)

    def test_what_else_environments_have(self):
        environments = self.environments()
        self.assertEqual({one['storage_location'] for one in environments.values()}, {'us', 'eu', 'ap'})
        web = environments['Halden Web']
        self.assertEqual((web['id'], web['description'], web['storage_location'], web['support_options']),
                         ('5d1c0b9f3a7e42886b20c4fd91e7a3', 'Online shop and blog, all markets', 'us', 2))
        self.assertEqual(sum('custom_attributes' in one for one in environments.values()), 4)
        self.assertEqual({one['description'] == '' for one in environments.values()}, {True, False})

    def test_many_assets(self):
        environments = self.environments()
        for name, status in (('Catalogue & Print', 400), ('Halden Web', 400), ('Marketing', 200), ('Summer Campaign 2024', 200)):
            environment = environments[name]
            self.assertEqual(environment['asset_count'] >= 1000, status == 400, name)
            answer = self.sandbox.put(f"/sub_accounts/{environment['id']}", data={'cloud_name': environment['cloud_name'] + '-new'})
            self.assertEqual(answer.status, status, name)

    def test_keys_of_the_pictures(self):
        environments = self.environments()
        web = [(key['name'], key['api_key'], key['enabled'], key['root'], key.get('dedicated_for'), key['created_at'][:10])
               for key in self.keys(environments['Halden Web'])]
        self.assertEqual(web, [('Root', '118203947756041', False, True, None, '2025-06-18'),
                               ('Image import (nightly)', '604418820375126', True, False, None, '2026-04-25'),
                               ('Storefront', '391746205518830', True, False, ['webhooks'], '2026-10-13')])
        marketing = {key['name']: (key['api_key'], key['enabled']) for key in self.keys(environments['Marketing'])}
        self.assertEqual(marketing['Marketing site build'], ('718204459913367', True))
        self.assertEqual(marketing['Newsletter (marketing team)'], ('905516220048731', False))

    def test_each_environment_has_a_key_that_works(self):
        for environment in self.environments().values():
            enabled = [key for key in self.keys(environment) if key['enabled']]
            self.assertEqual([key['key'] for key in environment['api_access_keys']], [key['api_key'] for key in enabled])
            answer = self.sandbox.request('GET', f"/v1_1/{environment['cloud_name']}/config", auth=(enabled[0]['api_key'], enabled[0]['api_secret']))
            self.assertEqual(answer.status, 200 if environment['enabled'] else 401)

    def test_account_keys_of_every_role(self):
        folder = self.make_folder()
        keys = set()
        for role in ('master_admin', 'admin', 'technical_admin', 'billing', 'reports', 'media_library_admin', 'media_library_user'):
            box = self.start(f'--database={folder}/account.db', f'--role={role}')
            self.assertEqual(self.ok(box.request('GET', box.console + '/account'))['key_role'], role)
            keys.add(box.key)
            box.stop()
        self.assertEqual(len(keys), 7)
        self.assertLessEqual({'482915073364128', '771930254418806'}, keys)

    def test_users(self):
        users = self.users()
        self.assertEqual(len(users), 40)
        self.assertEqual(len({user['role'] for user in users}), 7)
        states = collections.Counter('pending' if user['pending'] else 'active' if user['enabled'] else 'disabled' for user in users)
        self.assertEqual(states, {'active': 33, 'pending': 4, 'disabled': 3})
        self.assertEqual([user['name'] for user in users if user['root']], ['Ingrid Solheim'])
        for user in users:
            self.assertRegex(user['email'], r'^[a-z.\'-]+@example\.org$')
            self.assertEqual('last_login' in user, not user['pending'])
            self.assertFalse(user['pending'] and user['two_factor'])
            self.assertLess(user['created_at'], user.get('last_login', '9'))
        self.assertEqual({user['all_sub_accounts'] for user in users}, {True, False})
        self.assertEqual({user['two_factor'] for user in users}, {True, False})
        names = ' '.join(user['name'] for user in users)
        for character in ('ñ', 'ø', 'Ł', "'", '’', 'ל', '佐', 'Ş'):
            self.assertIn(character, names)

    def test_who_sits_here(self):
        [user] = self.users(emails='ingrid.solheim@example.org')
        self.assertEqual((user['role'], user['providers'], user['two_factor']), ('master_admin', ['google'], False))
        self.assertEqual(user['email_preferences'], {'monthly_usage_report': True, 'usage_alert': True, 'usage_alert_percent': 80, 'product_news': False})

    def test_logins_are_recent(self):
        now = datetime.datetime.now(datetime.timezone.utc)
        ages = [now - datetime.datetime.fromisoformat(user['last_login'].replace('Z', '+00:00')) for user in self.users(pending='false')]
        self.assertGreaterEqual(min(ages), datetime.timedelta())
        self.assertLess(min(ages), datetime.timedelta(hours=1))
        self.assertGreater(sum(age > datetime.timedelta(days=45) for age in ages), 2)

    def test_seats(self):
        for number in range(5):
            self.ok(self.sandbox.post('/users', data={'name': 'New', 'email': f'new{number}@example.org'}))
        self.refused(self.sandbox.post('/users', data={'name': 'New', 'email': 'new5@example.org'}), 400, 'max_users: 45')

    def test_who_is_invited_in_the_picture_is_free(self):
        self.ok(self.sandbox.post('/users', data={'name': 'Noor van Dijk', 'email': 'noor.vandijk@example.org', 'role': 'technical_admin'}))
        self.refused(self.sandbox.post('/users', data={'name': 'Noor van Dijk', 'email': 'noor@example.org'}), 409)

    def test_groups(self):
        groups = self.ok(self.sandbox.get('/user_groups', query={'extended_details': 'true'}))['user_groups']
        self.assertEqual({group['name']: len(group['users']) for group in groups}, GROUPS)
        photo = next(group for group in groups if group['name'] == 'Photo desk')
        self.assertEqual({user['name'] for user in photo['users']}, {'Benedikt Aas', 'Hannah Okafor', 'Jonas Thoresen', 'Lucía Fernández', 'Yuki Tanaka'})

    def test_fourteen_cycles_of_usage(self):
        today = datetime.datetime.now(datetime.timezone.utc).date()
        cycles = []
        for year in range(today.year - 2, today.year + 1):
            for item in self.ok(self.sandbox.get('/billing_usage', query={'year': year, 'include_prodenv_breakdown': 'true'})):
                [metric] = item['metric_usage']
                cycles += [(item['plan_name'], metric['limit'], cycle) for cycle in metric['cycles']]
        self.assertEqual(len(cycles), 14)
        self.assertEqual([(name, limit) for name, limit, _ in cycles], [('Advanced PAYG', 400)] * 2 + [('Advanced Extra PAYG', 600)] * 12)
        first, last = (datetime.date.fromisoformat(cycles[-1][2][key]) for key in ('from_day', 'to_day'))
        self.assertTrue(first <= today <= last)
        self.assertEqual((first.day, last.day), (14, 13))
        for name, limit, cycle in cycles[:-1]:
            month = int(cycle['from_day'][5:7])
            expected = CREDITS[month] * (0.78 if name == 'Advanced PAYG' else 1)
            self.assertAlmostEqual(cycle['usage'], expected, delta=expected * 0.06)
            self.assertLess(cycle['usage'], limit * 1.05)
        for _, _, cycle in cycles[:-1]:
            self.check_environments(cycle)

    def check_environments(self, cycle):
        parts = {part['cloud_name']: sum(value for name, value in part.items() if name != 'cloud_name') for part in cycle['product_environment_breakdown']}
        self.assertEqual(sorted(parts, key=parts.get, reverse=True), ['halden-web', 'halden-marketing', 'halden-app', 'halden-print', 'halden-partners'])
        self.assertAlmostEqual(sum(parts.values()), cycle['usage'], places=6)
        self.assertAlmostEqual(parts['halden-web'] / cycle['usage'], 0.51, delta=0.02)

    def test_the_admin_api_has_the_same_usage(self):
        key = self.keys(self.environments()['Halden Web'])[-1]
        usage = self.ok(self.sandbox.request('GET', '/v1_1/halden-web/usage', auth=(key['api_key'], key['api_secret'])))
        self.assertGreater(usage['transformations']['usage'], 10000)
        self.assertGreater(usage['storage']['usage'], 10 ** 10)


class Same(SandboxTest):
    def setUp(self):
        pass

    def test_at_each_start(self):
        found = []
        for _ in range(2):
            box = self.start()
            found.append(read_everything(box))
            box.stop()
        for user in found[0]['users'] + found[1]['users']:
            user.pop('last_login', None)
        self.assertEqual(found[0], found[1])

    def test_with_bulk_data(self):
        plain, more = self.start(), self.start('--environments=50', '--users=50', '--groups=5')
        ids = [one['id'] for one in read(plain, '/sub_accounts')['sub_accounts']]
        self.assertEqual([one['id'] for one in read(more, '/sub_accounts')['sub_accounts']][:7], ids)
        self.assertEqual(plain.secret, more.secret)
        self.assertEqual(read(plain, '/users')['users'][5]['id'], read(more, '/users')['users'][5]['id'])

    def test_kept_and_not_seeded_again(self):
        file = self.make_folder() + '/account.db'
        box = self.start(f'--database={file}')
        first = read_everything(box)
        box.stop()
        box = self.start(f'--database={file}', '--seed=empty', '--users=10', '--plan=free')
        self.assertEqual(read_everything(box), first)

    def test_secrets_are_no_text_of_the_program(self):
        box = self.start()
        secrets = {key['secret'] for one in read(box, '/sub_accounts')['sub_accounts'] for key in one['api_access_keys']} | {box.secret}
        self.assertGreater(len(secrets), 10)
        with open(sandbox.PROGRAM, 'rb') as file:
            program = file.read()
        for secret in secrets:
            self.assertNotIn(secret.encode(), program)


class Plans(SandboxTest):
    def setUp(self):
        pass

    def limit(self, *arguments):
        box = self.start('--seed=demo', *arguments)
        limit = self.ok(box.request('GET', box.console + '/environment_limit'))
        usage = self.ok(box.get('/billing_usage'))
        box.stop()
        return limit, usage

    def test_of_the_demo(self):
        for arguments, additional, changeable, annual in ((('--plan=advanced',), 5, True, False), (('--plan=plus',), 5, True, False),
                                                          (('--plan=enterprise',), 0, False, True), (('--subscribed-through=heroku',), 0, False, False)):
            with self.subTest(arguments=arguments):
                limit, usage = self.limit(*arguments)
                self.assertEqual((limit['additional'], limit['changeable'], limit['used']), (additional, changeable, 7))
                self.assertEqual('monthly_cycles' in usage[-1]['metric_usage'][0], annual)
                self.assertGreater(usage[-1]['metric_usage'][0]['cycles'][-1]['usage'], 0 if datetime.datetime.now(datetime.timezone.utc).day != 14 else -1)

    def test_free_has_no_running_subscription(self):
        limit, usage = self.limit('--plan=free')
        self.assertEqual((limit['additional'], limit['changeable']), (0, False))
        self.assertEqual(usage, [])


class Empty(SandboxTest):
    def test_what_there_is(self):
        account = self.ok(self.sandbox.request('GET', self.sandbox.console + '/account'))
        self.assertNotEqual(account['id'], ACCOUNT)
        [environment] = self.ok(self.sandbox.get('/sub_accounts'))['sub_accounts']
        self.assertEqual((environment['enabled'], len(environment['api_access_keys'])), (True, 1))
        [user] = self.ok(self.sandbox.get('/users'))['users']
        self.assertEqual((user['role'], user['root'], user['pending'], user['enabled']), ('master_admin', True, False, True))
        self.assertRegex(user['email'], re.escape('@example.org') + '$')
        self.assertEqual(self.ok(self.sandbox.get('/user_groups'))['user_groups'], [])


if __name__ == '__main__':
    sandbox.main()
