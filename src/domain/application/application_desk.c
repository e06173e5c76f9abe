// SPDX-License-Identifier: Apache-2.0
/*
 * Applying, withdrawing and deciding inside the desk's transaction. The application's row is locked
 * before the account's.
 */
#include "domain/account/number.h"
#include "domain/application/application.h"
#include "domain/event/event.h"
#include "domain/sql.h"

static void refuse(struct application_answer *answer, enum refusal why, const char *field,
                   const char *detail)
{
	must(why != GRANTED);
	answer->refused = why;
	answer->field = field;
	answer->detail = detail;
}

/* What is said of it in events and the audit log: never what was written for the house alone. */
static text describe(struct desk *desk, const struct application *a)
{
	char listing[ID_CHARS];
	struct text_buf out;
	struct json j;

	text_buf_init(&out, desk->arena);
	json_init(&j, &out);
	json_object(&j);
	json_put_chars(&j, "nickname", a->nickname);
	json_put_chars(&j, "state", APPLICATION_WORDS[a->state]);
	json_put_text(&j, "title", a->title);
	json_put_number(&j, "price_minor", a->price_minor);
	if (a->listing.n)
		json_put_chars(&j, "listing", id_format(ID_OF_listing, a->listing.n, listing));
	if (a->reason.length)
		json_put_text(&j, "reason", a->reason);
	json_end(&j);
	return text_buf_text(&out);
}

static enum err tell(struct desk *desk, const struct application *a, const char *kind)
{
	char subject[ID_CHARS];
	const text about = describe(desk, a);
	const struct event_ask event = {
		.kind = kind,
		.subject_kind = ID_OF_application,
		.subject = a->id.n,
		.customer = account_customer(a->account),
		.data = about,
	};

	TRY(event_write(desk, &event));
	return audit_write(desk, kind, id_format(ID_OF_application, a->id.n, subject), about);
}

/* ---- applying -------------------------------------------------------------------------- */
static enum err check_person(struct desk *desk, const struct application_ask *ask,
                             struct application_answer *answer)
{
	const instant since = { desk->now.us - desk->rules->applications_window_ms.us };
	struct account account;
	struct number number;
	int64_t pending, asked;
	enum err err;

	TRY(account_get(desk->tx, ask->account, &account));
	TRY(application_pending(desk->tx, ask->account, &pending));
	TRY(tx_number(desk->tx, &SQL_application_asked_since, ARGS(ID(ask->account), AT(since)),
	              &asked));
	if (account_is(&account, ROLE_ADVISOR))
		refuse(answer, REFUSED_ADVISES, NULL, NULL);
	else if (pending)
		refuse(answer, REFUSED_APPLIED, NULL, NULL);
	else if (asked >= desk->rules->applications_most)
		refuse(answer, REFUSED_LIMIT, NULL, "You applied as often as is allowed. Wait a while.");
	if (answer->refused)
		return OK;
	err = account_first_number(desk->tx, ask->account, &number);
	if (err == ERR_NONE)
		refuse(answer, REFUSED_NUMBER_UNPROVED, NULL,
		       "An advisor is called: confirm a number first.");
	return err == ERR_NONE ? OK : err;
}

static enum err check_nickname(struct desk *desk, text nickname, account_id account,
                               struct application_answer *answer)
{
	const char *fault = account_nickname_fault(nickname);
	bool is_free;

	if (fault) {
		refuse(answer, REFUSED_INVALID, "nickname", fault);
		return OK;
	}
	TRY(account_nickname_is_free(desk->tx, nickname, account, &is_free));
	if (!is_free)
		refuse(answer, REFUSED_TAKEN, "nickname", "this nickname is taken");
	return OK;
}

/* Could the listing be made? What is asked of it is refused now, not when it is approved. */
static enum err check_listing(struct desk *desk, const struct listing_ask *ask,
                              struct application_answer *answer)
{
	struct listing_answer listing;

	TRY(listing_look(desk, ask, &listing));
	if (listing.refused)
		refuse(answer, listing.refused, listing.field, listing.detail);
	return OK;
}

static enum err write(struct desk *desk, const struct application_ask *ask,
                      struct application_answer *answer)
{
	const application_id id = { ids_next(desk->ids, desk->now) };
	const text none = TEXT_LITERAL("");
	int64_t written;

	TRY(tx_run(
		desk->tx, &SQL_application_insert,
		ARGS(ID(id), ID(ask->account), TEXT_ARG(ask->nickname), ID(ask->category),
	         TEXT_ARG(ask->title), TEXT_ARG(ask->description.length ? ask->description : none),
	         NUM(ask->price_minor), TEXT_ARG(ask->about.length ? ask->about : none), AT(desk->now)),
		&written));
	/* The same person applied between our look and our insert: look again from the start. */
	if (written == 0)
		return ERR_AGAIN;
	TRY(application_get(desk->tx, id, &answer->application));
	return tell(desk, &answer->application, "application.created");
}

enum err application_create(struct desk *desk, const struct application_ask *ask,
                            struct application_answer *answer)
{
	const struct listing_ask listing = { .category = ask->category,
		                                 .title = ask->title,
		                                 .description = ask->description,
		                                 .price_minor = ask->price_minor };

	must(ask->account.n > 0);
	*answer = (struct application_answer){ .refused = GRANTED };
	if (!desk->rules->applications_open) {
		refuse(answer, REFUSED_NOT_ALLOWED, NULL, "The operator makes advisors here.");
		return OK;
	}
	TRY(check_person(desk, ask, answer));
	if (!answer->refused)
		TRY(check_nickname(desk, ask->nickname, ask->account, answer));
	if (!answer->refused)
		TRY(check_listing(desk, &listing, answer));
	if (!answer->refused && listing_description_fault(ask->about))
		refuse(answer, REFUSED_INVALID, "about", "this is no text");
	return answer->refused ? OK : write(desk, ask, answer);
}

/* ---- ending ---------------------------------------------------------------------------- */
/* Finds and locks one that waits; `account` 0: anybody's. */
static enum err begin(struct desk *desk, application_id id, account_id account,
                      struct application_answer *answer)
{
	struct application *a = &answer->application;
	int64_t locked;
	enum err err = tx_number(desk->tx, &SQL_application_lock, ARGS(ID(id)), &locked);

	*answer = (struct application_answer){ .refused = GRANTED };
	if (err == OK)
		err = application_get(desk->tx, id, a);
	if (err == ERR_NONE || (err == OK && account.n && a->account.n != account.n)) {
		refuse(answer, REFUSED_NOT_FOUND, NULL, NULL);
		return OK;
	}
	TRY(err);
	if (a->state != APPLICATION_PENDING)
		refuse(answer, REFUSED_DECIDED, NULL, NULL);
	return OK;
}

static enum err end(struct desk *desk, struct application_answer *answer,
                    enum application_state state, text reason)
{
	static const char *const KINDS[] = {
		[APPLICATION_APPROVED] = "application.approved",
		[APPLICATION_DECLINED] = "application.declined",
		[APPLICATION_WITHDRAWN] = "application.withdrawn",
	};
	struct application *a = &answer->application;
	const text none = TEXT_LITERAL("");
	const account_id by = { desk->actor.account };

	must(a->state == APPLICATION_PENDING && state != APPLICATION_PENDING);
	TRY(tx_run(desk->tx, &SQL_application_end,
	           ARGS(ID(a->id), WORDS(APPLICATION_WORDS[state]), AT(desk->now), ID_OR_NULL(by),
	                TEXT_ARG(reason.length ? reason : none), ID_OR_NULL(a->listing)),
	           NULL));
	TRY(application_get(desk->tx, a->id, a));
	return tell(desk, a, KINDS[state]);
}

enum err application_withdraw(struct desk *desk, application_id application, account_id account,
                              struct application_answer *answer)
{
	must(account.n > 0);
	TRY(begin(desk, application, account, answer));
	return answer->refused ? OK : end(desk, answer, APPLICATION_WITHDRAWN, NO_TEXT);
}

enum err application_decline(struct desk *desk, application_id application, text reason,
                             struct application_answer *answer)
{
	TRY(begin(desk, application, (account_id){ 0 }, answer));
	if (answer->refused)
		return OK;
	if (text_trim(reason).length == 0 || listing_description_fault(reason)) {
		refuse(answer, REFUSED_INVALID, "reason", "say why, in words the applicant can use");
		return OK;
	}
	return end(desk, answer, APPLICATION_DECLINED, text_trim(reason));
}

enum err application_forget(struct desk *desk, size_t most)
{
	const struct rules *rules = desk->rules;
	const span keep = span_less(rules->application_keep_ms, rules->applications_window_ms)
	                      ? rules->applications_window_ms
	                      : rules->application_keep_ms;
	const instant before = { desk->now.us - keep.us };

	must(most > 0);
	return tx_run(desk->tx, &SQL_application_forget,
	              ARGS(NUM(id_floor(before)), AT(before), NUM(most)), NULL);
}

/* ---- approving ------------------------------------------------------------------------- */
static struct listing_ask listing_of(const struct application *a,
                                     const struct application_terms *terms)
{
	return (struct listing_ask){
		.advisor = account_advisor(a->account),
		.category = terms->has_category ? terms->category : a->category,
		.title = terms->has_title ? terms->title : a->title,
		.description = terms->has_description ? terms->description : a->description,
		.price_minor = terms->has_price ? terms->price_minor : a->price_minor,
		.extension = terms->extension,
	};
}

/* The account becomes an advisor's too, under the name that was agreed on. */
static enum err become_advisor(struct desk *desk, const struct application *a, text nickname,
                               struct application_answer *answer)
{
	struct account_answer changed;
	struct account account;

	TRY(account_get(desk->tx, a->account, &account));

	const struct account_edit edit = {
		.account = a->account,
		.has_roles = true,
		.roles = account.roles | ROLE_ADVISOR,
		.has_nickname = true,
		.nickname = nickname,
		.version = account.version,
	};

	TRY(account_change(desk, &edit, &changed));
	if (changed.refused == REFUSED_STALE)
		return ERR_AGAIN;
	if (changed.refused)
		refuse(answer, changed.refused, changed.field, changed.detail);
	return OK;
}

enum err application_approve(struct desk *desk, application_id application,
                             const struct application_terms *terms,
                             struct application_answer *answer)
{
	struct application *a = &answer->application;
	struct listing_answer made;
	struct listing_ask ask;

	TRY(begin(desk, application, (account_id){ 0 }, answer));
	if (answer->refused)
		return OK;
	if (a->account_state != ACCOUNT_ACTIVE) {
		refuse(answer, REFUSED_SUSPENDED, NULL, NULL);
		return OK;
	}
	/* All that may be refused is looked at before the first write. */
	ask = listing_of(a, terms);
	TRY(check_listing(desk, &ask, answer));
	if (!answer->refused)
		TRY(become_advisor(desk, a, terms->has_nickname ? terms->nickname : text_of(a->nickname),
		                   answer));
	if (answer->refused)
		return OK;
	TRY(listing_create(desk, &ask, &made));
	/* Another lane took or closed something between our look and this: all of it again. */
	if (made.refused)
		return ERR_AGAIN;
	a->listing = made.listing.id;
	return end(desk, answer, APPLICATION_APPROVED, NO_TEXT);
}
