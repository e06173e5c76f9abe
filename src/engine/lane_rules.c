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
	struct rules rules; /* first: what is handed out is known again by its address */
	unsigned asked;     /* for which mark of a change they were read */
	struct kept_rules *before;
};

static void keep(struct lanes *lanes, struct kept_rules *kept)
{
	kept->before = __atomic_load_n(&lanes->kept, __ATOMIC_ACQUIRE);
	while (!__atomic_compare_exchange_n(&lanes->kept, &kept->before, kept, false, __ATOMIC_ACQ_REL,
	                                    __ATOMIC_ACQUIRE))
		continue;
}

/* Marks go round; what is less than half a round ahead is later. */
static bool is_later(const struct lanes *lanes, const struct kept_rules *fresh,
                     const struct rules *now)
{
	if (now == lanes->given)
		return true;

	const struct kept_rules *kept = (const struct kept_rules *)now;

	if (fresh->asked != kept->asked)
		return (int)(fresh->asked - kept->asked) > 0;
	return fresh->rules.version >= kept->rules.version;
}

/* Another lane may have read later ones meanwhile: those stay. */
static void hand_out(struct lanes *lanes, const struct kept_rules *fresh)
{
	const struct rules *now = __atomic_load_n(&lanes->config.rules, __ATOMIC_ACQUIRE);

	while (is_later(lanes, fresh, now))
		if (__atomic_compare_exchange_n(&lanes->config.rules, &now, &fresh->rules, false,
		                                __ATOMIC_ACQ_REL, __ATOMIC_ACQUIRE))
			break;
	atomic_store(&lanes->rules_used, fresh->asked);
}

/* Lanes that see the same mark each read for themselves: none decides by rules known to be old. */
enum err lane_use_settings(struct lane *lane)
{
	struct lanes *lanes = lane->lanes;
	struct kept_rules *kept = calloc(1, sizeof(*kept));
	struct tx tx;
	enum err err;

	must(kept);
	keep(lanes, kept);
	kept->asked = atomic_load(&lanes->rules_wanted);
	TRY(tx_begin(lane->store, lane->arena, &tx));
	err = setting_overlay(&tx, __atomic_load_n(&lanes->configured, __ATOMIC_ACQUIRE), &kept->rules);
	tx_rollback(&tx);
	TRY(err);
	hand_out(lanes, kept);
	return OK;
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
