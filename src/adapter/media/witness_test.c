// SPDX-License-Identifier: Apache-2.0
/*
 * The paid clock, driven by packets at made-up times: a table of stories, and a slow model against
 * chance.
 */
#include "adapter/media/witness.h"
#include "base/random.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

#define NOW(ms) ((mono){ 1000000000 + (int64_t)(ms)*1000 })
#define NO_LIMIT HOURS(1)

/* Packets every 20 ms on the named side, both ends included. */
struct talk {
	unsigned side;
	int from_ms, to_ms;
};

struct story {
	const char *because;
	int meter_from_ms; /* -1: from the join */
	int already_ms, limit_ms;
	struct talk talks[6];
	int witnessed_ms;
};

static const struct story STORIES[] = {
	{ "nobody spoke", -1, 0, 3600000, { { 0 } }, 0 },
	{ "one direction only", -1, 0, 3600000, { { 0, 0, 60000 } }, 0 },
	{ "both, all the time", -1, 0, 3600000, { { 0, 0, 60000 }, { 1, 0, 60000 } }, 60000 },
	{ "the later one begins it", -1, 0, 3600000, { { 0, 0, 60000 }, { 1, 10000, 60000 } }, 50000 },
	{ "the first to fall silent ends it",
	  -1,
	  0,
	  3600000,
	  { { 0, 0, 60000 }, { 1, 0, 20000 } },
	  20000 },
	{ "a gap of 4.9 s is presence",
	  -1,
	  0,
	  3600000,
	  { { 0, 0, 60000 }, { 1, 0, 20000 }, { 1, 24900, 60000 } },
	  60000 },
	{ "a gap of 5 s is absence, back to the last packet",
	  -1,
	  0,
	  3600000,
	  { { 0, 0, 60000 }, { 1, 0, 20000 }, { 1, 25000, 60000 } },
	  55000 },
	{ "both are gone for 10 s",
	  -1,
	  0,
	  3600000,
	  { { 0, 0, 20000 }, { 1, 0, 20000 }, { 0, 30000, 40000 }, { 1, 30000, 40000 } },
	  30000 },
	{ "absences one after the other",
	  -1,
	  0,
	  3600000,
	  { { 0, 0, 10000 }, { 0, 20000, 60000 }, { 1, 0, 30000 }, { 1, 40000, 60000 } },
	  40000 },
	{ "not before the announcement is over",
	  3000,
	  0,
	  3600000,
	  { { 0, 0, 60000 }, { 1, 0, 60000 } },
	  57000 },
	{ "all of it before the announcement is over",
	  70000,
	  0,
	  3600000,
	  { { 0, 0, 60000 }, { 1, 0, 60000 } },
	  0 },
	{ "what was before a pause is added",
	  -1,
	  12345,
	  3600000,
	  { { 0, 0, 10000 }, { 1, 0, 10000 } },
	  22345 },
	{ "the limit is exact", -1, 0, 30007, { { 0, 0, 60000 }, { 1, 0, 60000 } }, 30007 },
	{ "the limit counts what was before",
	  -1,
	  20000,
	  30000,
	  { { 0, 0, 60000 }, { 1, 0, 60000 } },
	  30000 },
	{ "a limit that is used up at the join",
	  -1,
	  30000,
	  30000,
	  { { 0, 0, 60000 }, { 1, 0, 60000 } },
	  30000 },
};

static bool talks_at(const struct talk *talks, unsigned side, int ms)
{
	for (size_t i = 0; i < 6; i++)
		if (talks[i].to_ms > 0 && talks[i].side == side && ms >= talks[i].from_ms &&
		    ms <= talks[i].to_ms && (ms - talks[i].from_ms) % 20 == 0)
			return true;
	return false;
}

static void stories_are_paid_as_they_happened(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT(STORIES); i++) {
		const struct story *s = &STORIES[i];
		struct witness w;
		span before = { 0 };

		witness_start(&w,
		              &(struct witness_terms){ .gap = SECONDS(5),
		                                       .from = s->meter_from_ms < 0 ? (mono){ 0 }
		                                                                    : NOW(s->meter_from_ms),
		                                       .already = MILLISECONDS(s->already_ms),
		                                       .limit = MILLISECONDS(s->limit_ms) },
		              NOW(0));
		for (int ms = 0; ms <= 70000; ms++)
			for (unsigned side = 0; side < 2; side++)
				if (talks_at(s->talks, side, ms)) {
					(void)witness_packet(&w, side, NOW(ms), NOW(ms));
					assert_false(span_less(witness_certain(&w), before));
					before = witness_certain(&w);
				}
		if (span_ms(witness_certain(&w)) != s->witnessed_ms)
			fail_msg("%s: %ld ms, not %d", s->because, (long)span_ms(witness_certain(&w)),
			         s->witnessed_ms);
	}
}

static void start(struct witness *w, span limit)
{
	witness_start(w, &(struct witness_terms){ .gap = SECONDS(5), .limit = limit }, NOW(0));
}

static void both_talk(struct witness *w, int from_ms, int to_ms)
{
	for (int ms = from_ms; ms <= to_ms; ms += 20) {
		(void)witness_packet(w, 0, NOW(ms), NOW(ms));
		(void)witness_packet(w, 1, NOW(ms), NOW(ms));
	}
}

static void the_limit_is_told_once_and_the_meter_stands(void **state)
{
	struct witness w;

	(void)state;
	start(&w, SECONDS(10));
	both_talk(&w, 0, 9980);
	assert_false(witness_limit_news(&w));
	both_talk(&w, 10000, 20000);
	assert_true(witness_limit_news(&w));
	assert_false(witness_limit_news(&w));
	assert_int_equal(span_ms(witness_certain(&w)), 10000);
}

static void a_raised_limit_goes_on_from_the_moment_it_was_raised(void **state)
{
	struct witness w;

	(void)state;
	start(&w, SECONDS(10));
	both_talk(&w, 0, 20000);
	assert_true(witness_limit_news(&w));
	witness_limit(&w, SECONDS(15), NOW(20010));
	both_talk(&w, 20020, 22000);
	assert_int_equal(span_ms(witness_certain(&w)), 10000 + 1990);
	assert_false(witness_limit_news(&w));
	both_talk(&w, 22020, 40000);
	assert_int_equal(span_ms(witness_certain(&w)), 15000);
	assert_true(witness_limit_news(&w));
}

static void a_limit_raised_in_time_is_never_noticed(void **state)
{
	struct witness w;

	(void)state;
	start(&w, SECONDS(10));
	both_talk(&w, 0, 9000);
	witness_limit(&w, SECONDS(20), NOW(9010));
	both_talk(&w, 9020, 15000);
	assert_int_equal(span_ms(witness_certain(&w)), 15000);
	assert_false(witness_limit_news(&w));
}

static void a_limit_lowered_too_late_takes_nothing_back(void **state)
{
	struct witness w;

	(void)state;
	start(&w, SECONDS(10));
	both_talk(&w, 0, 6000);
	witness_limit(&w, SECONDS(4), NOW(6010));
	assert_true(witness_limit_news(&w));
	both_talk(&w, 6020, 9000);
	assert_int_equal(span_ms(witness_certain(&w)), 6000);
}

static void silence_is_told_once_and_sound_once(void **state)
{
	struct witness w;

	(void)state;
	start(&w, NO_LIMIT);
	both_talk(&w, 0, 1000);
	assert_false(witness_quiet_news(&w, 1, NOW(5999)));
	assert_true(witness_quiet_news(&w, 1, NOW(6000)));
	assert_false(witness_quiet_news(&w, 1, NOW(7000)));
	assert_int_equal(span_ms(witness_certain(&w)), 1000);
	assert_true(witness_packet(&w, 1, NOW(8000), NOW(8000)));
	assert_false(witness_packet(&w, 1, NOW(8020), NOW(8020)));
}

static void a_side_that_never_speaks_is_quiet_after_the_gap(void **state)
{
	struct witness w;

	(void)state;
	start(&w, NO_LIMIT);
	assert_false(witness_quiet_news(&w, 0, NOW(4999)));
	assert_true(witness_quiet_news(&w, 0, NOW(5000)));
}

static void packets_during_hold_prove_nothing(void **state)
{
	struct witness w;

	(void)state;
	start(&w, NO_LIMIT);
	both_talk(&w, 0, 10000);
	witness_hold(&w, 1, true);
	both_talk(&w, 10020, 30000);
	assert_true(witness_quiet_news(&w, 1, NOW(30000)));
	assert_int_equal(span_ms(witness_certain(&w)), 10000);
	witness_hold(&w, 1, false);
	assert_true(witness_packet(&w, 1, NOW(30020), NOW(30020)));
	both_talk(&w, 30040, 31020);
	assert_int_equal(span_ms(witness_certain(&w)), 11000);
}

static void what_waited_for_its_reader_is_not_paid_before_it_was_heard(void **state)
{
	struct witness w;

	(void)state;
	start(&w, NO_LIMIT);
	/* The reader was away from 0 to 400; both hang up at 1000, and that waits until 1300. */
	for (int ms = 0; ms <= 400; ms += 20)
		for (unsigned side = 0; side < 2; side++)
			(void)witness_packet(&w, side, NOW(ms), NOW(400));
	assert_int_equal(span_ms(witness_certain(&w)), 0);
	both_talk(&w, 420, 700);
	for (int ms = 720; ms <= 1000; ms += 20)
		for (unsigned side = 0; side < 2; side++)
			(void)witness_packet(&w, side, NOW(ms), NOW(1300));
	assert_int_equal(span_ms(witness_certain(&w)), 600);
}

static void a_prompt_is_not_paid(void **state)
{
	struct witness w;

	(void)state;
	start(&w, NO_LIMIT);
	both_talk(&w, 0, 1000);
	witness_mute(&w, true);
	both_talk(&w, 1020, 3000);
	assert_int_equal(span_ms(witness_certain(&w)), 1000);
	witness_mute(&w, false);
	assert_false(witness_quiet_news(&w, 0, NOW(3010)));
	both_talk(&w, 3500, 4500);
	assert_int_equal(span_ms(witness_certain(&w)), 2000);
}

static void nothing_is_paid_after_the_end(void **state)
{
	struct witness w;

	(void)state;
	start(&w, NO_LIMIT);
	both_talk(&w, 0, 5000);
	witness_end(&w, NOW(4710));
	assert_int_equal(span_ms(witness_certain(&w)), 4710);
}

/*
 * The slow model: a millisecond counts when both sides have packets around it less than a gap
 * apart.
 */
#define MODEL_MS 40000
static int model(const bool heard[2][MODEL_MS])
{
	static int next[2][MODEL_MS + 1];
	int last[2] = { -1, -1 };
	int sum = 0;

	for (int side = 0; side < 2; side++) {
		next[side][MODEL_MS] = MODEL_MS * 10;
		for (int ms = MODEL_MS - 1; ms >= 0; ms--)
			next[side][ms] = heard[side][ms] ? ms : next[side][ms + 1];
	}
	for (int ms = 0; ms < MODEL_MS; ms++) {
		bool both = true;

		for (int side = 0; side < 2; side++) {
			if (heard[side][ms])
				last[side] = ms;
			both = both && last[side] >= 0 && next[side][ms + 1] - last[side] < 5000 &&
			       next[side][ms + 1] < MODEL_MS;
		}
		sum += both;
	}
	return sum;
}

static void chance_agrees_with_the_slow_model(void **state)
{
	static bool heard[2][MODEL_MS];
	struct random r;

	(void)state;
	for (uint64_t seed = 1; seed <= 60; seed++) {
		struct witness w;

		random_seed(&r, seed);
		start(&w, NO_LIMIT);
		for (int side = 0; side < 2; side++) {
			for (int ms = 0; ms < MODEL_MS; ms++)
				heard[side][ms] = false;
			for (int ms = (int)random_between(&r, 0, 3000); ms < MODEL_MS;
			     ms += (int)random_between(&r, 1, random_chance(&r, 10) ? 9000 : 900))
				heard[side][ms] = true;
		}
		for (int ms = 0; ms < MODEL_MS; ms++)
			for (unsigned side = 0; side < 2; side++)
				if (heard[side][ms])
					(void)witness_packet(&w, side, NOW(ms), NOW(ms));
		assert_int_equal(span_ms(witness_certain(&w)), model(heard));
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(stories_are_paid_as_they_happened),
		cmocka_unit_test(the_limit_is_told_once_and_the_meter_stands),
		cmocka_unit_test(a_raised_limit_goes_on_from_the_moment_it_was_raised),
		cmocka_unit_test(a_limit_raised_in_time_is_never_noticed),
		cmocka_unit_test(a_limit_lowered_too_late_takes_nothing_back),
		cmocka_unit_test(silence_is_told_once_and_sound_once),
		cmocka_unit_test(a_side_that_never_speaks_is_quiet_after_the_gap),
		cmocka_unit_test(packets_during_hold_prove_nothing),
		cmocka_unit_test(what_waited_for_its_reader_is_not_paid_before_it_was_heard),
		cmocka_unit_test(a_prompt_is_not_paid),
		cmocka_unit_test(nothing_is_paid_after_the_end),
		cmocka_unit_test(chance_agrees_with_the_slow_model),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
