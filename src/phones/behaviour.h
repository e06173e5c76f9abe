// SPDX-License-Identifier: Apache-2.0
#pragma once
/*
 * How a simulated person behaves when the phone rings.
 *
 * A behaviour is a value, read from JSON; any thread. A list of them is used one after the other by
 * each number, the last one for ever. Lengths are spans; a negative one means never. A wrong
 * behaviour is ERR_MALFORMED with a sentence that says where.
 */
#include "base/text.h"
#include "base/time.h"

#define BEHAVIOUR_KEYS 8
#define BEHAVIOUR_STEPS 8
#define BEHAVIOUR_WHY_CHARS 160

enum ring_answer {
	RING_ANSWER,
	RING_MANUAL, /* rings until the control socket says what */
	RING_IGNORE, /* rings until the caller gives up */
	RING_REJECT, /* `code` */
	RING_DEAD    /* not a single SIP answer */
};

enum sound_kind { SOUND_TONE, SOUND_SILENCE, SOUND_NOTHING, SOUND_VOICEMAIL, SOUND_ECHO };
enum press_way { PRESS_RFC4733, PRESS_INFO, PRESS_IN_BAND };

/* Press `keys` `delay` after a prompt was heard to its end, or `after` the answer. */
struct key_habit {
	/* "question": a line with the word press; "any"; else a prompt's name or some words of a line;
	 * "": by time. */
	char prompt[64];
	span after;
	span delay;
	char keys[24];
	enum press_way way;
	bool once; /* not again in the same call */
};

struct behaviour {
	enum ring_answer ring;
	unsigned code;     /* of RING_REJECT */
	unsigned progress; /* 180 or 183; 0: none is sent */
	span after;        /* until the answer or refusal */
	enum sound_kind sound;
	int hz;    /* 0: by the number */
	bool high; /* by the number, but in the upper band */
	struct key_habit keys[BEHAVIOUR_KEYS];
	size_t key_count;
	span hang_up_after;      /* the answer */
	span hang_up_after_talk; /* the first tone heard */
	char hang_up_on[64];     /* prompt, as in key_habit */
	span vanish_after, vanish_after_talk;
};

struct behaviour_list {
	struct behaviour steps[BEHAVIOUR_STEPS];
	size_t count;
};

/* Answers after 1 s, speaks its tone, presses 1 after each question. */
struct behaviour behaviour_default(void);
/*
 * The same person in a hurry: everything takes an `times`-th of the time, but a talk of several
 * seconds never less than BEHAVIOUR_TALK_LEAST, so that it is one. What is said takes as long as
 * before.
 */
#define BEHAVIOUR_SPEED_MOST 100
#define BEHAVIOUR_TALK_LEAST SECONDS(4)
struct behaviour behaviour_hastened(const struct behaviour *behaviour, int times);
/* A JSON object, or a list of them. */
NODISCARD enum err behaviour_read(const char *json, size_t length, struct behaviour_list *out,
                                  char why[BEHAVIOUR_WHY_CHARS]);
struct json_t;
NODISCARD enum err behaviour_read_value(const struct json_t *value, struct behaviour_list *out,
                                        char why[BEHAVIOUR_WHY_CHARS]);
/* The tone a number speaks with: lower band 400 to 895 Hz, upper 1010 to 1901 Hz, by its last two
 * digits. */
int behaviour_hz(const struct behaviour *behaviour, const char *number);
/* Whether the line of a prompt is one that `what` (as in key_habit) means. */
bool behaviour_means(const char *what, const char *name, const char *words);
