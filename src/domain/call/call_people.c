// SPDX-License-Identifier: Apache-2.0
/*
 * Commands of people that may meet a running dial: the verb first, then the dial stops if it must.
 */
#include "domain/call/stage.h"
#include "domain/sql.h"

#define ENDS_MOST 10000

static const struct column ONE_ID[] = { { COLUMN_IS_NUM64, 0, 8, NULL }, COLUMN_END };

/* Ends a dial that nobody is talking in yet; a talk goes on. */
static enum err stop_dial(struct desk *desk, call_id call, const struct ending *ending)
{
	struct stage stage;

	TRY(stage_open(desk, call, &stage));
	if (stage.call.state != CALL_PLACED && stage.call.state != CALL_CONSENTING)
		return OK;
	return ending_come(&stage, ending);
}

enum err call_set_availability(struct desk *desk, const struct availability_ask *ask,
                               struct availability_answer *answer)
{
	static const struct ending AWAY = {
		.on = CALLBACK_ON_STOPPED,
		.cause = "advisor_away",
		.side = "advisor",
		.tell_advisor = "goodbye",
		.tell_customer = "advisor_gone",
	};

	TRY(availability_set(desk, ask, answer));
	if (answer->refused || !ask->has_intent || answer->now.intent == INTENT_TAKING_CALLS ||
	    !answer->now.call.n)
		return OK;
	return stop_dial(desk, answer->now.call, &AWAY);
}

enum err call_cancel_callback(struct desk *desk, callback_id callback, text reason,
                              struct callback_answer *answer)
{
	static const struct ending CANCELLED = {
		.on = CALLBACK_ON_CUSTOMER_CANCELS,
		.cause = "callback_cancelled",
		.side = "customer",
		.tell_advisor = "customer_cancelled",
		.tell_customer = "cancelled",
	};
	static const struct ending WITHDRAWN = {
		.on = CALLBACK_ON_WITHDRAWN,
		.cause = "callback_withdrawn",
		.side = "system",
		.tell_advisor = "customer_cancelled",
		.tell_customer = "advisor_gone",
	};

	TRY(callback_cancel(desk, callback, reason, answer));
	if (answer->refused || !answer->callback.call.n)
		return OK;
	return stop_dial(desk, answer->callback.call,
	                 answer->callback.state == CALLBACK_WITHDRAWN ? &WITHDRAWN : &CANCELLED);
}

static enum err withdraw_all(struct desk *desk, const struct sql *which, int64_t owner, text reason,
                             int64_t *ended)
{
	struct callback_answer answer;
	struct rows rows;

	TRY(tx_all(desk->tx, which, ARGS(NUM(owner), NUM(ENDS_MOST)), ONE_ID, sizeof(callback_id),
	           ENDS_MOST, &rows));
	const callback_id *ids = rows.at;

	*ended = 0;
	for (size_t i = 0; i < rows.count; i++) {
		TRY(call_cancel_callback(desk, ids[i], reason, &answer));
		*ended += answer.refused == GRANTED;
	}
	return OK;
}

enum err call_withdraw_listing(struct desk *desk, listing_id listing, text reason, int64_t *ended)
{
	return withdraw_all(desk, &SQL_callback_ids_of_listing, listing.n, reason, ended);
}

enum err call_withdraw_advisor(struct desk *desk, advisor_id advisor, text reason, int64_t *ended)
{
	return withdraw_all(desk, &SQL_callback_ids_of_advisor, advisor.n, reason, ended);
}

enum err call_withdraw_customer(struct desk *desk, customer_id customer, text reason,
                                int64_t *ended)
{
	return withdraw_all(desk, &SQL_callback_ids_of_customer, customer.n, reason, ended);
}

enum err call_money_came(struct desk *desk, customer_id customer)
{
	struct stage stage;
	struct rows rows;

	TRY(tx_all(desk->tx, &SQL_call_ids_of_customer, ARGS(ID(customer), NUM(10)), ONE_ID,
	           sizeof(call_id), 10, &rows));
	const call_id *calls = rows.at;

	for (size_t i = 0; i < rows.count; i++) {
		TRY(stage_open(desk, calls[i], &stage));
		TRY(talk_money_came(&stage));
	}
	return OK;
}
