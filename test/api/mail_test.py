# SPDX-License-Identifier: Apache-2.0
"""Mail between an advisor and a customer: who may begin, what is unread, and that nobody else reads it."""
import unittest

from house import House


class Mail(House):
    RULES = "mail_most = 12;"

    def setUp(self):
        self.ada, self.dana = self.add("customer", credit=5000, number="+99912340001"), self.add("advisor")

    def mail(self, who, body="Hello there", **to):
        return who.post("/v1/mail", {"body": body, **to})

    def unread(self, who):
        return self.expect(who.get("/v1/mail"), 200)["unread"]

    def test_a_customer_writes_and_the_advisor_answers(self):
        made = self.expect(self.mail(self.ada, "Is Tuesday fine?\nAda", to_advisor=self.dana.advisor), 201)
        thread = made["thread"]["id"]
        self.assertEqual(made["thread"]["subject"], "Is Tuesday fine?")
        self.assertEqual((self.unread(self.ada), self.unread(self.dana)), (0, 1))
        seen = self.expect(self.dana.get("/v1/mail"), 200)["data"][0]
        self.assertEqual((seen["id"], seen["unread"], seen["you_are"], seen["last_is_yours"]),
                         (thread, 1, "advisor", False))
        self.expect(self.dana.post(f"/v1/mail/{thread}/messages", {"body": "It is."}), 201)
        self.assertEqual((self.unread(self.ada), self.unread(self.dana)), (1, 0))
        page = self.expect(self.ada.get(f"/v1/mail/{thread}"), 200)
        self.assertEqual([(m["body"], m["yours"], m["unread"]) for m in page["data"]],
                         [("It is.", False, True), ("Is Tuesday fine?\nAda", True, False)])
        self.expect(self.ada.post(f"/v1/mail/{thread}/read", {}), 204)
        self.assertEqual(self.unread(self.ada), 0)

    def test_the_other_one_is_told_and_nobody_else_and_not_what_it_says(self):
        eve, made = self.add("advisor"), self.mail(self.ada, "a secret of two", to_advisor=self.dana.advisor).json
        told = self.wait_for(lambda: self.dana.get("/v1/events?kind=mail.received").json["data"])[0]
        self.assertEqual((told["kind"], told["subject"]), ("mail.received", made["thread"]["id"]))
        self.assertNotIn("mail.received", self.ada.get("/v1/events").raw.decode())
        self.assertNotIn("mail.received", eve.get("/v1/events").raw.decode())
        for who in (eve, self.operator):
            self.assertNotIn("a secret of two", who.get("/v1/events").raw.decode())
            self.assertIn(who.get(f"/v1/mail/{made['thread']['id']}").status, (403, 404))
            self.assertIn(who.post(f"/v1/mail/{made['thread']['id']}/messages", {"body": "x"}).status, (403, 404))
            self.assertIn(who.post(f"/v1/mail/{made['thread']['id']}/read", {}).status, (403, 404))

    def test_an_advisor_begins_only_with_somebody_who_asked_for_a_call(self):
        self.expect(self.mail(self.dana, to_customer=self.ada.customer), 404, "not_found", "#/to_customer")
        listing = self.add_listing(self.dana)
        self.expect(self.ada.post("/v1/callbacks", {"listing": listing, "number": "+99912340001",
                                                    "wait_seconds": 3600}), 201)
        self.expect(self.mail(self.dana, to_customer=self.ada.customer, subject="Your call"), 201)
        self.expect(self.mail(self.ada, to_customer=self.ada.customer), 403, "not_allowed")

    def test_wrong_mail_is_refused(self):
        self.expect(self.mail(self.ada), 422, "validation_failed", "#/to_advisor")
        self.expect(self.mail(self.ada, " \n ", to_advisor=self.dana.advisor), 422, "validation_failed", "#/body")
        self.expect(self.mail(self.ada, "x" * 4001, to_advisor=self.dana.advisor), 422, "validation_failed", "#/body")
        self.expect(self.mail(self.ada, to_advisor="adv_0sa724fafy000"), 404, "not_found", "#/to_advisor")
        self.expect(self.mail(self.ada, to_advisor=self.ada.customer.replace("cus_", "adv_")), 404)

    def test_nobody_writes_without_end(self):
        answers = [self.mail(self.ada, to_advisor=self.dana.advisor).status for _ in range(13)]
        self.assertEqual(answers, [201] * 12 + [429])

    def test_threads_are_paged_the_last_written_first(self):
        made = [self.mail(self.ada, f"number {n}", to_advisor=self.dana.advisor).json["thread"]["id"] for n in range(3)]
        first = self.expect(self.ada.get("/v1/mail?limit=2"), 200)
        rest = self.expect(self.ada.get(f"/v1/mail?limit=2&cursor={first['next_cursor']}"), 200)
        self.assertEqual([t["id"] for t in first["data"] + rest["data"]], made[::-1])


if __name__ == "__main__":
    unittest.main()
