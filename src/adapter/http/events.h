// SPDX-License-Identifier: Apache-2.0
#pragma once
/*
 * Events as the API shows them. On a reader or the feeder's reader; everything in the given arena.
 */
#include "base/json.h"
#include "domain/event/event.h"

/* {"id":…,"number":…,"at":…,"kind":…,"subject":…,"data":{…}}, on one line. */
text events_line(struct arena *arena, const struct event *event);
void events_json(struct json *j, const struct event *event);
