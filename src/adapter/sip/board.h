// SPDX-License-Identifier: Apache-2.0
#pragma once
/*
 * The trunks' states as other threads may see them: the phone thread writes, anybody reads a whole
 * copy, nobody waits. A copy that was being written while it was read is read again.
 */
#include "adapter/sip/sip.h"

struct board;

struct board *board_open(void);
void board_close(struct board *board);
void board_write(struct board *board, unsigned trunk, const struct sip_trunk_status *status);
struct sip_trunk_status board_read(struct board *board, unsigned trunk);
