// SPDX-License-Identifier: Apache-2.0
#pragma once
/*
 * Is the daemon fit for work? The rows of /readyz, each with the words of what to do when it is
 * not.
 *
 * The main thread looks once a second (health_look) and any loop reads what was found
 * (health_checks): each row is a few atomic words, names and fixes are fixed at start, so nobody
 * waits. Cannot fail.
 */
#include "adapter/http/http.h"
#include "adapter/sip/sip.h"
#include "engine/engine.h"

#include <stdatomic.h>

#define HEALTH_ROWS_MOST 8

struct health_row {
	atomic_bool ok;
	atomic_llong since_us;
};

struct health {
	struct engine *engine;
	struct phone *phone;
	struct health_row rows[HEALTH_ROWS_MOST];
	uint64_t committed; /* at the last look at which the lanes moved */
	instant moved_at;
};

void health_init(struct health *health, struct engine *engine, struct phone *phone);
/* True: all rows are well. */
bool health_look(struct health *health, instant now, const char *data_dir);
/* Do the lanes still move? False after `limit` with waiting messages and no commit: let the
 * watchdog bite. */
bool health_is_alive(struct health *health, instant now, span limit);
size_t health_checks(void *ctx, struct http_check *out, size_t most);
