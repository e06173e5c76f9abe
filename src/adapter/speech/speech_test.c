// SPDX-License-Identifier: Apache-2.0
/*
 * Lines become sound: good and bad WAV files, the resampler, the cache folder, recordings, and no
 * voice at all.
 */
#include "adapter/speech/cache.h"
#include "adapter/speech/g711.h"
#include "adapter/speech/render.h"
#include "adapter/speech/sound.h"
#include "adapter/speech/speech.h"
#include "base/log.h"

#include <dirent.h>
#include <fcntl.h>
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include <cmocka.h>

#define WAIT_MOST_S 20

static void put_u32(uint8_t *at, uint32_t value)
{
	for (int i = 0; i < 4; i++)
		at[i] = (uint8_t)(value >> (8 * i));
}

/* A tone as a WAV file in memory; free() it. */
static uint8_t *tone_file(unsigned rate, unsigned channels, double hertz, size_t samples,
                          size_t *length)
{
	size_t data = samples * channels * 2;
	uint8_t *file = calloc(1, 44 + data);

	must(file != NULL);
	memcpy(file, "RIFF....WAVEfmt ", 16);
	put_u32(file + 4, (uint32_t)(36 + data));
	put_u32(file + 16, 16);
	file[20] = 1;
	file[22] = (uint8_t)channels;
	put_u32(file + 24, rate);
	put_u32(file + 28, rate * channels * 2);
	file[32] = (uint8_t)(channels * 2);
	file[34] = 16;
	memcpy(file + 36, "data", 4);
	put_u32(file + 40, (uint32_t)data);
	for (size_t i = 0; i < samples * channels; i++) {
		int value = (int)(10000 * sin(2 * M_PI * hertz * (double)(i / channels) / rate));

		file[44 + i * 2] = (uint8_t)value;
		file[45 + i * 2] = (uint8_t)(value >> 8);
	}
	*length = 44 + data;
	return file;
}

static double strength(const int16_t *samples, size_t count, double rate, double hertz)
{
	double re = 0, im = 0;

	for (size_t i = 0; i < count; i++) {
		re += samples[i] * cos(2 * M_PI * hertz * (double)i / rate);
		im += samples[i] * sin(2 * M_PI * hertz * (double)i / rate);
	}
	return 2 * sqrt(re * re + im * im) / (double)count;
}

static void a_tone_keeps_its_pitch_and_strength_at_8_khz(void **state)
{
	static const struct {
		unsigned rate, channels;
	} CASES[] = { { 8000, 1 }, { 16000, 1 }, { 22050, 1 }, { 44100, 2 } };

	(void)state;
	for (size_t i = 0; i < COUNT(CASES); i++) {
		size_t length;
		const char *why;
		struct wav wav;
		uint8_t *file = tone_file(CASES[i].rate, CASES[i].channels, 1000, CASES[i].rate, &length);

		assert_int_equal(wav_read(file, length, false, &wav, &why), OK);
		wav_resample(&wav, 8000);
		assert_in_range(wav.count, 7998, 8000);
		assert_true(fabs(strength(wav.samples + 800, 6400, 8000, 1000) - 10000) < 300);
		wav_done(&wav);
		free(file);
	}
}

static void what_8_khz_cannot_carry_is_removed_not_folded(void **state)
{
	size_t length;
	const char *why;
	struct wav wav;
	uint8_t *file = tone_file(22050, 1, 6000, 22050, &length);

	(void)state;
	assert_int_equal(wav_read(file, length, false, &wav, &why), OK);
	wav_resample(&wav, 8000);
	assert_true(strength(wav.samples + 800, 6400, 8000, 2000) < 60);
	wav_done(&wav);
	free(file);
}

static void bad_files_are_refused_with_words(void **state)
{
	static const struct {
		const char *because;
		size_t cut; /* length, 0: all */
		size_t at;
		uint8_t byte;
	} CASES[] = {
		{ "empty", 1, 0, 'R' },
		{ "another format", 0, 0, 'X' },
		{ "cut off", 400, 0, 'R' },
		{ "compressed", 0, 20, 6 },
		{ "eight bits", 0, 34, 8 },
		{ "six channels", 0, 22, 6 },
		{ "no channel", 0, 22, 0 },
		{ "no sound chunk", 0, 36, 'x' },
		{ "header only", 44, 0, 'R' },
		{ "a rate of nothing", 0, 25, 0 },
		{ "a chunk of 4 GB", 0, 19, 0xFF },
	};

	(void)state;
	for (size_t i = 0; i < COUNT(CASES); i++) {
		size_t length;
		const char *why = NULL;
		struct wav wav;
		uint8_t *file = tone_file(8000, 1, 1000, 4000, &length);
		uint8_t *exact;

		file[CASES[i].at] = CASES[i].byte;
		length = CASES[i].cut ? CASES[i].cut : length;
		exact = malloc(length); /* so that the sanitizer sees a read beyond the end */
		must(exact != NULL);
		memcpy(exact, file, length);
		if (wav_read(exact, length, false, &wav, &why) == OK || !why)
			fail_msg("%s was accepted", CASES[i].because);
		free(exact);
		free(file);
	}
}

static void every_sound_is_there_and_others_are_not(void **state)
{
	static const char *const GOOD[] = { "~ringback", "~beep", "~hold", "~silence 500" };
	static const char *const BAD[] = { "~", "~silence", "~silence -1", "~silence 9999999",
		                               "~song" };
	struct wav wav;

	(void)state;
	for (size_t i = 0; i < COUNT(GOOD); i++) {
		assert_int_equal(sound_make(GOOD[i], &wav), OK);
		assert_true(wav.count >= 2000);
		wav_done(&wav);
	}
	for (size_t i = 0; i < COUNT(BAD); i++)
		assert_int_equal(sound_make(BAD[i], &wav), ERR_UNSUPPORTED);
}

/* ---- the whole ------------------------------------------------------------------------- */
struct answer {
	atomic_uint count;
	struct speech_clip *clip;
};

static void keep(void *ctx, uint64_t key, struct speech_clip *clip)
{
	struct answer *answer = ctx;

	(void)key;
	answer->clip = clip;
	atomic_fetch_add(&answer->count, 1);
}

static struct speech_clip *ask(struct speech *speech, const char *words)
{
	struct answer answer = { 0 };
	struct speech_ask question = { .line = { .name = "greeting", .language = "en", .number = 1 },
		                           .answer = keep,
		                           .ctx = &answer };

	(void)snprintf(question.line.words, sizeof(question.line.words), "%s", words);
	assert_true(speech_ask(speech, &question));
	for (int ms = 0; atomic_load(&answer.count) == 0; ms++) {
		assert_true(ms < WAIT_MOST_S * 1000);
		nanosleep(&(struct timespec){ .tv_nsec = 1000000 }, NULL);
	}
	return answer.clip;
}

static char *folder(void)
{
	char *path = strdup("/tmp/ringback-speech-XXXXXX");

	must(path && mkdtemp(path));
	return path;
}

static unsigned empty_and_count(const char *path)
{
	DIR *dir = opendir(path);
	unsigned count = 0;

	must(dir != NULL);
	for (struct dirent *entry; (entry = readdir(dir));) {
		if (entry->d_name[0] == '.')
			continue;
		assert_int_equal(unlinkat(dirfd(dir), entry->d_name, 0), 0);
		count++;
	}
	closedir(dir);
	assert_int_equal(rmdir(path), 0);
	return count;
}

static void a_line_is_spoken_once_and_then_remembered(void **state)
{
	struct speech_config config = speech_config_default();
	struct renderer voice = { 0 };
	struct speech *speech;
	struct speech_clip *first, *again;
	char *cache = folder();

	(void)state;
	renderer_find("", &voice);
	if (voice.kind == RENDERER_NONE) {
		print_message("skipped: neither espeak-ng nor flite is installed\n");
		free(cache);
		skip();
	}
	config.cache = cache;
	assert_int_equal(speech_open(&config, &speech), OK);
	first = ask(speech, "Hello, this is $(ringback) [[x]]; press 1.");
	assert_true(first->length > 8000 && first->length % SPEECH_FRAME == 0);
	again = ask(speech, "Hello, this is $(ringback) [[x]]; press 1.");
	assert_int_equal(first->length, again->length);
	assert_memory_equal(first->bytes, again->bytes, first->length);
	speech_clip_give(first);
	speech_clip_give(again);
	speech_close(speech);
	assert_int_equal(empty_and_count(cache), 2);
	free(cache);
}

static void the_least_lately_used_lines_leave_a_full_cache(void **state)
{
	struct speech_line line = { .name = "x", .number = 1, .language = "en", .words = "x" };
	struct speech_clip *clip = clip_new(SPEECH_FRAME), *read = NULL;
	char *cache = folder();

	(void)state;
	for (uint64_t hash = 1; hash <= 5; hash++) {
		assert_int_equal(cache_write(cache, hash, &line, clip), OK);
		(void)nanosleep(&(struct timespec){ .tv_nsec = 12000000 }, NULL);
	}
	assert_int_equal(cache_read(cache, 1, &read), OK);
	speech_clip_give(read);
	assert_int_equal(cache_sweep(cache, 2), 3);
	assert_int_equal(cache_read(cache, 4, &read), ERR_NONE);
	assert_int_equal(cache_read(cache, 5, &read), OK);
	speech_clip_give(read);
	assert_int_equal(cache_read(cache, 1, &read), OK);
	speech_clip_give(read);
	speech_clip_give(clip);
	assert_int_equal(empty_and_count(cache), 4);
	free(cache);
}

static void without_a_voice_a_long_beep_is_heard(void **state)
{
	struct speech_config config = speech_config_default();
	struct speech *speech;
	struct speech_clip *clip;

	(void)state;
	config.program = "/nonexistent/espeak-ng";
	assert_int_equal(speech_open(&config, &speech), OK);
	clip = ask(speech, "Hello");
	assert_int_equal(clip->length, 12000);
	speech_clip_give(clip);
	speech_close(speech);
}

static void every_installed_program_speaks(void **state)
{
	static const char *const PROGRAMS[] = { "espeak-ng", "flite" };

	(void)state;
	for (size_t i = 0; i < COUNT(PROGRAMS); i++) {
		struct renderer voice = { .words_per_minute = 150, .most = SECONDS(20) };
		struct wav wav;

		renderer_find(PROGRAMS[i], &voice);
		if (voice.kind == RENDERER_NONE) {
			print_message("skipped: %s is not installed\n", PROGRAMS[i]);
			continue;
		}
		assert_int_equal(renderer_speak(&voice, "en", "To accept, press 1.", &wav), OK);
		assert_true(wav.count > wav.rate / 2);
		wav_done(&wav);
	}
}

static void a_program_that_hangs_is_ended(void **state)
{
	char path[] = "/tmp/ringback-hangs-XXXXXX";
	struct renderer renderer = { .kind = RENDERER_ESPEAK,
		                         .words_per_minute = 150,
		                         .most = MILLISECONDS(100) };
	int fd = mkstemp(path);
	struct wav wav;

	(void)state;
	assert_true(fd >= 0 && dprintf(fd, "#!/bin/sh\nexec sleep 30\n") > 0);
	assert_int_equal(fchmod(fd, 0700), 0);
	close(fd);
	(void)snprintf(renderer.program, sizeof(renderer.program), "%s", path);
	assert_int_equal(renderer_speak(&renderer, "en", "hello", &wav), ERR_TIMEOUT);
	assert_int_equal(unlink(path), 0);
}

static void a_recording_replaces_the_line_and_a_bad_one_does_not(void **state)
{
	struct speech_config config = speech_config_default();
	struct speech *speech;
	struct speech_clip *clip;
	char *recordings = folder(), path[200];
	size_t length;
	uint8_t *file = tone_file(16000, 2, 500, 8000, &length);
	FILE *out;

	(void)state;
	(void)snprintf(path, sizeof(path), "%s/en", recordings);
	assert_int_equal(mkdir(path, 0700), 0);
	(void)snprintf(path, sizeof(path), "%s/en/greeting.1.wav", recordings);
	out = fopen(path, "wbe");
	assert_non_null(out);
	assert_int_equal(fwrite(file, 1, length, out), length);
	assert_int_equal(fclose(out), 0);
	config.recordings = recordings;
	config.program = "/nonexistent/espeak-ng";
	assert_int_equal(speech_open(&config, &speech), OK);
	clip = ask(speech, "Hello");
	assert_int_equal(clip->length, 4000);
	speech_clip_give(clip);
	assert_int_equal(truncate(path, 1000), 0);
	clip = ask(speech, "Hello");
	assert_int_equal(clip->length, 12000);
	speech_clip_give(clip);
	speech_close(speech);
	free(file);
	(void)snprintf(path, sizeof(path), "%s/en", recordings);
	assert_int_equal(empty_and_count(path), 1);
	assert_int_equal(empty_and_count(recordings), 0);
	free(recordings);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_tone_keeps_its_pitch_and_strength_at_8_khz),
		cmocka_unit_test(what_8_khz_cannot_carry_is_removed_not_folded),
		cmocka_unit_test(bad_files_are_refused_with_words),
		cmocka_unit_test(every_sound_is_there_and_others_are_not),
		cmocka_unit_test(a_line_is_spoken_once_and_then_remembered),
		cmocka_unit_test(the_least_lately_used_lines_leave_a_full_cache),
		cmocka_unit_test(without_a_voice_a_long_beep_is_heard),
		cmocka_unit_test(every_installed_program_speaks),
		cmocka_unit_test(a_program_that_hangs_is_ended),
		cmocka_unit_test(a_recording_replaces_the_line_and_a_bad_one_does_not),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
