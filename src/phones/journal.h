// SPDX-License-Identifier: Apache-2.0
#pragma once
/*
 * What the handsets heard and did, as JSON lines: the witness that demos and crash checks read.
 *
 * One line is begun, filled and ended before the next; reactor's thread only. Lines reach the file
 * once per round of the reactor (journal_flush) and at once whoever listens. Times are UTC, `at_us`
 * in microseconds. A file that cannot be opened is an err; a failed write later is told once on
 * stderr and the line is lost.
 */
#include "base/json.h"

#include <stdio.h>

struct journal;

struct journal_listener {
	void (*line)(void *ctx, const char *event, const char *number, text line);
	void *ctx;
};

/* NULL or "": no file. "-": standard output. */
NODISCARD enum err journal_open(const char *path, struct journal **out);
void journal_close(struct journal *journal);
void journal_listen(struct journal *journal, struct journal_listener listener); /* one; replaces */
/* `event` and `number` (or NULL) must live until journal_end. */
struct json *journal_begin(struct journal *journal, const char *event, const char *number);
void journal_end(struct journal *journal);
void journal_flush(struct journal *journal);
/* Text from the wire, made fit for JSON: what is not UTF-8 becomes '?'. At most `size` - 1 bytes.
 */
void journal_clean(text wire, char *out, size_t size);
