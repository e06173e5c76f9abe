// SPDX-License-Identifier: Apache-2.0
#include "domain/notice/notice.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#define VALUES \
	IVR_VALUES({ "advisor", TEXT_LITERAL("Dana") }, { "customer", TEXT_LITERAL("Sam") }, \
	           { "listing", TEXT_LITERAL("Boiler {faults}") }, \
	           { "wait", TEXT_LITERAL("2 hours") }, { "again", TEXT_LITERAL("10 minutes") }, \
	           { "talked", TEXT_LITERAL("61 seconds") }, { "charge", TEXT_LITERAL("$2.44") })

static bool begins(text words, const char *with)
{
	return words.length >= strlen(with) && memcmp(words.at, with, strlen(with)) == 0;
}

static void every_notice_can_be_filled_and_is_a_short_mail(void **state)
{
	static const struct notice ALL[] = {
#define NOTICE(event, to, name, subject, body) { event, NOTICE_TO_##to, name, subject, body },
#include "domain/notice/notice.def"
#undef NOTICE
	};
	struct arena *arena = arena_open(8192);

	(void)state;
	for (size_t i = 0; i < COUNT(ALL); i++) {
		text subject = notice_fill(arena, ALL[i].subject, VALUES);
		text body = notice_fill(arena, ALL[i].body, VALUES);

		assert_ptr_not_equal(notice_of(text_of(ALL[i].event), ALL[i].to), NULL);
		assert_true(subject.length > 10 && subject.length <= 78);
		assert_true(body.length > subject.length && body.length <= 400);
	}
	arena_close(arena);
}

static void a_lapse_is_told_to_both_each_in_words_of_their_own(void **state)
{
	const struct notice *customer = notice_of(TEXT_LITERAL("callback.expired"), NOTICE_TO_CUSTOMER);
	const struct notice *advisor = notice_of(TEXT_LITERAL("callback.expired"), NOTICE_TO_ADVISOR);
	struct arena *arena = arena_open(8192);

	(void)state;
	assert_true(
		begins(notice_fill(arena, customer->subject, VALUES), "Your time in line for Dana"));
	assert_true(begins(notice_fill(arena, advisor->subject, VALUES), "Sam is no longer waiting"));
	arena_close(arena);
}

static void a_value_with_braces_stays_what_it_is(void **state)
{
	struct arena *arena = arena_open(8192);

	(void)state;
	assert_true(text_is(notice_fill(arena, "<{listing}>", VALUES), "<Boiler {faults}>"));
	arena_close(arena);
}

static void what_concerns_nobody_is_no_notice(void **state)
{
	(void)state;
	assert_null(notice_of(TEXT_LITERAL("callback.offering"), NOTICE_TO_CUSTOMER));
	assert_null(notice_of(TEXT_LITERAL("callback.created"), NOTICE_TO_ADVISOR));
	assert_null(notice_of(TEXT_LITERAL("mail.received"), NOTICE_TO_CUSTOMER));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_notice_can_be_filled_and_is_a_short_mail),
		cmocka_unit_test(a_lapse_is_told_to_both_each_in_words_of_their_own),
		cmocka_unit_test(a_value_with_braces_stays_what_it_is),
		cmocka_unit_test(what_concerns_nobody_is_no_notice),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
