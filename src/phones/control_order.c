// SPDX-License-Identifier: Apache-2.0
/* Control commands from JSON. Apart from control.c, because jansson and base/json.h share names. */
#include "phones/control_order.h"

#include <jansson.h>
#include <stdio.h>
#include <string.h>

static enum err refuse(char *why, const char *words)
{
	(void)snprintf(why, BEHAVIOUR_WHY_CHARS, "%s", words);
	return ERR_MALFORMED;
}

static enum err read_verb(const json_t *all, enum control_verb *out, char *why)
{
	static const char *const WORDS[] = { "set",   "answer",  "reject", "hangup", "vanish",
		                                 "key",   "state",   "wait",   "watch",  "speed",
		                                 "reset", "end_all", "quit" };
	const char *word = json_string_value(json_object_get(all, "cmd"));

	for (size_t i = 0; word && i < COUNT(WORDS); i++) {
		if (strcmp(word, WORDS[i]) != 0)
			continue;
		*out = (enum control_verb)i;
		return OK;
	}
	return refuse(why,
	              "\"cmd\" must be set, answer, reject, hangup, vanish, key, state, wait, watch, "
	              "speed, reset, end_all or quit");
}

static enum err read_chars(const json_t *all, const char *member, char *out, size_t size)
{
	const json_t *value = json_object_get(all, member);

	if (!value)
		return OK;
	return json_is_string(value) ? text_into(text_of(json_string_value(value)), out, size)
	                             : ERR_MALFORMED;
}

static bool only_known_members(const json_t *all)
{
	static const char *const KNOWN[] = { "cmd",        "number", "call_id", "keys",
		                                 "via",        "code",   "event",   "behaviour",
		                                 "timeout_ms", "levels", "speed" };
	const char *name;
	json_t *value;

	json_object_foreach((json_t *)all, name, value)
	{
		bool known = false;

		for (size_t i = 0; i < COUNT(KNOWN); i++)
			known = known || strcmp(name, KNOWN[i]) == 0;
		if (!known)
			return false;
	}
	return true;
}

static enum err read_members(const json_t *all, struct control_order *out, char *why)
{
	const char *way = json_string_value(json_object_get(all, "via"));
	json_int_t code = json_integer_value(json_object_get(all, "code"));
	json_int_t timeout = json_integer_value(json_object_get(all, "timeout_ms"));

	TRY(read_verb(all, &out->verb, why));
	if (!only_known_members(all))
		return refuse(
			why, "members: cmd, number, call_id, keys, via, code, event, behaviour, timeout_ms, "
				 "levels, speed");
	if (read_chars(all, "number", out->number, sizeof out->number) != OK ||
	    read_chars(all, "call_id", out->call_id, sizeof out->call_id) != OK ||
	    read_chars(all, "keys", out->keys, sizeof out->keys) != OK ||
	    read_chars(all, "event", out->event, sizeof out->event) != OK)
		return refuse(why, "number, call_id, keys and event must be short texts");
	if (way && strcmp(way, "info") == 0)
		out->way = PRESS_INFO;
	if (way && strcmp(way, "inband") == 0)
		out->way = PRESS_IN_BAND;
	out->code = code >= 300 && code < 700 ? (unsigned)code : 603;
	out->timeout = timeout > 0 && timeout <= 600000 ? MILLISECONDS(timeout) : SECONDS(10);
	if (out->verb == CONTROL_SET) {
		const json_t *behaviour = json_object_get(all, "behaviour");

		if (!behaviour || !out->number[0])
			return refuse(why, "set needs number and behaviour");
		TRY(behaviour_read_value(behaviour, &out->behaviours, why));
	}
	out->levels = json_is_true(json_object_get(all, "levels"));
	out->speed = (int)json_integer_value(json_object_get(all, "speed"));
	if (out->verb == CONTROL_SPEED && (out->speed < 1 || out->speed > BEHAVIOUR_SPEED_MOST))
		return refuse(why, "speed needs speed, 1 to 100");
	if (out->verb == CONTROL_KEY &&
	    (!out->keys[0] || strspn(out->keys, "0123456789*#ABCD") != strlen(out->keys)))
		return refuse(why, "key needs keys, some of 0123456789*#ABCD");
	return OK;
}

enum err control_order_read(const char *json, size_t length, struct control_order *out,
                            char why[BEHAVIOUR_WHY_CHARS])
{
	json_error_t error;
	json_t *all = json_loadb(json, length, JSON_REJECT_DUPLICATES, &error);
	struct control_order order = { 0 };
	enum err err = ERR_MALFORMED;

	if (!json_is_object(all))
		(void)refuse(why, "a command is one JSON object on one line");
	else
		err = read_members(all, &order, why);
	json_decref(all);
	if (err == OK)
		*out = order;
	return err;
}
