// SPDX-License-Identifier: Apache-2.0
/* Signing a browser in as one of the demo's people, without a password. */
#include "adapter/crypt/crypt.h"
#include "adapter/http/routes/page_routes.h"
#include "adapter/http/routes/show.h"
#include "domain/account/session.h"

/* An address of our own: the browser must not be sent to another's. */
static bool is_own_place(text place)
{
	for (size_t i = 0; i < place.length; i++)
		if (place.at[i] <= ' ' || place.at[i] >= 0x7f || place.at[i] == '\\')
			return false;
	return place.length > 0 && place.at[0] == '/' && (place.length == 1 || place.at[1] != '/');
}

enum err page_demo_entry(struct desk *desk, const struct request *rq, struct reply *reply)
{
	char token[CRYPT_TOKEN_CHARS], hash[CRYPT_HASH_CHARS];
	text place = path_text(rq, "place");
	struct account account;
	struct session session;

	if (!rq->demo || !is_own_place(place))
		return reply_not_found(reply);
	enum err err = account_by_login(desk->tx, path_text(rq, "who"), &account);

	if (err == ERR_NONE || (err == OK && account.state != ACCOUNT_ACTIVE))
		return reply_not_found(reply);
	TRY(err);
	crypt_token_make("rb_sess_", token);
	crypt_hash(text_of(token), hash);
	TRY(session_create(desk, account.id, text_of(hash), &session));
	reply->status = 303;
	reply_header(reply, "Location", place);
	reply_session(reply, text_of(token), desk->rules->session_ms);
	return OK;
}
