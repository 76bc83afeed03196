#!/usr/bin/python3
"""Wrong input at sign-in: the form says which, and keeps what was typed.

SPDX-License-Identifier: GPL-3.0-or-later
"""


import driver
from driver import Journey, wait_for

URL = 'CLOUDINARY_ACCOUNT_URL'
NOT_ACCEPTED = ('The API key or secret was not accepted. Check for missing characters, or ask an administrator '
                'whether the key is enabled.')
NOT_A_URL = 'An account URL looks like account://key:secret@account-id.'


class SignIn(Journey):
    def url(self, **parts):
        known = {'key': self.sandbox.key, 'secret': self.sandbox.secret, 'account': self.sandbox.account, 'host': self.sandbox.host}
        return 'account://{key}:{secret}@{account}?upload_prefix={host}'.format(**{**known, **parts})

    def submit(self, message, **texts):
        """Types @texts, connects, and finds @message under what is still there."""
        application = self.application
        for name, text in texts.items():
            application.type_into(name, text)
        application.click('Connect', roles=('push button', 'button'))
        application.find(message)
        for name, text in texts.items():
            self.assertEqual(application.text_of(name), text)
        return application

    def test_each_kind_and_then_the_right_one(self):
        application = self.open_form()
        wrong = [
            (self.url(secret='wrong-secret'), NOT_ACCEPTED),
            (self.url(key='111111111111111'), NOT_ACCEPTED),
            (self.url(account='00000000-0000-4000-8000-000000000000'), NOT_ACCEPTED),
            (self.url(host='http://api.example.org'), 'The address in upload_prefix has to start with https://.'),
            (self.url(host='https://'), 'The address in upload_prefix can’t be used.'),
            # Port 1 of this computer: nobody answers there.
            (self.url(host='http://127.0.0.1:1'), 'The server could not be reached. Check your network connection.'),
            ('cloudinary://111:aaa@halden-web',
             'This is a CLOUDINARY_URL of one product environment. An account URL starts with account://.'),
            ('R&D <b>', NOT_A_URL),
            (self.url(account=''), NOT_A_URL),
        ]
        for url, message in wrong:
            with self.subTest(message=message):
                self.submit(message, **{URL: url})
        application.type_into(URL, self.sandbox.url)
        for _, message in wrong:
            application.wait_until_gone(message)
        application.click('Connect', roles=('push button', 'button'))
        wait_for(lambda: application.find_all(self.sandbox.environments()[0]['name']), 'the page')

    def test_parts(self):
        application = self.open_form()
        self.submit('Enter the account ID.', **{'API key': self.sandbox.key, 'API secret': self.sandbox.secret})
        self.submit('This is not an account ID.', **{'Account ID': 'R&D <b>'})
        self.submit('Enter the API key.', **{'Account ID': self.sandbox.account, 'API key': ''})
        self.submit('Enter the API secret.', **{'API key': self.sandbox.key, 'API secret': ''})

        # The host comes with a URL; then the parts are corrected by hand.
        application.type_into(URL, self.url(secret='wrong-secret'))
        wait_for(lambda: application.text_of('Host') == self.sandbox.host, 'the host to be filled in')
        application.type_into('API secret', 'another-one')
        wait_for(lambda: application.text_of(URL) == '', 'the URL to go')
        self.submit(NOT_ACCEPTED)
        self.assertEqual(application.text_of('Account ID'), self.sandbox.account)
        self.assertEqual(application.text_of('API key'), self.sandbox.key)
        self.submit('The address of the host has to start with https://.', Host='http://api.example.org')
        self.submit('This is not the address of a host.', Host='R&D <b>')

        application.type_into('Host', self.sandbox.host)
        application.type_into('API secret', self.sandbox.secret)
        application.click('Connect', roles=('push button', 'button'))
        wait_for(lambda: application.find_all(self.sandbox.environments()[0]['name']), 'the page')


if __name__ == '__main__':
    driver.main()
