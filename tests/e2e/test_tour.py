#!/usr/bin/python3
"""The tour of build-aux/run: what is on its pictures, and that it fails when a page is not.

SPDX-License-Identifier: GPL-3.0-or-later
"""

import http.server
import os
import subprocess
import tempfile
import threading
import unittest

from driver import LIMIT, Sandbox, main, with_sdk

SERVER_PROBLEM = 'Cloudinary has a problem right now.'


class HalfAService(http.server.BaseHTTPRequestHandler):
    """Lets an account be connected, and then answers 500."""

    def do_GET(self):
        if self.path.endswith('/sub_accounts?ids=none'):
            status, body = 200, b'{"sub_accounts":[]}'
        elif '/console/' in self.path:
            status, body = 404, b'{"error":{"message":"Not found"}}'
        else:
            status, body = 500, b'{"error":{"message":"Internal error"}}'
        self.send_response(status)
        self.send_header('Content-Type', 'application/json')
        self.send_header('Content-Length', str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *arguments):
        pass


class Tour(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = folder.name

    def sandbox(self, *arguments):
        sandbox = Sandbox(*arguments)
        self.addCleanup(sandbox.stop)
        return sandbox

    def run_tour(self, url, *arguments):
        """Its status, and all that it said, which has no secret in it."""
        result = subprocess.run([os.environ['AC_TOUR'], f'--output={self.folder}', *arguments], timeout=4 * LIMIT, text=True,
                                stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
                                env={**os.environ, 'CLOUDINARY_ACCOUNT_URL': url, 'GSETTINGS_BACKEND': 'memory'})
        self.assertNotIn(url.split('@')[0].split(':')[2], result.stdout)
        return result.returncode, result.stdout

    def pictures(self):
        return sorted(os.listdir(self.folder))

    def subjects(self):
        """What the pictures show, without their numbers."""
        return [name.partition('-')[2].removesuffix('.png') for name in self.pictures()]

    @with_sdk
    def test_what_the_sdk_created_is_on_the_picture(self):
        sandbox = self.sandbox('--seed=demo')
        sandbox.sdk('create', 'R&D <b>Nordic</b>', 'rd-nordic')
        status, output = self.run_tour(sandbox.url, '--expect=R&D <b>Nordic</b>', '--expect=rd-nordic', '--expect=Halden Web')
        self.assertEqual(status, 0, output)
        self.assertIn('The page shows “R&D <b>Nordic</b>”.', output)
        for subject in 'account-keys', 'account-keys-open', 'account-keys-generate', 'environments', 'environment-keys':
            self.assertIn(subject, self.subjects())
        for name in self.pictures():
            with open(os.path.join(self.folder, name), 'rb') as picture:
                self.assertEqual(picture.read(8), b'\x89PNG\r\n\x1a\n', name)

    def test_something_else_is_missed(self):
        status, output = self.run_tour(self.sandbox('--seed=demo').url, '--expect=Halden Web', '--expect=Nobody made this')
        self.assertNotEqual(status, 0)
        self.assertIn('The page does not show “Nobody made this”.', output)
        self.assertEqual(self.subjects()[-1], 'environments')

    def test_wrong_key(self):
        sandbox = self.sandbox('--seed=demo')
        status, output = self.run_tour(sandbox.url.replace(sandbox.secret, 'wrong-secret'))
        self.assertNotEqual(status, 0)
        self.assertIn('The account could not be opened: The API key', output)
        self.assertEqual(self.pictures(), [])

    def test_nothing_but_failures(self):
        status, output = self.run_tour(self.sandbox('--seed=demo', '--fail-rate=1').url)
        self.assertNotEqual(status, 0)
        self.assertIn('The account could not be opened: ' + SERVER_PROBLEM, output)
        self.assertEqual(self.pictures(), [])

    def test_a_page_that_does_not_load(self):
        server = http.server.ThreadingHTTPServer(('127.0.0.1', 0), HalfAService)
        self.addCleanup(server.server_close)
        self.addCleanup(server.shutdown)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        status, output = self.run_tour(f'account://key:some-secret@account?upload_prefix=http://127.0.0.1:{server.server_port}')
        self.assertNotEqual(status, 0)
        self.assertIn('The page “environments” did not load.', output)
        # Its picture shows why.
        self.assertEqual(self.subjects()[-1], 'environments')


if __name__ == '__main__':
    main()
