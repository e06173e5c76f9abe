// SPDX-License-Identifier: Apache-2.0
/*
 * Call now (F46): keeping a free advisor for two minutes, and a call back that is dialed at once.
 */
#include "adapter/http/generated/api_tables.h"
#include "adapter/http/routes/show.h"
#include "domain/reservation/reservation.h"

static enum err reply_reservation(struct desk *desk, struct reply *reply, int status,
                                  const struct reservation *r)
{
	struct json *j = reply_json(reply, status);

	json_object(j);
	json_put_id(j, "advisor", ID_OF_advisor, r->advisor.n);
	json_put_instant(j, "reserved_until", r->until);
	show_seconds(j, "seconds_left", instant_since(r->until, desk->now));
	json_put_bool(j, "may_extend", r->may_extend);
	json_end(j);
	return OK;
}

enum err api_reservation_create(struct desk *desk, const struct request *rq, struct reply *reply)
{
	struct reservation_answer answer;

	TRY(reservation_make(desk, (customer_id){ rq->who.account },
	                     (listing_id){ body_id(rq, "listing") }, &answer));
	if (answer.refused)
		return reply_field(reply, answer.refused, answer.field, answer.detail);
	return reply_reservation(desk, reply, 201, &answer.reservation);
}

enum err api_reservation_extend(struct desk *desk, const struct request *rq, struct reply *reply)
{
	struct reservation_answer answer;

	TRY(reservation_extend(desk, (customer_id){ rq->who.account },
	                       (advisor_id){ path_id(rq, "advisor") }, &answer));
	if (answer.refused)
		return reply_refused(reply, answer.refused, NULL, answer.detail);
	return reply_reservation(desk, reply, 200, &answer.reservation);
}

/* The advisor's own is sent away. */
static enum err take_back(struct desk *desk, const struct request *rq, struct reply *reply)
{
	struct reservation_answer answer;

	desk->actor.kind = ACTOR_ADVISOR;
	TRY(reservation_take_back(desk, (advisor_id){ rq->who.account }, &answer));
	if (!answer.refused)
		return reply_nothing(reply);
	reply_again_at(reply, desk->now, answer.reservation.until);
	return reply_refused(reply, answer.refused, NULL, answer.detail);
}

enum err api_reservation_release(struct desk *desk, const struct request *rq, struct reply *reply)
{
	bool released;

	if (is_self(rq, path_id(rq, "advisor")))
		return take_back(desk, rq, reply);
	TRY(reservation_release(desk, (customer_id){ rq->who.account },
	                        (advisor_id){ path_id(rq, "advisor") }, &released));
	return released ? reply_nothing(reply) : reply_not_found(reply);
}

enum err api_call_now(struct desk *desk, const struct request *rq, struct reply *reply)
{
	const struct callback_ask ask = {
		.customer = { rq->who.account },
		.listing = { body_id(rq, "listing") },
		.number = body_text(rq, "number"),
		.wait = body_has(rq, "wait_seconds") ? SECONDS(body_number(rq, "wait_seconds", 0))
		                                     : desk->rules->wait_least_ms,
		.reason = body_text(rq, "reason"),
		.channel = CHANNEL_WEB,
	};
	struct callback_answer answer;

	desk->actor.kind = ACTOR_CUSTOMER;
	TRY(reservation_call_now(desk, &ask, &answer));
	if (answer.refused)
		return reply_field(reply, answer.refused, answer.field, answer.detail);

	const struct callback_view view = { &answer.callback, answer.position, false };

	if (!answer.existed)
		reply_location(reply, "/v1/callbacks", ID_OF_callback, answer.callback.id.n);
	show_callback(desk, rq, reply_json(reply, answer.existed ? 200 : 201), &view);
	reply_etag(reply, answer.callback.version);
	return OK;
}
