// SPDX-License-Identifier: Apache-2.0
#pragma once
/*
 * Three kinds of time that never mix by accident, all in microseconds.
 *
 * `instant` is a point in UTC, for people and the law; it is what the store keeps.
 * `mono` is a point on CLOCK_MONOTONIC, for measuring; it means nothing after a restart.
 * `span` is a length. There are no implicit conversions between them. Nothing below engine/ reads a
 * clock: instants are handed in through struct desk; adapters and the engine ask port/clock.h.
 * Arithmetic that would overflow is a broken promise.
 */
#include "base/err.h"

typedef struct {
	int64_t us;
} instant; /* since 1970-01-01 UTC; 0 = never / not set */
typedef struct {
	int64_t us;
} mono;
typedef struct {
	int64_t us;
} span;

#define MILLISECONDS(n) ((span){ (int64_t)(n)*1000 })
#define SECONDS(n) ((span){ (int64_t)(n)*1000000 })
#define MINUTES(n) ((span){ (int64_t)(n)*60000000 })
#define HOURS(n) ((span){ (int64_t)(n)*3600000000LL })

#define NEVER ((instant){ 0 })

instant instant_add(instant at, span by);
span instant_since(instant later, instant earlier); /* may be negative */
bool instant_is_set(instant at);
bool instant_before(instant a, instant b); /* a < b */
instant instant_later(instant a, instant b);
instant instant_sooner(instant a, instant b); /* an unset one loses */

mono mono_add(mono at, span by);
span mono_since(mono later, mono earlier);
bool mono_before(mono a, mono b);

int64_t span_ms(span s);      /* towards zero */
int64_t span_seconds(span s); /* towards zero */
bool span_less(span a, span b);
span span_add(span a, span b);
span span_take(span a, span b);

/* RFC 3339 in UTC with milliseconds, "2026-03-02T19:04:05.123Z". `out` holds 25 bytes or more. */
#define INSTANT_CHARS 32
const char *instant_format(instant at, char out[INSTANT_CHARS]);
/* Accepts any RFC 3339 offset. ERR_MALFORMED. */
NODISCARD enum err instant_parse(const char *chars, size_t length, instant *out);
