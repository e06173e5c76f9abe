# SPDX-License-Identifier: Apache-2.0
"""Arranging a call and what can be done with it: place, edits, cancelling, and what each side sees."""
import re
import threading
import unittest
from datetime import datetime

from house import House


class Line(House):
    RULES = "wait_least_ms = 1000; line_cap = 30; customer_cap = 3;"

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.category = cls.add_category()

    def setUp(self):
        self.dana = self.add("advisor", number="+99911111111")
        self.listing = self.add_listing(self.dana, category=self.category)

    def caller(self, n=1, credit=5000):
        return self.add("customer", credit=credit, number=f"+9992222{n:04d}")

    def arrange(self, who, n=1, listing=None, wait=3600, **more):
        return who.post("/v1/callbacks", {"listing": listing or self.listing, "number": f"+9992222{n:04d}",
                                          "wait_seconds": wait, **more})

    def test_a_request_is_created_with_its_place_and_shown_to_its_owner(self):
        ada = self.caller()
        made = self.arrange(ada, reason="My roses")
        callback = self.expect(made, 201)
        self.assertEqual(made.headers["location"], f"/v1/callbacks/{callback['id']}")
        self.assertEqual((callback["state"], callback["position"], callback["channel"]), ("waiting", 1, "web"))
        self.assertEqual((callback["number"], callback["price"]), ("+99922220001", self.usd(240)))
        seen = self.expect(ada.get(made.headers["location"]), 200)
        self.assertEqual((seen.pop("forecast"), seen.pop("forecast_why")), (None, "away"))
        self.assertEqual(seen, callback)
        listed = self.expect(ada.get("/v1/callbacks?live=true"), 200)["data"]
        self.assertEqual([c["id"] for c in listed], [callback["id"]])

    def test_the_same_pair_again_edits_and_keeps_the_place(self):
        ada, bob = self.caller(1), self.caller(2)
        first = self.expect(self.arrange(ada, 1), 201)
        self.expect(self.arrange(bob, 2), 201)
        self.operator.post(f"/v1/accounts/{ada.account}/numbers", {"number": "+99922229999"})
        second = self.add_listing(self.dana, category=self.category)
        again = self.expect(self.arrange(ada, 9999, listing=second, wait=7200), 200)
        self.assertEqual((again["id"], again["position"]), (first["id"], 1))
        self.assertEqual(again["number"], "+99922229999")
        self.assertGreater(again["expires_at"], first["expires_at"])
        self.assertEqual(again["requested_at"], first["requested_at"])

    def test_a_key_makes_one_request_however_often_it_is_sent(self):
        ada = self.caller()
        body = {"listing": self.listing, "number": "+99922220001", "wait_seconds": 3600}
        self.expect(ada.ask("POST", "/v1/callbacks", body), 400)
        first = ada.post("/v1/callbacks", body, **{"Idempotency-Key": "one"})
        again = ada.post("/v1/callbacks", body, **{"Idempotency-Key": "one"})
        self.assertEqual((self.expect(first, 201), first.headers["location"]),
                         (self.expect(again, 201), again.headers["location"]))
        self.assertEqual(again.headers.get("idempotency-replayed"), "true")
        other = ada.post("/v1/callbacks", {**body, "wait_seconds": 60}, **{"Idempotency-Key": "one"})
        self.expect(other, 422)
        # The same key of somebody else is another key.
        bob = self.caller(2)
        self.expect(bob.post("/v1/callbacks", {**body, "number": "+99922220002"}, **{"Idempotency-Key": "one"}), 201)

    def test_many_at_once_with_one_key_make_one_request(self):
        ada, answers = self.caller(), []
        body = {"listing": self.listing, "number": "+99922220001", "wait_seconds": 3600}

        def send():
            answers.append(ada.post("/v1/callbacks", body, **{"Idempotency-Key": "crowd"}))

        threads = [threading.Thread(target=send) for _ in range(12)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        self.assertLessEqual({a.status for a in answers}, {201, 409})
        made = {a.json["id"] for a in answers if a.status == 201}
        self.assertEqual(len(made), 1)
        self.assertEqual(len(self.expect(ada.get("/v1/callbacks"), 200)["data"]), 1)

    def test_the_line_is_in_the_order_of_acknowledged_requests(self):
        callers = [self.caller(n) for n in range(10, 15)]
        ids = [self.expect(self.arrange(c, n), 201)["id"] for n, c in zip(range(10, 15), callers)]
        page = self.expect(self.dana.get(f"/v1/advisors/{self.dana.advisor}/arranged-calls?limit=2"), 200)
        self.assertEqual(page["count"], 5)
        rows = page["data"]
        while page["next_cursor"]:
            page = self.expect(self.dana.get(f"/v1/advisors/{self.dana.advisor}/arranged-calls?limit=2"
                                             f"&cursor={page['next_cursor']}"), 200)
            rows += page["data"]
        self.assertEqual([r["callback"] for r in rows], ids)
        self.assertEqual([r["position"] for r in rows], [1, 2, 3, 4, 5])
        self.expect(callers[1].post(f"/v1/callbacks/{ids[1]}/cancel"), 200)
        self.assertEqual(self.expect(callers[4].get(f"/v1/callbacks/{ids[4]}"), 200)["position"], 4)

    def test_arranged_calls_show_the_five_columns(self):
        ada = self.caller()
        callback = self.expect(self.arrange(ada, reason="Roses"), 201)
        self.operator.patch(f"/v1/listings/{self.listing}", {"price": self.usd(300)})
        row = self.expect(self.dana.get(f"/v1/advisors/{self.dana.advisor}/arranged-calls"), 200)["data"][0]
        self.assertEqual(row["customer_nickname"], callback["customer_nickname"])
        self.assertEqual(row["call_back_until"], callback["expires_at"])
        self.assertEqual(row["earned"], self.usd(0))
        self.assertEqual(row["listing_title"], callback["listing_title"])
        self.assertEqual((row["price"], row["price_at_request"]), (self.usd(300), self.usd(240)))
        self.assertEqual(row["reason"], "Roses")

    def test_neither_side_sees_the_others_number(self):
        ada = self.caller(77)
        made = self.arrange(ada, 77)
        at = made.headers["location"]
        views = {"advisor": [self.dana.get(at), self.dana.get(at + "/explain"),
                             self.dana.get(f"/v1/callbacks?advisor={self.dana.advisor}"),
                             self.dana.get(f"/v1/advisors/{self.dana.advisor}/arranged-calls")],
                 "customer": [ada.get(at), ada.get(at + "/explain"), ada.get(f"/v1/advisors/{self.dana.advisor}"),
                              ada.get(f"/v1/listings/{self.listing}"), ada.get("/v1/events")]}
        for side, answers in views.items():
            other = "99922220077" if side == "advisor" else "99911111111"
            for answer in answers:
                self.assertEqual(answer.status, 200, answer)
                self.assertNotIn(other, answer.raw.decode())
        seen = self.expect(self.operator.get(at), 200)
        self.assertEqual((seen["number"], seen["number_masked"]), ("+9992***0077", True))
        self.assertEqual(self.expect(self.operator.post(at + "/reveal"), 200)["number"], "+99922220077")
        self.expect(self.dana.post(at + "/reveal"), 403)

    def test_number_and_time_can_be_edited_and_nothing_else(self):
        ada = self.caller()
        made = self.arrange(ada)
        at, tag = made.headers["location"], ada.get(made.headers["location"]).headers["etag"]
        later = self.expect(ada.post(at + "/extend", {"seconds": 600}), 200)["expires_at"]
        self.assertGreater(later, made.json["expires_at"])
        self.expect(ada.patch(at, {"expires_at": later}, **{"If-Match": tag}), 412, "stale")
        self.expect(ada.patch(at, {"number": "+99922225555"}), 422, "number_not_proved", "#/number")
        self.expect(ada.patch(at, {"number": "+19002345678"}), 422, "number_not_callable", "#/number")
        self.expect(ada.patch(at, {"expires_at": "2031-01-01T00:00:00Z"}), 422, "wait_not_allowed", "#/expires_at")
        self.expect(ada.post(at + "/extend", {"seconds": 604800}), 422, "wait_not_allowed", "#/seconds")
        self.expect(ada.patch(at, {"state": "completed"}), 422)
        self.expect(self.dana.patch(at, {"expires_at": later}), 403)

    def test_cancelling_ends_it_once_and_an_advisor_gives_a_reason(self):
        ada, bob = self.caller(1), self.caller(2)
        one = self.arrange(ada, 1).headers["location"]
        two = self.arrange(bob, 2).headers["location"]
        gone = self.expect(ada.post(one + "/cancel"), 200)
        self.assertEqual((gone["state"], gone["position"]), ("cancelled", None))
        self.expect(ada.post(one + "/cancel"), 409, "already_ended")
        self.expect(self.dana.post(two + "/cancel"), 422, pointer="#/reason")
        gone = self.expect(self.dana.post(two + "/cancel", {"reason": "I know him"}), 200)
        self.assertEqual(gone["state"], "withdrawn")
        self.expect(ada.post(two + "/cancel"), 404)

    def test_what_may_not_be_arranged_says_why(self):
        poor, rich = self.caller(1, credit=100), self.caller(2)
        self.expect(self.arrange(poor, 1), 402, "insufficient_balance")
        self.expect(self.arrange(rich, 3), 422, "number_not_proved", "#/number")
        self.expect(self.arrange(rich, 2, wait=604800), 422, "wait_not_allowed", "#/wait_seconds")
        both = {"listing": self.listing, "number": "+99922220002", "wait_seconds": 60, "expires_at": "2030-01-01T00:00:00Z"}
        self.expect(rich.post("/v1/callbacks", both), 422, pointer="#/wait_seconds")
        self.expect(rich.post("/v1/callbacks", {"listing": self.listing, "number": "+99922220002"}), 422)
        self.expect(self.arrange(rich, 2, listing="lst_0000000000001"), 404)
        self.expect(self.arrange(rich, 2, reason="x" * 201), 422, pointer="#/reason")
        self.expect(self.arrange(self.dana, 2), 403)
        self.expect(self.arrange(self.operator, 2), 422, pointer="#/customer")
        away = self.dana.patch(f"/v1/advisors/{self.dana.advisor}/availability", {"callbacks_on": False})
        self.expect(away, 200)
        self.expect(self.arrange(rich, 2), 409, "advisor_not_accepting")

    def test_caps_hold(self):
        ada = self.caller(1)
        for _ in range(3):
            other = self.add("advisor", number="+99911112222")
            self.expect(self.arrange(ada, 1, listing=self.add_listing(other, category=self.category)), 201)
        self.expect(self.arrange(ada, 1), 409, "too_many_callbacks")

    def test_an_operator_arranges_for_a_customer(self):
        ada = self.caller(1)
        callback = self.expect(self.arrange(self.operator, 1, customer=ada.customer), 201)
        self.assertEqual(callback["customer"], ada.customer)
        self.assertTrue(callback["number_masked"])
        bob = self.caller(2)
        self.expect(self.arrange(bob, 2, customer=ada.customer), 403)
        self.expect(self.operator.post(f"/v1/callbacks/{callback['id']}/extend", {"seconds": 60}), 200)

    def test_a_closed_listing_and_a_suspended_advisor_end_what_waits(self):
        ada, bob = self.caller(1), self.caller(2)
        second = self.add_listing(self.dana, category=self.category)
        one = self.arrange(ada, 1).headers["location"]
        two = self.arrange(bob, 2, listing=second).headers["location"]
        self.expect(self.dana.post(f"/v1/listings/{self.listing}/close"), 200)
        self.assertEqual(self.expect(ada.get(one), 200)["state"], "withdrawn")
        self.assertEqual(self.expect(bob.get(two), 200)["state"], "waiting")
        self.expect(self.arrange(ada, 1), 409, "listing_closed")
        self.expect(self.operator.post(f"/v1/accounts/{self.dana.account}/suspend"), 200)
        self.assertEqual(self.expect(bob.get(two), 200)["state"], "withdrawn")
        self.expect(self.arrange(bob, 2, listing=second), 409, "listing_closed")

    def crowd(self, count, ask):
        """`ask(i)` from so many threads at once; the answers in no order."""
        answers = []
        threads = [threading.Thread(target=lambda i=i: answers.append(ask(i))) for i in range(count)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        return answers

    def test_who_joins_while_the_advisor_is_shut_out_does_not_wait_for_ever(self):
        callers = [self.caller(n) for n in range(20, 32)]

        def ask(i):
            if i == 6:
                return self.operator.post(f"/v1/accounts/{self.dana.account}/suspend")
            return self.arrange(callers[i], 20 + i)

        answers = self.crowd(12, ask)
        self.assertLessEqual({a.status for a in answers}, {200, 201, 409}, answers)
        live = self.expect(self.operator.get(f"/v1/callbacks?advisor={self.dana.advisor}&live=true"), 200)["data"]
        self.assertEqual(live, [])

    def test_the_cap_of_a_line_holds_against_a_crowd(self):
        callers = [self.caller(n) for n in range(40, 74)]
        answers = self.crowd(34, lambda i: self.arrange(callers[i], 40 + i))
        self.assertEqual(sorted(a.status for a in answers), [201] * 30 + [409] * 4)
        rows = self.expect(self.dana.get(f"/v1/advisors/{self.dana.advisor}/arranged-calls?limit=100"), 200)["data"]
        self.assertEqual([r["position"] for r in rows], list(range(1, 31)))
        self.assertEqual({r["callback"] for r in rows}, {a.json["id"] for a in answers if a.status == 201})

    def test_one_ends_it_and_all_others_come_too_late(self):
        ada = self.caller()
        at = self.arrange(ada).headers["location"]
        answers = self.crowd(8, lambda i: (self.dana.post(at + "/cancel", {"reason": "busy"}) if i % 2
                                           else ada.post(at + "/cancel")))
        self.assertEqual(sorted(a.status for a in answers), [200] + [409] * 7)
        state = next(a.json["state"] for a in answers if a.status == 200)
        self.assertEqual(self.expect(ada.get(at), 200)["state"], state)

    def test_extending_at_once_adds_up(self):
        ada = self.caller()
        made = self.arrange(ada)
        self.crowd(6, lambda i: ada.post(made.headers["location"] + "/extend", {"seconds": 100}))
        ends = [datetime.fromisoformat(c["expires_at"].replace("Z", "+00:00"))
                for c in (made.json, ada.get(made.headers["location"]).json)]
        self.assertEqual((ends[1] - ends[0]).total_seconds(), 600)

    def test_becoming_available_switches_call_backs_on(self):
        path = f"/v1/advisors/{self.dana.advisor}/availability"
        self.assertEqual(self.expect(self.dana.get(path), 200)["intent"], "away")
        off = self.dana.patch(path, {"callbacks_on": False})
        self.assertEqual(self.expect(off, 200)["button"], "mail")
        self.expect(self.dana.patch(path, {"intent": "arrange_only"}, **{"If-Match": '"1"'}), 412)
        on = self.expect(self.dana.patch(path, {"intent": "taking_calls"}), 200)
        self.assertEqual((on["callbacks_on"], on["callbacks_switched_on"], on["button"]), (True, True, "call_now"))
        off = self.expect(self.dana.patch(path, {"callbacks_on": False}), 200)
        self.assertEqual((off["intent"], off["callbacks_on"]), ("taking_calls", False))

    def test_a_place_can_be_explained_without_names(self):
        ada, bob = self.caller(1), self.caller(2)
        self.arrange(ada, 1)
        at = self.arrange(bob, 2).headers["location"]
        why = self.expect(bob.get(at + "/explain"), 200)
        self.assertEqual((why["position"], why["ahead_count"], len(why["ahead"])), (2, 1, 1))
        self.assertIn("The advisor is away.", why["why_waiting"])
        self.assertNotIn(ada.customer, bob.get(at + "/explain").raw.decode())
        self.assertTrue(re.search("order of the first request", why["rule"]))


if __name__ == "__main__":
    unittest.main()
