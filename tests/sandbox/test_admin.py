#!/usr/bin/python3
"""The part of the Admin API, from section 8 of the wire reference.

SPDX-License-Identifier: GPL-3.0-or-later
"""

import datetime
import email.utils
import sqlite3

import sandbox
from sandbox import SandboxTest


class AdminTest(SandboxTest):
    def setUp(self):
        self.file = self.make_folder() + '/account.db'
        self.sandbox = self.start('--seed=empty', f'--database={self.file}', *self.arguments)
        self.environment = self.main_environment()
        key = self.environment['api_access_keys'][0]
        self.auth = (key['key'], key['secret'])

    arguments = ()

    def admin(self, path, **arguments):
        arguments.setdefault('auth', self.auth)
        return self.sandbox.request('GET', f"/v1_1/{self.environment['cloud_name']}{path}", **arguments)

    def sql(self, statement, *arguments):
        database = sqlite3.connect(self.file, timeout=sandbox.TIMEOUT)
        with database:
            database.execute(statement, arguments)
        database.close()


class Credentials(AdminTest):
    def test_wrong_ones(self):
        box, other = self.sandbox, self.create('Other')
        key = other['api_access_keys'][0]
        for auth in (None, (self.auth[0], 'x'), ('1', self.auth[1]), (box.key, box.secret), (key['key'], key['secret'])):
            self.assertEqual(self.refused(self.admin('/ping', auth=auth), 401), 'Invalid credentials')
        self.refused(box.request('GET', '/v1_1/nobody/ping', auth=self.auth), 401, 'Invalid credentials')

    def test_cloud_names_are_compared_without_case(self):
        self.ok(self.sandbox.request('GET', f"/v1_1/{self.environment['cloud_name'].upper()}/ping", auth=self.auth))

    def test_a_disabled_environment(self):
        self.ok(self.sandbox.put(f"/sub_accounts/{self.environment['id']}", data={'enabled': False}))
        self.refused(self.admin('/ping'), 401, 'disabled')
        self.ok(self.sandbox.put(f"/sub_accounts/{self.environment['id']}", data={'enabled': True}))
        self.ok(self.admin('/ping'))

    def test_unknown_paths(self):
        self.refused(self.admin('/resources'), 404)
        self.refused(self.sandbox.request('POST', f"/v1_1/{self.environment['cloud_name']}/ping", auth=self.auth), 405)


class Config(AdminTest):
    def test_ping(self):
        self.assertEqual(self.ok(self.admin('/ping')), {'status': 'ok'})

    def test_config(self):
        plain = {'cloud_name': self.environment['cloud_name'], 'created_at': self.environment['created_at']}
        self.assertEqual(self.ok(self.admin('/config')), plain)
        self.assertEqual(self.ok(self.admin('/config', query={'settings': 'false'})), plain)
        for value in ('true', '1'):
            self.assertEqual(self.ok(self.admin('/config', query={'settings': value})), {**plain, 'settings': {'folder_mode': 'dynamic'}})
        self.sql("UPDATE environments SET folder_mode = 'fixed'")
        self.assertEqual(self.ok(self.admin('/config', query={'settings': 'true'}))['settings'], {'folder_mode': 'fixed'})
        self.refused(self.admin('/config', query={'settings': 'some'}), 400, 'settings')


class Usage(AdminTest):
    def day(self, ago):
        return datetime.datetime.now(datetime.timezone.utc).date() - datetime.timedelta(days=ago)

    def record(self, ago, **values):
        columns = ', '.join(values)
        marks = ', '.join('?' * len(values))
        self.sql(f'INSERT INTO usage_days (environment_id, day, {columns}) VALUES (?, ?, {marks})',
                 self.environment['id'], self.day(ago).isoformat(), *values.values())

    def test_of_nothing(self):
        usage = self.ok(self.admin('/usage'))
        self.assertEqual(list(usage), ['plan', 'last_updated', 'date_requested', 'transformations', 'objects', 'bandwidth', 'storage', 'credits',
                                       'impressions', 'seconds_delivered', 'resources', 'derived_resources', 'requests', 'media_limits'])
        self.assertEqual((usage['plan'], usage['credits']['usage'], usage['requests']), ('Advanced Extra', 0, 0))
        self.assertGreater(usage['credits']['limit'], 0)
        self.assertEqual(sorted(usage['media_limits']), ['asset_max_total_px', 'image_max_px', 'image_max_size_bytes', 'raw_max_size_bytes',
                                                         'video_max_size_bytes'])
        self.assertEqual(usage['last_updated'], self.day(0).isoformat())

    def test_of_thirty_days(self):
        self.record(0, transformations_image=1500, transformations_video=500, bandwidth_image=3 * 10**9, storage_image=10**9, requests=7)
        self.record(29, transformations_image=1000, bandwidth_raw=10**9, storage_image=5 * 10**9, image_impressions=4, video_seconds=6, requests=3)
        self.record(30, transformations_image=9999, requests=9999)
        self.sql('UPDATE environments SET asset_count = 12')
        usage = self.ok(self.admin('/usage'))
        limit = usage['credits']['limit']
        self.assertEqual(list(usage['transformations']), ['usage', 'credits_usage', 'limit', 'used_percent'])
        self.assertEqual(list(usage['transformations'].values())[:3], [3000, 3, limit * 1000])
        self.assertAlmostEqual(usage['transformations']['used_percent'], 300 / limit)
        self.assertEqual((usage['bandwidth']['usage'], usage['bandwidth']['credits_usage']), (4 * 10**9, 4))
        self.assertEqual((usage['storage']['usage'], usage['storage']['credits_usage']), (10**9, 1))
        self.assertEqual(usage['credits']['usage'], 8)
        self.assertEqual((usage['impressions'], usage['seconds_delivered']), ({'usage': 4}, {'usage': 6}))
        self.assertEqual((usage['requests'], usage['resources'], usage['objects']), (10, 12, {'usage': 12}))

    def test_of_one_day(self):
        self.record(3, transformations_image=1000, storage_raw=2 * 10**9)
        self.record(4, transformations_image=50)
        day = self.day(3)
        forms = [day.isoformat(), day.strftime('%d-%m-%Y')]
        for answer in (*(self.admin(f'/usage/{form}') for form in forms), *(self.admin('/usage', query={'date': form}) for form in forms),
                       self.admin('/usage', query={'date': f'{day}T13:00:00Z'}), self.admin('/usage', data={'date': forms[1]})):
            usage = self.ok(answer)
            self.assertEqual(usage['date_requested'], f'{day}T00:00:00Z')
            self.assertEqual(usage['transformations'], {'usage': 1000, 'credits_usage': 1})
            self.assertEqual(usage['storage'], {'usage': 2 * 10**9, 'credits_usage': 2})
            self.assertEqual(list(usage['bandwidth']), ['usage', 'credits_usage'])
        self.assertEqual(self.ok(self.admin(f'/usage/{self.day(2)}'))['storage']['usage'], 2 * 10**9)
        self.assertEqual(self.ok(self.admin('/usage', query={'date': ''}))['date_requested'], f'{self.day(0)}T00:00:00Z')

    def test_dates_that_are_none(self):
        for date in (self.day(-2).isoformat(), self.day(100).isoformat(), '2020-01-01', '2026-02-30', '2026-13-01', 'yesterday', '2026-1-1', '20261101',
                     '2026-11-01T25:00', "2026-11-01'"):
            self.refused(self.admin('/usage', query={'date': date}), 400, 'date')
            self.refused(self.admin(f'/usage/{date}'), 400, 'date')
        self.ok(self.admin(f'/usage/{self.day(85)}'))


class RateLimit(AdminTest):
    arguments = ('--plan=free',)

    def remaining(self, answer):
        headers = answer.headers
        self.assertEqual(headers['X-FeatureRateLimit-Limit'], '500')
        self.assertRegex(headers['X-FeatureRateLimit-Reset'], r'^(Mon|Tue|Wed|Thu|Fri|Sat|Sun), [0-9]{2} [A-Z][a-z]{2} [0-9]{4} [0-9]{2}:00:00 GMT$')
        reset = email.utils.parsedate_to_datetime(headers['X-FeatureRateLimit-Reset'])
        self.assertLessEqual(reset - datetime.datetime.now(datetime.timezone.utc), datetime.timedelta(hours=1))
        return int(headers['X-FeatureRateLimit-Remaining'])

    def test_counts_down_to_420(self):
        now = datetime.datetime.now()
        if now.minute == 59 and now.second > 30:
            self.skipTest('the hour is about to end, and with it the count')
        self.assertEqual([self.remaining(self.admin('/ping')) for _ in range(3)], [499, 498, 497])
        self.assertEqual(self.remaining(self.admin('/config')), 496)
        self.assertEqual(self.remaining(self.admin('/usage/nonsense')), 495)
        # A refused key counts nothing.
        self.refused(self.admin('/ping', auth=(self.auth[0], 'x')), 401)
        for _ in range(495):
            last = self.admin('/ping')
        self.assertEqual(self.remaining(last), 0)
        answer = self.admin('/ping')
        message = self.refused(answer, 420)
        self.assertRegex(message, r'^Rate Limit Exceeded\. Limit of 500 api operations reached\. Try again on '
                                  r'[0-9]{4}-[0-9]{2}-[0-9]{2} [0-9]{2}:00:00 UTC$')
        self.assertEqual(self.remaining(answer), 0)
        self.ok(self.sandbox.get('/sub_accounts'))

    def test_paid_plans_have_more_and_each_environment_its_own(self):
        box = self.start('--seed=empty')
        environments = [self.ok(box.get('/sub_accounts'))['sub_accounts'][0], self.ok(box.post('/sub_accounts', data={'name': 'Other'}))]
        for one in environments:
            key = one['api_access_keys'][0]
            answer = box.request('GET', f"/v1_1/{one['cloud_name']}/ping", auth=(key['key'], key['secret']))
            self.assertEqual((answer.headers['X-FeatureRateLimit-Limit'], answer.headers['X-FeatureRateLimit-Remaining']), ('2000', '1999'))


if __name__ == '__main__':
    sandbox.main()
