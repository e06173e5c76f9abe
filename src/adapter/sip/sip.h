// SPDX-License-Identifier: Apache-2.0
#pragma once
/*
 * The telephone over SIP: trunks, legs and the phone thread, behind port/phone.h.
 *
 * Whose: the daemon opens it once, after the lanes can take news and before the first order; it
 * opens and owns the media threads too. phone_open and phone_close are for the thread that starts
 * and stops the daemon; the port and phone_trunks may be used on any thread. All of libre runs on
 * one thread inside. (libre owns the function names that begin with sip_, so ours begin with
 * phone_.)
 *
 * Units: times are spans, numbers E.164 with '+', addresses numeric IPv4 or names.
 * It says no with enum err: ERR_CONFIG (a trunk that cannot be: the reason is logged), ERR_BUSY
 * (the SIP port is in use), ERR_IO. What becomes of a leg is never an err but NEWS_ENDED, exactly
 * one per RING that was taken.
 */
#include "adapter/media/media.h"
#include "port/clock.h"
#include "port/phone.h"

#define TRUNKS_MOST 16
#define TRUNK_PREFIXES_MOST 32
#define TRUNK_ADDRESSES_MOST 8

enum sip_transport { SIP_UDP, SIP_TCP, SIP_TLS };

struct sip_trunk {
	char name[40];
	char host[120]; /* numeric or a name (then DNS decides, SRV when port is 0) */
	uint16_t port;  /* 0: 5060 or 5061 */
	enum sip_transport transport;
	char username[64]; /* "": no digest, the trunk knows our address */
	char password[128];
	char realm[120];  /* challenges of other realms are not answered; "": the first one from the
	                     trunk itself */
	char domain[120]; /* of From and To; "": host */
	char caller_id[PHONE_NUMBER_CHARS];
	bool enrol; /* REGISTER, refresh, and again after a failure */
	span enrol_expires;
	char prefixes[TRUNK_PREFIXES_MOST]
				 [PHONE_NUMBER_CHARS]; /* "+" takes all; "" ends the list; none: all */
	char deny_prefixes[TRUNK_PREFIXES_MOST][PHONE_NUMBER_CHARS];
	bool pcmu, pcma; /* neither: both */
	unsigned max_channels;
	bool simulated; /* loopback handsets only; refused on any other address */
	bool symmetric_rtp;
	char addresses[TRUNK_ADDRESSES_MOST]
				  [48]; /* requests also come from here (host is always included) */
	char ca_file[200];  /* TLS; "": the system's */
	char tls_name[120]; /* expected in the certificate; "": host */
};

struct sip_config {
	char address[48]; /* IPv4 to bind, also in Via and Contact; 127.0.0.1 */
	uint16_t port;    /* UDP and TCP; 5060. 0: any free one (tests) */
	struct sip_trunk trunks[TRUNKS_MOST];
	unsigned trunk_count; /* in order of preference among equal prefixes */
	unsigned legs_most;   /* live legs; more RINGs end as LEG_FAILED */
	unsigned orders_most; /* waiting orders */
	span trunk_wait;      /* no provisional answer this long: the next trunk */
	span hang_up_wait;    /* for the answer to CANCEL or BYE */
	span health_every;    /* OPTIONS to each trunk; 0: never */
	span health_wait;
	span enrol_retry;      /* first pause after a failed REGISTER; doubles up to 16 times */
	span ack_wait;         /* for an answer to be written down; then its ACK leaves anyway */
	unsigned orphan_tries; /* BYEs to a former process's dialogue */
	span orphan_wait;      /* between them */
	unsigned ban_after;    /* failures to authenticate within ban_window */
	span ban_window;
	span ban_first; /* doubles each time, up to ban_most */
	span ban_most;
	unsigned strangers_per_second; /* messages of one address that is no trunk; more are dropped */
	unsigned message_most;         /* bytes of one SIP message */
	unsigned capture_messages;     /* of one leg kept for operators; 0: none */
	unsigned capture_bytes;        /* of each */
	span capture_after;            /* the leg's end, then they are handed over */
	int receive_buffer;            /* SO_RCVBUF */
	char user_agent[40];
};

struct sip_config sip_config_default(void);
struct sip_trunk sip_trunk_default(void);

struct sip_trunk_status {
	char name[40];
	bool up;       /* the last OPTIONS (any final answer but 408, 503) or call was answered */
	bool known;    /* up or down has been found out */
	bool enrolled; /* REGISTER holds; true when none is asked for */
	bool simulated;
	unsigned channels, max_channels;
	span round_trip; /* of the last OPTIONS */
	instant since;   /* of the state */
	char why[120];   /* words of the last failure, "" none */
};

struct phone;
struct speech;

NODISCARD enum err phone_open(const struct sip_config *config, const struct media_config *media,
                              const struct news_sink *sink, const struct clock_port *clock,
                              struct speech *speech, struct phone **out);
/* Every live leg is hung up and gets its ENDED; returns when all is said. */
void phone_close(struct phone *phone);

struct phone_port phone_port(struct phone *phone);
/* Any thread; a copy. Returns how many were written. */
size_t phone_trunks(struct phone *phone, struct sip_trunk_status *out, size_t most);
/* The UDP and TCP port in use. */
uint16_t phone_sip_port(const struct phone *phone);
/* Rules one can check without opening: words of the first trouble, or NULL. */
const char *sip_trunk_trouble(const struct sip_trunk *trunk);
