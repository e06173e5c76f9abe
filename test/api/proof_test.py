# SPDX-License-Identifier: Apache-2.0
"""Signing up, and showing that a number is one's own, as the pages ask for it."""
import itertools
import unittest

from house import PASSWORD, House, Person

NAMES = itertools.count(1)


class SigningUp(House):
    def sign_up(self, **more):
        name = f"newcomer{next(NAMES)}"
        body = {"login": name, "nickname": name.title(), "password": PASSWORD, "token": True, **more}
        return self.ask("POST", "/v1/sign-up", body,
                        headers={"X-Forwarded-For": f"198.51.100.{next(NAMES) % 250}"})

    def test_who_signs_up_is_a_customer_and_signed_in(self):
        answer = self.sign_up()
        self.expect(answer, 201)
        self.assertEqual(answer.json["account"]["roles"], ["customer"])
        person = Person(self, answer.json["account"], answer.json["token"])
        self.assertEqual(self.expect(person.get("/v1/me"), 200)["id"], person.account)
        self.assertEqual(self.sign_in(person.login).account, person.account)

    def test_nobody_chooses_a_role_a_weak_password_or_a_taken_name(self):
        first = self.expect(self.sign_up(), 201)["account"]
        self.expect(self.sign_up(login=first["login"].upper()), 409, "already_taken", "#/login")
        self.expect(self.sign_up(nickname=first["nickname"]), 409, "already_taken", "#/nickname")
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
        kinds = [e["kind"] for e in self.ada.get("/v1/events").json["data"]]
        self.assertIn("number.calling", kinds)
        self.expect(self.code("12345"), 422, "validation_failed", "#/code")

    def test_a_person_asks_for_three_calls_in_ten_minutes(self):
        answers = [self.prove() for _ in range(5)]
        self.assertEqual(answers[-1].status, 429)
        self.assertGreater(int(answers[-1].headers["retry-after"]), 1)
        self.assertLessEqual([a.status for a in answers].count(202), 3)

    def test_a_proved_number_needs_no_call(self):
        bob = self.add("customer", number="+99912344321")
        number = bob.get(f"/v1/accounts/{bob.account}/numbers").json["data"][0]["id"]
        self.expect(bob.post(f"/v1/numbers/{number}/prove"), 409, "already_proved")


if __name__ == "__main__":
    unittest.main()
