// SPDX-License-Identifier: Apache-2.0
/*
 * Open addressing, at most half full; a removed place is closed up by shifting its followers back.
 */
#include "adapter/media/routes.h"
#include "base/hash.h"

#include <stdlib.h>

struct routes {
	size_t mask, count, most;
	struct route at[];
};

struct routes *routes_open(size_t most)
{
	size_t places = 16;
	struct routes *routes;

	while (places < most * 2)
		places *= 2;
	routes = calloc(1, sizeof(*routes) + places * sizeof(routes->at[0]));
	must(routes != NULL);
	routes->mask = places - 1;
	routes->most = most;
	return routes;
}

void routes_close(struct routes *routes)
{
	free(routes);
}

static size_t home(const struct routes *routes, int64_t id)
{
	return (size_t)hash_number((uint64_t)id) & routes->mask;
}

static struct route *place(struct routes *routes, int64_t id)
{
	size_t i = home(routes, id);

	while (routes->at[i].id != 0 && routes->at[i].id != id)
		i = (i + 1) & routes->mask;
	return &routes->at[i];
}

struct route *routes_find(struct routes *routes, int64_t id)
{
	struct route *route = place(routes, id);

	return id != 0 && route->id == id ? route : NULL;
}

enum err routes_add(struct routes *routes, const struct route *route)
{
	struct route *to = place(routes, route->id);

	must(route->id != 0);
	if (to->id == 0 && routes->count == routes->most)
		return ERR_FULL;
	routes->count += to->id == 0;
	*to = *route;
	return OK;
}

void routes_drop(struct routes *routes, int64_t id)
{
	struct route *gone = routes_find(routes, id);
	size_t hole, i;

	if (!gone)
		return;
	hole = (size_t)(gone - routes->at);
	routes->count--;
	for (i = (hole + 1) & routes->mask; routes->at[i].id != 0; i = (i + 1) & routes->mask) {
		size_t wanted = home(routes, routes->at[i].id);

		/* May it move into the hole? Only if the hole is not before its home. */
		if (((i - wanted) & routes->mask) >= ((i - hole) & routes->mask)) {
			routes->at[hole] = routes->at[i];
			hole = i;
		}
	}
	routes->at[hole] = (struct route){ 0 };
}
