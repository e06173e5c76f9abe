// SPDX-License-Identifier: Apache-2.0
#pragma once
/*
 * The inside of media: what a media thread owns, and the commands it takes. Only for files of this
 * folder.
 *
 * A `struct leg` is memory of exactly one thread at a time: the phone thread makes it and gives it
 * away with COMMAND_OPEN; a media thread gives it to another with COMMAND_ADOPT. A `struct pair` is
 * two joined legs of one thread.
 */
#include "adapter/media/arrival.h"
#include "adapter/media/clips.h"
#include "adapter/media/inband.h"
#include "adapter/media/keys.h"
#include "adapter/media/media.h"
#include "adapter/media/rtp.h"
#include "adapter/media/say.h"
#include "adapter/media/witness.h"
#include "adapter/speech/g711.h"
#include "base/mailbox.h"

#include <pthread.h>

#define MEDIA_FRAME SPEECH_FRAME
#define MEDIA_TICK MILLISECONDS(20)
#define LEG_CHAINS 4096
#define THREADS_MOST 64

struct pair;

enum out_source { OUT_NOTHING, OUT_OWN, OUT_RELAY };
enum key_source { KEY_EVENT, KEY_INBAND, KEY_INFO, KEY_ORDER };

/* What we send to a leg: one stream of ours, whatever it is made of. */
struct out_stream {
	enum out_source source;
	uint32_t ssrc;
	uint16_t next_sequence;
	uint32_t timestamp; /* of the last packet */
	mono sent;
	/* Relay: what to add to the other side's numbers. */
	uint32_t from_ssrc, timestamp_shift;
	uint16_t sequence_shift, first_sequence, last_sequence;
};

struct leg {
	int64_t id, call;
	uint16_t lane;     /* of its ring: where a place is kept for its last word */
	uint32_t sequence; /* of the last news */
	int rtp, rtcp;
	struct leg *next, *before; /* all of the thread */
	struct leg *chain;         /* by id */

	bool has_remote, latched, heard;
	struct media_remote remote;   /* its address may be learnt */
	struct sockaddr_in signalled; /* what the SDP said */
	mono remote_at;
	bool stranger_logged;

	uint32_t packets_in, packets_out;
	mono last_packet, arrived;
	bool probed, lost_told;
	mono probed_at, probe_not_before;

	struct out_stream out;
	struct keys keys;
	struct inband *inband; /* only while needed */
	char last_key;
	enum key_source last_key_source;
	mono last_key_at;

	struct say say;
	bool hang_up_after_say;

	struct pair *pair;
	unsigned side;
	span witnessed; /* of the last join of this call */
};

struct pair {
	int64_t call;
	struct leg *leg[2];
	struct witness witness;
	mono next_meter;
	span told;
};

enum command_kind {
	COMMAND_OPEN,
	COMMAND_REMOTE,
	COMMAND_SAY,
	COMMAND_JOIN,
	COMMAND_LIMIT,
	COMMAND_PART,
	COMMAND_HANG_UP,
	COMMAND_KEY,
	COMMAND_KEY_JOINED, /* pressed elsewhere: means something only while joined */
	COMMAND_ALIVE,
	COMMAND_END,
	COMMAND_MOVE,
	COMMAND_ADOPT,
	COMMAND_CLIP
};

struct command {
	enum command_kind kind;
	int64_t leg;
	int64_t call; /* 0: unchanged */
	union {
		struct leg *who;     /* OPEN, ADOPT: given away */
		struct order *order; /* SAY: given away */
		struct media_remote remote;
		struct {
			int64_t other;
			mono meter_from;
			span already, limit;
		} join;
		span limit;
		char key;
		struct {
			enum leg_end end;
			uint16_t sip_code;
			mono at;
		} end;
		unsigned to; /* MOVE */
		struct {
			uint64_t key;
			struct speech_clip *clip; /* given away */
		} clip;
	};
};

/* A command for a leg that is still on its way from another thread. */
struct stashed {
	struct stashed *next;
	int64_t waits_for;
	struct command command;
};

struct media_thread {
	struct media *media;
	unsigned index;
	pthread_t thread;
	int epoll, timer;
	struct mailbox *box;
	struct clips *clips;
	atomic_uint asked; /* of speech, not answered yet */
	struct leg *legs;
	struct leg *by_id[LEG_CHAINS];
	struct stashed *stash;
	struct news *unsaid; /* the lane was full: told at the next tick */
	size_t unsaid_count;
	int64_t received, sent, strangers;
	unsigned ticks;
	mono now;
	struct arrivals arrivals;
	struct g711 laws;
	uint8_t packet[RTP_MOST];
};

struct routes;

struct media {
	struct media_config config;
	struct news_sink sink;
	struct media_listener listener;
	const struct clock_port *clock;
	struct routes *legs;
	struct routes *calls;
	size_t leg_count; /* phone thread's */
	uint16_t next_port;
	atomic_bool stopping;
	unsigned count;
	struct media_thread threads[THREADS_MOST];
};

/* thread.c */
NODISCARD enum err thread_start(struct media *media, unsigned index, struct speech *speech);
void thread_join(struct media_thread *thread);
void thread_free(struct media_thread *thread); /* after all threads were joined */
struct leg *thread_leg(struct media_thread *thread, int64_t id);
/* command.c: what arrives in the mailbox */
void command_run(struct media_thread *thread, struct command *command);
void command_drop(struct command *command); /* frees what it carries */
void command_stash_drop(struct media_thread *thread);
/* news.c: stamps and sends */
void news_put(struct media_thread *thread, struct leg *leg, struct news *news);
void news_last(struct media_thread *thread, struct leg *leg, struct news *news);
void news_retry(struct media_thread *thread);
/* leg.c: sound in and out, on the leg's thread */
void leg_packets(struct media_thread *thread, struct leg *leg);
bool leg_is_told(const struct leg *leg); /* a prompt sounds to it */
void leg_tick(struct media_thread *thread, struct leg *leg);
void leg_presence(struct media_thread *thread, struct leg *leg);
void leg_pressed(struct media_thread *thread, struct leg *leg, char key, enum key_source source);
void leg_set_remote(struct media_thread *thread, struct leg *leg,
                    const struct media_remote *remote);
void leg_free(struct leg *leg);
/* pair.c: two joined legs */
void pair_join(struct media_thread *thread, struct leg *leg, struct leg *other,
               const struct command *command);
void pair_part(struct media_thread *thread, struct pair *pair, bool tell);
/* One side hung up at this moment. */
void pair_end(struct media_thread *thread, struct pair *pair, mono at);
void pair_check(struct media_thread *thread, struct pair *pair);
void pair_packet(struct media_thread *thread, struct leg *leg);
void pair_prompt(struct pair *pair); /* a frame of one goes out */
void pair_limit(struct media_thread *thread, struct pair *pair, span limit);
struct leg *pair_other(const struct leg *leg);
