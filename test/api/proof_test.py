# SPDX-License-Identifier: Apache-2.0
"""Signing up, and showing that a number is one's own, as the pages ask for it."""
import itertools
import os
import time
import unittest

from house import PASSWORD, House
from phones import PhonesHouse

NAMES = itertools.count(1)


class SigningUp(House):
    def sign_up(self, **more):
        name = f"newcomer{next(NAMES)}"
        body = {"login": name, "nickname": name.title(), "password": PASSWORD, **more}
        return self.ask("POST", "/v1/sign-up", body,
                        headers={"X-Forwarded-For": f"198.51.100.{next(NAMES) % 250}"})

    def test_who_signs_up_is_a_customer_and_may_sign_in(self):
        self.expect(self.sign_up(login="newcomer"), 202)
        person = self.sign_in("newcomer")
        me = self.expect(person.get("/v1/me"), 200)
        self.assertEqual((me["id"], me["roles"]), (person.account, ["customer"]))

    def test_signing_up_does_not_tell_whether_a_login_is_known(self):
        known = self.add("customer")
        first, second = self.sign_up(login="nobody-yet"), self.sign_up(login=known.login.upper(), password="another password")
        for answer in (first, second):
            self.expect(answer, 202)
            self.assertNotIn("set-cookie", answer.headers)
        self.assertEqual(first.json, second.json)
        self.assertEqual(first.headers.keys(), second.headers.keys())
        self.assertEqual(self.sign_in(known.login).account, known.account)
        guess = {"login": known.login, "password": "another password"}
        self.expect(self.ask("POST", "/v1/sign-in", guess), 401, "bad_sign_in")
        # A nickname is public; it is looked at before the login, so that it does not tell of one.
        for login in ("nobody-at-all", known.login):
            self.expect(self.sign_up(login=login, nickname=known.login.title()), 409, "already_taken", "#/nickname")

    def test_nobody_chooses_a_role_a_weak_password_or_a_taken_name(self):
        self.expect(self.sign_up(nickname="First One"), 202)
        self.expect(self.sign_up(nickname="First One"), 409, "already_taken", "#/nickname")
        self.expect(self.sign_up(password="short"), 422, "validation_failed", "#/password")
        self.expect(self.sign_up(roles=["operator"]), 422, "validation_failed", "#/roles")

    def test_one_address_signs_up_a_few_times_a_minute(self):
        ask = lambda: self.ask("POST", "/v1/sign-up", {"login": "x", "nickname": "x", "password": "x"},
                               headers={"X-Forwarded-For": "203.0.113.9"}).status
        self.assertEqual({ask() for _ in range(10)}, {422})
        self.assertEqual(ask(), 429)


class Closed(House):
    RULES = "sign_ups_open = 0;"

    def test_where_the_operator_makes_the_accounts_nobody_signs_up(self):
        self.expect(self.ask("POST", "/v1/sign-up", {"login": "x1", "nickname": "x1", "password": PASSWORD}), 403,
                    "not_allowed")


class Proving(House):
    def setUp(self):
        self.ada = self.add("customer")
        self.number = self.expect(self.ada.post(f"/v1/accounts/{self.ada.account}/numbers",
                                                {"number": f"+9991234{next(NAMES):04}"}), 201)

    def prove(self):
        return self.ada.post(f"/v1/numbers/{self.number['id']}/prove")

    def code(self, code):
        return self.ada.post(f"/v1/numbers/{self.number['id']}/code", {"code": code})

    def test_ones_own_word_does_not_prove_a_number(self):
        self.assertFalse(self.number["proved"])
        self.expect(self.code("123456"), 409, "code_over")

    def test_a_call_is_asked_for_and_wrong_codes_are_counted(self):
        answer = self.expect(self.prove(), 202)
        self.assertEqual((answer["number"], answer["guesses_left"]), (self.number["id"], 5))
        self.assertNotIn("code", answer)
        limit = time.monotonic() + 10  # PostgreSQL numbers events a moment after they are committed
        while not self.ada.get("/v1/events?kind=number.calling").json["data"]:
            self.assertLess(time.monotonic(), limit)
            time.sleep(0.05)
        self.expect(self.code("12345"), 422, "validation_failed", "#/code")

    def test_a_person_asks_for_three_calls_in_ten_minutes(self):
        limit = time.monotonic() + 10  # while a call is on its way, asking again answers with that call
        while (answer := self.prove()).status == 202:
            self.assertLess(time.monotonic(), limit)
            time.sleep(0.05)
        self.assertEqual(answer.status, 429)
        self.assertGreater(int(answer.headers["retry-after"]), 1)
        self.assertLessEqual(len(self.ada.get("/v1/events?kind=number.calling").json["data"]), 3)

    def test_a_proved_number_needs_no_call(self):
        bob = self.add("customer", number="+99912344321")
        number = bob.get(f"/v1/accounts/{bob.account}/numbers").json["data"][0]["id"]
        self.expect(bob.post(f"/v1/numbers/{number}/prove"), 409, "already_proved")


class Heard(PhonesHouse):
    """A real call: a simulated handset answers, and what it heard is typed in."""

    NUMBER = "+14155550177"

    def code_heard(self):
        digits = lambda: "".join(words for words in self.heard() if words.isdigit())
        said = self.wait_for(lambda: len(d := digits()) >= 12 and d)
        self.assertEqual(said[:6], said[6:12])
        return said[:6]

    def kept_with(self, code):
        """Files of rendered speech whose text holds the code, however it is written."""
        folder = os.path.join(self.folder, "speech")
        found = []
        for name in os.listdir(folder):
            if name.endswith(".txt"):
                with open(os.path.join(folder, name), encoding="utf-8") as f:
                    found += [name] if code in "".join(letter for letter in f.read() if letter.isdigit()) else []
        return found

    def test_the_code_that_the_phone_hears_proves_the_number(self):
        ada = self.add("customer", credit=5000)
        number = self.expect(ada.post(f"/v1/accounts/{ada.account}/numbers", {"number": self.NUMBER}), 201)
        listing = self.add_listing(self.add("advisor"))
        ask = {"listing": listing, "number": self.NUMBER, "wait_seconds": 600}
        self.expect(ada.post("/v1/callbacks", ask), 422, "number_not_proved")
        self.expect(ada.post(f"/v1/numbers/{number['id']}/prove"), 202)
        code = self.code_heard()
        self.assertNotIn(code, self.read_log())
        self.assertFalse(self.kept_with(code), "the code was kept with the rendered speech")
        self.expect(ada.post(f"/v1/numbers/{number['id']}/code", {"code": code}), 200)
        self.expect(ada.post("/v1/callbacks", ask), 201)
        told = self.operator.get("/v1/events?limit=100").raw.decode() + self.operator.get("/v1/audit").raw.decode()
        self.assertNotIn(code, told)


if __name__ == "__main__":
    unittest.main()
