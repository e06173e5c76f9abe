#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""adapter/sip against sipp, a phone that is not ours: the ways a call can go.

Usage: sip_calls_test.py SIP_PROBE [TEST...]"""

import os
import re
import shutil
import socket
import sys
import time

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import sip_driver
from sip_driver import Probe, Sipp, free_port

if not shutil.which("sipp"):
    print("SKIPPED: there is no sipp (Debian's sip-tester)", flush=True)
    sys.exit(77)

PROBE = sys.argv[1]
NUMBER = "+14155550132"

SDP = """v=0
o=- 1 {version} IN IP4 [local_ip]
s=-
c=IN IP4 [local_ip]
t=0 0
m=audio 40000 RTP/AVP {formats}
a=rtpmap:101 telephone-event/8000
a={direction}
"""


def scenario(*steps):
    text = "\n".join(steps)
    names = sorted(set(re.findall(r'assign_to="(\w+)"', text)))
    used = f'<Reference variables="{",".join(names)}"/>\n' if names else ""  # sipp refuses variables nobody reads
    return f'<?xml version="1.0" encoding="ISO-8859-1" ?>\n<scenario name="x">\n{text}\n{used}</scenario>\n'


def receive(what, *actions, **attributes):
    kind = "response" if what.isdigit() else "request"
    more = "".join(f' {k}="{v}"' for k, v in attributes.items())
    inside = f"<action>{''.join(actions)}</action>" if actions else ""
    return f'<recv {kind}="{what}"{more}>{inside}</recv>'


def demand(pattern, header=None):
    """The last message must hold this; else the scenario fails."""
    where = f'search_in="hdr" header="{header}"' if header else 'search_in="msg"'
    return f'<ereg regexp="{pattern}" {where} check_it="true" assign_to="seen"/>'


def forbid(pattern):
    return f'<ereg regexp="{pattern}" search_in="msg" check_it_inverse="true" assign_to="seen"/>'


def reply(status, extra="", sdp=None, retrans=""):
    body = SDP.format(version=1, formats="0 101", direction="sendrecv") if sdp is True else sdp or ""
    content = "Content-Type: application/sdp\n" if body else ""
    return (f"<send{retrans}><![CDATA[\nSIP/2.0 {status}\n[last_Via:]\n[last_From:]\n[last_To:];tag=far[call_number]\n"
            f"[last_Call-ID:]\n[last_CSeq:]\n"
            f"Contact: <sip:far@[local_ip]:[local_port];transport=[transport]>\n{extra}{content}"
            f"Content-Length: [len]\n\n{body}]]></send>")


def ok_in_dialogue():
    return ("<send><![CDATA[\nSIP/2.0 200 OK\n[last_Via:]\n[last_From:]\n[last_To:]\n[last_Call-ID:]\n[last_CSeq:]\n"
            "Content-Length: 0\n\n]]></send>")


REMEMBER = ('<ereg regexp="sip:[^&gt;]*" search_in="hdr" header="Contact:" assign_to="target"/>'
            '<ereg regexp=".*" search_in="hdr" header="From:" assign_to="them"/>'
            '<ereg regexp=".*" search_in="hdr" header="To:" assign_to="us"/>')


def ask(method, cseq, extra="", body=""):
    """A request of the callee inside the dialogue."""
    return (f'<send retrans="500"><![CDATA[\n{method} [$target] SIP/2.0\n'
            f"Via: SIP/2.0/[transport] [local_ip]:[local_port];branch=[branch]\n"
            f"From:[$us];tag=far[call_number]\nTo:[$them]\nCall-ID: [call_id]\nCSeq: {cseq} {method}\n"
            f"Contact: <sip:far@[local_ip]:[local_port];transport=[transport]>\nMax-Forwards: 70\n{extra}"
            f"Content-Length: [len]\n\n{body}]]></send>")


def acknowledge(cseq):
    return ask("ACK", cseq).replace(' retrans="500"', "")


def pause(ms):
    return f'<pause milliseconds="{ms}"/>'


def start(*trunks, **more):
    words = [f"{k}={v}" for k, v in more.items()]
    for name, port, *extra in trunks:
        words += ["trunk", name, "127.0.0.1", f"port={port}", *extra]
    return Probe(PROBE, *words)


# ---- placing calls --------------------------------------------------------------------------------------

def _answered(tcp=False):
    port = free_port()
    far = Sipp(scenario(
        receive("INVITE", demand("Expires: 30"), demand("From: .Ringback. .sip:.14155550100@"),
                demand("RTP/AVP 0 8 101"), demand("a=ptime:20"),
                forbid("100rel"), forbid("CN/8000"), forbid("timer")),
        reply("100 Trying"), reply("180 Ringing"), reply("200 OK", sdp=True, retrans=' retrans="500"'),
        receive("ACK", crlf="true"), receive("BYE"), ok_in_dialogue()), port, tcp=tcp)
    probe = start(("t", port, "transport=tcp" if tcp else "transport=udp"))
    probe.order(f"ring 1 {NUMBER} shown=Ringback ring_ms=25000 call_id=chosen-by-the-engine tag=ours")
    ringing = probe.news("ringing", 1)
    answered = probe.news("answered", 1)
    assert ringing["dialogue"]["call_id"] == "chosen-by-the-engine", ringing
    assert answered["dialogue"]["local_tag"] == "ours", answered
    assert answered["dialogue"]["remote_tag"].startswith("far"), answered
    assert probe.media("remote", 1)["port"] == 40000
    probe.order("hangup 1")
    assert probe.news("ended", 1)["end"] == "we_hung_up"
    far.end()
    probe.until_no_channel_is_taken()
    probe.close()


def an_answered_call_ends_with_our_bye():
    _answered()


def the_same_over_tcp():
    _answered(tcp=True)


class Far:
    """A phone on a bare socket: takes one INVITE and answers it at once, without a 180."""

    def __init__(self):
        self.socket = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        self.socket.bind(("127.0.0.1", 0))
        self.port = self.socket.getsockname()[1]

    def take(self, wanted, limit=sip_driver.WAIT):
        self.socket.settimeout(limit)
        while True:
            text, peer = self.socket.recvfrom(65536)
            if text.decode().startswith(wanted):
                return text.decode(), peer

    def answer(self):
        text, self.peer = self.take("INVITE")
        keep = [line for line in text.split("\r\n") if re.match("(Via|From|Call-ID|CSeq):", line)]
        to = re.search("To:[^\r]*", text).group()
        sdp = SDP.format(version=1, formats="0 101", direction="sendrecv").replace("[local_ip]", "127.0.0.1")
        lines = ["SIP/2.0 200 OK", *keep, f"{to};tag=far", f"Contact: <sip:far@127.0.0.1:{self.port}>",
                 "Content-Type: application/sdp", f"Content-Length: {len(sdp)}", "", sdp]
        self.said = "\r\n".join(lines).encode()
        self.answer_again()

    def answer_again(self):
        self.socket.sendto(self.said, self.peer)


def an_answer_nobody_wrote_down_has_no_ack():
    """So the phone repeats it to our successor, which has never heard of the call and ends it."""
    far = Far()
    probe = start(("t", far.port), ack_wait_ms=30000)
    probe.order(f"ring 1 {NUMBER}")
    far.answer()
    probe.news("answered", 1)
    far.answer_again()  # as a phone does after half a second, and each time it has no ACK
    time.sleep(0.6)
    far.answer_again()
    time.sleep(0.1)
    probe.process.kill()
    try:
        far.take("ACK", 0.5)
        raise AssertionError("the ACK was there before the first order for the leg")
    except TimeoutError:
        probe.process.wait()


def the_first_order_brings_the_ack_and_patience_ends():
    for order in ("say 1 probe", "hangup 1", ""):
        far = Far()
        probe = start(("t", far.port))
        probe.order(f"ring 1 {NUMBER}")
        far.answer()
        probe.news("answered", 1)
        if order:
            far.answer_again()
            probe.order(order)
        assert "CSeq: 1 ACK" in far.take("ACK")[0]
        if order.startswith("say"):
            far.answer_again()
            assert "CSeq: 1 ACK" in far.take("ACK")[0]
        probe.process.kill()
        probe.process.wait()


def a_bye_from_the_other_side_ends_the_leg():
    port = free_port()
    far = Sipp(scenario(
        receive("INVITE", REMEMBER), reply("200 OK", sdp=True), receive("ACK"), pause(200), ask("BYE", 7),
        receive("200")), port)
    probe = start(("t", port))
    probe.order(f"ring 1 {NUMBER}")
    assert probe.news("ended", 1)["end"] == "hung_up"
    far.end()
    probe.close()


def each_refusal_has_its_meaning():
    for status, end in (("486 Busy Here", "busy"), ("600 Busy Everywhere", "busy"), ("603 Decline", "declined"),
                        ("480 Unavailable", "no_answer"), ("404 Not Found", "bad_number"),
                        ("302 Moved", "failed"), ("488 Not Here", "failed")):
        port = free_port()
        far = Sipp(scenario(receive("INVITE"), reply("180 Ringing"), reply(status), receive("ACK")), port)
        probe = start(("t", port))
        probe.order(f"ring 1 {NUMBER}")
        ended = probe.news("ended", 1)
        assert ended["end"] == end and ended["sip_code"] == int(status[:3]), f"{status}: {ended}"
        far.end()
        probe.close()


def _cancelled(order, end, **more):
    port = free_port()
    far = Sipp(scenario(
        receive("INVITE"), reply("180 Ringing"), receive("CANCEL"), ok_in_dialogue(),
        "<send><![CDATA[\nSIP/2.0 487 Request Terminated\n[last_Via:]\n[last_From:]\n[last_To:];tag=far[call_number]\n"
        "[last_Call-ID:]\nCSeq: 1 INVITE\nContent-Length: 0\n\n]]></send>", receive("ACK")), port)
    probe = start(("t", port))
    probe.order(order)
    probe.news("ringing", 1)
    if more.get("hangup"):
        probe.order("hangup 1")
    assert probe.news("ended", 1)["end"] == end
    far.end()
    assert probe.count("ended", 1) == 0, "a second last word"
    probe.until_no_channel_is_taken()
    probe.close()


def a_phone_that_only_rings_is_cancelled_when_the_ring_time_is_over():
    _cancelled(f"ring 1 {NUMBER} ring_ms=700", "no_answer")


def hanging_up_while_it_rings_sends_cancel():
    _cancelled(f"ring 1 {NUMBER}", "we_hung_up", hangup=True)


def an_answer_that_crosses_our_cancel_is_ended_at_once():
    port = free_port()
    far = Sipp(scenario(
        receive("INVITE"), reply("180 Ringing"), receive("CANCEL"), ok_in_dialogue(),
        reply("200 OK", sdp=True).replace("[last_CSeq:]", "CSeq: 1 INVITE"),
        receive("ACK"), receive("BYE"), ok_in_dialogue()), port)
    probe = start(("t", port))
    probe.order(f"ring 1 {NUMBER}")
    probe.news("ringing", 1)
    probe.order("hangup 1")
    assert probe.news("ended", 1)["end"] == "we_hung_up"
    far.end()
    probe.close()


def a_repeated_answer_is_acknowledged_again():
    port = free_port()
    again = reply("200 OK", sdp=True).replace("[last_CSeq:]", "CSeq: 1 INVITE").replace(
        "[last_To:];tag=far[call_number]", "[last_To:]")
    far = Sipp(scenario(
        receive("INVITE"), reply("200 OK", sdp=True), receive("ACK"), pause(300), again, receive("ACK"),
        receive("BYE"), ok_in_dialogue()), port)
    probe = start(("t", port))
    probe.order(f"ring 1 {NUMBER}")
    probe.news("answered", 1)
    time.sleep(0.8)
    probe.order("hangup 1")
    probe.news("ended", 1)
    assert probe.count("answered", 1) == 0, "answered twice"
    far.end()
    probe.close()


# ---- trunks ------------------------------------------------------------------------------------------------

def a_proxy_that_challenges_the_invite_gets_the_digest():
    challenge = 'Proxy-Authenticate: Digest realm="here", nonce="abc", algorithm=MD5, qop="auth"\n'
    port = free_port()
    far = Sipp(scenario(
        receive("INVITE"), reply("407 Proxy Authentication Required", challenge),
        receive("ACK"),
        receive("INVITE", demand("CSeq: 2 INVITE"), demand("Proxy-Authorization: Digest username=.us., realm=.here.")),
        reply("200 OK", sdp=True), receive("ACK"), receive("BYE", forbid("Authorization")),
        ok_in_dialogue()), port)
    probe = start(("t", port, "username=us", "password=secret", "realm=here"))
    probe.order(f"ring 1 {NUMBER}")
    probe.news("answered", 1)
    probe.order("hangup 1")
    assert probe.news("ended", 1)["end"] == "we_hung_up"
    far.end()
    probe.close()


def a_challenge_of_a_foreign_realm_is_not_answered():
    port = free_port()
    far = Sipp(scenario(
        receive("INVITE", forbid("Authorization")),
        reply("401 Unauthorized", 'WWW-Authenticate: Digest realm="elsewhere", nonce="abc", algorithm=MD5\n'),
        receive("ACK")), port)
    probe = start(("t", port, "username=us", "password=secret", "realm=here"))
    probe.order(f"ring 1 {NUMBER}")
    ended = probe.news("ended", 1)
    assert ended["end"] == "failed" and ended["sip_code"] == 401, ended
    far.end()
    probe.close()


def _fails_over(first):
    ports = free_port(), free_port()
    far = [Sipp(s, p) for s, p in ((first, ports[0]), (scenario(
        receive("INVITE", demand("CSeq: 2 INVITE")), reply("200 OK", sdp=True), receive("ACK"), receive("BYE"),
        ok_in_dialogue()), ports[1])) if s]
    probe = start(("first", ports[0]), ("second", ports[1]), trunk_wait_ms=600)
    probe.order(f"ring 1 {NUMBER}")
    assert probe.news("answered", 1)["dialogue"]["trunk"] == "second"
    probe.order("trunks")
    why = probe.wait(lambda m: m.get("trunk") == "first", "the first trunk")["why"]
    probe.order("hangup 1")
    probe.news("ended", 1)
    for f in far:
        f.end()
    probe.close()
    return why


def a_503_goes_on_to_the_second_trunk():
    why = _fails_over(scenario(receive("INVITE"), reply("503 Overloaded"), receive("ACK")))
    assert "503" in why, why


def a_500_goes_on_to_the_second_trunk():
    why = _fails_over(scenario(receive("INVITE"), reply("100 Trying"), reply("500 Broken"), receive("ACK")))
    assert "500" in why, why


def a_silent_trunk_goes_on_to_the_second():
    why = _fails_over(None)
    assert "no answer" in why, why


def the_longest_prefix_decides_and_a_full_trunk_is_passed_over():
    ports = free_port(), free_port()
    hang = scenario(receive("INVITE"), reply("200 OK", sdp=True), receive("ACK"), receive("BYE"), ok_in_dialogue())
    near, wide = Sipp(hang, ports[0]), Sipp(hang, ports[1])
    probe = start(("wide", ports[1], "prefix=+"), ("near", ports[0], "prefix=+1415", "max_channels=1"))
    probe.order(f"ring 1 {NUMBER}")
    assert probe.news("answered", 1)["dialogue"]["trunk"] == "near"
    probe.order(f"ring 2 {NUMBER}")
    assert probe.news("answered", 2)["dialogue"]["trunk"] == "wide"
    for leg in (1, 2):
        probe.order(f"hangup {leg}")
        probe.news("ended", leg)
    near.end()
    wide.end()
    probe.close()


def nobody_to_carry_it_is_a_failure_not_silence():
    probe = start(("t", free_port(), "prefix=+49"))
    probe.order(f"ring 1 {NUMBER}")
    assert probe.news("ended", 1)["end"] == "failed"
    probe.close()


# ---- inside a dialogue ----------------------------------------------------------------------------------

def _in_dialogue(*steps):
    port = free_port()
    far = Sipp(scenario(
        receive("INVITE", REMEMBER), reply("200 OK", sdp=True), receive("ACK"), *steps,
        receive("BYE"), ok_in_dialogue()), port)
    probe = start(("t", port))
    probe.order(f"ring 1 {NUMBER}")
    probe.news("answered", 1)
    probe.media("remote", 1)
    return probe, far


def _leave(probe, far):
    probe.order("hangup 1")
    probe.news("ended", 1)
    far.end()
    probe.close()


def _sdp(version, direction, formats="0 101"):
    return SDP.format(version=version, direction=direction, formats=formats)


TYPE = "Content-Type: application/sdp\n"


def a_reinvite_holds_resumes_and_changes_the_codec():
    steps = []
    for n, (direction, formats, mirrored) in enumerate(
            (("sendonly", "0 101", "a=recvonly"), ("sendrecv", "8 101", "RTP/AVP 8 101"),
             ("inactive", "8 101", "a=inactive"), ("sendrecv", "18", None))):
        steps += [ask("INVITE", n + 1, TYPE, _sdp(n + 2, direction, formats))]
        steps += [receive("200" if mirrored else "488", *([demand(mirrored)] if mirrored else []))]
        steps += [acknowledge(n + 1), pause(50)]
    probe, far = _in_dialogue(*steps)
    hold = probe.media("remote", 1)
    assert hold["they_send"] and not hold["they_hear"], hold
    assert probe.media("remote", 1)["codec"] == "pcma"
    silent = probe.media("remote", 1)
    assert not silent["they_send"] and not silent["they_hear"], silent
    _leave_when_done(probe, far, steps)


def _leave_when_done(probe, far, steps):
    time.sleep(0.2 + 0.1 * len(steps))
    _leave(probe, far)


def a_reinvite_without_sdp_gets_our_offer():
    steps = [ask("INVITE", 1), receive("200", demand("m=audio 2.* RTP/AVP 0 8 101")),
             ask("ACK", 1, TYPE, _sdp(2, "sendonly")).replace(' retrans="500"', "")]
    probe, far = _in_dialogue(*steps)
    assert not probe.media("remote", 1)["they_hear"]
    _leave(probe, far)


def keys_by_info_reach_the_sound_and_other_infos_are_refused():
    steps = [
        ask("INFO", 1, "Content-Type: application/dtmf-relay\n", "Signal=5\nDuration=160\n"), receive("200"),
        ask("INFO", 2, "Content-Type: application/dtmf\n", "#"), receive("200"),
        ask("INFO", 3, "Content-Type: application/dtmf-relay\n", "Signal= 10\n"), receive("200"),
        ask("INFO", 4, "Content-Type: text/plain\n", "hello"), receive("415"),
        ask("OPTIONS", 5), receive("200", demand("Allow: INVITE")),
        ask("UPDATE", 6), receive("405", demand("Allow: INVITE")),
        ask("OPTIONS", 3), receive("500"),
    ]
    probe, far = _in_dialogue(*steps)
    assert [probe.media("key", 1)["key"] for _ in range(3)] == ["5", "#", "*"]
    _leave_when_done(probe, far, steps)


def a_quiet_peer_is_asked_and_a_dead_one_is_hung_up():
    probe, far = _in_dialogue(receive("OPTIONS"), ok_in_dialogue())
    probe.order("say 1 probe")
    probe.media("alive", 1)
    probe.order("say 1 lost")
    assert probe.news("ended", 1)["end"] == "lost"
    far.end()
    probe.close()


sip_driver.run([f for name, f in list(globals().items())
                if callable(f) and not name.startswith("_") and getattr(f, "__module__", "") == "__main__" and
                name.count("_") >= 3])
