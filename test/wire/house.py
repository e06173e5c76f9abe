# SPDX-License-Identifier: Apache-2.0
"""A real `ringback serve` on loopback with a fresh store, and its HTTP API as the tests use it."""
import http.client
import json
import os
import subprocess
import sys
import time
import uuid

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "fixture"))

from beeps import write_recordings  # noqa: E402
from ports import free_ports, sound_ports  # noqa: E402

RULES = {
    "ring_ms": 4000, "key_wait_ms": 3000, "prompt_rounds": 2, "wrap_up_ms": 0, "price_grace_ms": 0,
    "free_under_ms": 0, "bill_minimum_ms": 1000, "bill_step_ms": 1000, "advisor_pause_ms": 60000,
    "decline_pause_ms": 60000, "customer_retry_ms": 60000, "snooze_ms": 60000, "wait_least_ms": 1000,
    "rings_per_number": 1000, "customer_cap": 50, "misses_to_arrange": 50, "api_rate_per_minute": 1000000,
}
PASSWORD = "wire tests are fun"
PRICE = 600  # cents a minute: ten cents a second, so a charge of whole seconds is exact


class Problem(Exception):
    """The API said no; `status` and the problem document are kept."""

    def __init__(self, status, body):
        super().__init__(f"{status} {body}")
        self.status, self.body = status, body


def until(what, seconds, check):
    """Asks `check` until it answers something true; gives that. Fails naming `what`."""
    end = time.monotonic() + seconds
    while True:
        answer = check()
        if answer:
            return answer
        if time.monotonic() > end:
            raise AssertionError(f"waited {seconds} s for: {what}")
        time.sleep(0.03)


class House:
    """The daemon with its trunks. `trunks` are dicts of the configuration's own keys."""

    def __init__(self, ringback, folder, trunks, *, beep_ms=150, rules=None, extra=None):
        """`beep_ms` long is every prompt; None: they are spoken."""
        self.ringback, self.folder, self.token, self.process = ringback, folder, None, None
        self.api, self.admin, self.sip = free_ports(3)
        self.media = sound_ports(400)
        self.cache = os.path.join(folder, "speech")
        self.environment = dict(os.environ)
        recordings = ""
        if beep_ms:
            recordings = os.path.join(folder, "recordings")
            write_recordings(recordings, beep_ms)
        self.config = os.path.join(folder, "ringback.conf")
        with open(self.config, "w", encoding="utf-8") as f:
            f.write(self._config(trunks, dict(RULES, **(rules or {})), recordings, extra or {}))

    def _config(self, trunks, rules, recordings, extra):
        def value(v):
            if isinstance(v, bool):
                return "true" if v else "false"
            if isinstance(v, list):
                return "[ " + ", ".join(value(x) for x in v) + " ]"
            return json.dumps(v)

        def group(members):
            return "{ " + " ".join(f"{k} = {value(v)};" for k, v in members.items()) + " }"

        trunk_text = ", ".join(group(dict({"simulated": True, "channels": 100, "caller_id": "+14085559999"}, **t))
                               for t in trunks)
        media = dict({"address": "127.0.0.1", "port_least": self.media[0], "port_most": self.media[1],
                      "threads": 1}, **extra.get("media", {}))
        sip = "".join(f" {k} = {value(v)};" for k, v in extra.get("sip", {}).items())
        return (
            f"server = {group({'name': 'wire', 'data_dir': self.folder, 'drain_ms': 2000})};\n"
            f"http = {group({'listen': f'127.0.0.1:{self.api}', 'admin_listen': f'127.0.0.1:{self.admin}', 'calls_per_address': 0})};\n"
            f"sip = {{ address = \"127.0.0.1\"; port = {self.sip}; health_ms = 0;{sip} trunks = ( {trunk_text} ); }};\n"
            f"media = {group(media)};\n"
            f"speech = {group({'words_per_minute': 450, 'recordings_dir': recordings, 'cache_dir': self.cache})};\n"
            f"numbers = {group({'simulated': ['+1415555', '+1212555', '+1213555', '+1310555', '+1312555', '+1313555']})};\n"
            f"rules = {group(rules)};\n")

    # ---- life ----
    def start(self):
        password = os.path.join(self.folder, "password")
        if not os.path.exists(password):
            with open(password, "w", encoding="utf-8") as f:
                f.write(PASSWORD + "\n")
            os.chmod(password, 0o600)
            made = subprocess.run([self.ringback, "operator", "add", "olive", "--nickname", "Olive",
                                   "--password-file", password, "--config", self.config],
                                  capture_output=True, text=True, env=self.environment, timeout=30)
            if made.returncode != 0:
                raise AssertionError(f"operator add: {made.returncode} {made.stderr.strip()}")
        self.spawn()
        self.token = self.sign_in("olive")
        return self

    def spawn(self):
        log = open(os.path.join(self.folder, "daemon.log"), "ab")
        self.process = subprocess.Popen([self.ringback, "serve", "--config", self.config], stdin=subprocess.DEVNULL,
                                        stdout=log, stderr=log, env=self.environment)
        log.close()
        until("the daemon to be ready", 20, self.is_ready)

    def is_ready(self):
        if self.process.poll() is not None:
            raise AssertionError(f"the daemon ended with {self.process.returncode}:\n{self.log_tail()}")
        try:
            return self.raw("GET", "/healthz")[0] == 200
        except OSError:
            return False

    def log_tail(self, lines=15):
        with open(os.path.join(self.folder, "daemon.log"), encoding="utf-8", errors="replace") as f:
            return "".join(f.readlines()[-lines:])

    def kill(self):
        self.process.kill()
        self.process.wait()

    def stop(self):
        if self.process is None or self.process.poll() is not None:
            return self.process.returncode if self.process else 0
        self.process.terminate()
        try:
            return self.process.wait(15)
        except subprocess.TimeoutExpired:
            self.kill()
            return -1

    # ---- API ----
    def raw(self, method, path, body=None, headers=None):
        connection = http.client.HTTPConnection("127.0.0.1", self.api, timeout=15)
        try:
            connection.request(method, path, body, headers or {})
            answer = connection.getresponse()
            return answer.status, answer.read()
        finally:
            connection.close()

    def sign_in(self, login):
        return self.call("POST", "/v1/sign-in", {"login": login, "password": PASSWORD, "token": True},
                         expect=200)["token"]

    def call(self, method, path, body=None, *, expect=None, key=None, token=None):
        headers = {"Content-Type": "application/json"}
        if method != "GET":
            headers["Idempotency-Key"] = key or str(uuid.uuid4())
        if token or self.token:
            headers["Authorization"] = "Bearer " + (token or self.token)
        status, text = self.raw(method, path, json.dumps(body) if body is not None else None, headers)
        answer = json.loads(text) if text else None
        if (expect and status != expect) or (not expect and status >= 300):
            raise Problem(status, answer)
        return answer

    def person(self, role, nickname, number):
        """Nicknames are names: each is used once."""
        login = nickname.lower().replace(" ", "-")
        account = self.call("POST", "/v1/accounts", {"login": login, "nickname": nickname, "roles": [role],
                                                     "password": PASSWORD})
        self.call("POST", f"/v1/accounts/{account['id']}/numbers", {"number": number})
        return account[role]

    def advisor(self, nickname, number, title="Wire tests"):
        """Gives (advisor id, listing id)."""
        advisor = self.person("advisor", nickname, number)
        category = self.call("POST", "/v1/categories", {"title": f"Kind {uuid.uuid4().hex[:8]}"})["id"]
        listing = self.call("POST", "/v1/listings", {
            "advisor": advisor, "category": category, "title": title,
            "price": {"amount": PRICE, "currency": "USD"},
            "extension": str(100000 + uuid.uuid4().int % 800000)})["id"]
        return advisor, listing

    def customer(self, nickname, number, credit=10000):
        customer = self.person("customer", nickname, number)
        self.call("POST", f"/v1/customers/{customer}/credits",
                  {"amount": {"amount": credit, "currency": "USD"}, "note": "wire"})
        return customer

    def arrange(self, customer, listing, number, wait=600):
        return self.call("POST", "/v1/callbacks", {"customer": customer, "listing": listing, "number": number,
                                                   "wait_seconds": wait})["id"]

    def intent(self, advisor, intent):
        return self.call("PATCH", f"/v1/advisors/{advisor}/availability", {"intent": intent})

    def callback(self, callback):
        return self.call("GET", f"/v1/callbacks/{callback}")

    def wait_state(self, callback, states, seconds=15):
        states = [states] if isinstance(states, str) else states
        last = {}

        def look():
            last.update(self.callback(callback))
            return last if last["state"] in states else None
        try:
            return until(f"callback {callback} to be {'/'.join(states)}", seconds, look)
        except AssertionError as e:
            raise AssertionError(f"{e}; it is {last.get('state')} ({last.get('end_reason')})") from None

    def receipt(self, call, seconds=10):
        def look():
            try:
                receipt = self.call("GET", f"/v1/calls/{call}/receipt")
                return receipt if receipt.get("settled_at") else None
            except Problem as p:
                if p.status in (404, 409):
                    return None
                raise
        return until(f"the receipt of {call}", seconds, look)

    def ledger_is_sound(self):
        return self.call("GET", "/v1/ledger/verify")
