#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Everything a client can do wrong before a handler is asked, against http_probe (a toy API on the real surface).

    surface.py PATH-TO-http_probe [name of one test …]

Each test is a sentence. The probe prints its tokens and ports, lives until its standard input closes, and must then end by
itself with exit code 0: under the sanitizers that also means nothing leaked.
"""
import http.client
import json
import os
import socket
import ssl
import subprocess
import sys
import tempfile
import time

PROBE = sys.argv[1]
GOOD = {"title": "a", "wait_seconds": 60}


class Probe:
    def __init__(self, *options):
        self.process = subprocess.Popen([PROBE, *options], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        self.said = {}
        while "port" not in self.said:
            line = self.process.stdout.readline()
            if not line:
                raise SystemExit("the probe did not start")
            name, value = line.split()
            self.said[name] = value
        self.port, self.admin = int(self.said["port"]), int(self.said["admin"])

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.process.stdin.close()
        code = self.process.wait(timeout=60)
        assert code == 0, "the probe ended with %d" % code

    def ask(self, method, path, body=None, port=None, raw=None, **headers):
        connection = http.client.HTTPConnection("127.0.0.1", port or self.port, timeout=20)
        sent = {k.replace("_", "-"): v for k, v in headers.items()}
        if body is not None:
            raw = json.dumps(body).encode()
        if raw is not None:
            sent.setdefault("Content-Type", "application/json")
        connection.request(method, path, raw, sent)
        reply = connection.getresponse()
        data = reply.read()
        connection.close()
        return Reply(reply.status, reply.headers, data)

    def key(self, **more):
        return {"Authorization": "Bearer " + self.said["key"], "Idempotency_Key": os.urandom(6).hex(), **more}

    def cookie(self, **more):
        return {"Cookie": "ringback=" + self.said["session"], **more}

    def open(self):
        return socket.create_connection(("127.0.0.1", self.port), timeout=20)


class Reply:
    def __init__(self, status, headers, data):
        self.status, self.headers, self.data = status, headers, data

    @property
    def json(self):
        return json.loads(self.data)

    def is_problem(self, status, code):
        assert self.status == status, (self.status, self.data)
        assert self.headers["Content-Type"] == "application/problem+json", self.headers
        problem = self.json
        assert problem["code"] == code and problem["status"] == status, problem
        assert problem["type"].endswith("#" + code) and problem["title"], problem
        return problem


def read_all(connection):
    data = b""
    try:
        while True:
            more = connection.recv(65536)
            if not more:
                return data
            data += more
    except ConnectionResetError:
        return data


# ---- form -----------------------------------------------------------------------------------------------
def every_fault_of_a_body_is_named(p):
    problem = p.ask("POST", "/v1/things", {"wait_seconds": "x", "evil": 1, "phone": "+1 2"}, **p.key()).is_problem(
        422, "validation_failed")
    faults = {(e["pointer"], e["code"]) for e in problem["errors"]}
    assert faults == {("#/title", "required"), ("#/wait_seconds", "wrong_type"), ("#/evil", "unknown_field"),
                      ("#/phone", "wrong_format")}, faults


def what_is_not_json_is_told_with_its_place(p):
    for raw in (b"{", b'{"title":"a","title":"b","wait_seconds":60}', b'{"title":"\xff","wait_seconds":60}', b"[" * 5000,
                b'{"title":"\\u0000","wait_seconds":60}', b"nonsense"):
        problem = p.ask("POST", "/v1/things", raw=raw, **p.key()).is_problem(400, "malformed_json")
        assert problem["detail"].startswith("line 1, column"), problem


def a_body_of_another_kind_is_refused(p):
    p.ask("POST", "/v1/things", raw=b"a=b", Content_Type="application/x-www-form-urlencoded", **p.key()).is_problem(
        415, "media_type")
    p.ask("POST", "/v1/things", raw=b"", **p.key()).is_problem(422, "validation_failed")
    p.ask("DELETE", "/v1/things/cbk_0000000000001", {"why": 1}, **p.key()).is_problem(422, "validation_failed")


def a_megabyte_is_too_much(p):
    p.ask("POST", "/v1/things", raw=b" " * 1_000_000, **p.key()).is_problem(413, "too_large")
    assert p.ask("GET", "/v1/things").status == 200


def a_chunked_megabyte_is_too_much(p):
    with p.open() as c:
        c.sendall(b"POST /v1/things HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n")
        try:
            for _ in range(100):
                c.sendall(b"2710\r\n" + b" " * 10000 + b"\r\n")
            c.sendall(b"0\r\n\r\n")
        except OSError:
            pass
        said = read_all(c)
        assert said == b"" or b" 413 " in said.split(b"\r\n")[0], said[:100]
    assert p.ask("GET", "/v1/things").status == 200


def null_absent_and_a_value_are_three_things(p):
    r = p.ask("POST", "/v1/things", {**GOOD, "phone": None}, **p.key()).json
    assert r["has_phone"] and r["phone_is_null"]
    r = p.ask("POST", "/v1/things", GOOD, **p.key()).json
    assert not r["has_phone"] and not r["phone_is_null"]


def parameters_are_checked_too(p):
    for query in ("limit=0", "limit=101", "limit=x", "most=11", "state=ajar", "advisor=cus_0000000000001", "bogus=1",
                  "state=open&state=open", "created_after=yesterday"):
        p.ask("GET", "/v1/things?" + query).is_problem(422, "validation_failed")
    for query in ("state=%ff", "state=%zz", "state=%", "state=%0"):
        p.ask("GET", "/v1/things?" + query).is_problem(400, "malformed_request")
    assert p.ask("GET", "/v1/things?state=open&limit=100&created_after=2026-01-02T03:04:05%2B01:00").status == 200


def ids_of_another_kind_name_nothing(p):
    for id in ("adv_0000000000001", "1", "cbk_", "cbk_000000000000!", "%00", "%ff", "..", "cbk_0000000000001%2f"):
        p.ask("GET", "/v1/things/" + id, **p.key()).is_problem(404, "not_found")


# ---- addresses -----------------------------------------------------------------------------------------
def addresses_and_methods_we_do_not_have(p):
    p.ask("GET", "/").is_problem(404, "not_found")
    p.ask("GET", "/v1/things/").is_problem(404, "not_found")
    r = p.ask("PUT", "/v1/things", {}, **p.key())
    r.is_problem(405, "method_not_allowed")
    assert r.headers["Allow"] == "GET, HEAD, POST", r.headers
    assert p.ask("OPTIONS", "/v1/things").status == 405
    with p.open() as c:
        c.sendall(b"BREW / HTTP/1.1\r\nHost: x\r\n\r\n")
        assert b"application/problem+json" in c.recv(4096)


def only_json_can_be_had(p):
    p.ask("GET", "/v1/things", Accept="text/html").is_problem(406, "not_acceptable")
    assert p.ask("GET", "/v1/things", Accept="text/html, */*;q=0.1").status == 200


def head_is_get_without_its_body(p):
    get, head = p.ask("GET", "/v1/things"), p.ask("HEAD", "/v1/things")
    assert head.status == 200 and head.data == b""
    assert int(head.headers["Content-Length"]) == len(get.data)


def every_answer_carries_its_headers(p):
    r = p.ask("GET", "/v1/things", X_Request_Id="abc-1")
    assert r.headers["X-Request-Id"] == "abc-1" and r.headers["X-Content-Type-Options"] == "nosniff"
    assert r.headers["Cache-Control"] == "no-store" and "Access-Control-Allow-Origin" not in r.headers
    r = p.ask("GET", "/v1/nowhere", X_Request_Id="a b<script>")
    assert r.json["request_id"] == r.headers["X-Request-Id"] != "a b<script>"


def a_list_is_walked_by_its_cursor(p):
    seen, path = [], "/v1/things?limit=25&state=open"
    while path:
        r = p.ask("GET", path)
        seen += r.json["data"]
        link = r.headers["Link"]
        assert (link is None) == (r.json["next_cursor"] is None)
        path = link and link[1:link.index(">")]
    assert seen == list(range(60, 0, -1)), seen
    cursor = p.ask("GET", "/v1/things?limit=5&state=open").json["next_cursor"]
    assert p.ask("GET", "/v1/things?state=open&limit=7&cursor=" + cursor).json["data"][0] == 55
    p.ask("GET", "/v1/things?state=closed&cursor=" + cursor).is_problem(400, "cursor_invalid")
    p.ask("GET", "/v1/things?cursor=rubbish").is_problem(400, "cursor_invalid")


# ---- who ---------------------------------------------------------------------------------------------------
def who_may_not_is_told_so(p):
    thing = "/v1/things/cbk_0000000000001"
    r = p.ask("GET", thing)
    r.is_problem(401, "not_signed_in")
    assert r.headers["WWW-Authenticate"] == "Bearer"
    p.ask("GET", thing, Authorization="Bearer nonsense").is_problem(401, "token_invalid")
    p.ask("GET", thing, Authorization="Basic YTpi").is_problem(401, "token_invalid")
    p.ask("GET", thing, Authorization="Bearer " + p.said["ended"]).is_problem(401, "token_invalid")
    p.ask("GET", thing, Authorization="Bearer " + p.said["key"][:-1] + "!").is_problem(401, "token_invalid")
    assert p.ask("GET", thing, Authorization="Bearer " + p.said["key"]).status == 200
    assert p.ask("GET", thing, **p.cookie()).status == 200
    p.ask("DELETE", thing, **p.cookie(Sec_Fetch_Site="same-origin")).is_problem(403, "not_allowed")
    p.ask("DELETE", thing, Authorization="Bearer " + p.said["reading_key"]).is_problem(403, "key_read_only")


def an_old_cookie_does_not_close_public_pages(p):
    assert p.ask("GET", "/v1/things", Cookie="ringback=" + p.said["ended"]).status == 200
    assert p.ask("GET", "/v1/things", Cookie="ringback=rubbish; a=b").status == 200


def a_cookie_writes_only_from_our_pages(p):
    ask = lambda **h: p.ask("POST", "/v1/things", GOOD, Idempotency_Key=os.urandom(6).hex(), **p.cookie(**h))
    ask().is_problem(403, "cross_site")
    ask(Origin="http://evil.example").is_problem(403, "cross_site")
    ask(Origin="null").is_problem(403, "cross_site")
    ask(Sec_Fetch_Site="cross-site").is_problem(403, "cross_site")
    ask(Sec_Fetch_Site="same-site").is_problem(403, "cross_site")
    assert ask(Origin="http://127.0.0.1:%d" % p.port).status == 201
    assert ask(Sec_Fetch_Site="same-origin", Origin="http://127.0.0.1:%d" % p.port).status == 201


def acting_for_another_is_the_operators(p):
    other = "cus_0000000000001"
    r = p.ask("POST", "/v1/things", {**GOOD, "customer": other}, **p.key())
    assert r.status == 201 and r.json["customer"] not in (11, 99), r.data
    p.ask("POST", "/v1/things", {**GOOD, "customer": other}, Idempotency_Key="k",
          **p.cookie(Sec_Fetch_Site="same-origin")).is_problem(403, "not_allowed")


def signing_in_takes_the_right_password(p):
    ask = lambda login, password: p.ask("POST", "/v1/sign-in", {"login": login, "password": password})
    r = ask("ada", "right")
    assert r.status == 200 and r.headers["Set-Cookie"].startswith("ringback=token; Path=/; Max-Age=60; HttpOnly"), r.data
    ask("ada", "wrong").is_problem(401, "bad_sign_in")
    ask("nobody", "right").is_problem(401, "bad_sign_in")
    for _ in range(4):
        r = ask("nobody", "x")
    r.is_problem(429, "rate_limited")
    assert int(r.headers["Retry-After"]) >= 1 and r.headers["RateLimit-Policy"] == '"default";q=6;w=60', r.headers


def a_used_session_is_noted(p):
    before = p.ask("GET", "/v1/things/cbk_0000000000001", **p.cookie()).json["touches"]
    limit = time.time() + 10
    while p.ask("GET", "/v1/things/cbk_0000000000001", **p.cookie()).json["touches"] <= before:
        assert time.time() < limit


def a_page_left_alone_keeps_no_operator_signed_in(p):
    def see(token, **headers):
        return p.ask("GET", "/v1/things/cbk_0000000000001", Authorization="Bearer " + p.said[token], **headers).json["touches"]

    def noted(most):
        limit = time.time() + 10
        while see("reading_key") < most:
            assert time.time() < limit
        return see("reading_key")

    # Notes are written one after the other: what was wrongly written before the last is counted with it.
    before = see("reading_key")
    for _ in range(5):
        see("desk_session", X_Asked_By="page")
    Stream(p, Authorization="Bearer " + p.said["desk_session"]).close()
    see("desk_session")
    assert noted(before + 1) == before + 1
    see("session", X_Asked_By="page")
    assert noted(before + 2) == before + 2


# ---- keys --------------------------------------------------------------------------------------------------
def a_key_is_needed_and_has_a_form(p):
    auth = {"Authorization": "Bearer " + p.said["key"]}
    p.ask("POST", "/v1/things", GOOD, **auth).is_problem(400, "idempotency_key_missing")
    for bad in ("", '""', "x" * 256, "\u00e9"):
        p.ask("POST", "/v1/things", GOOD, Idempotency_Key=bad.encode("utf-8"), **auth).is_problem(
            400, "idempotency_key_invalid")


def the_same_key_gives_the_same_answer(p):
    key = p.key()
    first = p.ask("POST", "/v1/things", GOOD, **key)
    again = p.ask("POST", "/v1/things", GOOD, **{**key, "Idempotency_Key": '"%s"' % key["Idempotency_Key"]})
    assert (again.status, again.data) == (201, first.data)
    assert again.headers["Location"] == first.headers["Location"]
    assert again.headers["Idempotency-Replayed"] == "true" and "Idempotency-Replayed" not in first.headers
    p.ask("POST", "/v1/things", {**GOOD, "title": "b"}, **key).is_problem(422, "idempotency_key_reused")


def a_refusal_is_kept_and_a_wrong_form_is_not(p):
    key = p.key()
    p.ask("POST", "/v1/things", {**GOOD, "title": "poor"}, **key).is_problem(402, "insufficient_balance")
    r = p.ask("POST", "/v1/things", {**GOOD, "title": "poor"}, **key)
    r.is_problem(402, "insufficient_balance")
    assert r.headers["Idempotency-Replayed"] == "true"
    key = p.key()
    p.ask("POST", "/v1/things", {}, **key).is_problem(422, "validation_failed")
    assert p.ask("POST", "/v1/things", GOOD, **key).status == 201


def keys_belong_to_who_sent_them(p):
    mine = {"Idempotency_Key": "shared", **p.cookie(Sec_Fetch_Site="same-origin")}
    a = p.ask("POST", "/v1/things", GOOD, **mine)
    b = p.ask("POST", "/v1/things", GOOD, Authorization="Bearer " + p.said["key"], Idempotency_Key="shared")
    assert a.status == b.status == 201 and a.json["number"] != b.json["number"]


def versions_are_asked_for_and_compared(p):
    ask = lambda **h: p.ask("PATCH", "/v1/things/cbk_0000000000001", {"title": "x"}, **p.key(**h))
    ask().is_problem(428, "precondition_required")
    ask(If_Match='"2"').is_problem(412, "stale")
    ask(If_Match="rubbish").is_problem(412, "stale")
    assert ask(If_Match='"3"').status == 200 and ask(If_Match="*").status == 200


# ---- the wire ------------------------------------------------------------------------------------------------
def pipelined_requests_are_answered_in_order(p):
    one = b"GET /v1/things?limit=%d HTTP/1.1\r\nHost: x\r\n\r\n"
    with p.open() as c:
        c.sendall(b"".join(one % n for n in (1, 2, 3)) + b"GET /v1/nowhere HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
        said = read_all(c)
    places = [said.index(x) for x in (b"[60]", b"[60,59]", b"[60,59,58]", b'"not_found"')]
    assert places == sorted(places)


def headers_without_end_are_cut_off(p):
    with p.open() as c:
        try:
            c.sendall(b"GET / HTTP/1.1\r\nHost: x\r\n")
            for _ in range(5000):
                c.sendall(b"X-Bomb: " + b"a" * 100 + b"\r\n")
        except OSError:
            pass
        said = read_all(c)
        assert said == b"" or b" 4" in said[:14], said[:60]
    assert p.ask("GET", "/v1/things").status == 200


def what_is_no_http_is_refused(p):
    for raw in (b"\x00\xff\xfe\r\n\r\n", b"GET\r\n\r\n", b"GET / HTTP/9.9\r\n\r\n", b"GET / HTTP/1.1\r\nNo colon\r\n\r\n",
                b"POST /v1/things HTTP/1.1\r\nHost: x\r\nContent-Length: -1\r\n\r\n",
                b"POST /v1/things HTTP/1.1\r\nHost: x\r\nContent-Length: 99999999999999999999\r\n\r\n",
                b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03" + b"a" * 200, b"\r\n" * 1000):
        with p.open() as c:
            c.sendall(raw)
            c.shutdown(socket.SHUT_WR)
            said = read_all(c)
            assert said == b"" or b" 4" in said[:14] or b" 5" in said[:14], (raw[:20], said[:80])
    assert p.ask("GET", "/v1/things").status == 200


def a_request_names_one_host(p):
    for path in (b"/v1/things?limit=1", b"/docs/problems", b"/healthz"):
        for lines in (b"HTTP/1.1\r\n", b"HTTP/1.1\r\nHost: x\r\nHost: y\r\n"):
            with p.open() as c:
                c.sendall(b"GET " + path + b" " + lines + b"Connection: close\r\n\r\n")
                said = read_all(c)
                assert said.startswith(b"HTTP/1.1 400") and b"malformed_request" in said, (path, lines, said[:80])
    for lines in (b"HTTP/1.1\r\nHost: x\r\nConnection: close\r\n", b"HTTP/1.0\r\n"):
        with p.open() as c:
            c.sendall(b"GET /v1/things?limit=1 " + lines + b"\r\n")
            said = read_all(c)
            assert said.startswith(b"HTTP/1.") and b" 200" in said[:13], (lines, said[:80])


def nothing_is_smuggled_behind_a_length(p):
    inner = b"GET /v1/nowhere HTTP/1.1\r\nHost: x\r\n\r\n"
    for lines in (b"Content-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
                  b"Content-Length: 0\r\nTransfer-Encoding: x, chunked\r\n\r\n0\r\n\r\n",
                  b"Content-Length: 0\r\nContent-Length: %d\r\n\r\n" % len(inner),
                  b"Content-Length : %d\r\n\r\n" % len(inner), b"Content-Length: +5\r\n\r\nabcde"):
        with p.open() as c:
            c.sendall(b"POST /v1/things HTTP/1.1\r\nHost: x\r\n" + lines + inner)
            said = read_all(c)
            assert said.startswith(b"HTTP/1.1 400") and said.count(b"HTTP/1.1 ") == 1, (lines, said)
    body = b"GET /v1/things?limit=1 HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Length: %d\r\n\r\n" % len(inner)
    with p.open() as c:
        c.sendall(body + inner)
        assert read_all(c).count(b"HTTP/1.1 ") == 1


def who_leaves_early_harms_nobody(p):
    for cut in (b"GET /v1/th", b"GET /v1/things HTTP/1.1\r\nHost: x\r\n\r\n",
                b"POST /v1/things HTTP/1.1\r\nHost: x\r\nContent-Length: 50\r\n\r\n{"):
        for _ in range(20):
            c = p.open()
            c.sendall(cut)
            c.close()
    assert p.ask("GET", "/v1/things").status == 200


def a_failure_of_ours_says_little(p):
    problem = p.ask("GET", "/v1/broken").is_problem(500, "internal")
    assert "store" not in json.dumps(problem)


# ---- health ----------------------------------------------------------------------------------------------------
def health_is_told_on_both_doors_and_more_on_one(p):
    assert p.ask("GET", "/healthz").status == 200
    assert p.ask("GET", "/readyz").json == {"ready": True}
    assert p.ask("GET", "/readyz", port=p.admin).json["checks"][0]["name"] == "store"
    assert b"http_server_request_duration_seconds" in p.ask("GET", "/metrics", port=p.admin).data
    p.ask("GET", "/metrics").is_problem(404, "not_found")
    p.ask("GET", "/v1/things", port=p.admin).is_problem(404, "not_found")
    assert p.ask("GET", "/openapi.json").status == 200


# ---- events ------------------------------------------------------------------------------------------------------
class Stream:
    def __init__(self, p, **headers):
        self.c = http.client.HTTPConnection("127.0.0.1", p.port, timeout=20)
        self.c.request("GET", "/v1/events/stream", headers={k.replace("_", "-"): v for k, v in headers.items()})
        self.reply = self.c.getresponse()
        assert self.reply.status == 200, self.reply.read()

    def next(self):
        """One event as a dict; comments are {"": …}."""
        event = {}
        while True:
            raw = self.reply.readline()
            assert raw, "the stream ended"
            line = raw.decode().rstrip("\n")
            if not line and event:
                return event
            if line:
                name, _, value = line.partition(":")
                event[name] = value.strip()

    def next_named(self):
        while True:
            event = self.next()
            if "event" in event:
                return event

    def close(self):
        self.c.close()


def events_reach_whom_they_concern(p):
    operator = Stream(p, Authorization="Bearer " + p.said["key"])
    customer = Stream(p, Cookie="ringback=" + p.said["session"])
    nobody = Stream(p)
    assert operator.reply.headers["Content-Type"] == "text/event-stream"
    assert operator.reply.headers["X-Accel-Buffering"] == "no"
    assert operator.next()["retry"] == "2000"
    p.ask("POST", "/v1/things", GOOD, **p.key())
    first = operator.next_named()
    assert first["event"] == "thing.made" and json.loads(first["data"])["data"] == {"a": 1}
    p.ask("POST", "/v1/things", GOOD, Idempotency_Key=os.urandom(6).hex(), **p.cookie(Sec_Fetch_Site="same-origin"))
    own = customer.next_named()
    assert int(own["id"]) == int(first["id"]) + 1, (own, first)
    assert operator.next_named()["id"] == own["id"]
    again = Stream(p, Authorization="Bearer " + p.said["key"], Last_Event_ID=str(int(first["id"]) - 1))
    assert [again.next_named()["id"], again.next_named()["id"]] == [first["id"], own["id"]]
    lost = Stream(p, Authorization="Bearer " + p.said["key"], Last_Event_ID="999999999")
    assert lost.next_named()["event"] == "resync"
    assert p.ask("GET", "/v1/events", **p.key()).json["data"][0]["number"] == int(own["id"])
    assert len(p.ask("GET", "/v1/events", **p.cookie()).json["data"]) >= 1
    nobody.c.sock.settimeout(0.5)
    assert nobody.next()["retry"] == "2000"
    try:
        raise AssertionError(nobody.next())
    except (TimeoutError, socket.timeout):
        pass
    for s in (operator, customer, nobody, again, lost):
        s.close()


def a_quiet_stream_shows_that_it_lives():
    with Probe("--heartbeat-ms", "300") as p:
        s = Stream(p)
        assert s.next()["retry"] == "2000"
        assert s.next() == {"": ""}
        s.close()


def many_watchers_see_the_same_and_may_leave(p):
    watchers = [Stream(p, Authorization="Bearer " + p.said["key"]) for _ in range(40)]
    for _ in range(20):
        p.ask("POST", "/v1/things", GOOD, **p.key())
    seen = [[w.next_named()["id"] for _ in range(20)] for w in watchers[:10]]
    assert all(s == seen[0] for s in seen)
    for w in watchers:
        w.close()
    p.ask("POST", "/v1/things", GOOD, **p.key())


def who_does_not_read_is_let_go():
    with Probe("--behind", "150000") as p:
        leave_unread(p)


def leave_unread(p):
    c = p.open()
    c.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
    c.sendall(b"GET /v1/events/stream HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer %s\r\n\r\n" % p.said["key"].encode())
    ok = Stream(p, Authorization="Bearer " + p.said["key"])
    metric = lambda: p.ask("GET", "/metrics", port=p.admin).data.decode().split("\nringback_event_stream_clients ")[1][0]
    limit = time.time() + 60
    while metric() != "1":
        assert time.time() < limit, "it is still there"
        for _ in range(5):
            assert p.ask("POST", "/v1/things", {**GOOD, "title": "long"}, **p.key()).status == 201
            assert ok.next_named()
    ok.close()
    c.close()


def a_full_house_says_so():
    with Probe("--slow-ms", "300", "--in-flight", "1", "--loops", "1") as p:
        held = [p.open() for _ in range(4)]
        for c in held:
            c.sendall(b"GET /v1/things/latest HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
        said = [read_all(c) for c in held]
        assert sum(b" 503 " in s[:14] and b"Retry-After: 1" in s for s in said) == 3, said
        assert sum(b" 200 " in s[:14] for s in said) == 1


def tls_may_be_direct():
    with tempfile.TemporaryDirectory() as folder:
        pem = os.path.join(folder, "pem")
        made = subprocess.run(["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes",
                               "-keyout", pem, "-out", pem + ".crt", "-subj", "/CN=x", "-days", "2"],
                              capture_output=True, check=False)
        assert made.returncode == 0, made.stderr
        with open(pem, "a", encoding="ascii") as f:
            f.write(open(pem + ".crt", encoding="ascii").read())
        trust = ssl.create_default_context(cafile=pem + ".crt")
        trust.check_hostname = False
        with Probe("--tls", pem) as p:
            for _ in range(20):
                with trust.wrap_socket(p.open()) as c:
                    c.sendall(b"GET /v1/things?limit=1 HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
                    said = read_all(c)
                    assert said.startswith(b"HTTP/1.1 200") and b"Strict-Transport-Security" in said, said
            with p.open() as c:
                c.sendall(b"GET / HTTP/1.1\r\n\r\n")
                assert b"200" not in read_all(c)


# ---- limits of their own ----------------------------------------------------------------------------------------
def a_slow_request_is_not_waited_for():
    with Probe("--request-ms", "700") as p:
        with p.open() as c:
            c.settimeout(10)
            began = time.time()
            try:
                for letter in b"GET /v1/things HTTP/1.1\r\nX-Slow: " + b"a" * 200:
                    c.sendall(bytes([letter]))
                    time.sleep(0.05)
            except OSError:
                pass
            read_all(c)
            assert time.time() - began < 8, "it was waited for"
        assert p.ask("GET", "/v1/things").status == 200


def one_address_has_so_many_connections():
    with Probe("--connections", "5") as p:
        held = [p.open() for _ in range(5)]
        for c in held:
            c.sendall(b"GET /v1/things HTTP/1.1\r\nHost: x\r\n\r\n")
            assert c.recv(15).startswith(b"HTTP/1.1 200")
        with p.open() as c:
            try:
                c.sendall(b"GET /v1/things HTTP/1.1\r\nHost: x\r\n\r\n")
                assert c.recv(10) == b""
            except ConnectionError:
                pass
        for c in held:
            c.close()
        limit = time.time() + 10
        while True:
            try:
                assert p.ask("GET", "/v1/things").status == 200
                break
            except (ConnectionError, http.client.HTTPException):
                assert time.time() < limit
                time.sleep(0.05)


def one_address_has_so_many_requests():
    with Probe("--calls", "20") as p:
        said = [p.ask("GET", "/v1/things") for _ in range(21)]
        assert [r.status for r in said[:20]] == [200] * 20
        said[20].is_problem(429, "rate_limited")
        assert 1 <= int(said[20].headers["Retry-After"]) <= 3
        assert said[0].headers["RateLimit"].startswith('"default";r=19')


def the_machines_own_socket_needs_no_token():
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "admin.sock")
        with Probe("--socket", path) as p:
            for _ in range(2):
                c = socket.socket(socket.AF_UNIX)
                c.connect(path)
                c.sendall(b"DELETE /v1/things/cbk_0000000000001 HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
                assert read_all(c).startswith(b"HTTP/1.1 204"), "no"
                c.close()
            assert p.ask("DELETE", "/v1/things/cbk_0000000000001").status == 401
        assert not os.path.exists(path)


def a_running_request_is_finished_before_the_end():
    with Probe("--slow-ms", "600") as p:
        with p.open() as c:
            c.sendall(b"GET /v1/things/latest HTTP/1.1\r\nHost: x\r\n\r\n")
            time.sleep(0.2)
            p.process.stdin.close()
            said = read_all(c)
            assert b"the latest thing" in said and b"Connection: close" in said, said


SHARED = [
    every_fault_of_a_body_is_named, what_is_not_json_is_told_with_its_place, a_body_of_another_kind_is_refused,
    a_megabyte_is_too_much, a_chunked_megabyte_is_too_much, null_absent_and_a_value_are_three_things,
    parameters_are_checked_too, ids_of_another_kind_name_nothing, addresses_and_methods_we_do_not_have,
    only_json_can_be_had, head_is_get_without_its_body, every_answer_carries_its_headers, a_list_is_walked_by_its_cursor,
    who_may_not_is_told_so, an_old_cookie_does_not_close_public_pages, a_cookie_writes_only_from_our_pages,
    acting_for_another_is_the_operators, signing_in_takes_the_right_password, a_used_session_is_noted,
    a_page_left_alone_keeps_no_operator_signed_in,
    a_key_is_needed_and_has_a_form, the_same_key_gives_the_same_answer, a_refusal_is_kept_and_a_wrong_form_is_not,
    keys_belong_to_who_sent_them, versions_are_asked_for_and_compared, pipelined_requests_are_answered_in_order,
    headers_without_end_are_cut_off, what_is_no_http_is_refused, nothing_is_smuggled_behind_a_length, a_request_names_one_host,
    who_leaves_early_harms_nobody,
    a_failure_of_ours_says_little, health_is_told_on_both_doors_and_more_on_one, events_reach_whom_they_concern,
    many_watchers_see_the_same_and_may_leave,
]
OWN = [
    who_does_not_read_is_let_go, a_full_house_says_so, tls_may_be_direct,
    a_quiet_stream_shows_that_it_lives, a_slow_request_is_not_waited_for, one_address_has_so_many_connections,
    one_address_has_so_many_requests, the_machines_own_socket_needs_no_token,
    a_running_request_is_finished_before_the_end,
]


def run(test, *args):
    try:
        test(*args)
        print("ok   ", test.__name__.replace("_", " "), flush=True)
        return True
    except Exception as wrong:  # a failing test must not hide the others
        print("FAIL ", test.__name__.replace("_", " "), "::", type(wrong).__name__, wrong, flush=True)
        return False


def main():
    wanted = sys.argv[2:]
    chosen = lambda tests: [t for t in tests if not wanted or t.__name__ in wanted]
    good = True
    if chosen(SHARED):
        with Probe() as probe:
            for test in chosen(SHARED):
                good = run(test, probe) and good
    for test in chosen(OWN):
        good = run(test) and good
    sys.exit(0 if good else 1)


if __name__ == "__main__":
    main()
