// SPDX-License-Identifier: Apache-2.0
/* Balances, ledger lines, the operator's credit, and the check of the whole ledger. */
#include <stdio.h>
#include <string.h>

#include "adapter/crypt/crypt.h"
#include "adapter/http/generated/api_tables.h"
#include "adapter/http/routes/show.h"
#include "domain/event/event.h"
#include "domain/money/money.h"

#define CREDIT_MOST 100000000 /* minor units at once */

/* Members of a balance, inside an open object. */
static enum err show_balance(struct desk *desk, struct json *j, const struct account *account)
{
	const customer_id customer = account_customer(account->id);
	const char *currency = currency_of(desk);
	int64_t available, held, earned;

	TRY(wallet_available(desk->tx, customer, &available));
	TRY(wallet_held(desk->tx, customer, &held));
	json_put_id(j, "customer", ID_OF_customer, customer.n);
	json_put_money(j, "available", available, currency);
	json_put_money(j, "held", held, currency);
	if (account_is(account, ROLE_ADVISOR)) {
		TRY(ledger_balance(desk->tx, ledger_earned(account_advisor(account->id)), &earned));
		json_put_money(j, "earned", earned, currency);
	}
	return OK;
}

enum err api_balance_get(struct desk *desk, const struct request *rq, struct reply *reply)
{
	int64_t named = query_id(rq, "customer");
	int64_t whose = named ? named : rq->who.account;
	struct account account;
	struct json *j;
	enum err err;

	if (!is_self_or_operator(rq, whose) || whose == 0)
		return reply_not_found(reply);
	err = account_get(desk->tx, (account_id){ whose }, &account);
	if (err == ERR_NONE)
		return reply_not_found(reply);
	TRY(err);
	j = reply_json(reply, 200);
	json_object(j);
	TRY(show_balance(desk, j, &account));
	json_end(j);
	return OK;
}

/* ---- credit -------------------------------------------------------------------------------------
 */
/* One key, one credit, also after the table of keys has forgotten it: key, asker, customer and
 * amount make the cause. */
static void cause_of(const struct request *rq, customer_id customer, int64_t minor, char out[64])
{
	char hash[CRYPT_HASH_CHARS], numbers[80];

	(void)snprintf(numbers, sizeof(numbers), "%lld:%lld:%lld", (long long)rq->who.account,
	               (long long)customer.n, (long long)minor);
	const text pieces[] = { rq->idempotency_key, text_of(numbers) };

	crypt_hash_pieces(pieces, COUNT(pieces), hash);
	(void)snprintf(out, 64, "key:%.40s", hash);
}

static enum err tell(struct desk *desk, customer_id customer, int64_t minor, text note)
{
	char subject[ID_CHARS];
	struct text_buf data;
	struct json j;

	text_buf_init(&data, desk->arena);
	json_init(&j, &data);
	json_object(&j);
	json_put_money(&j, "amount", minor, currency_of(desk));
	json_put_text(&j, "note", note.length ? note : TEXT_LITERAL(""));
	json_end(&j);
	/* Events go to operators who may see no money: the sum stands in the ledger and the audit. */
	const struct event_ask event = {
		.kind = "topup.succeeded",
		.subject_kind = ID_OF_customer,
		.subject = customer.n,
		.customer = customer,
		.data = TEXT_LITERAL("{}"),
	};

	TRY(event_write(desk, &event));
	return audit_write(desk, "wallet.credited", id_format(ID_OF_customer, customer.n, subject),
	                   text_buf_text(&data));
}

enum err api_credit_create(struct desk *desk, const struct request *rq, struct reply *reply)
{
	const customer_id customer = { path_id(rq, "customer") };
	struct account account;
	char cause[64];
	text currency;
	int64_t minor;
	struct json *j;
	bool written;
	enum err err = account_get(desk->tx, customer_account(customer), &account);

	if (err == ERR_NONE || (err == OK && !account_is(&account, ROLE_CUSTOMER)))
		return reply_not_found(reply);
	TRY(err);
	must(body_money(rq, "amount", &minor, &currency));
	if (!text_is(currency, currency_of(desk)))
		return reply_field(reply, REFUSED_INVALID, "amount/currency",
		                   "this is not the currency here");
	if (minor < 1 || minor > CREDIT_MOST)
		return reply_field(reply, REFUSED_INVALID, "amount/amount",
		                   "between 1 and 100000000 minor units");
	cause_of(rq, customer, minor, cause);
	TRY(wallet_credit(desk, customer, minor, cause, &written));
	if (written) {
		TRY(tell(desk, customer, minor, body_text(rq, "note")));
		TRY(call_money_came(desk, customer));
	}
	j = reply_json(reply, 201);
	json_object(j);
	TRY(show_balance(desk, j, &account));
	json_end(j);
	return OK;
}

/* ---- ledger lines -------------------------------------------------------------------------------
 */
/* "wallet:123" is shown as "wallet:cus_…". */
static void show_book(struct json *j, const char *key, const char *name)
{
	static const struct {
		const char *book;
		enum id_kind kind;
	} BOOKS[] = { { "wallet", ID_OF_customer },
		          { "held", ID_OF_call },
		          { "earned", ID_OF_advisor } };
	char shown[LEDGER_ACCOUNT_CHARS + ID_CHARS], id[ID_CHARS];
	text book, number;
	int64_t n;

	if (text_cut(text_of(name), ':', &book, &number) &&
	    text_number(number, 1, INT64_MAX, &n) == OK) {
		for (size_t i = 0; i < COUNT(BOOKS); i++) {
			if (!text_is(book, BOOKS[i].book))
				continue;
			(void)snprintf(shown, sizeof(shown), "%s:%s", BOOKS[i].book,
			               id_format(BOOKS[i].kind, n, id));
			json_put_chars(j, key, shown);
			return;
		}
	}
	json_put_chars(j, key, name);
}

static void show_transfer(struct json *j, const struct transfer *t, const char *own)
{
	bool comes_in = strcmp(t->credit, own) == 0;

	json_object(j);
	json_put_id(j, "id", ID_OF_transfer, t->id.n);
	json_put_instant(j, "at", t->at);
	show_book(j, "debit", t->debit);
	show_book(j, "credit", t->credit);
	json_put_money(j, "amount", t->minor, t->currency);
	json_put_money(j, "effect", comes_in ? t->minor : -t->minor, t->currency);
	json_put_chars(j, "kind", t->kind);
	json_put_chars(j, "cause", t->cause);
	if (instant_is_set(t->settled_at)) {
		json_put_money(j, "charge", t->charge_minor, t->currency);
		json_put_instant(j, "settled_at", t->settled_at);
	}
	json_end(j);
}

/* Which book is asked for; false: none that the asker may read. */
static bool book_asked(const struct request *rq, struct ledger_account *out)
{
	int64_t customer = query_id(rq, "customer");
	int64_t advisor = query_id(rq, "advisor");
	const text book = query_text(rq, "book");
	bool earned = text_is(book, "earned") || (!query_has(rq, "book") && advisor);
	int64_t whose = earned ? advisor : customer;

	if (text_is(book, "house")) {
		*out = ledger_house();
		return is_operator(rq);
	}
	if (!query_has(rq, "book") && !whose && !request_has_role(rq, ROLE_CUSTOMER))
		earned = true;
	if (whose == 0)
		whose = rq->who.account;
	if (whose == 0 || !is_self_or_operator(rq, whose))
		return false;
	*out = earned ? ledger_earned((advisor_id){ whose }) : ledger_wallet((customer_id){ whose });
	return true;
}

enum err api_transfer_list(struct desk *desk, const struct request *rq, struct reply *reply)
{
	const struct transfer *all;
	struct ledger_account own;
	struct rows rows;
	struct json *j;
	size_t shown;

	if (!book_asked(rq, &own))
		return reply_not_found(reply);
	TRY(ledger_list(desk->tx, own, (transfer_id){ rq->cursor }, page_most(rq), &rows));
	all = rows.at;
	j = reply_list(reply);
	shown = page_shown(rq, &rows);
	for (size_t i = 0; i < shown; i++)
		show_transfer(j, &all[i], own.name);
	return reply_list_end(reply, page_has_more(rq, &rows) ? all[shown - 1].id.n : 0);
}

enum err api_ledger_verify(struct desk *desk, const struct request *rq, struct reply *reply)
{
	struct ledger_verdict verdict;
	struct json *j;

	(void)rq;
	TRY(ledger_verify(desk->tx, &verdict));
	j = reply_json(reply, 200);
	json_object(j);
	json_put_bool(j, "sound", verdict.sound);
	json_put_number(j, "transfers", verdict.transfers);
	json_put_number(j, "accounts", verdict.accounts);
	json_put_money(j, "sum", verdict.sum_minor, currency_of(desk));
	json_put_chars(j, "why", verdict.why);
	json_end(j);
	return OK;
}
