// SPDX-License-Identifier: Apache-2.0
/* The form that puts a customer in line, and the one that signs them in before. */
#include "adapter/http/generated/api_tables.h"
#include "adapter/http/routes/page_head.h"
#include "adapter/http/routes/plain.h"
#include "adapter/http/routes/show.h"
#include "domain/account/number.h"
#include "domain/money/money.h"

#define USUAL_WAIT MINUTES(60)
#define NUMBER_MOST 40
#define REASON_MOST 1000
#define WAIT_MOST 604800
#define WORDS_MOST 200

static const struct form CHARS = {
	.types = FORM_STRING, .least = 0, .most = WORDS_MOST, .pattern = -1
};
static const struct form NUMBER = {
	.types = FORM_STRING, .least = 1, .most = NUMBER_MOST, .pattern = -1
};
static const struct form REASON = {
	.types = FORM_STRING, .least = 0, .most = REASON_MOST, .pattern = -1
};
static const struct form SECRET = {
	.types = FORM_STRING, .format = FORMAT_SECRET, .least = 1, .most = WORDS_MOST, .pattern = -1
};
static const struct form LENGTH = {
	.types = FORM_INTEGER, .least = 1, .most = WAIT_MOST, .pattern = -1
};
static const struct form YES_NO = { .types = FORM_BOOLEAN, .pattern = -1 };

static const struct field ARRANGE_FIELDS[] = { { "wait_seconds", &LENGTH, true },
	                                           { "number", &NUMBER, true },
	                                           { "reason", &REASON, false } };
static const struct field SIGN_IN_FIELDS[] = { { "login", &CHARS, true },
	                                           { "password", &SECRET, true },
	                                           { "code", &CHARS, false },
	                                           { "token", &YES_NO, false } };
static const struct field EXTEND_FIELDS[] = { { "seconds", &LENGTH, true } };
static const struct field LEAVE_FIELDS[] = { { "reason", &REASON, false } };

#define BODY(its_fields) \
	{ \
		.types = FORM_OBJECT, .most = COUNT(its_fields), .pattern = -1, .fields = (its_fields), \
		.field_count = COUNT(its_fields) \
	}
const struct form PLAIN_ARRANGE = BODY(ARRANGE_FIELDS);
const struct form PLAIN_SIGN_IN = BODY(SIGN_IN_FIELDS);
const struct form PLAIN_EXTEND = BODY(EXTEND_FIELDS);
const struct form PLAIN_LEAVE = BODY(LEAVE_FIELDS);

/* ---- the page -------------------------------------------------------------------------- */
static void add_wait(struct text_buf *out, span wait, bool chosen)
{
	int64_t minutes = span_seconds(wait) / 60;
	bool whole = minutes % 60 == 0;

	text_buf_print(out,
	               "<p><label><input type=\"radio\" name=\"wait_seconds\" value=\"%lld\"%s> %lld "
	               "%s</label></p>",
	               (long long)span_seconds(wait), chosen ? " checked" : "",
	               (long long)(whole ? minutes / 60 : minutes),
	               !whole         ? "min"
	               : minutes > 60 ? "hours"
	                              : "hour");
}

static void add_waits(struct text_buf *out, const struct rules *rules)
{
	span choices[WAIT_CHOICES];
	size_t count = wait_choices(rules, choices), chosen = 0;

	for (size_t i = 0; i < count; i++)
		if (choices[i].us == USUAL_WAIT.us)
			chosen = i;
	text_buf_chars(out, "<fieldset><legend>How long will you wait for the call?</legend>");
	for (size_t i = 0; i < count; i++)
		add_wait(out, choices[i], i == chosen);
	if (count == 0)
		add_wait(out, rules->wait_least_ms, true);
	text_buf_chars(out, "<p>If it is not your turn by then, we do not call and you pay "
	                    "nothing.</p></fieldset>");
}

static enum err add_numbers(struct desk *desk, const struct request *rq, struct text_buf *out)
{
	struct rows rows;
	size_t shown = 0;

	TRY(number_list(desk->tx, (account_id){ rq->who.account }, &rows));
	const struct number *all = rows.at;

	text_buf_chars(out, "<fieldset><legend>Number we should call</legend>");
	for (size_t i = 0; i < rows.count; i++) {
		if (!instant_is_set(all[i].proved_at))
			continue;
		text_buf_print(out,
		               "<p><label><input type=\"radio\" name=\"number\" required value=\"%s\"%s> "
		               "%s ",
		               all[i].e164, shown ? "" : " checked", all[i].e164);
		page_escape(out, all[i].label);
		text_buf_chars(out, "</label></p>");
		shown++;
	}
	if (!shown)
		text_buf_chars(out, "<p><label>Telephone <input type=\"tel\" name=\"number\" "
		                    "autocomplete=\"tel\" required></label></p>"
		                    "<p>A number has to be confirmed once before we call it.</p>");
	text_buf_chars(out, "</fieldset>");
	return OK;
}

static enum err add_arrange(struct desk *desk, const struct request *rq, const struct listing *l,
                            struct text_buf *out)
{
	char price[MONEY_CHARS];

	text_buf_chars(out, "<form method=\"post\"><h2>Arrange a Call</h2>");
	add_waits(out, desk->rules);
	TRY(add_numbers(desk, rq, out));
	text_buf_print(out,
	               "<p>%s never sees it.</p><p><label>What is it about? (optional) "
	               "<input name=\"reason\" maxlength=\"%lld\"></label></p>"
	               "<p>%s a minute, billed by the second after you press 1.</p>"
	               "<p><button>Put me in line</button></p></form>",
	               l->advisor_nickname, (long long)desk->rules->reason_most,
	               money_format(money_of(l->price_minor, currency_of(desk)), price));
	return OK;
}

static void add_sign_in(struct text_buf *out, listing_id listing)
{
	char id[ID_CHARS];

	text_buf_print(out,
	               "<form method=\"post\" action=\"/l/%s/sign-in\"><h2>Arrange a Call</h2>"
	               "<p>Sign in, so that we know whom to call.</p>"
	               "<p><label>Name or e-mail <input name=\"login\" autocomplete=\"username\" "
	               "required></label></p>"
	               "<p><label>Password <input type=\"password\" name=\"password\" "
	               "autocomplete=\"current-password\" required></label></p>"
	               "<p><label>Code of your authenticator (if you use one) <input name=\"code\" "
	               "autocomplete=\"one-time-code\"></label></p>"
	               "<p><button>Sign in</button></p></form>",
	               id_format(ID_OF_listing, listing.n, id));
}

/* Where the asker waits for this advisor already. */
static enum err find_place(struct desk *desk, const struct request *rq, advisor_id advisor,
                           callback_id *out)
{
	const struct callback_filter live = {
		.advisor = advisor, .customer = { rq->who.account }, .live_only = true, .most = 1
	};
	struct rows rows;

	TRY(callback_list(desk->tx, &live, &rows));
	const struct callback *all = rows.at;

	out->n = rows.count ? all[0].id.n : 0;
	return OK;
}

enum err plain_form(struct desk *desk, const struct request *rq, const struct listing *listing,
                    text *body)
{
	callback_id place = { 0 };
	struct text_buf out;
	char id[ID_CHARS];

	text_buf_init(&out, rq->arena);
	if (request_has_role(rq, ROLE_CUSTOMER))
		TRY(find_place(desk, rq, listing->advisor, &place));
	if (place.n)
		text_buf_print(&out,
		               "<p>You are in line already. <a href=\"/line/%s\">See your place</a></p>",
		               id_format(ID_OF_callback, place.n, id));
	else if (request_has_role(rq, ROLE_CUSTOMER))
		TRY(add_arrange(desk, rq, listing, &out));
	else if (rq->who.account)
		text_buf_chars(&out, "<p>Only customers call. Your account is for another part.</p>");
	else
		add_sign_in(&out, listing->id);
	*body = text_buf_text(&out);
	return OK;
}

/* ---- what is posted -------------------------------------------------------------------- */
enum err plain_arrange(struct desk *desk, const struct request *rq, struct reply *reply)
{
	const struct callback_ask ask = {
		.customer = { rq->who.account },
		.listing = { path_id(rq, "listing") },
		.number = body_text(rq, "number"),
		.wait = SECONDS(body_number(rq, "wait_seconds", 0)),
		.reason = body_text(rq, "reason"),
		.channel = CHANNEL_WEB,
	};
	struct callback_answer answer;

	TRY(callback_request(desk, &ask, &answer));
	if (answer.refused)
		return reply_field(reply, answer.refused, answer.field, answer.detail);
	page_go(reply, "/line/", ID_OF_callback, answer.callback.id.n, "");
	return OK;
}

enum err plain_sign_in(struct desk *desk, const struct request *rq, struct reply *reply)
{
	TRY(api_sign_in(desk, rq, reply));
	if (reply->cookie_token)
		page_go(reply, "/l/", ID_OF_listing, path_id(rq, "listing"), "/arrange");
	return OK;
}
