# SPDX-License-Identifier: Apache-2.0
"""The configuration as an operator meets it: samples, mistakes with their line and remedy, explanations."""
import json
import unittest

from harness import Shell


class Config(Shell):
    def check(self, words):
        return self.run_it("config", "check", self.write("under-test.conf", words))

    def test_both_samples_read_back_without_a_fault(self):
        for flags in ([], ["--full"]):
            sample = self.expect(0, "config", "sample", *flags).stdout
            self.assertIn("ring_ms", sample)
            self.expect(0, "config", "check", "-", stdin=sample)

    def test_the_full_sample_names_every_option_that_show_knows(self):
        sample = self.expect(0, "config", "sample", "--full").stdout
        rows = [json.loads(line) for line in self.expect(0, "config", "show").stdout.splitlines()]
        self.assertGreater(len(rows), 80)
        for row in rows:
            self.assertIn(f"\n    {row['option'].split('.')[-1]} = ", sample)

    def test_mistakes_name_file_line_and_remedy(self):
        for words, line, says in (
                ("rules = {\n  ring_mss = 1;\n};", 2, "did you mean 'rules.ring_ms'?"),
                ("sip = { ring_ms = 1000; };", 1, "did you mean 'rules.ring_ms'?"),
                ("rules = {\n\n  ring_ms = 5;\n};", 3, "between 100 and 120000 ms"),
                ("log = { level = \"loud\"; };", 1, "debug info warn error"),
                ("servers = { };", 1, "did you mean 'server'?"),
                ("server = {\n name = \"a\"\n brand 7;\n};", 3, "syntax error"),
                ("store = { url = \"postgresql://a:b@host/d\"; };", 1, "passfile")):
            done = self.check(words)
            self.assertEqual(done.returncode, 1)
            self.assertIn(f"under-test.conf:{line}: ", done.stderr)
            self.assertIn(says, done.stderr)
            self.assertEqual(done.stdout, "")

    def test_all_mistakes_are_told_at_once(self):
        done = self.check("rules = { ring_ms = 1;\n line_cap = 0; };\nlog = { level = 3; };")
        self.assertEqual(len(done.stderr.splitlines()), 3)

    def test_a_file_that_is_not_there_says_how_to_make_one(self):
        self.assertIn("config sample", self.expect(1, "config", "check", "/nowhere/at.all").stderr)

    def test_simulated_numbers_beside_a_real_trunk_are_refused_also_by_serve(self):
        self.write("ringback.conf", self.words() + """numbers = { simulated = [ "+999" ]; };""" )
        self.expect(0, "config", "check")
        words = self.words().replace("sip = { ", 'sip = { trunks = ( { name = "real"; host = "sip.example.net"; } ); ')
        self.write("ringback.conf", words + """numbers = { simulated = [ "+999" ]; };""")
        for command in (["config", "check"], ["serve"]):
            self.assertIn("reaches real telephones", self.expect(1, *command).stderr)

    def test_a_password_that_others_may_read_is_refused(self):
        secret = self.write("secret", "sesame\n", 0o644)
        words = ('sip = { trunks = ( { name = "a"; host = "127.0.0.1"; username = "u"; '
                 f'password_file = "{secret}"; }} ); }};')
        self.assertIn("chmod 600", self.check(words).stderr)
        self.write("secret", "sesame\n", 0o600)
        self.assertEqual(self.check(words).returncode, 0)

    def test_explain_tells_meaning_bounds_default_value_and_source(self):
        self.write("ringback.conf", self.words("ring_ms = 4000;"))
        told = self.expect(0, "config", "explain", "rules.ring_ms").stdout
        for part in ("phone rings", "100 to 120000 ms", "default  25000", "now      4000", "ringback.conf:5", "HUP"):
            self.assertIn(part, told)
        self.assertIn("did you mean 'rules.ring_ms'?", self.expect(3, "config", "explain", "rules.rin_ms").stderr)


if __name__ == "__main__":
    unittest.main()
