#!/usr/bin/python3
"""Faults that are asked for: latency, failures, dropped connections, the rate limit. All can be had again.

SPDX-License-Identifier: GPL-3.0-or-later
"""

import http.client
import threading
import time

import sandbox
from sandbox import SandboxTest


class FaultsTest(SandboxTest):
    def setUp(self):
        pass

    def outcomes(self, box, count, path='/sub_accounts'):
        """What count requests end with: a status, or None for a connection without an answer."""
        result = []
        for _ in range(count):
            try:
                result.append(box.get(path).status)
            except (http.client.RemoteDisconnected, ConnectionResetError):
                result.append(None)
        return result


class Failures(FaultsTest):
    def test_are_repeatable(self):
        arguments = ('--seed=empty', '--fail-rate=0.5', '--drop-rate=0.2', '--seed-random=11')
        first, second = (self.outcomes(self.start(*arguments), 60) for _ in range(2))
        self.assertEqual(first, second)
        self.assertEqual(set(first), {200, 500, 503, None})
        other = self.outcomes(self.start(*arguments[:3], '--seed-random=12'), 60)
        self.assertNotEqual(first, other)

    def test_follow_their_rate(self):
        self.assertEqual(set(self.outcomes(self.start('--seed=empty', '--fail-rate=0'), 30)), {200})
        self.assertEqual(set(self.outcomes(self.start('--seed=empty', '--fail-rate=1'), 30)), {500, 503})
        some = self.outcomes(self.start('--seed=empty', '--fail-rate=0.1', '--seed-random=1'), 400)
        self.assertLess(abs(sum(status != 200 for status in some) - 40), 25)

    def test_look_like_the_real_ones_and_do_nothing(self):
        box = self.start('--seed=empty', '--fail-rate=0.5', '--seed-random=3')
        made = 0
        for number in range(4):
            answer = box.post('/sub_accounts', data={'name': f'n{number}'})
            if answer.status == 200:
                made += 1
            else:
                self.refused(answer, answer.status)
                self.assertRegex(answer.headers['X-Request-Id'], '^[0-9a-f]{32}$')
        self.assertIn(made, (1, 2, 3))
        answer = sandbox.wait_for(lambda: (lambda answer: answer.status == 200 and answer)(box.get('/sub_accounts')), 'a success')
        self.assertEqual(len(answer.json['sub_accounts']), made + 1)

    def test_hit_wrong_paths_and_keys_too(self):
        box = self.start('--seed=empty', '--fail-rate=1')
        self.assertIn(box.request('GET', '/nowhere').status, (500, 503))
        self.assertIn(box.get('/sub_accounts', auth=None).status, (500, 503))


class Log(FaultsTest):
    def test_says_what_the_client_got(self):
        box = self.start('--seed=empty', '--fail-rate=0.4', '--drop-rate=0.4', '--seed-random=11')
        outcomes = self.outcomes(box, 40)
        self.assertEqual(set(outcomes), {200, 500, 503, None})
        lines = sandbox.wait_for(lambda: (lines := box.read_log().splitlines()) and len(lines) == 40 and lines, 'forty lines')
        for outcome, line in zip(outcomes, lines):
            expected = r' - [0-9.]+ ms \(no answer\)$' if outcome is None else rf' {outcome} [0-9.]+ ms$'
            self.assertRegex(line, expected)


class Drops(FaultsTest):
    def test_no_answer(self):
        box = self.start('--seed=empty', '--drop-rate=1')
        self.assertEqual(self.outcomes(box, 10), [None] * 10)

    def test_some_requests_were_carried_out(self):
        """What makes a dropped connection hard: the client can't know."""
        box = self.start('--seed=empty', '--plan=enterprise', '--drop-rate=0.7', '--seed-random=5')
        answered = dropped = 0
        for number in range(30):
            try:
                self.ok(box.post('/sub_accounts', data={'name': f'n{number}'}))
                answered += 1
            except (http.client.RemoteDisconnected, ConnectionResetError):
                dropped += 1

        def read():
            try:
                return self.ok(box.get('/sub_accounts'))['sub_accounts']
            except (http.client.RemoteDisconnected, ConnectionResetError):
                return None

        there = len(sandbox.wait_for(read, 'an answer')) - 1
        self.assertGreater(there, answered)
        self.assertLess(there, answered + dropped)


class Latency(FaultsTest):
    def test_every_answer_waits(self):
        box = self.start('--seed=empty', '--latency=150')
        start = time.monotonic()
        self.ok(box.get('/sub_accounts'))
        self.refused(box.get('/sub_accounts', auth=None), 401)
        self.assertGreaterEqual(time.monotonic() - start, 0.3)

    def test_answers_wait_side_by_side(self):
        box = self.start('--seed=empty', '--latency=1000')
        count = 20
        statuses = []

        def work():
            connection = box.connect()
            connection.request('GET', box.provisioning + '/sub_accounts', headers={'Authorization': sandbox.basic(box.key, box.secret)})
            statuses.append(connection.getresponse().status)
            connection.close()

        threads = [threading.Thread(target=work) for _ in range(count)]
        start = time.monotonic()
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        self.assertEqual(statuses, [200] * count)
        self.assertLess(time.monotonic() - start, 10)


class RateLimit(FaultsTest):
    def test_429_with_retry_after(self):
        box = self.start('--seed=empty', '--rate-limit=3/60')
        self.assertEqual([box.get('/sub_accounts').status for _ in range(3)], [200] * 3)
        answer = box.get('/sub_accounts')
        self.refused(answer, 429, answer.headers['Retry-After'])
        self.assertIn(int(answer.headers['Retry-After']), range(1, 61))
        self.assertEqual(box.post('/sub_accounts', data={'name': 'x'}).status, 429)

    def test_a_window_of_a_day(self):
        box = self.start('--seed=empty', '--rate-limit=1/86400')
        self.ok(box.get('/sub_accounts'))
        self.assertIn(int(box.get('/sub_accounts').headers['Retry-After']), range(86300, 86401))

    def test_who_waits_is_let_in(self):
        box = self.start('--seed=empty', '--rate-limit=1/1')
        self.ok(box.get('/sub_accounts'))
        self.refused(box.get('/sub_accounts'), 429)
        start = time.monotonic()
        sandbox.wait_for(lambda: box.get('/sub_accounts').status == 200, 'the next window')
        self.assertLess(time.monotonic() - start, 5)


if __name__ == '__main__':
    sandbox.main()
