// SPDX-License-Identifier: Apache-2.0
#include "base/zone.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

static instant when(const char *chars)
{
	instant at;

	assert_int_equal(instant_parse(chars, strlen(chars), &at), OK);
	return at;
}

static void a_day_begins_at_the_midnight_of_its_zone(void **state)
{
	static const struct {
		const char *zone, *at, *midnight, *because;
	} ROWS[] = {
		{ "Europe/Berlin", "2026-07-01T10:00:00Z", "2026-06-30T22:00:00Z", "summer time" },
		{ "Europe/Berlin", "2026-12-01T10:00:00Z", "2026-11-30T23:00:00Z", "winter time" },
		{ "Europe/Berlin", "2026-03-29T10:00:00Z", "2026-03-28T23:00:00Z", "changed at 1 UTC" },
		{ "America/New_York", "2026-07-01T03:00:00Z", "2026-06-30T04:00:00Z", "still yesterday" },
		{ "Asia/Kolkata", "2026-07-01T19:00:00Z", "2026-07-01T18:30:00Z", "half an hour" },
		{ "UTC", "2026-07-01T19:00:00Z", "2026-07-01T00:00:00Z", "no offset" },
	};

	(void)state;
	for (size_t i = 0; i < COUNT(ROWS); i++) {
		bool known;
		instant is = zone_midnight(text_of(ROWS[i].zone), when(ROWS[i].at), &known);

		if (!known || is.us != when(ROWS[i].midnight).us)
			fail_msg("%s: %s", ROWS[i].zone, ROWS[i].because);
	}
}

static void a_zone_that_is_not_there_is_utc_and_no_way_out_of_the_table(void **state)
{
	static const char *const ROWS[] = { "Mars/Olympus",  "../../../etc/hostname",
		                                "/etc/hostname", "",
		                                "Europe",        "tzdata.zi",
		                                "zone1970.tab" };
	span offset;
	bool known;

	(void)state;
	for (size_t i = 0; i < COUNT(ROWS); i++)
		assert_int_equal(zone_offset(text_of(ROWS[i]), when("2026-07-01T10:00:00Z"), &offset),
		                 ERR_NONE);
	instant is = zone_midnight(text_of("Mars/Olympus"), when("2026-07-01T10:00:00Z"), &known);

	assert_false(known);
	assert_int_equal(is.us, when("2026-07-01T00:00:00Z").us);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_day_begins_at_the_midnight_of_its_zone),
		cmocka_unit_test(a_zone_that_is_not_there_is_utc_and_no_way_out_of_the_table),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
