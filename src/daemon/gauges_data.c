// SPDX-License-Identifier: Apache-2.0
#include "daemon/gauges_data.h"

#include <jansson.h>
#include <string.h>

static instant instant_of(const json_t *data, const char *key)
{
	const char *chars = json_string_value(json_object_get(data, key));
	instant at = NEVER;

	if (chars && instant_parse(chars, strlen(chars), &at) != OK)
		at = NEVER;
	return at;
}

void gauge_data_read(text json, struct gauge_data *out)
{
	json_t *data = json_loadb(json.at, json.length, 0, NULL);

	memset(out, 0, sizeof(*out));
	text_fit(text_of(json_string_value(json_object_get(data, "end_cause"))), out->end_cause,
	         sizeof(out->end_cause));
	out->bridged_at = instant_of(data, "bridged_at");
	out->requested_at = instant_of(data, "requested_at");
	out->witnessed = MILLISECONDS(json_integer_value(json_object_get(data, "witnessed_ms")));
	out->billed_seconds = json_integer_value(json_object_get(data, "billed_seconds"));
	json_decref(data);
}
