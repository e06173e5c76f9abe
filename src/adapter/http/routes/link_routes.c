// SPDX-License-Identifier: Apache-2.0
/*
 * Signed links: "rb_link_<callback>_<expiry>_<signature>" shows one callback to whoever holds it,
 * and lets the holder wait longer or leave the line, as its customer could. A token that is forged,
 * over, taken back, or held by somebody signed in as somebody else is answered like one that never
 * was.
 */
#include <stdio.h>

#include "adapter/crypt/crypt.h"
#include "adapter/http/generated/api_tables.h"
#include "adapter/http/routes/link_routes.h"
#include "adapter/http/routes/show.h"
#include "domain/link/link.h"

#define LINK_PREFIX "rb_link_"
#define SIGNATURE_CHARS 32 /* 128 bits in hex */

struct link {
	callback_id callback; /* one of the two; the other is 0 */
	call_id call;
	instant expires_at;
	char subject[ID_CHARS];
	text signature;
};

static void sign(const struct link *link, const struct link_facts *facts,
                 char out[CRYPT_HASH_CHARS])
{
	char until[24], version[24];

	(void)snprintf(until, sizeof(until), "%lld", (long long)link->expires_at.us);
	(void)snprintf(version, sizeof(version), "%lld", (long long)facts->version);

	const text pieces[] = { text_of(facts->secret), TEXT_LITERAL("link"), text_of(link->subject),
		                    text_of(until), text_of(version) };

	crypt_hash_pieces(pieces, COUNT(pieces), out);
	out[SIGNATURE_CHARS] = '\0';
}

/* "cbk_0sa…_1790000000_<signature>" behind the prefix. False: it has not that form. */
static bool read_token(text token, struct link *link)
{
	text rest, kind, letters, until;
	int64_t seconds;
	size_t prefix = sizeof(LINK_PREFIX) - 1;

	if (!text_starts(token, LINK_PREFIX))
		return false;
	rest = (text){ token.at + prefix, token.length - prefix };
	if (!text_cut(rest, '_', &kind, &rest) || !text_cut(rest, '_', &letters, &rest) ||
	    !text_cut(rest, '_', &until, &link->signature))
		return false;
	if (text_number(until, 1, 99999999999, &seconds) != OK ||
	    link->signature.length != SIGNATURE_CHARS)
		return false;
	link->expires_at = (instant){ seconds * 1000000 };
	/* kind and letters stand side by side in the token, so together they are the id again. */
	text id = { kind.at, kind.length + 1 + letters.length };

	link->callback.n = 0;
	link->call.n = 0;
	return text_into(id, link->subject, sizeof(link->subject)) == OK &&
	       (id_parse(ID_OF_callback, id, &link->callback.n) == OK ||
	        id_parse(ID_OF_call, id, &link->call.n) == OK);
}

static bool is_for_asker(const struct request *rq, customer_id customer)
{
	return rq->who.account == 0 || is_self_or_operator(rq, customer.n);
}

/* *good: ours, not over and not taken back. */
static enum err check_token(struct desk *desk, const struct request *rq, struct link *link,
                            bool *good)
{
	char signature[CRYPT_HASH_CHARS];
	struct link_facts facts;
	enum err err;

	*good = false;
	if (!read_token(path_text(rq, "token"), link) || !instant_before(desk->now, link->expires_at))
		return OK;
	err = link_facts(desk->tx, link->subject, &facts);
	if (err == ERR_NONE)
		return OK;
	TRY(err);
	sign(link, &facts, signature);
	*good = crypt_same(text_of(signature), link->signature);
	return OK;
}

/* The callback it opens to the asker. */
static enum err open_link(struct desk *desk, const struct request *rq, struct callback *cb,
                          struct link *link, bool *opened)
{
	enum err err;

	TRY(check_token(desk, rq, link, opened));
	if (!*opened || !link->callback.n) {
		*opened = false;
		return OK;
	}
	err = callback_get(desk->tx, link->callback, cb);
	*opened = err == OK && is_for_asker(rq, cb->customer);
	return err == ERR_NONE ? OK : err;
}

enum err link_callback(struct desk *desk, const struct request *rq, struct callback *cb,
                       bool *opened)
{
	struct link link;

	return open_link(desk, rq, cb, &link, opened);
}

static enum err reply_linked(struct desk *desk, const struct request *rq, struct reply *reply,
                             const struct link *link, const struct callback *cb)
{
	struct forecast forecast;
	struct callback_view view = { cb, 0, false, &forecast };
	struct json *j;

	TRY(callback_position(desk->tx, cb, &view.position));
	TRY(forecast_of(desk, cb, view.position, &forecast));
	j = reply_json(reply, 200);
	json_object(j);
	json_put_chars(j, "kind", "callback");
	json_put_instant(j, "expires_at", link->expires_at);
	json_key(j, "callback");
	show_callback(desk, rq, j, &view);
	json_end(j);
	return OK;
}

static enum err reply_receipt(struct desk *desk, const struct request *rq, struct reply *reply,
                              const struct link *link)
{
	struct call call;
	struct json *j;
	enum err err = call_get(desk->tx, link->call, &call);

	if (err == ERR_NONE || (err == OK && !is_for_asker(rq, call.customer)))
		return reply_not_found(reply);
	TRY(err);
	if (call.state != CALL_ENDED)
		return reply_not_found(reply);
	j = reply_json(reply, 200);
	json_object(j);
	json_put_chars(j, "kind", "receipt");
	json_put_instant(j, "expires_at", link->expires_at);
	json_key(j, "receipt");
	TRY(show_receipt(desk, rq, j, &call));
	json_end(j);
	return OK;
}

enum err api_link_get(struct desk *desk, const struct request *rq, struct reply *reply)
{
	struct callback cb;
	struct link link;
	bool opened;

	TRY(check_token(desk, rq, &link, &opened));
	if (opened && link.call.n)
		return reply_receipt(desk, rq, reply, &link);
	TRY(open_link(desk, rq, &cb, &link, &opened));
	return opened ? reply_linked(desk, rq, reply, &link, &cb) : reply_not_found(reply);
}

/* What the holder of a link may do about the callback it opens. */
typedef enum err (*link_deed)(struct desk *desk, const struct request *rq, struct callback *cb,
                              struct callback_answer *answer);

/* Whoever holds the link acts as the customer it was given to. */
static enum err act(struct desk *desk, const struct request *rq, struct reply *reply,
                    link_deed deed)
{
	struct callback_answer answer;
	struct callback cb;
	struct link link;
	bool opened;

	TRY(open_link(desk, rq, &cb, &link, &opened));
	if (!opened)
		return reply_not_found(reply);
	desk->actor = (struct actor){ ACTOR_CUSTOMER, cb.customer.n };
	TRY(deed(desk, rq, &cb, &answer));
	if (answer.refused)
		return reply_field(reply, answer.refused, answer.field, answer.detail);
	return reply_linked(desk, rq, reply, &link, &answer.callback);
}

static enum err extend(struct desk *desk, const struct request *rq, struct callback *cb,
                       struct callback_answer *answer)
{
	struct callback_edit edit = { .callback = cb->id, .has_until = true };
	struct availability lock;

	/* Two that extend at once must both count: read again what is added to. */
	TRY(availability_lock(desk, cb->advisor, &lock));
	TRY(callback_get(desk->tx, cb->id, cb));
	edit.until = instant_add(cb->expires_at, SECONDS(body_number(rq, "seconds", 0)));
	TRY(callback_change(desk, &edit, answer));
	if (answer->refused && answer->field)
		answer->field = "seconds"; /* so it stands in the request */
	return OK;
}

static enum err let_pass(struct desk *desk, const struct request *rq, struct callback *cb,
                         struct callback_answer *answer)
{
	(void)rq;
	return callback_let_pass(desk, cb->id, answer);
}

static enum err cancel(struct desk *desk, const struct request *rq, struct callback *cb,
                       struct callback_answer *answer)
{
	(void)rq;
	return call_cancel_callback(desk, cb->id, NO_TEXT, answer);
}

enum err api_link_extend(struct desk *desk, const struct request *rq, struct reply *reply)
{
	return act(desk, rq, reply, extend);
}

enum err api_link_let_pass(struct desk *desk, const struct request *rq, struct reply *reply)
{
	return act(desk, rq, reply, let_pass);
}

enum err api_link_cancel(struct desk *desk, const struct request *rq, struct reply *reply)
{
	return act(desk, rq, reply, cancel);
}

/* ---- giving and taking back ------------------------------------------------------------ */
static enum err own_callback(struct desk *desk, const struct request *rq, struct link *link,
                             bool *own)
{
	struct callback cb;
	enum err err;

	*link = (struct link){ .callback = { path_id(rq, "callback") } };
	id_format(ID_OF_callback, link->callback.n, link->subject);
	err = callback_get(desk->tx, link->callback, &cb);
	*own = err == OK && is_self_or_operator(rq, cb.customer.n);
	return err == ERR_NONE ? OK : err;
}

static enum err own_call(struct desk *desk, const struct request *rq, struct link *link, bool *own)
{
	struct call call;
	enum err err;

	*link = (struct link){ .call = { path_id(rq, "call") } };
	id_format(ID_OF_call, link->call.n, link->subject);
	err = call_get(desk->tx, link->call, &call);
	*own = err == OK && call.state == CALL_ENDED && is_self_or_operator(rq, call.customer.n);
	return err == ERR_NONE ? OK : err;
}

enum err link_token_make(struct desk *desk, const char *subject, instant *expires_at,
                         char out[LINK_CHARS])
{
	char signature[CRYPT_HASH_CHARS];
	struct link_facts facts;
	struct link link;

	TRY(link_facts_new(desk, subject, &facts));
	/* Whole seconds, as the token says them. */
	expires_at->us -= expires_at->us % 1000000;
	link = (struct link){ .expires_at = *expires_at };
	TRY(text_into(text_of(subject), link.subject, sizeof(link.subject)));
	sign(&link, &facts, signature);
	(void)snprintf(out, LINK_CHARS, LINK_PREFIX "%s_%lld_%s", subject,
	               (long long)(expires_at->us / 1000000), signature);
	return OK;
}

static enum err give(struct desk *desk, struct reply *reply, struct link *link)
{
	char token[LINK_CHARS];
	struct json *j;

	link->expires_at = instant_add(desk->now, desk->rules->link_life_ms);
	TRY(link_token_make(desk, link->subject, &link->expires_at, token));
	j = reply_json(reply, 201);
	json_object(j);
	json_put_chars(j, "token", token);
	json_put_instant(j, "expires_at", link->expires_at);
	json_end(j);
	reply->keep = false;
	return OK;
}

static enum err take_back(struct desk *desk, struct reply *reply, struct link *link)
{
	TRY(link_revoke(desk, link->subject));
	return reply_nothing(reply);
}

typedef enum err (*own_of)(struct desk *desk, const struct request *rq, struct link *link,
                           bool *own);
typedef enum err (*own_deed)(struct desk *desk, struct reply *reply, struct link *link);

static enum err with_own(struct desk *desk, const struct request *rq, struct reply *reply,
                         own_of find, own_deed deed)
{
	struct link link;
	bool own;

	TRY(find(desk, rq, &link, &own));
	return own ? deed(desk, reply, &link) : reply_not_found(reply);
}

enum err api_callback_link(struct desk *desk, const struct request *rq, struct reply *reply)
{
	return with_own(desk, rq, reply, own_callback, give);
}

enum err api_call_link(struct desk *desk, const struct request *rq, struct reply *reply)
{
	return with_own(desk, rq, reply, own_call, give);
}

enum err api_callback_unlink(struct desk *desk, const struct request *rq, struct reply *reply)
{
	return with_own(desk, rq, reply, own_callback, take_back);
}

enum err api_call_unlink(struct desk *desk, const struct request *rq, struct reply *reply)
{
	return with_own(desk, rq, reply, own_call, take_back);
}
