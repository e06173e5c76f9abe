// SPDX-License-Identifier: Apache-2.0
#pragma once
/*
 * What everybody may know of a line, told as soon as it changes: "line.changed".
 *
 * It is no event of the store. The feeder notes here whose line the events it reads have moved, and
 * has one frame made for each of them, from how the line is now: however much happened, a watcher
 * gets one frame per advisor, and no more often than LINE_PACE. It names the advisor and nobody
 * else. Belongs to the feeder; used on its reader.
 */
#include "adapter/http/stream.h"
#include "base/json.h"
#include "domain/availability/availability.h"

#define LINE_PACE MILLISECONDS(100)

struct line_news {
	advisor_id moved[LINES_MOST];
	size_t count;
	mono next; /* not told before this */
};

/* Notes whose line this event moved, if any. */
void line_news_note(struct line_news *news, const struct event *event);
/* Not before its time, unless the next batch might not find room. */
bool line_news_is_due(const struct line_news *news, mono now);
/*
 * Adds a frame for each to the batch, numbered `number` like the last event that was read, and
 * forgets them.
 */
NODISCARD enum err line_news_tell(struct line_news *news, struct desk *desk, int64_t number,
                                  struct batch *batch);

/* The same members of an advisor wherever one is shown, inside an object that is open. */
void line_put(struct json *j, const struct availability *a, int64_t waiting, instant now);
