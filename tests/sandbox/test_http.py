#!/usr/bin/python3
"""The HTTP front: paths, methods, headers, credentials, and input that is no input.

SPDX-License-Identifier: GPL-3.0-or-later
"""

import base64
import contextlib
import json
import os
import resource
import socket
import threading
import urllib.parse

import sandbox
from sandbox import SandboxTest


FORM = 'application/x-www-form-urlencoded'


class Paths(SandboxTest):
    def test_unknown_paths(self):
        box = self.sandbox
        for path in ('/', '/v1_1', '/v1_1/provisioning', box.provisioning, box.provisioning + '/sub_accounts/a/b',
                     box.provisioning + '/sub_account', '/v2/accounts/permissions/public/catalog', '//', box.provisioning + '//sub_accounts',
                     '/v1_1/provisioning/agents/accounts', box.provisioning + '/Sub_accounts'):
            for auth in (True, None):
                with self.subTest(path=path, auth=auth):
                    self.refused(box.request('GET', path, auth=auth), 404, 'not found')

    def test_other_methods_of_a_known_path(self):
        box = self.sandbox
        for path, allowed in (('/sub_accounts', 'GET, HEAD, POST, OPTIONS'), ('/sub_accounts/x', 'GET, HEAD, PUT, DELETE, OPTIONS'),
                              ('/sub_accounts/x/access_keys/y', 'PUT, DELETE, OPTIONS')):
            for method in ('PATCH', 'TRACE', 'FROB', *({'PUT', 'DELETE', 'POST', 'GET'} - set(allowed.split(', ')))):
                with self.subTest(path=path, method=method):
                    answer = box.request(method, box.provisioning + path)
                    self.refused(answer, 405)
                    self.assertEqual(answer.headers['Allow'], allowed)
            answer = box.request('OPTIONS', box.provisioning + path, auth=None)
            self.assertEqual((answer.status, answer.headers['Allow'], answer.body), (200, allowed, b''))

    def test_head_is_get_without_its_body(self):
        answer = self.sandbox.request('HEAD', self.sandbox.provisioning + '/sub_accounts')
        self.assertEqual((answer.status, answer.body), (200, b''))
        self.assertEqual(int(answer.headers['Content-Length']), len(self.sandbox.get('/sub_accounts').body))

    def test_a_slash_at_the_end_means_nothing(self):
        self.assertEqual(self.sandbox.get('/sub_accounts/').body, self.sandbox.get('/sub_accounts').body)

    def test_segments_are_decoded_after_the_split(self):
        box = self.sandbox
        key = self.main_environment()['id']
        coded = ''.join(f'%{ord(c):02x}' for c in key)
        self.assertEqual(self.ok(box.get('/sub_accounts/' + coded))['id'], key)
        self.assertEqual(self.ok(box.request('GET', '/v1%5F1/provisioning/accounts/' + box.account_id + '/sub%5Faccounts/' + key))['id'], key)
        # An encoded slash is a part of an id, and so there is no such environment.
        self.refused(box.get(f'/sub_accounts/{key}%2Faccess_keys'), 404, 'not found')
        self.refused(box.get('/sub_accounts/' + urllib.parse.quote("' OR 1=1 --", safe='')), 404)
        self.refused(box.get('/sub_accounts/' + urllib.parse.quote('é日本', safe='')), 404)

    def test_segments_that_are_no_text(self):
        for segment in ('%', '%z', '%zz', '%00', 'a%00b', '%ff', '%c3%28', '%ed%a0%80'):
            with self.subTest(segment=segment):
                answer = self.sandbox.get('/sub_accounts/' + segment)
                self.assertIn(answer.status, (400, 404))
                self.refused(answer, answer.status)


class Headers(SandboxTest):
    def test_of_every_answer(self):
        box = self.sandbox
        seen = set()
        for answer in (box.get('/sub_accounts'), box.get('/sub_accounts', auth=None), box.get('/sub_accounts/x'), box.request('PATCH', '/'),
                       box.request('OPTIONS', box.provisioning + '/sub_accounts'), box.get('/sub_accounts/%zz'),
                       box.post('/sub_accounts', body=b'{'), box.post('/sub_accounts', data={'name': 'x'})):
            self.assertRegex(answer.headers['X-Request-Id'], r'^[0-9a-f]{32}$')
            seen.add(answer.headers['X-Request-Id'])
            self.assertEqual([name for name in answer.headers if name.lower().startswith('x-feature')], [])
        self.assertEqual(len(seen), 8)

    def test_a_request_id_survives_100_continue(self):
        box = self.sandbox
        with socket.create_connection(('127.0.0.1', int(box.host.rpartition(':')[2])), timeout=sandbox.TIMEOUT) as connection:
            body = b'{"name":"Continued"}'
            head = (f'POST {box.provisioning}/sub_accounts HTTP/1.1\r\nHost: localhost\r\nAuthorization: {sandbox.basic(box.key, box.secret)}\r\n'
                    f'Content-Type: application/json\r\nContent-Length: {len(body)}\r\nExpect: 100-continue\r\nConnection: close\r\n\r\n')
            connection.sendall(head.encode())
            first = connection.recv(65536)
            self.assertTrue(first.startswith(b'HTTP/1.1 100 '), first)
            self.assertNotIn(b'Connection: close', first)
            connection.sendall(body)
            rest = b''
            while chunk := connection.recv(65536):
                rest += chunk
        answer = (first + rest).split(b'\r\n\r\nHTTP/1.1 200 ')[1]
        self.assertIn(b'X-Request-Id: ', answer)
        self.assertIn(b'"name":"Continued"', answer)


class Credentials(SandboxTest):
    def test_wrong_ones(self):
        box = self.sandbox
        environment = self.main_environment()
        access = environment['api_access_keys'][0]
        for auth in (None, ('1', box.secret), (box.key, 'wrong'), (box.key, ''), (box.key, box.secret + 'x'), (box.key, box.secret[:-1]),
                     (box.key, box.secret.swapcase()), ('', ''), ("' OR 1=1 --", "' OR 1=1 --"), (access['key'], access['secret']),
                     'Basic', 'Basic !!!', 'Basic ' + base64.b64encode(b'nocolon').decode(), 'Basic ' + base64.b64encode(b'\xff\xfe:\xff').decode(),
                     'Basic ' + base64.b64encode(f'{box.key}\0:{box.secret}'.encode()).decode(),
                     'Bearer ' + box.secret, 'Digest username="x"'):
            with self.subTest(auth=auth):
                answer = box.get('/sub_accounts', auth=auth)
                self.assertEqual(self.refused(answer, 401), 'Invalid credentials')
                self.assertTrue(answer.headers['WWW-Authenticate'].startswith('Basic '))

    def test_a_wrong_account(self):
        box = self.sandbox
        for account in ('x', box.account_id[:-1], '16a8ff3b-736b-49a6-85c0-03b69d5a357b', '%27'):
            answer = box.request('GET', f'/v1_1/provisioning/accounts/{account}/sub_accounts')
            self.assertEqual(self.refused(answer, 401), 'Invalid credentials')
        # Python's and .NET's SDK lower the account id, others don't touch it.
        self.ok(box.request('GET', f'/v1_1/provisioning/accounts/{box.account_id.upper()}/sub_accounts'))

    def test_spellings_of_basic(self):
        box = self.sandbox
        plain = base64.b64encode(f'{box.key}:{box.secret}'.encode()).decode()
        for auth in ('Basic ' + plain, 'basic ' + plain, 'BASIC  ' + plain + ' ',
                     'Basic ' + base64.urlsafe_b64encode(f'{box.key}:{box.secret}'.encode()).decode()):
            self.ok(box.get('/sub_accounts', auth=auth))

    def test_nothing_is_changed_without_them(self):
        box = self.sandbox
        before = box.get('/sub_accounts').body
        self.refused(box.post('/sub_accounts', data={'name': 'x'}, auth=None), 401)
        self.refused(box.put(f"/sub_accounts/{self.main_environment()['id']}", data={'name': 'x'}, auth=(box.key, 'no')), 401)
        self.assertEqual(box.get('/sub_accounts').body, before)


class Bodies(SandboxTest):
    def setUp(self):
        super().setUp()
        self.before = self.sandbox.get('/sub_accounts').body

    def tearDown(self):
        self.assertEqual(self.sandbox.get('/sub_accounts').body, self.before)

    def post(self, body, kind='application/json'):
        return self.sandbox.post('/sub_accounts', body=body, headers={'Content-Type': kind} if kind else {})

    def test_that_are_not_json(self):
        for body in (b'{', b'}', b'{"name"}', b'{"name":}', b'{"name":"x",}', b"{'name':'x'}", b'{name:"x"}', b'{"name":"x"}{}', b'{"name":"x"} x',
                     b'{"name":"x" /* y */}', b'// y\n{"name":"x"}', b'\xef\xbb\xbf{"name":"x"}', b'{"name":"x', b'{"name":"a\nb"}',
                     b'{"name":"a\\qb"}', b'{"name":"\\u12"}', b'{"name":tru}', b'{"name":NaN}', b'{"name":01}', b'{"name":1.}', b'{"name":+1}',
                     b'{"name":"x","n":1e999}', b'{"name":"x","n":99999999999999999999}', b'{"name":"x"', b'[', b'"x', b'{"name":"x"]',
                     b'{"name":"\\ud800"}', b'{"name":"\\udc00x"}', b'{"name":"\\ud800\\u0041"}', b'{"name":"\xff"}', b'{"name":"\xed\xa0\x80"}',
                     b'{"name":"a\x00b"}', b'{"name":"a\\u0000b"}', b'\x00', b'nothing'):
            with self.subTest(body=body):
                self.refused(self.post(body), 400, 'JSON')

    def test_that_are_no_object(self):
        for body in (b'[]', b'[{"name":"x"}]', b'"name"', b'1', b'true'):
            with self.subTest(body=body):
                self.refused(self.post(body), 400, 'JSON object')

    def test_that_are_empty(self):
        for body, kind in ((b'', 'application/json'), (b'  \n', 'application/json'), (b'null', 'application/json'), (b'{}', 'application/json'),
                           (b'', FORM), (b'', None), (b'{}', None), (b'', 'text/plain')):
            with self.subTest(body=body, kind=kind):
                self.refused(self.post(body, kind), 400, 'Missing required parameter - name')

    def test_that_are_no_form(self):
        for body in (b'name=%zz', b'name=%00', b'name=%ff', b'name=\xff', b'na%me=x', b'name=%e9'):
            with self.subTest(body=body):
                self.refused(self.post(body, FORM), 400, 'form')
        for query in ('name=%zz', 'prefix=%ff', '%'):
            answer = self.sandbox.get('/sub_accounts', query=query)
            self.refused(answer, 400)

    def test_of_another_type(self):
        for body, kind in ((b'name=x', 'text/plain'), (b'<name>x</name>', 'application/xml'), (b'name=x', None),
                           (b'--b\r\nContent-Disposition: form-data; name="name"\r\n\r\nx\r\n--b--\r\n', 'multipart/form-data; boundary=b')):
            with self.subTest(kind=kind):
                self.refused(self.post(body, kind), 400, 'JSON or form')

    def test_that_are_deep(self):
        for body in (b'{"name":' + b'[' * 1000 + b']' * 1000 + b'}', b'[' * 1000 + b']' * 1000, b'{"a":' * 1000 + b'1' + b'}' * 1000,
                     b'[' * 1000000, b'{"a":' * 1000000):
            self.refused(self.post(body), 400, 'JSON')

    def test_that_are_large(self):
        limit = 8 * 1024 * 1024
        self.refused(self.post(b' ' * (limit + 1)), 413)
        self.refused(self.post(b'{"name":"' + b'x' * (limit + 1000000) + b'"}'), 413)
        # In chunks, so that no header tells the size.
        self.refused(self.post(iter([b' ' * 1000000] * 9)), 413)
        # The limit itself is still read.
        self.refused(self.post(b'{"name":"' + b'x' * (limit - 11) + b'"}'), 400, 'name')

    def test_with_many_values(self):
        self.refused(self.post(b'{"x":[' + b'1,' * 1000000 + b'1]}'), 400, 'JSON')
        self.refused(self.post(b'{"x":[' + b'1,' * 9000 + b'1]}'), 400, 'name')
        for pair in (b'x=1&', b'x[]=1&', b'&&&x=1'):
            self.refused(self.post(pair * 1000000, FORM), 400, 'form')
        self.refused(self.post(b'x[]=1&' * 9000, FORM), 400, 'name')

    def test_with_values_of_a_wrong_type(self):
        for field, values in (('name', (1, 1.5, True, [], ['x'], {}, {'a': 'b'})), ('cloud_name', (1, False, ['abc'], {})),
                              ('base_sub_account_id', (7, [])), ('enabled', ('maybe', 2, -1, 1.0, [], {}, ['true'])),
                              ('custom_attributes', ('text', 1, True, [], ['a=b'], '=x', 'a=b|c'))):
            for value in values:
                with self.subTest(field=field, value=value):
                    answer = self.sandbox.post('/sub_accounts', data={'name': 'x', field: value})
                    self.refused(answer, 400, field)

    def test_with_texts_that_are_too_long(self):
        for field, length in (('name', 256), ('name', 100000), ('cloud_name', 129), ('cloud_name', 5000), ('base_sub_account_id', 10000)):
            with self.subTest(field=field, length=length):
                self.refused(self.sandbox.post('/sub_accounts', data={'name': 'x', field: 'é' * length}), 400, field)
        self.refused(self.sandbox.post('/sub_accounts', data={'name': 'x', 'custom_attributes': {'a': 'x' * 20000}}), 400, 'custom_attributes')

    def test_long_lines_are_refused_or_read(self):
        answer = self.sandbox.get('/sub_accounts', query={'prefix': 'x' * 50000})
        self.refused(answer, 400, 'prefix')


class Hostile(SandboxTest):
    def test_text_is_data(self):
        texts = ("'; DROP TABLE environments; --", '" OR ""="', '%', '_', '\\', '%%%', "O'Neil", '<b>&amp;</b>', '日本語 ✓ 🎉', '\u202eright',
                 'tab\tand\nline', '\x7f', '{"a":1}', '${x}', '../../etc/passwd', 'a,b', '+', ' x ')
        self.sandbox.stop()
        self.sandbox = self.start('--seed=empty', '--plan=enterprise')
        made = {text: self.create(text) for text in texts}
        listed = {one['id']: one for one in self.ok(self.sandbox.get('/sub_accounts'))['sub_accounts']}
        self.assertEqual(len(listed), len(texts) + 1)
        for text, one in made.items():
            self.assertEqual(listed[one['id']]['name'], text)
            found = self.ok(self.sandbox.get('/sub_accounts', query={'prefix': text}))['sub_accounts']
            self.assertEqual({other['name'] for other in found}, {other for other in texts if other.casefold().startswith(text.casefold())}, text)

    def test_half_requests_do_no_harm(self):
        port = int(self.sandbox.host.rpartition(':')[2])
        for text in (b'', b'G', b'GET', b'GET / HTTP/1.1', b'GET / HTTP/1.1\r\nHost: x\r\nContent-Length: 10\r\n\r\nabc', b'\r\n\r\n', b'\0' * 100,
                     b'GET / HTTP/9.9\r\n\r\n', b'GET ' + b'x' * 200000 + b' HTTP/1.1\r\n\r\n', b'POST / HTTP/1.1\r\nContent-Length: -5\r\n\r\n',
                     b'POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n', b'GET http://[ HTTP/1.1\r\n\r\n'):
            with socket.create_connection(('127.0.0.1', port), timeout=sandbox.TIMEOUT) as connection:
                try:
                    connection.sendall(text)
                    connection.shutdown(socket.SHUT_WR)
                    while connection.recv(65536):
                        pass
                except OSError as error:
                    # The service may hang up whenever it has seen enough, but it must not leave the client waiting.
                    self.assertNotIsInstance(error, TimeoutError, text[:40])
        self.ok(self.sandbox.get('/sub_accounts'))

    def test_an_answer_is_whole(self):
        whole = self.ok(self.sandbox.get('/sub_accounts'))
        self.assertEqual(self.ok(self.sandbox.get('/sub_accounts', headers={'Range': 'bytes=0-9'})), whole)

    def test_it_listens_again_after_a_crowd(self):
        box = self.start('--seed=empty')
        address = ('127.0.0.1', int(box.host.rpartition(':')[2]))
        resource.prlimit(box.process.pid, resource.RLIMIT_NOFILE, (40, 40))
        for _ in range(10):
            with contextlib.ExitStack() as crowd:
                for _ in range(60):
                    connection = crowd.enter_context(socket.socket())
                    connection.setblocking(False)
                    connection.connect_ex(address)
                sandbox.wait_for(lambda: len(os.listdir(f'/proc/{box.process.pid}/fd')) == 40, 'no descriptor left')
            self.ok(box.get('/sub_accounts'))

    def test_clients_that_leave_early(self):
        box = self.start('--seed=empty', '--latency=50')
        for _ in range(20):
            connection = box.connect()
            connection.request('GET', box.provisioning + '/sub_accounts', headers={'Authorization': sandbox.basic(box.key, box.secret)})
            connection.close()
        self.ok(box.get('/sub_accounts'))

    def test_many_at_once(self):
        box = self.start('--seed=empty', '--plan=enterprise')
        failures = []

        def work(number):
            connection = box.connect()
            try:
                for step in range(10):
                    headers = {'Authorization': sandbox.basic(box.key, box.secret), 'Content-Type': 'application/json'}
                    if step % 5 == 0:
                        connection.request('POST', box.provisioning + '/sub_accounts', json.dumps({'name': f'n{number}-{step}'}), headers)
                    else:
                        connection.request('GET', box.provisioning + '/sub_accounts', headers=headers)
                    answer = connection.getresponse()
                    body = answer.read()
                    if answer.status != 200:
                        failures.append(body)
            finally:
                connection.close()

        threads = [threading.Thread(target=work, args=(number,)) for number in range(12)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        self.assertEqual(failures, [])
        self.assertEqual(len(self.ok(box.get('/sub_accounts'))['sub_accounts']), 25)


if __name__ == '__main__':
    sandbox.main()
