// SPDX-License-Identifier: Apache-2.0
/*
 * The rules everybody reads: the file's with what operators have set on top. A struct that was
 * handed out once stays as it is until the engine is closed, for somebody may still be reading it.
 */
#include <stdlib.h>

#include "domain/setting/setting.h"
#include "engine/lane_inside.h"

#define LOOK_EVERY SECONDS(1)

struct kept_rules {
	struct rules rules;
	struct kept_rules *before;
};

static void keep(struct lanes *lanes, struct kept_rules *kept)
{
	kept->before = lanes->kept;
	lanes->kept = kept;
}

static enum err overlay(struct lane *lane)
{
	struct lanes *lanes = lane->lanes;
	struct kept_rules *kept = calloc(1, sizeof(*kept));
	struct tx tx;
	enum err err;

	must(kept);
	keep(lanes, kept);
	TRY(tx_begin(lane->store, lane->arena, &tx));
	err = setting_overlay(&tx, __atomic_load_n(&lanes->configured, __ATOMIC_ACQUIRE), &kept->rules);
	tx_rollback(&tx);
	TRY(err);
	__atomic_store_n(&lanes->config.rules, &kept->rules, __ATOMIC_RELEASE);
	return OK;
}

/*
 * One lane reads, the others wait for it: none of them decides by rules that are known to be old.
 */
enum err lane_use_settings(struct lane *lane)
{
	struct lanes *lanes = lane->lanes;
	enum err err;

	must(pthread_mutex_lock(&lanes->rules_lock) == 0);
	unsigned wanted = atomic_load(&lanes->rules_wanted);

	err = overlay(lane);
	if (err == OK)
		atomic_store(&lanes->rules_used, wanted);
	must(pthread_mutex_unlock(&lanes->rules_lock) == 0);
	return err;
}

static enum err version_in_store(struct lane *lane, int64_t *version)
{
	struct tx tx;
	enum err err;

	TRY(tx_begin(lane->store, lane->arena, &tx));
	err = setting_version(&tx, version);
	tx_rollback(&tx);
	return err;
}

/* What was set on another node of the same database is seen within a second or so. */
static bool is_behind(struct lane *lane)
{
	const struct clock_port *clock = lane->lanes->config.clock;
	instant now = clock->utc(clock->ctx);
	const struct rules *rules = __atomic_load_n(&lane->lanes->config.rules, __ATOMIC_ACQUIRE);
	int64_t version;

	if (lane->lanes->grouped || lane->number != 0 || instant_before(now, lane->settings_at))
		return false;
	lane->settings_at = instant_add(now, LOOK_EVERY);
	return version_in_store(lane, &version) == OK && version != rules->version;
}

void lane_follow_settings(struct lane *lane)
{
	struct lanes *lanes = lane->lanes;
	bool old = atomic_load(&lanes->rules_used) != atomic_load(&lanes->rules_wanted);

	if (!old && !is_behind(lane))
		return;
	if (lane_use_settings(lane) != OK)
		atomic_fetch_add(&lanes->rules_wanted, 1); /* at the next turn again */
}

void lanes_forget_rules(struct lanes *lanes)
{
	while (lanes->kept) {
		struct kept_rules *before = lanes->kept->before;

		free(lanes->kept);
		lanes->kept = before;
	}
}
