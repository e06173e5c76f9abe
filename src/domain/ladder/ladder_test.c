// SPDX-License-Identifier: Apache-2.0
#include "domain/ladder/ladder.h"

#include "people/people.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#define CALL ((call_id){ 200 })
#define MOST 100

static const char CALL_OF_TWO[] =
	"INSERT INTO callback (id, advisor_id, customer_id, listing_id, number, channel, state, "
	"requested_at, expires_at, price_minor, language, call_id) VALUES (100, 1000, 2000, 1000, "
	"'+12125550100', 'web', 'offering', 1, 4000000000000000, 200, 'en', 200);"
	"INSERT INTO call (id, callback_id, advisor_id, customer_id, listing_id, state, price_minor, "
	"currency, minimum_us, step_us, free_under_us, fee_minor, share, node, token, created_at) "
	"VALUES (200, 100, 1000, 2000, 1000, 'placed', 200, 'USD', 60000000, 60000000, 10000000, 0, "
	"7000, 1, 1, 1);"
	"INSERT INTO leg (id, call_id, side, number, state, scene, node, created_at, sip_call_id, "
	"local_tag) VALUES (300, 200, 'advisor', '+14155550100', 'ringing', 'whisper', 1, 1, 'x', "
	"'y');"
	"INSERT INTO leg (id, call_id, side, number, state, scene, node, created_at, sip_call_id, "
	"local_tag) VALUES (301, 200, 'customer', '+12125550100', 'ringing', 'whisper', 1, 1, 'x2', "
	"'y2');";

static void begin(struct people *p, struct fixture *fixture)
{
	people_init(p, fixture);
	fixture_person(fixture, 1000);
	fixture_person(fixture, 2000);
	fixture_script(fixture, CALL_OF_TWO);
}

static void keep(struct people *p, int64_t leg, const char *messages)
{
	struct capture *capture = calloc(1, sizeof(*capture) + strlen(messages));

	assert_non_null(capture);
	capture->leg = leg;
	capture->left_out = 3;
	capture->length = strlen(messages);
	memcpy(capture->messages, messages, capture->length);
	assert_int_equal(capture_keep(people_begin(p), capture), OK);
	people_commit(p);
	free(capture);
}

static void each_leg_keeps_its_messages_once(void **state)
{
	const struct captured_leg *legs;
	struct people p;
	struct rows rows;

	FIXTURE_OR_SKIP(state);
	begin(&p, *state);
	keep(&p, 301, "[{\"start\":\"INVITE\"}]");
	keep(&p, 300, "[1]");
	keep(&p, 300, "[2]");
	assert_int_equal(capture_of(people_begin(&p)->tx, CALL, &rows), OK);
	legs = rows.at;
	assert_int_equal(rows.count, 2);
	assert_string_equal(legs[0].side, "advisor");
	assert_true(text_is(legs[0].messages, "[1]"));
	assert_string_equal(legs[1].side, "customer");
	assert_true(text_is(legs[1].messages, "[{\"start\":\"INVITE\"}]"));
	assert_int_equal(legs[1].left_out, 3);
	people_undo(&p);
}

static void a_leg_of_nobodys_call_keeps_nothing(void **state)
{
	struct people p;

	FIXTURE_OR_SKIP(state);
	begin(&p, *state);
	keep(&p, 999, "[]");
	assert_int_equal(people_count(&p, "SELECT COUNT(*) FROM capture"), 0);
}

static void what_is_past_its_keeping_is_forgotten(void **state)
{
	struct people p;

	FIXTURE_OR_SKIP(state);
	begin(&p, *state);
	keep(&p, 300, "[]");
	p.now = instant_add(p.now, p.rules.capture_keep_ms);
	keep(&p, 301, "[]");
	assert_int_equal(capture_forget(people_begin(&p), MOST), OK);
	people_commit(&p);
	assert_int_equal(people_count(&p, "SELECT COUNT(*) FROM capture"), 2);
	p.now = instant_add(p.now, SECONDS(1));
	assert_int_equal(capture_forget(people_begin(&p), MOST), OK);
	people_commit(&p);
	assert_int_equal(people_count(&p, "SELECT COUNT(*) FROM capture WHERE leg_id = 301"), 1);
	assert_int_equal(people_count(&p, "SELECT COUNT(*) FROM capture"), 1);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		FIXTURE_TESTS(each_leg_keeps_its_messages_once),
		FIXTURE_TESTS(a_leg_of_nobodys_call_keeps_nothing),
		FIXTURE_TESTS(what_is_past_its_keeping_is_forgotten),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
