// SPDX-License-Identifier: Apache-2.0
/* The first run: makes the token, stores its hash, and says it. */
#include "daemon/first_run.h"

#include <stdio.h>
#include <string.h>

#include "adapter/crypt/crypt.h"
#include "base/log.h"
#include "daemon/parts.h"
#include "domain/setup/setup.h"
#include "port/clock.h"

#define ARENA_BYTES 65536
#define TRIES 20 /* a lane may hold the one writer for a moment */

static enum err offer(const struct config *config, struct store *store, struct arena *arena,
                      char token[CRYPT_TOKEN_CHARS])
{
	const struct clock_port *clock = clock_real();
	struct ids ids = { .maker = 63 };
	char hash[CRYPT_HASH_CHARS];
	struct desk desk;
	struct tx tx;
	bool needed;
	enum err err = tx_begin(store, arena, &tx);

	if (err != OK)
		return err;
	desk_init(&desk, &tx, &config->rules, &ids);
	desk.now = clock->utc(clock->ctx);
	err = setup_is_needed(&tx, &needed);
	token[0] = '\0';
	if (err == OK && needed) {
		crypt_token_make("rb_setup_", token);
		crypt_hash(text_of(token), hash);
		err = setup_offer(&desk, text_of(hash));
	}
	if (err != OK || !needed) {
		tx_rollback(&tx);
		return err;
	}
	return tx_commit(&tx);
}

/* People read this once, on a terminal or in the journal; it is no line of the log. */
static void say(const struct config *config, const char *token)
{
	const char *url = config->server_public_url;

	(void)fprintf(stderr,
	              "\nThere is no operator yet. Open %s/setup and type in this one-time token:\n\n"
	              "    %s\n\nOr run: ringback operator add NAME\n\n",
	              url[0] ? url : "the web address", token);
}

void first_run_offer(const struct config *config)
{
	struct arena *arena = arena_open(ARENA_BYTES);
	char token[CRYPT_TOKEN_CHARS] = "";
	struct store *store = NULL;
	enum err err = parts_store(config, false, &store);

	must(arena);
	if (err == OK) {
		err = ERR_AGAIN;
		for (int i = 0; i < TRIES && (err == ERR_AGAIN || err == ERR_BUSY); i++)
			err = offer(config, store, arena, token);
		store_close(store);
	}
	if (err != OK)
		log_warn("setup.not_offered", KV_ERR(err));
	else if (token[0])
		say(config, token);
	crypt_forget(token, sizeof(token));
	arena_close(arena);
}
