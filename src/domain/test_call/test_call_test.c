// SPDX-License-Identifier: Apache-2.0
/* A test call: few, one at a time on a trunk, nothing left hanging, and what it says. On both
 * databases. */
#include "domain/test_call/test_call.h"
#include "people/people.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

#define NUMBER_OF_ADA "+14155550101"

struct scene {
	struct people p;
	account_id olive;
	struct order ring, said;
	size_t hung_up, farewells;
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
	*s = (struct scene){ .hung_up = 0 };
	people_init(&s->p, fixture);
	s->olive = people_add(&s->p, "olive", ROLE_OPERATOR).id;
	s->p.actor = (struct actor){ ACTOR_OPERATOR, s->olive.n };
}

/* Keeps what was ordered, then commits. */
static void commit(struct scene *s)
{
	for (struct order_item *o = s->p.desk.orders; o; o = o->next) {
		if (o->order.kind == ORDER_RING)
			s->ring = o->order;
		if (o->order.kind == ORDER_SAY)
			s->said = o->order;
		s->hung_up += o->order.kind == ORDER_HANG_UP;
		s->farewells += o->order.kind == ORDER_ORPHAN;
	}
	people_commit(&s->p);
}

static struct test_call_answer try_trunk(struct scene *s, const char *trunk, const char *number)
{
	const struct test_call_ask ask = { .operator= s->olive,
		                               .trunk = text_of(trunk),
		                               .number = text_of(number) };
	struct test_call_answer answer;

	assert_int_equal(test_call_begin(begin(s), &ask, &answer), OK);
	commit(s);
	return answer;
}

static void tell(struct scene *s, struct news news)
{
	news.leg = s->ring.leg;
	news.call = s->ring.call;
	news.token = s->said.say.token;
	news.dialogue = (struct dialogue){ .remote_tag = "theirs", .trunk = "main" };
	assert_int_equal(test_call_news(begin(s), &news), OK);
	commit(s);
}

static struct test_call now(struct scene *s)
{
	struct test_call call;

	assert_int_equal(test_call_get(begin(s)->tx, (test_call_id){ s->ring.leg }, &call), OK);
	people_undo(&s->p);
	return call;
}

static void the_trunk_rings_asks_for_a_key_and_says_that_it_works(void **state)
{
	FIXTURE_OR_SKIP(state);
	struct scene s;

	scene_open(&s, *state);
	assert_int_equal(try_trunk(&s, "main", NUMBER_OF_ADA).refused, GRANTED);
	assert_string_equal(s.ring.ring.trunk, "main");
	tell(&s, (struct news){ .kind = NEWS_RINGING, .sip_code = 180 });
	tell(&s, (struct news){ .kind = NEWS_ANSWERED, .sip_code = 200 });
	assert_non_null(strstr(s.said.say.lines, "by trunk main"));
	tell(&s, (struct news){ .kind = NEWS_KEY, .key = '1', .heard = 90, .sent = 100 });
	assert_int_equal(s.hung_up, 1);
	tell(&s, (struct news){ .kind = NEWS_ENDED, .end = LEG_WE_HUNG_UP, .heard = 95, .sent = 120 });
	struct test_call call = now(&s);

	assert_string_equal(test_call_result(&call).word, "works");
	assert_int_equal(call.heard, 95);
	assert_int_equal(call.sip_code, 200);
	/* Audited without the number, paid by nobody, and no alarm is left. */
	assert_int_equal(
		people_count(&s.p, "SELECT (SELECT COUNT(*) FROM audit WHERE action = 'trunk.test_call'"
	                       " AND detail NOT LIKE '%4155550101%')"
	                       " + (SELECT COUNT(*) FROM alarm) * 10"
	                       " + (SELECT COUNT(*) FROM transfer) * 100"),
		1);
}

static void one_at_a_time_on_a_trunk(void **state)
{
	FIXTURE_OR_SKIP(state);
	struct scene s;

	scene_open(&s, *state);
	assert_int_equal(try_trunk(&s, "other", NUMBER_OF_ADA).refused, GRANTED);
	assert_int_equal(try_trunk(&s, "main", NUMBER_OF_ADA).refused, GRANTED);
	assert_int_equal(try_trunk(&s, "main", NUMBER_OF_ADA).refused, REFUSED_TESTED);
	tell(&s, (struct news){ .kind = NEWS_ENDED, .end = LEG_BUSY, .sip_code = 486 });
	assert_int_equal(try_trunk(&s, "main", NUMBER_OF_ADA).refused, GRANTED);
}

static void three_in_ten_minutes_and_numbers_as_for_any_call(void **state)
{
	FIXTURE_OR_SKIP(state);
	struct test_call_answer answer;
	struct scene s;

	scene_open(&s, *state);
	assert_int_equal(try_trunk(&s, "main", "nonsense").refused, REFUSED_NUMBER);
	for (int i = 0; i < 3; i++) {
		assert_int_equal(try_trunk(&s, "main", NUMBER_OF_ADA).refused, GRANTED);
		tell(&s, (struct news){ .kind = NEWS_ENDED, .end = LEG_FAILED });
	}
	answer = try_trunk(&s, "main", NUMBER_OF_ADA);
	assert_int_equal(answer.refused, REFUSED_LIMIT);
	assert_int_equal(answer.again_at.us, s.p.now.us + MINUTES(10).us);
	s.p.now = answer.again_at;
	assert_int_equal(try_trunk(&s, "main", NUMBER_OF_ADA).refused, GRANTED);
	tell(&s, (struct news){ .kind = NEWS_ANSWERED });
	tell(&s, (struct news){ .kind = NEWS_KEY, .key = '9' });
	assert_string_equal(s.said.say.name, "opted_out");
	tell(&s, (struct news){ .kind = NEWS_ENDED, .end = LEG_HUNG_UP });
	assert_int_equal(try_trunk(&s, "main", NUMBER_OF_ADA).refused, REFUSED_OPTED_OUT);
}

static void nothing_is_left_hanging(void **state)
{
	FIXTURE_OR_SKIP(state);
	struct scene s;
	size_t found;

	scene_open(&s, *state);
	try_trunk(&s, "main", NUMBER_OF_ADA);
	tell(&s, (struct news){ .kind = NEWS_ANSWERED });
	assert_int_equal(test_call_restart(begin(&s), 10, &found), OK);
	commit(&s);
	assert_int_equal(found, 1);
	assert_int_equal(s.farewells, 1);
	struct test_call call = now(&s);

	assert_string_equal(test_call_result(&call).word, "restarted");
	assert_int_equal(test_call_restart(begin(&s), 10, &found), OK);
	people_undo(&s.p);
	assert_int_equal(found, 0);

	try_trunk(&s, "main", NUMBER_OF_ADA);
	assert_int_equal(test_call_overdue(begin(&s), (leg_id){ s.ring.leg }), OK);
	commit(&s);
	assert_int_equal(s.hung_up, 1);
	call = now(&s);
	assert_string_equal(test_call_result(&call).word, "given_up");
}

static void each_end_is_said_in_its_own_words(void **state)
{
	static const struct {
		const char *cause, *word, *because;
		int64_t code;
		bool answered, heard, sent;
		char key;
	} ROWS[] = {
		{ "declined", "not_accepted", "403 is what carriers say to strangers", .code = 403 },
		{ "failed", "not_accepted", "a password that is not taken", .code = 407 },
		{ "failed", "no_answer_from_trunk", "not one SIP answer" },
		{ "failed", "trunk_full", "no lines left", .code = 503 },
		{ "failed", "no_common_sound", "no codec", .code = 488 },
		{ "failed", "failed", "anything else", .code = 500 },
		{ "bad_number", "not_by_this_trunk", "our own prefixes" },
		{ "bad_number", "no_such_number", "theirs", .code = 404 },
		{ "declined", "declined", "a person pressed the red button", .code = 603 },
		{ "restart", "restarted", "before it was answered" },
		{ "restart", "restarted", "whatever was heard before", .answered = true, .heard = true },
		{ "hung_up", "no_key", "both ways, no key", .answered = true, .heard = true, .sent = true },
		{ "hung_up", "no_sound_from_phone", "one way", .answered = true, .sent = true },
		{ "hung_up", "no_sound_to_phone", "the other way", .answered = true, .heard = true },
		{ "hung_up", "works", "a key is proof enough", .answered = true, .key = '1' },
	};

	(void)state;
	for (size_t i = 0; i < COUNT(ROWS); i++) {
		struct test_call call = { .state = TEST_CALL_ENDED,
			                      .sip_code = ROWS[i].code,
			                      .answered_at = { ROWS[i].answered },
			                      .key = { ROWS[i].key },
			                      .heard = ROWS[i].heard,
			                      .sent = ROWS[i].sent };

		text_fit(text_of(ROWS[i].cause), call.end_cause, sizeof(call.end_cause));
		if (strcmp(test_call_result(&call).word, ROWS[i].word) != 0)
			fail_msg("%s: %s", ROWS[i].because, test_call_result(&call).word);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		FIXTURE_TESTS(the_trunk_rings_asks_for_a_key_and_says_that_it_works),
		FIXTURE_TESTS(one_at_a_time_on_a_trunk),
		FIXTURE_TESTS(three_in_ten_minutes_and_numbers_as_for_any_call),
		FIXTURE_TESTS(nothing_is_left_hanging),
		cmocka_unit_test(each_end_is_said_in_its_own_words),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
