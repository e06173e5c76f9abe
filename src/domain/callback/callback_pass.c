// SPDX-License-Identifier: Apache-2.0
/*
 * Letting one pass (UX 2.2): the only way in which anybody is dialed before somebody who asked
 * earlier and may be dialed. The order of the line is not rewritten; a request names the one it
 * lets go first. Whoever is let pass may let the next one pass in turn; then that one goes, and all
 * who let pass on the way have done it.
 */
#include "domain/callback/callback_moves.h"
#include "domain/callback/callback_rows.h"
#include "domain/callback/callback_steps.h"
#include "domain/event/event.h"
#include "domain/sql.h"

#define PASSES_MOST 50 /* one after the other */

static const struct column ONE_ID[] = { { COLUMN_IS_NUM64, 0, 8, NULL }, COLUMN_END };

/* ---- where it is ----------------------------------------------------------------------- */
struct neighbour {
	callback_id id, lets_pass;
	instant requested_at;
};

/* The one right behind in line. ERR_NONE: it is the last. */
static enum err behind(struct tx *tx, const struct callback *cb, int64_t *id)
{
	return tx_number(tx, &SQL_callback_behind,
	                 ARGS(ID(cb->advisor), AT(cb->requested_at), ID(cb->id)), id);
}

static enum err count_passers(struct tx *tx, const struct callback *cb, int64_t *count)
{
	static const struct column NEIGHBOUR[] = {
		COLUMN_ID(struct neighbour, id),
		COLUMN_AT(struct neighbour, requested_at),
		COLUMN_ID(struct neighbour, lets_pass),
		COLUMN_END,
	};
	struct neighbour at = { .id = cb->id, .requested_at = cb->requested_at }, before;

	for (*count = 0; *count < PASSES_MOST; (*count)++) {
		enum err err =
			tx_one(tx, &SQL_callback_before, ARGS(ID(cb->advisor), AT(at.requested_at), ID(at.id)),
		           NEIGHBOUR, &before);

		if (err == ERR_NONE || (err == OK && before.lets_pass.n != at.id.n))
			return OK;
		TRY(err);
		at = before;
	}
	return OK;
}

enum err callback_position(struct tx *tx, const struct callback *cb, int64_t *out)
{
	int64_t ahead, next = 0, passers = 0;

	*out = 0;
	if (cb->state != CALLBACK_WAITING)
		return OK;
	TRY(tx_number(tx, &SQL_callback_ahead_count,
	              ARGS(ID(cb->advisor), AT(cb->requested_at), ID(cb->id)), &ahead));
	if (cb->lets_pass.n) {
		enum err err = behind(tx, cb, &next);

		if (err != ERR_NONE)
			TRY(err);
	}
	if (next && next == cb->lets_pass.n) {
		*out = ahead + 2;
		return OK;
	}
	if (cb->let_first)
		TRY(count_passers(tx, cb, &passers));
	must(passers <= ahead);
	*out = ahead + 1 - passers;
	return OK;
}

/* ---- asking for it --------------------------------------------------------------------- */
static bool may_let_pass(const struct desk *desk, const struct callback *cb,
                         struct callback_answer *answer)
{
	if (cb->state != CALLBACK_WAITING)
		answer->refused = REFUSED_IN_CALL;
	else if (instant_is_set(cb->let_pass_at) &&
	         instant_before(desk->now, instant_add(cb->let_pass_at, desk->rules->let_pass_rest_ms)))
		answer->refused = REFUSED_LET_PASS_RESTS;
	return answer->refused == GRANTED;
}

static enum err tell_other(struct desk *desk, callback_id id)
{
	struct callback other;

	TRY(callback_get(desk->tx, id, &other));
	return callback_tell(desk, &other, "callback.let_first",
	                     TEXT_LITERAL("The person before you let you go first."));
}

static enum err write_pass(struct desk *desk, struct callback *cb, callback_id other)
{
	char id[ID_CHARS];

	must(other.n > 0 && other.n != cb->id.n);
	TRY(tx_run(desk->tx, &SQL_callback_write_pass, ARGS(ID(cb->id), ID(other), AT(desk->now)),
	           NULL));
	TRY(audit_write(desk, "callback.let_pass", id_format(ID_OF_callback, cb->id.n, id),
	                TEXT_LITERAL("{}")));
	TRY(callback_get(desk->tx, cb->id, cb));
	TRY(callback_tell(desk, cb, "callback.let_pass", TEXT_LITERAL("You let one person go first.")));
	return tell_other(desk, other);
}

enum err callback_let_pass(struct desk *desk, callback_id id, struct callback_answer *answer)
{
	struct callback cb;
	callback_id other;
	enum err err;

	TRY(callback_lock_and_get(desk, id, &cb, answer));
	if (answer->refused)
		return OK;
	if (cb.lets_pass.n) /* asked for twice: it is so */
		return callback_answer_with(desk, id, answer);
	if (!may_let_pass(desk, &cb, answer))
		return OK;
	err = behind(desk->tx, &cb, &other.n);
	if (err == ERR_NONE) {
		answer->refused = REFUSED_LAST_IN_LINE;
		return OK;
	}
	TRY(err);
	TRY(write_pass(desk, &cb, other));
	return callback_answer_with(desk, id, answer);
}

/* ---- when the line comes to it --------------------------------------------------------- */
static enum err next_behind(struct desk *desk, advisor_id advisor, const struct callback *after,
                            struct callback *out)
{
	return tx_one(desk->tx, &SQL_callback_next,
	              ARGS(ID(advisor), AT(desk->now), NUM(after ? after->requested_at.us : -1),
	                   NUM(after ? after->id.n : 0)),
	              CALLBACK_COLUMNS, out);
}

enum err callback_first(struct desk *desk, advisor_id advisor, struct rows *out)
{
	struct callback *first, *chain;
	size_t count = 1;

	first = ARENA_NEW(desk->arena, struct callback);
	*out = (struct rows){ first, 1 };
	TRY(next_behind(desk, advisor, NULL, first));
	if (!first->lets_pass.n)
		return OK;
	chain = arena_take(desk->arena, (PASSES_MOST + 1) * sizeof(*chain));
	chain[0] = *first;
	while (count <= PASSES_MOST && chain[count - 1].lets_pass.n) {
		enum err err = next_behind(desk, advisor, &chain[count - 1], &chain[count]);

		if (err == ERR_NONE || (err == OK && chain[count].id.n != chain[count - 1].lets_pass.n))
			break;
		TRY(err);
		count++;
	}
	*out = (struct rows){ chain, count };
	return OK;
}

static enum err end_pass(struct desk *desk, callback_id id, const char *kind, text note)
{
	struct callback cb;

	TRY(callback_get(desk->tx, id, &cb));
	TRY(tx_run(desk->tx, &SQL_callback_write_pass, ARGS(ID(id), NOTHING, AT(cb.let_pass_at)),
	           NULL));
	cb.lets_pass.n = 0;
	cb.version++;
	return callback_tell(desk, &cb, kind, note);
}

enum err callback_overtaken(struct desk *desk, const struct callback *cb, int64_t *out)
{
	return tx_number(desk->tx, &SQL_callback_overtaken,
	                 ARGS(ID(cb->advisor), AT(cb->requested_at), ID(cb->id), AT(desk->now)), out);
}

enum err callback_pass_used(struct desk *desk, callback_id callback)
{
	return end_pass(desk, callback, "callback.passed",
	                TEXT_LITERAL("You let one person go first."));
}

enum err callback_passes_over(struct desk *desk, const struct callback *cb)
{
	struct rows rows;

	TRY(tx_all(desk->tx, &SQL_callback_passers, ARGS(ID(cb->id), NUM(PASSES_MOST)), ONE_ID,
	           sizeof(callback_id), PASSES_MOST, &rows));
	const callback_id *ids = rows.at;

	for (size_t i = 0; i < rows.count; i++)
		TRY(end_pass(desk, ids[i], "callback.pass_over", NO_TEXT));
	return OK;
}
