// SPDX-License-Identifier: Apache-2.0
#include "phones/recall.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

static void append(void *ctx, text line)
{
	char *all = ctx;

	(void)strncat(all, line.at, line.length);
}

static const char *told(const struct recall *recall)
{
	static char all[4096];

	all[0] = '\0';
	recall_tell(recall, append, all);
	return all;
}

static void keep(struct recall *recall, const char *event, const char *number, const char *line)
{
	recall_keep(recall, event, number, text_of(line));
}

static void the_last_lines_of_each_number_are_told_oldest_first(void **state)
{
	struct recall *recall = recall_open(2);

	(void)state;
	keep(recall, "invite", "+1", "a\n");
	keep(recall, "answered", "+1", "b\n");
	keep(recall, "invite", "+2", "x\n");
	keep(recall, "ended", "+1", "c\n");
	assert_string_equal(told(recall), "b\nc\nx\n");
	recall_close(recall);
}

static void what_a_person_does_not_notice_is_not_kept(void **state)
{
	struct recall *recall = recall_open(4);

	(void)state;
	keep(recall, "rtp", "+1", "a\n");
	keep(recall, "invite", NULL, "b\n");
	assert_string_equal(told(recall), "");
	recall_close(recall);
}

static void a_number_too_many_is_not_kept(void **state)
{
	struct recall *recall = recall_open(1);
	char number[16];

	(void)state;
	for (int i = 0; i <= RECALL_NUMBERS; i++) {
		(void)snprintf(number, sizeof number, "+%d", i);
		keep(recall, "invite", number, i == RECALL_NUMBERS ? "too many\n" : "");
	}
	assert_string_equal(told(recall), "");
	recall_close(recall);
}

static void nothing_kept_is_nothing_told(void **state)
{
	(void)state;
	assert_null(recall_open(0));
	keep(NULL, "invite", "+1", "a\n");
	assert_string_equal(told(NULL), "");
	recall_close(NULL);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_last_lines_of_each_number_are_told_oldest_first),
		cmocka_unit_test(what_a_person_does_not_notice_is_not_kept),
		cmocka_unit_test(a_number_too_many_is_not_kept),
		cmocka_unit_test(nothing_kept_is_nothing_told),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
