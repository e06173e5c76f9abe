// SPDX-License-Identifier: Apache-2.0
/* Rows under heads on a terminal, one JSON object a row otherwise. */
#include "base/arena.h"
#include "base/json.h"
#include "daemon/cli/cli.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

const char *cli_paint(const struct cli *cli, enum cli_paint paint)
{
	static const char *const PAINTS[] = { "\033[0m",  "\033[1m",  "\033[2m", "\033[32m",
		                                  "\033[31m", "\033[33m", "\033[36m" };

	must(paint < COUNT(PAINTS));
	return cli->color ? PAINTS[paint] : "";
}

void cli_table_init(struct cli_table *table, const struct cli *cli, const char *const *heads,
                    size_t columns)
{
	must(columns > 0 && columns <= CLI_COLUMNS_MOST);
	memset(table, 0, sizeof(*table));
	table->cli = cli;
	table->columns = columns;
	for (size_t i = 0; i < columns; i++)
		table->heads[i] = heads[i];
}

void cli_table_add(struct cli_table *table, const char *const *cells)
{
	if (table->rows == table->room) {
		table->room = table->room ? table->room * 2 : 16;
		table->cells = reallocarray(table->cells, table->room * table->columns, sizeof(char *));
		must(table->cells != NULL);
	}
	for (size_t i = 0; i < table->columns; i++) {
		char *copy = strdup(cells[i] ? cells[i] : "");

		must(copy != NULL);
		table->cells[table->rows * table->columns + i] = copy;
	}
	table->rows++;
}

/* Columns on screen, not bytes: continuation bytes of UTF-8 take no room. */
static size_t width(const char *cell)
{
	size_t n = 0;

	for (; *cell; cell++)
		n += ((unsigned char)*cell & 0xC0) != 0x80;
	return n;
}

static void print_cell(const char *cell, size_t wide, bool last, FILE *to)
{
	(void)fputs(cell, to);
	for (size_t n = width(cell); n < wide + 2 && !last; n++)
		(void)fputc(' ', to);
	if (last)
		(void)fputc('\n', to);
}

static void print_rows(const struct cli_table *t, FILE *to)
{
	size_t wide[CLI_COLUMNS_MOST];

	for (size_t c = 0; c < t->columns; c++) {
		wide[c] = width(t->heads[c]);
		for (size_t r = 0; r < t->rows; r++) {
			size_t w = width(t->cells[r * t->columns + c]);

			wide[c] = w > wide[c] ? w : wide[c];
		}
	}
	(void)fputs(cli_paint(t->cli, PAINT_DIM), to);
	for (size_t c = 0; c < t->columns; c++)
		print_cell(t->heads[c], wide[c], c + 1 == t->columns, to);
	(void)fputs(cli_paint(t->cli, PAINT_PLAIN), to);
	for (size_t r = 0; r < t->rows; r++)
		for (size_t c = 0; c < t->columns; c++)
			print_cell(t->cells[r * t->columns + c], wide[c], c + 1 == t->columns, to);
}

static void print_json(const struct cli_table *t, FILE *to)
{
	struct arena *arena = arena_open(4096);
	struct text_buf buf;
	struct json j;

	for (size_t r = 0; r < t->rows; r++) {
		arena_empty(arena);
		text_buf_init(&buf, arena);
		json_init(&j, &buf);
		json_object(&j);
		for (size_t c = 0; c < t->columns; c++)
			json_put_chars(&j, t->heads[c], t->cells[r * t->columns + c]);
		json_end(&j);
		(void)fprintf(to, "%.*s\n", TEXT(text_buf_text(&buf)));
	}
	arena_close(arena);
}

void cli_table_print(struct cli_table *table, FILE *to)
{
	if (table->cli->json)
		print_json(table, to);
	else
		print_rows(table, to);
	for (size_t i = 0; i < table->rows * table->columns; i++)
		free(table->cells[i]);
	free(table->cells);
	table->cells = NULL;
	table->rows = table->room = 0;
}
