# SPDX-License-Identifier: Apache-2.0
"""The second factor: an authenticator of our own computes the codes, as the apps do."""
import base64
import contextlib
import hashlib
import hmac
import os
import sqlite3
import struct
import subprocess
import time
import unittest

from house import PASSWORD, STORE, House, Person
from postgres import TEST_PG


def code_of(secret, steps=0):
    counter = struct.pack(">Q", int(time.time()) // 30 + steps)
    mac = hmac.new(base64.b32decode(secret), counter, hashlib.sha1).digest()
    at = mac[-1] & 15
    return f"{(struct.unpack('>I', mac[at:at + 4])[0] & 0x7fffffff) % 1000000:06}"


class Factor(House):
    RULES = "sign_in_tries = 3; sign_in_lock_ms = 60000;"

    def enrol(self, person):
        made = self.expect(person.post("/v1/second-factor", {"current_password": PASSWORD}), 201)
        self.assertIn(f"secret={made['secret']}", made["uri"])
        done = self.expect(person.post("/v1/second-factor/confirm", {"code": code_of(made["secret"], -1)}), 200)
        self.assertEqual(len(set(done["recovery_codes"])), 10)
        return made["secret"], done["recovery_codes"]

    def try_sign_in(self, person, **more):
        return self.ask("POST", "/v1/sign-in", {"login": person.login, "password": PASSWORD, "token": True, **more})

    def test_a_code_is_asked_for_and_good_once(self):
        ada = self.add("operator")
        secret, _ = self.enrol(ada)
        self.expect(self.try_sign_in(ada), 401, "second_factor_needed", "#/code")
        code = code_of(secret)
        self.expect(self.try_sign_in(ada, code=code), 200)
        self.expect(self.try_sign_in(ada, code=code), 401, "second_factor_wrong")
        self.assertTrue(self.expect(ada.get("/v1/second-factor"), 200)["enrolled"])

    def test_a_change_of_the_factor_ends_the_other_sessions(self):
        ada = self.add("customer")
        other = self.sign_in(ada.login)
        _, codes = self.enrol(ada)
        self.expect(other.get("/v1/me"), 401)
        self.expect(ada.get("/v1/me"), 200)
        other = self.expect(self.try_sign_in(ada, code=codes[0]), 200)["token"]
        self.expect(ada.post("/v1/second-factor/remove", {"current_password": PASSWORD, "code": codes[1]}), 204)
        self.expect(self.ask("GET", "/v1/me", token=other), 401)
        self.enrol(ada)
        self.expect(self.operator.post(f"/v1/accounts/{ada.account}/second-factor/reset"), 204)
        self.expect(ada.get("/v1/me"), 401)

    def test_wrong_codes_lock_like_wrong_passwords(self):
        ada = self.add("advisor")
        self.enrol(ada)
        ask = lambda: self.ask("POST", "/v1/sign-in", {"login": ada.login, "password": PASSWORD, "code": "000000"},
                               headers={"X-Forwarded-For": "203.0.113.11"})
        for _ in range(2):
            self.expect(ask(), 401, "second_factor_wrong")
        self.expect(ask(), 429, "locked")

    def test_a_recovery_code_is_good_once_however_it_is_typed(self):
        ada = self.add("customer")
        _, codes = self.enrol(ada)
        self.expect(self.try_sign_in(ada, code=codes[0].lower().replace("-", " ")), 200)
        self.expect(self.try_sign_in(ada, code=codes[0]), 401, "second_factor_wrong")
        self.assertEqual(self.expect(ada.get("/v1/second-factor"), 200)["recovery_left"], 9)

    def test_nothing_is_asked_for_before_it_is_confirmed(self):
        ada = self.add("customer")
        self.expect(ada.post("/v1/second-factor", {"current_password": "not the right one"}), 422, "validation_failed",
                    "#/current_password")
        self.expect(ada.post("/v1/second-factor/confirm", {"code": "123456"}), 404)
        self.expect(ada.post("/v1/second-factor", {"current_password": PASSWORD}), 201)
        self.expect(ada.post("/v1/second-factor/confirm", {"code": "000000"}), 422, "code_wrong", "#/code")
        self.expect(self.try_sign_in(ada), 200)

    def test_it_is_taken_away_with_a_code_or_by_another_operator(self):
        ada = self.add("customer")
        secret, codes = self.enrol(ada)
        self.expect(ada.post("/v1/second-factor", {"current_password": PASSWORD}), 409, "second_factor_on")
        self.expect(ada.post("/v1/second-factor/remove", {"current_password": PASSWORD}), 422, "code_wrong")
        self.expect(ada.post("/v1/second-factor/remove", {"current_password": PASSWORD, "code": codes[1]}), 204)
        self.expect(self.try_sign_in(ada), 200)
        self.enrol(ada)
        self.expect(ada.post(f"/v1/accounts/{ada.account}/second-factor/reset"), 403)
        self.expect(self.operator.post(f"/v1/accounts/{ada.account}/second-factor/reset"), 204)
        self.expect(self.try_sign_in(ada), 200)
        told = self.operator.get("/v1/audit?action=factor.&limit=100").raw.decode()
        self.assertIn("factor.removed", told)
        self.assertNotIn(secret, told)


class Sealed(House):
    RULES = "sign_in_tries = 3; sign_in_lock_ms = 60000;"

    def sql(self, words):
        """A look into the store, past the daemon."""
        if STORE == "postgres":
            done = subprocess.run(["psql", "-qAt", "-d", TEST_PG, "-c", f"SET search_path = {self.schema}", "-c", words],
                                  check=True, capture_output=True, text=True, timeout=60)
            return done.stdout
        with contextlib.closing(sqlite3.connect(os.path.join(self.folder, "ringback.db"), timeout=20)) as db, db:
            return "\n".join(str(row[0]) for row in db.execute(words))

    def test_the_store_alone_does_not_give_a_secret_away_and_old_ones_are_sealed_at_start(self):
        ada, ben = self.add("customer"), self.add("customer")
        secrets = [self.expect(who.post("/v1/second-factor", {"current_password": PASSWORD}), 201)["secret"]
                   for who in (ada, ben)]
        stored = self.sql("SELECT secret FROM factor")
        for secret in secrets:
            self.assertNotIn(secret, stored)
        key = os.path.join(self.folder, "seal.key")
        self.assertEqual(os.stat(key).st_mode & 0o777, 0o600)
        # As a release before this one has left it.
        self.sql(f"UPDATE factor SET secret = '{secrets[0]}'")
        self.restart()
        stored = self.sql("SELECT secret FROM factor")
        self.assertNotIn(secrets[0], stored)
        self.assertEqual(len(set(stored.split())), len(stored.split()))
        self.assertTrue(all(one.startswith("sealed1:") for one in stored.split()), stored)
        self.expect(ada.post("/v1/second-factor/confirm", {"code": code_of(secrets[0])}), 200)
        # Somebody else's sealed secret is of no use in one's own row.
        mine = self.sql("SELECT secret FROM factor WHERE confirmed_at IS NOT NULL").strip()
        self.sql(f"UPDATE factor SET secret = '{mine}' WHERE confirmed_at IS NULL")
        self.expect(ben.post("/v1/second-factor/confirm", {"code": code_of(secrets[0])}), 422, "code_wrong")

    def test_a_session_in_wrong_hands_has_as_many_tries_as_sign_in(self):
        for path, body in (("/v1/second-factor", {"current_password": "not the right one"}),
                           ("/v1/second-factor/remove", {"current_password": "not the right one"})):
            eve = self.add("customer")
            for _ in range(2):
                self.expect(eve.post(path, body), 422, "validation_failed", "#/current_password")
            locked = eve.post(path, body)
            self.expect(locked, 429, "locked")
            self.assertGreater(int(locked.headers["retry-after"]), 0)
            self.expect(eve.post(path, {"current_password": PASSWORD}), 429, "locked")
        eve = self.add("customer")
        self.expect(eve.post("/v1/second-factor", {"current_password": PASSWORD}), 201)
        for _ in range(2):
            self.expect(eve.post("/v1/second-factor/confirm", {"code": "000000"}), 422, "code_wrong")
        self.expect(eve.post("/v1/second-factor/confirm", {"code": "000000"}), 429, "locked")
        eve = self.add("customer")
        change = {"password": "a much longer one", "current_password": "not the right one"}
        for _ in range(2):
            self.expect(eve.patch(f"/v1/accounts/{eve.account}", change), 422, "validation_failed", "#/current_password")
        self.expect(eve.patch(f"/v1/accounts/{eve.account}", change), 429, "locked")
        self.expect(self.ask("POST", "/v1/sign-in", {"login": eve.login, "password": PASSWORD}), 200)


class Required(House):
    RULES = "operator_second_factor = 1;"

    def test_an_operator_does_nothing_before_it_is_on(self):
        self.expect(self.operator.get("/v1/accounts"), 403, "second_factor_missing")
        self.expect(self.operator.post("/v1/categories", {"title": "x"}), 403, "second_factor_missing")
        self.expect(self.operator.get("/v1/me"), 200)
        self.assertTrue(self.expect(self.operator.get("/v1/second-factor"), 200)["required"])
        made = self.expect(self.operator.post("/v1/second-factor", {"current_password": PASSWORD}), 201)
        self.expect(self.operator.post("/v1/second-factor/confirm", {"code": code_of(made["secret"])}), 200)
        self.expect(self.operator.get("/v1/accounts"), 200)
        self.assertIsInstance(self.operator, Person)


if __name__ == "__main__":
    unittest.main()
