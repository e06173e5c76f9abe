// SPDX-License-Identifier: Apache-2.0
#pragma once
/*
 * The store on SQLite: the default, one file, one writer.
 *
 * `sqlite:/path/to/file.db` or `sqlite::memory:` (private to its connection). A connection belongs
 * to one thread at a time. Writers keep WAL with synchronous=FULL, so COMMIT returns after the
 * fsync; readers see the last commit and never wait for the writer. After a COMMIT that failed, or
 * a disk that did, is_sound says no and everything is refused until the connection is opened again:
 * a failed fsync is never asked twice. It says no as port/store.h describes, ERR_TIMEOUT when a
 * read outlives its deadline, ERR_UNCERTAIN when the disk failed under a COMMIT (the rows may come
 * back when the log is read again).
 */
#include "port/store.h"

extern const struct store_driver SQLITE_DRIVER;

/* The same with a named VFS of SQLite: tests break disks with it. NULL: the default. */
NODISCARD enum err sqlite_open_on(const struct store_config *config, const char *vfs,
                                  struct store **out);
