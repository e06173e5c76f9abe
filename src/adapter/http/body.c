// SPDX-License-Identifier: Apache-2.0
#include "adapter/http/body.h"

#include <jansson.h>
#include <string.h>

#include "adapter/crypt/crypt.h"
#include "adapter/http/route.h"

static const struct field *field_of(const struct field *fields, size_t count, const char *name)
{
	for (size_t i = 0; i < count; i++)
		if (strcmp(fields[i].name, name) == 0)
			return &fields[i];
	return NULL;
}

static int64_t id_named(const struct request *rq, const char *name)
{
	const struct route *route = rq->route;
	const struct form *body = route->body;
	const struct field *field = body ? field_of(body->fields, body->field_count, name) : NULL;

	if (field && field->form->format == FORMAT_ID)
		return body_id(rq, name);
	field = field_of(route->query_params, route->query_count, name);
	return field && route->writes && field->form->format == FORMAT_ID ? query_id(rq, name) : 0;
}

int64_t body_customer(const struct request *rq)
{
	return id_named(rq, "customer");
}

int64_t body_advisor(const struct request *rq)
{
	return id_named(rq, "advisor");
}

static void forget(const struct request *rq, const char *name)
{
	const json_t *value = name && rq->body ? json_object_get(rq->body, name) : NULL;

	if (json_is_string(value))
		crypt_forget((void *)(uintptr_t)json_string_value(value), json_string_length(value));
}

void body_free(struct request *rq)
{
	if (!rq->body)
		return;
	forget(rq, rq->route->password_verify);
	forget(rq, rq->route->password_hash);
	json_decref(rq->body);
	rq->body = NULL;
}
