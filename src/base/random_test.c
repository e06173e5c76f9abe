// SPDX-License-Identifier: Apache-2.0
#include "base/random.h"

#include <string.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static void the_same_seed_repeats_exactly(void **state)
{
	struct random a, b, c;
	int same = 0;

	(void)state;
	random_seed(&a, 7);
	random_seed(&b, 7);
	random_seed(&c, 8);
	for (int i = 0; i < 1000; i++) {
		uint64_t n = random_u64(&a);

		assert_true(n == random_u64(&b));
		same += n == random_u64(&c);
	}
	assert_int_equal(same, 0);
}

static void draws_stay_inside_and_reach_both_ends(void **state)
{
	struct random r;
	int seen[7] = { 0 };

	(void)state;
	random_seed(&r, 1);
	for (int i = 0; i < 7000; i++) {
		int64_t n = random_between(&r, -3, 3);

		assert_in_range(n + 3, 0, 6);
		seen[n + 3]++;
	}
	for (int i = 0; i < 7; i++)
		assert_in_range(seen[i], 800, 1200);
	assert_int_equal(random_between(&r, 5, 5), 5);
	random_between(&r, INT64_MIN, INT64_MAX);
}

static void chance_knows_never_and_always(void **state)
{
	struct random r;

	(void)state;
	random_seed(&r, 2);
	for (int i = 0; i < 100; i++) {
		assert_false(random_chance(&r, 0));
		assert_true(random_chance(&r, 100));
	}
}

static void secrets_fill_all_bytes_and_differ(void **state)
{
	unsigned char a[64] = { 0 }, b[64] = { 0 };

	(void)state;
	random_secret(a, sizeof(a));
	random_secret(b, sizeof(b));
	assert_memory_not_equal(a, b, sizeof(a));
	assert_memory_not_equal(a, a + 32, 32);
	assert_true(random_secret_u64() != random_secret_u64());
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_same_seed_repeats_exactly),
		cmocka_unit_test(draws_stay_inside_and_reach_both_ends),
		cmocka_unit_test(chance_knows_never_and_always),
		cmocka_unit_test(secrets_fill_all_bytes_and_differ),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
