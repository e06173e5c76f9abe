// SPDX-License-Identifier: Apache-2.0
#include "adapter/http/request.h"

#include <jansson.h>
#include <string.h>

#include "adapter/http/route.h"

bool request_has_role(const struct request *rq, enum account_role role)
{
	return (rq->who.roles & role) != 0;
}

bool request_version_fits(const struct request *rq, int64_t version)
{
	return rq->if_match == 0 || rq->if_match == IF_MATCH_ANY || rq->if_match == version;
}

static const struct value *value_named(const struct field *fields, size_t count,
                                       const struct value *values, const char *name)
{
	for (size_t i = 0; i < count; i++)
		if (strcmp(fields[i].name, name) == 0)
			return &values[i];
	must(false && "the operation has this parameter");
	return NULL;
}

static const struct value *path_value(const struct request *rq, const char *name)
{
	return value_named(rq->route->path_params, rq->route->path_count, rq->path, name);
}

static const struct value *query_value(const struct request *rq, const char *name)
{
	return value_named(rq->route->query_params, rq->route->query_count, rq->query, name);
}

int64_t path_id(const struct request *rq, const char *name)
{
	return path_value(rq, name)->number;
}

text path_text(const struct request *rq, const char *name)
{
	return path_value(rq, name)->chars;
}

bool query_has(const struct request *rq, const char *name)
{
	return query_value(rq, name)->present;
}

int64_t query_number(const struct request *rq, const char *name, int64_t preset)
{
	const struct value *v = query_value(rq, name);

	return v->present ? v->number : preset;
}

int64_t query_id(const struct request *rq, const char *name)
{
	return query_value(rq, name)->number;
}

instant query_instant(const struct request *rq, const char *name)
{
	return (instant){ query_value(rq, name)->number };
}

text query_text(const struct request *rq, const char *name)
{
	const struct value *v = query_value(rq, name);

	return v->present ? v->chars : NO_TEXT;
}

/* ---- body ------------------------------------------------------------------------------ */
static const struct form *form_named(const struct request *rq, const char *name)
{
	const struct form *body = rq->route->body;

	must(body);
	for (size_t i = 0; i < body->field_count; i++)
		if (strcmp(body->fields[i].name, name) == 0)
			return body->fields[i].form;
	must(false && "the operation has this field");
	return NULL;
}

static const json_t *field_of(const struct request *rq, const char *name)
{
	(void)form_named(rq, name);
	return rq->body ? json_object_get(rq->body, name) : NULL;
}

static text text_of_json(const json_t *value)
{
	if (!json_is_string(value))
		return NO_TEXT;
	return (text){ json_string_value(value), json_string_length(value) };
}

bool body_has(const struct request *rq, const char *name)
{
	return field_of(rq, name) != NULL;
}

bool body_is_null(const struct request *rq, const char *name)
{
	return json_is_null(field_of(rq, name));
}

text body_text(const struct request *rq, const char *name)
{
	return text_of_json(field_of(rq, name));
}

int64_t body_number(const struct request *rq, const char *name, int64_t preset)
{
	const json_t *value = field_of(rq, name);

	return json_is_integer(value) ? json_integer_value(value) : preset;
}

bool body_bool(const struct request *rq, const char *name, bool preset)
{
	const json_t *value = field_of(rq, name);

	return json_is_boolean(value) ? json_is_true(value) : preset;
}

int64_t body_id(const struct request *rq, const char *name)
{
	const struct form *form = form_named(rq, name);
	text chars = body_text(rq, name);
	int64_t id = 0;

	must(form->format == FORMAT_ID);
	if (chars.at)
		must(id_parse(form->id_kind, chars, &id) == OK);
	return id;
}

instant body_instant(const struct request *rq, const char *name)
{
	text chars = body_text(rq, name);
	instant at = NEVER;

	if (chars.at)
		must(instant_parse(chars.at, chars.length, &at) == OK);
	return at;
}

bool body_money(const struct request *rq, const char *name, int64_t *minor, text *currency)
{
	const json_t *money = field_of(rq, name);

	if (!json_is_object(money))
		return false;
	*minor = json_integer_value(json_object_get(money, "amount"));
	*currency = text_of_json(json_object_get(money, "currency"));
	return true;
}

size_t body_count(const struct request *rq, const char *name)
{
	return json_array_size(field_of(rq, name));
}

text body_item_text(const struct request *rq, const char *name, size_t index)
{
	return text_of_json(json_array_get(field_of(rq, name), index));
}

text body_item_member(const struct request *rq, const char *name, size_t index, const char *member)
{
	return text_of_json(json_object_get(json_array_get(field_of(rq, name), index), member));
}

struct json_t *body_object(const struct request *rq, const char *name)
{
	(void)form_named(rq, name);
	json_t *value = rq->body ? json_object_get(rq->body, name) : NULL;

	return json_is_object(value) ? value : NULL;
}
