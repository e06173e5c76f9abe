# SPDX-License-Identifier: Apache-2.0
"""Signed links: who holds one sees that callback and no other, until it is over or taken back."""
import time
import unittest

from house import House

NUMBER = "+99912340001"


class Link(House):
    def setUp(self):
        self.ada, self.dana = self.add("customer", credit=5000, number=NUMBER), self.add("advisor")
        listing = self.add_listing(self.dana)
        self.callback = self.expect(self.ada.post("/v1/callbacks", {"listing": listing, "number": NUMBER,
                                                                    "wait_seconds": 3600}), 201)
        self.at = f"/v1/callbacks/{self.callback['id']}/link"
        self.token = self.expect(self.ada.post(self.at), 201)["token"]

    def test_whoever_holds_it_sees_the_callback_without_its_number(self):
        answer = self.anyone.get(f"/v1/links/{self.token}")
        seen = self.expect(answer, 200)
        self.assertEqual((seen["kind"], seen["callback"]["id"]), ("callback", self.callback["id"]))
        self.assertEqual(seen["callback"]["position"], 1)
        self.assertNotIn(NUMBER[-4:] + '"', answer.raw.decode())
        self.assertEqual(self.ada.get(f"/v1/links/{self.token}").json["callback"]["number"], NUMBER)

    def test_the_holder_waits_longer_or_leaves(self):
        more = self.expect(self.anyone.post(f"/v1/links/{self.token}/extend", {"seconds": 600}), 200)["callback"]
        self.assertGreater(more["expires_at"], self.callback["expires_at"])
        self.expect(self.anyone.post(f"/v1/links/{self.token}/extend", {"seconds": 600000}), 422, "wait_not_allowed",
                    "#/seconds")
        left = self.expect(self.anyone.post(f"/v1/links/{self.token}/cancel"), 200)["callback"]
        self.assertEqual(left["state"], "cancelled")
        self.expect(self.anyone.post(f"/v1/links/{self.token}/cancel"), 409, "already_ended")

    def test_a_forged_or_anothers_link_opens_nothing(self):
        head, _, signature = self.token.rpartition("_")
        subject, _, until = head.rpartition("_")
        for bad in (f"{head}_{'0' * 32}", f"{subject}_{int(until) + 1}_{signature}", self.token[:-1], "rb_link_x_1_y",
                    self.token.replace(self.callback["id"], "cbk_0sa724fafy000"), "nonsense-that-is-no-token"):
            self.assertIn(self.anyone.get(f"/v1/links/{bad}").status, (404, 422), bad)
            self.assertIn(self.anyone.post(f"/v1/links/{bad}/cancel").status, (404, 422), bad)
        bob = self.add("customer")
        self.expect(bob.get(f"/v1/links/{self.token}"), 404, "not_found")
        self.expect(bob.post(f"/v1/links/{self.token}/cancel"), 404, "not_found")
        self.expect(bob.post(self.at), 404)
        self.expect(self.dana.get(f"/v1/links/{self.token}"), 404)

    def test_links_are_taken_back_together(self):
        self.expect(self.ada.ask("DELETE", self.at), 204)
        self.expect(self.anyone.get(f"/v1/links/{self.token}"), 404)
        fresh = self.expect(self.ada.post(self.at), 201)["token"]
        self.expect(self.anyone.get(f"/v1/links/{fresh}"), 200)


class Old(House):
    RULES = "link_life_ms = 2000;"

    def test_a_link_ends(self):
        ada, dana = self.add("customer", credit=5000, number=NUMBER), self.add("advisor")
        made = ada.post("/v1/callbacks", {"listing": self.add_listing(dana), "number": NUMBER, "wait_seconds": 3600})
        token = self.expect(ada.post(f"/v1/callbacks/{made.json['id']}/link"), 201)["token"]
        limit = time.monotonic() + 20
        while self.anyone.get(f"/v1/links/{token}").status != 404:
            self.assertLess(time.monotonic(), limit)
            time.sleep(0.1)


if __name__ == "__main__":
    unittest.main()
