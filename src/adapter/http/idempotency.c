// SPDX-License-Identifier: Apache-2.0
/*
 * The same key, the same answer: a request that was carried out once is answered from what was
 * kept, in the transaction that carried it out. Two at once wait for each other at the unique key;
 * the later one is run again and replays. What never reached its handler (bad form, not signed in)
 * is not kept, nor is a failure of ours.
 */
#include "adapter/http/exchange.h"

#include "http_sql.h"

#define SWEEP_MOST 500

struct kept {
	text fingerprint;
	int32_t status;
	text headers, body;
};

static const struct column KEPT[] = { COLUMN_TEXT(struct kept, fingerprint),
	                                  COLUMN_NUM(struct kept, status),
	                                  COLUMN_TEXT(struct kept, headers),
	                                  COLUMN_TEXT(struct kept, body), COLUMN_END };

static bool is_kept(const struct exchange *x)
{
	const struct request *rq = &x->rq;

	return rq->idempotency_key.at && rq->route->idempotency != IDEMPOTENCY_OFF &&
	       rq->route->writes && rq->who.by != SIGNED_BY_NOTHING;
}

static text principal_of(const struct exchange *x, char out[ID_CHARS])
{
	if (x->rq.who.by == SIGNED_BY_SOCKET)
		return TEXT_LITERAL("socket");
	return text_of(id_format(ID_OF_account, x->rq.who.account, out));
}

/* "Name: value" lines; the first is the content type. */
static text headers_of(const struct exchange *x)
{
	struct text_buf lines;

	text_buf_init(&lines, x->arena);
	text_buf_print(&lines, "Content-Type: %s\n",
	               x->reply.content_type ? x->reply.content_type : "");
	for (const struct reply_header *h = x->reply.headers; h; h = h->next)
		text_buf_print(&lines, "%s: %.*s\n", h->name, TEXT(h->value));
	return text_buf_text(&lines);
}

static void replay_header(struct exchange *x, text line)
{
	text name, value;

	if (!text_cut(line, ':', &name, &value))
		return;
	value = text_trim(value);
	if (text_is(name, "Content-Type"))
		x->reply.content_type = value.length ? text_terminated(x->arena, value) : NULL;
	else
		reply_header(&x->reply, text_terminated(x->arena, name), value);
}

static void replay(struct exchange *x, const struct kept *kept)
{
	text line, rest = kept->headers;
	struct json *j = reply_json(&x->reply, kept->status);

	if (kept->body.length)
		json_raw(j, kept->body);
	while (rest.length) {
		text_cut(rest, '\n', &line, &rest);
		replay_header(x, line);
	}
	reply_header(&x->reply, "Idempotency-Replayed", TEXT_LITERAL("true"));
	x->replayed = true;
}

enum err idempotency_look(struct exchange *x, struct desk *desk, bool *answered)
{
	struct kept kept = { 0 };
	char id[ID_CHARS];

	*answered = false;
	if (!is_kept(x))
		return OK;
	enum err err =
		tx_one(desk->tx, &SQL_idempotency_get,
	           ARGS(TEXT_ARG(principal_of(x, id)), TEXT_ARG(x->rq.idempotency_key)), KEPT, &kept);

	if (err == ERR_NONE)
		return OK;
	TRY(err);
	*answered = true;
	if (text_is(kept.fingerprint, x->fingerprint))
		replay(x, &kept);
	else
		reply_problem(&x->reply, PROBLEM_KEY_REUSED, NULL);
	return OK;
}

enum err idempotency_keep(struct exchange *x, struct desk *desk)
{
	const struct reply *reply = &x->reply;
	char id[ID_CHARS];
	int64_t changed = 0;
	text body = text_buf_text(&reply->body);

	if (!is_kept(x) || !reply->keep || reply->cookie_token || reply->status >= 500 ||
	    reply->status == 429)
		return OK;
	TRY(tx_run(desk->tx, &SQL_idempotency_insert,
	           ARGS(TEXT_ARG(principal_of(x, id)), TEXT_ARG(x->rq.idempotency_key),
	                WORDS(x->fingerprint), NUM(reply->status), TEXT_ARG(headers_of(x)),
	                TEXT_ARG(body.length ? body : TEXT_LITERAL("")), AT(desk->now)),
	           &changed));
	return changed == 1 ? OK : ERR_AGAIN;
}

enum err idempotency_sweep(struct desk *desk, instant before, int64_t *gone)
{
	must(instant_is_set(before));
	return tx_run(desk->tx, &SQL_idempotency_sweep, ARGS(AT(before), NUM(SWEEP_MOST)), gone);
}
