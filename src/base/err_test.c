// SPDX-License-Identifier: Apache-2.0
#include "base/err.h"

#include <signal.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static enum err fail_with(enum err err)
{
	return err;
}

static enum err pass_on(enum err err, bool *reached)
{
	TRY(fail_with(err));
	*reached = true;
	return OK;
}

static void every_error_has_words_of_its_own(void **state)
{
	(void)state;
	for (int a = 0; a < ERR_COUNT; a++) {
		for (int b = 0; b < a; b++)
			assert_string_not_equal(err_words((enum err)a), err_words((enum err)b));
	}
	assert_string_equal(err_words((enum err)999), "unknown error");
}

static void a_failure_is_passed_up_at_once(void **state)
{
	bool reached = false;

	(void)state;
	assert_int_equal(pass_on(ERR_IO, &reached), ERR_IO);
	assert_false(reached);
	assert_int_equal(pass_on(OK, &reached), OK);
	assert_true(reached);
}

static void a_broken_promise_ends_the_process(void **state)
{
	pid_t child = fork();
	int status;

	(void)state;
	assert_true(child >= 0);
	if (child == 0) {
		const struct rlimit none = { 0, 0 };

		(void)setrlimit(RLIMIT_CORE, &none);
		(void)signal(SIGABRT, SIG_DFL);
		must_broken("two and two are five", "here.c", 1);
	}
	assert_int_equal(waitpid(child, &status, 0), child);
	assert_true(WIFSIGNALED(status));
	assert_int_equal(WTERMSIG(status), SIGABRT);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_error_has_words_of_its_own),
		cmocka_unit_test(a_failure_is_passed_up_at_once),
		cmocka_unit_test(a_broken_promise_ends_the_process),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
