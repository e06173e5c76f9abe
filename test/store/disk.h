// SPDX-License-Identifier: Apache-2.0
#pragma once
/*
 * A disk for SQLite that can fail and lose power, as a VFS in front of the real one.
 *
 * What was synced is kept as a copy in a second folder; losing power means going on with that
 * folder, where writes without a sync never happened. One test at a time owns it; used from the
 * thread of the connection.
 */
#include "base/err.h"

#define DISK_VFS "failing disk"

struct disk {
	char folder[200];  /* where the files are */
	char durable[200]; /* what would be left of them */
	bool fails;        /* every sync from now on */
	unsigned syncs;
};

void disk_open(struct disk *disk, const char *folder);
void disk_close(struct disk *disk);
