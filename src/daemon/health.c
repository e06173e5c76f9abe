// SPDX-License-Identifier: Apache-2.0
#include "daemon/health.h"

#include <string.h>
#include <sys/statvfs.h>

enum row { ROW_STORE, ROW_LEDGER, ROW_LANES, ROW_DISK, ROW_TAKING, ROW_TRUNKS, ROWS };
enum { LANE_WAITING_MOST = 2048, DISK_LEAST_MIB = 64 };

static const struct {
	const char *name, *fix;
} FIXED[] = {
	[ROW_STORE] = { "store", "a COMMIT or the connection failed: see the log, mend disk or "
	                         "database, restart" },
	[ROW_LEDGER] = { "ledger",
	                 "new paid calls are stopped: run `ringback ledger verify` and ask for help" },
	[ROW_LANES] = { "lanes",
	                "more comes in than the store takes: look at ringback_storage_commit_seconds" },
	[ROW_DISK] = { "disk", "less than 64 MiB are free in server.data_dir: make room" },
	[ROW_TAKING] = { "taking calls", "the daemon is stopping: wait for it to start again" },
	[ROW_TRUNKS] = { "trunks",
	                 "no trunk answers OPTIONS: check sip.trunks, the network and the provider" },
};
_Static_assert(COUNT(FIXED) == ROWS && ROWS <= HEALTH_ROWS_MOST, "a row for each");

void health_init(struct health *h, struct engine *engine, struct phone *phone)
{
	memset(h, 0, sizeof(*h));
	h->engine = engine;
	h->phone = phone;
	for (size_t i = 0; i < ROWS; i++)
		atomic_store(&h->rows[i].ok, true);
}

static void put(struct health *h, size_t i, bool ok, instant now)
{
	struct health_row *row = &h->rows[i];

	if (atomic_load(&row->ok) != ok || atomic_load(&row->since_us) == 0)
		atomic_store(&row->since_us, now.us);
	atomic_store(&row->ok, ok);
}

static bool has_room(const char *folder)
{
	struct statvfs fs;

	if (statvfs(folder, &fs))
		return false;
	return (uint64_t)fs.f_bavail * fs.f_frsize / (1 << 20) >= DISK_LEAST_MIB;
}

/*
 * One trunk that answers is enough; a dead one beside it shows in the list of trunks and in the
 * metrics.
 */
static bool a_trunk_answers(const struct health *h)
{
	struct sip_trunk_status trunks[TRUNKS_MOST];
	size_t count = phone_trunks(h->phone, trunks, COUNT(trunks));

	for (size_t i = 0; i < count; i++)
		/* A trunk nobody asks (sip.health_ms = 0) is not known to be down. */
		if ((trunks[i].up || !trunks[i].known) && trunks[i].enrolled)
			return true;
	return count == 0;
}

bool health_look(struct health *h, instant now, const char *data_dir)
{
	struct engine_health e;
	bool well = true;

	engine_health(h->engine, &e);
	put(h, ROW_STORE, e.store_is_sound, now);
	put(h, ROW_LEDGER, e.ledger_is_sound, now);
	put(h, ROW_LANES, e.lane_waiting < LANE_WAITING_MOST, now);
	put(h, ROW_DISK, has_room(data_dir), now);
	put(h, ROW_TAKING, !e.draining, now);
	put(h, ROW_TRUNKS, a_trunk_answers(h), now);
	for (size_t i = 0; i < ROWS; i++)
		well = well && atomic_load(&h->rows[i].ok);
	return well;
}

bool health_is_alive(struct health *h, instant now, span limit)
{
	struct engine_health e;

	engine_health(h->engine, &e);
	if (e.lane_waiting == 0 || e.committed != h->committed) {
		h->committed = e.committed;
		h->moved_at = now;
	}
	return !span_less(limit, instant_since(now, h->moved_at));
}

size_t health_checks(void *ctx, struct http_check *out, size_t most)
{
	struct health *h = ctx;
	size_t count = ROWS < most ? ROWS : most;

	for (size_t i = 0; i < count; i++) {
		struct health_row *row = &h->rows[i];

		out[i] = (struct http_check){ .name = FIXED[i].name,
			                          .ok = atomic_load(&row->ok),
			                          .since = { atomic_load(&row->since_us) },
			                          .fix = FIXED[i].fix };
	}
	return count;
}
