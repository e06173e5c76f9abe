// SPDX-License-Identifier: Apache-2.0
#pragma once
/*
 * The telephone as the engine sees it: orders out, news in, both copied structs (SETTLED 26).
 *
 * An **order** is given by a lane after COMMIT and never refused for a business reason; what
 * becomes of it is told as **news**. A leg is one phone at the other end; its id is the engine's
 * (the row in table `leg`), handed out before the INVITE leaves, so an order for a leg that is gone
 * finds nothing and is silently dropped. Every RING is answered by exactly one ENDED, whatever
 * happens: it is the leg's last word and its place in the lane's mailbox was reserved by the engine
 * before the RING was given.
 *
 * Threads: orders may be given from any lane; the adapter passes them on. News are put into the
 * lane named in the order from the phone or a media thread. Per leg, news arrive in the order of
 * their `sequence`. Times: `at` is UTC, `tick` is CLOCK_MONOTONIC; lengths are spans. Numbers are
 * E.164 with '+'.
 */
#include "base/text.h"
#include "base/time.h"

#define PHONE_NUMBER_CHARS 20
#define PHONE_NAME_CHARS 64
#define PHONE_SAY_CHARS 1200
#define PHONE_WORD_CHARS 40

enum order_kind {
	ORDER_RING,  /* INVITE through the trunk with the longest matching prefix, fail-over included */
	ORDER_SAY,   /* play sentences or a sound to a leg, maybe listen for a key afterwards */
	ORDER_JOIN,  /* relay both ways between two answered legs, and start the meter */
	ORDER_LIMIT, /* change the meter's limit of a joined call */
	ORDER_KEY,   /* a joined leg's person pressed this key elsewhere: told as if it came by phone */
	ORDER_PART,  /* stop relaying and metering; the legs stay */
	ORDER_HANG_UP, /* CANCEL, BYE or a final answer, whatever fits the leg's state */
	ORDER_ORPHAN   /* after a restart: end a dialogue of the former process with BYE */
};

/* What a BYE needs (SETTLED 25); told with RINGING and ANSWERED, given back with ORPHAN. */
struct dialogue {
	char call_id[80];
	char local_tag[40];
	char remote_tag[100];
	char local_uri[120], remote_uri[120];
	char target[200]; /* remote Contact */
	char route[400];  /* Route headers' values, in order, comma separated; "" none */
	char trunk[40];
	uint32_t cseq; /* last one we used */
};

struct order {
	enum order_kind kind;
	int64_t leg;  /* the leg; 0 for PART and LIMIT, which name the call */
	int64_t call; /* the call; all legs of a call live on one media thread */
	uint16_t lane;
	union {
		struct {
			char number[PHONE_NUMBER_CHARS];
			char shown[PHONE_NAME_CHARS]; /* display name in From; the From number is the trunk's
			                                 caller id */
			char call_id[80];             /* chosen by the engine, already in the store */
			char local_tag[40];
			char trunk[PHONE_WORD_CHARS]; /* this one or none; "": by prefix, with fail-over */
			span ring;                    /* give up after this; Expires is ring + 5 s */
			mono begun;                   /* of the click, for the set-up histogram; may be 0 */
		} ring;
		struct {
			int64_t token;               /* comes back in SAID, KEY and NO_KEY */
			char name[PHONE_WORD_CHARS]; /* of the prompt: prompts/<language>/<name>.txt */
			char language[8];
			/*
			 * Sentences, one a line ("\n" between). A line that starts with '~' is a sound:
			 * "~ringback", "~beep",
			 * "~hold", "~silence 500" (ms). A recording <name>.<line>.wav replaces a line
			 * (1-based).
			 */
			char lines[PHONE_SAY_CHARS];
			span listen; /* 0: do not listen; else wait so long for a key after the last line */
			/*
			 * A key during the prompt stops it and counts. Without it only a key from the last line
			 * on does, which is the question (and comes after the price): earlier ones are thrown
			 * away.
			 */
			bool barge;
			bool repeat; /* play the last line again and again until the next order for this leg */
		} say;
		struct {
			int64_t other;   /* the other leg of the same call */
			mono meter_from; /* nothing before this is witnessed; 0: from the join */
			span already;    /* witnessed before (after a pause) */
			span limit;      /* stop the meter at this witnessed length, exactly */
		} join;
		struct {
			span limit;
		} limit;
		struct {
			char key;
		} key;
		struct {
			bool after_say; /* let the running prompt end first */
			bool busy; /* before an answer: we gave up because somebody else was quicker (CANCEL all
			              the same) */
		} hang_up;
		struct dialogue orphan;
	};
};

enum news_kind {
	NEWS_RINGING,  /* 18x; `dialogue` as far as it is known */
	NEWS_ANSWERED, /* 2xx, sound is possible; `dialogue` complete */
	NEWS_SAID,     /* the last line of a SAY ended (not for repeat); `token` */
	NEWS_KEY,      /* `key`; `token` of the listening SAY, 0 while joined (then with `witnessed`) */
	NEWS_NO_KEY,   /* the wait after a SAY is over; `token` */
	NEWS_METER,    /* `witnessed` of a joined call, each journal interval, and once more after PART
	                  (`final`) */
	NEWS_LIMIT,    /* the limit was reached, `witnessed`; the meter stands, the sound goes on until
	                  PART */
	NEWS_QUIET,    /* no packets for 5 s in one direction: the meter stands since the last one,
	                  `witnessed` */
	NEWS_SOUND,    /* they are back */
	NEWS_ENDED     /* the last word; `end`, `sip_code`, and `witnessed` if it was joined */
};

#define LEG_ENDS(X) \
	X(LEG_NOT_ENDED, "") \
	X(LEG_HUNG_UP, "hung_up")       /* they said BYE                               */ \
	X(LEG_WE_HUNG_UP, "we_hung_up") /* by order                                    */ \
	X(LEG_NO_ANSWER, "no_answer")   /* rang to the end, 408, 480, 487 not by us     */ \
	X(LEG_BUSY, "busy")             /* 486, 600                                    */ \
	X(LEG_DECLINED, "declined")     /* 603, 403 from the phone                     */ \
	X(LEG_BAD_NUMBER, "bad_number") /* 404, 410, 484, 604; 0: not by this trunk    */ \
	X(LEG_FAILED, "failed")         /* no trunk could place it: 5xx, timeout, full  */ \
	X(LEG_LOST, "lost")             /* dead peer: no packets and no answer to OPTIONS */

#define LEG_END_ENUM(name, word) name,
enum leg_end { LEG_ENDS(LEG_END_ENUM) LEG_END_COUNT };
#undef LEG_END_ENUM

struct news {
	enum news_kind kind;
	int64_t leg;
	int64_t call;
	uint16_t lane;
	uint32_t sequence; /* rises per leg */
	instant at;
	mono tick;
	int64_t token;
	char key; /* 0-9 * # A-D */
	bool final;
	uint32_t heard, sent; /* packets of sound so far; SAID, KEY, NO_KEY and ENDED */
	span witnessed;
	enum leg_end end;
	uint16_t sip_code;
	struct dialogue dialogue;
};

/*
 * What a leg and its trunk said to each other, as it may be kept: numbers masked, secrets and
 * addresses of sound left out. One block of malloc; whoever takes a chain of them frees each.
 */
struct capture {
	struct capture *next;
	int64_t leg;
	uint32_t left_out; /* messages in the middle that found no room */
	size_t length;
	char messages[]; /* JSON array, oldest first */
};

struct phone_port {
	void *ctx;
	/* False: the adapter's mailbox is full. A RING that was not taken gets no ENDED. */
	bool (*order)(void *ctx, const struct order *order);
};

/*
 * Given to the adapter by the daemon. `last` is for ENDED and cannot fail; `put` may drop when the
 * lane is full.
 */
struct news_sink {
	void *ctx;
	bool (*put)(void *ctx, const struct news *news);
	void (*last)(void *ctx, const struct news *news);
	/* A while after the legs' ends, some at once; the chain is the taker's. NULL: not wanted. */
	void (*captured)(void *ctx, struct capture *chain);
};
