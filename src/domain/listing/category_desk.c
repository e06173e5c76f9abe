// SPDX-License-Identifier: Apache-2.0
/* The categories listings are found under. */
#include "domain/event/event.h"
#include "domain/listing/listing_rows.h"
#include "domain/sql.h"

static const struct column CATEGORY[] = {
	COLUMN_ID(struct category, id),
	COLUMN_CHARS(struct category, slug),
	COLUMN_TEXT(struct category, title),
	COLUMN_TEXT(struct category, description),
	COLUMN_NUM(struct category, position),
	COLUMN_WORD(struct category, state, LISTING_WORDS),
	COLUMN_AT(struct category, created_at),
	COLUMN_NUM(struct category, version),
	COLUMN_END,
};

static void refuse(struct category_answer *answer, enum refusal why, const char *field,
                   const char *detail)
{
	must(why != GRANTED);
	*answer = (struct category_answer){ .refused = why, .field = field, .detail = detail };
}

static bool is_faulty(struct category_answer *answer, const char *field, const char *fault)
{
	if (fault)
		refuse(answer, REFUSED_INVALID, field, fault);
	return fault != NULL;
}

static enum err tell(struct desk *desk, const struct category *c, const char *kind)
{
	char subject[ID_CHARS];
	struct text_buf data;
	struct json j;

	text_buf_init(&data, desk->arena);
	json_init(&j, &data);
	json_object(&j);
	json_put_chars(&j, "slug", c->slug);
	json_put_text(&j, "title", c->title);
	json_put_chars(&j, "state", LISTING_WORDS[c->state]);
	json_end(&j);

	const struct event_ask event = {
		.kind = kind,
		.subject_kind = ID_OF_category,
		.subject = c->id.n,
		.is_public = true,
		.data = text_buf_text(&data),
	};

	TRY(event_write(desk, &event));
	return audit_write(desk, kind, id_format(ID_OF_category, c->id.n, subject), event.data);
}

static enum err slug_is_free(struct desk *desk, const struct category *c,
                             struct category_answer *answer)
{
	int64_t other;
	enum err err = tx_number(desk->tx, &SQL_category_of_slug, ARGS(WORDS(c->slug)), &other);

	if (err == ERR_NONE || (err == OK && other == c->id.n))
		return OK;
	TRY(err);
	refuse(answer, REFUSED_TAKEN, "slug", "this slug is taken");
	return OK;
}

enum err category_create(struct desk *desk, const struct category_ask *ask,
                         struct category_answer *answer)
{
	text slug = ask->slug.length ? ask->slug : category_slug_of(desk->arena, ask->title);
	struct category c = { .position = ask->position };
	int64_t written;

	*answer = (struct category_answer){ .refused = GRANTED };
	if (is_faulty(answer, "title", listing_title_fault(ask->title)) ||
	    is_faulty(answer, "description", listing_description_fault(ask->description)) ||
	    is_faulty(answer, "slug", category_slug_fault(slug)))
		return OK;
	must(text_into(slug, c.slug, sizeof(c.slug)) == OK);
	TRY(slug_is_free(desk, &c, answer));
	if (answer->refused)
		return OK;
	c.id.n = ids_next(desk->ids, desk->now);
	TRY(tx_run(desk->tx, &SQL_category_insert,
	           ARGS(ID(c.id), WORDS(c.slug), TEXT_ARG(ask->title),
	                ask->description.length ? TEXT_ARG(ask->description) : WORDS(""),
	                NUM(c.position), AT(desk->now)),
	           &written));
	if (written == 0)
		return ERR_AGAIN;
	TRY(category_get(desk->tx, c.id, &answer->category));
	return tell(desk, &answer->category, "category.created");
}

static bool edit_is_well_formed(const struct category_edit *e, struct category_answer *answer)
{
	return !(e->has_title && is_faulty(answer, "title", listing_title_fault(e->title))) &&
	       !(e->has_description &&
	         is_faulty(answer, "description", listing_description_fault(e->description))) &&
	       !(e->has_slug && is_faulty(answer, "slug", category_slug_fault(e->slug)));
}

static void apply(const struct category_edit *e, struct category *c)
{
	if (e->has_slug)
		must(text_into(e->slug, c->slug, sizeof(c->slug)) == OK);
	if (e->has_title)
		c->title = e->title;
	if (e->has_description)
		c->description = e->description;
	if (e->has_position)
		c->position = e->position;
	if (e->has_state)
		c->state = e->state;
}

static enum err write(struct desk *desk, struct category *c)
{
	int64_t written = 0; /* asked for: a conflict is to be told here */
	enum err err = tx_run(desk->tx, &SQL_category_write,
	                      ARGS(ID(c->id), WORDS(c->slug), TEXT_ARG(c->title),
	                           c->description.length ? TEXT_ARG(c->description) : WORDS(""),
	                           NUM(c->position), WORDS(LISTING_WORDS[c->state])),
	                      &written);

	c->version++;
	return err == ERR_CONFLICT ? ERR_AGAIN : err;
}

enum err category_change(struct desk *desk, const struct category_edit *edit,
                         struct category_answer *answer)
{
	struct category c;
	enum err err;

	*answer = (struct category_answer){ .refused = GRANTED };
	if (!edit_is_well_formed(edit, answer))
		return OK;
	err = tx_one(desk->tx, &SQL_category_lock, ARGS(ID(edit->category)), CATEGORY, &c);
	if (err == ERR_NONE) {
		refuse(answer, REFUSED_NOT_FOUND, NULL, NULL);
		return OK;
	}
	TRY(err);
	if (edit->version && edit->version != c.version) {
		refuse(answer, REFUSED_STALE, NULL, NULL);
		return OK;
	}
	apply(edit, &c);
	if (edit->has_slug)
		TRY(slug_is_free(desk, &c, answer));
	if (answer->refused)
		return OK;
	TRY(write(desk, &c));
	answer->category = c;
	return tell(desk, &c, "category.changed");
}

enum err category_get(struct tx *tx, category_id category, struct category *out)
{
	return tx_one(tx, &SQL_category_get, ARGS(ID(category)), CATEGORY, out);
}

enum err category_list(struct tx *tx, bool open_only, size_t most, struct rows *out)
{
	must(most > 0);
	return tx_all(tx, &SQL_category_list, ARGS(NUM(open_only), NUM(most)), CATEGORY,
	              sizeof(struct category), most, out);
}
