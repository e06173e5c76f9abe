// SPDX-License-Identifier: Apache-2.0
/* Sessions end in time, keys when revoked, and wrong passwords are counted. */
#include "domain/account/session.h"
#include "people/people.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#define ONE TEXT_LITERAL("1111111111111111111111111111111111111111")
#define TWO TEXT_LITERAL("2222222222222222222222222222222222222222")

static enum err look(struct people *p, text token, span after)
{
	struct session session;
	struct account account;
	enum err err = account_by_session(people_begin(p)->tx, &p->rules, instant_add(p->now, after),
	                                  token, &session, &account);

	people_undo(p);
	return err;
}

static void begin(struct people *p, account_id account, text token)
{
	struct session session;

	assert_int_equal(session_create(people_begin(p), account, token, &session), OK);
	people_commit(p);
}

static void a_session_ends_after_idleness_and_at_its_longest(void **state)
{
	FIXTURE_OR_SKIP(state);
	struct people p;

	people_init(&p, *state);
	p.rules.session_ms = HOURS(4);
	p.rules.session_idle_ms = HOURS(1);
	begin(&p, people_add(&p, "ada", ROLE_CUSTOMER).id, ONE);
	assert_int_equal(look(&p, ONE, MINUTES(59)), OK);
	assert_int_equal(look(&p, ONE, MINUTES(60)), ERR_NONE);
	assert_int_equal(look(&p, TWO, MINUTES(1)), ERR_NONE);
	/* Used again and again it lives on, but no longer than its longest. */
	instant begun = p.now;

	for (int i = 0; i < 5; i++) {
		p.now = instant_add(p.now, MINUTES(45));
		assert_int_equal(session_touch(people_begin(&p), ONE), OK);
		people_commit(&p);
	}
	assert_int_equal(look(&p, ONE, MINUTES(10)), OK);
	p.now = begun;
	assert_int_equal(look(&p, ONE, HOURS(4)), ERR_NONE);
}

static void operators_are_idle_for_a_shorter_time(void **state)
{
	FIXTURE_OR_SKIP(state);
	struct people p;

	people_init(&p, *state);
	begin(&p, people_add(&p, "ops", ROLE_OPERATOR).id, ONE);
	assert_int_equal(look(&p, ONE, MINUTES(29)), OK);
	assert_int_equal(look(&p, ONE, MINUTES(30)), ERR_NONE);
}

static void a_session_is_noted_once_a_minute_only(void **state)
{
	const struct account ada = { .roles = ROLE_CUSTOMER }, olive = { .roles = ROLE_OPERATOR };
	struct session s = { .seen_at = PEOPLE_NOW };
	struct rules rules;

	(void)state;
	rules_default(&rules);
	assert_false(session_is_touch_due(&s, &ada, &rules, instant_add(PEOPLE_NOW, SECONDS(59))));
	assert_true(session_is_touch_due(&s, &ada, &rules, instant_add(PEOPLE_NOW, SECONDS(60))));
	rules.session_idle_ms = SECONDS(10);
	assert_true(session_is_touch_due(&s, &ada, &rules, instant_add(PEOPLE_NOW, SECONDS(5))));
	assert_false(session_is_touch_due(&s, &olive, &rules, instant_add(PEOPLE_NOW, SECONDS(5))));
	rules.operator_idle_ms = SECONDS(4);
	assert_true(session_is_touch_due(&s, &olive, &rules, instant_add(PEOPLE_NOW, SECONDS(2))));
}

static void signing_out_ends_one_and_a_new_password_all(void **state)
{
	FIXTURE_OR_SKIP(state);
	struct people p;
	struct account_answer answer;

	people_init(&p, *state);
	account_id ada = people_add(&p, "ada", ROLE_CUSTOMER).id;

	begin(&p, ada, ONE);
	begin(&p, ada, TWO);
	assert_int_equal(session_end(people_begin(&p), ada, ONE), OK);
	people_commit(&p);
	assert_int_equal(look(&p, ONE, SECONDS(1)), ERR_NONE);
	assert_int_equal(look(&p, TWO, SECONDS(1)), OK);
	const struct account_edit edit = { .account = ada,
		                               .has_password = true,
		                               .password = TEXT_LITERAL("$argon2id$x") };

	assert_int_equal(account_change(people_begin(&p), &edit, &answer), OK);
	people_commit(&p);
	assert_int_equal(look(&p, TWO, SECONDS(1)), ERR_NONE);
}

static void ended_sessions_are_swept(void **state)
{
	FIXTURE_OR_SKIP(state);
	struct people p;

	people_init(&p, *state);
	account_id ada = people_add(&p, "ada", ROLE_CUSTOMER).id;

	begin(&p, ada, ONE);
	p.now = instant_add(p.now, HOURS(11));
	begin(&p, ada, TWO);
	p.now = instant_add(p.now, HOURS(2));
	assert_int_equal(session_sweep(people_begin(&p), 100), OK);
	people_commit(&p);
	assert_int_equal(people_count(&p, "SELECT COUNT(*) FROM session"), 1);
}

static void a_key_opens_until_it_is_revoked(void **state)
{
	FIXTURE_OR_SKIP(state);
	struct people p;
	struct api_key_answer answer;
	struct api_key key;
	struct account who;
	struct rows rows;

	people_init(&p, *state);
	account_id ada = people_add(&p, "ada", ROLE_CUSTOMER).id;
	account_id bob = people_add(&p, "bob", ROLE_CUSTOMER).id;
	const struct api_key_ask ask = { ada, TEXT_LITERAL("till"), ONE, "read" };

	assert_int_equal(api_key_create(people_begin(&p), &ask, &answer), OK);
	assert_int_equal(answer.refused, GRANTED);
	people_commit(&p);
	assert_int_equal(account_by_key(people_begin(&p)->tx, ONE, &key, &who), OK);
	assert_int_equal(who.id.n, ada.n);
	assert_string_equal(key.scopes, "read");
	key_id id = key.id;

	/* Nobody else's to revoke. */
	assert_int_equal(api_key_revoke(&p.desk, bob, id, &answer), OK);
	assert_int_equal(answer.refused, REFUSED_NOT_FOUND);
	assert_int_equal(api_key_revoke(&p.desk, ada, id, &answer), OK);
	assert_int_equal(answer.refused, GRANTED);
	assert_int_equal(account_by_key(p.desk.tx, ONE, &key, &who), ERR_NONE);
	assert_int_equal(api_key_list(p.desk.tx, ada, &rows), OK);
	assert_int_equal(rows.count, 1);
	assert_true(instant_is_set(((const struct api_key *)rows.at)->revoked_at));
	people_commit(&p);
}

static void a_suspended_person_has_no_key(void **state)
{
	FIXTURE_OR_SKIP(state);
	struct people p;
	struct api_key_answer made;
	struct account_answer answer;
	struct api_key key;
	struct account who;

	people_init(&p, *state);
	account_id ada = people_add(&p, "ada", ROLE_CUSTOMER).id;
	const struct api_key_ask ask = { ada, TEXT_LITERAL("till"), ONE, "write" };

	assert_int_equal(api_key_create(people_begin(&p), &ask, &made), OK);
	assert_int_equal(account_suspend(&p.desk, ada, true, NO_TEXT, &answer), OK);
	assert_int_equal(account_by_key(p.desk.tx, ONE, &key, &who), ERR_NONE);
	people_undo(&p);
}

static instant wrong(struct people *p, const char *name)
{
	instant until;

	assert_int_equal(
		guard_wrong(people_begin(p), text_of(name), guard_of_sign_in(&p->rules), &until), OK);
	people_commit(p);
	return until;
}

static bool is_locked(struct people *p, const char *name, span after)
{
	instant until;

	assert_int_equal(guard_look(people_begin(p)->tx, text_of(name), guard_of_sign_in(&p->rules),
	                            instant_add(p->now, after), &until),
	                 OK);
	people_undo(p);
	return instant_is_set(until);
}

static void five_wrong_passwords_lock_for_a_while(void **state)
{
	FIXTURE_OR_SKIP(state);
	struct people p;

	people_init(&p, *state);
	for (int i = 0; i < 4; i++)
		assert_false(instant_is_set(wrong(&p, "sign_in:ada")));
	assert_false(is_locked(&p, "sign_in:ada", SECONDS(0)));
	assert_true(instant_is_set(wrong(&p, "sign_in:ada")));
	assert_true(is_locked(&p, "sign_in:ada", MINUTES(14)));
	assert_false(is_locked(&p, "sign_in:ada", MINUTES(16)));
	assert_false(is_locked(&p, "sign_in:bob", SECONDS(0)));
	/* After the lock the count begins again. */
	p.now = instant_add(p.now, MINUTES(16));
	assert_false(instant_is_set(wrong(&p, "sign_in:ada")));
	assert_int_equal(guard_clear(people_begin(&p), TEXT_LITERAL("sign_in:ada")), OK);
	people_commit(&p);
	assert_int_equal(people_count(&p, "SELECT COUNT(*) FROM guard"), 0);
}

static instant take(struct people *p, span window)
{
	instant until;

	assert_int_equal(guard_take(people_begin(p), TEXT_LITERAL("sign_up:x"),
	                            (struct guard_limit){ 2, window }, &until),
	                 OK);
	people_commit(p);
	return until;
}

static void a_window_begins_with_the_first_and_is_forgotten_when_it_is_over(void **state)
{
	FIXTURE_OR_SKIP(state);
	struct people p;

	people_init(&p, *state);
	instant end = instant_add(p.now, HOURS(1));

	assert_false(instant_is_set(take(&p, HOURS(1))));
	p.now = instant_add(p.now, MINUTES(50));
	assert_false(instant_is_set(take(&p, HOURS(1))));
	assert_int_equal(take(&p, HOURS(1)).us, end.us);
	assert_int_equal(guard_forget(people_begin(&p), 100), OK);
	people_commit(&p);
	assert_int_equal(people_count(&p, "SELECT COUNT(*) FROM guard"), 1);
	p.now = instant_add(end, SECONDS(1));
	assert_false(instant_is_set(take(&p, SECONDS(10))));
	p.now = instant_add(p.now, SECONDS(11));
	assert_int_equal(guard_forget(people_begin(&p), 100), OK);
	people_commit(&p);
	assert_int_equal(people_count(&p, "SELECT COUNT(*) FROM guard"), 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		FIXTURE_TESTS(a_session_ends_after_idleness_and_at_its_longest),
		FIXTURE_TESTS(operators_are_idle_for_a_shorter_time),
		cmocka_unit_test(a_session_is_noted_once_a_minute_only),
		FIXTURE_TESTS(signing_out_ends_one_and_a_new_password_all),
		FIXTURE_TESTS(ended_sessions_are_swept),
		FIXTURE_TESTS(a_key_opens_until_it_is_revoked),
		FIXTURE_TESTS(a_suspended_person_has_no_key),
		FIXTURE_TESTS(five_wrong_passwords_lock_for_a_while),
		FIXTURE_TESTS(a_window_begins_with_the_first_and_is_forgotten_when_it_is_over),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
