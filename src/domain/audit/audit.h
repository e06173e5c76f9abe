// SPDX-License-Identifier: Apache-2.0
#pragma once
/*
 * The audit log as operators read it: who changed what, and when (F147). Lines are written by
 * audit_write (domain/event) in the transaction of their change and never changed. Reads only, on a
 * reader; `detail` is a JSON object without numbers or secrets.
 */
#include "domain/desk.h"

struct audit_line {
	audit_id id;
	instant at;
	char actor[12];     /* of ACTOR_WORDS */
	account_id account; /* 0: the system, or the machine's administrator */
	char nickname[64];
	char action[60];
	text subject; /* mostly a formatted id */
	text detail;
};

struct audit_filter {
	account_id account;   /* 0: anybody's */
	text action;          /* its first letters: "number." ; NO_TEXT: any */
	text subject;         /* NO_TEXT: any */
	text who;             /* a nickname; NO_TEXT: anybody */
	instant since, until; /* NEVER: without end */
	audit_id before;      /* page: ids below; 0: from the newest */
	size_t most;
};
/* Newest first. Array of struct audit_line. */
NODISCARD enum err audit_list(struct tx *tx, const struct audit_filter *filter, struct rows *out);
