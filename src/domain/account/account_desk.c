// SPDX-License-Identifier: Apache-2.0
/* Creating and changing people inside the desk's transaction; every change leaves an event and an
 * audit line. */
#include "domain/account/account_rows.h"
#include "domain/account/session.h"
#include "domain/availability/availability.h"
#include "domain/event/event.h"
#include "domain/sql.h"

static void refuse(struct account_answer *answer, enum refusal why, const char *field,
                   const char *detail)
{
	must(why != GRANTED);
	answer->refused = why;
	answer->field = field;
	answer->detail = detail;
}

/* True: a fault was found and written into the answer. */
static bool is_faulty(struct account_answer *answer, const char *field, const char *fault)
{
	if (fault)
		refuse(answer, REFUSED_INVALID, field, fault);
	return fault != NULL;
}

/* What an operator's log needs to know afterwards: names and roles, never a password or a number.
 */
static text describe(struct desk *desk, const struct account *was, const struct account *a,
                     text reason)
{
	struct text_buf out;
	struct json j;

	text_buf_init(&out, desk->arena);
	json_init(&j, &out);
	json_object(&j);
	json_put_chars(&j, "nickname", a->nickname);
	json_put_number(&j, "roles", a->roles);
	json_put_chars(&j, "part", PART_WORDS[a->part]);
	json_put_chars(&j, "state", ACCOUNT_WORDS[a->state]);
	if (was && (was->roles != a->roles || was->part != a->part)) {
		json_key(&j, "before");
		json_object(&j);
		json_put_number(&j, "roles", was->roles);
		json_put_chars(&j, "part", PART_WORDS[was->part]);
		json_end(&j);
	}
	json_put_number(&j, "version", a->version);
	if (reason.length)
		json_put_text(&j, "reason", reason);
	json_end(&j);
	return text_buf_text(&out);
}

/* `was`: NULL, or the account before the change. */
static enum err tell(struct desk *desk, const struct account *was, const struct account *a,
                     const char *kind, text reason)
{
	char subject[ID_CHARS];
	const text about = describe(desk, was, a, reason);
	const struct event_ask event = {
		.kind = kind,
		.subject_kind = ID_OF_account,
		.subject = a->id.n,
		.advisor = account_is(a, ROLE_ADVISOR) ? account_advisor(a->id) : (advisor_id){ 0 },
		.customer = account_customer(a->id),
		.data = about,
	};

	TRY(event_write(desk, &event));
	return audit_write(desk, kind, id_format(ID_OF_account, a->id.n, subject), about);
}

static void lower(char *chars)
{
	for (; *chars; chars++) {
		if (*chars >= 'A' && *chars <= 'Z')
			*chars = (char)(*chars - 'A' + 'a');
	}
}

static bool roles_fit(struct account_answer *answer, int32_t roles)
{
	if (roles >= 1 && roles <= ROLE_ALL)
		return true;
	refuse(answer, REFUSED_INVALID, "roles", "a person has at least one role");
	return false;
}

static bool part_fits(struct account_answer *answer, int32_t roles, enum operator_part part)
{
	if (part == PART_NONE || (roles & ROLE_OPERATOR))
		return true;
	refuse(answer, REFUSED_INVALID, "operator_part", "only an operator has a part");
	return false;
}

static enum operator_part part_of(int32_t roles, enum operator_part asked, enum operator_part was)
{
	return !(roles & ROLE_OPERATOR) ? PART_NONE
	       : asked != PART_NONE     ? asked
	       : was != PART_NONE       ? was
	                                : PART_OWNER;
}

static bool is_active_owner(const struct account *a)
{
	return a->part == PART_OWNER && a->state == ACCOUNT_ACTIVE;
}

/* Somebody must be left who may do everything. Before the account's own row. */
static enum err lock_owners(struct desk *desk, bool is_last_possible, size_t *owners)
{
	*owners = 2;
	return is_last_possible ? account_owners_lock(desk, owners) : OK;
}

static bool owner_is_left(const struct account *was, const struct account *is, size_t owners,
                          struct account_answer *answer)
{
	if (!is_active_owner(was) || is_active_owner(is) || owners > 1)
		return true;
	refuse(answer, REFUSED_LAST_OWNER, NULL, NULL);
	return false;
}

static enum err nickname_is_free(struct desk *desk, const struct account *a,
                                 struct account_answer *answer)
{
	bool is_free;

	TRY(account_nickname_is_free(desk->tx, text_of(a->nickname), a->id, &is_free));
	if (!is_free)
		refuse(answer, REFUSED_TAKEN, "nickname", "this nickname is taken");
	return OK;
}

static bool ask_is_well_formed(const struct account_ask *ask, struct account_answer *answer)
{
	return roles_fit(answer, ask->roles) && part_fits(answer, ask->roles, ask->part) &&
	       !is_faulty(answer, "login", account_login_fault(ask->login)) &&
	       !is_faulty(answer, "nickname", account_nickname_fault(ask->nickname)) &&
	       !(ask->timezone.length &&
	         is_faulty(answer, "timezone", account_timezone_fault(ask->timezone))) &&
	       !(ask->language.length &&
	         is_faulty(answer, "language", account_language_fault(ask->language)));
}

static void fill(struct desk *desk, const struct account_ask *ask, struct account *a)
{
	const struct rules *r = desk->rules;

	*a = (struct account){ .roles = ask->roles,
		                   .part = part_of(ask->roles, ask->part, PART_NONE),
		                   .password = ask->password,
		                   .state = ACCOUNT_ACTIVE,
		                   .created_at = desk->now,
		                   .version = 1 };
	must(text_into(ask->login, a->login, sizeof(a->login)) == OK);
	lower(a->login);
	must(text_into(ask->nickname, a->nickname, sizeof(a->nickname)) == OK);
	must(text_into(ask->timezone.length ? ask->timezone : text_of(r->timezone), a->timezone,
	               sizeof(a->timezone)) == OK);
	must(text_into(ask->language.length ? ask->language : text_of(r->language), a->language,
	               sizeof(a->language)) == OK);
}

enum err account_create(struct desk *desk, const struct account_ask *ask,
                        struct account_answer *answer)
{
	struct account *a = &answer->account;
	struct account other;
	enum err err;
	int64_t written;

	*answer = (struct account_answer){ .refused = GRANTED };
	if (!ask_is_well_formed(ask, answer))
		return OK;
	fill(desk, ask, a);
	/* In this order, so that a name everybody sees does not tell of a login. */
	TRY(nickname_is_free(desk, a, answer));
	if (answer->refused)
		return OK;
	err = account_by_login(desk->tx, text_of(a->login), &other);
	if (err == OK) {
		refuse(answer, REFUSED_TAKEN, "login", "this login is taken");
		return OK;
	}
	if (err != ERR_NONE)
		return err;
	a->id.n = ids_next(desk->ids, desk->now);
	TRY(tx_run(desk->tx, &SQL_account_insert,
	           ARGS(ID(a->id), NUM(a->roles), WORDS(a->login), WORDS(a->nickname),
	                TEXT_ARG(a->password), WORDS(a->timezone), WORDS(a->language), AT(desk->now),
	                WORDS(PART_WORDS[a->part])),
	           &written));
	/* Somebody took a name between our look and our insert: look again from the start. */
	if (written == 0)
		return ERR_AGAIN;
	if (account_is(a, ROLE_ADVISOR))
		TRY(availability_create(desk, account_advisor(a->id)));
	return tell(desk, NULL, a, "account.created", NO_TEXT);
}

static enum err write(struct desk *desk, struct account *a)
{
	int64_t written = 0; /* asked for: a conflict is to be told here */
	enum err err = tx_run(desk->tx, &SQL_account_write,
	                      ARGS(ID(a->id), NUM(a->roles), WORDS(a->nickname), TEXT_ARG(a->password),
	                           WORDS(a->timezone), WORDS(a->language),
	                           WORDS(ACCOUNT_WORDS[a->state]), WORDS(PART_WORDS[a->part])),
	                      &written);

	a->version++;
	return err == ERR_CONFLICT ? ERR_AGAIN : err;
}

/* Finds and locks whom it is about; false in *found: the answer says so. */
static enum err begin(struct desk *desk, account_id account, struct account_answer *answer)
{
	enum err err = account_lock(desk, account, &answer->account);

	*answer = (struct account_answer){ .refused = GRANTED, .account = answer->account };
	if (err != ERR_NONE)
		return err;
	*answer = (struct account_answer){ .refused = REFUSED_NOT_FOUND };
	return OK;
}

/* Before the account, as everybody does (SETTLED 29): who leaves the line must not meet who joins
 * it. */
static enum err lock_line(struct desk *desk, account_id account)
{
	struct availability lock;
	enum err err = availability_lock(desk, account_advisor(account), &lock);

	return err == ERR_NONE ? OK : err;
}

static bool edit_is_well_formed(const struct account_edit *e, struct account_answer *answer)
{
	return !(e->has_roles && !roles_fit(answer, e->roles)) &&
	       !(e->has_nickname &&
	         is_faulty(answer, "nickname", account_nickname_fault(e->nickname))) &&
	       !(e->has_timezone &&
	         is_faulty(answer, "timezone", account_timezone_fault(e->timezone))) &&
	       !(e->has_language && is_faulty(answer, "language", account_language_fault(e->language)));
}

static void apply(const struct account_edit *e, struct account *a)
{
	if (e->has_roles)
		a->roles = e->roles;
	a->part = part_of(a->roles, e->part, a->part);
	if (e->has_password)
		a->password = e->password;
	if (e->has_nickname)
		must(text_into(e->nickname, a->nickname, sizeof(a->nickname)) == OK);
	if (e->has_timezone)
		must(text_into(e->timezone, a->timezone, sizeof(a->timezone)) == OK);
	if (e->has_language)
		must(text_into(e->language, a->language, sizeof(a->language)) == OK);
}

enum err account_change(struct desk *desk, const struct account_edit *edit,
                        struct account_answer *answer)
{
	struct account *a = &answer->account;
	struct account was;
	bool was_advisor;
	size_t owners;

	*answer = (struct account_answer){ .refused = GRANTED };
	if (!edit_is_well_formed(edit, answer))
		return OK;
	TRY(lock_owners(desk, edit->has_roles || edit->part != PART_NONE, &owners));
	if (edit->has_roles)
		TRY(lock_line(desk, edit->account));
	TRY(begin(desk, edit->account, answer));
	if (answer->refused)
		return OK;
	if (edit->version && edit->version != a->version) {
		refuse(answer, REFUSED_STALE, NULL, NULL);
		return OK;
	}
	was = *a;
	was_advisor = account_is(a, ROLE_ADVISOR);
	apply(edit, a);
	if (!part_fits(answer, a->roles, edit->part) || !owner_is_left(&was, a, owners, answer))
		return OK;
	if (edit->has_nickname)
		TRY(nickname_is_free(desk, a, answer));
	if (answer->refused)
		return OK;
	TRY(write(desk, a));
	if (account_is(a, ROLE_ADVISOR) && !was_advisor)
		TRY(availability_create(desk, account_advisor(a->id)));
	answer->advisor_left = was_advisor && !account_is(a, ROLE_ADVISOR);
	if (edit->has_password || (was.part != PART_NONE && was.part != a->part))
		TRY(session_end_all(desk, a->id));
	return tell(desk, &was, a, "account.changed", NO_TEXT);
}

enum err account_suspend(struct desk *desk, account_id account, bool suspended, text reason,
                         struct account_answer *answer)
{
	const enum account_state wanted = suspended ? ACCOUNT_SUSPENDED : ACCOUNT_ACTIVE;
	struct account *a = &answer->account;
	struct account was;
	size_t owners;

	*answer = (struct account_answer){ .refused = GRANTED };
	TRY(lock_owners(desk, suspended, &owners));
	TRY(lock_line(desk, account));
	TRY(begin(desk, account, answer));
	if (answer->refused || a->state == wanted)
		return OK;
	was = *a;
	a->state = wanted;
	if (!owner_is_left(&was, a, owners, answer))
		return OK;
	TRY(write(desk, a));
	if (suspended) {
		TRY(session_end_all(desk, a->id));
		answer->advisor_left = account_is(a, ROLE_ADVISOR);
	}
	return tell(desk, NULL, a, suspended ? "account.suspended" : "account.restored", reason);
}
