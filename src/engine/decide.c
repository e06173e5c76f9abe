// SPDX-License-Identifier: Apache-2.0
/* From a message to the verb of the domain that handles it. */
#include "engine/decide.h"

#include "domain/account/session.h"
#include "domain/application/application.h"
#include "domain/call/call.h"
#include "domain/event/event.h"
#include "domain/forecast/forecast.h"
#include "domain/ladder/ladder.h"
#include "domain/proof/proof.h"
#include "domain/test_call/test_call.h"
#include "engine/engine_sql.h"
#include "engine/lane_inside.h"

#define HOUSEKEEPING_INTERVAL HOURS(1)
#define FORGET_AT_ONCE 5000

void decide_prepare(struct lane *lane, struct tx *tx, struct desk *desk)
{
	struct lanes *lanes = lane->lanes;
	const struct clock_port *clock = lanes->config.clock;
	const struct rules *rules = __atomic_load_n(&lanes->config.rules, __ATOMIC_ACQUIRE);

	must(rules);
	desk_init(desk, tx, rules, &lane->ids);
	desk->now = clock->utc(clock->ctx);
	desk->tick = clock->tick(clock->ctx);
	desk->numbers = lanes->config.numbers;
	desk->lane = (uint16_t)lane->number;
	desk->node = lanes->node;
	desk->token = lanes->token;
	desk->paid_calls_stopped =
		atomic_load(&lanes->paid_calls_stopped) || atomic_load(&lanes->draining);
	if (lanes->config.draw) {
		desk->draw = lanes->config.draw;
		desk->draw_from = lanes->config.draw_from;
	}
}

/* Deletes what is past its keeping, a bounded piece an hour. */
static enum err housekeeping(struct desk *desk)
{
	const struct rules *rules = desk->rules;
	instant keys = { desk->now.us - rules->idempotency_ms.us };
	instant events = { desk->now.us - rules->event_keep_ms.us };
	int64_t gone;

	TRY(tx_run(desk->tx, &SQL_idempotency_forget, ARGS(AT(keys)), NULL));
	TRY(event_forget(desk->tx, events, FORGET_AT_ONCE, &gone));
	TRY(session_sweep(desk, FORGET_AT_ONCE));
	TRY(guard_forget(desk, FORGET_AT_ONCE));
	TRY(forecast_forget(desk, FORGET_AT_ONCE));
	TRY(application_forget(desk, FORGET_AT_ONCE));
	TRY(capture_forget(desk, FORGET_AT_ONCE));
	return alarm_set(desk, ALARM_HOUSEKEEPING, 0, (advisor_id){ 0 },
	                 instant_add(desk->now, HOUSEKEEPING_INTERVAL));
}

static enum err on_alarm(struct desk *desk, const struct alarm *alarm)
{
	bool taken;

	TRY(alarm_take(desk, alarm, &taken));
	if (!taken)
		return OK;
	switch (alarm->kind) {
	case ALARM_CALLBACK_EXPIRES:
		return call_callback_expires(desk, (callback_id){ alarm->subject });
	case ALARM_LINE: desk_wake(desk, alarm->advisor); return OK;
	case ALARM_CALL_PAUSE: return call_pause_over(desk, (call_id){ alarm->subject });
	case ALARM_LEG: return call_leg_overdue(desk, (leg_id){ alarm->subject });
	case ALARM_PROOF: return proof_overdue(desk, (leg_id){ alarm->subject });
	case ALARM_TEST_CALL: return test_call_overdue(desk, (leg_id){ alarm->subject });
	case ALARM_HOUSEKEEPING: return housekeeping(desk);
	default: must(!"an alarm without a verb"); return OK;
	}
}

/* A call of nobody's line: one of the two is its owner, the other finds nothing. */
static enum err lone_news(struct desk *desk, const struct news *news)
{
	TRY(proof_news(desk, news));
	return test_call_news(desk, news);
}

enum err decide(struct desk *desk, const struct piece *piece)
{
	switch (piece->kind) {
	case PIECE_WORK: return piece->work->run(desk, piece->work);
	case PIECE_NEWS:
		return proof_is_news(piece->news) ? lone_news(desk, piece->news)
		                                  : call_news(desk, piece->news);
	case PIECE_WAKE: return call_dispatch(desk, piece->advisor);
	case PIECE_ALARM: return on_alarm(desk, piece->alarm);
	}
	must(!"a piece of no kind");
	return OK;
}
