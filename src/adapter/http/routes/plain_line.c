// SPDX-License-Identifier: Apache-2.0
/* A place in line as a page that asks again by itself, and what can be done with it. */
#include <string.h>
#include <stdio.h>

#include "adapter/http/generated/api_tables.h"
#include "adapter/http/routes/link_routes.h"
#include "adapter/http/routes/page_head.h"
#include "adapter/http/routes/plain.h"
#include "adapter/http/routes/show.h"
#include "base/zone.h"
#include "domain/money/money.h"

#define AGAIN_S 20
#define LONGER_S 1800

/* UX 2.2's words. */
static const char *const STATES[CALLBACK_STATE_COUNT] = {
	[CALLBACK_WAITING] = "In line",
	[CALLBACK_OFFERING] = "You are next",
	[CALLBACK_RINGING] = "Calling you now",
	[CALLBACK_CONNECTED] = "Connected",
	[CALLBACK_COMPLETED] = "Call ended",
	[CALLBACK_EXPIRED] = "Your time was over before it was your turn. Nothing was charged.",
	[CALLBACK_CANCELLED] = "You left the line. Nothing was charged.",
	[CALLBACK_UNREACHABLE] = "We could not reach you. Nothing was charged.",
	[CALLBACK_NO_FUNDS] = "The balance was too low. Nothing was charged.",
	[CALLBACK_WITHDRAWN] = "The advisor or the house took it back. Nothing was charged.",
};

static const char *ordinal_of(int64_t n)
{
	if (n % 100 >= 11 && n % 100 <= 13)
		return "th";
	return n % 10 == 1 ? "st" : n % 10 == 2 ? "nd" : n % 10 == 3 ? "rd" : "th";
}

/* "14:05" where the customer lives. */
static void add_clock(struct text_buf *out, instant at, const char *zone)
{
	char whole[INSTANT_CHARS];
	span ahead;

	if (zone_offset(text_of(zone), at, &ahead) == OK)
		at = instant_add(at, ahead);
	text_buf_print(out, "%.5s", instant_format(at, whole) + sizeof("2026-11-22T") - 1);
}

static void add_forecast(struct text_buf *out, const struct forecast *f, const char *zone)
{
	if (f->why != FORECAST_GIVEN) {
		text_buf_chars(out, "<p>When, we cannot tell yet.</p>");
		return;
	}
	text_buf_chars(out, "<p>Your phone should ring between ");
	add_clock(out, f->from, zone);
	text_buf_chars(out, " and ");
	add_clock(out, f->to, zone);
	text_buf_chars(out, ".</p>");
}

static void add_waiting(struct text_buf *out, const struct callback *cb, const char *zone)
{
	text_buf_chars(out, "<p>We stop trying at ");
	add_clock(out, cb->expires_at, zone);
	text_buf_print(out, " (%s).</p>", zone);
}

/* `at` is the page's own address, which the forms are posted under. */
static void add_forms(struct text_buf *out, const char *at, const struct callback *cb)
{
	if (!callback_is_live(cb->state) || cb->state == CALLBACK_CONNECTED)
		return;
	text_buf_print(out,
	               "<form method=\"post\" action=\"%s/extend\"><input type=\"hidden\" "
	               "name=\"seconds\" value=\"%d\"><p><button>Wait 30 minutes longer</button></p>"
	               "</form><form method=\"post\" action=\"%s/leave\"><input type=\"hidden\" "
	               "name=\"reason\" value=\"\"><p><button>Leave the "
	               "line</button></p></form>",
	               at, LONGER_S, at);
}

static text title_of(struct desk *desk, struct arena *arena, const struct callback *cb,
                     int64_t position)
{
	struct text_buf out;

	text_buf_init(&out, arena);
	if (position > 0)
		text_buf_print(&out, "%lld%s in line - ", (long long)position, ordinal_of(position));
	text_buf_print(&out, "%s - %s", cb->advisor_nickname, desk->rules->brand);
	return text_buf_text(&out);
}

static enum err body_of(struct desk *desk, struct arena *arena, const struct callback *cb,
                        int64_t position, const char *at, text *body)
{
	struct forecast forecast;
	struct account account;
	char price[MONEY_CHARS];
	struct text_buf out;

	TRY(forecast_of(desk, cb, position, &forecast));
	TRY(account_get(desk->tx, customer_account(cb->customer), &account));
	text_buf_init(&out, arena);
	text_buf_print(&out, "<h2>%s</h2>", position == 1 ? "You are next" : STATES[cb->state]);
	if (position > 0)
		add_forecast(&out, &forecast, account.timezone);
	if (callback_is_live(cb->state)) {
		add_waiting(&out, cb, account.timezone);
		text_buf_print(&out,
		               "<p>When it rings, you hear who it is and the price, %s a minute. Press 1 "
		               "to start; nothing is charged before.</p>",
		               money_format(money_of(cb->price_minor, currency_of(desk)), price));
	}
	add_forms(&out, at, cb);
	*body = text_buf_text(&out);
	return OK;
}

static enum err reply_place(struct desk *desk, const struct request *rq, struct reply *reply,
                            const struct callback *cb, const char *at)
{
	struct page_head head = { .is_missing = true };
	struct text_buf said;
	int64_t position;

	TRY(callback_position(desk->tx, cb, &position));
	text_buf_init(&said, rq->arena);
	text_buf_print(&said, "Call back with %s, %.*s", cb->advisor_nickname, TEXT(cb->listing_title));
	head.title = title_of(desk, rq->arena, cb, position);
	head.description = text_buf_text(&said);
	head.again_s = callback_is_live(cb->state) ? AGAIN_S : 0;
	TRY(body_of(desk, rq->arena, cb, position, at, &head.body));
	head.is_private = true;
	return page_reply(reply, 200, &head);
}

/* The app has words of its own for what one may not see; these are for those who do not run it. */
static enum err reply_hidden(const struct desk *desk, const struct request *rq, struct reply *reply)
{
	const struct page_head head = {
		.title = text_of(desk->rules->brand),
		.description = rq->who.account
		                   ? TEXT_LITERAL("There is nothing here.")
		                   : TEXT_LITERAL("Sign in at a listing's form to see your place."),
		.is_missing = true,
	};

	return page_reply(reply, 200, &head);
}

enum err plain_line(struct desk *desk, const struct request *rq, struct reply *reply)
{
	struct callback cb;
	char at[ID_CHARS + sizeof("/line/")], id[ID_CHARS];
	callback_id asked;

	if (id_parse(ID_OF_callback, path_text(rq, "callback"), &asked.n) != OK)
		return reply_hidden(desk, rq, reply);
	enum err err = callback_get(desk->tx, asked, &cb);

	if (err == ERR_NONE || (err == OK && !is_self(rq, cb.customer.n)))
		return reply_hidden(desk, rq, reply);
	TRY(err);
	(void)snprintf(at, sizeof(at), "/line/%s", id_format(ID_OF_callback, cb.id.n, id));
	return reply_place(desk, rq, reply, &cb, at);
}

enum err plain_linked(struct desk *desk, const struct request *rq, struct reply *reply)
{
	struct callback cb;
	struct text_buf at;
	bool opened;

	TRY(link_callback(desk, rq, &cb, &opened));
	if (!opened)
		return reply_hidden(desk, rq, reply);
	text_buf_init(&at, rq->arena);
	text_buf_print(&at, "/line/link/%.*s", TEXT(path_text(rq, "token")));
	return reply_place(desk, rq, reply, &cb, text_terminated(rq->arena, text_buf_text(&at)));
}

/* ---- what is posted -------------------------------------------------------------------- */
static enum err go_to_line(const struct request *rq, struct reply *reply)
{
	if (reply->status == 200)
		page_go(reply, "/line/", ID_OF_callback, path_id(rq, "callback"), "");
	return OK;
}

enum err plain_extend(struct desk *desk, const struct request *rq, struct reply *reply)
{
	TRY(api_callback_extend(desk, rq, reply));
	return go_to_line(rq, reply);
}

enum err plain_leave(struct desk *desk, const struct request *rq, struct reply *reply)
{
	TRY(api_callback_cancel(desk, rq, reply));
	return go_to_line(rq, reply);
}

/* A token that opened something has no letter in it that an address may not have. */
static enum err go_to_link(const struct request *rq, struct reply *reply)
{
	struct text_buf at;

	if (reply->status != 200)
		return OK;
	text_buf_init(&at, rq->arena);
	text_buf_print(&at, "/line/link/%.*s", TEXT(path_text(rq, "token")));
	page_go_to(reply, text_buf_text(&at));
	return OK;
}

enum err plain_linked_extend(struct desk *desk, const struct request *rq, struct reply *reply)
{
	TRY(api_link_extend(desk, rq, reply));
	return go_to_link(rq, reply);
}

enum err plain_linked_leave(struct desk *desk, const struct request *rq, struct reply *reply)
{
	TRY(api_link_cancel(desk, rq, reply));
	return go_to_link(rq, reply);
}

/* ---- a no ------------------------------------------------------------------------------ */
/* The page above the address that was posted to. */
static text page_above(const struct reply *reply)
{
	text at = reply->rq->list_address;

	while (at.length && at.at[at.length - 1] != '/')
		at.length--;
	return at.length > 1 ? (text){ at.at, at.length - 1 } : TEXT_LITERAL("/");
}

void plain_problem(struct reply *reply, const struct problem_told *told)
{
	struct page_head head = { .title = text_of(told->title), .is_missing = true };
	struct text_buf out;

	text_buf_init(&out, reply->arena);
	if (told->detail && !told->fault_count)
		head.description = text_of(told->detail);
	for (size_t i = 0; i < told->fault_count; i++) {
		const struct fault *f = &told->faults[i];

		const char *field = f->pointer + strspn(f->pointer, "#/"); /* "#": the whole form */

		text_buf_chars(&out, "<p>");
		page_escape(&out, text_of(field));
		text_buf_chars(&out, field[0] ? ": " : "");
		page_escape(&out, text_of(f->detail));
		text_buf_chars(&out, "</p>");
	}
	text_buf_chars(&out, "<p><a href=\"");
	page_escape(&out, page_above(reply));
	text_buf_chars(&out, "\">Back</a></p>");
	head.body = text_buf_text(&out);
	enum err err = page_reply(reply, told->status, &head);

	must(err == OK);
}
