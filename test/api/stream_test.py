# SPDX-License-Identifier: Apache-2.0
"""line.changed: what everybody may know of a line, told at once to everybody who watches, and nothing about who waits."""
import http.client
import json
import unittest

from house import House, PASSWORD, Person


class Stream:
    """An open event stream; `raw` is all that was ever told."""

    def __init__(self, house, path, token=None):
        self.raw, self.ended = "", False
        self.connection = http.client.HTTPConnection("127.0.0.1", house.port, timeout=20)
        self.connection.request("GET", path, headers={"Authorization": f"Bearer {token}"} if token else {})
        self.answer = self.connection.getresponse()
        self.status = self.answer.status
        if self.status == 200:
            self.frame()  # "retry": from now on nothing is missed

    def frame(self):
        lines = []
        while True:
            line = self.answer.readline().decode()
            assert line, "the stream ended"
            self.raw += line
            if line == "\n":
                return dict(l.split(": ", 1) for l in lines if ": " in l)
            lines.append(line.rstrip("\n"))

    def until(self, wanted):
        while True:
            frame = self.frame()
            if "data" in frame:
                event = json.loads(frame["data"])
                if wanted(event):
                    return event

    def close(self):
        self.connection.close()


class Lines(House):
    HTTP = "visitor_streams = 3; streams_per_account = 3;"

    def setUp(self):
        self.dana = self.add("advisor")
        self.listing = self.add_listing(self.dana)

    def watch(self, who=None, path=None):
        stream = Stream(self, path or ("/v1/events/stream" if who else "/v1/lines/stream"), who and who.token)
        self.addCleanup(stream.close)
        return stream

    def line_is(self, **values):
        return lambda e: (e["kind"] == "line.changed" and e["subject"] == self.dana.advisor
                          and all(e["data"][k] == v for k, v in values.items()))

    def join(self, number):
        who = self.add("customer", credit=5000, number=number)
        made = self.expect(who.post("/v1/callbacks", {"listing": self.listing, "number": number, "wait_seconds": 3600,
                                                      "reason": "a private reason"}), 201)
        return who, made["id"]

    def leave(self, who, callback):
        self.expect(who.post(f"/v1/callbacks/{callback}/cancel", {}), 200)

    def set(self, **words):
        return self.expect(self.dana.patch(f"/v1/advisors/{self.dana.advisor}/availability", words), 200)

    def told_up_to_now(self, stream):
        """Lines are told in the order in which they moved: another one's is a mark."""
        eve = self.add("advisor")
        self.expect(eve.patch(f"/v1/advisors/{eve.advisor}/availability", {"intent": "arrange_only"}), 200)
        stream.until(lambda e: e["kind"] == "line.changed" and e["subject"] == eve.advisor)

    def test_everybody_is_told_how_many_wait_and_nobody_who(self):
        bob, eve = self.add("customer"), self.add("advisor")
        watchers = [self.watch(), self.watch(bob), self.watch(eve), self.watch(self.operator, "/v1/lines/stream")]
        for person in (self.dana, self.operator):
            watchers.append(self.watch(person))
        ada, callback = self.join("+99912370001")
        for stream in watchers:
            stream.until(self.line_is(waiting=1, button="arrange", intent="away", activity="idle"))
        self.leave(ada, callback)
        for stream in watchers:
            stream.until(self.line_is(waiting=0))
        for stream in watchers[:4]:
            for secret in (ada.customer[4:], callback[4:], ada.login, ada.login.title(), "+999", "private", "callback."):
                self.assertNotIn(secret, stream.raw)

    def test_who_waits_is_told_that_one_ahead_left(self):
        ada, first = self.join("+99912370011")
        bob, second = self.join("+99912370012")
        self.assertEqual(self.expect(bob.get(f"/v1/callbacks/{second}"), 200)["position"], 2)
        stream = self.watch(bob)
        self.leave(ada, first)
        event = stream.until(self.line_is(waiting=1))
        self.assertEqual(set(event), {"number", "at", "kind", "subject", "data"})
        self.assertEqual(self.expect(bob.get(f"/v1/callbacks/{second}"), 200)["position"], 1)

    def test_an_availability_is_told_to_all_and_its_cause_to_nobody_else(self):
        bob = self.add("customer")
        visitor, customer, own = self.watch(), self.watch(bob), self.watch(self.dana)
        self.set(intent="taking_calls")
        for stream in (visitor, customer, own):
            stream.until(self.line_is(intent="taking_calls", button="call_now"))
        self.set(intent="away", callbacks_on=False)
        for stream in (visitor, customer, own):
            stream.until(self.line_is(intent="away", button="mail", callbacks_on=False))
        self.assertIn("availability.changed", own.raw)
        for stream in (visitor, customer):
            self.assertNotIn("availability.changed", stream.raw)
            self.assertNotIn("cause", stream.raw)
        self.assertNotIn("availability.changed", bob.get("/v1/events?limit=100").raw.decode())

    def test_many_changes_are_told_as_few_and_the_last_one_is_true(self):
        stream, changes = self.watch(), 40
        for i in range(changes):
            self.set(intent="away" if i % 2 else "arrange_only")
        self.set(intent="taking_calls")
        stream.until(self.line_is(intent="taking_calls"))
        told = [json.loads(l[6:]) for l in stream.raw.splitlines() if l.startswith("data: ")]
        numbers = [e["number"] for e in told]
        self.assertEqual(numbers, sorted(numbers))
        self.assertLess(len(told), changes)

    def test_a_message_that_moves_nobody_is_told_to_nobody_else(self):
        stream = self.watch()
        ada, callback = self.join("+99912370021")
        stream.until(self.line_is(waiting=1))
        before = len(stream.raw)
        self.expect(ada.post(f"/v1/callbacks/{callback}/extend", {"seconds": 600}), 200)
        self.told_up_to_now(stream)
        self.assertNotIn(self.dana.advisor, stream.raw[before:])

    def test_visitors_leave_room_for_those_who_are_signed_in(self):
        kept = [self.watch() for _ in range(3)]
        self.assertEqual([s.status for s in kept], [200] * 3)
        self.wait_for(lambda: self.watch().status == 503)
        self.assertEqual(self.watch(self.dana).status, 200)

    def test_a_suspended_advisor_is_not_told_of(self):
        stream = self.watch()
        self.set(intent="taking_calls")
        stream.until(self.line_is(intent="taking_calls"))
        before = len(stream.raw)
        self.expect(self.operator.post(f"/v1/accounts/{self.dana.account}/suspend", {"reason": "a test"}), 200)
        self.expect(self.operator.patch(f"/v1/advisors/{self.dana.advisor}/availability", {"intent": "arrange_only"}), 200)
        self.told_up_to_now(stream)
        self.assertNotIn(self.dana.advisor, stream.raw[before:])

    def test_one_account_takes_nobody_elses_room(self):
        kim, lee = self.add("customer"), self.add("customer")
        first, other = self.watch(kim), self.watch(lee)
        later = [self.watch(kim) for _ in range(3)]
        self.ends(first)
        self.set(intent="taking_calls")
        for stream in later + [other]:
            stream.until(self.line_is(intent="taking_calls"))

    def ends(self, stream):
        with self.assertRaisesRegex(AssertionError, "the stream ended"):
            while True:
                stream.frame()

    def test_the_streams_of_a_session_end_when_it_signs_out_elsewhere(self):
        kim = self.add("customer")
        other, key = self.sign_in(kim.login), self.expect(kim.post(f"/v1/accounts/{kim.account}/keys", {"name": "a till"}), 201)
        mine, theirs = self.watch(kim), self.watch(other)
        self.expect(kim.ask("POST", "/v1/sign-out"), 204)
        self.ends(mine)
        self.ends(theirs)  # and comes again, being signed in
        self.assertEqual(self.watch(kim).status, 401)
        self.assertEqual(self.watch(other).status, 200)
        till = self.watch(Person(self, token=key["secret"]))
        self.expect(other.ask("DELETE", f"/v1/accounts/{kim.account}/keys/{key['id']}"), 204)
        self.ends(till)
        again = self.watch(other)
        self.expect(other.patch(f"/v1/accounts/{kim.account}", {"password": "another long one", "current_password": PASSWORD}), 200)
        self.ends(again)
        self.assertEqual(self.watch(other).status, 401)

    def test_the_stream_of_somebody_who_is_suspended_ends(self):
        kim, lee = self.add("customer"), self.add("customer")
        streams = {who: self.watch(who) for who in (kim, lee)}
        self.expect(self.operator.post(f"/v1/accounts/{kim.account}/suspend", {"reason": "a test"}), 200)
        self.ends(streams[kim])
        self.assertEqual(self.watch(kim).status, 401)
        self.set(intent="taking_calls")
        streams[lee].until(self.line_is(intent="taking_calls"))


if __name__ == "__main__":
    unittest.main()
