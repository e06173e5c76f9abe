// SPDX-License-Identifier: Apache-2.0
#include "daemon/sealing.h"

#include <stdio.h>

#include "adapter/crypt/crypt.h"
#include "base/log.h"
#include "daemon/parts.h"
#include "domain/factor/factor.h"

#define ARENA_BYTES 65536
#define AT_ONCE 100

static enum err open_key(const struct config *config, struct seal *out)
{
	char path[CONFIG_PATH_CHARS + 16];
	bool made;

	if (config->server_seal_key_file[0])
		(void)snprintf(path, sizeof(path), "%s", config->server_seal_key_file);
	else
		(void)snprintf(path, sizeof(path), "%s/seal.key", config->server_data_dir);

	enum err err = seal_open(path, out, &made);

	if (err == ERR_DENIED)
		log_error("seal.refused", KV_TEXT(file, path),
		          KV_TEXT(reason, "others may read it; run: chmod 600"));
	else if (err != OK)
		log_error("seal.refused", KV_TEXT(file, path), KV_ERR(err));
	else if (made)
		log_info("seal.made", KV_TEXT(file, path), KV_TEXT(reason, "put it into your backup"));
	return err;
}

static enum err seal_one(struct tx *tx, const struct seal *seal, const struct factor *factor)
{
	char of[ID_CHARS], sealed[SEAL_CHARS];

	TRY(seal_lock(seal, text_of(factor->secret),
	              text_of(id_format(ID_OF_account, factor->account.n, of)), sealed));
	return factor_reseal(tx, factor->account, sealed);
}

static enum err seal_some(struct store *store, struct arena *arena, const struct seal *seal,
                          size_t *count)
{
	struct rows rows;
	struct tx tx;

	TRY(tx_begin(store, arena, &tx));
	enum err err = factor_unsealed(&tx, AT_ONCE, &rows);

	*count = err == OK ? rows.count : 0;
	const struct factor *all = rows.at;

	for (size_t i = 0; err == OK && i < *count; i++)
		err = seal_one(&tx, seal, &all[i]);
	if (err == OK && *count)
		return tx_commit(&tx);
	tx_rollback(&tx);
	return err;
}

/* Two nodes that start at once may meet; what one has sealed the other does not find. */
static enum err seal_all(const struct config *config, const struct seal *seal)
{
	struct arena *arena = arena_open(ARENA_BYTES);
	struct store *store = NULL;
	size_t count = 1, sealed = 0;
	enum err err = parts_store(config, false, &store);

	for (int tries = 0; err == OK && count && tries < 1000; tries++) {
		err = seal_some(store, arena, seal, &count);
		if (err == ERR_AGAIN || err == ERR_BUSY) {
			err = OK;
			count = 1;
		}
		sealed += count;
		arena_empty(arena);
	}
	if (sealed)
		log_info("seal.done", KV_NUM(count, sealed));
	if (store)
		store_close(store);
	arena_close(arena);
	return err;
}

enum err sealing_open(const struct config *config, struct seal *out)
{
	TRY(open_key(config, out));
	return seal_all(config, out);
}
