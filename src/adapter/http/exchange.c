// SPDX-License-Identifier: Apache-2.0
#include "adapter/http/exchange.h"

#include <stdlib.h>
#include <string.h>

#include "adapter/http/body.h"
#include "base/arena.h"

#define ARENA_FIRST_BYTES 8192

static struct exchange *of_work(struct work *work)
{
	return (struct exchange *)((char *)work - offsetof(struct exchange, work));
}

static struct exchange *of_chore(struct chore *chore)
{
	return (struct exchange *)((char *)chore - offsetof(struct exchange, chore));
}

struct exchange *exchange_open(const struct surface *surface)
{
	struct exchange *x = calloc(1, sizeof(*x));

	must(x);
	x->surface = surface;
	x->arena = arena_open(ARENA_FIRST_BYTES);
	exchange_clear(x);
	return x;
}

void exchange_close(struct exchange *x)
{
	exchange_clear(x);
	arena_close(x->arena);
	free(x);
}

void exchange_clear(struct exchange *x)
{
	const struct surface *surface = x->surface;
	struct arena *arena = x->arena;

	body_free(&x->rq);
	arena_empty(arena);
	memset(x, 0, sizeof(*x));
	x->surface = surface;
	x->arena = arena;
	x->rq.arena = arena;
	x->rq.site = surface->site;
	x->rq.status = surface->config->status;
	x->rq.seal = surface->config->seal;
	x->rq.demo = surface->config->demo;
	reply_init(&x->reply, &x->rq, arena);
}

/* ---- who asks, inside the transaction -------------------------------------------------- */
static enum err find_principal(struct exchange *x, struct desk *desk)
{
	const struct api_people *people = x->surface->api->people;
	struct principal *who = &x->rq.who;
	enum err err = OK;

	if (x->credential == CREDENTIAL_SOCKET) {
		who->roles = ROLE_OPERATOR;
		who->part = PART_OWNER;
		who->by = SIGNED_BY_SOCKET;
	} else if (x->credential == CREDENTIAL_SESSION) {
		err = people->by_session(desk, who->token_hash, who);
		who->by = SIGNED_BY_SESSION;
	} else if (x->credential == CREDENTIAL_KEY) {
		err = people->by_key(desk, who->token_hash, who);
		who->by = SIGNED_BY_KEY;
	}
	if (err == OK && who->account)
		who->owner = who->account;
	if (err == ERR_NONE) {
		who->account = who->owner = 0;
		who->roles = 0;
		who->part = PART_NONE;
		who->by = SIGNED_BY_NOTHING;
		return OK;
	}
	return err;
}

/* What somebody may do who must set up a second factor first. */
static bool is_before_factor(const struct route *route)
{
	static const char *const OPERATIONS[] = { "factor_get", "factor_begin", "factor_confirm",
		                                      "me_get", "sign_out" };

	for (size_t i = 0; i < COUNT(OPERATIONS); i++) {
		if (text_is(text_of(route->operation), OPERATIONS[i]))
			return true;
	}
	return (route->roles & ROLE_PUBLIC) != 0;
}

/* Where the part may not, an operator is no operator: what is left is what anybody else may. */
static void take_part(struct exchange *x)
{
	struct principal *who = &x->rq.who;

	if (who->part != PART_OWNER && !(x->rq.route->parts & PART_BIT(who->part)))
		who->roles &= ~(unsigned)ROLE_OPERATOR;
}

static bool is_about_oneself(const struct exchange *x)
{
	return x->rq.who.part != PART_NONE && (x->rq.route->parts & PART_OWN);
}

static const char *who_may(struct exchange *x)
{
	const char *between = "";
	struct text_buf out;

	text_buf_init(&out, x->arena);
	text_buf_print(&out, "Your part is %s. This may: ", PART_WORDS[x->rq.who.part]);
	for (unsigned part = PART_OWNER; part < PART_COUNT; part++) {
		if (!(x->rq.route->parts & PART_BIT(part)))
			continue;
		text_buf_print(&out, "%s%s", between, PART_WORDS[part]);
		between = ", ";
	}
	text_buf_print(&out, ".");
	return text_terminated(x->arena, text_buf_text(&out));
}

static bool refuse_role(struct exchange *x)
{
	bool by_part = x->rq.who.part != PART_NONE && (x->rq.route->roles & ROLE_OPERATOR);

	return reply_refused(&x->reply, REFUSED_NOT_ALLOWED, NULL, by_part ? who_may(x) : NULL) != OK;
}

/* False: the reply says why not. */
static bool may_call(struct exchange *x)
{
	const struct route *route = x->rq.route;
	const struct principal *who = &x->rq.who;
	bool is_public = (route->roles & ROLE_PUBLIC) != 0;
	/* A browser may still carry an old cookie on a public page; a wrong token is always told. */
	bool wrong = x->credential != CREDENTIAL_NONE && who->by == SIGNED_BY_NOTHING;

	if (wrong && !(is_public && x->by_cookie))
		reply_problem(&x->reply, PROBLEM_TOKEN, NULL);
	else if (!is_public && who->by == SIGNED_BY_NOTHING)
		return reply_refused(&x->reply, REFUSED_NOT_SIGNED_IN, NULL, NULL) != OK;
	else if (!is_public && !(who->roles & route->roles) && !is_about_oneself(x))
		return refuse_role(x);
	else if (who->needs_factor && !is_before_factor(route))
		return reply_refused(&x->reply, REFUSED_FACTOR_MISSING, NULL, NULL) != OK;
	else if (route->writes && who->read_only)
		reply_problem(&x->reply, PROBLEM_READ_ONLY, NULL);
	else
		return true;
	return false;
}

/* The strongest role that the operation asks for; a handler that knows better says so itself. */
static void set_actor(struct desk *desk, const struct exchange *x)
{
	unsigned roles = x->rq.who.roles & x->rq.route->roles;

	desk->actor.account = x->rq.who.account;
	desk->actor.kind = roles & ROLE_OPERATOR   ? ACTOR_OPERATOR
	                   : roles & ROLE_ADVISOR  ? ACTOR_ADVISOR
	                   : roles & ROLE_CUSTOMER ? ACTOR_CUSTOMER
	                   : is_about_oneself(x)   ? ACTOR_OPERATOR
	                                           : ACTOR_SYSTEM;
}

static void set_customer(struct exchange *x)
{
	int64_t named = body_customer(&x->rq);

	x->rq.acting_customer = named && (x->rq.who.roles & ROLE_OPERATOR) ? named : x->rq.who.account;
}

static bool names_another(const struct exchange *x)
{
	int64_t named = body_customer(&x->rq);

	return named && !(x->rq.who.roles & ROLE_OPERATOR) && named != x->rq.who.account;
}

/* ---- the stages ------------------------------------------------------------------------ */
static enum err look(struct exchange *x, struct desk *desk)
{
	const struct route *route = x->rq.route;
	struct password_look found = { 0 };
	text login = route->password_by ? body_text(&x->rq, route->password_by) : NO_TEXT;

	x->rq.password = (struct password_work){ 0 };
	if (!route->password_verify || !body_text(&x->rq, route->password_verify).at)
		return OK;
	TRY(x->surface->api->people->password(desk, login, login.at ? 0 : x->rq.who.account, &found));
	x->rq.password.account = found.account;
	/* The tx's arena ends with the tx; the comparison comes later. */
	x->rq.password.compared = found.stored.at ? text_copy(x->arena, found.stored) : NO_TEXT;
	return OK;
}

/*
 * Only what a person does keeps an operator signed in: a page left alone asks and listens for ever.
 * An advisor's may, for it is open for the telephone's sake.
 */
static bool is_idle(const struct exchange *x)
{
	const struct route *route = x->rq.route;

	return x->rq.who.part != PART_NONE && !route->writes && (x->unattended || route->streams);
}

static enum err touch(struct exchange *x, struct desk *desk)
{
	if (!x->rq.who.touch_due || x->rq.who.by != SIGNED_BY_SESSION || is_idle(x))
		return OK;
	if (tx_is_read_only(desk->tx)) {
		x->touches = true;
		return OK;
	}
	return x->surface->api->people->touch(desk, x->rq.who.token_hash);
}

static enum err act(struct exchange *x, struct desk *desk)
{
	bool answered = false;

	TRY(idempotency_look(x, desk, &answered));
	if (answered)
		return OK;
	TRY(x->rq.route->handler(desk, &x->rq, &x->reply));
	must(x->reply.status != 0);
	TRY(idempotency_keep(x, desk));
	return touch(x, desk);
}

static enum err run(struct desk *desk, struct work *work)
{
	struct exchange *x = of_work(work);

	reply_init(&x->reply, &x->rq, x->arena);
	x->touches = x->replayed = false;
	x->rq.now = desk->now;
	TRY(find_principal(x, desk));
	take_part(x);
	if (!may_call(x))
		return OK;
	set_actor(desk, x);
	set_customer(x);
	if (names_another(x))
		return reply_refused(&x->reply, REFUSED_NOT_ALLOWED, "#/customer", NULL);
	return x->stage == STAGE_LOOK ? look(x, desk) : act(x, desk);
}

static void fail(struct exchange *x, enum err err)
{
	x->outcome = err;
	x->back(x);
}

static void done(struct work *work, enum err outcome)
{
	struct exchange *x = of_work(work);
	const struct work_port *port = &x->surface->config->work;

	x->outcome = outcome;
	if (x->stage == STAGE_RUN || outcome != OK || x->reply.status) {
		x->back(x);
		return;
	}
	x->stage = STAGE_PASSWORD;
	if (!port->slow(port->ctx, &x->chore))
		fail(x, ERR_FULL);
}

static void work_on_password(struct chore *chore)
{
	struct exchange *x = of_chore(chore);
	const struct route *route = x->rq.route;
	const struct work_port *port = &x->surface->config->work;
	struct password_work *p = &x->rq.password;
	text verify = route->password_verify ? body_text(&x->rq, route->password_verify) : NO_TEXT;
	text hash = route->password_hash ? body_text(&x->rq, route->password_hash) : NO_TEXT;
	char made[CRYPT_PASSWORD_CHARS];

	must(x->stage == STAGE_PASSWORD);
	if (verify.at)
		p->matched = crypt_password_matches(p->compared, verify);
	if (hash.at) {
		if (crypt_password_hash(hash, made) != OK) {
			fail(x, ERR_UNAVAILABLE);
			return;
		}
		p->hash = text_copy(x->arena, text_of(made));
	}
	x->stage = STAGE_RUN;
	if (!port->write(port->ctx, &x->work))
		fail(x, ERR_FULL);
}

/* Work on the same advisor prefers the same lane; the rest is spread. */
static uint64_t lane_key(const struct exchange *x)
{
	const struct route *route = x->rq.route;

	for (size_t i = 0; i < route->path_count; i++)
		if (route->path_params[i].form->format == FORMAT_ID)
			return (uint64_t)x->rq.path[i].number;
	int64_t advisor = body_advisor(&x->rq);

	return advisor ? (uint64_t)advisor : (uint64_t)(uintptr_t)x >> 6;
}

bool exchange_start(struct exchange *x)
{
	const struct route *route = x->rq.route;
	const struct work_port *port = &x->surface->config->work;
	bool staged = (route->password_verify && body_text(&x->rq, route->password_verify).at) ||
	              (route->password_hash && body_text(&x->rq, route->password_hash).at);

	x->work = (struct work){ .run = run, .done = done, .lane_key = lane_key(x) };
	x->chore = (struct chore){ .run = work_on_password };
	x->stage = staged ? STAGE_LOOK : STAGE_RUN;
	bool reads = staged || !route->writes;

	if (reads ? port->read(port->ctx, &x->work) : port->write(port->ctx, &x->work))
		return true;
	reply_problem(&x->reply, PROBLEM_BUSY, NULL);
	reply_header(&x->reply, "Retry-After", TEXT_LITERAL("1"));
	return false;
}

void exchange_settle(struct exchange *x)
{
	if (x->outcome == OK) {
		must(x->reply.status != 0);
		return;
	}
	enum problem problem = problem_of_err(x->outcome);

	reply_init(&x->reply, &x->rq, x->arena);
	reply_problem(&x->reply, problem, NULL);
	if (problem != PROBLEM_INTERNAL)
		reply_header(&x->reply, "Retry-After", TEXT_LITERAL("1"));
}
