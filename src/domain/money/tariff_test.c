// SPDX-License-Identifier: Apache-2.0
#include "domain/money/money.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include <cmocka.h>

#include "base/random.h"

static const struct tariff FAMILY = {
	.price_minor = 200,
	.minimum = { 60000000 },
	.step = { 60000000 },
	.free_under = { 10000000 },
	.share = 7000,
};

static void a_talk_costs_whole_steps_rounded_up_once(void **state)
{
	static const struct {
		const char *because;
		int64_t ms, billed_s, cents;
	} CASES[] = {
		{ "nothing said, nothing owed", 0, 0, 0 },
		{ "under ten seconds is free, decided on the exact time", 9999, 0, 0 },
		{ "ten seconds open the first minute", 10000, 60, 200 },
		{ "a full minute is the price on the sign", 60000, 60, 200 },
		{ "a millisecond more opens the next step", 60001, 120, 400 },
		{ "an hour is sixty prices", 3600000, 3600, 12000 },
	};

	(void)state;
	for (size_t i = 0; i < COUNT(CASES); i++) {
		struct bill bill = tariff_bill(&FAMILY, MILLISECONDS(CASES[i].ms));

		if (bill.charge != CASES[i].cents)
			print_error("%s\n", CASES[i].because);
		assert_int_equal(span_seconds(bill.billed), CASES[i].billed_s);
		assert_int_equal(bill.charge, CASES[i].cents);
	}
}

static void the_split_follows_the_published_vectors(void **state)
{
	static const struct {
		const char *because;
		int64_t price, minutes, fee, share, earned;
	} CASES[] = {
		{ "2.00 x 10, fee 0.40, 49 %", 200, 10, 40, 4900, 784 },
		{ "2.00 x 10, fee 0.40, 57 %", 200, 10, 40, 5700, 912 },
		{ "(1.99 - 0.20) x 5 less 30 %, rounded up", 199, 5, 20, 7000, 627 },
		{ "no fee, all of it", 333, 3, 0, 10000, 999 },
		{ "a fee above the price leaves nothing to share", 10, 5, 20, 7000, 0 },
	};

	(void)state;
	for (size_t i = 0; i < COUNT(CASES); i++) {
		struct tariff t = FAMILY;

		t.price_minor = CASES[i].price;
		t.fee_minor = CASES[i].fee;
		t.share = CASES[i].share;

		struct bill bill = tariff_bill(&t, MINUTES(CASES[i].minutes));

		if (bill.earned != CASES[i].earned)
			print_error("%s\n", CASES[i].because);
		assert_int_equal(bill.earned, CASES[i].earned);
		assert_int_equal(bill.earned + bill.house, bill.charge);
	}
}

static void what_is_covered_is_the_longest_length_that_can_be_paid(void **state)
{
	struct random random;

	(void)state;
	random_seed(&random, 7);
	for (int i = 0; i < 20000; i++) {
		const struct tariff t = {
			.price_minor = random_between(&random, 1, 5000),
			.minimum = SECONDS(random_between(&random, 0, 2) * 30),
			.step = SECONDS(random_between(&random, 1, 60)),
			.free_under = SECONDS(random_between(&random, 0, 10)),
			.share = 7000,
		};
		int64_t minor = random_between(&random, 0, 100000);
		span covered = tariff_covered(&t, minor);

		assert_true(tariff_price(&t, tariff_billed(&t, covered)) <= minor);
		if (covered.us > 0)
			assert_true(tariff_price(&t, span_add(covered, t.step)) > minor);
	}
}

static void a_longer_talk_never_costs_less(void **state)
{
	struct random random;
	int64_t before = 0;

	(void)state;
	random_seed(&random, 11);
	for (int64_t ms = 0; ms < 600000; ms += random_between(&random, 1, 900)) {
		struct bill bill = tariff_bill(&FAMILY, MILLISECONDS(ms));

		assert_true(bill.charge >= before);
		before = bill.charge;
	}
}

static void money_is_written_as_people_write_it(void **state)
{
	static const struct {
		int64_t minor;
		const char *currency, *is;
	} CASES[] = {
		{ 240, "USD", "$2.40" },      { 5, "USD", "$0.05" },        { -1999, "USD", "-$19.99" },
		{ 0, "USD", "$0.00" },        { 1250, "EUR", "12.50 EUR" }, { 300, "JPY", "300 JPY" },
		{ 1500, "KWD", "1.500 KWD" },
	};
	char out[MONEY_CHARS];

	(void)state;
	for (size_t i = 0; i < COUNT(CASES); i++)
		assert_string_equal(money_format(money_of(CASES[i].minor, CASES[i].currency), out),
		                    CASES[i].is);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_talk_costs_whole_steps_rounded_up_once),
		cmocka_unit_test(the_split_follows_the_published_vectors),
		cmocka_unit_test(what_is_covered_is_the_longest_length_that_can_be_paid),
		cmocka_unit_test(a_longer_talk_never_costs_less),
		cmocka_unit_test(money_is_written_as_people_write_it),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
