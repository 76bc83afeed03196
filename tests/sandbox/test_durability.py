#!/usr/bin/python3
"""kill -9 in the middle of many changes: the file stays whole and has every change that was answered.

SPDX-License-Identifier: GPL-3.0-or-later
"""

import http.client
import json
import sqlite3
import threading

import sandbox
from sandbox import SandboxTest

WRITERS = 6
CHANGES = 40


class Kill(SandboxTest):
    def setUp(self):
        self.file = self.make_folder() + '/account.db'
        self.arguments = ('--seed=empty', '--plan=enterprise', f'--database={self.file}')
        self.lock = threading.Lock()
        self.refusals = []

    def write(self, box, path, name, acknowledged):
        """Creates keys, renames each and deletes every fourth, until the program is gone."""
        connection = box.connect()
        headers = {'Authorization': sandbox.basic(box.key, box.secret), 'Content-Type': 'application/json'}

        def call(method, rest, fields):
            connection.request(method, box.provisioning + path + rest, json.dumps(fields), headers)
            answer = connection.getresponse()
            document = json.loads(answer.read())
            if answer.status != 200:
                self.refusals.append(document)
            return document

        try:
            for number in range(100000):
                key = call('POST', '', {'name': f'{name}-{number}'})['api_key']
                with self.lock:
                    acknowledged[key] = {f'{name}-{number}'}
                # While a change is under way, both states are right.
                with self.lock:
                    acknowledged[key].add(f'{name}-{number}-renamed')
                call('PUT', '/' + key, {'name': f'{name}-{number}-renamed'})
                with self.lock:
                    acknowledged[key] = {f'{name}-{number}-renamed'}
                if number % 4 == 0:
                    with self.lock:
                        acknowledged[key].add(None)
                    call('DELETE', '/' + key, {})
                    with self.lock:
                        acknowledged[key] = {None}
        except (OSError, http.client.HTTPException, ValueError, KeyError):
            pass  # The program is gone, or there is a refusal to tell of.
        finally:
            connection.close()

    def check_file(self, acknowledged):
        database = sqlite3.connect(self.file)
        self.assertEqual(database.execute('PRAGMA integrity_check').fetchall(), [('ok',)])
        self.assertEqual(database.execute('PRAGMA foreign_key_check').fetchall(), [])
        stored = dict(database.execute('SELECT api_key, name FROM access_keys'))
        database.close()
        for key, names in acknowledged.items():
            self.assertIn(stored.get(key), names)

    def test_keeps_what_was_answered(self):
        acknowledged = {}
        for _ in range(3):
            box = self.start(*self.arguments)
            environment = self.ok(box.get('/sub_accounts'))['sub_accounts'][0]['id']
            path = f'/sub_accounts/{environment}/access_keys'
            before = len(acknowledged)
            round_name = f'round{before}'
            threads = [threading.Thread(target=self.write, args=(box, path, f'{round_name}-{number}', acknowledged)) for number in range(WRITERS)]
            for thread in threads:
                thread.start()
            sandbox.wait_for(lambda: len(acknowledged) > before + CHANGES, 'enough changes')
            box.kill()
            for thread in threads:
                thread.join()
            self.assertEqual(self.refusals, [])
            self.check_file(acknowledged)

        box = self.start(*self.arguments)
        shown = {key['api_key']: key['name'] for key in self.ok(box.get(path))['access_keys']}
        for key, names in acknowledged.items():
            self.assertIn(shown.get(key), names)

    def test_a_refused_change_leaves_nothing_behind(self):
        """A request is one transaction: what it did before its refusal is undone."""
        box = self.start(*self.arguments)
        environment = self.ok(box.post('/sub_accounts', data={'name': 'Old', 'cloud_name': 'old-name'}))
        self.refused(box.put(f"/sub_accounts/{environment['id']}", data={'cloud_name': 'demo', 'name': 'New', 'custom_attributes': {'a': 'b'}}), 409)
        self.assertEqual(self.ok(box.get(f"/sub_accounts/{environment['id']}")), environment)


if __name__ == '__main__':
    sandbox.main()
