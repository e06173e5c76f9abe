// SPDX-License-Identifier: Apache-2.0
#pragma once
/*
 * A transaction that runs named statements.
 *
 * A `struct store` is one connection, used by one thread (a lane or a reader) at a time; a `struct
 * tx` is its running transaction. Statements live in .sql files beside the code that uses them, are
 * embedded at build as `const struct sql SQL_<name>` (tools/embed_sql.py writes sql_<folder>.h),
 * and are prepared on first use. $1.. are the parameters; one text serves SQLite and PostgreSQL, a
 * `.pg.sql` beside it may override a statement by name.
 *
 * Units: ids, money (minor units) and times (UTC µs) are 64-bit integers; words are TEXT. An unset
 * instant (0) is stored as NULL by AT_OR_NULL and read back as 0.
 *
 * It says no with enum err: ERR_NONE (tx_one found no row), ERR_CONFLICT (a unique or check
 * constraint), ERR_AGAIN (serialisation failure, deadlock, busy: the caller reruns the whole
 * transaction), ERR_TIMEOUT (a read past its deadline), ERR_UNCERTAIN (connection lost, or the disk
 * failed, during COMMIT), ERR_STORE (anything else; details are logged by the adapter). After
 * ERR_CONFLICT inside PostgreSQL the transaction is dead unless tx_save/tx_undo surround the
 * statement: prefer ON CONFLICT.
 */
#include "base/arena.h"
#include "base/text.h"
#include "base/time.h"

struct store;
struct tx;

/* Lives as long as the program: adapters know what they prepared by its address. */
struct sql {
	const char *name;
	const char *text;     /* with $1.. */
	const char *postgres; /* NULL: the same text */
	int parameters;
	bool locks;    /* "-- lock" in the .sql file: FOR UPDATE is appended on PostgreSQL */
	unsigned slot; /* dense number, for the adapter's table of prepared statements */
};

/* ---- parameters ------------------------------------------------------------------------ */
struct arg {
	enum { ARG_NUM, ARG_TEXT, ARG_NULL } kind;
	int64_t num;
	text chars;
};

#define NUM(n) ((struct arg){ ARG_NUM, (int64_t)(n), { NULL, 0 } })
#define ID(id) NUM((id).n)
#define ID_OR_NULL(id) ((id).n ? ID(id) : (struct arg){ ARG_NULL, 0, { NULL, 0 } })
#define AT(at) NUM((at).us)
#define AT_OR_NULL(at) ((at).us ? AT(at) : (struct arg){ ARG_NULL, 0, { NULL, 0 } })
#define LENGTH(s) NUM((s).us)
#define WORDS(chars) ((struct arg){ ARG_TEXT, 0, text_of(chars) }) /* NULL chars: SQL NULL */
#define TEXT_ARG(t) ((struct arg){ ARG_TEXT, 0, (t) })             /* NO_TEXT: SQL NULL */
#define NOTHING ((struct arg){ ARG_NULL, 0, { NULL, 0 } })

struct args {
	const struct arg *at;
	size_t count;
};
#define ARGS(...) \
	((struct args){ (const struct arg[]){ __VA_ARGS__ }, \
	                sizeof((const struct arg[]){ __VA_ARGS__ }) / sizeof(struct arg) })
#define NO_ARGS ((struct args){ NULL, 0 })

/* ---- rows into structs: one entry per selected column, in the order of the SELECT ------ */
struct column {
	enum {
		COLUMN_IS_END,
		COLUMN_IS_NUM64, /* int64_t, ids, instants, spans; NULL reads as 0 */
		COLUMN_IS_NUM32, /* int32_t */
		COLUMN_IS_BOOL,  /* bool from 0/1 */
		COLUMN_IS_CHARS, /* char[size], terminated; too long is a broken promise; NULL reads as ""
		                  */
		COLUMN_IS_TEXT,  /* text, copied into the transaction's arena; NULL reads as NO_TEXT */
		COLUMN_IS_WORD   /* an enum (int) from its NULL-terminated list of words; unknown word:
		                    ERR_STORE */
	} kind;
	size_t offset, size;
	const char *const *words;
};

#define COLUMN_NUM(type, field) \
	{ \
		sizeof(((type *)0)->field) == 8 ? COLUMN_IS_NUM64 : COLUMN_IS_NUM32, \
			offsetof(type, field), sizeof(((type *)0)->field), NULL \
	}
#define COLUMN_ID(type, field) \
	{ \
		COLUMN_IS_NUM64, offsetof(type, field), 8, NULL \
	}
#define COLUMN_AT(type, field) \
	{ \
		COLUMN_IS_NUM64, offsetof(type, field), 8, NULL \
	}
#define COLUMN_BOOL(type, field) \
	{ \
		COLUMN_IS_BOOL, offsetof(type, field), sizeof(bool), NULL \
	}
#define COLUMN_CHARS(type, field) \
	{ \
		COLUMN_IS_CHARS, offsetof(type, field), sizeof(((type *)0)->field), NULL \
	}
#define COLUMN_TEXT(type, field) \
	{ \
		COLUMN_IS_TEXT, offsetof(type, field), sizeof(text), NULL \
	}
#define COLUMN_WORD(type, field, list) \
	{ \
		COLUMN_IS_WORD, offsetof(type, field), sizeof(int), (list) \
	}
#define COLUMN_END \
	{ \
		COLUMN_IS_END, 0, 0, NULL \
	}

/* ---- running statements ---------------------------------------------------------------- */
/*
 * Runs a statement that returns nothing. `changed` is the number of rows touched; NULL: nobody
 * waits, and over a network the failure may be told by a later statement or by COMMIT.
 */
NODISCARD enum err tx_run(struct tx *tx, const struct sql *sql, struct args args, int64_t *changed);
/* Exactly the first row. ERR_NONE: no row. `out` is written only on success. */
NODISCARD enum err tx_one(struct tx *tx, const struct sql *sql, struct args args,
                          const struct column *columns, void *out);

struct rows {
	void *at; /* array of `row_bytes` structs in the transaction's arena */
	size_t count;
};
/* All rows, at most `most` (more: ERR_LIMIT; put a LIMIT into the statement). */
NODISCARD enum err tx_all(struct tx *tx, const struct sql *sql, struct args args,
                          const struct column *columns, size_t row_bytes, size_t most,
                          struct rows *out);
/* A single number, such as a count or a sum; NULL reads as 0. ERR_NONE: no row. */
NODISCARD enum err tx_number(struct tx *tx, const struct sql *sql, struct args args, int64_t *out);

struct arena *tx_arena(struct tx *tx);
/* True on a reader's connection: a write is a broken promise. */
bool tx_is_read_only(const struct tx *tx);

/* ---- connections and transactions (the engine's and the readers' part) ----------------- */
struct store_config {
	const char *url; /* "sqlite:/var/lib/ringback/ringback.db", "sqlite::memory:" or
	                    "postgresql://…" / "host=…" */
	bool read_only;
	span deadline; /* of one read; 0: none */
};

/* Each adapter registers one; the daemon picks by the url's scheme. */
struct store_driver {
	const char *scheme;
	enum err (*open)(const struct store_config *config, struct store **out);
};

struct store_ops;
/* What an adapter's connection begins with. */
struct store {
	const struct store_ops *ops;
	bool read_only;
};

struct tx {
	struct store *store;
	struct arena *arena;
};

/* A cursor the generic code above drives; every function is called by tx_* only, in this order. */
struct store_ops {
	enum err (*begin)(struct store *store);
	enum err (*commit)(struct store *store);
	void (*rollback)(struct store *store);
	enum err (*save)(struct store *store); /* a savepoint; they nest one deep */
	enum err (*keep)(struct store *store); /* release it */
	void (*undo)(struct store *store);     /* roll back to it and release */
	/* Runs without waiting for the answer; NULL: this database has no way to. */
	enum err (*post)(struct store *store, const struct sql *sql, struct args args);
	/* Binds and starts; `*has_row` says whether a first row is there. */
	enum err (*start)(struct store *store, const struct sql *sql, struct args args, bool *has_row);
	enum err (*next)(struct store *store, bool *has_row);
	bool (*is_null)(struct store *store, int column);
	int64_t (*number)(struct store *store, int column);
	text (*chars)(struct store *store, int column); /* valid until next/finish */
	int (*columns)(
		struct store *store); /* of the running statement; checked against the column table */
	void (*finish)(struct store *store, int64_t *changed);
	enum err (*script)(struct store *store, const char *sql); /* migrations: several statements */
	enum err (*backup)(struct store *store, const char *path);
	bool (*is_sound)(
		struct store *store); /* false after a failed COMMIT or lost connection: reopen */
	const char *(*dialect)(struct store *store); /* "sqlite" or "postgres" */
	void (*idle)(struct store *store); /* nothing to do for a moment: checkpoint and the like */
	/* Waits for another node's hint, for `fd` (-1: none) to be readable, or until the time is over.
	 */
	bool (*wait_hint)(struct store *store, int fd, span most_wait);
	void (*close)(struct store *store);
};

NODISCARD enum err tx_begin(struct store *store, struct arena *arena, struct tx *out);
NODISCARD enum err tx_commit(struct tx *tx);
void tx_rollback(struct tx *tx);
NODISCARD enum err tx_save(struct tx *tx);
NODISCARD enum err tx_keep(struct tx *tx);
void tx_undo(struct tx *tx);
void store_close(struct store *store);

/* Picks the driver by the url's scheme; "name=value …" is PostgreSQL's. ERR_CONFIG: no driver takes
 * this url. */
NODISCARD enum err store_open(const struct store_driver *const *drivers, size_t count,
                              const struct store_config *config, struct store **out);
/*
 * For whoever follows the event table, outside a transaction: returns when another node wrote
 * events (true), when `fd` is readable (an in-process nudge), or after `most_wait`. A hint may be
 * missing or too many: look anyway.
 */
bool store_wait_hint(struct store *store, int fd, span most_wait);
