#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""What embed_sql writes, and what it refuses."""
import contextlib
import io
import os
import tempfile
import unittest

import embed_sql

GOOD = """-- A file about things.

-- name: thing_get
-- lock
-- $1 id
-- Why it is asked.
SELECT "name", 'a;$9' FROM thing
 WHERE id = $1;
"""


class EmbedSql(unittest.TestCase):
    def embed(self, **files):
        """Runs the tool on these texts; returns its exit status, its complaint, the header and the source."""
        with tempfile.TemporaryDirectory() as folder:
            paths = []
            for name, content in files.items():
                paths.append(os.path.join(folder, name.replace("_", ".")))
                with open(paths[-1], "w", encoding="utf-8") as file:
                    file.write(content)
            header, source = os.path.join(folder, "sql.h"), os.path.join(folder, "sql.c")
            arguments = ["--lib", "domain", "--base", "7", "--header", header, "--source", source]
            complaint = io.StringIO()
            with contextlib.redirect_stderr(complaint):
                status = embed_sql.main([*arguments, *paths])
            if status != 0:
                return status, complaint.getvalue(), "", ""
            with open(header, encoding="utf-8") as h, open(source, encoding="utf-8") as c:
                return status, "", h.read(), c.read()

    def test_a_statement_becomes_a_constant_without_its_semicolon(self):
        status, _, header, source = self.embed(a_sql=GOOD)
        self.assertEqual(status, 0)
        self.assertIn("extern const struct sql SQL_thing_get;", header)
        self.assertIn("extern const struct sql *const SQL_DOMAIN_ALL[];", header)
        self.assertIn('"SELECT \\"name\\", \'a;$9\' FROM thing\\n"', source)
        self.assertIn('" WHERE id = $1",', source)
        self.assertIn(".parameters = 1, .locks = true, .slot = 7,", source)
        self.assertIn("SQL_DOMAIN_COUNT = 1;", source)

    def test_another_text_for_postgres_is_kept_beside(self):
        override = "-- name: thing_get\n-- $1 id\nSELECT 2 FROM thing WHERE id = $1;\n"
        status, _, _, source = self.embed(a_sql=GOOD, a_pg_sql=override)
        self.assertEqual(status, 0)
        self.assertIn('.postgres = "SELECT 2 FROM thing WHERE id = $1",', source)

    def test_a_part_stands_where_it_is_named(self):
        text = "-- part: thing_row\nSELECT id,\n       name FROM thing\n\n-- name: thing_all\n{thing_row}\n ORDER BY id;\n"
        override = "-- name: thing_all\n{thing_row} ORDER BY 1;\n"
        status, complaint, _, source = self.embed(a_sql=text, a_pg_sql=override)
        self.assertEqual((status, complaint), (0, ""))
        self.assertIn('.text = "SELECT id,\\n"\n\t"       name FROM thing\\n"\n\t" ORDER BY id",', source)
        self.assertIn('"       name FROM thing ORDER BY 1",', source)
        self.assertIn("SQL_DOMAIN_COUNT = 1;", source)

    def test_what_is_wrong_is_said_with_its_place(self):
        cases = {
            "no part above is called 'rows'": "-- name: thing_all\n{rows} ORDER BY id;\n",
            "is also at": GOOD + GOOD,
            "does not end in a semicolon": "-- name: x\nSELECT 1\n",
            "more than one statement": "-- name: x\nSELECT 1; SELECT 2;\n",
            "never uses $1": "-- name: x\n-- $1 a, $2 b\nSELECT $2;\n",
            "does not say what $1 is": "-- name: x\nSELECT $1;\n",
            "is no name": "-- name: Thing-Get\nSELECT 1;\n",
            "SQL before the first": "SELECT 1;\n",
        }
        for complaint, text in cases.items():
            with self.subTest(complaint):
                status, said, _, _ = self.embed(a_sql=text)
                self.assertEqual(status, 1)
                self.assertIn(complaint, said)
                self.assertRegex(said, r"a\.sql:\d+: ")

    def test_an_override_needs_something_to_override(self):
        _, said, _, _ = self.embed(a_sql=GOOD, a_pg_sql="-- name: other\nSELECT 1;\n")
        self.assertIn("which is nowhere", said)
        _, said, _, _ = self.embed(a_sql=GOOD, a_pg_sql="-- name: thing_get\nSELECT 1;\n")
        self.assertIn("takes other parameters", said)


if __name__ == "__main__":
    unittest.main()
