// SPDX-License-Identifier: Apache-2.0
#pragma once
/*
 * The numbers of the business, one row each in rules.def, filled by the configuration and never
 * changed while a message runs. Any thread may read them; a reload hands out a new struct.
 */
#include "base/time.h"

enum rule {
#define RULE_SPAN(name, least, most, preset, sentence) RULE_##name,
#define RULE_NUM(name, least, most, preset, sentence) RULE_##name,
#include "domain/rules.def"
#undef RULE_SPAN
#undef RULE_NUM
	RULE_brand,
	RULE_timezone,
	RULE_language,
	RULE_COUNT
};

/* Whose word a value is; the file's is above the operator's. */
enum rule_source { RULE_IS_PRESET, RULE_IS_OF_FILE, RULE_IS_OF_OPERATOR };

struct rules {
#define RULE_SPAN(name, least, most, preset, sentence) span name;
#define RULE_NUM(name, least, most, preset, sentence) int64_t name;
#include "domain/rules.def"
#undef RULE_SPAN
#undef RULE_NUM
	char currency[4];           /* ISO 4217, one per operator (SETTLED 17) */
	char brand[64];             /* spoken and shown as the platform's name */
	char caller_id[24];         /* what called people see; "" when no trunk says */
	char timezone[64];          /* default IANA zone (SETTLED 33) */
	char language[8];           /* default language of prompts */
	uint8_t source[RULE_COUNT]; /* of enum rule_source */
	int64_t version;            /* of what operators have set; 0: not looked yet */
};

void rules_default(struct rules *rules);
