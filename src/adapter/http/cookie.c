// SPDX-License-Identifier: Apache-2.0
#include "adapter/http/cookie.h"

text cookie_find(text header, const char *name)
{
	text one, key, value;

	while (header.length) {
		text_cut(header, ';', &one, &header);
		if (text_cut(text_trim(one), '=', &key, &value) && text_is(key, name))
			return value;
	}
	return NO_TEXT;
}

const char *cookie_theme(text header)
{
	text theme = cookie_find(header, "theme");

	return text_is(theme, "dark") ? "dark" : text_is(theme, "light") ? "light" : NULL;
}

text cookie_write(struct arena *arena, bool secure, const char *token, span life)
{
	struct text_buf said;

	must(token);
	text_buf_init(&said, arena);
	text_buf_print(&said, "%s=%s; Path=/; Max-Age=%lld; HttpOnly; SameSite=Lax%s",
	               secure ? COOKIE_NAME_SECURE : COOKIE_NAME_PLAIN, token,
	               token[0] ? (long long)span_seconds(life) : 0LL, secure ? "; Secure" : "");
	return text_buf_text(&said);
}
