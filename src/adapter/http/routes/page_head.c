// SPDX-License-Identifier: Apache-2.0
/* The app's shell with a head and a summary of its own, for those who do not run the app. */
#include "adapter/http/routes/page_head.h"

#include <string.h>

#include "adapter/http/request.h"
#include "adapter/http/web.h"
#include "web_files.h"

#define PAGE_OPEN "<html" /* the theme is said here, before anything is drawn */
#define HEAD_MARK "<!--ringback:head-->"
#define BODY_MARK \
	"<!--ringback:body-->" /* to the end: what pages without words of their own say \
	                        */
#define BODY_END "<!--ringback:end-->"
#define TITLE_OPEN "<title>"
#define TITLE_CLOSE "</title>"

void page_escape(struct text_buf *out, text words)
{
	for (size_t i = 0; i < words.length; i++) {
		switch (words.at[i]) {
		case '<': text_buf_chars(out, "&lt;"); break;
		case '>': text_buf_chars(out, "&gt;"); break;
		case '&': text_buf_chars(out, "&amp;"); break;
		case '"': text_buf_chars(out, "&quot;"); break;
		case '\'': text_buf_chars(out, "&#39;"); break;
		default: text_buf_add(out, (text){ words.at + i, 1 });
		}
	}
}

/* Inside a script element only "<" can do harm; JSON knows it by number too. */
static void add_data(struct text_buf *out, text json)
{
	for (size_t i = 0; i < json.length; i++) {
		if (json.at[i] == '<')
			text_buf_chars(out, "\\u003c");
		else
			text_buf_add(out, (text){ json.at + i, 1 });
	}
}

static void add_meta(struct text_buf *out, const char *key, const char *name, text value)
{
	text_buf_print(out, "<meta %s=\"%s\" content=\"", key, name);
	page_escape(out, value);
	text_buf_chars(out, "\">");
}

static void add_head(struct text_buf *out, text site, const struct page_head *head)
{
	add_meta(out, "name", "description", head->description);
	add_meta(out, "property", "og:type", TEXT_LITERAL("website"));
	add_meta(out, "property", "og:title", head->title);
	add_meta(out, "property", "og:description", head->description);
	add_meta(out, "name", "twitter:card", TEXT_LITERAL("summary"));
	if (head->again_s)
		text_buf_print(out, "<noscript><meta http-equiv=\"refresh\" content=\"%d\"></noscript>",
		               head->again_s);
	if (head->is_missing) {
		add_meta(out, "name", "robots", TEXT_LITERAL("noindex"));
		return;
	}
	text_buf_chars(out, "<meta property=\"og:url\" content=\"");
	page_escape(out, site);
	page_escape(out, head->path);
	text_buf_chars(out, "\"><link rel=\"canonical\" href=\"");
	page_escape(out, site);
	page_escape(out, head->path);
	text_buf_chars(out, "\">");
	if (!head->data.at)
		return;
	text_buf_chars(out, "<script type=\"application/ld+json\">");
	add_data(out, head->data);
	text_buf_chars(out, "</script>");
}

static void add_body(struct text_buf *out, const struct page_head *head)
{
	text_buf_chars(out, "<noscript><main class=\"plain\"><h1>");
	page_escape(out, head->title);
	text_buf_chars(out, "</h1><p>");
	page_escape(out, head->description);
	text_buf_chars(out, "</p>");
	text_buf_add(out, head->body);
	text_buf_chars(out, "</main></noscript>");
}

/* Cuts `all` around `mark`; false when it is not there, then `before` is all. */
static bool cut_at(text all, const char *mark, text *before, text *after)
{
	size_t length = strlen(mark);
	const char *found = all.at ? memmem(all.at, all.length, mark, length) : NULL;

	*before = all;
	*after = NO_TEXT;
	if (!found)
		return false;
	*before = (text){ all.at, (size_t)(found - all.at) };
	*after = (text){ found + length, all.length - before->length - length };
	return true;
}

static text shell(void)
{
	const size_t count = WEB_FILE_COUNT; /* 0 in a build without the web app */

	for (size_t i = 0; i < count; i++)
		if (strcmp(WEB_FILES[i].path, "/index.html") == 0)
			return (text){ (const char *)WEB_FILES[i].raw, WEB_FILES[i].raw_length };
	return NO_TEXT;
}

enum err page_reply(struct reply *reply, int status, const struct page_head *head)
{
	text before, rest = shell(), old;
	struct text_buf *out = &reply->body;

	reply->status = status;
	reply->content_type = "text/html; charset=utf-8";
	reply_header(reply, "Vary", TEXT_LITERAL("Cookie"));
	if (head->is_private)
		reply_header(reply, "Cache-Control", TEXT_LITERAL("no-store"));
	text_buf_init(out, reply->arena);
	if (reply->rq->theme && cut_at(rest, PAGE_OPEN, &before, &rest)) {
		text_buf_add(out, before);
		text_buf_print(out, PAGE_OPEN " data-theme=\"%s\"", reply->rq->theme);
	}
	if (cut_at(rest, TITLE_OPEN, &before, &rest)) {
		text_buf_add(out, before);
		text_buf_chars(out, TITLE_OPEN);
		page_escape(out, head->title);
		text_buf_chars(out, TITLE_CLOSE);
		(void)cut_at(rest, TITLE_CLOSE, &old, &rest);
	}
	if (cut_at(rest, HEAD_MARK, &before, &rest)) {
		text_buf_add(out, before);
		add_head(out, reply->rq->site, head);
	}
	if (cut_at(rest, BODY_MARK, &before, &rest)) {
		text_buf_add(out, before);
		add_body(out, head);
		(void)cut_at(rest, BODY_END, &old, &rest);
	}
	text_buf_add(out, rest);
	return OK;
}

void page_go_to(struct reply *reply, text place)
{
	reply->status = 303;
	reply->content_type = NULL;
	reply->headers = NULL;
	reply->headers_end = &reply->headers;
	text_buf_init(&reply->body, reply->arena);
	reply_header(reply, "Location", place);
}

void page_go(struct reply *reply, const char *folder, enum id_kind kind, int64_t id,
             const char *rest)
{
	struct text_buf place;
	char chars[ID_CHARS];

	text_buf_init(&place, reply->arena);
	text_buf_print(&place, "%s%s%s", folder, id_format(kind, id, chars), rest);
	page_go_to(reply, text_buf_text(&place));
}

void page_link(struct text_buf *out, const char *folder, text place, text words)
{
	text_buf_print(out, "<li><a href=\"/%s/", folder);
	page_escape(out, place);
	text_buf_chars(out, "\">");
	page_escape(out, words);
	text_buf_chars(out, "</a></li>");
}
