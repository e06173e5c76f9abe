# SPDX-License-Identifier: Apache-2.0
"""Manners of the command line: help, slips of the fingers, exit codes, where words go."""
import unittest

from harness import Shell


class Words(Shell):
    def test_help_is_data_and_leads_with_examples_wherever_it_is_asked_for(self):
        for words in (["--help"], ["help"], ["-h"], ["queue", "explain", "--help"], ["help", "queue", "explain"],
                      ["queue", "help", "explain"], ["-h", "operator", "add"]):
            done = self.expect(0, *words)
            self.assertIn("Examples:\n  $ ringback", done.stdout)
            self.assertEqual(done.stderr, "")

    def test_without_a_word_help_is_talk_and_the_exit_is_usage(self):
        done = self.expect(2)
        self.assertEqual(done.stdout, "")
        self.assertIn("Commands:", done.stderr)

    def test_a_wrong_word_is_answered_with_the_nearest_one(self):
        for wrong, right in ((["sevre"], "serve"), (["queue", "sl"], "queue ls"), (["confg"], "config"),
                             (["ledger", "verfy"], "ledger verify"), (["opertor", "add"], "operator")):
            done = self.expect(2, *wrong)
            self.assertIn(f"did you mean '{right}'?", done.stderr)
            self.assertEqual(done.stdout, "")

    def test_a_wrong_flag_is_answered_with_the_nearest_one(self):
        self.assertIn("did you mean '--headless'?", self.expect(2, "demo", "--headles").stderr)
        self.assertIn("takes no value", self.expect(2, "status", "--json=yes").stderr)
        self.assertIn("needs a value", self.expect(2, "status", "--config").stderr)

    def test_too_few_and_too_many_words_are_usage(self):
        for words in (["backup"], ["queue", "explain"], ["operator", "add"], ["backup", "a", "b"]):
            self.assertIn("usage: ringback", self.expect(2, *words).stderr)

    def test_the_version_is_told_in_words_and_in_json(self):
        self.assertRegex(self.expect(0, "version").stdout, r"^ringback \d+\.\d+\.\d+\n$")
        self.assertEqual(self.expect(0, "--version").stdout, self.expect(0, "version").stdout)
        self.assertRegex(self.expect(0, "version", "--json").stdout, r'^\{"version":"[0-9.]+"\}\n$')

    def test_a_daemon_that_is_not_there_is_its_own_exit_code(self):
        for words in (["status"], ["queue", "ls"], ["queue", "explain", "cbk_0sa724fafy000"]):
            done = self.expect(6, *words)
            self.assertIn("does not answer", done.stderr)
            self.assertEqual(done.stdout, "")
        self.expect(6, "status", "--url", "http://127.0.0.1:1")

    def test_an_id_that_is_none_is_usage(self):
        self.assertIn("is not the id of a callback", self.expect(2, "queue", "explain", "../../etc").stderr)

    def test_colour_is_an_answer_to_a_closed_question(self):
        self.expect(2, "status", "--color", "blue")
        self.assertNotIn("\033[", self.expect(0, "config", "show", "--color", "never").stdout)


if __name__ == "__main__":
    unittest.main()
