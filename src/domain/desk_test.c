// SPDX-License-Identifier: Apache-2.0
#include "domain/desk.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static void orders_are_given_in_the_order_they_were_made(void **state)
{
	struct arena *arena = arena_open(4096);
	struct tx tx = { .arena = arena };
	struct rules rules;
	struct desk desk;

	(void)state;
	rules_default(&rules);
	desk_init(&desk, &tx, &rules, NULL);
	desk.lane = 3;
	assert_null(desk.orders);
	desk_order(&desk, ORDER_RING, (call_id){ 7 }, (leg_id){ 8 })->ring.ring = SECONDS(25);
	desk_order(&desk, ORDER_PART, (call_id){ 7 }, (leg_id){ 0 });

	const struct order *first = &desk.orders->order, *second = &desk.orders->next->order;

	assert_int_equal(first->kind, ORDER_RING);
	assert_int_equal(first->call, 7);
	assert_int_equal(first->leg, 8);
	assert_int_equal(first->lane, 3);
	assert_int_equal(second->kind, ORDER_PART);
	assert_null(desk.orders->next->next);
	arena_close(arena);
}

static void an_advisor_is_woken_once(void **state)
{
	struct arena *arena = arena_open(4096);
	struct tx tx = { .arena = arena };
	struct rules rules;
	struct desk desk;
	int woken = 0;

	(void)state;
	rules_default(&rules);
	desk_init(&desk, &tx, &rules, NULL);
	desk_wake(&desk, (advisor_id){ 5 });
	desk_wake(&desk, (advisor_id){ 6 });
	desk_wake(&desk, (advisor_id){ 5 });
	for (const struct wake_item *wake = desk.wakes; wake; wake = wake->next)
		woken++;
	assert_int_equal(woken, 2);
	arena_close(arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(orders_are_given_in_the_order_they_were_made),
		cmocka_unit_test(an_advisor_is_woken_once),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
