// SPDX-License-Identifier: Apache-2.0
#include "adapter/http/demo_order.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>

#include <cmocka.h>

static const char *order_of(const char *posted)
{
	static char out[DEMO_ORDER_CHARS];

	demo_order_read(text_of(posted), out);
	return out;
}

static void what_a_hand_does_becomes_one_line(void **state)
{
	(void)state;
	assert_string_equal(order_of("{\"number\":\"+14155550111\",\"cmd\":\"answer\"}"),
	                    "{\"cmd\":\"answer\",\"number\":\"+14155550111\"}\n");
	assert_string_equal(order_of("{\"cmd\":\"key\",\"number\":\"+1415\",\"keys\":\"1#\"}"),
	                    "{\"cmd\":\"key\",\"number\":\"+1415\",\"keys\":\"1#\"}\n");
	assert_string_equal(order_of("{\"cmd\":\"speed\",\"speed\":20}"),
	                    "{\"cmd\":\"speed\",\"speed\":20}\n");
}

static void anything_else_is_no_order(void **state)
{
	static const char *const POSTED[] = {
		"",
		"[]",
		"answer",
		"{\"cmd\":\"quit\",\"number\":\"+1415\"}",
		"{\"cmd\":\"answer\"}",
		"{\"cmd\":\"answer\",\"number\":7}",
		"{\"cmd\":\"key\",\"number\":\"+1415\"}",
		"{\"cmd\":\"speed\"}",
		"{\"cmd\":\"speed\",\"speed\":0}",
		"{\"cmd\":\"speed\",\"speed\":101}",
		"{\"cmd\":\"key\",\"number\":\"+1415\",\"keys\":\"x\"}",
		"{\"cmd\":\"answer\",\"number\":\"+1415\\\"}\\n{\"}",
		"{\"cmd\":\"answer\",\"number\":\"+141555501110000000000\"}",
	};

	(void)state;
	for (size_t i = 0; i < COUNT(POSTED); i++)
		assert_string_equal(order_of(POSTED[i]), "");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_a_hand_does_becomes_one_line),
		cmocka_unit_test(anything_else_is_no_order),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
