// SPDX-License-Identifier: Apache-2.0
#include "domain/notice/notice.h"

#define NOTICE(event, to, name, subject, body) { event, NOTICE_TO_##to, name, subject, body },
static const struct notice NOTICES[] = {
#include "domain/notice/notice.def"
};
#undef NOTICE

const struct notice *notice_of(text event, enum notice_to to)
{
	for (size_t i = 0; i < COUNT(NOTICES); i++)
		if (NOTICES[i].to == to && text_is(event, NOTICES[i].event))
			return &NOTICES[i];
	return NULL;
}

static text value_of(struct ivr_values values, text name)
{
	for (size_t i = 0; i < values.count; i++)
		if (text_is(name, values.at[i].name))
			return values.at[i].is;
	must(!"a notice names a value that nobody gave");
	return NO_TEXT;
}

text notice_fill(struct arena *arena, const char *words, struct ivr_values values)
{
	text rest = text_of(words), plain, name;
	struct text_buf out;

	text_buf_init(&out, arena);
	while (text_cut(rest, '{', &plain, &rest)) {
		text_buf_add(&out, plain);
		must(text_cut(rest, '}', &name, &rest));
		text_buf_add(&out, value_of(values, name));
	}
	text_buf_add(&out, plain);
	return text_buf_text(&out);
}
