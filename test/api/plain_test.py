# SPDX-License-Identifier: Apache-2.0
"""Arranging a call and watching the line in a browser that runs no scripts: forms, redirects, pages that ask again."""
import http.client
import re
import unittest
from urllib.parse import urlencode

from house import PASSWORD, Answer, House

PHONE = "+14155550133"


class Browser:
    """Cookies, redirects and the Origin header, as a browser has them; nothing of scripts."""

    def __init__(self, house):
        self.house, self.cookie = house, None
        self.origin = f"http://127.0.0.1:{house.port}"

    def ask(self, method, path, fields=None, **headers):
        sent = {name.replace("_", "-"): said for name, said in headers.items() if said}
        sent.setdefault("Accept", "text/html")
        if self.cookie:
            sent["Cookie"] = self.cookie
        body = None
        if fields is not None:
            body = fields if isinstance(fields, str) else urlencode(fields)
            sent.setdefault("Content-Type", "application/x-www-form-urlencoded")
        connection = http.client.HTTPConnection("127.0.0.1", self.house.port, timeout=30)
        try:
            connection.request(method, path, body=body, headers=sent)
            answer = Answer(connection.getresponse())
        finally:
            connection.close()
        if "set-cookie" in answer.headers:
            self.cookie = answer.headers["set-cookie"].split(";")[0]
        return answer

    def get(self, path):
        return self.ask("GET", path)

    def post(self, path, fields, **headers):
        return self.ask("POST", path, fields, **{"Origin": self.origin, **headers})


class Plain(House):
    def setUp(self):
        if Browser(self).get("/").status == 503:
            self.skipTest("this daemon was built without the web app")
        self.dana, self.sam = self.add("advisor", number="+14155550100"), self.add("customer", number=PHONE, credit=5000)
        self.listing = self.add_listing(self.dana)
        self.form = f"/l/{self.listing}/arrange"
        self.browser = Browser(self)

    def tearDown(self):
        self.operator.ask("DELETE", f"/v1/accounts/{self.sam.account}/numbers/{self.sam_number()}")

    def sam_number(self):
        return self.operator.get(f"/v1/accounts/{self.sam.account}/numbers").json["data"][0]["id"]

    def sign(self, browser=None, login=None, password=PASSWORD):
        fields = {"login": login or self.sam.login, "password": password, "code": ""}
        return (browser or self.browser).post(f"/l/{self.listing}/sign-in", fields)

    def join(self, **fields):
        return self.browser.post(self.form, {"wait_seconds": "3600", "number": PHONE, "reason": "", **fields})

    def text(self, path):
        answer = self.browser.get(path)
        self.assertEqual(answer.status, 200, answer)
        return answer.raw.decode()

    def sent_to(self, answer, place):
        self.assertEqual(answer.status, 303, answer)
        self.assertRegex(answer.headers["location"], place)
        return answer.headers["location"]

    def said_no(self, answer, status, words):
        self.assertEqual(answer.status, status, answer)
        self.assertEqual(answer.headers["content-type"], "text/html; charset=utf-8")
        self.assertIn(words, answer.raw.decode())

    def in_line(self):
        self.sent_to(self.sign(), f"^{self.form}$")
        return self.sent_to(self.join(), "^/line/cbk_")

    def test_a_visitor_signs_in_joins_the_line_and_sees_the_place(self):
        self.assertIn(f'href="{self.form}"', self.text(f"/l/{self.listing}"))
        self.assertIn(f'action="/l/{self.listing}/sign-in"', self.text(self.form))
        self.sent_to(self.sign(), f"^{self.form}$")
        form = self.browser.get(self.form)
        self.assertEqual(form.headers["cache-control"], "no-cache, no-store" if "," in form.headers["cache-control"] else "no-store")
        for words in ('value="3600" checked', f'value="{PHONE}" checked', "$2.40 a minute", "Put me in line"):
            self.assertIn(words, form.raw.decode())
        place = self.sent_to(self.join(reason="It & <whistles>"), "^/line/cbk_")
        page = self.text(place)
        for words in ('<noscript><meta http-equiv="refresh" content="20"></noscript>', "You are next", "We stop trying at", "noindex"):
            self.assertIn(words, page)
        self.assertNotIn(PHONE, page)
        made = self.sam.get("/v1/callbacks").json["data"]
        self.assertEqual([(one["reason"], one["channel"]) for one in made], [("It & <whistles>", "web")])
        self.assertIn(f'href="{place}"', self.text(self.form))

    def test_pressing_twice_is_one_place(self):
        place = self.in_line()
        self.assertEqual(self.sent_to(self.join(), "^/line/"), place)
        self.assertEqual(len(self.sam.get("/v1/callbacks?live=true").json["data"]), 1)

    def test_waiting_longer_and_leaving_are_forms_too(self):
        place = self.in_line()
        callback = place.split("/")[2]
        before = self.sam.get(f"/v1/callbacks/{callback}").json["expires_at"]
        self.sent_to(self.browser.post(f"{place}/extend", {"seconds": "1800"}), f"^{place}$")
        self.assertGreater(self.sam.get(f"/v1/callbacks/{callback}").json["expires_at"], before)
        self.sent_to(self.browser.post(f"{place}/leave", {"reason": ""}), f"^{place}$")
        self.assertEqual(self.sam.get(f"/v1/callbacks/{callback}").json["state"], "cancelled")
        page = self.text(place)
        self.assertIn("You left the line", page)
        self.assertNotIn("http-equiv", page)
        self.said_no(self.browser.post(f"{place}/extend", {"seconds": "1800"}), 409, "<a href=")

    def test_a_signed_link_shows_the_place_to_whoever_holds_it(self):
        place = self.in_line()
        token = self.sam.post(f"/v1/callbacks/{place.split('/')[2]}/link").json["token"]
        stranger, there = Browser(self), f"/line/link/{token}"
        self.assertIn("You are next", stranger.get(there).raw.decode())
        self.sent_to(stranger.post(f"{there}/extend", {"seconds": "1800"}), re.escape(there))
        self.assertNotIn("You are next", stranger.get(there[:-1] + "x").raw.decode())
        self.said_no(stranger.post(f"{there[:-1]}x/leave", {"reason": ""}), 404, "")
        self.sent_to(stranger.post(f"{there}/leave", {"reason": ""}), re.escape(there))
        self.assertIn("You left the line", stranger.get(there).raw.decode())

    def test_another_persons_place_is_not_shown_or_changed(self):
        place = self.in_line()
        kim, visitor = Browser(self), Browser(self)
        self.sign(kim, self.add("customer").login)
        for one in (kim, visitor):
            self.assertNotIn("You are next", one.get(place).raw.decode())
        self.said_no(kim.post(f"{place}/leave", {"reason": ""}), 404, "")
        self.said_no(visitor.post(f"{place}/leave", {"reason": ""}), 401, "")
        self.said_no(visitor.post(self.form, {"wait_seconds": "3600", "number": PHONE}), 401, "")

    def test_a_form_of_another_site_is_refused(self):
        self.in_line()
        elsewhere = {"Origin": "http://evil.example"}
        sign_in = (f"/l/{self.listing}/sign-in", {"login": "a", "password": "b"})
        for path, fields in ((self.form, {"wait_seconds": "3600", "number": PHONE}), sign_in):
            self.said_no(self.browser.post(path, fields, **elsewhere), 403, "own pages")
            self.said_no(self.browser.post(path, fields, Sec_Fetch_Site="cross-site"), 403, "own pages")
        self.said_no(self.browser.post(self.form, {"wait_seconds": "3600", "number": PHONE}, Origin=None), 403, "own pages")

    def test_what_cannot_be_taken_is_said_as_a_page(self):
        self.said_no(self.sign(password="wrong"), 401, '">Back</a>')
        self.assertIsNone(self.browser.cookie)
        self.sign()
        for fields, words in (({"wait_seconds": "soon"}, "wait_seconds: Must be"), ({"number": ""}, "number: Is missing"),
                              ({"number": "+14155550188"}, "number: "), ({"wait_seconds": "1"}, "wait_seconds: "),
                              ({"more": "x"}, "more: There is no such field"), ({"reason": "\x07"}, "reason: Control")):
            answer = self.join(**fields)
            self.assertIn(answer.status, (403, 422), (fields, answer))
            self.assertIn(words, answer.raw.decode(), fields)
        for body in ("number=%zz", "number=1&number=2", "wait_seconds=%ff"):
            self.said_no(self.browser.post(self.form, body), 400, "percent-encoded")
        self.said_no(self.browser.post(self.form, "{}", Content_Type="application/json"), 415, "form")
        self.said_no(self.browser.post(self.form, ""), 422, "Back")
        self.said_no(self.browser.post("/l/lst_0000000000000/arrange", {"wait_seconds": "3600", "number": PHONE}), 404, "Back")
        self.said_no(self.browser.post("/l/a%0d%0aX-Y:%20z/arrange", {"wait_seconds": "3600", "number": PHONE}), 404, "Back")
        self.assertEqual(self.sam.get("/v1/callbacks").json["data"], [])

    def test_an_advisor_is_told_that_customers_call(self):
        self.sign(login=self.dana.login)
        self.assertIn("Only customers call", self.text(self.form))


if __name__ == "__main__":
    unittest.main()
