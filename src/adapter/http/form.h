// SPDX-License-Identifier: Apache-2.0
#pragma once
/*
 * Checks what was sent against the tables of route.h, and names every fault at once.
 *
 * Pure, on a web loop; results live in the given arena. Lengths are counted in characters. The
 * meaning of a value (does this listing exist, may this number be called) is not its question.
 */
#include "adapter/http/request.h"
#include "adapter/http/route.h"

#define FAULTS_MOST 20

struct fault {
	const char *pointer; /* "#/phone", or a parameter's name */
	const char *code;
	const char *detail;
};

struct faults {
	struct arena *arena;
	struct fault at[FAULTS_MOST];
	size_t count; /* faults beyond the limit are not told */
};

/* The compiled patterns of an api; made once, read by all loops. NULL: one does not compile. */
struct patterns;
struct patterns *patterns_open(const char *const *patterns);
void patterns_close(struct patterns *patterns);

/* JSON from bytes. NULL: `why` says what and where. */
struct json_t *form_parse(text bytes, struct arena *arena, const char **why);

void form_check(const struct patterns *patterns, const struct form *form,
                const struct json_t *value, struct faults *faults);
/* A parameter: text from the path or query, already decoded. */
void form_check_text(const struct patterns *patterns, const struct field *field, text chars,
                     struct value *out, struct faults *faults);
void faults_add(struct faults *faults, const char *pointer, const char *code, const char *detail);
