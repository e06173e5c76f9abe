// SPDX-License-Identifier: Apache-2.0
#pragma once
/*
 * The last lines of the journal of each number, for who looks at a telephone later than it rang.
 *
 * Keeps lines of what a person at the telephone notices: that it rings, what is heard and pressed,
 * and its end. Bounded: the first RECALL_NUMBERS numbers, so many lines each, and no line longer
 * than RECALL_LINE_MOST. Reactor's thread only. It cannot fail: what does not fit is not kept.
 */
#include "base/text.h"

#define RECALL_NUMBERS 32
#define RECALL_LINES_MOST 200
#define RECALL_LINE_MOST 2000

struct recall;

struct recall *recall_open(size_t lines); /* each number; 0: NULL, nothing is kept */
void recall_close(struct recall *recall); /* may be NULL, as in all of these */
void recall_keep(struct recall *recall, const char *event, const char *number, text line);
/* The lines of each number, oldest first. */
void recall_tell(const struct recall *recall, void (*tell)(void *ctx, text line), void *ctx);
