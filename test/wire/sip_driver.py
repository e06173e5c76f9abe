# SPDX-License-Identifier: Apache-2.0
"""Drives sip_probe (adapter/sip on a leash) and foreign phones for the wire tests of signalling."""

import json
import os
import queue
import shutil
import subprocess
import sys
import tempfile
import threading
import time

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "fixture"))

from ports import free_port  # noqa: E402

WAIT = 15.0  # seconds for anything that should happen at once; machines may be busy


class Probe:
    """sip_probe: orders go in as lines, news come out as JSON."""

    def __init__(self, binary, *words):
        self.process = subprocess.Popen(
            [binary, *words], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, bufsize=1)
        self.lines = queue.Queue()
        self.past = []
        threading.Thread(target=self._read, daemon=True).start()
        self.port = self.wait(lambda m: m.get("ready"), "the probe to start")["port"]

    def _read(self):
        for line in self.process.stdout:
            self.lines.put(json.loads(line))
        self.lines.put(None)

    def order(self, line):
        self.process.stdin.write(line + "\n")
        self.process.stdin.flush()

    def wait(self, is_it, what, limit=WAIT):
        """The first message, past ones included, that fits."""
        for message in self.past:
            if is_it(message):
                self.past.remove(message)
                return message
        end = time.monotonic() + limit
        while time.monotonic() < end:
            try:
                message = self.lines.get(timeout=max(0.01, end - time.monotonic()))
            except queue.Empty:
                break
            if message is None:
                raise AssertionError(f"the probe ended while waiting for {what}")
            if is_it(message):
                return message
            self.past.append(message)
        raise AssertionError(f"waited in vain for {what}; seen: {self.past}")

    def news(self, kind, leg, limit=WAIT):
        return self.wait(lambda m: m.get("news") == kind and m["leg"] == leg, f"{kind} of leg {leg}", limit)

    def media(self, kind, leg, limit=WAIT):
        return self.wait(lambda m: m.get("media") == kind and m["leg"] == leg, f"media {kind}", limit)

    def count(self, kind, leg):
        while not self.lines.empty():
            self.past.append(self.lines.get())
        return sum(1 for m in self.past if m and m.get("news") == kind and m["leg"] == leg)

    def trunks(self):
        self.order("trunks")
        found = self.wait(lambda m: "trunk" in m, "the trunks")
        return found

    def until_no_channel_is_taken(self):
        """The phone's thread gives a channel back after it has told the end."""
        end = time.monotonic() + WAIT
        while (taken := self.trunks()["channels"]) != 0:
            assert time.monotonic() < end, f"{taken} channels stay taken"
            time.sleep(0.01)

    def close(self):
        """Ends it; anything but a clean exit (a sanitizer's finding, an abort) is a failure."""
        if self.process.poll() is None:
            self.order("quit")
        status = self.process.wait(WAIT)
        assert status == 0, f"the probe ended with {status}"


class Sipp:
    """One sipp with a scenario of ours; it must end well."""

    def __init__(self, scenario, port, *words, address="127.0.0.1", tcp=False):
        self.folder = tempfile.mkdtemp(prefix="sip-wire-")
        path = os.path.join(self.folder, "scenario.xml")
        with open(path, "w", encoding="utf-8") as file:
            file.write(scenario)
        self.process = subprocess.Popen(
            ["sipp", "-sf", path, "-i", address, "-p", str(port), "-m", "1", "-nostdin", "-trace_err",
             "-timeout", "40s", "-timeout_error", *(["-t", "t1"] if tcp else []), *words],
            cwd=self.folder, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE, text=True)
        wait_for_port(address, port, tcp)

    def end(self):
        try:
            _, words = self.process.communicate(timeout=WAIT)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.communicate()
            raise AssertionError("sipp did not come to the end of its scenario")
        if self.process.returncode != 0:
            raise AssertionError(f"sipp: {self.process.returncode} {words} {self._errors()}")
        shutil.rmtree(self.folder)

    def _errors(self):
        found = ""
        for name in os.listdir(self.folder):
            if name.endswith("_errors.log"):
                with open(os.path.join(self.folder, name), encoding="utf-8", errors="replace") as file:
                    found += file.read()
        return found


def wait_for_port(address, port, tcp):
    """Until the kernel lists the socket: a datagram sent before would be lost."""
    wanted = "%08X:%04X" % (int.from_bytes(bytes(map(int, address.split("."))), "little"), port)
    end = time.monotonic() + WAIT
    while time.monotonic() < end:
        with open("/proc/net/tcp" if tcp else "/proc/net/udp", encoding="ascii") as file:
            if any(line.split()[1] == wanted for line in file.readlines()[1:]):
                return
        time.sleep(0.02)
    raise AssertionError(f"nobody listens on {address}:{port}")


def run(tests):
    """Runs functions whose names are sentences; prints each; exit status for meson."""
    failed = 0
    wanted = sys.argv[2:]
    for test in tests:
        if wanted and test.__name__ not in wanted:
            continue
        started = time.monotonic()
        try:
            test()
            print(f"ok   {test.__name__.replace('_', ' ')} ({time.monotonic() - started:.1f} s)", flush=True)
        except (AssertionError, OSError) as error:
            failed += 1
            print(f"FAIL {test.__name__.replace('_', ' ')}: {error}", flush=True)
    sys.exit(1 if failed else 0)
