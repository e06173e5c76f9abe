// SPDX-License-Identifier: Apache-2.0
/*
 * Recording a leg: the attempt before its INVITE, the dialogue as soon as it is known, the scene,
 * the end.
 */
#include <stdio.h>

#include "domain/alarm/alarm.h"
#include "domain/call/leg.h"
#include "domain/sql.h"

#define LEG_GRACE \
	SECONDS(30) /* beyond the ring time, before we give up waiting for a leg's last word */

#define RESTART "restart" /* end cause of a leg that a former process left behind */

static const struct column LEG[] = {
	COLUMN_ID(struct leg, id),
	COLUMN_ID(struct leg, call),
	COLUMN_WORD(struct leg, side, SIDE_WORDS),
	COLUMN_CHARS(struct leg, number),
	COLUMN_WORD(struct leg, state, LEG_WORDS),
	COLUMN_WORD(struct leg, scene, SCENE_WORDS),
	COLUMN_NUM(struct leg, round),
	COLUMN_NUM(struct leg, said),
	COLUMN_AT(struct leg, said_at),
	COLUMN_NUM(struct leg, node),
	COLUMN_AT(struct leg, created_at),
	COLUMN_AT(struct leg, ringing_at),
	COLUMN_AT(struct leg, answered_at),
	COLUMN_AT(struct leg, ended_at),
	COLUMN_CHARS(struct leg, end_cause),
	COLUMN_CHARS(struct leg, dialogue.call_id),
	COLUMN_CHARS(struct leg, dialogue.local_tag),
	COLUMN_CHARS(struct leg, dialogue.remote_tag),
	COLUMN_CHARS(struct leg, dialogue.local_uri),
	COLUMN_CHARS(struct leg, dialogue.remote_uri),
	COLUMN_CHARS(struct leg, dialogue.target),
	COLUMN_CHARS(struct leg, dialogue.route),
	COLUMN_CHARS(struct leg, dialogue.trunk),
	COLUMN_NUM(struct leg, dialogue.cseq),
	COLUMN_END,
};

#define LEG_END_WORD(name, word) word,
static const char *const END_WORDS[] = { LEG_ENDS(LEG_END_WORD) NULL };
#undef LEG_END_WORD

enum err leg_get(struct tx *tx, leg_id id, struct leg *out)
{
	return tx_one(tx, &SQL_leg_get, ARGS(ID(id)), LEG, out);
}

enum err leg_live(struct tx *tx, call_id call, enum side side, struct leg *out)
{
	return tx_one(tx, &SQL_leg_live_of_call, ARGS(ID(call), WORDS(SIDE_WORDS[side])), LEG, out);
}

enum err leg_cut_since(struct desk *desk, leg_id above, instant since, size_t most,
                       struct rows *out)
{
	/* No leg is older than the longest talk and a while of ringing and menus. */
	instant oldest = { since.us - desk->rules->talk_most_ms.us - MINUTES(60).us };
	struct ids at_that_time = { 0 };
	int64_t floor = ids_next(&at_that_time, oldest);

	must(most > 0);
	return tx_all(desk->tx, &SQL_leg_cut,
	              ARGS(NUM(desk->node), NUM(above.n > floor ? above.n : floor), AT(since),
	                   NUM(most)),
	              LEG, sizeof(struct leg), most, out);
}

/*
 * Call-ID and tag are ours to choose, so that they are in the store before the INVITE leaves
 * (SETTLED 25).
 */
static void choose_dialogue(struct desk *desk, struct order *ring)
{
	uint64_t first = desk->draw(desk->draw_from), second = desk->draw(desk->draw_from);

	(void)snprintf(ring->ring.call_id, sizeof(ring->ring.call_id), "%016llx",
	               (unsigned long long)first);
	(void)snprintf(ring->ring.local_tag, sizeof(ring->ring.local_tag), "%016llx",
	               (unsigned long long)second);
}

enum err leg_ring(struct desk *desk, const struct leg_ask *ask, advisor_id advisor)
{
	leg_id id = { ids_next(desk->ids, desk->now) };
	struct order *order = desk_order(desk, ORDER_RING, ask->call, id);
	instant give_up = instant_add(instant_add(desk->now, desk->rules->ring_ms), LEG_GRACE);

	must(ask->number[0] == '+');
	choose_dialogue(desk, order);
	TRY(text_into(text_of(ask->number), order->ring.number, sizeof(order->ring.number)));
	text_fit(text_of(ask->shown), order->ring.shown, sizeof(order->ring.shown));
	order->ring.ring = desk->rules->ring_ms;
	order->ring.begun = desk->tick;
	TRY(tx_run(desk->tx, &SQL_leg_insert,
	           ARGS(ID(id), ID(ask->call), WORDS(SIDE_WORDS[ask->side]), WORDS(ask->number),
	                NUM(desk->node), AT(desk->now), WORDS(order->ring.call_id),
	                WORDS(order->ring.local_tag), WORDS(SCENE_WORDS[ask->scene])),
	           NULL));
	if (ask->side == SIDE_CUSTOMER) {
		TRY(tx_run(desk->tx, &SQL_ring_insert, ARGS(ID(id), WORDS(ask->number), AT(desk->now)),
		           NULL));
		TRY(tx_run(desk->tx, &SQL_call_record_customer_on, ARGS(ID(ask->call), NUM(1)), NULL));
	}
	return alarm_set(desk, ALARM_LEG, id.n, advisor, give_up);
}

static enum err record_dialogue(struct desk *desk, struct leg *leg, const struct dialogue *d)
{
	leg->dialogue = *d;
	return tx_run(desk->tx, &SQL_leg_record_dialogue,
	              ARGS(ID(leg->id), WORDS(d->remote_tag), WORDS(d->local_uri), WORDS(d->remote_uri),
	                   WORDS(d->target), WORDS(d->route), WORDS(d->trunk), NUM(d->cseq)),
	              NULL);
}

enum err leg_step(struct desk *desk, struct leg *leg, enum leg_event on, const struct news *news,
                  bool *taken)
{
	struct leg after;
	int64_t changed;
	bool ended = on == LEG_ON_ENDED;

	*taken = leg_after(leg, on, desk->now, &after);
	if (!*taken)
		return OK;
	if (ended)
		text_fit(text_of(news ? END_WORDS[news->end] : RESTART), after.end_cause,
		         sizeof(after.end_cause));
	TRY(tx_run(desk->tx, &SQL_leg_record,
	           ARGS(ID(leg->id), WORDS(LEG_WORDS[leg->state]), WORDS(LEG_WORDS[after.state]),
	                AT_OR_NULL(after.ringing_at), AT_OR_NULL(after.answered_at),
	                AT_OR_NULL(after.ended_at), ended ? WORDS(after.end_cause) : NOTHING,
	                ended && news ? NUM(news->sip_code) : NOTHING),
	           &changed));
	must(changed == 1);
	*leg = after;
	if (on == LEG_ON_RINGING && leg->side == SIDE_CUSTOMER)
		TRY(tx_run(desk->tx, &SQL_ring_rang, ARGS(ID(leg->id)), NULL));
	if (ended && leg->side == SIDE_CUSTOMER)
		TRY(tx_run(desk->tx, &SQL_call_record_customer_on, ARGS(ID(leg->call), NUM(0)), NULL));
	if (ended && leg->side == SIDE_CUSTOMER && news && news->end == LEG_FAILED)
		TRY(tx_run(desk->tx, &SQL_ring_never, ARGS(ID(leg->id)), NULL));
	if (on == LEG_ON_ANSWERED || ended)
		TRY(alarm_clear(desk, ALARM_LEG, leg->id.n));
	if (news && (on == LEG_ON_RINGING || on == LEG_ON_ANSWERED) && news->dialogue.remote_tag[0])
		return record_dialogue(desk, leg, &news->dialogue);
	return OK;
}

enum err leg_move(struct desk *desk, struct leg *leg, call_id call)
{
	must(leg->call.n != call.n);
	leg->call = call;
	return tx_run(desk->tx, &SQL_leg_move, ARGS(ID(leg->id), ID(call)), NULL);
}

enum err leg_scene(struct desk *desk, struct leg *leg, enum scene scene, int32_t round,
                   int64_t said)
{
	leg->scene = scene;
	leg->round = round;
	leg->said = said;
	leg->said_at = NEVER;
	return tx_run(desk->tx, &SQL_leg_record_scene,
	              ARGS(ID(leg->id), WORDS(SCENE_WORDS[scene]), NUM(round), NUM(said)), NULL);
}

enum err leg_said(struct desk *desk, struct leg *leg, instant at)
{
	leg->said_at = at;
	return tx_run(desk->tx, &SQL_leg_record_said, ARGS(ID(leg->id), AT(at)), NULL);
}

enum err leg_ring_cap(struct desk *desk, const char *number, instant *until)
{
	const struct rules *rules = desk->rules;
	instant since = { desk->now.us - rules->rings_window_ms.us };
	int64_t rings, oldest;

	*until = NEVER;
	TRY(tx_number(desk->tx, &SQL_ring_unanswered, ARGS(WORDS(number), AT(since)), &rings));
	if (rings < rules->rings_per_number)
		return OK;
	TRY(tx_number(desk->tx, &SQL_ring_oldest, ARGS(WORDS(number), AT(since)), &oldest));
	*until = instant_add((instant){ oldest }, rules->rings_window_ms);
	return OK;
}

enum err leg_heard_human(struct desk *desk, const struct leg *leg)
{
	if (leg->side != SIDE_CUSTOMER)
		return OK;
	return tx_run(desk->tx, &SQL_ring_answered, ARGS(ID(leg->id)), NULL);
}
