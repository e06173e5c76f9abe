// SPDX-License-Identifier: Apache-2.0
#include "domain/availability/availability.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static const instant NOW = { 5000000 };

static void the_button_follows_the_truth_table(void **state)
{
	static const struct {
		const char *because;
		enum intent intent;
		bool callbacks, appointments;
		int64_t call;
		const char *call_state, *button;
	} CASES[] = {
		{ "free", INTENT_TAKING_CALLS, true, false, 0, "", "call_now" },
		{ "on another call", INTENT_TAKING_CALLS, true, false, 7, "bridged", "arrange" },
		{ "by arrangement", INTENT_ARRANGE_ONLY, true, true, 0, "", "arrange" },
		{ "away, call backs on", INTENT_AWAY, true, false, 0, "", "arrange" },
		{ "away, only appointments", INTENT_AWAY, false, true, 0, "", "appointment" },
		{ "away, neither", INTENT_AWAY, false, false, 0, "", "mail" },
	};

	(void)state;
	for (size_t i = 0; i < COUNT(CASES); i++) {
		struct availability a = {
			.advisor = { 1 },
			.intent = CASES[i].intent,
			.callbacks_on = CASES[i].callbacks,
			.appointments_on = CASES[i].appointments,
			.call = { CASES[i].call },
		};

		text_fit(text_of(CASES[i].call_state), a.call_state, sizeof(a.call_state));
		if (!text_is(text_of(availability_button(&a, NOW)), CASES[i].button))
			print_error("%s\n", CASES[i].because);
		assert_string_equal(availability_button(&a, NOW), CASES[i].button);
	}
}

static void activity_comes_from_the_call_and_the_clock(void **state)
{
	struct availability a = { .advisor = { 1 },
		                      .intent = INTENT_TAKING_CALLS,
		                      .wrap_until = { 6000000 } };

	(void)state;
	assert_int_equal(availability_activity(&a, NOW), ACTIVITY_WRAPPING_UP);
	assert_int_equal(availability_activity(&a, (instant){ 6000000 }), ACTIVITY_IDLE);
	a.call.n = 9;
	text_fit(TEXT_LITERAL("placed"), a.call_state, sizeof(a.call_state));
	assert_int_equal(availability_activity(&a, NOW), ACTIVITY_DIALING);
	text_fit(TEXT_LITERAL("bridged"), a.call_state, sizeof(a.call_state));
	assert_int_equal(availability_activity(&a, NOW), ACTIVITY_ON_CALL);
	text_fit(TEXT_LITERAL("ended"), a.call_state, sizeof(a.call_state));
	assert_int_equal(availability_activity(&a, NOW), ACTIVITY_WRAPPING_UP);
}

static void who_is_kept_for_one_is_not_free_for_the_line(void **state)
{
	struct availability a = { .advisor = { 1 },
		                      .intent = INTENT_TAKING_CALLS,
		                      .callbacks_on = true,
		                      .reserved_for = { 7 },
		                      .reserved_until = { 6000000 } };

	(void)state;
	assert_int_equal(availability_activity(&a, NOW), ACTIVITY_RESERVED);
	assert_false(availability_is_free(&a, NOW));
	assert_string_equal(availability_button(&a, NOW), "arrange");
	assert_true(availability_is_reserved_for(&a, (customer_id){ 7 }, NOW));
	assert_false(availability_is_reserved_for(&a, (customer_id){ 8 }, NOW));
	assert_true(availability_is_free(&a, (instant){ 6000000 }));
	assert_false(availability_is_reserved_for(&a, (customer_id){ 7 }, (instant){ 6000000 }));
}

static void a_paused_line_is_not_free(void **state)
{
	struct availability a = { .advisor = { 1 },
		                      .intent = INTENT_TAKING_CALLS,
		                      .paused_until = { 6000000 } };

	(void)state;
	assert_false(availability_is_free(&a, NOW));
	assert_true(availability_is_free(&a, (instant){ 6000000 }));
	a.intent = INTENT_ARRANGE_ONLY;
	assert_false(availability_is_free(&a, (instant){ 6000000 }));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_button_follows_the_truth_table),
		cmocka_unit_test(activity_comes_from_the_call_and_the_clock),
		cmocka_unit_test(who_is_kept_for_one_is_not_free_for_the_line),
		cmocka_unit_test(a_paused_line_is_not_free),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
