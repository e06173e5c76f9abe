// SPDX-License-Identifier: Apache-2.0
/*
 * Saying and listening as port/phone.h promises, frame by frame with a made-up clock; and the table
 * of routes.
 */
#include "adapter/media/routes.h"
#include "adapter/media/say.h"
#include "base/random.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#define TOKEN 7

static const mono NOW = { 5000000 };

static struct speech_clip *clip_of(size_t frames)
{
	struct speech_clip *clip = malloc(sizeof(*clip) + frames * SPEECH_FRAME);

	must(clip != NULL);
	atomic_init(&clip->holders, 1);
	clip->length = frames * SPEECH_FRAME;
	for (size_t i = 0; i < clip->length; i++)
		clip->bytes[i] = (uint8_t)(i / SPEECH_FRAME);
	return clip;
}

static struct order order_of(const char *lines)
{
	struct order order = { .kind = ORDER_SAY,
		                   .say = { .token = TOKEN, .name = "greeting", .language = "en" } };

	(void)snprintf(order.say.lines, sizeof(order.say.lines), "%s", lines);
	return order;
}

/* Plays to the end, each line two frames long; returns the frames heard. */
static unsigned play(struct say *say, unsigned most)
{
	const uint8_t *frame;
	unsigned frames = 0;

	for (unsigned i = 0; i < most; i++) {
		enum say_step step = say_next(say, NOW, &frame);

		if (step == SAY_WAITING)
			say_give(say, clip_of(2));
		else if (step == SAY_FRAME)
			frames++;
		else
			break;
	}
	return frames;
}

static void lines_are_numbered_and_said_in_order(void **state)
{
	struct say say = { 0 };
	struct order order = order_of("one\n\n two \n~beep\n");

	(void)state;
	assert_int_equal(say_start(&say, &order, NOW), OK);
	assert_int_equal(say.count, 3);
	assert_string_equal(say.lines[1].words, "two");
	assert_int_equal(say.lines[2].number, 3);
	assert_string_equal(say.lines[2].name, "greeting");
	assert_int_equal(play(&say, 100), 6);
	assert_int_equal(say.state, SAY_IDLE);
	say_stop(&say);
}

static void nothing_to_say_ends_at_once(void **state)
{
	struct say say = { 0 };
	struct order order = order_of(" \n\n");
	const uint8_t *frame;

	(void)state;
	order.say.listen = SECONDS(1);
	assert_int_equal(say_start(&say, &order, NOW), OK);
	assert_int_equal(say_next(&say, NOW, &frame), SAY_SAID);
	assert_int_equal(say.state, SAY_LISTENING);
}

static void more_lines_than_fit_are_left_out(void **state)
{
	struct say say = { 0 };
	struct order order = order_of("");

	(void)state;
	for (size_t i = 0; i + 3 < sizeof(order.say.lines); i += 2) {
		order.say.lines[i] = 'a';
		order.say.lines[i + 1] = '\n';
	}
	assert_int_equal(say_start(&say, &order, NOW), ERR_LIMIT);
	assert_int_equal(play(&say, 1000), 2 * SAY_LINES_MOST);
	say_stop(&say);
}

static void a_frame_begins_where_the_line_begins(void **state)
{
	struct say say = { 0 };
	struct order order = order_of("one");
	const uint8_t *frame;

	(void)state;
	assert_int_equal(say_start(&say, &order, NOW), OK);
	assert_string_equal(say_wants(&say)->words, "one");
	say_give(&say, clip_of(3));
	for (uint8_t i = 0; i < 3; i++) {
		assert_int_equal(say_next(&say, NOW, &frame), SAY_FRAME);
		assert_int_equal(frame[0], i);
		assert_int_equal(frame[SPEECH_FRAME - 1], i);
	}
	assert_int_equal(say_next(&say, NOW, &frame), SAY_SAID);
	assert_int_equal(say_next(&say, NOW, &frame), SAY_NOTHING);
}

static void keys_before_the_question_are_thrown_away(void **state)
{
	struct say say = { 0 };
	struct order order = order_of("the price is\npress 1");
	int64_t token = -1;

	(void)state;
	order.say.listen = SECONDS(10);
	assert_int_equal(say_start(&say, &order, NOW), OK);
	assert_false(say_key(&say, false, &token));
	assert_int_equal(play(&say, 10), 4);
	assert_int_equal(say.state, SAY_LISTENING);
	assert_true(say_key(&say, false, &token));
	assert_int_equal(token, TOKEN);
	assert_false(say_key(&say, false, &token));
}

static void the_question_may_be_answered_while_it_is_asked(void **state)
{
	struct say say = { 0 };
	struct order order = order_of("the price is\npress 1");
	int64_t token = -1;
	const uint8_t *frame;

	(void)state;
	order.say.listen = SECONDS(10);
	assert_int_equal(say_start(&say, &order, NOW), OK);
	say_give(&say, clip_of(1));
	assert_int_equal(say_next(&say, NOW, &frame), SAY_FRAME);
	assert_false(say_key(&say, false, &token));
	assert_int_equal(say_next(&say, NOW, &frame), SAY_WAITING); /* for the question's sound */
	assert_true(say_key(&say, false, &token));
	assert_int_equal(token, TOKEN);
	assert_int_equal(say_next(&say, NOW, &frame), SAY_NOTHING);
}

static void barging_in_stops_the_prompt_and_counts(void **state)
{
	struct say say = { 0 };
	struct order order = order_of("one");
	int64_t token = -1;
	const uint8_t *frame;

	(void)state;
	order.say.barge = true;
	assert_int_equal(say_start(&say, &order, NOW), OK);
	say_give(&say, clip_of(5));
	assert_int_equal(say_next(&say, NOW, &frame), SAY_FRAME);
	assert_true(say_key(&say, false, &token));
	assert_int_equal(token, TOKEN);
	assert_int_equal(say_next(&say, NOW, &frame), SAY_NOTHING);
}

static void the_wait_for_a_key_ends_once(void **state)
{
	struct say say = { 0 };
	struct order order = order_of("one");

	(void)state;
	order.say.listen = SECONDS(10);
	assert_int_equal(say_start(&say, &order, NOW), OK);
	assert_false(say_no_key(&say, mono_add(NOW, SECONDS(60))));
	(void)play(&say, 10);
	assert_false(say_no_key(&say, mono_add(NOW, MILLISECONDS(9999))));
	assert_true(say_no_key(&say, mono_add(NOW, SECONDS(10))));
	assert_int_equal(say.token, TOKEN);
	assert_false(say_no_key(&say, mono_add(NOW, SECONDS(11))));
}

static void a_new_prompt_makes_the_old_one_forgotten(void **state)
{
	struct say say = { 0 };
	struct order order = order_of("one\ntwo");
	int64_t token = -1;

	(void)state;
	order.say.listen = SECONDS(10);
	assert_int_equal(say_start(&say, &order, NOW), OK);
	(void)play(&say, 10);
	order.say.token = TOKEN + 1;
	assert_int_equal(say_start(&say, &order, NOW), OK);
	assert_false(say_no_key(&say, mono_add(NOW, SECONDS(60))));
	assert_false(say_key(&say, false, &token));
	(void)play(&say, 10);
	assert_true(say_key(&say, false, &token));
	assert_int_equal(token, TOKEN + 1);
	say_stop(&say);
}

static void what_repeats_never_ends_by_itself(void **state)
{
	struct say say = { 0 };
	struct order order = order_of("~hold\n~silence 20");

	(void)state;
	order.say.repeat = true;
	assert_int_equal(say_start(&say, &order, NOW), OK);
	assert_true(play(&say, 1000) > 600);
	assert_int_equal(say.state, SAY_PLAYING);
	say_stop(&say);
}

static void a_line_that_never_comes_is_skipped(void **state)
{
	struct say say = { 0 };
	struct order order = order_of("one\ntwo");
	const uint8_t *frame;

	(void)state;
	assert_int_equal(say_start(&say, &order, NOW), OK);
	assert_int_equal(say_next(&say, NOW, &frame), SAY_WAITING);
	say_skip(&say, NOW);
	assert_string_equal(say_wants(&say)->words, "two");
	say_skip(&say, NOW);
	assert_int_equal(say_next(&say, NOW, &frame), SAY_SAID);
}

static void in_a_joined_call_a_key_counts_beside_an_announcement_but_not_beside_a_question(
	void **state)
{
	struct say say = { 0 };
	struct order order = order_of("one minute left");
	int64_t token = -1;

	(void)state;
	assert_true(say_key(&say, true, &token));
	assert_int_equal(token, 0);
	assert_false(say_key(&say, false, &token));
	assert_int_equal(say_start(&say, &order, NOW), OK);
	assert_true(say_key(&say, true, &token));
	assert_int_equal(token, 0);
	assert_int_equal(say.state, SAY_PLAYING);
	order = order_of("one minute left\npress 1");
	order.say.listen = SECONDS(10);
	assert_int_equal(say_start(&say, &order, NOW), OK);
	assert_false(say_key(&say, true, &token));
	say_stop(&say);
}

static void routes_survive_any_mix_of_adding_and_dropping(void **state)
{
	struct routes *routes = routes_open(64);
	int64_t kept[64] = { 0 };
	struct random r;

	(void)state;
	random_seed(&r, 11);
	for (int round = 0; round < 20000; round++) {
		size_t i = (size_t)random_between(&r, 0, 63);

		if (kept[i]) {
			routes_drop(routes, kept[i]);
			assert_null(routes_find(routes, kept[i]));
			kept[i] = 0;
		} else {
			kept[i] = round + 1;
			assert_int_equal(
				routes_add(routes, &(struct route){ .id = kept[i], .link = (int64_t)i }), OK);
		}
		for (size_t j = 0; j < 64 && round % 50 == 0; j++)
			if (kept[j])
				assert_int_equal(routes_find(routes, kept[j])->link, j);
	}
	for (int64_t id = 100000; routes_add(routes, &(struct route){ .id = id }) == OK; id++)
		assert_in_range(id, 100000, 100063);
	routes_close(routes);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(lines_are_numbered_and_said_in_order),
		cmocka_unit_test(nothing_to_say_ends_at_once),
		cmocka_unit_test(more_lines_than_fit_are_left_out),
		cmocka_unit_test(a_frame_begins_where_the_line_begins),
		cmocka_unit_test(keys_before_the_question_are_thrown_away),
		cmocka_unit_test(the_question_may_be_answered_while_it_is_asked),
		cmocka_unit_test(barging_in_stops_the_prompt_and_counts),
		cmocka_unit_test(the_wait_for_a_key_ends_once),
		cmocka_unit_test(a_new_prompt_makes_the_old_one_forgotten),
		cmocka_unit_test(what_repeats_never_ends_by_itself),
		cmocka_unit_test(a_line_that_never_comes_is_skipped),
		cmocka_unit_test(
			in_a_joined_call_a_key_counts_beside_an_announcement_but_not_beside_a_question),
		cmocka_unit_test(routes_survive_any_mix_of_adding_and_dropping),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
