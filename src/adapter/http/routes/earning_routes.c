// SPDX-License-Identifier: Apache-2.0
/*
 * What an advisor's own pages show: earnings a day, customers, and the counters of home and My
 * Account.
 */
#include "adapter/http/generated/api_tables.h"
#include "adapter/http/routes/show.h"
#include "domain/account/account.h"
#include "domain/earning/earning.h"

#define DAYS_PRESET 30
#define DAY_CHARS 10 /* "2026-03-02" */

/* The advisor, seen by that person or an operator; else the reply is written already. */
static enum err own_advisor(struct desk *desk, const struct request *rq, struct reply *reply,
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

/* The zone of the advisor's own account. */
static enum err zone_of(struct desk *desk, advisor_id advisor, text *zone)
{
	struct account account;

	TRY(account_get(desk->tx, advisor_account(advisor), &account));
	*zone = text_copy(desk->arena, text_of(account.timezone));
	return OK;
}

/* One that this machine does not know is UTC. */
static void show_zone(struct json *j, text zone, bool known)
{
	json_put_text(j, "timezone", known ? zone : TEXT_LITERAL("UTC"));
}

static void show_day(struct desk *desk, struct json *j, const struct earning_day *day)
{
	char chars[INSTANT_CHARS];
	/* The calendar's day, written as if it were UTC's. */
	const text date = { instant_format((instant){ day->day * HOURS(24).us }, chars), DAY_CHARS };

	json_put_text(j, "day", date);
	json_put_instant(j, "begins", day->begins);
	json_put_money(j, "earned", day->earned_minor, currency_of(desk));
	json_put_number(j, "talks", day->talks);
	show_seconds(j, "talked_seconds", day->talked);
}

static enum err show_parts(struct desk *desk, struct json *j, advisor_id advisor,
                           enum earning_by by, instant since)
{
	bool listings = by == EARNING_BY_LISTING;
	const struct earning_part *all;
	struct rows rows;

	TRY(earning_parts(desk->tx, advisor, by, since, &rows));
	all = rows.at;
	json_key(j, listings ? "listings" : "customers");
	json_array(j);
	for (size_t i = 0; i < rows.count; i++) {
		json_object(j);
		json_put_id(j, "id", listings ? ID_OF_listing : ID_OF_customer, all[i].id);
		json_put_text(j, "name", all[i].name);
		json_put_number(j, "talks", all[i].talks);
		show_seconds(j, "talked_seconds", all[i].talked);
		json_put_money(j, "earned", all[i].earned_minor, currency_of(desk));
		json_end(j);
	}
	json_end(j);
	return OK;
}

static void show_days(struct desk *desk, struct json *j, const struct earning_days *earned)
{
	json_key(j, "days");
	json_array(j);
	for (size_t i = 0; i < earned->count; i++) {
		json_object(j);
		show_day(desk, j, &earned->at[i]);
		json_end(j);
	}
	json_end(j);
}

enum err api_advisor_earnings(struct desk *desk, const struct request *rq, struct reply *reply)
{
	size_t days = (size_t)query_number(rq, "days", DAYS_PRESET);
	struct earning_days earned;
	text zone;
	advisor_id id;
	struct json *j;

	TRY(own_advisor(desk, rq, reply, &id));
	if (reply->status)
		return OK;
	TRY(zone_of(desk, id, &zone));
	TRY(earning_of_days(desk, id, zone, days, &earned));
	j = reply_json(reply, 200);
	json_object(j);
	json_put_id(j, "advisor", ID_OF_advisor, id.n);
	show_zone(j, zone, earned.zone_is_known);
	json_put_money(j, "earned", earned.earned_minor, currency_of(desk));
	json_put_number(j, "talks", earned.talks);
	show_seconds(j, "talked_seconds", earned.talked);
	show_days(desk, j, &earned);
	TRY(show_parts(desk, j, id, EARNING_BY_LISTING, earned.at[0].begins));
	TRY(show_parts(desk, j, id, EARNING_BY_CUSTOMER, earned.at[0].begins));
	json_end(j);
	return OK;
}

enum err api_advisor_customers(struct desk *desk, const struct request *rq, struct reply *reply)
{
	const struct earning_customer *all;
	struct rows rows;
	advisor_id id;
	struct json *j;
	size_t shown;

	TRY(own_advisor(desk, rq, reply, &id));
	if (reply->status)
		return OK;
	const struct earning_customer_filter filter = {
		id, { query_id(rq, "customer") }, { rq->cursor }, page_most(rq)
	};

	TRY(earning_customers(desk->tx, &filter, &rows));
	all = rows.at;
	j = reply_list(reply);
	shown = page_shown(rq, &rows);
	for (size_t i = 0; i < shown; i++) {
		json_object(j);
		json_put_id(j, "customer", ID_OF_customer, all[i].customer.n);
		json_put_chars(j, "nickname", all[i].nickname);
		json_put_id(j, "last_call", ID_OF_call, all[i].last_call.n);
		json_put_instant(j, "last_talk_at", all[i].last_talk);
		json_put_number(j, "talks", all[i].talks);
		show_seconds(j, "talked_seconds", all[i].talked);
		if (may_see_money_of(rq, id.n))
			json_put_money(j, "earned", all[i].earned_minor, currency_of(desk));
		json_put_bool(j, "waits", all[i].waits);
		json_end(j);
	}
	return reply_list_end(reply, page_has_more(rq, &rows) ? all[shown - 1].last_call.n : 0);
}

enum err api_advisor_summary(struct desk *desk, const struct request *rq, struct reply *reply)
{
	struct earning_summary summary;
	text zone;
	advisor_id id;
	struct json *j;

	TRY(own_advisor(desk, rq, reply, &id));
	if (reply->status)
		return OK;
	TRY(zone_of(desk, id, &zone));
	TRY(earning_summary(desk, id, zone, &summary));
	j = reply_json(reply, 200);
	json_object(j);
	json_put_id(j, "advisor", ID_OF_advisor, id.n);
	show_zone(j, zone, summary.zone_is_known);
	json_put_number(j, "arranged_calls", summary.arranged_calls);
	json_put_number(j, "callbacks", summary.arranged_calls);
	json_put_number(j, "appointments", 0);
	json_put_number(j, "customers", summary.customers);
	json_put_money(j, "balance", summary.balance_minor, currency_of(desk));
	json_key(j, "today");
	json_object(j);
	show_day(desk, j, &summary.today);
	json_end(j);
	json_end(j);
	return OK;
}
