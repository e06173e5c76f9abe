// SPDX-License-Identifier: Apache-2.0
/* Packets and keys: RTP headers, telephone events, and keys heard in the sound. */
#include "adapter/media/inband.h"
#include "adapter/media/keys.h"
#include "adapter/speech/g711.h"
#include "base/random.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static void what_is_written_is_read_again(void **state)
{
	uint8_t bytes[RTP_HEADER + 160] = { 0 };
	struct rtp_packet sent = { .payload_type = 101,
		                       .marker = true,
		                       .sequence = 65535,
		                       .timestamp = 0xDEADBEEF,
		                       .ssrc = 0x01020304 };
	struct rtp_packet got;

	(void)state;
	rtp_write(&sent, bytes);
	assert_true(rtp_read(bytes, sizeof(bytes), &got));
	assert_int_equal(got.payload_type, 101);
	assert_true(got.marker);
	assert_int_equal(got.sequence, 65535);
	assert_int_equal(got.timestamp, 0xDEADBEEF);
	assert_int_equal(got.ssrc, 0x01020304);
	assert_int_equal(got.length, 160);
	assert_ptr_equal(got.payload, bytes + RTP_HEADER);
}

static void sources_extension_and_padding_are_stepped_over(void **state)
{
	uint8_t bytes[] = { 0xB1, 0, 0,    1,    0, 0, 0, 2, 0, 0, 0,   3,   9, 9,
		                9,    9, 0xBE, 0xDE, 0, 1, 7, 7, 7, 7, 'a', 'b', 0, 2 };
	struct rtp_packet got;

	(void)state;
	assert_true(rtp_read(bytes, sizeof(bytes), &got));
	assert_int_equal(got.length, 2);
	assert_memory_equal(got.payload, "ab", 2);
}

static void packets_that_lie_are_refused(void **state)
{
	static const struct {
		const char *because;
		uint8_t bytes[20];
		size_t length;
	} CASES[] = {
		{ "empty", { 0 }, 0 },
		{ "shorter than a header", { 0x80 }, 11 },
		{ "version 1", { 0x40 }, 20 },
		{ "STUN", { 0x00, 0x01 }, 20 },
		{ "more sources than bytes", { 0x8F }, 20 },
		{ "an extension that is cut off", { 0x90 }, 14 },
		{ "an extension longer than the packet",
		  { 0x90, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xFF, 0xFF },
		  20 },
		{ "padding longer than the packet",
		  { 0xA0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 9 },
		  20 },
		{ "padding of nothing", { 0xA0 }, 20 },
		{ "RTCP on the same port", { 0x80, 200 }, 20 },
	};
	struct rtp_packet got;

	(void)state;
	for (size_t i = 0; i < COUNT(CASES); i++) {
		uint8_t bytes[20];

		memcpy(bytes, CASES[i].bytes, sizeof(bytes));
		if (rtp_read(bytes, CASES[i].length, &got))
			fail_msg("%s was accepted", CASES[i].because);
	}
}

static void random_bytes_never_point_outside(void **state)
{
	uint8_t bytes[64];
	struct random r;

	(void)state;
	random_seed(&r, 7);
	for (int i = 0; i < 200000; i++) {
		size_t length = (size_t)random_between(&r, 0, sizeof(bytes));
		struct rtp_packet got;

		for (size_t b = 0; b < length; b++)
			bytes[b] = (uint8_t)random_u64(&r);
		if (!rtp_read(bytes, length, &got))
			continue;
		assert_true(got.payload >= bytes + RTP_HEADER);
		assert_true(got.payload + got.length <= bytes + length);
	}
}

static char event(struct keys *keys, uint8_t event_number, uint32_t timestamp, bool end,
                  unsigned duration)
{
	uint8_t payload[4] = { event_number, end ? 0x80 : 0, (uint8_t)(duration >> 8),
		                   (uint8_t)duration };
	struct rtp_packet packet = {
		.timestamp = timestamp, .ssrc = 1, .payload = payload, .length = 4
	};

	return keys_read(keys, &packet);
}

static void a_press_counts_once_however_often_it_is_repeated(void **state)
{
	struct keys keys = { 0 };

	(void)state;
	assert_int_equal(event(&keys, 1, 1000, false, 160), '1');
	assert_int_equal(event(&keys, 1, 1000, false, 320), 0);
	for (int i = 0; i < 3; i++)
		assert_int_equal(event(&keys, 1, 1000, true, 480), 0);
	assert_int_equal(event(&keys, 1, 3000, false, 160), '1');
}

static void a_press_whose_first_packets_are_lost_still_counts(void **state)
{
	struct keys keys = { 0 };

	(void)state;
	assert_int_equal(event(&keys, 11, 1000, true, 480), '#');
	assert_int_equal(event(&keys, 11, 1000, true, 480), 0);
}

static void a_late_repetition_of_the_former_press_is_ignored(void **state)
{
	struct keys keys = { 0 };

	(void)state;
	assert_int_equal(event(&keys, 1, 1000, true, 480), '1');
	assert_int_equal(event(&keys, 2, 3000, false, 160), '2');
	assert_int_equal(event(&keys, 1, 1000, true, 480), 0);
	assert_int_equal(event(&keys, 2, 3000, true, 480), 0);
}

static void a_very_long_press_in_segments_is_one(void **state)
{
	struct keys keys = { 0 };

	(void)state;
	assert_int_equal(event(&keys, 5, 1000, false, 0xFFFF), '5');
	assert_int_equal(event(&keys, 5, 1000 + 0xFFFF, false, 160), 0);
}

static void fax_tones_and_short_packets_are_no_keys(void **state)
{
	struct keys keys = { 0 };
	uint8_t payload[3] = { 1, 0, 0 };

	(void)state;
	assert_int_equal(event(&keys, 16, 1000, false, 160), 0);
	assert_int_equal(event(&keys, 255, 1000, false, 160), 0);
	assert_int_equal(keys_read(&keys, &(struct rtp_packet){ .payload = payload, .length = 3 }), 0);
}

/* ---- in the sound ---------------------------------------------------------------------- */
static void tones(int16_t *out, size_t count, double low, double high, double amplitude)
{
	for (size_t i = 0; i < count; i++) {
		double t = 2 * M_PI * (double)i / 8000;

		out[i] = ulaw_sample(ulaw_of((int16_t)(amplitude * (sin(low * t) + sin(high * t)))));
	}
}

static void every_key_is_heard_once(void **state)
{
	static const double LOW[] = { 697, 770, 852, 941 }, HIGH[] = { 1209, 1336, 1477, 1633 };
	static const char PAD[] = "123A456B789C*0#D";
	int16_t sound[800];
	static const int16_t SILENCE[800];

	(void)state;
	for (int key = 0; key < 16; key++) {
		struct inband inband = { 0 };
		int heard = 0;

		tones(sound, COUNT(sound), LOW[key / 4] * 1.01, HIGH[key % 4] * 0.99, 3000);
		for (int i = 0; i < 5; i++) {
			char told = inband_feed(&inband, sound + i * 160, 160);

			heard += told != 0;
			assert_true(told == 0 || told == PAD[key]);
		}
		assert_int_equal(heard, 1);
		assert_int_equal(inband_feed(&inband, SILENCE, COUNT(SILENCE)), 0);
		assert_int_equal(inband_feed(&inband, sound, COUNT(sound)), PAD[key]);
	}
}

static void noise_and_a_single_tone_press_nothing(void **state)
{
	struct inband inband = { 0 };
	struct random r;
	int16_t sound[8000];

	(void)state;
	tones(sound, COUNT(sound), 697, 697, 6000);
	assert_int_equal(inband_feed(&inband, sound, COUNT(sound)), 0);
	tones(sound, COUNT(sound), 440, 480, 6000);
	assert_int_equal(inband_feed(&inband, sound, COUNT(sound)), 0);
	random_seed(&r, 3);
	for (int round = 0; round < 100; round++) {
		for (size_t i = 0; i < COUNT(sound); i++)
			sound[i] = (int16_t)random_between(&r, -20000, 20000);
		assert_int_equal(inband_feed(&inband, sound, COUNT(sound)), 0);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_is_written_is_read_again),
		cmocka_unit_test(sources_extension_and_padding_are_stepped_over),
		cmocka_unit_test(packets_that_lie_are_refused),
		cmocka_unit_test(random_bytes_never_point_outside),
		cmocka_unit_test(a_press_counts_once_however_often_it_is_repeated),
		cmocka_unit_test(a_press_whose_first_packets_are_lost_still_counts),
		cmocka_unit_test(a_late_repetition_of_the_former_press_is_ignored),
		cmocka_unit_test(a_very_long_press_in_segments_is_one),
		cmocka_unit_test(fax_tones_and_short_packets_are_no_keys),
		cmocka_unit_test(every_key_is_heard_once),
		cmocka_unit_test(noise_and_a_single_tone_press_nothing),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
