// SPDX-License-Identifier: Apache-2.0
#pragma once
/*
 * That the wallboard has changed, and nothing of how: "wall.changed", for the screens that show it.
 *
 * It is no event of the store. The feeder notes here whether one of the events it reads moves the
 * wallboard, and has one frame made of all of them, no more often than WALL_PACE; it is shown to
 * watchers of the wallboard's own stream alone, and says neither who nor what. Belongs to the
 * feeder; used on its reader.
 */
#include "adapter/http/stream.h"

#define WALL_PACE MILLISECONDS(250)

struct wall_news {
	bool moved;
	mono next; /* not told before this */
};

void wall_news_note(struct wall_news *news, const struct event *event);
bool wall_news_is_due(const struct wall_news *news, mono now);
/* Adds the frame to the batch, numbered like the last event that was read, and forgets. */
void wall_news_tell(struct wall_news *news, struct desk *desk, int64_t number, struct batch *batch);
