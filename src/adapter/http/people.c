// SPDX-License-Identifier: Apache-2.0
/* Who asks, by domain/account. */
#include <string.h>

#include "adapter/http/generated/api_tables.h"
#include "adapter/http/http.h"
#include "adapter/http/routes/page_routes.h"
#include "domain/account/session.h"
#include "domain/factor/factor.h"

static void fill(struct principal *who, const struct account *account)
{
	who->account = account->id.n;
	who->roles = (unsigned)account->roles;
	who->part = account->part;
}

static enum err by_session(struct desk *desk, const char *token_hash, struct principal *who)
{
	struct session session;
	struct account account;

	TRY(account_by_session(desk->tx, desk->rules, desk->now, text_of(token_hash), &session,
	                       &account));
	fill(who, &account);
	who->read_only = false;
	who->touch_due = session_is_touch_due(&session, &account, desk->rules, desk->now);
	if (!desk->rules->operator_second_factor || !account_is(&account, ROLE_OPERATOR))
		return OK;
	TRY(factor_is_on(desk->tx, account.id, &who->needs_factor));
	who->needs_factor = !who->needs_factor;
	return OK;
}

static enum err by_key(struct desk *desk, const char *token_hash, struct principal *who)
{
	struct api_key key;
	struct account account;

	TRY(account_by_key(desk->tx, text_of(token_hash), &key, &account));
	who->key = key.id.n;
	who->owner = account.id.n;
	who->read_only = strcmp(key.scopes, "write") != 0;
	/* A screen is nobody: what its owner may see elsewhere it may not. */
	if (strcmp(key.scopes, "wall") == 0)
		who->roles = account_may_watch(&account) ? ROLE_KIOSK : 0;
	else
		fill(who, &account);
	return OK;
}

static enum err password(struct desk *desk, text login, int64_t id, struct password_look *out)
{
	struct account account;
	enum err err = login.at ? account_by_login(desk->tx, login, &account)
	               : id     ? account_get(desk->tx, (account_id){ id }, &account)
	                        : ERR_NONE;

	if (err == ERR_NONE) {
		*out = (struct password_look){ 0 };
		return OK;
	}
	TRY(err);
	*out = (struct password_look){ account.id.n, account.password };
	return OK;
}

static enum err touch(struct desk *desk, const char *token_hash)
{
	return session_touch(desk, text_of(token_hash));
}

static const struct api_people PEOPLE = {
	.by_session = by_session,
	.by_key = by_key,
	.password = password,
	.touch = touch,
};

struct api http_api(void)
{
	return (struct api){ .routes = API_ROUTES,
		                 .route_count = API_ROUTE_COUNT,
		                 .patterns = API_PATTERNS,
		                 .openapi = api_document(),
		                 .people = &PEOPLE,
		                 .web = page_web() };
}
