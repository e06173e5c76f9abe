# SPDX-License-Identifier: Apache-2.0
"""Signing in, accounts, numbers, keys: what people can do with themselves, and operators with everybody."""
import time
import unittest

from house import House, PASSWORD, Person


class People(House):
    RULES = "sign_in_tries = 3; sign_in_tries_everywhere = 6; sign_in_lock_ms = 60000;"

    def test_a_session_lasts_until_signing_out(self):
        ada = self.add("customer")
        self.assertEqual(self.expect(ada.get("/v1/me"), 200)["login"], ada.login)
        self.expect(ada.ask("POST", "/v1/sign-out"), 204)
        self.expect(ada.get("/v1/me"), 401)

    def test_a_browser_gets_a_cookie_and_no_token(self):
        ada = self.add("customer")
        answer = self.ask("POST", "/v1/sign-in", {"login": ada.login.upper(), "password": PASSWORD})
        self.assertNotIn("token", self.expect(answer, 200))
        cookie = answer.headers["set-cookie"]
        self.assertIn("HttpOnly", cookie)
        self.assertIn("SameSite=Lax", cookie)
        pair = cookie.split(";")[0]
        self.expect(self.ask("GET", "/v1/me", headers={"Cookie": pair}), 200)
        # A write by cookie from nowhere, or from another site, is refused.
        self.expect(self.ask("POST", "/v1/sign-out", headers={"Cookie": pair}), 403)
        other = {"Cookie": pair, "Origin": "https://elsewhere.example", "Sec-Fetch-Site": "cross-site"}
        self.expect(self.ask("POST", "/v1/sign-out", headers=other), 403)
        own = {"Cookie": pair, "Sec-Fetch-Site": "same-origin"}
        self.expect(self.ask("POST", "/v1/sign-out", headers=own), 204)
        self.expect(self.ask("GET", "/v1/me", headers={"Cookie": pair}), 401)

    def test_signing_in_gives_a_new_session_and_ends_the_browsers_old_one(self):
        ada, bob = self.add("customer"), self.add("customer")
        enter = lambda who, cookie: self.ask("POST", "/v1/sign-in", {"login": who.login, "password": PASSWORD},
                                             headers={"Cookie": cookie, "Sec-Fetch-Site": "same-origin"})
        pair_of = lambda answer: answer.headers["set-cookie"].split(";")[0]
        planted = "ringback=" + self.sign_in(bob.login).token[:-4] + "aaaa"
        first = pair_of(enter(ada, planted))
        self.assertNotEqual(first, planted)
        self.expect(self.ask("GET", "/v1/me", headers={"Cookie": planted}), 401)
        second = pair_of(enter(bob, first))
        self.assertNotEqual(second, first)
        self.expect(self.ask("GET", "/v1/me", headers={"Cookie": first}), 401)
        self.assertEqual(self.expect(self.ask("GET", "/v1/me", headers={"Cookie": second}), 200)["login"], bob.login)

    def test_signing_up_tells_of_few_logins_a_day(self):
        self.addCleanup(lambda: self.expect(self.operator.patch("/v1/settings", {"changes": [
            {"name": "sign_ups_per_address", "value": "100"}]}), 200))
        self.expect(self.operator.patch("/v1/settings", {"changes": [{"name": "sign_ups_per_address", "value": "3"}]}), 200)
        ada = self.add("customer")

        def ask(login, address):
            return self.ask("POST", "/v1/sign-up", {"login": login, "nickname": f"N {login}", "password": PASSWORD},
                            headers={"X-Forwarded-For": address})

        known, free = ask(ada.login, "203.0.113.7"), ask("nobody-yet", "203.0.113.7")
        for answer in (known, free):
            self.expect(answer, 202)
        self.assertEqual(known.raw, free.raw)
        self.expect(ask("another-one", "203.0.113.7"), 202)
        refused = ask("a-fourth-one", "203.0.113.7")
        self.expect(refused, 429, "rate_limited")
        self.assertGreater(int(refused.headers["retry-after"]), 3600)
        self.expect(ask("elsewhere", "203.0.113.8"), 202)
        for i in range(3):  # a network of the new kind has more addresses than anybody could count
            self.expect(ask(f"six{i}", f"2001:db8:1:2::{i}"), 202)
        self.expect(ask("six4", "2001:db8:1:2:ffff::4"), 429)
        self.restart()
        self.expect(ask("a-fifth-one", "203.0.113.7"), 429, "rate_limited")

    def test_a_lock_outlives_the_daemon(self):
        ada = self.add("customer")
        here = {"X-Forwarded-For": "203.0.113.9"}
        for _ in range(3):
            self.ask("POST", "/v1/sign-in", {"login": ada.login, "password": "wrong wrong"}, headers=here)
        self.restart()
        self.expect(self.ask("POST", "/v1/sign-in", {"login": ada.login, "password": PASSWORD}, headers=here), 429, "locked")

    def test_nobody_shuts_another_out_from_one_address_and_many_addresses_count_together(self):
        ada = self.add("customer")
        ask = lambda password, address: self.ask("POST", "/v1/sign-in", {"login": ada.login, "password": password},
                                                 headers={"X-Forwarded-For": address})
        for _ in range(5):
            answer = ask("wrong wrong", "203.0.113.20")
        self.expect(answer, 429, "locked")
        self.expect(ask(PASSWORD, "203.0.113.20"), 429, "locked")
        self.expect(ask(PASSWORD, "203.0.113.21"), 200)
        for i in range(5):
            self.expect(ask("wrong wrong", f"203.0.113.{30 + i}"), 401, "bad_sign_in")
        self.expect(ask("wrong wrong", "203.0.113.36"), 429, "locked")
        self.expect(ask(PASSWORD, "203.0.113.37"), 429, "locked")
        six = self.add("customer")
        for i in range(3):
            answer = self.ask("POST", "/v1/sign-in", {"login": six.login, "password": "wrong wrong"},
                              headers={"X-Forwarded-For": f"2001:db8:5:6::{i}"})
        self.expect(answer, 429, "locked")

    def test_wrong_passwords_lock_and_tell_nothing_about_names(self):
        ada = self.add("customer")
        stranger, here = "nobody-of-that-name", {"X-Forwarded-For": "203.0.113.10"}
        for login in (ada.login, stranger):
            for _ in range(2):
                answer = self.ask("POST", "/v1/sign-in", {"login": login, "password": "wrong wrong"}, headers=here)
                self.expect(answer, 401, "bad_sign_in")
            for password in ("wrong wrong", PASSWORD):
                answer = self.ask("POST", "/v1/sign-in", {"login": login, "password": password}, headers=here)
                self.expect(answer, 429, "locked")
                self.assertGreater(int(answer.headers["retry-after"]), 0)
        # What is open already stays open.
        self.expect(ada.get("/v1/me"), 200)

    def test_an_operator_makes_finds_changes_and_lists_people(self):
        made = self.operator.post("/v1/accounts", {"login": "Zoe@Example.org", "nickname": "Zoe", "roles": ["advisor"],
                                                   "timezone": "Europe/Berlin", "language": "de"})
        zoe = self.expect(made, 201)
        self.assertEqual(made.headers["location"], f"/v1/accounts/{zoe['id']}")
        self.assertEqual(zoe["login"], "zoe@example.org")
        self.assertIsNone(zoe["customer"])
        self.assertEqual(zoe["advisor"][4:], zoe["id"][4:])
        found = self.expect(self.operator.get("/v1/accounts?login=ZOE@example.org"), 200)["data"]
        self.assertEqual([a["id"] for a in found], [zoe["id"]])
        for field, body in (("login", {"login": "zoe@example.org", "nickname": "Other", "roles": ["customer"]}),
                            ("nickname", {"login": "zoe2", "nickname": "Zoe", "roles": ["customer"]})):
            self.expect(self.operator.post("/v1/accounts", body), 409, "already_taken", f"#/{field}")
        changed = self.operator.patch(f"/v1/accounts/{zoe['id']}", {"roles": ["advisor", "customer"]})
        self.assertEqual(self.expect(changed, 200)["roles"], ["customer", "advisor"])

    def test_a_stale_change_is_412_and_a_fresh_one_goes_through(self):
        path = f"/v1/accounts/{self.add('customer').account}"
        tag = self.operator.get(path).headers["etag"]
        first = self.operator.patch(path, {"language": "de"}, **{"If-Match": tag})
        self.expect(first, 200)
        self.assertNotEqual(first.headers["etag"], tag)
        self.expect(self.operator.patch(path, {"language": "es"}, **{"If-Match": tag}), 412, "stale")
        self.expect(self.operator.patch(path, {"language": "es"}, **{"If-Match": "*"}), 200)
        self.expect(self.operator.patch(path, {"language": "fr"}), 200)

    def test_people_change_themselves_but_not_their_roles(self):
        ada = self.add("customer")
        path = f"/v1/accounts/{ada.account}"
        self.assertEqual(self.expect(ada.patch(path, {"nickname": "Countess"}), 200)["nickname"], "Countess")
        self.expect(ada.patch(path, {"roles": ["operator"]}), 403, "not_allowed")
        self.assertEqual(self.expect(ada.get("/v1/me"), 200)["roles"], ["customer"])

    def test_a_new_password_needs_the_old_one_and_ends_other_sessions(self):
        ada = self.add("customer")
        other = self.sign_in(ada.login)
        path = f"/v1/accounts/{ada.account}"
        new = "another good password"
        self.expect(ada.patch(path, {"password": new}), 422, "validation_failed", "#/current_password")
        self.expect(ada.patch(path, {"password": new, "current_password": "wrong wrong"}), 422)
        short = self.expect(ada.patch(path, {"password": "short", "current_password": PASSWORD}), 422, pointer="#/password")
        self.assertIn("at least 10 characters", short["errors"][0]["detail"])
        self.expect(ada.patch(path, {"password": new, "current_password": PASSWORD}), 200)
        self.expect(other.get("/v1/me"), 401)
        self.sign_in(ada.login, new)

    def test_a_suspended_person_is_out_at_once(self):
        ada = self.add("customer")
        key = self.expect(ada.post(f"/v1/accounts/{ada.account}/keys", {"name": "till"}), 201)["secret"]
        self.expect(self.operator.post(f"/v1/accounts/{ada.account}/suspend", {"reason": "rude"}), 200)
        for token in (ada.token, key):
            self.expect(self.ask("GET", "/v1/me", token=token), 401)
        answer = self.ask("POST", "/v1/sign-in", {"login": ada.login, "password": PASSWORD})
        self.expect(answer, 403, "suspended")
        self.expect(self.operator.post(f"/v1/accounts/{ada.account}/restore"), 200)
        self.sign_in(ada.login)
        me = self.operator.get("/v1/me").json["id"]
        self.expect(self.operator.post(f"/v1/accounts/{me}/suspend"), 403)

    def test_numbers_are_masked_for_operators_until_revealed(self):
        ada = self.add("customer")
        path = f"/v1/accounts/{ada.account}/numbers"
        made = self.operator.post(path, {"number": "+1 (415) 555-0142", "label": "home"})
        number = self.expect(made, 201)
        self.assertEqual(number["number"], "+14155550142")
        self.assertTrue(number["proved"])
        self.expect(self.operator.post(path, {"number": "+14155550142"}), 200)
        self.assertEqual(self.expect(ada.get(path), 200)["data"][0]["number"], "+14155550142")
        seen = self.expect(self.operator.get(path), 200)["data"][0]
        self.assertEqual((seen["number"], seen["masked"]), ("+1415***0142", True))
        shown = self.expect(self.operator.post(f"{path}/{number['id']}/reveal"), 200)
        self.assertEqual(shown["number"], "+14155550142")
        self.expect(ada.post(f"{path}/{number['id']}/reveal"), 403)

    def test_a_number_of_ones_own_is_not_proved_by_oneself(self):
        ada = self.add("customer")
        path = f"/v1/accounts/{ada.account}/numbers"
        self.assertFalse(self.expect(ada.post(path, {"number": "+99912345671"}), 201)["proved"])
        self.assertTrue(self.expect(self.operator.post(path, {"number": "+99912345671"}), 200)["proved"])

    def test_numbers_are_reordered_and_removed(self):
        ada = self.add("customer")
        path = f"/v1/accounts/{ada.account}/numbers"
        ids = [self.operator.post(path, {"number": f"+9991234568{i}"}).json["id"] for i in range(3)]
        turned = self.expect(ada.ask("PUT", path + "/order", {"numbers": ids[::-1]}), 200)
        self.assertEqual([n["id"] for n in turned["data"]], ids[::-1])
        self.expect(ada.ask("PUT", path + "/order", {"numbers": ids[:2]}), 422, pointer="#/numbers")
        self.expect(ada.ask("DELETE", f"{path}/{ids[0]}"), 204)
        self.expect(ada.ask("DELETE", f"{path}/{ids[0]}"), 404)

    def test_numbers_nobody_may_call_are_refused(self):
        path = f"/v1/accounts/{self.add('customer').account}/numbers"
        for number, reason in (("+19002345678", "premium"), ("+12125552368", "country_not_allowed"),
                               ("+99900012345", "own"), ("hello", "malformed"), ("+1911", "emergency")):
            self.expect(self.operator.post(path, {"number": number}), 422, "number_not_callable", "#/number")
            told = self.expect(self.operator.get("/v1/numbers/check?input=" + number.replace("+", "%2B")), 200)
            self.assertEqual((told["callable"], told["reason"]), (False, reason), number)

    def test_an_opted_out_number_is_masked_and_taken_by_nobody(self):
        self.expect(self.operator.post("/v1/opt-outs", {"number": "+99955555555"}), 204)
        self.expect(self.operator.post("/v1/opt-outs", {"number": "+99955555555"}), 204)
        listed = self.expect(self.operator.get("/v1/opt-outs"), 200)["data"]
        self.assertEqual([o["number"] for o in listed if o["number"].endswith("5555")], ["+9995***5555"])
        path = f"/v1/accounts/{self.add('customer').account}/numbers"
        self.expect(self.operator.post(path, {"number": "+99955555555"}), 422, "number_opted_out")

    def test_a_key_reads_or_writes_until_revoked(self):
        ada = self.add("customer")
        path = f"/v1/accounts/{ada.account}/keys"
        reads = self.expect(ada.post(path, {"name": "reads", "scope": "read"}), 201)
        writes = self.expect(ada.post(path, {"name": "writes"}), 201)
        reader, writer = Person(self, token=reads["secret"]), Person(self, token=writes["secret"])
        self.expect(reader.get("/v1/me"), 200)
        self.expect(reader.patch(f"/v1/accounts/{ada.account}", {"language": "de"}), 403)
        self.expect(writer.patch(f"/v1/accounts/{ada.account}", {"language": "de"}), 200)
        listed = self.expect(ada.get(path), 200)["data"]
        self.assertEqual({k["name"] for k in listed}, {"reads", "writes"})
        self.assertNotIn(reads["secret"], ada.get(path).raw.decode())
        self.expect(ada.ask("DELETE", f"{path}/{reads['id']}"), 204)
        self.expect(reader.get("/v1/me"), 401)
        typo = writes["secret"][:-1] + ("a" if writes["secret"][-1] != "a" else "b")
        self.expect(self.ask("GET", "/v1/me", token=typo), 401)


class Idle(House):
    RULES = "operator_idle_ms = 3000;"

    def test_an_operators_page_left_alone_is_signed_out(self):
        olive = self.sign_in("olive")
        limit = time.monotonic() + 30
        while olive.ask("GET", "/v1/me", headers={"X-Asked-By": "page"}).status == 200:
            self.assertLess(time.monotonic(), limit, "it never ended")
            time.sleep(0.1)
        self.expect(olive.get("/v1/me"), 401)


if __name__ == "__main__":
    unittest.main()
