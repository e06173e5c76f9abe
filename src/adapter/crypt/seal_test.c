// SPDX-License-Identifier: Apache-2.0
#include "adapter/crypt/seal.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#include "adapter/crypt/crypt.h"

static char folder[64], file[96];

static int make_folder(void **state)
{
	(void)state;
	text_fit(TEXT_LITERAL("/tmp/ringback-seal-XXXXXX"), folder, sizeof(folder));
	assert_non_null(mkdtemp(folder));
	(void)snprintf(file, sizeof(file), "%s/seal.key", folder);
	return crypt_init() == OK ? 0 : -1;
}

static int remove_folder(void **state)
{
	(void)state;
	(void)unlink(file);
	return rmdir(folder);
}

static void a_key_is_made_once_and_is_its_owners_alone(void **state)
{
	struct seal first, again;
	struct stat about;
	bool made;

	(void)state;
	assert_int_equal(seal_open(file, &first, &made), OK);
	assert_true(made);
	assert_int_equal(stat(file, &about), 0);
	assert_int_equal(about.st_mode & 0777, 0600);
	assert_int_equal(seal_open(file, &again, &made), OK);
	assert_false(made);
	assert_memory_equal(&first, &again, sizeof(first));
}

static void a_key_others_may_read_or_that_is_none_is_refused(void **state)
{
	struct seal seal;
	bool made;

	(void)state;
	assert_int_equal(seal_open(file, &seal, &made), OK);
	assert_int_equal(chmod(file, 0640), 0);
	assert_int_equal(seal_open(file, &seal, &made), ERR_DENIED);
	assert_int_equal(chmod(file, 0600), 0);
	assert_int_equal(truncate(file, 20), 0);
	assert_int_equal(seal_open(file, &seal, &made), ERR_MALFORMED);
}

static void what_is_sealed_opens_with_the_same_key_for_the_same_owner_only(void **state)
{
	const text plain = TEXT_LITERAL("JBSWY3DPEHPK3PXP"), ada = TEXT_LITERAL("acc_ada");
	struct seal seal = { { 1 } }, other = { { 2 } };
	char sealed[SEAL_CHARS], again[SEAL_CHARS], open[SEAL_PLAIN_MOST + 1];

	(void)state;
	assert_int_equal(seal_lock(&seal, plain, ada, sealed), OK);
	assert_int_equal(seal_lock(&seal, plain, ada, again), OK);
	assert_string_not_equal(sealed, again);
	assert_null(strstr(sealed, "JBSWY3DP"));
	assert_true(seal_is_sealed(text_of(sealed)));
	assert_int_equal(seal_unlock(&seal, text_of(sealed), ada, open), OK);
	assert_string_equal(open, "JBSWY3DPEHPK3PXP");
	assert_int_equal(seal_unlock(&seal, text_of(sealed), TEXT_LITERAL("acc_bob"), open),
	                 ERR_MALFORMED);
	assert_int_equal(seal_unlock(&other, text_of(sealed), ada, open), ERR_MALFORMED);
	sealed[20] = sealed[20] == 'A' ? 'B' : 'A';
	assert_int_equal(seal_unlock(&seal, text_of(sealed), ada, open), ERR_MALFORMED);
	assert_int_equal(seal_unlock(&seal, plain, ada, open), ERR_MALFORMED);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(a_key_is_made_once_and_is_its_owners_alone, make_folder,
		                                remove_folder),
		cmocka_unit_test_setup_teardown(a_key_others_may_read_or_that_is_none_is_refused,
		                                make_folder, remove_folder),
		cmocka_unit_test_setup_teardown(
			what_is_sealed_opens_with_the_same_key_for_the_same_owner_only, make_folder,
			remove_folder),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
