// SPDX-License-Identifier: Apache-2.0
#include "daemon/config/nearest.h"
#include "base/err.h"

#include <string.h>

enum { WORD_MOST = 64, FAR = 1000 };

static size_t least_of(size_t a, size_t b)
{
	return a < b ? a : b;
}

static size_t letter_cost(const char *a, const char *b, size_t i, size_t j,
                          size_t cell[][WORD_MOST])
{
	size_t same = a[i - 1] == b[j - 1] ? 0 : 1;
	size_t cost = least_of(cell[i - 1][j] + 1, cell[i][j - 1] + 1);

	cost = least_of(cost, cell[i - 1][j - 1] + same);
	if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
		cost = least_of(cost, cell[i - 2][j - 2] + 1);
	return cost;
}

size_t nearest_distance(const char *a, const char *b)
{
	size_t cell[WORD_MOST][WORD_MOST];
	size_t la = strlen(a), lb = strlen(b);

	if (la >= WORD_MOST || lb >= WORD_MOST)
		return FAR;
	for (size_t i = 0; i <= la; i++)
		cell[i][0] = i;
	for (size_t j = 0; j <= lb; j++)
		cell[0][j] = j;
	for (size_t i = 1; i <= la; i++)
		for (size_t j = 1; j <= lb; j++)
			cell[i][j] = letter_cost(a, b, i, j, cell);
	return cell[la][lb];
}

const char *nearest_word(const char *word, const char *const *known, size_t count)
{
	const char *best = NULL;
	size_t bar = strlen(word) / 3 + 1;
	size_t near = bar + 1;

	for (size_t i = 0; i < count; i++) {
		size_t d = nearest_distance(word, known[i]);

		if (d < near) {
			near = d;
			best = known[i];
		}
	}
	return near <= bar ? best : NULL;
}
