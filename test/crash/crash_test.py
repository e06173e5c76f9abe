#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""SIGKILL at random moments while 20 advisors are on the telephone: nothing acknowledged is lost, doubled or wrongly charged.

    crash_test.py RINGBACK [--kills N] [--seed N] [--store sqlite|postgres] [--keep FOLDER]

One store lives through all kills of a run. After each kill the daemon is started at once, while customers go on asking; a
request that was in flight is sent again with its key. What must be true afterwards is in checker.py. --store postgres
needs RINGBACK_TEST_PG (tools/pg_private.sh run …).
"""
import argparse
import concurrent.futures
import http.client
import json
import os
import random
import shutil
import socket
import subprocess
import sys
import tempfile
import threading
import time
import uuid

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "wire"))

import checker  # noqa: E402
import house as wire  # noqa: E402
import postgres  # noqa: E402
from handsets import Handsets  # noqa: E402

ADVISORS, CUSTOMERS = 20, 60
CREDIT = 1_000_000
RING_MS, SHARE = 1500, 7000
BEEP_MS = 60  # three frames a line: prompts last moments, and each is still known by its bytes
RULES = {
    "line_cap": 5000, "ring_ms": RING_MS, "key_wait_ms": 2000, "customer_attempts": 10, "customer_retry_ms": 200,
    "retry_unknown_ms": 200, "wait_most_ms": 86400000, "advisor_pause_ms": 200, "decline_pause_ms": 200,
    "trunk_pause_ms": 200, "misses_to_arrange": 100, "rings_per_number": 1000000, "share_basis_points": SHARE,
}
# What a customer's phone does goes by the last digit of its number: how long it rings and talks, and whether it answers.
TALKS_MS = [300, 300, 1100, 1700, 2300, 2900, 4000, 6000, 900, 1500]
IGNORES, SAYS_NO_180 = 8, 9
MOMENTS = ("invite", "ringing", "answered", "acknowledged", "acknowledged", "pressed", "tone_began", "bye_sent", "bye_received")


def now_us():
    return time.time_ns() // 1000


class House(wire.House):
    """One that may be killed before it is ready."""

    store = ""

    def _config(self, *words):
        return super()._config(*words) + self.store

    def launch(self):
        with open(os.path.join(self.folder, "daemon.log"), "ab") as log:
            self.process = subprocess.Popen([self.ringback, "serve", "--config", self.config], env=self.environment,
                                            stdin=subprocess.DEVNULL, stdout=log, stderr=log)

    def await_ready(self):
        wire.until("the daemon to be ready", 30, self.is_ready)

    def pages(self, path):
        rows, cursor = [], None
        while True:
            page = self.call("GET", path + ("&" if "?" in path else "?") + "limit=100" + (f"&cursor={cursor}" if cursor else ""))
            rows += page["data"]
            cursor = page["next_cursor"]
            if not cursor:
                return rows


class Customer(threading.Thread):
    """Asks for a call back with somebody, waits until it is over, and again; never has two requests at once."""

    def __init__(self, crash, customer, dice):
        super().__init__(daemon=True)
        self.crash, self.id, self.dice, self.failure = crash, customer, dice, None

    def run(self):
        try:
            while not self.crash.closing.wait(self.dice.uniform(0.05, 0.6)):
                if self.dice.random() < 0.1:
                    self.take_credit()
                self.one_request()
        except Exception as e:  # noqa: BLE001
            self.failure = f"{self.id}: {type(e).__name__} {e}"

    def insist(self, path, body, key):
        """Until there is an answer: what a careful client does with its key."""
        end = time.monotonic() + 60
        while True:
            try:
                return self.crash.house.call("POST", path, body, key=key)
            except wire.Problem as p:
                if p.status != 503 or time.monotonic() > end:
                    raise
            except (OSError, http.client.HTTPException, json.JSONDecodeError):
                if time.monotonic() > end:
                    raise
            time.sleep(0.03)

    def take_credit(self):
        amount = self.dice.randrange(1, 1000)
        key = str(uuid.uuid4())
        self.crash.credits.append({"key": key, "customer": self.id, "amount": amount})
        body = {"amount": {"amount": amount, "currency": "USD"}, "note": "crash"}
        for _ in range(self.dice.choice((1, 1, 2))):
            self.insist(f"/v1/customers/{self.id}/credits", body, key)

    def one_request(self):
        advisor, listing = self.dice.choice(self.crash.listings)
        request = {"key": str(uuid.uuid4()), "customer": self.id, "advisor": advisor, "callback": None, "again": [],
                   "acked_us": None, "cancelled_us": None, "sent_us": now_us()}
        self.crash.requests.append(request)
        body = {"customer": self.id, "listing": listing, "number": self.crash.customers[self.id]["number"],
                "wait_seconds": 7200}
        request["callback"] = self.insist("/v1/callbacks", body, request["key"])["id"]
        request["acked_us"] = now_us()
        if self.dice.random() < 0.3:
            request["again"].append(self.insist("/v1/callbacks", body, request["key"])["id"])
        if self.dice.random() < 0.1:
            self.cancel(request)
        self.crash.await_over(request["callback"])
        if self.dice.random() < 0.3:
            request["again"].append(self.insist("/v1/callbacks", body, request["key"])["id"])


    def cancel(self, request):
        time.sleep(self.dice.uniform(0, 0.5))
        try:
            self.insist(f"/v1/callbacks/{request['callback']}/cancel", {}, str(uuid.uuid4()))
            request["cancelled_us"] = now_us()
        except wire.Problem as p:
            if (p.body or {}).get("code") not in ("already_ended", "already_connected"):
                raise


class Crash:
    def __init__(self, ringback, folder, seed, store):
        self.dice = random.Random(seed)
        self.phones = Handsets(ringback, folder, prompts=os.path.join(folder, "speech"))
        self.watching = socket.socket(socket.AF_UNIX)
        self.watching.connect(self.phones.socket_path)
        self.watching_lines = self.watching.makefile("r", encoding="utf-8")
        self.house = House.__new__(House)
        self.house.store = store
        self.house.__init__(ringback, folder, [{"name": "sim", "host": "127.0.0.1", "port": self.phones.port}],
                            rules=RULES, beep_ms=BEEP_MS)
        self.house.start()
        self.customers, self.advisors, self.listings = {}, {}, []
        self.requests, self.credits, self.kills = [], [], []
        self.closing, self.news, self.live, self.looked_at = threading.Event(), threading.Condition(), set(), 0

    # ---- people ----
    def people(self):
        for a in range(ADVISORS):
            number = f"+1212555{a:04d}"
            advisor, listing = self.house.advisor(f"Advisor {a}", number)
            self.advisors[advisor] = {"number": number, "name": f"Advisor {a}", "hz": 1010 + 9 * a}
            self.listings.append((advisor, listing))
            self.phones.set(number, {"after_ms": 20 + 20 * (a % 5), "sound": "high", "hang_up_on": "menu",
                                     "press": [{"keys": "1", "after": "whisper", "delay_ms": 20}]})
        with concurrent.futures.ThreadPoolExecutor(8) as pool:
            list(pool.map(self.customer, range(CUSTOMERS)))

    def customer(self, c):
        number = f"+1415555{c:04d}"
        account = self.house.call("POST", "/v1/accounts", {"login": f"c{c}", "nickname": f"Customer {c}",
                                                           "roles": ["customer"]})
        self.house.call("POST", f"/v1/accounts/{account['id']}/numbers", {"number": number})
        key = str(uuid.uuid4())
        self.house.call("POST", f"/v1/customers/{account['customer']}/credits",
                        {"amount": {"amount": CREDIT, "currency": "USD"}, "note": "crash"}, key=key)
        self.credits.append({"key": key, "customer": account["customer"], "amount": CREDIT})
        self.customers[account["customer"]] = {"number": number, "name": f"Customer {c}", "hz": 400 + 5 * c}

    def habits(self):
        for digit, talk_ms in enumerate(TALKS_MS):
            habit = {"after_ms": 20 + 40 * (digit % 4), "sound": "low", "hang_up_after_talk_ms": talk_ms,
                     "press": [{"keys": "1", "after": "greeting", "delay_ms": 20}],
                     "progress": 0 if digit == SAYS_NO_180 else 180}
            habits = [dict(habit, ring="ignore"), habit] if digit == IGNORES else habit
            self.phones.set(f"+1415555???{digit}", habits)

    # ---- what is going on ----
    def watch(self):
        """One reader for all customers: which call backs are not over yet."""
        while True:
            begun = now_us()
            try:
                live = {c["id"] for c in self.house.pages("/v1/callbacks?live=true")}
            except (OSError, http.client.HTTPException, json.JSONDecodeError, wire.Problem):
                time.sleep(0.05)
                continue
            with self.news:
                self.live, self.looked_at = live, begun
                self.news.notify_all()
            time.sleep(0.1)

    def await_over(self, callback):
        asked = now_us()
        with self.news:
            while not self.news.wait_for(lambda: self.looked_at > asked and callback not in self.live, 60):
                if self.closing.is_set():
                    raise AssertionError(f"{callback} is not over a minute after the last kill")

    # ---- killing ----
    def choose_moment(self):
        """While it heals, at any time, or when a phone has just done something that is not yet written down."""
        kind = self.dice.random()
        if kind < 0.2 and self.kills:
            time.sleep(self.dice.uniform(0, 0.12))
            return
        self.house.await_ready()
        time.sleep(self.dice.uniform(0.2, 4.0))
        if kind > 0.6:
            self.watching.sendall((json.dumps({"cmd": "wait", "event": self.dice.choice(MOMENTS), "timeout_ms": 2000}) + "\n").encode())
            self.watching_lines.readline()
            time.sleep(self.dice.choice((0, 0, 0.001, 0.003)))

    def kill_once(self):
        self.choose_moment()
        ended = self.house.process.poll()
        if ended is not None:
            raise AssertionError(f"the daemon ended by itself with {ended}:\n{self.house.log_tail(30)}")
        at = now_us()
        self.house.kill()
        self.kills.append({"at_us": at, "again_us": now_us()})
        self.house.launch()

    def go(self, kills):
        threading.Thread(target=self.watch, daemon=True).start()
        for advisor in self.advisors:
            self.house.intent(advisor, "taking_calls")
        people = [Customer(self, c, random.Random(self.dice.random())) for c in self.customers]
        for customer in people:
            customer.start()
        time.sleep(2)
        for k in range(kills):
            self.kill_once()
            if (k + 1) % 10 == 0:
                print(f"      {k + 1} kills, {len(self.requests)} requests", flush=True)
        self.house.await_ready()
        self.closing.set()
        end = time.monotonic() + 120
        for customer in people:
            customer.join(max(0, end - time.monotonic()))
        told = [c.failure or f"{c.id}: still waits" for c in people if c.failure or c.is_alive()]
        end = time.monotonic() + checker.BYE_SECONDS + 1
        while self.phones.order(cmd="state")["calls"] and time.monotonic() < end:
            time.sleep(0.1)
        return told

    # ---- the evidence ----
    def evidence(self):
        h = self.house
        calls = h.pages("/v1/calls")
        with concurrent.futures.ThreadPoolExecutor(4) as pool:
            talked = [c["id"] for c in calls if c.get("bridged_at")]
            receipts = dict(zip(talked, pool.map(lambda c: h.call("GET", f"/v1/calls/{c}/receipt"), talked)))
        books = {f"wallet:{c}": h.pages(f"/v1/transfers?book=wallet&customer={c}") for c in self.customers}
        books.update({f"earned:{a}": h.pages(f"/v1/transfers?book=earned&advisor={a}") for a in self.advisors})
        books["house"] = h.pages("/v1/transfers?book=house")
        return {
            "price": wire.PRICE, "minimum_ms": 1000, "step_ms": 1000, "share": SHARE, "ring_ms": RING_MS,
            "retry_ms": RULES["retry_unknown_ms"],
            "kills": self.kills, "customers": self.customers, "advisors": self.advisors,
            "requests": self.requests, "credits": self.credits,
            "callbacks": h.pages("/v1/callbacks"), "calls": calls, "receipts": receipts, "books": books,
            "waiting": {a["id"]: a["waiting"] for a in h.pages("/v1/advisors")},
            "balances": {c: h.call("GET", f"/v1/balance?customer={c}") for c in self.customers},
            "events": h.pages("/v1/events"), "verdict": h.ledger_is_sound(), "phones": self.phones.lines(),
            "end_us": now_us(),
        }


def own_database():
    """The configuration's group for a schema of its own in the tests' PostgreSQL."""
    postgres.need()
    return postgres.store_of(postgres.own_schema()[1])


def say_figures(evidence):
    f = checker.figures(evidence)
    print(f"      {len(evidence['kills'])} kills: {f['requests']} requests, {f['calls']} calls, {f['talks']} talks, {f['cut']} of "
          f"them cut; {f['orphans']} orphan legs, {f['transfers']} transfers")
    print(f"      the last orphan that had answered was hung up {f['longest_wait']:.2f} s after the restart")
    for words, apart in zip(("whole", "cut"), f["apart"]):
        if apart:
            print(f"      {words} talks: the meter is {apart[0]} to {apart[1]} ms beside what the handsets heard")


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("ringback")
    parser.add_argument("--kills", type=int, help="30, with PostgreSQL 10; RINGBACK_LONG=1: 300")
    parser.add_argument("--seed", type=int, default=random.randrange(1 << 30))
    parser.add_argument("--store", choices=("sqlite", "postgres"), default="sqlite")
    parser.add_argument("--keep", help="leave log, store and evidence in this new folder")
    options = parser.parse_args()
    if options.kills is None:
        options.kills = 300 if os.environ.get("RINGBACK_LONG") else 10 if options.store == "postgres" else 30
    folder = options.keep or tempfile.mkdtemp(prefix="ringback-crash-")
    os.makedirs(folder, exist_ok=True)
    store = own_database() if options.store == "postgres" else ""
    print(f"      seed {options.seed}, {options.kills} kills on {options.store}", flush=True)
    crash = Crash(os.path.abspath(options.ringback), folder, options.seed, store)
    told = []
    try:
        crash.people()
        crash.habits()
        told = crash.go(options.kills)
        evidence = crash.evidence()
        with open(os.path.join(folder, "evidence.json"), "w", encoding="utf-8") as f:
            json.dump(evidence, f)
        told += checker.check(evidence)
        say_figures(evidence)
    except (AssertionError, wire.Problem, OSError) as e:
        told.append(f"{type(e).__name__}: {e}")
    finally:
        crash.house.stop()
        crash.phones.stop()
    for line in told[:40]:
        print(f"FAIL  {line}")
    if told:
        print(f"{len(told)} complaints; kept: {folder}; again with --seed {options.seed} (the moments are never quite the same)")
        return 1
    if not options.keep:
        shutil.rmtree(folder, ignore_errors=True)
    print(f"ok    nothing was lost or doubled over {options.kills} kills")
    return 0


if __name__ == "__main__":
    sys.exit(main())
