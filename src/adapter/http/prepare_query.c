// SPDX-License-Identifier: Apache-2.0
/* Path and query parameters: decoded, checked against the operation's table, every fault named. */
#include "adapter/http/exchange.h"

#include <string.h>

#include "adapter/http/cursor.h"
#include "adapter/http/form.h"
#include "adapter/http/urlencoded.h"
#include "base/arena.h"
#include "base/hash.h"

#define LIMIT_PRESET 25
#define LIMIT_MOST 100

struct reading {
	struct exchange *x;
	struct faults faults;
	text cursor;
	uint64_t filters;
	struct text_buf address; /* the query without its cursor, as it was written */
};

static void fault(struct reading *r, text name, const char *code, const char *detail)
{
	char chars[64];

	text_fit(name, chars, sizeof(chars));
	faults_add(&r->faults, chars, code, detail);
}

/* True: it was one of the list's own. */
static bool read_list_parameter(struct reading *r, text name, text value)
{
	if (!r->x->rq.route->is_list)
		return false;
	if (text_is(name, "cursor")) {
		r->cursor = value;
		return true;
	}
	if (!text_is(name, "limit"))
		return false;
	if (text_number(value, 1, LIMIT_MOST, &r->x->rq.limit) != OK)
		fault(r, name, "out_of_bounds", "Must be 1 to 100.");
	return true;
}

static void read_parameter(struct reading *r, text name, text value)
{
	struct request *rq = &r->x->rq;

	if (read_list_parameter(r, name, value))
		return;
	for (size_t i = 0; i < rq->route->query_count; i++) {
		const struct field *field = &rq->route->query_params[i];

		if (!text_is(name, field->name))
			continue;
		if (rq->query[i].present)
			fault(r, name, "repeated", "Give it once.");
		else
			form_check_text(r->x->surface->patterns, field, value, &rq->query[i], &r->faults);
		return;
	}
	fault(r, name, "unknown_parameter", "There is no such parameter here.");
}

static void keep_in_address(struct reading *r, text pair)
{
	text_buf_chars(&r->address, memchr(r->address.at, '?', r->address.length) ? "&" : "?");
	text_buf_add(&r->address, pair);
}

static bool read_query(struct reading *r, text query)
{
	text pair, raw_name, raw_value, name, value;

	while (query.length) {
		text_cut(query, '&', &pair, &query);
		if (!pair.length)
			continue;
		text_cut(pair, '=', &raw_name, &raw_value);
		if (!percent_decode(r->x->arena, raw_name, true, &name) ||
		    !percent_decode(r->x->arena, raw_value, true, &value))
			return false;
		read_parameter(r, name, value);
		if (text_is(name, "cursor"))
			continue;
		keep_in_address(r, pair);
		/* A sum: the order of the filters does not matter. */
		if (!text_is(name, "limit"))
			r->filters += hash_number(hash_bytes(pair.at, pair.length));
	}
	return true;
}

/* An id that cannot exist names nothing. */
static bool read_path(struct reading *r, const text *parts)
{
	struct request *rq = &r->x->rq;
	text part;

	for (size_t i = 0; i < rq->route->path_count; i++) {
		if (!percent_decode(r->x->arena, parts[i], false, &part))
			return false;
		form_check_text(r->x->surface->patterns, &rq->route->path_params[i], part, &rq->path[i],
		                &r->faults);
		if (r->faults.count)
			return false;
	}
	return true;
}

static void demand_required(struct reading *r)
{
	const struct request *rq = &r->x->rq;

	for (size_t i = 0; i < rq->route->query_count; i++)
		if (rq->route->query_params[i].required && !rq->query[i].present)
			fault(r, text_of(rq->route->query_params[i].name), "required", "Is missing.");
}

bool exchange_prepare_parameters(struct exchange *x, const struct incoming *in, const text *parts)
{
	struct reading r = { .x = x, .faults.arena = x->arena };

	x->rq.limit = LIMIT_PRESET;
	text_buf_init(&r.address, x->arena);
	text_buf_add(&r.address, in->path);
	r.filters = hash_bytes(x->rq.route->operation, strlen(x->rq.route->operation));
	if (!read_path(&r, parts)) {
		(void)!reply_refused(&x->reply, REFUSED_NOT_FOUND, NULL, NULL);
		return false;
	}
	if (!x->rq.route->is_page && !read_query(&r, in->query)) {
		reply_problem(&x->reply, PROBLEM_REQUEST, "The query is not percent-encoded UTF-8.");
		return false;
	}
	demand_required(&r);
	if (r.faults.count) {
		reply_problem_faults(&x->reply, r.faults.at, r.faults.count);
		return false;
	}
	x->rq.list_address = text_buf_text(&r.address);
	x->rq.list_filters = r.filters;
	if (r.cursor.at && cursor_read(r.cursor, r.filters, &x->rq.cursor) != OK) {
		reply_problem(&x->reply, PROBLEM_CURSOR, NULL);
		return false;
	}
	return true;
}
