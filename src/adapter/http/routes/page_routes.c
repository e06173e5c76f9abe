// SPDX-License-Identifier: Apache-2.0
/*
 * Public pages with a head of their own: what a search engine or a message preview shows of a
 * listing, a category, an advisor. The rest of the page is the app's, which asks the API.
 */
#include "adapter/http/routes/page_routes.h"

#include <string.h>

#include "adapter/http/route.h"
#include "adapter/http/routes/show.h"
#include "adapter/http/web.h"
#include "domain/account/account.h"
#include "domain/money/money.h"
#include "web_files.h"

#define HEAD_MARK "<!--ringback:head-->"
#define BODY_MARK "<!--ringback:body-->"
#define TITLE_OPEN "<title>"
#define TITLE_CLOSE "</title>"
#define DESCRIPTION_MOST 300
#define CATEGORIES_MOST 1000

/* What the head says. Texts as people wrote them; written out escaped. */
struct head {
	text title, description, path, data; /* data: JSON-LD, NO_TEXT none */
};

static void add_escaped(struct text_buf *out, text words)
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
	add_escaped(out, value);
	text_buf_chars(out, "\">");
}

static void add_head(struct text_buf *out, const struct head *head)
{
	add_meta(out, "name", "description", head->description);
	add_meta(out, "property", "og:type", TEXT_LITERAL("website"));
	add_meta(out, "property", "og:title", head->title);
	add_meta(out, "property", "og:description", head->description);
	add_meta(out, "name", "twitter:card", TEXT_LITERAL("summary"));
	text_buf_chars(out, "<link rel=\"canonical\" href=\"");
	add_escaped(out, head->path);
	text_buf_chars(out, "\">");
	if (!head->data.at)
		return;
	text_buf_chars(out, "<script type=\"application/ld+json\">");
	add_data(out, head->data);
	text_buf_chars(out, "</script>");
}

static void add_body(struct text_buf *out, const struct head *head)
{
	text_buf_chars(out, "<noscript><h1>");
	add_escaped(out, head->title);
	text_buf_chars(out, "</h1><p>");
	add_escaped(out, head->description);
	text_buf_chars(out, "</p></noscript>");
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

static enum err reply_page(struct reply *reply, int status, const struct head *head)
{
	text before, rest = shell(), old;
	struct text_buf *out = &reply->body;

	reply->status = status;
	reply->content_type = "text/html; charset=utf-8";
	text_buf_init(out, reply->arena);
	if (cut_at(rest, TITLE_OPEN, &before, &rest)) {
		text_buf_add(out, before);
		text_buf_chars(out, TITLE_OPEN);
		add_escaped(out, head->title);
		text_buf_chars(out, TITLE_CLOSE);
		(void)cut_at(rest, TITLE_CLOSE, &old, &rest);
	}
	if (cut_at(rest, HEAD_MARK, &before, &rest)) {
		text_buf_add(out, before);
		add_head(out, head);
	}
	if (cut_at(rest, BODY_MARK, &before, &rest)) {
		text_buf_add(out, before);
		add_body(out, head);
	}
	text_buf_add(out, rest);
	return OK;
}

/* The app says what is missing; the status is for those who do not run it. */
static enum err reply_gone(const struct desk *desk, struct reply *reply)
{
	const struct head head = { .title = text_of(desk->rules->brand),
		                       .description = TEXT_LITERAL("There is nothing here."),
		                       .path = TEXT_LITERAL("/") };

	return reply_page(reply, 404, &head);
}

static text joined(struct arena *arena, text first, const char *between, text second)
{
	struct text_buf out;

	text_buf_init(&out, arena);
	text_buf_add(&out, first);
	text_buf_chars(&out, between);
	text_buf_add(&out, second);
	return text_buf_text(&out);
}

static text shortened(struct arena *arena, text words, text instead)
{
	char fits[DESCRIPTION_MOST];

	if (!words.length)
		return instead;
	text_fit(words, fits, sizeof(fits));
	return text_copy(arena, text_of(fits));
}

/* ---- a listing ---------------------------------------------------------------------------------
 */
static text listing_data(struct reply *reply, const struct desk *desk, const struct listing *l)
{
	char price[MONEY_CHARS];
	struct text_buf out;
	struct json j;

	text_buf_init(&out, reply->arena);
	json_init(&j, &out);
	json_object(&j);
	json_put_chars(&j, "@context", "https://schema.org");
	json_put_chars(&j, "@type", "Service");
	json_put_text(&j, "name", l->title);
	json_put_text(&j, "category", l->category_title);
	if (l->description.length)
		json_put_text(&j, "description", l->description);
	json_key(&j, "provider");
	json_object(&j);
	json_put_chars(&j, "@type", "Person");
	json_put_chars(&j, "name", l->advisor_nickname);
	json_end(&j);
	json_key(&j, "offers");
	json_object(&j);
	json_put_chars(&j, "@type", "Offer");
	json_put_chars(&j, "priceCurrency", currency_of(desk));
	json_put_chars(&j, "description",
	               money_format(money_of(l->price_minor, currency_of(desk)), price));
	json_end(&j);
	json_end(&j);
	return text_buf_text(&out);
}

static text listing_words(struct arena *arena, const struct desk *desk, const struct listing *l)
{
	char price[MONEY_CHARS];
	struct text_buf out;

	text_buf_init(&out, arena);
	text_buf_print(&out,
	               "Arrange a call with %s for %s a minute. We ring you when it is your turn.",
	               l->advisor_nickname,
	               money_format(money_of(l->price_minor, currency_of(desk)), price));
	return text_buf_text(&out);
}

static enum err page_listing(struct desk *desk, const struct request *rq, struct reply *reply)
{
	struct listing listing;
	struct head head;
	int64_t id;
	text asked = path_text(rq, "listing");

	if (id_parse(ID_OF_listing, asked, &id) != OK)
		return reply_gone(desk, reply);
	enum err err = listing_get(desk->tx, (listing_id){ id }, &listing);

	if (err == ERR_NONE || (err == OK && !listing_is_open(&listing)))
		return reply_gone(desk, reply);
	TRY(err);
	head.title = joined(reply->arena, listing.title, ", ", text_of(listing.advisor_nickname));
	head.title = joined(reply->arena, head.title, " - ", text_of(desk->rules->brand));
	head.description =
		shortened(reply->arena, listing.description, listing_words(reply->arena, desk, &listing));
	head.path = joined(reply->arena, TEXT_LITERAL("/l/"), "", asked);
	head.data = listing_data(reply, desk, &listing);
	return reply_page(reply, 200, &head);
}

/* ---- an advisor --------------------------------------------------------------------------------
 */
static text person_data(struct reply *reply, const char *nickname)
{
	struct text_buf out;
	struct json j;

	text_buf_init(&out, reply->arena);
	json_init(&j, &out);
	json_object(&j);
	json_put_chars(&j, "@context", "https://schema.org");
	json_put_chars(&j, "@type", "Person");
	json_put_chars(&j, "name", nickname);
	json_end(&j);
	return text_buf_text(&out);
}

static enum err page_advisor(struct desk *desk, const struct request *rq, struct reply *reply)
{
	struct account account;
	struct head head;
	struct text_buf words;
	int64_t id;
	text asked = path_text(rq, "advisor");

	if (id_parse(ID_OF_advisor, asked, &id) != OK)
		return reply_gone(desk, reply);
	enum err err = account_get(desk->tx, (account_id){ id }, &account);

	if (err == ERR_NONE ||
	    (err == OK && (!account_is(&account, ROLE_ADVISOR) || account.state != ACCOUNT_ACTIVE)))
		return reply_gone(desk, reply);
	TRY(err);
	text_buf_init(&words, reply->arena);
	text_buf_print(&words, "What you can call %s about, and a call back when it is your turn.",
	               account.nickname);
	head.title =
		joined(reply->arena, text_of(account.nickname), " - ", text_of(desk->rules->brand));
	head.description = text_buf_text(&words);
	head.path = joined(reply->arena, TEXT_LITERAL("/a/"), "", asked);
	head.data = person_data(reply, account.nickname);
	return reply_page(reply, 200, &head);
}

/* ---- a category --------------------------------------------------------------------------------
 */
static enum err page_category(struct desk *desk, const struct request *rq, struct reply *reply)
{
	text asked = path_text(rq, "category");
	struct rows rows;
	struct head head;

	TRY(category_list(desk->tx, true, CATEGORIES_MOST, &rows));
	const struct category *all = rows.at;

	for (size_t i = 0; i < rows.count; i++) {
		if (!text_is(asked, all[i].slug))
			continue;
		head.title = joined(reply->arena, all[i].title, " - ", text_of(desk->rules->brand));
		head.description = shortened(reply->arena, all[i].description, all[i].title);
		head.path = joined(reply->arena, TEXT_LITERAL("/c/"), "", asked);
		head.data = NO_TEXT;
		return reply_page(reply, 200, &head);
	}
	return reply_gone(desk, reply);
}

/* ---- the table ---------------------------------------------------------------------------------
 */
#define ANYBODY (ROLE_PUBLIC | ROLE_CUSTOMER | ROLE_ADVISOR | ROLE_OPERATOR)
#define PART_MOST 100

static const struct form PART = {
	.types = FORM_STRING, .least = 1, .most = PART_MOST, .pattern = -1
};
static const struct field LISTING_PART[] = { { "listing", &PART, true } };
static const struct field ADVISOR_PART[] = { { "advisor", &PART, true } };
static const struct field CATEGORY_PART[] = { { "category", &PART, true } };
static const struct field ENTRY_PARTS[] = { { "who", &PART, true }, { "place", &PART, true } };

#define PAGE(at, name, handles, part) \
	{ \
		.method = "GET", .path = (at), .operation = (name), .handler = (handles), \
		.roles = ANYBODY, .path_params = (part), .path_count = 1, .is_page = true \
	}

static const struct route PAGES[] = {
	PAGE("/l/{listing}", "page_listing", page_listing, LISTING_PART),
	PAGE("/l/{listing}/arrange", "page_arrange", page_listing, LISTING_PART),
	PAGE("/a/{advisor}", "page_advisor", page_advisor, ADVISOR_PART),
	PAGE("/c/{category}", "page_category", page_category, CATEGORY_PART),
	{ .method = "GET",
	  .path = "/demo/as/{who}/{place}",
	  .operation = "page_demo_entry",
	  .handler = page_demo_entry,
	  .roles = ANYBODY,
	  .writes = true,
	  .path_params = ENTRY_PARTS,
	  .path_count = COUNT(ENTRY_PARTS),
	  .is_page = true },
};

const struct web *page_web(void)
{
	static const struct web WEB = { .files = WEB_FILES,
		                            .file_count = WEB_FILE_COUNT,
		                            .routes = PAGES,
		                            .route_count = COUNT(PAGES) };

	return &WEB;
}
