#!/usr/bin/python3
"""What each role of an account key may do, from section 5.1 of console-settings.md.

SPDX-License-Identifier: GPL-3.0-or-later
"""

import subprocess

import sandbox
from sandbox import SandboxTest

ROLES = ['master_admin', 'admin', 'technical_admin', 'billing', 'reports', 'media_library_admin', 'media_library_user']

# A letter a role, in that order: may (y) or may not (n).
ROUTES = {
    'GET /provisioning/sub_accounts': 'yyynnnn',
    'POST /provisioning/sub_accounts': 'yyynnnn',
    'GET /provisioning/sub_accounts/{sub_account_id}': 'yyynnnn',
    'PUT /provisioning/sub_accounts/{sub_account_id}': 'yyynnnn',
    'DELETE /provisioning/sub_accounts/{sub_account_id}': 'yyynnnn',
    'GET /provisioning/sub_accounts/{sub_account_id}/access_keys': 'yyynnnn',
    'POST /provisioning/sub_accounts/{sub_account_id}/access_keys': 'yyynnnn',
    'DELETE /provisioning/sub_accounts/{sub_account_id}/access_keys': 'yyynnnn',
    'PUT /provisioning/sub_accounts/{sub_account_id}/access_keys/{key}': 'yyynnnn',
    'DELETE /provisioning/sub_accounts/{sub_account_id}/access_keys/{key}': 'yyynnnn',
    'GET /console': 'yyyyyyy',
    'GET /console/account': 'yyyyyyy',
    'GET /console/account_keys': 'yyynnnn',
    'POST /console/account_keys': 'yyynnnn',
    'GET /console/account_keys/{key}': 'yyynnnn',
    'PUT /console/account_keys/{key}': 'yyynnnn',
    'GET /console/environments': 'yyynnnn',
    'POST /console/environments': 'yyynnnn',
    'GET /console/environments/{id}': 'yyynnnn',
    'PUT /console/environments/{id}': 'yyynnnn',
    'GET /console/environment_limit': 'yyyynnn',
    'PUT /console/environment_limit': 'ynnynnn',
}

# Resources of others, which have their own tests.
OTHERS = ('/users', '/user_groups', '/billing_usage')


class Roles(SandboxTest):
    def setUp(self):
        pass

    def call(self, box, route):
        """The path's names stand for nothing that exists: who may call gets at least to the handler."""
        method, _, path = route.partition(' ')
        path = path.replace('{sub_account_id}', 'x').replace('{id}', 'x').replace('{key}', '1')
        api, _, rest = path.removeprefix('/').partition('/')
        prefix = box.console if api == 'console' else box.provisioning
        return box.request(method, prefix + ('/' + rest if rest else ''))

    def test_matrix(self):
        for number, role in enumerate(ROLES):
            box = self.start('--seed=empty', f'--role={role}')
            for route, letters in ROUTES.items():
                with self.subTest(role=role, route=route):
                    answer = self.call(box, route)
                    if letters[number] == 'y':
                        self.assertNotIn(answer.status, (401, 403, 405, 500), answer.body)
                    else:
                        self.refused(answer, 403, 'not allowed')
            box.stop()

    def test_every_route_is_in_the_matrix(self):
        lines = subprocess.run([sandbox.PROGRAM, '--list-routes'], capture_output=True, text=True, check=True).stdout.splitlines()
        routes = {line.replace('/v1_1/', '/').replace('/accounts/{account_id}', '') for line in lines
                  if '/accounts/{account_id}' in line and not any(other in line for other in OTHERS)}
        self.assertEqual(routes, set(ROUTES))

    def test_a_refusal_changes_nothing_and_comes_before_the_input(self):
        box = self.start('--seed=empty', '--role=billing')
        self.refused(box.post('/sub_accounts', body=b'{', headers={'Content-Type': 'application/json'}), 403)
        self.refused(box.post('/sub_accounts', data={'name': 'x'}), 403)
        self.assertEqual(self.ok(box.request('GET', box.console + '/environment_limit'))['used'], 1)

    def test_keys_of_other_roles_are_other_keys(self):
        file = self.make_folder() + '/account.db'
        urls = {}
        for role in (*ROLES, *ROLES):
            box = self.start('--seed=empty', f'--database={file}', f'--role={role}')
            self.assertEqual(self.ok(box.request('GET', box.console + '/account'))['key_role'], role)
            self.assertEqual(urls.setdefault(role, (box.key, box.secret)), (box.key, box.secret))
            box.stop()
        self.assertEqual(len(set(urls.values())), len(ROLES))


if __name__ == '__main__':
    sandbox.main()
