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

/* One simple command or several, outside the pipeline. */
static enum err command(struct postgres_store *s, const char *doing, const char *sql)
{
	if (s->broken)
		return ERR_STORE;
	PGresult *result = PQexec(s->conn, sql);
	ExecStatusType status = PQresultStatus(result);

	if (status != PGRES_COMMAND_OK && status != PGRES_TUPLES_OK)
		return postgres_failed(s, result, doing);
	PQclear(result);
	return OK;
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
	TRY(command(s, "limits", limits));
	return command(s, "settings", "SET client_min_messages = warning; SET synchronous_commit = on");
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
	TRY(postgres_enter(s));
	return postgres_send(s, s->store.read_only ? "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY"
	                                           : "BEGIN ISOLATION LEVEL READ COMMITTED");
}

/* A server that has hung up meanwhile has said so already: nothing is asked of it. */
static bool was_hung_up(struct postgres_store *s)
{
	struct pollfd line = { .fd = PQsocket(s->conn), .events = POLLIN };

	/* Its last words come before the end of the line. */
	while (poll(&line, 1, 0) > 0)
		if (PQconsumeInput(s->conn) == 0)
			return true;
	return false;
}

/* A connection that was lost while it had nothing to do has lost nothing: connect once more and go
 * on. */
static enum err begin(struct store *store)
{
	struct postgres_store *s = postgres_of(store);

	must(!s->in_tx);
	if (s->broken || was_hung_up(s))
		TRY(connect_again(s));
	enum err err = say_begin(s);

	s->in_tx = err == OK;
	return err;
}

static void rollback(struct store *store)
{
	struct postgres_store *s = postgres_of(store);

	must(s->in_tx);
	s->in_tx = false;
	postgres_finish(store, NULL);
	if (s->pending_count > 0 && postgres_wait(s, NULL) != OK)
		log_debug("store.undone"); /* whatever it was is undone now */
	postgres_leave(s);
	if (command(s, "ROLLBACK", "ROLLBACK") != OK)
		s->broken = true;
}

/*
 * The answer to COMMIT is "ROLLBACK", and a success, when an earlier statement had failed; it is
 * not even looked at when one failed that came along with it. Without any answer nobody knows: the
 * server may have committed before the line went dead.
 */
static enum err commit(struct store *store)
{
	struct postgres_store *s = postgres_of(store);
	PGresult *result = NULL;

	must(s->in_tx);
	s->in_tx = false;
	bool was_broken = s->broken;
	enum err err = postgres_send(s, "COMMIT");

	if (err == OK)
		err = postgres_wait(s, &result);
	postgres_leave(s);
	if (was_broken)
		return ERR_STORE;
	if (err != OK && s->broken)
		return ERR_UNCERTAIN;
	if (err != OK)
		return command(s, "ROLLBACK", "ROLLBACK") == OK ? err : ERR_STORE;
	bool committed = strcmp(PQcmdStatus(result), "COMMIT") == 0;

	PQclear(result);
	return committed ? OK : ERR_STORE;
}

static enum err save(struct store *store)
{
	return postgres_send(postgres_of(store), "SAVEPOINT message");
}

/* Waits: what failed since the savepoint is to be undone with it, not with its neighbours. */
static enum err keep(struct store *store)
{
	struct postgres_store *s = postgres_of(store);

	TRY(postgres_send(s, "RELEASE SAVEPOINT message"));
	return postgres_wait(s, NULL);
}

static void undo(struct store *store)
{
	struct postgres_store *s = postgres_of(store);

	if (s->pending_count > 0 && postgres_wait(s, NULL) != OK)
		log_debug("store.undone"); /* whatever it was is undone now */
	if (postgres_send(s, "ROLLBACK TO SAVEPOINT message") != OK ||
	    postgres_send(s, "RELEASE SAVEPOINT message") != OK || postgres_wait(s, NULL) != OK)
		s->broken = true;
}

/* Several statements in one text are a simple query, which no pipeline carries. */
static enum err script(struct store *store, const char *sql)
{
	struct postgres_store *s = postgres_of(store);

	if (!s->in_tx)
		return command(s, "script", sql);
	TRY(postgres_wait(s, NULL));
	postgres_leave(s);
	enum err err = command(s, "script", sql);

	if (s->broken)
		return ERR_STORE;
	TRY(postgres_enter(s));
	return err;
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
		s->listens = command(s, "LISTEN", "LISTEN " POSTGRES_HINT_CHANNEL) == OK;
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
	.post = postgres_post,
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
