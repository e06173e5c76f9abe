// SPDX-License-Identifier: Apache-2.0
#include "domain/ivr/ivr.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static struct arena *arena;

static int prepare(void **state)
{
	(void)state;
	arena = arena_open(4096);
	return 0;
}

static int clean(void **state)
{
	(void)state;
	arena_close(arena);
	return 0;
}

static void values_are_put_in_their_places(void **state)
{
	text lines =
		ivr_lines(arena, "en", "accepted", IVR_VALUES({ "nickname", TEXT_LITERAL("Sam") }));

	(void)state;
	assert_true(text_is(lines, "Thank you. Calling Sam.\n~ringback"));
}

static void an_unknown_language_is_spoken_in_english(void **state)
{
	(void)state;
	assert_true(text_same(ivr_lines(arena, "xx", "goodbye", IVR_NO_VALUES),
	                      ivr_lines(arena, "en", "goodbye", IVR_NO_VALUES)));
}

static void a_nickname_cannot_start_a_sound_or_a_line(void **state)
{
	text lines =
		ivr_lines(arena, "en", "accepted", IVR_VALUES({ "nickname", TEXT_LITERAL("A\n~beep<x>") }));

	(void)state;
	assert_true(text_is(lines, "Thank you. Calling A  beep x .\n~ringback"));
}

static void lengths_are_said_in_whole_units(void **state)
{
	static const struct {
		int64_t ms;
		const char *is;
	} CASES[] = {
		{ 0, "0 seconds" },     { 1000, "1 second" },    { 59000, "59 seconds" },
		{ 60000, "1 minute" },  { 90000, "90 seconds" }, { 600000, "10 minutes" },
		{ 7200000, "2 hours" }, { 500, "1 second" },
	};

	(void)state;
	for (size_t i = 0; i < COUNT(CASES); i++)
		assert_true(text_is(ivr_length(arena, "en", MILLISECONDS(CASES[i].ms)), CASES[i].is));
}

static void money_is_said_in_words(void **state)
{
	(void)state;
	assert_true(text_is(ivr_money(arena, money_of(240, "USD")), "2 dollars 40 cents"));
	assert_true(text_is(ivr_money(arena, money_of(100, "USD")), "1 dollar"));
	assert_true(text_is(ivr_money(arena, money_of(1, "USD")), "1 cent"));
	assert_true(text_is(ivr_money(arena, money_of(0, "USD")), "0 dollars"));
	assert_true(text_is(ivr_money(arena, money_of(250, "EUR")), "2.50 EUR"));
}

static void a_say_order_carries_name_language_and_lines(void **state)
{
	struct order order = { .kind = ORDER_SAY };

	(void)state;
	ivr_say(arena, &order, "en", "goodbye", IVR_NO_VALUES);
	assert_string_equal(order.say.name, "goodbye");
	assert_string_equal(order.say.language, "en");
	assert_string_equal(order.say.lines, "Goodbye.");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(values_are_put_in_their_places),
		cmocka_unit_test(an_unknown_language_is_spoken_in_english),
		cmocka_unit_test(a_nickname_cannot_start_a_sound_or_a_line),
		cmocka_unit_test(lengths_are_said_in_whole_units),
		cmocka_unit_test(money_is_said_in_words),
		cmocka_unit_test(a_say_order_carries_name_language_and_lines),
	};

	return cmocka_run_group_tests(tests, prepare, clean);
}
