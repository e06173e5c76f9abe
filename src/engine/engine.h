// SPDX-License-Identifier: Apache-2.0
#pragma once
/*
 * The engine: takes one message at a time, decides it in the domain, commits, and only then replies
 * and acts.
 *
 * It owns the lanes (one store connection each; one lane with SQLite, several with PostgreSQL), the
 * readers, and the slow pool. Opened and closed by the daemon's main thread; its ports may be used
 * from any thread between start and close. The simulator opens it without threads and turns the
 * lanes by hand (lane.h).
 *
 * Order: engine_open → open the adapters with the ports below → engine_start → … → engine_stop (no
 * new calls, running ones go on) → engine_close. It says no with enum err; a lane whose COMMIT
 * failed stops acknowledging until its store is reopened.
 */
#include "domain/desk.h"
#include "port/clock.h"
#include "port/phone.h"
#include "port/work.h"

struct engine;

struct engine_config {
	const struct store_driver *const *drivers; /* NULL-terminated; chosen by the url's scheme */
	const char *store_url;
	const struct rules *rules; /* lives as long as the engine, as does every later one */
	const struct number_port *numbers;
	const struct clock_port *clock;
	const char *node_name; /* of this process among those on one database */
	unsigned lanes;        /* 0: 1 on SQLite, 4 on PostgreSQL; at most 8 */
	unsigned readers;      /* read connections and threads; default 2 */
	unsigned slow_threads; /* default 2 */
	size_t batch_most;     /* messages in one COMMIT on SQLite; default 512 */
	size_t mailbox_most;   /* waiting messages of a lane; default 4096 */
	size_t legs_most;      /* live legs of the node: reserved last words; default 20000 */
	span read_deadline;    /* of one query on a reader; default 5 s */
	span check_interval;   /* of the money check while running; default 10 min; 0: only at start */
	uint64_t (*draw)(void *from); /* secrets; NULL: the kernel's. A simulator hands in its seed */
	void *draw_from;
	/* Called on a lane after a COMMIT that wrote events; must not block. May be NULL. */
	void (*on_events)(void *ctx);
	void *on_events_ctx;
};

NODISCARD enum err engine_open(const struct engine_config *config, struct engine **out);

struct work_port engine_work_port(struct engine *engine);
struct news_sink engine_news_sink(struct engine *engine);
void engine_on_events(struct engine *engine, void (*hook)(void *ctx), void *ctx);

/*
 * Heals what a former process of this node left half-way (SETTLED 25), checks the ledger, starts
 * the threads and gives every free advisor the next in line. `phone` lives as long as the engine.
 */
NODISCARD enum err engine_start(struct engine *engine, const struct phone_port *phone);

/*
 * Another file's rules, from each lane's next turn on (SIGHUP); what operators have set stays on
 * top. The old ones may still be read for a while. Any thread.
 */
void engine_use_rules(struct engine *engine, const struct rules *rules);

/* No new calls are begun from now on; running ones go on. */
void engine_drain(struct engine *engine);
/* How many calls have a live leg here. For draining and for status. */
size_t engine_live_legs(const struct engine *engine);

/* Another process has begun as this node; nothing is decided here any more. Any thread. */
bool engine_is_taken_over(const struct engine *engine);

struct engine_health {
	bool store_is_sound;  /* every lane's and reader's connection */
	bool ledger_is_sound; /* the last money check (SETTLED 20) */
	char ledger_why[200];
	bool draining;
	size_t lane_waiting; /* messages in the lanes' mailboxes */
	uint64_t committed;  /* messages since start */
	instant started_at;
	int64_t node, token;
};
void engine_health(struct engine *engine, struct engine_health *out);

/* Ends the threads and closes the store; work still waiting is told ERR_UNAVAILABLE. */
void engine_close(struct engine *engine);
