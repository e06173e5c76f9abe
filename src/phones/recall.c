// SPDX-License-Identifier: Apache-2.0
/* A ring of lines for each number. */
#include "phones/recall.h"

#include <stdlib.h>
#include <string.h>

#define NUMBER_CHARS 32

struct shelf {
	char number[NUMBER_CHARS];
	char **lines; /* a ring */
	size_t next, count;
};

struct recall {
	size_t room; /* lines of each number */
	struct shelf shelves[RECALL_NUMBERS];
	size_t count;
};

struct recall *recall_open(size_t lines)
{
	struct recall *recall = lines ? calloc(1, sizeof *recall) : NULL;

	must(lines == 0 || recall != NULL);
	must(lines <= RECALL_LINES_MOST);
	if (recall)
		recall->room = lines;
	return recall;
}

void recall_close(struct recall *recall)
{
	for (size_t i = 0; recall && i < recall->count; i++) {
		for (size_t n = 0; n < recall->room; n++)
			free(recall->shelves[i].lines[n]);
		free(recall->shelves[i].lines);
	}
	free(recall);
}

static bool is_noticed(const char *event)
{
	static const char *const WORDS[] = { "invite",       "answered",   "ended",  "cancelled",
		                                 "heard_prompt", "heard_tone", "pressed" };

	for (size_t i = 0; i < COUNT(WORDS); i++)
		if (strcmp(event, WORDS[i]) == 0)
			return true;
	return false;
}

static struct shelf *shelf_of(struct recall *recall, const char *number)
{
	struct shelf *shelf;

	for (size_t i = 0; i < recall->count; i++)
		if (strcmp(recall->shelves[i].number, number) == 0)
			return &recall->shelves[i];
	if (recall->count == RECALL_NUMBERS)
		return NULL;
	shelf = &recall->shelves[recall->count];
	if (text_into(text_of(number), shelf->number, sizeof shelf->number) != OK)
		return NULL;
	shelf->lines = calloc(recall->room, sizeof *shelf->lines);
	must(shelf->lines != NULL);
	recall->count++;
	return shelf;
}

void recall_keep(struct recall *recall, const char *event, const char *number, text line)
{
	if (!recall || !number || line.length > RECALL_LINE_MOST || !is_noticed(event))
		return;
	struct shelf *shelf = shelf_of(recall, number);

	if (!shelf)
		return;
	free(shelf->lines[shelf->next]);
	shelf->lines[shelf->next] = strndup(line.at, line.length);
	must(shelf->lines[shelf->next] != NULL);
	shelf->next = (shelf->next + 1) % recall->room;
	if (shelf->count < recall->room)
		shelf->count++;
}

void recall_tell(const struct recall *recall, void (*tell)(void *ctx, text line), void *ctx)
{
	for (size_t i = 0; recall && i < recall->count; i++) {
		const struct shelf *shelf = &recall->shelves[i];
		size_t first = (shelf->next + recall->room - shelf->count) % recall->room;

		for (size_t n = 0; n < shelf->count; n++)
			tell(ctx, text_of(shelf->lines[(first + n) % recall->room]));
	}
}
