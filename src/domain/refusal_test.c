// SPDX-License-Identifier: Apache-2.0
#include "domain/refusal.h"

#include <string.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static void every_refusal_has_a_code_of_its_own(void **state)
{
	(void)state;
	for (enum refusal a = GRANTED + 1; a < REFUSAL_COUNT; a++) {
		assert_true(refusal_code(a)[0] != '\0');
		for (enum refusal b = GRANTED + 1; b < a; b++)
			assert_string_not_equal(refusal_code(a), refusal_code(b));
	}
}

static void every_refusal_is_an_http_error_and_a_sentence(void **state)
{
	(void)state;
	assert_int_equal(refusal_status(GRANTED), 200);
	for (enum refusal r = GRANTED + 1; r < REFUSAL_COUNT; r++) {
		const char *words = refusal_words(r);

		assert_in_range(refusal_status(r), 400, 599);
		assert_true(words[0] >= 'A' && words[0] <= 'Z');
		assert_int_equal(words[strlen(words) - 1], '.');
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_refusal_has_a_code_of_its_own),
		cmocka_unit_test(every_refusal_is_an_http_error_and_a_sentence),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
