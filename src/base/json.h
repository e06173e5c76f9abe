// SPDX-License-Identifier: Apache-2.0
#pragma once
/*
 * A streaming JSON writer into a text_buf. It places commas and escapes; it cannot fail. Reading
 * JSON is jansson's work, in adapters. Strings that are not UTF-8 are a broken promise (check at
 * the edge).
 */
#include "base/text.h"
#include "base/time.h"

struct json {
	struct text_buf *out;
	uint64_t had_item; /* one bit per depth */
	unsigned depth;
	bool after_key;
};

/* libjansson exports functions of the same three names and calls them itself: ours get linker names
 * of their own. A file that includes <jansson.h> cannot include this header. */
void json_init(struct json *j, struct text_buf *out);
void json_object(struct json *j) __asm__("ringback_json_object"); /* { */
void json_array(struct json *j) __asm__("ringback_json_array");   /* [ */
void json_end(struct json *j);                                    /* closes the innermost */
void json_key(struct json *j, const char *key);
void json_text(struct json *j, text value);
void json_chars(struct json *j, const char *value); /* NULL writes null */
void json_number(struct json *j, int64_t value);
void json_bool(struct json *j, bool value);
void json_null(struct json *j) __asm__("ringback_json_null");
void json_instant(struct json *j, instant at); /* RFC 3339 or null when unset */
void json_raw(struct json *j, text json);      /* already JSON */

#define json_put_text(j, key, v) (json_key((j), (key)), json_text((j), (v)))
#define json_put_chars(j, key, v) (json_key((j), (key)), json_chars((j), (v)))
#define json_put_number(j, key, v) (json_key((j), (key)), json_number((j), (v)))
#define json_put_bool(j, key, v) (json_key((j), (key)), json_bool((j), (v)))
#define json_put_instant(j, key, v) (json_key((j), (key)), json_instant((j), (v)))
