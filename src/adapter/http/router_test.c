// SPDX-License-Identifier: Apache-2.0
#include "adapter/http/router.h"

#include <setjmp.h>
#include <stdarg.h>
#include <string.h>

#include <cmocka.h>

#include "base/arena.h"

static const struct route ROUTES[] = {
	{ .method = "GET", .path = "/v1/things", .operation = "list" },
	{ .method = "POST", .path = "/v1/things", .operation = "make" },
	{ .method = "GET", .path = "/v1/things/latest", .operation = "latest" },
	{ .method = "GET", .path = "/v1/things/{thing}", .operation = "see", .path_count = 1 },
	{ .method = "DELETE", .path = "/v1/things/{thing}", .operation = "drop", .path_count = 1 },
	{ .method = "POST",
	  .path = "/v1/things/{thing}/parts/{part}",
	  .operation = "part",
	  .path_count = 2 },
};
static const struct api API = { .routes = ROUTES, .route_count = COUNT(ROUTES) };

static void a_request_finds_its_operation(void **state)
{
	static const struct {
		const char *method, *path, *operation, *first;
		unsigned allowed;
	} CASES[] = {
		{ "GET", "/v1/things", "list", NULL, METHOD_GET | METHOD_HEAD | METHOD_POST },
		{ "HEAD", "/v1/things", "list", NULL, METHOD_GET | METHOD_HEAD | METHOD_POST },
		{ "GET", "/v1/things/latest", "latest", NULL, METHOD_GET | METHOD_HEAD },
		{ "DELETE", "/v1/things/latest", NULL, NULL, METHOD_GET | METHOD_HEAD },
		{ "GET", "/v1/things/cbk_1", "see", "cbk_1", METHOD_GET | METHOD_HEAD | METHOD_DELETE },
		{ "PATCH", "/v1/things/cbk_1", NULL, NULL, METHOD_GET | METHOD_HEAD | METHOD_DELETE },
		{ "POST", "/v1/things/cbk_1/parts/x", "part", "cbk_1", METHOD_POST },
		{ "GET", "/v1/things/", NULL, NULL, 0 },
		{ "GET", "/v1/thing", NULL, NULL, 0 },
		{ "GET", "/v1/things/a/b", NULL, NULL, 0 },
		{ "GET", "/", NULL, NULL, 0 },
		{ "GET", "", NULL, NULL, 0 },
		{ "BREW", "/v1/things", NULL, NULL, METHOD_GET | METHOD_HEAD | METHOD_POST },
	};

	(void)state;
	for (size_t i = 0; i < COUNT(CASES); i++) {
		struct routing r = router_find(&API, text_of(CASES[i].method), text_of(CASES[i].path));

		assert_int_equal(r.allowed, CASES[i].allowed);
		assert_int_equal(r.route != NULL, CASES[i].operation != NULL);
		if (r.route)
			assert_string_equal(r.route->operation, CASES[i].operation);
		if (CASES[i].first)
			assert_true(text_is(r.parts[0], CASES[i].first));
	}
}

static void what_is_allowed_is_told_in_words(void **state)
{
	struct arena *arena = arena_open(256);

	(void)state;
	assert_true(text_is(router_allow(arena, METHOD_GET | METHOD_HEAD | METHOD_DELETE),
	                    "GET, HEAD, DELETE"));
	arena_close(arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_request_finds_its_operation),
		cmocka_unit_test(what_is_allowed_is_told_in_words),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
