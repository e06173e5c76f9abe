// SPDX-License-Identifier: Apache-2.0
/* The settings page's two questions: what is set, and set this. */
#include <string.h>

#include "adapter/http/generated/api_tables.h"
#include "adapter/http/routes/show.h"
#include "domain/setting/setting.h"

static void show_setting(struct json *j, const struct setting *s)
{
	json_object(j);
	json_put_chars(j, "name", s->name);
	json_put_chars(j, "kind", SETTING_KIND_WORDS[s->kind]);
	json_put_chars(j, "sentence", s->sentence);
	json_put_chars(j, "value", s->value);
	json_put_chars(j, "preset", s->preset);
	json_put_number(j, "least", s->least);
	json_put_number(j, "most", s->most);
	json_put_chars(j, "source", SETTING_SOURCE_WORDS[s->source]);
	json_put_chars(j, "file_key", s->file_key);
	json_put_bool(j, "at_start", s->at_start);
	json_put_instant(j, "changed_at", s->changed_at);
	show_chars_or_null(j, "changed_by", s->changed_by);
	json_end(j);
}

static enum err reply_settings(struct desk *desk, struct reply *reply, const struct rules *rules)
{
	struct setting *all;
	struct json *j;

	TRY(setting_list(desk, rules, &all));
	j = reply_json(reply, 200);
	json_object(j);
	json_key(j, "sections");
	json_array(j);
	for (size_t i = 0; i < RULE_COUNT; i++) {
		bool begins = i == 0 || strcmp(all[i].section, all[i - 1].section) != 0;
		bool ends = i + 1 == RULE_COUNT || strcmp(all[i].section, all[i + 1].section) != 0;

		if (begins) {
			json_object(j);
			json_put_chars(j, "name", all[i].section);
			json_key(j, "settings");
			json_array(j);
		}
		show_setting(j, &all[i]);
		if (ends) {
			json_end(j);
			json_end(j);
		}
	}
	json_end(j);
	json_end(j);
	reply_etag(reply, rules->version);
	return OK;
}

enum err api_setting_list(struct desk *desk, const struct request *rq, struct reply *reply)
{
	(void)rq;
	return reply_settings(desk, reply, desk->rules);
}

static enum err reply_edit_refused(struct desk *desk, struct reply *reply,
                                   const struct setting_answer *answer)
{
	struct text_buf field;

	if (answer->refused == REFUSED_STALE)
		return reply_refused(reply, REFUSED_STALE, NULL, NULL);
	text_buf_init(&field, desk->arena);
	text_buf_print(&field, "changes/%zu/value", answer->index);
	return reply_field(reply, answer->refused, text_terminated(desk->arena, text_buf_text(&field)),
	                   answer->detail);
}

enum err api_setting_change(struct desk *desk, const struct request *rq, struct reply *reply)
{
	struct setting_edit edits[SETTINGS_AT_ONCE];
	struct setting_ask ask = { .edits = edits, .version = version_asked(rq) };
	struct setting_answer answer;

	ask.count = body_count(rq, "changes");
	must(ask.count <= SETTINGS_AT_ONCE);
	for (size_t i = 0; i < ask.count; i++) {
		edits[i].name = body_item_member(rq, "changes", i, "name");
		edits[i].value = body_item_member(rq, "changes", i, "value");
	}
	TRY(setting_change(desk, &ask, &answer));
	if (answer.refused)
		return reply_edit_refused(desk, reply, &answer);
	return reply_settings(desk, reply, &answer.after);
}
