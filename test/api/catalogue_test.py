# SPDX-License-Identifier: Apache-2.0
"""Categories, listings, advisors, and lists in pages."""
import unittest

from house import House


class Catalogue(House):
    def walk(self, who, path, limit):
        rows, cursor, pages = [], None, 0
        while pages < 50:
            mark = "&" if "?" in path else "?"
            answer = who.get(f"{path}{mark}limit={limit}" + (f"&cursor={cursor}" if cursor else ""))
            page = self.expect(answer, 200)
            rows += page["data"]
            cursor, pages = page["next_cursor"], pages + 1
            self.assertEqual(bool(cursor), "link" in answer.headers)
            if not cursor:
                return rows
        self.fail("the pages never end")

    def test_a_listing_gets_an_extension_and_shows_the_button(self):
        dana = self.add("advisor")
        listing = self.add_listing(dana)
        shown = self.expect(self.anyone.get(f"/v1/listings/{listing}"), 200)
        self.assertRegex(shown["extension"], "^[1-9][0-9]{2,5}$")
        self.assertEqual((shown["advisor"], shown["button"]), (dana.advisor, "arrange"))
        found = self.expect(self.anyone.get(f"/v1/listings?extension={shown['extension']}"), 200)["data"]
        self.assertEqual([row["id"] for row in found], [listing])
        body = {"advisor": dana.advisor, "category": shown["category"], "title": "Another", "price": self.usd(1),
                "extension": shown["extension"]}
        self.expect(self.operator.post("/v1/listings", body), 409, "already_taken", "#/extension")
        self.expect(self.operator.post("/v1/listings", {**body, "price": {"amount": 5, "currency": "EUR"}}), 422,
                    pointer="#/price/currency")

    def test_a_patch_changes_what_it_names_and_an_old_tag_is_refused(self):
        dana = self.add("advisor")
        path = f"/v1/listings/{self.add_listing(dana)}"
        before = dana.get(path)
        tag = {"If-Match": before.headers["etag"]}
        after = self.expect(dana.patch(path, {"price": self.usd(555)}, **tag), 200)
        self.assertEqual(after, {**before.json, "price": self.usd(555)})
        self.expect(dana.patch(path, {"price": self.usd(1)}, **tag), 412, "stale")
        self.assertEqual(self.anyone.get(path).json["price"], self.usd(555))

    def test_pages_meet_without_gap_or_double(self):
        dana = self.add("advisor")
        category = self.add_category()
        ids = [self.add_listing(dana, category=category) for _ in range(7)]
        for limit in (1, 2, 3, 7, 100):
            rows = self.walk(self.anyone, f"/v1/listings?category={category}", limit)
            self.assertEqual([row["id"] for row in rows], ids[::-1], f"limit {limit}")
        rows = self.walk(self.anyone, f"/v1/listings?advisor={dana.advisor}", 3)
        self.assertEqual([row["id"] for row in rows], ids[::-1])
        everybody = [row["id"] for row in self.walk(self.operator, "/v1/accounts", 2)]
        self.assertEqual(len(everybody), len(set(everybody)))
        self.assertIn(dana.account, everybody)
        self.assertIn(dana.advisor, [row["id"] for row in self.walk(self.anyone, "/v1/advisors", 2)])

    def test_a_cursor_belongs_to_its_filters(self):
        dana = self.add("advisor")
        category = self.add_category()
        for _ in range(3):
            self.add_listing(dana, category=category)
        page = self.anyone.get(f"/v1/listings?category={category}&limit=1").json
        other = f"/v1/listings?advisor={dana.advisor}&limit=1&cursor={page['next_cursor']}"
        self.expect(self.anyone.get(other), 400, "cursor_invalid")
        self.expect(self.anyone.get("/v1/listings?cursor=zzzz"), 400, "cursor_invalid")

    def test_new_ones_do_not_shift_a_page(self):
        dana = self.add("advisor")
        category = self.add_category()
        ids = [self.add_listing(dana, category=category) for _ in range(4)]
        path = f"/v1/listings?category={category}&limit=2"
        first = self.anyone.get(path).json
        self.add_listing(dana, category=category)
        second = self.anyone.get(f"{path}&cursor={first['next_cursor']}").json
        self.assertEqual([row["id"] for row in first["data"] + second["data"]], ids[::-1])

    def test_a_closed_category_takes_no_listing_and_is_hidden(self):
        dana = self.add("advisor")
        category = self.add_category()
        self.expect(self.operator.patch(f"/v1/categories/{category}", {"state": "closed"}), 200)
        body = {"advisor": dana.advisor, "category": category, "title": "Late", "price": self.usd(1)}
        self.expect(self.operator.post("/v1/listings", body), 422, pointer="#/category")
        self.expect(self.anyone.get(f"/v1/categories/{category}"), 404)
        self.assertNotIn(category, [c["id"] for c in self.anyone.get("/v1/categories").json["data"]])

    def test_rules_and_document_are_public(self):
        rules = self.expect(self.anyone.get("/v1/rules"), 200)
        self.assertEqual((rules["currency"], rules["line_cap"]), ("USD", 50))
        self.assertIn(3600, rules["wait_choices_seconds"])
        self.assertEqual(self.ask("GET", "/openapi.json").json["openapi"], "3.1.0")

    def test_an_operator_sees_status_and_trunks(self):
        status = self.expect(self.operator.get("/v1/status"), 200)
        self.assertIn("version", status)
        self.assertEqual(self.expect(self.operator.get("/v1/trunks"), 200)["data"], [])

    def test_unpersons_are_no_advisors(self):
        ada = self.add("customer")
        self.expect(self.anyone.get("/v1/advisors/adv" + ada.account[3:]), 404)
        dana = self.add("advisor")
        self.expect(self.operator.post(f"/v1/accounts/{dana.account}/suspend"), 200)
        self.expect(self.anyone.get(f"/v1/advisors/{dana.advisor}"), 410, "gone")
        self.expect(self.operator.get(f"/v1/advisors/{dana.advisor}"), 200)


class Bounded(House):
    RULES = "listings_per_advisor = 2;"

    def test_an_advisor_has_so_many_listings_and_takes_no_more_extensions(self):
        dana, eve = self.add("advisor"), self.add("advisor")
        category = self.add_category()
        ask = lambda who: who.post("/v1/listings", {"advisor": who.advisor, "category": category, "title": "One more",
                                                    "price": self.usd(100)})
        first = self.expect(ask(dana), 201)
        self.expect(ask(dana), 201)
        self.expect(dana.post(f"/v1/listings/{first['id']}/close"), 200)
        self.assertIn("as many listings", self.expect(ask(dana), 422, "validation_failed")["detail"])
        self.expect(ask(eve), 201)


if __name__ == "__main__":
    unittest.main()
