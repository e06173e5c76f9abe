// SPDX-License-Identifier: Apache-2.0
#include "phones/tone.h"

#include <math.h>
#include <string.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static void fill(int16_t out[FRAME_SAMPLES], const uint8_t *codes)
{
	for (int i = 0; i < FRAME_SAMPLES; i++)
		out[i] = tone_from_ulaw(codes[i]);
}

static void every_code_of_g711_reads_back_as_itself(void **state)
{
	(void)state;
	for (unsigned code = 0; code < 256; code++) {
		uint8_t ulaw = tone_to_ulaw(tone_from_ulaw((uint8_t)code));

		if (ulaw != code && !(code == 0x7f && ulaw == 0xff)) /* the two zeros */
			fail_msg("mu-law %02x came back as %02x", code, ulaw);
		if (tone_to_alaw(tone_from_alaw((uint8_t)code)) != code)
			fail_msg("A-law %02x came back as %02x", code,
			         tone_to_alaw(tone_from_alaw((uint8_t)code)));
	}
}

static void the_published_values_of_g711_are_met(void **state)
{
	(void)state;
	assert_int_equal(tone_from_ulaw(0x00), -32124);
	assert_int_equal(tone_from_ulaw(0x80), 32124);
	assert_int_equal(tone_from_ulaw(0xff), 0);
	assert_int_equal(tone_from_alaw(0xd5), 8);
	assert_int_equal(tone_from_alaw(0xaa), 32256);
	assert_int_equal(tone_from_alaw(0x2a), -32256);
}

static void each_frequency_a_handset_speaks_is_measured_to_two_hertz(void **state)
{
	uint8_t second[SAMPLE_RATE];
	int16_t frame[FRAME_SAMPLES];

	(void)state;
	for (int hz = 300; hz <= 1905; hz += 5) {
		tone_second(hz, second);
		for (int at = 0; at < SAMPLE_RATE; at += 7 * FRAME_SAMPLES) {
			double found = 0;

			fill(frame, second + at);
			if (tone_judge(frame, &found) != FRAME_TONE || fabs(found - hz) > 2.0)
				fail_msg("%d Hz was measured as %f", hz, found);
		}
	}
}

static void a_pair_of_tones_is_no_tone(void **state)
{
	int16_t frame[FRAME_SAMPLES];
	double hz = 0;

	(void)state;
	for (const char *key = "123A456B789C*0#D"; *key; key++) {
		for (unsigned i = 0; i < FRAME_SAMPLES; i++)
			frame[i] = (int16_t)tone_of_key(*key, i);
		assert_int_equal(tone_judge(frame, &hz), FRAME_OTHER);
	}
}

static void a_tone_in_loud_noise_is_no_tone_and_noise_below_hearing_is_silence(void **state)
{
	int16_t frame[FRAME_SAMPLES];
	unsigned dice = 1;
	double hz = 0;

	(void)state;
	for (int i = 0; i < FRAME_SAMPLES; i++) {
		dice = dice * 1103515245u + 12345u;
		frame[i] = (int16_t)((int)(dice >> 16 & 0x3fff) - 0x2000);
	}
	assert_int_equal(tone_judge(frame, &hz), FRAME_OTHER);
	for (int i = 0; i < FRAME_SAMPLES; i++)
		frame[i] = (int16_t)(i % 2 ? 8 : -8);
	assert_int_equal(tone_judge(frame, &hz), FRAME_SILENCE);
}

static void goertzel_finds_all_power_at_the_tone_and_none_far_from_it(void **state)
{
	uint8_t second[SAMPLE_RATE];
	int16_t frame[FRAME_SAMPLES];

	(void)state;
	tone_second(1000, second);
	fill(frame, second);
	assert_true(tone_share(frame, 1000) > 0.99);
	assert_true(tone_share(frame, 1500) < 0.01);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_code_of_g711_reads_back_as_itself),
		cmocka_unit_test(the_published_values_of_g711_are_met),
		cmocka_unit_test(each_frequency_a_handset_speaks_is_measured_to_two_hertz),
		cmocka_unit_test(a_pair_of_tones_is_no_tone),
		cmocka_unit_test(a_tone_in_loud_noise_is_no_tone_and_noise_below_hearing_is_silence),
		cmocka_unit_test(goertzel_finds_all_power_at_the_tone_and_none_far_from_it),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
