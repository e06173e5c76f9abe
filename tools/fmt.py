#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""clang-format in place, after mending three things it leaves ugly: comment lines that are too long for one line become a
block, dividers (a comment that ends in a row of dashes) get one width, and lists of X(...) have one row a line.

    fmt.py FILE...
"""
import re
import subprocess
import sys

COLUMNS = 100
TAB = 4
DIVIDER_WIDTH = 94
MOST_ROUNDS = 6
DIVIDER = re.compile(r"^/\* (-{2,} .*?) -{3,} ?\*/$")
ONE_LINE = re.compile(r"^(\t*)/\* (.*\S) ?\*/$")
ROWS = re.compile(r"^(#define \w+\(X\) |\t)(X\(.*\) X\(.*\))( *\\)?$")


def mend(line):
    rows = ROWS.match(line)
    if rows:
        head = "" if rows.group(1) == "\t" else rows.group(1) + "\\\n"
        each = re.split(r"(?<=\)) +(?=X\()", rows.group(2))
        return head + " \\\n".join("\t" + row for row in each) + (" \\" if rows.group(3) else "")
    divider = DIVIDER.match(line)
    if divider:
        head = f"/* {divider.group(1)} "
        return head + "-" * max(4, DIVIDER_WIDTH - len(head) - 3) + " */"
    comment = ONE_LINE.match(line)
    if comment and len(line.expandtabs(TAB)) > COLUMNS and "*/" not in comment.group(2):
        tabs = comment.group(1)
        return f"{tabs}/*\n{tabs} * {comment.group(2)}\n{tabs} */"
    return line


def mend_file(path):
    with open(path, encoding="utf-8") as file:
        before = file.read()
    after = "\n".join(mend(line) for line in before.split("\n"))
    if after != before:
        with open(path, "w", encoding="utf-8") as file:
            file.write(after)


def is_stable(path):
    return subprocess.run(["clang-format", "--dry-run", "-Werror", path], capture_output=True, check=False).returncode == 0


def main(paths):
    for path in paths:
        mend_file(path)
    # Some macros need more than one look until nothing moves any more.
    for _ in range(MOST_ROUNDS):
        if not paths:
            return 0
        subprocess.run(["clang-format", "-i", *paths], check=True)
        paths = [path for path in paths if not is_stable(path)]
    for path in paths:
        print(f"fmt: {path} does not come to rest; put a table between 'clang-format off' and 'on'", file=sys.stderr)
    return 1 if paths else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
