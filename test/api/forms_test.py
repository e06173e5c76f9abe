# SPDX-License-Identifier: Apache-2.0
"""Bad input to every operation, made from the document: a clear no with the field named, never a 5xx, nothing changed."""
import json
import unittest

from house import PASSWORD, House
from schema import twice, wrong_values


class Forms(House):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.ada = cls.add("customer", credit=5000, number="+99933334444")
        cls.dana = cls.add("advisor", number="+99955556666")
        cls.category = cls.add_category()
        cls.listing = cls.add_listing(cls.dana, category=cls.category)
        made = cls.ada.post("/v1/callbacks", {"listing": cls.listing, "number": "+99933334444", "wait_seconds": 3600})
        mail = cls.ada.post("/v1/mail", {"to_advisor": cls.dana.advisor, "body": "hello"})
        asked = cls.ada.post("/v1/applications", {"category": cls.category, "title": "Radios", "price": cls.usd(100)})
        numbers = cls.operator.get(f"/v1/accounts/{cls.ada.account}/numbers").json["data"]
        cls.ids = {"account": cls.ada.account, "customer": cls.ada.customer, "advisor": cls.dana.advisor,
                   "callback": made.json["id"], "listing": cls.listing, "category": cls.category,
                   "number": numbers[0]["id"], "key": "key_0sa724fafy000", "call": "cal_0sa724fafy000",
                   "thread": mail.json["thread"]["id"], "application": asked.json["id"],
                   "trunk": "phones", "test_call": "tst_0sa724fafy000",
                   "token": "rb_link_cbk_0sa724fafy000_1890000000_" + "0" * 32}
        cls.serial = 0

    def good(self, operation):
        values = {"login": f"new{self.serial}", "password": "long enough password", "nickname": f"New {self.serial}",
                  "roles": ["customer"], "number": "+99933334444", "numbers": [self.ids["number"]], "name": "a key",
                  "title": f"Title {self.serial}", "listing": self.listing, "seconds": 60, "category": self.category,
                  "price": self.usd(100), "amount": self.usd(100), "intent": "away", "wait_seconds": 3600,
                  "language": "es", "customer": self.ada.customer, "advisor": self.dana.advisor, "code": "123456",
                  "body": "hello", "setup_token": "x", "reason": "not yet",
                  "current_password": PASSWORD, "menu": "menu", "key": "1", "pin": "471193", "wrap_up_seconds": 61,
                  "changes": [{"name": "line_cap", "value": "40"}],
                  "to_advisor": self.dana.advisor}
        if not operation.body:
            return None
        properties = operation.properties()
        names = operation.body.get("required") or [n for n in properties if n in values][:1]
        body = {name: values[name] for name in names}
        for name in ("customer", "advisor", "wait_seconds", "to_advisor"):
            if name in properties and operation.method == "POST":
                body[name] = values[name]
        return body

    def send(self, operation, body=None, raw=None, kind=None):
        type(self).serial += 1
        headers = {"Idempotency-Key": f"form-{self.serial}"}
        if raw is not None:
            merge = operation.method == "PATCH"
            headers["Content-Type"] = kind or ("application/merge-patch+json" if merge else "application/json")
        return self.who_may(operation).ask(operation.method, operation.fill(self.ids), body, headers, raw)

    def who_may(self, operation):
        if "operator" in operation.roles:
            return self.operator
        return self.ada if "customer" in operation.roles else self.dana

    def with_bodies(self):
        return [o for o in self.document.operations if o.body and o.id != "sign_in"]

    def refused(self, answer, why, pointer=None):
        self.assertIn(answer.status, (400, 413, 415, 422), f"{why}: {answer}")
        self.assertTrue(answer.code, why)
        if pointer and answer.status == 422:
            self.assertTrue(any(p == pointer or p.startswith(pointer + "/") for p in answer.pointers), f"{why}: {answer}")

    def test_every_field_refuses_what_its_form_forbids(self):
        tried = 0
        for operation in self.with_bodies():
            for name, schema in operation.properties().items():
                for why, value in wrong_values(schema):
                    body = {**self.good(operation), name: value}
                    self.refused(self.send(operation, body), f"{operation.id} {name} {why} {str(value)[:60]}", f"#/{name}")
                    tried += 1
        self.assertGreater(tried, 250)

    def test_unknown_and_missing_fields_are_named(self):
        for operation in self.with_bodies():
            body = self.good(operation)
            answer = self.send(operation, {**body, "surprise": 1})
            self.refused(answer, f"{operation.id} surprise", "#/surprise")
            self.assertEqual(answer.status, 422)
            for name in operation.body.get("required", []):
                less = {k: v for k, v in body.items() if k != name}
                self.refused(self.send(operation, less), f"{operation.id} without {name}", f"#/{name}")

    def test_what_is_no_json_object_is_refused(self):
        raws = (b"{", b"[]", b'"text"', b"12", b"nonsense", b"{\"a\":}", b"\xff\xfe{}", b'{"a":"\xff"}', b"{} {}",
                b"[" * 20000, b'{"a":' * 5000, b'{"a":1e999}', b'{"\\u0000":1}', b"\x00", b" ")
        for operation in self.with_bodies():
            for raw in raws:
                self.refused(self.send(operation, raw=raw), f"{operation.id} {raw[:20]!r}")
            body = self.good(operation) or {"reason": "x"}
            self.refused(self.send(operation, raw=twice(body, next(iter(body)))), f"{operation.id} a field twice")

    def test_a_body_that_is_needed_must_be_there_and_be_json(self):
        for operation in self.with_bodies():
            if operation.data["requestBody"].get("required"):
                self.refused(self.send(operation), f"{operation.id} without a body")
            raw = json.dumps(self.good(operation)).encode()
            self.refused(self.send(operation, raw=raw, kind="text/plain"), f"{operation.id} text/plain")
            self.refused(self.send(operation, raw=raw, kind="application/x-www-form-urlencoded"), operation.id)

    def test_a_megabyte_is_refused_and_the_daemon_goes_on(self):
        for operation in self.with_bodies():
            raw = b'{"reason":"' + b"a" * (1 << 20) + b'"}'
            try:
                self.refused(self.send(operation, raw=raw), f"{operation.id} a megabyte")
            except (BrokenPipeError, ConnectionResetError):
                pass  # it may hang up instead of reading on
        self.assertEqual(self.operator.get("/v1/me").status, 200)

    def test_paths_and_queries_of_the_wrong_form_are_refused(self):
        for operation in self.document.operations:
            if "{" in operation.path:
                for bad in ("1", "../me", "acc_ILOU", "%00", "'%20OR%201=1", "cbk_0sa724fafy00", "a" * 300):
                    path = operation.fill({**self.ids, operation.path.split("{")[-1].split("}")[0]: bad})
                    answer = self.operator.ask(operation.method, path, {} if operation.body else None,
                                               {"Idempotency-Key": "path"})
                    self.assertIn(answer.status, (400, 404, 405, 415, 422), f"{path}: {answer}")
            for parameter in operation.parameters:
                if parameter["in"] != "query" or operation.id.endswith("_stream"):
                    continue
                schema = self.document.resolve(parameter["schema"])
                for bad in ("", "~", "%ff", "a" * 400) if schema["type"] == "string" else ("", "x", "1.5", "-1", "9" * 30):
                    if schema["type"] == "string" and not ({"pattern", "enum"} & set(schema)) and bad == "~":
                        continue
                    answer = self.operator.get(f"{operation.fill(self.ids)}?{parameter['name']}={bad}")
                    self.assertIn(answer.status, (400, 422), f"{operation.id} {parameter['name']}={bad[:9]}: {answer}")
            if operation.method == "GET" and not operation.id.endswith("_stream"):
                answer = self.operator.get(operation.fill(self.ids) + "?surprise=1")
                self.assertIn(answer.status, (400, 422), f"{operation.id}: {answer}")

    def test_what_is_nowhere_is_404_and_a_wrong_method_405(self):
        self.expect(self.operator.get("/v1/nowhere"), 404)
        self.expect(self.operator.ask("DELETE", "/v1/callbacks"), 405)
        self.assertIn("POST", self.operator.ask("DELETE", "/v1/callbacks").headers["allow"])

    def test_a_key_is_needed_where_money_moves_or_phones_ring(self):
        tried = 0
        for operation in self.document.operations:
            if operation.needs_key:
                answer = self.who_may(operation).ask(operation.method, operation.fill(self.ids), self.good(operation))
                self.assertEqual(answer.status, 400, f"{operation.id}: {answer}")
                long = self.who_may(operation).ask(operation.method, operation.fill(self.ids), self.good(operation),
                                                  {"Idempotency-Key": "x" * 300})
                self.assertEqual(long.status, 400, f"{operation.id}: {long}")
                tried += 1
        self.assertGreaterEqual(tried, 3)

    def test_form_feeds_and_lines_in_names_do_not_reach_the_log(self):
        evil = "eve\r\n2026-01-01T00:00:00.000Z error daemon.broken"
        answer = self.ask("POST", "/v1/sign-in", {"login": evil, "password": "whatever it is"})
        self.assertIn(answer.status, (401, 422), answer)
        self.assertNotIn("\n2026-01-01T00:00:00.000Z error daemon.broken", self.read_log())

    def test_an_if_match_that_is_no_tag_is_refused(self):
        for tag in ('"one"', '"', "W/\"x\"", '"1', '"-1"', '"1" x'):
            answer = self.operator.patch(f"/v1/accounts/{self.ada.account}", {"language": "de"}, **{"If-Match": tag})
            self.assertIn(answer.status, (400, 412), f"{tag}: {answer}")


if __name__ == "__main__":
    unittest.main()
