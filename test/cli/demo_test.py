# SPDX-License-Identifier: Apache-2.0
"""The demo tells the truth: it ends well only when everything it shows really happened."""
import os
import subprocess
import unittest

from harness import BINARY, Shell


class Demo(Shell):
    def test_a_whole_evening_happens_and_nothing_is_left_behind(self):
        done = subprocess.run([BINARY, "demo", "--headless", "--for", "170"], capture_output=True, text=True,
                              timeout=230, env=self.environment(), check=False)
        self.assertEqual(done.returncode, 0, done.stdout + done.stderr)
        self.assertIn("All of it really happened.", done.stdout)
        self.assertNotIn("✗", done.stdout)

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
