# SPDX-License-Identifier: Apache-2.0
"""An advisor's desk: keys of the phone pressed on a page, what follows a call, pauses, options; with real simulated phones."""
import time
import unittest
from datetime import datetime
from zoneinfo import ZoneInfo

from house import House
from phones import ADA, BOB, CAT, DANA, PhonesHouse


class Desk(PhonesHouse):
    SIP = "capture_messages = 4; capture_bytes = 260;"
    RULES = """ring_ms = 5000; key_wait_ms = 20000; wait_least_ms = 1000; wrap_up_ms = 60000; wrap_up_most_ms = 120000;
               free_under_ms = 100; bill_minimum_ms = 2000; bill_step_ms = 1000; price_grace_ms = 300; break_most_ms = 3600000;"""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.dana, cls.eve = cls.add("advisor", number=DANA), cls.add("advisor")
        cls.at = f"/v1/advisors/{cls.dana.advisor}"
        cls.listing = cls.add_listing(cls.dana, price=120)

    def until(self, look, what):
        limit = time.monotonic() + 40
        while time.monotonic() < limit:
            now = self.expect(self.dana.get(f"{self.at}/availability"), 200)
            if look(now):
                return now
            time.sleep(0.05)
        raise AssertionError(f"never {what}: {now}\n{self.read_log()[-2000:]}")

    def arrange(self, number):
        who = self.add("customer", credit=5000, number=number)
        body = {"listing": self.listing, "number": number, "wait_seconds": 600}
        self.expect(who.post("/v1/callbacks", body), 201)
        return who

    def want(self, body, status=200, *problem):
        return self.expect(self.dana.patch(f"{self.at}/availability", body), status, *problem)

    def press(self, call, menu, key, who=None):
        return (who or self.dana).post(f"/v1/calls/{call}/keys", {"menu": menu, "key": key})

    def test_a_shift_worked_from_the_page(self):
        for number in (ADA, BOB, CAT):
            last = self.arrange(number)
        self.want({"intent": "taking_calls"})
        self.assertEqual(self.until(lambda a: a["call"], "rung")["call_state"], "placed")
        now = self.until(lambda a: a["activity"] == "on_call", "connected")
        self.assertEqual(now["waiting"], 2)  # whoever talks does not wait
        self.assertEqual(self.dana.get(f"{self.at}/summary").json["arranged_calls"], 2)
        first = now["call"]
        hang_up = f"/v1/calls/{first}/hang-up"
        self.expect(self.eve.post(hang_up), 404)
        self.expect(last.post(hang_up), 403)
        self.expect(self.press(first, "menu", "1"), 409, "menu_over")
        self.expect(self.dana.post(f"{self.at}/next"), 409, "in_call")

        # What follows the call waits for its end, and can be taken back.
        self.assertEqual(self.want({"after_call": "away"})["after_call"], "away")
        self.assertIsNone(self.want({"after_call": None})["after_call"])
        self.want({"after_call": "away", "intent": "away"}, 422, "validation_failed", "#/after_call")
        now = self.want({"after_call": "arrange_only"})
        self.assertEqual((now["intent"], now["activity"]), ("taking_calls", "on_call"))

        time.sleep(3)  # something to bill
        self.expect(self.dana.post(hang_up), 202)
        now = self.until(lambda a: a.get("menu"), "in the menu")
        self.assertEqual((now["intent"], now["after_call"], now["menu"]["name"]), ("arrange_only", None, "menu"))
        receipt = self.expect(self.dana.get(f"/v1/calls/{first}/receipt"), 200)
        self.assertEqual(receipt["end_cause"], "advisor_ended")
        self.assertGreater(receipt["talked_milliseconds"], 1500)
        self.expect(self.dana.post(hang_up), 202)  # over: nothing happens

        # The second menu, and each key only in the menu it was seen in.
        self.expect(self.press(first, "availability", "4"), 409, "menu_over")
        self.expect(self.press(first, "menu", "2", self.eve), 404)
        now = self.expect(self.press(first, "menu", "2"), 200)
        self.assertEqual((now["menu"]["name"], now["menu"]["pressed"]), ("availability", "2"))
        now = self.expect(self.press(first, "availability", "4"), 200)
        self.assertEqual((now["callbacks_on"], now["menu"]["name"], now["menu"]["pressed"]), (False, "menu", "4"))
        self.expect(self.press(first, "availability", "4"), 409, "menu_over")
        self.assertTrue(self.wait_for(lambda: [e for e in self.dana.get("/v1/events?kind=call.menu").json["data"]
                                               if e["data"]["menu"] == "availability"]))
        self.assertEqual(last.get("/v1/events?kind=call.menu").json["data"], [])

        # Key 1: the next on this same leg.
        now = self.expect(self.press(first, "menu", "1"), 200)
        self.assertNotEqual(now["call"], first)
        self.assertEqual((now["call_state"], now["waiting"]), ("consenting", 1))
        second = self.until(lambda a: a["activity"] == "on_call", "connected again")["call"]
        self.expect(self.dana.post(f"/v1/calls/{second}/hang-up"), 202)
        self.until(lambda a: a.get("menu"), "in the menu again")
        self.expect(self.press(second, "menu", "9"), 200)
        now = self.until(lambda a: not a["call"], "hung up")
        self.assertEqual(now["activity"], "wrapping_up")

        # Next without a leg: wrap-up ends at once.
        self.expect(self.dana.post(f"{self.at}/next"), 409, "not_taking_calls")
        self.want({"intent": "away"})
        now = self.want({"intent": "taking_calls"})
        self.assertTrue(now["callbacks_switched_on"])
        third = self.until(lambda a: a["activity"] == "on_call", "connected a third time")["call"]
        self.expect(self.dana.patch(f"{self.at}/options", {"wrap_up_seconds": 100}), 200)
        self.expect(self.dana.post(f"/v1/calls/{third}/hang-up"), 202)
        self.until(lambda a: a.get("menu"), "in the menu for the third time")
        now = self.expect(self.press(third, "menu", "1"), 200)  # nobody there: the menu goes on
        self.assertEqual((now["call"], now["menu"]["name"]), (third, "menu"))
        self.expect(self.press(third, "menu", "9"), 200)
        now = self.until(lambda a: a["wrap_up_until"], "wrapping up")
        self.expect(self.dana.post(f"{self.at}/next"), 200)
        self.expect(self.dana.post(f"{self.at}/next"), 200)
        self.until(lambda a: a["activity"] == "idle", "ready")
        # The menu's presses stand on the call's time line beside the phone's own.
        ladder = self.expect(self.operator.get(f"/v1/calls/{first}/ladder"), 200)
        self.assertIn(("click", "2"), [(m["what"], m["detail"]) for m in ladder["marks"]])
        self.the_first_and_the_last_messages_are_kept(first)

    def the_first_and_the_last_messages_are_kept(self, call):
        at = f"/v1/calls/{call}/capture"
        sides = lambda: {leg["side"]: leg for leg in self.expect(self.operator.get(at), 200)["legs"]}
        self.wait_for(lambda: "customer" in sides())
        leg = sides()["customer"]
        self.assertEqual(len(leg["messages"]), 4)
        self.assertGreater(leg["left_out"], 0)
        self.assertRegex(leg["messages"][0]["start"], "^INVITE")
        self.assertRegex(leg["messages"][-1]["start"], "^SIP/2.0 200")
        self.assertTrue(leg["messages"][0]["cut"])
        self.assertLess(sum(len(line) for line in leg["messages"][0]["headers"]), 260)


class Options(House):
    RULES = "wrap_up_ms = 45000; wrap_up_least_ms = 5000; wrap_up_most_ms = 120000; break_most_ms = 3600000;"

    def setUp(self):
        self.dana, self.eve = self.add("advisor"), self.add("advisor")
        self.at = f"/v1/advisors/{self.dana.advisor}"

    def actions(self):
        return [line["action"] for line in self.operator.get(f"/v1/audit?account={self.dana.account}&limit=100").json["data"]]

    def test_wrap_up_is_the_advisors_within_the_houses_bounds(self):
        now = self.expect(self.dana.get(f"{self.at}/options"), 200)
        self.assertEqual((now["wrap_up_seconds"], now["wrap_up_is_own"]), (45, False))
        now = self.expect(self.dana.patch(f"{self.at}/options", {"wrap_up_seconds": 90}), 200)
        self.assertEqual((now["wrap_up_seconds"], now["wrap_up_is_own"]), (90, True))
        for wrong in (4, 121):
            wrong = self.dana.patch(f"{self.at}/options", {"wrap_up_seconds": wrong})
            self.expect(wrong, 422, "validation_failed", "#/wrap_up_seconds")
        now = self.expect(self.dana.patch(f"{self.at}/options", {"wrap_up_seconds": None}), 200)
        self.assertEqual((now["wrap_up_seconds"], now["wrap_up_is_own"]), (45, False))
        self.assertEqual(self.actions().count("advisor.wrap_up"), 2)
        self.expect(self.eve.get(f"{self.at}/options"), 404)

    def test_the_pin_is_kept_as_a_hash_and_never_shown(self):
        put = lambda pin, who=None: (who or self.dana).ask("PUT", f"{self.at}/pin", {"pin": pin}, {"Idempotency-Key": f"pin-{pin}"})
        for wrong in ("123", "123456789", "12a45", "0000", "1234", "98765"):
            self.expect(put(wrong), 422, "validation_failed", "#/pin")
        now = self.expect(put("471193"), 200)
        self.assertTrue(now["has_pin"])
        self.assertNotIn("471193", str(now))
        self.expect(put("471193", self.eve), 404)
        self.expect(put("471193", self.operator), 403)
        self.expect(put("82917"), 200)
        self.assertEqual(self.actions()[:2], ["advisor.pin_set", "advisor.pin_set"])
        self.expect(self.dana.ask("DELETE", f"{self.at}/pin"), 204)
        self.assertFalse(self.dana.get(f"{self.at}/options").json["has_pin"])
        self.assertNotIn("471193", self.read_log())

    def test_days_are_those_of_the_advisors_own_zone(self):
        for zone in ("Pacific/Kiritimati", "Pacific/Pago_Pago", "Asia/Kathmandu", "America/New_York", "UTC"):
            self.expect(self.operator.patch(f"/v1/accounts/{self.dana.account}", {"timezone": zone}), 200)
            here = datetime.now(ZoneInfo(zone))
            got = self.expect(self.dana.get(f"{self.at}/earnings?days=92"), 200)
            days = [d["day"] for d in got["days"]]
            self.assertEqual(got["timezone"], zone)
            self.assertIn(days[-1], (here.date().isoformat(), datetime.now(ZoneInfo(zone)).date().isoformat()))
            for day in got["days"]:
                begins = datetime.fromisoformat(day["begins"].replace("Z", "+00:00")).astimezone(ZoneInfo(zone))
                self.assertEqual((begins.date().isoformat(), begins.hour, begins.minute), (day["day"], 0, 0))
            self.assertEqual(self.dana.get(f"{self.at}/summary").json["today"]["day"], days[-1])

    def test_a_pause_says_when_it_ends_and_needs_an_intent(self):
        at = f"{self.at}/availability"
        now = self.expect(self.dana.patch(at, {"intent": "arrange_only", "back_in_seconds": 1200}), 200)
        self.assertTrue(now["back_at"])
        for wrong in ({"back_in_seconds": 60}, {"intent": "taking_calls", "back_in_seconds": 60},
                      {"intent": "away", "back_in_seconds": 3601}):
            self.expect(self.dana.patch(at, wrong), 422, "validation_failed", "#/back_in_seconds")
        self.assertIsNone(self.expect(self.dana.patch(at, {"intent": "taking_calls"}), 200)["back_at"])
        self.expect(self.dana.patch(at, {"intent": "away", "back_in_seconds": 1}), 200)
        self.wait_for(lambda: self.dana.get(at).json["intent"] == "taking_calls")
        # After a call that is not there is now.
        self.assertEqual(self.expect(self.dana.patch(at, {"after_call": "away"}), 200)["intent"], "away")


if __name__ == "__main__":
    unittest.main()
