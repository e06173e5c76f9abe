// SPDX-License-Identifier: Apache-2.0
/* People come, change, are shut out and let in again; on both databases. */
#include "domain/account/account.h"
#include "people/people.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

#include "domain/account/session.h"
#include "domain/availability/availability.h"

#define HASH "0123456789012345678901234567890123456789"

static void somebody_new_is_found_by_login_in_any_case(void **state)
{
	FIXTURE_OR_SKIP(state);
	struct people p;
	struct account found;

	people_init(&p, *state);
	struct account ada = people_add(&p, "Ada@Example.org", ROLE_CUSTOMER);
	struct desk *desk = people_begin(&p);

	assert_string_equal(ada.login, "ada@example.org");
	assert_int_equal(account_by_login(desk->tx, TEXT_LITERAL("ADA@example.ORG"), &found), OK);
	assert_int_equal(found.id.n, ada.id.n);
	assert_string_equal(found.nickname, "Ada@Example.org");
	assert_string_equal(found.timezone, p.rules.timezone);
	assert_int_equal(found.state, ACCOUNT_ACTIVE);
	assert_int_equal(found.version, 1);
	assert_int_equal(account_by_login(desk->tx, TEXT_LITERAL("bob"), &found), ERR_NONE);
	assert_int_equal(account_by_login(desk->tx, TEXT_LITERAL("a b'; --"), &found), ERR_NONE);
	people_undo(&p);
	assert_int_equal(
		people_count(&p, "SELECT COUNT(*) FROM audit WHERE action = 'account.created'"), 1);
	assert_int_equal(people_count(&p, "SELECT COUNT(*) FROM event WHERE kind = 'account.created'"),
	                 1);
}

static void change_part(struct people *p, account_id account, enum operator_part part,
                        enum refusal wanted)
{
	const struct account_edit edit = { .account = account, .part = part };
	struct account_answer answer;

	assert_int_equal(account_change(people_begin(p), &edit, &answer), OK);
	assert_int_equal(answer.refused, wanted);
	if (wanted == GRANTED)
		assert_int_equal(answer.account.part, part);
	people_commit(p);
}

static void the_last_owner_stays_and_a_part_is_audited(void **state)
{
	FIXTURE_OR_SKIP(state);
	struct people p;
	struct account_answer answer;

	people_init(&p, *state);
	struct account olive = people_add(&p, "olive", ROLE_OPERATOR);
	struct account oscar = people_add(&p, "oscar", ROLE_OPERATOR);
	struct account ada = people_add(&p, "ada", ROLE_CUSTOMER);

	assert_int_equal(olive.part, PART_OWNER);
	assert_int_equal(ada.part, PART_NONE);
	change_part(&p, ada.id, PART_FLOOR, REFUSED_INVALID);
	change_part(&p, oscar.id, PART_FINANCE, GRANTED);
	change_part(&p, olive.id, PART_FLOOR, REFUSED_LAST_OWNER);
	assert_int_equal(account_suspend(people_begin(&p), olive.id, true, NO_TEXT, &answer), OK);
	assert_int_equal(answer.refused, REFUSED_LAST_OWNER);
	people_undo(&p);
	change_part(&p, oscar.id, PART_OWNER, GRANTED);
	change_part(&p, olive.id, PART_FLOOR, GRANTED);
	assert_int_equal(people_count(&p, "SELECT COUNT(*) FROM audit WHERE detail LIKE "
	                                  "'%\"before\":{\"roles\":4,\"part\":\"owner\"}%'"),
	                 2);
}

static void a_name_is_given_once(void **state)
{
	FIXTURE_OR_SKIP(state);
	struct people p;
	struct account_answer answer;

	people_init(&p, *state);
	people_add(&p, "ada", ROLE_CUSTOMER);
	struct account_ask ask = { .roles = ROLE_CUSTOMER,
		                       .login = TEXT_LITERAL("ADA"),
		                       .nickname = TEXT_LITERAL("x") };

	assert_int_equal(account_create(people_begin(&p), &ask, &answer), OK);
	assert_int_equal(answer.refused, REFUSED_TAKEN);
	assert_string_equal(answer.field, "login");
	ask = (struct account_ask){ .roles = ROLE_CUSTOMER,
		                        .login = TEXT_LITERAL("x"),
		                        .nickname = TEXT_LITERAL("ada") };
	assert_int_equal(account_create(&p.desk, &ask, &answer), OK);
	assert_int_equal(answer.refused, REFUSED_TAKEN);
	assert_string_equal(answer.field, "nickname");
	people_undo(&p);
	assert_int_equal(people_count(&p, "SELECT COUNT(*) FROM account"), 1);
}

static void what_is_badly_written_is_refused_by_field(void **state)
{
	FIXTURE_OR_SKIP(state);
	static const struct {
		int32_t roles;
		const char *login, *nickname, *timezone, *language, *field;
	} CASES[] = {
		{ 0, "ada", "Ada", NULL, NULL, "roles" },
		{ 8, "ada", "Ada", NULL, NULL, "roles" },
		{ 1, "", "Ada", NULL, NULL, "login" },
		{ 1, "ada lovelace", "Ada", NULL, NULL, "login" },
		{ 1, "-ada", "Ada", NULL, NULL, "login" },
		{ 1, "ada", "", NULL, NULL, "nickname" },
		{ 1, "ada", " Ada", NULL, NULL, "nickname" },
		{ 1, "ada", "A\nda", NULL, NULL, "nickname" },
		{ 1, "ada",
		  "A\xE2\x80\x8B"
		  "da",
		  NULL, NULL, "nickname" },
		{ 1, "ada",
		  "A\xE2\x80\xAE"
		  "da",
		  NULL, NULL, "nickname" },
		{ 1, "ada",
		  "A\xC2\x9B"
		  "da",
		  NULL, NULL, "nickname" },
		{ 1, "ada", "aaaaaaaaaabbbbbbbbbbccccccccccddddddddddx", NULL, NULL, "nickname" },
		{ 1, "ada", "Ada", "Europe/", NULL, "timezone" },
		{ 1, "ada", "Ada", "../etc/passwd", NULL, "timezone" },
		{ 1, "ada", "Ada", NULL, "english", "language" },
	};
	struct people p;

	people_init(&p, *state);
	people_begin(&p);
	for (size_t i = 0; i < COUNT(CASES); i++) {
		const struct account_ask ask = {
			CASES[i].roles, text_of(CASES[i].login),    text_of(CASES[i].nickname),
			NO_TEXT,        text_of(CASES[i].timezone), text_of(CASES[i].language)
		};
		struct account_answer answer;

		assert_int_equal(account_create(&p.desk, &ask, &answer), OK);
		assert_int_equal(answer.refused, REFUSED_INVALID);
		assert_string_equal(answer.field, CASES[i].field);
	}
	people_undo(&p);
}

static void an_advisor_gets_an_availability_and_starts_away(void **state)
{
	FIXTURE_OR_SKIP(state);
	struct people p;
	struct availability a;
	struct account_answer answer;

	people_init(&p, *state);
	struct account dana = people_add(&p, "dana", ROLE_ADVISOR);
	struct account ada = people_add(&p, "ada", ROLE_CUSTOMER);
	struct desk *desk = people_begin(&p);

	assert_int_equal(availability_get(desk->tx, account_advisor(dana.id), &a), OK);
	assert_int_equal(a.intent, INTENT_AWAY);
	assert_true(a.callbacks_on);
	assert_int_equal(availability_get(desk->tx, account_advisor(ada.id), &a), ERR_NONE);
	const struct account_edit edit = { .account = ada.id,
		                               .has_roles = true,
		                               .roles = ROLE_CUSTOMER | ROLE_ADVISOR };

	assert_int_equal(account_change(desk, &edit, &answer), OK);
	assert_int_equal(availability_get(desk->tx, account_advisor(ada.id), &a), OK);
	people_commit(&p);
}

static void a_change_touches_only_what_is_named(void **state)
{
	FIXTURE_OR_SKIP(state);
	struct people p;
	struct account_answer answer;
	struct account after;

	people_init(&p, *state);
	struct account ada = people_add(&p, "ada", ROLE_CUSTOMER);
	struct account_edit edit = {
		.account = ada.id, .has_nickname = true, .nickname = TEXT_LITERAL("Countess"), .version = 1
	};

	assert_int_equal(account_change(people_begin(&p), &edit, &answer), OK);
	assert_int_equal(answer.refused, GRANTED);
	people_commit(&p);
	assert_int_equal(account_get(people_begin(&p)->tx, ada.id, &after), OK);
	assert_string_equal(after.nickname, "Countess");
	assert_string_equal(after.login, "ada");
	assert_string_equal(after.timezone, ada.timezone);
	assert_int_equal(after.version, 2);
	assert_int_equal(answer.account.version, 2);
	/* The same again with the old version is stale; without one it goes through. */
	assert_int_equal(account_change(&p.desk, &edit, &answer), OK);
	assert_int_equal(answer.refused, REFUSED_STALE);
	edit.version = 0;
	assert_int_equal(account_change(&p.desk, &edit, &answer), OK);
	assert_int_equal(answer.refused, GRANTED);
	edit.account.n = 999;
	assert_int_equal(account_change(&p.desk, &edit, &answer), OK);
	assert_int_equal(answer.refused, REFUSED_NOT_FOUND);
	people_undo(&p);
}

static void a_nickname_taken_meanwhile_is_refused(void **state)
{
	FIXTURE_OR_SKIP(state);
	struct people p;
	struct account_answer answer;

	people_init(&p, *state);
	people_add(&p, "bob", ROLE_CUSTOMER);
	struct account ada = people_add(&p, "ada", ROLE_CUSTOMER);
	const struct account_edit edit = { .account = ada.id,
		                               .has_nickname = true,
		                               .nickname = TEXT_LITERAL("bob") };

	assert_int_equal(account_change(people_begin(&p), &edit, &answer), OK);
	assert_int_equal(answer.refused, REFUSED_TAKEN);
	people_undo(&p);
}

static void a_suspended_advisor_leaves_and_loses_the_sessions(void **state)
{
	FIXTURE_OR_SKIP(state);
	struct people p;
	struct account_answer answer;
	struct session session;
	struct account found;

	people_init(&p, *state);
	struct account dana = people_add(&p, "dana", ROLE_ADVISOR | ROLE_CUSTOMER);

	assert_int_equal(session_create(people_begin(&p), dana.id, TEXT_LITERAL(HASH), &session), OK);
	people_commit(&p);
	assert_int_equal(
		account_suspend(people_begin(&p), dana.id, true, TEXT_LITERAL("rude"), &answer), OK);
	assert_true(answer.advisor_left);
	assert_int_equal(answer.account.state, ACCOUNT_SUSPENDED);
	people_commit(&p);
	assert_int_equal(account_by_session(people_begin(&p)->tx, &p.rules, p.now, TEXT_LITERAL(HASH),
	                                    &session, &found),
	                 ERR_NONE);
	/* A second time nothing happens, and nothing is told. */
	assert_int_equal(account_suspend(&p.desk, dana.id, true, NO_TEXT, &answer), OK);
	assert_int_equal(answer.refused, GRANTED);
	assert_false(answer.advisor_left);
	assert_int_equal(account_suspend(&p.desk, dana.id, false, NO_TEXT, &answer), OK);
	assert_int_equal(answer.account.state, ACCOUNT_ACTIVE);
	people_commit(&p);
	assert_int_equal(
		people_count(&p, "SELECT COUNT(*) FROM audit WHERE action = 'account.suspended'"), 1);
	assert_int_equal(
		people_count(&p, "SELECT COUNT(*) FROM audit WHERE action = 'account.restored'"), 1);
}

static void a_list_is_newest_first_and_can_be_paged_and_filtered(void **state)
{
	FIXTURE_OR_SKIP(state);
	struct people p;
	struct rows rows;
	struct account all[5];

	people_init(&p, *state);
	for (int i = 0; i < 5; i++) {
		char name[] = "person0";

		name[6] = (char)('0' + i);
		all[i] = people_add(&p, name, i % 2 ? ROLE_ADVISOR : ROLE_CUSTOMER);
	}
	struct account_filter filter = { .most = 3 };

	assert_int_equal(account_list(people_begin(&p)->tx, &filter, &rows), OK);
	const struct account *page = rows.at;

	assert_int_equal(rows.count, 3);
	assert_int_equal(page[0].id.n, all[4].id.n);
	filter.before = page[2].id;
	assert_int_equal(account_list(p.desk.tx, &filter, &rows), OK);
	assert_int_equal(rows.count, 2);
	filter = (struct account_filter){ .most = 10, .roles = ROLE_ADVISOR, .has_state = true };
	assert_int_equal(account_list(p.desk.tx, &filter, &rows), OK);
	assert_int_equal(rows.count, 2);
	filter.state = ACCOUNT_SUSPENDED;
	assert_int_equal(account_list(p.desk.tx, &filter, &rows), OK);
	assert_int_equal(rows.count, 0);
	people_undo(&p);
}

static void a_password_has_length_and_more_than_one_character(void **state)
{
	char said[ACCOUNT_FAULT_CHARS];
	struct rules rules;

	(void)state;
	rules_default(&rules);
	assert_null(
		account_password_fault(&rules, TEXT_LITERAL("correct horse"), TEXT_LITERAL("ada"), said));
	assert_null(account_password_fault(&rules, TEXT_LITERAL("\xC3\xA4\xC3\xB6\xC3\xBC 1234567"),
	                                   NO_TEXT, said));
	assert_non_null(
		account_password_fault(&rules, TEXT_LITERAL("short"), TEXT_LITERAL("ada"), said));
	assert_non_null(
		account_password_fault(&rules, TEXT_LITERAL("aaaaaaaaaaaa"), TEXT_LITERAL("ada"), said));
	assert_non_null(account_password_fault(&rules, TEXT_LITERAL("ada.lovelace"),
	                                       TEXT_LITERAL("Ada.Lovelace"), said));
	assert_non_null(account_password_fault(&rules, TEXT_LITERAL("abcdefghij\xFF"), NO_TEXT, said));
	assert_non_null(account_password_fault(&rules, TEXT_LITERAL("PassWord123"), NO_TEXT, said));
}

static void a_short_password_is_told_how_long_it_must_be(void **state)
{
	char said[ACCOUNT_FAULT_CHARS];
	struct rules rules;

	(void)state;
	rules_default(&rules);
	assert_string_equal(account_password_fault(&rules, TEXT_LITERAL("short"), NO_TEXT, said),
	                    "this password is too short: at least 10 characters");
	rules.password_least = 100;
	assert_string_equal(account_password_fault(&rules, TEXT_LITERAL("correct horse"), NO_TEXT,
	                                           said),
	                    "this password is too short: at least 100 characters");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		FIXTURE_TESTS(somebody_new_is_found_by_login_in_any_case),
		FIXTURE_TESTS(a_name_is_given_once),
		FIXTURE_TESTS(the_last_owner_stays_and_a_part_is_audited),
		FIXTURE_TESTS(what_is_badly_written_is_refused_by_field),
		FIXTURE_TESTS(an_advisor_gets_an_availability_and_starts_away),
		FIXTURE_TESTS(a_change_touches_only_what_is_named),
		FIXTURE_TESTS(a_nickname_taken_meanwhile_is_refused),
		FIXTURE_TESTS(a_suspended_advisor_leaves_and_loses_the_sessions),
		FIXTURE_TESTS(a_list_is_newest_first_and_can_be_paged_and_filtered),
		cmocka_unit_test(a_password_has_length_and_more_than_one_character),
		cmocka_unit_test(a_short_password_is_told_how_long_it_must_be),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
