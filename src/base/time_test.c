// SPDX-License-Identifier: Apache-2.0
#include "base/time.h"

#include <string.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static void an_instant_is_written_in_utc_with_milliseconds(void **state)
{
	static const struct {
		const char *because;
		int64_t us;
		const char *expected;
	} CASES[] = {
		{ "the beginning", 0, "1970-01-01T00:00:00.000Z" },
		{ "one before it", -1000, "1969-12-31T23:59:59.999Z" },
		{ "an ordinary evening", 1772478245123456, "2026-03-02T19:04:05.123Z" },
		{ "a leap day", 1709164800000000, "2024-02-29T00:00:00.000Z" },
		{ "the day after no leap day", 4107542400000000, "2100-03-01T00:00:00.000Z" },
		{ "a century's leap day", 951782400000000, "2000-02-29T00:00:00.000Z" },
	};

	(void)state;
	for (size_t i = 0; i < COUNT(CASES); i++) {
		char out[INSTANT_CHARS];

		if (strcmp(instant_format((instant){ CASES[i].us }, out), CASES[i].expected) != 0)
			fail_msg("%s: %s", CASES[i].because, out);
	}
}

static void what_is_written_is_read_back(void **state)
{
	(void)state;
	for (int64_t ms = -4000000000000; ms < 8000000000000; ms += 86399123457) {
		char chars[INSTANT_CHARS];
		instant back;

		instant_format((instant){ ms * 1000 }, chars);
		assert_int_equal(instant_parse(chars, strlen(chars), &back), OK);
		assert_int_equal(back.us, ms * 1000);
	}
}

static void any_offset_and_fraction_of_rfc_3339_is_understood(void **state)
{
	static const struct {
		const char *chars;
		int64_t us;
	} CASES[] = {
		{ "2026-03-02T19:04:05Z", 1772478245000000 },
		{ "2026-03-02t19:04:05z", 1772478245000000 },
		{ "2026-03-02T20:04:05+01:00", 1772478245000000 },
		{ "2026-03-02T15:34:05-03:30", 1772478245000000 },
		{ "2026-03-02T19:04:05.5Z", 1772478245500000 },
		{ "2026-03-02T19:04:05.123456789Z", 1772478245123456 },
		{ "1990-12-31T23:59:60Z", 662687999000000 },
	};

	(void)state;
	for (size_t i = 0; i < COUNT(CASES); i++) {
		instant at;

		assert_int_equal(instant_parse(CASES[i].chars, strlen(CASES[i].chars), &at), OK);
		assert_int_equal(at.us, CASES[i].us);
	}
}

static void what_is_no_instant_is_malformed(void **state)
{
	static const char *const CASES[] = {
		"",
		"2026",
		"2026-03-02",
		"2026-03-02T19:04Z",
		"2026-03-02T19:04:05",
		"2026-13-02T19:04:05Z",
		"2026-00-02T19:04:05Z",
		"2026-02-29T00:00:00Z",
		"2100-02-29T00:00:00Z",
		"2026-03-02T24:00:00Z",
		"2026-03-02T19:60:05Z",
		"2026-03-02T19:04:61Z",
		"2026-03-02T19:04:05.Z",
		"2026-03-02T19:04:05+1:00",
		"2026-03-02T19:04:05+01:60",
		"2026-03-02T19:04:05Zx",
		" 2026-03-02T19:04:05Z",
		"2026-03-02 19:04:05Z",
	};

	(void)state;
	for (size_t i = 0; i < COUNT(CASES); i++) {
		instant at;

		if (instant_parse(CASES[i], strlen(CASES[i]), &at) != ERR_MALFORMED)
			fail_msg("%s was read", CASES[i]);
	}
}

static void the_sooner_of_two_is_never_an_unset_one(void **state)
{
	const instant early = { 1 }, late = { 2 };

	(void)state;
	assert_int_equal(instant_sooner(early, late).us, 1);
	assert_int_equal(instant_sooner(NEVER, late).us, 2);
	assert_int_equal(instant_sooner(late, NEVER).us, 2);
	assert_int_equal(instant_later(early, late).us, 2);
	assert_int_equal(instant_since(early, late).us, -1);
	assert_int_equal(span_ms((span){ -1999 }), -1);
	assert_int_equal(span_seconds(MINUTES(2)), 120);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(an_instant_is_written_in_utc_with_milliseconds),
		cmocka_unit_test(what_is_written_is_read_back),
		cmocka_unit_test(any_offset_and_fraction_of_rfc_3339_is_understood),
		cmocka_unit_test(what_is_no_instant_is_malformed),
		cmocka_unit_test(the_sooner_of_two_is_never_an_unset_one),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
