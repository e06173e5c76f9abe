// SPDX-License-Identifier: Apache-2.0
/*
 * A few threads, each with its own mailbox of asks. A line always goes to the same thread (by its
 * key), so one line is never rendered twice at once and no table is shared: the cache folder is the
 * memory they have in common.
 */
#include "adapter/speech/speech.h"
#include "adapter/speech/cache.h"
#include "adapter/speech/g711.h"
#include "adapter/speech/render.h"
#include "adapter/speech/sound.h"
#include "base/hash.h"
#include "base/log.h"
#include "base/mailbox.h"

#include <limits.h>
#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#define RATE 8000
#define THREADS_MOST 16
#define SWEEP_EVERY 100 /* lines written */
#define FOLDER_CHARS (PATH_MAX - 128)

struct worker {
	struct speech *speech;
	struct mailbox *box;
	pthread_t thread;
};

struct speech {
	struct renderer renderer;
	char cache[FOLDER_CHARS];
	char recordings[FOLDER_CHARS];
	size_t most_bytes;
	size_t cache_most;
	atomic_uint written; /* since the last sweep */
	atomic_size_t waiting;
	atomic_bool cache_failed;
	unsigned count;
	struct worker workers[THREADS_MOST];
};

struct speech_config speech_config_default(void)
{
	return (struct speech_config){ .cache = "",
		                           .recordings = "",
		                           .program = "",
		                           .voice = "",
		                           .words_per_minute = 155,
		                           .cache_most = 4000,
		                           .threads = 2,
		                           .queue_most = 1024,
		                           .render_most = SECONDS(10),
		                           .line_most = SECONDS(120) };
}

struct speech_clip *speech_clip_hold(struct speech_clip *clip)
{
	atomic_fetch_add(&clip->holders, 1);
	return clip;
}

void speech_clip_give(struct speech_clip *clip)
{
	if (!clip)
		return;
	unsigned before = atomic_fetch_sub(&clip->holders, 1);

	must(before > 0);
	if (before == 1)
		free(clip);
}

uint64_t speech_line_key(const struct speech_line *line)
{
	char all[sizeof(*line) + 16];
	int length = snprintf(all, sizeof(all), "%s\n%u\n%s\n%s", line->name, line->number,
	                      line->language, line->words);

	must(length > 0 && (size_t)length < sizeof(all));
	return hash_bytes(all, (size_t)length);
}

static struct speech_clip *clip_of(const struct speech *speech, const struct wav *wav)
{
	size_t count = wav->count < speech->most_bytes ? wav->count : speech->most_bytes;
	struct speech_clip *clip = clip_new(count);

	must(wav->rate == RATE);
	for (size_t i = 0; i < count; i++)
		clip->bytes[i] = ulaw_of(wav->samples[i]);
	return clip;
}

/* Only [a-z A-Z 0-9 _ -]: names become paths. */
static bool is_plain(const char *name)
{
	for (; *name; name++)
		if (!strchr("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-", *name))
			return false;
	return true;
}

static bool find_recording(const struct speech *speech, const struct speech_line *line,
                           char path[PATH_MAX], struct stat *facts)
{
	if (!speech->recordings[0] || !line->name[0] || !is_plain(line->name) ||
	    !is_plain(line->language))
		return false;
	if (snprintf(path, PATH_MAX, "%s/%s/%s.%u.wav", speech->recordings, line->language, line->name,
	             line->number) >= PATH_MAX)
		return false;
	return stat(path, facts) == 0 && S_ISREG(facts->st_mode);
}

static enum err read_file(const char *path, size_t most, uint8_t **out, size_t *length)
{
	FILE *file = fopen(path, "rbe");

	if (!file)
		return ERR_IO;
	*out = malloc(most);
	must(*out != NULL);
	*length = fread(*out, 1, most, file);
	(void)fclose(file);
	return OK;
}

static enum err recorded(const struct speech *speech, const char *path, size_t size,
                         struct speech_clip **out)
{
	const char *why = "it cannot be read";
	uint8_t *bytes = NULL;
	size_t length = 0;
	struct wav wav = { 0 };
	enum err err = size > WAV_MOST_BYTES ? ERR_LIMIT : read_file(path, size + 1, &bytes, &length);

	if (err == OK)
		err = wav_read(bytes, length, false, &wav, &why);
	free(bytes);
	if (err != OK) {
		log_error("speech.recording_refused", KV_TEXT(file, path), KV_TEXT(reason, why),
		          KV_ERR(err));
		return err;
	}
	wav_resample(&wav, RATE);
	*out = clip_of(speech, &wav);
	wav_done(&wav);
	return OK;
}

static enum err spoken(const struct speech *speech, const struct speech_line *line,
                       struct speech_clip **out)
{
	struct wav wav = { 0 };

	if (line->words[0] == '~') {
		TRY(sound_make(line->words, &wav));
	} else {
		TRY(renderer_speak(&speech->renderer, line->language, line->words, &wav));
		wav_resample(&wav, RATE);
		wav_level(&wav);
	}
	*out = clip_of(speech, &wav);
	wav_done(&wav);
	return OK;
}

static struct speech_clip *sorry(const struct speech *speech)
{
	struct speech_clip *clip;
	struct wav wav;

	sound_make_sorry(&wav);
	clip = clip_of(speech, &wav);
	wav_done(&wav);
	return clip;
}

static void remember(struct speech *speech, uint64_t hash, const struct speech_line *line,
                     const struct speech_clip *clip)
{
	enum err err = speech->cache[0] ? cache_write(speech->cache, hash, line, clip) : OK;

	if (err != OK && !atomic_exchange(&speech->cache_failed, true))
		log_warn("speech.cache_failed", KV_TEXT(file, speech->cache), KV_ERR(err));
	if (speech->cache[0] && atomic_fetch_add(&speech->written, 1) % SWEEP_EVERY == SWEEP_EVERY - 1)
		(void)cache_sweep(speech->cache, speech->cache_most);
}

static bool remembered(const struct speech *speech, uint64_t hash, struct speech_clip **out)
{
	return speech->cache[0] && cache_read(speech->cache, hash, out) == OK;
}

static uint64_t hash_of(const char *first, const char *second, int64_t third, int64_t fourth)
{
	char all[PATH_MAX + SPEECH_LINE_CHARS + 64];
	int length = snprintf(all, sizeof(all), "1\n%s\n%s\n%lld\n%lld", first, second,
	                      (long long)third, (long long)fourth);

	must(length > 0 && (size_t)length < sizeof(all));
	return hash_bytes(all, (size_t)length);
}

/* A sound hashes without a voice, so it stays one file whatever speaks. */
static uint64_t speech_hash(const struct speech *speech, const struct speech_line *line)
{
	char voice[80];
	bool is_sound = line->words[0] == '~';

	(void)snprintf(voice, sizeof(voice), "%d %s %s", (int)speech->renderer.kind,
	               speech->renderer.voice, line->language);
	return hash_of(is_sound ? "sound" : voice, line->words,
	               is_sound ? 0 : (int64_t)speech->renderer.words_per_minute, 0);
}

static struct speech_clip *clip_for(struct speech *speech, const struct speech_line *line)
{
	struct speech_clip *clip = NULL;
	struct stat facts;
	char path[PATH_MAX];
	uint64_t hash;
	enum err err;

	if (find_recording(speech, line, path, &facts)) {
		hash = hash_of(path, "", facts.st_mtim.tv_sec * 1000000000LL + facts.st_mtim.tv_nsec,
		               facts.st_size);
		if (remembered(speech, hash, &clip))
			return clip;
		if (recorded(speech, path, (size_t)facts.st_size, &clip) == OK) {
			remember(speech, hash, line, clip);
			return clip;
		}
	}
	hash = speech_hash(speech, line);
	if (remembered(speech, hash, &clip))
		return clip;
	err = spoken(speech, line, &clip);
	if (err == OK) {
		remember(speech, hash, line, clip);
		return clip;
	}
	log_error("speech.line_failed", KV_TEXT(prompt, line->name), KV_NUM(line, line->number),
	          KV_ERR(err));
	return sorry(speech);
}

static void *work(void *at)
{
	struct worker *worker = at;
	struct speech_ask ask;

	while (!mailbox_is_stopped(worker->box)) {
		struct speech_clip *clip;

		if (mailbox_take(worker->box, &ask, 1) == 0) {
			mailbox_wait(worker->box, SECONDS(5));
			continue;
		}
		clip = clip_for(worker->speech, &ask.line);
		if (ask.answer)
			ask.answer(ask.ctx, ask.key, clip);
		else
			speech_clip_give(clip);
		atomic_fetch_sub(&worker->speech->waiting, 1);
	}
	return NULL;
}

static enum err configure(struct speech *speech, const struct speech_config *config)
{
	if (config->threads < 1 || config->threads > THREADS_MOST || config->queue_most < 1 ||
	    config->cache_most < 1 || config->words_per_minute < 80 || config->words_per_minute > 450)
		return ERR_CONFIG;
	if (text_into(text_of(config->cache ? config->cache : ""), speech->cache, FOLDER_CHARS) != OK ||
	    text_into(text_of(config->recordings ? config->recordings : ""), speech->recordings,
	              FOLDER_CHARS) != OK ||
	    text_into(text_of(config->voice ? config->voice : ""), speech->renderer.voice,
	              sizeof(speech->renderer.voice)) != OK)
		return ERR_CONFIG;
	speech->renderer.words_per_minute = config->words_per_minute;
	speech->renderer.most = config->render_most;
	speech->cache_most = config->cache_most;
	speech->most_bytes = (size_t)(span_ms(config->line_most) * RATE / 1000);
	renderer_find(config->program ? config->program : "", &speech->renderer);
	if (speech->renderer.kind == RENDERER_NONE)
		log_error("speech.no_voice",
		          KV_TEXT(reason,
		                  "neither espeak-ng nor flite is installed; callers hear a long beep"));
	if (speech->cache[0] && cache_make(speech->cache) != OK)
		log_warn("speech.cache_failed", KV_TEXT(file, speech->cache),
		         KV_TEXT(reason, "the folder cannot be made or written"));
	return OK;
}

enum err speech_open(const struct speech_config *config, struct speech **out)
{
	struct speech *speech = calloc(1, sizeof(*speech));
	sigset_t all, before;
	enum err err;

	must(speech != NULL);
	err = configure(speech, config);
	if (err != OK) {
		free(speech);
		return err;
	}
	/* Signals are the daemon's business, not these threads'. */
	sigfillset(&all);
	must(pthread_sigmask(SIG_SETMASK, &all, &before) == 0);
	for (unsigned i = 0; i < config->threads; i++) {
		struct worker *worker = &speech->workers[i];

		worker->speech = speech;
		worker->box = mailbox_open(sizeof(struct speech_ask), config->queue_most, 0);
		must(pthread_create(&worker->thread, NULL, work, worker) == 0);
		speech->count++;
	}
	must(pthread_sigmask(SIG_SETMASK, &before, NULL) == 0);
	*out = speech;
	return OK;
}

void speech_close(struct speech *speech)
{
	if (!speech)
		return;
	for (unsigned i = 0; i < speech->count; i++)
		mailbox_stop(speech->workers[i].box);
	for (unsigned i = 0; i < speech->count; i++) {
		must(pthread_join(speech->workers[i].thread, NULL) == 0);
		mailbox_close(speech->workers[i].box);
	}
	free(speech);
}

bool speech_ask(struct speech *speech, const struct speech_ask *ask)
{
	uint64_t key = speech_line_key(&ask->line);
	struct worker *worker = &speech->workers[hash_number(key) % speech->count];

	atomic_fetch_add(&speech->waiting, 1);
	if (mailbox_put(worker->box, ask))
		return true;
	atomic_fetch_sub(&speech->waiting, 1);
	return false;
}

size_t speech_prepare(struct speech *speech, const struct speech_line *lines, size_t count)
{
	size_t queued = 0;

	for (size_t i = 0; i < count; i++)
		queued += speech_ask(speech, &(struct speech_ask){ .line = lines[i] });
	return queued;
}

size_t speech_waiting(struct speech *speech)
{
	return atomic_load(&speech->waiting);
}
