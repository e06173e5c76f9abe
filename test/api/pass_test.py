# SPDX-License-Identifier: Apache-2.0
"""Letting the next one go first: places, who is told what, and when it is refused."""
import time
import unittest

from house import House


class LettingPass(House):
    RULES = "wait_least_ms = 1000; let_pass_rest_ms = 1000;"

    def setUp(self):
        self.dana = self.add("advisor", number="+99911111111")
        self.listing = self.add_listing(self.dana)

    def line_of(self, count):
        """So many who wait, in their order: (person, callback)."""
        line = []
        for n in range(1, count + 1):
            who = self.add("customer", credit=5000, number=f"+9992333{n:04d}")
            made = who.post("/v1/callbacks", {"listing": self.listing, "number": f"+9992333{n:04d}", "wait_seconds": 3600})
            line.append((who, self.expect(made, 201)["id"]))
        return line

    def let_pass(self, who, callback):
        return who.post(f"/v1/callbacks/{callback}/let-pass")

    def places(self, line):
        return [self.expect(who.get(f"/v1/callbacks/{callback}"), 200)["position"] for who, callback in line]

    def test_one_is_let_pass_and_everybody_sees_the_order_in_which_the_line_comes(self):
        line = self.line_of(4)
        (ada, first), (bob, second) = line[:2]
        now = self.expect(self.let_pass(ada, first), 200)
        self.assertEqual((now["position"], now["lets_pass"], now["let_first"]), (2, True, False))
        self.assertIsNotNone(now["let_pass_again_at"])
        other = self.expect(bob.get(f"/v1/callbacks/{second}"), 200)
        self.assertEqual((other["position"], other["lets_pass"], other["let_first"]), (1, False, True))
        self.assertEqual(self.places(line), [2, 1, 3, 4])
        shown = self.expect(self.dana.get(f"/v1/advisors/{self.dana.advisor}/arranged-calls"), 200)["data"]
        self.assertEqual([(a["callback"], a["position"], a["lets_pass"]) for a in shown[:3]],
                         [(second, 1, False), (first, 2, True), (line[2][1], 3, False)])
        again = self.expect(self.let_pass(ada, first), 200)
        self.assertEqual(again["let_pass_again_at"], now["let_pass_again_at"])

    def test_who_is_let_pass_may_let_the_next_one_pass(self):
        line = self.line_of(4)
        for who, callback in line[:2]:
            self.expect(self.let_pass(who, callback), 200)
        self.assertEqual(self.places(line), [2, 3, 1, 4])

    def test_a_pass_is_over_when_the_other_one_left_and_rests_a_while(self):
        line = self.line_of(3)
        (ada, first), (bob, second), (cleo, third) = line
        self.expect(self.let_pass(ada, first), 200)
        self.expect(bob.post(f"/v1/callbacks/{second}/cancel", {}), 200)
        now = self.expect(ada.get(f"/v1/callbacks/{first}"), 200)
        self.assertEqual((now["position"], now["lets_pass"]), (1, False))
        self.expect(self.let_pass(ada, first), 422, "let_pass_rests")
        time.sleep(1.1)
        now = self.expect(self.let_pass(ada, first), 200)
        self.assertEqual((now["position"], now["let_pass_again_at"] is None), (2, False))
        self.assertEqual(self.expect(cleo.get(f"/v1/callbacks/{third}"), 200)["let_first"], True)

    def test_nobody_behind_and_nothing_left_to_let_pass_say_so(self):
        (ada, first), (bob, second) = self.line_of(2)
        self.expect(self.let_pass(bob, second), 422, "last_in_line")
        self.expect(bob.post(f"/v1/callbacks/{second}/cancel", {}), 200)
        self.expect(self.let_pass(bob, second), 409, "already_ended")
        self.expect(self.let_pass(self.dana, first), 403)
        self.expect(self.let_pass(bob, first), 404)

    def test_both_are_told_and_nobody_is_named(self):
        (ada, first), (bob, second) = self.line_of(2)
        self.expect(self.let_pass(ada, first), 200)

        def told(who, kind):
            return self.wait_for(lambda: [e for e in who.get("/v1/events?limit=100").json["data"] if e["kind"] == kind])[0]

        self.assertEqual(told(ada, "callback.let_pass")["data"]["note"], "You let one person go first.")
        other = told(bob, "callback.let_first")
        self.assertEqual((other["subject"], other["data"]["note"]), (second, "The person before you let you go first."))
        for who, names in ((bob, (first, ada.customer, ada.login)), (ada, (second, bob.customer, bob.login))):
            raw = who.get("/v1/events?limit=100").raw.decode()
            for name in names:
                self.assertNotIn(name, raw)
        why = self.expect(ada.get(f"/v1/callbacks/{first}/explain"), 200)
        self.assertIn("This one lets the next one go first, once; its place is kept.", why["why_waiting"])
        why = self.expect(bob.get(f"/v1/callbacks/{second}/explain"), 200)
        self.assertIn("The one before lets this one go first.", why["why_waiting"])
        audit = self.expect(self.operator.get(f"/v1/audit?subject={first}&action=callback.let_pass"), 200)["data"]
        self.assertEqual([line["account"] for line in audit], [ada.account])

    def test_a_signed_link_lets_one_pass_too(self):
        (ada, first), _ = self.line_of(2)
        token = self.expect(ada.post(f"/v1/callbacks/{first}/link"), 201)["token"]
        now = self.expect(self.anyone.post(f"/v1/links/{token}/let-pass"), 200)["callback"]
        self.assertEqual((now["position"], now["lets_pass"]), (2, True))


if __name__ == "__main__":
    unittest.main()
