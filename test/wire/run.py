#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Wire tests: a real daemon talks to telephones that are not ours, and to ours.

    run.py --ringback PATH [--kind foreign|phones] [--only WORDS] [--list] [--keep] [--long]

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
from house import House  # noqa: E402
from ports import free_ports  # noqa: E402
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


def open_house(world):
    cert, world.pem = certificate(world.folder)
    world.ports = dict(zip(("baresip", "sipp", "baresip_tcp", "sipp_tcp", "tls"), free_ports(5, 4)))

    def trunk(name, prefix, **more):
        return dict({"name": name, "host": "127.0.0.1", "port": world.ports[name], "prefixes": [prefix]}, **more)

    trunks = [trunk("baresip", "+1415"), trunk("sipp", "+1212"), trunk("baresip_tcp", "+1213", transport="tcp"),
              trunk("sipp_tcp", "+1310", transport="tcp")]
    if cert:  # baresip listens for TLS one port above the others
        trunks.append(trunk("tls", "+1312", port=world.ports["tls"] + 1, transport="tls", ca_file=cert,
                            tls_name="localhost"))
    data = os.path.join(world.folder, "daemon")
    os.makedirs(data)
    return House(world.ringback, data, trunks).start()


def run_case(world, case):
    began = time.monotonic()
    try:
        for house in world.houses():
            if house.process.poll() is not None:
                house.spawn()
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
    for house in world.houses():
        if house.process.poll() is not None:
            outcome, why = "FAILED", f"{why}\nthe daemon ended with {house.process.returncode}:\n{house.log_tail()}"
    print(f"{outcome:8}{time.monotonic() - began:6.1f} s  {case.__name__.replace('_', ' ')}"
          + (f"\n    {why}" if why else ""), flush=True)
    return outcome


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--ringback", default=os.environ.get("RINGBACK", "ringback"))
    parser.add_argument("--only", default="")
    parser.add_argument("--kind", default="", choices=["", "foreign", "phones"])
    parser.add_argument("--list", action="store_true")
    parser.add_argument("--keep", action="store_true")
    parser.add_argument("--long", action="store_true", help="also what takes a minute")
    options = parser.parse_args()
    cases = [c for c in CASES if options.only in c.__name__.replace("_", " ")
             and c.__module__ in (options.kind + "_cases", "_cases" if options.kind else c.__module__)]
    if options.list:
        print("\n".join(c.__name__.replace("_", " ") for c in cases))
        return 0
    folder = tempfile.mkdtemp(prefix="ringback-wire-")
    count = {"ok": 0, "FAILED": 0, "skipped": 0}
    try:
        world = World(os.path.abspath(options.ringback), folder, open_house)
        world.long = options.long
        try:
            for case in cases:
                count[run_case(world, case)] += 1
        finally:
            codes = world.stop()
        for code in codes:
            print(f"FAILED   a daemon's stop gave {code}")
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
