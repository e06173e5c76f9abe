// SPDX-License-Identifier: Apache-2.0
/* Offers: extensions are given once, prices change, closing says so once. */
#include "domain/listing/listing.h"
#include "people/people.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>

#include <cmocka.h>

static category_id add_category(struct people *p, const char *title)
{
	const struct category_ask ask = { .title = text_of(title) };
	struct category_answer answer;

	assert_int_equal(category_create(people_begin(p), &ask, &answer), OK);
	assert_int_equal(answer.refused, GRANTED);
	people_commit(p);
	return answer.category.id;
}

static struct listing_answer offer(struct people *p, advisor_id advisor, category_id category,
                                   const char *extension)
{
	const struct listing_ask ask = { .advisor = advisor,
		                             .category = category,
		                             .title = TEXT_LITERAL("Roses"),
		                             .price_minor = 240,
		                             .extension = text_of(extension) };
	struct listing_answer answer;

	assert_int_equal(listing_create(people_begin(p), &ask, &answer), OK);
	people_commit(p);
	return answer;
}

static void extensions_are_the_smallest_free_from_101(void **state)
{
	FIXTURE_OR_SKIP(state);
	static const struct {
		const char *asked, *got;
	} CASES[] = { { NULL, "101" }, { NULL, "102" },    { "104", "104" }, { NULL, "103" },
		          { NULL, "105" }, { "1010", "1010" }, { NULL, "106" },  { "999999", "999999" } };
	struct people p;

	people_init(&p, *state);
	advisor_id dana = account_advisor(people_add(&p, "dana", ROLE_ADVISOR).id);
	category_id garden = add_category(&p, "Garden");

	for (size_t i = 0; i < COUNT(CASES); i++) {
		struct listing_answer a = offer(&p, dana, garden, CASES[i].asked);

		assert_int_equal(a.refused, GRANTED);
		assert_string_equal(a.listing.extension, CASES[i].got);
	}
	assert_int_equal(offer(&p, dana, garden, "104").refused, REFUSED_TAKEN);
}

static void after_999_come_four_digits(void **state)
{
	FIXTURE_OR_SKIP(state);
	struct people p;
	char sql[400];

	people_init(&p, *state);
	account_id dana = people_add(&p, "dana", ROLE_ADVISOR).id;
	account_id crowd = people_add(&p, "crowd", ROLE_ADVISOR).id; /* more than one may have */
	category_id garden = add_category(&p, "Garden");

	(void)snprintf(
		sql, sizeof(sql),
		"WITH RECURSIVE n (i) AS (SELECT 101 UNION ALL SELECT i + 1 FROM n WHERE i < 999) "
		"INSERT INTO listing (id, advisor_id, category_id, title, price_minor, extension, state, "
		"created_at) SELECT i, %lld, %lld, 't', 1, CAST(i AS TEXT), 'open', 1 FROM n",
		(long long)crowd.n, (long long)garden.n);
	fixture_script(p.fixture, sql);
	assert_string_equal(offer(&p, account_advisor(dana), garden, NULL).listing.extension, "1001");
}

static void only_an_active_advisor_offers_in_an_open_category(void **state)
{
	FIXTURE_OR_SKIP(state);
	struct people p;
	struct account_answer gone;
	struct category_answer closed;

	people_init(&p, *state);
	account_id ada = people_add(&p, "ada", ROLE_CUSTOMER).id;
	account_id dana = people_add(&p, "dana", ROLE_ADVISOR).id;
	category_id garden = add_category(&p, "Garden");
	const struct category_edit edit = { .category = garden,
		                                .has_state = true,
		                                .state = LISTING_CLOSED };

	assert_string_equal(offer(&p, account_advisor(ada), garden, NULL).field, "advisor");
	assert_string_equal(offer(&p, account_advisor(dana), (category_id){ 4 }, NULL).field,
	                    "category");
	assert_string_equal(offer(&p, account_advisor(dana), garden, "012").field, "extension");
	assert_int_equal(category_change(people_begin(&p), &edit, &closed), OK);
	people_commit(&p);
	assert_string_equal(offer(&p, account_advisor(dana), garden, NULL).field, "category");
	assert_int_equal(account_suspend(people_begin(&p), dana, true, NO_TEXT, &gone), OK);
	people_commit(&p);
	assert_int_equal(offer(&p, account_advisor(dana), garden, NULL).refused, REFUSED_SUSPENDED);
}

static void a_new_price_leaves_the_old_one_in_the_audit_log(void **state)
{
	FIXTURE_OR_SKIP(state);
	struct people p;
	struct listing_answer answer;

	people_init(&p, *state);
	advisor_id dana = account_advisor(people_add(&p, "dana", ROLE_ADVISOR).id);
	struct listing l = offer(&p, dana, add_category(&p, "Garden"), NULL).listing;
	struct listing_edit edit = {
		.listing = l.id, .has_price = true, .price_minor = 300, .version = l.version
	};

	assert_int_equal(listing_change(people_begin(&p), &edit, &answer), OK);
	people_commit(&p);
	assert_int_equal(answer.refused, GRANTED);
	assert_int_equal(answer.listing.price_minor, 300);
	assert_true(text_is(answer.listing.title, "Roses"));
	assert_int_equal(answer.listing.version, l.version + 1);
	assert_int_equal(people_count(&p, "SELECT COUNT(*) FROM audit WHERE action = 'listing.changed' "
	                                  "AND detail LIKE '%\"old_price_minor\":240%'"),
	                 1);
	assert_int_equal(listing_change(people_begin(&p), &edit, &answer), OK);
	assert_int_equal(answer.refused, REFUSED_STALE);
	edit = (struct listing_edit){ .listing = l.id, .has_price = true, .price_minor = 0 };
	assert_int_equal(listing_change(&p.desk, &edit, &answer), OK);
	assert_string_equal(answer.field, "price");
	edit = (struct listing_edit){ .listing = { 3 }, .has_price = true, .price_minor = 1 };
	assert_int_equal(listing_change(&p.desk, &edit, &answer), OK);
	assert_int_equal(answer.refused, REFUSED_NOT_FOUND);
	people_undo(&p);
}

static void closing_is_told_once_and_its_extension_reaches_nobody(void **state)
{
	FIXTURE_OR_SKIP(state);
	struct people p;
	struct listing_answer answer;
	struct listing found;

	people_init(&p, *state);
	advisor_id dana = account_advisor(people_add(&p, "dana", ROLE_ADVISOR).id);
	struct listing l = offer(&p, dana, add_category(&p, "Garden"), NULL).listing;

	assert_int_equal(listing_by_extension(people_begin(&p)->tx, TEXT_LITERAL("101"), &found), OK);
	assert_true(listing_is_open(&found));
	assert_int_equal(listing_close(&p.desk, l.id, &answer), OK);
	assert_true(answer.closed_now);
	assert_int_equal(listing_close(&p.desk, l.id, &answer), OK);
	assert_int_equal(answer.refused, GRANTED);
	assert_false(answer.closed_now);
	assert_int_equal(listing_by_extension(p.desk.tx, TEXT_LITERAL("101"), &found), ERR_NONE);
	assert_int_equal(listing_close(&p.desk, (listing_id){ 9 }, &answer), OK);
	assert_int_equal(answer.refused, REFUSED_NOT_FOUND);
	people_undo(&p);
}

static void lists_are_filtered_and_hide_what_is_closed(void **state)
{
	FIXTURE_OR_SKIP(state);
	struct people p;
	struct listing_answer answer;
	struct rows rows;

	people_init(&p, *state);
	advisor_id dana = account_advisor(people_add(&p, "dana", ROLE_ADVISOR).id);
	advisor_id eve = account_advisor(people_add(&p, "eve", ROLE_ADVISOR).id);
	category_id garden = add_category(&p, "Garden"), house = add_category(&p, "House & Home");
	listing_id first = offer(&p, dana, garden, NULL).listing.id;

	offer(&p, dana, house, NULL);
	offer(&p, eve, house, NULL);
	assert_int_equal(listing_close(people_begin(&p), first, &answer), OK);
	people_commit(&p);
	const struct {
		struct listing_filter filter;
		size_t count;
	} CASES[] = {
		{ { .most = 10, .open_only = true }, 2 },
		{ { .most = 10 }, 3 },
		{ { .most = 2 }, 2 },
		{ { .most = 10, .advisor = dana }, 2 },
		{ { .most = 10, .advisor = dana, .open_only = true }, 1 },
		{ { .most = 10, .advisor = dana, .category = house }, 1 },
		{ { .most = 10, .category = house }, 2 },
		{ { .most = 10, .category = garden, .open_only = true }, 0 },
		{ { .most = 10, .before = first }, 0 },
	};

	people_begin(&p);
	for (size_t i = 0; i < COUNT(CASES); i++) {
		assert_int_equal(listing_list(p.desk.tx, &CASES[i].filter, &rows), OK);
		assert_int_equal(rows.count, CASES[i].count);
	}
	people_undo(&p);
}

static void a_category_is_named_after_its_title_once(void **state)
{
	FIXTURE_OR_SKIP(state);
	struct people p;
	struct category_answer answer;
	struct category found;
	struct rows rows;

	people_init(&p, *state);
	category_id house = add_category(&p, "House & Home!");
	const struct category_ask again = { .title = TEXT_LITERAL("house home") };
	const struct category_ask nothing = { .title = TEXT_LITERAL("\xE5\xAE\xB6") };

	assert_int_equal(category_get(people_begin(&p)->tx, house, &found), OK);
	assert_string_equal(found.slug, "house-home");
	assert_int_equal(category_create(&p.desk, &again, &answer), OK);
	assert_int_equal(answer.refused, REFUSED_TAKEN);
	assert_int_equal(category_create(&p.desk, &nothing, &answer), OK);
	assert_string_equal(answer.field, "slug");
	const struct category_edit edit = {
		.category = house, .has_title = true, .title = TEXT_LITERAL("Home"), .version = 1
	};

	assert_int_equal(category_change(&p.desk, &edit, &answer), OK);
	assert_int_equal(answer.category.version, 2);
	assert_string_equal(answer.category.slug, "house-home");
	assert_int_equal(category_change(&p.desk, &edit, &answer), OK);
	assert_int_equal(answer.refused, REFUSED_STALE);
	assert_int_equal(category_list(p.desk.tx, true, 10, &rows), OK);
	assert_int_equal(rows.count, 1);
	people_commit(&p);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		FIXTURE_TESTS(extensions_are_the_smallest_free_from_101),
		FIXTURE_TESTS(after_999_come_four_digits),
		FIXTURE_TESTS(only_an_active_advisor_offers_in_an_open_category),
		FIXTURE_TESTS(a_new_price_leaves_the_old_one_in_the_audit_log),
		FIXTURE_TESTS(closing_is_told_once_and_its_extension_reaches_nobody),
		FIXTURE_TESTS(lists_are_filtered_and_hide_what_is_closed),
		FIXTURE_TESTS(a_category_is_named_after_its_title_once),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
