# SPDX-License-Identifier: Apache-2.0
"""The daemon from the outside: it comes up, tells how it is, reloads, and goes when told."""
import json
import os
import signal
import socket
import time
import unittest

from harness import Shell


class Serve(Shell):
    notify = {}

    def environment(self):
        return super().environment() | self.notify

    def test_it_comes_up_tells_its_status_and_stops_cleanly(self):
        daemon = self.serve()
        told = json.loads(self.expect(0, "status", "--json").stdout)
        self.assertIs(told["ready"], True)
        self.assertIs(told["ledger"]["sound"], True)
        self.assertEqual(told["waiting"], 0)
        self.expect(0, "status", "--quiet")
        self.expect(0, "queue", "ls")
        self.expect(3, "queue", "explain", "cbk_0sa724fafy000")
        daemon.send_signal(signal.SIGTERM)
        self.assertEqual(daemon.wait(20), 0)
        self.assertIn("daemon.stopped", self.log())
        self.expect(6, "status")

    def test_a_reload_takes_rules_and_names_what_needs_a_restart(self):
        daemon = self.serve()
        with open(self.config, encoding="utf-8") as f:
            words = f.read()
        self.write("ringback.conf", words.replace("rules = {", "rules = { ring_ms = 4000;")
                   .replace("sip = {", "sip = { legs = 10;"))
        daemon.send_signal(signal.SIGHUP)
        self.wait_log("config.reloaded")
        self.wait_log("sip.legs")

    def test_a_reload_with_mistakes_keeps_what_is(self):
        daemon = self.serve()
        self.write("ringback.conf", "rules = { ring_mss = 1; };")
        daemon.send_signal(signal.SIGHUP)
        self.wait_log("config.kept")
        self.assertIn("did you mean 'rules.ring_ms'", self.log())
        self.assertIsNone(daemon.poll())

    def test_a_second_daemon_on_the_same_ports_says_why_it_cannot(self):
        self.serve()
        second = self.run_it("serve")
        self.assertEqual(second.returncode, 1)
        self.assertIn("daemon.part_failed", second.stderr)

    def test_the_first_operator_can_be_added_while_it_runs(self):
        self.serve()
        self.expect(0, "operator", "add", "olive")
        self.expect(0, "backup", os.path.join(self.folder, "copy.db"))

    def test_the_supervisor_is_told_ready_alive_reloading_and_stopping(self):
        path = os.path.join(self.folder, "notify")
        with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as supervisor:
            supervisor.bind(path)
            supervisor.settimeout(20)
            self.notify = {"NOTIFY_SOCKET": path, "WATCHDOG_USEC": "4000000"}
            daemon = self.serve()
            told = ""

            def until(words):
                nonlocal told
                limit = time.monotonic() + 20
                while words not in told:
                    self.assertLess(time.monotonic(), limit, f"never told: {words}\n{told}")
                    told += supervisor.recv(4096).decode() + "\n"

            until("READY=1")
            until("STATUS=0 phones on the line, 0 calls, 0 waiting")
            until("WATCHDOG=1")
            daemon.send_signal(signal.SIGHUP)
            until("RELOADING=1\nMONOTONIC_USEC=")
            daemon.send_signal(signal.SIGTERM)
            until("STOPPING=1")
            self.assertEqual(daemon.wait(20), 0)

    def test_doctor_has_a_line_for_each_check_and_a_fix_for_each_fault(self):
        rows = [json.loads(line) for line in self.run_it("doctor").stdout.splitlines()]
        self.assertGreater(len(rows), 8)
        for row in rows:
            self.assertEqual(row["result"] == "MEND", row["fix"] != "")
        self.assertIn("trunks", [row["check"] for row in rows if row["result"] == "MEND"])


if __name__ == "__main__":
    unittest.main()
