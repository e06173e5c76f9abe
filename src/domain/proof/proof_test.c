// SPDX-License-Identifier: Apache-2.0
/* A number is proved by a call that speaks a code, and such calls are few. On both databases. */
#include "domain/proof/proof.h"
#include "people/people.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

#define NUMBER_OF_ADA "+14155550101"

struct scene {
	struct people p;
	account_id ada;
	number_id number;
	struct order ring, said;
	bool hung_up;
};

static uint64_t draw_known(void *from)
{
	(void)from;
	return 42;
}

static struct desk *begin(struct scene *s)
{
	struct desk *desk = people_begin(&s->p);

	desk->draw = draw_known;
	desk->node = 1;
	return desk;
}

static void scene_open(struct scene *s, struct fixture *fixture)
{
	const struct number_ask ask = { .input = TEXT_LITERAL(NUMBER_OF_ADA) };
	struct number_ask mine = ask;
	struct number_answer answer;

	*s = (struct scene){ .hung_up = false };
	people_init(&s->p, fixture);
	s->ada = people_add(&s->p, "ada", ROLE_CUSTOMER).id;
	s->p.actor = (struct actor){ ACTOR_CUSTOMER, s->ada.n };
	mine.account = s->ada;
	assert_int_equal(number_add(begin(s), &mine, &answer), OK);
	people_commit(&s->p);
	assert_false(instant_is_set(answer.number.proved_at));
	s->number = answer.number.id;
}

/* Keeps what was ordered, then commits. */
static void commit(struct scene *s)
{
	for (struct order_item *o = s->p.desk.orders; o; o = o->next) {
		if (o->order.kind == ORDER_RING)
			s->ring = o->order;
		if (o->order.kind == ORDER_SAY)
			s->said = o->order;
		s->hung_up |= o->order.kind == ORDER_HANG_UP;
	}
	people_commit(&s->p);
}

static struct proof_answer call(struct scene *s)
{
	struct proof_answer answer;

	assert_int_equal(proof_call(begin(s), s->ada, s->number, &answer), OK);
	commit(s);
	return answer;
}

static struct proof_answer type_in(struct scene *s, const char *code)
{
	struct proof_answer answer;

	assert_int_equal(proof_code(begin(s), s->ada, s->number, text_of(code), &answer), OK);
	commit(s);
	return answer;
}

static void news(struct scene *s, enum news_kind kind, char key, enum leg_end end)
{
	const struct news n = { .kind = kind,
		                    .leg = s->ring.leg,
		                    .call = s->ring.call,
		                    .token = s->said.say.token,
		                    .key = key,
		                    .end = end,
		                    .dialogue = { .remote_tag = "theirs", .trunk = "main" } };

	assert_true(proof_is_news(&n));
	assert_int_equal(proof_news(begin(s), &n), OK);
	commit(s);
}

static void the_spoken_code_proves_the_number(void **state)
{
	FIXTURE_OR_SKIP(state);
	struct scene s;

	scene_open(&s, *state);
	assert_int_equal(call(&s).refused, GRANTED);
	assert_string_equal(s.ring.ring.number, NUMBER_OF_ADA);
	news(&s, NEWS_RINGING, 0, LEG_NOT_ENDED);
	news(&s, NEWS_ANSWERED, 0, LEG_NOT_ENDED);
	assert_non_null(strstr(s.said.say.lines, "\n0\n0\n0\n0\n4\n2\n"));
	assert_int_equal(type_in(&s, "000043").refused, REFUSED_CODE);
	struct proof_answer good = type_in(&s, "000042");

	assert_int_equal(good.refused, GRANTED);
	assert_true(instant_is_set(good.number.proved_at));
	assert_int_equal(call(&s).refused, REFUSED_PROVED);
	/* Told once, and the code is left nowhere. */
	assert_int_equal(people_count(&s.p,
	                              "SELECT (SELECT COUNT(*) FROM proof WHERE code <> '') * 100"
	                              " + (SELECT COUNT(*) FROM audit WHERE detail LIKE '%0042%') * 10"
	                              " + (SELECT COUNT(*) FROM event WHERE kind = 'number.proved')"),
	                 1);
}

static void a_code_is_guessed_five_times_and_lives_ten_minutes(void **state)
{
	FIXTURE_OR_SKIP(state);
	struct scene s;

	scene_open(&s, *state);
	assert_int_equal(type_in(&s, "000042").refused, REFUSED_CODE_OVER);
	call(&s);
	news(&s, NEWS_ANSWERED, 0, LEG_NOT_ENDED);
	for (int i = 0; i < 5; i++)
		assert_int_equal(type_in(&s, "111111").refused, REFUSED_CODE);
	assert_int_equal(type_in(&s, "000042").refused, REFUSED_CODE_OVER);

	s.p.rules.proof_calls = 10;
	call(&s);
	news(&s, NEWS_ANSWERED, 0, LEG_NOT_ENDED);
	s.p.now = instant_add(s.p.now, MINUTES(10));
	assert_int_equal(type_in(&s, "000042").refused, REFUSED_CODE_OVER);
}

static void a_number_is_not_called_in_vain_twice_a_day(void **state)
{
	FIXTURE_OR_SKIP(state);
	struct scene s;

	scene_open(&s, *state);
	call(&s);
	news(&s, NEWS_RINGING, 0, LEG_NOT_ENDED);
	news(&s, NEWS_ENDED, 0, LEG_NO_ANSWER);
	struct proof_answer again = call(&s);

	assert_int_equal(again.refused, REFUSED_LIMIT);
	assert_int_equal(again.again_at.us, s.p.now.us + HOURS(24).us);
	s.p.now = instant_add(s.p.now, HOURS(24));
	assert_int_equal(call(&s).refused, GRANTED);
}

static void a_call_that_never_rang_does_not_count_but_asking_does(void **state)
{
	FIXTURE_OR_SKIP(state);
	struct scene s;

	scene_open(&s, *state);
	for (int i = 0; i < 3; i++) {
		assert_int_equal(call(&s).refused, GRANTED);
		news(&s, NEWS_ENDED, 0, LEG_FAILED);
	}
	assert_int_equal(call(&s).refused, REFUSED_LIMIT);
	s.p.now = instant_add(s.p.now, MINUTES(10));
	assert_int_equal(call(&s).refused, GRANTED);
}

static void key_nine_is_for_ever_and_closes_the_code(void **state)
{
	FIXTURE_OR_SKIP(state);
	struct scene s;

	scene_open(&s, *state);
	call(&s);
	news(&s, NEWS_ANSWERED, 0, LEG_NOT_ENDED);
	news(&s, NEWS_KEY, '9', LEG_NOT_ENDED);
	assert_string_equal(s.said.say.name, "opted_out");
	assert_true(s.hung_up);
	assert_int_equal(type_in(&s, "000042").refused, REFUSED_CODE_OVER);
	assert_int_equal(call(&s).refused, REFUSED_OPTED_OUT);
}

static void after_a_restart_the_phone_is_told_goodbye(void **state)
{
	FIXTURE_OR_SKIP(state);
	struct scene s;
	struct desk *desk;
	size_t found;

	scene_open(&s, *state);
	call(&s);
	news(&s, NEWS_ANSWERED, 0, LEG_NOT_ENDED);
	desk = begin(&s);
	assert_int_equal(proof_restart(desk, 10, &found), OK);
	assert_int_equal(found, 1);
	assert_non_null(desk->orders);
	assert_int_equal(desk->orders->order.kind, ORDER_ORPHAN);
	assert_string_equal(desk->orders->order.orphan.remote_tag, "theirs");
	people_commit(&s.p);
	assert_int_equal(proof_restart(begin(&s), 10, &found), OK);
	people_undo(&s.p);
	assert_int_equal(found, 0);
}

static void anothers_number_is_not_there(void **state)
{
	FIXTURE_OR_SKIP(state);
	struct proof_answer answer;
	struct scene s;

	scene_open(&s, *state);
	account_id bob = people_add(&s.p, "bob", ROLE_CUSTOMER).id;

	assert_int_equal(proof_call(begin(&s), bob, s.number, &answer), OK);
	people_undo(&s.p);
	assert_int_equal(answer.refused, REFUSED_NOT_FOUND);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		FIXTURE_TESTS(the_spoken_code_proves_the_number),
		FIXTURE_TESTS(a_code_is_guessed_five_times_and_lives_ten_minutes),
		FIXTURE_TESTS(a_number_is_not_called_in_vain_twice_a_day),
		FIXTURE_TESTS(a_call_that_never_rang_does_not_count_but_asking_does),
		FIXTURE_TESTS(key_nine_is_for_ever_and_closes_the_code),
		FIXTURE_TESTS(after_a_restart_the_phone_is_told_goodbye),
		FIXTURE_TESTS(anothers_number_is_not_there),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
