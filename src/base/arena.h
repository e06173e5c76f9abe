// SPDX-License-Identifier: Apache-2.0
#pragma once
/*
 * Memory for the length of one task.
 *
 * Whoever runs a message owns an arena and empties it when the message is done; the domain only
 * takes from it and never frees. One thread at a time. Memory comes zeroed and aligned for any
 * type. Running out of the process's memory is fatal by design; large input is refused by a named
 * limit before.
 */
#include "base/err.h"

struct arena;

struct arena *arena_open(size_t first_block_bytes);
void arena_close(struct arena *arena);
void *arena_take(struct arena *arena, size_t bytes); /* never NULL */
void arena_empty(struct arena *arena);               /* keeps the first block */
size_t arena_bytes(const struct arena *arena);       /* handed out since emptied */

#define ARENA_NEW(arena, type) ((type *)arena_take((arena), sizeof(type)))
#define ARENA_ARRAY(arena, type, n) ((type *)arena_take((arena), sizeof(type) * (size_t)(n)))
