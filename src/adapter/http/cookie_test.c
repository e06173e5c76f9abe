// SPDX-License-Identifier: Apache-2.0
#include "adapter/http/cookie.h"

#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

#include "base/arena.h"

static void our_cookie_is_found_among_others(void **state)
{
	static const struct {
		const char *header, *value;
	} CASES[] = {
		{ "ringback=abc", "abc" },
		{ "a=1; ringback=abc; b=2", "abc" },
		{ "a=1;ringback=abc", "abc" },
		{ "ringback=", "" },
		{ "ringback=a=b", "a=b" },
		{ "xringback=abc", NULL },
		{ "ringback", NULL },
		{ "", NULL },
		{ ";;; ;=", NULL },
	};

	(void)state;
	for (size_t i = 0; i < COUNT(CASES); i++) {
		text found = cookie_find(text_of(CASES[i].header), "ringback");

		if (CASES[i].value)
			assert_true(text_is(found, CASES[i].value));
		else
			assert_int_equal(found.length, 0);
	}
	assert_int_equal(cookie_find(NO_TEXT, "ringback").length, 0);
}

static void a_cookie_is_written_for_its_place(void **state)
{
	struct arena *arena = arena_open(256);

	(void)state;
	assert_true(text_is(cookie_write(arena, true, "t", HOURS(1)),
	                    "__Host-ringback=t; Path=/; Max-Age=3600; HttpOnly; SameSite=Lax; Secure"));
	assert_true(text_is(cookie_write(arena, false, "", HOURS(1)),
	                    "ringback=; Path=/; Max-Age=0; HttpOnly; SameSite=Lax"));
	arena_close(arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(our_cookie_is_found_among_others),
		cmocka_unit_test(a_cookie_is_written_for_its_place),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
