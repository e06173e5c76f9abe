// SPDX-License-Identifier: Apache-2.0
#pragma once
/*
 * The inside of adapter/sip: what its files share. Everything here lives on the phone thread,
 * except where a line says otherwise. Times are milliseconds where libre's timers want them and
 * spans elsewhere.
 *
 * A **stack** is one libre SIP instance: one for UDP and TCP, and one for each TLS trunk, because
 * libre 1.1 verifies certificates per context only. An **attempt** is one INVITE through one trunk;
 * it may outlive its leg, for a 2xx that comes after we gave up must still be ended. A **farewell**
 * is a BYE on its way, for live legs, for answers nobody waits for and for the dialogues of a
 * former process alike.
 */
#include "adapter/sip/ban.h"
#include "adapter/sip/board.h"
#include "adapter/sip/offer.h"
#include "adapter/sip/re_lib.h"
#include "adapter/sip/route.h"
#include "adapter/sip/sip.h"
#include "base/mailbox.h"
#include "base/slots.h"

#include <pthread.h>

#define KNOWN_ADDRESSES 16
#define NAME_BYTES 140

struct stack {
	struct phone *phone;
	struct sip *sip;
	struct sa local[3];      /* by enum sip_transport */
	struct udp_helper *gate; /* our look at raw datagrams, once libre's socket is known */
	struct udp_sock *udp;
	struct tls *tls;
};

struct trunk {
	struct phone *phone;
	const struct sip_trunk *config;
	unsigned index;
	unsigned label; /* of the meters */
	struct stack *stack;
	char hop[220]; /* where requests go: "sip:host:port;transport=…" */
	char domain[84];
	char realm[120]; /* ours to answer; learnt from the first challenge when not configured */
	uint32_t known[KNOWN_ADDRESSES]; /* addresses it talks from, network order; 0: free */
	unsigned channels;
	struct sip_trunk_status status;
	struct tmr health, enrol;
	mono asked; /* when the running OPTIONS was sent */
	struct sip_request *health_rq, *enrol_rq;
	struct sip_auth *enrol_auth;
	unsigned enrol_failures, enrol_challenges;
	uint32_t cseq;
	char call_id[40], tag[20]; /* of OPTIONS and REGISTER */
};

struct attempt {
	struct phone *phone;
	struct leg *leg; /* NULL: given up */
	struct trunk *trunk;
	struct sip_request *rq;
	struct sip_auth *auth;
	struct tmr wait; /* for the first provisional answer */
	unsigned challenges;
	uint32_t cseq;
	bool provisional, cancelled;
};

struct captured;

struct leg {
	struct phone *phone;
	handle at; /* its slot */
	struct le by_id, by_call_id;
	int64_t id, call;
	uint16_t lane;
	uint32_t sequence;
	struct dialogue dialogue;
	char number[PHONE_NUMBER_CHARS];
	char shown[NAME_BYTES];
	span ring;
	mono begun;
	unsigned trunks[TRUNKS_MOST]; /* to be tried, in order */
	size_t trunk_count, next_trunk;
	struct attempt *attempt;
	struct trunk *trunk; /* that answered */
	struct sa peer;      /* where the answer came from */
	uint32_t invite_cseq, remote_cseq;
	bool ringing_told, answered;
	bool ack_owed; /* until the lane has written the answer down, see leg_answer.c */
	struct tmr ack_timer;
	struct tmr timer; /* ring time; then repeating ANSWERED to a full lane */
	struct offer_side side;
	struct sip_request *probe;
	struct captured *captured; /* NULL: not wanted */
	bool answer_owed;          /* our 200 held the offer: the ACK brings their answer */
	struct mbuf *reply;        /* 200 to a re-INVITE, until its ACK */
	struct sip_msg *reply_to;
	struct tmr reply_timer;
	unsigned reply_sent;
};

struct farewell {
	struct le le;
	struct phone *phone;
	struct trunk *trunk;
	struct dialogue dialogue;
	struct sa peer;
	unsigned tries_left;
	struct sip_request *rq;
	struct tmr timer;
};

enum nudge_kind { NUDGE_PROBE, NUDGE_LOST, NUDGE_SAID };

struct nudge {
	enum nudge_kind kind;
	int64_t leg;
};

struct phone {
	struct sip_config config;
	struct news_sink sink;
	const struct clock_port *clock;
	struct media *media;
	char media_address[16];
	pthread_t thread;
	struct mailbox *orders; /* any thread puts */
	struct order *order_batch;
	struct mailbox *nudges;  /* media threads put */
	struct mailbox *started; /* the thread's word on how it began */
	struct board *board;     /* any thread reads */
	struct dnsc *dns;
	struct stack stacks[1 + TRUNKS_MOST];
	size_t stack_count;
	struct trunk trunks[TRUNKS_MOST];
	struct slots *legs;
	struct hash *by_id, *by_call_id;
	struct list farewells;
	struct hash *captured; /* by Call-ID */
	struct list captures_over;
	struct tmr captures_due;
	struct arena *capture_arena;
	unsigned captures; /* in both */
	struct bans *bans;
	uint16_t port; /* written before phone_open returns */
	bool closing;
	struct tmr last_wait;
};

/* ---- phone.c */
mono phone_now(const struct phone *phone);
void phone_begin_close(struct phone *phone);
void phone_check_closed(struct phone *phone);

/* ---- stack.c */
NODISCARD enum err stacks_open(struct phone *phone);
void stacks_close(struct phone *phone);
struct sa *trunk_local(const struct trunk *trunk);

/* ---- gate.c */
/* The first message shows libre's socket: from then on raw datagrams pass by us. */
void gate_attach(struct stack *stack, const struct sip_msg *msg);
bool gate_shuts(struct phone *phone, const struct sa *source);

/* ---- trunk.c */
void trunk_open(struct phone *phone, unsigned index, struct stack *stack);
void trunk_start(struct trunk *trunk);
void trunk_close(struct trunk *trunk);
struct trunk *trunk_of_address(struct phone *phone, const struct sa *address);
struct trunk *trunk_named(struct phone *phone, const char *name);
void trunk_learn(struct trunk *trunk, const struct sa *address);
bool trunk_knows(const struct trunk *trunk, const struct sa *address);
void trunk_went_well(struct trunk *trunk);
void trunk_went_wrong(struct trunk *trunk, const char *why);
/* It answers, but not as we wish: the words are kept, the state is not touched. */
void trunk_complained(struct trunk *trunk, const char *why);
void trunk_count_channel(struct trunk *trunk, int by);
void trunk_show(struct trunk *trunk);
const char *trunk_transport_word(const struct trunk *trunk);
int trunk_print_contact(struct re_printf *pf, const struct trunk *trunk); /* for "%H" */

/* ---- digest.c */
struct sip_auth *digest_open(struct trunk *trunk); /* NULL: the trunk has no password */
/* Takes up the challenge in `msg`; false: it is not ours to answer. */
bool digest_accept(struct trunk *trunk, struct sip_auth *auth, const struct sip_msg *msg);

/* ---- enrol.c */
void enrol_start(struct trunk *trunk);

/* ---- leg.c */
void leg_dial(struct phone *phone, const struct order *order);
void leg_hang_up(struct phone *phone, const struct order *order);
struct leg *leg_find(struct phone *phone, int64_t id);
struct leg *leg_of_message(struct phone *phone, const struct sip_msg *msg);
/* The leg is no more when this returns; media says its last word. */
void leg_end(struct leg *leg, enum leg_end end, uint16_t sip_code);
/* BYE if it was answered, CANCEL if not, then as leg_end. */
void leg_drop(struct leg *leg, enum leg_end end, uint16_t sip_code);
void leg_probe(struct leg *leg);

/* ---- attempt.c */
/* False: this trunk could not even be asked. */
bool attempt_start(struct leg *leg, struct trunk *trunk);
void attempt_give_up(struct attempt *attempt);

/* ---- leg_answer.c */
void leg_on_provisional(struct leg *leg, struct trunk *trunk, const struct sip_msg *msg);
void leg_on_answer(struct leg *leg, struct trunk *trunk, const struct sip_msg *msg);
void leg_on_answer_again(struct leg *leg); /* its ACK was lost, or is still owed */
/* ACKs the answer if that is still owed. */
void leg_acknowledge(struct leg *leg);
/* This trunk did not place it; the next one is tried, or the leg ends. */
void leg_on_trunk_failure(struct leg *leg, uint16_t sip_code);

/* ---- dialogue.c */
NODISCARD enum err dialogue_from(struct dialogue *dialogue, const struct sip_msg *msg);
struct dialogue_ask {
	const char *method;
	const struct sa *peer;   /* used on streams, whose connection is open already; may be NULL */
	struct sip_request **rq; /* cleared when it is over */
	sip_resp_h *handler;
	void *arg;
};
NODISCARD enum err dialogue_send(struct trunk *trunk, struct dialogue *dialogue,
                                 const struct dialogue_ask *ask);
void dialogue_ack(struct trunk *trunk, const struct dialogue *dialogue, uint32_t cseq,
                  const struct sa *peer);

/* ---- farewell.c */
void farewell_say(struct trunk *trunk, const struct dialogue *dialogue, const struct sa *peer,
                  unsigned tries);
void farewell_orphan(struct phone *phone, const struct dialogue *dialogue);
/* ACK and BYE for a 2xx nobody waits for. */
void farewell_stray(struct trunk *trunk, const struct sip_msg *msg);
void farewells_close(struct phone *phone);

/* ---- capture.c */
NODISCARD enum err captures_open(struct phone *phone);
void captures_close(struct phone *phone);
void capture_attach(struct stack *stack);
void capture_begin(struct leg *leg);
/* The leg is over; what is still said about it is captured a little longer. */
void capture_over(struct leg *leg);

/* ---- inbound.c */
bool inbound_request(const struct sip_msg *msg, void *arg);
bool inbound_response(const struct sip_msg *msg, void *arg);

/* ---- inbound_dialogue.c */
void inbound_in_dialogue(struct leg *leg, const struct sip_msg *msg);
void inbound_on_ack(struct leg *leg, const struct sip_msg *msg);
void inbound_stop_reply(struct leg *leg);
