// SPDX-License-Identifier: Apache-2.0
/* What a page may order of a handset. Apart from demo.c, because jansson and base/json.h share
 * names. */
#include "adapter/http/demo_order.h"

#include <jansson.h>
#include <stdio.h>
#include <string.h>

#define SPEED_MOST 100

static bool may_be_ordered(const char *word)
{
	static const char *const WORDS[] = { "answer", "hangup", "key" };

	for (size_t i = 0; word && i < COUNT(WORDS); i++)
		if (strcmp(word, WORDS[i]) == 0)
			return true;
	return false;
}

/* Letters of keys and numbers need no quoting in JSON; anything else is not for a handset. */
static bool is_plain(const char *chars, const char *of, size_t most)
{
	return chars && chars[0] && strlen(chars) <= most && strspn(chars, of) == strlen(chars);
}

void demo_order_read(text body, char out[DEMO_ORDER_CHARS])
{
	json_t *all = body.length ? json_loadb(body.at, body.length, 0, NULL) : NULL;
	const char *word = json_string_value(json_object_get(all, "cmd"));
	const char *number = json_string_value(json_object_get(all, "number"));
	const char *keys = json_string_value(json_object_get(all, "keys"));
	json_int_t speed = json_integer_value(json_object_get(all, "speed"));
	int length = 0;

	out[0] = '\0';
	if (word && strcmp(word, "speed") == 0 && speed >= 1 && speed <= SPEED_MOST)
		length = snprintf(out, DEMO_ORDER_CHARS, "{\"cmd\":\"speed\",\"speed\":%d}\n", (int)speed);
	else if (may_be_ordered(word) && is_plain(number, "+0123456789", 20)) {
		if (strcmp(word, "key") != 0)
			length = snprintf(out, DEMO_ORDER_CHARS, "{\"cmd\":\"%s\",\"number\":\"%s\"}\n", word,
			                  number);
		else if (is_plain(keys, "0123456789*#ABCD", 20))
			length =
				snprintf(out, DEMO_ORDER_CHARS,
			             "{\"cmd\":\"key\",\"number\":\"%s\",\"keys\":\"%s\"}\n", number, keys);
	}
	must(length >= 0 && length < DEMO_ORDER_CHARS);
	json_decref(all);
}
