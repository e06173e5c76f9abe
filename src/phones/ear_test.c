// SPDX-License-Identifier: Apache-2.0
#include "phones/ear.h"

#include "phones/reactor.h"
#include "phones/mouth.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#define MOST_HEARD 32

struct scene {
	char folder[64];
	struct prompt_book *book;
	struct ear ear;
	uint16_t sequence;
	struct ear_heard heard[MOST_HEARD];
	size_t count;
};

static void on_heard(void *ctx, const struct ear_heard *heard)
{
	struct scene *s = ctx;

	assert_true(s->count < MOST_HEARD);
	s->heard[s->count++] = *heard;
}

/* A made-up voice: every byte differs from frame to frame, but the same seed is the same sound. */
static void voice(unsigned seed, unsigned frame, uint8_t out[BOOK_FRAME])
{
	unsigned dice = seed * 7919u + frame * 104729u + 1;

	for (int i = 0; i < BOOK_FRAME; i++) {
		dice = dice * 1103515245u + 12345u;
		out[i] = (uint8_t)((dice >> 16 & 0x9f) | 0x10);
	}
}

static void silence(uint8_t out[BOOK_FRAME])
{
	memset(out, 0xff, BOOK_FRAME);
}

static void write_all(const char *folder, const char *name, const void *at, size_t length)
{
	char path[160];

	(void)snprintf(path, sizeof path, "%s/%s", folder, name);
	FILE *file = fopen(path, "wbe");

	assert_non_null(file);
	assert_int_equal(fwrite(at, 1, length, file), length);
	assert_int_equal(fclose(file), 0);
}

/* `lead` silent frames, `same` frames of voice 1, then `own` of voice `seed`. */
static void add_line(const struct scene *s, const char *stem, unsigned lead, unsigned same,
                     unsigned own)
{
	unsigned frames = lead + same + own, seed = (unsigned)stem[0];
	uint8_t *sound = malloc((size_t)frames * BOOK_FRAME);
	char name[64], label[128];

	assert_non_null(sound);
	for (unsigned i = 0; i < frames; i++) {
		uint8_t *at = sound + (size_t)i * BOOK_FRAME;

		if (i < lead)
			silence(at);
		else
			voice(i < lead + same ? 1 : seed, i - lead, at);
	}
	(void)snprintf(name, sizeof name, "%s.txt", stem);
	(void)snprintf(label, sizeof label, "name_%s\n2\nen\nWords of %s.\n", stem, stem);
	write_all(s->folder, name, label, strlen(label));
	(void)snprintf(name, sizeof name, "%s.ulaw", stem);
	write_all(s->folder, name, sound, (size_t)frames * BOOK_FRAME);
	free(sound);
}

static void feed_raw(struct scene *s, const uint8_t frame[BOOK_FRAME])
{
	uint8_t packet[12 + BOOK_FRAME] = { 0x80, 0 }, type = 0;
	size_t length = 0;

	packet[2] = (uint8_t)(s->sequence >> 8);
	packet[3] = (uint8_t)s->sequence++;
	memcpy(packet + 12, frame, BOOK_FRAME);
	assert_non_null(ear_packet(&s->ear, reactor_utc(), packet, sizeof packet, &length, &type));
	assert_int_equal(length, BOOK_FRAME);
}

static void feed_voice(struct scene *s, unsigned seed, unsigned from, unsigned to)
{
	uint8_t frame[BOOK_FRAME];

	for (unsigned i = from; i < to; i++) {
		voice(seed, i, frame);
		feed_raw(s, frame);
	}
}

static void feed_silence(struct scene *s, unsigned frames)
{
	uint8_t frame[BOOK_FRAME];

	silence(frame);
	while (frames-- > 0)
		feed_raw(s, frame);
}

static void feed_tone(struct scene *s, int hz, unsigned frames)
{
	uint8_t second[SAMPLE_RATE];

	tone_second(hz, second);
	for (unsigned i = 0; i < frames; i++)
		feed_raw(s, second + i % 50 * BOOK_FRAME);
}

static int open_scene(void **state)
{
	struct scene *s = calloc(1, sizeof *s);

	assert_non_null(s);
	(void)snprintf(s->folder, sizeof s->folder, "/tmp/ear_test_XXXXXX");
	assert_non_null(mkdtemp(s->folder));
	s->book = prompt_book_open(s->folder);
	ear_init(&s->ear, s->book, 101);
	s->ear.heard = on_heard;
	s->ear.ctx = s;
	*state = s;
	return 0;
}

static int close_scene(void **state)
{
	struct scene *s = *state;
	char command[128];

	prompt_book_close(s->book);
	(void)snprintf(command, sizeof command, "rm -r %s", s->folder);
	assert_int_equal(system(command), 0);
	free(s);
	return 0;
}

static void expect_line(const struct scene *s, size_t place, enum ear_kind kind, const char *name)
{
	assert_true(place < s->count);
	assert_int_equal(s->heard[place].kind, kind);
	assert_string_equal(s->heard[place].line->name, name);
}

static void a_line_is_told_when_its_last_frame_came(void **state)
{
	struct scene *s = *state;

	add_line(s, "a", 3, 0, 20);
	feed_silence(s, 11);
	feed_voice(s, 'a', 0, 19);
	assert_int_equal(s->count, 0);
	assert_true(ear_in_speech(&s->ear));
	feed_voice(s, 'a', 19, 20);
	expect_line(s, 0, EAR_LINE, "name_a");
	assert_int_equal(s->heard[0].line->number, 2);
	assert_string_equal(s->heard[0].line->words, "Words of a.");
	assert_false(ear_in_speech(&s->ear));
}

static void lines_of_the_same_beginning_are_told_apart(void **state)
{
	struct scene *s = *state;

	add_line(s, "a", 0, 15, 0);
	add_line(s, "b", 0, 15, 10);
	add_line(s, "c", 0, 15, 12);
	feed_voice(s, 1, 0, 15);
	feed_voice(s, 'c', 15, 27);
	feed_voice(s, 1, 0, 15);
	feed_voice(s, 'b', 15, 25);
	feed_voice(s, 1, 0, 15);
	assert_int_equal(s->count, 2);
	feed_silence(s, 1);
	expect_line(s, 0, EAR_LINE, "name_c");
	expect_line(s, 1, EAR_LINE, "name_b");
	expect_line(s, 2, EAR_LINE, "name_a");
}

static void a_line_that_breaks_off_is_told_as_cut(void **state)
{
	struct scene *s = *state;

	add_line(s, "a", 0, 0, 30);
	feed_voice(s, 'a', 0, 12);
	feed_silence(s, 1);
	expect_line(s, 0, EAR_LINE_CUT, "name_a");
}

static void a_lost_packet_does_not_lose_the_line(void **state)
{
	struct scene *s = *state;

	add_line(s, "a", 0, 0, 30);
	feed_voice(s, 'a', 0, 12);
	s->sequence = (uint16_t)(s->sequence + 3);
	feed_voice(s, 'a', 15, 30);
	expect_line(s, 0, EAR_LINE, "name_a");
	assert_int_equal(s->ear.lost, 3);
}

static void a_line_rendered_while_another_is_heard_is_known_too(void **state)
{
	struct scene *s = *state;

	add_line(s, "b", 0, 0, 30);
	feed_voice(s, 'b', 0, 10);
	add_line(s, "a", 0, 0, 20);
	(void)usleep(25000);
	assert_true(prompt_book_refresh(s->book, reactor_now()));
	feed_voice(s, 'b', 10, 30);
	feed_voice(s, 'a', 0, 20);
	expect_line(s, 0, EAR_LINE, "name_b");
	expect_line(s, 1, EAR_LINE, "name_a");
}

static void a_line_heard_before_its_file_is_there_is_known_all_the_same(void **state)
{
	struct scene *s = *state;

	feed_voice(s, 'a', 0, 6);
	add_line(s, "a", 0, 0, 30);
	(void)usleep(25000);
	feed_voice(s, 'a', 6, 30);
	assert_int_equal(s->count, 1);
	expect_line(s, 0, EAR_LINE, "name_a");
}

static void a_tone_is_told_with_its_frequency_and_where_another_begins(void **state)
{
	struct scene *s = *state;

	feed_tone(s, 455, 50);
	feed_tone(s, 1010, 30);
	feed_silence(s, 10);
	assert_int_equal(s->count, 4);
	assert_int_equal(s->heard[0].kind, EAR_TONE_BEGAN);
	assert_int_equal(s->heard[1].kind, EAR_TONE);
	assert_in_range(s->heard[1].hz, 453, 457);
	assert_in_range(s->heard[3].hz, 1008, 1012);
	assert_int_equal(s->heard[1].gaps, 0);
}

static void speech_nobody_knows_is_a_sound(void **state)
{
	struct scene *s = *state;

	feed_voice(s, 9, 0, 25);
	ear_done(&s->ear);
	assert_int_equal(s->count, 1);
	assert_int_equal(s->heard[0].kind, EAR_SOUND);
}

static void a_key_is_heard_once_for_all_its_packets(void **state)
{
	struct scene *s = *state;
	uint8_t packet[16] = { 0x80, 0x80 | 101, 0, 1, 0, 0, 1, 0, 0, 0, 0, 7, 11, 10, 0, 160 },
			type = 0;
	size_t length = 0;

	for (uint8_t i = 0; i < 8; i++) {
		packet[3] = (uint8_t)(i + 1);
		packet[13] = i >= 5 ? 0x8a : 10;
		assert_null(ear_packet(&s->ear, reactor_utc(), packet, sizeof packet, &length, &type));
	}
	assert_int_equal(s->count, 1);
	assert_int_equal(s->heard[0].key, '#');
}

static void packets_that_are_no_rtp_are_counted(void **state)
{
	struct scene *s = *state;
	uint8_t packet[12] = { 0x80 }, type = 0;
	size_t length = 0;

	assert_null(
		ear_packet(&s->ear, reactor_utc(), (const uint8_t *)"hello, hello", 12, &length, &type));
	assert_null(ear_packet(&s->ear, reactor_utc(), packet, 11, &length, &type));
	packet[0] = 0xbf; /* padding and 15 sources that are not there */
	packet[11] = 200;
	assert_null(ear_packet(&s->ear, reactor_utc(), packet, 12, &length, &type));
	assert_int_equal(s->ear.odd, 3);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(a_line_is_told_when_its_last_frame_came, open_scene,
		                                close_scene),
		cmocka_unit_test_setup_teardown(lines_of_the_same_beginning_are_told_apart, open_scene,
		                                close_scene),
		cmocka_unit_test_setup_teardown(a_line_that_breaks_off_is_told_as_cut, open_scene,
		                                close_scene),
		cmocka_unit_test_setup_teardown(a_lost_packet_does_not_lose_the_line, open_scene,
		                                close_scene),
		cmocka_unit_test_setup_teardown(a_line_rendered_while_another_is_heard_is_known_too,
		                                open_scene, close_scene),
		cmocka_unit_test_setup_teardown(a_line_heard_before_its_file_is_there_is_known_all_the_same,
		                                open_scene, close_scene),
		cmocka_unit_test_setup_teardown(a_tone_is_told_with_its_frequency_and_where_another_begins,
		                                open_scene, close_scene),
		cmocka_unit_test_setup_teardown(speech_nobody_knows_is_a_sound, open_scene, close_scene),
		cmocka_unit_test_setup_teardown(a_key_is_heard_once_for_all_its_packets, open_scene,
		                                close_scene),
		cmocka_unit_test_setup_teardown(packets_that_are_no_rtp_are_counted, open_scene,
		                                close_scene),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
