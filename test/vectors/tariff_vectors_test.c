// SPDX-License-Identifier: Apache-2.0
/* The vectors that the browser's copy of the rule is held to as well (web/src/lib/money.test.ts).
 */
#include <jansson.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include <cmocka.h>

#include "domain/money/money.h"

static json_t *vectors;

static int64_t number(const json_t *row, const char *key)
{
	json_t *value = json_object_get(row, key);

	if (!json_is_integer(value))
		fail_msg("%s is missing", key);
	return json_integer_value(value);
}

static struct tariff tariff_of(const json_t *row)
{
	return (struct tariff){
		.price_minor = number(row, "price"),
		.minimum = MILLISECONDS(number(row, "minimum")),
		.step = MILLISECONDS(number(row, "step")),
		.free_under = MILLISECONDS(number(row, "free_under")),
	};
}

static void talks_cost_what_the_shared_vectors_say(void **state)
{
	json_t *rows = json_object_get(vectors, "charges"), *row;
	size_t i;

	(void)state;
	assert_true(json_array_size(rows) >= 10);
	json_array_foreach(rows, i, row)
	{
		struct tariff tariff = tariff_of(row);
		span billed = tariff_billed(&tariff, MILLISECONDS(number(row, "witnessed")));

		assert_int_equal(span_ms(billed), number(row, "billed"));
		assert_int_equal(tariff_price(&tariff, billed), number(row, "charge"));
	}
}

static void balances_cover_what_the_shared_vectors_say(void **state)
{
	json_t *rows = json_object_get(vectors, "covered"), *row;
	size_t i;

	(void)state;
	assert_true(json_array_size(rows) >= 5);
	json_array_foreach(rows, i, row)
	{
		struct tariff tariff = tariff_of(row);

		assert_int_equal(span_ms(tariff_covered(&tariff, number(row, "minor"))),
		                 number(row, "covered"));
	}
}

int main(int count, char **words)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(talks_cost_what_the_shared_vectors_say),
		cmocka_unit_test(balances_cover_what_the_shared_vectors_say),
	};
	json_error_t why;

	vectors = count == 2 ? json_load_file(words[1], 0, &why) : NULL;
	if (!vectors) {
		(void)fprintf(stderr, "tariff_vectors_test: give it test/vectors/money.json\n");
		return 1;
	}
	int failed = cmocka_run_group_tests(tests, NULL, NULL);

	json_decref(vectors);
	return failed;
}
