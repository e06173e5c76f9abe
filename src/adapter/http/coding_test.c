// SPDX-License-Identifier: Apache-2.0
#include "adapter/http/coding.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#define PLAIN (1u << CODING_PLAIN)
#define GZIP (1u << CODING_GZIP)
#define ALL (PLAIN | GZIP | 1u << CODING_BROTLI)

static void the_heaviest_form_that_is_there_is_sent(void **state)
{
	static const struct {
		const char *accept;
		unsigned forms;
		enum coding best;
		const char *because;
	} ROWS[] = {
		{ "gzip, deflate, br, zstd", ALL, CODING_BROTLI, "what browsers send" },
		{ "gzip, br", PLAIN | GZIP, CODING_GZIP, "there is no other form" },
		{ "gzip, br", PLAIN, CODING_PLAIN, "it was not worth it" },
		{ "br;q=0.2, gzip;q=0.8", ALL, CODING_GZIP, "weights count" },
		{ "br;q=0, gzip", ALL, CODING_GZIP, "nought is never" },
		{ "gzip;q=0, br;q=0.000", ALL, CODING_PLAIN, "nought is never, however it is written" },
		{ "", ALL, CODING_PLAIN, "nothing was said" },
		{ "deflate", ALL, CODING_PLAIN, "what we do not make" },
		{ "*", ALL, CODING_BROTLI, "the star stands for all" },
		{ "*;q=0.1, gzip;q=0.5", ALL, CODING_GZIP, "the star is for those not named" },
		{ "identity;q=0.5, gzip;q=0.1", ALL, CODING_PLAIN, "plain is wanted more" },
		{ "BR ; Q=1.0 , gzip", ALL, CODING_BROTLI, "case and blanks" },
		{ "br;q=high, gzip;q=0.001", ALL, CODING_GZIP, "a weight that is none" },
		{ "br;q=1.5", ALL, CODING_PLAIN, "more than one is no weight" },
		{ ",,;q=1,", ALL, CODING_PLAIN, "rubbish" },
	};

	(void)state;
	for (size_t i = 0; i < COUNT(ROWS); i++)
		if (coding_best(text_of(ROWS[i].accept), ROWS[i].forms) != ROWS[i].best)
			fail_msg("%s: %s", ROWS[i].accept, ROWS[i].because);
}

static void a_tag_is_found_in_a_list_and_not_in_a_longer_one(void **state)
{
	const text tag = TEXT_LITERAL("\"abc-br\"");

	(void)state;
	assert_true(coding_has_tag(TEXT_LITERAL("\"abc-br\""), tag));
	assert_true(coding_has_tag(TEXT_LITERAL("\"x\", W/\"abc-br\""), tag));
	assert_true(coding_has_tag(TEXT_LITERAL("*"), tag));
	assert_false(coding_has_tag(TEXT_LITERAL("\"abc\""), tag));
	assert_false(coding_has_tag(TEXT_LITERAL("\"abc-br\"x"), tag));
	assert_false(coding_has_tag(NO_TEXT, tag));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_heaviest_form_that_is_there_is_sent),
		cmocka_unit_test(a_tag_is_found_in_a_list_and_not_in_a_longer_one),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
