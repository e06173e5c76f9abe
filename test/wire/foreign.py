# SPDX-License-Identifier: Apache-2.0
"""Telephones that are not ours: baresip with its remote control, sipp with its scenarios."""
import glob
import json
import os
import re
import signal
import socket
import struct
import subprocess
import time

import sound
from house import until
from ports import free_port, sound_ports

MODULES = "/usr/lib/baresip/modules"


class Baresip:
    """One telephone number answered by baresip, ordered about over its TCP control (netstrings of JSON)."""

    def __init__(self, folder, number, port, *, hz=440, keys="rtpevent", certificate=None):
        self.folder, self.number = folder, number
        os.makedirs(os.path.join(folder, "heard"))
        self.control, rtp = free_port(), "{}-{}".format(*sound_ports(20))
        sound.write_wav(os.path.join(folder, "tone.wav"), sound.sine(hz, 60))
        transport = ";transport=tls" if certificate else ""
        with open(os.path.join(folder, "config"), "w", encoding="utf-8") as f:
            f.write(f"sip_listen 127.0.0.1:{port}\n"
                    "net_interface 127.0.0.1\ncall_local_timeout 120\ncall_max_calls 4\n"
                    f"audio_source aufile,{folder}/tone.wav\naudio_channels 1-1\naudio_srate 8000-8000\n"
                    f"ausrc_srate 8000\nauplay_srate 8000\nrtp_ports {rtp}\n"
                    f"module_path {MODULES}\nmodule g711.so\nmodule aufile.so\nmodule sndfile.so\n"
                    f"module_tmp account.so\nmodule_app menu.so\nmodule ctrl_tcp.so\n"
                    f"ctrl_tcp_listen 127.0.0.1:{self.control}\nsnd_path {folder}/heard\n")
            if certificate:
                f.write(f"sip_certificate {certificate}\n")
        with open(os.path.join(folder, "accounts"), "w", encoding="utf-8") as f:
            f.write(f"<sip:{number}@127.0.0.1:{port}{transport}>;regint=0;answermode=manual;"
                    f"audio_codecs=pcmu/8000/1;dtmfmode={keys}\n")
        open(os.path.join(folder, "contacts"), "w", encoding="utf-8").close()
        self.log = open(os.path.join(folder, "out.txt"), "wb")
        self.process = subprocess.Popen(["baresip", "-v", "-f", folder], stdin=subprocess.DEVNULL, stdout=self.log,
                                        stderr=self.log)
        self.socket, self.buffer, self.events, self.answers = None, b"", [], []
        until("baresip's control", 10, self._connect)

    def _connect(self):
        try:
            self.socket = socket.create_connection(("127.0.0.1", self.control))
            self.socket.setblocking(False)
            return True
        except OSError:
            if self.process.poll() is not None:
                raise AssertionError("baresip does not start:\n" + self.words()) from None
            return False

    def words(self):
        with open(os.path.join(self.folder, "out.txt"), encoding="utf-8", errors="replace") as f:
            return f.read()

    def _pump(self):
        try:
            while data := self.socket.recv(65536):
                self.buffer += data
        except BlockingIOError:
            pass
        while b":" in self.buffer:
            length, _, rest = self.buffer.partition(b":")
            if len(rest) < int(length) + 1:
                break
            message = json.loads(rest[:int(length)])
            self.buffer = rest[int(length) + 1:]
            (self.events if message.get("event") else self.answers).append(message)

    def order(self, command, value=""):
        """Gives whether baresip took it."""
        text = json.dumps({"command": command, "params": value, "token": "wire"}).encode()
        self._pump()
        self.answers.clear()
        self.socket.sendall(b"%d:%s," % (len(text), text))

        def answered():
            self._pump()
            return self.answers
        return until(f"baresip's answer to {command}", 5, answered)[0]["ok"]

    def saw(self, kind):
        self._pump()
        return [e for e in self.events if e["type"] == kind]

    def wait(self, kind, seconds=10, count=1):
        return until(f"baresip's {kind}", seconds, lambda: len(self.saw(kind)) >= count and self.saw(kind))[-1]

    def press(self, key):
        assert self.order("sndcode", key), f"baresip does not press {key}"

    def heard(self):
        """All samples of the last call that came in."""
        files = sorted(glob.glob(os.path.join(self.folder, "heard", "*-dec.wav")))
        return sound.read_wav(files[-1]) if files else ()

    def stop(self):
        if self.socket:
            self.socket.close()
        self.process.terminate()
        try:
            self.process.wait(3)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
        self.log.close()


HEAD = """[last_Via:]
[last_From:]
[last_To:];tag=[pid]WIRE[call_number]
[last_Call-ID:]
[last_CSeq:]
Contact: <sip:[local_ip]:[local_port];transport=[transport]>
"""
# Where sound comes from decides the port that is offered: sipp streams from another socket than it echoes from.
SDP = """Content-Type: application/sdp
Content-Length: [len]

v=0
o=wire 53655765 2353687637 IN IP4 [local_ip]
s=-
c=IN IP4 [media_ip]
t=0 0
m=audio [{port}] RTP/AVP 0 101
a=rtpmap:0 PCMU/8000
a=rtpmap:101 telephone-event/8000
a=fmtp:101 0-15
a=ptime:20
"""


def block(text):
    return f"<![CDATA[\n{text}\n]]>"


def send(text, more=""):
    return f"<send{more}>{block(text)}</send>"


def pause(ms):
    return f'<pause milliseconds="{ms}"/>'


def request(method, sequence, body=""):
    """An in-dialogue request by the called side."""
    content = body or "Content-Length: 0\n"
    return send(f"{method} [next_url] SIP/2.0\n"
                "Via: SIP/2.0/[transport] [local_ip]:[local_port];branch=[branch]\n"
                "From:[$called];tag=[pid]WIRE[call_number]\n"
                "To:[$caller]\n"
                "[last_Call-ID:]\n"
                f"CSeq: {sequence} {method}\nMax-Forwards: 70\n{content}", ' retrans="500"') + '<recv response="200"/>'


def change_sound(direction, sequence):
    """A re-INVITE of the called side: sendonly is hold."""
    head = ("INVITE [next_url] SIP/2.0\nVia: SIP/2.0/[transport] [local_ip]:[local_port];branch=[branch]\n"
            "From:[$called];tag=[pid]WIRE[call_number]\nTo:[$caller]\n[last_Call-ID:]\n"
            f"CSeq: {sequence} INVITE\nContact: <sip:[local_ip]:[local_port];transport=[transport]>\n"
            "Max-Forwards: 70\n")
    return (send(head + SDP.format(port="media_port") + f"a={direction}\n", ' retrans="500"')
            + '<recv response="100" optional="true"/><recv response="200"/>'
            + send(head.replace("INVITE", "ACK") + "Content-Length: 0\n"))


def info(key, sequence):
    return request("INFO", sequence, f"Content-Type: application/dtmf-relay\nContent-Length: [len]\n\n"
                                     f"Signal={key}\nDuration=160\n")


def key_capture(path, key):
    """A capture of one key of 100 ms as RFC 4733 events of type 101 (sipp's own play_dtmf insists on 96)."""
    event, packets = "0123456789*#ABCD".index(key), []
    for i in range(8):
        last = i >= 5
        rtp = struct.pack("!BBHIIBBH", 0x80, (0 if i else 0x80) | 101, i, 4000, 0x5151, event, 0x8A if last else 10,
                          min(i + 1, 5) * 160)
        udp = struct.pack("!HHHH", 6000, 6000, 8 + len(rtp), 0) + rtp
        ip = struct.pack("!BBHHHBBH4s4s", 0x45, 0, 20 + len(udp), i, 0, 64, 17, 0, b"\x7f\0\0\1", b"\x7f\0\0\1") + udp
        packets.append((min(i, 5) * 20000 + (i - 5) * 100 * last, b"\0" * 12 + b"\x08\0" + ip))
    with open(path, "wb") as f:
        f.write(struct.pack("<IHHiIII", 0xA1B2C3D4, 2, 4, 0, 0, 65535, 1))
        for us, packet in packets:
            f.write(struct.pack("<IIII", 1, us, len(packet), len(packet)) + packet)


def press(path):
    return f'<nop><action><exec play_pcap_audio="{path}"/></action></nop>'


def stream(path):
    return f'<nop><action><exec rtp_stream="{path},-1,0"/></action></nop>'


RING = ('<recv request="INVITE" rrs="true"><action>'
        '<ereg regexp=".*" search_in="hdr" header="From:" assign_to="caller"/>'
        '<ereg regexp=".*" search_in="hdr" header="To:" assign_to="called"/></action></recv>'
        '<Reference variables="caller,called"/>') + send("SIP/2.0 180 Ringing\n" + HEAD + "Content-Length: 0\n")


def answer(ring_ms=300, streams=False):
    sdp = SDP.format(port="rtpstream_audio_port" if streams else "media_port")
    return (RING + pause(ring_ms) + send("SIP/2.0 200 OK\n" + HEAD + sdp, ' retrans="500"')
            + '<recv request="ACK" rrs="true"/>')


def hears_bye(seconds=30):
    return f'<recv request="BYE" timeout="{seconds * 1000}"/>' + send("SIP/2.0 200 OK\n" + HEAD + "Content-Length: 0\n")


def refuse(code, words):
    return RING + pause(200) + send(f"SIP/2.0 {code} {words}\n" + HEAD + "Content-Length: 0\n", ' retrans="500"') + \
        '<recv request="ACK"/>'


def rings_until_cancel():
    to = "[last_Via:]\n[last_From:]\n[last_To:];tag=[pid]WIRE[call_number]\n[last_Call-ID:]\n"
    return ('<recv request="INVITE"><action><ereg regexp="[0-9]+" search_in="hdr" header="CSeq:" '
            'assign_to="seq"/></action></recv>'
            + send("SIP/2.0 180 Ringing\n" + HEAD + "Content-Length: 0\n")
            + '<recv request="CANCEL" timeout="20000"/>'
            + send(f"SIP/2.0 200 OK\n{to}[last_CSeq:]\nContent-Length: 0\n")
            + send(f"SIP/2.0 487 Request Terminated\n{to}CSeq: [$seq] INVITE\nContent-Length: 0\n",
                   ' retrans="500"')
            + '<recv request="ACK" timeout="5000"/>')


class Sipp:
    """One call answered by sipp after a scenario; `ended` says whether all went as written."""

    def __init__(self, folder, port, steps, *, echo=False, tcp=False):
        os.makedirs(folder)
        self.folder = folder
        path = os.path.join(folder, "scenario.xml")
        with open(path, "w", encoding="utf-8") as f:
            f.write('<?xml version="1.0" encoding="us-ascii"?>\n<!DOCTYPE scenario SYSTEM "sipp.dtd">\n'
                    f'<scenario name="wire">\n{steps}\n</scenario>\n')
        media, control = sound_ports(20)[0], free_port()
        words = ["sipp", "-sf", path, "-i", "127.0.0.1", "-p", str(port), "-mi", "127.0.0.1", "-mp", str(media),
                 "-m", "1", "-nostdin", "-trace_msg", "-message_file", os.path.join(folder, "messages.log"),
                 "-trace_err", "-error_file", os.path.join(folder, "errors.log"), "-cp", str(control),
                 "-t", "t1" if tcp else "u1", "-aa"]
        if echo:
            words.append("-rtp_echo")
        self.output = open(os.path.join(folder, "out.txt"), "wb")
        self.process = subprocess.Popen(words, stdin=subprocess.DEVNULL, stdout=self.output, stderr=self.output,
                                        cwd=folder)
        until("sipp to listen", 5, lambda: self._listens(port, tcp))

    def _listens(self, port, tcp):
        if self.process.poll() is not None:
            raise AssertionError("sipp does not start: " + self.errors())
        kind = "tcp" if tcp else "udp"
        with open(f"/proc/net/{kind}", encoding="ascii") as f:
            return f"0100007F:{port:04X} " in f.read()

    def messages(self):
        try:
            with open(os.path.join(self.folder, "messages.log"), encoding="utf-8", errors="replace") as f:
                return f.read()
        except FileNotFoundError:
            return ""

    def invite(self):
        """The INVITE as it came."""
        found = re.search(r"message received.*?\n\n(INVITE .*?)\n-{10}", self.messages() + "\n----------", re.S)
        return found.group(1) if found else ""

    def count(self, way, method):
        return len(re.findall(rf"{way}[^\n]*\n\n{method} ", self.messages()))

    def got(self, method):
        return re.search(rf"message received[^\n]*\n\n{method} ", self.messages()) is not None

    def last(self):
        """The first line of the last message, either way."""
        lines = re.findall(r"message (sent|received)[^\n]*\n\n([^\n]*)", self.messages())
        return ", ".join(lines[-1]) if lines else "nothing"

    def errors(self):
        words = ""
        for name in ("errors.log", "out.txt"):
            path = os.path.join(self.folder, name)
            if os.path.exists(path):
                with open(path, encoding="utf-8", errors="replace") as f:
                    words += f.read()[-600:]
        return words

    def ended(self, seconds=15):
        """Waits for the scenario's end; fails when sipp met something else than it expects."""
        try:
            code = self.process.wait(seconds)
        except subprocess.TimeoutExpired:
            raise AssertionError("sipp's scenario did not end, the last it met was " + self.last()) from None
        assert code == 0, f"sipp ended with {code} (see {self.folder}), the last it met was {self.last()}"

    def stop(self):
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGKILL)
            self.process.wait()
        self.output.close()
        time.sleep(0.05)
