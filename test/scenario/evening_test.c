// SPDX-License-Identifier: Apache-2.0
/* Stories of an evening on the real engine with its threads, on both databases. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "scenario/stage_hands.h"

/* A house where so many customers have asked, in their order; the advisor is away. */
static struct hands *in_line(struct fixture *fixture, int customers, callback_id ids[])
{
	struct hands *h = hands_open(fixture, customers);

	for (int i = 0; i < customers; i++)
		assert_int_equal(hands_arrange(h, i, &ids[i]), GRANTED);
	return h;
}

/* The advisor answers and accepts; the customer's ring follows. */
static struct order accepted(struct hands *h, struct order *advisor_ring)
{
	struct order say;

	*advisor_ring = hands_expect(h, ORDER_RING);
	assert_string_equal(advisor_ring->ring.number, ADVISOR_NUMBER);
	hands_ringing(h, advisor_ring);
	hands_answer(h, advisor_ring);
	say = hands_expect_say(h, "whisper");
	hands_key(h, &say, '1');
	return hands_expect(h, ORDER_RING);
}

static struct order joined(struct hands *h, struct order *advisor_ring, struct order *customer_ring)
{
	struct order say;

	*customer_ring = accepted(h, advisor_ring);
	hands_ringing(h, customer_ring);
	hands_answer(h, customer_ring);
	say = hands_expect_say(h, "greeting");
	hands_key(h, &say, '1');
	return hands_expect(h, ORDER_JOIN);
}

static void a_click_becomes_a_talk_and_is_paid_to_the_cent(void **state)
{
	FIXTURE_OR_SKIP(state);
	callback_id id;
	struct hands *h = in_line(*state, 1, &id);
	struct order advisor, customer, join;

	assert_true(hands_quiet(h, ORDER_RING)); /* the advisor is away */
	hands_intent(h, INTENT_TAKING_CALLS);
	join = joined(h, &advisor, &customer);
	assert_string_equal(customer.ring.number, "+12125550000");
	assert_null(strstr(customer.ring.shown, "415"));
	assert_int_equal(hands_wallet(h, 0), 10000 - 600); /* three minutes are set aside */
	hands_meter(h, &join, SECONDS(61), NEWS_METER);
	hands_gone(h, &customer, LEG_HUNG_UP, SECONDS(61));

	struct order menu = hands_expect_say(h, "menu");

	hands_await(h, id, CALLBACK_COMPLETED);
	assert_non_null(strstr(menu.say.lines, "Nobody is waiting"));
	assert_int_equal(hands_wallet(h, 0), 10000 - 400); /* two whole minutes */

	struct call call = hands_call(h, customer.call);

	assert_int_equal(call.charge_minor, 400);
	assert_int_equal(call.earned_minor, 280);
	assert_string_equal(call.end_cause, "customer_hung_up");
	hands_gone(h, &advisor, LEG_HUNG_UP, (span){ 0 });
	hands_close(h);
}

static void the_first_in_line_is_called_first_and_one_at_a_time(void **state)
{
	FIXTURE_OR_SKIP(state);
	callback_id ids[3];
	struct hands *h = in_line(*state, 3, ids);

	hands_intent(h, INTENT_TAKING_CALLS);
	for (int i = 0; i < 3; i++) {
		struct order advisor, customer;

		(void)joined(h, &advisor, &customer);
		assert_int_equal(customer.ring.number[11] - '0', i);
		assert_true(hands_quiet(h, ORDER_RING));
		hands_gone(h, &customer, LEG_HUNG_UP, SECONDS(20));
		hands_await(h, ids[i], CALLBACK_COMPLETED);
		(void)hands_expect_say(h, "menu");
		hands_gone(h, &advisor, LEG_HUNG_UP, (span){ 0 });
	}
	hands_close(h);
}

static void who_lets_one_pass_is_next_and_nobody_else_is_overtaken(void **state)
{
	FIXTURE_OR_SKIP(state);
	callback_id ids[4];
	struct hands *h = in_line(*state, 4, ids);
	static const int ORDER[] = { 2, 0, 1, 3 };

	/* The second lets the third pass, who is let pass by the first: one goes first, not two. */
	assert_int_equal(hands_let_pass(h, ids[0]), GRANTED);
	assert_int_equal(hands_let_pass(h, ids[1]), GRANTED);
	assert_int_equal(hands_let_pass(h, ids[3]), REFUSED_LAST_IN_LINE);
	hands_intent(h, INTENT_TAKING_CALLS);
	for (size_t i = 0; i < COUNT(ORDER); i++) {
		struct order advisor, customer;

		(void)joined(h, &advisor, &customer);
		assert_int_equal(customer.ring.number[11] - '0', ORDER[i]);
		hands_gone(h, &customer, LEG_HUNG_UP, SECONDS(20));
		hands_await(h, ids[ORDER[i]], CALLBACK_COMPLETED);
		(void)hands_expect_say(h, "menu");
		hands_gone(h, &advisor, LEG_HUNG_UP, (span){ 0 });
	}
	assert_int_equal(hands_let_pass(h, ids[0]), REFUSED_ENDED);
	hands_close(h);
}

static void a_dial_that_overtakes_would_be_counted(void **state)
{
	FIXTURE_OR_SKIP(state);
	callback_id ids[3];
	struct hands *h = in_line(*state, 3, ids);

	assert_int_equal(hands_overtaken(h, ids[0]), 0);
	assert_int_equal(hands_overtaken(h, ids[2]), 2);
	assert_int_equal(hands_let_pass(h, ids[0]), GRANTED);
	assert_int_equal(hands_overtaken(h, ids[1]), 0);
	assert_int_equal(hands_overtaken(h, ids[2]), 1);
	assert_int_equal(hands_cancel(h, ids[1]), GRANTED);
	assert_int_equal(hands_overtaken(h, ids[2]), 1); /* the pass was not for this one */
	hands_close(h);
}

static void one_without_money_is_not_let_pass(void **state)
{
	FIXTURE_OR_SKIP(state);
	callback_id ids[2];
	struct hands *h = in_line(*state, 2, ids);
	struct order advisor, customer;
	char sql[] = "UPDATE listing SET price_minor = 5000; UPDATE callback SET price_minor = 5000 "
				 "WHERE customer_id = 2001";

	assert_int_equal(hands_let_pass(h, ids[0]), GRANTED);
	hands_script(
		h, sql); /* the second one's price is now beyond the balance; the first keeps the old one */
	hands_intent(h, INTENT_TAKING_CALLS);
	(void)joined(h, &advisor, &customer);
	assert_int_equal(customer.ring.number[11] - '0', 0);
	assert_int_equal(hands_callback(h, ids[1]).funds_skips, 0);
	hands_gone(h, &customer, LEG_HUNG_UP, SECONDS(20));
	hands_await(h, ids[0], CALLBACK_COMPLETED);
	hands_close(h);
}

static void the_next_comes_on_the_same_leg_by_key_one_of_the_menu(void **state)
{
	FIXTURE_OR_SKIP(state);
	callback_id ids[2];
	struct hands *h = in_line(*state, 2, ids);
	struct order advisor, customer, menu, second;

	hands_intent(h, INTENT_TAKING_CALLS);
	(void)joined(h, &advisor, &customer);
	hands_gone(h, &customer, LEG_HUNG_UP, SECONDS(30));
	menu = hands_expect_say(h, "menu");
	assert_non_null(strstr(menu.say.lines, "One customer is waiting"));
	assert_non_null(strstr(menu.say.lines, "1 dollar 40 cents"));
	hands_key(h, &menu, '1');
	second =
		hands_expect(h, ORDER_RING); /* straight the customer: the advisor is on the line already */
	assert_string_equal(second.ring.number, "+12125550001");
	hands_answer(h, &second);
	struct order greeting = hands_expect_say(h, "greeting");

	hands_key(h, &greeting, '1');
	struct order join = hands_expect(h, ORDER_JOIN);

	assert_int_equal(join.join.other, advisor.leg);
	hands_gone(h, &second, LEG_HUNG_UP, SECONDS(30));
	hands_await(h, ids[1], CALLBACK_COMPLETED);
	hands_gone(h, &advisor, LEG_HUNG_UP, (span){ 0 });
	hands_close(h);
}

static void a_customer_who_does_not_answer_keeps_the_place_and_others_are_served(void **state)
{
	FIXTURE_OR_SKIP(state);
	struct hands *h = hands_open(*state, 2);
	struct order advisor, customer;
	callback_id ids[2];
	mono missed;

	h->rules.customer_retry_ms = SECONDS(2); /* longer than a busy machine takes for the second */
	engine_use_rules(h->engine, &h->rules);
	assert_int_equal(hands_arrange(h, 0, &ids[0]), GRANTED);
	assert_int_equal(hands_arrange(h, 1, &ids[1]), GRANTED);
	hands_intent(h, INTENT_TAKING_CALLS);
	customer = accepted(h, &advisor);
	missed = clock_real()->tick(clock_real()->ctx);
	hands_gone(h, &customer, LEG_NO_ANSWER, (span){ 0 });
	(void)hands_expect_say(h, "customer_absent");
	assert_int_equal(hands_wallet(h, 0), 10000);
	hands_gone(h, &advisor, LEG_WE_HUNG_UP, (span){ 0 });
	customer = accepted(h, &advisor);
	assert_string_equal(customer.ring.number, "+12125550001");
	hands_gone(h, &customer, LEG_NO_ANSWER, (span){ 0 });
	hands_gone(h, &advisor, LEG_WE_HUNG_UP, (span){ 0 });
	customer = accepted(h, &advisor); /* the first again, and not before the retry time */
	assert_false(span_less(mono_since(clock_real()->tick(clock_real()->ctx), missed),
	                       h->rules.customer_retry_ms));
	assert_string_equal(customer.ring.number, "+12125550000");
	hands_gone(h, &customer, LEG_NO_ANSWER, (span){ 0 });
	hands_await(h, ids[0], CALLBACK_UNREACHABLE);
	hands_gone(h, &advisor, LEG_WE_HUNG_UP, (span){ 0 });
	hands_close(h);
}

static void a_voicemail_never_costs(void **state)
{
	FIXTURE_OR_SKIP(state);
	callback_id id;
	struct hands *h = in_line(*state, 1, &id);
	struct order advisor, customer, say;

	hands_intent(h, INTENT_TAKING_CALLS);
	customer = accepted(h, &advisor);
	hands_answer(h, &customer);
	for (int i = 0; i < 2; i++) {
		say = hands_expect_say(h, "greeting");
		hands_no_key(h, &say);
	}
	(void)hands_expect_say(h, "customer_absent");
	assert_int_equal(hands_callback(h, id).state, CALLBACK_WAITING);
	assert_int_equal(hands_callback(h, id).attempts, 1);
	assert_int_equal(hands_wallet(h, 0), 10000);
	hands_gone(h, &customer, LEG_WE_HUNG_UP, (span){ 0 });
	hands_gone(h, &advisor, LEG_WE_HUNG_UP, (span){ 0 });
	hands_close(h);
}

static void cancelling_while_the_phone_rings_stops_the_dial(void **state)
{
	FIXTURE_OR_SKIP(state);
	callback_id id;
	struct hands *h = in_line(*state, 1, &id);
	struct order advisor, customer, hang;

	hands_intent(h, INTENT_TAKING_CALLS);
	customer = accepted(h, &advisor);
	hands_ringing(h, &customer);
	assert_int_equal(hands_cancel(h, id), GRANTED);
	hang = hands_expect(h, ORDER_HANG_UP);
	assert_int_equal(hang.leg, customer.leg);
	assert_int_equal(hands_callback(h, id).state, CALLBACK_CANCELLED);
	assert_int_equal(hands_wallet(h, 0), 10000);
	hands_gone(h, &customer, LEG_WE_HUNG_UP, (span){ 0 });
	hands_gone(h, &advisor, LEG_WE_HUNG_UP, (span){ 0 });
	hands_close(h);
}

static void two_misses_in_a_row_set_the_advisor_to_arrange_only(void **state)
{
	FIXTURE_OR_SKIP(state);
	callback_id ids[2];
	struct hands *h = in_line(*state, 2, ids);
	struct order advisor, say;

	hands_intent(h, INTENT_TAKING_CALLS);
	for (int i = 0; i < 2;
	     i++) { /* declined: only that request steps aside, the next is offered at once */
		advisor = hands_expect(h, ORDER_RING);
		hands_answer(h, &advisor);
		say = hands_expect_say(h, "whisper");
		hands_key(h, &say, '2');
		(void)hands_expect_say(h, "declined");
		hands_gone(h, &advisor, LEG_WE_HUNG_UP, (span){ 0 });
	}
	assert_true(hands_quiet(h, ORDER_RING));
	assert_int_equal(hands_intent_now(h), INTENT_ARRANGE_ONLY);
	assert_int_equal(hands_callback(h, ids[0]).state, CALLBACK_WAITING);
	hands_intent(h, INTENT_TAKING_CALLS);
	assert_true(hands_quiet(h, ORDER_RING)); /* both are aside for five minutes */
	hands_close(h);
}

static void a_ring_that_was_cancelled_ends_no_row_of_misses(void **state)
{
	FIXTURE_OR_SKIP(state);
	callback_id ids[3];
	struct hands *h = in_line(*state, 3, ids);
	struct order advisor, say;

	hands_intent(h, INTENT_TAKING_CALLS);
	for (int i = 0; i < 3; i++) {
		advisor = hands_expect(h, ORDER_RING);
		if (i == 1) {
			hands_ringing(h, &advisor);
			assert_int_equal(hands_cancel(h, ids[1]), GRANTED);
			(void)hands_expect(h, ORDER_HANG_UP);
		} else {
			hands_answer(h, &advisor);
			say = hands_expect_say(h, "whisper");
			hands_key(h, &say, '2');
			(void)hands_expect_say(h, "declined");
		}
		hands_gone(h, &advisor, LEG_WE_HUNG_UP, (span){ 0 });
	}
	assert_true(hands_quiet(h, ORDER_RING));
	assert_int_equal(hands_intent_now(h), INTENT_ARRANGE_ONLY);
	hands_close(h);
}

static void accepting_and_hanging_up_is_a_decline_each_time(void **state)
{
	FIXTURE_OR_SKIP(state);
	callback_id ids[2];
	struct hands *h = in_line(*state, 2, ids);
	struct order advisor, customer, hang;

	hands_intent(h, INTENT_TAKING_CALLS);
	for (int i = 0; i < 2; i++) {
		customer = accepted(h, &advisor);
		hands_gone(h, &advisor, LEG_HUNG_UP, (span){ 0 });
		hang = hands_expect(h, ORDER_HANG_UP); /* the customer's phone is stopped */
		assert_int_equal(hang.leg, customer.leg);
		hands_gone(h, &customer, LEG_WE_HUNG_UP, (span){ 0 });
		hands_await(h, ids[i], CALLBACK_WAITING);
		assert_int_equal(hands_callback(h, ids[i]).attempts, 0);
	}
	assert_int_equal(hands_intent_now(h), INTENT_ARRANGE_ONLY);
	hands_close(h);
}

static void an_advisor_who_misses_rests_for_a_while(void **state)
{
	FIXTURE_OR_SKIP(state);
	callback_id ids[2];
	struct hands *h = in_line(*state, 2, ids);
	struct order advisor;

	hands_intent(h, INTENT_TAKING_CALLS);
	advisor = hands_expect(h, ORDER_RING);
	hands_gone(h, &advisor, LEG_NO_ANSWER, (span){ 0 });
	assert_true(hands_quiet(h, ORDER_RING)); /* not even for the second in line */
	assert_int_equal(hands_intent_now(h), INTENT_TAKING_CALLS);
	hands_close(h);
}

static void a_number_that_is_gone_is_not_rung(void **state)
{
	FIXTURE_OR_SKIP(state);
	callback_id ids[2];
	struct hands *h = in_line(*state, 2, ids);
	struct order advisor, say;

	hands_script(h, "DELETE FROM number WHERE account_id = 2000");
	hands_intent(h, INTENT_TAKING_CALLS);
	advisor = hands_expect(h, ORDER_RING);
	assert_int_equal(hands_callback(h, ids[0]).state, CALLBACK_WITHDRAWN);
	hands_answer(h, &advisor);
	say = hands_expect_say(h, "whisper");
	/* The owner asks never to be called while the advisor listens (Q6). */
	hands_script(h, "INSERT INTO opt_out VALUES ('+12125550001', 1, 'operator')");
	hands_key(h, &say, '1');
	(void)hands_expect_say(h, "customer_cancelled");
	assert_true(hands_quiet(h, ORDER_RING));
	assert_int_equal(hands_callback(h, ids[1]).state, CALLBACK_CANCELLED);
	hands_gone(h, &advisor, LEG_WE_HUNG_UP, (span){ 0 });
	hands_close(h);
}

static void the_lower_price_is_paid(void **state)
{
	FIXTURE_OR_SKIP(state);
	struct hands *h = hands_open(*state, 2);
	struct order advisor, customer, join;
	callback_id ids[2];

	assert_int_equal(hands_arrange(h, 0, &ids[0]), GRANTED);
	hands_script(h, "UPDATE listing SET price_minor = 150");
	hands_intent(h, INTENT_TAKING_CALLS);
	join = joined(h, &advisor, &customer);
	assert_int_equal(span_seconds(join.join.limit), 180);
	/* What is less than a millisecond costs nothing: it is not on the receipt either. */
	hands_gone(h, &customer, LEG_HUNG_UP, span_add(MINUTES(1), (span){ 900 }));
	hands_await(h, ids[0], CALLBACK_COMPLETED);
	assert_int_equal(hands_call(h, customer.call).charge_minor, 150);
	hands_gone(h, &advisor, LEG_HUNG_UP, (span){ 0 });
	hands_close(h);
}

static void money_that_runs_out_pauses_and_new_money_goes_on(void **state)
{
	FIXTURE_OR_SKIP(state);
	struct hands *h = hands_open(*state, 1);
	struct order advisor, customer, join;
	callback_id id;

	hands_credit(h, 0, 1, "odd"); /* 100.01: fifty minutes and a cent that buys nothing */
	assert_int_equal(hands_arrange(h, 0, &id), GRANTED);
	hands_intent(h, INTENT_TAKING_CALLS);
	join = joined(h, &advisor, &customer);
	assert_int_equal(span_seconds(join.join.limit), 180);
	for (int minute = 1; minute < 49; minute++)
		hands_meter(h, &join, MINUTES(minute), NEWS_METER);
	hands_meter(h, &join, SECONDS(49 * 60 + 1), NEWS_METER);
	(void)hands_expect_say(h, "low_money_customer");
	(void)hands_expect_say(h, "low_money_advisor");
	hands_meter(h, &join, MINUTES(50), NEWS_LIMIT);
	(void)hands_expect(h, ORDER_PART);
	(void)hands_expect_say(h, "paused_customer");
	(void)hands_expect_say(h, "paused_advisor");
	hands_credit(h, 0, 400, "more");
	join = hands_expect(h, ORDER_JOIN);
	assert_int_equal(span_seconds(join.join.already), 3000);
	assert_int_equal(span_seconds(join.join.limit), 3120);
	hands_meter(h, &join, SECONDS(51 * 60 + 1), NEWS_METER);
	(void)hands_expect_say(h, "low_money_customer"); /* the new money ends as well */
	(void)hands_expect_say(h, "low_money_advisor");
	hands_gone(h, &customer, LEG_HUNG_UP, SECONDS(51 * 60 + 10));
	hands_await(h, id, CALLBACK_COMPLETED);
	assert_int_equal(hands_call(h, customer.call).charge_minor, 10400);
	assert_int_equal(hands_wallet(h, 0), 1);
	hands_gone(h, &advisor, LEG_HUNG_UP, (span){ 0 });
	hands_close(h);
}

static void without_money_for_three_minutes_nobody_joins(void **state)
{
	FIXTURE_OR_SKIP(state);
	struct hands *h = hands_open(*state, 1);
	callback_id id;

	h->rules.check_minutes = 51; /* 102.00 at this price; the wallet has 100.00 */
	engine_use_rules(h->engine, &h->rules);
	assert_int_equal(hands_arrange(h, 0, &id), REFUSED_BALANCE);
	hands_close(h);
}

static void a_second_request_keeps_the_place(void **state)
{
	FIXTURE_OR_SKIP(state);
	struct hands *h = hands_open(*state, 1);
	struct callback before;
	callback_id first, again;

	assert_int_equal(hands_arrange(h, 0, &first), GRANTED);
	before = hands_callback(h, first);
	assert_int_equal(hands_arrange(h, 0, &again), GRANTED);
	assert_int_equal(first.n, again.n);
	assert_int_equal(hands_callback(h, first).requested_at.us, before.requested_at.us);
	hands_close(h);
}

static void nine_means_never_again(void **state)
{
	FIXTURE_OR_SKIP(state);
	callback_id id;
	struct hands *h = in_line(*state, 1, &id);
	struct order advisor, customer, say;

	hands_intent(h, INTENT_TAKING_CALLS);
	customer = accepted(h, &advisor);
	hands_answer(h, &customer);
	say = hands_expect_say(h, "greeting");
	hands_key(h, &say, '9');
	(void)hands_expect_say(h, "opted_out");
	hands_await(h, id, CALLBACK_CANCELLED);
	assert_int_equal(hands_arrange(h, 0, &id), REFUSED_OPTED_OUT);
	hands_gone(h, &customer, LEG_WE_HUNG_UP, (span){ 0 });
	hands_gone(h, &advisor, LEG_WE_HUNG_UP, (span){ 0 });
	hands_close(h);
}

/* Both legs of a call are ended as dialogues of the former process. */
static void both_hear_bye(struct hands *h, const struct order *one, const struct order *other)
{
	struct order first = hands_expect(h, ORDER_ORPHAN), second = hands_expect(h, ORDER_ORPHAN);
	const char *dialed = one->ring.call_id;
	bool swapped = strcmp(first.orphan.call_id, dialed) != 0;

	assert_string_equal(first.orphan.remote_tag, "far");
	assert_string_equal((swapped ? &second : &first)->orphan.call_id, dialed);
	assert_string_equal((swapped ? &first : &second)->orphan.call_id, other->ring.call_id);
}

static void a_restart_says_bye_and_the_next_one_once_more(void **state)
{
	FIXTURE_OR_SKIP(state);
	callback_id id;
	struct hands *h = in_line(*state, 1, &id);
	struct order advisor, customer;

	hands_intent(h, INTENT_TAKING_CALLS);
	(void)joined(h, &advisor, &customer);
	hands_restart(h);
	both_hear_bye(h, &advisor, &customer);
	hands_await(h, id, CALLBACK_COMPLETED);
	hands_restart(h); /* the first BYEs may have been lost with their process */
	both_hear_bye(h, &advisor, &customer);
	assert_true(hands_quiet(h, ORDER_RING));
	hands_close(h);
}

static void a_restart_counts_an_attempt_only_where_the_phone_had_rung(void **state)
{
	FIXTURE_OR_SKIP(state);
	callback_id id, again;
	struct hands *h = in_line(*state, 1, &id);
	struct order advisor, customer;

	h->rules.retry_unknown_ms = SECONDS(0);
	h->rules.customer_attempts = 5;
	engine_use_rules(h->engine, &h->rules);
	hands_intent(h, INTENT_TAKING_CALLS);
	(void)accepted(h, &advisor);
	hands_restart(h);
	hands_await(h, id, CALLBACK_OFFERING);
	assert_int_equal(hands_callback(h, id).attempts, 0);
	customer = accepted(h, &advisor);
	hands_ringing(h, &customer);
	/* It comes behind the ringing into the same lane, and changes nothing. */
	assert_int_equal(hands_arrange(h, 0, &again), GRANTED);
	hands_restart(h);
	hands_await(h, id, CALLBACK_OFFERING);
	assert_int_equal(hands_callback(h, id).attempts, 1);
	hands_close(h);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		FIXTURE_TESTS(a_click_becomes_a_talk_and_is_paid_to_the_cent),
		FIXTURE_TESTS(the_first_in_line_is_called_first_and_one_at_a_time),
		FIXTURE_TESTS(who_lets_one_pass_is_next_and_nobody_else_is_overtaken),
		FIXTURE_TESTS(a_dial_that_overtakes_would_be_counted),
		FIXTURE_TESTS(one_without_money_is_not_let_pass),
		FIXTURE_TESTS(the_next_comes_on_the_same_leg_by_key_one_of_the_menu),
		FIXTURE_TESTS(a_customer_who_does_not_answer_keeps_the_place_and_others_are_served),
		FIXTURE_TESTS(a_voicemail_never_costs),
		FIXTURE_TESTS(cancelling_while_the_phone_rings_stops_the_dial),
		FIXTURE_TESTS(two_misses_in_a_row_set_the_advisor_to_arrange_only),
		FIXTURE_TESTS(a_ring_that_was_cancelled_ends_no_row_of_misses),
		FIXTURE_TESTS(accepting_and_hanging_up_is_a_decline_each_time),
		FIXTURE_TESTS(an_advisor_who_misses_rests_for_a_while),
		FIXTURE_TESTS(a_number_that_is_gone_is_not_rung),
		FIXTURE_TESTS(the_lower_price_is_paid),
		FIXTURE_TESTS(money_that_runs_out_pauses_and_new_money_goes_on),
		FIXTURE_TESTS(without_money_for_three_minutes_nobody_joins),
		FIXTURE_TESTS(a_second_request_keeps_the_place),
		FIXTURE_TESTS(nine_means_never_again),
		FIXTURE_TESTS(a_restart_counts_an_attempt_only_where_the_phone_had_rung),
		FIXTURE_TESTS(a_restart_says_bye_and_the_next_one_once_more),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
