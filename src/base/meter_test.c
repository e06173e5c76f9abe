// SPDX-License-Identifier: Apache-2.0
#include "base/meter.h"

#include "base/arena.h"

#include <string.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static struct arena *arena;

static int begin(void **state)
{
	(void)state;
	arena = arena_open(1 << 16);
	return 0;
}

static int end(void **state)
{
	(void)state;
	arena_close(arena);
	return 0;
}

static void check_page_has(const char *line)
{
	struct text_buf page;

	text_buf_init(&page, arena);
	meter_write(&page);
	if (!strstr(text_terminated(arena, text_buf_text(&page)), line))
		fail_msg("the page has no line: %s", line);
}

static void a_counter_shows_each_of_its_words(void **state)
{
	(void)state;
	meter_add(METER_CALLBACKS, 1, 3);
	meter_add(METER_CALLBACKS, 1, 2);
	assert_int_equal(meter_value(METER_CALLBACKS, 1), 5);
	check_page_has("# TYPE ringback_callbacks_total counter\n");
	check_page_has("\nringback_callbacks_total{outcome=\"completed\"} 0\n");
	check_page_has("\nringback_callbacks_total{outcome=\"expired\"} 5\n");
}

static void a_gauge_goes_up_and_down(void **state)
{
	(void)state;
	meter_set(METER_CALLS_ACTIVE, 0, 9);
	meter_add(METER_CALLS_ACTIVE, 0, -2);
	check_page_has("\nringback_calls_active 7\n");
}

static void a_histogram_adds_up_from_below(void **state)
{
	(void)state;
	meter_observe(METER_CALL_SETUP, 0, MILLISECONDS(10));
	meter_observe(METER_CALL_SETUP, 0, MILLISECONDS(11));
	meter_observe(METER_CALL_SETUP, 0, HOURS(1000));
	check_page_has("\nringback_call_setup_seconds_bucket{le=\"0.005\"} 0\n");
	check_page_has("\nringback_call_setup_seconds_bucket{le=\"0.01\"} 1\n");
	check_page_has("\nringback_call_setup_seconds_bucket{le=\"0.025\"} 2\n");
	check_page_has("\nringback_call_setup_seconds_bucket{le=\"+Inf\"} 3\n");
	check_page_has("\nringback_call_setup_seconds_sum 3600000.021000\n");
	check_page_has("\nringback_call_setup_seconds_count 3\n");
}

static void a_label_known_at_start_is_registered_once(void **state)
{
	(void)state;

	unsigned east = meter_label(METER_TRUNK_UP, "east");
	unsigned odd = meter_label(METER_TRUNK_UP, "o\"d");

	assert_int_not_equal(east, odd);
	assert_int_equal(meter_label(METER_TRUNK_UP, "east"), east);
	meter_set(METER_TRUNK_UP, east, 1);
	check_page_has("\nringback_trunk_up{trunk=\"east\"} 1\n");
	check_page_has("\nringback_trunk_up{trunk=\"o\\\"d\"} 0\n");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_counter_shows_each_of_its_words),
		cmocka_unit_test(a_gauge_goes_up_and_down),
		cmocka_unit_test(a_histogram_adds_up_from_below),
		cmocka_unit_test(a_label_known_at_start_is_registered_once),
	};

	return cmocka_run_group_tests(tests, begin, end);
}
