# SPDX-License-Identifier: Apache-2.0
"""The demo tells the truth: it ends well only when everything it shows really happened."""
import json
import os
import re
import signal
import subprocess
import unittest
import urllib.error
import urllib.request

from harness import BINARY, Shell


class Demo(Shell):
    def test_a_whole_evening_happens_and_nothing_is_left_behind(self):
        done = subprocess.run([BINARY, "demo", "--headless", "--for", "170"], capture_output=True, text=True,
                              timeout=230, env=self.environment(), check=False)
        self.assertEqual(done.returncode, 0, done.stdout + done.stderr)
        self.assertIn("All of it really happened.", done.stdout)
        self.assertNotIn("✗", done.stdout)

    def test_without_an_evening_it_is_ready_for_play_at_once(self):
        with subprocess.Popen([BINARY, "demo", "--no-evening"], stdout=subprocess.PIPE, text=True,
                              env=self.environment()) as demo:
            self.addCleanup(demo.kill)
            said = ""
            for line in demo.stdout:
                said += line
                if "Ready in" in line:
                    break
            url = re.search(r"http://127\.0\.0\.1:\d+", said).group(0)
            self.check_play(url)
            demo.send_signal(signal.SIGINT)
            demo.stdout.read()
            self.assertEqual(demo.wait(timeout=30), 0)

    def check_play(self, url):
        with urllib.request.urlopen(url + "/demo/handsets", timeout=10) as answer:
            self.assertEqual(json.load(answer)["calls"], [])
        browser = urllib.request.build_opener(urllib.request.HTTPCookieProcessor())
        with browser.open(url + "/demo/as/dana/%2Fv1%2Fme", timeout=10) as answer:
            self.assertEqual(json.load(answer)["nickname"], "Dana")
        with self.assertRaises(urllib.error.HTTPError) as refused:
            urllib.request.urlopen(url + "/demo/as/nobody/%2F", timeout=10)
        self.assertEqual(refused.exception.code, 404)
        order = urllib.request.Request(url + "/demo/handsets", data=b'{"cmd":"quit"}')
        with self.assertRaises(urllib.error.HTTPError) as refused:
            urllib.request.urlopen(order, timeout=10)
        self.assertEqual(refused.exception.code, 400)

    def test_an_evening_that_is_cut_short_is_no_success(self):
        done = subprocess.run([BINARY, "demo", "--headless", "--for", "10"], capture_output=True, text=True,
                              timeout=60, env=self.environment(), check=False)
        self.assertEqual(done.returncode, 1, done.stdout + done.stderr)
        self.assertIn("✗", done.stdout)

    def test_config_only_writes_a_configuration_that_is_right(self):
        folder = os.path.join(self.folder, "house")
        self.expect(0, "demo", "--config-only", folder)
        self.expect(0, "config", "check", os.path.join(folder, "ringback.conf"))


if __name__ == "__main__":
    unittest.main()
