// SPDX-License-Identifier: Apache-2.0
/* What SQLite's COMMIT is worth: after a kill, a failed fsync, and a loss of power. */
#include "fixture/fixture.h"

#include "adapter/sqlite/sqlite.h"
#include "base/random.h"
#include "store/disk.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#define KILLS 12
#define KILLS_LONG 200 /* with RINGBACK_LONG */
#define KILL_AFTER_MOST_MS 25
#define BATCH 8 /* savepoints in one COMMIT, as the lane does */

static const struct sql ADD = { "add", "INSERT INTO acked (id, batch) VALUES ($1, $2)",
	                            NULL,  2,
	                            false, 0 };
static const struct sql LAST = { "last", "SELECT MAX(batch) FROM acked", NULL, 0, false, 0 };
static const struct sql HALF = {
	"half",
	"SELECT COUNT(*) FROM (SELECT batch FROM acked GROUP BY batch HAVING COUNT(*) <> 8) AS b",
	NULL,
	0,
	false,
	0
};
static const struct sql COUNT_ALL = {
	"count_all", "SELECT COUNT(*) FROM acked", NULL, 0, false, 0
};

static const char TABLE[] = "CREATE TABLE acked (id INTEGER PRIMARY KEY, batch INTEGER) STRICT";

static enum err add_batch(struct store *store, struct arena *arena, int64_t batch)
{
	struct tx tx;

	TRY(tx_begin(store, arena, &tx));
	for (int64_t i = 0; i < BATCH; i++) {
		enum err err = tx_save(&tx);

		if (err == OK)
			err = tx_run(&tx, &ADD, ARGS(NUM(batch * BATCH + i), NUM(batch)), NULL);
		if (err == OK)
			err = tx_keep(&tx);
		if (err != OK) {
			tx_rollback(&tx);
			return err;
		}
	}
	return tx_commit(&tx);
}

static int64_t ask(struct store *store, struct arena *arena, const struct sql *sql)
{
	struct tx tx;
	int64_t number = -1;

	assert_int_equal(tx_begin(store, arena, &tx), OK);
	assert_int_equal(tx_number(&tx, sql, NO_ARGS, &number), OK);
	tx_rollback(&tx);
	return number;
}

/* ---- killed ------------------------------------------------------------------------------------
 */
/* Commits batch after batch and tells of each only when it is committed, until somebody kills it.
 */
static void commit_for_ever(const struct fixture *f, int64_t first, int told)
{
	struct store *store = fixture_connect(f, false);

	for (int64_t batch = first;; batch++)
		if (add_batch(store, f->arena, batch) != OK ||
		    write(told, &batch, sizeof batch) != sizeof batch)
			_exit(1);
}

/* The last batch the child told of before it was killed; `first` - 1 for none. */
static int64_t killed_after(const struct fixture *f, int64_t first, int wait_ms)
{
	int pipes[2], status = 0;
	int64_t batch, last = first - 1;

	assert_int_equal(pipe(pipes), 0);
	pid_t child = fork();

	if (child == 0) {
		close(pipes[0]);
		commit_for_ever(f, first, pipes[1]);
	}
	close(pipes[1]);
	struct pollfd told = { .fd = pipes[0], .events = POLLIN };

	poll(&told, 1, 10000); /* the first one: the child is at work */
	poll(NULL, 0, wait_ms);
	kill(child, SIGKILL);
	while (read(pipes[0], &batch, sizeof batch) == sizeof batch)
		last = batch;
	close(pipes[0]);
	assert_int_equal(waitpid(child, &status, 0), child);
	assert_true(WIFSIGNALED(status) && WTERMSIG(status) == SIGKILL);
	return last;
}

static void acknowledged_commits_survive_sigkill(void **state)
{
	struct fixture *f = *state;
	int64_t told = 0;
	struct random random;

	random_seed(&random, 7);
	fixture_script(f, TABLE);
	store_close(f->store);
	int kills = getenv("RINGBACK_LONG") ? KILLS_LONG : KILLS;

	for (int i = 0; i < kills; i++) {
		int64_t first = told + 1;
		int wait_ms = (int)random_between(&random, 0, KILL_AFTER_MOST_MS);

		told = killed_after(f, first, wait_ms);
		assert_true(told >= first);
		f->store = fixture_connect(f, false);
		int64_t kept = ask(f->store, f->arena, &LAST);

		/* One more may have been committed and not told of; never half of one. */
		assert_true(kept == told || kept == told + 1);
		assert_int_equal(ask(f->store, f->arena, &HALF), 0);
		assert_int_equal(ask(f->store, f->arena, &COUNT_ALL), kept * BATCH);
		store_close(f->store);
		told = kept;
	}
	f->store = fixture_connect(f, false);
}

/* ---- failing disk ---------------------------------------------------------------------- */
static struct store *on_disk(const struct disk *disk)
{
	char url[256];
	struct store *store = NULL;

	snprintf(url, sizeof url, "sqlite:%s/ringback.db", disk->folder);
	const struct store_config config = { .url = url };

	assert_int_equal(sqlite_open_on(&config, DISK_VFS, &store), OK);
	return store;
}

static struct store *made_on_disk(const struct disk *disk, struct arena *arena)
{
	struct store *store = on_disk(disk);
	struct tx tx;

	assert_int_equal(tx_begin(store, arena, &tx), OK);
	assert_int_equal(store->ops->script(store, TABLE), OK);
	assert_int_equal(tx_commit(&tx), OK);
	return store;
}

static void a_failed_fsync_fails_the_batch_and_stops_the_store(void **state)
{
	struct fixture *f = *state;
	struct disk disk;

	disk_open(&disk, f->folder);
	struct store *store = made_on_disk(&disk, f->arena);

	assert_int_equal(add_batch(store, f->arena, 1), OK);
	disk.fails = true;
	assert_int_equal(add_batch(store, f->arena, 2), ERR_UNCERTAIN);
	assert_false(store->ops->is_sound(store));
	/* The disk may look well again: pages the kernel dropped are lost all the same. */
	disk.fails = false;
	assert_int_equal(add_batch(store, f->arena, 3), ERR_STORE);
	assert_int_equal(add_batch(store, f->arena, 3), ERR_STORE);
	store_close(store);

	store = on_disk(&disk);
	int64_t kept = ask(store, f->arena, &LAST);

	assert_true(kept == 1 || kept == 2); /* uncertain is what it said */
	assert_int_equal(ask(store, f->arena, &HALF), 0);
	assert_int_equal(add_batch(store, f->arena, 3), OK);
	assert_int_equal(ask(store, f->arena, &LAST), 3);
	store_close(store);
	disk_close(&disk);
}

/* ---- power ----------------------------------------------------------------------------- */
/* How many of `batches` acknowledged ones are there after the power went. */
static int64_t left_after_power_loss(struct fixture *f, const char *pragma, int64_t batches)
{
	char url[256];
	struct disk disk;
	struct store *store = NULL;

	disk_open(&disk, f->folder);
	store = made_on_disk(&disk, f->arena);
	assert_int_equal(store->ops->script(store, pragma), OK);
	for (int64_t batch = 1; batch <= batches; batch++) {
		assert_int_equal(add_batch(store, f->arena, batch), OK);
		if (batch == batches / 2)
			assert_int_equal(store->ops->script(store, "PRAGMA wal_checkpoint(TRUNCATE)"), OK);
	}
	/* Before it is closed, which would write everything back. */
	snprintf(url, sizeof url, "sqlite:%s/ringback.db", disk.durable);
	const struct store_config config = { .url = url };
	struct store *survivor = NULL;

	assert_int_equal(sqlite_open_on(&config, NULL, &survivor), OK);
	int64_t left = ask(survivor, f->arena, &LAST);

	assert_int_equal(ask(survivor, f->arena, &HALF), 0);
	store_close(survivor);
	store_close(store);
	disk_close(&disk);
	return left;
}

static void acknowledged_commits_survive_a_loss_of_power(void **state)
{
	assert_int_equal(left_after_power_loss(*state, "PRAGMA synchronous", 41), 41);
}

/* Shows that the test above would notice: what is tempting about NORMAL is that it never syncs. */
static void without_full_sync_they_would_not(void **state)
{
	assert_true(left_after_power_loss(*state, "PRAGMA synchronous=NORMAL", 41) < 41);
}

/* ---- the log --------------------------------------------------------------------------- */
static int64_t bytes_of(const char *path)
{
	struct stat about;

	return stat(path, &about) == 0 ? (int64_t)about.st_size : -1;
}

static void an_idle_writer_writes_its_log_back(void **state)
{
	struct fixture *f = *state;
	const char *path = f->url + strlen("sqlite:");
	/* Each row fills a page: more of them than an idle writer leaves in the log. */
	static const char FILLING[] =
		"CREATE TABLE filling AS WITH RECURSIVE row(n) AS (SELECT 1 UNION ALL"
		" SELECT n + 1 FROM row WHERE n < 5000) SELECT n, zeroblob(3000) AS bytes FROM row;";

	fixture_script(f, TABLE);
	fixture_script(f, FILLING);
	for (int64_t batch = 1; batch <= 10; batch++)
		assert_int_equal(add_batch(f->store, f->arena, batch), OK);
	int64_t before = bytes_of(path);

	f->store->ops->idle(f->store);
	assert_true(bytes_of(path) > before);
	assert_int_equal(ask(f->store, f->arena, &LAST), 10);
}

/* ---- backup ---------------------------------------------------------------------------- */
static void a_backup_is_whole_while_others_write(void **state)
{
	struct fixture *f = *state;
	char path[400], url[420];
	struct store *copy = NULL;

	fixture_script(f, TABLE);
	assert_int_equal(add_batch(f->store, f->arena, 1), OK);
	struct store *other = fixture_connect(f, false);
	struct tx tx;

	assert_int_equal(tx_begin(f->store, f->arena, &tx), OK);
	assert_int_equal(tx_run(&tx, &ADD, ARGS(NUM(1), NUM(99)), NULL), OK);
	snprintf(path, sizeof path, "%s/copy.db", f->folder);
	assert_int_equal(other->ops->backup(other, path), OK);
	assert_int_equal(other->ops->backup(other, path), ERR_CONFLICT); /* never overwrites */
	assert_int_equal(tx_commit(&tx), OK);
	store_close(other);

	snprintf(url, sizeof url, "sqlite:%s", path);
	const struct store_config config = { .url = url };

	assert_int_equal(sqlite_open_on(&config, NULL, &copy), OK);
	assert_int_equal(ask(copy, f->arena, &COUNT_ALL), BATCH);
	store_close(copy);
}

static void a_backup_says_why_it_could_not(void **state)
{
	struct fixture *f = *state;

	assert_int_equal(f->store->ops->backup(f->store, "/nonexistent/folder/copy.db"), ERR_IO);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
#define ON_SQLITE(test) \
	cmocka_unit_test_setup_teardown(test, fixture_setup_sqlite, fixture_teardown)
		ON_SQLITE(acknowledged_commits_survive_sigkill),
		ON_SQLITE(a_failed_fsync_fails_the_batch_and_stops_the_store),
		ON_SQLITE(acknowledged_commits_survive_a_loss_of_power),
		ON_SQLITE(without_full_sync_they_would_not),
		ON_SQLITE(an_idle_writer_writes_its_log_back),
		ON_SQLITE(a_backup_is_whole_while_others_write),
		ON_SQLITE(a_backup_says_why_it_could_not),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
