// SPDX-License-Identifier: Apache-2.0
#pragma once
/*
 * An event: one committed change that somebody may watch (SSE, event list, later webhooks).
 *
 * Written in the transaction that makes the change, so an event exists if and only if its change
 * does. `data` is a complete JSON object without personal numbers. Runs on a lane, inside the
 * desk's transaction.
 *
 * An event is followed by its `number`: whoever has seen number n never later meets a smaller one
 * that is new. On SQLite, where one writer commits after the other, it is given on insert. On
 * PostgreSQL, where several commit at once, a row is numbered after it was committed, by
 * event_number_new: one thread of each node calls it when an event was written and when
 * store_wait_hint returns; it does nothing on SQLite. Rows without a number are not listed.
 */
#include "base/json.h"
#include "domain/desk.h"

struct event_ask {
	const char *kind; /* "callback.created": UX.md 5.5's words, outcome words of SETTLED 2 */
	enum id_kind subject_kind;
	int64_t subject;
	advisor_id advisor;   /* 0: not for an advisor */
	customer_id customer; /* 0: not for a customer */
	bool is_public;
	text data; /* JSON object */
};

NODISCARD enum err event_write(struct desk *desk, const struct event_ask *ask);

/* One line of the audit log (F147): the desk's actor did `action` to `subject`. `detail` is JSON.
 */
NODISCARD enum err audit_write(struct desk *desk, const char *action, const char *subject,
                               text detail);

/* ---- following ------------------------------------------------------------------------- */
struct event {
	event_id id;
	int64_t number;
	instant at;
	char kind[48];
	char subject[ID_CHARS];
	advisor_id advisor;
	customer_id customer;
	bool is_public;
	text data;
};

/* The events after `number`, in order. Array of struct event. */
NODISCARD enum err event_after(struct tx *tx, int64_t number, size_t most, struct rows *out);
/* The first one still kept: whoever saw less than that minus 1 has missed some. 0: there is none.
 */
NODISCARD enum err event_oldest(struct tx *tx, int64_t *number);
/* The last one. 0: there is none. */
NODISCARD enum err event_newest(struct tx *tx, int64_t *number);

/*
 * Numbers at most `most` committed events and hints to the other nodes; a transaction of its own.
 * `numbered` as many as `most`: call again at once. 0 when there is nothing to do or another node
 * is at it (then it will hint).
 */
NODISCARD enum err event_number_new(struct tx *tx, size_t most, int64_t *numbered);

/* Housekeeping: deletes up to `most` older than `before`, but never the last, whose number must not
 * be used again. */
NODISCARD enum err event_forget(struct tx *tx, instant before, size_t most, int64_t *gone);
