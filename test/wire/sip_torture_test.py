#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Strange and broken messages, and damaged copies of them, against adapter/sip: each gets the answer it should.

Usage: sip_torture_test.py SIP_PROBE [TEST...]. The cases are those of RFC 4475 in messages of our own (test/vectors); the
RFC's own are tried as well where $RINGBACK_VECTORS, or ../shared/vectors beside the repository, has them."""

import os
import random
import re
import select
import socket
import sys
import time

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path[:0] = [HERE, os.path.join(HERE, "../vectors")]
import sip_driver  # noqa: E402
import sip_torture  # noqa: E402

US = "127.0.0.31"    # the probe
THEM = "127.0.0.32"  # a stranger: the only trunk is elsewhere
TRUNK = "127.0.0.99"

WELL_FORMED = {200, 401, 404, 405, 415, 501}
SILENCE = {None}
EXPECTED = {
    **{name: WELL_FORMED for name in
       "esc01 escnull lwsdisp longreq semiuri transports mpart01 inv2543 zeromf dblreq cparam01 cparam02 "
       "regescrt".split()},
    **{name: {501, 405} for name in "intmeth esc02".split()},
    **{name: {400} for name in
       "badinv01 scalar02 quotbal ltgtruri lwsruri badaspec baddn regbadct mismatch01 insuf multi01 unksm2 clerr "
       "ncl mcl01".split()},
    **{name: WELL_FORMED | {400} for name in "lwsstart trws escruri baddate badbranch".split()},
    "badvers": {505}, "mismatch02": {501, 400}, "unkscm": {416}, "novelsc": {416, 404}, "bext01": {420},
    # Its To has a tag, of a dialogue we do not know: RFC 3261 12.2.2 leaves only 481 to who does not take it up again.
    "wsinv": {481},
    "invut": {415}, "regaut01": {401}, "sdp01": {406, 400},
    **{name: SILENCE for name in "bigcode scalarlg bcast unreason noreason".split()},
}


def vectors():
    """Our own; and the RFC's, marked as such, on a machine that has them."""
    found = dict(sip_torture.MESSAGES)
    folder = os.path.join(os.environ.get("RINGBACK_VECTORS", os.path.join(HERE, "../../../shared/vectors")), "rfc4475")
    for name in sorted(os.listdir(folder)) if os.path.isdir(folder) else []:
        if name.endswith(".dat"):
            with open(os.path.join(folder, name), "rb") as file:
                found[name[:-4] + " RFC"] = file.read()
    return found


MESSAGES = vectors()
PROBE = sys.argv[1]


def via_port(message):
    """Where the answer goes: the port of the topmost Via, 5060 without one, the sender's with rport."""
    if re.search(rb"(?i);rport[\r\n;]", message):
        return 5060
    found = re.search(rb"(?im)^(?:via|v)[ \t]*:\s*SIP\s*/\s*[0-9.]+\s*/\s*\w+\s+([^;,\s]+)", message)
    port = re.search(rb":(\d+)$", found.group(1)) if found else None
    return int(port.group(1)) if port else 5060


class Stranger:
    """One socket on every port that some Via names."""

    def __init__(self, port):
        self.to = (US, port)
        self.sockets = {}
        for name in {5060} | {via_port(m) for m in MESSAGES.values()}:
            s = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
            s.bind((THEM, name))
            self.sockets[name] = s

    def send(self, message):
        self.sockets[5060].sendto(message, self.to)

    def answers(self, call_id, limit):
        """(port, status, text) of what comes back for this Call-ID, until `limit` seconds are over."""
        found = []
        end = time.monotonic() + limit
        while time.monotonic() < end:
            ready, _, _ = select.select(list(self.sockets.values()), [], [], end - time.monotonic())
            for s in ready:
                data = s.recv(65536)
                if data.startswith(b"SIP/2.0 ") and (call_id is None or call_id in data):
                    found.append((s.getsockname()[1], int(data[8:11]), data))
            if found and not ready:
                break
        return found

    def empty(self):
        while True:
            ready, _, _ = select.select(list(self.sockets.values()), [], [], 0)
            if not ready:
                return
            for s in ready:
                s.recv(65536)

    def close(self):
        for s in self.sockets.values():
            s.close()


def call_id_of(message):
    found = re.search(rb"(?im)^(?:call-id|i)[ \t]*:\s*(\S+)", message)
    return found.group(1) if found else None


def start(**more):
    words = {"address": US, "ban_after": 1000000, "strangers": 1000000, **more}
    return sip_driver.Probe(PROBE, *[f"{k}={v}" for k, v in words.items()], "trunk", "t", TRUNK)


def is_alive(probe, stranger):
    stranger.empty()
    stranger.send(b"OPTIONS sip:x@h SIP/2.0\r\nVia: SIP/2.0/UDP 127.0.0.32;branch=z9hG4bKalive\r\n"
                  b"From: <sip:a@h>;tag=1\r\nTo: <sip:x@h>\r\nCall-ID: still-alive\r\nCSeq: 1 OPTIONS\r\n"
                  b"Max-Forwards: 70\r\nContent-Length: 0\r\n\r\n")
    answers = stranger.answers(b"still-alive", 3)
    assert [a[1] for a in answers] == [401], f"not alive: {answers}"
    assert probe.process.poll() is None


def each_message_gets_the_answer_it_should():
    probe = start()
    stranger = Stranger(probe.port)
    wrong = []
    for name, message in MESSAGES.items():
        stranger.empty()
        stranger.send(message)
        case = name.split()[0]
        want = EXPECTED.get(case)
        answers = stranger.answers(call_id_of(message), 0.15)
        if not answers and want and None not in want:
            answers = stranger.answers(call_id_of(message), 2)
        statuses = [a[1] for a in answers]
        print(f"     {name:15} {statuses}", flush=True)
        if want is None:
            continue
        if want == SILENCE and statuses:
            wrong.append(f"{name}: {statuses}, not silence")
        elif want != SILENCE and (len(statuses) != 1 or statuses[0] not in want):
            wrong.append(f"{name}: {statuses}, not one of {sorted(want)}")
        elif want != SILENCE and answers[0][0] != via_port(message):
            wrong.append(f"{name}: answered to port {answers[0][0]}, not {via_port(message)}")
        if 501 in statuses and b"\r\nAllow:" not in answers[0][2]:
            wrong.append(f"{name}: 501 without Allow")
        if case == "bext01" and b"Unsupported: nothingSupportsThis" not in answers[0][2]:
            wrong.append(f"{name}: 420 without Unsupported")
    is_alive(probe, stranger)
    stranger.close()
    probe.close()
    assert not wrong, "; ".join(wrong)


def strange_but_sound_is_read_as_sound():
    """wsinv without the tag that makes it part of a dialogue: then it is a stranger's INVITE like any other."""
    probe = start()
    stranger = Stranger(probe.port)
    first = re.sub(rb";\s*tag\s*=\s*\w+", b"", MESSAGES["wsinv"], count=1)
    assert first != MESSAGES["wsinv"]
    stranger.send(first)
    statuses = [a[1] for a in stranger.answers(call_id_of(first), 2)]
    assert statuses == [401], statuses
    stranger.close()
    probe.close()


def on_a_stream_damaged_lengths_end_in_an_error_or_a_closed_connection():
    probe = start()
    for name in (n for n in MESSAGES if n.split()[0] in ("ncl", "mcl01", "badvers", "scalar02", "intmeth")):
        s = socket.create_connection((US, probe.port), source_address=(THEM, 0))
        s.settimeout(5)
        s.sendall(MESSAGES[name])
        try:
            data = s.recv(65536)
        except TimeoutError:
            raise AssertionError(f"{name}: neither an answer nor a close")
        except ConnectionResetError:
            data = b""
        assert data == b"" or data[8:11] in (b"400", b"505", b"501"), f"{name}: {data[:60]}"
        s.close()
    waiting = socket.create_connection((US, probe.port), source_address=(THEM, 0))
    waiting.sendall(MESSAGES["clerr"])
    time.sleep(0.2)
    waiting.close()
    stranger = Stranger(probe.port)
    is_alive(probe, stranger)
    stranger.close()
    probe.close()


def damaged_copies_do_no_harm():
    dice = random.Random(4475)
    probe = start()
    stranger = Stranger(probe.port)
    names = sorted(MESSAGES)
    for turn in range(4000):
        data = bytearray(MESSAGES[dice.choice(names)][:4000])
        for _ in range(dice.randint(1, 6)):
            at = dice.randrange(len(data))
            kind = dice.randrange(4)
            if kind == 0:
                data[at] = dice.randrange(256)
            elif kind == 1:
                del data[at:at + dice.randint(1, 40)]
            elif kind == 2:
                data[at:at] = dice.choice([b"\r\n", b"\r\n\r\n", b"\0", b"%00", b"<", b'"', b";;", b",,", b": ",
                                           b"4294967296", b"m=audio 17000 RTP/AVP 4294967296\r\n", b"A" * 300])
            else:
                other = MESSAGES[dice.choice(names)]
                cut = dice.randrange(len(other))
                data[at:at] = other[cut:cut + dice.randint(1, 200)]
            if not data:
                data = bytearray(b"x")
        stranger.send(bytes(data[:60000]))
        if turn % 100 == 99:
            time.sleep(0.01)
            stranger.empty()
    is_alive(probe, stranger)
    stranger.close()
    probe.close()


def ten_strangers_guesses_are_enough_for_a_ban():
    probe = start(ban_after=10)
    stranger = Stranger(probe.port)
    for turn in range(14):
        stranger.send(b"REGISTER sip:h SIP/2.0\r\nVia: SIP/2.0/UDP 127.0.0.32;branch=z9hG4bK%d\r\n"
                      b"From: <sip:a@h>;tag=1\r\nTo: <sip:a@h>\r\nCall-ID: guess\r\nCSeq: %d REGISTER\r\n"
                      b"Content-Length: 0\r\n\r\n" % (turn, turn + 1))
    statuses = [a[1] for a in stranger.answers(b"guess", 1.5)]
    assert statuses == [401] * 10, f"{statuses}"
    stranger.close()
    probe.close()


sip_driver.run([
    each_message_gets_the_answer_it_should,
    strange_but_sound_is_read_as_sound,
    on_a_stream_damaged_lengths_end_in_an_error_or_a_closed_connection,
    damaged_copies_do_no_harm,
    ten_strangers_guesses_are_enough_for_a_ban,
])
