#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""`ringback phones` alone, called by a small SIP caller written here: the witness is tested before it is believed.

    handsets.py --ringback PATH
"""
import argparse
import json
import os
import random
import re
import shutil
import socket
import struct
import subprocess
import sys
import tempfile
import threading
import time

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))

import sound  # noqa: E402
from house import until  # noqa: E402
from ports import free_port, sound_ports  # noqa: E402

CASES = []


def case(function):
    CASES.append(function)
    return function


class Handsets:
    """The process, its log and its control socket."""

    def __init__(self, ringback, folder, *, prompts=None, port=None, ports=400, more=()):
        self.folder, self.rows, self.read = folder, [], 0
        self.port = port or free_port()
        self.log, self.socket_path = os.path.join(folder, "phones.jsonl"), os.path.join(folder, "phones.sock")
        self.prompts = prompts or os.path.join(folder, "prompts")
        os.makedirs(self.prompts, exist_ok=True)
        words = [ringback, "phones", "--listen", f"127.0.0.1:{self.port}", "--log", self.log, "--prompts", self.prompts,
                 "--control", self.socket_path, "--rtp-ports", "{}-{}".format(*sound_ports(ports)), "--lost-after", "600"]
        words += more
        self.process = subprocess.Popen(words, stdin=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        until("the handsets to be ready", 5, lambda: os.path.exists(self.log) and self.events("ready"))
        self.control = socket.socket(socket.AF_UNIX)
        self.control.connect(self.socket_path)
        self.reader = self.control.makefile("r", encoding="utf-8")

    def order(self, **members):
        self.control.sendall((json.dumps(members) + "\n").encode())
        return json.loads(self.reader.readline())

    def set(self, number, behaviour):
        answer = self.order(cmd="set", number=number, behaviour=behaviour)
        assert answer["ok"], answer

    def lines(self):
        """All there are; each is read once."""
        with open(self.log, "rb") as f:
            f.seek(self.read)
            new = f.read()
        new = new[:new.rfind(b"\n") + 1]
        self.read += len(new)
        self.rows += map(json.loads, new.splitlines())
        return self.rows

    def events(self, event, number=None):
        return [x for x in self.lines() if x["event"] == event and number in (None, x.get("number"))]

    def wait(self, event, number, seconds=5, count=1):
        return until(f"{event} of {number}", seconds,
                     lambda: len(self.events(event, number)) >= count and self.events(event, number))[-1]

    def stop(self):
        self.process.terminate()
        return self.process.wait(5)


class Caller:
    """One call to a handset: SIP by hand, RTP on a socket of its own."""

    def __init__(self, port, number, *, expires=None, name="Ringback"):
        self.number, self.there = number, ("127.0.0.1", port)
        self.sip = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        self.sip.bind(("127.0.0.1", 0))
        self.rtp = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        self.rtp.bind(("127.0.0.1", 0))
        self.rtp.setblocking(False)
        self.call_id, self.tag, self.to = f"{random.getrandbits(64):x}", f"{random.getrandbits(32):x}", ""
        self.expires, self.name, self.cseq = expires, name, 1
        self.sequence, self.sent, self.got, self.keys, self.target = 0, 0, [], [], None
        self.running, self.last = None, None

    def request(self, method, cseq=None, body="", branch=None, more=""):
        cseq = cseq or self.cseq
        host, port = self.sip.getsockname()
        text = (f"{method} sip:{self.number}@127.0.0.1 SIP/2.0\r\n"
                f"Via: SIP/2.0/UDP {host}:{port};rport;branch={branch or 'z9hG4bK%x' % random.getrandbits(60)}\r\n"
                f"Record-Route: <sip:127.0.0.1:{port};lr>\r\n"
                f"From: \"{self.name}\" <sip:+14155550199@127.0.0.1>;tag={self.tag}\r\n"
                f"To: <sip:{self.number}@127.0.0.1>{self.to}\r\nCall-ID: {self.call_id}\r\n"
                f"CSeq: {cseq} {method}\r\nContact: <sip:me@{host}:{port}>\r\nMax-Forwards: 70\r\n{more}")
        if body:
            text += "Content-Type: application/sdp\r\n"
        text += f"Content-Length: {len(body)}\r\n\r\n{body}"
        self.sip.sendto(text.encode(), self.there)

    def offer(self, direction="sendrecv"):
        return (f"v=0\r\no=- 1 {self.cseq} IN IP4 127.0.0.1\r\ns=-\r\nc=IN IP4 127.0.0.1\r\nt=0 0\r\n"
                f"m=audio {self.rtp.getsockname()[1]} RTP/AVP 0 8 101\r\na=rtpmap:101 telephone-event/8000\r\n"
                f"a={direction}\r\n")

    def invite(self):
        self.branch = f"z9hG4bKinv{random.getrandbits(40):x}"
        self.request("INVITE", body=self.offer(), branch=self.branch,
                     more=f"Expires: {self.expires}\r\n" if self.expires else "")
        return self

    def take(self, wanted, seconds=3):
        """The next message that begins so; others are dropped."""
        end = time.monotonic() + seconds
        while (left := end - time.monotonic()) > 0:
            self.sip.settimeout(left)
            try:
                text = self.sip.recv(65536).decode()
            except TimeoutError:
                break
            if text.startswith(wanted):
                self.last = text
                found = re.search(r"\nTo:[^\r]*(;tag=[^\r;]+)", text)
                if found and text.startswith("SIP/2.0 2"):
                    self.to = found.group(1)
                return text
        raise AssertionError(f"{wanted} did not come to {self.number}")

    def ack(self, cseq=1, branch=None):
        self.request("ACK", cseq=cseq, branch=branch)

    def connect(self):
        self.invite()
        text = self.take("SIP/2.0 200")
        self.target = ("127.0.0.1", int(re.search(r"m=audio (\d+)", text).group(1)))
        self.ack()
        return self

    def send(self, payload, kind=0):
        self.rtp.sendto(struct.pack("!BBHII", 0x80, kind, self.sequence & 0xFFFF, self.sequence * 160, 77) + payload,
                        self.target)
        self.sequence += 1

    def listen(self):
        try:
            while True:
                packet = self.rtp.recv(2048)
                if packet[1] & 0x7F == 101:
                    stamp = packet[4:8]
                    if not self.keys or self.keys[-1][1] != stamp:
                        self.keys.append(("0123456789*#ABCD"[packet[12]], stamp))
                else:
                    self.got.append(packet[12:])
        except BlockingIOError:
            pass

    def play(self, codes):
        """Sends µ-law bytes in real time, listening meanwhile."""
        began = time.monotonic()
        for i in range(0, len(codes), 160):
            self.send(codes[i:i + 160])
            self.listen()
            time.sleep(max(0, began + (i // 160 + 1) * 0.02 - time.monotonic()))

    def rest(self, seconds):
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            self.listen()
            time.sleep(0.01)

    def heard(self):
        return [sound.ulaw_decode(c) for payload in self.got for c in payload]

    def bye(self):
        self.cseq += 1
        self.request("BYE")
        self.take("SIP/2.0 200")

    def answer_request(self):
        """200 to the request that came last."""
        keep = [line for line in self.last.split("\r\n")[1:]
                if re.match(r"(Via|From|To|Call-ID|CSeq):", line)]
        self.sip.sendto(("SIP/2.0 200 OK\r\n" + "\r\n".join(keep) + "\r\nContent-Length: 0\r\n\r\n").encode(), self.there)


def ulaw_tone(hz, seconds):
    return bytes(sound.ulaw_encode(s) for s in sound.sine(hz, seconds))


def make_prompt(folder, stem, name, number, words, seed, seconds=0.6):
    dice = random.Random(seed)
    codes = b"\xff" * 320 + bytes(dice.randrange(0x10, 0x60) for _ in range(int(seconds * 8000) // 160 * 160))
    with open(os.path.join(folder, stem + ".txt"), "w", encoding="utf-8") as f:
        f.write(f"{name}\n{number}\nen\n{words}\n")
    with open(os.path.join(folder, stem + ".part"), "wb") as f:
        f.write(codes)
    os.rename(os.path.join(folder, stem + ".part"), os.path.join(folder, stem + ".ulaw"))
    return codes


@case
def a_call_rings_is_answered_and_speaks_the_numbers_tone(h):
    h.set("+14155550132", {"after_ms": 200})
    c = Caller(h.port, "+14155550132").invite()
    c.take("SIP/2.0 180")
    text = c.take("SIP/2.0 200")
    assert "Record-Route:" in text and "m=audio" in text and "a=rtpmap:101" in text
    c.target = ("127.0.0.1", int(re.search(r"m=audio (\d+)", text).group(1)))
    c.ack()
    c.play(ulaw_tone(1000, 1))
    c.bye()
    heard = c.heard()
    assert sound.seconds_of(heard, 560) > 0.8, "the tone of ...32 is 560 Hz"
    line = h.wait("heard_tone", c.number)
    assert abs(line["hz"] - 1000) <= 2 and line["ms"] > 900 and line["gap_ms"] < 400, line
    invite = h.events("invite", c.number)[0]
    assert invite["name"] == "Ringback" and invite["from"] == "+14155550199" and invite["call_id"] == c.call_id
    end = h.wait("ended", c.number)
    assert end["by"] == "peer" and end["why"] == "bye" and end["rtp_lost"] == 0, end


@case
def a_question_is_recognised_and_answered_by_key(h):
    h.set("*0133", {"after_ms": 0})
    intro = make_prompt(h.prompts, "aa", "whisper", 1, "A call from Sam.", 1)
    c = Caller(h.port, "+14155550133").connect()
    c.play(intro)
    late = make_prompt(h.prompts, "bb", "whisper", 2, "To accept, press 1.", 2)
    c.play(late)
    c.rest(0.7)
    c.bye()
    assert [k for k, _ in c.keys] == ["1"], c.keys
    lines = h.events("heard_prompt", c.number)
    assert [(x["name"], x["line"], x["whole"]) for x in lines] == [("whisper", 1, True), ("whisper", 2, True)], lines
    assert h.events("pressed", c.number)[0]["key"] == "1"


@case
def a_key_waits_until_speech_is_over(h):
    h.set("*0134", {"after_ms": 0, "press": [{"after": "question", "keys": "2", "delay_ms": 200}]})
    one = make_prompt(h.prompts, "cc", "greeting", 1, "Press 2 to be called again.", 3)
    two = make_prompt(h.prompts, "dd", "greeting", 2, "And some more words.", 4, 1.0)
    c = Caller(h.port, "+14155550134").connect()
    c.play(one + two)
    early = list(c.keys)
    c.rest(0.6)
    c.bye()
    assert not early and [k for k, _ in c.keys] == ["2"], (early, c.keys)


@case
def gaps_in_a_tone_are_measured(h):
    h.set("*0135", {"after_ms": 0})
    c = Caller(h.port, "+14155550135").connect()
    c.play(ulaw_tone(700, 0.5))
    time.sleep(0.3)
    c.play(ulaw_tone(700, 0.5))
    c.bye()
    line = h.wait("heard_tone", c.number)
    assert line["gaps"] >= 1 and 200 < line["gap_ms"] < 800, line


@case
def refusals_are_sent_with_their_status(h):
    for ring, code in (("busy", 486), ("decline", 603), ("unavailable", 480), ("not_found", 404), (503, 503)):
        number = f"+1415555{code:04d}"
        h.set(number, {"ring": ring, "after_ms": 0})
        c = Caller(h.port, number).invite()
        c.take(f"SIP/2.0 {code} ")
        c.take(f"SIP/2.0 {code} ")  # again, for no ACK came
        c.ack(branch=c.branch)
        assert h.wait("ended", number)["code"] == code


@case
def cancel_and_expires_end_the_ringing_with_487(h):
    h.set("*0136", {"ring": "ignore"})
    c = Caller(h.port, "+14155550136").invite()
    c.take("SIP/2.0 180")
    c.request("CANCEL", branch=c.branch)
    c.take("SIP/2.0 200")
    c.take("SIP/2.0 487")
    c.ack(branch=c.branch)
    assert h.wait("ended", c.number)["why"] == "cancel"
    c = Caller(h.port, "+14155550136", expires=1).invite()
    c.take("SIP/2.0 487", 3)
    c.ack(branch=c.branch)


@case
def an_answer_is_sent_again_until_it_is_acknowledged(h):
    h.set("*0137", {"after_ms": 0})
    c = Caller(h.port, "+14155550137").invite()
    c.take("SIP/2.0 200")
    c.take("SIP/2.0 200")
    c.ack()
    h.wait("acknowledged", c.number)
    c.bye()


@case
def a_handset_hangs_up_after_the_talk_it_was_told(h):
    h.set("*0138", {"after_ms": 0, "hang_up_after_talk_ms": 600})
    c = Caller(h.port, "+14155550138").connect()
    c.play(ulaw_tone(500, 1))
    c.take("BYE sip:")
    assert "Route: <sip:127.0.0.1" in c.last and c.tag in c.last
    c.answer_request()
    end = h.wait("ended", c.number)
    assert end["by"] == "us" and 400 < end["talk_ms"] < 2000, end


@case
def a_handset_that_vanishes_says_nothing_more(h):
    h.set("*0139", {"after_ms": 0, "vanish_after_ms": 300})
    c = Caller(h.port, "+14155550139").connect()
    c.rest(0.8)
    count = len(c.got)
    c.cseq += 1
    c.request("BYE")
    c.rest(0.5)
    assert 3 <= count <= 30 and len(c.got) == count, (count, len(c.got))
    try:
        c.take("", 0.3)
    except AssertionError:
        pass
    else:
        raise AssertionError("it answered: " + c.last)
    assert h.wait("ended", c.number)["why"] == "vanished"


@case
def hold_stops_the_tone_and_resume_brings_it_back(h):
    h.set("*0140", {"after_ms": 0})
    c = Caller(h.port, "+14155550140").connect()
    for direction, least, most in (("inactive", 0, 4), ("sendrecv", 8, 60)):
        c.cseq += 1
        c.request("INVITE", body=c.offer(direction))
        c.take("SIP/2.0 200")
        c.ack(cseq=c.cseq)
        c.listen()
        c.got.clear()
        c.rest(0.5)
        assert least <= len(c.got) <= most, (direction, len(c.got))
    c.bye()


@case
def the_control_socket_answers_presses_and_hangs_up(h):
    h.set("*0141", {"ring": "manual", "press": []})
    c = Caller(h.port, "+14155550141").invite()
    c.take("SIP/2.0 180")
    state = h.order(cmd="state", number=c.number)
    assert [x["state"] for x in state["calls"]] == ["ringing"], state
    assert h.order(cmd="answer", number=c.number)["ok"]
    text = c.take("SIP/2.0 200")
    c.target = ("127.0.0.1", int(re.search(r"m=audio (\d+)", text).group(1)))
    c.ack()
    h.wait("acknowledged", c.number)
    assert h.order(cmd="key", number=c.number, keys="4#")["ok"]
    c.rest(0.7)
    assert [k for k, _ in c.keys] == ["4", "#"], c.keys
    assert h.order(cmd="key", number=c.number, keys="7", via="info")["ok"]
    c.take("INFO sip:")
    assert "Signal=7" in c.last
    c.answer_request()
    assert h.order(cmd="hangup", number=c.number)["ok"]
    c.take("BYE sip:")
    c.answer_request()
    assert h.order(cmd="hangup", number=c.number) == {"ok": False, "error": "no such call"}


@case
def wrong_commands_are_told_what_is_wrong(h):
    for line in ("nonsense", "[]", '{"cmd":"fly"}', '{"cmd":"set","number":"1"}', '{"cmd":"key","keys":"x"}',
                 '{"cmd":"set","number":"1","behaviour":{"ring":"often"}}', '{"cmd":"state","colour":"red"}'):
        h.control.sendall((line + "\n").encode())
        answer = json.loads(h.reader.readline())
        assert answer["ok"] is False and answer["error"], (line, answer)
    assert h.order(cmd="state")["ok"]


@case
def options_are_answered_and_unknown_calls_get_481(h):
    c = Caller(h.port, "+14155550142")
    c.request("OPTIONS")
    c.take("SIP/2.0 200")
    c.to = ";tag=nobody"
    c.request("BYE")
    c.take("SIP/2.0 481")


@case
def junk_does_no_harm(h):
    out = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    dice = random.Random(4475)
    for i in range(300):
        out.sendto(dice.randbytes(dice.randrange(1400)), ("127.0.0.1", h.port))
    assert h.order(cmd="state")["ok"]


@case
def two_hundred_handsets_talk_at_once_without_gaps(h):
    h.set("+999*", {"after_ms": 0, "sound": 1000, "press": []})
    callers = [Caller(h.port, f"+999{i:06d}").connect() for i in range(200)]
    codes = ulaw_tone(600, 1)
    began = time.monotonic()

    def play(mine):
        for i in range(0, 8000, 160):
            for c in mine:
                c.send(codes[i:i + 160])
                c.listen()
            time.sleep(max(0, began + (i // 160 + 1) * 0.02 - time.monotonic()))
    threads = [threading.Thread(target=play, args=(callers[i::2],)) for i in range(2)]
    for t in threads:
        t.start()
    for t in threads:
        t.join()
    for c in callers:
        c.request("BYE", cseq=2)
    until("200 ends", 5, lambda: len([x for x in h.events("ended") if x["number"].startswith("+999")]) == 200)
    tones = [x for x in h.events("heard_tone") if x["number"].startswith("+999")]
    ends = [x for x in h.events("ended") if x["number"].startswith("+999")]
    assert len({x["number"] for x in tones}) == 200
    assert all(abs(x["hz"] - 600) <= 2 for x in tones)
    assert sum(x["rtp_lost"] for x in ends) == 0
    assert sum(len(c.got) for c in callers) > 200 * 30


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--ringback", default=os.environ.get("RINGBACK", "ringback"))
    parser.add_argument("--only", default="")
    options = parser.parse_args()
    folder = tempfile.mkdtemp(prefix="ringback-handsets-")
    handsets = Handsets(os.path.abspath(options.ringback), folder, ports=1000)
    passed = failed = 0
    for one in CASES:
        name = one.__name__.replace("_", " ")
        if options.only not in name:
            continue
        try:
            one(handsets)
            passed += 1
            print(f"ok      {name}", flush=True)
        except Exception as e:  # noqa: BLE001
            failed += 1
            print(f"FAILED  {name}\n    {type(e).__name__}: {e}", flush=True)
    code = handsets.stop()
    if code != 0:
        failed += 1
        print(f"FAILED  the process ended with {code}")
    print(f"{passed} passed, {failed} failed, 0 skipped")
    if failed:
        print(f"kept: {folder}")
    else:
        shutil.rmtree(folder)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
