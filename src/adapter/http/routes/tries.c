// SPDX-License-Identifier: Apache-2.0
#include "adapter/http/routes/tries.h"

#include <arpa/inet.h>

#include "adapter/crypt/crypt.h"
#include "adapter/http/routes/show.h"
#include "domain/account/session.h"

static text name_of(struct desk *desk, const struct request *rq)
{
	struct text_buf out;

	text_buf_init(&out, desk->arena);
	text_buf_print(&out, "tries:%lld", (long long)rq->who.account);
	return text_buf_text(&out);
}

static enum err reply_wait(struct desk *desk, struct reply *reply, instant until, enum refusal why)
{
	int64_t seconds = span_seconds(instant_since(until, desk->now)) + 1;
	struct text_buf wait;

	must(seconds > 0);
	text_buf_init(&wait, reply->arena);
	text_buf_print(&wait, "%lld", (long long)seconds);
	reply_header(reply, "Retry-After", text_buf_text(&wait));
	return reply_refused(reply, why, NULL, NULL);
}

enum err reply_locked(struct desk *desk, struct reply *reply, instant until)
{
	return reply_wait(desk, reply, until, REFUSED_LOCKED);
}

/* An IPv6 client is its /64. The store keeps a print of it, no address. */
static text name_of_address(struct desk *desk, const char *of, text address, text rest)
{
	char chars[INET6_ADDRSTRLEN], print[CRYPT_HASH_CHARS];
	struct text_buf out;
	struct in6_addr six;

	if (text_into(address, chars, sizeof(chars)) == OK && inet_pton(AF_INET6, chars, &six) == 1 &&
	    !IN6_IS_ADDR_V4MAPPED(&six))
		address = (text){ (const char *)&six, 8 };
	crypt_hash(address, print);
	text_buf_init(&out, desk->arena);
	text_buf_print(&out, "%s:%s", of, print);
	text_buf_add(&out, rest);
	return text_buf_text(&out);
}

/* ---- signing in ------------------------------------------------------------------------ */
struct sign_in_guard {
	text name;
	struct guard_limit limit;
};

/* From the client's address, and from everywhere. */
static void guards_of(struct desk *desk, const struct request *rq, struct sign_in_guard out[2])
{
	const struct rules *rules = desk->rules;
	const text login = guard_name_sign_in(desk->arena, body_text(rq, "login"));
	int64_t wide = rules->sign_in_tries_everywhere;

	out[0].name = name_of_address(desk, "from", rq->address, login);
	out[0].limit = guard_of_sign_in(rules);
	out[1].name = login;
	out[1].limit = guard_of_sign_in(rules);
	if (out[1].limit.most < wide)
		out[1].limit.most = wide;
}

enum err tries_sign_in_look(struct desk *desk, const struct request *rq, struct reply *reply,
                            bool *done)
{
	struct sign_in_guard guards[2];
	instant until;

	guards_of(desk, rq, guards);
	*done = false;
	for (size_t i = 0; i < COUNT(guards) && !*done; i++) {
		TRY(guard_look(desk->tx, guards[i].name, guards[i].limit, desk->now, &until));
		*done = instant_is_set(until);
	}
	return *done ? reply_locked(desk, reply, until) : OK;
}

enum err tries_sign_in_wrong(struct desk *desk, const struct request *rq, struct reply *reply,
                             enum refusal why)
{
	struct sign_in_guard guards[2];
	instant until, locked = NEVER;

	guards_of(desk, rq, guards);
	for (size_t i = 0; i < COUNT(guards); i++) {
		TRY(guard_wrong(desk, guards[i].name, guards[i].limit, &until));
		if (instant_is_set(until))
			locked = until;
	}
	if (instant_is_set(locked))
		return reply_locked(desk, reply, locked);
	return reply_refused(reply, why, NULL, NULL);
}

enum err tries_sign_in_clear(struct desk *desk, const struct request *rq)
{
	struct sign_in_guard guards[2];

	guards_of(desk, rq, guards);
	for (size_t i = 0; i < COUNT(guards); i++)
		TRY(guard_clear(desk, guards[i].name));
	return OK;
}

enum err tries_sign_up(struct desk *desk, const struct request *rq, struct reply *reply, bool *done)
{
	const struct guard_limit limit = { desk->rules->sign_ups_per_address,
		                               desk->rules->sign_ups_window_ms };
	instant until;

	TRY(guard_take(desk, name_of_address(desk, "sign_up", rq->address, NO_TEXT), limit, &until));
	*done = instant_is_set(until);
	return *done ? reply_wait(desk, reply, until, REFUSED_LIMIT) : OK;
}

enum err tries_look(struct desk *desk, const struct request *rq, struct reply *reply, bool *done)
{
	instant until;

	TRY(guard_look(desk->tx, name_of(desk, rq), guard_of_sign_in(desk->rules), desk->now, &until));
	*done = instant_is_set(until);
	return *done ? reply_locked(desk, reply, until) : OK;
}

enum err tries_wrong(struct desk *desk, const struct request *rq, struct reply *reply,
                     const char *field, const char *detail)
{
	instant until;

	TRY(guard_wrong(desk, name_of(desk, rq), guard_of_sign_in(desk->rules), &until));
	if (instant_is_set(until))
		return reply_locked(desk, reply, until);
	return reply_field(reply, detail ? REFUSED_INVALID : REFUSED_CODE, field, detail);
}

enum err tries_clear(struct desk *desk, const struct request *rq)
{
	return guard_clear(desk, name_of(desk, rq));
}
