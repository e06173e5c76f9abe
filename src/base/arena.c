// SPDX-License-Identifier: Apache-2.0
/*
 * A list of blocks, the newest first; taking moves a mark forward. The first block stays for the
 * next task, so a lane that has warmed up takes nothing from the process's heap.
 */
#include "base/arena.h"

#include <stdalign.h>
#include <stdlib.h>
#include <string.h>

/* Under ASan, what was not handed out, or was before the last emptying, may not be touched. */
#ifdef __SANITIZE_ADDRESS__
#include <sanitizer/asan_interface.h>
#define FORBID(at, bytes) ASAN_POISON_MEMORY_REGION((at), (bytes))
#define ALLOW(at, bytes) ASAN_UNPOISON_MEMORY_REGION((at), (bytes))
#else
#define FORBID(at, bytes) ((void)(at), (void)(bytes))
#define ALLOW(at, bytes) ((void)(at), (void)(bytes))
#endif

struct block {
	struct block *older;
	size_t room, used;
	max_align_t at[];
};

struct arena {
	struct block *newest;
	size_t first_room;
	size_t handed_out;
};

static struct block *block_open(size_t room, struct block *older)
{
	struct block *block = malloc(sizeof(*block) + room);

	must(block);
	block->older = older;
	block->room = room;
	block->used = 0;
	FORBID(block->at, room);
	return block;
}

struct arena *arena_open(size_t first_block_bytes)
{
	struct arena *arena = calloc(1, sizeof(*arena));

	must(arena);
	arena->first_room = first_block_bytes < 256 ? 256 : first_block_bytes;
	arena->newest = block_open(arena->first_room, NULL);
	return arena;
}

static void block_close(struct block *block)
{
	ALLOW(block->at, block->room);
	free(block);
}

static void drop_all_but_first(struct arena *arena)
{
	while (arena->newest->older) {
		struct block *older = arena->newest->older;

		block_close(arena->newest);
		arena->newest = older;
	}
}

void arena_close(struct arena *arena)
{
	if (!arena)
		return;
	drop_all_but_first(arena);
	block_close(arena->newest);
	free(arena);
}

void *arena_take(struct arena *arena, size_t bytes)
{
	const size_t grain = alignof(max_align_t);

	must(arena && bytes < SIZE_MAX / 4);

	size_t need = (bytes + grain - 1) / grain * grain;
	struct block *block = arena->newest;

	if (need > block->room - block->used) {
		size_t room = block->room * 2;

		block = block_open(room < need ? need : room, block);
		arena->newest = block;
	}

	void *at = (char *)block->at + block->used;

	block->used += need;
	arena->handed_out += bytes;
	ALLOW(at, bytes);
	return memset(at, 0, bytes);
}

void arena_empty(struct arena *arena)
{
	must(arena);
	drop_all_but_first(arena);
	FORBID(arena->newest->at, arena->newest->room);
	arena->newest->used = 0;
	arena->handed_out = 0;
}

size_t arena_bytes(const struct arena *arena)
{
	must(arena);
	return arena->handed_out;
}
