// SPDX-License-Identifier: Apache-2.0
#pragma once
/*
 * The sound of live calls: one UDP socket per leg, prompts, keys, relay between joined legs, and
 * the meter.
 *
 * Whose: adapter/sip opens it and is its only caller; every media_* function below is called on the
 * *phone thread* (media_open and media_close by whoever starts and stops the daemon). Inside, N
 * media threads (one per core) own the legs; what crosses is a copied message. A leg lives on one
 * thread at a time. A JOIN of two legs that live on different threads moves the other leg first;
 * orders given meanwhile wait for it, so callers never notice. Listener and sink are called on
 * media threads: hand on, never block, never call back into media_*.
 *
 * Life of a leg: media_leg_open (before the INVITE; gives the port for the SDP) → media_leg_remote
 * (at the answer and at each re-INVITE) → media_order … → media_leg_end, after which exactly one
 * NEWS_ENDED reaches sink.last as the leg's last word. A leg for which media_leg_open failed gets
 * its ENDED from adapter/sip. News about one leg rise in `sequence`: adapter/sip numbers its own
 * (RINGING, ANSWERED) below MEDIA_SEQUENCE_FIRST and says nothing more once the leg is answered;
 * media numbers from there on.
 *
 * Units: times are spans; addresses are IPv4; payload types are RTP's.
 * It says no with enum err: ERR_FULL (legs_most, the port range or a mailbox is used up), ERR_NONE
 * (no such leg), ERR_CONFIG, ERR_IO. Orders about legs that are gone are dropped without a word
 * (port/phone.h).
 */
#include "port/clock.h"
#include "port/phone.h"

#include <netinet/in.h>

#define MEDIA_SEQUENCE_FIRST 1000

struct media;
struct speech;

struct media_config {
	char address[16];    /* IPv4 to bind and to write into the SDP */
	uint16_t port_first; /* even; RTCP is on the next, odd one */
	uint16_t port_last;
	unsigned threads; /* 0: one per core */
	unsigned legs_most;
	bool send_silence; /* steady packets of silence while nothing else is to be sent */
	span gap;          /* no packets this long: the meter stands, back to the last one */
	span probe;        /* no packets this long: listener.probe */
	span lost; /* no packets this long and no media_leg_alive since the probe: listener.lost */
	span probe_again; /* alive but still quiet: probe again after this */
	span latch; /* how long after the answer a symmetric trunk's address may be learnt, once */
	span meter_interval;   /* of NEWS_METER */
	span prompt_wait;      /* wait so long for a line that is not rendered yet, then skip it */
	unsigned mailbox_most; /* orders waiting per media thread */
	unsigned prompt_kib;   /* rendered prompts kept in memory, per thread */
};

/* SETTLED 24 and 27 as numbers. `address` is 127.0.0.1. */
struct media_config media_config_default(void);

/* Called on media threads. */
struct media_listener {
	void *ctx;
	void (*probe)(void *ctx,
	              int64_t leg); /* ask the peer with OPTIONS; when it answers: media_leg_alive */
	void (*lost)(void *ctx, int64_t leg); /* dead peer: hang up, end it as LEG_LOST */
	/*
	 * A HANG_UP with after_say was ordered and the prompt is over (or none was running). Once per
	 * leg.
	 */
	void (*said_and_hang_up)(void *ctx, int64_t leg);
};

enum media_codec { MEDIA_PCMU, MEDIA_PCMA };

/* What the peer's SDP said. */
struct media_remote {
	struct sockaddr_in address; /* RTP; 0.0.0.0 is hold in the old way */
	enum media_codec codec;
	uint8_t payload;   /* payload type of the codec, usually 0 or 8 */
	int event_payload; /* of telephone-event at 8000 Hz; -1: not negotiated (then in-band keys are
	                      heard) */
	bool they_send;    /* sendrecv or sendonly, seen from the peer */
	bool they_hear;    /* sendrecv or recvonly, seen from the peer; both false or one false: hold */
	bool symmetric;    /* the trunk allows one latch within config.latch */
};

struct media_leg {
	int64_t leg;
	int64_t call;
	uint16_t lane;
};

NODISCARD enum err media_open(const struct media_config *config, const struct news_sink *sink,
                              const struct media_listener *listener, const struct clock_port *clock,
                              struct speech *speech, struct media **out);
/* Legs that were not ended get no ENDED any more: end them first. */
void media_close(struct media *media);

NODISCARD enum err media_leg_open(struct media *media, const struct media_leg *ask, uint16_t *port);
NODISCARD enum err media_leg_remote(struct media *media, int64_t leg,
                                    const struct media_remote *remote);
/* SAY, JOIN, LIMIT, PART, and HANG_UP with after_say; other kinds are a broken promise. */
NODISCARD enum err media_order(struct media *media, const struct order *order);
/* A key of SIP INFO: 0-9 * # A-D, others are ignored. */
void media_leg_key(struct media *media, int64_t leg, char key);
/* The peer answered the probe. */
void media_leg_alive(struct media *media, int64_t leg);
/* Closes the socket, then NEWS_ENDED. Cannot fail; a second call for the same leg does nothing. */
void media_leg_end(struct media *media, int64_t leg, enum leg_end end, uint16_t sip_code);

size_t media_legs(const struct media *media); /* opened and not ended */
