#!/usr/bin/python3
"""Prints the text in the clipboard, as another program sees it; nothing when there is none.

SPDX-License-Identifier: GPL-3.0-or-later
"""

import gi

gi.require_version('Gdk', '4.0')
gi.require_version('Gtk', '4.0')
from gi.repository import Gdk, GLib, Gtk  # noqa: E402

# What is in it comes from the other program, and is not known at once.
PATIENCE_MS = 2000


def on_read(clipboard, result):
    try:
        print(clipboard.read_text_finish(result), end='')
    finally:
        loop.quit()


def read(clipboard):
    if clipboard.get_formats().to_string() != '{ }':
        clipboard.disconnect_by_func(read)
        clipboard.read_text_async(None, on_read)


Gtk.init()
loop = GLib.MainLoop()
clipboard = Gdk.Display.get_default().get_clipboard()
clipboard.connect('changed', read)
GLib.timeout_add(PATIENCE_MS, loop.quit)
loop.run()
