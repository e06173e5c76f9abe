// SPDX-License-Identifier: Apache-2.0
#include "base/json.h"

#include "base/arena.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static struct arena *arena;
static struct text_buf out;
static struct json j;

static int begin(void **state)
{
	(void)state;
	arena = arena_open(1024);
	text_buf_init(&out, arena);
	json_init(&j, &out);
	return 0;
}

static int end(void **state)
{
	(void)state;
	arena_close(arena);
	return 0;
}

static void check(const char *expected)
{
	assert_int_equal(j.depth, 0);
	assert_string_equal(text_terminated(arena, text_buf_text(&out)), expected);
}

static void commas_stand_between_and_nowhere_else(void **state)
{
	(void)state;
	json_object(&j);
	json_put_number(&j, "a", -1);
	json_key(&j, "b");
	json_array(&j);
	json_array(&j);
	json_end(&j);
	json_object(&j);
	json_end(&j);
	json_bool(&j, true);
	json_null(&j);
	json_end(&j);
	json_key(&j, "c");
	json_object(&j);
	json_put_chars(&j, "d", "e");
	json_put_bool(&j, "f", false);
	json_end(&j);
	json_put_chars(&j, "g", NULL);
	json_end(&j);
	check("{\"a\":-1,\"b\":[[],{},true,null],\"c\":{\"d\":\"e\",\"f\":false},\"g\":null}");
}

static void what_json_cannot_carry_is_escaped(void **state)
{
	(void)state;
	json_chars(&j, "say \"hi\" \\ \n\t\x01 \xc3\xa9");
	check("\"say \\\"hi\\\" \\\\ \\n\\u0009\\u0001 \xc3\xa9\"");
}

static void instants_are_rfc_3339_or_null(void **state)
{
	(void)state;
	json_array(&j);
	json_instant(&j, NEVER);
	json_instant(&j, (instant){ 1772478245123456 });
	json_raw(&j, TEXT_LITERAL("{\"x\":1}"));
	json_end(&j);
	check("[null,\"2026-03-02T19:04:05.123Z\",{\"x\":1}]");
}

static void thirty_levels_may_be_nested(void **state)
{
	(void)state;
	for (int i = 0; i < 30; i++) {
		json_array(&j);
		json_number(&j, i);
	}
	for (int i = 0; i < 30; i++)
		json_end(&j);
	assert_int_equal(j.depth, 0);
	assert_memory_equal(out.at + out.length - 32, "29]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]", 32);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(commas_stand_between_and_nowhere_else, begin, end),
		cmocka_unit_test_setup_teardown(what_json_cannot_carry_is_escaped, begin, end),
		cmocka_unit_test_setup_teardown(instants_are_rfc_3339_or_null, begin, end),
		cmocka_unit_test_setup_teardown(thirty_levels_may_be_nested, begin, end),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
