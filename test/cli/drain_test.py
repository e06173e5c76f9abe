# SPDX-License-Identifier: Apache-2.0
"""A stop lets the running call finish and begins no other; a second signal does not wait."""
import os
import signal
import time
import unittest

from api import House
from harness import Shell

ADVISOR, FIRST, SECOND = "+14155550100", "+14155550111", "+14155550122"


class Drain(Shell):
    def house(self, talk_ms):
        house = House(os.path.join(self.folder, "house"), self.environment(),
                      lambda words: words.replace("drain_ms = 2000", "drain_ms = 60000"))
        self.addCleanup(house.stop)
        press = [{"after": "question", "keys": "1", "delay_ms": 50}]
        house.script((ADVISOR, {"after_ms": 100, "sound": "high", "press": press,
                               "hang_up_on": "Nobody can be called right now"}),
                     ("*", {"after_ms": 100, "press": press, "hang_up_after_talk_ms": talk_ms}))
        house.start_phones()
        house.start()
        return house

    def connect(self, house):
        advisor = house.person("dana", "advisor", ADVISOR)
        listing = house.listing(advisor)
        first = house.arrange(house.person("sam", "customer", FIRST, 5000), listing, FIRST)
        second = house.arrange(house.person("kim", "customer", SECOND, 5000), listing, SECOND)
        house.call("PATCH", f"/v1/advisors/{advisor}/availability", {"intent": "taking_calls"})
        house.wait(lambda: house.state(first) == "connected", "connected")
        return first, second

    def test_the_running_call_is_talked_to_its_end_and_settled_and_the_next_keeps_its_place(self):
        house = self.house(6000)
        first, second = self.connect(house)
        house.daemon.send_signal(signal.SIGTERM)
        self.assertEqual(house.daemon.wait(50), 0, house.log())
        self.assertNotIn("daemon.cut_off", house.log())
        house.start()
        self.assertEqual(house.state(first), "completed")
        call = house.call("GET", f"/v1/callbacks/{first}")["call"]
        self.assertGreater(house.call("GET", f"/v1/calls/{call}/receipt")["talked_milliseconds"], 4000)
        self.assertIn(house.state(second), ("waiting", "offering", "ringing", "connected"))
        self.assertIs(house.call("GET", "/v1/ledger/verify")["sound"], True)

    def test_a_second_signal_stops_at_once_and_the_talk_is_settled(self):
        house = self.house(60000)
        first, _ = self.connect(house)
        house.daemon.send_signal(signal.SIGTERM)
        house.wait(lambda: "daemon.draining" in house.log(), "draining")
        time.sleep(0.3)
        house.daemon.send_signal(signal.SIGTERM)
        self.assertEqual(house.daemon.wait(20), 0, house.log())
        self.assertIn("daemon.cut_off", house.log())
        house.start()
        self.assertEqual(house.state(first), "completed")
        self.assertIs(house.call("GET", "/v1/ledger/verify")["sound"], True)


if __name__ == "__main__":
    unittest.main()
