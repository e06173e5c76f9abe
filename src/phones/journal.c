// SPDX-License-Identifier: Apache-2.0
/* JSON lines into a file and to a listener. */
#include "phones/journal.h"

#include "base/arena.h"
#include "phones/reactor.h"

#include <stdlib.h>
#include <string.h>

struct journal {
	FILE *file;
	struct journal_listener listener;
	struct arena *arena;
	struct text_buf line;
	struct json json;
	const char *event, *number;
	bool told_failure;
};

enum err journal_open(const char *path, struct journal **out)
{
	struct journal *journal = calloc(1, sizeof *journal);

	must(journal != NULL);
	if (path && path[0]) {
		journal->file = strcmp(path, "-") == 0 ? stdout : fopen(path, "ae");
		if (!journal->file) {
			free(journal);
			return ERR_IO;
		}
	}
	journal->arena = arena_open(8192);
	*out = journal;
	return OK;
}

void journal_close(struct journal *journal)
{
	if (!journal)
		return;
	journal_flush(journal);
	if (journal->file && journal->file != stdout)
		(void)fclose(journal->file);
	arena_close(journal->arena);
	free(journal);
}

void journal_listen(struct journal *journal, struct journal_listener listener)
{
	journal->listener = listener;
}

struct json *journal_begin(struct journal *journal, const char *event, const char *number)
{
	instant now = reactor_utc();

	must(journal->event == NULL);
	journal->event = event;
	journal->number = number;
	arena_empty(journal->arena);
	text_buf_init(&journal->line, journal->arena);
	json_init(&journal->json, &journal->line);
	json_object(&journal->json);
	json_put_instant(&journal->json, "at", now);
	json_put_number(&journal->json, "at_us", now.us);
	if (number)
		json_put_chars(&journal->json, "number", number);
	json_put_chars(&journal->json, "event", event);
	return &journal->json;
}

void journal_end(struct journal *journal)
{
	const char *event = journal->event;

	must(event != NULL);
	journal->event = NULL;
	json_end(&journal->json);
	text_buf_chars(&journal->line, "\n");
	text line = text_buf_text(&journal->line);

	if (journal->file && fwrite(line.at, 1, line.length, journal->file) != line.length &&
	    !journal->told_failure) {
		journal->told_failure = true;
		(void)fprintf(stderr, "ringback phones: the log cannot be written\n");
	}
	if (journal->listener.line)
		journal->listener.line(journal->listener.ctx, event, journal->number, line);
}

void journal_flush(struct journal *journal)
{
	if (journal->file)
		(void)fflush(journal->file);
}

void journal_clean(text wire, char *out, size_t size)
{
	size_t length = wire.length < size - 1 ? wire.length : size - 1;

	must(size > 0);
	if (text_is_utf8(wire)) {
		text_fit(wire, out, size);
		return;
	}
	for (size_t i = 0; i < length; i++)
		out[i] = (char)(wire.at[i] >= 0x20 && wire.at[i] < 0x7f ? wire.at[i] : '?');
	out[length] = 0;
}
