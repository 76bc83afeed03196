"""Drives the real programs as a person would: through the accessibility bus and the keyboard.

Everything here waits for a condition with a time limit; nothing sleeps for a fixed time on purpose
(POLL is only the pause between two looks).
"""

import base64
import contextlib
import json
import os
import re
import signal
import subprocess
import sys
import tempfile
import time
import unittest
import urllib.error
import urllib.request

import gi

gi.require_version('Atspi', '2.0')
from gi.repository import Atspi  # noqa: E402

# For what has to happen, on a machine that does other things too.
LIMIT = float(os.environ.get('AC_E2E_LIMIT', '60'))
POLL = 0.05
HERE = os.path.dirname(os.path.abspath(__file__))
SDK_MODULES = os.path.join(os.environ.get('AC_SDK_DIR') or os.path.join(os.environ['AC_SOURCE_ROOT'], '_build/sdk'), 'node_modules')
# build-aux/test installs the SDK and says where: there it has to be. Whoever runs one test may do without.
with_sdk = unittest.skipUnless('AC_SDK_DIR' in os.environ or os.path.isdir(SDK_MODULES),
                               'no SDK: tests/sandbox/sdk/install DIRECTORY, and AC_SDK_DIR=DIRECTORY')
PROGRAM = os.environ['AC_PROGRAM']
SANDBOX = os.environ['AC_SANDBOX']


def wait_for(condition, what, limit=LIMIT):
    """The first true value of condition(), or a failure that says what was waited for."""
    end = time.monotonic() + limit
    while True:
        try:
            value = condition()
        except gi.repository.GLib.Error:
            # An object that went away while it was looked at.
            value = None
        if value:
            return value
        if time.monotonic() > end:
            raise AssertionError(f'waited {limit:.0f} s for: {what}')
        time.sleep(POLL)


def children(node):
    """What is below @node, all at once: it may change; what goes away meanwhile is not."""
    found = []
    with contextlib.suppress(gi.repository.GLib.Error):
        for index in range(node.get_child_count()):
            found.append(node.get_child_at_index(index))
    return [child for child in found if child is not None]


def walk(node):
    yield node
    for child in children(node):
        yield from walk(child)


class Log:
    """What a program prints: in a file, because a pipe that nobody reads fills up and stops it."""

    def __init__(self):
        self.file = tempfile.TemporaryFile('w+', encoding='utf-8', errors='replace')

    def read(self):
        self.file.seek(0)
        return self.file.read()

    def end(self):
        with self.file:
            return self.read()


class Sandbox:
    """The real service, and a plain HTTP client of it that shares nothing with the application."""

    def __init__(self, *arguments):
        self.arguments = arguments
        self.start()
        match = re.fullmatch(r'account://(\w+):([\w-]+)@([\w-]+)\?upload_prefix=(http://[\d.]+:(\d+))', self.url)
        if match is None:
            raise AssertionError(f'no account URL, but {self.url!r}\n{self.log.read()}')
        self.key, self.secret, self.account, self.host, self.port = match.groups()

    def start(self, *arguments):
        self.log = Log()
        self.process = subprocess.Popen([SANDBOX, *self.arguments, *arguments], stdout=subprocess.PIPE, stderr=self.log.file, text=True)
        line = self.process.stdout.readline()
        self.url = line.partition('=')[2].strip()

    def kill(self):
        """As a crash would end it."""
        self.process.kill()
        self.process.communicate(timeout=LIMIT)
        self.log.end()

    def start_again(self):
        """At the same address, with the same account: only with --database=FILE."""
        url = self.url
        self.start(f'--listen=127.0.0.1:{self.port}')
        if self.url != url:
            raise AssertionError(f'another account: {self.log.read()}')

    def send(self, method, path, body=None, pair=None):
        """@pair: another key and its secret."""
        credentials = base64.b64encode(':'.join(pair or (self.key, self.secret)).encode()).decode()
        request = urllib.request.Request(
            f'{self.host}/v1_1{path}', method=method, data=None if body is None else json.dumps(body).encode(),
            headers={'Authorization': f'Basic {credentials}', 'Content-Type': 'application/json'})
        with urllib.request.urlopen(request, timeout=LIMIT) as answer:
            return json.load(answer)

    def request(self, method, path, body=None, pair=None):
        return self.send(method, f'/provisioning/accounts/{self.account}{path}', body, pair)

    def status(self, path, pair):
        """What the service says to another key: 200, 401, …"""
        try:
            self.send('GET', path, pair=pair)
        except urllib.error.HTTPError as error:
            with error:
                return error.code
        return 200

    def account_keys(self):
        return self.send('GET', f'/console/accounts/{self.account}/account_keys')['account_keys']

    def generate_account_key(self, name, role):
        return self.send('POST', f'/console/accounts/{self.account}/account_keys', {'name': name, 'role': role})

    def environment_keys(self, name):
        return self.request('GET', f'/sub_accounts/{self.environment(name)["id"]}/access_keys')['access_keys']

    def environments(self):
        return self.request('GET', '/sub_accounts')['sub_accounts']

    def environment(self, name):
        return next((item for item in self.environments() if item['name'] == name), None)

    def sdk(self, *arguments):
        """What Cloudinary's own SDK, unchanged, has to say: sdk.js."""
        result = subprocess.run(['node', os.path.join(HERE, 'sdk.js'), *arguments], capture_output=True, text=True, timeout=4 * LIMIT,
                                env={**os.environ, 'CLOUDINARY_ACCOUNT_URL': self.url, 'NODE_PATH': SDK_MODULES})
        if result.returncode != 0:
            raise AssertionError(f'the SDK (tests/sandbox/sdk/install) ended with {result.returncode}:\n{result.stderr}')
        return json.loads(result.stdout)

    def stop(self):
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)
        self.process.communicate(timeout=LIMIT)
        self.log.end()
        return self.process.returncode


class Application:
    """The real program, started anew."""

    def __init__(self, *arguments, environment=None):
        self.log = Log()
        self.process = subprocess.Popen([PROGRAM, *arguments], env={**os.environ, **(environment or {})},
                                        stdout=self.log.file, stderr=subprocess.STDOUT)
        self.node = wait_for(self._find, 'the program on the accessibility bus')

    def _find(self):
        if self.process.poll() is not None:
            raise AssertionError(f'the program ended with {self.process.returncode}:\n{self.log.read()}')
        desktop = Atspi.get_desktop(0)
        for index in range(desktop.get_child_count()):
            node = desktop.get_child_at_index(index)
            if node is not None and node.get_process_id() == self.process.pid and node.get_child_count() > 0:
                return node
        return None

    def find_all(self, name=None, roles=(), within=None):
        # A button with a label of its own is called twice in GTK 4.8: "Undo Undo".
        matches = (lambda text: True) if name is None else (name.search if hasattr(name, 'search') else lambda text: text in (name, f'{name} {name}'))
        found = []
        for node in walk(within or self.node):
            with contextlib.suppress(gi.repository.GLib.Error):
                if matches(node.get_name() or '') and (not roles or node.get_role_name() in roles):
                    found.append(node)
        return found

    def find(self, name=None, roles=(), within=None, limit=LIMIT):
        return wait_for(lambda: next(iter(self.find_all(name, roles, within)), None), f'{roles or "something"} named {name!r}', limit)

    def has(self, name, roles=()):
        return bool(self.find_all(name, roles))

    def click(self, name, roles=('push button', 'button', 'toggle button', 'check box', 'radio button', 'switch', 'menu item'), within=None):
        node = self.find(name, roles, within)
        wait_for(lambda: node.get_state_set().contains(Atspi.StateType.SENSITIVE), f'{name!r} to be sensitive')
        assert node.do_action(0), name
        return node

    def type_into(self, name, text):
        node = wait_for(lambda: next((item for item in self.find_all(name) if 'EditableText' in item.get_interfaces()), None),
                        f'an entry named {name!r}')
        node.set_text_contents(text)
        return node

    def text_of(self, name):
        node = self.find(name)
        return Atspi.Text.get_text(node, 0, Atspi.Text.get_character_count(node))

    def wait_until_gone(self, name):
        wait_for(lambda: not self.has(name), f'nothing to be named {name!r}')

    def is_sensitive(self, name, roles=()):
        return self.find(name, roles).get_state_set().contains(Atspi.StateType.SENSITIVE)

    def windows(self):
        """The numbers of the windows on the display, the uppermost last."""
        return subprocess.run(['xdotool', 'search', '--onlyvisible', '--name', '.'], capture_output=True, text=True).stdout.split()

    def focus_window(self):
        """What a window manager does: the uppermost window has the keyboard."""
        for window in self.windows()[-1:]:
            subprocess.run(['xdotool', 'windowfocus', window], stderr=subprocess.DEVNULL)

    def title_of(self, window):
        return subprocess.run(['xdotool', 'getwindowname', window], capture_output=True, text=True).stdout.strip()

    def title(self):
        """Of the uppermost window."""
        return ''.join(self.title_of(window) for window in self.windows()[-1:])

    def raise_window_of_others(self, *titles):
        """Puts a window of another program than the one whose windows have @titles on top; whether there is one."""
        for window in self.windows():
            if self.title_of(window) not in ('', *titles):
                subprocess.run(['xdotool', 'windowraise', window], check=True)
                return True
        return False

    def wait_for_window(self, title):
        wait_for(lambda: self.title() == title, f'a window with the title {title!r}')

    def known_account(self, name):
        """The row of an account on the first page."""
        for group in self.find_all('Accounts on this computer', ('list',)):
            for row in self.find_all(name, ('list item',), group):
                return row
        return None

    def keys(self, *keys):
        self.focus_window()
        subprocess.run(['xdotool', 'key', '--clearmodifiers', *keys], check=True)

    def type(self, text):
        self.focus_window()
        subprocess.run(['xdotool', 'type', '--clearmodifiers', '--delay', '5', text], check=True)

    def kill(self):
        """As a crash would end it; returns what it printed."""
        self.process.kill()
        self.process.wait(timeout=LIMIT)
        return self.log.end()

    def close(self):
        """Ends the program as the end of the session does, and returns what it printed."""
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)
            self.process.wait(timeout=LIMIT)
        output = self.log.end()
        if self.process.returncode not in (0, -signal.SIGTERM):
            raise AssertionError(f'the program ended with {self.process.returncode}:\n{output}')
        return output

    @staticmethod
    def _focused_within(node):
        """The names of what has the keyboard below @node and of what that is in; None: nothing."""
        for node in walk(node):
            with contextlib.suppress(gi.repository.GLib.Error):
                if node.get_state_set().contains(Atspi.StateType.FOCUSED):
                    names = []
                    while node is not None and node.get_role_name() != 'application':
                        names.append(node.get_name() or '')
                        node = node.get_parent()
                    return names
        return None

    def focused(self):
        """The names of what has the keyboard: of the widget, and of the rows and lists that it is in. Windows remember their focus;
        the one that is active comes first, and is enough."""
        frames = children(self.node)
        with contextlib.suppress(gi.repository.GLib.Error):
            frames.sort(key=lambda frame: not frame.get_state_set().contains(Atspi.StateType.ACTIVE))
        return next((names for names in map(self._focused_within, frames) if names is not None), [])

    def is_focused(self, name):
        return any(name.search(text) if hasattr(name, 'search') else text == name for text in self.focused())

    def tab_to(self, name, key='Tab', most=40):
        """Presses @key until @name has the keyboard."""
        for _ in range(most):
            before = self.focused()
            if any(name.search(text) if hasattr(name, 'search') else text == name for text in before):
                return
            self.keys(key)
            wait_for(lambda: self.focused() != before, f'{key} to move the focus from {before}')
        raise AssertionError(f'{most} times {key} does not reach {name!r}; {self.focused()} has the focus')


class Journey(unittest.TestCase):
    """A service, and the program that is started and looked after."""

    seed = ('--seed=empty', '--plan=advanced-extra')

    def setUp(self):
        self.application = None
        # What the test before left in the keyring; where there is none, there is nothing.
        subprocess.run(['secret-tool', 'clear', 'version', 'account-console-1'], stderr=subprocess.DEVNULL, timeout=LIMIT)
        self.sandbox = Sandbox(*self.seed)
        self.addCleanup(self.sandbox.stop)

    def tearDown(self):
        if self.application is not None:
            self.end()

    def end(self):
        """Ends the program, which must have had nothing to complain of, and printed no secret."""
        result = self._outcome.result
        if os.environ.get('AC_E2E_TREE') and any(test is self for test, _ in result.failures + result.errors):
            self.print_tree()
        self.check(self.application.close())
        self.application = None

    def check(self, output):
        # GTK 4.8 says this itself when the bus asks for a row that is on its way out of the list.
        output = re.sub(r'.*g_variant_(is|new)_object_path: assertion .* failed', '', output)
        self.assertNotIn('CRITICAL', output)
        self.assertNotIn('ERROR: ', output)
        self.assertNotIn(self.sandbox.secret, output)

    def print_tree(self):
        for node in walk(self.application.node):
            with contextlib.suppress(gi.repository.GLib.Error):
                print(node.get_role_name(), repr(node.get_name()), file=sys.stderr)

    def start(self, *arguments):
        self.application = Application(*arguments)
        return self.application

    def start_again(self):
        """After it ended or was killed: the account is in the keyring, and its row is the first."""
        application = self.start()
        name = wait_for(lambda: next(iter(node.get_name() for group in application.find_all('Accounts on this computer', ('list',))
                                          for node in application.find_all(None, ('list item',), group)), None), 'a known account')
        application.tab_to(name)
        application.keys('Return')
        # The window has the name of the account then; the page is the one that was shown last.
        application.find(name, ('frame',))
        return application

    def open_form(self):
        """Starts the program, and opens its form to connect an account."""
        application = self.start()
        # The row has the focus when no account is known; rows have no action on the bus.
        wait_for(lambda: application.is_focused('Connect an Account'), 'the focus on the first row')
        application.keys('Return')
        return application

    def connect(self):
        application = self.open_form()
        application.type_into('CLOUDINARY_ACCOUNT_URL', self.sandbox.url)
        application.click('Connect', roles=('push button', 'button'))
        # Or the page that an account of this ID showed last.
        application.find(re.compile('product environment|^Generate Key'))
        return application


def main():
    os.environ.setdefault('GSETTINGS_BACKEND', 'keyfile')
    unittest.main()
