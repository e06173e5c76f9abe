// SPDX-License-Identifier: Apache-2.0
/*
 * Filling prompts: find the text, put the values in, say lengths and money so that a voice reads
 * them well.
 */
#include "domain/ivr/ivr.h"

#include <stdio.h>
#include <string.h>

#include "domain/prompts.h"

#define PROMPT_PATH_CHARS 80

static const struct embedded_text *prompt_file(const char *language, const char *name)
{
	char path[PROMPT_PATH_CHARS];
	int length = snprintf(path, sizeof(path), "%s/%s.txt", language, name);

	must(length > 0 && (size_t)length < sizeof(path));
	for (size_t i = 0; i < PROMPTS_COUNT; i++)
		if (text_is(text_of(PROMPTS[i].name), path))
			return &PROMPTS[i];
	return NULL;
}

static text prompt_text(const char *language, const char *name)
{
	const struct embedded_text *file = prompt_file(language, name);

	if (!file)
		file = prompt_file("en", name);
	must(file);
	return text_trim((text){ file->text, file->length });
}

static text value_named(struct ivr_values values, text name)
{
	for (size_t i = 0; i < values.count; i++)
		if (text_is(name, values.at[i].name))
			return values.at[i].is;
	must(!"a prompt names a value that its caller does not give");
	return NO_TEXT;
}

/* A value is data: what could end a sentence's line or begin a sound is made harmless. */
static void add_value(struct text_buf *out, text value)
{
	for (size_t i = 0; i < value.length; i++) {
		char c = value.at[i];
		bool plain = (unsigned char)c >= ' ' && c != '~' && c != '<' && c != '>' && c != '[';

		text_buf_add(out, plain ? (text){ &value.at[i], 1 } : TEXT_LITERAL(" "));
	}
}

text ivr_lines(struct arena *arena, const char *language, const char *name,
               struct ivr_values values)
{
	text rest = prompt_text(language, name);
	struct text_buf out;
	text plain, value;

	text_buf_init(&out, arena);
	while (text_cut(rest, '{', &plain, &rest)) {
		text_buf_add(&out, plain);
		must(text_cut(rest, '}', &value, &rest));
		add_value(&out, value_named(values, value));
	}
	text_buf_add(&out, plain);
	return text_buf_text(&out);
}

void ivr_say(struct arena *arena, struct order *order, const char *language, const char *name,
             struct ivr_values values)
{
	text lines = ivr_lines(arena, language, name, values);

	must(order->kind == ORDER_SAY);
	must(text_into(text_of(name), order->say.name, sizeof(order->say.name)) == OK);
	text_fit(text_of(language), order->say.language, sizeof(order->say.language));
	text_fit(lines, order->say.lines, sizeof(order->say.lines));
}

static text printed(struct arena *arena, const char *format, long long n, const char *word)
{
	struct text_buf out;

	text_buf_init(&out, arena);
	text_buf_print(&out, format, n, word);
	return text_buf_text(&out);
}

text ivr_money(struct arena *arena, struct money money)
{
	char chars[MONEY_CHARS];

	if (!text_is(text_of(money.currency), "USD"))
		return text_copy(arena, text_of(money_format(money, chars)));

	long long dollars = money.minor / 100, cents = money.minor % 100;
	struct text_buf out;

	must(money.minor >= 0);
	text_buf_init(&out, arena);
	if (dollars || !cents)
		text_buf_print(&out, "%lld %s", dollars, dollars == 1 ? "dollar" : "dollars");
	if (dollars && cents)
		text_buf_chars(&out, " ");
	if (cents)
		text_buf_print(&out, "%lld %s", cents, cents == 1 ? "cent" : "cents");
	return text_buf_text(&out);
}

/* Whole seconds under two minutes, whole minutes under two hours, else hours; never "0 minutes". */
text ivr_length(struct arena *arena, const char *language, span length)
{
	int64_t seconds = length.us <= 0 ? 0 : (length.us + 999999) / 1000000;
	int64_t n = seconds;
	const char *one = "word_second", *many = "word_seconds";

	if (seconds >= 7200) {
		n = seconds / 3600;
		one = "word_hour";
		many = "word_hours";
	} else if (seconds >= 120 || seconds == 60) {
		n = seconds / 60;
		one = "word_minute";
		many = "word_minutes";
	}

	text number = printed(arena, "%lld%s", n, "");

	return ivr_lines(arena, language, n == 1 ? one : many, IVR_VALUES({ "n", number }));
}

text ivr_word(struct arena *arena, const char *language, const char *name)
{
	char word[40];
	int length = snprintf(word, sizeof(word), "word_%s", name);

	must(length > 0 && (size_t)length < sizeof(word));
	return ivr_lines(arena, language, word, IVR_NO_VALUES);
}
