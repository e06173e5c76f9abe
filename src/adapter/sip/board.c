// SPDX-License-Identifier: Apache-2.0
#include "adapter/sip/board.h"

#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>

#define WORDS ((sizeof(struct sip_trunk_status) + 7) / 8)

struct place {
	atomic_uint turn; /* odd while it is written */
	_Atomic uint64_t words[WORDS];
};

struct board {
	struct place places[TRUNKS_MOST];
};

struct board *board_open(void)
{
	struct board *board = calloc(1, sizeof(*board));

	must(board != NULL);
	return board;
}

void board_close(struct board *board)
{
	free(board);
}

void board_write(struct board *board, unsigned trunk, const struct sip_trunk_status *status)
{
	struct place *p;
	uint64_t words[WORDS] = { 0 };

	must(trunk < TRUNKS_MOST);
	p = &board->places[trunk];
	memcpy(words, status, sizeof(*status));
	atomic_fetch_add(&p->turn, 1);
	for (size_t i = 0; i < WORDS; i++)
		atomic_store(&p->words[i], words[i]);
	atomic_fetch_add(&p->turn, 1);
}

struct sip_trunk_status board_read(struct board *board, unsigned trunk)
{
	struct sip_trunk_status status;
	struct place *p;
	uint64_t words[WORDS];
	unsigned before;

	must(trunk < TRUNKS_MOST);
	p = &board->places[trunk];
	do {
		before = atomic_load(&p->turn);
		for (size_t i = 0; i < WORDS; i++)
			words[i] = atomic_load(&p->words[i]);
	} while (before % 2 || atomic_load(&p->turn) != before);
	// cppcheck-suppress uninitvar ; the loop above runs at least once and writes all of them
	memcpy(&status, words, sizeof(status));
	return status;
}
