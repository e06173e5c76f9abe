// SPDX-License-Identifier: Apache-2.0
#include "adapter/http/gate.h"

#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

static const mono START = { 1000000000 };

static void a_minute_may_come_at_once_and_then_one_by_one(void **state)
{
	struct gate *gate = gate_open(64);
	uint64_t who = gate_address(gate, TEXT_LITERAL("192.0.2.1"));
	struct allowance a;

	(void)state;
	for (int i = 0; i < 60; i++) {
		a = gate_take(gate, who, 60, START);
		assert_true(a.granted);
		assert_int_equal(a.remaining, 59 - i);
	}
	a = gate_take(gate, who, 60, START);
	assert_false(a.granted);
	assert_int_equal(a.wait_s, 1);
	assert_true(gate_take(gate, who, 60, mono_add(START, SECONDS(1))).granted);
	assert_false(gate_take(gate, who, 60, mono_add(START, SECONDS(1))).granted);
	assert_int_equal(gate_take(gate, who, 60, mono_add(START, SECONDS(3600))).remaining, 59);
	gate_close(gate);
}

static void others_are_not_held_up(void **state)
{
	struct gate *gate = gate_open(64);
	uint64_t one = gate_name(gate, TEXT_LITERAL("one")), two = gate_name(gate, TEXT_LITERAL("two"));

	(void)state;
	assert_true(gate_take(gate, one, 1, START).granted);
	assert_false(gate_take(gate, one, 1, START).granted);
	assert_true(gate_take(gate, two, 1, START).granted);
	gate_close(gate);
}

static void without_a_limit_everything_passes(void **state)
{
	struct gate *gate = gate_open(64);

	(void)state;
	for (int i = 0; i < 1000; i++)
		assert_true(gate_take(gate, 7, 0, START).granted);
	gate_close(gate);
}

static void a_network_of_version_six_counts_as_one(void **state)
{
	struct gate *gate = gate_open(64);
	uint64_t a = gate_address(gate, TEXT_LITERAL("2001:db8:0:1::1"));

	(void)state;
	assert_true(a == gate_address(gate, TEXT_LITERAL("2001:db8:0:1:ffff::2")));
	assert_false(a == gate_address(gate, TEXT_LITERAL("2001:db8:0:2::1")));
	assert_false(gate_address(gate, TEXT_LITERAL("192.0.2.1")) ==
	             gate_address(gate, TEXT_LITERAL("192.0.2.2")));
	gate_close(gate);
}

static void connections_are_counted_in_and_out(void **state)
{
	struct gate *gate = gate_open(64);

	(void)state;
	assert_true(gate_enter(gate, 5, 2));
	assert_true(gate_enter(gate, 5, 2));
	assert_false(gate_enter(gate, 5, 2));
	gate_leave(gate, 5);
	assert_true(gate_enter(gate, 5, 2));
	gate_close(gate);
}

static void a_crowd_larger_than_the_table_is_still_limited(void **state)
{
	struct gate *gate = gate_open(64);
	int granted = 0;

	(void)state;
	for (uint64_t i = 1; i <= 10000; i++)
		granted += gate_take(gate, i * 0x9e3779b97f4a7c15u, 10, START).granted;
	assert_true(granted >= 64 && granted <= 64 * 10);
	gate_close(gate);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_minute_may_come_at_once_and_then_one_by_one),
		cmocka_unit_test(others_are_not_held_up),
		cmocka_unit_test(without_a_limit_everything_passes),
		cmocka_unit_test(a_network_of_version_six_counts_as_one),
		cmocka_unit_test(connections_are_counted_in_and_out),
		cmocka_unit_test(a_crowd_larger_than_the_table_is_still_limited),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
