// SPDX-License-Identifier: Apache-2.0
/*
 * The references of the figures about storage, one JSON object each.
 *
 *     bare fsync FOLDER MS
 *     bare sqlite FOLDER MS BATCH ROWS
 *     bare postgres URL MS CONNECTIONS ROWS
 */
#include <stdio.h>
#include <string.h>

#include "bare_store.h"
#include "base/text.h"

static bool numbers(int words, char **word, int first, int64_t out[3])
{
	for (int i = first; i < words && i < first + 3; i++)
		if (text_number(text_of(word[i]), 1, 100000, &out[i - first]) != OK)
			return false;
	return true;
}

int main(int words, char **word)
{
	struct bare_figure figure;
	int64_t number[3] = { 0, 1, 1 };
	enum err err = ERR_MALFORMED;

	if (words >= 4 && numbers(words, word, 3, number)) {
		struct bare_load load = { (unsigned)number[1], (unsigned)number[2] };

		if (strcmp(word[1], "fsync") == 0)
			err = bare_fsync(word[2], MILLISECONDS(number[0]), &figure);
		else if (strcmp(word[1], "sqlite") == 0)
			err = bare_sqlite(word[2], load, MILLISECONDS(number[0]), &figure);
		else if (strcmp(word[1], "postgres") == 0)
			err = bare_postgres(word[2], load, MILLISECONDS(number[0]), &figure);
	}
	if (err != OK) {
		fprintf(stderr, "usage: bare fsync FOLDER MS | sqlite FOLDER MS BATCH ROWS |"
		                " postgres URL MS CONNECTIONS ROWS\n");
		return 1;
	}
	printf("{\"messages\":%lld,\"commits\":%lld,\"per_second\":%lld,\"commit_p50_us\":%lld,"
	       "\"commit_p99_us\":%lld}\n",
	       (long long)figure.messages, (long long)figure.commits, (long long)bare_rate(&figure),
	       (long long)figure.commit_p50.us, (long long)figure.commit_p99.us);
	return 0;
}
