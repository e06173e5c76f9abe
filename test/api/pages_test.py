# SPDX-License-Identifier: Apache-2.0
"""Pages of the web app as the daemon hands them out: heads of their own, headers, caches."""
import gzip
import http.client
import json
import re
import unittest

from house import Answer, House


class Asked:
    def page(self, path, method="GET", **headers):
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        try:
            connection.request(method, path, headers={name.replace("_", "-"): said for name, said in headers.items()})
            return Answer(connection.getresponse())
        finally:
            connection.close()


class Pages(Asked, House):
    def setUp(self):
        if self.page("/").status == 503:
            self.skipTest("this daemon was built without the web app")

    def named(self, title, description=""):
        dana = self.add("advisor")
        body = {"advisor": dana.advisor, "category": self.add_category(), "title": title, "description": description,
                "price": self.usd(240)}
        return self.expect(self.operator.post("/v1/listings", body), 201)["id"]

    def test_a_page_carries_the_strict_policy_and_is_asked_for_again(self):
        for path in ("/", "/account", "/pro", f"/l/{self.named('Boilers')}"):
            answer = self.page(path)
            self.assertEqual(answer.status, 200, path)
            policy = answer.headers["content-security-policy"]
            self.assertIn("default-src 'none'; script-src 'self'; style-src 'self'", policy)
            self.assertIn("require-trusted-types-for 'script'", policy)
            self.assertNotIn("unsafe", policy)
            self.assertEqual(answer.headers["cache-control"], "no-cache")
            inline = re.findall(rb"<script(?![^>]*(?:src=|ld\+json))|<style| style=| on[a-z]+=", answer.raw)
            self.assertEqual(inline, [], path)

    def test_a_listing_has_title_description_and_data(self):
        text = self.page(f"/l/{self.named('Boiler faults', 'Combi and system boilers')}/arrange?utm_source=x").raw.decode()
        self.assertRegex(text, "<title>Boiler faults, .* - ")
        self.assertIn('<meta name="description" content="Combi and system boilers">', text)
        self.assertIn('<meta property="og:title" content="Boiler faults, ', text)
        data = json.loads(re.search(r'ld\+json">(.*?)</script>', text).group(1))
        self.assertEqual((data["@type"], data["name"]), ("Service", "Boiler faults"))
        self.assertIn("$2.40", data["offers"]["description"])

    def test_home_and_categories_have_heads_and_links_without_scripts(self):
        listing = self.named("Boiler faults")
        category = self.expect(self.anyone.get(f"/v1/listings/{listing}"), 200)["category"]
        slug = self.expect(self.anyone.get(f"/v1/categories/{category}"), 200)["slug"]
        for path, kind, link in (("/", "WebSite", f'<a href="/c/{slug}">'), (f"/c/{slug}", "CollectionPage", f'<a href="/l/{listing}">')):
            text = self.page(path).raw.decode()
            self.assertEqual(json.loads(re.search(r'ld\+json">(.*?)</script>', text).group(1))["@type"], kind, path)
            canonical = f'<link rel="canonical" href="{path}">'
            for name in ('<meta name="description" content="', '<meta property="og:title" content="', canonical, link):
                self.assertIn(name, text, path)
            self.assertNotRegex(text, "<title>ringback</title>")

    def test_what_is_over_says_410_and_is_forgotten(self):
        listing = self.named("Boiler faults")
        advisor = self.expect(self.anyone.get(f"/v1/listings/{listing}"), 200)["advisor"]
        self.expect(self.operator.post(f"/v1/listings/{listing}/close"), 200)
        self.assertEqual(self.expect(self.anyone.get(f"/v1/listings/{listing}"), 200)["state"], "closed")
        page = self.page(f"/l/{listing}")
        self.assertEqual(page.status, 410)
        self.assertIn(b'<meta name="robots" content="noindex">', page.raw)
        account = self.expect(self.operator.get("/v1/accounts?role=advisor"), 200)["data"]
        account = next(one["id"] for one in account if one["advisor"] == advisor)
        self.expect(self.operator.post(f"/v1/accounts/{account}/suspend", {"reason": "left"}), 200)
        self.expect(self.anyone.get(f"/v1/advisors/{advisor}"), 410, "gone")
        self.assertEqual(self.page(f"/a/{advisor}").status, 410)

    def test_search_engines_are_told_what_is_private(self):
        robots = self.page("/robots.txt")
        self.assertEqual((robots.status, robots.headers["content-type"]), (200, "text/plain; charset=utf-8"))
        self.assertIn(b"Disallow: /account\n", robots.raw)
        self.assertEqual(self.page("/sitemap.xml").status, 404)  # this house has no public address

    def test_what_people_write_stays_text(self):
        evil = '</title><script>alert(1)</script>"&\''
        text = self.page(f"/l/{self.named(evil, '</script><img src=x onerror=alert(1)>')}").raw.decode()
        self.assertNotIn("<script>alert", text)
        self.assertNotIn("<img", text)
        data = json.loads(re.search(r'ld\+json">(.*?)</script>', text).group(1))
        self.assertEqual(data["name"], evil)

    def test_what_is_not_there_says_404_and_other_addresses_are_the_apis(self):
        for path in ("/l/lst_0000000000000", "/l/nonsense", "/a/adv_0000000000000", "/c/no-such-thing"):
            self.assertEqual(self.page(path).status, 404, path)
        for path in ("/nothing", "/assets/nothing.js", "/assets/../index.html", "/.vite/manifest.json", "/v1/nothing"):
            answer = self.page(path)
            self.assertEqual((answer.status, answer.code), (404, "not_found"), path)
        self.assertEqual(self.page("/account", "POST").status, 404)

    def test_a_browser_at_an_address_that_is_none_of_ours_sees_the_app(self):
        as_browsers_ask = {"Accept": "text/html,application/xhtml+xml,*/*;q=0.8"}
        answer = self.page("/nowhere/at/all", **as_browsers_ask)
        self.assertEqual(answer.status, 404)
        self.assertTrue(answer.headers["content-type"].startswith("text/html"))
        self.assertIn("noindex", answer.raw.decode())
        self.assertEqual(self.page("/v1/nothing", **as_browsers_ask).code, "not_found")
        self.assertEqual(self.page("/nowhere", "POST", **as_browsers_ask).code, "not_found")

    def test_hashed_files_last_and_come_compressed(self):
        script = re.search(r'src="(/assets/[^"]+\.js)"', self.page("/").raw.decode()).group(1)
        plain = self.page(script)
        self.assertEqual(plain.headers["cache-control"], "public, max-age=31536000, immutable")
        packed = self.page(script, Accept_Encoding="gzip, br;q=0")
        self.assertEqual(packed.headers["content-encoding"], "gzip")
        self.assertEqual(gzip.decompress(packed.raw), plain.raw)
        smaller = self.page(script, Accept_Encoding="gzip, deflate, br, zstd")
        self.assertEqual(smaller.headers["content-encoding"], "br")
        self.assertLess(len(smaller.raw), len(packed.raw))
        forms = (plain, packed, smaller)
        self.assertEqual({one.headers["vary"] for one in forms}, {"Accept-Encoding"})
        self.assertEqual(len({one.headers["etag"] for one in forms}), 3)
        self.assertEqual(self.page(script, Accept_Encoding="br", If_None_Match=smaller.headers["etag"]).status, 304)
        self.assertEqual(self.page(script, Accept_Encoding="gzip", If_None_Match=smaller.headers["etag"]).status, 200)
        kept = self.page(script, If_None_Match=plain.headers["etag"])
        self.assertEqual((kept.status, kept.raw), (304, b""))
        head = self.page(script, "HEAD")
        self.assertEqual((head.status, head.raw), (200, b""))

    def test_the_chosen_colours_are_in_the_first_tag_of_every_page(self):
        for path in ("/", "/account", f"/l/{self.named('Boilers')}"):
            for theme, tag in (("dark", b'<html data-theme="dark" lang="en">'), ("light", b'<html data-theme="light" lang="en">'),
                               ("\"><script>", b'<html lang="en">'), ("system", b'<html lang="en">')):
                answer = self.page(path, Cookie=f"a=b; theme={theme}", Accept_Encoding="gzip" if theme == "dark" else "identity")
                self.assertIn(tag, answer.raw, (path, theme))
                self.assertEqual(int(answer.headers.get("content-length", len(answer.raw))), len(answer.raw))
                self.assertIn("Cookie", answer.headers["vary"])
        themed = [self.page("/account", Cookie=f"theme={theme}").headers["etag"] for theme in ("dark", "light", "none")]
        self.assertEqual(len(set(themed)), 3)


class Problems(Asked, House):
    """Where the `type` of a problem leads: with and without the web app."""

    def test_the_type_of_every_problem_leads_to_its_words(self):
        page = self.page("/docs/problems")
        self.assertEqual(page.status, 200)
        anchors = set(re.findall(r' id="([a-z_]+)"', page.raw.decode()))
        self.assertGreater(len(anchors), 50)
        ada = self.add("customer")
        for answer in (self.anyone.get("/v1/me"), self.anyone.get("/v1/nothing"), ada.get("/v1/audit"), ada.post("/v1/callbacks", {}),
                       self.ask("POST", "/v1/sign-in", {"login": "olive", "password": "a wrong password"}),
                       self.operator.patch(f"/v1/accounts/{ada.account}", {"nickname": "Ada"}, **{"If-Match": '"99"'})):
            address, anchor = answer.json["type"].split("#")
            self.assertTrue(address.endswith("/docs/problems"), answer)
            self.assertEqual(anchor, answer.code)
            self.assertIn(anchor, anchors)

    def test_the_page_runs_nothing_and_is_kept_by_caches(self):
        page, style = self.page("/docs/problems"), self.page("/docs/problems.css")
        self.assertIn("default-src 'none'; style-src 'self'", page.headers["content-security-policy"])
        self.assertNotIn(b"<script", page.raw)
        self.assertIn(b'href="/docs/problems.css"', page.raw)
        self.assertIn(b"color-scheme: light dark", style.raw)
        for one in (page, style):
            path = "/docs/problems" if one is page else "/docs/problems.css"
            self.assertEqual(one.headers["cache-control"], "public, max-age=3600")
            again = self.page(path, If_None_Match=one.headers["etag"])
            self.assertEqual((again.status, again.raw), (304, b""))
            self.assertEqual(self.page(path, "HEAD").headers["content-length"], str(len(one.raw)))


if __name__ == "__main__":
    unittest.main()
