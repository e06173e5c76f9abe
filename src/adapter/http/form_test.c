// SPDX-License-Identifier: Apache-2.0
#include "adapter/http/form.h"

#include <setjmp.h>
#include <stdarg.h>
#include <string.h>

#include <cmocka.h>
#include <jansson.h>

#include "base/arena.h"

static const char *const KINDS[] = { "small", "large", NULL };
static const char *const PATTERNS[] = { "^[A-Z]{2}[0-9]+$", NULL };
static const struct form TITLE = { .types = FORM_STRING, .least = 1, .most = 5, .pattern = -1 };
static const struct form WAIT = { .types = FORM_INTEGER, .least = 60, .most = 600, .pattern = -1 };
static const struct form PHONE = {
	.types = FORM_STRING | FORM_NULL, .format = FORMAT_E164, .most = 20, .pattern = -1
};
static const struct form LISTING = {
	.types = FORM_STRING, .format = FORMAT_ID, .id_kind = ID_OF_listing, .most = 40, .pattern = -1
};
static const struct form KIND = { .types = FORM_STRING, .words = KINDS, .pattern = -1 };
static const struct form CODE = { .types = FORM_STRING, .most = 9, .pattern = 0 };
static const struct form TAGS = { .types = FORM_ARRAY, .most = 2, .items = &TITLE, .pattern = -1 };
static const struct form URGENT = { .types = FORM_BOOLEAN, .pattern = -1 };
static const struct form UNTIL = {
	.types = FORM_STRING, .format = FORMAT_DATE_TIME, .most = 40, .pattern = -1
};
static const struct field INNER_FIELDS[] = { { "a/b", &TITLE, true } };
static const struct form INNER = {
	.types = FORM_OBJECT, .fields = INNER_FIELDS, .field_count = 1, .pattern = -1
};
static const struct field FIELDS[] = {
	{ "title", &TITLE, true },      { "wait", &WAIT, false },     { "phone", &PHONE, false },
	{ "listing", &LISTING, false }, { "kind", &KIND, false },     { "code", &CODE, false },
	{ "tags", &TAGS, false },       { "urgent", &URGENT, false }, { "until", &UNTIL, false },
	{ "inner", &INNER, false },
};
static const struct form ASK = {
	.types = FORM_OBJECT, .fields = FIELDS, .field_count = COUNT(FIELDS), .pattern = -1
};

struct bench {
	struct arena *arena;
	struct patterns *patterns;
	struct faults faults;
};

static void begin(struct bench *b)
{
	memset(b, 0, sizeof(*b));
	b->arena = arena_open(4096);
	b->patterns = patterns_open(PATTERNS);
	assert_non_null(b->patterns);
	b->faults.arena = b->arena;
}

static void end(struct bench *b)
{
	patterns_close(b->patterns);
	arena_close(b->arena);
}

static void check_body(struct bench *b, const char *body)
{
	const char *why = NULL;
	struct json_t *value = form_parse(text_of(body), b->arena, &why);

	b->faults.count = 0;
	assert_non_null(value);
	form_check(b->patterns, &ASK, value, &b->faults);
	json_decref(value);
}

static void a_body_is_refused_for_one_reason_at_one_place(void **state)
{
	static const struct {
		const char *because, *body, *pointer, *code;
	} CASES[] = {
		{ "required", "{}", "#/title", "required" },
		{ "null is a value", "{\"title\":null}", "#/title", "wrong_type" },
		{ "a number is no title", "{\"title\":1}", "#/title", "wrong_type" },
		{ "empty", "{\"title\":\"\"}", "#/title", "out_of_bounds" },
		{ "six characters", "{\"title\":\"sixsix\"}", "#/title", "out_of_bounds" },
		{ "a bell", "{\"title\":\"a\\u0007\"}", "#/title", "control_character" },
		{ "unknown", "{\"title\":\"a\",\"admin\":true}", "#/admin", "unknown_field" },
		{ "an unknown name is escaped", "{\"title\":\"a\",\"x/~y\":1}", "#/x~1~0y",
		  "unknown_field" },
		{ "below", "{\"title\":\"a\",\"wait\":59}", "#/wait", "out_of_bounds" },
		{ "above", "{\"title\":\"a\",\"wait\":601}", "#/wait", "out_of_bounds" },
		{ "no fractions", "{\"title\":\"a\",\"wait\":60.0}", "#/wait", "wrong_type" },
		{ "text is no number", "{\"title\":\"a\",\"wait\":\"60\"}", "#/wait", "wrong_type" },
		{ "blanks in a number", "{\"title\":\"a\",\"phone\":\"+1 415 5550132\"}", "#/phone",
		  "wrong_format" },
		{ "an advisor is no listing", "{\"title\":\"a\",\"listing\":\"adv_0000000000001\"}",
		  "#/listing", "wrong_format" },
		{ "not in the list", "{\"title\":\"a\",\"kind\":\"huge\"}", "#/kind", "not_one_of" },
		{ "not of the pattern", "{\"title\":\"a\",\"code\":\"a1\"}", "#/code", "wrong_format" },
		{ "three tags", "{\"title\":\"a\",\"tags\":[\"a\",\"b\",\"c\"]}", "#/tags",
		  "out_of_bounds" },
		{ "inside an array", "{\"title\":\"a\",\"tags\":[\"a\",7]}", "#/tags/1", "wrong_type" },
		{ "not a boolean", "{\"title\":\"a\",\"urgent\":0}", "#/urgent", "wrong_type" },
		{ "no such day", "{\"title\":\"a\",\"until\":\"2026-02-30T10:00:00Z\"}", "#/until",
		  "wrong_format" },
		{ "inside an object", "{\"title\":\"a\",\"inner\":{}}", "#/inner/a~1b", "required" },
		{ "not an object", "[]", "#", "wrong_type" },
	};
	struct bench b;

	(void)state;
	begin(&b);
	for (size_t i = 0; i < COUNT(CASES); i++) {
		check_body(&b, CASES[i].body);
		if (b.faults.count != 1)
			fail_msg("%s: %zu faults", CASES[i].because, b.faults.count);
		assert_string_equal(b.faults.at[0].pointer, CASES[i].pointer);
		assert_string_equal(b.faults.at[0].code, CASES[i].code);
	}
	end(&b);
}

static void a_good_body_has_no_fault(void **state)
{
	struct bench b;

	(void)state;
	begin(&b);
	check_body(&b, "{\"title\":\"\xc3\xa9\xc3\xa9\xc3\xa9\xc3\xa9\xc3\xa9\",\"wait\":60,\"phone\":"
	               "\"+14155550132\","
	               "\"kind\":\"small\",\"code\":\"AB12\",\"tags\":[],\"urgent\":false,"
	               "\"until\":\"2026-03-02T19:04:05+01:00\",\"inner\":{\"a/b\":\"x\"}}");
	assert_int_equal(b.faults.count, 0);
	check_body(&b, "{\"title\":\"a\",\"phone\":null}");
	assert_int_equal(b.faults.count, 0);
	end(&b);
}

static void all_faults_are_told_up_to_a_limit(void **state)
{
	struct bench b;
	char body[2048] = "{\"x\":1";
	struct text_buf more;

	(void)state;
	begin(&b);
	check_body(&b, "{\"wait\":1,\"urgent\":1,\"who\":1}");
	assert_int_equal(b.faults.count, 4);
	text_buf_init(&more, b.arena);
	text_buf_chars(&more, body);
	for (int i = 0; i < 100; i++)
		text_buf_print(&more, ",\"y%d\":1", i);
	text_buf_chars(&more, "}");
	check_body(&b, text_terminated(b.arena, text_buf_text(&more)));
	assert_int_equal(b.faults.count, FAULTS_MOST);
	end(&b);
}

static void what_is_not_json_is_told_with_its_place(void **state)
{
	static const struct {
		const char *because;
		text body;
		const char *place;
	} CASES[] = {
		{ "cut off", { "{\"a\":", 5 }, "line 1, column 5" },
		{ "second line", { "{\n\"a\" 1}", 8 }, "line 2, column 5" },
		{ "twice the same", { "{\"a\":1,\"a\":2}", 13 }, "line 1, column 10" },
		{ "not UTF-8", { "{\"a\":\"\xff\"}", 9 }, "line 1, column 6" },
		{ "an escaped NUL", { "{\"a\":\"\\u0000\"}", 14 }, "line 1" },
		{ "a lone half of a pair", { "{\"a\":\"\\ud800\"}", 14 }, "line 1" },
		{ "two values", { "{} {}", 5 }, "line 1" },
		{ "nothing", { "", 0 }, "line 1" },
		{ "a number too large", { "{\"a\":99999999999999999999}", 26 }, "line 1" },
	};
	struct arena *arena = arena_open(4096);

	(void)state;
	for (size_t i = 0; i < COUNT(CASES); i++) {
		const char *why = NULL;

		assert_null(form_parse(CASES[i].body, arena, &why));
		if (strncmp(why, CASES[i].place, strlen(CASES[i].place)) != 0)
			fail_msg("%s: %s", CASES[i].because, why);
		assert_true(text_is_utf8(text_of(why)));
	}
	arena_close(arena);
}

static void depth_without_end_is_refused(void **state)
{
	enum { DEEP = 30000 };
	struct arena *arena = arena_open(4096);
	char *body = arena_take(arena, DEEP);
	const char *why = NULL;

	(void)state;
	memset(body, '[', DEEP);
	assert_null(form_parse((text){ body, DEEP }, arena, &why));
	assert_non_null(why);
	arena_close(arena);
}

static void parameters_become_values(void **state)
{
	static const struct field MOST = { "most", &WAIT, false }, FLAG = { "flag", &URGENT, false };
	static const struct field WHICH = { "listing", &LISTING, false },
							  SINCE = { "since", &UNTIL, false };
	char id[ID_CHARS];
	struct value v;
	struct bench b;

	(void)state;
	begin(&b);
	form_check_text(b.patterns, &MOST, TEXT_LITERAL("61"), &v, &b.faults);
	assert_int_equal(v.number, 61);
	form_check_text(b.patterns, &FLAG, TEXT_LITERAL("true"), &v, &b.faults);
	assert_int_equal(v.number, 1);
	form_check_text(b.patterns, &WHICH, text_of(id_format(ID_OF_listing, 77, id)), &v, &b.faults);
	assert_int_equal(v.number, 77);
	form_check_text(b.patterns, &SINCE, TEXT_LITERAL("1970-01-01T00:00:01Z"), &v, &b.faults);
	assert_int_equal(v.number, 1000000);
	assert_int_equal(b.faults.count, 0);
	form_check_text(b.patterns, &MOST, TEXT_LITERAL("6e1"), &v, &b.faults);
	form_check_text(b.patterns, &MOST, TEXT_LITERAL("-61"), &v, &b.faults);
	form_check_text(b.patterns, &FLAG, TEXT_LITERAL("yes"), &v, &b.faults);
	form_check_text(b.patterns, &WHICH, TEXT_LITERAL("lst_"), &v, &b.faults);
	assert_int_equal(b.faults.count, 4);
	assert_string_equal(b.faults.at[0].pointer, "most");
	end(&b);
}

static void a_pattern_that_does_not_compile_is_found_at_start(void **state)
{
	static const char *const BROKEN[] = { "^a$", "(", NULL };

	(void)state;
	assert_null(patterns_open(BROKEN));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_body_is_refused_for_one_reason_at_one_place),
		cmocka_unit_test(a_good_body_has_no_fault),
		cmocka_unit_test(all_faults_are_told_up_to_a_limit),
		cmocka_unit_test(what_is_not_json_is_told_with_its_place),
		cmocka_unit_test(depth_without_end_is_refused),
		cmocka_unit_test(parameters_become_values),
		cmocka_unit_test(a_pattern_that_does_not_compile_is_found_at_start),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
