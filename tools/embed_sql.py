#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Turns named SQL statements into C constants.

    embed_sql.py --lib domain --base 0 --header sql.h --source sql.c a.sql b.sql b.pg.sql ...

In meson: custom_target(input: sqls, output: ["sql.h", "sql.c"], command: [python, embed_sql, "--lib", "domain",
"--base", "0", "--header", "@OUTPUT0@", "--source", "@OUTPUT1@", "@INPUT@"]).

A statement begins at `-- name: callback_get` and ends at its semicolon. `-- lock` marks it for a row lock, `-- $1 id,
$2 state` names its parameters, other comment lines are for people. A .pg.sql file overrides statements by name
for PostgreSQL. `-- part: callback_row` begins a piece of SQL that statements below it in the same file, and in its
.pg.sql, put in where they say `{callback_row}`.
Written out: `extern const struct sql SQL_<name>` each, `SQL_<LIB>_ALL[]` and `SQL_<LIB>_COUNT`.
Slots are dense from --base, so that several libraries of one program do not meet in the table of prepared statements.
"""
import argparse
import os
import re
import sys

NAME = re.compile(r"^--\s*(name|part):\s*(\S+)\s*$")
PART = re.compile(r"\{(\w+)\}")
PARAMETER = re.compile(r"\$(\d+)")


class Wrong(Exception):
    """Something in a .sql file that its author has to mend."""


class Statement:
    def __init__(self, name, place):
        self.name = name
        self.place = place
        self.locks = False
        self.comments = []
        self.lines = []
        self.postgres = None

    def text(self):
        return "\n".join(line.rstrip() for line in self.lines).strip().removesuffix(";").rstrip()

    def parameters(self):
        return max((int(n) for n in PARAMETER.findall(bare(self.text()))), default=0)


def bare(sql):
    """The statement without its quoted strings, whose `$` and `;` mean nothing."""
    return re.sub(r"'(?:[^']|'')*'", "''", sql)


def check(statement):
    body = bare("\n".join(statement.lines)).strip()
    if not re.fullmatch(r"[a-z][a-z0-9_]*", statement.name):
        raise Wrong(f"{statement.place}: '{statement.name}' is no name (lower case, digits, underscores)")
    if not body.endswith(";"):
        raise Wrong(f"{statement.place}: {statement.name} does not end in a semicolon")
    if body.count(";") != 1:
        raise Wrong(f"{statement.place}: {statement.name} is more than one statement")
    used = {int(n) for n in PARAMETER.findall(body)}
    missing = set(range(1, statement.parameters() + 1)) - used
    if missing:
        raise Wrong(f"{statement.place}: {statement.name} never uses ${min(missing)}")
    told = {int(n) for comment in statement.comments for n in PARAMETER.findall(comment)}
    if used - told:
        raise Wrong(f"{statement.place}: {statement.name} does not say what ${min(used - told)} is")


def put_in(line, parts, place):
    """The line with what the parts it names stand for."""
    for name in PART.findall(line):
        if name not in parts:
            raise Wrong(f"{place}: no part above is called '{name}'")
        line = line.replace("{%s}" % name, parts[name].text())
    return line


def read(path, parts):
    statements, current = [], None
    with open(path, encoding="utf-8") as file:
        for number, line in enumerate(file, 1):
            found = NAME.match(line)
            if found:
                current = Statement(found.group(2), f"{path}:{number}")
                if found.group(1) == "part":
                    parts[current.name] = current
                else:
                    statements.append(current)
            elif line.startswith("--"):
                comment = line[2:].strip()
                if current and comment == "lock":
                    current.locks = True
                elif current:
                    current.comments.append(comment)
            elif line.strip():
                if current is None:
                    raise Wrong(f"{path}:{number}: SQL before the first '-- name:'")
                current.lines += put_in(line.rstrip("\n"), parts, f"{path}:{number}").split("\n")
    for statement in statements:
        check(statement)
    return statements


def collect(paths):
    found, parts = {}, {}
    for path in [p for p in paths if not p.endswith(".pg.sql")]:
        parts[path] = {}
        for statement in read(path, parts[path]):
            if statement.name in found:
                raise Wrong(f"{statement.place}: {statement.name} is also at {found[statement.name].place}")
            found[statement.name] = statement
    for path in [p for p in paths if p.endswith(".pg.sql")]:
        for override in read(path, parts.get(path.replace(".pg.sql", ".sql"), {})):
            if override.name not in found:
                raise Wrong(f"{override.place}: overrides {override.name}, which is nowhere")
            if override.parameters() != found[override.name].parameters():
                raise Wrong(f"{override.place}: {override.name} takes other parameters than the shared text")
            found[override.name].postgres = override
    return list(found.values())


def quoted(sql):
    escaped = (line.replace("\\", "\\\\").replace('"', '\\"') for line in sql.split("\n"))
    return "\n\t".join(f'"{line}\\n"' for line in escaped).removesuffix('\\n"') + '"'


def header(lib, statements):
    yield "// SPDX-License-Identifier: Apache-2.0\n#pragma once"
    yield f"/* Statements of {lib}, made by tools/embed_sql.py. */"
    yield '#include "port/store.h"\n'
    for s in statements:
        yield f"/* {' '.join(s.comments).replace('*/', '* /') or 'no parameters'} */"
        yield f"extern const struct sql SQL_{s.name};"
    yield f"\nextern const struct sql *const SQL_{lib.upper()}_ALL[];"
    yield f"extern const unsigned SQL_{lib.upper()}_COUNT;"


def source(lib, base, statements, header_name):
    yield "// SPDX-License-Identifier: Apache-2.0"
    yield f'#include "{header_name}"\n'
    for slot, s in enumerate(statements, base):
        yield f"const struct sql SQL_{s.name} = {{"
        yield f'\t.name = "{s.name}",\n\t.text = {quoted(s.text())},'
        if s.postgres:
            yield f"\t.postgres = {quoted(s.postgres.text())},"
        locks = "true" if s.locks else "false"
        yield f"\t.parameters = {s.parameters()}, .locks = {locks}, .slot = {slot},\n}};\n"
    yield f"const struct sql *const SQL_{lib.upper()}_ALL[] = {{"
    for s in statements:
        yield f"\t&SQL_{s.name},"
    yield "\tNULL\n};"
    yield f"const unsigned SQL_{lib.upper()}_COUNT = {len(statements)};"


def write(path, lines):
    with open(path, "w", encoding="utf-8") as file:
        file.write("\n".join(lines) + "\n")


def main(arguments):
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--lib", required=True)
    parser.add_argument("--base", type=int, default=0)
    parser.add_argument("--header", required=True)
    parser.add_argument("--source", required=True)
    parser.add_argument("files", nargs="+")
    asked = parser.parse_args(arguments)
    try:
        statements = collect(asked.files)
    except (Wrong, OSError) as wrong:
        print(f"embed_sql: {wrong}", file=sys.stderr)
        return 1
    write(asked.header, header(asked.lib, statements))
    write(asked.source, source(asked.lib, asked.base, statements, os.path.basename(asked.header)))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
