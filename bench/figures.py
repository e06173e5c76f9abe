# SPDX-License-Identifier: Apache-2.0
"""What is measured. Each figure is a generator of rows; ours and its reference take turns, and the medians are told."""
import contextlib
import json
import os
import shutil
import socket
import statistics
import subprocess
import sys
import time

from place import People, Place, cpu_of, free_port, id_of

ADVISORS = CUSTOMERS = 2000
EACH = 40  # a line is never longer than the default cap
ROWS = 5  # written by one arrange
BATCH = 128  # of the bare loop: what 256 clients fill while the batch before is flushed


class Programs:
    def __init__(self, build, prompts):
        self.ringback = os.path.join(build, "src", "daemon", "ringback")
        self.probe = os.path.join(build, "test", "wire", "sip_probe_sound")
        self.bench, self.prompts = os.path.join(build, "bench"), prompts

    def run(self, name, *words, token="none", timeout=120):
        done = subprocess.run([os.path.join(self.bench, name), *map(str, words)], capture_output=True, text=True,
                              timeout=timeout, env=dict(os.environ, HTTP_LOAD_TOKEN=token), check=False)
        if done.returncode != 0:
            raise RuntimeError(f"{name}: {done.stderr.strip()}")
        return [json.loads(line) for line in done.stdout.splitlines()]


class Bench:
    """What all figures share: programs, a folder, how long and how often."""

    def __init__(self, programs, folder, quick, postgres):
        self.programs, self.folder, self.postgres = programs, folder, postgres
        self.seconds, self.rounds = (1, 1) if quick else (3, 3)
        self.clicks = 20 if quick else 60
        self.waiting = 10000 if quick else 100000
        self.watchers = 1000 if quick else 5000

    def sub(self, name):
        path = os.path.join(self.folder, name)
        os.makedirs(path, exist_ok=True)
        return path


def row(name, value, unit, reference=None, reference_value=None, aim=None, met=None):
    """One figure as it is printed; what has no reference or aim has none of it."""
    ratio = value / reference_value if reference_value else None

    def neat(x):
        return x if x is None else float(f"{x:.4g}") if abs(x) < 1000 else round(x)

    return {"name": name, "value": neat(value), "unit": unit, "reference": reference,
            "reference_value": neat(reference_value), "ratio": neat(ratio), "aim": aim, "met": met}


def median(rows, key):
    return statistics.median(r[key] for r in rows)


def percentile(values, percent):
    values = sorted(values)
    return values[min(len(values) - 1, len(values) * percent // 100)]


# ---- arranges ------------------------------------------------------------------------------------------------------
def arrange(bench):
    yield from arranges_on(bench, "SQLite", "sqlite")
    if bench.postgres:
        yield from arranges_on(bench, "PostgreSQL", bench.postgres)
    else:
        print("bench: no PostgreSQL (RINGBACK_TEST_PG is not set)", file=sys.stderr)


def arranges_on(bench, name, store):
    folder = bench.sub("arrange-" + name)
    people = People()
    listings = [people.advisor(f"+9990{i:06d}")[1] for i in range(ADVISORS)]
    customers = [(people.customer(f"+9991{i:06d}"), f"+9991{i:06d}") for i in range(CUSTOMERS)]
    ours, bare, loop = [], [], []
    each = EACH // bench.rounds
    with Place(bench.programs, folder, people, store=store) as place:
        for turn in range(bench.rounds):
            bodies = os.path.join(folder, "bodies")
            with open(bodies, "w", encoding="utf-8") as f:
                for k in range(turn * each, turn * each + each):
                    for i, listing in enumerate(listings):
                        customer, number = customers[(i + k) % CUSTOMERS]
                        f.write(json.dumps({"listing": id_of("lst", listing), "customer": id_of("cus", customer),
                                            "number": number, "wait_seconds": 7200}) + "\n")
            cpu = place.cpu()
            load = bench.programs.run("http_load", place.api, 256, bench.seconds, "post", "/v1/callbacks", bodies,
                                      token=place.token)[0]
            if load["good"] != load["answered"]:
                raise RuntimeError(f"not every arrange was accepted: {load}")
            load["cpu_ms"] = (place.cpu() - cpu) * 1000 / load["answered"]
            ours.append(load)
            loop += bench.programs.run("bare", "sqlite", folder, bench.seconds * 1000, BATCH, ROWS)
            if store != "sqlite":
                bare += bench.programs.run("bare", "postgres", store, bench.seconds * 1000, 4, ROWS)
    rate, bare_rate, p99 = median(ours, "per_second"), median(loop, "per_second"), median(ours, "p99_us") / 1000
    words = "bare SQLite group commit, 5 rows a message"
    yield row(f"arranges on {name}", rate, "/s", words, bare_rate, ">= 0.6 of the loop", rate >= 0.6 * bare_rate)
    if bare:
        yield row(f"arranges on {name}, beside libpq", rate, "/s", "bare libpq, 4 connections, 5 rows a commit",
                  median(bare, "per_second"))
    yield row(f"arrange on {name}, p50", median(ours, "p50_us") / 1000, "ms", "bare commit of the loop, p50",
              median(loop, "commit_p50_us") / 1000)
    yield row(f"arrange on {name}, p99", p99, "ms", "bare commit of the loop, p99",
              median(loop, "commit_p99_us") / 1000, "< 50 ms", p99 < 50)
    yield row(f"arrange on {name}, processor", median(ours, "cpu_ms"), "ms each")


# ---- click to INVITE -----------------------------------------------------------------------------------------------
class Trunk:
    """A phone that notes when it was called and is busy."""

    def __init__(self):
        self.socket = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        self.socket.bind(("127.0.0.1", 0))
        self.socket.settimeout(20)
        self.port = self.socket.getsockname()[1]

    def next_invite(self):
        while True:
            message, sender = self.socket.recvfrom(8192)
            at = time.monotonic_ns()
            if message.startswith(b"INVITE "):
                return at, message.decode(), sender

    def busy(self, message, sender):
        head = message.split("\r\n\r\n")[0].split("\r\n")[1:]
        kept = [h for h in head if h.split(":")[0].lower() in ("via", "from", "call-id", "cseq")]
        to = next(h for h in head if h.lower().startswith("to:"))
        self.socket.sendto("\r\n".join(["SIP/2.0 486 Busy Here", *kept, to + ";tag=bench", "Content-Length: 0", "", ""])
                           .encode(), sender)


class Clicker:
    """One kept connection; bytes ready before the clock starts."""

    def __init__(self, place, advisor):
        self.socket = socket.create_connection(("127.0.0.1", place.api))
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.path, self.token, self.count = f"/v1/advisors/{id_of('adv', advisor)}/availability", place.token, 0

    def say(self, intent):
        self.count += 1
        body = json.dumps({"intent": intent})
        words = (f"PATCH {self.path} HTTP/1.1\r\nHost: bench\r\nAuthorization: Bearer {self.token}\r\n"
                 f"Content-Type: application/merge-patch+json\r\nIdempotency-Key: click-{id(self)}-{self.count}\r\n"
                 f"Content-Length: {len(body)}\r\n\r\n{body}").encode()
        begun = time.monotonic_ns()
        self.socket.sendall(words)
        return begun

    def heard(self):
        answer = self.socket.recv(65536)
        if b" 200 " not in answer[:20]:
            raise RuntimeError(f"the click was refused: {answer[:300]!r}")

    def click(self, trunk):
        begun = self.say("taking_calls")
        at, message, sender = trunk.next_invite()
        self.heard()
        trunk.busy(message, sender)
        self.say("away")
        self.heard()
        time.sleep(0.01)
        return (at - begun) / 1e6


def click(bench):
    folder, trunk, people = bench.sub("click"), Trunk(), People()
    short, long = people.advisor("+9990000001"), people.advisor("+9990000002")
    for i in range(bench.waiting):
        number = f"+9991{i:06d}"
        customer = people.customer(number)
        people.callback(*long, customer, number)
        if i < 10:
            people.callback(*short, customer, number)
    few, many, bare = [], [], []
    with Place(bench.programs, folder, people, trunk_port=trunk.port) as place:
        clicks = Clicker(place, short[0]), Clicker(place, long[0])
        for clicker in clicks:  # prompts and pages come into memory
            for _ in range(3):
                clicker.click(trunk)
        for _ in range(bench.rounds):
            few.append([clicks[0].click(trunk) for _ in range(bench.clicks)])
            many.append([clicks[1].click(trunk) for _ in range(bench.clicks)])
            bare += bench.programs.run("bare", "sqlite", folder, 1000, 1, ROWS)
    p50 = [statistics.median(statistics.median(turn) for turn in turns) for turns in (few, many)]
    p99 = [statistics.median(percentile(turn, 99) for turn in turns) for turns in (few, many)]
    words = f"{bench.waiting:,} waiting"
    yield row("click to INVITE, 10 waiting, p50", p50[0], "ms", "bare commit, p50", median(bare, "commit_p50_us") / 1000)
    yield row("click to INVITE, 10 waiting, p99", p99[0], "ms", "bare commit, p99", median(bare, "commit_p99_us") / 1000,
              "<= 5 ms", p99[0] <= 5)
    yield row(f"click to INVITE, {words}, p50", p50[1], "ms", "10 waiting, p50", p50[0])
    yield row(f"click to INVITE, {words}, p99", p99[1], "ms", "10 waiting, p99", p99[0], "<= 5 ms and <= 1.2 of 10 waiting",
              p99[1] <= 5 and p99[1] <= 1.2 * p99[0])


# ---- callbacks -----------------------------------------------------------------------------------------------------
ADVISOR_HABITS = {"after_ms": 0, "press": [{"keys": "1", "after": "whisper", "delay_ms": 20}], "hang_up_on": "menu"}
CUSTOMER_HABITS = {"after_ms": 0, "press": [{"keys": "1", "after": "greeting", "delay_ms": 20}],
                   "hang_up_after_talk_ms": 20}


@contextlib.contextmanager
def phones(bench, folder, prompts):
    """`ringback phones` beside the daemon: advisors are +9990…, everybody else a customer."""
    port, script = free_port(), os.path.join(folder, "script.json")
    with open(script, "w", encoding="utf-8") as f:
        json.dump({"numbers": [{"match": "+9990*", "behaviour": ADVISOR_HABITS},
                               {"match": "+9991*", "behaviour": CUSTOMER_HABITS}]}, f)
    process = subprocess.Popen([bench.programs.ringback, "phones", "--listen", f"127.0.0.1:{port}", "--script", script,
                                "--prompts", prompts, "--log", os.path.join(folder, "phones.jsonl")],
                               stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        time.sleep(0.3)
        yield port, process
    finally:
        process.kill()
        process.wait()


def watch(place, phones_process, total, seconds):
    """From a tenth of all to seven tenths: callbacks a second, and processor time of the daemon and the phones each."""
    seen, limit = [], time.monotonic() + seconds
    while time.monotonic() < limit:
        seen.append((time.monotonic(), place.completed(), place.cpu(), cpu_of(phones_process.pid)))
        if seen[-1][1] >= total * 7 // 10:
            break
        time.sleep(0.1)
    steady = [s for s in seen if s[1] >= total // 10]
    if len(steady) < 2 or steady[-1][1] == steady[0][1]:
        raise RuntimeError(f"only {seen[-1][1]} of {total} callbacks were completed in {seconds} s")
    first, last = steady[0], steady[-1]
    done = last[1] - first[1]
    return {"rate": done / (last[0] - first[0]), "cpu_ms": (last[2] - first[2]) * 1000 / done,
            "phones_ms": (last[3] - first[3]) * 1000 / done}


def callbacks_once(bench, turn):
    folder = bench.sub(f"callbacks-{turn}")
    advisors, each = (100, 10) if bench.rounds == 1 else (200, 10)
    people = People()
    for a in range(advisors):
        advisor, listing = people.advisor(f"+9990{a:06d}", intent="taking_calls")
        for e in range(each):
            number = f"+9991{a * each + e:06d}"
            people.callback(advisor, listing, people.customer(number), number)
    with phones(bench, folder, os.path.join(folder, "speech")) as (port, process):
        with Place(bench.programs, folder, people, trunk_port=port) as place:
            return watch(place, process, advisors * each, 30)


def invites_once(bench, turn):
    """The signalling alone: as many legs at once, answered and hung up, without store, prompts or sound."""
    folder = bench.sub(f"invites-{turn}")
    with phones(bench, folder, folder) as (port, _):
        probe = subprocess.Popen([bench.programs.probe, "legs=4000", "trunk", "t", "127.0.0.1", f"port={port}",
                                  "max_channels=4000"], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                                 stderr=subprocess.DEVNULL, text=True)
        probe.stdout.readline()
        begun = time.monotonic()
        probe.stdin.write("load 2000 2000 100 +99920000001\n")
        probe.stdin.flush()
        found = json.loads(probe.stdout.readline())
        took = time.monotonic() - begun
        probe.kill()
        probe.wait()
    if found["well"] < found["load"] * 0.99:
        raise RuntimeError(f"the bare calls failed: {found}")
    return {"rate": found["load"] / 2 / took, "cpu_ms": 2 * found["cpu_us_per_call"] / 1000}


def callbacks(bench):
    ours, bare = [], []
    for turn in range(bench.rounds):
        ours.append(callbacks_once(bench, turn))
        bare.append(invites_once(bench, turn))
    rate, cpu = median(ours, "rate"), median(ours, "cpu_ms")
    yield row("callbacks completed", rate, "/s", "pairs of bare INVITEs by adapter/sip, offered at 1,000/s",
              median(bare, "rate"), ">= 1000/s", rate >= 1000)
    yield row("callback, processor", cpu, "ms each", "a pair of bare INVITEs by adapter/sip", median(bare, "cpu_ms"), "<= 0.6 ms",
              cpu <= 0.6)
    yield row("callback, processor of the simulated phones", median(ours, "phones_ms"), "ms each")


# ---- sound, pages, watchers ----------------------------------------------------------------------------------------
def relay(bench):
    words = ["--seconds", 1] + (["--calls", 200] if bench.rounds == 1 else [])
    yield from bench.programs.run("relay", *words)


@contextlib.contextmanager
def bare_server(bench, kind, path):
    process = subprocess.Popen([os.path.join(bench.programs.bench, "bare_server"), kind, path], stdin=subprocess.PIPE,
                               stdout=subprocess.PIPE, text=True)
    try:
        yield int(process.stdout.readline()), process
    finally:
        process.stdin.close()
        process.wait(10)


def page(bench):
    folder, people = bench.sub("page"), People()
    path = f"/v1/listings/{id_of('lst', people.advisor('+9990000001')[1])}"
    ours, bare = [], []
    with Place(bench.programs, folder, people) as place:
        body = place.raw("GET", path)[1]
        with open(os.path.join(folder, "page"), "wb") as f:
            f.write(body)
        with bare_server(bench, "evhttp", os.path.join(folder, "page")) as (port, process):
            for _ in range(bench.rounds):
                cpu = place.cpu()
                load = bench.programs.run("http_load", place.api, 64, bench.seconds, "get", path, token=place.token)[0]
                ours.append(dict(load, cpu_us=(place.cpu() - cpu) * 1e6 / load["answered"]))
                cpu = cpu_of(process.pid)
                load = bench.programs.run("http_load", port, 64, bench.seconds, "get", path)[0]
                bare.append(dict(load, cpu_us=(cpu_of(process.pid) - cpu) * 1e6 / load["answered"]))
    rate, reference = median(ours, "per_second"), median(bare, "per_second")
    yield row("GET listing", rate, "/s", f"bare evhttp with the same {len(body)} bytes", reference, ">= 0.5 of it",
              rate >= 0.5 * reference)
    yield row("GET listing, processor", median(ours, "cpu_us"), "us each", "bare evhttp", median(bare, "cpu_us"))


def broadcast(bench):
    folder, people = bench.sub("broadcast"), People()
    advisor = people.advisor("+9990000001")[0]
    trigger = f"/v1/advisors/{id_of('adv', advisor)}/availability"
    event = os.path.join(folder, "event")
    with open(event, "w", encoding="utf-8") as f:
        f.write("id: 12345\nevent: availability.changed\ndata: " + json.dumps({"filling": "x" * 250}) + "\n\n")
    ours, bare = [], []
    with Place(bench.programs, folder, people) as place, bare_server(bench, "broadcast", event) as (port, _):
        for _ in range(bench.rounds):
            words = bench.watchers, 5, "/v1/lines/stream", trigger
            ours += bench.programs.run("sse_load", place.api, *words, token=place.token)
            bare += bench.programs.run("sse_load", port, *words)
    last, reference = median(ours, "last_us") / 1000, median(bare, "last_us") / 1000
    yield row(f"event to the last of {bench.watchers:,} watchers", last, "ms", "bare epoll loop", reference, "<= 1.6 of it",
              last <= 1.6 * reference)
    yield row("event to the first watcher", median(ours, "first_us") / 1000, "ms", "bare epoll loop",
              median(bare, "first_us") / 1000)


# ---- a change is on the other person's screen ------------------------------------------------------------------------
SCREEN_AIM = 300  # ms


def screen(bench):
    folder, people = bench.sub("screen"), People()
    trigger = f"/v1/advisors/{id_of('adv', people.advisor('+9990000001')[0])}/availability"
    with Place(bench.programs, folder, people) as place:
        wire = bench.programs.run("sse_load", place.api, 1, 30 if bench.rounds == 1 else 99, "/v1/lines/stream", trigger,
                                  token=place.token)[0]
    p50, p99 = wire["last_us"] / 1000, wire["last_p99_us"] / 1000
    yield row("change to another's event stream, p50", p50, "ms")
    yield row("change to another's event stream, p99", p99, "ms", None, None, f"<= {SCREEN_AIM} ms", p99 <= SCREEN_AIM)
    found = in_browser(bench)
    for name, key in (("another left", "left"), ("availability", "availability")):
        if found:
            values = found[key]
            yield row(f"{name}, to the customer's tracker, p50", statistics.median(values), "ms", "its event stream, p50", p50)
            yield row(f"{name}, to the customer's tracker, p99", percentile(values, 99), "ms", "its event stream, p99", p99,
                      f"<= {SCREEN_AIM} ms", percentile(values, 99) <= SCREEN_AIM)


def in_browser(bench):
    """Milliseconds of each round in a real browser, or None where there is none."""
    chromium = os.environ.get("CHROMIUM", "/usr/bin/chromium")
    here = os.path.dirname(os.path.abspath(__file__))
    if not (shutil.which("node") and os.path.exists(chromium) and os.path.isdir(os.path.join(here, "../web/node_modules"))):
        print("bench: no Node with the web app's packages, or no Chromium: nothing seen in a browser", file=sys.stderr)
        return None
    done = subprocess.run(["node", os.path.join(here, "screen.mjs"), str(30 if bench.rounds == 1 else 45)], text=True, timeout=300,
                          capture_output=True, check=False, env=dict(os.environ, RINGBACK_BINARY=bench.programs.ringback))
    if done.returncode != 0:
        raise RuntimeError(f"screen.mjs: {done.stderr.strip()[-2000:]}")
    return json.loads(done.stdout)


FIGURES = {"arrange": arrange, "click": click, "callbacks": callbacks, "relay": relay, "page": page,
           "broadcast": broadcast, "screen": screen}
