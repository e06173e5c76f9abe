# SPDX-License-Identifier: Apache-2.0
"""What must be true after any number of SIGKILLs, read from the handsets' log and the API alone, never from the database.

`check(evidence)` gives a list of complaints; an empty one is a pass. The evidence is one JSON-able dict:

    price, minimum_ms, step_ms, share     the tariff every listing has (minor units a minute, basis points)
    ring_ms, retry_ms                     how long a phone rings; rest after an attempt of unknown outcome (Q9)
    kills       [{at_us, again_us}]       SIGKILL, and when the next process was started
    customers   {id: {number, name, hz}}  hz is the tone this handset speaks
    advisors    {id: {number, name, hz}}
    requests    [{key, customer, advisor, sent_us, acked_us, cancelled_us, callback, again: [ids]}]
    credits     [{key, customer, amount}]
    callbacks, calls, events              as the API lists them
    receipts    {call: receipt}
    books       {account: [transfers]}    wallet of each customer, earned of each advisor, house
    balances    {customer: balance}
    waiting     {advisor: how many wait}
    verdict                               of GET /v1/ledger/verify
    phones      [lines]                   the handsets' log
    end_us                                when all this was read

Times are microseconds since 1970 on one machine's clock; the API's have milliseconds.
"""
import bisect
import collections
import datetime
import functools
from dataclasses import dataclass, field

# Between the meter, which starts 300 ms after the order to join, and the ears, which know a tone from its first frame after
# the start signal on; and what a machine under load does to both.
TOLERANCE_MS = 250
LOST_MS = 2000  # SETTLED 19: what a crash may take from the witnessed time
BYE_SECONDS = 10
SLACK_US = 50_000  # between two logs on one clock
JOIN_US = 100_000  # what was heard with so short a pause is one
PRESENCE_US = 5_000_000  # SETTLED 24: a shorter gap is presence, be it our own or the line's


@functools.lru_cache(maxsize=None)
def us(words):
    """RFC 3339 as microseconds since 1970; None stays None."""
    if not words:
        return None
    moment = datetime.datetime.fromisoformat(words.replace("Z", "+00:00"))
    return int(moment.timestamp() * 1000) * 1000


@dataclass
class Leg:
    """One call of one handset, from the log."""

    number: str
    sip: str
    name: str
    invited: int
    answered: int = None
    acknowledged: int = None
    ended: int = None
    by: str = ""
    why: str = ""
    tones: list = field(default_factory=list)   # (hz, from, to)
    starts: list = field(default_factory=list)  # (from, to) of the signal that the talk begins, which is not billed

    def lives_at(self, moment):
        return self.invited <= moment and (self.ended is None or self.ended > moment)


class Run:
    """The evidence with what is looked up in it again and again."""

    def __init__(self, evidence):
        self.e = evidence
        self.legs = read_legs(evidence["phones"])
        self.callbacks = {c["id"]: c for c in evidence["callbacks"]}
        self.calls = {c["id"]: c for c in evidence["calls"]}
        self.kills = evidence["kills"]
        self.by_number = {p["number"]: i for p_all in (evidence["customers"], evidence["advisors"])
                          for i, p in p_all.items()}
        self.requests = [r for r in evidence["requests"] if r.get("callback")]
        self.request_of = {r["callback"]: r for r in self.requests}
        self.calls_of, self.history = {}, {}
        for call in sorted(evidence["calls"], key=lambda c: us(c["created_at"])):
            self.calls_of.setdefault(call["callback"], []).append(call)
            for person in (call["customer"], call["advisor"]):
                self.history.setdefault(person, []).append(call)
        self.legs_of = {}   # call id: {"customer": [legs], "advisor": [legs]}
        self.strays = []    # legs that belong to no call
        for leg in self.legs:
            self.attribute(leg)

    def attribute(self, leg):
        """A leg belongs to the last call of its person that was recorded before its INVITE came."""
        person = self.by_number.get(leg.number)
        role = "customer" if person in self.e["customers"] else "advisor"
        mine = self.history.get(person, [])
        place = bisect.bisect_right(mine, leg.invited, key=lambda c: us(c["created_at"]))
        if not place:
            self.strays.append(leg)
            return
        call = mine[place - 1]
        self.legs_of.setdefault(call["id"], {"customer": [], "advisor": []})[role].append(leg)

    def sides(self, call):
        return self.legs_of.get(call["id"], {"customer": [], "advisor": []})

    def overlap_ms(self, call, pause_us=JOIN_US):
        """How long both heard each other's tone at once, but for pauses as short as this."""
        sides = self.sides(call)
        a = self.heard(sides["customer"], self.e["advisors"][call["advisor"]]["hz"], pause_us)
        b = self.heard(sides["advisor"], self.e["customers"][call["customer"]]["hz"], pause_us)
        return sum(max(0, min(x[1], y[1]) - max(x[0], y[0])) for x in a for y in b) / 1000

    @staticmethod
    def heard(legs, hz, pause_us):
        parts = [(begun, end) for leg in legs for tone, begun, end in leg.tones if abs(tone - hz) <= 2]
        whole = []
        for begun, end in sorted(parts):
            if whole and begun <= whole[-1][1] + pause_us:
                whole[-1] = (whole[-1][0], max(end, whole[-1][1]))
            else:
                whole.append((begun, end))
        return whole

    def price(self, ms):
        if ms <= 0:
            return 0
        over = max(0, ms - self.e["minimum_ms"])
        billed = self.e["minimum_ms"] + -(-over // self.e["step_ms"]) * self.e["step_ms"]
        return int(-(-self.e["price"] * billed // 60000))


def read_legs(lines):
    legs = {}
    for line in lines:
        sip, at = line.get("call_id"), line["at_us"]
        if line["event"] == "invite":
            legs[sip] = Leg(line["number"], sip, line.get("name", ""), at)
        leg = legs.get(sip)
        if leg is None:
            continue
        if line["event"] == "answered":
            leg.answered = at
        elif line["event"] == "acknowledged":
            leg.acknowledged = at
        elif line["event"] == "heard_tone":
            leg.tones.append((line["hz"], line["from_us"], line["to_us"]))
        elif line["event"] == "heard_prompt" and line["name"] == "start":
            leg.starts.append((line["from_us"], line["to_us"]))
        elif line["event"] == "ended":
            leg.ended, leg.by, leg.why = at, line["by"], line["why"]
    return sorted(legs.values(), key=lambda leg: leg.invited)


# ---- requests -------------------------------------------------------------------------------------
def requests_are_kept_once(run):
    seen = {}
    for r in run.requests:
        for callback in [r["callback"], *r["again"]]:
            if callback != r["callback"]:
                yield f"key {r['key']} was answered with {r['callback']} and with {callback}"
        if r["callback"] in seen:
            yield f"two requests were given the same call back {r['callback']}"
        seen[r["callback"]] = r
        kept = run.callbacks.get(r["callback"])
        if not kept:
            yield f"the acknowledged {r['callback']} of {r['customer']} is lost"
        elif (kept["customer"], kept["advisor"]) != (r["customer"], r["advisor"]):
            yield f"{r['callback']} was asked for by {r['customer']} with {r['advisor']}, and is {kept['customer']}'s " \
                  f"with {kept['advisor']}"
    asked = {r["customer"]: 0 for r in run.e["requests"]}
    for r in run.e["requests"]:
        asked[r["customer"]] += 1
    for callback in run.callbacks.values():
        if callback["id"] not in seen:
            yield f"{callback['id']} of {callback['customer']} was never answered to anybody"
    for customer, count in asked.items():
        made = sum(1 for c in run.callbacks.values() if c["customer"] == customer)
        if made > count:
            yield f"{customer} asked {count} times and has {made} call backs"


def requests_are_served(run):
    for callback in run.callbacks.values():
        request = run.request_of.get(callback["id"], {})
        expected = "withdrawn" if request.get("cancelled_us") else "completed"  # an operator cancels
        if callback["state"] != expected:
            yield f"{callback['id']} ended as {callback['state']} ({callback.get('end_reason')}), not {expected}"
        calls = run.calls_of.get(callback["id"], [])
        talks = [c for c in calls if c.get("bridged_at")]
        if len(talks) != int(callback["state"] == "completed"):
            yield f"{callback['id']} was put through {len(talks)} times"
        for call in talks[:1]:
            if call is not calls[-1]:
                yield f"{callback['id']} was called again after its talk {call['id']}"


def the_cancelled_are_left_in_peace(run):
    for leg in run.legs:
        customer = run.by_number.get(leg.number)
        request = request_at(run, customer, leg.invited) if customer in run.e["customers"] else None
        if request and request.get("cancelled_us") and leg.invited > request["cancelled_us"] + SLACK_US:
            yield f"{request['callback']} was called {(leg.invited - request['cancelled_us']) // 1000} ms after it was cancelled"


def events_tell_each_change_once(run):
    count = {}
    for event in run.e["events"]:
        key = (event["kind"], event["subject"])
        count[key] = count.get(key, 0) + 1
    numbers = [event["number"] for event in run.e["events"]]
    if len(set(numbers)) != len(numbers):
        yield "two events have one number"

    def wanted(kind, subject, times):
        told = count.get((kind, subject), 0)
        if told != times:
            yield f"{kind} of {subject} was told {told} times, not {times}"

    for callback in run.callbacks.values():
        yield from wanted("callback.created", callback["id"], 1)
        yield from wanted("callback.completed", callback["id"], int(callback["state"] == "completed"))
    for call in run.calls.values():
        yield from wanted("call.started", call["id"], 1)
        yield from wanted("call.ended", call["id"], 1)
        yield from wanted("call.connected", call["id"], int(bool(call.get("bridged_at"))))


# ---- the line -------------------------------------------------------------------------------------
def request_at(run, customer, moment):
    """The request of a customer that was the current one then: each has one at a time."""
    mine = [r for r in run.e["requests"] if r["customer"] == customer and r["sent_us"] <= moment]
    return max(mine, key=lambda r: r["sent_us"]) if mine else None


def nobody_is_overtaken(run):
    """For whom the advisor's phone rings is on its display: the customer's nickname. Who let one pass may be overtaken by one."""
    may_pass = collections.Counter(e["subject"] for e in run.e["events"] if e["kind"] == "callback.let_pass")
    by_name = {p["name"]: i for i, p in run.e["customers"].items()}
    for advisor, person in run.e["advisors"].items():
        first, order = set(), []
        for leg in run.legs:
            if leg.number != person["number"]:
                continue
            request = request_at(run, by_name.get(leg.name), leg.invited)
            if request is None:
                yield f"{advisor}'s phone rang for {leg.name!r}, who had asked for nothing"
            elif request["advisor"] != advisor:
                yield f"{advisor}'s phone rang for {leg.name}, who waits for {request['advisor']}"
            elif request["key"] not in first:
                first.add(request["key"])
                order.append(request)
        for place, request in enumerate(order):
            later = [o for o in order[:place] if request["acked_us"] and request["acked_us"] < o["sent_us"]]
            if len(later) > may_pass[request["callback"]]:
                yield f"{request['callback']} was overtaken by {later[-1]['callback']}, asked for after its answer"


def lines_are_as_long_as_said(run):
    """How many wait is kept on the advisor; the callbacks themselves are the truth."""
    for advisor, said in run.e.get("waiting", {}).items():
        true = sum(c["advisor"] == advisor and c["state"] == "waiting" for c in run.callbacks.values())
        if said != true:
            yield f"{advisor} is said to have {said} waiting and has {true}"


def each_call_rings_each_phone_once(run):
    for leg in run.strays:
        yield f"{leg.number} was called though no call of that person was recorded"
    for call in run.calls.values():
        sides = run.sides(call)
        for role, legs in sides.items():
            if len(legs) > 1:
                yield f"{call['id']} rang the {role} {len(legs)} times"
            for leg in legs:
                ended = us(call["ended_at"])
                if ended and leg.invited > ended + 10 * SLACK_US:
                    yield f"{call['id']} rang the {role} after its end"
        if sides["customer"] and not sides["advisor"]:
            yield f"{call['id']} rang the customer without its advisor"


def nobody_has_two_calls_at_once(run):
    for number in run.by_number:
        before = None
        for leg in (x for x in run.legs if x.number == number):
            if before and (before.ended is None or before.ended > leg.invited + SLACK_US):
                # An answer that was too late for the other side, and will hear ACK and BYE for it.
                crossed = before.answered and not (before.acknowledged and before.acknowledged < leg.invited)
                if not crossed and not any(before.lives_at(k["at_us"]) and k["at_us"] < leg.invited for k in run.kills):
                    yield f"{number} was called at {leg.invited} in the middle of another call"
            if not before or (before.ended or run.e["end_us"]) < (leg.ended or run.e["end_us"]):
                before = leg


def unknown_outcomes_are_given_time(run):
    """Q9: a customer's phone that was called when the daemon was killed has its rest before it rings again."""
    for customer in run.e["customers"].values():
        legs = [leg for leg in run.legs if leg.number == customer["number"]]
        for leg, following in zip(legs, legs[1:]):
            cuts = [k["at_us"] for k in run.kills if leg.lives_at(k["at_us"])]
            if cuts and not leg.starts and cuts[-1] < following.invited < cuts[-1] + run.e["retry_ms"] * 1000:
                yield f"{leg.number} rang again {(following.invited - cuts[-1]) // 1000} ms after a kill"


def nobody_hears_a_stranger(run):
    tones = {p["hz"]: i for people in (run.e["customers"], run.e["advisors"]) for i, p in people.items()}
    for call in run.calls.values():
        for role, other in (("customer", "advisor"), ("advisor", "customer")):
            for leg in run.sides(call)[role]:
                for hz, _, _ in leg.tones:
                    who = next((i for tone, i in tones.items() if abs(tone - hz) <= 2), f"{hz} Hz")
                    if who != call[other]:
                        yield f"in {call['id']} the {role} heard {who} instead of {call[other]}"
                    elif not call.get("bridged_at"):
                        yield f"in {call['id']} the {role} heard {who}, and nobody was put through"


# ---- money ----------------------------------------------------------------------------------------
def is_cut(call):
    return call.get("end_cause") == "restart"


def charges_are_what_was_heard(run):
    for call in run.calls.values():
        if call["state"] != "ended" or not call.get("settled_at"):
            yield f"{call['id']} is {call['state']} and not settled"
            continue
        callback = run.callbacks.get(call["callback"], {})
        if (call["customer"], call["advisor"]) != (callback.get("customer"), callback.get("advisor")):
            yield f"{call['id']} is another pair's than its call back {call['callback']}"
        if is_cut(call) and not any(us(call["created_at"]) <= k["at_us"] <= us(call["ended_at"]) + SLACK_US
                                    for k in run.kills):
            yield f"{call['id']} ended by a restart that was none"
        charge, heard = call["charge"]["amount"], run.overlap_ms(call)
        least = heard - TOLERANCE_MS - (LOST_MS if is_cut(call) else 0)
        most = run.overlap_ms(call, PRESENCE_US) + TOLERANCE_MS
        if not run.price(least) <= charge <= run.price(most):
            yield f"{call['id']} ({call['end_cause']}) costs {charge}; {heard:.0f} ms were heard: " \
                  f"{run.price(least)} to {run.price(most)}"
        if not call.get("bridged_at") and charge:
            yield f"{call['id']} costs {charge} and nobody was put through"


def receipts_say_the_same(run):
    for call in run.calls.values():
        if not call.get("bridged_at"):
            continue
        receipt = run.e["receipts"].get(call["id"])
        if not receipt:
            yield f"{call['id']} has no receipt"
            continue
        charge = receipt["charge"]["amount"]
        if charge != call["charge"]["amount"]:
            yield f"{call['id']} costs {call['charge']['amount']}, its receipt says {charge}"
        # Milliseconds are cut off for showing, not for the price.
        if charge not in (run.price(receipt["talked_milliseconds"]), run.price(receipt["talked_milliseconds"] + 1)):
            yield f"the receipt of {call['id']} takes {charge} for {receipt['talked_milliseconds']} ms"
        if (receipt["customer"], receipt["advisor"]) != (call["customer"], call["advisor"]):
            yield f"the receipt of {call['id']} is another pair's"
        if receipt["earned"]["amount"] + receipt["house"]["amount"] != charge:
            yield f"the receipt of {call['id']} does not add up"


def all_transfers(run):
    """Each transfer of the ledger once, by its id: each stands in a wallet, in an advisor's earnings or with the house."""
    found = {}
    for book, lines in run.e["books"].items():
        for t in lines:
            if book not in (t["debit"], t["credit"]):
                yield None, f"{t['id']} is listed in {book} and is none of it"
            if found.get(t["id"], t)["amount"] != t["amount"]:
                yield None, f"{t['id']} has two amounts"
            found[t["id"]] = t
    for t in found.values():
        yield t, None


def the_ledger_is_whole(run):
    verdict, transfers = run.e["verdict"], []
    for t, complaint in all_transfers(run):
        if complaint:
            yield complaint
        else:
            transfers.append(t)
    if not verdict["sound"] or verdict["sum"]["amount"] != 0:
        yield f"the ledger is not sound: {verdict['why']}, sum {verdict['sum']['amount']}"
    if verdict["transfers"] != len(transfers):
        yield f"the ledger counts {verdict['transfers']} transfers, the books show {len(transfers)}"
    causes, sums = set(), {}
    for t in sorted(transfers, key=lambda t: t["id"]):
        if (t["kind"], t["cause"]) in causes:
            yield f"{t['kind']} for {t['cause']} was written twice"
        causes.add((t["kind"], t["cause"]))
        for account, amount in ((t["debit"], -t["amount"]["amount"]), (t["credit"], t["amount"]["amount"])):
            sums[account] = sums.get(account, 0) + amount
    if sum(sums.values()) != 0:
        yield f"all accounts together are {sum(sums.values())}"
    for account, amount in sums.items():
        if amount < 0 and not account.startswith("world:"):
            yield f"{account} is at {amount}"
        if account.startswith("held:") and amount:
            yield f"{account} still holds {amount}"
    for customer, balance in run.e["balances"].items():
        wallet = sums.get(f"wallet:{customer}", 0)
        if (balance["available"]["amount"], balance["held"]["amount"]) != (wallet, 0):
            yield f"{customer} is told {balance['available']['amount']} and {balance['held']['amount']} held; the lines say {wallet}"
    yield from calls_are_settled_once(run, transfers)
    yield from credits_came_once(run, transfers)


def calls_are_settled_once(run, transfers):
    kinds = {}
    for t in transfers:
        if t["kind"] != "topup":
            kinds.setdefault(t["cause"].split(":")[0], {}).setdefault(t["kind"], []).append(t)
    for call_id in kinds:
        if call_id not in run.calls:
            yield f"money was moved for {call_id}, a call that there is not"
    for call in run.calls.values():
        moved = kinds.get(call["id"], {})
        charge = call["charge"]["amount"]
        total = {kind: sum(t["amount"]["amount"] for t in moved.get(kind, [])) for kind in ("hold", "share", "fee", "release")}
        if not moved.get("hold"):
            yield f"{call['id']} rang without a hold"
        if total["share"] + total["fee"] != charge:
            yield f"{call['id']} costs {charge}, and {total['share']} and {total['fee']} were paid"
        if total["share"] != -(-charge * run.e["share"] // 10000):
            yield f"{call['id']} gave the advisor {total['share']} of {charge}"
        if total["hold"] - total["release"] != charge:
            yield f"{call['id']} held {total['hold']} and gave back {total['release']} with a charge of {charge}"
        for kind, side, account in (("hold", "debit", f"wallet:{call['customer']}"), ("share", "credit", f"earned:{call['advisor']}"),
                                    ("fee", "credit", "house"), ("release", "credit", f"wallet:{call['customer']}")):
            for t in moved.get(kind, []):
                if t[side] != account:
                    yield f"the {kind} of {call['id']} moves {t[side]}, not {account}"


def credits_came_once(run, transfers):
    for customer in run.e["customers"]:
        came = sorted(t["amount"]["amount"] for t in transfers
                      if t["kind"] == "topup" and t["credit"] == f"wallet:{customer}")
        given = sorted(c["amount"] for c in run.e["credits"] if c["customer"] == customer)
        if came != given:
            yield f"{customer} was credited {given}, the ledger says {came}"


# ---- orphans --------------------------------------------------------------------------------------
def orphans_hear_bye_in_time(run):
    for leg in run.legs:
        for kill in (k for k in run.kills if leg.lives_at(k["at_us"])):
            until = kill["again_us"] + BYE_SECONDS * 1_000_000
            if any(kill["at_us"] < k["at_us"] < until and leg.lives_at(k["at_us"]) for k in run.kills):
                continue  # that one was killed as well: what counts is its successor
            if leg.answered is None or leg.answered > kill["at_us"]:
                rings_out = leg.invited + (run.e["ring_ms"] + 6000) * 1000
                until = max(until, rings_out, (leg.answered or 0) + BYE_SECONDS * 1_000_000)
            if leg.ended is None:
                yield f"{leg.number} ({leg.sip}) still waits for its BYE after the kill at {kill['at_us']}"
            elif leg.ended > until:
                yield f"{leg.number} ({leg.sip}) heard BYE {(leg.ended - kill['again_us']) / 1e6:.1f} s after the restart"
            elif leg.why in ("lost", "no_ack", "vanished"):
                yield f"{leg.number} ({leg.sip}) gave up by itself: {leg.why}"
        if leg.ended is None and not any(leg.lives_at(k["at_us"]) for k in run.kills):
            yield f"{leg.number} ({leg.sip}) is still on the line though nothing was killed"


CHECKS = (requests_are_kept_once, requests_are_served, the_cancelled_are_left_in_peace, events_tell_each_change_once,
          nobody_is_overtaken, lines_are_as_long_as_said,
          each_call_rings_each_phone_once, nobody_has_two_calls_at_once, unknown_outcomes_are_given_time,
          nobody_hears_a_stranger, charges_are_what_was_heard, receipts_say_the_same, the_ledger_is_whole, orphans_hear_bye_in_time)


def check(evidence):
    run = Run(evidence)
    return [f"{rule.__name__.replace('_', ' ')}: {complaint}" for rule in CHECKS for complaint in rule(run)]


def figures(evidence):
    """How much was seen, how long an answered orphan waited for its BYE, and how far meter and ears were apart in ms."""
    run = Run(evidence)
    talks = [c for c in run.calls.values() if c.get("bridged_at")]
    apart = {True: [], False: []}
    for call in talks:
        apart[is_cut(call)].append(run.e["receipts"][call["id"]]["talked_milliseconds"] - run.overlap_ms(call))
    orphans, waits = 0, [0]
    for leg in run.legs:
        last = [k for k in run.kills if leg.lives_at(k["at_us"])][-1:]
        orphans += len(last)
        # What rang on may end by itself, later.
        waits += [(leg.ended - k["again_us"]) / 1e6 for k in last if leg.ended and leg.answered and leg.answered < k["at_us"]]
    return {"requests": len(run.requests), "calls": len(run.calls), "talks": len(talks), "cut": len(apart[True]),
            "orphans": orphans, "longest_wait": max(waits), "transfers": run.e["verdict"]["transfers"],
            "apart": [(round(min(x)), round(max(x))) if x else None for x in (apart[False], apart[True])]}
