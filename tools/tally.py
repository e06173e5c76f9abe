#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Counts tests: reads meson's testlog.json files and prints `passed failed skipped`, a failure per line on stderr.

A program that ran several tests says so itself, in the words of cmocka, of python's unittest, or in a closing line
"N passed, N failed, N skipped"; any other program is one test. A program that ended badly has at least one failure.
"""
import json
import re
import sys

CLOSING = re.compile(r"^(\d+) passed, (\d+) failed, (\d+) skipped$", re.MULTILINE)
CMOCKA = re.compile(r"^\[  (PASSED|FAILED|SKIPPED)  ?\]\s+(\d+) test\(s\)", re.MULTILINE)
UNITTEST = re.compile(r"^Ran (\d+) tests? in", re.MULTILINE)
UNITTEST_END = re.compile(r"^(?:OK|FAILED)(?: \((.*)\))?$", re.MULTILINE)


def closing_counts(output):
    found = CLOSING.findall(output)
    return tuple(int(n) for n in found[-1]) if found else None


def cmocka_counts(output):
    found = CMOCKA.findall(output)
    if not found:
        return None
    counts = {"PASSED": 0, "FAILED": 0, "SKIPPED": 0}
    for word, n in found:
        counts[word] += int(n)
    return counts["PASSED"], counts["FAILED"], counts["SKIPPED"]


def unittest_counts(output):
    ran = UNITTEST.findall(output)
    if not ran:
        return None
    ended = UNITTEST_END.findall(output)
    words = dict(re.findall(r"(\w+)=(\d+)", ended[-1] if ended else ""))
    failed = int(words.get("failures", 0)) + int(words.get("errors", 0))
    skipped = int(words.get("skipped", 0))
    return max(0, sum(map(int, ran)) - failed - skipped), failed, skipped


def counts_of(test):
    """What one program of meson's log amounts to."""
    output = test.get("stdout", "") + "\n" + test.get("stderr", "")
    result = test["result"]
    counted = closing_counts(output) or cmocka_counts(output) or unittest_counts(output)
    if result == "SKIP":
        return counted if counted and counted[2] else (0, 0, 1)
    passed, failed, skipped = counted or ((1, 0, 0) if result == "OK" else (0, 1, 0))
    if result not in ("OK", "EXPECTEDFAIL") and failed == 0:
        failed = 1
    return passed, failed, skipped


def main(paths):
    total = [0, 0, 0]
    for path in paths:
        with open(path, encoding="utf-8") as file:
            tests = [json.loads(line) for line in file if line.strip()]
        for test in tests:
            counts = counts_of(test)
            total = [a + b for a, b in zip(total, counts)]
            if counts[1]:
                print(f"failed: {test['name']} ({test['result'].lower()})", file=sys.stderr)
    print(*total)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
