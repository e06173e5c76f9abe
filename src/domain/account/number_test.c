// SPDX-License-Identifier: Apache-2.0
/* Numbers: who proves them, in which order they ring, and those nobody may call. */
#include "domain/account/number.h"
#include "people/people.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

static struct number_answer add(struct people *p, account_id account, const char *e164)
{
	const struct number_ask ask = { .account = account, .input = text_of(e164) };
	struct number_answer answer;

	assert_int_equal(number_add(people_begin(p), &ask, &answer), OK);
	people_commit(p);
	return answer;
}

static bool is_proved(struct people *p, account_id account, const char *e164)
{
	bool proved;

	assert_int_equal(number_is_proved(people_begin(p)->tx, account, e164, &proved), OK);
	people_undo(p);
	return proved;
}

static void the_operators_word_proves_a_number_the_owners_does_not(void **state)
{
	FIXTURE_OR_SKIP(state);
	struct people p;

	people_init(&p, *state);
	account_id ada = people_add(&p, "ada", ROLE_CUSTOMER).id;
	account_id bob = people_add(&p, "bob", ROLE_CUSTOMER).id;

	add(&p, ada, "+14155550101");
	assert_true(is_proved(&p, ada, "+14155550101"));
	assert_false(is_proved(&p, bob, "+14155550101"));
	p.actor = (struct actor){ ACTOR_CUSTOMER, ada.n };
	assert_false(add(&p, ada, "+14155550102").existed);
	assert_false(is_proved(&p, ada, "+14155550102"));
	assert_true(add(&p, ada, "+14155550102").existed);
	assert_false(is_proved(&p, ada, "+14155550102"));
	p.actor = (struct actor){ ACTOR_OPERATOR, 1 };
	assert_true(add(&p, ada, "+14155550102").existed);
	assert_true(is_proved(&p, ada, "+14155550102"));
	assert_int_equal(people_count(&p, "SELECT COUNT(*) FROM audit WHERE detail LIKE '%5550%'"), 0);
}

static void what_may_not_be_called_is_not_taken(void **state)
{
	FIXTURE_OR_SKIP(state);
	struct people p;

	people_init(&p, *state);
	account_id ada = people_add(&p, "ada", ROLE_CUSTOMER).id;

	assert_int_equal(add(&p, ada, "+19005550101").refused, REFUSED_NUMBER);
	assert_int_equal(add(&p, ada, "call me").refused, REFUSED_NUMBER);
	assert_string_equal(add(&p, ada, "call me").field, "number");
	assert_int_equal(add(&p, (account_id){ 5 }, "+14155550101").refused, REFUSED_NOT_FOUND);
	assert_int_equal(opt_out_add(people_begin(&p), "+14155550109", "key"), OK);
	people_commit(&p);
	assert_int_equal(add(&p, ada, "+14155550109").refused, REFUSED_OPTED_OUT);
	assert_int_equal(people_count(&p, "SELECT COUNT(*) FROM number"), 0);
}

static void an_account_has_ten_numbers_at_most(void **state)
{
	FIXTURE_OR_SKIP(state);
	struct people p;
	char e164[] = "+14155550100";

	people_init(&p, *state);
	account_id ada = people_add(&p, "ada", ROLE_CUSTOMER).id;

	for (int i = 0; i < NUMBERS_MOST; i++) {
		e164[11] = (char)('0' + i);
		assert_int_equal(add(&p, ada, e164).refused, GRANTED);
	}
	assert_int_equal(add(&p, ada, "+14155550199").refused, REFUSED_INVALID);
}

static void the_first_proved_number_is_rung(void **state)
{
	FIXTURE_OR_SKIP(state);
	struct people p;
	struct number_answer answer;
	struct number first;

	people_init(&p, *state);
	account_id dana = people_add(&p, "dana", ROLE_ADVISOR).id;

	assert_int_equal(account_first_number(people_begin(&p)->tx, dana, &first), ERR_NONE);
	people_undo(&p);
	p.actor.kind = ACTOR_ADVISOR;
	number_id unproved = add(&p, dana, "+14155550101").number.id;
	p.actor.kind = ACTOR_OPERATOR;
	number_id second = add(&p, dana, "+14155550102").number.id;
	number_id third = add(&p, dana, "+14155550103").number.id;

	assert_int_equal(account_first_number(people_begin(&p)->tx, dana, &first), OK);
	assert_string_equal(first.e164, "+14155550102");
	const number_id order[] = { third, unproved, second };

	assert_int_equal(number_reorder(&p.desk, dana, order, 3, &answer), OK);
	assert_int_equal(answer.refused, GRANTED);
	assert_int_equal(account_first_number(p.desk.tx, dana, &first), OK);
	assert_string_equal(first.e164, "+14155550103");
	assert_int_equal(number_remove(&p.desk, dana, third, &answer), OK);
	assert_int_equal(answer.refused, GRANTED);
	assert_int_equal(number_remove(&p.desk, dana, third, &answer), OK);
	assert_int_equal(answer.refused, REFUSED_NOT_FOUND);
	assert_int_equal(account_first_number(p.desk.tx, dana, &first), OK);
	assert_string_equal(first.e164, "+14155550102");
	people_commit(&p);
}

static void an_order_names_each_number_once(void **state)
{
	FIXTURE_OR_SKIP(state);
	struct people p;
	struct number_answer answer;

	people_init(&p, *state);
	account_id dana = people_add(&p, "dana", ROLE_ADVISOR).id;
	number_id one = add(&p, dana, "+14155550101").number.id;
	number_id two = add(&p, dana, "+14155550102").number.id;
	const number_id orders[][2] = { { one, one }, { one, { 7 } } };

	(void)two;
	people_begin(&p);
	for (size_t i = 0; i < COUNT(orders); i++) {
		assert_int_equal(number_reorder(&p.desk, dana, orders[i], 2, &answer), OK);
		assert_int_equal(answer.refused, REFUSED_INVALID);
	}
	assert_int_equal(number_reorder(&p.desk, dana, orders[0], 1, &answer), OK);
	assert_int_equal(answer.refused, REFUSED_INVALID);
	people_undo(&p);
}

static void an_opt_out_is_for_ever_and_listed_newest_first(void **state)
{
	FIXTURE_OR_SKIP(state);
	struct people p;
	struct rows rows;
	bool out;

	people_init(&p, *state);
	assert_int_equal(opt_out_add(people_begin(&p), "+14155550101", "key"), OK);
	assert_int_equal(opt_out_add(&p.desk, "+14155550102", "operator"), OK);
	people_commit(&p);
	p.now = instant_add(p.now, SECONDS(1));
	assert_int_equal(opt_out_add(people_begin(&p), "+14155550103", "key"), OK);
	assert_int_equal(opt_out_add(&p.desk, "+14155550101", "operator"), OK);
	people_commit(&p);
	assert_int_equal(opt_out_is(people_begin(&p)->tx, "+14155550101", &out), OK);
	assert_true(out);
	assert_int_equal(opt_out_is(p.desk.tx, "+14155550104", &out), OK);
	assert_false(out);
	assert_int_equal(opt_out_list(p.desk.tx, NEVER, NULL, 2, &rows), OK);
	const struct opt_out *page = rows.at;

	assert_int_equal(rows.count, 2);
	assert_string_equal(page[0].e164, "+14155550103");
	assert_string_equal(page[1].e164, "+14155550102");
	assert_int_equal(opt_out_list(p.desk.tx, page[1].at, page[1].e164, 2, &rows), OK);
	assert_int_equal(rows.count, 1);
	assert_string_equal(((const struct opt_out *)rows.at)->e164, "+14155550101");
	assert_string_equal(((const struct opt_out *)rows.at)->source, "key");
	people_undo(&p);
}

static void a_masked_number_cannot_be_called(void **state)
{
	static const struct {
		const char *e164, *mask;
	} CASES[] = {
		{ "+14155550132", "+1415***0132" },
		{ "+4930123456", "+4930***3456" },
		{ "+99912345", "+9***45" },
		{ "+9991", "***" },
	};
	char out[PHONE_NUMBER_CHARS];

	(void)state;
	for (size_t i = 0; i < COUNT(CASES); i++)
		assert_string_equal(number_mask(CASES[i].e164, out), CASES[i].mask);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		FIXTURE_TESTS(the_operators_word_proves_a_number_the_owners_does_not),
		FIXTURE_TESTS(what_may_not_be_called_is_not_taken),
		FIXTURE_TESTS(an_account_has_ten_numbers_at_most),
		FIXTURE_TESTS(the_first_proved_number_is_rung),
		FIXTURE_TESTS(an_order_names_each_number_once),
		FIXTURE_TESTS(an_opt_out_is_for_ever_and_listed_newest_first),
		cmocka_unit_test(a_masked_number_cannot_be_called),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
