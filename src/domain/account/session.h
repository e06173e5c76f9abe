// SPDX-License-Identifier: Apache-2.0
#pragma once
/*
 * How a request proves whose it is: sessions of browsers, API keys of machines, and the guard that
 * counts wrong tries.
 *
 * Only hashes of tokens are known here (text made by adapter/crypt). A session ends after
 * rules->session_ms whatever happens, and after session_idle_ms (operators: operator_idle_ms)
 * without a request; of an operator only those count that a person made, not a page by itself.
 * Writing runs on a lane, looking on a reader too. ERR_NONE: no such live session or key, for
 * whatever reason: the caller must not tell them apart.
 */
#include "domain/account/account.h"

#define TOKEN_HASH_CHARS 80

struct session {
	char token_hash[TOKEN_HASH_CHARS];
	account_id account;
	instant created_at, seen_at, expires_at;
};

NODISCARD enum err session_create(struct desk *desk, account_id account, text token_hash,
                                  struct session *out);
/* Ends are told as events, so that what is open on the strength of the session ends too. */
NODISCARD enum err session_end(struct desk *desk, account_id account, text token_hash);
/* All but one; NO_TEXT spares none. */
NODISCARD enum err session_end_others(struct desk *desk, account_id account, text spared);
/* For who tells of the account's change anyway: no event. */
NODISCARD enum err session_end_all(struct desk *desk, account_id account);
/* Worth a write: the last request was noted some time ago. Pure. */
bool session_is_touch_due(const struct session *session, const struct account *account,
                          const struct rules *rules, instant now);
NODISCARD enum err session_touch(struct desk *desk, text token_hash);
/* Deletes what is past its end, at most `most`. Housekeeping's. */
NODISCARD enum err session_sweep(struct desk *desk, int64_t most);
/* The live session of this token and its active account. */
NODISCARD enum err account_by_session(struct tx *tx, const struct rules *rules, instant now,
                                      text token_hash, struct session *session,
                                      struct account *out);

#define API_KEY_NAME_MOST 60

struct api_key {
	key_id id;
	account_id account;
	text name;
	char token_hash[TOKEN_HASH_CHARS];
	char scopes[16]; /* "read" or "write"; write includes read */
	instant created_at, revoked_at;
};

struct api_key_ask {
	account_id account;
	text name;
	text token_hash;
	const char *scope; /* "read", "write", "wall" */
};
struct api_key_answer {
	enum refusal refused;
	const char *field, *detail;
	struct api_key key;
};
NODISCARD enum err api_key_create(struct desk *desk, const struct api_key_ask *ask,
                                  struct api_key_answer *answer);
NODISCARD enum err api_key_get(struct tx *tx, key_id key, struct api_key *out);
NODISCARD enum err api_key_list(struct tx *tx, account_id account, struct rows *out);
NODISCARD enum err api_key_revoke(struct desk *desk, account_id account, key_id key,
                                  struct api_key_answer *answer);
/* The key that is not revoked, and its active account. */
NODISCARD enum err account_by_key(struct tx *tx, text token_hash, struct api_key *key,
                                  struct account *out);

/* ---- the guard: a durable counter, for names like "sign_in:ada"
 * -------------------------------------- */
struct guard_limit {
	int64_t most; /* wrong tries until it locks */
	span lock;    /* and for how long; also how long a try is remembered */
};
/* *until unset: not locked. */
NODISCARD enum err guard_look(struct tx *tx, text name, struct guard_limit limit, instant now,
                              instant *until);
NODISCARD enum err guard_wrong(struct desk *desk, text name, struct guard_limit limit,
                               instant *until);
NODISCARD enum err guard_clear(struct desk *desk, text name);
/*
 * Counts what is no wrong try: so many in a window that begins with the first. *until unset: it
 * may.
 */
NODISCARD enum err guard_take(struct desk *desk, text name, struct guard_limit limit,
                              instant *until);
/* Forgets counters that are over, at most `most`. Housekeeping's. */
NODISCARD enum err guard_forget(struct desk *desk, int64_t most);
/* sign_in_tries and sign_in_lock_ms; the name of a login's guard, made in the arena. */
struct guard_limit guard_of_sign_in(const struct rules *rules);
text guard_name_sign_in(struct arena *arena, text login);
