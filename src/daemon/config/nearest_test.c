// SPDX-License-Identifier: Apache-2.0
#include "daemon/config/nearest.h"
#include "base/err.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>

#include <cmocka.h>

static void letters_lost_changed_and_swapped_count_one_each(void **state)
{
	static const struct {
		const char *because, *a, *b;
		size_t distance;
	} CASES[] = {
		{ "the same word", "queue", "queue", 0 },
		{ "one letter is missing", "serve", "srve", 1 },
		{ "one letter is too many", "demo", "demoo", 1 },
		{ "one letter is another", "status", "stadus", 1 },
		{ "two neighbours are swapped", "status", "sttaus", 1 },
		{ "nothing in common", "abc", "xyz", 3 },
		{ "against nothing", "", "abc", 3 },
	};

	(void)state;
	for (size_t i = 0; i < COUNT(CASES); i++) {
		if (nearest_distance(CASES[i].a, CASES[i].b) != CASES[i].distance)
			print_error("%s\n", CASES[i].because);
		assert_int_equal(nearest_distance(CASES[i].a, CASES[i].b), CASES[i].distance);
	}
}

static void the_nearest_word_is_suggested_and_a_far_one_is_not(void **state)
{
	static const char *const KNOWN[] = { "serve", "status", "queue ls", "migrate" };

	(void)state;
	assert_string_equal(nearest_word("sevre", KNOWN, COUNT(KNOWN)), "serve");
	assert_string_equal(nearest_word("queue sl", KNOWN, COUNT(KNOWN)), "queue ls");
	assert_null(nearest_word("banana", KNOWN, COUNT(KNOWN)));
}

static void endless_words_are_far_from_everything(void **state)
{
	static const char *const KNOWN[] = { "serve" };
	char word[300];

	(void)state;
	for (size_t i = 0; i < sizeof(word) - 1; i++)
		word[i] = 's';
	word[sizeof(word) - 1] = '\0';
	assert_null(nearest_word(word, KNOWN, COUNT(KNOWN)));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(letters_lost_changed_and_swapped_count_one_each),
		cmocka_unit_test(the_nearest_word_is_suggested_and_a_far_one_is_not),
		cmocka_unit_test(endless_words_are_far_from_everything),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
