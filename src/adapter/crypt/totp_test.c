// SPDX-License-Identifier: Apache-2.0
/* The vectors of RFC 6238, appendix B (SHA-1), cut to six digits. */
#include "adapter/crypt/totp.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#define SECRET TEXT_LITERAL("GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ")

static void the_codes_are_those_of_the_rfc(void **state)
{
	static const struct {
		int64_t seconds;
		const char *code;
	} CASES[] = { { 59, "287082" },         { 1111111109, "081804" }, { 1111111111, "050471" },
		          { 1234567890, "005924" }, { 2000000000, "279037" }, { 20000000000, "353130" } };
	char code[TOTP_DIGITS + 1];

	(void)state;
	for (size_t i = 0; i < COUNT(CASES); i++) {
		instant at = { CASES[i].seconds * 1000000 };

		assert_int_equal(totp_code(SECRET, totp_step(at), code), OK);
		assert_string_equal(code, CASES[i].code);
		assert_int_equal(totp_match(SECRET, at, text_of(CASES[i].code)), totp_step(at));
	}
}

static void a_clock_may_differ_by_one_step_and_no_more(void **state)
{
	instant at = { 1234567890000000 };
	char code[TOTP_DIGITS + 1];

	(void)state;
	for (int64_t off = -3; off <= 3; off++) {
		assert_int_equal(totp_code(SECRET, totp_step(at) + off, code), OK);
		assert_int_equal(totp_match(SECRET, at, text_of(code)),
		                 off >= -1 && off <= 1 ? totp_step(at) + off : 0);
	}
	assert_int_equal(totp_match(SECRET, at, TEXT_LITERAL("00592")), 0);
	assert_int_equal(totp_match(SECRET, at, NO_TEXT), 0);
}

static void a_secret_has_letters_of_its_alphabet_only(void **state)
{
	char secret[TOTP_SECRET_LETTERS + 1], other[TOTP_SECRET_LETTERS + 1], code[TOTP_DIGITS + 1];

	(void)state;
	totp_secret(TOTP_SECRET_LETTERS, secret);
	totp_secret(TOTP_SECRET_LETTERS, other);
	assert_string_not_equal(secret, other);
	assert_int_equal(strlen(secret), TOTP_SECRET_LETTERS);
	assert_int_equal(totp_code(text_of(secret), 1, code), OK);
	assert_int_equal(totp_code(TEXT_LITERAL("gezd"), 1, code), ERR_MALFORMED);
	assert_int_equal(totp_code(NO_TEXT, 1, code), ERR_MALFORMED);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_codes_are_those_of_the_rfc),
		cmocka_unit_test(a_clock_may_differ_by_one_step_and_no_more),
		cmocka_unit_test(a_secret_has_letters_of_its_alphabet_only),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
