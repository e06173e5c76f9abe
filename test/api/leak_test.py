# SPDX-License-Identifier: Apache-2.0
"""A whole journey with numbers that are easy to find: who may not know one finds it in no answer, stream, page, log or SIP message."""
import re
import socket
import threading
import time
import unittest

from phones import PhonesHouse
from ports import free_port
from stream_test import Stream

DANA, ADA, BOB = "+14155550127", "+14155550163", "+14155550184"
PAGES = ("/", "/l/{listing}", "/a/{advisor}", "/line/{callback}", "/receipt/{call}", "/account", "/pro", "/op", "/op/calls/{call}",
         "/robots.txt", "/sitemap.xml", "/openapi.json", "/nothing/of/ours")


def digits(words):
    """However a number is written, these stand in it in a row."""
    return re.sub(r"\D", "", words)


class Tap(threading.Thread):
    """Stands between daemon and phones as the trunk, passes each datagram on and keeps it."""

    def __init__(self, port, daemon, phones):
        super().__init__(daemon=True)
        self.port, self.sides, self.seen, self.over = port, (daemon, phones), [], False
        self.socket = socket.socket(type=socket.SOCK_DGRAM)
        self.socket.bind(("127.0.0.1", port))
        self.socket.settimeout(0.2)

    def run(self):
        while not self.over:
            try:
                data, source = self.socket.recvfrom(65535)
            except TimeoutError:
                continue
            words = data.decode(errors="replace")
            self.seen.append(words)
            self.socket.sendto(self.passed_on(words, source[1]).encode(), ("127.0.0.1", self.other(source[1])))
        self.socket.close()

    def other(self, port):
        return self.sides[0] if port == self.sides[1] else self.sides[1]

    def passed_on(self, words, source):
        """Both take us for the other one, also for what follows in the dialogue."""
        daemon, phones = (f"127.0.0.1:{port}" for port in self.sides)
        us = f"127.0.0.1:{self.port}"
        if source == self.sides[0]:
            return words.replace(daemon, us)
        head, _, body = words.partition("\r\n\r\n")
        lines = [line.replace(phones, us) if line.startswith("Contact") else line.replace(us, daemon) for line in head.split("\r\n")]
        return "\r\n".join(lines) + "\r\n\r\n" + body

    def legs(self):
        """All that was said in each dialogue."""
        legs = {}
        for words in list(self.seen):
            name = re.search(r"(?im)^(?:call-id|i)\s*:\s*(\S+)", words)
            legs.setdefault(name.group(1) if name else "", []).append(words)
        return legs


class Watcher(threading.Thread):
    """All that a stream tells, until it is over."""

    def __init__(self, house, path, token):
        super().__init__(daemon=True)
        self.stream = Stream(house, path, token)

    def run(self):
        try:
            while True:
                self.stream.frame()
        except (AssertionError, OSError, ValueError, AttributeError):
            pass


class Leak(PhonesHouse):
    HANDSETS = [("*0127", {"after_ms": 200, "sound": "high"}),
                ("*0163", {"after_ms": 3000, "sound": "low"}),
                ("*", {"after_ms": 200})]
    RULES = """ring_ms = 20000; key_wait_ms = 5000; wait_least_ms = 1000; wrap_up_ms = 100; free_under_ms = 1000;
               bill_minimum_ms = 2000; bill_step_ms = 1000; price_grace_ms = 300;"""

    @classmethod
    def trunks(cls):
        cls.tap = Tap(free_port(), cls.sip_port, cls.phones_port)
        return [super().trunks()[0].replace(str(cls.phones_port), str(cls.tap.port))]

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.tap.start()
        cls.addClassCleanup(setattr, cls.tap, "over", True)
        cls.ada, cls.bob = cls.add("customer", credit=5000, number=ADA), cls.add("customer", credit=5000)
        cls.dana, cls.eve = cls.add("advisor", number=DANA), cls.add("advisor")
        cls.people = {"a visitor": cls.anyone, "Ada": cls.ada, "Bob": cls.bob, "Dana": cls.dana, "Eve": cls.eve, "the owner": cls.operator}
        cls.people |= {part: cls.add("operator", part=part) for part in ("floor", "finance", "product", "engineer")}
        cls.own = {"Ada": ADA, "Dana": DANA, "Bob": BOB}
        cls.watchers = {name: Watcher(cls, "/v1/events/stream" if who.token else "/v1/lines/stream", who.token)
                        for name, who in cls.people.items()}
        for watcher in cls.watchers.values():
            watcher.start()

    def look(self, name, where, words):
        for number in (ADA, DANA, BOB):
            if self.own.get(name) != number:
                self.assertNotIn(number[2:], digits(words), f"{name} reads {number} in {where}")

    def look_everywhere(self):
        """Every GET of the document and every page, as everybody."""
        lists = ("", f"?customer={self.ada.customer}", f"?advisor={self.dana.advisor}")
        read = 0
        for name, who in self.people.items():
            for operation in self.document.operations:
                if operation.method != "GET" or operation.id.endswith("_stream"):
                    continue
                names = [p["name"] for p in operation.parameters if p["in"] == "query"]
                path = operation.fill(self.ids)
                for query in lists if {"customer", "advisor"} & set(names) else [""]:
                    asked = "?input=1" if operation.id == "number_check" else query
                    answer = who.get(path + asked)
                    self.look(name, f"{operation.id}{asked}", str(answer.headers) + answer.raw.decode())
                    read += answer.status == 200
            for page in PAGES:
                answer = who.get(re.sub(r"{(\w+)}", lambda m: self.ids[m.group(1)], page))
                self.look(name, page, answer.raw.decode())
        return read

    def state(self):
        return self.expect(self.ada.get(f"/v1/callbacks/{self.ids['callback']}"), 200)["state"]

    def wait_until(self, *states):
        limit = time.monotonic() + 60
        while time.monotonic() < limit:
            is_now = self.state()
            if is_now in states:
                return
            self.assertIn(is_now, ("waiting", "offering", "ringing", "connected"), self.read_log()[-2000:])
            time.sleep(0.05)
        raise AssertionError(f"it never was {states}\n{self.read_log()[-2000:]}")

    def arrange(self):
        category = self.add_category()
        listing = self.add_listing(self.dana, price=120, category=category)
        made = self.expect(self.ada.post("/v1/callbacks", {"listing": listing, "number": ADA, "wait_seconds": 600}), 201)
        link = self.expect(self.ada.post(f"/v1/callbacks/{made['id']}/link"), 201)["token"]
        mail = self.expect(self.ada.post("/v1/mail", {"to_advisor": self.dana.advisor, "subject": "hello", "body": "a word"}), 201)
        wish = self.expect(self.ada.post("/v1/applications", {"category": category, "title": "a private wish", "price": self.usd(100),
                                                                "about": "a private past"}), 201)
        numbers = self.expect(self.operator.get(f"/v1/accounts/{self.ada.account}/numbers"), 200)["data"]
        self.look("the owner", "numbers", str(numbers))
        return {"account": self.ada.account, "customer": self.ada.customer, "advisor": self.dana.advisor, "callback": made["id"],
                "listing": listing, "category": category, "number": numbers[0]["id"], "key": "key_0sa724fafy000",
                "call": "cal_0sa724fafy000", "trunk": "phones", "test_call": "tst_0sa724fafy000", "application": wish["id"],
                "thread": mail["thread"]["id"],
                "token": link}

    def prove_a_number(self):
        added = self.expect(self.bob.post(f"/v1/accounts/{self.bob.account}/numbers", {"number": BOB}), 201)
        self.expect(self.bob.post(f"/v1/numbers/{added['id']}/prove"), 202)

    def test_nobody_learns_the_number_of_another(self):
        self.ids = self.arrange()
        self.prove_a_number()
        self.assertIn(ADA[2:], digits(self.ada.get(f"/v1/callbacks/{self.ids['callback']}").raw.decode()))
        self.look_everywhere()
        on = f"/v1/advisors/{self.dana.advisor}/availability"
        self.expect(self.dana.patch(on, {"intent": "taking_calls"}), 200)
        self.wait_until("ringing")
        for name, who in self.people.items():
            for path in (f"/v1/callbacks/{self.ids['callback']}", "/v1/calls?live=true", "/v1/events?limit=100", "/v1/trunks", "/v1/wall"):
                self.look(name, f"{path} while it rings", who.get(path).raw.decode())
        self.wait_until("connected")
        self.ids["call"] = self.ada.get(f"/v1/callbacks/{self.ids['callback']}").json["call"]
        self.look_everywhere()
        self.assertEqual(self.state(), "connected")
        self.expect(self.dana.post(f"/v1/calls/{self.ids['call']}/hang-up"), 202)
        self.wait_until("completed")
        self.ids["token"] = self.expect(self.ada.post(f"/v1/calls/{self.ids['call']}/link"), 201)["token"]
        self.expect(self.dana.post(f"/v1/calls/{self.ids['call']}/keys", {"menu": "menu", "key": "9"}), 200)
        self.wait_for(lambda: len(self.operator.get(f"/v1/calls/{self.ids['call']}/capture").json["legs"]) == 2)
        self.assertGreater(self.look_everywhere(), 120)
        self.look_at_streams()
        self.look_at_sip()
        self.look("a reader of the log", "daemon.log", self.read_log())

    def look_at_streams(self):
        for name in ("Ada", "Dana", "the owner", "floor"):
            self.wait_for(lambda name=name: "call.ended" in self.watchers[name].stream.raw)
        for name, watcher in self.watchers.items():
            self.assertEqual(watcher.stream.status, 200, name)
            self.look(name, "the stream", watcher.stream.raw)

    def look_at_sip(self):
        own = {}
        self.wait_for(lambda: any(m.startswith("BYE") and ADA in m for m in list(self.tap.seen)))
        for call, messages in self.tap.legs().items():
            said = "\n".join(messages)
            found = [number for number in (ADA, DANA, BOB) if number[2:] in digits(said)]
            self.assertLess(len(found), 2, f"{call} tells {found}")
            if found and any(m.startswith("INVITE") for m in messages):
                own.setdefault(found[0], []).append(said)
        self.assertEqual(set(own), {ADA, DANA, BOB})
        for mark in (r"(?im)^call-id\s*:\s*(\S+)", r"(?im)^from\s*:.*tag=(\w+)", r"(?m)^o=\S+ (\d+)"):
            ada, dana = (set(re.findall(mark, own[number][0])) for number in (ADA, DANA))
            self.assertTrue(ada and dana and not ada & dana, f"{mark} joins the two: {ada} {dana}")
        self.assertRegex(own[ADA][0], r"(?m)^BYE ")  # the advisor's phone may stay at the menu


if __name__ == "__main__":
    unittest.main()
