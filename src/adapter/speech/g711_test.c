// SPDX-License-Identifier: Apache-2.0
/* G.711 against values of the standard's tables and against itself. */
#include "adapter/speech/g711.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>

#include <cmocka.h>

static void known_codes_have_their_known_samples(void **state)
{
	static const struct {
		const char *because;
		uint8_t ulaw;
		int16_t sample;
	} CASES[] = {
		{ "positive zero", 0xFF, 0 },
		{ "negative zero", 0x7F, 0 },
		{ "the first step", 0xFE, 8 },
		{ "the loudest positive", 0x80, 32124 },
		{ "the loudest negative", 0x00, -32124 },
	};

	(void)state;
	for (size_t i = 0; i < COUNT(CASES); i++)
		if (ulaw_sample(CASES[i].ulaw) != CASES[i].sample)
			fail_msg("%s", CASES[i].because);
	assert_int_equal(alaw_sample(0xD5), 8);
	assert_int_equal(alaw_sample(0x55), -8);
	assert_int_equal(alaw_sample(0xAA), 32256);
	assert_int_equal(alaw_sample(0x2A), -32256);
}

static void every_code_survives_a_round_trip(void **state)
{
	(void)state;
	for (int code = 0; code < 256; code++) {
		int16_t heard = ulaw_sample((uint8_t)code);

		assert_int_equal(ulaw_sample(ulaw_of(heard)), heard);
		heard = alaw_sample((uint8_t)code);
		assert_int_equal(alaw_of(heard), code);
	}
}

static void every_sample_is_close_to_what_comes_back(void **state)
{
	(void)state;
	for (int sample = -32768; sample <= 32767; sample++) {
		int allowed = abs(sample) / 16 + 16;

		if (abs(sample) > 32124)
			allowed += 700; /* beyond the loudest step both laws clip */
		assert_true(abs(ulaw_sample(ulaw_of((int16_t)sample)) - sample) <= allowed);
		assert_true(abs(alaw_sample(alaw_of((int16_t)sample)) - sample) <= allowed);
	}
}

static void the_tables_are_the_functions(void **state)
{
	struct g711 tables;
	uint8_t bytes[3] = { 0xFF, 0x80, 0x12 };

	(void)state;
	g711_init(&tables);
	g711_map(tables.to_alaw, bytes, bytes, sizeof(bytes));
	assert_int_equal(bytes[0], ALAW_SILENCE);
	for (int code = 0; code < 256; code++) {
		int there = ulaw_sample((uint8_t)code);
		int back = ulaw_sample(tables.to_ulaw[tables.to_alaw[code]]);

		assert_true(abs(there - back) <= abs(there) / 8 + 16);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(known_codes_have_their_known_samples),
		cmocka_unit_test(every_code_survives_a_round_trip),
		cmocka_unit_test(every_sample_is_close_to_what_comes_back),
		cmocka_unit_test(the_tables_are_the_functions),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
