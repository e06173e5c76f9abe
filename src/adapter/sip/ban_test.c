// SPDX-License-Identifier: Apache-2.0
#include "adapter/sip/ban.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

static const struct sip_config CONFIG = { .ban_after = 10,
	                                      .ban_window = { 60000000 },
	                                      .ban_first = { 300000000 },
	                                      .ban_most = { 900000000 },
	                                      .strangers_per_second = 20 };

static mono at(int64_t seconds)
{
	return (mono){ 1000000 * (seconds + 1) };
}

static void ten_failures_in_a_minute_ban_for_five_minutes_and_then_longer(void **state)
{
	struct bans *bans = bans_open(&CONFIG);

	(void)state;
	for (int i = 0; i < 9; i++)
		assert_false(bans_fail(bans, 7, at(i)));
	assert_false(bans_has(bans, 7, at(9)));
	assert_true(bans_fail(bans, 7, at(9)));
	assert_true(bans_has(bans, 7, at(308)));
	assert_false(bans_has(bans, 7, at(309)));
	for (int i = 0; i < 10; i++)
		(void)bans_fail(bans, 7, at(400));
	assert_true(bans_has(bans, 7, at(400 + 599)));
	assert_false(bans_has(bans, 7, at(400 + 600)));
	assert_false(bans_has(bans, 8, at(400)));
	bans_close(bans);
}

static void slow_failures_are_forgiven(void **state)
{
	struct bans *bans = bans_open(&CONFIG);

	(void)state;
	for (int i = 0; i < 100; i++)
		assert_false(bans_fail(bans, 7, at(i * 10)));
	bans_close(bans);
}

static void a_flood_is_cut_each_second_anew(void **state)
{
	struct bans *bans = bans_open(&CONFIG);

	(void)state;
	for (int i = 0; i < 20; i++)
		assert_false(bans_flood(bans, 7, at(1)));
	assert_true(bans_flood(bans, 7, at(1)));
	assert_false(bans_flood(bans, 7, at(2)));
	bans_close(bans);
}

static void a_crowd_of_addresses_does_not_free_a_banned_one(void **state)
{
	struct bans *bans = bans_open(&CONFIG);

	(void)state;
	for (int i = 0; i < 10; i++)
		(void)bans_fail(bans, 7, at(1));
	for (uint32_t other = 100; other < 60000; other++)
		(void)bans_flood(bans, other, at(2));
	assert_true(bans_has(bans, 7, at(3)));
	bans_close(bans);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(ten_failures_in_a_minute_ban_for_five_minutes_and_then_longer),
		cmocka_unit_test(slow_failures_are_forgiven),
		cmocka_unit_test(a_flood_is_cut_each_second_anew),
		cmocka_unit_test(a_crowd_of_addresses_does_not_free_a_banned_one),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
