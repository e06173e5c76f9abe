// SPDX-License-Identifier: Apache-2.0
/*
 * The half of the store that is the same for every database: transactions, and rows into structs.
 */
#include "port/store.h"

#include <string.h>

/* ---- transactions ---------------------------------------------------------------------- */
enum err tx_begin(struct store *store, struct arena *arena, struct tx *out)
{
	must(store && arena);
	if (!store->ops->is_sound(store))
		return ERR_STORE;
	TRY(store->ops->begin(store));
	*out = (struct tx){ .store = store, .arena = arena };
	return OK;
}

static struct store *end(struct tx *tx)
{
	must(tx->store); /* ended once already */
	struct store *store = tx->store;

	tx->store = NULL;
	return store;
}

enum err tx_commit(struct tx *tx)
{
	struct store *store = end(tx);

	return store->ops->commit(store);
}

void tx_rollback(struct tx *tx)
{
	struct store *store = end(tx);

	store->ops->rollback(store);
}

enum err tx_save(struct tx *tx)
{
	return tx->store->ops->save(tx->store);
}

enum err tx_keep(struct tx *tx)
{
	return tx->store->ops->keep(tx->store);
}

void tx_undo(struct tx *tx)
{
	tx->store->ops->undo(tx->store);
}

struct arena *tx_arena(struct tx *tx)
{
	return tx->arena;
}

bool tx_is_read_only(const struct tx *tx)
{
	return tx->store->read_only;
}

/* ---- one row into one struct ----------------------------------------------------------- */
static int word_at(const char *const *words, text word)
{
	for (int i = 0; words[i]; i++)
		if (text_is(word, words[i]))
			return i;
	return -1;
}

static int columns_count(const struct column *columns)
{
	int count = 0;

	while (columns[count].kind != COLUMN_IS_END)
		count++;
	return count;
}

/* Only a word can be wrong in a way that is not our own mistake: somebody else wrote the row. */
static enum err row_check(struct store *store, const struct column *columns)
{
	for (int i = 0; columns[i].kind != COLUMN_IS_END; i++)
		if (columns[i].kind == COLUMN_IS_WORD &&
		    word_at(columns[i].words, store->ops->chars(store, i)) < 0)
			return ERR_STORE;
	return OK;
}

static void chars_read(struct store *store, int i, const struct column *column, char *out)
{
	text value = store->ops->chars(store, i);

	must(value.length < column->size);
	memset(out, 0, column->size);
	if (value.length > 0)
		memcpy(out, value.at, value.length);
}

static void number_read(struct store *store, int i, const struct column *column, char *out)
{
	int64_t value = store->ops->is_null(store, i) ? 0 : store->ops->number(store, i);

	if (column->kind == COLUMN_IS_NUM64) {
		memcpy(out, &value, sizeof value);
	} else if (column->kind == COLUMN_IS_NUM32) {
		must(value >= INT32_MIN && value <= INT32_MAX);
		int32_t small = (int32_t)value;

		memcpy(out, &small, sizeof small);
	} else {
		must(value == 0 || value == 1);
		bool truth = value == 1;

		memcpy(out, &truth, sizeof truth);
	}
}

static void column_read(struct tx *tx, int i, const struct column *column, char *out)
{
	struct store *store = tx->store;

	switch (column->kind) {
	case COLUMN_IS_CHARS: chars_read(store, i, column, out); break;
	case COLUMN_IS_TEXT: {
		text value = store->ops->is_null(store, i)
		                 ? NO_TEXT
		                 : text_copy(tx->arena, store->ops->chars(store, i));

		memcpy(out, &value, sizeof value);
		break;
	}
	case COLUMN_IS_WORD: {
		int word = word_at(column->words, store->ops->chars(store, i));

		memcpy(out, &word, sizeof word);
		break;
	}
	case COLUMN_IS_NUM64:
	case COLUMN_IS_NUM32:
	case COLUMN_IS_BOOL:
	case COLUMN_IS_END: number_read(store, i, column, out); break;
	}
}

static enum err row_read(struct tx *tx, const struct column *columns, void *out)
{
	TRY(row_check(tx->store, columns));
	for (int i = 0; columns[i].kind != COLUMN_IS_END; i++)
		column_read(tx, i, &columns[i], (char *)out + columns[i].offset);
	return OK;
}

/* ---- statements ------------------------------------------------------------------------ */
static enum err start(struct tx *tx, const struct sql *sql, struct args args, bool *has_row)
{
	must(tx->store);
	must((int)args.count == sql->parameters);
	return tx->store->ops->start(tx->store, sql, args, has_row);
}

enum err tx_run(struct tx *tx, const struct sql *sql, struct args args, int64_t *changed)
{
	const struct store_ops *ops = tx->store->ops;
	int64_t touched = 0;
	bool has_row = false;

	must(!tx->store->read_only);
	if (!changed && ops->post) {
		must((int)args.count == sql->parameters);
		return ops->post(tx->store, sql, args);
	}
	TRY(start(tx, sql, args, &has_row));
	while (has_row)
		TRY(ops->next(tx->store, &has_row));
	ops->finish(tx->store, &touched);
	if (changed)
		*changed = touched;
	return OK;
}

enum err tx_one(struct tx *tx, const struct sql *sql, struct args args,
                const struct column *columns, void *out)
{
	const struct store_ops *ops = tx->store->ops;
	bool has_row = false;

	TRY(start(tx, sql, args, &has_row));
	must(ops->columns(tx->store) == columns_count(columns));
	enum err err = has_row ? row_read(tx, columns, out) : ERR_NONE;

	ops->finish(tx->store, NULL);
	return err;
}

/* Room for one more; the old array stays in the arena until the task is over. */
static void rows_grow(struct arena *arena, struct rows *rows, size_t *room, size_t row_bytes)
{
	size_t more = *room ? *room * 2 : 16;
	char *grown = arena_take(arena, more * row_bytes);

	if (rows->count > 0)
		memcpy(grown, rows->at, rows->count * row_bytes);
	rows->at = grown;
	*room = more;
}

static enum err rows_read(struct tx *tx, const struct column *columns, size_t row_bytes,
                          size_t most, struct rows *rows)
{
	size_t room = 0;

	for (bool has_row = true; has_row;) {
		if (rows->count == most)
			return ERR_LIMIT;
		if (rows->count == room)
			rows_grow(tx->arena, rows, &room, row_bytes);
		TRY(row_read(tx, columns, (char *)rows->at + rows->count * row_bytes));
		rows->count++;
		enum err err = tx->store->ops->next(tx->store, &has_row);

		if (err != OK)
			return err;
	}
	return OK;
}

enum err tx_all(struct tx *tx, const struct sql *sql, struct args args,
                const struct column *columns, size_t row_bytes, size_t most, struct rows *out)
{
	const struct store_ops *ops = tx->store->ops;
	struct rows rows = { NULL, 0 };
	bool has_row = false;
	enum err err = OK;

	TRY(start(tx, sql, args, &has_row));
	must(ops->columns(tx->store) == columns_count(columns));
	if (has_row)
		err = rows_read(tx, columns, row_bytes, most, &rows);
	ops->finish(tx->store, NULL);
	if (err == OK)
		*out = rows;
	return err;
}

enum err tx_number(struct tx *tx, const struct sql *sql, struct args args, int64_t *out)
{
	const struct store_ops *ops = tx->store->ops;
	bool has_row = false;
	enum err err = ERR_NONE;

	TRY(start(tx, sql, args, &has_row));
	if (has_row) {
		*out = ops->is_null(tx->store, 0) ? 0 : ops->number(tx->store, 0);
		err = OK;
	}
	ops->finish(tx->store, NULL);
	return err;
}

/* ---- connections ------------------------------------------------------------------------------
 */
static text scheme_of(text url)
{
	text head, tail;

	if (text_cut(url, ':', &head, &tail) && !memchr(head.at, '=', head.length))
		return text_is(head, "postgres") ? TEXT_LITERAL("postgresql") : head;
	return memchr(url.at, '=', url.length) ? TEXT_LITERAL("postgresql") : NO_TEXT;
}

enum err store_open(const struct store_driver *const *drivers, size_t count,
                    const struct store_config *config, struct store **out)
{
	must(config->url);
	text scheme = scheme_of(text_of(config->url));

	for (size_t i = 0; i < count; i++)
		if (text_is(scheme, drivers[i]->scheme))
			return drivers[i]->open(config, out);
	return ERR_CONFIG;
}

bool store_wait_hint(struct store *store, int fd, span most_wait)
{
	return store->ops->wait_hint(store, fd, most_wait);
}

void store_close(struct store *store)
{
	if (store)
		store->ops->close(store);
}
