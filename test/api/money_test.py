# SPDX-License-Identifier: Apache-2.0
"""Credit, balances and ledger lines: every key pays once and everything sums to zero."""
import threading
import unittest

from house import House


class Money(House):
    def balance(self, person):
        return self.expect(person.get("/v1/balance"), 200)["available"]["amount"]

    def credit_path(self, person):
        return f"/v1/customers/{person.customer}/credits"

    def test_a_credit_is_shown_to_its_customer(self):
        ada = self.add("customer")
        self.assertEqual(self.balance(ada), 0)
        done = self.operator.post(self.credit_path(ada), {"amount": self.usd(1250), "note": "welcome"})
        self.assertEqual(self.expect(done, 201)["available"], self.usd(1250))
        self.assertEqual(self.balance(ada), 1250)
        line = self.expect(ada.get("/v1/transfers"), 200)["data"][0]
        self.assertEqual((line["kind"], line["amount"], line["effect"]), ("topup", self.usd(1250), self.usd(1250)))
        self.assertEqual((line["debit"], line["credit"]), ("world:topup", f"wallet:{ada.customer}"))
        self.wait_for(lambda: "topup.succeeded" in [e["kind"] for e in self.expect(ada.get("/v1/events"), 200)["data"]])

    def test_a_key_pays_once(self):
        ada, key = self.add("customer"), {"Idempotency-Key": "payday"}
        first = self.operator.post(self.credit_path(ada), {"amount": self.usd(100)}, **key)
        again = self.operator.post(self.credit_path(ada), {"amount": self.usd(100)}, **key)
        self.assertEqual(self.expect(first, 201), self.expect(again, 201))
        self.expect(self.operator.post(self.credit_path(ada), {"amount": self.usd(200)}, **key), 422)
        self.assertEqual(self.balance(ada), 100)

    def test_a_key_pays_once_also_when_sent_by_many_at_once(self):
        ada, answers = self.add("customer"), []

        def send():
            answers.append(self.operator.post(self.credit_path(ada), {"amount": self.usd(7)},
                                              **{"Idempotency-Key": "many"}))

        threads = [threading.Thread(target=send) for _ in range(16)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        self.assertLessEqual({a.status for a in answers}, {201, 409})
        self.assertEqual(self.balance(ada), 7)

    def test_many_keys_all_pay(self):
        ada = self.add("customer")
        threads = [threading.Thread(target=self.credit, args=(ada, 3)) for _ in range(16)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        self.assertEqual(self.balance(ada), 48)

    def test_amounts_that_make_no_sense_are_refused(self):
        ada = self.add("customer")
        for amount in (0, -5, 100000001):
            answer = self.operator.post(self.credit_path(ada), {"amount": self.usd(amount)})
            self.expect(answer, 422, "validation_failed", "#/amount/amount")
        answer = self.operator.post(self.credit_path(ada), {"amount": {"amount": 5, "currency": "EUR"}})
        self.expect(answer, 422, "validation_failed", "#/amount/currency")
        dana = self.add("advisor")
        self.expect(self.operator.post(f"/v1/customers/cus{dana.account[3:]}/credits", {"amount": self.usd(5)}), 404)
        self.assertEqual(self.balance(ada), 0)

    def test_the_ledger_is_sound_and_an_operator_reads_every_book(self):
        ada = self.add("customer", credit=500)
        verdict = self.expect(self.operator.get("/v1/ledger/verify"), 200)
        self.assertTrue(verdict["sound"], verdict)
        self.assertEqual(verdict["sum"], self.usd(0))
        lines = self.expect(self.operator.get(f"/v1/transfers?customer={ada.customer}"), 200)["data"]
        self.assertEqual([line["amount"]["amount"] for line in lines], [500])
        self.expect(self.operator.get("/v1/transfers?book=house"), 200)
        dana = self.add("advisor")
        self.assertEqual(self.expect(dana.get("/v1/transfers"), 200)["data"], [])
        self.assertEqual(self.expect(dana.get("/v1/balance"), 200)["earned"], self.usd(0))


if __name__ == "__main__":
    unittest.main()
