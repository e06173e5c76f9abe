# SPDX-License-Identifier: Apache-2.0
"""The parts of operators: each against every operation by the table, and what the table itself must say, by hand."""
import unittest

from house import House, PASSWORD, Person
import roles_test

PARTS = ("floor", "finance", "product", "engineer")


class Parts(House):
    body_for, snapshot, attempt = roles_test.Roles.body_for, roles_test.Roles.snapshot, roles_test.Roles.attempt

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        roles_test.Roles.people.__func__(cls)
        cls.parts = {part: cls.add("operator", part=part) for part in PARTS}

    def no(self, part, method, path, body=None, status=403):
        answer = self.parts[part].ask(method, path, body, {"Idempotency-Key": f"{part}{method}{path}"[:200]} if method != "GET" else {})
        self.expect(answer, status)
        return answer.json

    def test_a_part_may_what_the_table_says_and_nothing_else(self):
        before, refused, read = self.snapshot(), 0, 0
        for part, who in self.parts.items():
            for operation in self.document.operations:
                if "operator" not in operation.roles or "public" in operation.roles:
                    continue
                if part in operation.parts:
                    if operation.method == "GET" and (answer := self.attempt(who, operation)):
                        self.assertNotEqual(answer.status, 403, f"{part} {operation.id}: {answer}")
                        read += 1
                    continue
                answer = self.attempt(who, operation)
                if "own" in operation.parts:
                    if answer and "{account}" in operation.path:
                        self.assertEqual(answer.status, 404, f"{part} {operation.id}: {answer}")
                    continue
                self.expect(answer, 403, "not_allowed")
                self.assertIn(f"Your part is {part}. This may: owner", answer.json["detail"])
                refused += 1
        self.assertGreater(refused, 100)
        self.assertGreater(read, 25)
        self.assertEqual(self.snapshot(), before)

    def test_every_operation_of_operators_stays_the_owners(self):
        for operation in self.document.operations:
            self.assertEqual("owner" in operation.parts, "operator" in operation.roles, operation.id)

    def test_the_floor_sees_people_and_lines_and_no_money(self):
        account, customer = f"/v1/accounts/{self.ada.account}", self.ada.customer
        floor = self.parts["floor"]
        self.no("floor", "POST", f"/v1/customers/{customer}/credits", {"amount": self.usd(100)})
        self.no("floor", "GET", f"/v1/balance?customer={customer}")
        self.no("floor", "GET", f"/v1/transfers?customer={customer}")
        self.no("floor", "GET", "/v1/ledger/verify")
        self.no("floor", "GET", f"/v1/advisors/{self.dana.advisor}/earnings")
        self.assertIsNone(self.expect(floor.get("/v1/wall"), 200)["charged_last_hour"])
        self.no("floor", "GET", f"/v1/advisors/{self.dana.advisor}/summary")
        waits = self.expect(floor.get(f"/v1/advisors/{self.dana.advisor}/arranged-calls"), 200)["data"]
        self.assertTrue(waits and all("earned" not in row for row in waits))
        self.assertIn("earned", self.expect(self.operator.get(f"/v1/advisors/{self.dana.advisor}/arranged-calls"), 200)["data"][0])
        self.expect(floor.get(account), 200)
        self.expect(floor.get("/v1/callbacks?live=true"), 200)
        bob = self.add("customer")
        self.expect(floor.post(f"/v1/accounts/{bob.account}/suspend", {"reason": "rude"}), 200)
        self.expect(floor.post(f"/v1/accounts/{bob.account}/restore"), 200)

    def test_finance_sees_money_and_shuts_nobody_out(self):
        finance, account = self.parts["finance"], self.ada.account
        self.no("finance", "POST", f"/v1/accounts/{account}/suspend", {"reason": "x"})
        self.no("finance", "PATCH", f"/v1/accounts/{account}", {"nickname": "Stolen"}, 404)
        self.no("finance", "GET", f"/v1/accounts/{account}/numbers", status=404)
        self.no("finance", "GET", "/v1/callbacks")
        self.expect(finance.get("/v1/ledger/verify"), 200)
        self.expect(finance.get(f"/v1/balance?customer={self.ada.customer}"), 200)
        self.expect(finance.post(f"/v1/customers/{self.bob.customer}/credits", {"amount": self.usd(100)}), 201)

    def test_product_sees_no_people_and_no_calls(self):
        product = self.parts["product"]
        self.no("product", "GET", "/v1/accounts")
        self.no("product", "GET", f"/v1/accounts/{self.ada.account}", status=404)
        self.no("product", "GET", "/v1/calls")
        self.no("product", "GET", f"/v1/callbacks/{self.ids['callback']}")
        self.expect(product.post("/v1/categories", {"title": "Of product"}), 201)

    def test_an_engineer_sees_no_number_in_clear(self):
        engineer = self.parts["engineer"]
        self.no("engineer", "POST", f"/v1/accounts/{self.ada.account}/numbers/{self.ids['number']}/reveal")
        self.no("engineer", "POST", f"/v1/callbacks/{self.ids['callback']}/reveal")
        self.no("engineer", "GET", f"/v1/accounts/{self.ada.account}/numbers", status=404)
        for path in ("/v1/trunks", "/v1/status", "/v1/calls", "/v1/opt-outs"):
            self.assertNotIn(roles_test.ADA_NUMBER, engineer.get(path).raw.decode())
            self.expect(engineer.get(path), 200)

    def test_only_an_owner_sets_the_house_and_makes_operators(self):
        owner = f"/v1/accounts/{self.operator.account}"
        for part, who in self.parts.items():
            self.no(part, "GET", "/v1/settings")
            self.no(part, "PATCH", "/v1/settings", {"changes": [{"name": "line_cap", "value": "1"}]})
            self.no(part, "GET", "/v1/audit")
            self.no(part, "POST", f"{owner}/second-factor/reset")
            made = who.post("/v1/accounts", {"login": f"by{part}", "nickname": f"By {part}", "roles": ["operator"]})
            self.expect(made, 403, "not_allowed")
            self.assertIn(who.patch(owner, {"password": "taken over by a part"}).status, (403, 404))
            self.assertIn(who.post(f"{owner}/suspend", {"reason": "x"}).status, (403,))
            self.expect(who.patch(f"/v1/accounts/{who.account}", {"operator_part": "owner"}), 403)
            self.expect(who.patch(f"/v1/accounts/{who.account}", {"roles": ["operator", "customer"]}), 403)
            self.expect(who.patch(f"/v1/accounts/{self.ada.account}", {"roles": ["operator"]}), 403 if part == "floor" else 404)
            self.expect(who.post(f"{owner}/keys", {"name": "theirs"}), 404)
            self.assertEqual(self.expect(who.get("/v1/me"), 200)["operator_part"], part)
            self.expect(who.patch(f"/v1/accounts/{who.account}", {"nickname": f"Self {part}"}), 200)

    def test_only_an_owner_sets_the_password_of_another(self):
        new = {"password": "taken over by the floor"}
        for who in (self.bob, self.dana):  # who signs in as them sees their money
            answer = self.parts["floor"].patch(f"/v1/accounts/{who.account}", new)
            self.expect(answer, 403, "not_allowed", "#/password")
            self.sign_in(who.login, PASSWORD)
        cleo = self.add("customer")
        self.expect(self.operator.patch(f"/v1/accounts/{cleo.account}", new), 200)
        self.sign_in(cleo.login, new["password"])

    def test_only_an_owner_touches_the_numbers_of_operators(self):
        floor, other = self.parts["floor"], self.parts["finance"]
        at = f"/v1/accounts/{other.account}/numbers"
        kept = self.expect(self.operator.post(at, {"number": "+99966660001"}), 201)["id"]
        self.expect(floor.post(at, {"number": "+99966660002"}), 403, "not_allowed")
        self.expect(floor.ask("PUT", f"{at}/order", {"numbers": [kept]}), 403, "not_allowed")
        self.expect(floor.ask("DELETE", f"{at}/{kept}"), 403, "not_allowed")
        self.expect(floor.post(f"{at}/{kept}/reveal"), 403, "not_allowed")
        self.assertEqual([n["id"] for n in self.expect(other.get(at), 200)["data"]], [kept])
        self.expect(floor.post(f"/v1/accounts/{floor.account}/numbers", {"number": "+99966660003"}), 201)
        self.expect(floor.post(f"/v1/accounts/{self.bob.account}/numbers", {"number": "+99966660004"}), 201)
        self.expect(floor.post("/v1/accounts/acc_0sa724fafy000/numbers", {"number": "+99966660005"}), 404)
        self.expect(self.operator.ask("DELETE", f"{at}/{kept}"), 204)

    def test_a_key_may_what_its_maker_may(self):
        finance = self.parts["finance"]
        made = self.expect(finance.post(f"/v1/accounts/{finance.account}/keys", {"name": "books"}), 201)
        key = Person(self, token=made["secret"])
        self.expect(key.get("/v1/ledger/verify"), 200)
        self.expect(key.get("/v1/callbacks"), 403, "not_allowed")
        self.expect(finance.post(f"/v1/accounts/{finance.account}/keys", {"name": "w", "scope": "wall"}), 403, "not_allowed", "#/scope")

    def test_a_change_of_part_is_felt_at_once_and_stays_in_the_audit(self):
        who = self.add("operator", part="finance")
        path = f"/v1/accounts/{who.account}"
        self.expect(self.operator.patch(path, {"operator_part": "floor"}), 200)
        self.expect(who.get("/v1/ledger/verify"), 401)  # the sessions of the old part are over
        again = self.sign_in(who.login, PASSWORD)
        self.expect(again.get("/v1/ledger/verify"), 403)
        self.expect(again.get("/v1/wall"), 200)
        line = self.expect(self.operator.get("/v1/audit?action=account.changed&limit=1"), 200)["data"][0]
        self.assertEqual((line["detail"]["part"], line["detail"]["before"]["part"]), ("floor", "finance"))
        self.expect(self.operator.patch(f"/v1/accounts/{self.bob.account}", {"operator_part": "floor"}), 422, "validation_failed",
                    "#/operator_part")

    def test_the_last_owner_stays(self):
        other = self.add("operator")
        own = f"/v1/accounts/{self.operator.account}"
        self.assertEqual(self.expect(other.get("/v1/me"), 200)["operator_part"], "owner")
        self.expect(self.operator.patch(f"/v1/accounts/{other.account}", {"operator_part": "engineer"}), 200)
        self.expect(self.operator.patch(own, {"operator_part": "floor"}), 409, "last_owner")
        self.expect(self.operator.patch(own, {"roles": ["customer"]}), 409, "last_owner")
        self.assertEqual(self.expect(self.operator.get("/v1/me"), 200)["operator_part"], "owner")


if __name__ == "__main__":
    unittest.main()
