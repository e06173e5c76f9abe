// SPDX-License-Identifier: Apache-2.0
#pragma once
/*
 * What is said on the phone: prompts with their values filled in.
 *
 * A prompt is prompts/<language>/<name>.txt, embedded at build: one sentence a line, values in
 * braces, sounds after '~'. An unknown language falls back to English, an unknown prompt or value
 * is a broken promise (tools/tidy.py checks them all). Pure but for the arena; runs on a lane.
 * Lengths and money are said in words a voice reads well.
 */
#include "domain/desk.h"
#include "domain/money/money.h"

struct ivr_value {
	const char *name;
	text is;
};

struct ivr_values {
	const struct ivr_value *at;
	size_t count;
};
#define IVR_VALUES(...) \
	((struct ivr_values){ (const struct ivr_value[]){ __VA_ARGS__ }, \
	                      sizeof((const struct ivr_value[]){ __VA_ARGS__ }) / \
	                          sizeof(struct ivr_value) })
#define IVR_NO_VALUES ((struct ivr_values){ NULL, 0 })

/* The prompt's lines with the values in place. */
text ivr_lines(struct arena *arena, const char *language, const char *name,
               struct ivr_values values);
/* Fills a SAY order: name, language and lines. Too long is shortened at a line. */
void ivr_say(struct arena *arena, struct order *order, const char *language, const char *name,
             struct ivr_values values);

text ivr_money(struct arena *arena, struct money money);                 /* "2 dollars 40" */
text ivr_length(struct arena *arena, const char *language, span length); /* "1 minute", "3 hours" */
/* A single word or phrase: prompts/<language>/word_<name>.txt. */
text ivr_word(struct arena *arena, const char *language, const char *name);
