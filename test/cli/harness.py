# SPDX-License-Identifier: Apache-2.0
"""Runs the binary under test as a person at a shell would, in an empty folder of its own."""
import os
import shutil
import subprocess
import sys
import tempfile
import time
import unittest

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "fixture"))

from ports import free_ports  # noqa: E402

BINARY = os.path.abspath(sys.argv.pop(1)) if len(sys.argv) > 1 and os.path.exists(sys.argv[1]) else "ringback"


class Shell(unittest.TestCase):
    """Each test has self.folder, and a configuration in it that uses nothing outside."""

    def setUp(self):
        self.folder = tempfile.mkdtemp(prefix="ringback-cli-")
        self.addCleanup(shutil.rmtree, self.folder, True)
        self.config = self.write("ringback.conf", self.words())

    def words(self, rules=""):
        ports = free_ports(3)
        return f"""
server = {{ name = "test"; data_dir = "{self.folder}"; drain_ms = 1000; }};
http = {{ listen = "127.0.0.1:{ports[0]}"; admin_listen = "127.0.0.1:{ports[1]}"; }};
sip = {{ port = {ports[2]}; }};
rules = {{ {rules} }};
"""

    def write(self, name, words, mode=0o644):
        path = os.path.join(self.folder, name)
        with open(path, "w", encoding="utf-8") as f:
            f.write(words)
        os.chmod(path, mode)
        return path

    def environment(self):
        env = {k: v for k, v in os.environ.items() if not k.startswith("RINGBACK_")}
        env["RINGBACK_CONFIG"] = self.config
        return env

    def run_it(self, *words, stdin=None):
        return subprocess.run([BINARY, *words], input=stdin, stdin=None if stdin else subprocess.DEVNULL,
                              capture_output=True, text=True, timeout=60, env=self.environment(), check=False)

    def expect(self, code, *words, stdin=None):
        done = self.run_it(*words, stdin=stdin)
        self.assertEqual(done.returncode, code, f"ringback {' '.join(words)}\n{done.stdout}\n{done.stderr}")
        return done

    def serve(self):
        """A running daemon; ended when the test is over."""
        log = open(os.path.join(self.folder, "daemon.log"), "w", encoding="utf-8")
        daemon = subprocess.Popen([BINARY, "serve"], stderr=log, stdout=log, env=self.environment())
        self.addCleanup(log.close)
        self.addCleanup(lambda: daemon.poll() is None and (daemon.kill(), daemon.wait()))
        limit = time.monotonic() + 20
        while time.monotonic() < limit and daemon.poll() is None:
            if "daemon.ready" in self.log():
                return daemon
            time.sleep(0.05)
        self.fail("the daemon did not come up:\n" + self.log())

    def log(self):
        with open(os.path.join(self.folder, "daemon.log"), encoding="utf-8") as f:
            return f.read()

    def wait_log(self, words):
        limit = time.monotonic() + 20
        while words not in self.log():
            self.assertLess(time.monotonic(), limit, f"never logged: {words}\n{self.log()}")
            time.sleep(0.05)
