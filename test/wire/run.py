#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Wire tests: a real daemon talks to telephones that are not ours, and to ours.

    run.py --ringback PATH [--only WORD] [--list] [--keep]

Each case is a sentence. Prints `ok`, `FAILED` or `skipped` with its length, then `N passed, N failed, N skipped`; ends with 1
when anything failed. What the daemon and the telephones wrote is kept with --keep, or when a case failed.
"""
import argparse
import os
import shutil
import subprocess
import sys
import tempfile
import time
import traceback

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, HERE)

import foreign_cases  # noqa: E402
import phones_cases  # noqa: E402
from house import House, free_ports  # noqa: E402
from case import Skip, World, CASES  # noqa: E402

assert foreign_cases and phones_cases


def certificate(folder):
    """A certificate of 127.0.0.1 that vouches for itself, with its key, as baresip wants it; None without openssl."""
    key, cert, both = (os.path.join(folder, n) for n in ("key.pem", "cert.pem", "both.pem"))
    try:
        subprocess.run(["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-keyout", key, "-out", cert,
                        "-days", "2", "-subj", "/CN=localhost", "-addext",
                        "subjectAltName=DNS:localhost,IP:127.0.0.1"], check=True, capture_output=True)
    except (OSError, subprocess.CalledProcessError):
        return None, None
    with open(both, "w", encoding="ascii") as f:
        for part in (key, cert):
            with open(part, encoding="ascii") as p:
                f.write(p.read())
    return cert, both


def open_world(ringback, folder):
    cert, both = certificate(folder)
    ports = dict(zip(("baresip", "sipp", "baresip_tcp", "sipp_tcp", "tls"), free_ports(5, 4)))
    # The neighbour of a port must be free too: baresip listens for TLS one above.
    trunks = [
        {"name": "baresip", "host": "127.0.0.1", "port": ports["baresip"], "prefixes": ["+1415"]},
        {"name": "sipp", "host": "127.0.0.1", "port": ports["sipp"], "prefixes": ["+1212"]},
        {"name": "baresip_tcp", "host": "127.0.0.1", "port": ports["baresip_tcp"], "prefixes": ["+1213"],
         "transport": "tcp"},
        {"name": "sipp_tcp", "host": "127.0.0.1", "port": ports["sipp_tcp"], "prefixes": ["+1310"],
         "transport": "tcp"},
    ]
    if cert:
        trunks.append({"name": "tls", "host": "127.0.0.1", "port": ports["tls"] + 1, "prefixes": ["+1312"],
                       "transport": "tls", "ca_file": cert, "tls_name": "localhost"})
    data = os.path.join(folder, "daemon")
    os.makedirs(data)
    house = House(ringback, data, trunks, prompts=os.path.join(HERE, "../../prompts"))
    return World(house.start(), folder, ports, both)


def run_case(world, case):
    began = time.monotonic()
    try:
        if world.house.process.poll() is not None:
            world.house.spawn()
        case(world)
        outcome, why = "ok", ""
    except Skip as s:
        outcome, why = "skipped", str(s)
    except Exception as e:  # noqa: BLE001
        where = traceback.extract_tb(e.__traceback__)
        mine = [f for f in where if "cases" in f.filename]
        line = f"{os.path.basename(mine[-1].filename)}:{mine[-1].lineno}: " if mine else ""
        outcome, why = "FAILED", f"{line}{type(e).__name__}: {e}"
    try:
        world.clean()
    except Exception as e:  # noqa: BLE001
        outcome, why = "FAILED", f"{why} cleaning: {e}"
    if outcome != "skipped" and world.house.process.poll() is not None:
        outcome, why = "FAILED", (f"{why}\nthe daemon ended with {world.house.process.returncode}:\n"
                                  + world.house.log_tail())
    print(f"{outcome:8}{time.monotonic() - began:6.1f} s  {case.__name__.replace('_', ' ')}"
          + (f"\n    {why}" if why else ""), flush=True)
    return outcome


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--ringback", default=os.environ.get("RINGBACK", "ringback"))
    parser.add_argument("--only", default="")
    parser.add_argument("--list", action="store_true")
    parser.add_argument("--keep", action="store_true")
    parser.add_argument("--long", action="store_true", help="also what takes a minute")
    options = parser.parse_args()
    cases = [c for c in CASES if options.only in c.__name__.replace("_", " ")]
    if options.list:
        print("\n".join(c.__name__.replace("_", " ") for c in cases))
        return 0
    folder = tempfile.mkdtemp(prefix="ringback-wire-")
    count = {"ok": 0, "FAILED": 0, "skipped": 0}
    try:
        world = open_world(os.path.abspath(options.ringback), folder)
        world.long = options.long
        try:
            for case in cases:
                count[run_case(world, case)] += 1
        finally:
            codes = world.stop()
        if codes:
            print(f"FAILED   a daemon's stop gave {codes}\n{world.house.log_tail()}")
            count["FAILED"] += 1
    except Exception as e:  # noqa: BLE001
        print(f"FAILED   {e}")
        count["FAILED"] += 1
    print(f"{count['ok']} passed, {count['FAILED']} failed, {count['skipped']} skipped")
    if options.keep or count["FAILED"]:
        print(f"kept: {folder}")
    else:
        shutil.rmtree(folder, ignore_errors=True)
    return 1 if count["FAILED"] else 0


if __name__ == "__main__":
    sys.exit(main())
