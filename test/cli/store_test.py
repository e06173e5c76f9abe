# SPDX-License-Identifier: Apache-2.0
"""Commands that work on the store: migrate, operator add, ledger verify, backup."""
import json
import os
import unittest

from harness import Shell


class Store(Shell):
    def test_migrate_says_what_it_would_do_does_it_and_then_has_nothing_to_do(self):
        self.assertEqual(json.loads(self.expect(0, "migrate", "--dry-run").stdout)["applied"], 0)
        first = json.loads(self.expect(0, "migrate").stdout)
        self.assertEqual(first["found"], 0)
        self.assertGreater(first["applied"], 0)
        again = json.loads(self.expect(0, "migrate").stdout)
        self.assertEqual((again["found"], again["applied"]), (first["newest"], 0))

    def test_an_operator_is_made_once_and_a_made_up_password_is_shown(self):
        made = json.loads(self.expect(0, "operator", "add", "Olive@Example.org").stdout)
        self.assertEqual(made["login"], "olive@example.org")
        self.assertGreaterEqual(len(made["password"]), 16)
        self.assertIn("already", self.expect(5, "operator", "add", "olive@example.org").stderr)

    def test_an_operator_is_made_with_a_part(self):
        self.assertEqual(json.loads(self.expect(0, "operator", "add", "finn", "--part", "finance").stdout)["part"], "finance")
        self.assertEqual(json.loads(self.expect(0, "operator", "add", "olive").stdout)["part"], "owner")
        self.assertIn("engineer", self.expect(2, "operator", "add", "zoe", "--part", "boss").stderr)

    def test_a_password_from_a_file_is_taken_and_not_shown(self):
        secret = self.write("secret", "correct horse battery\n", 0o600)
        made = self.expect(0, "operator", "add", "olive", "--password-file", secret)
        self.assertNotIn("correct horse", made.stdout + made.stderr)
        os.chmod(secret, 0o644)
        self.assertIn("chmod 600", self.expect(1, "operator", "add", "oscar", "--password-file", secret).stderr)

    def test_bad_logins_and_short_passwords_are_usage(self):
        self.expect(2, "operator", "add", "no spaces please")
        secret = self.write("secret", "short\n", 0o600)
        self.assertIn("at least 10 characters", self.expect(2, "operator", "add", "olive", "--password-file", secret).stderr)

    def test_an_empty_ledger_is_sound(self):
        self.expect(0, "migrate")
        self.assertIs(json.loads(self.expect(0, "ledger", "verify").stdout)["sound"], True)

    def test_a_backup_is_a_whole_store_and_replaces_nothing(self):
        self.expect(0, "operator", "add", "olive")
        copy = os.path.join(self.folder, "copy.db")
        self.expect(0, "backup", copy)
        self.assertIn("is not replaced", self.expect(5, "backup", copy).stderr)
        self.write("ringback.conf", self.words() + f'store = {{ url = "sqlite:{copy}"; }};')
        self.expect(5, "operator", "add", "olive")


if __name__ == "__main__":
    unittest.main()
