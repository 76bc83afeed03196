#!/usr/bin/python3
"""Figures of the service and of the client against it. They print and never gate.

Needs `node` with the SDK that `build-aux/test` installs, and `wrk` for requests per second; what is missing is said and left out.
"""

import base64
import json
import os
import pathlib
import re
import shutil
import signal
import statistics
import subprocess
import tempfile
import time
import urllib.request

BUILD = pathlib.Path(os.environ['AC_BUILD_ROOT'])
SOURCE = pathlib.Path(os.environ['AC_SOURCE_ROOT'])
SDK = pathlib.Path(os.environ.get('AC_SDK_DIR', SOURCE / '_build/sdk'))


class Sandbox:
    def __init__(self, *arguments):
        start = time.monotonic()
        self.process = subprocess.Popen([os.environ['AC_SANDBOX'], *arguments], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
        line = self.process.stdout.readline()
        self.start_ms = (time.monotonic() - start) * 1000
        self.url = line.partition('=')[2].strip()
        self.key, self.secret, self.account, self.host = re.fullmatch(r'account://(\w+):([\w-]+)@([\w-]+)\?upload_prefix=(.+)', self.url).groups()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.process.send_signal(signal.SIGTERM)
        self.process.wait(timeout=20)

    @property
    def authorization(self):
        return 'Basic ' + base64.b64encode(f'{self.key}:{self.secret}'.encode()).decode()

    def get(self, path):
        request = urllib.request.Request(f'{self.host}/v1_1/provisioning/accounts/{self.account}{path}', headers={'Authorization': self.authorization})
        with urllib.request.urlopen(request) as answer:
            return answer.read()

    @property
    def environment(self):
        return {**os.environ, 'CLOUDINARY_ACCOUNT_URL': self.url, 'NODE_PATH': str(SDK / 'node_modules')}


def figures(command, environment):
    return json.loads(subprocess.run(command, env=environment, capture_output=True, text=True, check=True).stdout)


def seconds(command, environment):
    start = time.monotonic()
    subprocess.run(command, env=environment, stdout=subprocess.DEVNULL, check=True)
    return time.monotonic() - start


def client_against_sdk(count, runs):
    with Sandbox('--seed=empty', f'--environments={count}') as sandbox:
        ours = figures([BUILD / 'tests/benchmarks/bench-client', str(runs)], sandbox.environment)
        print(f'{count} environments: ours {statistics.median(ours["ms"]):.1f} ms, main loop busy at most {ours["longest_stall_ms"]:.1f} ms')
        if not (SDK / 'node_modules/cloudinary').is_dir() or not shutil.which('node'):
            print('  the SDK is not installed: no comparison')
            return
        theirs = figures(['node', SOURCE / 'tests/benchmarks/list-by-sdk.js', str(runs)], sandbox.environment)
        assert ours['items'] == theirs['items'], (ours['items'], theirs['items'])
        # As a script of somebody's does it: start, list once, end.
        once = [statistics.median(seconds(command, sandbox.environment) for _ in range(5))
                for command in ([BUILD / 'tests/benchmarks/bench-client', '1'], ['node', SOURCE / 'tests/benchmarks/list-by-sdk.js', '1'])]
        print(f'  one process that lists once: ours {once[0] * 1000:.0f} ms, SDK {once[1] * 1000:.0f} ms, ratio {once[0] / once[1]:.2f} (target 0.60)')
        ratio = statistics.median(ours['ms']) / statistics.median(theirs['ms'])
        print(f'  SDK {statistics.median(theirs["ms"]):.1f} ms; ours/SDK in a warm process {ratio:.2f}; minima {min(ours["ms"]):.1f} and {min(theirs["ms"]):.1f}')


def requests_per_second(url, authorization=None):
    command = ['wrk', '-t1', '-c8', '-d3s']
    if authorization:
        command += ['-H', f'Authorization: {authorization}']
    output = subprocess.run([*command, url], capture_output=True, text=True, check=True).stdout
    if 'Non-2xx' in output:
        raise SystemExit(f'the service did not answer 200:\n{output}')
    return float(re.search(r'Requests/sec:\s+([\d.]+)', output).group(1))


def single_reads():
    if not shutil.which('wrk'):
        print('wrk is not installed: no requests per second')
        return
    with Sandbox('--seed=empty') as sandbox, tempfile.NamedTemporaryFile() as body:
        first = json.loads(sandbox.get('/sub_accounts'))['sub_accounts'][0]['id']
        path = f'/sub_accounts/{first}'
        body.write(sandbox.get(path))
        body.flush()
        bare = subprocess.Popen([BUILD / 'tests/benchmarks/bare-server', body.name], stdout=subprocess.PIPE, text=True)
        try:
            port = bare.stdout.readline().strip()
            floor = requests_per_second(f'http://127.0.0.1:{port}/')
        finally:
            bare.terminate()
            bare.wait()
        ours = requests_per_second(f'{sandbox.host}/v1_1/provisioning/accounts/{sandbox.account}{path}', sandbox.authorization)
        print(f'single reads: {ours:.0f}/s, a bare SoupServer {floor:.0f}/s, ratio {ours / floor:.2f} (target 0.50)')


def start_times():
    for arguments in (['--seed=empty'], ['--seed=demo'], ['--seed=empty', '--environments=10000']):
        times = []
        for _ in range(5):
            with Sandbox(*arguments) as sandbox:
                times.append(sandbox.start_ms)
        print(f'start to ready {" ".join(arguments)}: {statistics.median(times):.0f} ms')


if __name__ == '__main__':
    start_times()
    single_reads()
    client_against_sdk(10_000, 12)
    client_against_sdk(100_000, 3)
