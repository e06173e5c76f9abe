# SPDX-License-Identifier: Apache-2.0
"""Everybody against every operation: who may not must get 401, 403 or 404, learn nothing and change nothing."""
import http.client
import unittest

from house import Answer, House

ADA_NUMBER, DANA_NUMBER = "+99933334444", "+99955556666"


def stream_refused(port, who, path):
    """The refusal; None when a stream begins, which would never end."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    try:
        connection.request("GET", path, headers={"Authorization": f"Bearer {who.token}"} if who.token else {})
        response = connection.getresponse()
        return None if response.status == 200 else Answer(response)
    finally:
        connection.close()


class Roles(House):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.people()

    @classmethod
    def people(cls):
        cls.ada = cls.add("customer", credit=5000, number=ADA_NUMBER)
        cls.dana = cls.add("advisor", number=DANA_NUMBER)
        cls.bob = cls.add("customer", credit=5000)
        cls.eve = cls.add("advisor")
        category = cls.add_category()
        listing = cls.add_listing(cls.dana, category=category)
        made = cls.ada.post("/v1/callbacks", {"listing": listing, "number": ADA_NUMBER, "wait_seconds": 3600,
                                              "reason": "a private reason"})
        assert made.status == 201, made
        key = cls.ada.post(f"/v1/accounts/{cls.ada.account}/keys", {"name": "ada's private key"})
        closed = cls.operator.post("/v1/categories", {"title": "Closed one"}).json["id"]
        cls.operator.patch(f"/v1/categories/{closed}", {"state": "closed"})
        mail = cls.ada.post("/v1/mail", {"to_advisor": cls.dana.advisor, "subject": "a private subject", "body": "a private word"})
        assert mail.status == 201, mail
        asked = cls.ada.post("/v1/applications", {"category": category, "title": "a private wish", "price": cls.usd(100),
                                                  "about": "a private past"})
        assert asked.status == 201, asked
        numbers = cls.operator.get(f"/v1/accounts/{cls.ada.account}/numbers").json["data"]
        cls.ids = {"account": cls.ada.account, "customer": cls.ada.customer, "advisor": cls.dana.advisor,
                   "callback": made.json["id"], "listing": listing, "category": category, "number": numbers[0]["id"],
                   "key": key.json["id"], "call": "cal_0sa724fafy000", "trunk": "phones",
                   "test_call": "tst_0sa724fafy000", "thread": mail.json["thread"]["id"],
                   "application": asked.json["id"],
                   "token": "rb_link_cbk_0sa724fafy000_1890000000_" + "0" * 32}
        cls.secrets = [ADA_NUMBER, DANA_NUMBER, cls.ada.login, cls.dana.login, "a private reason", "ada's private key",
                       "a private subject", "a private word", "a private wish", "a private past"]
        cls.ada_listing = listing

    def body_for(self, operation):
        """A body that would be taken from somebody who may."""
        values = {"login": "intruder", "password": "long enough password", "nickname": "Intruder", "roles": ["operator"],
                  "number": "+99977778888", "numbers": [self.ids["number"]], "name": "stolen", "title": "Stolen",
                  "listing": self.ids["listing"], "wait_seconds": 3600, "seconds": 60, "category": self.ids["category"],
                  "price": self.usd(100), "amount": self.usd(100), "intent": "arrange_only", "language": "es",
                  "description": "stolen", "code": "123456", "menu": "menu",
                  "key": "1", "pin": "471193", "wrap_up_seconds": 61, "body": "stolen", "reason": "stolen",
                  "current_password": "not the right one", "changes": [{"name": "line_cap", "value": "1"}], "advisor": self.ids["advisor"]}
        properties = operation.properties()
        wanted = (operation.body or {}).get("required") or [n for n in properties if n in values]
        body = {name: values[name] for name in wanted}
        if "advisor" in properties:
            body["advisor"] = self.ids["advisor"]
        return body if operation.body else None

    def snapshot(self):
        paths = [f"/v1/accounts/{a}{rest}" for a in (self.ada.account, self.dana.account)
                 for rest in ("", "/numbers", "/keys")]
        paths += [f"/v1/callbacks/{self.ids['callback']}", f"/v1/listings/{self.ids['listing']}",
                  f"/v1/categories/{self.ids['category']}",
                  f"/v1/applications/{self.ids['application']}", f"/v1/advisors/{self.dana.advisor}/availability",
                  f"/v1/balance?customer={self.ada.customer}", f"/v1/transfers?customer={self.ada.customer}",
                  "/v1/accounts?limit=100", "/v1/categories", "/v1/listings?limit=100", "/v1/opt-outs"]
        return {path: self.operator.get(path).json for path in paths}

    def attempt(self, who, operation):
        if operation.id in ("sign_out", "sign_in", "sign_up", "setup_create"):
            return None
        headers = {"Idempotency-Key": f"walk-{operation.id}-{who.login}"} if operation.method != "GET" else {}
        path = operation.fill(self.ids)
        if operation.id.endswith("_stream"):
            return stream_refused(self.port, who, path)
        if operation.id == "number_check":
            path += "?input=1"
        return who.ask(operation.method, path, self.body_for(operation), headers)

    def test_nobody_may_do_anything_that_is_not_public(self):
        before, tried = self.snapshot(), 0
        for operation in self.document.operations:
            answer = self.attempt(self.anyone, operation)
            if answer is None or "public" in operation.roles:
                continue
            self.assertEqual(answer.status, 401, f"{operation.id}: {answer}")
            tried += 1
        self.assertGreater(tried, 35)
        self.assertEqual(self.snapshot(), before)

    def test_the_wrong_role_is_refused_before_anything_is_looked_up(self):
        before, tried = self.snapshot(), 0
        for role, who in (("customer", self.bob), ("advisor", self.eve)):
            for operation in self.document.operations:
                answer = self.attempt(who, operation) if role not in operation.roles else None
                if answer is None:
                    continue
                self.expect(answer, 403, "not_allowed")
                tried += 1
        self.assertGreater(tried, 25)
        self.assertEqual(self.snapshot(), before)

    def test_the_right_role_with_somebody_elses_id_finds_nothing(self):
        before, tried = self.snapshot(), 0
        for role, who in (("customer", self.bob), ("advisor", self.eve)):
            for operation in self.document.operations:
                if role not in operation.roles or "public" in operation.roles or "{" not in operation.path:
                    continue
                answer = self.attempt(who, operation)
                self.assertEqual(answer.status, 404, f"{role} {operation.id}: {answer}")
                tried += 1
        self.assertGreater(tried, 20)
        self.assertEqual(self.snapshot(), before)

    def test_ids_of_others_in_ones_own_address_or_body_find_nothing(self):
        before, tried = self.snapshot(), 0
        for role, who in (("customer", self.bob), ("advisor", self.eve)):
            own = {**self.ids, "account": who.account, "advisor": who.advisor, "customer": who.customer}
            for operation in self.document.operations:
                if role not in operation.roles or "{account}" not in operation.path or operation.path.count("{") < 2:
                    continue
                key = {"Idempotency-Key": f"own-{operation.id}-{who.login}"}
                answer = who.ask(operation.method, operation.fill(own), self.body_for(operation), key)
                self.assertIn(answer.status, (403, 404), f"{role} {operation.id}: {answer}")
                tried += 1
            order = who.ask("PUT", f"/v1/accounts/{who.account}/numbers/order", {"numbers": [self.ids["number"]]})
            self.expect(order, 422, pointer="#/numbers")
        self.assertGreater(tried, 3)
        arrange = {"listing": self.ids["listing"], "number": ADA_NUMBER, "wait_seconds": 3600}
        self.expect(self.bob.post("/v1/callbacks", arrange), 422, "number_not_proved", "#/number")
        self.expect(self.bob.post("/v1/callbacks", {**arrange, "customer": self.ada.customer}), 403, "not_allowed", "#/customer")
        self.expect(self.eve.post("/v1/mail", {"to_customer": self.ada.customer, "subject": "x", "body": "x"}), 404)
        self.assertEqual(self.snapshot(), before)

    def test_what_is_not_there_and_what_is_anothers_look_the_same(self):
        for path, ghost in ((f"/v1/accounts/{self.ada.account}", "/v1/accounts/acc_0sa724fafy000"),
                            (f"/v1/callbacks/{self.ids['callback']}", "/v1/callbacks/cbk_0sa724fafy000"),
                            (f"/v1/accounts/{self.ada.account}/numbers", "/v1/accounts/acc_0sa724fafy000/numbers")):
            theirs, none = self.bob.get(path), self.bob.get(ghost)
            for answer in (theirs, none):
                self.expect(answer, 404, "not_found")
            for field in ("title", "detail", "type"):
                self.assertEqual(theirs.json.get(field), none.json.get(field))

    def test_no_list_and_no_public_page_tells_what_is_private(self):
        queries = {"customer": self.ada.customer, "advisor": self.dana.advisor}
        for who in (self.anyone, self.bob, self.eve):
            for operation in self.document.operations:
                if operation.method != "GET" or operation.id.endswith("_stream"):
                    continue
                path = operation.fill(self.ids)
                names = [p["name"] for p in operation.parameters if p["in"] == "query" and p["name"] in queries]
                for query in [""] + [f"?{n}={queries[n]}" for n in names]:
                    answer = who.get(path + query)
                    for secret in self.secrets:
                        self.assertNotIn(secret, answer.raw.decode(), f"{operation.id}{query} told {secret}")

    def test_lists_with_somebody_elses_id_are_empty_or_not_found(self):
        for who, path in ((self.bob, f"/v1/callbacks?customer={self.ada.customer}"),
                          (self.eve, f"/v1/callbacks?advisor={self.dana.advisor}"),
                          (self.bob, f"/v1/calls?customer={self.ada.customer}"),
                          (self.eve, f"/v1/calls?advisor={self.dana.advisor}")):
            self.assertEqual(self.expect(who.get(path), 200)["data"], [], path)
        for who, path in ((self.bob, f"/v1/balance?customer={self.ada.customer}"),
                          (self.bob, f"/v1/transfers?customer={self.ada.customer}"),
                          (self.eve, f"/v1/transfers?book=earned&advisor={self.dana.advisor}"),
                          (self.bob, "/v1/transfers?book=house")):
            self.expect(who.get(path), 404, "not_found")

    def test_events_are_told_to_those_they_concern(self):
        kinds = lambda who: [e["kind"] for e in self.expect(who.get("/v1/events?limit=100"), 200)["data"]]
        for who in (self.ada, self.dana, self.operator):
            self.wait_for(lambda who=who: "callback.created" in kinds(who))
        for who in (self.bob, self.eve):
            told = who.get("/v1/events?limit=100").raw.decode()
            self.assertNotIn("callback.created", told)
            self.assertNotIn(self.ada.customer[4:], told)
        self.expect(self.anyone.get("/v1/events"), 401)
        self.expect(self.anyone.get("/v1/events/stream"), 401)

    def test_a_customer_and_the_advisor_of_the_line_see_the_same_request(self):
        path = f"/v1/callbacks/{self.ids['callback']}"
        mine, theirs = self.expect(self.ada.get(path), 200), self.expect(self.dana.get(path), 200)
        self.assertEqual(mine.pop("number"), ADA_NUMBER)
        mine.pop("number_masked")
        self.assertEqual(mine, theirs)

    def test_an_advisor_lists_for_nobody_else(self):
        body = {"advisor": self.dana.advisor, "category": self.ids["category"], "title": "Mine", "price": self.usd(100)}
        self.expect(self.eve.post("/v1/listings", body), 403, "not_allowed", "#/advisor")
        own = self.expect(self.eve.post("/v1/listings", {**body, "advisor": self.eve.advisor}), 201)
        self.expect(self.dana.patch(f"/v1/listings/{own['id']}", {"title": "Yours"}), 404)
        self.expect(self.eve.post(f"/v1/listings/{own['id']}/close"), 200)
        self.assertEqual(self.expect(self.bob.get(f"/v1/listings/{own['id']}"), 200)["state"], "closed")
        self.expect(self.eve.get(f"/v1/listings/{own['id']}"), 200)


if __name__ == "__main__":
    unittest.main()
