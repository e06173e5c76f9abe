// SPDX-License-Identifier: Apache-2.0
#include "adapter/sip/route.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

static struct sip_config three_trunks(void)
{
	struct sip_config c = { .trunk_count = 3 };

	for (int i = 0; i < 3; i++)
		c.trunks[i].max_channels = 2;
	snprintf(c.trunks[0].prefixes[0], PHONE_NUMBER_CHARS, "+");
	snprintf(c.trunks[1].prefixes[0], PHONE_NUMBER_CHARS, "+1415");
	snprintf(c.trunks[2].prefixes[0], PHONE_NUMBER_CHARS, "+49");
	snprintf(c.trunks[2].prefixes[1], PHONE_NUMBER_CHARS, "+1415");
	snprintf(c.trunks[0].deny_prefixes[0], PHONE_NUMBER_CHARS, "+1900");
	return c;
}

static void the_longest_prefix_is_tried_first(void **state)
{
	static const struct {
		const char *because;
		const char *number;
		const char *order;
	} CASES[] = {
		{ "two know the area code, in the order of the file, then the one for all", "+14155550100",
		  "120" },
		{ "a country", "+4930123456", "20" },
		{ "only the one for all is left", "+33123456789", "0" },
		{ "denied there, and nobody else takes it", "+19005550100", "" },
	};
	struct sip_config c = three_trunks();
	struct route_load loads[TRUNKS_MOST] = { { 0 } };

	(void)state;
	for (size_t i = 0; i < COUNT(CASES); i++) {
		unsigned out[TRUNKS_MOST];
		char got[TRUNKS_MOST + 1] = "";
		size_t n = route_choose(&c, loads, CASES[i].number, out);

		for (size_t k = 0; k < n; k++)
			got[k] = (char)('0' + out[k]);
		if (strcmp(got, CASES[i].order) != 0)
			fail_msg("%s: %s", CASES[i].because, got);
	}
}

static void a_full_trunk_is_passed_over(void **state)
{
	struct sip_config c = three_trunks();
	struct route_load loads[TRUNKS_MOST] = { [1] = { .channels = 2 } };
	unsigned out[TRUNKS_MOST];

	(void)state;
	assert_int_equal(route_choose(&c, loads, "+14155550100", out), 2);
	assert_int_equal(out[0], 2);
}

static void a_trunk_found_down_is_tried_last(void **state)
{
	struct sip_config c = three_trunks();
	struct route_load loads[TRUNKS_MOST] = { [1] = { .down = true } };
	unsigned out[TRUNKS_MOST];

	(void)state;
	assert_int_equal(route_choose(&c, loads, "+14155550100", out), 3);
	assert_int_equal(out[0], 2);
	assert_int_equal(out[1], 0);
	assert_int_equal(out[2], 1);
}

static void a_permission_more_exact_than_a_denial_wins(void **state)
{
	struct sip_config c = three_trunks();
	struct route_load loads[TRUNKS_MOST] = { { 0 } };
	unsigned out[TRUNKS_MOST];

	(void)state;
	c.trunk_count = 1;
	snprintf(c.trunks[0].prefixes[1], PHONE_NUMBER_CHARS, "+19005");
	assert_int_equal(route_choose(&c, loads, "+19005550100", out), 1);
	assert_int_equal(route_choose(&c, loads, "+19006550100", out), 0);
}

static void no_prefixes_mean_all_numbers(void **state)
{
	struct sip_config c = { .trunk_count = 1, .trunks[0].max_channels = 1 };
	struct route_load loads[TRUNKS_MOST] = { { 0 } };
	unsigned out[TRUNKS_MOST];

	(void)state;
	assert_int_equal(route_choose(&c, loads, "+14155550100", out), 1);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_longest_prefix_is_tried_first),
		cmocka_unit_test(a_full_trunk_is_passed_over),
		cmocka_unit_test(a_trunk_found_down_is_tried_last),
		cmocka_unit_test(a_permission_more_exact_than_a_denial_wins),
		cmocka_unit_test(no_prefixes_mean_all_numbers),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
