# SPDX-License-Identifier: Apache-2.0
"""One real call through simulated phones, and what each side, strangers and the operator may then read of it."""
import json
import time
import unittest

from phones import ADA, BOB, DANA, PhonesHouse


class Call(PhonesHouse):
    HANDSETS = [("*0100", {"after_ms": 200, "sound": "high"}),
                ("*0111", {"after_ms": 200, "hang_up_after_talk_ms": 4000}),
                ("*", {"ring": "ignore"})]
    RULES = """ring_ms = 3000; key_wait_ms = 3000; wait_least_ms = 1000; wrap_up_ms = 100; free_under_ms = 1000;
               bill_minimum_ms = 2000; bill_step_ms = 1000; price_grace_ms = 300; share_basis_points = 6000;"""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.dana, cls.eve = cls.add("advisor", number=DANA), cls.add("advisor")
        cls.ada, cls.bob = (cls.add("customer", credit=5000, number=n) for n in (ADA, BOB))
        cls.listing = cls.add_listing(cls.dana, price=120)
        made = cls.ada.post("/v1/callbacks", {"listing": cls.listing, "number": ADA, "wait_seconds": 600})
        assert made.status == 201, made
        cls.callback = made.headers["location"]
        on = cls.dana.patch(f"/v1/advisors/{cls.dana.advisor}/availability", {"intent": "taking_calls"})
        assert on.status == 200, on
        cls.seen = cls.watch()

    @classmethod
    def watch(cls):
        """The states it went through, until it is over."""
        seen, limit = [], time.monotonic() + 60
        while time.monotonic() < limit:
            state = cls.ada.get(cls.callback).json["state"]
            if not seen or seen[-1] != state:
                seen.append(state)
            if state not in ("waiting", "offering", "ringing", "connected"):
                return seen
            time.sleep(0.05)
        raise AssertionError(f"it never ended: {seen}\n{cls.read_log()[-3000:]}")

    def setUp(self):
        self.call = self.ada.get(self.callback).json["call"]

    def test_it_was_offered_rung_connected_and_completed(self):
        self.assertEqual(self.seen[-1], "completed", self.seen)
        self.assertEqual(self.seen, sorted(self.seen, key=["waiting", "offering", "ringing", "connected",
                                                           "completed"].index))
        self.assertIn("connected", self.seen)

    def test_the_advisors_days_customers_and_counters_are_the_ledgers(self):
        at = f"/v1/advisors/{self.dana.advisor}"
        earned = self.expect(self.dana.get(f"/v1/calls/{self.call}/receipt"), 200)["earned"]
        days = self.expect(self.dana.get(f"{at}/earnings?days=7"), 200)
        self.assertEqual(len(days["days"]), 7)
        self.assertEqual(days["earned"], earned)
        self.assertEqual(sum(d["earned"]["amount"] for d in days["days"]), earned["amount"])
        self.assertEqual(days["talks"], 1)
        for part in ("listings", "customers"):
            self.assertEqual([(p["talks"], p["earned"]) for p in days[part]], [(1, earned)], part)
        one = self.expect(self.dana.get(f"{at}/customers"), 200)["data"]
        self.assertEqual([(c["customer"], c["talks"], c["earned"], c["waits"]) for c in one],
                         [(self.ada.customer, 1, earned, False)])
        summary = self.expect(self.dana.get(f"{at}/summary"), 200)
        self.assertEqual((summary["balance"], summary["customers"], summary["arranged_calls"]), (earned, 1, 0))
        for part in ("earnings", "customers", "summary"):
            self.expect(self.eve.get(f"{at}/{part}"), 404)
            self.expect(self.ada.get(f"{at}/{part}"), 403)
            self.expect(self.operator.get(f"{at}/{part}"), 200)
        self.expect(self.dana.get(f"{at}/earnings?days=93"), 422)

    def test_the_ladder_shows_phones_prompts_keys_and_money(self):
        ladder = self.expect(self.operator.get(f"/v1/calls/{self.call}/ladder"), 200)
        self.assertEqual([leg["side"] for leg in ladder["legs"]], ["advisor", "customer"])
        self.assertEqual({leg["trunk"] for leg in ladder["legs"]}, {"phones"})
        self.assertTrue(all(leg["answered_at"] and leg["sip_call_id"] for leg in ladder["legs"]))
        self.assertEqual({m["what"] for m in ladder["marks"]} & {"ring", "prompt", "key"}, {"ring", "prompt", "key"})
        money = {t["kind"]: t["amount"]["amount"] for t in ladder["transfers"]}
        self.assertEqual(money["hold"], sum(minor for kind, minor in money.items() if kind != "hold"))
        for number in (ADA, DANA):
            self.assertNotIn(number, json.dumps(ladder))

    def capture(self, who):
        """Each side's messages, once both phones are hung up and theirs are written down."""
        at = f"/v1/calls/{self.call}/capture"
        self.expect(self.dana.patch(f"/v1/advisors/{self.dana.advisor}/availability", {"intent": "away"}), 200)
        self.dana.post(f"/v1/calls/{self.call}/keys", {"menu": "menu", "key": "9"})
        self.wait_for(lambda: len(self.expect(who.get(at), 200)["legs"]) == 2)
        return {leg["side"]: leg for leg in who.get(at).json["legs"]}

    def test_an_engineer_reads_the_sip_messages_without_numbers_and_secrets(self):
        legs = self.capture(self.add("operator", part="engineer"))
        self.assertEqual(legs, self.capture(self.operator))
        for side, number in (("advisor", "sip:+1415***0100@"), ("customer", "sip:+1415***0111@")):
            self.assertEqual(legs[side]["left_out"], 0)
            messages = legs[side]["messages"]
            self.assertEqual([m["at"] for m in messages], sorted(m["at"] for m in messages))
            said = [(m["sent"], m["start"].replace("SIP/2.0", "").split()[0]) for m in messages]
            for one in ((True, "INVITE"), (False, "180"), (False, "200"), (True, "ACK")):
                self.assertIn(one, said)
            self.assertEqual(said[0], (True, "INVITE"))
            self.assertIn("BYE", [word for _, word in said])
            self.assertEqual(said[-1][1], "200", "the answer to BYE too")
            self.assertIn(number, messages[0]["start"])
            self.assertIn("a=rtpmap:0 PCMU/8000", messages[0]["sdp"])
            names = {line.split(":")[0] for m in messages for line in m["headers"]}
            self.assertLessEqual({"Via", "From", "To", "Call-ID", "CSeq", "Contact", "User-Agent"}, names)
            self.assertFalse([name for name in names if "Auth" in name])
            words = json.dumps(messages)
            for hidden in (ADA[5:], DANA[5:], self.ada.login, self.dana.login, "branch=", "c=IN"):
                self.assertNotIn(hidden, words)
            self.assertNotRegex(words, r"m=audio \d")

    def test_the_sip_messages_are_nobody_elses(self):
        at = f"/v1/calls/{self.call}/capture"
        for part in ("floor", "finance", "product"):
            self.expect(self.add("operator", part=part).get(at), 403, "not_allowed")
        for who in (self.ada, self.dana, self.bob):
            self.expect(who.get(at), 403, "not_allowed")
        self.expect(self.operator.get("/v1/calls/cal_0sa724fafy000/capture"), 404)

    def test_the_floor_and_an_engineer_read_the_call_without_its_money(self):
        at, hidden = f"/v1/calls/{self.call}", {"charge", "earned", "fee_per_minute", "share_basis_points"}
        for part in ("floor", "engineer"):
            who = self.add("operator", part=part)
            for row in (self.expect(who.get(at), 200), self.expect(who.get("/v1/calls"), 200)["data"][0]):
                self.assertEqual((row["id"], hidden & set(row)), (self.call, set()))
            self.assertEqual(self.expect(who.get(f"{at}/ladder"), 200)["transfers"], [])
            self.expect(who.get(f"{at}/receipt"), 403)
            self.expect(who.post(f"{at}/link"), 403)  # it would open the receipt
        floor = self.add("operator", part="floor")
        known = self.expect(floor.get(f"/v1/advisors/{self.dana.advisor}/customers"), 200)["data"]
        self.assertTrue(known and all("earned" not in row for row in known))
        ended = self.expect(floor.get("/v1/events?kind=call.ended"), 200)["data"]
        self.assertTrue(ended)
        for event in self.expect(floor.get("/v1/events?limit=100"), 200)["data"]:
            if not event["kind"].startswith("listing."):  # what a minute costs is public
                self.assertFalse([key for key in event["data"] if "minor" in key or "amount" in key], event)
        for who in (self.operator, self.add("operator", part="finance"), self.dana):
            self.assertEqual(hidden & set(self.expect(who.get(at), 200)), hidden)
        self.assertEqual(hidden & set(self.expect(self.ada.get(at), 200)), {"charge"})

    def test_a_signed_link_opens_the_receipt_until_it_is_taken_back(self):
        at = f"/v1/calls/{self.call}/link"
        for who in (self.bob, self.dana):
            self.assertIn(who.post(at).status, (403, 404))
        token = self.expect(self.ada.post(at), 201)["token"]
        seen = self.expect(self.anyone.get(f"/v1/links/{token}"), 200)
        self.assertEqual((seen["kind"], seen["receipt"]), ("receipt", self.ada.get(f"/v1/calls/{self.call}/receipt").json))
        self.expect(self.bob.get(f"/v1/links/{token}"), 404)
        self.expect(self.anyone.post(f"/v1/links/{token}/cancel"), 404)
        self.expect(self.ada.ask("DELETE", at), 204)
        self.expect(self.anyone.get(f"/v1/links/{token}"), 404)

    def test_both_sides_read_the_same_talk_on_their_receipts(self):
        mine = self.expect(self.ada.get(f"/v1/calls/{self.call}/receipt"), 200)
        theirs = self.expect(self.dana.get(f"/v1/calls/{self.call}/receipt"), 200)
        split = {name: theirs.pop(name) for name in ("fee", "earned", "house", "share_basis_points")}
        self.assertEqual(mine, theirs)
        self.assertGreater(mine["talked_milliseconds"], 2000)
        self.assertLess(mine["talked_milliseconds"], 8000)
        # 120 a minute is 2 a second: two seconds at least, then each begun second.
        seconds = max(2, -(-mine["talked_milliseconds"] // 1000))
        self.assertEqual((mine["billed_seconds"], mine["charge"]), (seconds, self.usd(2 * seconds)))
        earned = -(-2 * seconds * 6000 // 10000)
        self.assertEqual((split["earned"], split["house"]), (self.usd(earned), self.usd(2 * seconds - earned)))
        self.assertTrue(mine["started_at"] < mine["ended_at"] <= mine["settled_at"])
        self.assertTrue(mine["marks"])

    def test_money_went_from_the_customer_to_advisor_and_house_and_no_further(self):
        receipt = self.dana.get(f"/v1/calls/{self.call}/receipt").json
        balance = self.expect(self.ada.get("/v1/balance"), 200)
        self.assertEqual(balance["available"]["amount"], 5000 - receipt["charge"]["amount"])
        self.assertEqual(balance["held"], self.usd(0))
        self.assertEqual(self.expect(self.dana.get("/v1/balance"), 200)["earned"], receipt["earned"])
        lines = self.expect(self.ada.get("/v1/transfers?limit=100"), 200)["data"]
        self.assertEqual(sum(t["effect"]["amount"] for t in lines), balance["available"]["amount"])
        of_call = [t for t in lines if t["kind"] in ("hold", "release") and t["cause"].startswith(self.call)]
        self.assertGreaterEqual(len(of_call), 2)
        for line in of_call:
            self.assertEqual((line["charge"], line["settled_at"]), (receipt["charge"], receipt["settled_at"]))
        self.assertTrue(self.expect(self.operator.get("/v1/ledger/verify"), 200)["sound"])
        # The next request of this pair shows what it earned so far (CB9, SETTLED 21).
        again = self.ada.post("/v1/callbacks", {"listing": self.listing, "number": ADA, "wait_seconds": 600})
        self.dana.patch(f"/v1/advisors/{self.dana.advisor}/availability", {"intent": "away"})
        if again.status == 201:
            rows = self.expect(self.dana.get(f"/v1/advisors/{self.dana.advisor}/arranged-calls"), 200)["data"]
            for row in rows:
                self.assertEqual(row["earned"], receipt["earned"])
            self.ada.post(f"/v1/callbacks/{again.json['id']}/cancel")

    def test_strangers_read_nothing_of_it(self):
        for who in (self.bob, self.eve):
            for path in (f"/v1/calls/{self.call}", f"/v1/calls/{self.call}/receipt"):
                self.expect(who.get(path), 404, "not_found")
            self.assertEqual(self.expect(who.get("/v1/calls"), 200)["data"], [])
        self.expect(self.anyone.get(f"/v1/calls/{self.call}"), 401)

    def test_neither_side_reads_the_others_number(self):
        for who, other in ((self.ada, DANA), (self.dana, ADA)):
            for path in (f"/v1/calls/{self.call}", f"/v1/calls/{self.call}/receipt", "/v1/calls", "/v1/transfers",
                         "/v1/events?limit=100", self.callback):
                answer = who.get(path)
                self.expect(answer, 200)
                self.assertNotIn(other[1:], answer.raw.decode(), path)

    def test_the_call_is_listed_for_both(self):
        for who in (self.ada, self.dana, self.operator):
            listed = self.expect(who.get("/v1/calls"), 200)["data"]
            self.assertIn(self.call, [c["id"] for c in listed])
        live = self.expect(self.operator.get("/v1/calls?live=true"), 200)["data"]
        self.assertNotIn(self.call, [c["id"] for c in live])

    def test_the_log_holds_no_number_in_full(self):
        log = self.read_log()
        for number in (DANA, ADA, BOB):
            self.assertNotIn(number[1:], log)


if __name__ == "__main__":
    unittest.main()
