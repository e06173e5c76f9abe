// SPDX-License-Identifier: Apache-2.0
#include "adapter/http/problem.h"

#include <string.h>

#include "adapter/http/problem_page.h"
#include "adapter/http/request.h"

struct problem_row {
	int status;
	const char *code, *title;
};

#define PROBLEM_ROW(name, status, code, words) { status, code, words },
static const struct problem_row ROWS[] = { PROBLEMS(PROBLEM_ROW) };

static void write_faults(struct json *j, const struct problem_told *told)
{
	json_key(j, "errors");
	json_array(j);
	for (size_t i = 0; i < told->fault_count; i++) {
		const struct fault *f = &told->faults[i];

		json_object(j);
		json_put_chars(j, f->pointer[0] == '#' ? "pointer" : "parameter", f->pointer);
		json_put_chars(j, "code", f->code);
		json_put_chars(j, "detail", f->detail);
		json_end(j);
	}
	json_end(j);
}

static void tell(struct reply *reply, const struct problem_told *told)
{
	const struct route *route = reply->rq->route;

	must(told->status >= 400 && told->code[0]);
	if (route && route->tells) {
		route->tells(reply, told);
		return;
	}
	struct text_buf type;
	struct json *j = reply_json(reply, told->status);

	reply->content_type = "application/problem+json";
	text_buf_init(&type, reply->arena);
	text_buf_add(&type, reply->rq->site);
	text_buf_chars(&type, PROBLEM_PAGE_PATH "#");
	text_buf_chars(&type, told->code);
	json_object(j);
	json_put_text(j, "type", text_buf_text(&type));
	json_put_chars(j, "title", told->title);
	json_put_number(j, "status", told->status);
	if (told->detail)
		json_put_chars(j, "detail", told->detail);
	if (told->instance)
		json_put_chars(j, "instance", told->instance);
	json_put_chars(j, "code", told->code);
	json_put_text(j, "request_id", reply->rq->request_id);
	if (told->fault_count)
		write_faults(j, told);
	json_end(j);
}

void reply_problem(struct reply *reply, enum problem problem, const char *detail)
{
	must(problem < PROBLEM_COUNT);
	const struct problem_row *row = &ROWS[problem];

	reply->keep = false;
	tell(reply,
	     &(struct problem_told){
			 .status = row->status, .code = row->code, .title = row->title, .detail = detail });
}

void reply_problem_faults(struct reply *reply, const struct fault *faults, size_t count)
{
	const struct problem_row *row = &ROWS[PROBLEM_FORM];

	must(count > 0);
	reply->keep = false;
	tell(reply, &(struct problem_told){ .status = row->status,
	                                    .code = row->code,
	                                    .title = row->title,
	                                    .faults = faults,
	                                    .fault_count = count });
}

static bool has_header(const struct reply *reply, const char *name)
{
	for (const struct reply_header *h = reply->headers; h; h = h->next)
		if (strcmp(h->name, name) == 0)
			return true;
	return false;
}

static void tell_refusal(struct reply *reply, enum refusal refusal, struct problem_told *told)
{
	must(refusal != GRANTED);
	told->status = refusal_status(refusal);
	told->code = refusal_code(refusal);
	told->title = refusal_words(refusal);
	tell(reply, told);
	if ((told->status == 429 || told->status == 503) && !has_header(reply, "Retry-After"))
		reply_header(reply, "Retry-After", TEXT_LITERAL("30"));
}

enum err reply_refused(struct reply *reply, enum refusal refusal, const char *pointer,
                       const char *detail)
{
	struct fault fault = { pointer, refusal_code(refusal),
		                   detail ? detail : refusal_words(refusal) };
	struct problem_told told = { .detail = detail,
		                         .faults = &fault,
		                         .fault_count = pointer ? 1 : 0 };

	tell_refusal(reply, refusal, &told);
	return OK;
}

enum err reply_refused_by(struct reply *reply, enum refusal refusal, const char *detail,
                          const char *instance)
{
	struct problem_told told = { .detail = detail, .instance = instance };

	tell_refusal(reply, refusal, &told);
	return OK;
}

int problem_status(enum problem problem)
{
	must(problem < PROBLEM_COUNT);
	return ROWS[problem].status;
}

enum problem problem_of_status(int status)
{
	if (status == 400)
		return PROBLEM_REQUEST;
	for (enum problem p = 0; p < PROBLEM_COUNT; p++)
		if (ROWS[p].status == status)
			return p;
	return status < 500 ? PROBLEM_REQUEST : PROBLEM_INTERNAL;
}

enum problem problem_of_err(enum err err)
{
	must(err != OK);
	switch (err) {
	case ERR_UNCERTAIN: return PROBLEM_UNCERTAIN;
	case ERR_AGAIN:
	case ERR_FULL:
	case ERR_BUSY:
	case ERR_TIMEOUT:
	case ERR_UNAVAILABLE: return PROBLEM_BUSY;
	default: return PROBLEM_INTERNAL;
	}
}
