// SPDX-License-Identifier: Apache-2.0
/* The thread that numbers events; why it exists stands in docs/decisions/0007. */
#include "engine/sequencer.h"

#include <pthread.h>
#include <stdlib.h>

#include "base/log.h"
#include "base/mailbox.h"
#include "domain/event/event.h"

#define NUMBER_AT_ONCE 512
#define ARENA_BYTES 4096
#define TRY_AGAIN SECONDS(1) /* when the database is away */

struct sequencer {
	struct sequencer_config config;
	struct store *store; /* NULL while the database is away */
	struct arena *arena;
	struct mailbox *nudges; /* one place: a second nudge says nothing new */
	pthread_t thread;
	bool started;
};

static enum err connect_store(struct sequencer *s)
{
	const struct store_config config = { .url = s->config.store_url };

	return s->config.driver->open(&config, &s->store);
}

enum err sequencer_open(const struct sequencer_config *config, struct sequencer **out)
{
	struct sequencer *s = calloc(1, sizeof *s);

	must(s && config->driver && config->store_url && config->poll.us > 0);
	s->config = *config;
	s->arena = arena_open(ARENA_BYTES);
	s->nudges = mailbox_open(sizeof(char), 1, 0);
	enum err err = connect_store(s);

	if (err != OK) {
		s->store = NULL;
		sequencer_close(s);
		return err;
	}
	*out = s;
	return OK;
}

void sequencer_on_numbered(struct sequencer *s, void (*hook)(void *ctx), void *ctx)
{
	must(!s->started);
	s->config.numbered = hook;
	s->config.ctx = ctx;
}

void sequencer_nudge(void *sequencer)
{
	struct sequencer *s = sequencer;

	/* No room: it was nudged and has not looked yet. */
	(void)!mailbox_put(s->nudges, "");
}

/* ---- the thread ------------------------------------------------------------------------ */
static enum err number_some(struct sequencer *s, int64_t *numbered)
{
	struct tx tx;

	TRY(tx_begin(s->store, s->arena, &tx));
	enum err err = event_number_new(&tx, NUMBER_AT_ONCE, numbered);

	if (err != OK) {
		tx_rollback(&tx);
		return err;
	}
	return tx_commit(&tx);
}

/* True when there may be something new to read. */
static bool number_all(struct sequencer *s)
{
	int64_t numbered = NUMBER_AT_ONCE;
	bool any = false;

	while (numbered == NUMBER_AT_ONCE) {
		enum err err = number_some(s, &numbered);

		if (err != OK) {
			log_warn("events.unnumbered", KV_ERR(err));
			return any;
		}
		any |= numbered > 0;
		arena_empty(s->arena);
	}
	return any;
}

static bool has_store(struct sequencer *s)
{
	if (s->store && s->store->ops->is_sound(s->store))
		return true;
	store_close(s->store);
	s->store = NULL;
	if (connect_store(s) == OK)
		return true;
	s->store = NULL;
	mailbox_wait(s->nudges, TRY_AGAIN);
	return false;
}

static void *run(void *ctx)
{
	struct sequencer *s = ctx;
	bool hinted = true; /* what was committed before we came is news as well */
	char nudge;

	for (;;) {
		/* Taken before the look, so that a nudge or a stop during it is not lost. */
		(void)mailbox_take(s->nudges, &nudge, 1);
		if (mailbox_is_stopped(s->nudges))
			return NULL;
		if (!has_store(s))
			continue;
		if ((number_all(s) || hinted) && s->config.numbered)
			s->config.numbered(s->config.ctx);
		hinted = store_wait_hint(s->store, mailbox_fd(s->nudges), s->config.poll);
	}
}

void sequencer_start(struct sequencer *s)
{
	must(!s->started);
	must(pthread_create(&s->thread, NULL, run, s) == 0);
	(void)pthread_setname_np(s->thread, "sequencer");
	s->started = true;
}

void sequencer_close(struct sequencer *s)
{
	if (!s)
		return;
	if (s->started) {
		mailbox_stop(s->nudges);
		pthread_join(s->thread, NULL);
	}
	store_close(s->store);
	mailbox_close(s->nudges);
	arena_close(s->arena);
	free(s);
}
