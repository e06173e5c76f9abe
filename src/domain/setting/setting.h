// SPDX-License-Identifier: Apache-2.0
#pragma once
/*
 * The settings: what an operator has set of the numbers of rules.def, kept in the store.
 *
 * What the configuration file says stands above it and cannot be changed here. Values are written
 * as text: numbers in decimal, lengths in milliseconds. setting_change runs on a lane, leaves an
 * audit line for each value and marks the desk, so that the engine hands the new rules to everybody
 * right after COMMIT; the rest only looks. Talks that run keep the tariff they began with. It says
 * no with a field and a sentence that names the bounds.
 */
#include "domain/desk.h"

#define SETTING_VALUE_CHARS 64
#define SETTINGS_AT_ONCE 100

enum setting_kind { SETTING_LENGTH, SETTING_NUMBER, SETTING_SWITCH, SETTING_WORDS };
extern const char *const SETTING_KIND_WORDS[];   /* "length", "number", … NULL */
extern const char *const SETTING_SOURCE_WORDS[]; /* of enum rule_source */

struct setting {
	const char *name, *section, *sentence;
	const char *file_key; /* as an operator writes it: "rules.ring_ms" */
	enum setting_kind kind;
	enum rule_source source;
	char value[SETTING_VALUE_CHARS], preset[SETTING_VALUE_CHARS];
	int64_t least, most; /* of words: characters */
	bool at_start;       /* a change is seen after a restart only */
	instant changed_at;  /* NEVER: nobody did */
	char changed_by[64];
};

/* Everything under `rules`, section by section. Array of RULE_COUNT struct setting in the arena. */
NODISCARD enum err setting_list(struct desk *desk, const struct rules *rules, struct setting **out);

struct setting_edit {
	text name;
	text value; /* NO_TEXT: back to what it was without operators */
};
struct setting_ask {
	const struct setting_edit *edits;
	size_t count;
	int64_t version; /* of the page it was decided on; 0: any */
};
struct setting_answer {
	enum refusal refused;
	size_t index; /* of the edit that is refused */
	const char *detail;
	struct rules after; /* as they are from COMMIT on */
};
/* All or nothing. Refuses INVALID, NOT_ALLOWED (the file says it), STALE. */
NODISCARD enum err setting_change(struct desk *desk, const struct setting_ask *ask,
                                  struct setting_answer *answer);

/* `out`: the rules of the configuration with what operators have set on top. */
NODISCARD enum err setting_overlay(struct tx *tx, const struct rules *configured,
                                   struct rules *out);
NODISCARD enum err setting_version(struct tx *tx, int64_t *version);
