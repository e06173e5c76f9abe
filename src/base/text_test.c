// SPDX-License-Identifier: Apache-2.0
#include "base/text.h"

#include "base/arena.h"

#include <string.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static void utf8_is_told_from_what_only_looks_like_it(void **state)
{
	static const struct {
		const char *because;
		text given;
		bool expected;
	} CASES[] = {
		{ "nothing is well formed", TEXT_LITERAL(""), true },
		{ "plain letters", TEXT_LITERAL("Vera"), true },
		{ "two, three and four bytes", TEXT_LITERAL("\xc3\xa9\xe2\x82\xac\xf0\x9f\x93\x9e"), true },
		{ "a NUL ends strings early", TEXT_LITERAL("a\0b"), false },
		{ "a lone continuation", TEXT_LITERAL("\x80"), false },
		{ "overlong slash", TEXT_LITERAL("\xc0\xaf"), false },
		{ "overlong in three", TEXT_LITERAL("\xe0\x80\xaf"), false },
		{ "overlong in four", TEXT_LITERAL("\xf0\x80\x80\xaf"), false },
		{ "half a surrogate pair", TEXT_LITERAL("\xed\xa0\x80"), false },
		{ "above U+10FFFF", TEXT_LITERAL("\xf4\x90\x80\x80"), false },
		{ "cut in the middle", TEXT_LITERAL("a\xe2\x82"), false },
		{ "Latin-1", TEXT_LITERAL("caf\xe9"), false },
	};

	(void)state;
	for (size_t i = 0; i < COUNT(CASES); i++) {
		if (text_is_utf8(CASES[i].given) != CASES[i].expected)
			fail_msg("%s", CASES[i].because);
	}
}

static void only_plain_decimal_numbers_within_bounds_are_read(void **state)
{
	static const struct {
		const char *chars;
		enum err expected;
		int64_t n;
	} CASES[] = {
		{ "0", OK, 0 },
		{ "42", OK, 42 },
		{ "007", OK, 7 },
		{ "100", OK, 100 },
		{ "", ERR_MALFORMED, 0 },
		{ "-1", ERR_MALFORMED, 0 },
		{ "+1", ERR_MALFORMED, 0 },
		{ " 1", ERR_MALFORMED, 0 },
		{ "1x", ERR_MALFORMED, 0 },
		{ "101", ERR_MALFORMED, 0 },
		{ "99999999999999999999", ERR_MALFORMED, 0 },
	};

	(void)state;
	for (size_t i = 0; i < COUNT(CASES); i++) {
		int64_t n = 0;

		assert_int_equal(text_number(text_of(CASES[i].chars), 0, 100, &n), CASES[i].expected);
		assert_int_equal(n, CASES[i].n);
	}
}

static void a_cut_splits_at_the_first_mark(void **state)
{
	text head, tail;

	(void)state;
	assert_true(text_cut(TEXT_LITERAL("a:b:c"), ':', &head, &tail));
	assert_true(text_is(head, "a") && text_is(tail, "b:c"));
	assert_true(text_cut(TEXT_LITERAL(":"), ':', &head, &tail));
	assert_true(head.length == 0 && tail.length == 0);
	assert_false(text_cut(TEXT_LITERAL("abc"), ':', &head, &tail));
	assert_true(text_is(head, "abc") && tail.length == 0);
	assert_false(text_cut(NO_TEXT, ':', &head, &tail));
}

static void a_field_takes_what_fits_and_refuses_the_rest(void **state)
{
	char field[5] = "old";

	(void)state;
	assert_int_equal(text_into(TEXT_LITERAL("12345"), field, sizeof(field)), ERR_LIMIT);
	assert_string_equal(field, "old");
	assert_int_equal(text_into(TEXT_LITERAL("1234"), field, sizeof(field)), OK);
	assert_string_equal(field, "1234");
	assert_int_equal(text_into(NO_TEXT, field, sizeof(field)), OK);
	assert_string_equal(field, "");
}

static void shortening_never_tears_a_character(void **state)
{
	char field[5];

	(void)state;
	text_fit(TEXT_LITERAL("ab\xe2\x82\xac"), field, sizeof(field));
	assert_string_equal(field, "ab");
	text_fit(TEXT_LITERAL("a\xe2\x82\xac"), field, sizeof(field));
	assert_string_equal(field, "a\xe2\x82\xac");
	text_fit(TEXT_LITERAL("abcdefg"), field, sizeof(field));
	assert_string_equal(field, "abcd");
}

static void comparing_knows_lengths_and_may_ignore_case(void **state)
{
	(void)state;
	assert_true(text_same(NO_TEXT, TEXT_LITERAL("")));
	assert_false(text_same(TEXT_LITERAL("ab"), TEXT_LITERAL("abc")));
	assert_true(text_same_fold(TEXT_LITERAL("Content-TYPE"), TEXT_LITERAL("content-type")));
	assert_false(text_same_fold(TEXT_LITERAL("["), TEXT_LITERAL("{")));
	assert_true(text_starts(TEXT_LITERAL("sqlite:x"), "sqlite:"));
	assert_false(text_starts(TEXT_LITERAL("sql"), "sqlite:"));
	assert_true(text_is(text_trim(TEXT_LITERAL(" \t\r\nx y\n ")), "x y"));
	assert_int_equal(text_trim(TEXT_LITERAL("  ")).length, 0);
}

static void a_buffer_grows_and_keeps_what_it_had(void **state)
{
	struct arena *arena = arena_open(256);
	struct text_buf buf;

	(void)state;
	text_buf_init(&buf, arena);
	assert_int_equal(text_buf_text(&buf).length, 0);
	for (int i = 0; i < 1000; i++)
		text_buf_print(&buf, "%04d", i);

	text all = text_buf_text(&buf);

	assert_int_equal(all.length, 4000);
	assert_memory_equal(all.at, "00000001", 8);
	assert_memory_equal(all.at + 3996, "0999", 4);
	assert_string_equal(text_terminated(arena, (text){ all.at, 8 }), "00000001");
	arena_close(arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(utf8_is_told_from_what_only_looks_like_it),
		cmocka_unit_test(only_plain_decimal_numbers_within_bounds_are_read),
		cmocka_unit_test(a_cut_splits_at_the_first_mark),
		cmocka_unit_test(a_field_takes_what_fits_and_refuses_the_rest),
		cmocka_unit_test(shortening_never_tears_a_character),
		cmocka_unit_test(comparing_knows_lengths_and_may_ignore_case),
		cmocka_unit_test(a_buffer_grows_and_keeps_what_it_had),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
