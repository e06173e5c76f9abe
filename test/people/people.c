// SPDX-License-Identifier: Apache-2.0
#include "people/people.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

static struct number_check check(void *ctx, text input, text country)
{
	struct number_check out = { .verdict = NUMBER_MALFORMED };

	(void)ctx;
	(void)country;
	if (input.length < 8 || input.at[0] != '+' ||
	    text_into(input, out.e164, sizeof(out.e164)) != OK)
		return out;
	out.verdict = text_starts(input, "+1900") ? NUMBER_PREMIUM : NUMBER_OK;
	return out;
}

const struct number_port *people_numbers(void)
{
	static const struct number_port PORT = { NULL, check };

	return &PORT;
}

void people_init(struct people *people, struct fixture *fixture)
{
	*people = (struct people){ .fixture = fixture, .ids = { .maker = 1 }, .now = PEOPLE_NOW };
	people->actor = (struct actor){ ACTOR_OPERATOR, 0 };
	rules_default(&people->rules);
}

struct desk *people_begin(struct people *people)
{
	arena_empty(people->fixture->arena);
	assert_int_equal(tx_begin(people->fixture->store, people->fixture->arena, &people->tx), OK);
	desk_init(&people->desk, &people->tx, &people->rules, &people->ids);
	people->desk.now = people->now;
	people->desk.numbers = people_numbers();
	people->desk.actor = people->actor;
	return &people->desk;
}

void people_commit(struct people *people)
{
	assert_int_equal(tx_commit(&people->tx), OK);
}

void people_undo(struct people *people)
{
	tx_rollback(&people->tx);
}

struct account people_add(struct people *people, const char *name, int32_t roles)
{
	const struct account_ask ask = { .roles = roles,
		                             .login = text_of(name),
		                             .nickname = text_of(name) };
	struct account_answer answer;

	assert_int_equal(account_create(people_begin(people), &ask, &answer), OK);
	assert_int_equal(answer.refused, GRANTED);
	people_commit(people);
	return answer.account;
}

int64_t people_count(struct people *people, const char *sql)
{
	const struct sql statement = { .name = "look", .text = sql };
	int64_t count;

	assert_int_equal(tx_number(people_begin(people)->tx, &statement, NO_ARGS, &count), OK);
	people_undo(people);
	return count;
}
