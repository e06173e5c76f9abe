// SPDX-License-Identifier: Apache-2.0
/* Offering, changing and closing a listing inside the desk's transaction. */
#include "domain/event/event.h"
#include "domain/listing/listing_rows.h"
#include "domain/sql.h"

#define FIRST_EXTENSION 101
#define WORD(name, word) word,
const char *const LISTING_WORDS[] = { LISTING_STATES(WORD) NULL };
#undef WORD

static const struct column LISTING[] = {
	COLUMN_ID(struct listing, id),
	COLUMN_ID(struct listing, advisor),
	COLUMN_ID(struct listing, category),
	COLUMN_TEXT(struct listing, title),
	COLUMN_TEXT(struct listing, description),
	COLUMN_NUM(struct listing, price_minor),
	COLUMN_CHARS(struct listing, extension),
	COLUMN_WORD(struct listing, state, LISTING_WORDS),
	COLUMN_AT(struct listing, created_at),
	COLUMN_NUM(struct listing, version),
	COLUMN_CHARS(struct listing, advisor_nickname),
	COLUMN_WORD(struct listing, advisor_state, ACCOUNT_WORDS),
	COLUMN_TEXT(struct listing, category_title),
	COLUMN_END,
};

static void refuse(struct listing_answer *answer, enum refusal why, const char *field,
                   const char *detail)
{
	must(why != GRANTED);
	*answer = (struct listing_answer){ .refused = why, .field = field, .detail = detail };
}

static bool is_faulty(struct listing_answer *answer, const char *field, const char *fault)
{
	if (fault)
		refuse(answer, REFUSED_INVALID, field, fault);
	return fault != NULL;
}

/* Everybody may see what is offered; the audit line says what the price was before. */
static enum err tell(struct desk *desk, const struct listing *l, const char *kind,
                     int64_t old_price)
{
	char subject[ID_CHARS], advisor[ID_CHARS];
	struct text_buf data;
	struct json j;

	text_buf_init(&data, desk->arena);
	json_init(&j, &data);
	json_object(&j);
	json_put_chars(&j, "advisor", id_format(ID_OF_advisor, l->advisor.n, advisor));
	json_put_text(&j, "title", l->title);
	json_put_chars(&j, "extension", l->extension);
	json_put_chars(&j, "state", LISTING_WORDS[l->state]);
	json_put_number(&j, "price_minor", l->price_minor);
	if (old_price && old_price != l->price_minor)
		json_put_number(&j, "old_price_minor", old_price);
	json_end(&j);

	const struct event_ask event = {
		.kind = kind,
		.subject_kind = ID_OF_listing,
		.subject = l->id.n,
		.advisor = l->advisor,
		.is_public = true,
		.data = text_buf_text(&data),
	};

	TRY(event_write(desk, &event));
	return audit_write(desk, kind, id_format(ID_OF_listing, l->id.n, subject), event.data);
}

/* The category takes new listings. */
static enum err category_is_open(struct desk *desk, category_id id, struct listing_answer *answer)
{
	struct category category;
	enum err err = category_get(desk->tx, id, &category);

	if (err == ERR_NONE) {
		refuse(answer, REFUSED_INVALID, "category", "there is no such category");
		return OK;
	}
	TRY(err);
	if (category.state != LISTING_OPEN)
		refuse(answer, REFUSED_INVALID, "category", "this category takes no new listings");
	return OK;
}

static enum err extension_is_free(struct desk *desk, text extension, listing_id self,
                                  struct listing_answer *answer)
{
	int64_t other;
	enum err err =
		tx_number(desk->tx, &SQL_listing_of_extension, ARGS(TEXT_ARG(extension)), &other);

	if (err == ERR_NONE || (err == OK && other == self.n))
		return OK;
	TRY(err);
	refuse(answer, REFUSED_TAKEN, "extension", "this extension is taken");
	return OK;
}

/* The smallest free one with three digits, then with four, and so on. */
static enum err extension_choose(struct desk *desk, struct listing *l,
                                 struct listing_answer *answer)
{
	static const struct {
		int64_t length;
		const char *before;
		int64_t most;
	} LENGTHS[] = {
		{ 3, "100", 999 },
		{ 4, "1000", 9999 },
		{ 5, "10000", 99999 },
		{ 6, "100000", 999999 },
	};

	for (size_t i = 0; i < COUNT(LENGTHS); i++) {
		int64_t before;
		struct text_buf out;

		TRY(tx_number(desk->tx, &SQL_extension_gap,
		              ARGS(NUM(LENGTHS[i].length), WORDS(LENGTHS[i].before)), &before));
		if (before + 1 > LENGTHS[i].most)
			continue;
		must(before + 1 >= FIRST_EXTENSION);
		text_buf_init(&out, desk->arena);
		text_buf_print(&out, "%lld", (long long)(before + 1));
		must(text_into(text_buf_text(&out), l->extension, sizeof(l->extension)) == OK);
		return OK;
	}
	refuse(answer, REFUSED_INVALID, "extension", "every extension is taken");
	return OK;
}

static bool ask_is_well_formed(const struct listing_ask *ask, struct listing_answer *answer)
{
	return !is_faulty(answer, "title", listing_title_fault(ask->title)) &&
	       !is_faulty(answer, "description", listing_description_fault(ask->description)) &&
	       !is_faulty(answer, "price", listing_price_fault(ask->price_minor)) &&
	       !(ask->extension.length &&
	         is_faulty(answer, "extension", listing_extension_fault(ask->extension)));
}

/* Who offers must be an advisor whose account is active. */
static enum err advisor_may_offer(struct desk *desk, advisor_id advisor,
                                  struct listing_answer *answer)
{
	struct account account;
	enum err err = account_get(desk->tx, advisor_account(advisor), &account);

	if (err == ERR_NONE || (err == OK && !account_is(&account, ROLE_ADVISOR))) {
		refuse(answer, REFUSED_INVALID, "advisor", "there is no such advisor");
		return OK;
	}
	TRY(err);
	if (account.state != ACCOUNT_ACTIVE)
		refuse(answer, REFUSED_SUSPENDED, "advisor", NULL);
	return OK;
}

/* The list is everybody's, and so are the extensions. */
static enum err has_room(struct desk *desk, advisor_id advisor, struct listing_answer *answer)
{
	int64_t count;

	TRY(tx_number(desk->tx, &SQL_listing_count_of, ARGS(ID(advisor)), &count));
	if (count >= desk->rules->listings_per_advisor)
		refuse(answer, REFUSED_INVALID, NULL, "this advisor has as many listings as are allowed");
	return OK;
}

static enum err choose_extension(struct desk *desk, const struct listing_ask *ask,
                                 struct listing *l, struct listing_answer *answer)
{
	if (!ask->extension.length)
		return extension_choose(desk, l, answer);
	must(text_into(ask->extension, l->extension, sizeof(l->extension)) == OK);
	return extension_is_free(desk, ask->extension, (listing_id){ 0 }, answer);
}

static enum err look_around(struct desk *desk, const struct listing_ask *ask, struct listing *l,
                            struct listing_answer *answer)
{
	TRY(category_is_open(desk, ask->category, answer));
	return answer->refused ? OK : choose_extension(desk, ask, l, answer);
}

enum err listing_look(struct desk *desk, const struct listing_ask *ask,
                      struct listing_answer *answer)
{
	struct listing l = { .advisor = ask->advisor };

	*answer = (struct listing_answer){ .refused = GRANTED };
	if (!ask_is_well_formed(ask, answer))
		return OK;
	TRY(look_around(desk, ask, &l, answer));
	if (!answer->refused)
		answer->listing = l;
	return OK;
}

enum err listing_create(struct desk *desk, const struct listing_ask *ask,
                        struct listing_answer *answer)
{
	struct listing l = { .advisor = ask->advisor };
	int64_t written;

	*answer = (struct listing_answer){ .refused = GRANTED };
	if (!ask_is_well_formed(ask, answer))
		return OK;
	TRY(advisor_may_offer(desk, ask->advisor, answer));
	if (!answer->refused)
		TRY(has_room(desk, ask->advisor, answer));
	if (!answer->refused)
		TRY(look_around(desk, ask, &l, answer));
	if (answer->refused)
		return OK;
	l.id.n = ids_next(desk->ids, desk->now);
	TRY(tx_run(desk->tx, &SQL_listing_insert,
	           ARGS(ID(l.id), ID(l.advisor), ID(ask->category), TEXT_ARG(ask->title),
	                ask->description.length ? TEXT_ARG(ask->description) : WORDS(""),
	                NUM(ask->price_minor), WORDS(l.extension), AT(desk->now)),
	           &written));
	/* Somebody took the extension between our look and our insert: look again from the start. */
	if (written == 0)
		return ERR_AGAIN;
	TRY(listing_get(desk->tx, l.id, &answer->listing));
	return tell(desk, &answer->listing, "listing.created", 0);
}

static enum err write(struct desk *desk, struct listing *l)
{
	int64_t written = 0; /* asked for: a conflict is to be told here */
	enum err err =
		tx_run(desk->tx, &SQL_listing_write,
	           ARGS(ID(l->id), ID(l->category), TEXT_ARG(l->title),
	                l->description.length ? TEXT_ARG(l->description) : WORDS(""),
	                NUM(l->price_minor), WORDS(l->extension), WORDS(LISTING_WORDS[l->state])),
	           &written);

	l->version++;
	return err == ERR_CONFLICT ? ERR_AGAIN : err;
}

static bool edit_is_well_formed(const struct listing_edit *e, struct listing_answer *answer)
{
	return !(e->has_title && is_faulty(answer, "title", listing_title_fault(e->title))) &&
	       !(e->has_description &&
	         is_faulty(answer, "description", listing_description_fault(e->description))) &&
	       !(e->has_price && is_faulty(answer, "price", listing_price_fault(e->price_minor))) &&
	       !(e->has_extension &&
	         is_faulty(answer, "extension", listing_extension_fault(e->extension)));
}

static void apply(const struct listing_edit *e, struct listing *l)
{
	if (e->has_category)
		l->category = e->category;
	if (e->has_title)
		l->title = e->title;
	if (e->has_description)
		l->description = e->description;
	if (e->has_price)
		l->price_minor = e->price_minor;
	if (e->has_extension)
		must(text_into(e->extension, l->extension, sizeof(l->extension)) == OK);
	if (e->has_state)
		l->state = e->state;
}

/* What must be asked of the store before it may be changed so. */
static enum err edit_is_possible(struct desk *desk, const struct listing_edit *e,
                                 const struct listing *before, struct listing_answer *answer)
{
	if (e->version && e->version != before->version) {
		refuse(answer, REFUSED_STALE, NULL, NULL);
		return OK;
	}
	if (e->has_category && e->category.n != before->category.n)
		TRY(category_is_open(desk, e->category, answer));
	if (!answer->refused && e->has_extension)
		TRY(extension_is_free(desk, e->extension, before->id, answer));
	return OK;
}

/* Locks and reads. ERR_NONE: no such listing. */
static enum err lock(struct desk *desk, listing_id listing, struct listing *out)
{
	int64_t version;

	TRY(tx_number(desk->tx, &SQL_listing_lock, ARGS(ID(listing)), &version));
	return listing_get(desk->tx, listing, out);
}

enum err listing_change(struct desk *desk, const struct listing_edit *edit,
                        struct listing_answer *answer)
{
	struct listing before;
	enum err err;

	*answer = (struct listing_answer){ .refused = GRANTED };
	if (!edit_is_well_formed(edit, answer))
		return OK;
	err = lock(desk, edit->listing, &before);
	if (err == ERR_NONE) {
		refuse(answer, REFUSED_NOT_FOUND, NULL, NULL);
		return OK;
	}
	TRY(err);
	TRY(edit_is_possible(desk, edit, &before, answer));
	if (answer->refused)
		return OK;
	answer->listing = before;
	apply(edit, &answer->listing);
	TRY(write(desk, &answer->listing));
	TRY(listing_get(desk->tx, edit->listing, &answer->listing));
	answer->closed_now = before.state == LISTING_OPEN && answer->listing.state == LISTING_CLOSED;
	return tell(desk, &answer->listing, answer->closed_now ? "listing.closed" : "listing.changed",
	            before.price_minor);
}

enum err listing_close(struct desk *desk, listing_id listing, struct listing_answer *answer)
{
	const struct listing_edit edit = { .listing = listing,
		                               .has_state = true,
		                               .state = LISTING_CLOSED };
	enum err err = listing_get(desk->tx, listing, &answer->listing);

	*answer = (struct listing_answer){ .refused = GRANTED, .listing = answer->listing };
	if (err == OK && answer->listing.state == LISTING_CLOSED)
		return OK;
	if (err != OK && err != ERR_NONE)
		return err;
	return listing_change(desk, &edit, answer);
}

enum err listing_get(struct tx *tx, listing_id listing, struct listing *out)
{
	return tx_one(tx, &SQL_listing_get, ARGS(ID(listing)), LISTING, out);
}

enum err listing_by_extension(struct tx *tx, text extension, struct listing *out)
{
	if (listing_extension_fault(extension))
		return ERR_NONE;
	return tx_one(tx, &SQL_listing_by_extension, ARGS(TEXT_ARG(extension)), LISTING, out);
}

bool listing_is_open(const struct listing *listing)
{
	return listing->state == LISTING_OPEN && listing->advisor_state == ACCOUNT_ACTIVE;
}

enum err listing_list(struct tx *tx, const struct listing_filter *f, struct rows *out)
{
	const struct arg below = NUM(f->before.n ? f->before.n : INT64_MAX);
	const struct arg open = NUM(f->open_only);
	const struct arg most = NUM(f->most);

	must(f->most > 0);
	if (f->advisor.n)
		return tx_all(tx, &SQL_listing_list_of_advisor,
		              ARGS(ID(f->advisor), below, open, most, ID(f->category)), LISTING,
		              sizeof(struct listing), f->most, out);
	if (f->category.n)
		return tx_all(tx, &SQL_listing_list_of_category, ARGS(ID(f->category), below, open, most),
		              LISTING, sizeof(struct listing), f->most, out);
	return tx_all(tx, &SQL_listing_list, ARGS(below, open, most), LISTING, sizeof(struct listing),
	              f->most, out);
}
