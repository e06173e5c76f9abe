# SPDX-License-Identifier: Apache-2.0
"""Our own simulated handsets, where their witness says more than a foreign phone's could: words, gaps, times."""
import os
import time

from case import case
from handsets import Handsets
from house import House, PRICE, until
from ports import free_port

RULES = {"check_minutes": 0, "hold_minutes": 1, "low_money_ms": 56000, "pause_ms": 2000}
ACCEPTS = {"press": [{"after": "To take the call", "keys": "1"}], "sound": "high", "after_ms": 300}
STARTS = {"press": [{"after": "To start", "keys": "1"}], "after_ms": 300}
MEDIA = {"gap_ms": 1000, "probe_ms": 2000, "lost_ms": 3000}


class Scene:
    """Another daemon with only our handsets behind it, and real speech or short sounds in its place."""

    def __init__(self, world, speech):
        folder = os.path.join(world.folder, "speech" if speech else "brief")
        os.makedirs(folder)
        port = free_port()
        trunk = {"name": "phones", "host": "127.0.0.1", "port": port, "prefixes": ["+1313"]}
        self.house = House(world.ringback, folder, [trunk], beep_ms=None if speech else 150, rules=RULES,
                           extra={"media": MEDIA})
        self.phones = Handsets(world.ringback, folder, prompts=self.house.cache, port=port,
                               more=["--whole-invites"])
        self.house.start()
        self.world = world

    def pair(self, dana, sam, **more):
        """An advisor and a customer who behave so. Gives both numbers and the callback."""
        numbers = self.world.number("+1313"), self.world.number("+1313")
        self.phones.set(numbers[0], dict(ACCEPTS, **dana))
        self.phones.set(numbers[1], dict(STARTS, **sam))
        n = next(self.world.counter)
        advisor, listing = self.house.advisor(f"Dana{n}", numbers[0], "Boiler faults")
        customer = self.house.customer(f"Sam{n}", numbers[1], **more)
        callback = self.house.arrange(customer, listing, numbers[1])
        self.house.intent(advisor, "taking_calls")
        self.advisor, self.customer = advisor, customer
        return numbers[0], numbers[1], callback

    def heard(self, number):
        """Words of all whole lines the handset heard, in one text."""
        return " ".join(x["text"] for x in self.phones.events("heard_prompt", number) if x["whole"])

    def tones(self, number, frequency):
        return [x for x in self.phones.events("heard_tone", number) if abs(x["hz"] - frequency) <= 3]

    def rest(self):
        self.house.intent(self.advisor, "away")
        self.phones.order(cmd="end_all")


def speech(world):
    return world.scene("speech", lambda: Scene(world, True))


def brief(world):
    return world.scene("brief", lambda: Scene(world, False))


def finish(s, callback, state="completed", seconds=40):
    done = s.house.wait_state(callback, state, seconds)
    return s.house.receipt(done["call"])


def hz(number, high=False):
    last = int(number[-2:])
    return 1010 + 9 * last if high else 400 + 5 * last


@case
def both_are_told_who_and_what_it_costs_and_hear_each_other(world):
    s = speech(world)
    dana, sam, callback = s.pair({}, {"hang_up_after_talk_ms": 4000})
    receipt = finish(s, callback)
    whisper, greeting = s.heard(dana), s.heard(sam)
    for words in ("Sam", "Boiler faults", "6", "press 1"):
        assert words in whisper, f"the advisor did not hear \"{words}\": {whisper}"
    for words in ("Dana", "6", "press 1"):
        assert words in greeting, f"the customer did not hear \"{words}\": {greeting}"
    for who, other, high in ((dana, sam, False), (sam, dana, True)):
        tones = until(f"{who} to have heard {other}", 5, lambda: s.tones(who, hz(other, high)))
        assert max(x["ms"] for x in tones) > 3000, (who, s.phones.events("heard_tone", who))
        assert sum(x["gap_ms"] for x in tones) < 500, tones
    talk = max(x["ms"] for x in s.phones.events("heard_tone", dana))
    assert abs(receipt["talked_milliseconds"] - talk) < 1000, (receipt["talked_milliseconds"], talk)
    assert receipt["charge"]["amount"] == receipt["billed_seconds"] * PRICE // 60
    s.rest()


@case
def after_the_talk_the_advisor_hears_what_was_earned(world):
    s = speech(world)
    dana, _, callback = s.pair({"hang_up_on": "menu"}, {"hang_up_after_talk_ms": 2000})
    finish(s, callback)
    s.phones.wait("ended", dana, 20)
    names = {x["name"] for x in s.phones.events("heard_prompt", dana)}
    assert any(name.startswith("menu") for name in names), names
    assert "earned" in s.heard(dana), s.heard(dana)
    s.rest()


@case
def invites_show_our_caller_id_and_never_the_other_side(world):
    s = brief(world)
    dana, sam, callback = s.pair({}, {"hang_up_after_talk_ms": 1000})
    finish(s, callback)
    for who, other in ((dana, sam), (sam, dana)):
        invite = s.phones.events("invite", who)[0]
        assert invite["from"].endswith("14085559999"), invite
        assert other[-7:] not in invite["datagram"], invite["datagram"]
        assert invite["expires_s"] >= 4
    s.rest()


@case
def voicemail_is_neither_joined_nor_billed(world):
    s = brief(world)
    dana, sam, callback = s.pair({}, {"ring": "voicemail", "press": []})
    again = until("the customer's attempt to be over", 60,
                  lambda: (c := s.house.callback(callback))["attempts"] == 1 and c["state"] == "waiting" and c)
    assert again["not_before"]
    balance = s.house.call("GET", f"/v1/balance?customer={s.customer}")
    assert balance["available"]["amount"] == 10000, balance
    s.phones.wait("ended", sam, 10)
    assert not s.tones(sam, hz(dana, True))
    s.rest()


@case
def a_customer_may_snooze_and_keeps_the_place(world):
    s = brief(world)
    _, sam, callback = s.pair({}, {"press": [{"after": "question", "keys": "2", "once": True}]})
    s.phones.wait("ended", sam, 40)
    again = s.house.wait_state(callback, "waiting")
    assert again["not_before"] and again["position"] == 1, again
    s.rest()


@case
def a_declining_advisor_is_not_joined(world):
    s = brief(world)
    dana, sam, callback = s.pair({"press": [{"after": "question", "keys": "2", "once": True}]}, {})
    s.phones.wait("ended", dana, 40)
    again = s.house.wait_state(callback, "waiting")
    assert again["attempts"] == 0 and not s.phones.events("invite", sam), again
    s.rest()


@case
def a_phone_that_vanishes_is_found_and_its_time_is_not_billed(world):
    s = brief(world)
    dana, sam, callback = s.pair({}, {"vanish_after_talk_ms": 3000})
    receipt = finish(s, callback)
    # A lost customer ends the call; the advisor's own phone stays for the menu or is hung up.
    assert 2000 <= receipt["talked_milliseconds"] <= 4000, receipt
    s.phones.wait("ended", dana, 40)
    assert s.phones.events("ended", sam)[0]["why"] == "vanished"
    s.rest()


@case
def when_the_money_runs_low_both_are_warned_and_at_its_end_the_call_ends(world):
    s = brief(world)
    dana, sam, callback = s.pair({}, {} if world.long else {"hang_up_after_talk_ms": 8000}, credit=PRICE)  # one minute
    receipt = finish(s, callback, seconds=100)
    names = {who: {x["name"] for x in s.phones.events("heard_prompt", who)} for who in (dana, sam)}
    assert "low_money_customer" in names[sam], names
    assert "low_money_advisor" in names[dana], names
    if world.long:
        assert receipt["charge"]["amount"] == PRICE and receipt["talked_milliseconds"] == 60000, receipt
        assert "paused_customer" in names[sam] and "paused_advisor" in names[dana], names
    s.rest()


@case
def three_customers_are_called_in_the_order_of_asking(world):
    s = brief(world)
    dana = world.number("+1313")
    # It takes the next one from the menu after each talk: question means any question.
    s.phones.set(dana, {"sound": "high", "after_ms": 200})
    advisor, listing = s.house.advisor("Dana in order", dana, "Order")
    s.advisor = advisor
    numbers = [world.number("+1313") for _ in range(3)]
    callbacks = []
    for i, number in enumerate(numbers):
        s.phones.set(number, {"after_ms": 200, "hang_up_after_talk_ms": 1200})
        customer = s.house.customer(f"Sam in order {i}", number)
        callbacks.append(s.house.arrange(customer, listing, number))
    s.house.intent(advisor, "taking_calls")
    for callback in callbacks:
        finish(s, callback, seconds=60)
    rung = [x["number"] for x in s.phones.events("invite") if x["number"] in numbers]
    assert rung == numbers, rung
    s.rest()


@case
def a_killed_daemon_hangs_up_its_orphans_when_it_comes_back(world):
    s = brief(world)
    dana, sam, callback = s.pair({}, {})
    s.house.wait_state(callback, "connected", 40)
    time.sleep(4)
    killed = time.time()
    s.house.kill()
    time.sleep(1)
    s.house.spawn()
    back = time.time()
    for who in (dana, sam):
        end = s.phones.wait("ended", who, 12)
        assert end["why"] == "bye" and end["at_us"] / 1e6 - back < 10, end
    receipt = finish(s, callback)
    joined = min(x["from_us"] for x in s.tones(dana, hz(sam))) / 1e6
    witnessed = receipt["talked_milliseconds"] / 1000
    assert killed - joined - 2.5 <= witnessed <= killed - joined + 0.5, (witnessed, killed - joined)
    s.rest()
