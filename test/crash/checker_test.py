#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""The checker is checked: a good run, made up below, passes; the same run with one thing wrong in it is found out each time."""
import copy
import datetime
import os
import sys
import unittest

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))

import checker  # noqa: E402

T0 = 1_795_000_000_000_000  # everything happens in the seconds after this
ANN, BOB = "cus_ann", "cus_bob"
DANA, ERIC = "adv_dana", "adv_eric"
CUSTOMERS = {ANN: {"number": "+14155550001", "name": "Ann", "hz": 405}, BOB: {"number": "+14155550002", "name": "Bob", "hz": 410}}
ADVISORS = {DANA: {"number": "+12125550001", "name": "Dana", "hz": 1019}, ERIC: {"number": "+12125550002", "name": "Eric", "hz": 1028}}
PEOPLE = {**CUSTOMERS, **ADVISORS}
START = 0.26  # the signal when two are joined


def at(seconds):
    return T0 + int(seconds * 1_000_000)


def words(seconds):
    return datetime.datetime.fromtimestamp(at(seconds) / 1e6, datetime.UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def usd(amount):
    return {"amount": amount, "currency": "USD"}


class Story:
    """A run, told call by call; ten cents a second, by the second."""

    def __init__(self):
        self.transfers, self.ids = [], 0
        self.e = {"price": 600, "minimum_ms": 1000, "step_ms": 1000, "share": 7000, "ring_ms": 1500, "retry_ms": 200, "kills": [],
                  "customers": CUSTOMERS, "advisors": ADVISORS, "requests": [], "credits": [], "callbacks": [], "calls": [],
                  "events": [], "receipts": {}, "phones": [], "end_us": at(100)}

    def move(self, kind, cause, debit, credit, amount):
        if amount:
            self.ids += 1
            self.transfers.append({"id": f"led_{self.ids:04d}", "kind": kind, "cause": cause, "debit": debit, "credit": credit,
                                   "amount": usd(amount)})

    def tell(self, kind, subject):
        self.e["events"].append({"kind": kind, "subject": subject, "number": len(self.e["events"]) + 1})

    def log(self, second, event, leg, who, **members):
        self.e["phones"].append({"at_us": at(second), "event": event, "call_id": leg, "number": PEOPLE[who]["number"], **members})

    def credit(self, customer, amount):
        self.e["credits"].append({"key": f"k{self.ids}", "customer": customer, "amount": amount})
        self.move("topup", f"key{self.ids}", "world:topup", f"wallet:{customer}", amount)

    def request(self, callback, customer, advisor, sent, acked):
        self.e["requests"].append({"key": "key_" + callback, "customer": customer, "advisor": advisor, "sent_us": at(sent),
                                   "acked_us": at(acked), "cancelled_us": None, "callback": callback, "again": [callback]})
        self.e["callbacks"].append({"id": callback, "customer": customer, "advisor": advisor, "state": "completed",
                                    "end_reason": "talked"})
        self.tell("callback.created", callback)
        self.tell("callback.completed", callback)

    def call(self, call, callback, begun, ended, talk=None, cause="customer_hung_up", bye=None):
        """`talk` is (from, to), the start signal first; a call that was cut is metered 700 ms short. `bye`: when the phones heard it."""
        cb = next(c for c in self.e["callbacks"] if c["id"] == callback)
        customer, advisor = cb["customer"], cb["advisor"]
        heard_ms = round((talk[1] - talk[0] - START) * 1000) if talk else 0
        talked_ms = max(0, heard_ms - (700 if cause == "restart" else 20))
        charge = -(-talked_ms // 1000) * 10 if talked_ms else 0
        share = -(-charge * 7 // 10)
        row = {"id": call, "callback": callback, "customer": customer, "advisor": advisor, "state": "ended", "end_cause": cause,
               "created_at": words(begun), "bridged_at": words(talk[0]) if talk else None, "ended_at": words(ended),
               "settled_at": words(ended), "charge": usd(charge)}
        self.e["calls"].append(row)
        if talk:
            self.e["receipts"][call] = {"customer": customer, "advisor": advisor, "charge": usd(charge), "earned": usd(share),
                                        "house": usd(charge - share), "talked_milliseconds": talked_ms}
        held = f"held:{call}"
        self.move("hold", call + ":0", f"wallet:{customer}", held, 1800)
        self.move("share", call, held, f"earned:{advisor}", share)
        self.move("fee", call, held, "house", charge - share)
        self.move("release", call, held, f"wallet:{customer}", 1800 - charge)
        for kind in ("call.started", "call.ended") + (("call.connected",) if talk else ()):
            self.tell(kind, call)
        for who, other, rings in ((advisor, customer, begun + 0.01), (customer, advisor, begun + 0.3)):
            leg = f"{call}-{who}"
            self.log(rings, "invite", leg, who, name=PEOPLE[other]["name"] if who == advisor else "ringback")
            self.log(rings + 0.1, "answered", leg, who)
            self.log(rings + 0.11, "acknowledged", leg, who)
            if talk:
                start = talk[0] + START
                self.log(start, "heard_prompt", leg, who, name="start", from_us=at(talk[0]), to_us=at(start))
                self.log(talk[1], "heard_tone", leg, who, hz=PEOPLE[other]["hz"], from_us=at(start), to_us=at(talk[1]))
            self.log(bye or ended, "ended", leg, who, by="peer", why="bye")

    def finish(self):
        self.e["phones"].sort(key=lambda line: line["at_us"])
        accounts = [f"wallet:{c}" for c in CUSTOMERS] + [f"earned:{a}" for a in ADVISORS] + ["house"]
        self.e["books"] = {a: [t for t in self.transfers if a in (t["debit"], t["credit"])] for a in accounts}
        self.e["balances"] = {}
        for customer in CUSTOMERS:
            wallet = f"wallet:{customer}"
            amount = sum(t["amount"]["amount"] * ((t["credit"] == wallet) - (t["debit"] == wallet)) for t in self.transfers)
            self.e["balances"][customer] = {"available": usd(amount), "held": usd(0)}
        self.e["verdict"] = {"sound": True, "why": "", "transfers": len(self.transfers), "accounts": 9, "sum": usd(0)}
        return copy.deepcopy(self.e)


def good_run():
    """Ann and Bob wait for Dana; Bob's talk is cut by a kill. Then Ann talks with Eric, at the second try after another kill."""
    s = Story()
    s.credit(ANN, 10000)
    s.credit(BOB, 5000)
    s.request("cbk_1", ANN, DANA, 1.0, 1.1)
    s.request("cbk_2", BOB, DANA, 1.2, 1.3)
    s.call("cal_1", "cbk_1", 1.4, 5.8, talk=(2.0, 5.8))
    s.e["kills"] += [{"at_us": at(12), "again_us": at(12.1)}, {"at_us": at(20.5), "again_us": at(20.6)}]
    s.call("cal_2", "cbk_2", 7.0, 12.4, talk=(8.2, 12.0), cause="restart", bye=12.5)
    s.request("cbk_3", ANN, ERIC, 14.0, 14.1)
    s.call("cal_3", "cbk_3", 20.0, 20.8, cause="restart", bye=20.9)
    s.call("cal_4", "cbk_3", 21.0, 25.0, talk=(22.0, 25.0))
    return s.finish()


class CheckerTest(unittest.TestCase):
    def setUp(self):
        self.e = good_run()

    def found(self, *rules):
        """Each rule named complains; gives all complaints."""
        told = checker.check(self.e)
        for rule in rules:
            self.assertTrue(any(line.startswith(rule) for line in told), f"not found by “{rule}”: {told}")
        return told

    def row(self, table, id_):
        return next(x for x in self.e[table] if x["id"] == id_)

    def lines(self, leg, event):
        return [x for x in self.e["phones"] if x["call_id"] == leg and x["event"] == event]

    def everywhere(self, change):
        """The same change to a transfer wherever it is shown: only other evidence can give it away."""
        for book in self.e["books"].values():
            for t in book:
                change(t)

    def settle(self, call, charge, talked_ms=None):
        """The daemon charges something else and is consistent about it: call, receipt, ledger, balance and all."""
        old, share = self.row("calls", call)["charge"]["amount"], -(-charge * 7 // 10)
        self.row("calls", call)["charge"] = usd(charge)
        receipt = self.e["receipts"][call]
        receipt.update(charge=usd(charge), earned=usd(share), house=usd(charge - share))
        receipt["talked_milliseconds"] = talked_ms or receipt["talked_milliseconds"]
        amounts = {"share": share, "fee": charge - share, "release": 1800 - charge}
        for book in self.e["books"].values():
            for t in book:
                if t["cause"] == call:
                    t["amount"] = usd(amounts[t["kind"]])
        available = self.e["balances"][self.row("calls", call)["customer"]]["available"]
        available["amount"] += old - charge

    # ---- good ----
    def test_a_good_run_has_no_complaints(self):
        self.assertEqual([], checker.check(self.e))
        self.assertEqual([40, 30, 0, 30], [c["charge"]["amount"] for c in self.e["calls"]])
        f = checker.figures(self.e)
        self.assertEqual((3, 4, 3, 1, 4), (f["requests"], f["calls"], f["talks"], f["cut"], f["orphans"]))

    def test_a_crash_may_take_two_seconds_and_no_more(self):
        self.settle("cal_2", 20, 2000)
        self.assertEqual([], checker.check(self.e))
        self.settle("cal_2", 10, 1000)
        self.found("charges are what was heard")

    def test_without_a_crash_no_second_is_given_away(self):
        self.settle("cal_1", 30, 3000)
        self.found("charges are what was heard")

    def test_a_gap_of_the_line_is_presence_and_a_long_one_is_not(self):
        line = self.lines("cal_1-" + ANN, "heard_tone")[0]
        rest = dict(line, from_us=at(5.7))
        line["to_us"] = at(3.2)
        self.e["phones"].append(rest)
        self.assertEqual([], checker.check(self.e))
        rest.update(from_us=at(3.2 + 5.1), to_us=at(3.2 + 5.2))
        self.found("charges are what was heard")

    # ---- requests ----
    def test_a_lost_callback_is_found(self):
        self.e["callbacks"] = [c for c in self.e["callbacks"] if c["id"] != "cbk_2"]
        self.found("requests are kept once: the acknowledged cbk_2")

    def test_a_doubled_request_is_found(self):
        self.e["callbacks"].append(dict(self.row("callbacks", "cbk_2"), id="cbk_9"))
        self.found("requests are kept once: cbk_9", "requests are kept once: cus_bob asked 1 times and has 2")

    def test_a_repeated_request_with_another_answer_is_found(self):
        self.e["requests"][1]["again"].append("cbk_9")
        self.found("requests are kept once: key key_cbk_2")

    def test_two_keys_with_one_answer_are_found(self):
        self.e["requests"][2]["callback"] = "cbk_1"
        self.found("requests are kept once: two requests")

    def test_a_callback_that_was_never_served_is_found(self):
        self.row("callbacks", "cbk_2")["state"] = "waiting"
        self.found("requests are served")

    def test_a_cancelled_callback_that_is_called_all_the_same_is_found(self):
        self.e["requests"][1]["cancelled_us"] = at(6.9)
        self.found("requests are served: cbk_2 ended as completed", "the cancelled are left in peace: cbk_2 was called 400 ms")

    def test_a_lost_cancellation_is_found(self):
        self.row("callbacks", "cbk_2")["state"] = "withdrawn"
        self.found("requests are served: cbk_2 ended as withdrawn", "requests are served: cbk_2 was put through 1 times")

    def test_a_callback_of_somebody_else_is_found(self):
        self.row("callbacks", "cbk_2")["customer"] = ANN
        self.found("requests are kept once", "charges are what was heard: cal_2 is another pair's")

    def test_lost_and_doubled_events_are_found(self):
        lost = next(x for x in self.e["events"] if x["kind"] == "call.ended")
        self.e["events"].remove(lost)
        self.found("events tell each change once")
        self.e["events"] += [lost, dict(lost, number=1000)]
        self.found("events tell each change once")

    # ---- the line ----
    def swap_the_first_two(self):
        """Dana is called for Bob first, whose request was sent after Ann's was acknowledged."""
        a, b = self.row("calls", "cal_1"), self.row("calls", "cal_2")
        for first, other in ((a, "Bob"), (b, "Ann")):
            self.lines(f"{first['id']}-{DANA}", "invite")[0]["name"] = other

    def test_an_overtaken_customer_is_found(self):
        self.swap_the_first_two()
        self.found("nobody is overtaken: cbk_1")

    def test_who_let_one_pass_may_be_overtaken_by_one_and_no_more(self):
        passes = {"kind": "callback.let_pass", "number": 900, "data": {}}
        self.swap_the_first_two()
        self.e["events"].append({**passes, "subject": "cbk_2"})
        self.found("nobody is overtaken: cbk_1")
        self.e["events"].append({**passes, "subject": "cbk_1", "number": 901})
        self.assertEqual([], [line for line in checker.check(self.e) if line.startswith("nobody is overtaken")])

    def test_of_two_asking_at_once_either_may_be_first(self):
        self.e["requests"][1]["sent_us"] = self.e["requests"][0]["sent_us"] + 1
        self.swap_the_first_two()
        self.assertEqual([], [line for line in checker.check(self.e) if line.startswith("nobody is overtaken")])

    def test_a_line_that_is_miscounted_is_found(self):
        self.e["waiting"] = {DANA: 0}
        self.assertEqual([], [line for line in checker.check(self.e) if line.startswith("lines are as long")])
        self.e["waiting"] = {DANA: 1}
        self.found(f"lines are as long as said: {DANA} is said to have 1 waiting and has 0")

    def test_a_ring_for_nobody_is_found(self):
        self.lines(f"cal_1-{DANA}", "invite")[0]["name"] = "Zoe"
        self.found("nobody is overtaken: adv_dana's phone rang for 'Zoe'")

    def test_a_doubly_called_customer_is_found(self):
        me, more = {"call_id": "again", "number": CUSTOMERS[ANN]["number"]}, {"by": "peer", "why": "bye", "name": "ringback"}
        for second, event in ((26, "invite"), (26.1, "answered"), (27, "ended")):
            self.e["phones"].append({"at_us": at(second), "event": event, **me, **more})
        self.found("each call rings each phone once: cal_4 rang the customer 2 times")

    def test_a_second_talk_of_one_callback_is_found(self):
        self.row("calls", "cal_3")["bridged_at"] = words(20.4)
        self.found("requests are served: cbk_3 was put through 2 times", "receipts say the same: cal_3")

    def test_two_calls_at_once_are_found(self):
        self.lines(f"cal_1-{DANA}", "ended")[0]["at_us"] = at(9)
        self.found("nobody has two calls at once")

    def test_an_answer_that_crossed_its_cancel_is_no_second_call(self):
        self.lines(f"cal_1-{DANA}", "ended")[0]["at_us"] = at(9)
        self.lines(f"cal_1-{DANA}", "acknowledged")[0]["at_us"] = at(8.9)
        self.assertEqual([], [line for line in checker.check(self.e) if line.startswith("nobody has two")])

    def test_a_customer_that_rings_again_at_once_is_found(self):
        self.e["kills"][1]["at_us"] = at(20.8)
        self.lines(f"cal_4-{ANN}", "invite")[0]["at_us"] = at(20.95)
        self.found("unknown outcomes are given time: +14155550001 rang again 150 ms")

    def test_a_call_out_of_nothing_is_found(self):
        self.e["calls"] = [c for c in self.e["calls"] if c["id"] != "cal_1"]
        self.found("each call rings each phone once", "requests are served", "the ledger is whole")

    def test_a_stranger_in_the_ear_is_found(self):
        self.lines(f"cal_2-{BOB}", "heard_tone")[0]["hz"] = ADVISORS[ERIC]["hz"]
        self.found("nobody hears a stranger: in cal_2 the customer heard adv_eric")

    # ---- money ----
    def test_a_step_more_billed_is_found(self):
        self.settle("cal_1", 50, 4500)
        told = self.found("charges are what was heard: cal_1")
        self.assertEqual(1, len(told), told)

    def test_a_step_more_than_the_receipt_says_is_found(self):
        self.settle("cal_4", 40)
        self.found("receipts say the same: the receipt of cal_4 takes 40 for 2720 ms")

    def test_a_step_more_on_a_cut_call_is_found(self):
        self.settle("cal_2", 50, 4500)
        self.found("charges are what was heard: cal_2")

    def test_a_lost_ledger_entry_is_found(self):
        for book in self.e["books"].values():
            book[:] = [t for t in book if (t["kind"], t["cause"]) != ("fee", "cal_1")]
        self.found("the ledger is whole: the ledger counts", "the ledger is whole: held:cal_1 still holds",
                   "the ledger is whole: cal_1 costs 40")

    def test_a_lost_entry_that_nobody_counts_is_found(self):
        for book in self.e["books"].values():
            book[:] = [t for t in book if t["cause"] != "cal_1"]
        self.e["verdict"]["transfers"] -= 3
        self.found("the ledger is whole: held:cal_1 still holds 1800")

    def test_a_double_settlement_is_found(self):
        for account, lines in self.e["books"].items():
            lines += [dict(t, id=t["id"] + "x") for t in lines if t["cause"] == "cal_1"]
        self.e["verdict"]["transfers"] += 3
        self.found("the ledger is whole: share for cal_1 was written twice", "the ledger is whole: held:cal_1 is at -1800")

    def test_a_double_settlement_under_another_cause_is_found(self):
        for account, lines in self.e["books"].items():
            lines += [dict(t, id=t["id"] + "x", cause="cal_x") for t in lines if t["cause"] == "cal_1"]
        self.found("the ledger is whole: money was moved for cal_x")

    def test_a_swapped_customer_is_found(self):
        def swap(t):
            if t["cause"] in ("cal_1", "cal_1:0"):
                for side in ("debit", "credit"):
                    t[side] = t[side].replace(ANN, BOB)
        self.everywhere(swap)
        books, wallets = self.e["books"], (f"wallet:{ANN}", f"wallet:{BOB}")
        moved = [t for t in books[wallets[0]] if wallets[1] in (t["debit"], t["credit"])]
        books[wallets[0]] = [t for t in books[wallets[0]] if t not in moved]
        books[wallets[1]] += moved
        self.e["balances"][ANN]["available"]["amount"] += 40
        self.e["balances"][BOB]["available"]["amount"] -= 40
        told = self.found("the ledger is whole: the hold of cal_1 moves wallet:cus_bob")
        self.assertTrue(all("cal_1" in line for line in told), told)

    def test_a_swapped_advisor_is_found(self):
        self.e["books"][f"earned:{ERIC}"] += [dict(t, credit=f"earned:{ERIC}") for t in self.e["books"][f"earned:{DANA}"]]
        self.e["books"][f"earned:{DANA}"] = []
        self.found("the ledger is whole: the share of cal_1 moves earned:adv_eric")

    def test_a_credit_lost_or_doubled_is_found(self):
        self.e["credits"].append({"key": "k", "customer": ANN, "amount": 77})
        self.found("the ledger is whole: cus_ann was credited")
        self.e["credits"] = self.e["credits"][1:-1]
        self.found("the ledger is whole: cus_ann was credited")

    def test_a_wrong_balance_is_found(self):
        self.e["balances"][BOB]["available"]["amount"] += 1
        self.found("the ledger is whole: cus_bob is told")

    def test_a_sum_that_is_not_zero_is_found(self):
        self.e["verdict"].update(sound=False, sum=usd(3), why="the accounts sum to 3")
        self.found("the ledger is whole: the ledger is not sound")

    def test_an_unsettled_call_is_found(self):
        self.row("calls", "cal_2").update(state="bridged", settled_at=None)
        self.found("charges are what was heard: cal_2 is bridged")

    # ---- orphans ----
    def test_an_orphan_without_bye_is_found(self):
        self.e["phones"].remove(self.lines(f"cal_2-{BOB}", "ended")[0])
        self.found("orphans hear bye in time: +14155550002")

    def test_a_late_bye_is_found(self):
        self.lines(f"cal_3-{ANN}", "ended")[0]["at_us"] = at(31)
        self.found("orphans hear bye in time: +14155550001 (cal_3-cus_ann) heard BYE 10.4 s")

    def test_an_orphan_that_gave_up_by_itself_is_found(self):
        self.lines(f"cal_2-{BOB}", "ended")[0].update(by="timeout", why="lost")
        self.found("orphans hear bye in time: +14155550002")

    def test_a_phone_left_on_the_line_without_a_kill_is_found(self):
        self.e["phones"].remove(self.lines(f"cal_4-{ANN}", "ended")[0])
        self.found("orphans hear bye in time: +14155550001 (cal_4-cus_ann) is still on the line")


if __name__ == "__main__":
    unittest.main()
