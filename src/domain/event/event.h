// SPDX-License-Identifier: Apache-2.0
#pragma once
/*
 * An event: one committed change that somebody may watch (SSE, event list, later webhooks).
 *
 * Written in the transaction that makes the change, so an event exists if and only if its change does. `data` is a
 * complete JSON object without personal numbers. Runs on a lane, inside the desk's transaction.
 */
#include "base/json.h"
#include "domain/desk.h"

struct event_ask {
	const char *kind;       /* "callback.created": UX.md 5.5's words, outcome words of SETTLED 2 */
	enum id_kind subject_kind;
	int64_t subject;
	advisor_id advisor;     /* 0: not for an advisor */
	customer_id customer;   /* 0: not for a customer */
	bool is_public;
	text data;              /* JSON object */
};

NODISCARD enum err event_write(struct desk *desk, const struct event_ask *ask);

/* One line of the audit log (F147): the desk's actor did `action` to `subject`. `detail` is JSON. */
NODISCARD enum err audit_write(struct desk *desk, const char *action, const char *subject, text detail);
