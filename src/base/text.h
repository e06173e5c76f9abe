// SPDX-License-Identifier: Apache-2.0
#pragma once
/*
 * Text that knows its length.
 *
 * `text` points into memory somebody else owns and promises no terminator; print it with
 * "%.*s", TEXT(t). `struct text_buf` grows inside an arena and lives as long as it. All is UTF-8
 * and counted in bytes.
 */
#include "base/err.h"

struct arena;

typedef struct {
	const char *at;
	size_t length;
} text;

#define TEXT(t) (int)(t).length, (t).at
#define TEXT_LITERAL(s) ((text){ (s), sizeof(s) - 1 })
#define NO_TEXT ((text){ NULL, 0 })

text text_of(const char *terminated); /* NULL gives NO_TEXT */
bool text_same(text a, text b);
bool text_is(text a, const char *terminated);
bool text_same_fold(text a, text b); /* ASCII case is ignored */
bool text_starts(text a, const char *prefix);
bool text_is_utf8(text a);                   /* well formed, no NUL */
text text_trim(text a);                      /* ASCII white space at both ends */
text text_copy(struct arena *arena, text a); /* the copy is NUL-terminated */
const char *text_terminated(struct arena *arena, text a);
/* Decimal without sign or blanks, within [least, most]. ERR_MALFORMED. */
NODISCARD enum err text_number(text a, int64_t least, int64_t most, int64_t *out);
/* Cuts at the first `mark`; false when there is none (then *head is all, *tail empty). */
bool text_cut(text a, char mark, text *head, text *tail);
/* Copies into a fixed field, always terminated. ERR_LIMIT when it does not fit (out unchanged). */
NODISCARD enum err text_into(text a, char *out, size_t size);
/* The same for text that may be shortened (at a character, never inside one). */
void text_fit(text a, char *out, size_t size);

struct text_buf {
	struct arena *arena;
	char *at;
	size_t length, room;
};

void text_buf_init(struct text_buf *buf, struct arena *arena);
void text_buf_add(struct text_buf *buf, text a);
void text_buf_chars(struct text_buf *buf, const char *terminated);
void text_buf_print(struct text_buf *buf, const char *format, ...) PRINTF(2, 3);
text text_buf_text(const struct text_buf *buf);
