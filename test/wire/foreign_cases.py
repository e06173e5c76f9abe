# SPDX-License-Identifier: Apache-2.0
"""baresip and sipp as advisor and as customer."""
import os
import re
import socket
import struct
import sys
import time

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "../vectors"))

import sip_torture  # noqa: E402

import sound
from case import Skip, case
from foreign import (answer, change_sound, hears_bye, info, key_capture, pause, press, refuse,
                     request, rings_until_cancel, stream)
from house import PRICE, until

# Prompts last well under a second each (house.write_recordings); keys come after them.
HEARD_OUT = 1500


def accept(phone, key="1"):
    """baresip picks up, listens to the question and presses a key."""
    phone.wait("CALL_INCOMING")
    assert phone.order("accept")
    phone.wait("CALL_ESTABLISHED")
    time.sleep(HEARD_OUT / 1000)
    phone.press(key)


def talk(world, callback, seconds=2.0):
    """Both are joined: lets them talk so long."""
    world.house.wait_state(callback, "connected")
    time.sleep(seconds)


def finish(world, callback, state="completed"):
    """The callback with its end, and the receipt."""
    done = world.house.wait_state(callback, state)
    return done, world.house.receipt(done["call"])


def check_bill(receipt, least_ms, most_ms):
    talked, billed = receipt["talked_milliseconds"], receipt["billed_seconds"]
    assert least_ms <= talked <= most_ms, f"talked {talked} ms, expected {least_ms} to {most_ms}"
    assert billed == max(1, -(-talked // 1000)), f"talked {talked} ms but billed {billed} s"
    assert receipt["charge"]["amount"] == billed * PRICE // 60, receipt
    parts = receipt["earned"]["amount"] + receipt["house"]["amount"]
    assert parts == receipt["charge"]["amount"], receipt


def check_free(receipt):
    assert receipt["charge"]["amount"] == 0 and receipt["talked_milliseconds"] == 0, receipt


def sipp_customer(world, end):
    """Echoes all sound, accepts by an RFC 4733 key; by INFO where we may not open sipp's raw socket for keys."""
    if os.geteuid() != 0:
        return answer() + pause(HEARD_OUT) + info("1", 1) + end
    key = os.path.join(world.folder, "key1.pcap")
    key_capture(key, "1")
    return answer() + pause(HEARD_OUT) + press(key) + end


@case
def baresip_advises_a_customer_at_sipp_who_hangs_up(world):
    sipp, number = world.sipp(sipp_customer(world, pause(3500) + request("BYE", 2)), echo=True)
    dana = world.baresip(hz=440)
    callback = world.arrange(dana.number, number)
    accept(dana)
    talk(world, callback)
    sipp.ended()
    done, receipt = finish(world, callback)
    check_bill(receipt, 1500, 9000)
    assert receipt["end_side"] == "customer", receipt["end_side"]
    # 440 Hz went to the customer's phone, was echoed there and came back: both directions carry sound.
    echoed = sound.seconds_of(dana.heard(), 440)
    assert echoed > 1.5, f"the advisor heard the echo for {echoed:.1f} s"


@case
def baresip_advises_and_hangs_up(world):
    sipp, number = world.sipp(sipp_customer(world, hears_bye()), echo=True)
    dana = world.baresip()
    callback = world.arrange(dana.number, number)
    accept(dana)
    talk(world, callback)
    assert dana.order("hangup")
    sipp.ended()
    _, receipt = finish(world, callback)
    check_bill(receipt, 1500, 9000)
    assert receipt["end_side"] == "advisor", receipt["end_side"]


@case
def sipp_advises_a_customer_at_baresip_keys_by_info(world):
    tone = os.path.join(world.folder, "700.ulaw")
    sound.write_ulaw(tone, sound.sine(700, 10))
    steps = answer(streams=True) + stream(tone) + pause(HEARD_OUT) + info("1", 2) + hears_bye()
    sipp, number = world.sipp(steps)
    sam = world.baresip(keys="info")
    callback = world.arrange(number, sam.number)
    accept(sam)
    talk(world, callback)
    assert sam.order("hangup")
    # The customer's end leaves the advisor in the menu (CB7); without a key it hangs up by itself.
    sipp.ended(30)
    _, receipt = finish(world, callback)
    check_bill(receipt, 1500, 9000)
    assert receipt["end_side"] == "customer", receipt["end_side"]
    heard = sound.seconds_of(sam.heard(), 700)
    assert heard > 1.5, f"the customer heard the advisor for {heard:.1f} s"


@case
def an_advisor_at_sipp_hangs_up_on_a_customer_at_baresip(world):
    tone = os.path.join(world.folder, "800.ulaw")
    sound.write_ulaw(tone, sound.sine(800, 10))
    steps = answer(streams=True) + stream(tone) + pause(HEARD_OUT) + info("1", 2) + pause(8000) + request("BYE", 3)
    sipp, number = world.sipp(steps)
    sam = world.baresip()
    callback = world.arrange(number, sam.number)
    accept(sam)
    talk(world, callback, 1)
    sam.wait("CALL_CLOSED", 15)
    sipp.ended()
    _, receipt = finish(world, callback)
    assert receipt["end_side"] == "advisor" and receipt["charge"]["amount"] > 0, receipt


@case
def neither_invite_carries_the_others_number(world):
    sipp, number = world.sipp(sipp_customer(world, pause(2000) + request("BYE", 2)), echo=True)
    dana = world.baresip()
    callback = world.arrange(dana.number, number)
    accept(dana)
    sipp.ended()
    finish(world, callback)
    invite = sipp.invite()
    assert invite.startswith("INVITE ") and number.lstrip("+") in invite
    assert dana.number.lstrip("+")[-7:] not in sipp.messages(), "the advisor's number reached the customer's trunk"
    incoming = dana.saw("CALL_INCOMING")[0]
    assert number.lstrip("+")[-7:] not in str(incoming) + dana.words(), "the customer's number reached the advisor"
    assert "14085559999" in incoming["peeruri"], incoming


@case
def a_customer_cancels_while_the_advisor_rings(world):
    dana = world.baresip()
    callback = world.arrange(dana.number, world.number("+1212"))
    dana.wait("CALL_INCOMING")
    world.cancel(callback)
    dana.wait("CALL_CLOSED", 5)
    assert world.house.wait_state(callback, "cancelled")["state"] == "cancelled"


@case
def a_customer_cancels_by_api_while_their_own_phone_rings(world):
    sipp, number = world.sipp(rings_until_cancel())
    dana = world.baresip()
    callback = world.arrange(dana.number, number)
    accept(dana)
    world.house.wait_state(callback, "ringing")
    until("the customer's phone to ring", 5, lambda: sipp.got("INVITE"))
    world.cancel(callback)
    sipp.ended()
    world.house.wait_state(callback, "cancelled")
    dana.wait("CALL_CLOSED", 20)


@case
def a_busy_customer_keeps_the_place_and_is_not_charged(world):
    sipp, number = world.sipp(refuse(486, "Busy Here"))
    dana = world.baresip()
    callback = world.arrange(dana.number, number)
    accept(dana)
    sipp.ended()
    again = world.house.wait_state(callback, "waiting")
    assert again["attempts"] == 1 and again["not_before"], again


@case
def a_customer_who_declines_by_603_is_not_called_at_once_again(world):
    sipp, number = world.sipp(refuse(603, "Decline"))
    dana = world.baresip()
    callback = world.arrange(dana.number, number)
    accept(dana)
    sipp.ended()
    again = world.house.wait_state(callback, ["waiting", "unreachable", "cancelled"])
    assert again["attempts"] == 1, again


@case
def a_busy_advisor_is_left_in_peace_and_the_request_stays(world):
    sipp, number = world.sipp(refuse(486, "Busy Here"))
    callback = world.arrange(number, world.number("+1415"))
    sipp.ended()
    again = world.house.wait_state(callback, "waiting")
    assert again["attempts"] == 0, again
    availability = world.house.call("GET", f"/v1/advisors/{world.advisors[-1]}/availability")
    assert availability["misses"] == 1 and availability["paused_until"], availability


@case
def an_advisor_who_does_not_answer_is_rung_no_longer_than_set(world):
    sipp, number = world.sipp(rings_until_cancel())
    callback = world.arrange(number, world.number("+1415"))
    began = time.monotonic()
    sipp.ended(12)
    assert 3 < time.monotonic() - began < 10
    assert world.house.wait_state(callback, "waiting")["attempts"] == 0


@case
def a_customer_who_does_not_answer_is_cancelled_and_waits(world):
    sipp, number = world.sipp(rings_until_cancel())
    dana = world.baresip()
    callback = world.arrange(dana.number, number)
    accept(dana)
    sipp.ended(15)
    again = world.house.wait_state(callback, "waiting")
    assert again["attempts"] == 1 and again["not_before"], again


@case
def a_customer_who_presses_no_key_is_neither_joined_nor_billed(world):
    sipp, number = world.sipp(answer() + hears_bye())
    dana = world.baresip()
    callback = world.arrange(dana.number, number)
    accept(dana)
    sipp.ended(30)
    again = world.house.wait_state(callback, "waiting")
    assert again["attempts"] == 1, again


@case
def a_phone_that_sends_no_sound_is_never_billed(world):
    # The key goes by INFO: sipp sends not a single RTP packet.
    sipp, number = world.sipp(answer() + pause(HEARD_OUT) + info("1", 2) + pause(4000) + request("BYE", 3))
    dana = world.baresip()
    callback = world.arrange(dana.number, number)
    accept(dana)
    sipp.ended(20)
    _, receipt = finish(world, callback)
    check_free(receipt)


@case
def a_customer_at_sipp_holds_by_re_invite_and_comes_back(world):
    sipp, number = world.sipp(sipp_customer(
        world, pause(1500) + change_sound("sendonly", 2) + pause(2500) + change_sound("sendrecv", 3) + hears_bye()),
        echo=True)
    dana = world.baresip()
    callback = world.arrange(dana.number, number)
    accept(dana)
    until("the second re-INVITE", 15, lambda: sipp.count("message sent", "INVITE") >= 2)
    time.sleep(2)
    assert world.house.callback(callback)["state"] == "connected"
    assert dana.order("hangup")
    sipp.ended()
    _, receipt = finish(world, callback)
    # What is sent to a phone on hold would come back as an echo: about 2.5 s of the tone must be missing.
    stretches = sound.stretches(dana.heard(), 440)
    gaps = [b[0] - a[1] for a, b in zip(stretches, stretches[1:])]
    assert gaps and 1.8 < max(gaps) < 5, stretches
    assert stretches[-1][1] - stretches[-1][0] > 1, stretches
    assert receipt["charge"]["amount"] > 0, receipt


@case
def an_advisor_at_baresip_holds_and_comes_back_and_the_call_stays(world):
    sipp, number = world.sipp(sipp_customer(world, hears_bye()), echo=True)
    dana = world.baresip()
    callback = world.arrange(dana.number, number)
    accept(dana)
    talk(world, callback, 1)
    for command in ("hold", "resume"):
        answers = dana.words().count("got SDP answer")
        assert dana.order(command)
        until("the answer to its re-INVITE", 5, lambda n=answers: dana.words().count("got SDP answer") > n)
        time.sleep(1)
        assert world.house.callback(callback)["state"] == "connected"
    assert dana.order("hangup")
    sipp.ended()
    finish(world, callback)


@case
def both_over_tcp(world):
    sipp, number = world.sipp(sipp_customer(world, hears_bye()), echo=True, prefix="+1310", port="sipp_tcp", tcp=True)
    dana = world.baresip(prefix="+1213", port="baresip_tcp")
    callback = world.arrange(dana.number, number)
    accept(dana)
    talk(world, callback)
    assert dana.order("hangup")
    sipp.ended()
    _, receipt = finish(world, callback)
    check_bill(receipt, 1500, 9000)
    assert "SIP/2.0/TCP" in sipp.invite()


@case
def baresip_over_tls(world):
    sipp, number = world.sipp(sipp_customer(world, pause(3500) + request("BYE", 2)), echo=True)
    if not world.pem:
        raise Skip("no openssl to make a certificate")
    dana = world.baresip(prefix="+1312", port="tls", certificate=world.pem)
    callback = world.arrange(dana.number, number)
    accept(dana)
    talk(world, callback)
    sipp.ended()
    _, receipt = finish(world, callback)
    check_bill(receipt, 1500, 9000)
    assert sound.seconds_of(dana.heard(), 440) > 1.5


@case
def baresip_over_tls_hangs_up_by_itself(world):
    sipp, number = world.sipp(sipp_customer(world, hears_bye()), echo=True)
    if not world.pem:
        raise Skip("no openssl to make a certificate")
    dana = world.baresip(prefix="+1312", port="tls", certificate=world.pem)
    callback = world.arrange(dana.number, number)
    accept(dana)
    talk(world, callback)
    assert dana.order("hangup")
    sipp.ended()
    _, receipt = finish(world, callback)
    assert receipt["end_side"] == "advisor", receipt


def spray(ports, hz, seconds):
    """Strangers send a tone to the daemon's ports of this call: one from another machine, one from another port."""
    codes = bytes(sound.ulaw_encode(s) for s in sound.sine(hz, 1))
    strangers = [socket.socket(socket.AF_INET, socket.SOCK_DGRAM) for _ in range(2)]
    strangers[0].bind(("127.0.0.7", 0))
    strangers[1].bind(("127.0.0.1", 0))
    for i in range(int(seconds * 50)):
        packet = struct.pack("!BBHII", 0x80, 0, i, i * 160, 0xBAD) + codes[i % 50 * 160:i % 50 * 160 + 160]
        for stranger in strangers:
            for port in ports:
                stranger.sendto(packet, ("127.0.0.1", port))
        time.sleep(0.019)
    for stranger in strangers:
        stranger.close()


@case
def a_strangers_rtp_is_heard_by_nobody(world):
    sipp, number = world.sipp(sipp_customer(world, hears_bye()), echo=True)
    dana = world.baresip()
    callback = world.arrange(dana.number, number)
    accept(dana)
    world.house.wait_state(callback, "connected")
    ports = [int(re.search(r"m=audio (\d+)", sipp.invite()).group(1)),
             int(re.search(r"receiving from 127.0.0.1:(\d+)", dana.words()).group(1))]
    low, high = world.house.media
    assert all(low <= port <= high for port in ports), ports
    spray(ports, 1900, 2)
    assert dana.order("hangup")
    sipp.ended()
    finish(world, callback)
    heard = dana.heard()
    assert sound.seconds_of(heard, 440) > 1, "the customer was not heard"
    assert sound.seconds_of(heard, 1900, 0.1) == 0, "the stranger was heard"


def torture():
    """Malformed and strange datagrams."""
    return [*sip_torture.MESSAGES.values(), b"", b"\r\n\r\n", b"\0" * 500, b"INVITE", b"SIP/2.0 200 OK\r\n\r\n", os.urandom(1400),
            b"INVITE sip:x SIP/2.0\r\n" + b"Via: " * 3000, b"BYE sip:a SIP/2.0\r\nCall-ID: 1\r\n\r\n"]


@case
def malformed_sip_does_no_harm_while_a_call_runs(world):
    sipp, number = world.sipp(sipp_customer(world, hears_bye()), echo=True)
    dana = world.baresip()
    callback = world.arrange(dana.number, number)
    accept(dana)
    world.house.wait_state(callback, "connected")
    out = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    out.bind(("127.0.0.1", 0))
    for datagram in torture() * 2:
        out.sendto(datagram, ("127.0.0.1", world.house.sip))
    with socket.create_connection(("127.0.0.1", world.house.sip), timeout=3) as stream_out:
        stream_out.sendall(b"NONSENSE\r\n" * 50 + b"INVITE sip:a SIP/2.0\r\nContent-Length: 99999\r\n\r\n")
    out.close()
    time.sleep(1.5)
    assert world.house.is_ready()
    assert world.house.callback(callback)["state"] == "connected"
    assert dana.order("hangup")
    sipp.ended()
    _, receipt = finish(world, callback)
    check_bill(receipt, 1000, 9000)
    assert sound.seconds_of(dana.heard(), 440) > 1


def test_call(world, phone):
    """An operator tries the trunk to this baresip; gives a function that looks how it goes."""
    path = "/v1/trunks/baresip/test-calls"
    call = world.house.call("POST", path, {"number": phone.number})
    return lambda: world.house.call("GET", f"{path}/{call['id']}")


@case
def an_operators_test_call_is_answered_by_baresip_with_a_key(world):
    phone = world.baresip()
    look = test_call(world, phone)
    accept(phone)
    told = until("the test call's end", 20, lambda: (now := look())["state"] == "ended" and now)
    assert (told["result"], told["key"], told["sound"]) == ("works", "1", "both_ways"), told
    assert told["packets_heard"] > 50 and told["packets_sent"] > 50, told
    phone.wait("CALL_CLOSED")


@case
def an_operators_test_call_is_declined_by_baresip(world):
    phone = world.baresip()
    look = test_call(world, phone)
    phone.wait("CALL_INCOMING")
    assert phone.order("hangup")
    told = until("the test call's end", 20, lambda: (now := look())["state"] == "ended" and now)
    assert told["result"] in ("busy", "declined") and told["sip_code"] in (486, 603), told
