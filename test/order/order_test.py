#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Strict order, one at a time, nobody twice (U1, U2, F7): 20 advisors with 50 callbacks each, dialed on real SIP, over a SIGKILL.

    order_test.py RINGBACK [--postgres]

With --postgres in a schema of its own in the database that RINGBACK_TEST_PG names (several lanes), else on SQLite (one).
What is checked comes from the times at which this test sent and was answered, and from what the handsets wrote down: never
from the database.
"""
import concurrent.futures
import os
import queue
import shutil
import sys
import tempfile
import threading
import time

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "wire"))

import house as wire  # noqa: E402
import postgres  # noqa: E402
from handsets import Handsets  # noqa: E402

ADVISORS, EACH, LINE = 20, 50, 1000
CLIENTS = 16
BEEP_MS = 60  # three frames a line: prompts last moments, and each is still known by its bytes
RULES = {
    "line_cap": 5000, "customer_cap": 50, "wrap_up_ms": 0, "prompt_rounds": 2, "key_wait_ms": 3000, "ring_ms": 5000,
    "customer_attempts": 5, "customer_retry_ms": 300, "retry_unknown_ms": 100, "wait_most_ms": 86400000,
    "advisor_pause_ms": 200, "decline_pause_ms": 200, "trunk_pause_ms": 200, "misses_to_arrange": 100,
}


class Failed(Exception):
    pass


def check(truth, words):
    if not truth:
        raise Failed(words)


class Order:
    def __init__(self, ringback, folder, store):
        self.phones = Handsets(ringback, folder, prompts=os.path.join(folder, "speech"))
        self.house = wire.House(ringback, folder, [{"name": "sim", "host": "127.0.0.1", "port": self.phones.port}],
                                rules=RULES, beep_ms=BEEP_MS)
        if store:
            with open(self.house.config, "a", encoding="utf-8") as f:
                f.write(postgres.store_of(store))
        self.listings, self.advisors = [], []
        self.sent, self.acked, self.callbacks = {}, {}, {}

    # ---- people ----
    def people(self):
        for a in range(ADVISORS):
            advisor, listing = self.house.advisor(f"Advisor {a}", f"+1212555{a:04d}")
            self.advisors.append(advisor)
            self.listings.append(listing)
        numbers = [f"+1415555{n:04d}" for n in range(ADVISORS * EACH)]
        with concurrent.futures.ThreadPoolExecutor(CLIENTS) as pool:
            self.customers = dict(zip(numbers, pool.map(self.customer, numbers)))
        self.numbers, self.left = numbers, numbers[:]
        self.phones.set("+1212555????", {"after_ms": 20, "press": [{"keys": "1", "after": "whisper", "delay_ms": 20}],
                                         "hang_up_on": "menu"})
        self.phones.set("+1415555????", {"after_ms": 20, "press": [{"keys": "1", "after": "greeting", "delay_ms": 20}],
                                         "hang_up_after_talk_ms": 100})

    def customer(self, number):
        account = self.house.call("POST", "/v1/accounts", {"login": "c" + number[1:], "nickname": "C" + number[-4:],
                                                           "roles": ["customer"]})
        self.house.call("POST", f"/v1/accounts/{account['id']}/numbers", {"number": number})
        self.house.call("POST", f"/v1/customers/{account['customer']}/credits",
                        {"amount": {"amount": 10000, "currency": "USD"}, "note": "order"})
        return account["customer"]

    # ---- arranging, many at once ----
    def arrange_all(self, pairs):
        waiting, lock = queue.Queue(), threading.Lock()
        for pair in pairs:
            waiting.put(pair)

        def client():
            while True:
                try:
                    number, listing = waiting.get_nowait()
                except queue.Empty:
                    return
                sent = time.monotonic_ns()
                callback = self.house.arrange(self.customers[number], listing, number, wait=7200)
                acked = time.monotonic_ns()
                with lock:
                    self.sent[number], self.acked[number], self.callbacks[number] = sent, acked, callback

        clients = [threading.Thread(target=client) for _ in range(CLIENTS)]
        for c in clients:
            c.start()
        for c in clients:
            c.join()
        check(len(self.callbacks) >= len(pairs), f"only {len(self.callbacks)} of {len(pairs)} were arranged")

    # ---- what the handsets saw ----
    def invites(self):
        """Customers' calls in the order their phones rang: {number: [(invited at, ended at or None)]}."""
        calls, by_call = {}, {}
        for line in self.phones.lines():
            number = line.get("number", "")
            if not number.startswith("+1415555"):
                continue
            if line["event"] == "invite":
                by_call[line["call_id"]] = [line["at_us"], None]
                calls.setdefault(number, []).append(by_call[line["call_id"]])
            elif line["event"] == "ended" and line["call_id"] in by_call:
                by_call[line["call_id"]][1] = line["at_us"]
        return calls

    def all_completed(self):
        """Asks on from the first that was not."""
        while self.left and self.house.callback(self.callbacks[self.left[-1]])["state"] == "completed":
            self.left.pop()
        return not self.left


def group_of(number):
    return (int(number[-4:])) % ADVISORS


def in_order(rows, sent, acked, words):
    """Where one was acknowledged before another was sent, it comes first: rows are numbers in the order served."""
    latest_sent = 0
    for place, number in enumerate(rows):
        check(acked[number] >= latest_sent,
              f"{words}: number {number} at place {place + 1} was overtaken by one that was asked for after its answer")
        latest_sent = max(latest_sent, sent[number])


def a_long_line_lists_in_order(order):
    advisor, listing = order.house.advisor("Longline", "+13105550001")
    order.arrange_all([(n, listing) for n in order.numbers[:LINE]])

    def listed():
        rows, cursor = [], None
        while True:
            more = f"&cursor={cursor}" if cursor else ""
            page = order.house.call("GET", f"/v1/advisors/{advisor}/arranged-calls?limit=100{more}")
            rows += page["data"]
            cursor = page["next_cursor"]
            if not cursor:
                return rows

    by_id = {order.callbacks[n]: n for n in order.numbers[:LINE]}
    rows = listed()
    ids = [row.get("callback") or row["id"] for row in rows]
    check(len(ids) == LINE and len(set(ids)) == LINE, f"{len(ids)} rows are listed, not {LINE}")
    in_order([by_id[i] for i in ids], order.sent, order.acked, "the list")
    order.house.kill()
    order.house.spawn()
    check([row.get("callback") or row["id"] for row in listed()] == ids, "the order changed over a restart")
    for number in order.numbers[:LINE]:
        order.house.call("POST", f"/v1/callbacks/{order.callbacks[number]}/cancel", {"reason": "listed"})
    order.callbacks.clear()


def everybody_is_called_in_order(order):
    order.arrange_all([(n, order.listings[group_of(n)]) for n in order.numbers])
    for advisor in order.advisors:
        order.house.intent(advisor, "taking_calls")
    half = ADVISORS * EACH // 2
    wire.until("half of all to be called", 240, lambda: len(order.invites()) >= half)
    killed_at = time.time_ns() // 1000
    order.house.kill()
    order.house.spawn()
    try:
        wire.until("everybody to be called", 300, lambda: len(order.invites()) >= len(order.numbers))
        wire.until("the last talk to be over", 60, order.all_completed)
    except AssertionError as e:
        left = [order.house.callback(order.callbacks[n]) for n in order.numbers]
        states = {}
        for callback in left:
            states[callback["state"]] = states.get(callback["state"], 0) + 1
        raise Failed(f"{e}; {states}") from None
    judge(order, killed_at)


def judge(order, killed_at):
    calls = order.invites()
    interrupted = {n for n, c in calls.items() if any(i <= killed_at and (e is None or e >= killed_at) for i, e in c)}
    for number, found in calls.items():
        check(len(found) == 1 or (number in interrupted and len(found) == 2),
              f"{number} was called {len(found)} times")
    check(len(interrupted) <= ADVISORS, f"{len(interrupted)} calls ran at once")
    for a in range(ADVISORS):
        served = sorted((found[0][0], number) for number, found in calls.items() if group_of(number) == a)
        rows = [number for _, number in served if number not in interrupted]
        in_order(rows, order.sent, order.acked, f"advisor {a}")
        spans = sorted((i, e or i) for number, found in calls.items() if group_of(number) == a for i, e in found
                       if number not in interrupted)
        for (_, ended), (begun, _) in zip(spans, spans[1:]):
            check(begun >= ended - 50000, f"advisor {a} was given two customers at once")
    verdict = order.house.ledger_is_sound()
    check(verdict.get("sound") is True, f"the ledger: {verdict}")


def main(ringback, *flags):
    folder = tempfile.mkdtemp(prefix="ringback-order-")
    passed = failed = 0
    if "--postgres" in flags:
        postgres.need()
    store = postgres.own_schema()[1] if "--postgres" in flags else None
    order = Order(os.path.abspath(ringback), folder, store)
    try:
        order.house.start()
        order.people()
        for story in (a_long_line_lists_in_order, everybody_is_called_in_order):
            begun = time.monotonic()
            try:
                story(order)
                passed += 1
                print(f"ok    {story.__name__.replace('_', ' ')} ({time.monotonic() - begun:.0f} s)", flush=True)
            except (Failed, AssertionError, wire.Problem, OSError) as e:
                failed += 1
                print(f"FAIL  {story.__name__.replace('_', ' ')}: {e}\n{order.house.log_tail()}", flush=True)
                break
    finally:
        order.house.stop()
        order.phones.stop()
        if not failed:
            shutil.rmtree(folder, ignore_errors=True)
    print(f"{passed} passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
