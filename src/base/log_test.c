// SPDX-License-Identifier: Apache-2.0
#include "base/log.h"

#include <pthread.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static FILE *file;

/* What was logged since the last look, behind the time stamp. */
static const char *logged(void)
{
	static char lines[8192];

	rewind(file);

	size_t length = fread(lines, 1, sizeof(lines) - 1, file);

	lines[length] = '\0';
	assert_int_equal(ftruncate(fileno(file), 0), 0);
	rewind(file);
	return lines;
}

static int begin(void **state)
{
	(void)state;
	file = tmpfile();
	return file ? 0 : -1;
}

static int end(void **state)
{
	(void)state;
	log_init(LOG_INFO, LOG_AUTO, STDERR_FILENO);
	return fclose(file);
}

static void a_line_is_one_json_object(void **state)
{
	(void)state;
	log_init(LOG_INFO, LOG_AUTO, fileno(file));
	log_info("callback.offered", KV_ID(callback, 42), KV_NUM(waited_ms, -7),
	         KV_TEXT(reason, "say \"hi\"\n"));
	assert_non_null(strstr(logged(),
	                       "\"level\":\"info\",\"event\":\"callback.offered\",\"callback\":42,"
	                       "\"waited_ms\":-7,\"reason\":\"say \\\"hi\\\"\\u000a\"}\n"));
}

static void a_line_for_people_quotes_only_what_needs_it(void **state)
{
	(void)state;
	log_init(LOG_INFO, LOG_TEXT, fileno(file));
	log_warn("trunk.down", KV_TEXT(trunk, "east"), KV_TEXT(reason, "no answer"), KV_TEXT(file, ""));
	assert_non_null(
		strstr(logged(), " warn  trunk.down trunk=east reason=\"no answer\" file=\"\"\n"));
}

static void a_telephone_number_is_masked_whatever_its_length(void **state)
{
	(void)state;
	log_init(LOG_INFO, LOG_TEXT, fileno(file));
	log_info("leg.rung", KV_TEXT(number, "+14155550132"));

	const char *line = logged();

	assert_non_null(strstr(line, "number=+1415***0132\n"));
	assert_null(strstr(line, "555"));
	log_info("leg.rung", KV_TEXT(number, "+123456"));
	assert_non_null(strstr(logged(), "number=***\n"));
}

static void less_than_the_least_level_is_not_written(void **state)
{
	(void)state;
	log_init(LOG_WARN, LOG_TEXT, fileno(file));
	log_info("quiet.line");
	log_debug("quiet.line");
	assert_string_equal(logged(), "");
	log_error("loud.line");
	assert_non_null(strstr(logged(), " error loud.line\n"));
}

static const char *write_id(enum log_key key, int64_t n, char chars[32])
{
	if (key != LOG_KEY_call)
		return NULL;
	snprintf(chars, 32, "cal_%lld", (long long)n);
	return chars;
}

static void ids_are_written_as_the_daemon_says(void **state)
{
	(void)state;
	log_init(LOG_INFO, LOG_JSON, fileno(file));
	log_ids_as(write_id);
	log_info("call.ended", KV_ID(call, 5), KV_ID(leg, 6), KV_NUM(count, 7));
	log_ids_as(NULL);
	assert_non_null(strstr(logged(), "\"call\":\"cal_5\",\"leg\":6,\"count\":7}"));
}

static void a_line_that_is_too_long_stays_whole_json(void **state)
{
	static char endless[3000];

	(void)state;
	memset(endless, '\x02', sizeof(endless) - 1);
	log_init(LOG_INFO, LOG_JSON, fileno(file));
	log_info("long.line", KV_TEXT(reason, endless), KV_TEXT(file, "x"));

	const char *line = logged();
	size_t length = strlen(line);

	assert_in_range(length, 20, 4096);
	assert_string_equal(line + length - 2, "}\n");
	assert_int_equal(strchr(line, '\n') - line, length - 1);
}

static void *log_many(void *arg)
{
	(void)arg;
	for (int i = 0; i < 20; i++)
		log_info("thread.wrote", KV_TEXT(reason, "one"), KV_NUM(count, 2));
	return NULL;
}

static void lines_of_several_threads_never_interleave(void **state)
{
	pthread_t threads[4];
	int lines = 0;

	(void)state;
	log_init(LOG_INFO, LOG_TEXT, fileno(file));
	for (size_t i = 0; i < COUNT(threads); i++)
		assert_int_equal(pthread_create(&threads[i], NULL, log_many, NULL), 0);
	for (size_t i = 0; i < COUNT(threads); i++)
		pthread_join(threads[i], NULL);
	for (const char *line = logged(); *line; lines++) {
		const char *line_end = strchr(line, '\n');
		const char *body = " info  thread.wrote reason=one count=2";

		assert_non_null(line_end);
		assert_memory_equal(line_end - strlen(body), body, strlen(body));
		line = line_end + 1;
	}
	assert_int_equal(lines, 80);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(a_line_is_one_json_object, begin, end),
		cmocka_unit_test_setup_teardown(a_line_for_people_quotes_only_what_needs_it, begin, end),
		cmocka_unit_test_setup_teardown(a_telephone_number_is_masked_whatever_its_length, begin,
		                                end),
		cmocka_unit_test_setup_teardown(less_than_the_least_level_is_not_written, begin, end),
		cmocka_unit_test_setup_teardown(ids_are_written_as_the_daemon_says, begin, end),
		cmocka_unit_test_setup_teardown(a_line_that_is_too_long_stays_whole_json, begin, end),
		cmocka_unit_test_setup_teardown(lines_of_several_threads_never_interleave, begin, end),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
