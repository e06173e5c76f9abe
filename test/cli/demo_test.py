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

from api import House
from harness import BINARY, Shell

HELD = ("+14155550100", "+14155550111")  # Dana's and Sam's, whom robots leave alone


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
            told = json.load(answer)
        self.assertEqual((told["speed"], [call for call in told["calls"] if call["number"] in HELD]), (1, []))
        with urllib.request.urlopen(url + "/demo/letters", timeout=10) as answer:
            letters = [letter for letter in json.load(answer)["data"] if letter["to"] == "Kim"]
        self.assertEqual([letter["subject"] for letter in letters], ["You are in line for Dana"])
        with urllib.request.urlopen(url + "/v1/links/" + letters[0]["link"], timeout=10) as answer:
            self.assertEqual(json.load(answer)["callback"]["state"], "waiting")
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

    def test_outside_a_demo_nobody_reads_the_mail_of_others(self):
        house = House(os.path.join(self.folder, "real"), self.environment(),
                      lambda words: re.sub(r"demo = true; demo_phones = [^;]*;", "", words))
        self.addCleanup(house.stop)
        house.start_phones()
        house.start()
        url = f"http://127.0.0.1:{house.about['api_port']}"
        for path in ("/demo/letters", "/demo/handsets", "/demo/as/olive/%2F"):
            with self.assertRaises(urllib.error.HTTPError) as refused:
                urllib.request.urlopen(url + path, timeout=10)
            self.assertEqual(refused.exception.code, 404, path)

    def test_a_speed_is_one_to_a_hundred(self):
        for wrong in ("0", "101", "fast"):
            self.expect(2, "demo", "--no-evening", "--speed", wrong)

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
