// SPDX-License-Identifier: Apache-2.0
/* The bare loops behind bare_store.h, on the libraries themselves. */
#include "bare_store.h"

#include <fcntl.h>
#include <libpq-fe.h>
#include <pthread.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "port/clock.h"

#define COMMITS_MOST 200000
#define CONNECTIONS_MOST 64
#define PATH_CHARS 512
/* About as long as a callback's row. */
#define FILLING \
	"+14155550132 web waiting en the quick brown fox asks about tomorrow and the day after"

static mono now(void)
{
	const struct clock_port *clock = clock_real();

	return clock->tick(clock->ctx);
}

int64_t bare_rate(const struct bare_figure *figure)
{
	must(figure->took.us > 0);
	return figure->messages * 1000000 / figure->took.us;
}

/* ---- how long each COMMIT took --------------------------------------------------------- */
struct lengths {
	int64_t *us;
	size_t count;
};

static struct lengths lengths_open(void)
{
	struct lengths lengths = { calloc(COMMITS_MOST, sizeof(int64_t)), 0 };

	must(lengths.us);
	return lengths;
}

static void lengths_add(struct lengths *lengths, mono begun)
{
	if (lengths->count < COMMITS_MOST)
		lengths->us[lengths->count++] = mono_since(now(), begun).us;
}

static int shorter(const void *a, const void *b)
{
	const int64_t *x = a, *y = b;

	return (*x > *y) - (*x < *y);
}

static void lengths_close(struct lengths *lengths, struct bare_figure *out)
{
	if (lengths->count > 0) {
		qsort(lengths->us, lengths->count, sizeof *lengths->us, shorter);
		out->commit_p50.us = lengths->us[lengths->count / 2];
		out->commit_p99.us = lengths->us[lengths->count * 99 / 100];
	}
	free(lengths->us);
}

/* ---- the disk ---------------------------------------------------------------------------------
 */
enum err bare_fsync(const char *folder, span length, struct bare_figure *out)
{
	char path[PATH_CHARS], page[4096];
	struct lengths lengths = lengths_open();
	mono begun = now();
	enum err err = OK;

	memset(page, 'x', sizeof page);
	memset(out, 0, sizeof *out);
	snprintf(path, sizeof path, "%s/bare.fsync", folder);
	int fd = open(path, O_CREAT | O_TRUNC | O_WRONLY | O_CLOEXEC, 0600);

	if (fd < 0)
		err = ERR_IO;
	while (err == OK && span_less(mono_since(now(), begun), length)) {
		mono at = now();

		if (write(fd, page, sizeof page) != (ssize_t)sizeof page || fdatasync(fd) != 0)
			err = ERR_IO;
		lengths_add(&lengths, at);
		out->commits++;
	}
	out->messages = out->commits;
	out->took = mono_since(now(), begun);
	lengths_close(&lengths, out);
	if (fd >= 0)
		close(fd);
	unlink(path);
	return err;
}

/* ---- SQLite -------------------------------------------------------------------------------------
 */
struct bare_db {
	sqlite3 *db;
	sqlite3_stmt *begin, *save, *insert, *keep, *commit;
	int64_t last;
	bool failed;
};

static sqlite3_stmt *prepared(struct bare_db *b, const char *sql)
{
	sqlite3_stmt *statement = NULL;

	if (sqlite3_prepare_v2(b->db, sql, -1, &statement, NULL) != SQLITE_OK)
		b->failed = true;
	return statement;
}

static void step(struct bare_db *b, sqlite3_stmt *statement)
{
	if (sqlite3_step(statement) != SQLITE_DONE)
		b->failed = true;
	sqlite3_reset(statement);
}

static enum err bare_db_open(struct bare_db *b, const char *path)
{
	static const char TABLE[] =
		"PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA wal_autocheckpoint=32768;"
		"CREATE TABLE bare (id INTEGER PRIMARY KEY, advisor INTEGER, words TEXT) STRICT;"
		"CREATE INDEX bare_line ON bare (advisor, id);";

	memset(b, 0, sizeof *b);
	if (sqlite3_open(path, &b->db) != SQLITE_OK ||
	    sqlite3_exec(b->db, TABLE, NULL, NULL, NULL) != SQLITE_OK)
		return ERR_IO;
	b->begin = prepared(b, "BEGIN IMMEDIATE");
	b->save = prepared(b, "SAVEPOINT message");
	b->insert = prepared(b, "INSERT INTO bare VALUES (?1, ?2, '" FILLING "')");
	b->keep = prepared(b, "RELEASE message");
	b->commit = prepared(b, "COMMIT");
	return b->failed ? ERR_IO : OK;
}

static void bare_db_close(struct bare_db *b, const char *path)
{
	char other[PATH_CHARS + 8];
	static const char *const ENDINGS[] = { "", "-wal", "-shm" };

	sqlite3_finalize(b->begin);
	sqlite3_finalize(b->save);
	sqlite3_finalize(b->insert);
	sqlite3_finalize(b->keep);
	sqlite3_finalize(b->commit);
	sqlite3_close(b->db);
	for (size_t i = 0; i < COUNT(ENDINGS); i++) {
		snprintf(other, sizeof other, "%s%s", path, ENDINGS[i]);
		unlink(other);
	}
}

static void one_batch(struct bare_db *b, struct bare_load load)
{
	step(b, b->begin);
	for (unsigned i = 0; i < load.batch; i++) {
		step(b, b->save);
		for (unsigned row = 0; row < load.rows; row++) {
			sqlite3_bind_int64(b->insert, 1, ++b->last);
			sqlite3_bind_int64(b->insert, 2, b->last % 100);
			step(b, b->insert);
		}
		step(b, b->keep);
	}
	step(b, b->commit);
}

enum err bare_sqlite(const char *folder, struct bare_load load, span length,
                     struct bare_figure *out)
{
	char path[PATH_CHARS];
	struct lengths lengths = lengths_open();
	struct bare_db b;

	memset(out, 0, sizeof *out);
	snprintf(path, sizeof path, "%s/bare.db", folder);
	enum err err = bare_db_open(&b, path);
	mono begun = now();

	while (err == OK && !b.failed && span_less(mono_since(now(), begun), length)) {
		mono at = now();

		one_batch(&b, load);
		lengths_add(&lengths, at);
		out->commits++;
	}
	out->messages = out->commits * load.batch;
	out->took = mono_since(now(), begun);
	lengths_close(&lengths, out);
	bare_db_close(&b, path);
	return b.failed ? ERR_IO : err;
}

/* ---- PostgreSQL ------------------------------------------------------------------------ */
struct bare_line {
	const char *url;
	unsigned number, rows;
	span length;
	struct lengths lengths;
	bool failed;
};

static bool run(PGconn *conn, const char *sql)
{
	PGresult *result = PQexec(conn, sql);
	bool ran = PQresultStatus(result) == PGRES_COMMAND_OK;

	PQclear(result);
	return ran;
}

static bool insert(PGconn *conn, unsigned number, int64_t count)
{
	char id[32], advisor[32];
	const char *values[] = { id, advisor };

	snprintf(id, sizeof id, "%lld", (long long)number * 1000000000 + (long long)count);
	snprintf(advisor, sizeof advisor, "%u", number);
	PGresult *result = PQexecPrepared(conn, "bare", 2, values, NULL, NULL, 0);
	bool ran = PQresultStatus(result) == PGRES_COMMAND_OK;

	PQclear(result);
	return ran;
}

static bool one_message(PGconn *conn, const struct bare_line *line, int64_t *rows)
{
	bool good = run(conn, "BEGIN");

	for (unsigned i = 0; good && i < line->rows; i++)
		good = insert(conn, line->number, ++*rows);
	return good && run(conn, "COMMIT");
}

static void *insert_many(void *ctx)
{
	struct bare_line *line = ctx;
	int64_t rows = 0;
	PGconn *conn = PQconnectdb(line->url);
	mono begun = now();

	line->failed = !run(conn, "PREPARE bare (bigint, bigint) AS INSERT INTO ringback_bare"
	                          " VALUES ($1, $2, '" FILLING "')");
	while (!line->failed && span_less(mono_since(now(), begun), line->length)) {
		mono at = now();

		line->failed = !one_message(conn, line, &rows);
		lengths_add(&line->lengths, at);
	}
	PQfinish(conn);
	return NULL;
}

/* All connections' lengths into one list; returns whether every one of them worked. */
static bool gather(struct bare_line *lines, unsigned connections, struct bare_figure *out)
{
	struct lengths all = lengths_open();
	bool failed = false;

	for (unsigned i = 0; i < connections; i++) {
		size_t room = COMMITS_MOST - all.count;
		size_t some = lines[i].lengths.count < room ? lines[i].lengths.count : room;

		memcpy(all.us + all.count, lines[i].lengths.us, some * sizeof *all.us);
		all.count += some;
		out->commits += (int64_t)lines[i].lengths.count;
		free(lines[i].lengths.us);
		failed |= lines[i].failed;
	}
	out->messages = out->commits;
	lengths_close(&all, out);
	return !failed;
}

enum err bare_postgres(const char *url, struct bare_load load, span length, struct bare_figure *out)
{
	struct bare_line lines[CONNECTIONS_MOST];
	pthread_t threads[CONNECTIONS_MOST];
	PGconn *conn = PQconnectdb(url);
	unsigned connections = load.batch;

	must(connections >= 1 && connections <= CONNECTIONS_MOST);
	memset(out, 0, sizeof *out);
	bool ready = run(conn, "CREATE TABLE ringback_bare (id bigint PRIMARY KEY, advisor bigint,"
	                       " words text); CREATE INDEX ON ringback_bare (advisor, id)");
	mono begun = now();

	for (unsigned i = 0; ready && i < connections; i++) {
		lines[i] = (struct bare_line){ url, i + 1, load.rows, length, lengths_open(), false };
		must(pthread_create(&threads[i], NULL, insert_many, &lines[i]) == 0);
	}
	for (unsigned i = 0; ready && i < connections; i++)
		pthread_join(threads[i], NULL);
	out->took = mono_since(now(), begun);
	ready = ready && gather(lines, connections, out);
	(void)run(conn, "DROP TABLE IF EXISTS ringback_bare");
	PQfinish(conn);
	return ready ? OK : ERR_UNAVAILABLE;
}
