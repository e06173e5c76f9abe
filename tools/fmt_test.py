#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""What fmt mends before clang-format sees it."""
import unittest

import fmt


class Fmt(unittest.TestCase):
    def test_a_divider_gets_one_width(self):
        short, long = "/* ---- looking --- */", "/* ---- looking " + "-" * 120 + " */"
        self.assertEqual(fmt.mend(short), fmt.mend(long))
        self.assertEqual(len(fmt.mend(long)), fmt.DIVIDER_WIDTH)
        self.assertEqual(fmt.mend(fmt.mend(long)), fmt.mend(long))

    def test_a_comment_too_long_for_a_line_becomes_a_block(self):
        text = "word " * 25 + "end"
        self.assertEqual(fmt.mend(f"\t/* {text} */"), f"\t/*\n\t * {text}\n\t */")

    def test_rows_of_a_list_stand_alone(self):
        self.assertEqual(fmt.mend('\tX(A, "a") X(B, "b (c)") \\'), '\tX(A, "a") \\\n\tX(B, "b (c)") \\')
        self.assertEqual(fmt.mend('#define ALL(X) X(A, "a") X(B, "b")'), '#define ALL(X) \\\n\tX(A, "a") \\\n\tX(B, "b")')

    def test_everything_else_is_left_alone(self):
        for line in ("/* short */", "\tint x; /* " + "y" * 120 + " */", "/* a */ " + "b" * 120 + " /* c */", "", " * -- x --"):
            self.assertEqual(fmt.mend(line), line)


if __name__ == "__main__":
    unittest.main()
