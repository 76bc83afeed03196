#!/usr/bin/python3
"""What each client really sends, from section 10 of the wire reference.

SPDX-License-Identifier: GPL-3.0-or-later
"""

import base64

import sandbox
from sandbox import SandboxTest

FORM = 'application/x-www-form-urlencoded'


class ToleranceTest(SandboxTest):
    def setUp(self):
        super().setUp()
        self.made = [self.create(name) for name in ('Harbor Web', 'Harbor App', 'Elan')]
        self.ids = [one['id'] for one in self.made]
        self.path = f'/sub_accounts/{self.ids[0]}'

    def names(self, query=None, **arguments):
        return [one['name'] for one in self.ok(self.sandbox.get('/sub_accounts', query=query, **arguments))['sub_accounts']]


class Node(ToleranceTest):
    def test_lists(self):
        headers = {'Content-Type': FORM, 'Accept': ''}
        self.assertEqual(self.names('prefix=&enabled=', headers=headers), ['Main', 'Harbor Web', 'Harbor App', 'Elan'])
        self.assertEqual(self.names(f'enabled=true&ids={self.ids[0]}&ids={self.ids[2]}&prefix=', headers=headers), ['Harbor Web', 'Elan'])
        self.assertEqual(self.names('enabled=true&prefix=Harbor%20A', headers=headers), ['Harbor App'])

    def test_bodies(self):
        made = self.ok(self.sandbox.post('/sub_accounts', data={'cloud_name': 'node', 'name': 'Node', 'custom_attributes': {}, 'enabled': None,
                                                               'base_sub_account_id': None}))
        self.assertEqual((made['cloud_name'], made['enabled']), ('node', True))
        changed = self.ok(self.sandbox.put(self.path, data={'name': 'Renamed', 'cloud_name': None, 'custom_attributes': None, 'enabled': None}))
        self.assertEqual((changed['name'], changed['cloud_name'], changed['enabled']), ('Renamed', self.made[0]['cloud_name'], True))

    def test_deletes_with_an_empty_form(self):
        self.assertEqual(self.ok(self.sandbox.delete(self.path, form='')), {'message': 'ok'})

    def test_deletes_a_key_by_name_in_a_form(self):
        self.ok(self.sandbox.post(self.path + '/access_keys', data={'name': 'my key'}))
        self.assertEqual(self.ok(self.sandbox.delete(self.path + '/access_keys', form='name=my%20key')), {'message': 'ok'})


class Python(ToleranceTest):
    def test_lists(self):
        self.assertEqual(self.names(f'ids[]={self.ids[0]}&ids[]={self.ids[1]}'), ['Harbor Web', 'Harbor App'])
        self.assertEqual(self.names(f'ids%5B%5D={self.ids[0]}'), ['Harbor Web'])
        self.assertEqual(self.names('prefix=Harbor+A'), ['Harbor App'])

    def test_booleans_are_text_in_json(self):
        self.assertIs(self.ok(self.sandbox.put(self.path, data={'enabled': 'false'}))['enabled'], False)
        self.assertIs(self.ok(self.sandbox.put(self.path, data={'enabled': 'true'}))['enabled'], True)

    def test_deletes_with_an_empty_object(self):
        self.ok(self.sandbox.delete(self.path, data={}))

    def test_deletes_a_key_by_name_in_json(self):
        self.ok(self.sandbox.post(self.path + '/access_keys', data={'name': 'k'}))
        self.ok(self.sandbox.delete(self.path + '/access_keys', data={'name': 'k'}))


class Ruby(ToleranceTest):
    def test_get_has_a_json_body(self):
        self.assertEqual(self.names(data={'ids': [self.ids[0], self.ids[2]], 'prefix': '', 'enabled': ''}), ['Harbor Web', 'Elan'])
        self.assertEqual(self.names(data={'prefix': 'harbor', 'enabled': True}), ['Harbor Web', 'Harbor App'])
        self.refused(self.sandbox.get('/sub_accounts', body=b'{"ids":', headers={'Content-Type': 'application/json'}), 400, 'JSON')

    def test_credentials_are_in_the_url_safe_alphabet(self):
        text = base64.urlsafe_b64encode(f'{self.sandbox.key}:{self.sandbox.secret}'.encode()).decode()
        self.ok(self.sandbox.get('/sub_accounts', auth='Basic ' + text))


class Php(ToleranceTest):
    def test_lists(self):
        self.assertEqual(self.names(f'ids={self.ids[0]}%2C{self.ids[1]}'), ['Harbor Web', 'Harbor App'])
        self.assertEqual(self.names(f'ids%5B0%5D={self.ids[0]}&ids%5B1%5D={self.ids[2]}'), ['Harbor Web', 'Elan'])
        self.assertEqual(self.names('enabled=1'), ['Main', 'Harbor Web', 'Harbor App', 'Elan'])
        self.assertEqual(self.names('enabled=0'), [])

    def test_booleans_are_numbers(self):
        self.assertIs(self.ok(self.sandbox.put(self.path, data={'enabled': 0}))['enabled'], False)
        self.assertIs(self.ok(self.sandbox.put(self.path, data={'enabled': 1}))['enabled'], True)
        self.assertIs(self.ok(self.sandbox.put(self.path, form={'enabled': '0'}))['enabled'], False)


class Java(ToleranceTest):
    def test_lists(self):
        self.assertEqual(self.names(f'accountId={self.sandbox.account_id}&ids[]={self.ids[1]}'), ['Harbor App'])

    def test_forms(self):
        key = self.ok(self.sandbox.post(self.path + '/access_keys', form={'name': 'Java ü+&', 'enabled': 'false'}))
        self.assertEqual((key['name'], key['enabled']), ('Java ü+&', False))
        key = self.ok(self.sandbox.put(f"{self.path}/access_keys/{key['api_key']}", form={'name': 'x', 'enabled': 'true', 'dedicated_for': 'webhooks'}))
        self.assertEqual((key['name'], key['enabled'], key['dedicated_for']), ('x', True, ['webhooks']))

    def test_everything_works_as_a_form(self):
        made = self.ok(self.sandbox.post('/sub_accounts', form=[('name', 'Form'), ('cloud_name', 'form'), ('enabled', 'false'),
                                                               ('custom_attributes[team]', 'harbor'), ('custom_attributes[site]', 'a b')]))
        self.assertEqual((made['name'], made['cloud_name'], made['enabled'], made['custom_attributes']),
                         ('Form', 'form', False, {'team': 'harbor', 'site': 'a b'}))
        made = self.ok(self.sandbox.put(f"/sub_accounts/{made['id']}", form='name=F2&cloud_name=&enabled=&custom_attributes='))
        self.assertEqual((made['name'], made['cloud_name'], made['enabled']), ('F2', 'form', False))


class DotNet(ToleranceTest):
    def test_attributes_are_pairs(self):
        made = self.ok(self.sandbox.post('/sub_accounts', data={'name': 'Net', 'custom_attributes': 'team=harbor|site=oslo'}))
        self.assertEqual(made['custom_attributes'], {'team': 'harbor', 'site': 'oslo'})

    def test_pages(self):
        self.ok(self.sandbox.get(self.path + '/access_keys', query='page=2&page_size=2'))


class NewJs(ToleranceTest):
    def test_lists(self):
        headers = {'Accept': 'application/json'}
        answer = self.sandbox.get('/sub_accounts', query=f'ids={self.ids[0]}&ids={self.ids[1]}', headers=headers)
        self.assertEqual(len(self.ok(answer)['sub_accounts']), 2)

    def test_deletes_a_key_by_name_in_the_query(self):
        self.ok(self.sandbox.post(self.path + '/access_keys', data={'name': 'my key'}))
        self.ok(self.sandbox.delete(self.path + '/access_keys', query='name=my%20key'))


class Everybody(ToleranceTest):
    def test_a_body_goes_over_the_query(self):
        changed = self.ok(self.sandbox.put(self.path, query={'name': 'of the query'}, data={'name': 'of the body'}))
        self.assertEqual(changed['name'], 'of the body')
        self.assertEqual(self.ok(self.sandbox.put(self.path, query={'name': 'of the query'}))['name'], 'of the query')
        self.assertEqual(self.ok(self.sandbox.put(self.path, query={'name': 'q'}, form={'name': 'of the form'}))['name'], 'of the form')

    def test_arrays_in_every_form(self):
        first, second = self.ids[:2]
        both = ['Harbor Web', 'Harbor App']
        for query in (f'ids={first}&ids={second}', f'ids[]={first}&ids[]={second}', f'ids[0]={first}&ids[1]={second}', f'ids={first},{second}',
                      f'ids={first}, {second}'.replace(' ', '%20'), f'ids[]={first},{second}', f'ids={first}&ids[]={second}', f'ids={first},,{second},'):
            with self.subTest(query=query):
                self.assertEqual(self.names(query), both)
        for value in ([first, second], f'{first},{second}', [first, second, None, '']):
            with self.subTest(value=value):
                self.assertEqual(self.names(data={'ids': value}), both)
                self.assertEqual(self.names(data={'ids[]': value}), both)
        for query in ('ids=', 'ids[]=', 'ids', 'ids=,', ''):
            self.assertEqual(len(self.names(query)), 4)
        self.assertEqual(len(self.names(data={'ids': []})), 4)

    def test_booleans_in_every_form(self):
        for value, enabled in ((True, True), (False, False), ('true', True), ('false', False), (1, True), (0, False), ('1', True), ('0', False),
                               ('True', True), ('FALSE', False)):
            with self.subTest(value=value):
                self.assertIs(self.ok(self.sandbox.put(self.path, data={'enabled': value}))['enabled'], enabled)
                self.assertIs(self.ok(self.sandbox.put(self.path, form={'enabled': str(value)}))['enabled'], enabled)

    def test_content_types(self):
        body = b'{"name":"Typed"}'
        for kind in ('application/json', 'application/json; charset=utf-8', 'APPLICATION/JSON', 'application/json;charset=UTF-8', 'text/plain', None):
            with self.subTest(kind=kind):
                self.assertEqual(self.ok(self.sandbox.put(self.path, body=body, headers={'Content-Type': kind} if kind else {}))['name'], 'Typed')
        self.assertEqual(self.ok(self.sandbox.put(self.path, body=b'name=F', headers={'Content-Type': FORM + '; charset=utf-8'}))['name'], 'F')

    def test_unknown_parameters_are_ignored(self):
        self.assertEqual(len(self.names('activity=&foo=bar&foo[x]=y&[=1&=2&&')), 4)
        self.assertEqual(self.ok(self.sandbox.put(self.path, data={'name': 'x', 'id': 'mine', 'created_at': 'never', 'api_access_keys': []}))['id'], self.ids[0])


if __name__ == '__main__':
    sandbox.main()
