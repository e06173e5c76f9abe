// SPDX-License-Identifier: Apache-2.0
#include "adapter/http/problem_page.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "adapter/http/problem.h"
#include "base/arena.h"

#define ROW(name, status, code, title) { #name, status, code, title },
static const struct {
	const char *name;
	int status;
	const char *code, *title;
} ROWS[] = { PROBLEMS(ROW) REFUSALS(ROW) };

static const char *written(struct arena *arena)
{
	struct text_buf out;

	text_buf_init(&out, arena);
	problem_page_write(&out);
	return text_terminated(arena, text_buf_text(&out));
}

static size_t times(const char *page, const char *what)
{
	size_t count = 0;

	for (const char *at = page; (at = strstr(at, what)); at += strlen(what))
		count++;
	return count;
}

static void every_code_has_one_anchor_with_its_status_and_title(void **state)
{
	struct arena *arena = arena_open(65536);
	const char *page = written(arena);
	char wanted[200];
	size_t walked = 0;

	(void)state;
	for (size_t i = 0; i < COUNT(ROWS); i++) {
		if (ROWS[i].status < 400)
			continue;
		(void)snprintf(wanted, sizeof(wanted), " id=\"%s\"", ROWS[i].code);
		if (times(page, wanted) != 1)
			fail_msg("%s is not once on the page", ROWS[i].code);
		const char *section = strstr(page, wanted), *end = strstr(section, "</section>");

		(void)snprintf(wanted, sizeof(wanted), "<b>%d</b> %s</p>", ROWS[i].status, ROWS[i].title);
		const char *title = strstr(section, wanted);

		if (!title || title > end)
			fail_msg("%s does not say %s", ROWS[i].code, wanted);
		walked++;
	}
	assert_int_equal(walked, COUNT(ROWS) - 1);
	arena_close(arena);
}

static void no_code_is_explained_twice_or_for_nothing(void **state)
{
	static const char *const CODES[] = {
#define PROBLEM_WORDS(code, means, advice) code,
#include "adapter/http/problem_words.def"
#undef PROBLEM_WORDS
	};

	(void)state;
	for (size_t i = 0; i < COUNT(CODES); i++) {
		size_t named = 0;

		for (size_t j = 0; j < COUNT(ROWS); j++)
			named += strcmp(ROWS[j].code, CODES[i]) == 0;
		if (!named)
			fail_msg("%s is no problem's code", CODES[i]);
		for (size_t j = 0; j < i; j++)
			assert_string_not_equal(CODES[i], CODES[j]);
	}
}

static void nothing_in_the_words_is_markup(void **state)
{
	static const char *const WORDS[] = {
#define PROBLEM_WORDS(code, means, advice) means, advice,
#include "adapter/http/problem_words.def"
#undef PROBLEM_WORDS
	};

	(void)state;
	for (size_t i = 0; i < COUNT(WORDS); i++) {
		assert_null(strpbrk(WORDS[i], "<>&"));
		assert_true(strlen(WORDS[i]) >= 7 && WORDS[i][strlen(WORDS[i]) - 1] == '.');
	}
	for (size_t i = 0; i < COUNT(ROWS); i++)
		assert_null(strpbrk(ROWS[i].title, "<>&"));
}

static void it_runs_nothing_and_follows_the_readers_colours(void **state)
{
	struct arena *arena = arena_open(65536);
	const char *page = written(arena);

	(void)state;
	assert_null(strstr(page, "<script"));
	assert_null(strstr(page, "style="));
	assert_non_null(strstr(page, "color-scheme\" content=\"light dark\""));
	assert_non_null(strstr(page, "href=\"" PROBLEM_STYLE_PATH "\""));
	arena_close(arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_code_has_one_anchor_with_its_status_and_title),
		cmocka_unit_test(no_code_is_explained_twice_or_for_nothing),
		cmocka_unit_test(nothing_in_the_words_is_markup),
		cmocka_unit_test(it_runs_nothing_and_follows_the_readers_colours),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
