// SPDX-License-Identifier: Apache-2.0
/* Looking after the ledger while the daemon runs. */
#include "engine/money_check.h"

#include <pthread.h>
#include <stdlib.h>
#include <string.h>

#include "base/log.h"
#include "base/meter.h"
#include "domain/money/money.h"

#define CHECK_ARENA_BYTES (256 * 1024)
#define WHY_CHARS 200

struct money_check {
	struct lanes *lanes;
	struct mailbox *box; /* the verdicts' words go out of it; nudged to stop */
	struct arena *arena;
	pthread_t thread;
	bool started;
	struct mailbox *words; /* one place: the latest reason */
};

enum err money_check_open(struct lanes *lanes, struct money_check **out)
{
	struct money_check *check = calloc(1, sizeof(*check));

	must(check && lanes->driver);
	check->lanes = lanes;
	check->box = mailbox_open(1, 1, 0);
	check->words = mailbox_open(WHY_CHARS, 1, 0);
	check->arena = arena_open(CHECK_ARENA_BYTES);
	*out = check;
	return OK;
}

static void judge(struct money_check *check, const struct ledger_verdict *verdict)
{
	char old[WHY_CHARS];

	meter_set(METER_LEDGER_IMBALANCE, 0, verdict->sum_minor);
	(void)mailbox_take(check->words, old, 1);
	if (!verdict->sound) {
		log_error("ledger.unsound", KV_TEXT(reason, verdict->why));
		bool kept = mailbox_put(check->words, verdict->why);

		must(kept);
	}
	atomic_store(&check->lanes->paid_calls_stopped, !verdict->sound);
}

enum err money_check_now(struct money_check *check)
{
	const struct store_config config = { .url = check->lanes->config.store_url, .read_only = true };
	struct ledger_verdict verdict;
	struct store *store;
	struct tx tx;

	TRY(check->lanes->driver->open(&config, &store));

	enum err err = tx_begin(store, check->arena, &tx);

	if (err == OK) {
		err = ledger_verify(&tx, &verdict);
		tx_rollback(&tx);
	}
	store_close(store);
	arena_empty(check->arena);
	if (err == OK)
		judge(check, &verdict);
	return err;
}

static void *check_main(void *arg)
{
	struct money_check *check = arg;

	while (!mailbox_is_stopped(check->box)) {
		mailbox_wait(check->box, check->lanes->config.check_interval);
		if (mailbox_is_stopped(check->box))
			break;

		enum err err = money_check_now(check);

		if (err != OK)
			log_warn("ledger.unchecked", KV_ERR(err));
	}
	return NULL;
}

void money_check_start(struct money_check *check)
{
	if (check->lanes->config.check_interval.us <= 0)
		return;
	must(pthread_create(&check->thread, NULL, check_main, check) == 0);
	(void)pthread_setname_np(check->thread, "money-check");
	check->started = true;
}

void money_check_why(struct money_check *check, char *out, size_t size)
{
	char why[WHY_CHARS] = "";

	bool said = mailbox_take(check->words, why, 1) == 1;

	text_fit(text_of(why), out, size);
	if (said && !mailbox_put(check->words, why))
		log_debug("ledger.reason_replaced"); /* a newer one is there already */
}

void money_check_close(struct money_check *check)
{
	if (!check)
		return;
	mailbox_stop(check->box);
	mailbox_nudge(check->box);
	if (check->started)
		(void)pthread_join(check->thread, NULL);
	mailbox_close(check->box);
	mailbox_close(check->words);
	arena_close(check->arena);
	free(check);
}
