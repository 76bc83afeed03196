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
import time
import urllib.error
import urllib.request

import gi

gi.require_version('Atspi', '2.0')
from gi.repository import Atspi  # noqa: E402

LIMIT = float(os.environ.get('AC_E2E_LIMIT', '30'))
POLL = 0.05
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


def walk(node):
    yield node
    for index in range(node.get_child_count()):
        child = node.get_child_at_index(index)
        if child is not None:
            yield from walk(child)


class Sandbox:
    """The real service, and a plain HTTP client of it that shares nothing with the application."""

    def __init__(self, *arguments):
        self.process = subprocess.Popen([SANDBOX, *arguments], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        line = self.process.stdout.readline()
        self.url = line.partition('=')[2].strip()
        match = re.fullmatch(r'account://(\w+):([\w-]+)@([\w-]+)\?upload_prefix=(http://[\d.]+:(\d+))', self.url)
        if match is None:
            raise AssertionError(f'no ready line, but {line!r}\n{self.process.stderr.read()}')
        self.key, self.secret, self.account, self.host, self.port = match.groups()

    def request(self, method, path, body=None):
        credentials = base64.b64encode(f'{self.key}:{self.secret}'.encode()).decode()
        request = urllib.request.Request(
            f'{self.host}/v1_1/provisioning/accounts/{self.account}{path}', method=method,
            data=None if body is None else json.dumps(body).encode(),
            headers={'Authorization': f'Basic {credentials}', 'Content-Type': 'application/json'})
        with urllib.request.urlopen(request, timeout=LIMIT) as answer:
            return json.load(answer)

    def environments(self):
        return self.request('GET', '/sub_accounts')['sub_accounts']

    def environment(self, name):
        return next((item for item in self.environments() if item['name'] == name), None)

    def stop(self):
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)
        self.process.communicate(timeout=LIMIT)
        return self.process.returncode


class Application:
    """The real program, started anew."""

    def __init__(self, *arguments, environment=None):
        self.process = subprocess.Popen([PROGRAM, *arguments], env={**os.environ, **(environment or {})},
                                        stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
        self.node = wait_for(self._find, 'the program on the accessibility bus')

    def _find(self):
        if self.process.poll() is not None:
            raise AssertionError(f'the program ended with {self.process.returncode}:\n{self.process.stdout.read()}')
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
        node = wait_for(lambda: next((item for item in self.find_all(name) if item.get_editable_text_iface() is not None), None),
                        f'an entry named {name!r}')
        node.set_text_contents(text)
        return node

    def text_of(self, name):
        node = self.find(name)
        return Atspi.Text.get_text(node, 0, Atspi.Text.get_character_count(node))

    def keys(self, *keys):
        subprocess.run(['xdotool', 'key', '--clearmodifiers', *keys], check=True)

    def type(self, text):
        subprocess.run(['xdotool', 'type', '--clearmodifiers', '--delay', '5', text], check=True)

    def close(self):
        """Ends the program as its window's close button does, and returns what it printed."""
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)
        output, _ = self.process.communicate(timeout=LIMIT)
        return output

    def is_focused(self, name):
        return any(node.get_state_set().contains(Atspi.StateType.FOCUSED) for node in self.find_all(name))
