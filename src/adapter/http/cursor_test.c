// SPDX-License-Identifier: Apache-2.0
#include "adapter/http/cursor.h"

#include <setjmp.h>
#include <stdarg.h>
#include <string.h>

#include <cmocka.h>

static void a_cursor_comes_back_as_it_was(void **state)
{
	static const int64_t CASES[] = { 1, 255, 1LL << 40, INT64_MAX };
	char chars[CURSOR_CHARS];

	(void)state;
	for (size_t i = 0; i < COUNT(CASES); i++) {
		int64_t last = 0;

		cursor_write(CASES[i], 0x1234567890abcdefu, chars);
		assert_int_equal(cursor_read(text_of(chars), 0x1234567890abcdefu, &last), OK);
		assert_true(last == CASES[i]);
	}
}

static void other_filters_refuse_it(void **state)
{
	char chars[CURSOR_CHARS];
	int64_t last = 0;

	(void)state;
	cursor_write(42, 1ull << 60, chars);
	assert_int_equal(cursor_read(text_of(chars), 2ull << 60, &last), ERR_MALFORMED);
	assert_int_equal(last, 0);
}

static void what_we_never_wrote_is_refused(void **state)
{
	static const char *const CASES[] = {
		"", "abc", "AAAAAAAAAAAAAAAA", "!!!!!!!!!!!!!!!!", "________________", "AAAAAAAAACoAAAAAA"
	};
	int64_t last = 0;

	(void)state;
	for (size_t i = 0; i < COUNT(CASES); i++)
		assert_int_equal(cursor_read(text_of(CASES[i]), 0, &last), ERR_MALFORMED);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_cursor_comes_back_as_it_was),
		cmocka_unit_test(other_filters_refuse_it),
		cmocka_unit_test(what_we_never_wrote_is_refused),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
