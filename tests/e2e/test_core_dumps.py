#!/usr/bin/python3
"""No memory image of a released program is written, nor of the service that it starts for the demo account.

test_core_dumps.py PROGRAM SERVICE

SPDX-License-Identifier: GPL-3.0-or-later
"""

import os
import pathlib
import re
import resource
import subprocess
import sys
import time
import unittest

SERVICE = os.path.realpath(sys.argv.pop(2))
PROGRAM = os.path.realpath(sys.argv.pop(1))


def get_limits(pid):
    text = pathlib.Path(f'/proc/{pid}/limits').read_text()
    return re.search(r'^Max core file size +(\S+) +(\S+)', text, re.M).groups()


def find_child(parent):
    for status in pathlib.Path('/proc').glob('[0-9]*/stat'):
        try:
            fields = status.read_text().rpartition(')')[2].split()
            if int(fields[1]) == parent and os.path.realpath(status.parent / 'exe') == SERVICE:
                return int(status.parent.name)
        except (FileNotFoundError, ProcessLookupError):
            pass
    return None


class CoreDumps(unittest.TestCase):
    def wait_child(self, process):
        end = time.monotonic() + 60
        while time.monotonic() < end:
            self.assertIsNone(process.poll(), 'the program ended')
            child = find_child(process.pid)
            if child is not None:
                return child
            time.sleep(0.05)
        return self.fail('the service did not start')

    def assert_no_image(self, pid):
        self.assertEqual(get_limits(pid), ('0', '0'))
        # What can't be dumped belongs to root (proc(5)); who is root can't tell.
        end = time.monotonic() + 20
        while os.getuid() != 0 and os.stat(f'/proc/{pid}/stat').st_uid != 0:
            self.assertLess(time.monotonic(), end, 'it can be dumped')
            time.sleep(0.05)

    def test_program_and_service(self):
        hard = resource.getrlimit(resource.RLIMIT_CORE)[1]
        if hard == 0:
            self.skipTest('memory images are off for everybody here')
        environment = {**os.environ, 'AC_SANDBOX': SERVICE}
        process = subprocess.Popen([PROGRAM, '--sandbox'], env=environment,
                                   preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_CORE, (hard, hard)))
        try:
            child = self.wait_child(process)
            self.assert_no_image(process.pid)
            self.assert_no_image(child)
        finally:
            process.terminate()
            process.wait(30)


if __name__ == '__main__':
    unittest.main()
