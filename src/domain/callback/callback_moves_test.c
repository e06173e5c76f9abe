// SPDX-License-Identifier: Apache-2.0
#include "domain/callback/callback_moves.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static struct rules rules;
static struct desk desk = { .rules = &rules, .now = { 1000000000 } };

static int prepare(void **state)
{
	(void)state;
	rules_default(&rules);
	return 0;
}

static struct callback in_state(enum callback_state state)
{
	return (struct callback){ .id = { 1 }, .state = state, .expires_at = { 2000000000 } };
}

/* Takes the step and says where it leads; the same state with *moved false when it is late. */
static enum callback_state after(struct callback *cb, enum callback_event on, bool *moved)
{
	const struct callback_move *move = callback_move(cb, on, &desk);

	*moved = move != NULL;
	if (move)
		*cb = callback_after(cb, move, &desk, NEVER);
	return cb->state;
}

static void a_call_back_is_talked_and_completed(void **state)
{
	struct callback cb = in_state(CALLBACK_WAITING);
	bool moved;

	(void)state;
	assert_int_equal(after(&cb, CALLBACK_ON_TAKEN, &moved), CALLBACK_OFFERING);
	assert_int_equal(after(&cb, CALLBACK_ON_ADVISOR_ACCEPTS, &moved), CALLBACK_RINGING);
	assert_int_equal(after(&cb, CALLBACK_ON_CUSTOMER_ACCEPTS, &moved), CALLBACK_CONNECTED);
	assert_int_equal(after(&cb, CALLBACK_ON_TALK_ENDS, &moved), CALLBACK_COMPLETED);
	assert_int_equal(cb.ended_at.us, desk.now.us);
}

static void nothing_moves_what_has_ended(void **state)
{
	static const enum callback_state ENDS[] = {
		CALLBACK_COMPLETED,   CALLBACK_EXPIRED,  CALLBACK_CANCELLED,
		CALLBACK_UNREACHABLE, CALLBACK_NO_FUNDS, CALLBACK_WITHDRAWN,
	};

	(void)state;
	for (size_t i = 0; i < COUNT(ENDS); i++) {
		for (int on = 0; on < CALLBACK_EVENT_COUNT; on++) {
			struct callback cb = in_state(ENDS[i]);
			bool moved;

			(void)after(&cb, (enum callback_event)on, &moved);
			assert_false(moved);
		}
	}
}

static void every_half_way_state_survives_a_restart(void **state)
{
	static const enum callback_state HALF_WAY[] = { CALLBACK_OFFERING, CALLBACK_RINGING,
		                                            CALLBACK_CONNECTED };

	(void)state;
	for (size_t i = 0; i < COUNT(HALF_WAY); i++) {
		struct callback cb = in_state(HALF_WAY[i]);
		bool moved;

		(void)after(&cb, CALLBACK_ON_RESTART, &moved);
		assert_true(moved);
		assert_int_equal(cb.attempts, 0);
	}
}

static void the_second_absence_is_the_last(void **state)
{
	struct callback cb = in_state(CALLBACK_RINGING);
	bool moved;

	(void)state;
	assert_int_equal(after(&cb, CALLBACK_ON_CUSTOMER_ABSENT, &moved), CALLBACK_WAITING);
	assert_int_equal(cb.attempts, 1);
	assert_int_equal(cb.not_before.us, desk.now.us + rules.customer_retry_ms.us);
	(void)after(&cb, CALLBACK_ON_TAKEN, &moved);
	(void)after(&cb, CALLBACK_ON_ADVISOR_ACCEPTS, &moved);
	assert_int_equal(after(&cb, CALLBACK_ON_CUSTOMER_ABSENT, &moved), CALLBACK_UNREACHABLE);
	assert_int_equal(cb.attempts, 2);
}

static void a_snooze_or_a_stop_counts_no_attempt(void **state)
{
	struct callback cb = in_state(CALLBACK_RINGING);
	bool moved;

	(void)state;
	assert_int_equal(after(&cb, CALLBACK_ON_CUSTOMER_SNOOZES, &moved), CALLBACK_WAITING);
	assert_int_equal(cb.attempts, 0);
	assert_int_equal(cb.not_before.us, desk.now.us + rules.snooze_ms.us);

	cb = in_state(CALLBACK_RINGING);
	assert_int_equal(after(&cb, CALLBACK_ON_STOPPED, &moved), CALLBACK_WAITING);
	assert_int_equal(cb.attempts, 0);
	assert_int_equal(cb.not_before.us, 0);
}

static void whatever_sends_it_back_into_the_line_gives_it_its_rest(void **state)
{
	const struct {
		enum callback_state from;
		enum callback_event on;
		span rest;
	} CASES[] = {
		{ CALLBACK_RINGING, CALLBACK_ON_TRUNK_FAILED, rules.customer_retry_ms },
		{ CALLBACK_RINGING, CALLBACK_ON_RESTART, rules.retry_unknown_ms },
		{ CALLBACK_RINGING, CALLBACK_ON_RESTART_RANG, rules.retry_unknown_ms },
		{ CALLBACK_RINGING, CALLBACK_ON_ADVISOR_DECLINES, rules.decline_pause_ms },
	};
	bool moved;

	(void)state;
	for (size_t i = 0; i < COUNT(CASES); i++) {
		struct callback cb = in_state(CASES[i].from);

		assert_int_equal(after(&cb, CASES[i].on, &moved), CALLBACK_WAITING);
		assert_int_equal(cb.not_before.us, desk.now.us + CASES[i].rest.us);
	}

	struct callback cb = in_state(CALLBACK_OFFERING); /* the customer's phone was not rung */

	assert_int_equal(after(&cb, CALLBACK_ON_RESTART, &moved), CALLBACK_WAITING);
	assert_int_equal(cb.not_before.us, 0);
}

static void a_let_pass_is_forgotten_when_the_turn_comes(void **state)
{
	struct callback cb = in_state(CALLBACK_WAITING);
	bool moved;

	(void)state;
	cb.lets_pass.n = 5;
	assert_int_equal(after(&cb, CALLBACK_ON_FUNDS_SHORT, &moved), CALLBACK_WAITING);
	assert_int_equal(cb.lets_pass.n, 5);
	assert_int_equal(after(&cb, CALLBACK_ON_TAKEN, &moved), CALLBACK_OFFERING);
	assert_int_equal(cb.lets_pass.n, 0);
}

static void it_lapses_only_after_its_time_and_only_while_waiting(void **state)
{
	struct callback cb = in_state(CALLBACK_WAITING);
	bool moved;

	(void)state;
	(void)after(&cb, CALLBACK_ON_EXPIRES, &moved);
	assert_false(moved);
	cb.expires_at = desk.now;
	assert_int_equal(after(&cb, CALLBACK_ON_EXPIRES, &moved), CALLBACK_EXPIRED);
	cb = in_state(CALLBACK_OFFERING);
	cb.expires_at = desk.now;
	(void)after(&cb, CALLBACK_ON_EXPIRES, &moved);
	assert_false(moved);
}

static void money_is_asked_for_once_more_then_it_ends(void **state)
{
	struct callback cb = in_state(CALLBACK_WAITING);
	bool moved;

	(void)state;
	assert_int_equal(after(&cb, CALLBACK_ON_FUNDS_SHORT, &moved), CALLBACK_WAITING);
	assert_int_equal(after(&cb, CALLBACK_ON_FUNDS_SHORT, &moved), CALLBACK_NO_FUNDS);
}

static void a_customer_may_cancel_until_connected(void **state)
{
	static const enum callback_state BEFORE[] = { CALLBACK_WAITING, CALLBACK_OFFERING,
		                                          CALLBACK_RINGING };
	struct callback cb;
	bool moved;

	(void)state;
	for (size_t i = 0; i < COUNT(BEFORE); i++) {
		cb = in_state(BEFORE[i]);
		assert_int_equal(after(&cb, CALLBACK_ON_CUSTOMER_CANCELS, &moved), CALLBACK_CANCELLED);
	}
	cb = in_state(CALLBACK_CONNECTED);
	(void)after(&cb, CALLBACK_ON_CUSTOMER_CANCELS, &moved);
	assert_false(moved);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_call_back_is_talked_and_completed),
		cmocka_unit_test(nothing_moves_what_has_ended),
		cmocka_unit_test(every_half_way_state_survives_a_restart),
		cmocka_unit_test(the_second_absence_is_the_last),
		cmocka_unit_test(a_snooze_or_a_stop_counts_no_attempt),
		cmocka_unit_test(whatever_sends_it_back_into_the_line_gives_it_its_rest),
		cmocka_unit_test(a_let_pass_is_forgotten_when_the_turn_comes),
		cmocka_unit_test(it_lapses_only_after_its_time_and_only_while_waiting),
		cmocka_unit_test(money_is_asked_for_once_more_then_it_ends),
		cmocka_unit_test(a_customer_may_cancel_until_connected),
	};

	return cmocka_run_group_tests(tests, prepare, NULL);
}
