# SPDX-License-Identifier: Apache-2.0
"""What operators watch, and how the first of them comes in."""
import re
import time
import unittest

from house import PASSWORD, House, Person
from stream_test import Stream

NUMBER = "+99912360001"


class Watching(House):
    RULES = "wall_wait_target_ms = 1000;"

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.ada, cls.dana = cls.add("customer", credit=5000, number=NUMBER), cls.add("advisor")
        cls.listing = cls.add_listing(cls.dana)
        cls.made = cls.ada.post("/v1/callbacks", {"listing": cls.listing, "number": NUMBER, "wait_seconds": 3600}).json

    def test_the_wallboard_counts_who_waits_and_who_takes_calls(self):
        time.sleep(1.1)
        wall = self.expect(self.operator.get("/v1/wall"), 200)
        self.assertEqual((wall["waiting"], wall["on_calls"], wall["longest_over_target"]), (1, 0, True))
        self.assertEqual(wall["longest_wait_since"], self.made["requested_at"])
        self.assertEqual([(l["advisor"], l["waiting"]) for l in wall["lines"]], [(self.dana.advisor, 1)])
        self.assertEqual((len(wall["arrivals"]), sum(wall["completions"])), (60, 0))
        self.assertGreaterEqual(sum(wall["arrivals"]), 1)
        self.expect(self.dana.patch(f"/v1/advisors/{self.dana.advisor}/availability", {"intent": "taking_calls"}), 200)
        wall = self.expect(self.operator.get("/v1/wall"), 200)
        self.assertEqual(wall["taking_calls"], 1)
        self.assertEqual([(a["advisor"], a["activity"]) for a in wall["advisors"]], [(self.dana.advisor, "idle")])

    def test_a_lost_promise_is_counted(self):
        bob = self.add("customer", credit=5000, number="+99912360002")
        made = bob.post("/v1/callbacks", {"listing": self.listing, "number": "+99912360002", "wait_seconds": 3600}).json
        self.expect(self.operator.post(f"/v1/callbacks/{made['id']}/cancel", {"reason": "closed today"}), 200)
        kept = self.operator.get("/v1/wall").json["kept_today"]
        self.assertEqual((kept["kept"], kept["lost"], kept["per_mille"]), (0, 1, 0))

    def test_the_audit_log_tells_who_changed_what(self):
        eve = self.add("advisor", number=None).account
        self.expect(self.operator.post(f"/v1/accounts/{eve}/suspend", {"reason": "a test"}), 200)
        self.expect(self.operator.post(f"/v1/accounts/{eve}/restore", {}), 200)
        lines = self.expect(self.operator.get(f"/v1/audit?subject={eve}"), 200)["data"]
        self.assertEqual({line["nickname"] for line in lines}, {"olive"})
        self.assertEqual({line["actor"] for line in lines}, {"operator"})
        named = self.expect(self.operator.get("/v1/audit?action=number."), 200)["data"]
        self.assertTrue(named and all(line["action"].startswith("number.") for line in named))
        self.assertNotIn(NUMBER, self.operator.get("/v1/audit?limit=100").raw.decode())
        one = self.expect(self.operator.get("/v1/audit?limit=1"), 200)
        two = self.expect(self.operator.get(f"/v1/audit?limit=1&cursor={one['next_cursor']}"), 200)
        self.assertGreater(one["data"][0]["id"], two["data"][0]["id"])
        mine = self.expect(self.operator.get(f"/v1/audit?account={self.ada.account}"), 200)["data"]
        self.assertTrue(all(line["account"] == self.ada.account for line in mine))

    def test_a_call_that_is_not_there_has_no_ladder(self):
        self.expect(self.operator.get("/v1/calls/cal_0sa724fafy000/ladder"), 404)
        self.expect(self.ada.get("/v1/calls/cal_0sa724fafy000/ladder"), 403)

    def test_where_there_is_an_operator_nobody_else_sets_up(self):
        self.assertFalse(self.expect(self.anyone.get("/v1/setup"), 200)["needed"])
        self.expect(self.ask("POST", "/v1/setup", {"setup_token": "rb_setup_x", "login": "eve", "nickname": "Eve",
                                                   "password": PASSWORD}), 404)
        self.assertNotIn("rb_setup_", self.read_log())


class Looking(House):
    def test_the_audit_is_asked_by_who_what_and_when(self):
        before = time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(time.time() - 5))
        after = time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(time.time() + 3600))
        other = self.add("operator")
        self.expect(other.post("/v1/categories", {"title": "Made by another"}), 201)
        look = lambda query: self.expect(self.operator.get(f"/v1/audit?{query}"), 200)["data"]
        nickname = other.login.title()
        mine = look(f"who={nickname.upper()}")
        self.assertEqual({line["nickname"] for line in mine}, {nickname})
        self.assertTrue(look(f"who={nickname}&action=category.&since={before}&until={after}"))
        self.assertEqual(look(f"who={nickname}&until={before}"), [])
        self.assertEqual(look(f"since={after}"), [])
        self.assertEqual(look("who=nobody-at-all"), [])

    def test_each_check_says_what_to_do_when_it_fails(self):
        checks = self.expect(self.operator.get("/v1/status"), 200)["checks"]
        self.assertGreater(len(checks), 4)
        for check in checks:
            self.assertGreater(len(check["fix"]), 20, check)
            self.assertTrue(check["ok"], check)


class Kiosk(House):
    """A screen in the corridor: sees the wallboard, no money, and nothing else."""

    def kiosk(self, who=None):
        who = who or self.operator
        return who.post(f"/v1/accounts/{who.account}/keys", {"name": "corridor", "scope": "wall"})

    def test_its_key_opens_the_wallboard_and_nothing_else(self):
        made = self.expect(self.kiosk(), 201)
        self.assertTrue(made["secret"].startswith("rb_wall_"))
        screen = Person(self, token=made["secret"])
        board = self.expect(screen.get("/v1/wall"), 200)
        self.assertIsNone(board["charged_last_hour"])
        self.assertEqual(self.expect(self.operator.get("/v1/wall"), 200)["charged_last_hour"], self.usd(0))
        tried = 0
        for operation in self.document.operations:
            if "public" in operation.roles or "kiosk" in operation.roles or "{" in operation.path:
                continue
            answer = screen.ask(operation.method, operation.path, {} if operation.body else None)
            self.assertIn(answer.status, (400, 403, 422), f"{operation.id}: {answer}")
            tried += 1
        self.assertGreater(tried, 20)
        self.expect(screen.get(f"/v1/accounts/{self.operator.account}"), 403)
        self.expect(screen.get(f"/v1/accounts/{self.operator.account}/keys"), 403)
        self.expect(self.operator.ask("DELETE", f"/v1/accounts/{self.operator.account}/keys/{made['id']}"), 204)
        self.expect(screen.get("/v1/wall"), 401)
        told = self.expect(self.operator.get("/v1/audit?action=key.&limit=10"), 200)["data"]
        self.assertEqual([line["action"] for line in told[:2]], ["key.revoked", "key.created"])
        self.assertEqual(told[1]["detail"]["scope"], "wall")

    def test_only_an_operator_makes_one_and_it_ends_with_the_operators_role(self):
        self.expect(self.kiosk(self.add("customer")), 403, "not_allowed", "#/scope")
        other = self.add("operator")
        screen = Person(self, token=self.expect(self.kiosk(other), 201)["secret"])
        self.expect(screen.get("/v1/wall"), 200)
        self.expect(self.operator.patch(f"/v1/accounts/{other.account}", {"roles": ["customer"]}), 200)
        self.expect(screen.get("/v1/wall"), 403)

    def watch(self, who):
        stream = Stream(self, "/v1/wall/stream", who.token)
        self.addCleanup(stream.close)
        return stream

    def test_it_hears_that_the_board_moved_and_not_how(self):
        screen = Person(self, token=self.expect(self.kiosk(), 201)["secret"])
        stream, floor = self.watch(screen), self.watch(self.add("operator", part="floor"))
        self.assertEqual((stream.status, floor.status), (200, 200))
        dana, ada = self.add("advisor"), self.add("customer", credit=5000, number="+99912345601")
        ask = {"listing": self.add_listing(dana), "number": "+99912345601", "wait_seconds": 3600, "reason": "a private reason"}
        waiting = lambda: self.expect(screen.get("/v1/wall"), 200)["waiting"]
        before = waiting()
        callback = self.expect(ada.post("/v1/callbacks", ask), 201)["id"]
        moved = stream.until(lambda event: waiting() == before + 1)
        floor.until(lambda event: True)
        self.assertEqual((moved["kind"], moved["subject"], moved["data"]), ("wall.changed", "wall", {}))
        self.expect(self.operator.post(f"/v1/customers/{ada.customer}/credits", {"amount": self.usd(777)}), 201)
        self.expect(ada.post(f"/v1/callbacks/{callback}/cancel", {}), 200)
        stream.until(lambda event: waiting() == before)
        told = [line for line in stream.raw.splitlines() if line.startswith("event: ")]
        self.assertEqual(set(told), {"event: wall.changed"})
        for secret in (ada.customer[4:], dana.advisor[4:], callback[4:], ada.login.title(), "+999", "private", "777"):
            self.assertNotIn(secret, stream.raw)

    def test_nobody_else_is_told_and_none_of_the_other_streams_is_a_screens(self):
        screen = Person(self, token=self.expect(self.kiosk(), 201)["secret"])
        for who in (self.anyone, self.add("customer"), self.add("advisor"), self.add("operator", part="finance")):
            self.assertEqual(self.watch(who).status, 403 if who.token else 401, who.login)
        self.expect(screen.get("/v1/events/stream"), 403)
        own = Stream(self, "/v1/events/stream", self.operator.token)
        self.addCleanup(own.close)
        self.add_category()
        own.until(lambda event: event["kind"] == "category.created")
        self.assertNotIn("wall.changed", own.raw)

    def test_its_stream_ends_when_the_key_is_taken_back(self):
        made = self.expect(self.kiosk(), 201)
        stream = self.watch(Person(self, token=made["secret"]))
        self.expect(self.operator.ask("DELETE", f"/v1/accounts/{self.operator.account}/keys/{made['id']}"), 204)
        with self.assertRaisesRegex(AssertionError, "the stream ended"):
            stream.until(lambda event: False)
        self.assertEqual(self.watch(Person(self, token=made["secret"])).status, 401)

    def test_a_category_is_looked_at_alone_and_the_day_begins_at_the_houses_midnight(self):
        category = self.add_category()
        dana = self.add("advisor")
        ada = self.add("customer", credit=5000, number="+99912345678")
        for one in (category, self.add_category()):
            listing = self.add_listing(dana, category=one)
        ask = {"listing": listing, "number": "+99912345678", "wait_seconds": 3600}
        self.expect(ada.post("/v1/callbacks", ask), 201)
        self.assertEqual(self.expect(self.operator.get("/v1/wall"), 200)["waiting"], 1)
        alone = self.expect(self.operator.get(f"/v1/wall?category={category}"), 200)
        self.assertEqual((alone["waiting"], alone["lines"], sum(alone["arrivals"])), (0, [], 0))
        change = {"changes": [{"name": "timezone", "value": "Asia/Kolkata"}, {"name": "wall_waiting_target", "value": "3"}]}
        self.expect(self.operator.patch("/v1/settings", change), 200)
        board = self.expect(self.operator.get("/v1/wall"), 200)
        self.assertEqual((board["timezone"], board["targets"]["waiting"]), ("Asia/Kolkata", 3))
        self.assertTrue(board["kept_today"]["since"].endswith("T18:30:00.000Z"), board["kept_today"])


class FirstRun(House):
    @classmethod
    def run_it(cls, *words):
        if words[0] != "operator":  # this house begins without one
            super().run_it(*words)

    @classmethod
    def sign_in(cls, login, password=PASSWORD):
        return None if login == "olive" else super().sign_in(login, password)

    def set_up(self, token, **more):
        return self.ask("POST", "/v1/setup", {"setup_token": token, "login": "olga", "nickname": "Olga",
                                              "password": PASSWORD, "token": True, **more})

    def test_the_token_on_stderr_makes_one_operator_and_no_second(self):
        self.assertTrue(self.expect(self.anyone.get("/v1/setup"), 200)["needed"])
        token = re.search(r"rb_setup_\w+", self.read_log()).group()
        self.expect(self.set_up(token[:-1] + ("y" if token.endswith("x") else "x")), 404)
        self.expect(self.set_up(token, password="short"), 422, "validation_failed", "#/password")
        made = self.expect(self.set_up(token), 201)
        self.assertEqual(made["account"]["roles"], ["operator"])
        olga = Person(self, made["account"], made["token"])
        self.expect(olga.get("/v1/audit"), 200)
        self.assertFalse(self.expect(self.anyone.get("/v1/setup"), 200)["needed"])
        self.expect(self.set_up(token, login="eve", nickname="Eve"), 404)


if __name__ == "__main__":
    unittest.main()
