// SPDX-License-Identifier: Apache-2.0
/* Answering queries on read connections, and running chores. */
#include "engine/reader.h"

#include <stdlib.h>

#include "base/log.h"

#define READER_ARENA_BYTES (128 * 1024)
#define LOOK_AGAIN SECONDS(1)

static enum err connect_reader(struct reader *reader)
{
	const struct store_config store = {
		.url = reader->lanes->config.store_url,
		.read_only = true,
		.deadline = reader->lanes->config.read_deadline,
	};

	if (reader->store && reader->store->ops->is_sound(reader->store))
		return OK;
	if (reader->store)
		store_close(reader->store);
	reader->store = NULL;

	enum err err = reader->lanes->driver->open(&store, &reader->store);

	if (err != OK)
		reader->store = NULL;
	atomic_store(&reader->sound, err == OK);
	return err;
}

enum err reader_open(struct lanes *lanes, struct mailbox *box, struct reader **out)
{
	struct reader *reader = calloc(1, sizeof(*reader));

	must(reader && box);
	reader->lanes = lanes;
	reader->box = box;
	reader->arena = arena_open(READER_ARENA_BYTES);

	enum err err = connect_reader(reader);

	if (err != OK) {
		reader_close(reader);
		return err;
	}
	*out = reader;
	return OK;
}

void reader_close(struct reader *reader)
{
	if (!reader)
		return;
	if (reader->store)
		store_close(reader->store);
	arena_close(reader->arena);
	free(reader);
}

static enum err answer(struct reader *reader, struct work *work)
{
	const struct clock_port *clock = reader->lanes->config.clock;
	struct desk desk;
	struct tx tx;

	TRY(connect_reader(reader));
	TRY(tx_begin(reader->store, reader->arena, &tx));
	desk_init(&desk, &tx, __atomic_load_n(&reader->lanes->config.rules, __ATOMIC_ACQUIRE),
	          &reader->no_ids);
	desk.now = clock->utc(clock->ctx);
	desk.tick = clock->tick(clock->ctx);
	desk.numbers = reader->lanes->config.numbers;
	desk.node = reader->lanes->node;
	desk.token = reader->lanes->token;

	enum err err = work->run(&desk, work);

	tx_rollback(&tx);
	must(!desk.orders && !desk.wakes); /* a query gives no orders */
	return err;
}

void reader_run(struct reader *reader)
{
	struct work *work;

	while (!mailbox_is_stopped(reader->box) || mailbox_count(reader->box)) {
		if (mailbox_take(reader->box, &work, 1) == 0) {
			mailbox_wait(reader->box, LOOK_AGAIN);
			continue;
		}
		work->done(work, answer(reader, work));
		arena_empty(reader->arena);
	}
}

void slow_run(struct mailbox *box)
{
	struct chore *chore;

	while (!mailbox_is_stopped(box) || mailbox_count(box)) {
		if (mailbox_take(box, &chore, 1) == 0)
			mailbox_wait(box, LOOK_AGAIN);
		else
			chore->run(chore);
	}
}
