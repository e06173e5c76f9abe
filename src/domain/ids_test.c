// SPDX-License-Identifier: Apache-2.0
#include "domain/ids.h"

#include <string.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static const instant EVENING = { 1772478245123456 };

static void an_id_made_later_is_larger_also_when_the_clock_was_set_back(void **state)
{
	struct ids ids = { .maker = 5 };
	int64_t last = 0;

	(void)state;
	for (int i = 0; i < 200000; i++) {
		instant now = { EVENING.us + (i % 7 - 3) * 1000000 };
		int64_t id = ids_next(&ids, now);

		assert_true(id > last);
		assert_int_equal(id >> 16 & 63, 5);
		last = id;
	}
}

static void two_makers_never_meet(void **state)
{
	struct ids a = { .maker = 1 }, b = { .maker = 2 };

	(void)state;
	for (int i = 0; i < 70000; i++)
		assert_int_not_equal(ids_next(&a, EVENING) >> 16 & 63, ids_next(&b, EVENING) >> 16 & 63);
}

static void what_is_written_is_read_back_and_sorts_alike(void **state)
{
	struct ids ids = { .maker = 63 };
	char before[ID_CHARS] = "";

	(void)state;
	for (int i = 0; i < 1000; i++) {
		instant now = { EVENING.us + i * 987654321LL };
		int64_t n = ids_next(&ids, now), back;
		char chars[ID_CHARS];

		id_format(ID_OF_callback, n, chars);
		assert_int_equal(strlen(chars), 17);
		assert_true(strcmp(before, chars) < 0);
		memcpy(before, chars, sizeof(chars));
		assert_int_equal(id_parse(ID_OF_callback, text_of(chars), &back), OK);
		assert_int_equal(back, n);
	}
}

static void what_is_no_id_of_this_noun_is_malformed(void **state)
{
	static const char *const CASES[] = {
		"",
		"cbk_",
		"cbk_0000000000000",
		"cbk_000000000000",
		"cbk_00000000000011",
		"cbk-0000000000001",
		"cal_0000000000001",
		"CBK_0000000000001",
		"cbk_000000000000A",
		"cbk_000000000000i",
		"cbk_000000000000u",
		"cbk_8000000000000",
		"cbk_zzzzzzzzzzzzz",
		"cbk_00000 0000001",
	};
	int64_t n = 77;

	(void)state;
	for (size_t i = 0; i < COUNT(CASES); i++) {
		if (id_parse(ID_OF_callback, text_of(CASES[i]), &n) != ERR_MALFORMED)
			fail_msg("%s was read", CASES[i]);
	}
	assert_int_equal(n, 77);
	assert_int_equal(id_parse(ID_OF_callback, TEXT_LITERAL("cbk_7zzzzzzzzzzzz"), &n), OK);
	assert_true(n == INT64_MAX);
	assert_int_equal(id_parse(ID_OF_callback, (text){ "cbk_00000000\0000001", 17 }, &n),
	                 ERR_MALFORMED);
}

static void the_floor_of_a_moment_parts_earlier_ids_from_later_ones(void **state)
{
	const instant at = { 1700000000000000 }, before = { 1700000000000000 - 1000 };
	struct ids last = { .maker = 63 }, first = { .maker = 0 };

	(void)state;
	assert_true(ids_next(&last, before) < id_floor(at));
	assert_true(ids_next(&first, at) >= id_floor(at));
	assert_int_equal(id_floor((instant){ 0 }), 1);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(an_id_made_later_is_larger_also_when_the_clock_was_set_back),
		cmocka_unit_test(two_makers_never_meet),
		cmocka_unit_test(what_is_written_is_read_back_and_sorts_alike),
		cmocka_unit_test(what_is_no_id_of_this_noun_is_malformed),
		cmocka_unit_test(the_floor_of_a_moment_parts_earlier_ids_from_later_ones),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
