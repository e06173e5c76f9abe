#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""The figures of ringback, each beside its reference in the same run: a table, or --json. A missed aim is told, not hidden."""
import argparse
import json
import os
import resource
import shutil
import sys
import tempfile

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))

from figures import FIGURES, Bench, Programs  # noqa: E402


def cell(value):
    return "-" if value is None else f"{value:,}" if isinstance(value, (int, float)) else str(value)


def verdict(row):
    return "-" if row["met"] is None else "met" if row["met"] else "MISSED"


def table(rows):
    head = ("figure", "value", "unit", "reference", "its value", "ratio", "aim", "")
    lines = [head] + [tuple(cell(r[k]) for k in ("name", "value", "unit", "reference", "reference_value", "ratio", "aim"))
                      + (verdict(r),) for r in rows]
    widths = [max(len(line[i]) for line in lines) for i in range(len(head))]
    right = {1, 4, 5}
    for line in lines:
        yield "  ".join(c.rjust(w) if i in right else c.ljust(w) for i, (c, w) in enumerate(zip(line, widths))).rstrip()


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--json", action="store_true", help="an array of objects instead of the table")
    parser.add_argument("--only", action="append", choices=sorted(FIGURES), help="one figure; may be given again")
    parser.add_argument("--quick", action="store_true", help="one short round, smaller crowds")
    parser.add_argument("--build", default="build", help="the build folder")
    options = parser.parse_args()
    here = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
    most = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
    resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))
    folder = tempfile.mkdtemp(prefix="ringback-bench-")
    bench = Bench(Programs(os.path.abspath(options.build), os.path.join(here, "prompts")), folder, options.quick,
                  os.environ.get("RINGBACK_TEST_PG"))
    rows, failed = [], False
    for name in options.only or FIGURES:
        print(f"bench: {name}", file=sys.stderr, flush=True)
        try:
            rows += FIGURES[name](bench)
        except Exception as e:  # noqa: BLE001 - one figure that cannot be taken does not hide the others
            failed = True
            print(f"bench: {name} could not be measured: {e}", file=sys.stderr)
    shutil.rmtree(folder, ignore_errors=True)
    if options.json:
        print(json.dumps(rows, indent=1))
    else:
        print("\n".join(table(rows)))
        print(f"\n{sum(r['met'] is False for r in rows)} aims missed. The machine is noisy: trust ratios.")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
