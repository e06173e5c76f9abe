# SPDX-License-Identifier: Apache-2.0
"""An operator tries a trunk: real calls to simulated handsets, and what they show."""
import socket
import subprocess
import threading
import time
import unittest

from house import BINARY
from phones import PhonesHouse
from ports import free_port

def number(last):
    return f"+1415555010{last}"


class Strict:
    """A carrier that answers every INVITE with 403 and OPTIONS with 200."""

    def __init__(self):
        self.socket = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        self.socket.bind(("127.0.0.1", 0))
        self.port = self.socket.getsockname()[1]
        threading.Thread(target=self.run, daemon=True).start()

    def run(self):
        while True:
            data, source = self.socket.recvfrom(65536)
            text = data.decode(errors="replace")
            if text.startswith(("INVITE", "OPTIONS")):
                kept = [line for line in text.split("\r\n")[1:] if line.split(":")[0] in
                        ("Via", "From", "To", "Call-ID", "CSeq")]
                kept = [line + ";tag=strict" if line.startswith("To:") else line for line in kept]
                status = "403 Forbidden" if text.startswith("INVITE") else "200 OK"
                self.socket.sendto("\r\n".join([f"SIP/2.0 {status}", *kept, "Content-Length: 0", "", ""]).encode(), source)


class Trunks(PhonesHouse):
    HANDSETS = [("*01", {"after_ms": 200}),
                ("*02", {"after_ms": 200, "press": []}),
                ("*03", {"ring": "ignore"}),
                ("*04", {"ring": "busy"}),
                ("*05", {"after_ms": 200, "sound": "nothing", "press": []}),
                ("*06", {"ring": 488}),
                ("*07", {"ring": "not_found"}),
                ("*08", {"after_ms": 200, "press": [{"after": "question", "keys": "9"}]}),
                ("*09", {"ring": "ignore"})]
    RULES = "test_calls = 100; ring_ms = 3000; key_wait_ms = 1500;"

    @classmethod
    def trunks(cls):
        cls.strict = Strict()
        more = [("strict", cls.strict.port, "+1415"), ("dead", free_port(), "+"), ("abroad", cls.phones_port, "+44")]
        return super().trunks() + [f'{{ name = "{name}"; port = {port}; {cls.TRUNK} prefixes = [ "{prefix}" ]; }}'
                                   for name, port, prefix in more]

    @classmethod
    def kill_and_start(cls):
        cls.daemon.kill()
        cls.daemon.wait()
        times = cls.read_log().count("daemon.ready")
        cls.daemon = subprocess.Popen([BINARY, "serve"], stderr=cls.log, stdout=cls.log, env=cls.environment())
        cls.wait_for(lambda: cls.read_log().count("daemon.ready") > times)

    def begin(self, trunk, to):
        return self.operator.post(f"/v1/trunks/{trunk}/test-calls", {"number": to})

    def look(self, call):
        return self.expect(self.operator.get(f"/v1/trunks/{call['trunk']}/test-calls/{call['id']}"), 200)

    def wait_until(self, call, is_it, seconds=30):
        limit = time.monotonic() + seconds
        while not is_it(now := self.look(call)):
            self.assertLess(time.monotonic(), limit, f"{now}\n{self.read_log()[-3000:]}")
            time.sleep(0.05)
        return now

    def over(self, trunk, to):
        call = self.expect(self.begin(trunk, to), 202)
        self.assertEqual((call["state"], call["result"], call["trunk"]), ("dialing", "running", trunk))
        return self.wait_until(call, lambda now: now["state"] == "ended")


class TestCalls(Trunks):
    def test_a_key_shows_that_it_works_both_ways(self):
        told = self.over("phones", number(1))
        self.assertEqual((told["result"], told["key"], told["sound"], told["sip_code"]), ("works", "1", "both_ways", 200))
        self.assertGreater(told["packets_heard"], 20)
        self.assertGreater(told["packets_sent"], 20)
        self.assertEqual(told["number"], "+1415***0101")
        self.assertIn("by trunk phones", " ".join(self.heard()))
        kinds = self.wait_for(lambda: (k := [e["kind"] for e in self.operator.get("/v1/events?limit=100").json["data"]
                                             if e["subject"] == told["id"]]) and "test_call.ended" in k and k)
        self.assertEqual([k for k in reversed(kinds) if k != "test_call.sound"],
                         [f"test_call.{k}" for k in ("dialing", "ringing", "answered", "key", "ended")])
        audit = self.operator.get(f"/v1/audit?subject={told['id']}").json["data"]
        self.assertEqual([row["action"] for row in audit], ["trunk.test_call"])
        self.assertEqual(self.operator.get("/v1/transfers?book=house").json["data"], [])
        page = self.expect(self.operator.get("/v1/trunks/phones/test-calls"), 200)
        self.assertIn(told["id"], [row["id"] for row in page["data"]])

    def test_without_a_key_the_packets_say_where_the_sound_stops(self):
        self.assertEqual(self.over("phones", number(2))["result"], "no_key")
        told = self.over("phones", number(5))
        self.assertEqual((told["result"], told["sound"]), ("no_sound_from_phone", "to_phone"))

    def test_the_word_of_the_network_is_said_in_plain_words(self):
        for trunk, last, result, code in (("phones", 3, "nobody_answered", 408), ("phones", 4, "busy", 486),
                                          ("phones", 6, "no_common_sound", 488), ("phones", 7, "no_such_number", 404),
                                          ("strict", 1, "not_accepted", 403), ("dead", 1, "no_answer_from_trunk", None),
                                          ("abroad", 1, "not_by_this_trunk", None)):
            told = self.over(trunk, number(last))
            self.assertEqual((told["result"], told["sip_code"]), (result, code), told)
            self.assertEqual(told["sound"], "none")
        self.assertIn("403 from the carrier", self.operator.get("/v1/trunks/strict/test-calls").json["data"][0]["words"])

    def test_one_at_a_time_on_a_trunk_and_a_restart_leaves_nothing_hanging(self):
        call = self.expect(self.begin("phones", number(9)), 202)
        self.expect(self.begin("phones", number(1)), 409, "test_call_running")
        self.wait_until(call, lambda now: now["state"] == "ringing")
        self.kill_and_start()
        told = self.look(call)
        self.assertEqual((told["state"], told["result"], told["end_cause"]), ("ended", "restarted", "restart"))
        self.assertEqual(self.over("phones", number(1))["result"], "works")

    def test_key_nine_is_for_ever(self):
        told = self.over("phones", number(8))
        self.assertEqual(told["key"], "9")
        self.expect(self.begin("phones", number(8)), 422, "number_opted_out", "#/number")

    def test_only_a_trunk_there_is_and_a_number_we_may_call(self):
        self.expect(self.begin("nowhere", number(1)), 404, "not_found")
        self.expect(self.begin("phones", "+19002345678"), 422, "number_not_callable", "#/number")
        self.expect(self.operator.get("/v1/trunks/nowhere/test-calls"), 404, "not_found")
        self.expect(self.operator.get("/v1/trunks/phones/test-calls/tst_0sa724fafy000"), 404, "not_found")
        self.expect(self.operator.ask("POST", "/v1/trunks/phones/test-calls", {"number": number(1)}), 400)


class Few(Trunks):
    RULES = "ring_ms = 1000;"

    def test_an_operator_asks_for_three_in_ten_minutes(self):
        for _ in range(3):
            self.over("phones", number(4))
        answer = self.begin("phones", number(4))
        self.expect(answer, 429, "rate_limited")
        self.assertGreater(int(answer.headers["retry-after"]), 500)


if __name__ == "__main__":
    unittest.main()
