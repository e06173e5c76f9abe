// SPDX-License-Identifier: Apache-2.0
/* What the daemon tells about itself, and the rules that concern everybody. */
#include "adapter/http/generated/api_tables.h"
#include "adapter/http/routes/show.h"
#include "adapter/http/status.h"

enum err api_status_get(struct desk *desk, const struct request *rq, struct reply *reply)
{
	struct json *j = reply_json(reply, 200);
	struct forecast_score score;

	json_object(j);
	if (rq->status && rq->status->status) {
		TRY(rq->status->status(rq->status->ctx, desk, j));
	} else {
		json_put_chars(j, "version", "");
		json_put_bool(j, "healthy", true);
	}
	TRY(forecast_score(desk->tx, &score));
	json_key(j, "forecasts");
	json_object(j);
	json_put_number(j, "made", score.made);
	json_put_number(j, "by_from", score.by_from);
	json_put_number(j, "by_to", score.by_to);
	json_end(j);
	json_end(j);
	return OK;
}

static void show_wait_choices(struct json *j, const struct rules *rules)
{
	span choices[WAIT_CHOICES];
	size_t count = wait_choices(rules, choices);

	json_key(j, "wait_choices_seconds");
	json_array(j);
	for (size_t i = 0; i < count; i++)
		json_number(j, span_seconds(choices[i]));
	json_end(j);
}

enum err api_rules_get(struct desk *desk, const struct request *rq, struct reply *reply)
{
	const struct rules *rules = desk->rules;
	struct json *j = reply_json(reply, 200);

	(void)rq;
	json_object(j);
	json_put_chars(j, "brand", rules->brand);
	if (rules->caller_id[0])
		json_put_chars(j, "caller_id", rules->caller_id);
	json_put_chars(j, "currency", rules->currency);
	json_put_chars(j, "timezone", rules->timezone);
	json_put_chars(j, "language", rules->language);
	show_seconds(j, "wait_least_seconds", rules->wait_least_ms);
	show_seconds(j, "wait_most_seconds", rules->wait_most_ms);
	show_wait_choices(j, rules);
	json_put_number(j, "line_cap", rules->line_cap);
	json_put_number(j, "customer_cap", rules->customer_cap);
	show_seconds(j, "bill_minimum_seconds", rules->bill_minimum_ms);
	show_seconds(j, "bill_step_seconds", rules->bill_step_ms);
	show_seconds(j, "free_under_seconds", rules->free_under_ms);
	json_put_number(j, "check_minutes", rules->check_minutes);
	json_put_number(j, "reason_most", rules->reason_most);
	show_seconds(j, "break_seconds", rules->break_ms);
	json_put_number(j, "password_least", rules->password_least);
	json_put_bool(j, "applications_open", rules->applications_open != 0);
	json_end(j);
	return OK;
}
