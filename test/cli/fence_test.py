# SPDX-License-Identifier: Apache-2.0
"""Two daemons of one name on one store: the later one has the node, the earlier one decides nothing more and says so."""
import os
import re
import subprocess
import time
import unittest
import urllib.error
import urllib.request

from api import House
from harness import BINARY, Shell
import postgres
from ports import free_port

ADVISOR, FIRST = "+14155550100", "+14155550111"


class OnSqlite(Shell):
    def store(self, folder):
        return f"store = {{ url = \"sqlite:{folder}/house/shared.db\"; }};"

    def setUp(self):
        super().setUp()
        store = self.store(self.folder)
        self.house = House(os.path.join(self.folder, "house"), self.environment(), lambda words: words + store)
        self.addCleanup(self.house.stop)
        self.house.start_phones()
        self.house.start()

    def begin_second(self):
        """The same name and store, its own folder and ports."""
        with open(self.house.config, encoding="utf-8") as f:
            words = f.read()
        self.house.api_port = self.house.about["api_port"]
        second = os.path.join(self.folder, "second")
        os.makedirs(second)
        words = words.replace(f'data_dir = "{self.house.folder}"', f'data_dir = "{second}"')
        # Handsets understand what is in the first one's folder of rendered speech.
        words = words.replace("speech = {", f"speech = {{ cache_dir = \"{self.house.folder}/speech\";")
        for name in ("api_port", "admin_port", "sip_port"):
            port = free_port()
            words = re.sub(rf"\b{self.house.about[name]}\b", str(port), words)
            self.house.about[name] = port
        config = os.path.join(second, "ringback.conf")
        with open(config, "w", encoding="utf-8") as f:
            f.write(words)
        with open(os.path.join(self.folder, "second.log"), "w", encoding="utf-8") as log:
            daemon = subprocess.Popen([BINARY, "serve", "--config", config], stdout=log, stderr=log,
                                      env=self.environment())
        self.addCleanup(lambda: daemon.poll() is None and (daemon.kill(), daemon.wait()))
        return daemon

    def write_to_first(self, token):
        """The status of a write, 0 when nobody answers."""
        request = urllib.request.Request(
            f"http://127.0.0.1:{self.house.api_port}/v1/categories", data=b'{"title":"Too late"}', method="POST",
            headers={"Content-Type": "application/json", "Authorization": f"Bearer {token}"})
        try:
            with urllib.request.urlopen(request, timeout=10) as reply:
                return reply.status
        except urllib.error.HTTPError as refused:
            return refused.code
        except OSError:
            return 0

    def test_the_later_one_decides_and_the_earlier_one_stops(self):
        house, first = self.house, self.house.daemon
        advisor = house.person("dana", "advisor", ADVISOR)
        listing = house.listing(advisor)
        callback = house.arrange(house.person("sam", "customer", FIRST, 5000), listing, FIRST)
        second = self.begin_second()
        self.house.wait(house.try_ready, "the second is ready")
        self.assertIn(self.write_to_first(house.token), (0, 503))
        limit = time.monotonic() + 60
        while first.poll() is None:
            self.assertLess(time.monotonic(), limit, house.log()[-3000:])
            time.sleep(0.05)
        self.assertEqual(first.returncode, 5, house.log()[-3000:])
        self.assertIn("engine.taken_over", house.log())
        house.call("PATCH", f"/v1/advisors/{advisor}/availability", {"intent": "taking_calls"})
        house.wait(lambda: house.state(callback) not in ("waiting", "offering"), "the second connects them")
        self.assertIsNone(second.poll())
        titles = [row["title"] for row in house.call("GET", "/v1/categories")["data"]]
        self.assertNotIn("Too late", titles)


@unittest.skipUnless(postgres.TEST_PG, postgres.MISSING)
class OnPostgres(OnSqlite):
    def store(self, folder):
        return postgres.store_of(postgres.own_schema()[1])


if __name__ == "__main__":
    unittest.main()
