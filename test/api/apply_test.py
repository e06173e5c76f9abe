# SPDX-License-Identifier: Apache-2.0
"""A customer asks to become an advisor; an owner approves or declines; until then nothing of it is public."""
import threading
import time
import unittest

from house import House, id_of, number_of, PASSWORD


class Applying:
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.category = cls.add_category()
        cls.serial = 0

    def wish(self, **changes):
        type(self).serial += 1
        return {"category": self.category, "title": f"Old radios {self.serial}", "description": "It hums and says nothing.",
                "price": self.usd(190), "about": "a secret of the applicant", **changes}

    def customer(self, credit=0):
        type(self).serial += 1
        return self.add("customer", credit=credit, number=f"+9993000{self.serial:04}")

    def apply(self, who, **changes):
        return self.expect(who.post("/v1/applications", self.wish(**changes)), 201)

    def decide(self, application, how, body=None):
        return self.operator.post(f"/v1/applications/{application['id']}/{how}", body)

    def roles(self, who):
        return self.expect(self.operator.get(f"/v1/accounts/{who.account}"), 200)["roles"]


class Apply(Applying, House):
    RULES = "applications_most = 3;"

    def test_whoever_applies_waits_and_the_operator_reads_it(self):
        who = self.customer()
        asked = self.apply(who, nickname="Radio Rita")
        self.assertEqual((asked["state"], asked["nickname"], asked["listing"], asked["reason"]), ("pending", "Radio Rita", None, ""))
        self.assertNotIn("login", asked)
        own = self.expect(who.get("/v1/applications"), 200)
        self.assertEqual((own["pending"], [one["id"] for one in own["data"]]), (1, [asked["id"]]))
        self.assertEqual(self.expect(who.get(f"/v1/applications/{asked['id']}"), 200), asked)
        seen = self.expect(self.operator.get("/v1/applications?state=pending"), 200)
        self.assertGreaterEqual(seen["pending"], 1)
        of_house = next(one for one in seen["data"] if one["id"] == asked["id"])
        self.assertEqual((of_house["login"], of_house["about"]), (who.login, "a secret of the applicant"))

    def test_the_floor_reads_and_only_an_owner_decides(self):
        asked = self.apply(self.customer())
        floor, finance = self.add("operator", part="floor"), self.add("operator", part="finance")
        path = f"/v1/applications/{asked['id']}"
        self.expect(floor.get(path), 200)
        self.expect(floor.post(path + "/approve"), 403, "not_allowed")
        self.expect(floor.post(path + "/decline", {"reason": "no"}), 403, "not_allowed")
        self.expect(finance.get(path), 404)
        self.assertEqual(self.expect(finance.get("/v1/applications"), 200)["data"], [])

    def test_until_approved_nothing_is_public_and_nothing_of_an_advisor_works(self):
        who, other = self.customer(), self.customer()
        asked = self.apply(who, title="Hidden radios", nickname="Hidden Hanna")
        ghost = "adv_" + who.account[4:]
        for path in ("/v1/listings?limit=100", "/v1/advisors?limit=100", f"/v1/listings?advisor={ghost}", "/v1/categories"):
            for reader in (self.anyone, other):
                raw = reader.get(path).raw.decode()
                for word in ("Hidden radios", "Hidden Hanna", "a secret of the applicant", who.account[4:]):
                    self.assertNotIn(word, raw, path)
        self.expect(self.anyone.get(f"/v1/advisors/{ghost}"), 404)
        self.expect(other.post("/v1/mail", {"to_advisor": ghost, "body": "hello"}), 404)
        self.expect(who.post("/v1/listings", {"category": self.category, "title": "Mine", "price": self.usd(100)}), 403)
        self.expect(who.patch(f"/v1/advisors/{ghost}/availability", {"intent": "taking_calls"}), 403)
        self.assertEqual(self.roles(who), ["customer"])
        for path in (f"/v1/applications/{asked['id']}", f"/v1/applications/{asked['id']}/withdraw"):
            self.expect(other.get(path) if path == f"/v1/applications/{asked['id']}" else other.post(path), 404)
        self.assertEqual(self.expect(other.get("/v1/applications"), 200)["data"], [])

    def test_what_stands_against_applying_is_named(self):
        who = self.customer()
        taken = self.add("customer")
        self.expect(self.add("customer").post("/v1/applications", self.wish()), 422, "number_not_proved")
        unproved = self.add("customer")
        self.expect(unproved.post(f"/v1/accounts/{unproved.account}/numbers", {"number": "+99930009999"}), 201)
        self.expect(unproved.post("/v1/applications", self.wish()), 422, "number_not_proved")
        self.expect(self.add("advisor").post("/v1/applications", self.wish()), 403, "not_allowed")
        both = self.add("customer", "advisor", number="+99930009998")
        self.expect(both.post("/v1/applications", self.wish()), 409, "already_advisor")
        shut = self.add_category()
        self.expect(self.operator.patch(f"/v1/categories/{shut}", {"state": "closed"}), 200)
        for changes, pointer in (({"category": shut}, "#/category"), ({"category": "cat_0sa724fafy000"}, "#/category"),
                                 ({"price": self.usd(0)}, "#/price"), ({"price": self.usd(100001)}, "#/price"),
                                 ({"price": {"amount": 100, "currency": "EUR"}}, "#/price/currency"),
                                 ({"title": "  "}, "#/title"), ({"title": "two\nlines"}, "#/title"),
                                 ({"about": "bell \u0007"}, "#/about"), ({"nickname": " x "}, "#/nickname"),
                                 ({"nickname": "n" * 41}, "#/nickname")):
            self.expect(who.post("/v1/applications", self.wish(**changes)), 422, "validation_failed", pointer)
        name = self.expect(self.operator.get(f"/v1/accounts/{taken.account}"), 200)["nickname"]
        self.expect(who.post("/v1/applications", self.wish(nickname=name)), 409, "already_taken", "#/nickname")
        self.assertEqual(self.expect(who.get("/v1/applications"), 200)["data"], [])

    def test_one_waits_at_a_time_and_only_so_many_in_a_while(self):
        who = self.customer()
        for _ in range(2):
            asked = self.apply(who)
            self.expect(who.post("/v1/applications", self.wish()), 409, "already_applied")
            self.assertEqual(self.expect(who.post(f"/v1/applications/{asked['id']}/withdraw"), 200)["state"], "withdrawn")
            self.expect(who.post(f"/v1/applications/{asked['id']}/withdraw"), 409, "application_over")
            self.expect(self.decide(asked, "approve"), 409, "application_over")
        last = self.apply(who)
        self.expect(self.decide(last, "decline", {"reason": "Not yet."}), 200)
        self.expect(who.post("/v1/applications", self.wish()), 429, "rate_limited")
        own = self.expect(who.get("/v1/applications"), 200)["data"]
        self.assertEqual([one["state"] for one in own], ["declined", "withdrawn", "withdrawn"])

    def test_a_no_needs_a_reason_that_the_applicant_reads(self):
        who = self.customer()
        asked = self.apply(who)
        self.expect(self.decide(asked, "decline", {"reason": "  "}), 422, "validation_failed", "#/reason")
        self.expect(self.decide(asked, "decline", {"reason": "Send us your licence first."}), 200)
        own = self.expect(who.get(f"/v1/applications/{asked['id']}"), 200)
        self.assertEqual((own["state"], own["reason"]), ("declined", "Send us your licence first."))
        self.assertNotIn("ended_by", own)
        self.assertEqual(self.expect(self.operator.get(f"/v1/applications/{asked['id']}"), 200)["ended_by"], self.operator.account)
        self.assertEqual(self.roles(who), ["customer"])
        self.apply(who)

    def test_whoever_is_approved_advises_and_stays_a_customer(self):
        who = self.customer(credit=5000)
        dana = self.add("advisor")
        listing = self.add_listing(dana)
        number = self.expect(who.get(f"/v1/accounts/{who.account}/numbers"), 200)["data"][0]["number"]
        waits = self.expect(who.post("/v1/callbacks", {"listing": listing, "number": number, "wait_seconds": 3600}), 201)
        other = self.add_category()
        asked = self.apply(who, nickname=f"Rita {self.serial}")
        terms = {"price": self.usd(250), "category": other, "extension": "733", "title": "Radios, old and older"}
        done = self.expect(self.decide(asked, "approve", terms), 200)
        self.assertEqual((done["state"], done["title"]), ("approved", asked["title"]))
        self.assertEqual(self.roles(who), ["customer", "advisor"])
        offered = self.expect(self.anyone.get(f"/v1/listings/{done['listing']}"), 200)
        made = {"advisor_nickname": asked["nickname"], "title": "Radios, old and older", "description": asked["description"],
                "price": self.usd(250), "extension": "733", "category": other}
        self.assertEqual({name: offered[name] for name in made}, made)
        self.assertNotIn("a secret of the applicant", str(offered))
        advisor = "adv_" + who.account[4:]
        self.expect(who.patch(f"/v1/advisors/{advisor}/availability", {"intent": "taking_calls"}), 200)
        self.assertEqual(self.expect(self.anyone.get(f"/v1/advisors/{advisor}"), 200)["intent"], "taking_calls")
        self.assertEqual(self.expect(who.get("/v1/balance"), 200)["available"], self.usd(5000))
        self.assertEqual(self.expect(who.get(f"/v1/callbacks/{waits['id']}"), 200)["state"], "waiting")
        self.expect(who.post("/v1/callbacks", {"listing": done["listing"], "number": number, "wait_seconds": 3600}), 409, "own_line")
        again = self.sign_in(who.login, PASSWORD)
        self.assertEqual(again.account, who.account)
        self.expect(who.post("/v1/applications", self.wish()), 409, "already_advisor")
        for how, body in (("approve", None), ("decline", {"reason": "changed my mind"})):
            self.expect(self.decide(asked, how, body), 409, "application_over")

    def test_what_cannot_be_approved_changes_nothing(self):
        who = self.customer()
        asked = self.apply(who, nickname=f"Quiet {self.serial}")
        taken = self.expect(self.operator.get(f"/v1/listings/{self.add_listing(self.add('advisor'))}"), 200)["extension"]
        name = self.expect(self.operator.get(f"/v1/accounts/{self.add('customer').account}"), 200)["nickname"]
        shut = self.add_category()
        self.expect(self.operator.patch(f"/v1/categories/{shut}", {"state": "closed"}), 200)
        for terms, status, pointer in (({"extension": taken}, 409, "#/extension"), ({"category": shut}, 422, "#/category"),
                                       ({"price": self.usd(0)}, 422, "#/price"), ({"title": " "}, 422, "#/title"),
                                       ({"nickname": " "}, 422, "#/nickname"), ({"nickname": name}, 409, "#/nickname")):
            self.expect(self.decide(asked, "approve", terms), status, None, pointer)
        self.expect(self.operator.post(f"/v1/accounts/{who.account}/suspend", {"reason": "x"}), 200)
        self.expect(self.decide(asked, "approve"), 403, "suspended")
        self.expect(self.operator.post(f"/v1/accounts/{who.account}/restore"), 200)
        self.assertEqual(self.roles(who), ["customer"])
        self.assertEqual(self.expect(self.operator.get(f"/v1/applications/{asked['id']}"), 200)["state"], "pending")
        self.expect(self.decide(asked, "approve"), 200)

    def test_two_who_decide_at_once_decide_once(self):
        who = self.customer()
        asked = self.apply(who)
        seen = []
        threads = [threading.Thread(target=lambda: seen.append(self.decide(asked, "approve").status)) for _ in range(6)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        self.assertEqual(sorted(seen), [200] + [409] * 5)
        self.assertEqual(len(self.expect(self.anyone.get(f"/v1/listings?advisor=adv_{who.account[4:]}"), 200)["data"]), 1)

    def test_who_presses_twice_applies_once(self):
        who, seen = self.customer(), []
        threads = [threading.Thread(target=lambda: seen.append(who.post("/v1/applications", self.wish()).status)) for _ in range(6)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        self.assertEqual(sorted(seen), [201] + [409] * 5)

    def test_every_step_says_who_when_and_what(self):
        who = self.customer()
        first = self.apply(who)
        self.expect(self.decide(first, "decline", {"reason": "Not now."}), 200)
        second = self.apply(who)
        self.expect(self.decide(second, "approve"), 200)
        lines = {}
        for asked in (first, second):
            page = self.expect(self.operator.get(f"/v1/audit?subject={asked['id']}"), 200)["data"]
            lines[asked["id"]] = [(line["action"], line["account"], line["actor"]) for line in reversed(page)]
            self.assertNotIn("a secret of the applicant", str(page))
            self.assertTrue(all(line["at"] for line in page))
        for asked, what in ((first, "application.declined"), (second, "application.approved")):
            self.assertEqual(lines[asked["id"]], [("application.created", who.account, "customer"),
                                                  (what, self.operator.account, "operator")])
        changed = self.expect(self.operator.get(f"/v1/audit?subject={who.account}&action=account.changed"), 200)["data"]
        self.assertEqual((changed[0]["detail"]["roles"], changed[0]["detail"]["before"]["roles"]), (3, 1))
        self.expect(self.operator.get(f"/v1/applications/{second['id']}"), 200)

    def test_the_applicant_and_the_house_hear_of_it_and_nobody_else(self):
        who, other = self.customer(), self.customer()
        asked = self.apply(who)
        self.expect(self.decide(asked, "decline", {"reason": "Too few hours."}), 200)
        of = lambda reader: [e["kind"] for e in self.expect(reader.get("/v1/events?limit=100"), 200)["data"] if e["subject"] == asked["id"]]
        for reader in (who, self.operator):
            self.wait_for(lambda reader=reader: len(of(reader)) == 2)
        self.assertEqual(of(other), [])


class Forgotten(Applying, House):
    RULES = "applications_window_ms = 86400000; application_keep_ms = 172800000;"

    def test_what_is_long_over_is_forgotten_and_the_audit_log_is_not(self):
        old, young, waiting = (self.apply(self.customer()) for _ in range(3))
        for asked in (old, young):
            self.expect(self.decide(asked, "decline", {"reason": "Not now."}), 200)
        days_ago = {}
        for asked, days in ((old, 3), (young, 1), (waiting, 30)):
            days_ago[asked["id"]] = made = id_of("app", 1000 + days)
            at = int((time.time() - days * 86400) * 1000000)
            self.script(f"UPDATE application SET id = {1000 + days}, asked_at = {at}, "
                        f"ended_at = CASE WHEN ended_at IS NULL THEN NULL ELSE {at} END WHERE id = {number_of(asked['id'])}")
            self.expect(self.operator.get(f"/v1/applications/{made}"), 200)
        self.keep_house()
        self.wait_for(lambda: self.operator.get(f"/v1/applications/{days_ago[old['id']]}").status == 404)
        for asked in (young, waiting):
            self.expect(self.operator.get(f"/v1/applications/{days_ago[asked['id']]}"), 200)
        told = self.expect(self.operator.get(f"/v1/audit?subject={old['id']}"), 200)["data"]
        self.assertEqual([line["action"] for line in told], ["application.declined", "application.created"])


class Shut(House):
    RULES = "applications_open = 0;"

    def test_where_the_operator_makes_the_advisors_nobody_applies(self):
        ada = self.add("customer", number="+99933334444")
        self.assertFalse(self.expect(self.anyone.get("/v1/rules"), 200)["applications_open"])
        wish = {"category": self.add_category(), "title": "Radios", "price": self.usd(100)}
        self.expect(ada.post("/v1/applications", wish), 403, "not_allowed")


if __name__ == "__main__":
    unittest.main()
