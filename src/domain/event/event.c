// SPDX-License-Identifier: Apache-2.0
/* Writing, following and forgetting events; the audit log. */
#include "domain/event/event.h"

#include "domain/sql.h"

static struct arg id_or_null(int64_t n)
{
	return n ? NUM(n) : NOTHING;
}

enum err event_write(struct desk *desk, const struct event_ask *ask)
{
	char subject[ID_CHARS];

	must(ask->kind && ask->data.length >= 2 && ask->data.at[0] == '{');
	id_format(ask->subject_kind, ask->subject, subject);
	TRY(tx_run(desk->tx, &SQL_event_insert,
	           ARGS(NUM(ids_next(desk->ids, desk->now)), AT(desk->now), WORDS(ask->kind),
	                WORDS(subject), id_or_null(ask->advisor.n), id_or_null(ask->customer.n),
	                NUM(ask->is_public), TEXT_ARG(ask->data)),
	           NULL));
	desk->wrote_event = true;
	return OK;
}

enum err audit_write(struct desk *desk, const char *action, const char *subject, text detail)
{
	must(action && subject && detail.length >= 2);
	return tx_run(desk->tx, &SQL_audit_insert,
	              ARGS(NUM(ids_next(desk->ids, desk->now)), AT(desk->now),
	                   WORDS(ACTOR_WORDS[desk->actor.kind]), id_or_null(desk->actor.account),
	                   WORDS(action), WORDS(subject), TEXT_ARG(detail)),
	              NULL);
}

/* ---- following --------------------------------------------------------------------------------
 */
static const struct column EVENT[] = {
	COLUMN_ID(struct event, id),         COLUMN_NUM(struct event, number),
	COLUMN_AT(struct event, at),         COLUMN_CHARS(struct event, kind),
	COLUMN_CHARS(struct event, subject), COLUMN_ID(struct event, advisor),
	COLUMN_ID(struct event, customer),   COLUMN_BOOL(struct event, is_public),
	COLUMN_TEXT(struct event, data),     COLUMN_END
};

enum err event_after(struct tx *tx, int64_t number, size_t most, struct rows *out)
{
	must(number >= 0 && most > 0);
	return tx_all(tx, &SQL_event_after, ARGS(NUM(number), NUM(most)), EVENT, sizeof(struct event),
	              most, out);
}

enum err event_oldest(struct tx *tx, int64_t *number)
{
	return tx_number(tx, &SQL_event_oldest, NO_ARGS, number);
}

enum err event_newest(struct tx *tx, int64_t *number)
{
	return tx_number(tx, &SQL_event_newest, NO_ARGS, number);
}

enum err event_number_new(struct tx *tx, size_t most, int64_t *numbered)
{
	int64_t waiting = 0, alone = 0, given = 0;

	must(most > 0);
	*numbered = 0;
	TRY(tx_number(tx, &SQL_event_unnumbered, NO_ARGS, &waiting));
	if (waiting == 0)
		return OK;
	TRY(tx_number(tx, &SQL_event_sequencer, NO_ARGS, &alone));
	if (alone == 0)
		return OK;
	TRY(tx_run(tx, &SQL_event_number_new, ARGS(NUM(most)), &given));
	must(given <= (int64_t)most);
	/* Even for none: somebody may have been turned away while we held the lock. */
	TRY(tx_run(tx, &SQL_event_hint, NO_ARGS, NULL));
	*numbered = given;
	return OK;
}

enum err event_forget(struct tx *tx, instant before, size_t most, int64_t *gone)
{
	must(most > 0);
	return tx_run(tx, &SQL_event_forget, ARGS(AT(before), NUM(most)), gone);
}
