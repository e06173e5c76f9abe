# SPDX-License-Identifier: Apache-2.0
"""When the phone should ring: said only from enough past calls, in a range, and judged afterwards."""
import time
import unittest
from datetime import datetime

from house import House, number_of


def moment(words):
    return datetime.fromisoformat(words.replace("Z", "+00:00")).timestamp()


class Forecasts(House):
    def setUp(self):
        self.dana = self.add("advisor")  # without a telephone: nobody is called, the line stands still
        self.listing = self.add_listing(self.dana)

    def past(self, count, joined=True):
        """So many calls of five to eleven minutes, an hour ago."""
        now, first = int(time.time() * 1000000), 1000 + 100 * number_of(self.dana.account) % 1000000007 * 1000
        rows = []
        for i in range(count):
            begun = now - 3600 * 1000000
            talk = (300 + 15 * (i % 25)) * 1000000
            rows.append(f"({first + i}, NULL, {number_of(self.dana.advisor)}, {number_of(self.dana.account)}, {number_of(self.listing)}, "
                        f"'ended', 240, 'USD', 0, 1000000, 0, 0, 7000, 1, 1, {begun}, {begun + 8000000}, "
                        f"{begun + 20000000 if joined else 'NULL'}, {begun + 20000000 + talk})")
        self.script("INSERT INTO call (id, callback_id, advisor_id, customer_id, listing_id, state, price_minor, currency, minimum_us, "
                    "step_us, free_under_us, fee_minor, share, node, token, created_at, accepted_at, bridged_at, ended_at) VALUES "
                    + ", ".join(rows))

    def takes_calls(self):
        self.expect(self.dana.patch(f"/v1/advisors/{self.dana.advisor}/availability", {"intent": "taking_calls"}), 200)

    def join(self, n):
        number = f"+9992444{n:04d}"
        who = self.add("customer", credit=5000, number=number)
        made = who.post("/v1/callbacks", {"listing": self.listing, "number": number, "wait_seconds": 3600})
        return who, self.expect(made, 201)["id"]

    def shown(self, who, callback):
        return self.expect(who.get(f"/v1/callbacks/{callback}"), 200)

    def outlook(self):
        return self.expect(self.anyone.get(f"/v1/listings/{self.listing}/forecast"), 200)

    def test_nothing_is_said_of_one_who_is_away_or_has_few_calls(self):
        self.past(9)
        self.assertEqual(self.outlook(), {"listing": self.listing, "position": 1, "forecast": None, "forecast_why": "away",
                                          "odds": None})
        self.takes_calls()
        self.assertEqual(self.outlook()["forecast_why"], "few_calls")
        ada, callback = self.join(1)
        now = self.shown(ada, callback)
        self.assertEqual((now["forecast"], now["forecast_why"]), (None, "few_calls"))
        self.expect(ada.post(f"/v1/callbacks/{callback}/cancel", {}), 200)
        self.assertEqual(self.shown(ada, callback)["forecast_why"], "not_waiting")

    def test_ten_calls_give_a_range_and_twenty_the_odds(self):
        self.past(15)
        self.takes_calls()
        said = self.outlook()
        self.assertEqual((said["forecast_why"], said["odds"]), (None, None))
        self.dana = self.add("advisor")
        self.listing = self.add_listing(self.dana)
        self.past(25)
        self.takes_calls()
        self.assertEqual([o["word"] for o in self.outlook()["odds"]], ["almost_sure"] * 5)
        for n in range(10, 15):
            self.join(n)
        said = self.outlook()
        self.assertEqual((said["position"], [o["wait_seconds"] for o in said["odds"]]), (6, [1800, 3600, 7200, 14400, 28800]))
        self.assertEqual(said["odds"][0]["word"], "may_not_reach_you")
        self.assertEqual(said["odds"][-1]["word"], "almost_sure")
        begin, end = moment(said["forecast"]["from"]), moment(said["forecast"]["to"])
        self.assertEqual((begin % 120, end % 120), (0, 0))
        self.assertGreater(begin, time.time() + 5 * 300)
        self.assertLess(begin, end)
        self.assertLess(end, time.time() + 5 * 15 * 60)

    def test_it_is_never_later_because_somebody_ahead_leaves(self):
        self.past(30)
        self.takes_calls()
        line = [self.join(20 + n) for n in range(5)]
        last, callback = line[-1]
        before = self.shown(last, callback)["forecast"]
        token = self.expect(last.post(f"/v1/callbacks/{callback}/link"), 201)["token"]
        for who, other in line[:-1]:
            self.expect(who.post(f"/v1/callbacks/{other}/cancel", {}), 200)
            now = self.shown(last, callback)["forecast"]
            # The clock goes on while this test runs: what is rounded to two minutes may be two later.
            self.assertLessEqual(moment(now["to"]), moment(before["to"]) + 120)
            self.assertLessEqual(moment(now["from"]), moment(before["from"]) + 120)
            before = now
        linked = self.expect(self.anyone.get(f"/v1/links/{token}"), 200)["callback"]
        self.assertLessEqual(moment(linked["forecast"]["to"]), moment(before["to"]) + 120)

    def test_what_was_said_is_judged_by_when_it_rang(self):
        self.past(30)
        self.takes_calls()
        made = self.expect(self.operator.get("/v1/status"), 200)["forecasts"]["made"]
        kept = [self.join(30 + n)[1] for n in range(4)]
        self.assertEqual(self.operator.get("/v1/status").json["forecasts"]["made"], made)  # nobody can judge yet
        ids = [number_of(k) for k in kept]
        self.script(f"UPDATE forecast SET rang_at = ring_from - 1 WHERE callback_id = {ids[1]};"
                    f"UPDATE forecast SET rang_at = ring_to WHERE callback_id = {ids[2]};"
                    f"UPDATE forecast SET rang_at = ring_to + 1 WHERE callback_id = {ids[3]};")
        now = self.operator.get("/v1/status").json["forecasts"]
        self.assertEqual(now["made"], made + 3)
        self.assertGreaterEqual(now["by_to"], 2)
        self.assertGreaterEqual(now["by_to"], now["by_from"])

    def test_what_was_said_long_ago_is_forgotten_and_the_rest_is_not(self):
        self.past(30)
        self.takes_calls()
        self.join(50)  # called at once, so nothing is said
        ada, callback = self.join(51)
        young = number_of(self.join(52)[1])
        self.expect(ada.post(f"/v1/callbacks/{callback}/cancel", {}), 200)
        self.script(f"CREATE TABLE old AS SELECT * FROM callback WHERE id = {number_of(callback)}; UPDATE old SET id = 77; "
                    f"INSERT INTO callback SELECT * FROM old; DROP TABLE old; "
                    f"UPDATE forecast SET callback_id = 77 WHERE callback_id = {number_of(callback)}")
        self.assertEqual(self.look("SELECT callback_id FROM forecast WHERE callback_id = 77"), ["77"])
        self.keep_house()
        self.wait_for(lambda: self.look("SELECT callback_id FROM forecast WHERE callback_id = 77") == [])
        self.assertEqual(self.look(f"SELECT callback_id FROM forecast WHERE callback_id = {young}"), [str(young)])


if __name__ == "__main__":
    unittest.main()
