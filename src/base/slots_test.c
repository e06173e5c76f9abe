// SPDX-License-Identifier: Apache-2.0
#include "base/slots.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static void a_stale_handle_finds_nothing(void **state)
{
	struct slots *slots = slots_open(sizeof(int), 1);
	handle first, second;
	int *item = slots_take(slots, &first);

	(void)state;
	*item = 7;
	assert_ptr_equal(slots_at(slots, first), item);
	slots_give(slots, first);
	assert_null(slots_at(slots, first));

	int *again = slots_take(slots, &second);

	assert_ptr_equal(again, item);
	assert_int_equal(*again, 0);
	assert_null(slots_at(slots, first));
	assert_non_null(slots_at(slots, second));
	assert_null(slots_at(slots, (handle){ 0, 0 }));
	assert_null(slots_at(slots, (handle){ 9, 1 }));
	slots_close(slots);
}

static void a_full_table_says_so(void **state)
{
	struct slots *slots = slots_open(24, 3);
	handle h[3], more;

	(void)state;
	for (int i = 0; i < 3; i++)
		assert_non_null(slots_take(slots, &h[i]));
	assert_null(slots_take(slots, &more));
	assert_int_equal(slots_used(slots), 3);
	slots_give(slots, h[1]);
	assert_int_equal(slots_used(slots), 2);
	assert_non_null(slots_take(slots, &more));
	assert_int_equal(more.slot, h[1].slot);
	assert_int_not_equal(more.turn, h[1].turn);
	slots_close(slots);
}

static void a_walk_meets_the_used_ones_only(void **state)
{
	struct slots *slots = slots_open(sizeof(int), 5);
	handle h[5], met;
	uint32_t slot = 0;
	int sum = 0;

	(void)state;
	for (int i = 0; i < 5; i++)
		*(int *)slots_take(slots, &h[i]) = 1 << i;
	slots_give(slots, h[0]);
	slots_give(slots, h[3]);
	for (int *item; (item = slots_next(slots, &slot, &met));) {
		assert_ptr_equal(slots_at(slots, met), item);
		sum += *item;
	}
	assert_int_equal(sum, 2 + 4 + 16);
	slots_close(slots);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_stale_handle_finds_nothing),
		cmocka_unit_test(a_full_table_says_so),
		cmocka_unit_test(a_walk_meets_the_used_ones_only),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
