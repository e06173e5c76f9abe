// SPDX-License-Identifier: Apache-2.0
#include "adapter/http/reply.h"

#include <string.h>

#include "adapter/http/cursor.h"
#include "adapter/http/request.h"
#include "base/arena.h"

void reply_init(struct reply *reply, const struct request *rq, struct arena *arena)
{
	memset(reply, 0, sizeof(*reply));
	reply->arena = arena;
	reply->rq = rq;
	reply->headers_end = &reply->headers;
	reply->keep = true;
}

struct json *reply_json(struct reply *reply, int status)
{
	must(status >= 200 && status <= 599);
	reply->status = status;
	reply->content_type = "application/json";
	text_buf_init(&reply->body, reply->arena);
	json_init(&reply->json, &reply->body);
	return &reply->json;
}

enum err reply_nothing(struct reply *reply)
{
	reply->status = 204;
	reply->content_type = NULL;
	text_buf_init(&reply->body, reply->arena);
	return OK;
}

void reply_header(struct reply *reply, const char *name, text value)
{
	struct reply_header *h = ARENA_NEW(reply->arena, struct reply_header);

	/* A line break would let a value become a header of its own. */
	must(!memchr(value.at, '\n', value.length) && !memchr(value.at, '\r', value.length));
	h->name = name;
	h->value = text_copy(reply->arena, value);
	*reply->headers_end = h;
	reply->headers_end = &h->next;
}

static void header_of(struct reply *reply, const char *name, const struct text_buf *value)
{
	reply_header(reply, name, text_buf_text(value));
}

void reply_location(struct reply *reply, const char *collection, enum id_kind kind, int64_t id)
{
	struct text_buf at;
	char chars[ID_CHARS];

	text_buf_init(&at, reply->arena);
	text_buf_print(&at, "%s/%s", collection, id_format(kind, id, chars));
	header_of(reply, "Location", &at);
}

void reply_etag(struct reply *reply, int64_t version)
{
	struct text_buf tag;

	must(version > 0);
	text_buf_init(&tag, reply->arena);
	text_buf_print(&tag, "\"%lld\"", (long long)version);
	header_of(reply, "ETag", &tag);
}

struct json *reply_list(struct reply *reply)
{
	struct json *j = reply_json(reply, 200);

	json_object(j);
	json_key(j, "data");
	json_array(j);
	return j;
}

/* The same address with the cursor in place of the old one. */
static void link_next(struct reply *reply, const char *cursor)
{
	struct text_buf link;

	text_buf_init(&link, reply->arena);
	text_buf_print(&link, "<%.*s%scursor=%s>; rel=\"next\"", TEXT(reply->rq->list_address),
	               memchr(reply->rq->list_address.at, '?', reply->rq->list_address.length) ? "&"
	                                                                                       : "?",
	               cursor);
	header_of(reply, "Link", &link);
}

enum err reply_list_end(struct reply *reply, int64_t next)
{
	struct json *j = &reply->json;
	char cursor[CURSOR_CHARS];

	json_end(j);
	if (next) {
		cursor_write(next, reply->rq->list_filters, cursor);
		link_next(reply, cursor);
	}
	json_put_chars(j, "next_cursor", next ? cursor : NULL);
	json_end(j);
	return OK;
}

void reply_session(struct reply *reply, text token, span life)
{
	must(token.length > 0);
	reply->cookie_token = text_terminated(reply->arena, token);
	reply->cookie_life = life;
}

void reply_session_end(struct reply *reply)
{
	reply->cookie_token = "";
}

void json_put_money(struct json *j, const char *key, int64_t minor, const char *currency)
{
	json_key(j, key);
	json_object(j);
	json_put_number(j, "amount", minor);
	json_put_chars(j, "currency", currency);
	json_end(j);
}
