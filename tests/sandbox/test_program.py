#!/usr/bin/python3
"""The program itself: options, the ready line, how it ends, what it logs, what it keeps.

SPDX-License-Identifier: GPL-3.0-or-later
"""

import contextlib
import os
import re
import signal
import sqlite3
import ssl
import subprocess
import sys
import unittest

import sandbox
from sandbox import SandboxTest


def run(*arguments):
    return subprocess.run([sandbox.PROGRAM, *arguments], capture_output=True, text=True, timeout=sandbox.TIMEOUT)


class Options(unittest.TestCase):
    def refused(self, *arguments, text):
        result = run(*arguments)
        self.assertEqual(result.returncode, 2, result)
        self.assertEqual(result.stdout, '')
        self.assertIn(text, result.stderr)
        self.assertEqual(len(result.stderr.splitlines()), 1, result.stderr)

    def test_bad_values(self):
        for option, value in (('seed', 'big'), ('seed', ''), ('plan', 'pro'), ('subscribed-through', 'gcp'), ('permissions', 'new'),
                              ('role', 'root'), ('environments', '-1'), ('environments', 'many'), ('users', '1.5'), ('groups', ''),
                              ('latency', '1s'), ('latency', '-5'), ('fail-rate', '1.1'), ('fail-rate', 'nan'), ('fail-rate', ''),
                              ('drop-rate', '-0.1'), ('drop-rate', 'x'), ('rate-limit', '5'), ('rate-limit', '0/1'),
                              ('rate-limit', '5/0'), ('rate-limit', '5/1/1'), ('seed-random', 'abc'), ('listen', '80'),
                              ('listen', '127.0.0.1:'), ('listen', '127.0.0.1:70000'), ('listen', 'example.org:80'), ('database', ''), ('mail-dir', '')):
            with self.subTest(option=option, value=value):
                self.refused(f'--{option}={value}', text=f'--{option}={value}')

    def test_unknown_options_and_arguments(self):
        self.refused('--colour', text='--colour')
        self.refused('start', text='start')

    def test_only_loopback_addresses(self):
        for address in ('0.0.0.0:0', '[::]:0', '192.0.2.1:80', '10.0.0.1:0'):
            with self.subTest(address=address):
                self.refused(f'--listen={address}', text='loopback')

    def test_certificate_and_key_belong_together(self):
        self.refused('--tls-certificate=/nowhere.pem', text='belong together')
        self.refused('--tls-key=/nowhere.pem', text='belong together')
        self.refused('--tls-certificate=/nowhere.pem', '--tls-key=/nowhere.pem', text='nowhere.pem')

    def test_help_names_every_option(self):
        text = run('--help').stdout
        for option in ('listen', 'database', 'seed', 'plan', 'subscribed-through', 'permissions', 'role', 'environments', 'users',
                       'groups', 'mail-dir', 'latency', 'fail-rate', 'rate-limit', 'drop-rate', 'seed-random', 'tls-certificate',
                       'tls-key', 'end-with-parent', 'list-routes'):
            self.assertIn(f'--{option}', text)


class Life(SandboxTest):
    def setUp(self):
        pass

    def test_ends_cleanly(self):
        for number in (signal.SIGTERM, signal.SIGINT):
            with self.subTest(number=number):
                box = self.start('--seed=empty')
                self.ok(box.get('/sub_accounts'))
                box.stop(number)

    def test_ends_at_once_with_a_request_under_way(self):
        box = self.start('--seed=empty', '--latency=600000')
        connection = box.connect()
        connection.request('GET', box.provisioning + '/sub_accounts', headers={'Authorization': sandbox.basic(box.key, box.secret)})
        box.stop()
        connection.close()

    def test_every_seed_and_plan_starts(self):
        for arguments in (('--seed=demo',), ('--plan=free',), ('--plan=enterprise', '--permissions=roles'), ('--subscribed-through=aws',)):
            with self.subTest(arguments=arguments):
                box = self.start(*arguments)
                self.ok(box.get('/sub_accounts'))
                box.stop()

    def test_listens_where_it_is_told(self):
        for address in ('127.0.0.1', '127.0.0.2', 'localhost', '[::1]'):
            with self.subTest(address=address):
                try:
                    box = self.start('--seed=empty', f'--listen={address}:0')
                except AssertionError as error:
                    if address == '[::1]' and 'address' in str(error):
                        self.skipTest('no IPv6 here')
                    raise
                shown = '127.0.0.1' if address == 'localhost' else address
                self.assertRegex(box.host, rf'^http://{re.escape(shown)}:[0-9]+$')
                self.ok(box.get('/sub_accounts'))
                box.stop()

    def test_a_port_in_use_is_an_error(self):
        box = self.start('--seed=empty')
        result = run(f"--listen={box.host.removeprefix('http://')}")
        self.assertEqual(result.returncode, 1)
        self.assertIn('account-console-sandbox: ', result.stderr)

    def test_ends_with_its_parent(self):
        code = ('import os, subprocess, sys\n'
                'child = subprocess.Popen([sys.argv[1], "--seed=empty", "--end-with-parent"], stdout=subprocess.PIPE, text=True)\n'
                'child.stdout.readline()\n'
                'print(child.pid, flush=True)\n'
                'sys.stdin.readline()\n'
                'os._exit(0)\n')
        parent = subprocess.Popen([sys.executable, '-c', code, sandbox.PROGRAM], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                                  stderr=subprocess.DEVNULL, text=True)
        child = int(parent.stdout.readline())
        os.kill(child, 0)
        parent.communicate('\n', timeout=sandbox.TIMEOUT)

        def is_gone():
            try:
                with open(f'/proc/{child}/stat') as stat:
                    return stat.read().rsplit(')', 1)[1].split()[0] == 'Z'
            except FileNotFoundError:
                return True

        sandbox.wait_for(is_gone, 'the end of the child')

    def test_tls(self):
        folder = self.make_folder()
        certificate, key = f'{folder}/certificate.pem', f'{folder}/key.pem'
        subprocess.run(['openssl', 'req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '2', '-keyout', key, '-out', certificate,
                        '-subj', '/CN=localhost', '-addext', 'subjectAltName=DNS:localhost,IP:127.0.0.1'],
                       check=True, stderr=subprocess.DEVNULL)
        box = self.start('--seed=empty', f'--tls-certificate={certificate}', f'--tls-key={key}',
                         tls=ssl.create_default_context(cafile=certificate))
        self.assertTrue(box.host.startswith('https://127.0.0.1:'))
        self.ok(box.get('/sub_accounts'))
        box.connection.close()
        box.connection = None
        box.tls = ssl.create_default_context()
        with self.assertRaises(ssl.SSLCertVerificationError):
            box.get('/sub_accounts')

    def test_the_log_has_a_line_a_request_and_no_secret(self):
        box = self.start('--seed=empty')
        box.get('/sub_accounts', query={'prefix': 'hidden-text'})
        box.post('/sub_accounts', data={'name': 'hidden-text'})
        box.get('/nowhere', auth=('1', 'hidden-text'))
        log = sandbox.wait_for(lambda: box.read_log() if box.read_log().count('\n') == 3 else None, 'three lines')
        for line, start in zip(log.splitlines(), (f'GET {box.provisioning}/sub_accounts 200 ', f'POST {box.provisioning}/sub_accounts 200 ',
                                                  f'GET {box.provisioning}/nowhere 404 ')):
            self.assertRegex(line, re.escape(start) + r'[0-9]+\.[0-9] ms$')
        self.assertNotIn('hidden-text', log)
        self.assertNotIn(box.secret, log)


class Database(SandboxTest):
    def setUp(self):
        self.file = self.make_folder() + '/account.db'
        self.arguments = ('--seed=empty', f'--database={self.file}')

    def test_keeps_its_account(self):
        box = self.start(*self.arguments)
        url = box.url
        first = self.ok(box.post('/sub_accounts', data={'name': 'Kept'}))
        everything = self.ok(box.get('/sub_accounts'))
        box.stop()
        again = self.start(f'--database={self.file}', '--seed=demo', '--plan=free')
        self.assertEqual(again.url.rsplit(':', 1)[0], url.rsplit(':', 1)[0])
        self.assertEqual(self.ok(again.get('/sub_accounts')), everything)
        self.assertEqual(self.ok(again.get(f"/sub_accounts/{first['id']}")), first)
        self.assertEqual(self.ok(again.request('GET', again.console + '/account'))['plan']['id'], 'advanced-extra')

    def test_is_in_wal_mode_with_its_version(self):
        box = self.start(*self.arguments)
        with sqlite3.connect(self.file) as database:
            self.assertEqual(database.execute('PRAGMA journal_mode').fetchone(), ('wal',))
            self.assertGreaterEqual(database.execute('PRAGMA user_version').fetchone()[0], 1)
        database.close()
        box.stop()

    def test_of_a_newer_version_is_refused(self):
        self.start(*self.arguments).stop()
        database = sqlite3.connect(self.file)
        database.execute('PRAGMA user_version = 4711')
        database.close()
        result = run(*self.arguments)
        self.assertEqual((result.returncode, result.stdout), (1, ''))
        self.assertIn('newer version', result.stderr)
        self.assertIn('4711', result.stderr)

    def test_that_is_none_is_refused(self):
        with open(self.file, 'w') as file:
            file.write('This is not a database. ' * 100)
        result = run(*self.arguments)
        self.assertEqual((result.returncode, result.stdout), (1, ''))
        self.assertEqual(run('--database=/nowhere/account.db').returncode, 1)

    def read_file(self):
        with open(self.file, 'rb') as file:
            return file.read()

    def refused(self, text, *command):
        """A start that leaves the file as it is."""
        before = self.read_file()
        result = subprocess.run([*command, sandbox.PROGRAM, *self.arguments], capture_output=True, text=True, timeout=sandbox.TIMEOUT)
        self.assertEqual((result.returncode, result.stdout), (1, ''), result)
        self.assertIn(text, result.stderr)
        self.assertIn(self.file, result.stderr)
        self.assertEqual(len(result.stderr.splitlines()), 1, result.stderr)
        self.assertEqual(self.read_file(), before)

    def test_of_another_program_is_refused(self):
        for statements in (['CREATE TABLE notes (text)'], ['CREATE TABLE account (id)'], ['PRAGMA user_version = -1'],
                           ['PRAGMA user_version = -5'], ['PRAGMA user_version = -2147483648']):
            with self.subTest(statements=statements):
                with contextlib.closing(sqlite3.connect(self.file)) as database:
                    for statement in statements:
                        database.execute(statement)
                self.refused('another program')
                os.unlink(self.file)

    def test_that_cannot_be_written_to_is_refused(self):
        self.start(*self.arguments).stop()
        os.chmod(self.file, 0o444)
        # Root may write to everything, unless it can't.
        self.refused("can't be written", *(['setpriv', '--bounding-set=-dac_override'] if os.geteuid() == 0 else []))

    def test_seeds_are_the_same_at_each_start(self):
        boxes = [self.start('--seed=empty') for _ in range(2)]
        self.assertEqual(boxes[0].url.rsplit(':', 1)[0], boxes[1].url.rsplit(':', 1)[0])
        ids = [self.ok(box.get('/sub_accounts'))['sub_accounts'][0]['id'] for box in boxes]
        self.assertEqual(ids[0], ids[1])

    def test_new_objects_are_the_same_only_when_asked_for(self):
        def new(*arguments):
            box = self.start('--seed=empty', *arguments)
            made = self.ok(box.post('/sub_accounts', data={'name': 'New'}))
            return made['id'], made['api_access_keys'][0]['secret']

        self.assertEqual(new('--seed-random=7'), new('--seed-random=7'))
        self.assertNotEqual(new('--seed-random=7'), new('--seed-random=8'))
        self.assertNotEqual(new(), new())

    def test_a_repeated_sequence_makes_no_key_twice(self):
        for name in ('one', 'two', 'three'):
            box = self.start(*self.arguments, '--seed-random=7')
            self.ok(box.post('/sub_accounts', data={'name': name}))
            box.stop()


class Mail(SandboxTest):
    def test_a_folder_that_cannot_be_had_is_refused(self):
        folder = self.make_folder()
        with open(folder + '/file', 'w'):
            pass
        for mail_dir in (folder + '/file', folder + '/file/folder', '/proc/mail'):
            with self.subTest(mail_dir=mail_dir):
                result = run(*self.arguments, f'--mail-dir={mail_dir}')
                self.assertEqual((result.returncode, result.stdout), (1, ''), result)
                self.assertIn(mail_dir, result.stderr)

    def test_a_folder_is_made(self):
        folder = self.make_folder() + '/new/mail'
        self.start(*self.arguments, f'--mail-dir={folder}').stop()
        self.assertEqual(sorted(os.listdir(folder)), ['cur', 'new', 'tmp'])


class Routes(unittest.TestCase):
    def test_the_document_and_the_program_have_the_same_console_routes(self):
        with open(f'{sandbox.SOURCE_ROOT}/src/sandbox/README.md') as file:
            text = file.read()
        table = text.split('## Console API', 1)[1].split('\n## ', 1)[0]
        written = sorted((method, '' if path == '/' else path) for method, path in re.findall(r'^\| `([A-Z]+) (/\S*)` \|', table, re.M))
        prefix = '/v1_1/console/accounts/{account_id}'
        lines = [line.split(' ') for line in run('--list-routes').stdout.splitlines()]
        there = sorted((method, path.removeprefix(prefix)) for method, path in lines if path.startswith(prefix))
        self.assertEqual(written, there)
        self.assertTrue(there)


if __name__ == '__main__':
    sandbox.main()
