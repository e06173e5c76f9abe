#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Writes db/schema.sql: what all migrations together make, for people to read.

    schema.py           writes it
    schema.py --check   exit 1 when it is stale (a test runs this)

The migrations are run into an SQLite database in memory, and what it says its tables are is written down; PostgreSQL's are the
same but for the words the migrator exchanges. Nobody edits db/schema.sql.
"""
import pathlib
import re
import sqlite3
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent
MIGRATIONS = ROOT / "db" / "migrations"
SCHEMA = ROOT / "db" / "schema.sql"
EMBEDDED = ROOT / "src" / "port" / "meson.build"
HEAD = """-- The schema as it is after {last}, on SQLite. Made by tools/schema.py from db/migrations: edit those.
-- On PostgreSQL INTEGER is BIGINT, STRICT is nothing, and the ledger's triggers are functions.
"""


def for_sqlite(text):
    """The same exchange as src/port/migrate.c makes."""
    lines, ours = [], True
    for line in text.split("\n"):
        if line.startswith("-- only "):
            ours = line.startswith("-- only sqlite")
        elif line == "-- end":
            ours = True
        elif ours:
            lines.append(line.replace("%int%", "INTEGER").replace("%strict%", "STRICT"))
    return "\n".join(lines)


def tables_of(database):
    """Tables in the order they were made, each followed by its indexes and triggers."""
    rows = database.execute("SELECT type, name, tbl_name, sql FROM sqlite_schema WHERE sql IS NOT NULL ORDER BY rowid")
    parts = {}
    for kind, _, table, sql in rows:
        parts.setdefault(table, []).insert(0 if kind == "table" else len(parts[table]), added_columns_below(sql))
    return parts


def added_columns_below(sql):
    """SQLite puts columns that came by ALTER TABLE behind the last line, all on one: one a line reads better."""
    return "\n".join(line.replace(", ", "\n, ") if line.startswith(", ") else line for line in sql.split("\n")).replace("\n\n", "\n")


def schema():
    files = sorted(MIGRATIONS.glob("*.sql"))
    for number, file in enumerate(files, 1):
        if not re.fullmatch(rf"{number:04d}_[a-z0-9_]+\.sql", file.name):
            sys.exit(f"schema: {file.name} should be number {number:04d}")
        if file.name not in EMBEDDED.read_text(encoding="utf-8"):
            sys.exit(f"schema: {file.name} is not embedded: list it in {EMBEDDED.relative_to(ROOT)}")
    database = sqlite3.connect(":memory:")
    for file in files:
        try:
            database.executescript(for_sqlite(file.read_text(encoding="utf-8")))
        except sqlite3.Error as wrong:
            sys.exit(f"schema: {file.name}: {wrong}")
    blocks = [";\n".join(parts) + ";\n" for parts in tables_of(database).values()]
    return HEAD.format(last=files[-1].name) + "\n" + "\n".join(blocks)


def main(arguments):
    if arguments not in ([], ["--check"]):
        print(__doc__, file=sys.stderr)
        return 2
    if sqlite3.sqlite_version_info < (3, 37):
        print(f"schema: SKIPPED, this python's SQLite {sqlite3.sqlite_version} knows no STRICT tables", file=sys.stderr)
        return 77
    made = schema()
    if not arguments:
        SCHEMA.write_text(made, encoding="utf-8")
        return 0
    if SCHEMA.exists() and SCHEMA.read_text(encoding="utf-8") == made:
        return 0
    print("schema: db/schema.sql is stale: run tools/schema.py", file=sys.stderr)
    return 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
