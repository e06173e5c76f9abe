// SPDX-License-Identifier: Apache-2.0
/* Categories and listings: everybody reads, advisors offer their own, operators all. */
#include "adapter/http/generated/api_tables.h"
#include "adapter/http/routes/show.h"

#define CATEGORIES_MOST 1000

static void show_category(struct json *j, const struct category *c)
{
	json_object(j);
	json_put_id(j, "id", ID_OF_category, c->id.n);
	json_put_chars(j, "slug", c->slug);
	json_put_text(j, "title", c->title);
	json_put_text(j, "description", c->description);
	json_put_number(j, "position", c->position);
	json_put_chars(j, "state", LISTING_WORDS[c->state]);
	json_put_instant(j, "created_at", c->created_at);
	json_end(j);
}

static enum err reply_category(struct reply *reply, int status, const struct category *c)
{
	show_category(reply_json(reply, status), c);
	reply_etag(reply, c->version);
	return OK;
}

enum err api_category_list(struct desk *desk, const struct request *rq, struct reply *reply)
{
	const struct category *all;
	struct rows rows;
	struct json *j;

	TRY(category_list(desk->tx, !is_operator(rq), CATEGORIES_MOST, &rows));
	all = rows.at;
	j = reply_list(reply);
	for (size_t i = 0; i < rows.count; i++)
		show_category(j, &all[i]);
	return reply_list_end(reply, 0);
}

enum err api_category_create(struct desk *desk, const struct request *rq, struct reply *reply)
{
	const struct category_ask ask = {
		.slug = body_text(rq, "slug"),
		.title = body_text(rq, "title"),
		.description = body_text(rq, "description"),
		.position = (int32_t)body_number(rq, "position", 0),
	};
	struct category_answer answer;

	TRY(category_create(desk, &ask, &answer));
	if (answer.refused)
		return reply_field(reply, answer.refused, answer.field, answer.detail);
	reply_location(reply, "/v1/categories", ID_OF_category, answer.category.id.n);
	return reply_category(reply, 201, &answer.category);
}

enum err api_category_get(struct desk *desk, const struct request *rq, struct reply *reply)
{
	struct category category;
	enum err err = category_get(desk->tx, (category_id){ path_id(rq, "category") }, &category);

	if (err == ERR_NONE || (err == OK && category.state != LISTING_OPEN && !is_operator(rq)))
		return reply_not_found(reply);
	TRY(err);
	return reply_category(reply, 200, &category);
}

enum err api_category_change(struct desk *desk, const struct request *rq, struct reply *reply)
{
	const struct category_edit edit = {
		.category = { path_id(rq, "category") },
		.has_slug = body_has(rq, "slug"),
		.has_title = body_has(rq, "title"),
		.has_description = body_has(rq, "description"),
		.has_position = body_has(rq, "position"),
		.has_state = body_has(rq, "state"),
		.slug = body_text(rq, "slug"),
		.title = body_text(rq, "title"),
		.description = body_text(rq, "description"),
		.position = (int32_t)body_number(rq, "position", 0),
		.state = text_is(body_text(rq, "state"), "closed") ? LISTING_CLOSED : LISTING_OPEN,
		.version = version_asked(rq),
	};
	struct category_answer answer;

	TRY(category_change(desk, &edit, &answer));
	if (answer.refused)
		return reply_field(reply, answer.refused, answer.field, answer.detail);
	return reply_category(reply, 200, &answer.category);
}

/* ---- listings -------------------------------------------------------------------------- */
static enum err show_listing(struct desk *desk, struct json *j, const struct listing *l)
{
	struct availability availability;

	TRY(availability_get(desk->tx, l->advisor, &availability));
	json_object(j);
	json_put_id(j, "id", ID_OF_listing, l->id.n);
	json_put_id(j, "advisor", ID_OF_advisor, l->advisor.n);
	json_put_chars(j, "advisor_nickname", l->advisor_nickname);
	json_put_id(j, "category", ID_OF_category, l->category.n);
	json_put_text(j, "category_title", l->category_title);
	json_put_text(j, "title", l->title);
	json_put_text(j, "description", l->description);
	json_put_money(j, "price", l->price_minor, currency_of(desk));
	json_put_chars(j, "extension", l->extension);
	json_put_chars(j, "state", LISTING_WORDS[l->state]);
	json_put_chars(j, "button", availability_button(&availability, 0, desk->now));
	json_put_instant(j, "created_at", l->created_at);
	json_end(j);
	return OK;
}

static enum err reply_listing(struct desk *desk, struct reply *reply, int status,
                              const struct listing *l)
{
	TRY(show_listing(desk, reply_json(reply, status), l));
	reply_etag(reply, l->version);
	return OK;
}

/* Closed ones are shown to those whom they concern. */
static bool sees_listing(const struct request *rq, const struct listing *l)
{
	return listing_is_open(l) || is_self_or_operator(rq, l->advisor.n);
}

static enum err find_listings(struct desk *desk, const struct request *rq, struct listing *one,
                              struct rows *rows)
{
	struct listing_filter filter = {
		.advisor = { query_id(rq, "advisor") },
		.category = { query_id(rq, "category") },
		.open_only = true,
		.before = { rq->cursor },
		.most = page_most(rq),
	};
	enum err err;

	if (query_has(rq, "extension")) {
		err = listing_by_extension(desk->tx, query_text(rq, "extension"), one);
		*rows = (struct rows){ one, err == OK };
		return err == ERR_NONE ? OK : err;
	}
	if (query_number(rq, "all", 0))
		filter.open_only = !is_self_or_operator(rq, filter.advisor.n);
	return listing_list(desk->tx, &filter, rows);
}

enum err api_listing_list(struct desk *desk, const struct request *rq, struct reply *reply)
{
	const struct listing *all;
	struct listing one;
	struct rows rows;
	struct json *j;
	size_t shown;

	TRY(find_listings(desk, rq, &one, &rows));
	all = rows.at;
	j = reply_list(reply);
	shown = page_shown(rq, &rows);
	for (size_t i = 0; i < shown; i++)
		TRY(show_listing(desk, j, &all[i]));
	return reply_list_end(reply, page_has_more(rq, &rows) ? all[shown - 1].id.n : 0);
}

enum err api_listing_create(struct desk *desk, const struct request *rq, struct reply *reply)
{
	struct listing_ask ask = {
		.advisor = { body_id(rq, "advisor") },
		.category = { body_id(rq, "category") },
		.title = body_text(rq, "title"),
		.description = body_text(rq, "description"),
		.extension = body_text(rq, "extension"),
	};
	struct listing_answer answer;

	if (ask.advisor.n == 0 && request_has_role(rq, ROLE_ADVISOR))
		ask.advisor.n = rq->who.account;
	if (ask.advisor.n == 0)
		return reply_field(reply, REFUSED_INVALID, "advisor", "say for which advisor");
	if (!is_self_or_operator(rq, ask.advisor.n))
		return reply_field(reply, REFUSED_NOT_ALLOWED, "advisor", NULL);
	if (!price_asked(desk, rq, &ask.price_minor))
		return reply_wrong_currency(desk, reply);
	TRY(listing_create(desk, &ask, &answer));
	if (answer.refused)
		return reply_field(reply, answer.refused, answer.field, answer.detail);
	reply_location(reply, "/v1/listings", ID_OF_listing, answer.listing.id.n);
	return reply_listing(desk, reply, 201, &answer.listing);
}

enum err api_listing_get(struct desk *desk, const struct request *rq, struct reply *reply)
{
	struct listing listing;
	enum err err = listing_get(desk->tx, (listing_id){ path_id(rq, "listing") }, &listing);

	if (err == ERR_NONE)
		return reply_not_found(reply);
	TRY(err);
	/* Whoever has its address is told that it is over; a suspended advisor's is, for others. */
	if (!sees_listing(rq, &listing))
		listing.state = LISTING_CLOSED;
	return reply_listing(desk, reply, 200, &listing);
}

/* How likely each wait reaches one who joined now; null: too few calls to tell. */
static void show_odds(struct desk *desk, struct json *j, const struct forecast *f)
{
	span choices[WAIT_CHOICES];
	size_t count = wait_choices(desk->rules, choices);

	json_key(j, "odds");
	if (f->why != FORECAST_GIVEN || f->past_calls < desk->rules->forecast_odds_least) {
		json_null(j);
		return;
	}
	json_array(j);
	for (size_t i = 0; i < count; i++) {
		json_object(j);
		show_seconds(j, "wait_seconds", choices[i]);
		json_put_chars(j, "word", forecast_odds_word(forecast_odds(&f->draws, choices[i])));
		json_end(j);
	}
	json_end(j);
}

enum err api_listing_forecast(struct desk *desk, const struct request *rq, struct reply *reply)
{
	struct listing listing;
	struct forecast forecast;
	int64_t waiting;
	struct json *j;
	enum err err = listing_get(desk->tx, (listing_id){ path_id(rq, "listing") }, &listing);

	if (err == ERR_NONE || (err == OK && !sees_listing(rq, &listing)))
		return reply_not_found(reply);
	TRY(err);
	TRY(callback_line_length(desk->tx, listing.advisor, &waiting));
	TRY(forecast_look(desk, listing.advisor, waiting, NEVER, &forecast));
	j = reply_json(reply, 200);
	json_object(j);
	json_put_id(j, "listing", ID_OF_listing, listing.id.n);
	json_put_number(j, "position", waiting + 1);
	show_forecast(j, &forecast);
	show_odds(desk, j, &forecast);
	json_end(j);
	return OK;
}

/* May the asker change it? What is not the asker's is answered like what is not there. */
static enum err find_own(struct desk *desk, const struct request *rq, struct listing *out,
                         bool *found)
{
	enum err err = listing_get(desk->tx, (listing_id){ path_id(rq, "listing") }, out);

	*found = err == OK && is_self_or_operator(rq, out->advisor.n);
	return err == ERR_NONE ? OK : err;
}

enum err api_listing_change(struct desk *desk, const struct request *rq, struct reply *reply)
{
	struct listing_edit edit = {
		.listing = { path_id(rq, "listing") },
		.has_category = body_has(rq, "category"),
		.has_title = body_has(rq, "title"),
		.has_description = body_has(rq, "description"),
		.has_price = body_has(rq, "price"),
		.has_extension = body_has(rq, "extension"),
		.category = { body_id(rq, "category") },
		.title = body_text(rq, "title"),
		.description = body_text(rq, "description"),
		.extension = body_text(rq, "extension"),
		.version = version_asked(rq),
	};
	struct listing_answer answer;
	struct listing before;
	bool found;

	TRY(find_own(desk, rq, &before, &found));
	if (!found)
		return reply_not_found(reply);
	if (edit.has_price && !price_asked(desk, rq, &edit.price_minor))
		return reply_wrong_currency(desk, reply);
	TRY(listing_change(desk, &edit, &answer));
	if (answer.refused)
		return reply_field(reply, answer.refused, answer.field, answer.detail);
	return reply_listing(desk, reply, 200, &answer.listing);
}

enum err api_listing_close(struct desk *desk, const struct request *rq, struct reply *reply)
{
	struct availability lock;
	struct listing_answer answer;
	struct listing before;
	int64_t ended;
	bool found;

	TRY(find_own(desk, rq, &before, &found));
	if (!found)
		return reply_not_found(reply);
	/* The advisor's row first: whoever joins at this moment is in line before it closes, or not at
	 * all. */
	TRY(availability_lock(desk, before.advisor, &lock));
	TRY(listing_close(desk, before.id, &answer));
	if (answer.refused)
		return reply_field(reply, answer.refused, answer.field, answer.detail);
	if (answer.closed_now)
		TRY(call_withdraw_listing(desk, before.id, TEXT_LITERAL("the listing is closed"), &ended));
	return reply_listing(desk, reply, 200, &answer.listing);
}
