// SPDX-License-Identifier: Apache-2.0
#pragma once
/* What lane.c and lane_life.c share. Nobody else looks in here. */
#include "engine/lane.h"

/* One decided piece of the running transaction, and what follows from it after COMMIT. */
struct item {
	struct message *message; /* NULL: a wake or an alarm */
	struct order_item *orders;
	bool wrote_event, changed_rules;
	int64_t overtaken;
	enum err err; /* of the piece alone: it was undone */
};

struct lane {
	struct lanes *lanes;
	unsigned number;
	struct store *store; /* NULL while it cannot be opened */
	struct arena *arena;
	struct mailbox *box;
	struct ids ids;
	struct message *batch;
	struct item *items;
	size_t item_count;
	struct wake_item *wakes_wanted;
	instant next_alarm; /* NEVER: there is none */
	bool alarms_read;   /* next_alarm says what the store says */
	instant reopen_at;
	instant renew_at; /* the lease */
	_Atomic bool sound;
	bool sole;                 /* this transaction runs one piece: it needs no savepoint */
	bool undone;               /* and that piece failed */
	instant settings_at;       /* when other nodes' changes are looked for again */
	bool look_again;           /* wakes were lost: see after every advisor who takes calls */
	bool was_stopped;          /* paid calls were, at the last turn */
	struct message *held_back; /* news of a batch whose COMMIT failed, `batch_most` at most */
	size_t held_back_count;
};

void lane_give(struct lane *lane, const struct order *order);
size_t lane_take(struct lane *lane, size_t most);
/* The node is still ours, and stays so until this transaction's end (SAFETY M24). */
NODISCARD enum err lane_hold_node(struct lane *lane, struct tx *tx);
/* The first lane tells the store now and then that the node lives. */
void lane_renew_lease(struct lane *lane);
/* After the node was taken over: work is refused; news are found out by the one who has it. */
size_t lane_drop_all(struct lane *lane);
void lane_retry_later(struct lane *lane, const struct message *message);
size_t lane_refuse_all(struct lane *lane);
bool lane_alarm_is_due(struct lane *lane);
void lane_follow_settings(struct lane *lane);
NODISCARD enum err lane_heal_wakes(struct lane *lane);
