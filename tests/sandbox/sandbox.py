"""Starts account-console-sandbox for a test, talks to it, and watches how it ends.

SPDX-License-Identifier: GPL-3.0-or-later
"""

import base64
import collections
import http.client
import json
import os
import re
import selectors
import shutil
import signal
import ssl
import subprocess
import tempfile
import time
import unittest
import urllib.parse

PROGRAM = os.environ['AC_SANDBOX']
SOURCE_ROOT = os.environ['AC_SOURCE_ROOT']
TIMEOUT = 90

Response = collections.namedtuple('Response', 'status headers body json')

# What a program never says when it is well.
ILL = re.compile(r'AddressSanitizer|LeakSanitizer|runtime error:|CRITICAL|WARNING|Assertion|\*\* ERROR')


def basic(key, secret):
    return 'Basic ' + base64.b64encode(f'{key}:{secret}'.encode()).decode()


def wait_for(condition, what, seconds=TIMEOUT):
    """Waits until condition () is true, and returns what it gave."""
    end = time.monotonic() + seconds
    while True:
        result = condition()
        if result:
            return result
        if time.monotonic() > end:
            raise AssertionError(f'{what}: not within {seconds} s')
        time.sleep(0.01)


class Sandbox:
    """One running program."""

    def __init__(self, *arguments, tls=None):
        self.log = tempfile.TemporaryFile('w+', errors='replace')
        self.process = subprocess.Popen([PROGRAM, *arguments], stdout=subprocess.PIPE, stderr=self.log, text=True)
        self.tls = tls
        self.connection = None
        self.line = self._read_line()
        match = re.fullmatch(r'CLOUDINARY_ACCOUNT_URL=account://([0-9]+):([\w-]+)@([0-9a-f-]{36})\?upload_prefix=(https?://[^/]+)\n',
                             self.line)
        if match is None:
            self.process.kill()
            self.process.wait()
            raise AssertionError(f'not the ready line: {self.line!r}; {self.read_log()}')
        self.key, self.secret, self.account_id, host = match.groups()
        self.host = urllib.parse.unquote(host)
        self.url = self.line.strip().partition('=')[2]
        self.provisioning = f'/v1_1/provisioning/accounts/{self.account_id}'
        self.console = f'/v1_1/console/accounts/{self.account_id}'

    def _read_line(self):
        with selectors.DefaultSelector() as selector:
            selector.register(self.process.stdout, selectors.EVENT_READ)
            if not selector.select(TIMEOUT):
                self.process.kill()
                raise AssertionError('the program is not ready: ' + self.read_log())
        return self.process.stdout.readline()

    def read_log(self):
        self.log.seek(0)
        return self.log.read()

    def connect(self):
        parts = urllib.parse.urlsplit(self.host)
        if parts.scheme == 'https':
            return http.client.HTTPSConnection(parts.hostname, parts.port, timeout=TIMEOUT, context=self.tls)
        return http.client.HTTPConnection(parts.hostname, parts.port, timeout=TIMEOUT)

    def request(self, method, path, *, query=None, form=None, data=None, body=None, headers=None, auth=True):
        """query and form: a dict, pairs, or text; data: sent as JSON; body: bytes as they are.
        auth: True for the account key, (key, secret), a header's text, or None."""
        headers = dict(headers or {})
        if query:
            path += '?' + (query if isinstance(query, str) else urllib.parse.urlencode(query, doseq=True))
        if form is not None:
            body = (form if isinstance(form, str) else urllib.parse.urlencode(form, doseq=True)).encode()
            headers.setdefault('Content-Type', 'application/x-www-form-urlencoded')
        if data is not None:
            body = json.dumps(data).encode()
            headers.setdefault('Content-Type', 'application/json')
        if auth is True:
            auth = (self.key, self.secret)
        if auth:
            headers.setdefault('Authorization', auth if isinstance(auth, str) else basic(*auth))
        return self._send(method, path, body, headers)

    def _send(self, method, path, body, headers):
        if self.connection is None:
            self.connection = self.connect()
        try:
            self.connection.request(method, path, body, headers)
            answer = self.connection.getresponse()
            content = answer.read()
        except (OSError, http.client.HTTPException):
            self.connection.close()
            self.connection = None
            raise
        try:
            document = json.loads(content) if content else None
        except ValueError:
            document = None
        return Response(answer.status, answer.headers, content, document)

    def get(self, path, **arguments):
        return self.request('GET', self.provisioning + path, **arguments)

    def post(self, path, **arguments):
        return self.request('POST', self.provisioning + path, **arguments)

    def put(self, path, **arguments):
        return self.request('PUT', self.provisioning + path, **arguments)

    def delete(self, path, **arguments):
        return self.request('DELETE', self.provisioning + path, **arguments)

    def kill(self):
        """As kill -9 does; nothing is checked."""
        self.process.kill()
        self.process.wait()
        self._close()

    def stop(self, number=signal.SIGTERM):
        """Ends the program and checks that it was well to the end."""
        if self.process.poll() is None:
            self.process.send_signal(number)
        try:
            status = self.process.wait(TIMEOUT)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
            status = 'none: it did not end'
        rest = self.process.stdout.read()
        log = self.read_log()
        self._close()
        if status != 0 or rest or ILL.search(log):
            raise AssertionError(f'exit status {status}, more output {rest!r}, log:\n{log}')

    def _close(self):
        if self.connection is not None:
            self.connection.close()
            self.connection = None
        self.process.stdout.close()
        self.log.close()


class SandboxTest(unittest.TestCase):
    """A test with a program of its own, which has an empty account unless arguments say something else."""

    arguments = ('--seed=empty',)

    def setUp(self):
        self.sandbox = self.start(*self.arguments)

    def start(self, *arguments, **keywords):
        sandbox = Sandbox(*arguments, **keywords)
        self.addCleanup(self._stop, sandbox)
        return sandbox

    def _stop(self, sandbox):
        if not sandbox.process.stdout.closed:
            sandbox.stop()

    def make_folder(self):
        folder = tempfile.mkdtemp(prefix='account-console-')
        self.addCleanup(shutil.rmtree, folder)
        return folder

    def ok(self, answer):
        """The JSON of a success."""
        self.assertEqual(answer.status, 200, answer.body)
        self.assertEqual(answer.headers['Content-Type'], 'application/json; charset=utf-8')
        return answer.json

    def refused(self, answer, status, text=None):
        """The message of a refusal in the Provisioning API's form; text: what it contains."""
        self.assertEqual(answer.status, status, answer.body)
        self.assertEqual(answer.headers['Content-Type'], 'application/json; charset=utf-8')
        self.assertEqual(list(answer.json), ['error'])
        self.assertEqual(list(answer.json['error']), ['message'])
        message = answer.json['error']['message']
        self.assertTrue(message)
        if text is not None:
            self.assertIn(text, message)
        return message

    def main_environment(self):
        return self.ok(self.sandbox.get('/sub_accounts'))['sub_accounts'][0]

    def create(self, name, **fields):
        return self.ok(self.sandbox.post('/sub_accounts', data={'name': name, **fields}))


def main():
    unittest.main(verbosity=2)
