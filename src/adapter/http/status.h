// SPDX-License-Identifier: Apache-2.0
#pragma once
/*
 * What only the daemon knows about itself, for /v1/status and /v1/trunks.
 *
 * The daemon's; called on a reader or lane, inside the request's transaction, so it must not wait.
 * Each writes into what is open already: `status` members of an object, `trunks` items of an array.
 * NULL functions: nothing is known (a test's server).
 */
#include "base/json.h"
#include "domain/desk.h"

struct status_source {
	void *ctx;
	/* "version", "healthy", …; a failed look at the store is passed up. */
	enum err (*status)(void *ctx, struct desk *desk, struct json *j);
	/* {"name": …, "up": …, …} each. */
	void (*trunks)(void *ctx, struct json *j);
	/* Is there a trunk of this name? Any thread. */
	bool (*has_trunk)(void *ctx, text name);
};
