// SPDX-License-Identifier: Apache-2.0
/* What operators watch: the audit log, the wallboard, and the ladder of a call. */
#include "adapter/http/generated/api_tables.h"
#include "adapter/http/routes/show.h"
#include "adapter/http/status.h"
#include "domain/account/number.h"
#include "domain/audit/audit.h"
#include "domain/ladder/ladder.h"
#include "domain/wall/wall.h"

enum err api_audit_list(struct desk *desk, const struct request *rq, struct reply *reply)
{
	const struct audit_filter filter = {
		.account = { query_id(rq, "account") },
		.action = query_text(rq, "action"),
		.subject = query_text(rq, "subject"),
		.who = query_text(rq, "who"),
		.since = query_instant(rq, "since"),
		.until = query_instant(rq, "until"),
		.before = { rq->cursor },
		.most = page_most(rq),
	};
	const struct audit_line *all;
	struct rows rows;
	struct json *j;
	size_t shown;

	TRY(audit_list(desk->tx, &filter, &rows));
	all = rows.at;
	j = reply_list(reply);
	shown = page_shown(rq, &rows);
	for (size_t i = 0; i < shown; i++) {
		json_object(j);
		json_put_id(j, "id", ID_OF_audit, all[i].id.n);
		json_put_instant(j, "at", all[i].at);
		json_put_chars(j, "actor", all[i].actor);
		json_put_id(j, "account", ID_OF_account, all[i].account.n);
		show_chars_or_null(j, "nickname", all[i].nickname);
		json_put_chars(j, "action", all[i].action);
		json_put_text(j, "subject", all[i].subject);
		json_key(j, "detail");
		json_raw(j, all[i].detail);
		json_end(j);
	}
	return reply_list_end(reply, page_has_more(rq, &rows) ? all[shown - 1].id.n : 0);
}

/* ---- the wallboard --------------------------------------------------------------------- */
static void show_lines(struct desk *desk, struct json *j, const struct rows *rows)
{
	const struct wall_line *all = rows->at;

	json_key(j, "lines");
	json_array(j);
	for (size_t i = 0; i < rows->count; i++) {
		span waited = instant_since(desk->now, all[i].oldest);

		json_object(j);
		json_put_id(j, "advisor", ID_OF_advisor, all[i].advisor.n);
		json_put_chars(j, "nickname", all[i].nickname);
		json_put_number(j, "waiting", all[i].waiting);
		json_put_instant(j, "oldest_at", all[i].oldest);
		json_put_bool(j, "over_target", span_less(desk->rules->wall_wait_target_ms, waited));
		json_end(j);
	}
	json_end(j);
}

static void show_advisors(struct desk *desk, struct json *j, const struct rows *rows)
{
	const struct wall_advisor *all = rows->at;

	json_key(j, "advisors");
	json_array(j);
	for (size_t i = 0; i < rows->count; i++) {
		json_object(j);
		json_put_id(j, "advisor", ID_OF_advisor, all[i].advisor.n);
		json_put_chars(j, "nickname", all[i].nickname);
		json_put_chars(j, "intent", INTENT_WORDS[all[i].intent]);
		json_put_chars(j, "activity", ACTIVITY_WORDS[wall_activity(&all[i], desk->now)]);
		json_put_instant(j, "since", wall_since(&all[i], desk->now));
		json_put_id(j, "call", ID_OF_call, all[i].call.n);
		json_put_instant(j, "reserved_until",
		                 instant_before(desk->now, all[i].reserved_until) ? all[i].reserved_until
		                                                                  : NEVER);
		json_end(j);
	}
	json_end(j);
}

static void show_strip(struct json *j, const char *key, const int32_t counts[WALL_MINUTES])
{
	json_key(j, key);
	json_array(j);
	for (size_t i = 0; i < WALL_MINUTES; i++)
		json_number(j, counts[i]);
	json_end(j);
}

static void show_kept(struct json *j, const struct wall *wall)
{
	int64_t all = wall->kept + wall->lost;

	json_key(j, "kept_today");
	json_object(j);
	json_put_number(j, "kept", wall->kept);
	json_put_number(j, "lost", wall->lost);
	json_key(j, "per_mille");
	if (all > 0)
		json_number(j, wall->kept * 1000 / all);
	else
		json_null(j);
	json_put_instant(j, "since", wall->today);
	json_end(j);
}

/* From where a figure is marked; whoever shows it marks from twice as much, or 90 %, loudly. */
static void show_targets(struct json *j, const struct rules *rules)
{
	json_key(j, "targets");
	json_object(j);
	json_put_number(j, "waiting", rules->wall_waiting_target);
	show_seconds(j, "wait_seconds", rules->wall_wait_target_ms);
	json_put_number(j, "kept_per_mille", rules->wall_kept_target);
	json_put_number(j, "channels_percent", rules->wall_channels_target);
	json_end(j);
}

static void show_failures(struct json *j, const struct rows *rows)
{
	const struct wall_failure *all = rows->at;

	json_key(j, "trunk_failures");
	json_array(j);
	for (size_t i = 0; i < rows->count; i++) {
		json_object(j);
		json_put_chars(j, "trunk", all[i].trunk);
		json_put_number(j, "sip_code", all[i].sip_code);
		json_put_number(j, "times", all[i].times);
		json_end(j);
	}
	json_end(j);
}

/* A screen in the corridor shows no money. */
static void show_charged(struct desk *desk, const struct request *rq, struct json *j,
                         const struct wall *wall)
{
	if (may_see_money(rq)) {
		json_put_money(j, "charged_last_hour", wall->charged, currency_of(desk));
		return;
	}
	json_key(j, "charged_last_hour");
	json_null(j);
}

enum err api_wall_get(struct desk *desk, const struct request *rq, struct reply *reply)
{
	struct json *j;
	struct wall wall;

	TRY(wall_look(desk, (category_id){ query_id(rq, "category") }, &wall));
	j = reply_json(reply, 200);
	json_object(j);
	json_put_instant(j, "at", desk->now);
	json_put_number(j, "waiting", wall.waiting);
	json_put_instant(j, "longest_wait_since", wall.longest);
	json_put_bool(j, "longest_over_target",
	              wall.waiting > 0 && span_less(desk->rules->wall_wait_target_ms,
	                                            instant_since(desk->now, wall.longest)));
	show_seconds(j, "wait_target_seconds", desk->rules->wall_wait_target_ms);
	json_put_number(j, "on_calls", wall.on_calls);
	json_put_number(j, "dialing", wall.dialing);
	json_put_number(j, "taking_calls", wall.taking_calls);
	show_kept(j, &wall);
	json_put_chars(j, "timezone", wall.zone_is_known ? desk->rules->timezone : "UTC");
	show_targets(j, desk->rules);
	show_charged(desk, rq, j, &wall);
	show_failures(j, &wall.failures);
	json_key(j, "trunks");
	json_array(j);
	if (rq->status && rq->status->trunks)
		rq->status->trunks(rq->status->ctx, j);
	json_end(j);
	show_lines(desk, j, &wall.lines);
	show_advisors(desk, j, &wall.advisors);
	json_put_instant(j, "strip_since", wall.strip);
	show_strip(j, "arrivals", wall.arrivals);
	show_strip(j, "completions", wall.completions);
	json_end(j);
	return OK;
}

/* ---- the ladder ------------------------------------------------------------------------ */
static void show_legs(struct json *j, const struct rows *rows)
{
	const struct ladder_leg *all = rows->at;
	char mask[PHONE_NUMBER_CHARS];

	json_key(j, "legs");
	json_array(j);
	for (size_t i = 0; i < rows->count; i++) {
		json_object(j);
		json_put_id(j, "id", ID_OF_leg, all[i].id.n);
		json_put_chars(j, "side", all[i].side);
		json_put_chars(j, "number", number_mask(all[i].number, mask));
		json_put_chars(j, "state", all[i].state);
		json_put_instant(j, "created_at", all[i].created_at);
		json_put_instant(j, "ringing_at", all[i].ringing_at);
		json_put_instant(j, "answered_at", all[i].answered_at);
		json_put_instant(j, "ended_at", all[i].ended_at);
		show_chars_or_null(j, "end_cause", all[i].end_cause);
		json_put_number(j, "sip_code", all[i].sip_code);
		show_chars_or_null(j, "trunk", all[i].trunk);
		json_put_chars(j, "sip_call_id", all[i].sip_call_id);
		json_end(j);
	}
	json_end(j);
}

static void show_money(struct json *j, const struct rows *rows)
{
	const struct transfer *all = rows->at;

	json_key(j, "transfers");
	json_array(j);
	for (size_t i = 0; i < rows->count; i++) {
		json_object(j);
		json_put_id(j, "id", ID_OF_transfer, all[i].id.n);
		json_put_instant(j, "at", all[i].at);
		json_put_chars(j, "kind", all[i].kind);
		json_put_money(j, "amount", all[i].minor, all[i].currency);
		json_end(j);
	}
	json_end(j);
}

static void show_marks(struct json *j, const struct rows *rows)
{
	const struct mark *all = rows->at;

	json_key(j, "marks");
	json_array(j);
	for (size_t i = 0; i < rows->count; i++) {
		json_object(j);
		json_put_instant(j, "at", all[i].at);
		json_put_chars(j, "side", all[i].side);
		json_put_chars(j, "what", all[i].what);
		json_put_text(j, "detail", all[i].detail);
		json_end(j);
	}
	json_end(j);
}

enum err api_call_ladder(struct desk *desk, const struct request *rq, struct reply *reply)
{
	const call_id id = { path_id(rq, "call") };
	struct ladder ladder;
	struct rows marks;
	struct call call;
	struct json *j;
	enum err err = call_get(desk->tx, id, &call);

	if (err == ERR_NONE)
		return reply_not_found(reply);
	TRY(err);
	TRY(ladder_of(desk->tx, id, &ladder));
	TRY(call_marks(desk->tx, id, &marks));
	j = reply_json(reply, 200);
	json_object(j);
	json_put_id(j, "call", ID_OF_call, id.n);
	json_put_chars(j, "state", CALL_WORDS[call.state]);
	show_legs(j, &ladder.legs);
	show_marks(j, &marks);
	show_money(j, may_see_money(rq) ? &ladder.transfers : &(struct rows){ 0 });
	json_end(j);
	return OK;
}

/* What the telephone captured, as it was kept: masked and redacted before it was written down. */
enum err api_call_capture(struct desk *desk, const struct request *rq, struct reply *reply)
{
	const call_id id = { path_id(rq, "call") };
	const struct captured_leg *all;
	struct rows legs;
	struct call call;
	struct json *j;
	enum err err = call_get(desk->tx, id, &call);

	if (err == ERR_NONE)
		return reply_not_found(reply);
	TRY(err);
	TRY(capture_of(desk->tx, id, &legs));
	all = legs.at;
	j = reply_json(reply, 200);
	json_object(j);
	json_put_id(j, "call", ID_OF_call, id.n);
	json_key(j, "legs");
	json_array(j);
	for (size_t i = 0; i < legs.count; i++) {
		json_object(j);
		json_put_id(j, "id", ID_OF_leg, all[i].id.n);
		json_put_chars(j, "side", all[i].side);
		json_put_number(j, "left_out", all[i].left_out);
		json_key(j, "messages");
		json_raw(j, all[i].messages);
		json_end(j);
	}
	json_end(j);
	json_end(j);
	return OK;
}
