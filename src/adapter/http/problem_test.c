// SPDX-License-Identifier: Apache-2.0
#include "adapter/http/problem.h"

#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

#include "adapter/http/request.h"
#include "base/arena.h"

struct bench {
	struct arena *arena;
	struct request rq;
	struct reply reply;
};

static void begin(struct bench *b)
{
	*b = (struct bench){ .arena = arena_open(4096) };
	b->rq.request_id = TEXT_LITERAL("r1");
	b->rq.site = TEXT_LITERAL("https://calls.example");
	reply_init(&b->reply, &b->rq, b->arena);
}

static void a_problem_says_all_that_was_agreed(void **state)
{
	struct bench b;

	(void)state;
	begin(&b);
	reply_problem(&b.reply, PROBLEM_JSON, "line 1");
	assert_int_equal(b.reply.status, 400);
	assert_string_equal(b.reply.content_type, "application/problem+json");
	assert_false(b.reply.keep);
	assert_true(text_is(
		text_buf_text(&b.reply.body),
		"{\"type\":\"https://calls.example/docs/problems#malformed_json\","
		"\"title\":\"The body is not acceptable JSON.\",\"status\":400,\"detail\":\"line 1\","
		"\"code\":\"malformed_json\",\"request_id\":\"r1\"}"));
	arena_close(b.arena);
}

static void a_refusal_points_at_its_field(void **state)
{
	struct bench b;

	(void)state;
	begin(&b);
	assert_int_equal(reply_refused(&b.reply, REFUSED_NUMBER, "#/number", "That is a fax."), OK);
	assert_int_equal(b.reply.status, 422);
	assert_true(b.reply.keep);
	assert_true(text_is(
		text_buf_text(&b.reply.body),
		"{\"type\":\"https://calls.example/docs/problems#number_not_callable\","
		"\"title\":\"We cannot call this number.\",\"status\":422,\"detail\":\"That is a fax.\","
		"\"code\":\"number_not_callable\",\"request_id\":\"r1\",\"errors\":[{\"pointer\":\"#/"
		"number\","
		"\"code\":\"number_not_callable\",\"detail\":\"That is a fax.\"}]}"));
	arena_close(b.arena);
}

static void a_later_answer_replaces_a_half_written_one(void **state)
{
	struct bench b;

	(void)state;
	begin(&b);
	json_object(reply_json(&b.reply, 200));
	reply_problem(&b.reply, PROBLEM_BUSY, NULL);
	assert_int_equal(b.reply.body.at[0], '{');
	assert_int_equal(b.reply.body.at[1], '"');
	arena_close(b.arena);
}

static void statuses_of_the_library_become_problems(void **state)
{
	(void)state;
	assert_int_equal(problem_of_status(400), PROBLEM_REQUEST);
	assert_int_equal(problem_of_status(413), PROBLEM_TOO_LARGE);
	assert_int_equal(problem_of_status(501), PROBLEM_METHOD_UNKNOWN);
	assert_int_equal(problem_of_status(499), PROBLEM_REQUEST);
	assert_int_equal(problem_of_status(599), PROBLEM_INTERNAL);
	assert_int_equal(problem_of_err(ERR_UNCERTAIN), PROBLEM_UNCERTAIN);
	assert_int_equal(problem_of_err(ERR_STORE), PROBLEM_INTERNAL);
	assert_int_equal(problem_of_err(ERR_AGAIN), PROBLEM_BUSY);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_problem_says_all_that_was_agreed),
		cmocka_unit_test(a_refusal_points_at_its_field),
		cmocka_unit_test(a_later_answer_replaces_a_half_written_one),
		cmocka_unit_test(statuses_of_the_library_become_problems),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
