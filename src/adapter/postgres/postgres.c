// SPDX-License-Identifier: Apache-2.0
/*
 * Connections and transactions on PostgreSQL, by libpq.
 */
#include "adapter/postgres/postgres_store.h"

#include "base/log.h"

#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define LOCK_WAIT_MS \
	5000 /* for a row or advisory lock, then 55P03: the transaction is run again \
	      */
#define IDLE_IN_TX_MS 60000 /* a node that hangs may hold an advisor's row no longer */
#define COMMAND_CHARS 256
#define STATE_CONFLICT "23" /* class: unique, foreign key, not null, check */

/* ---- what went wrong ------------------------------------------------------------------- */
static enum err meaning(const char *state)
{
	static const struct {
		const char *state;
		enum err err;
	} KNOWN[] = {
		{ "40001", ERR_AGAIN },   /* serialisation failure */
		{ "40P01", ERR_AGAIN },   /* deadlock */
		{ "55P03", ERR_AGAIN },   /* lock not available in time */
		{ "57014", ERR_TIMEOUT }, /* statement timeout, or cancelled by an operator */
		{ "54000", ERR_LIMIT },
	};

	for (size_t i = 0; i < COUNT(KNOWN); i++)
		if (strcmp(state, KNOWN[i].state) == 0)
			return KNOWN[i].err;
	return strncmp(state, STATE_CONFLICT, 2) == 0 ? ERR_CONFLICT : ERR_STORE;
}

/* The primary message only: the detail quotes the row, and rows hold telephone numbers. */
enum err postgres_failed(struct postgres_store *s, PGresult *result, const char *doing)
{
	const char *state = result ? PQresultErrorField(result, PG_DIAG_SQLSTATE) : NULL;
	const char *words = result ? PQresultErrorField(result, PG_DIAG_MESSAGE_PRIMARY) : NULL;
	enum err err = meaning(state ? state : "");

	if (PQstatus(s->conn) != CONNECTION_OK)
		s->broken = true;
	if (err == ERR_STORE)
		log_error("store.failed", KV_TEXT(statement, doing),
		          KV_TEXT(reason, words ? words : PQerrorMessage(s->conn)));
	PQclear(result);
	return s->broken ? ERR_STORE : err;
}

/* One simple command or several; `out` (may be NULL) gets the last one's result, to be cleared by
 * the caller. */
static enum err command_as(struct postgres_store *s, const char *doing, const char *sql,
                           PGresult **out)
{
	if (s->broken)
		return ERR_STORE;
	PGresult *result = PQexec(s->conn, sql);
	ExecStatusType status = PQresultStatus(result);

	if (status != PGRES_COMMAND_OK && status != PGRES_TUPLES_OK)
		return postgres_failed(s, result, doing);
	if (out)
		*out = result;
	else
		PQclear(result);
	return OK;
}

static enum err command(struct postgres_store *s, const char *sql)
{
	return command_as(s, sql, sql, NULL);
}

/* ---- connecting ------------------------------------------------------------------------ */
static enum err set_up(struct postgres_store *s)
{
	char limits[COMMAND_CHARS];

	if (PQserverVersion(s->conn) < POSTGRES_LEAST_VERSION) {
		log_error("store.too_old", KV_NUM(version, PQserverVersion(s->conn)),
		          KV_TEXT(reason, "ringback needs PostgreSQL 15 or newer"));
		return ERR_UNSUPPORTED;
	}
	snprintf(limits, sizeof limits,
	         "SET lock_timeout = %d; SET idle_in_transaction_session_timeout = %d;"
	         " SET statement_timeout = %lld",
	         LOCK_WAIT_MS, IDLE_IN_TX_MS, (long long)span_ms(s->deadline));
	TRY(command(s, limits));
	return command(s, "SET client_min_messages = warning; SET synchronous_commit = on");
}

static enum err connect_again(struct postgres_store *s)
{
	PQreset(s->conn);
	if (PQstatus(s->conn) != CONNECTION_OK)
		return ERR_STORE;
	memset(s->statements, 0, sizeof s->statements); /* they went with the old one */
	s->broken = false;
	s->listens = false;
	log_info("store.connected_again");
	enum err err = set_up(s);

	s->broken = err != OK;
	return err;
}

/* ---- transactions ---------------------------------------------------------------------- */
static enum err say_begin(struct postgres_store *s)
{
	return command(s, s->store.read_only ? "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY"
	                                     : "BEGIN ISOLATION LEVEL READ COMMITTED");
}

/* A connection that was lost while it had nothing to do has lost nothing: connect once more and go
 * on. */
static enum err begin(struct store *store)
{
	struct postgres_store *s = postgres_of(store);

	must(!s->in_tx);
	enum err err = say_begin(s);

	if (err != OK && s->broken) {
		TRY(connect_again(s));
		err = say_begin(s);
	}
	s->in_tx = err == OK;
	return err;
}

static void rollback(struct store *store)
{
	struct postgres_store *s = postgres_of(store);

	must(s->in_tx);
	s->in_tx = false;
	postgres_finish(store, NULL);
	if (command(s, "ROLLBACK") != OK)
		s->broken = true;
}

/*
 * The answer to COMMIT is "ROLLBACK", and a success, when an earlier statement had failed. Without
 * any answer nobody knows: the server may have committed before the line went dead.
 */
static enum err commit(struct store *store)
{
	struct postgres_store *s = postgres_of(store);
	PGresult *result = NULL;

	must(s->in_tx);
	s->in_tx = false;
	if (s->broken)
		return ERR_STORE;
	enum err err = command_as(s, "COMMIT", "COMMIT", &result);

	if (err != OK)
		return s->broken ? ERR_UNCERTAIN : err;
	bool committed = strcmp(PQcmdStatus(result), "COMMIT") == 0;

	PQclear(result);
	return committed ? OK : ERR_STORE;
}

static enum err save(struct store *store)
{
	return command(postgres_of(store), "SAVEPOINT message");
}

static enum err keep(struct store *store)
{
	return command(postgres_of(store), "RELEASE SAVEPOINT message");
}

static void undo(struct store *store)
{
	struct postgres_store *s = postgres_of(store);

	if (command(s, "ROLLBACK TO SAVEPOINT message; RELEASE SAVEPOINT message") != OK)
		s->broken = true;
}

static enum err script(struct store *store, const char *sql)
{
	return command_as(postgres_of(store), "script", sql, NULL);
}

static enum err backup(struct store *store, const char *path)
{
	(void)store;
	log_error("backup.refused", KV_TEXT(file, path),
	          KV_TEXT(reason,
	                  "on PostgreSQL, back up with pg_dump or the server's own base backup"));
	return ERR_UNSUPPORTED;
}

/* ---- hints from other nodes ------------------------------------------------------------ */
static bool take_hints(struct postgres_store *s)
{
	bool any = false;

	for (PGnotify *hint; (hint = PQnotifies(s->conn)) != NULL; PQfreemem(hint))
		any |= hint->be_pid != PQbackendPID(s->conn); /* our own are no news */
	return any;
}

static bool wait_hint(struct store *store, int fd, span most_wait)
{
	struct postgres_store *s = postgres_of(store);

	must(!s->in_tx);
	if (!s->broken && !s->listens)
		s->listens = command(s, "LISTEN " POSTGRES_HINT_CHANNEL) == OK;
	if (take_hints(s))
		return true; /* came along with an earlier answer */
	struct pollfd watched[] = {
		{ .fd = fd, .events = POLLIN },
		{ .fd = s->broken ? -1 : PQsocket(s->conn), .events = POLLIN },
	};

	poll(watched, COUNT(watched), (int)span_ms(most_wait));
	if (!s->broken && watched[1].revents != 0 && PQconsumeInput(s->conn) == 0)
		s->broken = true;
	return take_hints(s);
}

/* ---- the connection ----------------------------------------------------------------------------
 */
static bool is_sound(struct store *store)
{
	struct postgres_store *s = postgres_of(store);

	return !s->broken && PQstatus(s->conn) == CONNECTION_OK;
}

static const char *dialect(struct store *store)
{
	(void)store;
	return "postgres";
}

static void idle(struct store *store)
{
	(void)store;
}

static void close_store(struct store *store)
{
	struct postgres_store *s = postgres_of(store);

	PQclear(s->result);
	PQfinish(s->conn);
	free(s);
}

static const struct store_ops OPS = {
	.begin = begin,
	.commit = commit,
	.rollback = rollback,
	.save = save,
	.keep = keep,
	.undo = undo,
	.start = postgres_start,
	.next = postgres_next,
	.is_null = postgres_is_null,
	.number = postgres_number,
	.chars = postgres_chars,
	.columns = postgres_columns,
	.finish = postgres_finish,
	.script = script,
	.backup = backup,
	.is_sound = is_sound,
	.dialect = dialect,
	.idle = idle,
	.wait_hint = wait_hint,
	.close = close_store,
};

/* Notices would go to stderr in the server's words, past our log. */
static void notice(void *ctx, const PGresult *result)
{
	(void)ctx;
	log_debug("store.notice", KV_TEXT(reason, PQresultErrorField(result, PG_DIAG_MESSAGE_PRIMARY)));
}

static enum err open_store(const struct store_config *config, struct store **out)
{
	static const char *const KEYS[] = {
		"fallback_application_name", "connect_timeout", "client_encoding",
		"tcp_user_timeout",          "dbname",          NULL
	};
	const char *const values[] = { "ringback", "5", "UTF8", "10000", config->url, NULL };
	struct postgres_store *s = calloc(1, sizeof *s);
	enum err err = ERR_UNAVAILABLE;

	must(s);
	s->store = (struct store){ .ops = &OPS, .read_only = config->read_only };
	s->deadline = config->read_only ? config->deadline : (span){ 0 };
	s->conn = PQconnectdbParams(KEYS, values, 1);
	PQsetNoticeReceiver(s->conn, notice, NULL);
	if (PQstatus(s->conn) == CONNECTION_OK)
		err = set_up(s);
	else
		log_error("store.open_failed", KV_TEXT(reason, PQerrorMessage(s->conn)));
	if (err != OK) {
		close_store(&s->store);
		return err;
	}
	*out = &s->store;
	return OK;
}

const struct store_driver POSTGRES_DRIVER = { "postgresql", open_store };
