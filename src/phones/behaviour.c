// SPDX-License-Identifier: Apache-2.0
/* Behaviours from JSON, each member by one row of a table. */
#include "phones/behaviour.h"

#include <jansson.h>
#include <stdio.h>
#include <string.h>

#define LONGEST_MS (24LL * 3600 * 1000)

struct behaviour behaviour_default(void)
{
	const span never = { -1 };
	struct behaviour b = { .ring = RING_ANSWER,
		                   .progress = 180,
		                   .after = SECONDS(1),
		                   .hang_up_after = never,
		                   .hang_up_after_talk = never,
		                   .vanish_after = never,
		                   .vanish_after_talk = never,
		                   .key_count = 1 };

	b.keys[0] = (struct key_habit){ .prompt = "question", .keys = "1", .delay = MILLISECONDS(300) };
	return b;
}

static span hasten(span length, int times)
{
	return length.us > 0 ? (span){ length.us / times } : length;
}

struct behaviour behaviour_hastened(const struct behaviour *behaviour, int times)
{
	struct behaviour b = *behaviour;
	span least = BEHAVIOUR_TALK_LEAST;

	must(times >= 1 && times <= BEHAVIOUR_SPEED_MOST);
	b.after = hasten(b.after, times);
	b.hang_up_after = hasten(b.hang_up_after, times);
	b.vanish_after = hasten(b.vanish_after, times);
	b.vanish_after_talk = hasten(b.vanish_after_talk, times);
	for (size_t i = 0; i < b.key_count; i++) {
		b.keys[i].delay = hasten(b.keys[i].delay, times);
		b.keys[i].after = hasten(b.keys[i].after, times);
	}
	if (span_less(b.hang_up_after_talk, least))
		return b;
	b.hang_up_after_talk = hasten(b.hang_up_after_talk, times);
	if (span_less(b.hang_up_after_talk, least))
		b.hang_up_after_talk = least;
	return b;
}

static enum err wrong(char why[BEHAVIOUR_WHY_CHARS], const char *member, const char *want)
{
	(void)snprintf(why, BEHAVIOUR_WHY_CHARS, "\"%s\" must be %s", member, want);
	return ERR_MALFORMED;
}

static bool read_chars(const json_t *value, char *out, size_t size)
{
	const char *chars = json_string_value(value);

	return chars && text_into(text_of(chars), out, size) == OK;
}

static bool read_span(const json_t *value, span *out)
{
	json_int_t ms = json_integer_value(value);

	if (!json_is_integer(value) || ms < 0 || ms > LONGEST_MS)
		return false;
	*out = MILLISECONDS(ms);
	return true;
}

static enum err read_ring(const json_t *value, struct behaviour *b, char *why)
{
	static const struct {
		const char *word;
		enum ring_answer ring;
		unsigned code;
		enum sound_kind sound;
	} WORDS[] = {
		{ "answer", RING_ANSWER, 0, SOUND_TONE },
		{ "manual", RING_MANUAL, 0, SOUND_TONE },
		{ "ignore", RING_IGNORE, 0, SOUND_TONE },
		{ "dead", RING_DEAD, 0, SOUND_TONE },
		{ "busy", RING_REJECT, 486, SOUND_TONE },
		{ "decline", RING_REJECT, 603, SOUND_TONE },
		{ "unavailable", RING_REJECT, 480, SOUND_TONE },
		{ "not_found", RING_REJECT, 404, SOUND_TONE },
		{ "voicemail", RING_ANSWER, 0, SOUND_VOICEMAIL },
	};
	const char *word = json_string_value(value);

	if (json_is_integer(value) && json_integer_value(value) >= 300 &&
	    json_integer_value(value) < 700) {
		b->ring = RING_REJECT;
		b->code = (unsigned)json_integer_value(value);
		return OK;
	}
	for (size_t i = 0; word && i < COUNT(WORDS); i++) {
		if (strcmp(word, WORDS[i].word) != 0)
			continue;
		b->ring = WORDS[i].ring;
		b->code = WORDS[i].code;
		if (WORDS[i].sound == SOUND_VOICEMAIL) {
			b->sound = SOUND_VOICEMAIL;
			b->key_count = 0;
		}
		return OK;
	}
	return wrong(why, "ring",
	             "answer, manual, ignore, busy, decline, unavailable, not_found, dead, voicemail "
	             "or a status code");
}

static enum err read_sound(const json_t *value, struct behaviour *b, char *why)
{
	static const struct {
		const char *word;
		enum sound_kind kind;
		bool high;
	} WORDS[] = { { "tone", SOUND_TONE, false },       { "low", SOUND_TONE, false },
		          { "high", SOUND_TONE, true },        { "silence", SOUND_SILENCE, false },
		          { "nothing", SOUND_NOTHING, false }, { "voicemail", SOUND_VOICEMAIL, false },
		          { "echo", SOUND_ECHO, false } };
	const char *word = json_string_value(value);
	json_int_t hz = json_integer_value(value);

	if (json_is_integer(value) && hz >= 100 && hz <= 3400) {
		b->sound = SOUND_TONE;
		b->hz = (int)hz;
		return OK;
	}
	for (size_t i = 0; word && i < COUNT(WORDS); i++) {
		if (strcmp(word, WORDS[i].word) != 0)
			continue;
		b->sound = WORDS[i].kind;
		b->high = WORDS[i].high;
		return OK;
	}
	return wrong(why, "sound",
	             "tone, low, high, silence, nothing, voicemail, echo or 100 to 3400 (Hz)");
}

static enum err read_way(const json_t *value, struct key_habit *key, char *why)
{
	static const char *const WORDS[] = { "rfc4733", "info", "inband" };
	const char *word = json_string_value(value);

	for (unsigned i = 0; word && i < COUNT(WORDS); i++) {
		if (strcmp(word, WORDS[i]) != 0)
			continue;
		key->way = (enum press_way)i;
		return OK;
	}
	return wrong(why, "via", "rfc4733, info or inband");
}

static enum err read_key_member(const char *name, const json_t *value, struct key_habit *key,
                                char *why)
{
	if (strcmp(name, "after") == 0)
		return read_chars(value, key->prompt, sizeof key->prompt)
		           ? OK
		           : wrong(why, name, "a short text");
	if (strcmp(name, "after_ms") == 0)
		return read_span(value, &key->after) ? OK : wrong(why, name, "milliseconds");
	if (strcmp(name, "delay_ms") == 0)
		return read_span(value, &key->delay) ? OK : wrong(why, name, "milliseconds");
	if (strcmp(name, "via") == 0)
		return read_way(value, key, why);
	if (strcmp(name, "once") == 0 && json_is_boolean(value)) {
		key->once = json_is_true(value);
		return OK;
	}
	if (strcmp(name, "keys") != 0)
		return wrong(why, name, "after, after_ms, delay_ms, keys, once or via");
	bool good = read_chars(value, key->keys, sizeof key->keys) && key->keys[0] &&
	            strspn(key->keys, "0123456789*#ABCD") == strlen(key->keys);

	return good ? OK : wrong(why, name, "some of 0123456789*#ABCD");
}

static enum err read_keys(const json_t *list, struct behaviour *b, char *why)
{
	size_t place;
	const json_t *item;

	if (!json_is_array(list) || json_array_size(list) > BEHAVIOUR_KEYS)
		return wrong(why, "press", "a list of at most 8 objects");
	b->key_count = 0;
	json_array_foreach(list, place, item)
	{
		struct key_habit key = { .delay = MILLISECONDS(300), .after = { -1 } };
		const char *name;
		json_t *value;

		json_object_foreach((json_t *)item, name, value)
			TRY(read_key_member(name, value, &key, why));
		if (!key.keys[0] || (key.prompt[0] == 0) == (key.after.us < 0))
			return wrong(why, "press", "objects with keys and one of after, after_ms");
		key.once = key.once || key.prompt[0] == 0;
		b->keys[b->key_count++] = key;
	}
	return OK;
}

static enum err read_spans(const char *name, const json_t *value, struct behaviour *b, char *why)
{
	const struct {
		const char *name;
		span *field;
	} SPANS[] = { { "after_ms", &b->after },
		          { "hang_up_after_ms", &b->hang_up_after },
		          { "hang_up_after_talk_ms", &b->hang_up_after_talk },
		          { "vanish_after_ms", &b->vanish_after },
		          { "vanish_after_talk_ms", &b->vanish_after_talk } };

	for (size_t i = 0; i < COUNT(SPANS); i++)
		if (strcmp(name, SPANS[i].name) == 0)
			return read_span(value, SPANS[i].field) ? OK : wrong(why, name, "milliseconds");
	return wrong(why, name, "a member of a behaviour (see docs/operate/phones.md); it is not");
}

static enum err read_member(const char *name, const json_t *value, struct behaviour *b, char *why)
{
	if (strcmp(name, "ring") == 0)
		return OK; /* was read first */
	if (strcmp(name, "sound") == 0)
		return read_sound(value, b, why);
	if (strcmp(name, "press") == 0)
		return read_keys(value, b, why);
	if (strcmp(name, "hang_up_on") == 0)
		return read_chars(value, b->hang_up_on, sizeof b->hang_up_on)
		           ? OK
		           : wrong(why, name, "a short text");
	if (strcmp(name, "progress") == 0) {
		json_int_t code = json_integer_value(value);

		b->progress = (unsigned)code;
		return code == 180 || code == 183 || code == 0 ? OK : wrong(why, name, "180, 183 or 0");
	}
	return read_spans(name, value, b, why);
}

static enum err read_one(const json_t *object, struct behaviour *out, char *why)
{
	struct behaviour b = behaviour_default();
	const json_t *ring = json_object_get(object, "ring");
	const char *name;
	json_t *value;

	if (!json_is_object(object))
		return wrong(why, "behaviour", "an object or a list of objects");
	if (ring)
		TRY(read_ring(ring, &b, why));
	if (b.ring == RING_REJECT)
		b.after = MILLISECONDS(100);
	json_object_foreach((json_t *)object, name, value) TRY(read_member(name, value, &b, why));
	*out = b;
	return OK;
}

enum err behaviour_read_value(const json_t *value, struct behaviour_list *out,
                              char why[BEHAVIOUR_WHY_CHARS])
{
	struct behaviour_list list = { .count = 1 };

	if (!json_is_array(value)) {
		TRY(read_one(value, &list.steps[0], why));
	} else {
		list.count = json_array_size(value);
		if (list.count == 0 || list.count > BEHAVIOUR_STEPS)
			return wrong(why, "behaviour", "one to eight objects");
		for (size_t i = 0; i < list.count; i++)
			TRY(read_one(json_array_get(value, i), &list.steps[i], why));
	}
	must(list.count >= 1 && list.count <= BEHAVIOUR_STEPS);
	*out = list;
	return OK;
}

static json_t *parse(const char *json, size_t length, char *why)
{
	json_error_t error;
	json_t *value = json_loadb(json, length, JSON_REJECT_DUPLICATES, &error);

	if (!value)
		(void)snprintf(why, BEHAVIOUR_WHY_CHARS, "line %d: %.120s", error.line, error.text);
	return value;
}

enum err behaviour_read(const char *json, size_t length, struct behaviour_list *out,
                        char why[BEHAVIOUR_WHY_CHARS])
{
	json_t *value = parse(json, length, why);
	enum err err = value ? behaviour_read_value(value, out, why) : ERR_MALFORMED;

	json_decref(value);
	return err;
}

static unsigned last_two_digits(const char *number)
{
	unsigned n = 0, place = 1;

	for (size_t i = strlen(number); i > 0 && place <= 10; i--) {
		if (number[i - 1] < '0' || number[i - 1] > '9')
			continue;
		n += (unsigned)(number[i - 1] - '0') * place;
		place *= 10;
	}
	return n;
}

int behaviour_hz(const struct behaviour *behaviour, const char *number)
{
	int n = (int)last_two_digits(number);

	must(n < 100);
	if (behaviour->hz)
		return behaviour->hz;
	return behaviour->high ? 1010 + 9 * n : 400 + 5 * n;
}

bool behaviour_means(const char *what, const char *name, const char *words)
{
	if (words[0] == '~' || what[0] == 0)
		return false;
	if (strcmp(what, "any") == 0 || strcmp(what, name) == 0)
		return true;
	if (strcmp(what, "question") == 0)
		return strcasestr(words, "press ") != NULL;
	return strcasestr(words, what) != NULL;
}
