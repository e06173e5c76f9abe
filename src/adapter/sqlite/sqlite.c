// SPDX-License-Identifier: Apache-2.0
/*
 * Connections and transactions on SQLite. What was tried and measured stands in DESIGN.md sections
 * 5 and 10: synchronous=NORMAL never fsyncs in WAL and loses acknowledged rows at a power loss,
 * hence FULL.
 */
#include "adapter/sqlite/sqlite_store.h"

#include "base/log.h"
#include "base/meter.h"
#include "port/clock.h"

#include <fcntl.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define BUSY_WAIT_MS 5000        /* for another process's write, such as `ringback operator add` */
#define DEADLINE_LOOK_STEPS 1000 /* virtual machine steps between two looks at the clock */
#define LOG_PAGES_WHEN_IDLE \
	4096 /* a log longer than this (16 MB) is written back when there is nothing to do */
#define LOG_PAGES_MOST 32768 /* and longer than this (128 MB) even when there is */

static const struct sql BEGIN_WRITE = { "begin", "BEGIN IMMEDIATE", NULL, 0, false, 0 };
static const struct sql BEGIN_READ = { "begin_read", "BEGIN", NULL, 0, false, 0 };
static const struct sql COMMIT = { "commit", "COMMIT", NULL, 0, false, 0 };
static const struct sql ROLLBACK = { "rollback", "ROLLBACK", NULL, 0, false, 0 };
static const struct sql SAVE = { "save", "SAVEPOINT message", NULL, 0, false, 0 };
static const struct sql KEEP = { "keep", "RELEASE message", NULL, 0, false, 0 };
static const struct sql UNDO = { "undo", "ROLLBACK TO message", NULL, 0, false, 0 };

/* ---- what went wrong ------------------------------------------------------------------- */
static enum err meaning(int code)
{
	switch (code & 0xff) {
	case SQLITE_CONSTRAINT: return ERR_CONFLICT;
	case SQLITE_BUSY:
	case SQLITE_LOCKED: return ERR_AGAIN;
	case SQLITE_INTERRUPT: return ERR_TIMEOUT;
	case SQLITE_TOOBIG: return ERR_LIMIT;
	default: return ERR_STORE;
	}
}

static bool breaks(int code)
{
	switch (code & 0xff) {
	case SQLITE_IOERR:
	case SQLITE_FULL:
	case SQLITE_CORRUPT:
	case SQLITE_NOTADB:
	case SQLITE_NOMEM: return true;
	default: return false;
	}
}

enum err sqlite_failed(struct sqlite_store *s, int code, const char *doing)
{
	enum err err = meaning(code);

	if (breaks(code))
		s->broken = true;
	if (err == ERR_STORE)
		log_error("store.failed", KV_TEXT(statement, doing), KV_NUM(status, code),
		          KV_TEXT(reason, s->db ? sqlite3_errmsg(s->db) : sqlite3_errstr(code)));
	return err;
}

/* ---- transactions ---------------------------------------------------------------------- */
static enum err begin(struct store *store)
{
	struct sqlite_store *s = sqlite_of(store);

	must(!s->in_tx);
	TRY(sqlite_run_own(s, store->read_only ? &BEGIN_READ : &BEGIN_WRITE));
	s->in_tx = true;
	return OK;
}

static void rollback(struct store *store)
{
	struct sqlite_store *s = sqlite_of(store);

	must(s->in_tx);
	s->in_tx = false;
	sqlite_finish(store, NULL);
	if (sqlite3_get_autocommit(s->db))
		return; /* SQLite had to roll back by itself */
	if (sqlite3_exec(s->db, ROLLBACK.text, NULL, NULL, NULL) != SQLITE_OK)
		s->broken = true;
}

static void checkpoint(struct sqlite_store *s)
{
	int code = sqlite3_wal_checkpoint_v2(s->db, NULL, SQLITE_CHECKPOINT_PASSIVE, NULL, NULL);

	if (code != SQLITE_OK && code != SQLITE_BUSY && code != SQLITE_LOCKED)
		(void)sqlite_failed(s, code, "checkpoint");
	s->log_pages = 0;
}

/*
 * A COMMIT that fails has failed for good: the kernel may have dropped the pages it could not
 * write, and a second fsync would report success for them.
 */
static enum err commit_failed(struct sqlite_store *s, enum err err)
{
	bool disk = s->broken;

	log_error("store.commit_failed", KV_ERR(err), KV_TEXT(reason, sqlite3_errmsg(s->db)));
	rollback(&s->store);
	s->broken = true;
	return disk ? ERR_UNCERTAIN : ERR_STORE;
}

static enum err commit(struct store *store)
{
	struct sqlite_store *s = sqlite_of(store);

	must(s->in_tx);
	if (s->broken || sqlite3_get_autocommit(s->db)) {
		rollback(store);
		s->broken = true;
		return ERR_STORE;
	}
	enum err err = sqlite_run_own(s, &COMMIT);

	if (err != OK)
		return commit_failed(s, err);
	s->in_tx = false;
	if (s->log_pages > LOG_PAGES_MOST)
		checkpoint(s);
	return OK;
}

static enum err save(struct store *store)
{
	return sqlite_run_own(sqlite_of(store), &SAVE);
}

static enum err keep(struct store *store)
{
	return sqlite_run_own(sqlite_of(store), &KEEP);
}

static void undo(struct store *store)
{
	struct sqlite_store *s = sqlite_of(store);

	if (sqlite_run_own(s, &UNDO) != OK || sqlite_run_own(s, &KEEP) != OK)
		s->broken = true; /* what the savepoint held can no longer be told from the rest */
}

static enum err script(struct store *store, const char *sql)
{
	struct sqlite_store *s = sqlite_of(store);
	int code = sqlite3_exec(s->db, sql, NULL, NULL, NULL);

	return code == SQLITE_OK ? OK : sqlite_failed(s, code, "script");
}

/* ---- the connection ----------------------------------------------------------------------------
 */
static bool is_sound(struct store *store)
{
	return !sqlite_of(store)->broken;
}

static const char *dialect(struct store *store)
{
	(void)store;
	return "sqlite";
}

static void idle(struct store *store)
{
	struct sqlite_store *s = sqlite_of(store);

	if (!store->read_only && !s->in_tx && !s->broken && s->log_pages > LOG_PAGES_WHEN_IDLE)
		checkpoint(s);
}

/* One file has one writing process, whose own nudges are enough: only `fd` and the time matter. */
static bool wait_hint(struct store *store, int fd, span most_wait)
{
	struct pollfd watched = { .fd = fd, .events = POLLIN };

	(void)store;
	poll(&watched, 1, (int)span_ms(most_wait));
	return false;
}

static void close_store(struct store *store)
{
	struct sqlite_store *s = sqlite_of(store);

	if (s->in_tx)
		rollback(store);
	sqlite_forget_statements(s);
	int code = sqlite3_close(s->db);

	must(code == SQLITE_OK);
	free(s);
}

static const struct store_ops OPS = {
	.begin = begin,
	.commit = commit,
	.rollback = rollback,
	.save = save,
	.keep = keep,
	.undo = undo,
	.start = sqlite_start,
	.next = sqlite_next,
	.is_null = sqlite_is_null,
	.number = sqlite_number,
	.chars = sqlite_chars,
	.columns = sqlite_columns,
	.finish = sqlite_finish,
	.script = script,
	.backup = sqlite_backup_to,
	.is_sound = is_sound,
	.dialect = dialect,
	.idle = idle,
	.wait_hint = wait_hint,
	.close = close_store,
};

/* Called by SQLite while a statement runs; not 0 stops it. */
static int deadline_is_over(void *ctx)
{
	const struct sqlite_store *s = ctx;
	const struct clock_port *clock = clock_real();

	return s->give_up.us > 0 && mono_before(s->give_up, clock->tick(clock->ctx));
}

static int log_grew(void *ctx, sqlite3 *db, const char *name, int pages)
{
	struct sqlite_store *s = ctx;

	(void)db;
	(void)name;
	s->log_pages = pages;
	return SQLITE_OK;
}

/* SQLite answers a wish for WAL that it cannot fulfil with the old mode, not with an error. */
static bool has_log(struct sqlite_store *s)
{
	sqlite3_stmt *mode = NULL;
	bool wal = sqlite3_prepare_v2(s->db, "PRAGMA journal_mode", -1, &mode, NULL) == SQLITE_OK &&
	           sqlite3_step(mode) == SQLITE_ROW &&
	           strcmp((const char *)sqlite3_column_text(mode, 0), "wal") == 0;

	sqlite3_finalize(mode);
	if (!wal)
		log_error("store.no_log", KV_TEXT(reason, "this file system cannot hold SQLite's"
		                                          " write-ahead log: use a local one"));
	return wal;
}

static enum err set_up(struct sqlite_store *s, bool in_memory)
{
	static const char WRITER[] =
		"PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA journal_size_limit=134217728;";
	static const char EVERYBODY[] =
		"PRAGMA foreign_keys=ON; PRAGMA trusted_schema=OFF; PRAGMA cache_size=-32000;"
		"PRAGMA temp_store=MEMORY;";

	sqlite3_extended_result_codes(s->db, 1);
	sqlite3_busy_timeout(s->db, BUSY_WAIT_MS);
	TRY(script(&s->store, EVERYBODY));
	if (s->store.read_only) {
		sqlite3_progress_handler(s->db, DEADLINE_LOOK_STEPS, deadline_is_over, s);
		return script(&s->store, "PRAGMA query_only=ON");
	}
	sqlite3_wal_hook(s->db, log_grew, s);
	if (in_memory)
		return OK;
	TRY(script(&s->store, WRITER));
	return has_log(s) ? OK : ERR_UNSUPPORTED;
}

static void open_failed(struct sqlite_store *s, const char *path)
{
	log_error("store.open_failed", KV_TEXT(file, path), KV_TEXT(reason, sqlite3_errmsg(s->db)));
	sqlite3_close(s->db);
	free(s);
}

static bool is_sqlite_url(const char *url)
{
	return strncmp(url, "sqlite:", strlen("sqlite:")) == 0;
}

/* Telephone numbers and password hashes are nobody else's to read; the log gets the same rights. */
static void create_private(const char *path)
{
	int fd = open(path, O_CREAT | O_EXCL | O_RDWR | O_CLOEXEC, 0600);

	if (fd >= 0)
		close(fd); /* ours alone so far: this cannot drop another connection's locks */
}

/* A reader opens for writing too: the first to come after a crash has to read the log back.
 * query_only keeps it off the rows. */
enum err sqlite_open_on(const struct store_config *config, const char *vfs, struct store **out)
{
	must(is_sqlite_url(config->url));
	const char *path = config->url + strlen("sqlite:");
	struct sqlite_store *s = calloc(1, sizeof *s);
	bool in_memory = strcmp(path, ":memory:") == 0;
	int create = config->read_only ? 0 : SQLITE_OPEN_CREATE;

	must(s);
	if (create && !in_memory)
		create_private(path);
	s->store = (struct store){ .ops = &OPS, .read_only = config->read_only };
	s->deadline = config->read_only ? config->deadline : (span){ 0 };
	int code =
		sqlite3_open_v2(path, &s->db, SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX | create, vfs);
	enum err err = code == SQLITE_OK ? set_up(s, in_memory) : ERR_STORE;

	if (err != OK) {
		open_failed(s, path);
		return err;
	}
	*out = &s->store;
	return OK;
}

static enum err open_plain(const struct store_config *config, struct store **out)
{
	return sqlite_open_on(config, NULL, out);
}

const struct store_driver SQLITE_DRIVER = { "sqlite", open_plain };
