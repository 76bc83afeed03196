"""Looks for secrets wherever a program may leave them.

SPDX-License-Identifier: GPL-3.0-or-later
"""

import base64
import contextlib
import ctypes
import json
import os
import pathlib
import re
import stat
import threading
import time
import urllib.parse

import gi

gi.require_version('Gio', '2.0')
from gi.repository import Gio, GLib  # noqa: E402

# A sample of /proc is taken that often.
PAUSE = 0.05
PR_SET_CHILD_SUBREAPER = 36


def forms(pairs):
    """All the ways in which the secrets of (key, secret) @pairs are written down, as bytes."""
    found = set()
    for key, secret in pairs:
        for text in (secret, urllib.parse.quote(secret, safe=''), json.dumps(secret)[1:-1], json.dumps(secret).replace('/', '\\/')[1:-1]):
            found.add(text.encode())
        # The Basic header, and the same without what the end of base64 depends on.
        found.add(base64.b64encode(f'{key}:{secret}'.encode()).rstrip(b'='))
        found.add(secret.encode('utf-16-le'))
        # One after another in base64, wherever it begins.
        for offset in range(3):
            found.add(base64.b64encode(b' ' * offset + secret.encode())[4 if offset else 0:].rstrip(b'=')[:-4])
    return sorted(found)


class Finder:
    """Says which of many secrets are in some bytes, all at once, and never prints one."""

    def __init__(self, pairs):
        self.names = {secret: key for key, secret in pairs}
        self.pattern = re.compile(b'|'.join(re.escape(form) for form in forms(pairs)))

    def __call__(self, data):
        if isinstance(data, str):
            data = data.encode('utf-8', 'surrogateescape')
        return self.pattern.search(data) is not None

    def files(self, *folders):
        """The files in @folders with a secret, their names included."""
        found = []
        for folder in folders:
            for path in pathlib.Path(folder).rglob('*'):
                with contextlib.suppress(FileNotFoundError, PermissionError):
                    if self(str(path)) or (stat.S_ISREG(path.lstat().st_mode) and self(path.read_bytes())):
                        found.append(self.pattern.sub(b'*', str(path).encode()).decode())
        return found

    def open_files(self, pid):
        """The regular files that @pid has open, also where they have no name any more."""
        found = []
        for entry in pathlib.Path(f'/proc/{pid}/fd').iterdir():
            with contextlib.suppress(OSError):
                target = os.readlink(entry)
                if stat.S_ISREG(entry.stat().st_mode) and self(entry.read_bytes()):
                    found.append(target)
        return found


class Processes:
    """Keeps what can be read of the command lines and environments of a program and of all that it starts."""

    def __init__(self):
        # What the program starts and lets go of becomes ours, so that it is found below us.
        ctypes.CDLL(None).prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)
        self.seen = {}
        self.samples = 0
        self.ended = threading.Event()
        self.thread = threading.Thread(target=self.run, daemon=True)
        self.thread.start()

    def children(self, pid):
        for task in pathlib.Path(f'/proc/{pid}/task').glob('*/children'):
            with contextlib.suppress(OSError):
                yield from map(int, task.read_text().split())

    def sample(self, pid):
        for child in self.children(pid):
            for name in ('cmdline', 'environ'):
                with contextlib.suppress(OSError):
                    data = pathlib.Path(f'/proc/{child}/{name}').read_bytes()
                    self.seen.setdefault((child, name), set()).add(data)
            self.sample(child)

    def run(self):
        while not self.ended.is_set():
            self.sample(os.getpid())
            self.samples += 1
            time.sleep(PAUSE)

    def stop(self):
        self.ended.set()
        self.thread.join()

    def of(self, finder):
        """Where a secret stood: "cmdline of …"."""
        found = []
        for (pid, name), values in self.seen.items():
            if any(finder(value) for value in values):
                programs = {value.split(b'\0')[0] for value in self.seen.get((pid, 'cmdline'), ())}
                found.append(f'{name} of {pid} {sorted(programs)}')
        return found

    def programs(self):
        return {os.path.basename(word) for (_, name), values in self.seen.items() if name == 'cmdline'
                for value in values for word in value.decode(errors='replace').split('\0')[:2]}


class Listener:
    """Asks a program what it tells assistive technology of every object, of all at once: one after another takes seconds."""

    ROOT = '/org/a11y/atspi/accessible/root'
    PREFIX = 'org.a11y.atspi.'

    def __init__(self, pid):
        session = Gio.bus_get_sync(Gio.BusType.SESSION)
        address = session.call_sync('org.a11y.Bus', '/org/a11y/bus', 'org.a11y.Bus', 'GetAddress', None, None,
                                    Gio.DBusCallFlags.NONE, -1, None).unpack()[0]
        self.bus = Gio.DBusConnection.new_for_address_sync(
            address, Gio.DBusConnectionFlags.AUTHENTICATION_CLIENT | Gio.DBusConnectionFlags.MESSAGE_BUS_CONNECTION, None, None)
        self.name = next(name for name in self.ask_bus('ListNames', None)
                         if name.startswith(':') and self.ask_bus('GetConnectionUnixProcessID', GLib.Variant('(s)', (name,))) == pid)
        self.left = 0
        self.texts = {}

    def ask_bus(self, method, arguments):
        return self.bus.call_sync('org.freedesktop.DBus', '/', 'org.freedesktop.DBus', method, arguments, None,
                                  Gio.DBusCallFlags.NONE, -1, None).unpack()[0]

    def ask(self, path, interface, method, arguments, take):
        def on_answer(bus, result):
            self.left -= 1
            # What went away meanwhile, or has no such interface, tells nothing.
            with contextlib.suppress(GLib.Error):
                take(path, bus.call_finish(result).unpack()[0])

        self.left += 1
        self.bus.call(self.name, path, interface, method, arguments, None, Gio.DBusCallFlags.NONE, -1, None, on_answer)

    def on_children(self, path, children):
        for name, child in children:
            if name == self.name and child not in self.texts:
                self.look_at(child)

    def on_texts(self, path, texts):
        self.texts[path] += [f'{name}={text}' for name, text in texts.items()] if isinstance(texts, dict) else [texts]

    def on_role(self, path, role):
        self.roles[path] = role

    def look_at(self, path):
        accessible = self.PREFIX + 'Accessible'
        self.texts[path] = []
        self.ask(path, accessible, 'GetChildren', None, self.on_children)
        self.ask(path, accessible, 'GetRoleName', None, self.on_role)
        self.ask(path, accessible, 'GetAttributes', None, self.on_texts)
        self.ask(path, 'org.freedesktop.DBus.Properties', 'GetAll', GLib.Variant('(s)', (accessible,)), self.on_texts)
        self.ask(path, self.PREFIX + 'Text', 'GetText', GLib.Variant('(ii)', (0, -1)), self.on_texts)

    def told(self, finder):
        """The role of every object that tells a secret."""
        context = GLib.MainContext.default()
        self.texts, self.roles = {}, {}
        self.look_at(self.ROOT)
        while self.left > 0:
            context.iteration(True)
        return [self.roles.get(path) for path, texts in self.texts.items() if any(finder(text) for text in texts)]


class Memory:
    """The writable memory of another program, where we are let."""

    def __init__(self, pid):
        self.pid = pid

    def can_be_read(self):
        try:
            with open(f'/proc/{self.pid}/mem', 'rb', 0) as memory:
                memory.seek(next(iter(self.areas()))[0])
                return len(memory.read(1)) == 1
        except (OSError, StopIteration):
            return False

    def areas(self):
        for line in pathlib.Path(f'/proc/{self.pid}/maps').read_text().splitlines():
            match = re.match(r'([0-9a-f]+)-([0-9a-f]+) (rw|-w)\S* \S+ \S+ \S+ *(.*)', line)
            if match:
                yield int(match[1], 16), int(match[2], 16), match[4]

    def find(self, *needles):
        """(area, address) of every place where one of @needles is."""
        pattern = re.compile(b'|'.join(map(re.escape, needles)))
        found = []
        with open(f'/proc/{self.pid}/mem', 'rb', 0) as memory:
            for start, end, name in self.areas():
                try:
                    memory.seek(start)
                    data = memory.read(end - start)
                except (OSError, ValueError, OverflowError):
                    continue
                found += [(name or 'anonymous', hex(start + match.start())) for match in pattern.finditer(data)]
        return found
