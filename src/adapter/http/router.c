// SPDX-License-Identifier: Apache-2.0
#include "adapter/http/router.h"

#include <string.h>

static const char *const METHODS[] = { "GET", "HEAD", "POST", "PUT", "PATCH", "DELETE" };

static unsigned method_bit(text method)
{
	for (unsigned i = 0; i < COUNT(METHODS); i++)
		if (text_is(method, METHODS[i]))
			return 1u << i;
	return 0;
}

/* Walks both, part by part; a part in braces takes whatever stands there. */
static bool fits(const char *pattern, text path, text parts[PATH_PARAMS_MOST])
{
	text want = text_of(pattern), want_part, part;
	size_t taken = 0;
	bool more_want = true, more = true;

	while (more_want && more) {
		more_want = text_cut(want, '/', &want_part, &want);
		more = text_cut(path, '/', &part, &path);
		if (want_part.length && want_part.at[0] == '{') {
			if (part.length == 0)
				return false;
			must(taken < PATH_PARAMS_MOST);
			parts[taken++] = part;
		} else if (!text_same(want_part, part)) {
			return false;
		}
	}
	return more_want == more;
}

struct routing router_find(const struct api *api, text method, text path)
{
	struct routing found = { 0 };
	unsigned asked = method_bit(method);
	/*
	 * A word wins over a parameter: the table stands in that order, and the first path that fits
	 * decides.
	 */
	const char *decided = NULL;

	if (asked == METHOD_HEAD)
		asked = METHOD_GET;
	for (size_t i = 0; i < api->route_count; i++) {
		const struct route *route = &api->routes[i];
		text parts[PATH_PARAMS_MOST];

		if (decided ? strcmp(decided, route->path) != 0 : !fits(route->path, path, parts))
			continue;
		if (decided)
			must(fits(route->path, path, parts));
		decided = route->path;
		unsigned bit = method_bit(text_of(route->method));

		found.allowed |= bit == METHOD_GET ? METHOD_GET | METHOD_HEAD : bit;
		if (bit != asked)
			continue;
		found.route = route;
		memcpy(found.parts, parts, route->path_count * sizeof(parts[0]));
	}
	return found;
}

text router_allow(struct arena *arena, unsigned allowed)
{
	struct text_buf list;

	text_buf_init(&list, arena);
	for (unsigned i = 0; i < COUNT(METHODS); i++)
		if (allowed & 1u << i)
			text_buf_print(&list, "%s%s", list.length ? ", " : "", METHODS[i]);
	return text_buf_text(&list);
}
