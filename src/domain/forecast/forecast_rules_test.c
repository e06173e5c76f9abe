// SPDX-License-Identifier: Apache-2.0
/*
 * Forecasts: never worse by somebody leaving, honest about what they do not know, and right as
 * often as they say.
 */
#include "domain/forecast/forecast.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/random.h"

#define NOW ((instant){ INT64_C(1790000000000000) })

static struct rules rules;

/* A call that took `talk`, after 10 s of ringing and asking on each side. */
static struct forecast_call call_of(instant begun, span talk)
{
	return (struct forecast_call){
		.created_at = begun,
		.accepted_at = instant_add(begun, SECONDS(10)),
		.bridged_at = instant_add(begun, SECONDS(20)),
		.ended_at = instant_add(begun, span_add(SECONDS(20), talk)),
	};
}

static void some_calls(struct forecast_call *calls, size_t count, uint64_t seed)
{
	struct random random;

	random_seed(&random, seed);
	for (size_t i = 0; i < count; i++)
		calls[i] =
			call_of((instant){ NOW.us - HOURS(10).us }, SECONDS(random_between(&random, 60, 1500)));
}

static struct forecast_facts facts_of(const struct forecast_call *calls, size_t count)
{
	return (
		struct forecast_facts){ .calls = calls, .count = count, .now = NOW, .wrap = SECONDS(45) };
}

static void it_is_never_later_because_somebody_ahead_leaves(void **state)
{
	struct forecast_call calls[30];
	struct forecast_facts f = facts_of(calls, 30);
	struct forecast before, after;

	(void)state;
	for (uint64_t seed = 1; seed < 20; seed++) {
		some_calls(calls, 30, seed);
		f.gone = (int64_t)seed * 30;
		f.runs = seed % 2;
		f.running = call_of((instant){ NOW.us - MINUTES(5).us }, MINUTES(9));
		f.running.ended_at = NEVER;
		forecast_make(&f, 0, &rules, &before);
		for (int64_t ahead = 1; ahead <= FORECAST_AHEAD_MOST; ahead++) {
			forecast_make(&f, ahead, &rules, &after);
			assert_false(instant_before(after.from, before.from));
			assert_false(instant_before(after.to, before.to));
			before = after;
		}
		f.gone += 100; /* and more of them leave than before */
		forecast_make(&f, FORECAST_AHEAD_MOST, &rules, &after);
		assert_false(instant_before(before.to, after.to));
	}
}

static void the_same_facts_give_the_same_range_in_whole_two_minutes(void **state)
{
	struct forecast_call calls[20];
	struct forecast_facts f = facts_of(calls, 20);
	struct forecast one, two;

	(void)state;
	some_calls(calls, 20, 7);
	forecast_make(&f, 4, &rules, &one);
	forecast_make(&f, 4, &rules, &two);
	assert_int_equal(one.why, FORECAST_GIVEN);
	assert_true(one.from.us == two.from.us && one.to.us == two.to.us);
	assert_int_equal(one.from.us % MINUTES(2).us, 0);
	assert_int_equal(one.to.us % MINUTES(2).us, 0);
	assert_true(one.from.us <= NOW.us + one.draws.waits[FORECAST_DRAWS / 2 - 1].us);
	assert_true(one.to.us >= NOW.us + one.draws.waits[FORECAST_DRAWS * 80 / 100 - 1].us);
	assert_true(instant_before(one.from, one.to));
}

static void what_cannot_be_known_is_not_said(void **state)
{
	struct forecast_call calls[30];
	struct forecast_facts f = facts_of(calls, 9);
	struct forecast out;

	(void)state;
	some_calls(calls, 30, 3);
	forecast_make(&f, 1, &rules, &out);
	assert_int_equal(out.why, FORECAST_FEW_CALLS);
	f.count = 30;
	for (size_t i = 9; i < 30; i++)
		calls[i].bridged_at = NEVER; /* nobody talked */
	forecast_make(&f, 1, &rules, &out);
	assert_int_equal(out.why, FORECAST_FEW_CALLS);
	some_calls(calls, 30, 3);
	forecast_make(&f, FORECAST_AHEAD_MOST + 1, &rules, &out);
	assert_int_equal(out.why, FORECAST_LONG_LINE);
}

static void a_pause_and_stepping_aside_are_waited_for(void **state)
{
	struct forecast_call calls[10];
	struct forecast_facts f = facts_of(calls, 10);
	struct forecast out;

	(void)state;
	some_calls(calls, 10, 5);
	forecast_make(&f, 0, &rules, &out);
	assert_true(out.to.us <= NOW.us + MINUTES(3).us); /* free, and nobody ahead */
	f.free_at = instant_add(NOW, MINUTES(30));
	forecast_make(&f, 0, &rules, &out);
	assert_true(out.from.us >= NOW.us + MINUTES(28).us);
	f.free_at = NEVER;
	f.not_before = instant_add(NOW, HOURS(1));
	forecast_make(&f, 0, &rules, &out);
	assert_true(out.from.us >= NOW.us + MINUTES(58).us);
}

static void a_call_longer_than_all_before_may_end_any_moment(void **state)
{
	struct forecast_call calls[10];
	struct forecast_facts f = facts_of(calls, 10);
	struct forecast out;

	(void)state;
	some_calls(calls, 10, 5);
	f.runs = true;
	f.running = call_of((instant){ NOW.us - HOURS(2).us }, HOURS(3));
	f.running.ended_at = NEVER;
	forecast_make(&f, 0, &rules, &out);
	assert_true(out.to.us <= NOW.us + MINUTES(4).us);
}

static void odds_become_words(void **state)
{
	static const struct {
		int64_t of_thousand;
		const char *word;
	} CASES[] = { { 1000, "almost_sure" },      { 950, "almost_sure" },    { 949, "very_likely" },
		          { 850, "very_likely" },       { 849, "likely" },         { 600, "likely" },
		          { 599, "may_not_reach_you" }, { 0, "may_not_reach_you" } };
	struct forecast_call calls[20];
	struct forecast_facts f = facts_of(calls, 20);
	struct forecast_draws draws;

	(void)state;
	for (size_t i = 0; i < COUNT(CASES); i++)
		assert_string_equal(forecast_odds_word(CASES[i].of_thousand), CASES[i].word);
	some_calls(calls, 20, 9);
	forecast_draw(&f, 3, &draws);
	assert_int_equal(forecast_odds(&draws, (span){ 0 }), 0);
	assert_int_equal(forecast_odds(&draws, HOURS(24)), 1000);
	assert_true(forecast_odds(&draws, MINUTES(30)) <= forecast_odds(&draws, MINUTES(60)));
}

/*
 * Evenings of advisors whose calls are drawn anew each time: of those said "80 %" about so many
 * come true.
 */
static void eight_of_ten_are_reached_by_the_end_of_the_range(void **state)
{
	enum { EVENINGS = 600 };
	struct forecast_call calls[FORECAST_CALLS];
	struct random random;
	int by_from = 0, by_to = 0;

	(void)state;
	random_seed(&random, 4711);
	for (int e = 0; e < EVENINGS; e++) {
		struct forecast_facts f = facts_of(calls, FORECAST_CALLS);
		int64_t ahead = random_between(&random, 1, 6);
		struct forecast said;
		span wait = SECONDS(10);

		some_calls(calls, FORECAST_CALLS, 1000 + (uint64_t)e);
		forecast_draw(&f, ahead, &said.draws);
		for (int64_t k = 0; k < ahead; k++)
			wait = span_add(wait, SECONDS(20 + 45 + random_between(&random, 60, 1500)));
		by_from += !span_less(said.draws.waits[FORECAST_DRAWS / 2 - 1], wait);
		by_to += !span_less(said.draws.waits[FORECAST_DRAWS * 80 / 100 - 1], wait);
	}
	assert_in_range(by_from, EVENINGS * 42 / 100, EVENINGS * 58 / 100);
	assert_in_range(by_to, EVENINGS * 73 / 100, EVENINGS * 87 / 100);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(it_is_never_later_because_somebody_ahead_leaves),
		cmocka_unit_test(the_same_facts_give_the_same_range_in_whole_two_minutes),
		cmocka_unit_test(what_cannot_be_known_is_not_said),
		cmocka_unit_test(a_pause_and_stepping_aside_are_waited_for),
		cmocka_unit_test(a_call_longer_than_all_before_may_end_any_moment),
		cmocka_unit_test(odds_become_words),
		cmocka_unit_test(eight_of_ten_are_reached_by_the_end_of_the_range),
	};

	rules_default(&rules);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
