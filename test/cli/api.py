# SPDX-License-Identifier: Apache-2.0
"""A daemon and its phones in a folder, and people in it, for tests that need a call; prompts last moments."""
import json
import os
import subprocess
import time
import urllib.request
import uuid

from harness import BINARY

from beeps import write_recordings


class House:
    def __init__(self, folder, environment, change=lambda words: words):
        self.folder, self.environment = folder, environment
        made = subprocess.run([BINARY, "demo", "--config-only", folder, "--json"], capture_output=True, text=True,
                              check=True, env=environment)
        self.about = json.loads(made.stdout)
        self.config = self.about["config"]
        with open(self.config, encoding="utf-8") as f:
            words = f.read()
        recordings = os.path.join(folder, "recordings")
        write_recordings(recordings)
        words = change(words.replace("speech = {", f'speech = {{ recordings_dir = "{recordings}";'))
        with open(self.config, "w", encoding="utf-8") as f:
            f.write(words)
        subprocess.run([BINARY, "operator", "add", "olive", "--password-file", os.path.join(folder, "password"),
                        "--config", self.config], check=True, env=environment, capture_output=True)
        self.phones = self.daemon = self.token = None

    def script(self, *rows):
        with open(self.about["script"], "w", encoding="utf-8") as f:
            json.dump({"numbers": [{"match": match, "behaviour": behaviour} for match, behaviour in rows]}, f)

    def start_phones(self):
        self.phones = self.spawn("phones", "--listen", f"127.0.0.1:{self.about['phones_port']}", "--script",
                                 self.about["script"], "--log", self.about["journal"], "--prompts",
                                 os.path.join(self.folder, "speech"))

    def spawn(self, *words):
        with open(os.path.join(self.folder, "daemon.log"), "a", encoding="utf-8") as log:
            return subprocess.Popen([BINARY, *words], stdout=log, stderr=log, env=self.environment)

    def start(self):
        self.daemon = self.spawn("serve", "--config", self.config)
        self.wait(lambda: self.try_ready(), "ready")
        if not self.token:
            self.token = self.call("POST", "/v1/sign-in", {"login": "olive", "password": "a demo is a demo",
                                                           "token": True})["token"]

    def try_ready(self):
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{self.about['admin_port']}/readyz", timeout=5) as reply:
                return reply.status == 200
        except OSError:
            return False

    def stop(self):
        for child in (self.daemon, self.phones):
            if child and child.poll() is None:
                child.kill()
                child.wait()

    def log(self):
        with open(os.path.join(self.folder, "daemon.log"), encoding="utf-8") as f:
            return f.read()

    def wait(self, what, name, seconds=40):
        limit = time.monotonic() + seconds
        while not what():
            assert time.monotonic() < limit, f"never: {name}\n{self.log()[-4000:]}"
            time.sleep(0.05)

    def call(self, method, path, body=None):
        headers = {"Content-Type": "application/merge-patch+json" if method == "PATCH" else "application/json",
                   "Idempotency-Key": str(uuid.uuid4())}
        if self.token:
            headers["Authorization"] = f"Bearer {self.token}"
        request = urllib.request.Request(f"http://127.0.0.1:{self.about['api_port']}{path}", method=method,
                                         headers=headers, data=json.dumps(body).encode() if body is not None else None)
        with urllib.request.urlopen(request, timeout=20) as reply:
            return json.load(reply)

    def person(self, login, role, number, credit=0):
        made = self.call("POST", "/v1/accounts", {"login": login, "nickname": login.title(), "roles": [role]})
        self.call("POST", f"/v1/accounts/{made['id']}/numbers", {"number": number})
        if credit:
            self.call("POST", f"/v1/customers/{made['customer']}/credits",
                      {"amount": {"amount": credit, "currency": "USD"}})
        return made[role]

    def listing(self, advisor):
        category = self.call("POST", "/v1/categories", {"title": "Help"})["id"]
        return self.call("POST", "/v1/listings", {"advisor": advisor, "category": category, "title": "Boilers",
                                                  "price": {"amount": 240, "currency": "USD"}})["id"]

    def arrange(self, customer, listing, number, wait=600):
        return self.call("POST", "/v1/callbacks", {"customer": customer, "listing": listing, "number": number,
                                                   "wait_seconds": wait})["id"]

    def state(self, callback):
        return self.call("GET", f"/v1/callbacks/{callback}")["state"]
