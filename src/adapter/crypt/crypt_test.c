// SPDX-License-Identifier: Apache-2.0
#include "adapter/crypt/crypt.h"

#include <setjmp.h>
#include <stdarg.h>
#include <string.h>

#include <cmocka.h>

static void a_password_matches_its_own_hash_only(void **state)
{
	char hash[CRYPT_PASSWORD_CHARS], again[CRYPT_PASSWORD_CHARS];

	(void)state;
	assert_int_equal(crypt_password_hash(TEXT_LITERAL("correct horse"), hash), OK);
	assert_int_equal(crypt_password_hash(TEXT_LITERAL("correct horse"), again), OK);
	assert_string_not_equal(hash, again);
	assert_non_null(strstr(hash, "$argon2id$v=19$m=19456,t=2,p=1$"));
	assert_true(crypt_password_matches(text_of(hash), TEXT_LITERAL("correct horse")));
	assert_false(crypt_password_matches(text_of(hash), TEXT_LITERAL("correct hors")));
	assert_false(crypt_password_matches(text_of(hash), NO_TEXT));
}

static void nobody_never_matches(void **state)
{
	(void)state;
	assert_false(crypt_password_matches(NO_TEXT, TEXT_LITERAL("anything")));
	assert_false(crypt_password_matches(TEXT_LITERAL("not a hash"), TEXT_LITERAL("not a hash")));
}

static void a_mistyped_token_is_known_by_its_form(void **state)
{
	char token[CRYPT_TOKEN_CHARS], other[CRYPT_TOKEN_CHARS];

	(void)state;
	crypt_token_make("rb_live_", token);
	crypt_token_make("rb_live_", other);
	assert_string_not_equal(token, other);
	assert_int_equal(strncmp(token, "rb_live_", 8), 0);
	assert_true(crypt_token_is_wellformed(text_of(token)));
	for (size_t i = 0; token[i]; i++) {
		char was = token[i];

		token[i] = was == 'x' ? 'y' : 'x';
		assert_false(crypt_token_is_wellformed(text_of(token)));
		token[i] = was;
	}
	assert_false(crypt_token_is_wellformed(TEXT_LITERAL("")));
	assert_false(crypt_token_is_wellformed(TEXT_LITERAL("rb_live_short")));
}

static void moving_a_border_changes_the_hash(void **state)
{
	text one[] = { TEXT_LITERAL("ab"), TEXT_LITERAL("c") };
	text two[] = { TEXT_LITERAL("a"), TEXT_LITERAL("bc") };
	char a[CRYPT_HASH_CHARS], b[CRYPT_HASH_CHARS], c[CRYPT_HASH_CHARS];

	(void)state;
	crypt_hash_pieces(one, 2, a);
	crypt_hash_pieces(two, 2, b);
	assert_string_not_equal(a, b);
	crypt_hash(TEXT_LITERAL("abc"), c);
	/* BLAKE2b-256 of "abc", as other programs compute it. */
	assert_string_equal(c, "bddd813c634239723171ef3fee98579b94964e3bb1cb3e427262c8c068d52319");
}

static void comparing_looks_at_all_of_it(void **state)
{
	(void)state;
	assert_true(crypt_same(TEXT_LITERAL("abcd"), TEXT_LITERAL("abcd")));
	assert_false(crypt_same(TEXT_LITERAL("abcd"), TEXT_LITERAL("abce")));
	assert_false(crypt_same(TEXT_LITERAL("abcd"), TEXT_LITERAL("abc")));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_password_matches_its_own_hash_only),
		cmocka_unit_test(nobody_never_matches),
		cmocka_unit_test(a_mistyped_token_is_known_by_its_form),
		cmocka_unit_test(moving_a_border_changes_the_hash),
		cmocka_unit_test(comparing_looks_at_all_of_it),
	};

	if (crypt_init() != OK)
		return 1;
	return cmocka_run_group_tests(tests, NULL, NULL);
}
