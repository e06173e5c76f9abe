// SPDX-License-Identifier: Apache-2.0
/* The presets of rules.def. */
#include "domain/rules.h"

void rules_default(struct rules *rules)
{
	must(rules);
	*rules = (struct rules){
#define RULE_SPAN(name, least, most, preset, sentence) .name = MILLISECONDS(preset),
#define RULE_NUM(name, least, most, preset, sentence) .name = preset,
#include "domain/rules.def"
#undef RULE_SPAN
#undef RULE_NUM
		.currency = "USD",
		.brand = "Ringback",
		.timezone = "UTC",
		.language = "en",
	};
}
