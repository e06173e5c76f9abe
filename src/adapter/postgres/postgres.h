// SPDX-License-Identifier: Apache-2.0
#pragma once
/*
 * The store on PostgreSQL 15 or newer: shared by several lanes and several nodes.
 *
 * The url is libpq's: "postgresql://user@host/db" or "host=… dbname=…". A connection belongs to one
 * thread at a time. Writers run READ COMMITTED and lock rows by statements marked "-- lock";
 * readers run one snapshot per transaction. A statement that failed inside a transaction has killed
 * it unless a savepoint surrounds it. It says no as port/store.h describes: ERR_AGAIN for 40001,
 * 40P01 and 55P03, ERR_CONFLICT for class 23, ERR_TIMEOUT for a statement past its deadline,
 * ERR_UNCERTAIN and no longer sound when the connection went during COMMIT. Backup is
 * ERR_UNSUPPORTED: operators use pg_dump, which knows the server.
 */
#include "port/store.h"

#define POSTGRES_LEAST_VERSION 150000
#define POSTGRES_HINT_CHANNEL "ringback_event"

extern const struct store_driver POSTGRES_DRIVER;
