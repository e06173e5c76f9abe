# SPDX-License-Identifier: Apache-2.0
"""A daemon with its store in a folder, and people written into the store as thousands of requests would leave them."""
import http.client
import json
import os
import random
import socket
import sqlite3
import struct
import subprocess
import time
import uuid
import wave
import zlib

PASSWORD = "a bench is no bed"
TICKS = os.sysconf("SC_CLK_TCK")
LETTERS = "0123456789abcdefghjkmnpqrstvwxyz"
BEGIN_MS = 1577836800000
MAKER = 63  # no lane's
COUNTED = "UPDATE advisor SET waiting = (SELECT COUNT(*) FROM callback c WHERE c.advisor_id = advisor.id AND c.state = 'waiting')"

RULES = {
    "line_cap": 1000000, "customer_cap": 100000, "rings_per_number": 1000000, "api_rate_per_minute": 10000000,
    "misses_to_arrange": 100, "wrap_up_ms": 0, "free_under_ms": 0, "bill_minimum_ms": 1000, "bill_step_ms": 1000,
    "price_grace_ms": 0, "advisor_pause_ms": 86400000, "wait_least_ms": 1000,
}


def id_of(prefix, n):
    return prefix + "_" + "".join(LETTERS[n >> 5 * (12 - i) & 31] for i in range(13))


def free_port():
    """Free for UDP and TCP, below those the kernel gives away by itself."""
    while True:
        port = 10000 + random.randrange(0, 18000, 4)
        with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as udp, socket.socket() as tcp:
            try:
                udp.bind(("127.0.0.1", port))
                tcp.bind(("127.0.0.1", port))
                return port
            except OSError:
                continue


def write_recordings(prompts, out):
    """60 ms in place of every spoken line, each with a pattern of its own so that phones can tell them apart."""
    for folder, _, names in os.walk(os.path.join(prompts, "en")):
        for name in (n for n in names if n.endswith(".txt")):
            os.makedirs(os.path.join(out, "en"), exist_ok=True)
            with open(os.path.join(folder, name), encoding="utf-8") as f:
                lines = [line for line in f.read().splitlines() if line.strip()]
            for number, _ in enumerate(lines, 1):
                seed = zlib.crc32(f"{name}{number}".encode())
                with wave.open(os.path.join(out, "en", f"{name[:-4]}.{number}.wav"), "wb") as w:
                    w.setparams((1, 2, 8000, 480, "NONE", ""))
                    w.writeframes(b"".join(struct.pack("<h", 3000 if seed >> i // 8 % 32 & 1 else -3000)
                                           for i in range(480)))


class People:
    """Rows in the order of their tables; `write` puts them into either database."""

    def __init__(self):
        self.ms = int(time.time() * 1000) - 3600000
        self.now = self.ms * 1000
        self.last = 0
        self.rows = {}
        self.category = self.id()
        self.add("category", (self.category, "bench", "Bench", "", 0, "open", self.now, 1))

    def id(self):
        self.last += 1
        if self.last % 0xffff == 0:
            self.ms += 1
        return self.ms - BEGIN_MS << 22 | MAKER << 16 | self.last % 0xffff

    def add(self, table, row):
        self.rows.setdefault(table, []).append(row)

    def account(self, roles, number):
        n = self.id()
        self.add("account", (n, roles, f"b{n}", f"B {n}", None, "UTC", "en", "active", self.now, 1))
        self.add("number", (self.id(), n, number, "", 1, self.now, self.now))
        return n

    def advisor(self, number, intent="away"):
        """Gives (advisor, listing)."""
        n, listing = self.account(2, number), self.id()
        self.add("advisor", (n, intent, 1, 0, 0, None, None, None, None, self.now, 1))
        self.add("listing", (listing, n, self.category, "Boiler faults", "What to do when it drips. " * 8, 240,
                             f"{100000 + len(self.rows['advisor'])}", "open", self.now, 1))
        return n, listing

    def customer(self, number, credit=1000000):
        n = self.account(1, number)
        self.add("transfer", (self.id(), self.ms * 1000, "world:topup", f"wallet:{n}", credit, "USD", "topup", f"b{n}",
                              "bench", 0, 0))
        return n

    def callback(self, advisor, listing, customer, number):
        n, until = self.id(), self.now + 24 * 3600 * 1000000
        self.add("callback", (n, advisor, customer, listing, number, "web", "waiting", self.ms * 1000, until, 0, 0, 0,
                              240, "", "en", None, None, None, None, 1))
        self.add("alarm", ("callback_expires", n, advisor, until))

    ORDER = ("category", "account", "number", "advisor", "listing", "transfer", "callback", "alarm")

    def write_sqlite(self, path):
        db = sqlite3.connect(path)
        db.execute("PRAGMA synchronous=OFF")
        for table in self.ORDER:
            rows = self.rows.get(table, [])
            if rows:
                # Columns that came with later migrations stand at the end and have a default.
                names = [row[1] for row in db.execute(f"PRAGMA table_info({table})")][:len(rows[0])]
                db.executemany(f"INSERT INTO {table} ({', '.join(names)}) VALUES ({','.join('?' * len(names))})", rows)
        db.execute(COUNTED)
        db.execute("ANALYZE")
        db.commit()
        db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        db.close()

    def _names(self, url, table):
        asked = f"SELECT attname FROM pg_attribute WHERE attrelid = '{table}'::regclass AND attnum > 0 ORDER BY attnum"
        answer = subprocess.run(["psql", "-q", "-X", "-A", "-t", url, "-c", asked], text=True, check=True,
                                stdout=subprocess.PIPE).stdout
        return answer.split()[:len(self.rows[table][0])]

    def write_postgres(self, url):
        def cell(value):
            return r"\N" if value is None else str(value)

        words = ["BEGIN;\n"]
        for table in self.ORDER:
            if self.rows.get(table):
                words.append(f"COPY {table} ({', '.join(self._names(url, table))}) FROM stdin;\n")
                words += ["\t".join(map(cell, row)) + "\n" for row in self.rows[table]]
                words.append("\\.\n")
        # Only what was filled: an empty table that was looked at is planned for as an empty one.
        words.append(COUNTED + ";\nCOMMIT;\nANALYZE " + ", ".join(t for t in self.ORDER if self.rows.get(t)) + ";\n")
        subprocess.run(["psql", "-q", "-X", "-v", "ON_ERROR_STOP=1", url], input="".join(words), text=True, check=True,
                       stdout=subprocess.DEVNULL)


class Place:
    """One daemon. `store` is "sqlite", or the url of a PostgreSQL database that is emptied first."""

    def __init__(self, programs, folder, people, *, store="sqlite", trunk_port=9, rules=None, channels=10000):
        self.folder, self.process, self.token = folder, None, None
        self.ringback = programs.ringback
        os.makedirs(folder, exist_ok=True)
        self.api, self.admin, self.sip = free_port(), free_port(), free_port()
        self.database = os.path.join(folder, "ringback.db")
        recordings = os.path.join(folder, "recordings")
        write_recordings(programs.prompts, recordings)
        self.config = os.path.join(folder, "ringback.conf")
        url = f"sqlite:{self.database}" if store == "sqlite" else store
        with open(self.config, "w", encoding="utf-8") as f:
            f.write(self._words(url, trunk_port, channels, recordings, dict(RULES, **(rules or {}))))
        if store != "sqlite":
            subprocess.run(["psql", "-q", "-X", store, "-c", "DROP SCHEMA public CASCADE; CREATE SCHEMA public"],
                           check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        self._first_operator()
        if store == "sqlite":
            people.write_sqlite(self.database)
        else:
            people.write_postgres(store)

    def _words(self, url, trunk_port, channels, recordings, rules):
        return (
            f'server = {{ name = "bench"; data_dir = "{self.folder}"; drain_ms = 0; }};\n'
            f'store = {{ url = "{url}"; }};\n'
            f'http = {{ listen = "127.0.0.1:{self.api}"; admin_listen = "127.0.0.1:{self.admin}"; calls_per_address = 0;\n'
            "  connections = 20000; connections_per_address = 20000; streams = 20000; };\n"
            f'sip = {{ address = "127.0.0.1"; port = {self.sip}; health_ms = 0; legs = 10000; trunks = (\n'
            f'  {{ name = "bench"; host = "127.0.0.1"; port = {trunk_port}; caller_id = "+14155550199"; channels = {channels};'
            " simulated = true; } ); };\n"
            'media = { address = "127.0.0.1"; port_least = 30000; port_most = 39999; threads = 1; };\n'
            f'speech = {{ words_per_minute = 450; recordings_dir = "{recordings}"; }};\n'
            'numbers = { simulated = [ "+999" ]; };\n'
            'log = { level = "warn"; };\n'
            "rules = { " + " ".join(f"{k} = {v};" for k, v in rules.items()) + " };\n")

    def _first_operator(self):
        password = os.path.join(self.folder, "password")
        with open(password, "w", encoding="utf-8") as f:
            f.write(PASSWORD + "\n")
        os.chmod(password, 0o600)
        subprocess.run([self.ringback, "operator", "add", "olive", "--nickname", "Olive", "--password-file", password,
                        "--config", self.config], check=True, stdout=subprocess.DEVNULL, timeout=60)

    def __enter__(self):
        with open(os.path.join(self.folder, "daemon.log"), "ab") as log:
            self.process = subprocess.Popen([self.ringback, "serve", "--config", self.config],
                                            stdin=subprocess.DEVNULL, stdout=log, stderr=log)
        try:
            self._await_ready()
            self.token = self.call("POST", "/v1/sign-in", {"login": "olive", "password": PASSWORD, "token": True})["token"]
        except BaseException:
            self.__exit__()
            raise
        return self

    def __exit__(self, *_):
        self.process.kill()
        self.process.wait()

    def _await_ready(self):
        limit = time.monotonic() + 60
        while time.monotonic() < limit:
            if self.process.poll() is not None:
                break
            try:
                if self.raw("GET", "/healthz")[0] == 200:
                    return
            except OSError:
                pass
            time.sleep(0.03)
        with open(os.path.join(self.folder, "daemon.log"), encoding="utf-8", errors="replace") as f:
            raise RuntimeError("the daemon did not come up:\n" + f.read()[-2000:])

    def raw(self, method, path, body=None, headers=None):
        connection = http.client.HTTPConnection("127.0.0.1", self.api, timeout=30)
        try:
            connection.request(method, path, body, headers or {})
            answer = connection.getresponse()
            return answer.status, answer.read()
        finally:
            connection.close()

    def call(self, method, path, body=None):
        kind = "application/merge-patch+json" if method == "PATCH" else "application/json"
        headers = {"Content-Type": kind, "Idempotency-Key": str(uuid.uuid4())}
        if self.token:
            headers["Authorization"] = "Bearer " + self.token
        status, text = self.raw(method, path, json.dumps(body) if body is not None else None, headers)
        if status >= 300:
            raise RuntimeError(f"{method} {path}: {status} {text.decode(errors='replace')}")
        return json.loads(text) if text else None

    def cpu(self):
        return cpu_of(self.process.pid)

    def completed(self):
        db = sqlite3.connect(f"file:{self.database}?mode=ro", uri=True, timeout=5)
        try:
            return db.execute("SELECT COUNT(*) FROM callback WHERE state = 'completed'").fetchone()[0]
        finally:
            db.close()


def cpu_of(pid):
    """Seconds of processor time, of all its threads."""
    with open(f"/proc/{pid}/stat", encoding="utf-8") as f:
        words = f.read().rpartition(")")[2].split()
    return (int(words[11]) + int(words[12])) / TICKS
