// SPDX-License-Identifier: Apache-2.0
/*
 * Public pages with a head of their own: what a search engine or a message preview shows of a
 * listing, a category, an advisor. The rest of the page is the app's, which asks the API.
 */
#include "adapter/http/routes/page_routes.h"

#include "adapter/http/route.h"
#include "adapter/http/routes/page_head.h"
#include "adapter/http/routes/plain.h"
#include "adapter/http/routes/show.h"
#include "adapter/http/web.h"
#include "domain/account/account.h"
#include "domain/money/money.h"
#include "web_files.h"

#define DESCRIPTION_MOST 300
#define CATEGORIES_MOST 1000
#define LISTINGS_MOST 100
#define SITEMAP_MOST 5000

/* The app says what is missing; the status is for those who do not run it. */
static enum err reply_absent(const struct desk *desk, struct reply *reply)
{
	const struct page_head head = { .title = text_of(desk->rules->brand),
		                            .description = TEXT_LITERAL("There is nothing here."),
		                            .is_missing = true };

	return page_reply(reply, 404, &head);
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

/* It was there: 410, so that search engines forget it; the app shows what is similar. */
static enum err reply_over(const struct desk *desk, struct reply *reply, text title,
                           const char *words)
{
	const struct page_head head = { .title = joined(reply->arena, title, " - ",
		                                            text_of(desk->rules->brand)),
		                            .description = text_of(words),
		                            .is_missing = true };

	return page_reply(reply, 410, &head);
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

static text listing_body(struct arena *arena, const struct desk *desk, const struct listing *l)
{
	char price[MONEY_CHARS], who[ID_CHARS];
	struct text_buf out;

	text_buf_init(&out, arena);
	text_buf_print(&out, "<p>%s a minute. Extension %s on the telephone line.</p><ul>",
	               money_format(money_of(l->price_minor, currency_of(desk)), price), l->extension);
	page_link(&out, "a", text_of(id_format(ID_OF_advisor, l->advisor.n, who)),
	          text_of(l->advisor_nickname));
	text_buf_print(&out, "</ul><p><a href=\"/l/%s/arrange\">Arrange a Call</a></p>",
	               id_format(ID_OF_listing, l->id.n, who));
	return text_buf_text(&out);
}

/* Its own page, or that of its form. */
static enum err reply_listing(struct desk *desk, const struct request *rq, struct reply *reply,
                              bool with_form)
{
	struct listing listing;
	struct page_head head = { .body = NO_TEXT };
	int64_t id;
	text asked = path_text(rq, "listing");

	if (id_parse(ID_OF_listing, asked, &id) != OK)
		return reply_absent(desk, reply);
	enum err err = listing_get(desk->tx, (listing_id){ id }, &listing);

	if (err == ERR_NONE)
		return reply_absent(desk, reply);
	TRY(err);
	if (!listing_is_open(&listing))
		return reply_over(desk, reply, listing.title, "This listing is not offered any more.");
	head.title = joined(reply->arena, listing.title, ", ", text_of(listing.advisor_nickname));
	head.title = joined(reply->arena, head.title, " - ", text_of(desk->rules->brand));
	head.description =
		shortened(reply->arena, listing.description, listing_words(reply->arena, desk, &listing));
	head.path = joined(reply->arena, TEXT_LITERAL("/l/"), "", asked);
	head.data = listing_data(reply, desk, &listing);
	head.is_private = with_form && rq->who.account != 0;
	if (with_form)
		TRY(plain_form(desk, rq, &listing, &head.body));
	else
		head.body = listing_body(reply->arena, desk, &listing);
	return page_reply(reply, 200, &head);
}

static enum err page_listing(struct desk *desk, const struct request *rq, struct reply *reply)
{
	return reply_listing(desk, rq, reply, false);
}

static enum err page_arrange(struct desk *desk, const struct request *rq, struct reply *reply)
{
	return reply_listing(desk, rq, reply, true);
}

/* The open ones as a list of links. */
static enum err listings_body(struct desk *desk, struct arena *arena, struct listing_filter *filter,
                              text *body)
{
	const struct listing *all;
	struct text_buf out;
	struct rows rows;

	filter->open_only = true;
	filter->most = LISTINGS_MOST;
	TRY(listing_list(desk->tx, filter, &rows));
	all = rows.at;
	text_buf_init(&out, arena);
	text_buf_chars(&out, "<ul>");
	for (size_t i = 0; i < rows.count; i++) {
		char id[ID_CHARS];

		page_link(&out, "l", text_of(id_format(ID_OF_listing, all[i].id.n, id)), all[i].title);
	}
	text_buf_chars(&out, "</ul>");
	*body = text_buf_text(&out);
	return OK;
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
	struct page_head head = { .body = NO_TEXT };
	struct text_buf words;
	int64_t id;
	text asked = path_text(rq, "advisor");

	if (id_parse(ID_OF_advisor, asked, &id) != OK)
		return reply_absent(desk, reply);
	enum err err = account_get(desk->tx, (account_id){ id }, &account);

	if (err == ERR_NONE || (err == OK && !account_is(&account, ROLE_ADVISOR)))
		return reply_absent(desk, reply);
	TRY(err);
	if (account.state != ACCOUNT_ACTIVE)
		return reply_over(desk, reply, text_of(account.nickname),
		                  "This advisor is not here any more.");
	text_buf_init(&words, reply->arena);
	text_buf_print(&words, "What you can call %s about, and a call back when it is your turn.",
	               account.nickname);
	head.title =
		joined(reply->arena, text_of(account.nickname), " - ", text_of(desk->rules->brand));
	head.description = text_buf_text(&words);
	head.path = joined(reply->arena, TEXT_LITERAL("/a/"), "", asked);
	head.data = person_data(reply, account.nickname);
	TRY(listings_body(desk, reply->arena, &(struct listing_filter){ .advisor = { id } },
	                  &head.body));
	return page_reply(reply, 200, &head);
}

/* ---- a category --------------------------------------------------------------------------------
 */
static text list_data(struct arena *arena, const char *type, text name, text url)
{
	struct text_buf out;
	struct json j;

	text_buf_init(&out, arena);
	json_init(&j, &out);
	json_object(&j);
	json_put_chars(&j, "@context", "https://schema.org");
	json_put_chars(&j, "@type", type);
	json_put_text(&j, "name", name);
	if (url.length)
		json_put_text(&j, "url", url);
	json_end(&j);
	return text_buf_text(&out);
}

static enum err page_category(struct desk *desk, const struct request *rq, struct reply *reply)
{
	text asked = path_text(rq, "category");
	struct rows rows;
	struct page_head head = { .body = NO_TEXT };

	TRY(category_list(desk->tx, true, CATEGORIES_MOST, &rows));
	const struct category *all = rows.at;

	for (size_t i = 0; i < rows.count; i++) {
		if (!text_is(asked, all[i].slug))
			continue;
		head.title = joined(reply->arena, all[i].title, " - ", text_of(desk->rules->brand));
		head.description = shortened(reply->arena, all[i].description, all[i].title);
		head.path = joined(reply->arena, TEXT_LITERAL("/c/"), "", asked);
		head.data = list_data(reply->arena, "CollectionPage", all[i].title,
		                      joined(reply->arena, rq->site, "", head.path));
		TRY(listings_body(desk, reply->arena, &(struct listing_filter){ .category = all[i].id },
		                  &head.body));
		return page_reply(reply, 200, &head);
	}
	return reply_absent(desk, reply);
}

/* ---- home ------------------------------------------------------------------------------ */
static enum err categories_body(struct desk *desk, struct arena *arena, text *body)
{
	const struct category *all;
	struct text_buf out;
	struct rows rows;

	TRY(category_list(desk->tx, true, CATEGORIES_MOST, &rows));
	all = rows.at;
	text_buf_init(&out, arena);
	text_buf_chars(&out, "<ul>");
	for (size_t i = 0; i < rows.count; i++)
		page_link(&out, "c", text_of(all[i].slug), all[i].title);
	text_buf_chars(&out, "</ul>");
	*body = text_buf_text(&out);
	return OK;
}

static enum err page_home(struct desk *desk, const struct request *rq, struct reply *reply)
{
	text brand = text_of(desk->rules->brand);
	struct page_head head = {
		.title = joined(reply->arena, brand, ": ", TEXT_LITERAL("talk to someone who knows")),
		.description = TEXT_LITERAL("Say how long you can wait, and we call you when it is your "
		                            "turn. Until you press 1 it costs nothing."),
		.path = TEXT_LITERAL("/"),
	};

	head.data = list_data(reply->arena, "WebSite", brand, rq->site);
	TRY(categories_body(desk, reply->arena, &head.body));
	return page_reply(reply, 200, &head);
}

/* ---- for search engines ---------------------------------------------------------------- */
static struct text_buf *reply_plain(struct reply *reply, const char *type)
{
	reply->status = 200;
	reply->content_type = type;
	text_buf_init(&reply->body, reply->arena);
	return &reply->body;
}

/* An address that is none of ours: the app offers a way back. */
static enum err page_nowhere(struct desk *desk, const struct request *rq, struct reply *reply)
{
	(void)rq;
	return reply_absent(desk, reply);
}

static enum err page_robots(struct desk *desk, const struct request *rq, struct reply *reply)
{
	static const char *const PRIVATE[] = { "/account", "/line", "/receipt", "/pro", "/op",
		                                   "/mail",    "/demo", "/setup",   "/v1" };
	struct text_buf *out = reply_plain(reply, "text/plain; charset=utf-8");

	must(desk != NULL);
	text_buf_chars(out, "User-agent: *\n");
	for (size_t i = 0; i < COUNT(PRIVATE); i++)
		text_buf_print(out, "Disallow: %s\n", PRIVATE[i]);
	if (rq->site.length) {
		text_buf_chars(out, "Sitemap: ");
		text_buf_add(out, rq->site);
		text_buf_chars(out, "/sitemap.xml\n");
	}
	return OK;
}

static void add_place(struct text_buf *out, text site, const char *folder, text place)
{
	text_buf_chars(out, "<url><loc>");
	page_escape(out, site);
	text_buf_chars(out, folder);
	page_escape(out, place);
	text_buf_chars(out, "</loc></url>");
}

/* Addresses in it must be whole, so there is none before the house has a public address. */
static enum err page_sitemap(struct desk *desk, const struct request *rq, struct reply *reply)
{
	const struct listing_filter open = { .open_only = true, .most = SITEMAP_MOST };
	struct rows categories, listings;
	struct text_buf *out;

	if (!rq->site.length)
		return reply_absent(desk, reply);
	TRY(category_list(desk->tx, true, CATEGORIES_MOST, &categories));
	TRY(listing_list(desk->tx, &open, &listings));
	const struct category *c = categories.at;
	const struct listing *l = listings.at;

	out = reply_plain(reply, "application/xml");
	text_buf_chars(out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>"
	                    "<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">");
	add_place(out, rq->site, "/", NO_TEXT);
	for (size_t i = 0; i < categories.count; i++)
		add_place(out, rq->site, "/c/", text_of(c[i].slug));
	for (size_t i = 0; i < listings.count; i++) {
		char id[ID_CHARS];

		add_place(out, rq->site, "/l/", text_of(id_format(ID_OF_listing, l[i].id.n, id)));
	}
	text_buf_chars(out, "</urlset>");
	return OK;
}

/* ---- the table ---------------------------------------------------------------------------------
 */
#define ANYBODY (ROLE_PUBLIC | ROLE_CUSTOMER | ROLE_ADVISOR | ROLE_OPERATOR)
#define PART_MOST 120 /* a signed link is the longest */
#define SIGN_INS_A_MINUTE 60
#define FORMS_A_MINUTE 60

static const struct form PART = {
	.types = FORM_STRING, .least = 1, .most = PART_MOST, .pattern = -1
};
static const struct field LISTING_PART[] = { { "listing", &PART, true } };
static const struct field ADVISOR_PART[] = { { "advisor", &PART, true } };
static const struct field CATEGORY_PART[] = { { "category", &PART, true } };
static const struct form LISTING = { .types = FORM_STRING,
	                                 .format = FORMAT_ID,
	                                 .id_kind = ID_OF_listing,
	                                 .least = 1,
	                                 .most = PART_MOST,
	                                 .pattern = -1 };
static const struct form CALLBACK = { .types = FORM_STRING,
	                                  .format = FORMAT_ID,
	                                  .id_kind = ID_OF_callback,
	                                  .least = 1,
	                                  .most = PART_MOST,
	                                  .pattern = -1 };
static const struct field LISTING_ID[] = { { "listing", &LISTING, true } };
static const struct field CALLBACK_PART[] = { { "callback", &PART, true } };
static const struct field CALLBACK_ID[] = { { "callback", &CALLBACK, true } };
static const struct field TOKEN_PART[] = { { "token", &PART, true } };
static const struct field ENTRY_PARTS[] = { { "who", &PART, true }, { "place", &PART, true } };

#define PAGE(at, name, handles, part) \
	{ \
		.method = "GET", .path = (at), .operation = (name), .handler = (handles), \
		.roles = ANYBODY, .path_params = (part), .path_count = 1, .is_page = true \
	}

#define PLAIN_PAGE(at, name, handles) \
	{ \
		.method = "GET", .path = (at), .operation = (name), .handler = (handles), \
		.roles = ANYBODY, .is_page = true \
	}

/* What a page without scripts posts. */
#define FORM(at, name, handles, who, part, sends) \
	{ \
		.method = "POST", .path = (at), .operation = (name), .handler = (handles), .roles = (who), \
		.writes = true, .path_params = (part), .path_count = 1, .body = &(sends), \
		.body_required = true, .calls_a_minute = FORMS_A_MINUTE, .is_page = true, \
		.tells = plain_problem \
	}

static const struct route PAGES[] = {
	PLAIN_PAGE("/", "page_home", page_home),
	PLAIN_PAGE("/robots.txt", "page_robots", page_robots),
	PLAIN_PAGE("/sitemap.xml", "page_sitemap", page_sitemap),
	PAGE("/l/{listing}", "page_listing", page_listing, LISTING_PART),
	PAGE("/l/{listing}/arrange", "page_arrange", page_arrange, LISTING_PART),
	FORM("/l/{listing}/arrange", "plain_arrange", plain_arrange, ROLE_CUSTOMER, LISTING_ID,
	     PLAIN_ARRANGE),
	{ .method = "POST",
	  .path = "/l/{listing}/sign-in",
	  .operation = "plain_sign_in",
	  .handler = plain_sign_in,
	  .roles = ANYBODY,
	  .writes = true,
	  .path_params = LISTING_ID,
	  .path_count = 1,
	  .body = &PLAIN_SIGN_IN,
	  .body_required = true,
	  .password_verify = "password",
	  .password_by = "login",
	  .calls_a_minute = SIGN_INS_A_MINUTE,
	  .is_page = true,
	  .tells = plain_problem },
	PAGE("/line/link/{token}", "page_linked", plain_linked, TOKEN_PART),
	FORM("/line/link/{token}/extend", "plain_linked_extend", plain_linked_extend, ANYBODY,
	     TOKEN_PART, PLAIN_EXTEND),
	FORM("/line/link/{token}/leave", "plain_linked_leave", plain_linked_leave, ANYBODY, TOKEN_PART,
	     PLAIN_LEAVE),
	PAGE("/line/{callback}", "page_line", plain_line, CALLBACK_PART),
	FORM("/line/{callback}/extend", "plain_extend", plain_extend, ROLE_CUSTOMER, CALLBACK_ID,
	     PLAIN_EXTEND),
	FORM("/line/{callback}/leave", "plain_leave", plain_leave, ROLE_CUSTOMER, CALLBACK_ID,
	     PLAIN_LEAVE),
	PAGE("/l/{listing}/call", "page_call", page_listing, LISTING_PART),
	PAGE("/l/{listing}/appointment", "page_appointment", page_listing, LISTING_PART),
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
	{ .method = "GET",
	  .path = "/demo/letters",
	  .operation = "page_demo_letters",
	  .handler = page_demo_letters,
	  .roles = ANYBODY,
	  .writes = true },
};

static const struct route NOWHERE = PLAIN_PAGE("", "page_nowhere", page_nowhere);

const struct web *page_web(void)
{
	static const struct web WEB = { .files = WEB_FILES,
		                            .file_count = WEB_FILE_COUNT,
		                            .routes = PAGES,
		                            .route_count = COUNT(PAGES),
		                            .nowhere = &NOWHERE };

	return &WEB;
}
