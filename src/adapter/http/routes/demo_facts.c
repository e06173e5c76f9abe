// SPDX-License-Identifier: Apache-2.0
#include "adapter/http/routes/demo_facts.h"

#include <jansson.h>
#include <string.h>

static instant instant_in(const json_t *all, const char *key)
{
	const char *chars = json_string_value(json_object_get(all, key));
	instant at = NEVER;

	if (chars && instant_parse(chars, strlen(chars), &at) != OK)
		return NEVER;
	return at;
}

struct letter_facts letter_facts_read(text data)
{
	json_t *all = data.length ? json_loadb(data.at, data.length, 0, NULL) : NULL;
	struct letter_facts facts = { instant_in(all, "expires_at"), instant_in(all, "not_before") };

	json_decref(all);
	return facts;
}
