#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""What each kind of test program amounts to."""
import unittest

import tally

CASES = [
    ("a program without a word", "OK", "", (1, 0, 0)),
    ("one that failed without a word", "FAIL", "", (0, 1, 0)),
    ("one that hung", "TIMEOUT", "[  PASSED  ] 3 test(s).", (3, 1, 0)),
    ("one that crashed after its closing line", "FAIL", "5 passed, 0 failed, 1 skipped\n", (5, 1, 1)),
    ("cmocka", "OK", "[==========] 4 test(s) run.\n[  PASSED  ] 4 test(s).\n", (4, 0, 0)),
    ("cmocka with all kinds", "FAIL",
     "[  PASSED  ] 2 test(s).\n[  SKIPPED ] 1 test(s), listed below:\n[  FAILED  ] 3 test(s), listed below:\n", (2, 3, 1)),
    ("unittest", "OK", "Ran 7 tests in 0.1s\n\nOK\n", (7, 0, 0)),
    ("unittest with skips", "OK", "Ran 7 tests in 0.1s\n\nOK (skipped=2)\n", (5, 0, 2)),
    ("unittest that failed", "FAIL", "Ran 7 tests in 0.1s\n\nFAILED (failures=1, errors=2)\n", (4, 3, 0)),
    ("a closing line", "OK", "noise 1 passed\n12 passed, 0 failed, 3 skipped\n", (12, 0, 3)),
    ("skipped as a whole", "SKIP", "no baresip here\n", (0, 0, 1)),
]  # fmt: skip


class Tally(unittest.TestCase):
    def test_every_kind_of_program_is_counted(self):
        for because, result, output, expected in CASES:
            with self.subTest(because):
                test = {"name": "x", "result": result, "stdout": output}
                self.assertEqual(tally.counts_of(test), expected)


if __name__ == "__main__":
    unittest.main()
