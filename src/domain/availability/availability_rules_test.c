// SPDX-License-Identifier: Apache-2.0
#include "domain/availability/availability.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static const instant NOW = { 5000000 };

/* What an advisor is doing, as a row says it. */
static struct availability doing(enum activity activity)
{
	static const char *const CALL_STATES[] = {
		[ACTIVITY_DIALING] = "placed", [ACTIVITY_ON_CALL] = "bridged", [ACTIVITY_WRAPPING_UP] = ""
	};
	struct availability a = { .advisor = { 1 } };

	if (activity == ACTIVITY_RESERVED)
		a.reserved_until = (instant){ 6000000 };
	if (activity == ACTIVITY_WRAPPING_UP)
		a.wrap_until = (instant){ 6000000 };
	if (activity == ACTIVITY_DIALING || activity == ACTIVITY_ON_CALL) {
		a.call = (call_id){ 7 };
		text_fit(text_of(CALL_STATES[activity]), a.call_state, sizeof(a.call_state));
	}
	return a;
}

/* PRODUCT F4 and the table of UX.md section 0: intent × activity × options. */
static void the_button_follows_the_truth_table(void **state)
{
	enum { NONE, BACKS, APPOINTMENTS, BOTH, OPTIONS };
	static const struct {
		const char *because;
		enum intent intent;
		int activity; /* -1: whatever it is */
		const char *buttons[OPTIONS];
	} ROWS[] = {
		{ "free: also with call backs off, for nobody has to wait",
		  INTENT_TAKING_CALLS,
		  ACTIVITY_IDLE,
		  { "call_now", "call_now", "call_now", "call_now" } },
		{ "kept for somebody",
		  INTENT_TAKING_CALLS,
		  ACTIVITY_RESERVED,
		  { "mail", "arrange", "appointment", "arrange" } },
		{ "being dialed",
		  INTENT_TAKING_CALLS,
		  ACTIVITY_DIALING,
		  { "mail", "arrange", "appointment", "arrange" } },
		{ "on another call",
		  INTENT_TAKING_CALLS,
		  ACTIVITY_ON_CALL,
		  { "mail", "arrange", "appointment", "arrange" } },
		{ "wrapping up",
		  INTENT_TAKING_CALLS,
		  ACTIVITY_WRAPPING_UP,
		  { "mail", "arrange", "appointment", "arrange" } },
		{ "by arrangement, whatever the advisor does",
		  INTENT_ARRANGE_ONLY,
		  -1,
		  { "mail", "arrange", "appointment", "arrange" } },
		{ "away: the line may form",
		  INTENT_AWAY,
		  -1,
		  { "mail", "arrange", "appointment", "arrange" } },
	};

	(void)state;
	for (size_t i = 0; i < COUNT(ROWS); i++)
		for (int activity = 0; activity < ACTIVITY_COUNT; activity++)
			for (int options = 0; options < OPTIONS; options++) {
				struct availability a = doing((enum activity)activity);
				const char *button;

				if (ROWS[i].activity != -1 && ROWS[i].activity != activity)
					continue;
				a.intent = ROWS[i].intent;
				a.callbacks_on = options & BACKS;
				a.appointments_on = options & APPOINTMENTS;
				assert_int_equal(availability_activity(&a, NOW), activity);
				button = availability_button(&a, 0, NOW);
				if (!text_is(text_of(button), ROWS[i].buttons[options]))
					print_error("%s, while %s, options %d\n", ROWS[i].because,
					            ACTIVITY_WORDS[activity], options);
				assert_string_equal(button, ROWS[i].buttons[options]);
			}
}

static void who_waits_goes_before_who_calls_now(void **state)
{
	struct availability a = { .advisor = { 1 },
		                      .intent = INTENT_TAKING_CALLS,
		                      .callbacks_on = true };

	(void)state;
	assert_string_equal(availability_button(&a, 0, NOW), "call_now");
	assert_string_equal(availability_button(&a, 1, NOW), "arrange");
	a.callbacks_on = false;
	assert_string_equal(availability_button(&a, 1, NOW), "mail");
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
	assert_string_equal(availability_button(&a, 0, NOW), "arrange");
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
	assert_string_equal(availability_button(&a, 0, NOW), "mail");
	a.callbacks_on = true;
	assert_string_equal(availability_button(&a, 0, NOW), "arrange");
	assert_true(availability_is_free(&a, (instant){ 6000000 }));
	a.intent = INTENT_ARRANGE_ONLY;
	assert_false(availability_is_free(&a, (instant){ 6000000 }));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_button_follows_the_truth_table),
		cmocka_unit_test(who_waits_goes_before_who_calls_now),
		cmocka_unit_test(activity_comes_from_the_call_and_the_clock),
		cmocka_unit_test(who_is_kept_for_one_is_not_free_for_the_line),
		cmocka_unit_test(a_paused_line_is_not_free),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
