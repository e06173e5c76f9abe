// SPDX-License-Identifier: Apache-2.0
#pragma once
/*
 * Finds the route of a method and path, and the text of its path parameters. Pure, any thread.
 */
#include "adapter/http/route.h"

struct routing {
	const struct route *route; /* NULL: see `allowed` */
	text parts[PATH_PARAMS_MOST];
	unsigned allowed; /* of enum method: what this path would take; 0: the path is unknown */
};

enum method {
	METHOD_GET = 1,
	METHOD_HEAD = 2,
	METHOD_POST = 4,
	METHOD_PUT = 8,
	METHOD_PATCH = 16,
	METHOD_DELETE = 32
};

/* `path` is raw (still percent-encoded): a parameter never contains a slash. */
struct routing router_find(const struct api *api, text method, text path);
/* "GET, HEAD, POST" in the arena. */
text router_allow(struct arena *arena, unsigned allowed);
