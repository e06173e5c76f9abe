# SPDX-License-Identifier: Apache-2.0
"""Call now: an advisor is kept for one customer, never for long, and never past somebody who waits."""
import itertools
import time
import unittest

from house import House

NUMBERS = itertools.count(99912350001)


class Reserve(House):
    RULES = "reserve_ms = 60000; reserve_more_ms = 30000; wait_least_ms = 1000; "

    def setUp(self):
        self.dana = self.add("advisor")  # without a phone: the line stands still, and can be looked at
        self.listing = self.add_listing(self.dana)
        self.phones = {}
        self.ada, self.bob = self.customer(), self.customer()
        self.take_calls()

    def customer(self):
        number = f"+{next(NUMBERS)}"
        person = self.add("customer", credit=5000, number=number)
        self.phones[person.account] = number
        return person

    def take_calls(self, intent="taking_calls"):
        self.expect(self.dana.patch(f"/v1/advisors/{self.dana.advisor}/availability", {"intent": intent}), 200)

    def seen(self):
        return self.expect(self.anyone.get(f"/v1/advisors/{self.dana.advisor}"), 200)

    def reserve(self, who):
        return who.post("/v1/reservations", {"listing": self.listing})

    def call_now(self, who):
        return who.post("/v1/calls-now", {"listing": self.listing, "number": self.phones[who.account]})

    def arrange(self, who):
        return who.post("/v1/callbacks", {"listing": self.listing, "number": self.phones[who.account], "wait_seconds": 600})

    def test_while_kept_for_one_the_others_arrange(self):
        kept = self.expect(self.reserve(self.ada), 201)
        self.assertIn(kept["seconds_left"], range(55, 61))
        self.assertEqual((self.seen()["activity"], self.seen()["button"]), ("reserved", "arrange"))
        self.assertEqual(self.expect(self.reserve(self.ada), 201)["reserved_until"], kept["reserved_until"])
        self.expect(self.reserve(self.bob), 409, "advisor_not_free", "#/listing")
        self.expect(self.call_now(self.bob), 409, "advisor_not_free", "#/listing")
        waits = self.expect(self.arrange(self.bob), 201)
        self.assertEqual(waits["position"], 1)
        # The place was taken when the advisor was kept.
        self.assertEqual(self.expect(self.call_now(self.ada), 201)["position"], 1)
        self.assertEqual(self.bob.get(f"/v1/callbacks/{waits['id']}").json["position"], 2)
        self.assertNotEqual(self.seen()["activity"], "reserved")

    def test_whoever_waits_goes_first(self):
        self.expect(self.arrange(self.bob), 201)
        self.expect(self.reserve(self.ada), 409, "advisor_not_free")
        self.expect(self.call_now(self.ada), 409, "advisor_not_free")

    def test_giving_it_back_frees_the_advisor_and_wins_no_time(self):
        first = self.expect(self.reserve(self.ada), 201)
        self.expect(self.bob.ask("DELETE", f"/v1/reservations/{self.dana.advisor}"), 404)
        self.expect(self.ada.ask("DELETE", f"/v1/reservations/{self.dana.advisor}"), 204)
        self.assertEqual(self.seen()["button"], "call_now")
        again = self.expect(self.reserve(self.ada), 201)
        self.assertEqual(again["reserved_until"], first["reserved_until"])

    def extend(self, who):
        return who.post(f"/v1/reservations/{self.dana.advisor}/extend")

    def test_it_is_kept_for_longer_once(self):
        self.expect(self.extend(self.ada), 404, "not_found")
        first = self.expect(self.reserve(self.ada), 201)
        self.assertTrue(first["may_extend"])
        self.expect(self.extend(self.bob), 404, "not_found")
        longer = self.expect(self.extend(self.ada), 200)
        self.assertIn(longer["seconds_left"], range(85, 91))
        self.assertFalse(longer["may_extend"])
        self.expect(self.extend(self.ada), 429, "rate_limited")
        again = self.expect(self.reserve(self.ada), 201)
        self.assertEqual((again["reserved_until"], again["may_extend"]), (longer["reserved_until"], False))
        # Giving it back and taking it again wins no time.
        self.expect(self.ada.ask("DELETE", f"/v1/reservations/{self.dana.advisor}"), 204)
        self.assertEqual(self.expect(self.reserve(self.ada), 201)["reserved_until"], first["reserved_until"])

    def test_the_advisor_waits_a_moment_and_no_longer_than_wanted(self):
        path = f"/v1/reservations/{self.dana.advisor}"
        own = lambda: self.expect(self.dana.get(f"/v1/advisors/{self.dana.advisor}/availability"), 200)
        self.expect(self.dana.ask("DELETE", path), 404, "not_found")
        self.expect(self.reserve(self.ada), 201)
        self.assertLess(own()["reserved_release_at"], own()["reserved_until"])
        refused = self.dana.ask("DELETE", path)
        self.expect(refused, 429, "rate_limited")
        self.assertIn(int(refused.headers["retry-after"]), range(1, 32))
        self.assertEqual(self.seen()["activity"], "reserved")

    def test_only_a_free_advisor_is_kept_or_called(self):
        self.take_calls("arrange_only")
        self.expect(self.reserve(self.ada), 409, "advisor_not_free")
        self.expect(self.call_now(self.ada), 409, "advisor_not_free")
        self.expect(self.ada.post("/v1/reservations", {"listing": "lst_0sa724fafy000"}), 404, "not_found", "#/listing")
        self.expect(self.reserve(self.dana), 403)

    def test_calling_now_needs_no_web_call_backs(self):
        path = f"/v1/advisors/{self.dana.advisor}/availability"
        self.expect(self.dana.patch(path, {"callbacks_on": False}), 200)
        self.assertEqual(self.seen()["button"], "call_now")
        self.expect(self.arrange(self.bob), 409, None, "#/listing")
        self.expect(self.call_now(self.ada), 201)
        self.assertEqual(self.seen()["button"], "mail")  # somebody is ahead now, and there is no line to join

    def test_call_now_without_keeping_is_a_callback_like_any_other(self):
        made = self.expect(self.call_now(self.ada), 201)
        self.assertEqual((made["state"], made["position"]), ("waiting", 1))
        self.expect(self.ada.post(f"/v1/callbacks/{made['id']}/cancel"), 200)


class Released(House):
    RULES = "reserve_release_ms = 0; wait_least_ms = 1000;"

    def test_whom_the_advisor_sent_away_does_not_come_back_at_once(self):
        ada, bob, dana = self.add("customer"), self.add("customer"), self.add("advisor")
        listing = {"listing": self.add_listing(dana)}
        self.expect(dana.patch(f"/v1/advisors/{dana.advisor}/availability", {"intent": "taking_calls"}), 200)
        self.expect(ada.post("/v1/reservations", listing), 201)
        self.expect(self.add("advisor").ask("DELETE", f"/v1/reservations/{dana.advisor}"), 404, "not_found")
        self.expect(dana.ask("DELETE", f"/v1/reservations/{dana.advisor}"), 204)
        self.assertEqual(self.anyone.get(f"/v1/advisors/{dana.advisor}").json["button"], "call_now")
        self.expect(ada.post(f"/v1/reservations/{dana.advisor}/extend"), 404, "not_found")
        self.expect(ada.post("/v1/reservations", listing), 429, "rate_limited")
        self.expect(bob.post("/v1/reservations", listing), 201)
        told = dana.get("/v1/events?kind=availability.changed").json["data"]
        self.assertIn("reserve_released", [one["data"].get("cause") for one in told])


class Lapsed(House):
    RULES = "reserve_ms = 1000; reserve_rest_ms = 3600000; wait_least_ms = 1000;"

    def test_it_is_over_by_itself_and_not_at_once_again(self):
        ada, dana = self.add("customer"), self.add("advisor")
        listing = self.add_listing(dana)
        self.expect(dana.patch(f"/v1/advisors/{dana.advisor}/availability", {"intent": "taking_calls"}), 200)
        self.expect(ada.post("/v1/reservations", {"listing": listing}), 201)
        limit = time.monotonic() + 20
        kinds = lambda: [e["data"].get("cause") for e in dana.get("/v1/events?kind=availability.changed").json["data"]]
        while "reserve_over" not in kinds():
            self.assertLess(time.monotonic(), limit)
            time.sleep(0.05)
        self.assertEqual(self.anyone.get(f"/v1/advisors/{dana.advisor}").json["button"], "call_now")
        self.expect(ada.post("/v1/reservations", {"listing": listing}), 429, "rate_limited")


if __name__ == "__main__":
    unittest.main()
