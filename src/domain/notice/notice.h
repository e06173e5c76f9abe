// SPDX-License-Identifier: Apache-2.0
#pragma once
/*
 * A notice: what somebody is told about a callback away from our pages (F39).
 *
 * Which event tells whom, and in which words, is the table notice.def. There is no outbox beside
 * the events: each was committed with its change, in order, and whoever sends notices follows them.
 * Pure but for the arena; any thread. An event that tells nobody is NULL; a value that a notice
 * names and nobody gave is a broken promise.
 */
#include "domain/ivr/ivr.h"

enum notice_to { NOTICE_TO_CUSTOMER, NOTICE_TO_ADVISOR };

struct notice {
	const char *event; /* "callback.created" */
	enum notice_to to;
	const char *name;           /* "confirmed" */
	const char *subject, *body; /* with {values} */
};

const struct notice *notice_of(text event, enum notice_to to);
/* Subject or body with the values in place, as they are: whoever shows it escapes it. */
text notice_fill(struct arena *arena, const char *words, struct ivr_values values);
