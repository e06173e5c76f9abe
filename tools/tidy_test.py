#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Plants one violation after the other and looks whether tidy finds exactly that."""
import os
import tempfile
import unittest

import tidy

SPDX = "// SPDX-License-Identifier: Apache-2.0\n"
LAYERS = """base
port             base
domain/*.h       base port
domain/callback  base port domain/*.h
domain/call      base port domain/*.h domain/callback
engine           base port domain
adapter/sip      base port
adapter/media    base port
"""


def long_function(lines):
    return SPDX + "int f(void)\n{\n" + "\tg();\n" * (lines - 3) + "}\n"


def nested(depth):
    return SPDX + "int f(void)\n{\n" + "if (x) {\n" * depth + "g();\n" + "}\n" * depth + "}\n"


SEATS = """-- name: seat_take
INSERT INTO seat (n) VALUES ($1)
ON CONFLICT DO NOTHING;
-- name: seat_paint
INSERT INTO seat (n, colour) VALUES ($1, $2) ON CONFLICT (n) DO UPDATE SET colour = $2
 WHERE seat.colour < $2;
-- name: seat_make
-- unasked: a seat is a seat
INSERT INTO seat (n) VALUES ($1) ON CONFLICT (n) DO NOTHING;
-- name: seat_give
UPDATE seat SET n = $2 WHERE n = $1;
"""
RUN = "int f(void)\n{{\n\treturn tx_run(tx, &SQL_{}, ARGS(NUM(1), ID(x)), {}) == {};\n}}\n"

# name of the planted file, its text, and words of the one complaint that must come
VIOLATIONS = [
    ("src/base/a.c", SPDX + '#include "engine/engine.h"\n', "base may not include engine/engine.h"),
    ("src/engine/a.c", SPDX + '#include "adapter/sip/sip.h"\n', "may not include"),
    ("src/domain/callback/a.c", SPDX + '#include "domain/call/call.h"\n', "may not include"),
    ("src/attic/a.c", SPDX, "in no layer"),
    ("src/engine/a.c", SPDX + "#include <sqlite3.h>\n", "belongs into"),
    ("src/engine/a.c", long_function(71), "has 71 lines"),
    ("src/engine/a.c", SPDX + "\n" * 800, "801 lines"),
    ("src/engine/a.c", SPDX + "/* " + "x" * 100 + " */\n", "columns"),
    ("src/engine/a.c", SPDX + "/* clang-format off */\n//" + "x" * 120 + "\n", "122 columns"),
    ("src/engine/a.c", SPDX + "/* clang-format off */\n/* clang-format on */\n//" + "x" * 110 + "\n", "112 columns"),
    ("src/engine/a.c", SPDX + "int f(int a, int b, int c, int d, int e, int g, int h)\n{\n}\n", "7 parameters"),
    ("src/engine/a.c", nested(5), "nests 5 deep"),
    ("src/engine/a.c", SPDX + "int f(void)\n{\n\treturn atoi(x);\n}\n", "atoi is banned"),
    ("src/engine/a.c", SPDX + "int f(void)\n{\n\tdouble x;\n}\n", "floating point"),
    ("src/engine/a.c", SPDX + "int f(void)\n{\n\treturn 2 * 1.5;\n}\n", "floating point"),
    ("src/engine/a.c", SPDX + "int f(void)\n{\n\tclock_gettime(CLOCK_REALTIME, &t);\n}\n", "reads a clock"),
    ("src/base/a.c", SPDX + 'int f(void)\n{\n\tlog_info("x.y");\n}\n', "logs; return"),
    ("src/engine/a.c", SPDX + "int f(void)\n{\n\tpthread_mutex_lock(&m);\n}\n", "a lock outside"),
    ("src/engine/a.c", SPDX + "static int counter;\n", "a variable that can change"),
    ("src/engine/a.c", SPDX + "static const char *name = NULL;\n", "a variable that can change"),
    ("src/engine/a.c", SPDX + "int f(void)\n{\n\tstatic int n;\n\treturn n++;\n}\n", "a variable that can change"),
    ("src/engine/a.c", SPDX + "int f(void)\n{\n\tcb->state = WAITING;\n}\n", "writes a state"),
    ("src/engine/a.c", SPDX + "int f(void)\n{\n\treturn cb->state < TALKING;\n}\n", "no order"),
    ("src/domain/callback/callback.sql", "-- name: nobody_asks\nSELECT 1;\n", "used nowhere"),
    ("src/engine/a.c", SPDX + RUN.format("seat_take", "NULL", "OK"), "SQL_seat_take may write nothing"),
    ("src/engine/a.c", SPDX + RUN.format("seat_paint", "NULL", "OK"), "SQL_seat_paint may write nothing"),
    ("src/engine/a.c", SPDX + RUN.format("seat_give", "NULL", "ERR_CONFLICT"), "only to who asks"),
    ("prompts/de/whisper.txt", "Anruf von {number}.\n", "uses {number}"),
    ("prompts/en/forgotten.txt", "Hello.\n", "not in prompts/index.txt"),
    ("prompts/index.txt", "whisper name\nstart\n", "start is not spoken in 'en'"),
    ("src/engine/a_test.c", SPDX, "tests nothing"),
    ("src/engine/call_utils.c", SPDX, "'utils' says nothing"),
    ("src/engine/a.c", "int f(void);\n", "no SPDX line"),
    ("src/engine/a.h", SPDX + "int f(void);\n", "no #pragma once"),
    ("src/engine/a.c", SPDX + "/* TODO: later */\n", "needs the number"),
]

HARMLESS = SPDX + """#include "base/err.h"
#include "domain/callback/callback.h"
static const int TABLE[] = { 1, 2 };
static const char *const WORDS[] = { "atoi(", "double 1.5 cb->state = 3", NULL };
struct thing;
typedef int (*handler)(void);
enum { ONE, TWO };
extern int elsewhere;
static int f(const struct thing *thing, handler h);
/* sprintf() and a double would be wrong here; TODO(#12): say it shorter. */
int f(const struct thing *thing, handler h)
{
	static const int ONCE = 1;
	struct callback cb = { .state = ONE };
	char version[] = "1.0";

	if (cb.state == ONE && cb.state >= limit) {
		for (int i = 0; i < 3; i++) {
			while (h())
				call((struct pair){ i, ONCE });
		}
	}
	return tx_run(&SQL_callback_get, version);
}
"""
# Asks where it matters, and does not where it says why not.
SEATED = "".join(
    RUN.format(*words).replace("int f", f"int f{n}")
    for n, words in enumerate(
        [("seat_take", "&n", "OK"), ("seat_paint", "&n", "OK"), ("seat_make", "NULL", "OK"),
         ("seat_give", "&n", "ERR_CONFLICT"), ("seat_give", "NULL", "OK")]
    )
)


class Tidy(unittest.TestCase):
    def complaints(self, planted):
        files = {
            "src/LAYERS": LAYERS,
            "src/engine/fine.c": HARMLESS,
            "src/engine/seats.c": SPDX + SEATED,
            "src/engine/seat.sql": SEATS,
            "src/domain/callback/good.sql": "-- name: callback_get\nSELECT 1;\n",
            "prompts/index.txt": "# every prompt\nwhisper name\n",
            "prompts/en/whisper.txt": "A call from {name}.\n",
        } | planted
        with tempfile.TemporaryDirectory() as root:
            for name, text in files.items():
                path = os.path.join(root, name)
                os.makedirs(os.path.dirname(path), exist_ok=True)
                with open(path, "w", encoding="utf-8") as file:
                    file.write(text)
            return sorted(set(tidy.complaints(tidy.Tree(root))))

    def test_a_harmless_tree_is_left_in_peace(self):
        self.assertEqual(self.complaints({}), [])

    def test_each_planted_violation_is_found(self):
        for name, text, words in VIOLATIONS:
            with self.subTest(file=name, words=words):
                found = self.complaints({name: text})
                self.assertEqual(len(found), 1, found)
                self.assertEqual(found[0][0], name)
                self.assertIn(words, found[0][2])

    def test_what_stays_just_inside_a_limit_is_allowed(self):
        for text in (long_function(70), nested(4)):
            self.assertEqual(self.complaints({"src/engine/a.c": text}), [])


if __name__ == "__main__":
    unittest.main()
