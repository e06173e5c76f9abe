// SPDX-License-Identifier: Apache-2.0
#pragma once
/*
 * A lane: one store connection on which messages are decided, one at a time, in the order they
 * came.
 *
 * One turn drains a batch of messages, each in a savepoint, looks at due alarms, commits once, and
 * then replies and gives the orders (SQLite: group commit). Where transactions run in parallel
 * (PostgreSQL) each message has its own. Owned by its thread; only `box` is shared. Used by
 * engine.c and by the simulator, which calls lane_turn itself.
 */
#include <stdatomic.h>

#include "base/mailbox.h"
#include "engine/engine.h"

enum message_kind { MESSAGE_WORK, MESSAGE_NEWS, MESSAGE_WAKE };

struct message {
	enum message_kind kind;
	union {
		struct work *work;
		struct news news;
		advisor_id advisor;
	};
};

struct kept_rules;

/* What all lanes of an engine share; read-only but for the atomics. */
struct lanes {
	struct engine_config config;    /* its rules: with what operators have set; read atomically */
	const struct rules *given;      /* in use until the settings were read */
	const struct rules *configured; /* of the file alone; atomically too */
	struct kept_rules *kept;        /* all that were ever handed out, freed at the end */
	_Atomic unsigned rules_wanted, rules_used; /* unequal: they are to be read anew */
	const struct store_driver *driver;
	const struct phone_port *phone;
	int64_t node, token;
	unsigned count;
	bool grouped; /* many messages in one COMMIT */
	_Atomic bool paid_calls_stopped, draining;
	_Atomic bool taken_over; /* another process is this node now: nothing is decided any more */
	_Atomic uint64_t committed;
	_Atomic int64_t live_legs;
};

struct lane;

/* Opens the connection; the arena and the mailbox are the lane's. */
NODISCARD enum err lane_open(struct lanes *lanes, unsigned number, struct lane **out);
void lane_close(struct lane *lane);

/* Any thread. False: full. */
NODISCARD bool lane_put(struct lane *lane, const struct message *message);
void lane_put_last(struct lane *lane, const struct message *message);
size_t lane_waiting(struct lane *lane);
void lane_stop(struct lane *lane);

/*
 * One turn: up to a batch of messages and the alarms that are due. Returns how many messages and
 * alarms were handled. A failed COMMIT answers its whole batch with the error and closes the
 * connection; later turns try to reopen it.
 */
size_t lane_turn(struct lane *lane);
/* How long there is nothing to do unless a message comes; at least 0, at most one second. */
span lane_rest(struct lane *lane);
/* The earliest alarm that the last turn saw; NEVER: none. */
instant lane_next_alarm(const struct lane *lane);
/* Turns until the mailbox is stopped and empty: the thread's body. */
void lane_run(struct lane *lane);
bool lane_is_sound(struct lane *lane);
/* The same as of the last turn, from any thread. */
bool lane_health(struct lane *lane);

/*
 * From now on the rules are those of the file with what operators have set on top. A lane does it
 * after COMMIT of a change, before anybody is told that it was made.
 */
NODISCARD enum err lane_use_settings(struct lane *lane);
void lanes_forget_rules(struct lanes *lanes);

/*
 * Before the first turn: ends what the node's former process left half-way, wakes every advisor who
 * takes calls.
 */
NODISCARD enum err lane_heal(struct lane *lane);
/* Registers the node and takes the next fencing token. */
NODISCARD enum err lane_register_node(struct lane *lane);
