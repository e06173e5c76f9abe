// SPDX-License-Identifier: Apache-2.0
#pragma once
/*
 * Where things are: which thread a leg lives on, which leg stands for a joined call. A table by id
 * with a fixed size. The phone thread's. Finding nothing is NULL; adding to a full one is refused
 * with ERR_FULL.
 */
#include "base/err.h"

struct route {
	int64_t id;   /* 0: free */
	int64_t link; /* of a leg: its joined call, or 0; of a call: one of its legs */
	unsigned thread;
};

struct routes;

struct routes *routes_open(size_t most);
void routes_close(struct routes *routes);
struct route *routes_find(struct routes *routes, int64_t id); /* valid until the next add or drop */
NODISCARD enum err routes_add(struct routes *routes,
                              const struct route *route); /* replaces one of the same id */
void routes_drop(struct routes *routes, int64_t id);
