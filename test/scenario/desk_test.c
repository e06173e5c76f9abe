// SPDX-License-Identifier: Apache-2.0
/* An advisor at a page and at the phone at once: the keys of both, pauses, what follows a call. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "scenario/stage_hands.h"

struct talk {
	struct order advisor, customer, join;
};

static struct talk talk(struct hands *h)
{
	struct talk t;
	struct order say;

	t.advisor = hands_expect(h, ORDER_RING);
	hands_answer(h, &t.advisor);
	say = hands_expect_say(h, "whisper");
	assert_true(say.say.barge);
	hands_key(h, &say, '1');
	t.customer = hands_expect(h, ORDER_RING);
	hands_answer(h, &t.customer);
	say = hands_expect_say(h, "greeting");
	assert_false(say.say.barge); /* not before the price */
	hands_key(h, &say, '1');
	t.join = hands_expect(h, ORDER_JOIN);
	return t;
}

static void arrange(struct hands *h, int customers, callback_id ids[])
{
	for (int i = 0; i < customers; i++)
		assert_int_equal(hands_arrange(h, i, &ids[i]), GRANTED);
}

/* The order of a key, told back as the media thread does. */
static void star_comes_back(struct hands *h, const struct talk *t, span witnessed)
{
	struct order key = hands_expect(h, ORDER_KEY);

	assert_int_equal(key.key.key, '*');
	assert_int_equal(key.leg, t->advisor.leg);
	hands_star(h, &t->advisor, witnessed);
}

static void key_one_of_the_page_takes_the_next_on_this_same_leg(void **state)
{
	FIXTURE_OR_SKIP(state);
	struct hands *h = hands_open(*state, 3);
	callback_id ids[3];
	struct order menu, second, greeting, join;

	arrange(h, 3, ids);
	hands_intent(h, INTENT_TAKING_CALLS);
	struct talk t = talk(h);

	hands_gone(h, &t.customer, LEG_HUNG_UP, SECONDS(30));
	menu = hands_expect_say(h, "menu");
	assert_int_equal(hands_press(h, t.advisor.call, "menu", '1'), GRANTED);
	/* The phone's own key in the same moment is an answer to a prompt that runs no more. */
	hands_key(h, &menu, '1');
	second = hands_expect(h, ORDER_RING);
	assert_string_equal(second.ring.number, "+12125550001");
	assert_true(hands_quiet(h, ORDER_RING));
	assert_int_equal(hands_press(h, t.advisor.call, "menu", '1'), REFUSED_MENU_OVER);
	hands_answer(h, &second);
	greeting = hands_expect_say(h, "greeting");
	hands_key(h, &greeting, '1');
	join = hands_expect(h, ORDER_JOIN);
	assert_int_equal(join.join.other, t.advisor.leg);
	hands_gone(h, &second, LEG_HUNG_UP, SECONDS(30));
	(void)hands_expect_say(h, "menu");
	/* "Next" means the same from the second menu, where key 1 means something else. */
	assert_int_equal(hands_press(h, second.call, "menu", '2'), GRANTED);
	(void)hands_expect_say(h, "menu_availability");
	assert_int_equal(hands_next(h), GRANTED);
	second = hands_expect(h, ORDER_RING);
	assert_string_equal(second.ring.number, "+12125550002");
	hands_gone(h, &second, LEG_NO_ANSWER, (span){ 0 });
	hands_gone(h, &t.advisor, LEG_WE_HUNG_UP, (span){ 0 });
	hands_close(h);
}

static void the_page_moves_the_menu_and_a_key_for_the_menu_before_is_refused(void **state)
{
	FIXTURE_OR_SKIP(state);
	struct hands *h = hands_open(*state, 1);
	callback_id id;

	arrange(h, 1, &id);
	hands_intent(h, INTENT_TAKING_CALLS);
	struct talk t = talk(h);
	int64_t call = t.advisor.call;

	assert_int_equal(hands_press(h, call, "menu", '2'), REFUSED_MENU_OVER); /* they talk */
	hands_gone(h, &t.customer, LEG_HUNG_UP, SECONDS(30));
	struct order menu = hands_expect_say(h, "menu");

	hands_key(h, &menu, '2'); /* on the phone */
	(void)hands_expect_say(h, "menu_availability");
	assert_int_equal(hands_press(h, call, "menu", '3'), REFUSED_MENU_OVER);
	assert_int_equal(hands_press(h, call, "availability", '4'), GRANTED);
	(void)hands_expect_say(h, "availability_set");
	assert_false(hands_availability(h).callbacks_on);
	/* Pressed twice: the switch does not go back. */
	assert_int_equal(hands_press(h, call, "availability", '4'), REFUSED_MENU_OVER);
	assert_int_equal(hands_press(h, call, "menu", '9'), GRANTED);
	(void)hands_expect_say(h, "goodbye");
	assert_int_equal(hands_press(h, call, "menu", '9'), REFUSED_MENU_OVER);
	assert_int_equal(hands_press(h, call + 1, "menu", '9'), REFUSED_NOT_FOUND);
	hands_gone(h, &t.advisor, LEG_WE_HUNG_UP, (span){ 0 });
	assert_int_equal(hands_press(h, call, "menu", '1'), REFUSED_MENU_OVER);
	hands_close(h);
}

static void ending_the_talk_on_the_page_is_the_star_of_the_phone(void **state)
{
	FIXTURE_OR_SKIP(state);
	struct hands *h = hands_open(*state, 1);
	callback_id id;

	h->rules.trunk_pause_ms = MILLISECONDS(100);
	engine_use_rules(h->engine, &h->rules);
	arrange(h, 1, &id);
	hands_intent(h, INTENT_TAKING_CALLS);
	struct order ring = hands_expect(h, ORDER_RING);

	assert_int_equal(hands_hang_up(h, ring.call), REFUSED_NOT_CONNECTED);
	hands_gone(h, &ring, LEG_FAILED, (span){ 0 });
	struct talk t = talk(h);

	assert_int_equal(hands_hang_up(h, t.advisor.call), GRANTED);
	star_comes_back(h, &t, MILLISECONDS(75500));
	(void)hands_expect_say(h, "menu");
	hands_await(h, id, CALLBACK_COMPLETED);
	struct call call = hands_call(h, t.advisor.call);

	assert_string_equal(call.end_cause, "advisor_ended");
	assert_int_equal(span_ms(call.witnessed), 75500);            /* the media thread's own figure */
	assert_int_equal(hands_hang_up(h, t.advisor.call), GRANTED); /* over: nothing happens */
	assert_true(hands_quiet(h, ORDER_KEY));
	hands_gone(h, &t.customer, LEG_WE_HUNG_UP, (span){ 0 });
	hands_gone(h, &t.advisor, LEG_HUNG_UP, (span){ 0 });
	hands_close(h);
}

static void the_customer_hangs_up_while_the_advisor_ends_the_talk(void **state)
{
	FIXTURE_OR_SKIP(state);
	struct hands *h = hands_open(*state, 1);
	callback_id id;

	arrange(h, 1, &id);
	hands_intent(h, INTENT_TAKING_CALLS);
	struct talk t = talk(h);

	assert_int_equal(hands_hang_up(h, t.advisor.call), GRANTED);
	(void)hands_expect(h, ORDER_KEY);
	hands_gone(h, &t.customer, LEG_HUNG_UP, SECONDS(61));
	(void)hands_expect_say(h, "menu");
	hands_star(h, &t.advisor, SECONDS(61)); /* late: the menu must not take it for its own */
	assert_true(hands_quiet(h, ORDER_HANG_UP));
	assert_string_equal(hands_call(h, t.advisor.call).end_cause, "customer_hung_up");
	hands_gone(h, &t.advisor, LEG_HUNG_UP, (span){ 0 });
	hands_close(h);
}

static void a_press_before_a_crash_harms_nobody(void **state)
{
	FIXTURE_OR_SKIP(state);
	struct hands *h = hands_open(*state, 2);
	callback_id ids[2];

	h->rules.retry_unknown_ms = MILLISECONDS(200);
	engine_use_rules(h->engine, &h->rules);
	arrange(h, 2, ids);
	hands_intent(h, INTENT_TAKING_CALLS);
	struct talk t = talk(h);

	hands_gone(h, &t.customer, LEG_HUNG_UP, SECONDS(30));
	(void)hands_expect_say(h, "menu");
	assert_int_equal(hands_press(h, t.advisor.call, "menu", '1'), GRANTED);
	hands_restart(h); /* the order to ring the second is lost */
	struct order ring = hands_expect(h, ORDER_RING);

	assert_string_equal(ring.ring.number, ADVISOR_NUMBER);
	hands_gone(h, &ring, LEG_FAILED, (span){ 0 });
	hands_close(h);
}

static void next_ends_wrap_up_and_a_rest_at_once(void **state)
{
	FIXTURE_OR_SKIP(state);
	struct hands *h = hands_open(*state, 2);
	callback_id ids[2];

	h->rules.wrap_up_ms = MINUTES(10);
	engine_use_rules(h->engine, &h->rules);
	arrange(h, 2, ids);
	assert_int_equal(hands_next(h), REFUSED_NOT_TAKING);
	hands_intent(h, INTENT_TAKING_CALLS);
	struct talk t = talk(h);

	assert_int_equal(hands_next(h), REFUSED_IN_CALL);
	hands_gone(h, &t.customer, LEG_HUNG_UP, SECONDS(30));
	(void)hands_expect_say(h, "menu");
	hands_gone(h, &t.advisor, LEG_HUNG_UP, (span){ 0 });
	assert_true(hands_quiet(h, ORDER_RING));
	assert_int_equal(hands_next(h), GRANTED);
	struct order ring = hands_expect(h, ORDER_RING);

	assert_int_equal(hands_next(h), REFUSED_IN_CALL);
	hands_gone(h, &ring, LEG_NO_ANSWER, (span){ 0 }); /* a miss: the line rests */
	assert_true(hands_quiet(h, ORDER_RING));
	assert_int_equal(hands_next(h), GRANTED);
	ring = hands_expect(h, ORDER_RING);
	hands_gone(h, &ring, LEG_FAILED, (span){ 0 });
	hands_close(h);
}

static void what_follows_the_call_waits_for_its_end(void **state)
{
	static const struct availability_ask LATER = { .has_after_call = true,
		                                           .after_call = INTENT_AWAY };
	static const struct availability_ask TAKEN_BACK = { .has_after_call = true,
		                                                .after_call = INTENT_TAKING_CALLS };
	FIXTURE_OR_SKIP(state);
	struct hands *h = hands_open(*state, 2);
	callback_id ids[2];

	arrange(h, 2, ids);
	hands_intent(h, INTENT_TAKING_CALLS);
	struct talk t = talk(h);

	(void)hands_want(h, LATER);
	assert_int_equal(hands_intent_now(h), INTENT_TAKING_CALLS);
	(void)hands_want(h, TAKEN_BACK);
	assert_string_equal(hands_availability(h).after_call, "");
	(void)hands_want(h, LATER);
	assert_string_equal(hands_availability(h).after_call, "away");
	hands_gone(h, &t.customer, LEG_HUNG_UP, SECONDS(30));
	(void)hands_expect_say(h, "menu");
	assert_int_equal(hands_intent_now(h), INTENT_AWAY);
	assert_string_equal(hands_availability(h).after_call, "");
	hands_gone(h, &t.advisor, LEG_HUNG_UP, (span){ 0 });
	assert_true(hands_quiet(h, ORDER_RING));
	/* Nobody talks any more: "after the call" is now. */
	(void)hands_want(h, (struct availability_ask){ .has_after_call = true,
	                                               .after_call = INTENT_ARRANGE_ONLY });
	assert_int_equal(hands_intent_now(h), INTENT_ARRANGE_ONLY);
	hands_close(h);
}

static void a_pause_ends_by_itself_and_the_first_in_line_is_called(void **state)
{
	FIXTURE_OR_SKIP(state);
	struct hands *h = hands_open(*state, 1);
	const struct availability_ask pause = { .has_intent = true,
		                                    .intent = INTENT_ARRANGE_ONLY,
		                                    .has_callbacks_on = true,
		                                    .pauses = true,
		                                    .pause = MILLISECONDS(400) };
	struct availability_answer answer;
	callback_id id;

	arrange(h, 1, &id);
	answer = hands_want(h, pause);
	assert_true(instant_is_set(answer.now.back_at));
	assert_false(answer.now.callbacks_on);
	hands_restart(h); /* the pause is in the store */
	struct order ring = hands_expect(h, ORDER_RING);

	assert_int_equal(hands_intent_now(h), INTENT_TAKING_CALLS);
	assert_true(hands_availability(h).callbacks_on); /* SETTLED 6 */
	assert_false(instant_is_set(hands_availability(h).back_at));
	hands_gone(h, &ring, LEG_FAILED, (span){ 0 });
	/* Going away for good forgets the pause. */
	(void)hands_want(h, pause);
	hands_intent(h, INTENT_AWAY);
	assert_false(instant_is_set(hands_availability(h).back_at));
	hands_close(h);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		FIXTURE_TESTS(key_one_of_the_page_takes_the_next_on_this_same_leg),
		FIXTURE_TESTS(the_page_moves_the_menu_and_a_key_for_the_menu_before_is_refused),
		FIXTURE_TESTS(ending_the_talk_on_the_page_is_the_star_of_the_phone),
		FIXTURE_TESTS(the_customer_hangs_up_while_the_advisor_ends_the_talk),
		FIXTURE_TESTS(a_press_before_a_crash_harms_nobody),
		FIXTURE_TESTS(next_ends_wrap_up_and_a_rest_at_once),
		FIXTURE_TESTS(what_follows_the_call_waits_for_its_end),
		FIXTURE_TESTS(a_pause_ends_by_itself_and_the_first_in_line_is_called),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
