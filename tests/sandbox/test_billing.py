#!/usr/bin/python3
"""Billing usage in the Provisioning API, from section 6 of the wire reference.

SPDX-License-Identifier: GPL-3.0-or-later
"""

import datetime
import sqlite3

import sandbox
from sandbox import SandboxTest

ALWAYS = {'storage_image', 'storage_video', 'storage_raw', 'transformations_image', 'transformations_video', 'bandwidth_raw'}
BANDWIDTH = ALWAYS | {'bandwidth_image', 'bandwidth_video'}
IMPRESSIONS = ALWAYS | {'image_impressions', 'video_seconds'}
DAY = datetime.timedelta(days=1)


def add_months(day, months):
    """Of a day that every month has."""
    number = day.year * 12 + day.month - 1 + months
    return day.replace(year=number // 12, month=number % 12 + 1)


class BillingTest(SandboxTest):
    arguments = ('--seed=empty', '--plan=advanced')

    def setUp(self):
        self.file = self.make_folder() + '/account.db'
        self.today = datetime.datetime.now(datetime.timezone.utc).date()
        self.sandbox = self.start(*self.arguments, f'--database={self.file}')
        self.environment = self.main_environment()

    def sql(self, statement, *arguments):
        database = sqlite3.connect(self.file, timeout=sandbox.TIMEOUT)
        with database:
            database.execute(statement, arguments)
        database.close()

    def usage(self, **query):
        answer = self.sandbox.get('/billing_usage', query=query)
        self.assertIsInstance(self.ok(answer), list)
        return answer.json

    def subscribe(self, *rows):
        """plan name, credits, annual, counts impressions, first and last day; in place of what the seed wrote."""
        self.sql('DELETE FROM subscriptions')
        for row in rows:
            self.sql('INSERT INTO subscriptions (plan_name, credits, annual, counts_impressions, from_day, to_day) VALUES (?, ?, ?, ?, ?, ?)', *row)

    def use(self, day, environment=None, **figures):
        names = ', '.join(figures)
        marks = ', '.join('?' * len(figures))
        self.sql(f'INSERT INTO usage_days (environment_id, day, {names}) VALUES (?, ?, {marks})',
                 (environment or self.environment)['id'], str(day), *figures.values())

    def cycles(self, item, name='cycles'):
        [metric] = item['metric_usage']
        return [(cycle['from_day'], cycle['to_day']) for cycle in metric[name]]

    def check_sums(self, cycle, with_environments):
        self.assertAlmostEqual(sum(cycle['breakdown'].values()), cycle['usage'], places=6)
        self.assertEqual('product_environment_breakdown' in cycle, with_environments)
        for name, value in cycle['breakdown'].items():
            if with_environments:
                self.assertAlmostEqual(sum(part[name] for part in cycle['product_environment_breakdown']), value, places=6)


class Monthly(BillingTest):
    def test_the_form(self):
        self.subscribe(('Advanced PAYG', 400, 0, 0, '2026-09-14', None))
        [item] = self.usage(year=2026)
        self.assertEqual(list(item), ['plan_name', 'metric_usage'])
        self.assertEqual(item['plan_name'], 'Advanced PAYG')
        [metric] = item['metric_usage']
        self.assertEqual(list(metric), ['metric', 'limit', 'cycles'])
        self.assertEqual((metric['metric'], metric['limit']), ('credit', 400))
        self.assertEqual(list(metric['cycles'][0]), ['from_day', 'to_day', 'usage', 'breakdown'])
        self.assertEqual(set(metric['cycles'][0]['breakdown']), BANDWIDTH)
        self.assertEqual(set(metric['cycles'][0]['breakdown'].values()), {0})

    def test_all_cycles_that_began_in_the_year(self):
        self.subscribe(('Advanced PAYG', 400, 0, 0, '2024-11-14', None))
        self.assertEqual(self.cycles(self.usage(year=2024)[0]), [('2024-11-14', '2024-12-13'), ('2024-12-14', '2025-01-13')])
        full = self.cycles(self.usage(year=2025)[0])
        self.assertEqual(len(full), 12)
        self.assertEqual((full[0], full[-1]), (('2025-01-14', '2025-02-13'), ('2025-12-14', '2026-01-13')))
        for before, after in zip(full, full[1:]):
            self.assertEqual(datetime.date.fromisoformat(before[1]) + DAY, datetime.date.fromisoformat(after[0]))
        self.assertEqual(self.usage(year=2023), [])

    def test_the_running_year(self):
        start = self.today.replace(day=1)
        self.subscribe(('Advanced PAYG', 400, 0, 0, str(add_months(start, -3)), None))
        for query in ({}, {'year': ''}, {'year': start.year}):
            cycles = self.cycles(self.usage(**query)[0])
            self.assertEqual(cycles[-1], (str(start), str(add_months(start, 1) - DAY)))
            self.assertEqual({first[:4] for first, last in cycles}, {str(start.year)})
        self.assertEqual(self.usage(year=start.year + 1), [])

    def test_no_cycle_of_the_future(self):
        self.subscribe(('Advanced PAYG', 400, 0, 0, str(self.today), None))
        self.assertEqual(len(self.cycles(self.usage()[0])), 1)
        self.subscribe(('Advanced PAYG', 400, 0, 0, str(self.today + DAY), None))
        self.assertEqual(self.usage(), [])
        self.assertEqual(self.usage(year=(self.today + DAY).year), [])

    def test_the_31st(self):
        self.subscribe(('Advanced PAYG', 400, 0, 0, '2025-01-31', None))
        cycles = self.cycles(self.usage(year=2025)[0])
        self.assertEqual(cycles[:3], [('2025-01-31', '2025-02-27'), ('2025-02-28', '2025-03-30'), ('2025-03-31', '2025-04-29')])

    def test_a_new_account(self):
        [item] = self.usage()
        self.assertEqual(item['plan_name'], 'Advanced PAYG')
        self.assertEqual(item['metric_usage'][0]['limit'], 400)
        [(first, last)] = self.cycles(item)
        self.assertEqual(first, str(self.today))

    def test_a_change_of_the_plan(self):
        self.subscribe(('Pro PAYG +', 225, 0, 1, '2025-03-14', '2025-05-31'), ('Advanced PAYG', 400, 0, 0, '2025-06-01', None))
        first, second = self.usage(year=2025)
        self.assertEqual((first['plan_name'], second['plan_name']), ('Pro PAYG +', 'Advanced PAYG'))
        self.assertEqual(self.cycles(first), [('2025-03-14', '2025-04-13'), ('2025-04-14', '2025-05-13'), ('2025-05-14', '2025-05-31')])
        self.assertEqual(self.cycles(second)[0], ('2025-06-01', '2025-06-30'))
        self.assertEqual(set(first['metric_usage'][0]['cycles'][0]['breakdown']), IMPRESSIONS)
        self.assertEqual(set(second['metric_usage'][0]['cycles'][0]['breakdown']), BANDWIDTH)

    def test_no_subscription(self):
        self.subscribe(('Advanced PAYG', 400, 0, 0, '2024-03-14', '2025-05-31'))
        self.assertEqual(self.usage(), [])
        self.assertEqual(len(self.cycles(self.usage(year=2024)[0])), 10)
        self.subscribe()
        self.assertEqual(self.usage(), [])
        self.assertEqual(self.usage(year=2024), [])


class Figures(BillingTest):
    def setUp(self):
        super().setUp()
        self.subscribe(('Advanced PAYG', 400, 0, 0, '2025-04-14', '2025-05-31'), ('Pro PAYG +', 225, 0, 1, '2025-06-01', '2025-06-30'))

    def cycle(self, item, number, **query):
        return self.usage(year=2025, **query)[item]['metric_usage'][0]['cycles'][number]

    def test_credits(self):
        self.use('2025-04-14', transformations_image=1000, transformations_video=2500, bandwidth_image=10 ** 9, bandwidth_video=5 * 10 ** 8,
                 bandwidth_raw=25 * 10 ** 7, image_impressions=9000, video_seconds=9000)
        self.use('2025-05-13', transformations_image=500)
        self.use('2025-05-14', transformations_image=70000)
        cycle = self.cycle(0, 0)
        self.assertEqual(cycle['breakdown'], {'storage_image': 0, 'storage_video': 0, 'storage_raw': 0, 'transformations_image': 1.5,
                                              'transformations_video': 2.5, 'bandwidth_image': 1, 'bandwidth_video': 0.5, 'bandwidth_raw': 0.25})
        self.assertEqual(cycle['usage'], 5.75)
        self.assertEqual(self.cycle(0, 1)['usage'], 70)

    def test_impressions_take_the_place_of_bandwidth(self):
        self.use('2025-06-10', bandwidth_image=7 * 10 ** 9, bandwidth_raw=10 ** 9, image_impressions=3000, video_seconds=1000)
        cycle = self.cycle(1, 0)
        self.assertEqual({name: value for name, value in cycle['breakdown'].items() if value}, {'bandwidth_raw': 1, 'image_impressions': 3, 'video_seconds': 2})
        self.assertEqual(cycle['usage'], 6)

    def test_storage_is_the_mean_of_the_cycle(self):
        for number in range(15):
            self.use(datetime.date(2025, 4, 14) + number * DAY, storage_image=60 * 10 ** 9)
        self.assertEqual(self.cycle(0, 0)['breakdown']['storage_image'], 30)

    def test_environments_add_up(self):
        others = [self.create(f'other {number}') for number in range(2)]
        for number, environment in enumerate((self.environment, *others)):
            for day in range(14, 30):
                self.use(f'2025-04-{day}', environment, storage_image=10 ** 9 // 3 + number, storage_raw=10 ** 8 // 7,
                         transformations_image=333 + number, bandwidth_video=10 ** 9 // 9)
        cycle = self.cycle(0, 0, include_prodenv_breakdown='true')
        self.check_sums(cycle, True)
        self.assertEqual([part['cloud_name'] for part in cycle['product_environment_breakdown']], ['sandbox-main', 'other-0', 'other-1'])
        self.assertEqual(set(cycle['product_environment_breakdown'][0]), BANDWIDTH | {'cloud_name'})
        for value in ('false', '0', ''):
            plain = self.cycle(0, 0, include_prodenv_breakdown=value)
            self.check_sums(plain, False)
            self.assertEqual((plain['usage'], plain['breakdown']), (cycle['usage'], cycle['breakdown']))

    def test_the_past_of_an_environment_that_is_deleted_stays(self):
        used = self.create('Used', cloud_name='used')
        other = self.create('Other', cloud_name='other')
        for one, figure in ((self.environment, 1000), (used, 2000), (other, 4000)):
            self.use('2025-04-20', one, transformations_image=figure)
        before = self.usage(year=2025, include_prodenv_breakdown='true')
        self.ok(self.sandbox.delete('/sub_accounts/' + used['id']))
        self.assertEqual(self.usage(year=2025, include_prodenv_breakdown='true'), before)

        # Who has the name next goes on with it.
        self.use('2025-04-21', self.create('Again', cloud_name='used'), transformations_image=500)
        cycle = self.cycle(0, 0, include_prodenv_breakdown='true')
        self.assertEqual([(one['cloud_name'], one['transformations_image']) for one in cycle['product_environment_breakdown']],
                         [('sandbox-main', 1), ('used', 2.5), ('other', 4)])
        self.check_sums(cycle, True)

    def test_nothing_used(self):
        self.assertEqual(self.cycle(0, 0, include_prodenv_breakdown=1)['product_environment_breakdown'], [])


class Annual(BillingTest):
    arguments = ('--seed=empty', '--plan=enterprise')

    def test_the_cycle_that_began_in_the_year(self):
        self.subscribe(('Enterprise', 60000, 1, 0, '2024-02-10', None))
        for year in (2024, 2025):
            [item] = self.usage(year=year)
            self.assertEqual(list(item['metric_usage'][0]), ['metric', 'limit', 'cycles', 'monthly_cycles'])
            self.assertEqual(self.cycles(item), [(f'{year}-02-10', f'{year + 1}-02-09')])
            months = self.cycles(item, 'monthly_cycles')
            self.assertEqual(len(months), 12)
            self.assertEqual((months[0], months[-1]), ((f'{year}-02-10', f'{year}-03-09'), (f'{year + 1}-01-10', f'{year + 1}-02-09')))
        self.assertEqual(self.usage(year=2023), [])

    def test_without_a_year(self):
        start = add_months(self.today.replace(day=1), -14)
        self.subscribe(('Enterprise', 60000, 1, 0, str(start), None))
        running = add_months(start, 12)
        [item] = self.usage()
        self.assertEqual(self.cycles(item), [(str(running), str(add_months(running, 12) - DAY))])
        self.assertEqual(len(self.cycles(item, 'monthly_cycles')), 3)

    def test_a_year_is_the_sum_of_its_months(self):
        self.subscribe(('Enterprise', 60000, 1, 0, '2024-02-10', None))
        for month in range(2, 13):
            self.use(f'2024-{month:02}-15', storage_image=month * 31 * 10 ** 9, transformations_image=month * 1234, bandwidth_raw=10 ** 9 // month)
        for query in ({}, {'include_prodenv_breakdown': 'true'}):
            [item] = self.usage(year=2024, **query)
            [metric] = item['metric_usage']
            self.assertGreater(metric['cycles'][0]['usage'], 0)
            self.assertAlmostEqual(metric['cycles'][0]['usage'], sum(month['usage'] for month in metric['monthly_cycles']), places=6)
            for cycle in metric['cycles'] + metric['monthly_cycles']:
                self.check_sums(cycle, bool(query))

    def test_a_new_account(self):
        [item] = self.usage()
        self.assertEqual((item['plan_name'], item['metric_usage'][0]['limit']), ('Enterprise', 60000))
        self.assertEqual(self.cycles(item)[0][0], str(self.today))
        self.assertEqual(len(self.cycles(item, 'monthly_cycles')), 1)


class Requests(BillingTest):
    def test_bad_parameters(self):
        for year in ('x', '-1', '0', '1969', '9999', '99999999999', '2025.5', "2025' --"):
            self.refused(self.sandbox.get('/billing_usage', query={'year': year}), 400, 'year')
        self.refused(self.sandbox.get('/billing_usage', query={'include_prodenv_breakdown': 'x'}), 400, 'include_prodenv_breakdown')

    def test_free_accounts_have_none(self):
        box = self.start('--seed=empty', '--plan=free')
        self.assertEqual(self.ok(box.get('/billing_usage')), [])

    def test_who_may(self):
        for role, status in (('admin', 200), ('technical_admin', 200), ('billing', 200), ('reports', 200),
                             ('media_library_admin', 403), ('media_library_user', 403)):
            box = self.start('--seed=empty', f'--role={role}')
            self.assertEqual(box.get('/billing_usage').status, status, role)
            box.stop()
        self.refused(self.sandbox.get('/billing_usage', auth=None), 401, 'Invalid credentials')


if __name__ == '__main__':
    sandbox.main()
