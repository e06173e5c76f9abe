// SPDX-License-Identifier: Apache-2.0
#include "domain/rules.h"

#include <string.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

struct rule_row {
	const char *name;
	int64_t least, most, preset;
	const char *sentence;
};

static const struct rule_row ROWS[] = {
#define RULE_SPAN(name, least, most, preset, sentence) { #name, least, most, preset, sentence },
#define RULE_NUM(name, least, most, preset, sentence) { #name, least, most, preset, sentence },
#include "domain/rules.def"
#undef RULE_SPAN
#undef RULE_NUM
};

static void every_preset_lies_within_its_own_bounds(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT(ROWS); i++) {
		if (ROWS[i].preset < ROWS[i].least || ROWS[i].preset > ROWS[i].most)
			fail_msg("%s", ROWS[i].name);
	}
}

static void every_rule_is_explained_in_a_sentence(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT(ROWS); i++) {
		size_t length = strlen(ROWS[i].sentence);

		if (length < 20 || ROWS[i].sentence[length - 1] != '.')
			fail_msg("%s", ROWS[i].name);
	}
}

/* They are the words of the settings page. */
static void no_sentence_speaks_of_what_operators_do_not_know(void **state)
{
	static const char *const OURS[] = { "INVITE", "request ", "ive requests", "journal",
		                                "principal" };

	(void)state;
	for (size_t i = 0; i < COUNT(ROWS); i++) {
		for (size_t j = 0; j < COUNT(OURS); j++)
			if (strstr(ROWS[i].sentence, OURS[j]))
				fail_msg("%s says %s", ROWS[i].name, OURS[j]);
	}
}

static void milliseconds_become_spans_and_numbers_stay_numbers(void **state)
{
	struct rules rules;

	(void)state;
	rules_default(&rules);
	assert_int_equal(rules.ring_ms.us, 25000000);
	assert_int_equal(rules.line_cap, 50);
	assert_int_equal(rules.share_basis_points, 7000);
	assert_string_equal(rules.currency, "USD");
}

static void the_presets_fit_each_other(void **state)
{
	struct rules rules;

	(void)state;
	rules_default(&rules);
	/* Who may join the line can also be dialed, and is warned before the money ends. */
	assert_true(rules.check_minutes >= rules.hold_minutes);
	assert_true(span_less(rules.wait_least_ms, rules.wait_most_ms));
	assert_true(span_less(rules.low_money_ms, MINUTES(rules.hold_minutes)));
	assert_true(span_less(rules.ring_ms, rules.wait_least_ms));
	assert_true(span_less(rules.meter_interval_ms, SECONDS(2)));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_preset_lies_within_its_own_bounds),
		cmocka_unit_test(every_rule_is_explained_in_a_sentence),
		cmocka_unit_test(no_sentence_speaks_of_what_operators_do_not_know),
		cmocka_unit_test(milliseconds_become_spans_and_numbers_stay_numbers),
		cmocka_unit_test(the_presets_fit_each_other),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
