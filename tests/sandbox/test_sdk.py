#!/usr/bin/python3
"""Cloudinary's own SDKs, unchanged, against the sandbox: sdk/*.js under Node.

SPDX-License-Identifier: GPL-3.0-or-later
"""

import os
import shutil
import subprocess
import sys

import sandbox
from sandbox import SandboxTest

HERE = os.path.dirname(os.path.abspath(__file__))
WANTED = 'AC_SDK_DIR' in os.environ
MODULES = os.path.join(os.environ.get('AC_SDK_DIR') or os.path.join(sandbox.SOURCE_ROOT, '_build/sdk'), 'node_modules')


class Sdk(SandboxTest):
    arguments = ('--seed=demo', '--plan=enterprise')

    def run_script(self, name):
        environment = {**os.environ, 'CLOUDINARY_ACCOUNT_URL': self.sandbox.url, 'NODE_PATH': MODULES}
        result = subprocess.run(['node', '--test', os.path.join(HERE, 'sdk', name)], env=environment, capture_output=True, text=True,
                                timeout=4 * sandbox.TIMEOUT)
        self.assertEqual(result.returncode, 0, result.stdout + result.stderr)
        self.assertRegex(result.stdout, r'(?m)^# pass [1-9]')

    def test_cloudinary(self):
        self.run_script('classic.js')

    def test_account_provisioning(self):
        self.run_script('modern.mjs')


if __name__ == '__main__':
    if not shutil.which('node') or not (WANTED or os.path.isdir(MODULES)):
        print('Node or the SDKs are missing: tests/sandbox/sdk/install DIRECTORY, and AC_SDK_DIR=DIRECTORY')
        sys.exit(77)
    sandbox.main()
