# SPDX-License-Identifier: Apache-2.0
"""The line as the command line shows it, on SQLite and on PostgreSQL."""
import json
import os
import unittest

from api import House
from harness import Shell

import postgres

ADVISOR, FIRST, SECOND = "+14155550100", "+14155550111", "+14155550122"


class OnSqlite(Shell):
    def change(self, words):
        return words

    def setUp(self):
        super().setUp()
        self.house = House(os.path.join(self.folder, "house"), self.environment(), self.change)
        self.addCleanup(self.house.stop)
        self.house.start_phones()
        self.house.start()
        self.config = self.house.config

    def test_a_line_is_listed_in_order_and_each_place_is_explained(self):
        house = self.house
        self.assertEqual(self.expect(0, "queue", "ls").stdout, "")
        advisor = house.person("dana", "advisor", ADVISOR)
        listing = house.listing(advisor)
        ids = [house.arrange(house.person(name, "customer", number, 5000), listing, number)
               for name, number in (("sam", FIRST), ("kim", SECOND))]
        rows = [json.loads(line) for line in self.expect(0, "queue", "ls").stdout.splitlines()]
        self.assertEqual([row["callback"] for row in rows], ids)
        self.assertEqual([row["place"] for row in rows], ["1", "2"])
        self.assertEqual([row["customer"] for row in rows], ["Sam", "Kim"])
        self.assertEqual(rows, [json.loads(line) | {"advisor": "Dana"} for line in
                                self.expect(0, "queue", "ls", advisor).stdout.splitlines()])
        told = json.loads(self.expect(0, "queue", "explain", ids[1]).stdout)
        self.assertEqual((told["position"], told["ahead_count"]), (2, 1))
        self.assertIn("The advisor is away.", told["why_waiting"])
        self.assertNotIn("Sam", json.dumps(told))
        self.expect(3, "queue", "ls", "adv_0sa724fafy000")

    def test_events_are_told_one_a_line_with_the_names_of_people(self):
        house = self.house
        listing = house.listing(house.person("dana", "advisor", ADVISOR))
        callback = house.arrange(house.person("sam", "customer", FIRST, 5000), listing, FIRST)
        rows = [json.loads(line) for line in
                self.expect(0, "calls", "tail", "--once", "--last", "100").stdout.splitlines()]
        numbers = [row["number"] for row in rows]
        self.assertEqual(numbers, sorted(set(numbers)))
        self.assertIn((callback, "callback.created"), [(row["subject"], row["kind"]) for row in rows])
        self.assertEqual(len(self.expect(0, "calls", "tail", "--once", "--last", "1").stdout.splitlines()), 1)
        self.expect(2, "calls", "tail", "--last", "0")

    def test_status_tells_who_waits_and_that_all_is_well(self):
        self.house.wait(lambda: "trunk.up" in self.house.log(), "the trunk answers")
        told = json.loads(self.expect(0, "status").stdout)
        self.assertEqual((told["ready"], told["waiting"], told["calls_active"]), (True, 0, 0))
        self.assertEqual([trunk["up"] for trunk in told["trunks"]], [True])
        self.house.phones.kill()
        self.house.phones.wait()
        self.house.wait(lambda: self.run_it("status", "--quiet").returncode == 7, "unhealthy")
        told = json.loads(self.expect(7, "status").stdout)
        self.assertIn("trunk", " ".join(row["fix"] or "" for row in told["checks"]["checks"]))


@unittest.skipUnless(postgres.TEST_PG, postgres.MISSING)
class OnPostgres(OnSqlite):
    def change(self, words):
        return words + postgres.store_of(postgres.own_schema()[1])


if __name__ == "__main__":
    unittest.main()
