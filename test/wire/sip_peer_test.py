#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""adapter/sip against a peer made of plain sockets, for what no ordinary phone does: certificates that are wrong, answers
to INVITEs of a former process, registrars that forget, digests computed a second time by other code.

Usage: sip_peer_test.py SIP_PROBE [TEST...]"""

import hashlib
import os
import random
import re
import resource
import select
import shutil
import socket
import ssl
import subprocess
import sys
import tempfile
import threading
import time

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import sip_driver
from sip_driver import Probe

PROBE = sys.argv[1]
NUMBER = "+14155550132"
SDP = "v=0\r\no=- 1 1 IN IP4 127.0.0.1\r\ns=-\r\nc=IN IP4 127.0.0.1\r\nt=0 0\r\nm=audio 40000 RTP/AVP 0 101\r\n" \
      "a=rtpmap:101 telephone-event/8000\r\n"


def header(message, name):
    found = re.search(rf"(?im)^{name}\s*:\s*(.*?)\r?$", message)
    return found.group(1) if found else ""


def answer(message, status, extra="", body="", tag="far"):
    to = header(message, "To")
    if "tag=" not in to:
        to += f";tag={tag}"
    return (f"SIP/2.0 {status}\r\nVia: {header(message, 'Via')}\r\nFrom: {header(message, 'From')}\r\nTo: {to}\r\n"
            f"Call-ID: {header(message, 'Call-ID')}\r\nCSeq: {header(message, 'CSeq')}\r\n{extra}"
            f"Content-Length: {len(body)}\r\n\r\n{body}")


class Peer:
    """A UDP socket that speaks SIP by hand."""

    def __init__(self):
        self.socket = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        self.socket.bind(("127.0.0.1", 0))
        self.port = self.socket.getsockname()[1]
        self.seen = []

    def take(self, method, limit=8.0):
        end = time.monotonic() + limit
        while time.monotonic() < end:
            ready, _, _ = select.select([self.socket], [], [], max(0, end - time.monotonic()))
            if not ready:
                break
            data, self.far = self.socket.recvfrom(65536)
            text = data.decode(errors="replace")
            self.seen.append(text)
            if text.startswith(method + " "):
                return text
        raise AssertionError(f"no {method}; seen: {[t.splitlines()[0] for t in self.seen]}")

    def send(self, text, port=None):
        self.socket.sendto(text.encode(), ("127.0.0.1", port or self.far[1]))

    def drain(self):
        while select.select([self.socket], [], [], 0.1)[0]:
            self.seen.append(self.socket.recv(65536).decode(errors="replace"))
        return self.seen

    def quiet(self, method, seconds):
        try:
            self.take(method, seconds)
        except AssertionError:
            return
        raise AssertionError(f"an unwanted {method}")


def contact(port):
    return f"Contact: <sip:far@127.0.0.1:{port}>\r\n"


def start(peer, *words, **more):
    return Probe(PROBE, *[f"{k}={v}" for k, v in more.items()], "trunk", "t", "127.0.0.1", f"port={peer.port}", *words)


# ---- after a restart -------------------------------------------------------------------------------------

def an_answer_to_an_invite_we_no_longer_know_is_acknowledged_and_ended():
    peer = Peer()
    probe = start(peer)
    stray = ("SIP/2.0 200 OK\r\nVia: SIP/2.0/UDP 127.0.0.1:%d;branch=z9hG4bKold\r\n"
             "From: <sip:us@127.0.0.1>;tag=former\r\nTo: <sip:them@127.0.0.1>;tag=far\r\nCall-ID: former-life\r\n"
             "CSeq: 31 INVITE\r\n%sRecord-Route: <sip:127.0.0.1:%d;lr>\r\nContent-Length: 0\r\n\r\n"
             % (probe.port, contact(peer.port), peer.port))
    peer.send(stray, probe.port)
    ack = peer.take("ACK")
    assert header(ack, "CSeq") == "31 ACK" and "tag=former" in header(ack, "From"), ack
    assert "127.0.0.1:%d;lr" % peer.port in header(ack, "Route"), ack
    bye = peer.take("BYE")
    assert header(bye, "CSeq") == "32 BYE" and "tag=far" in header(bye, "To"), bye
    peer.send(answer(bye, "200 OK"))
    probe.close()


def a_strangers_answer_makes_us_send_nothing():
    peer, stranger = Peer(), Peer()
    probe = Probe(PROBE, "trunk", "t", "127.0.0.77")
    stranger.send("SIP/2.0 200 OK\r\nVia: SIP/2.0/UDP 127.0.0.1;branch=z9hG4bKold\r\nFrom: <sip:us@h>;tag=1\r\n"
                  "To: <sip:them@h>;tag=2\r\nCall-ID: trick\r\nCSeq: 1 INVITE\r\n" + contact(peer.port) +
                  "Content-Length: 0\r\n\r\n", probe.port)
    peer.quiet("ACK", 0.7)
    probe.close()


def an_orphan_is_ended_by_a_bye_which_is_repeated():
    peer = Peer()
    probe = start(peer)
    probe.order("orphan call_id=former local_tag=a remote_tag=b local_uri=sip:us@h remote_uri=sip:them@h "
                f"target=sip:far@127.0.0.1:{peer.port} trunk=t cseq=4")
    bye = peer.take("BYE")
    assert header(bye, "CSeq") == "5 BYE" and header(bye, "Call-ID") == "former", bye
    peer.send(answer(bye, "500 Not Now"))
    bye = peer.take("BYE")
    assert header(bye, "CSeq") == "6 BYE", bye
    peer.send(answer(bye, "200 OK"))
    peer.quiet("BYE", 1.3)
    probe.close()


def a_request_in_an_unknown_dialogue_gets_481_and_our_own_invite_coming_back_482():
    peer = Peer()
    probe = start(peer)
    bye = ("BYE sip:us@127.0.0.1 SIP/2.0\r\nVia: SIP/2.0/UDP 127.0.0.1:%d;branch=z9hG4bKx\r\nFrom: <sip:a@h>;tag=1\r\n"
           "To: <sip:b@h>;tag=2\r\nCall-ID: nobody\r\nCSeq: 1 BYE\r\nContent-Length: 0\r\n\r\n" % peer.port)
    peer.send(bye, probe.port)
    peer.take("SIP/2.0 481")
    probe.order(f"ring 1 {NUMBER}")
    invite = peer.take("INVITE")
    peer.send(re.sub(r"Via: .*?\r\n", "Via: SIP/2.0/UDP 127.0.0.1:%d;branch=z9hG4bKspiral\r\n" % peer.port, invite, count=1))
    peer.take("SIP/2.0 482")
    peer.send(answer(invite, "486 Busy Here"))
    assert probe.news("ended", 1)["end"] == "busy"
    probe.close()


def a_trunk_that_calls_us_hears_480_and_a_stranger_is_challenged():
    peer = Peer()
    ask = ("%s sip:us@127.0.0.1 SIP/2.0\r\nVia: SIP/2.0/UDP 127.0.0.1:%d;branch=z9hG4bK%s\r\nFrom: <sip:a@h>;tag=1\r\n"
           "To: <sip:b@h>\r\nCall-ID: in-%s\r\nCSeq: 1 %s\r\nContent-Length: 0\r\n\r\n")
    for host, wanted in (("127.0.0.1", {"INVITE": 480, "OPTIONS": 200, "REGISTER": 401, "MESSAGE": 405}),
                         ("127.0.0.77", {"INVITE": 401, "OPTIONS": 401, "REGISTER": 401, "MESSAGE": 405})):
        probe = Probe(PROBE, "trunk", "t", host)
        for method, status in wanted.items():
            peer.send(ask % (method, peer.port, method, method, method), probe.port)
            got = peer.take("SIP/2.0")
            assert got.startswith(f"SIP/2.0 {status} "), f"{host} {method}: {got.splitlines()[0]}"
        probe.close()


# ---- answers that are odd -------------------------------------------------------------------------------

def an_answer_without_usable_sound_is_ended_at_once():
    for body in ("", SDP.replace("RTP/AVP 0 101", "RTP/AVP 4294967296"), SDP.replace("RTP/AVP 0 101", "RTP/SAVP 0"),
                 SDP.replace("40000", "0")):
        peer = Peer()
        probe = start(peer)
        probe.order(f"ring 1 {NUMBER}")
        invite = peer.take("INVITE")
        peer.send(answer(invite, "200 OK", contact(peer.port) + "Content-Type: application/sdp\r\n", body))
        peer.take("ACK")
        bye = peer.take("BYE")
        peer.send(answer(bye, "200 OK"))
        assert probe.news("ended", 1)["end"] == "failed"
        assert probe.count("answered", 1) == 0
        probe.close()


def a_second_phone_that_answers_the_same_invite_is_ended():
    peer = Peer()
    probe = start(peer)
    probe.order(f"ring 1 {NUMBER}")
    invite = peer.take("INVITE")
    for tag in ("first", "second"):
        peer.send(answer(invite, "200 OK", contact(peer.port) + "Content-Type: application/sdp\r\n", SDP, tag=tag))
    bye = peer.take("BYE")
    assert "tag=second" in header(bye, "To"), bye
    peer.send(answer(bye, "200 OK"))
    assert "first" in probe.news("answered", 1)["dialogue"]["remote_tag"]
    probe.order("hangup 1")
    bye = peer.take("BYE")
    assert "tag=first" in header(bye, "To"), bye
    peer.send(answer(bye, "200 OK"))
    probe.close()


def our_answer_to_a_reinvite_is_repeated_until_it_is_acknowledged():
    peer = Peer()
    probe = start(peer)
    probe.order(f"ring 1 {NUMBER}")
    invite = peer.take("INVITE")
    ok = answer(invite, "200 OK", contact(peer.port) + "Content-Type: application/sdp\r\n", SDP)
    peer.send(ok)
    peer.take("ACK")
    ask = ("%%s sip:us@127.0.0.1 SIP/2.0\r\nVia: SIP/2.0/UDP 127.0.0.1:%d;branch=z9hG4bK%%s\r\nFrom: %s\r\nTo: %s\r\n"
           "Call-ID: %s\r\nCSeq: 9 %%s\r\n%sContent-Type: application/sdp\r\nContent-Length: %d\r\n\r\n%s"
           % (peer.port, header(ok, "To"), header(ok, "From"), header(ok, "Call-ID"), contact(peer.port), len(SDP), SDP))
    peer.send(ask % ("INVITE", "one", "INVITE"))
    peer.take("SIP/2.0 200")
    peer.take("SIP/2.0 200", 3)
    peer.send((ask % ("ACK", "two", "ACK")))
    peer.quiet("SIP/2.0 200", 1.5)
    probe.order("hangup 1")
    peer.send(answer(peer.take("BYE"), "200 OK"))
    probe.close()


def damaged_answers_do_no_harm_and_every_leg_ends_once():
    dice = random.Random(3261)
    peer = Peer()
    probe = start(peer, "max_channels=1000", trunk_wait_ms=300)
    legs = 150
    for leg in range(1, legs + 1):
        probe.order(f"ring {leg} {NUMBER} ring_ms=400")
        invite = peer.take("INVITE")
        for status in ("180 Ringing", "200 OK"):
            data = bytearray(answer(invite, status, contact(peer.port) + "Content-Type: application/sdp\r\n", SDP,
                                    tag=f"far{leg}").encode())
            for _ in range(dice.randint(0, 4)):
                at = dice.randrange(len(data))
                if dice.random() < 0.5:
                    data[at] = dice.randrange(256)
                else:
                    data[at:at + dice.randint(0, 30)] = dice.choice(
                        [b"", b"\r\n", b"\0", b"<", b'"', b"4294967296", b"A" * 300, b";tag=x", b", "])
            peer.socket.sendto(bytes(data), peer.far)
    for leg in range(1, legs + 1):
        probe.order(f"hangup {leg}")
    for leg in range(1, legs + 1):
        probe.news("ended", leg)
    for leg in range(1, legs + 1):
        assert probe.count("ended", leg) == 0, f"leg {leg} ended twice"
    probe.close()


def closing_hangs_up_what_lives_and_says_so():
    peer = Peer()
    probe = start(peer)
    probe.order(f"ring 1 {NUMBER}")
    invite = peer.take("INVITE")
    peer.send(answer(invite, "200 OK", contact(peer.port) + "Content-Type: application/sdp\r\n", SDP))
    peer.take("ACK")
    probe.news("answered", 1)
    probe.order(f"ring 2 {NUMBER}")
    peer.send(answer(peer.take("INVITE"), "180 Ringing"))
    probe.news("ringing", 2)
    probe.order("quit")
    assert probe.news("ended", 1)["end"] == "we_hung_up"
    assert probe.news("ended", 2)["end"] == "we_hung_up"
    probe.close()
    seen = [t.split(" ", 1)[0] for t in peer.drain()]
    assert "BYE" in seen and "CANCEL" in seen, seen


def more_legs_than_allowed_end_as_failed():
    peer = Peer()
    probe = start(peer, legs=2)
    for leg in (1, 2, 3):
        probe.order(f"ring {leg} {NUMBER}")
    assert probe.news("ended", 3)["end"] == "failed"
    assert probe.count("ended", 1) == 0
    probe.close()


def idle_connections_do_not_take_the_room_that_calls_need():
    server = socket.create_server(("127.0.0.1", 0))
    limits = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (120, limits[1]))
    try:
        probe = Probe(PROBE, "trunk", "t", "127.0.0.1", f"port={server.getsockname()[1]}", "transport=tcp")
    finally:
        resource.setrlimit(resource.RLIMIT_NOFILE, limits)
    idle = [socket.create_connection(("127.0.0.1", probe.port), timeout=10) for _ in range(200)]
    time.sleep(0.3)
    probe.order(f"ring 1 {NUMBER}")
    server.settimeout(8)
    call, _ = server.accept()
    assert call.recv(65536).startswith(b"INVITE ")
    for s in [*idle, call, server]:
        s.close()
    probe.order("hangup 1")
    probe.news("ended", 1)
    probe.close()


# ---- registrars and digests -------------------------------------------------------------------------------

def digest(user, password, realm, nonce, method, fields):
    def md5(text):
        return hashlib.md5(text.encode()).hexdigest()
    first, second = md5(f"{user}:{realm}:{password}"), md5(f"{method}:{fields['uri']}")
    return md5(f"{first}:{nonce}:{fields['nc']}:{fields['cnonce']}:auth:{second}")


def we_register_with_a_right_digest_and_again_after_a_failure():
    peer = Peer()
    probe = start(peer, "enrol=1", "username=us", "password=secret")
    first = peer.take("REGISTER")
    assert "Authorization" not in first
    peer.send(answer(first, "401 Unauthorized",
                     'WWW-Authenticate: Digest realm="here", nonce="n1", algorithm=MD5, qop="auth"\r\n'))
    second = peer.take("REGISTER")
    fields = dict(re.findall(r'(\w+)="?([^",]+)"?', header(second, "Authorization")))
    assert fields["response"] == digest("us", "secret", "here", "n1", "REGISTER", fields), second
    peer.send(answer(second, "200 OK", header(second, "Contact") and f"Contact: {header(second, 'Contact')};expires=300\r\n"))
    end = time.monotonic() + 5
    while not (state := probe.trunks())["enrolled"] and time.monotonic() < end:
        time.sleep(0.05)
    assert state["enrolled"] and state["up"], state
    probe.close()


def a_callee_that_challenges_our_bye_gets_no_digest():
    peer = Peer()
    probe = start(peer, "username=us", "password=secret")
    probe.order(f"ring 1 {NUMBER}")
    peer.send(answer(peer.take("INVITE"), "200 OK", contact(peer.port) + "Content-Type: application/sdp\r\n", SDP))
    peer.take("ACK")
    probe.order("hangup 1")
    bye = peer.take("BYE")
    for status in ("401 Unauthorized", "407 Proxy Authentication Required"):
        name = "WWW-Authenticate" if status.startswith("401") else "Proxy-Authenticate"
        peer.send(answer(bye, status, f'{name}: Digest realm="127.0.0.1", nonce="x", algorithm=MD5\r\n'))
    peer.quiet("BYE", 1.5)
    assert not any("uthorization:" in t for t in peer.seen)
    probe.close()


def a_registrar_that_fails_is_shown_and_asked_again():
    peer = Peer()
    probe = start(peer, "enrol=1", "username=us", "password=secret", enrol_retry_ms=300)
    peer.send(answer(peer.take("REGISTER"), "403 Forbidden"))
    again = peer.take("REGISTER")
    state = probe.trunks()
    assert not state["enrolled"] and "403" in state["why"], state
    peer.send(answer(again, "200 OK"))
    probe.close()


def health_is_found_out_by_options():
    peer = Peer()
    probe = start(peer, health_ms=300)
    peer.send(answer(peer.take("OPTIONS"), "503 Full"))
    options = peer.take("OPTIONS")
    state = probe.trunks()
    assert state["known"] and not state["up"] and "503" in state["why"], state
    peer.send(answer(options, "404 Not Found"))
    peer.take("OPTIONS")
    assert probe.trunks()["up"]
    probe.close()


class Mortal:
    """A trunk on one port that answers OPTIONS, dies in a chosen way, and comes back. By UDP or TCP."""

    def __init__(self, tcp):
        self.tcp, self.port, self.far, self.listener = tcp, 0, None, None
        self.open()

    def open(self):
        limit = time.monotonic() + sip_driver.WAIT
        while True:
            self.listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM if self.tcp else socket.SOCK_DGRAM)
            self.listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, int(self.tcp))
            try:
                self.listener.bind(("127.0.0.1", self.port))
                break
            except OSError:
                self.listener.close()
                assert time.monotonic() < limit, "the port is not given back"
                time.sleep(0.05)
        if self.tcp:
            self.listener.listen(8)
        self.port = self.listener.getsockname()[1]

    def take(self, limit=8.0):
        """The next OPTIONS and a function that answers it."""
        end = time.monotonic() + limit
        while time.monotonic() < end:
            sockets = [self.listener] + ([self.far] if self.far else [])
            for ready in select.select(sockets, [], [], 0.05)[0]:
                if not self.tcp:
                    data, source = ready.recvfrom(65536)
                    if data.startswith(b"OPTIONS"):
                        return lambda: self.listener.sendto(answer(data.decode(), "200 OK").encode(), source)
                elif ready is self.listener:
                    self.hang_up()
                    self.far = ready.accept()[0]
                else:
                    data = ready.recv(65536)
                    if not data:
                        self.hang_up()
                    if data.startswith(b"OPTIONS"):
                        return lambda: self.far.sendall(answer(data.decode(), "200 OK").encode())
        raise AssertionError("no OPTIONS any more")

    def hang_up(self, rudely=False):
        if self.far and rudely:
            self.far.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\1\0\0\0\0\0\0\0")
        if self.far:
            self.far.close()
        self.far = None

    def die(self, rudely):
        self.hang_up(rudely)
        self.listener.close()


def _until(probe, up):
    limit = time.monotonic() + sip_driver.WAIT
    while (state := probe.trunks())["up"] != up:
        assert time.monotonic() < limit, f"not {'up' if up else 'down'}: {state}"
        time.sleep(0.01)


def _dies_and_comes_back(tcp, rounds):
    trunk = Mortal(tcp)
    probe = start(trunk, *(["transport=tcp"] if tcp else []), health_ms=60, health_wait_ms=200)
    draw = random.Random(7)
    for round_ in range(rounds):
        while True:
            trunk.take()()
            if probe.trunks()["up"]:
                break
        how = ("before it is asked", "before it answers", "silently", "in the middle")[round_ % 4]
        if how in ("before it answers", "silently"):
            trunk.take()
        if how == "in the middle":
            time.sleep(draw.random() * 0.1)
        if how != "silently":
            trunk.die(rudely=round_ % 8 < 4)
        _until(probe, False)
        if how != "silently":
            trunk.open()
    trunk.die(False)
    probe.close()


def a_trunk_is_seen_down_whenever_it_dies_and_seen_when_it_is_back():
    _dies_and_comes_back(False, 24)


def a_trunk_over_tcp_is_seen_down_whenever_it_dies_and_seen_when_it_is_back():
    _dies_and_comes_back(True, 24)


# ---- TLS ------------------------------------------------------------------------------------------------------

class Authority:
    """A certificate authority for one test, made by the openssl program."""

    def __init__(self):
        self.folder = tempfile.mkdtemp(prefix="sip-tls-")
        self.run("req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-days", "2",
                 "-subj", "/CN=test authority", "-keyout", "ca.key", "-out", "ca.pem")

    def run(self, *words):
        subprocess.run(["openssl", *words], cwd=self.folder, check=True, capture_output=True)

    def path(self, name):
        return os.path.join(self.folder, name)

    def issue(self, name):
        with open(self.path("ext"), "w", encoding="ascii") as file:
            file.write(f"subjectAltName=DNS:{name}\n")
        self.run("req", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-subj", f"/CN={name}",
                 "-keyout", "key.pem", "-out", "req.pem")
        self.run("x509", "-req", "-in", "req.pem", "-CA", "ca.pem", "-CAkey", "ca.key", "-CAcreateserial", "-days", "2",
                 "-extfile", "ext", "-out", "cert.pem")
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(self.path("cert.pem"), self.path("key.pem"))
        return context


class TlsPeer:
    """Takes one TLS connection, answers INVITE and BYE, and keeps what it heard."""

    def __init__(self, context):
        self.heard, self.names = [], []
        context.sni_callback = lambda sock, name, ctx: self.names.append(name)
        self.context = context
        self.listener = socket.create_server(("127.0.0.1", 0))
        self.port = self.listener.getsockname()[1]
        threading.Thread(target=self.serve, daemon=True).start()

    def serve(self):
        while True:
            raw, _ = self.listener.accept()
            try:
                self.talk(self.context.wrap_socket(raw, server_side=True))
            except (ssl.SSLError, OSError):
                raw.close()

    def talk(self, s):
        pending = ""
        while data := s.recv(65536):
            pending += data.decode()
            while "\r\n\r\n" in pending:
                head, rest = pending.split("\r\n\r\n", 1)
                length = int(header(head + "\r\n", "Content-Length") or 0)
                if len(rest) < length:
                    break
                pending = rest[length:]
                message = head + "\r\n\r\n"
                self.heard.append(message.split(" ", 1)[0])
                if message.startswith("INVITE"):
                    s.sendall(answer(message, "200 OK", f"Contact: <sip:far@127.0.0.1:{self.port};transport=tls>\r\n"
                                     "Content-Type: application/sdp\r\n", SDP).encode())
                elif message.startswith(("BYE", "OPTIONS")):
                    s.sendall(answer(message, "200 OK").encode())


def _tls(trusted, issued_to, expected):
    authority, other = Authority(), Authority()
    peer = TlsPeer(authority.issue(issued_to))
    ca = (authority if trusted else other).path("ca.pem")
    probe = Probe(PROBE, "trunk_wait_ms=1500", "trunk", "t", "127.0.0.1", f"port={peer.port}", "transport=tls",
                  f"ca_file={ca}", f"tls_name={expected}")
    probe.order(f"ring 1 {NUMBER}")
    return probe, peer, (authority, other)


def _clean(folders):
    for f in folders:
        shutil.rmtree(f.folder)


def a_trunk_over_tls_with_a_right_certificate_carries_calls():
    probe, peer, folders = _tls(True, "sip.example.com", "sip.example.com")
    probe.news("answered", 1)
    probe.order("hangup 1")
    assert probe.news("ended", 1)["end"] == "we_hung_up"
    probe.close()
    assert peer.heard == ["INVITE", "ACK", "BYE"], peer.heard
    assert peer.names == ["sip.example.com"], peer.names
    _clean(folders)


def a_certificate_of_another_name_is_refused_before_anything_is_said():
    probe, peer, folders = _tls(True, "sip.example.net", "sip.example.com")
    assert probe.news("ended", 1)["end"] == "failed"
    probe.close()
    assert peer.heard == [], peer.heard
    _clean(folders)


def a_certificate_nobody_vouches_for_is_refused():
    probe, peer, folders = _tls(False, "sip.example.com", "sip.example.com")
    assert probe.news("ended", 1)["end"] == "failed"
    probe.close()
    assert peer.heard == [], peer.heard
    _clean(folders)


sip_driver.run([f for name, f in list(globals().items())
                if callable(f) and not name.startswith("_") and getattr(f, "__module__", "") == "__main__" and
                name.count("_") >= 3])
