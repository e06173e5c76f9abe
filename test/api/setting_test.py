# SPDX-License-Identifier: Apache-2.0
"""What operators set: bounds, two people at once, the file above all, at once and after a restart, and the audit log."""
import signal
import unittest

from house import House


class Settings(House):
    RULES = "mail_most = 7;"

    def read(self):
        answer = self.operator.get("/v1/settings")
        page = self.expect(answer, 200)
        return answer.headers["etag"], {s["name"]: s for section in page["sections"] for s in section["settings"]}

    def change(self, values, etag=None, who=None):
        body = {"changes": [{"name": n, "value": v} for n, v in values.items()]}
        return (who or self.operator).patch("/v1/settings", body, **({"If-Match": etag} if etag else {}))

    def rules(self):
        return self.expect(self.anyone.get("/v1/rules"), 200)

    def test_every_rule_is_shown_once_with_bounds_and_whose_word_it_is(self):
        _, all_of_them = self.read()
        self.assertGreater(len(all_of_them), 50)
        ring, mail, brand = all_of_them["ring_ms"], all_of_them["mail_most"], all_of_them["brand"]
        self.assertEqual((ring["kind"], ring["value"], ring["preset"], ring["least"], ring["most"], ring["source"]),
                         ("length", "25000", "25000", 100, 120000, "preset"))
        self.assertEqual((mail["source"], mail["value"], mail["file_key"]), ("file", "7", "rules.mail_most"))
        self.assertEqual((brand["kind"], brand["file_key"]), ("words", "server.brand"))
        self.assertEqual(all_of_them["sign_ups_open"]["kind"], "switch")

    def test_a_change_counts_at_once_for_everybody_and_says_who_made_it(self):
        etag, _ = self.read()
        done = self.change({"line_cap": "9", "brand": "Ask Olive"}, etag)
        self.expect(done, 200)
        self.assertNotEqual(done.headers["etag"], etag)
        self.assertEqual((self.rules()["line_cap"], self.rules()["brand"]), (9, "Ask Olive"))
        _, now = self.read()
        self.assertEqual((now["line_cap"]["source"], now["line_cap"]["changed_by"]), ("operator", "olive"))
        lines = self.expect(self.operator.get("/v1/audit?action=setting.changed&subject=line_cap"), 200)["data"]
        self.assertEqual((lines[0]["nickname"], lines[0]["detail"]), ("olive", {"before": "50", "after": "9"}))

    def test_back_to_the_preset(self):
        self.expect(self.change({"reason_most": "20"}), 200)
        self.assertEqual(self.rules()["reason_most"], 20)
        self.expect(self.change({"reason_most": None}), 200)
        self.assertEqual(self.rules()["reason_most"], 200)
        _, now = self.read()
        self.assertEqual((now["reason_most"]["source"], now["reason_most"]["changed_at"]), ("preset", None))

    def test_a_bad_value_names_the_field_and_its_bounds_and_nothing_is_changed(self):
        etag, _ = self.read()
        for name, value, says in (("customer_cap", "0", "between 1 and 100000"), ("customer_cap", "many", "whole number"),
                                  ("ring_ms", "25.5", "milliseconds"), ("timezone", "Mars/Olympus", "time zone"),
                                  ("timezone", "no zone", "IANA"), ("brand", "a\"b", "quotes"), ("brand", "", "characters"),
                                  ("no_such_rule", "1", "no such setting")):
            answer = self.change({"check_minutes": "4", name: value})
            self.expect(answer, 422, "validation_failed", "#/changes/1/value")
            self.assertIn(says, str(answer.json), name)
        answer = self.change({"wait_most_ms": "600000", "wait_least_ms": "700000"})
        self.expect(answer, 422, "validation_failed", "#/changes/0/value")
        self.assertEqual(self.read()[0], etag)
        self.assertEqual(self.rules()["check_minutes"], 3)

    def test_whoever_comes_second_is_told(self):
        etag, _ = self.read()
        self.expect(self.change({"bill_step_ms": "30000"}, etag), 200)
        self.expect(self.change({"bill_step_ms": "20000"}, etag), 412, "stale")
        self.assertEqual(self.rules()["bill_step_seconds"], 30)

    def test_the_file_stands_above_operators(self):
        self.expect(self.change({"mail_most": "8"}), 403, "not_allowed", "#/changes/0/value")

    def test_nobody_else_sees_or_sets_anything(self):
        for who, status in ((self.add("customer"), 403), (self.add("advisor"), 403), (self.anyone, 401)):
            self.expect(who.get("/v1/settings"), status)
            self.expect(self.change({"line_cap": "1"}, who=who), status)

    def test_it_stays_after_a_restart_and_after_the_file_was_read_again(self):
        self.expect(self.change({"wait_least_ms": "120000"}), 200)
        with open(self.config, encoding="utf-8") as f:
            words = f.read()
        self.write("ringback.conf", words.replace("mail_most = 7", "mail_most = 5"))
        self.daemon.send_signal(signal.SIGHUP)
        self.wait_for(lambda: self.read()[1]["mail_most"]["value"] == "5")
        self.assertEqual(self.rules()["wait_least_seconds"], 120)
        self.restart()
        self.assertEqual(self.rules()["wait_least_seconds"], 120)
        self.assertEqual(self.read()[1]["wait_least_ms"]["source"], "operator")


if __name__ == "__main__":
    unittest.main()
