#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Runs every statement of docs/ledger.md against the real schema (on SQLite) and compares the answers written there."""
import glob
import os
import re
import sqlite3
import unittest

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
BLOCK = re.compile(r"^```sql\n(.*?)^```", re.MULTILINE | re.DOTALL)


def schema():
    """All migrations in SQLite's words, as port/migrate.c would make them."""
    texts = []
    for path in sorted(glob.glob(os.path.join(ROOT, "db", "migrations", "*.sql"))):
        with open(path, encoding="utf-8") as file:
            texts.append(file.read())
    sql = "\n".join(texts)
    sql = re.sub(r"^-- only postgres\n.*?^-- end\n", "", sql, flags=re.MULTILINE | re.DOTALL)
    return sql.replace("%int%", "INTEGER").replace("%strict%", "STRICT")


def statements():
    """Each block with the answer its trailing comments promise."""
    with open(os.path.join(ROOT, "docs", "ledger.md"), encoding="utf-8") as file:
        blocks = BLOCK.findall(file.read())
    for block in blocks:
        lines = block.rstrip("\n").split("\n")
        answer = [line[3:] for line in lines if line.startswith("-- ")]
        yield "\n".join(line for line in lines if not line.startswith("-- ")), answer


def shown(row):
    return " | ".join(str(value) for value in row)


class LedgerDoc(unittest.TestCase):
    def test_what_the_page_says_is_true(self):
        store = sqlite3.connect(":memory:")
        store.executescript(schema())
        asked = 0
        for sql, answer in statements():
            with self.subTest(sql.split("\n")[0]):
                asked += 1
                if answer == ["refused"]:
                    with self.assertRaises(sqlite3.IntegrityError):
                        store.execute(sql)
                    continue
                rows = [shown(row) for row in store.execute(sql)]
                expected = [re.sub(r" +\| ", " | ", line) for line in answer if line != "nothing"]
                self.assertEqual(rows, expected)
        self.assertGreaterEqual(asked, 8)


if __name__ == "__main__":
    unittest.main()
