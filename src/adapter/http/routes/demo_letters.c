// SPDX-License-Identifier: Apache-2.0
/*
 * The demo's caught mail: the notices that an installation with a mail server would send, composed
 * from the events that cause them (domain/notice), and what people wrote to each other, newest
 * first. Outside a demo nobody may read all of that, and it is not there.
 */
#include "adapter/http/routes/demo_facts.h"

#include <stdlib.h>

#include "adapter/http/routes/page_routes.h"
#include "adapter/http/routes/show.h"
#include "domain/notice/notice.h"
#include "http_sql.h"

#define EVENTS_MOST 300
#define WRITTEN_MOST 100
#define LETTERS_MOST 120

struct told { /* an event */
	instant at;
	char kind[48], subject[ID_CHARS];
	text data;
};

struct written {
	int64_t id, thread;
	instant at;
	char from[64], to[64];
	text login, subject, body;
};

struct letter {
	instant at;
	const char *kind; /* "notice", "mail" */
	const char *name;
	const char *from, *to;
	text login, subject, body;
	char link[LINK_CHARS]; /* of a notice to a customer; "" none */
	char id[ID_CHARS];     /* what it is about */
};

struct letters {
	struct desk *desk;
	struct letter *at;
	size_t count;
};

static struct letter *add(struct letters *all)
{
	must(all->count < EVENTS_MOST * 2 + WRITTEN_MOST);
	all->at[all->count] = (struct letter){ .kind = "notice" };
	return &all->at[all->count];
}

/* What of a callback a notice is about. */
struct about {
	struct callback callback;
	struct call call; /* of a receipt */
	const struct told *told;
};

static text length_until(const struct about *about, instant until, struct arena *arena)
{
	return ivr_length(arena, "en", instant_since(until, about->told->at));
}

/* The words, and the link that opens it without signing in. */
static enum err write_notice(struct letters *all, const struct about *about,
                             const struct notice *notice, struct letter *letter)
{
	struct arena *arena = all->desk->arena;
	const struct callback *cb = &about->callback;
	struct letter_facts facts = letter_facts_read(about->told->data);
	char charge[MONEY_CHARS];
	const struct ivr_values values = IVR_VALUES(
		{ "advisor", text_of(cb->advisor_nickname) },
		{ "customer", text_of(cb->customer_nickname) }, { "listing", cb->listing_title },
		{ "wait", length_until(about, facts.expires_at, arena) },
		{ "again", length_until(about, facts.not_before, arena) },
		{ "talked", ivr_length(arena, "en", about->call.witnessed) },
		{ "charge", text_of(money_format(money_of(about->call.charge_minor, currency_of(all->desk)),
	                                     charge)) });
	instant until = instant_add(about->told->at, all->desk->rules->link_life_ms);

	letter->subject = notice_fill(arena, notice->subject, values);
	letter->body = notice_fill(arena, notice->body, values);
	if (notice->to == NOTICE_TO_ADVISOR)
		return OK;
	return link_token_make(all->desk, letter->id, &until, letter->link);
}

static enum err add_notice(struct letters *all, const struct about *about,
                           const struct notice *notice)
{
	struct letter *letter = add(all);
	const struct callback *cb = &about->callback;
	bool to_customer = notice->to == NOTICE_TO_CUSTOMER;
	struct account account;

	TRY(account_get(all->desk->tx, (account_id){ to_customer ? cb->customer.n : cb->advisor.n },
	                &account));
	letter->at = about->told->at;
	letter->name = notice->name;
	letter->from = "Ringback";
	letter->to = text_terminated(all->desk->arena, text_of(to_customer ? cb->customer_nickname
	                                                                   : cb->advisor_nickname));
	letter->login = text_copy(all->desk->arena, text_of(account.login));
	if (about->call.id.n)
		id_format(ID_OF_call, about->call.id.n, letter->id);
	else
		id_format(ID_OF_callback, cb->id.n, letter->id);
	TRY(write_notice(all, about, notice, letter));
	all->count++;
	return OK;
}

/* A receipt is sent when it is written, which is a moment after the talk. */
static enum err read_receipt(struct letters *all, struct about *about, bool *ready)
{
	bool talked = text_is(text_of(about->told->kind), "callback.completed");

	*ready = true;
	if (!talked || !about->callback.call.n)
		return OK;
	TRY(call_get(all->desk->tx, about->callback.call, &about->call));
	*ready = about->call.state == CALL_ENDED;
	return OK;
}

static enum err add_told(struct letters *all, const struct told *told)
{
	static const enum notice_to SIDES[] = { NOTICE_TO_CUSTOMER, NOTICE_TO_ADVISOR };
	struct about about = { .told = told };
	callback_id id;
	bool ready;

	TRY(id_parse(ID_OF_callback, text_of(told->subject), &id.n));
	TRY(callback_get(all->desk->tx, id, &about.callback));
	TRY(read_receipt(all, &about, &ready));
	for (size_t i = 0; ready && i < COUNT(SIDES); i++) {
		const struct notice *notice = notice_of(text_of(told->kind), SIDES[i]);

		if (notice)
			TRY(add_notice(all, &about, notice));
	}
	return OK;
}

static enum err read_events(struct letters *all)
{
	static const struct column TOLD[] = { COLUMN_AT(struct told, at),
		                                  COLUMN_CHARS(struct told, kind),
		                                  COLUMN_CHARS(struct told, subject),
		                                  COLUMN_TEXT(struct told, data), COLUMN_END };
	struct rows rows;

	TRY(tx_all(all->desk->tx, &SQL_demo_mail_events, ARGS(NUM(EVENTS_MOST)), TOLD,
	           sizeof(struct told), EVENTS_MOST, &rows));
	const struct told *told = rows.at;

	for (size_t i = 0; i < rows.count; i++)
		TRY(add_told(all, &told[i]));
	return OK;
}

static enum err read_written(struct letters *all)
{
	static const struct column WRITTEN[] = {
		COLUMN_NUM(struct written, id),
		COLUMN_AT(struct written, at),
		COLUMN_NUM(struct written, thread),
		COLUMN_CHARS(struct written, from),
		COLUMN_CHARS(struct written, to),
		COLUMN_TEXT(struct written, login),
		COLUMN_TEXT(struct written, subject),
		COLUMN_TEXT(struct written, body),
		COLUMN_END,
	};
	struct rows rows;

	TRY(tx_all(all->desk->tx, &SQL_demo_mail_written, ARGS(NUM(WRITTEN_MOST)), WRITTEN,
	           sizeof(struct written), WRITTEN_MOST, &rows));
	const struct written *written = rows.at;

	for (size_t i = 0; i < rows.count; i++) {
		struct letter *letter = add(all);

		*letter = (struct letter){
			.at = written[i].at,
			.kind = "mail",
			.name = "mail",
			.from = written[i].from,
			.to = written[i].to,
			.login = written[i].login,
			.subject = written[i].subject,
			.body = written[i].body,
		};
		id_format(ID_OF_thread, written[i].thread, letter->id);
		all->count++;
	}
	return OK;
}

static int newer_first(const void *a, const void *b)
{
	const struct letter *one = a, *two = b;

	return (one->at.us < two->at.us) - (one->at.us > two->at.us);
}

static void show(struct json *j, const struct letter *letter)
{
	json_object(j);
	json_put_instant(j, "at", letter->at);
	json_put_chars(j, "kind", letter->kind);
	json_put_chars(j, "name", letter->name);
	json_put_chars(j, "about", letter->id);
	json_put_chars(j, "from", letter->from);
	json_put_chars(j, "to", letter->to);
	json_put_text(j, "login", letter->login);
	json_put_text(j, "subject", letter->subject);
	json_put_text(j, "body", letter->body);
	show_chars_or_null(j, "link", letter->link);
	json_end(j);
}

enum err page_demo_letters(struct desk *desk, const struct request *rq, struct reply *reply)
{
	struct letters all = { .desk = desk };
	struct json *j;

	if (!rq->demo)
		return reply_not_found(reply);
	all.at = arena_take(desk->arena, (EVENTS_MOST * 2 + WRITTEN_MOST) * sizeof(*all.at));
	TRY(read_events(&all));
	TRY(read_written(&all));
	qsort(all.at, all.count, sizeof(*all.at), newer_first);
	j = reply_json(reply, 200);
	json_object(j);
	json_key(j, "data");
	json_array(j);
	for (size_t i = 0; i < all.count && i < LETTERS_MOST; i++)
		show(j, &all.at[i]);
	json_end(j);
	json_end(j);
	return OK;
}
