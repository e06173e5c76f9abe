// SPDX-License-Identifier: Apache-2.0
#pragma once
/*
 * One phone, busy with one call: rings, answers, hears, speaks, presses keys and hangs up as its
 * behaviour says.
 *
 * Made by the network for an INVITE, frees itself some seconds after its end (to answer what is
 * sent twice). Loop's thread only. Whatever it hears or does is a line in the journal. It cannot
 * fail: a call it cannot take is refused.
 */
#include "phones/behaviour.h"
#include "phones/ear.h"
#include "phones/network.h"
#include "phones/message.h"
#include "phones/mouth.h"
#include "phones/terms.h"

enum handset_state {
	HANDSET_DEAD, /* never answers anything */
	HANDSET_RINGING,
	HANDSET_ANSWERED, /* 200 sent */
	HANDSET_TALKING,  /* ACK came */
	HANDSET_REFUSED,  /* final answer sent, no ACK yet */
	HANDSET_LEAVING,  /* BYE sent */
	HANDSET_GONE,
	HANDSET_VANISHED
};

struct key_plan {
	bool armed, done;
	mono due;
};

struct handset {
	struct network *network;
	struct handset *next;                    /* in the table */
	struct handset *beat_next, **beat_place; /* in its beat */
	unsigned beat;
	enum handset_state state;
	char *datagram; /* the INVITE, where `invite` points into */
	struct message invite;
	struct sockaddr_in peer;
	char number[32], from[64], name[96], call_id[160], tag[20];
	char contact[64];
	struct behaviour behaviour;
	struct key_plan plans[BEHAVIOUR_KEYS];
	struct terms offer;
	int rtp_fd;
	uint16_t rtp_port;
	unsigned sdp_version;
	struct reactor_watch rtp;
	struct mouth mouth;
	struct ear ear;
	struct reactor_timer step, resend;
	span resend_after;
	unsigned resends;
	unsigned final_code;
	uint32_t cseq; /* of our own requests */
	char *request; /* the one not yet answered */
	instant answered_at;
	mono answered, talk, rang; /* talk: the first tone heard; 0: none yet */
	uint64_t tone_us, strays;
};

void handset_new(struct network *network, const char *datagram, size_t length,
                 const struct sockaddr_in *peer);
void handset_free(struct handset *handset);
/* A request of the same call; `m` is not the INVITE that began it. */
void handset_request(struct handset *handset, const struct message *m);
void handset_response(struct handset *handset, const struct message *m);
/* Every 20 ms while answered. */
void handset_beat(struct handset *handset, mono now);

/* What behaviour and control socket may order; they do nothing where they make no sense. */
void handset_answer(struct handset *handset);
void handset_refuse(struct handset *handset, unsigned code, const char *why);
void handset_hang_up(struct handset *handset, const char *why);
void handset_vanish(struct handset *handset);
NODISCARD bool handset_press(struct handset *handset, const char *keys, enum press_way way);

/* Sound has begun or is over (handset_talk.c). */
void handset_talk_begin(struct handset *handset);
void handset_talk_stop(
	struct handset *handset); /* keeps the port, so that nobody is told it is closed */
void handset_talk_end(struct handset *handset);
void handset_send_info(struct handset *handset, char key);
struct json *handset_log(struct handset *handset, const char *event);
const char *handset_state_words(enum handset_state state);
