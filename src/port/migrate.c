// SPDX-License-Identifier: Apache-2.0
/*
 * The migrator. One text serves both databases: tokens and marked passages are put in or left out
 * line by line.
 */
#include "port/migrate.h"

#include <stdio.h>
#include <string.h>

#include "migrations.h"

#define VERSION_MOST 9999
#define VERSION_DIGITS 4
#define STEP_TRIES_MOST 60 /* each waits some seconds for the node that is at it */

/* The lock is PostgreSQL's; on SQLite to have begun is to be alone. */
static const struct sql LOCK = {
	"migrate_lock", "SELECT 0", "SELECT pg_advisory_xact_lock(7202, hashtext(current_schema()))", 0,
	false,          0
};
static const struct sql TABLES = {
	"migrate_tables",
	"SELECT COUNT(*) FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'",
	"SELECT COUNT(*) FROM pg_tables WHERE schemaname = current_schema()",
	0,
	false,
	0
};
static const struct sql META = {
	"migrate_meta",
	"SELECT COUNT(*) FROM sqlite_schema WHERE type = 'table' AND name = 'meta'",
	"SELECT COUNT(*) FROM pg_tables WHERE schemaname = current_schema() AND tablename = 'meta'",
	0,
	false,
	0
};
static const struct sql VERSION = {
	"migrate_version",
	"SELECT CAST(value AS BIGINT) FROM meta WHERE key = 'schema_version'",
	NULL,
	0,
	false,
	0
};
static const struct sql VERSION_SET = {
	"migrate_version_set",
	"INSERT INTO meta (key, value) VALUES ('schema_version', $1)"
	" ON CONFLICT (key) DO UPDATE SET value = excluded.value",
	NULL,
	1,
	false,
	0
};

/* ---- one text for both databases ------------------------------------------------------- */
static void add_replaced(struct text_buf *out, text line, const char *token, const char *value)
{
	size_t length = strlen(token);

	while (line.length > 0) {
		const char *found = memmem(line.at, line.length, token, length);
		size_t before = found ? (size_t)(found - line.at) : line.length;

		text_buf_add(out, (text){ line.at, before });
		if (!found)
			return;
		text_buf_chars(out, value);
		line.at += before + length;
		line.length -= before + length;
	}
}

static void add_line(struct text_buf *out, text line, bool sqlite)
{
	struct text_buf once;

	text_buf_init(&once, out->arena);
	add_replaced(&once, line, "%int%", sqlite ? "INTEGER" : "BIGINT");
	add_replaced(out, text_buf_text(&once), "%strict%", sqlite ? "STRICT" : "");
	text_buf_chars(out, "\n");
}

const char *migrate_text(const struct embedded_text *migration, const char *dialect,
                         struct arena *arena)
{
	bool sqlite = strcmp(dialect, "sqlite") == 0;
	bool ours = true;
	text rest = { migration->text, migration->length }, line;
	struct text_buf out;

	must(sqlite || strcmp(dialect, "postgres") == 0);
	text_buf_init(&out, arena);
	while (rest.length > 0) {
		(void)text_cut(rest, '\n', &line, &rest);
		if (text_starts(line, "-- only "))
			ours = text_starts(line, sqlite ? "-- only sqlite" : "-- only postgres");
		else if (text_is(line, "-- end"))
			ours = true;
		else if (ours)
			add_line(&out, line, sqlite);
	}
	return text_terminated(arena, text_buf_text(&out));
}

/* ---- where the database stands --------------------------------------------------------- */
static int64_t version_of(const struct embedded_text *migration)
{
	int64_t version = 0;

	must(strlen(migration->name) > VERSION_DIGITS);
	enum err err =
		text_number((text){ migration->name, VERSION_DIGITS }, 1, VERSION_MOST, &version);

	must(err == OK);
	return version;
}

static enum err read_version(struct tx *tx, int64_t *out, char words[MIGRATE_WORDS_CHARS])
{
	int64_t tables = 0, meta = 0;

	TRY(tx_number(tx, &TABLES, NO_ARGS, &tables));
	TRY(tx_number(tx, &META, NO_ARGS, &meta));
	*out = 0;
	if (tables == 0)
		return OK;
	enum err err = meta ? tx_number(tx, &VERSION, NO_ARGS, out) : ERR_NONE;

	if (err == ERR_NONE)
		snprintf(
			words, MIGRATE_WORDS_CHARS,
			"this database holds tables that are not ringback's: give ringback one of its own");
	return err == ERR_NONE ? ERR_CONFIG : err;
}

static enum err compare(struct migrate_list list, struct arena *arena,
                        struct migrate_report *report)
{
	if (report->found > report->newest) {
		snprintf(report->words, sizeof report->words,
		         "the database has schema %lld, this ringback knows up to %lld: install the newer"
		         " ringback, or restore the backup made before it",
		         (long long)report->found, (long long)report->newest);
		return ERR_CONFIG;
	}
	const char **names = ARENA_ARRAY(arena, const char *, list.count + 1);

	for (size_t i = 0; i < list.count; i++) {
		must(version_of(&list.at[i]) == (int64_t)i + 1); /* a gap in db/migrations */
		if ((int64_t)i + 1 > report->found)
			names[report->pending_count++] = list.at[i].name;
	}
	report->pending = names;
	return OK;
}

enum err migrate_look_at(struct migrate_list list, struct store *store, struct arena *arena,
                         struct migrate_report *out)
{
	struct tx tx;

	memset(out, 0, sizeof *out);
	out->newest = (int64_t)list.count;
	TRY(tx_begin(store, arena, &tx));
	enum err err = read_version(&tx, &out->found, out->words);

	tx_rollback(&tx);
	TRY(err);
	return compare(list, arena, out);
}

/* ---- taking the steps -------------------------------------------------------------------------
 */
static enum err apply(struct tx *tx, const struct embedded_text *migration)
{
	char version[VERSION_DIGITS + 2], words[MIGRATE_WORDS_CHARS];
	int64_t found = 0;

	TRY(tx_run(tx, &LOCK, NO_ARGS, NULL));
	TRY(read_version(tx, &found, words));
	if (found >= version_of(migration))
		return OK; /* another node was quicker */
	const char *dialect = tx->store->ops->dialect(tx->store);

	TRY(tx->store->ops->script(tx->store, migrate_text(migration, dialect, tx_arena(tx))));
	snprintf(version, sizeof version, "%d", (int)version_of(migration));
	return tx_run(tx, &VERSION_SET, ARGS(WORDS(version)), NULL);
}

static enum err step(struct store *store, struct arena *arena,
                     const struct embedded_text *migration)
{
	struct tx tx;

	TRY(tx_begin(store, arena, &tx));
	enum err err = apply(&tx, migration);

	if (err != OK) {
		tx_rollback(&tx);
		return err;
	}
	return tx_commit(&tx);
}

enum err migrate_run_all(struct migrate_list list, struct store *store, struct arena *arena,
                         struct migrate_report *out)
{
	enum err err = migrate_look_at(list, store, arena, out);

	for (size_t i = (size_t)out->found; i < list.count && err == OK; i++) {
		err = step(store, arena, &list.at[i]);
		for (int tries = 1; err == ERR_AGAIN && tries < STEP_TRIES_MOST; tries++)
			err = step(store, arena, &list.at[i]);
	}
	return err;
}

enum err migrate_look(struct store *store, struct arena *arena, struct migrate_report *out)
{
	return migrate_look_at((struct migrate_list){ MIGRATIONS, MIGRATIONS_COUNT }, store, arena,
	                       out);
}

enum err migrate_run(struct store *store, struct arena *arena, struct migrate_report *out)
{
	return migrate_run_all((struct migrate_list){ MIGRATIONS, MIGRATIONS_COUNT }, store, arena,
	                       out);
}
