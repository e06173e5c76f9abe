// SPDX-License-Identifier: Apache-2.0
#pragma once
/*
 * Fixed places for live things (legs, sessions, streams), sized once at start.
 *
 * A handle is {slot, turn}: giving a slot back raises its turn, so a stale handle finds nothing.
 * One thread owns a `struct slots`; handles may be copied anywhere.
 */
#include "base/err.h"

typedef struct {
	uint32_t slot, turn;
} handle; /* turn 0 is no handle */

struct slots;
struct slots *slots_open(size_t item_bytes, size_t count);
void slots_close(struct slots *slots);
void *slots_take(struct slots *slots, handle *out); /* zeroed; NULL: all are in use */
void slots_give(struct slots *slots, handle h);
void *slots_at(struct slots *slots, handle h); /* NULL: stale */
size_t slots_used(const struct slots *slots);
/* Walks the used ones: start with *slot = 0; NULL at the end. */
void *slots_next(struct slots *slots, uint32_t *slot, handle *out);
