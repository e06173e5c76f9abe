// SPDX-License-Identifier: Apache-2.0
/* What an advisor decides once: the length of wrap-up, and a PIN for the telephone. */
#include "adapter/http/generated/api_tables.h"
#include "adapter/http/routes/show.h"

static enum err reply_options(struct desk *desk, struct reply *reply, advisor_id advisor)
{
	const struct rules *rules = desk->rules;
	struct advisor_options options;
	struct json *j;

	TRY(advisor_options_get(desk, advisor, &options));
	j = reply_json(reply, 200);
	json_object(j);
	json_put_id(j, "advisor", ID_OF_advisor, advisor.n);
	show_seconds(j, "wrap_up_seconds", options.wrap);
	json_put_bool(j, "wrap_up_is_own", options.wrap_is_own);
	show_seconds(j, "wrap_up_house_seconds", rules->wrap_up_ms);
	show_seconds(j, "wrap_up_least_seconds", rules->wrap_up_least_ms);
	show_seconds(j, "wrap_up_most_seconds", rules->wrap_up_most_ms);
	json_put_bool(j, "has_pin", instant_is_set(options.pin_at));
	json_put_instant(j, "pin_set_at", options.pin_at);
	json_put_bool(j, "appointments_exist", false);
	json_end(j);
	return OK;
}

/* The advisor, if the asker may; else the reply is written already. */
static enum err find(struct desk *desk, const struct request *rq, struct reply *reply,
                     advisor_id *out)
{
	struct availability exists;
	enum err err;

	*out = (advisor_id){ path_id(rq, "advisor") };
	if (!is_self_or_operator(rq, out->n))
		return reply_not_found(reply);
	err = availability_get(desk->tx, *out, &exists);
	return err == ERR_NONE ? reply_not_found(reply) : err;
}

enum err api_advisor_options(struct desk *desk, const struct request *rq, struct reply *reply)
{
	advisor_id id;

	TRY(find(desk, rq, reply, &id));
	return reply->status ? OK : reply_options(desk, reply, id);
}

enum err api_advisor_options_change(struct desk *desk, const struct request *rq,
                                    struct reply *reply)
{
	const char *field = "wrap_up_seconds";
	span wrap = body_is_null(rq, field) ? SECONDS(-1) : SECONDS(body_number(rq, field, 0));
	enum refusal refused;
	advisor_id id;

	TRY(find(desk, rq, reply, &id));
	if (reply->status)
		return OK;
	TRY(advisor_set_wrap(desk, id, wrap, &refused));
	if (refused)
		return reply_field(reply, refused, field, "is outside what this house allows");
	return reply_options(desk, reply, id);
}

enum err api_advisor_pin_set(struct desk *desk, const struct request *rq, struct reply *reply)
{
	const char *fault = advisor_pin_fault(body_text(rq, "pin"));
	advisor_id id;

	TRY(find(desk, rq, reply, &id));
	if (reply->status)
		return OK;
	if (!is_self(rq, id.n))
		return reply_not_found(reply);
	if (fault)
		return reply_field(reply, REFUSED_INVALID, "pin", fault);
	TRY(advisor_set_pin(desk, id, rq->password.hash));
	return reply_options(desk, reply, id);
}

enum err api_advisor_pin_remove(struct desk *desk, const struct request *rq, struct reply *reply)
{
	advisor_id id;

	TRY(find(desk, rq, reply, &id));
	if (reply->status)
		return OK;
	TRY(advisor_set_pin(desk, id, NO_TEXT));
	return reply_nothing(reply);
}
