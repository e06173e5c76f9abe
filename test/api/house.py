# SPDX-License-Identifier: Apache-2.0
"""A daemon of its own for each class of tests, people in it, and a client that checks every answer against the document.

On SQLite, or with RINGBACK_TEST_STORE=postgres in a schema of its own in the database RINGBACK_TEST_PG names.
"""
import http.client
import itertools
import json
import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import time
import unittest

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "fixture"))

import postgres  # noqa: E402
from ports import free_port  # noqa: E402
from schema import Document  # noqa: E402

BINARY = os.path.abspath(sys.argv.pop(1)) if len(sys.argv) > 1 and os.path.exists(sys.argv[1]) else "ringback"
STORE = os.environ.get("RINGBACK_TEST_STORE", "sqlite")
if STORE == "postgres":
    postgres.need()
PASSWORD = "a house is a house"
SHORT_LIVED = {"ASAN_OPTIONS": "detect_leaks=0"}  # a command gives its memory back by ending
COUNTER = itertools.count(1)
LETTERS = "0123456789abcdefghjkmnpqrstvwxyz"


def number_of(name):
    """The number an id stands for in the store."""
    n = 0
    for letter in name.split("_")[1]:
        n = n << 5 | LETTERS.index(letter)
    return n


def id_of(prefix, n):
    return f"{prefix}_" + "".join(LETTERS[n >> 5 * place & 31] for place in range(12, -1, -1))


class Answer:
    """What came back: status, headers with lower-case names, and the body, read as JSON where it is."""

    def __init__(self, response):
        self.status = response.status
        self.headers = {name.lower(): value for name, value in response.getheaders()}
        self.raw = response.read()
        kind = self.headers.get("content-type", "")
        self.json = json.loads(self.raw) if "json" in kind and self.raw else None

    @property
    def code(self):
        return (self.json or {}).get("code")

    @property
    def pointers(self):
        return [e.get("pointer", "") for e in (self.json or {}).get("errors", [])]

    def __repr__(self):
        return f"{self.status} {self.raw[:400]!r}"


class Person:
    """Somebody with a session token; `account`, `customer`, `advisor` are ids of the same person."""

    def __init__(self, house, account=None, token=None):
        self.house, self.token = house, token
        account = account or {}
        self.account, self.customer, self.advisor = (account.get(k) for k in ("id", "customer", "advisor"))
        self.login = account.get("login")

    def ask(self, method, path, body=None, headers=None, raw=None):
        return self.house.ask(method, path, body, self.token, headers, raw)

    def get(self, path):
        return self.ask("GET", path)

    def post(self, path, body=None, **headers):
        return self.ask("POST", path, body, {"Idempotency-Key": f"key-{next(COUNTER)}", **headers})

    def patch(self, path, body, **headers):
        return self.ask("PATCH", path, body, headers)


class House(unittest.TestCase):
    """cls.operator, cls.anyone, and add(…) for more people; set RULES or HTTP in a class to change its numbers."""

    @staticmethod
    def wait_for(look):
        """PostgreSQL numbers events a moment after they are committed."""
        limit = time.monotonic() + 10
        while time.monotonic() < limit:
            found = look()
            if found:
                return found
            time.sleep(0.05)
        raise AssertionError("it never came")

    RULES = ""
    HTTP = ""

    @classmethod
    def setUpClass(cls):
        cls.folder = tempfile.mkdtemp(prefix="ringback-api-")
        cls.addClassCleanup(shutil.rmtree, cls.folder, True)
        cls.port, cls.sip_port = free_port(), free_port()
        cls.write("password", PASSWORD + "\n")
        cls.store = ""
        if STORE == "postgres":
            cls.schema, url = postgres.own_schema()
            cls.store = postgres.store_of(url)
        cls.config = cls.write("ringback.conf", cls.words())
        cls.run_it("operator", "add", "olive", "--password-file", os.path.join(cls.folder, "password"))
        cls.serve()
        cls.document = Document(cls.ask("GET", "/openapi.json").json)
        cls.anyone = Person(cls)
        cls.operator = cls.sign_in("olive")

    @classmethod
    def script(cls, sql):
        """What no request can do: a past that was never lived."""
        if cls.store:
            subprocess.run(["psql", "-q", "-X", "-v", "ON_ERROR_STOP=1", "-d", postgres.TEST_PG, "-c",
                            f"SET search_path = {cls.schema}; {sql}"], check=True, timeout=60, stdout=subprocess.DEVNULL)
            return
        database = sqlite3.connect(os.path.join(cls.folder, "ringback.db"), timeout=20)
        database.executescript(sql)
        database.close()

    @classmethod
    def look(cls, sql):
        """The first column of what the store has, as text."""
        if cls.store:
            done = subprocess.run(["psql", "-q", "-X", "-A", "-t", "-v", "ON_ERROR_STOP=1", "-d", postgres.TEST_PG, "-c",
                                   f"SET search_path = {cls.schema}; {sql}"], check=True, timeout=60, capture_output=True, text=True)
            return done.stdout.split()
        database = sqlite3.connect(os.path.join(cls.folder, "ringback.db"), timeout=20)
        try:
            return [str(row[0]) for row in database.execute(sql)]
        finally:
            database.close()

    @classmethod
    def keep_house(cls):
        """What is done once an hour is due at the next start."""
        cls.script("UPDATE alarm SET at = 1 WHERE kind = 'housekeeping'")
        cls.restart()

    @classmethod
    def words(cls):
        return f"""
server = {{ name = "test"; data_dir = "{cls.folder}"; drain_ms = 500; }};
{cls.store}
http = {{ listen = "127.0.0.1:{cls.port}"; admin_listen = ""; calls_per_address = 0;
         trusted_proxies = [ "127.0.0.1" ]; {cls.HTTP} }};
sip = {{ port = {cls.sip_port}; }};
numbers = {{ simulated = [ "+999", "+1xxx55501" ]; own = [ "+999000" ]; }};
rules = {{ api_rate_per_minute = 1000000; {cls.RULES} }};
"""

    @classmethod
    def write(cls, name, words):
        path = os.path.join(cls.folder, name)
        with open(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w", encoding="utf-8") as f:
            f.write(words)
        return path

    @classmethod
    def environment(cls):
        env = {k: v for k, v in os.environ.items() if not k.startswith("RINGBACK_")}
        return {**env, "RINGBACK_CONFIG": os.path.join(cls.folder, "ringback.conf")}

    @classmethod
    def run_it(cls, *words):
        done = subprocess.run([BINARY, *words], stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=60,
                              env={**cls.environment(), **SHORT_LIVED}, check=False)
        if done.returncode:
            raise AssertionError(f"ringback {' '.join(words)}: {done.stdout}{done.stderr}")

    @classmethod
    def serve(cls):
        cls.addClassCleanup(cls.stop)
        cls.start()

    @classmethod
    def restart(cls):
        cls.daemon.terminate()
        assert cls.daemon.wait(20) == 0, cls.read_log()
        cls.start()

    @classmethod
    def start(cls):
        cls.log = open(os.path.join(cls.folder, "daemon.log"), "w+", encoding="utf-8")
        cls.addClassCleanup(cls.log.close)
        cls.daemon = subprocess.Popen([BINARY, "serve"], stderr=cls.log, stdout=cls.log, env=cls.environment())
        limit = time.monotonic() + 20
        while time.monotonic() < limit and cls.daemon.poll() is None:
            if "daemon.ready" in cls.read_log():
                return
            time.sleep(0.02)
        raise AssertionError("the daemon did not come up:\n" + cls.read_log())

    @classmethod
    def read_log(cls):
        with open(os.path.join(cls.folder, "daemon.log"), encoding="utf-8") as f:
            return f.read()

    @classmethod
    def stop(cls):
        died = cls.daemon.poll()
        if died is None:
            cls.daemon.terminate()
            try:
                cls.daemon.wait(10)
            except subprocess.TimeoutExpired:
                cls.daemon.kill()
                cls.daemon.wait()
        if died is not None or cls.daemon.returncode:
            raise AssertionError(f"the daemon ended with {cls.daemon.returncode}:\n{cls.read_log()[-4000:]}")

    # ---- asking -------------------------------------------------------------------------------------------------
    @classmethod
    def ask(cls, method, path, body=None, token=None, headers=None, raw=None):
        headers = dict(headers or {})
        if token:
            headers.setdefault("Authorization", f"Bearer {token}")
        if body is not None:
            raw = json.dumps(body).encode()
            headers.setdefault("Content-Type", "application/merge-patch+json" if method == "PATCH"
                               else "application/json")
        # Few of these a minute and address are let through, and all of us have one.
        if path in ("/v1/sign-in", "/v1/sign-up", "/v1/setup") or path.startswith(("/v1/links/", "/v1/second-f")) or path.endswith("/pin"):
            headers.setdefault("X-Forwarded-For", f"198.51.{next(COUNTER) % 250}.{next(COUNTER) % 250}")
        connection = http.client.HTTPConnection("127.0.0.1", cls.port, timeout=30)
        try:
            connection.request(method, path, body=raw, headers=headers)
            answer = Answer(connection.getresponse())
        finally:
            connection.close()
        if hasattr(cls, "document"):
            cls.document.check_answer(method, path.split("?")[0], answer)
        return answer

    @classmethod
    def sign_in(cls, login, password=PASSWORD):
        answer = cls.ask("POST", "/v1/sign-in", {"login": login, "password": password, "token": True})
        if answer.status != 200:
            raise AssertionError(f"{login} cannot sign in: {answer}")
        return Person(cls, answer.json["account"], answer.json["token"])

    # ---- people and things ------------------------------------------------------------------------------------------
    @classmethod
    def add(cls, *roles, credit=0, number=None, part=None):
        name = f"{roles[0]}{next(COUNTER)}"
        made = cls.operator.post("/v1/accounts", {"login": name, "nickname": name.title(), "roles": list(roles),
                                                  "password": PASSWORD, **({"operator_part": part} if part else {})})
        assert made.status == 201, made
        person = cls.sign_in(name)
        if number:
            added = cls.operator.post(f"/v1/accounts/{person.account}/numbers", {"number": number})
            assert added.status == 201, added
        if credit:
            cls.credit(person, credit)
        return person

    @classmethod
    def credit(cls, person, minor):
        done = cls.operator.post(f"/v1/customers/{person.customer}/credits", {"amount": cls.usd(minor)})
        assert done.status == 201, done

    @staticmethod
    def usd(minor):
        return {"amount": minor, "currency": "USD"}

    @classmethod
    def add_category(cls):
        made = cls.operator.post("/v1/categories", {"title": f"Category {next(COUNTER)}"})
        assert made.status == 201, made
        return made.json["id"]

    @classmethod
    def add_listing(cls, advisor, price=240, category=None):
        made = cls.operator.post("/v1/listings", {"advisor": advisor.advisor, "category": category or cls.add_category(),
                                                  "title": f"Listing {next(COUNTER)}", "price": cls.usd(price)})
        assert made.status == 201, made
        return made.json["id"]

    def expect(self, answer, status, code=None, pointer=None):
        self.assertEqual(answer.status, status, answer)
        if code:
            self.assertEqual(answer.code, code, answer)
        if pointer:
            self.assertIn(pointer, answer.pointers, answer)
        return answer.json
