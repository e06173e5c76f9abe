// SPDX-License-Identifier: Apache-2.0
/*
 * One array of items and one of marks. A free slot names the next free one, so taking and giving
 * cost the same however many are in use. A slot's turn is raised when it is given back and is never
 * 0.
 */
#include "base/slots.h"

#include <stdalign.h>
#include <stdlib.h>
#include <string.h>

#define NO_SLOT UINT32_MAX

struct slot_mark {
	uint32_t turn;
	uint32_t next_free;
	bool used;
};

struct slots {
	size_t item_bytes;
	size_t count, used;
	uint32_t first_free;
	struct slot_mark *marks;
	char *items;
};

struct slots *slots_open(size_t item_bytes, size_t count)
{
	const size_t grain = alignof(max_align_t);
	struct slots *slots = calloc(1, sizeof(*slots));

	must(slots && item_bytes > 0 && count > 0 && count < NO_SLOT);
	slots->item_bytes = (item_bytes + grain - 1) / grain * grain;
	slots->count = count;
	slots->marks = calloc(count, sizeof(*slots->marks));
	slots->items = calloc(count, slots->item_bytes);
	must(slots->marks && slots->items);
	for (uint32_t i = 0; i < count; i++) {
		slots->marks[i].turn = 1;
		slots->marks[i].next_free = i + 1 < count ? i + 1 : NO_SLOT;
	}
	return slots;
}

void slots_close(struct slots *slots)
{
	if (!slots)
		return;
	free(slots->items);
	free(slots->marks);
	free(slots);
}

static void *item_at(struct slots *slots, uint32_t slot)
{
	return slots->items + (size_t)slot * slots->item_bytes;
}

void *slots_take(struct slots *slots, handle *out)
{
	uint32_t slot = slots->first_free;

	must(out);
	if (slot == NO_SLOT)
		return NULL;

	struct slot_mark *mark = &slots->marks[slot];

	must(!mark->used);
	slots->first_free = mark->next_free;
	slots->used++;
	mark->used = true;
	*out = (handle){ slot, mark->turn };
	return memset(item_at(slots, slot), 0, slots->item_bytes);
}

void *slots_at(struct slots *slots, handle h)
{
	if (h.turn == 0 || h.slot >= slots->count)
		return NULL;

	const struct slot_mark *mark = &slots->marks[h.slot];

	return mark->used && mark->turn == h.turn ? item_at(slots, h.slot) : NULL;
}

void slots_give(struct slots *slots, handle h)
{
	must(slots_at(slots, h));

	struct slot_mark *mark = &slots->marks[h.slot];

	mark->used = false;
	mark->turn = mark->turn == UINT32_MAX ? 1 : mark->turn + 1;
	mark->next_free = slots->first_free;
	slots->first_free = h.slot;
	slots->used--;
}

size_t slots_used(const struct slots *slots)
{
	must(slots);
	return slots->used;
}

void *slots_next(struct slots *slots, uint32_t *slot, handle *out)
{
	must(slot);
	while (*slot < slots->count) {
		uint32_t here = (*slot)++;

		if (!slots->marks[here].used)
			continue;
		if (out)
			*out = (handle){ here, slots->marks[here].turn };
		return item_at(slots, here);
	}
	return NULL;
}
