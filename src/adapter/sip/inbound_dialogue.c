// SPDX-License-Identifier: Apache-2.0
/* What the other side asks inside a dialogue: hold and other changes of the sound, keys, are you
 * there, good-bye. */
#include "adapter/sip/guard.h"
#include "adapter/sip/phone.h"

#include "base/log.h"

#include <string.h>

#define T1_MS 500
#define T2_MS 4000
#define REPLIES_MOST 11 /* about 32 s, as for any 2xx without its ACK */

static struct sip *sip_of(const struct leg *leg)
{
	const struct trunk *trunk = leg->trunk ? leg->trunk : leg->attempt ? leg->attempt->trunk : NULL;

	return trunk ? trunk->stack->sip : leg->phone->stacks[0].sip;
}

static void answer(struct leg *leg, const struct sip_msg *msg, uint16_t status, const char *reason)
{
	(void)sip_treplyf(NULL, NULL, sip_of(leg), msg, false, status, reason,
	                  "Allow: " GUARD_ALLOW "\r\nContent-Length: 0\r\n\r\n");
}

/* ---- the 200 to a re-INVITE, said until it is heard ---------------------------------------- */
void inbound_stop_reply(struct leg *leg)
{
	tmr_cancel(&leg->reply_timer);
	leg->reply = mem_deref(leg->reply);
	leg->reply_to = mem_deref(leg->reply_to);
	leg->reply_sent = 0;
}

static void say_again(void *arg)
{
	struct leg *leg = arg;
	uint64_t wait = T1_MS << (leg->reply_sent < 3 ? leg->reply_sent : 3);
	struct sa to;

	if (++leg->reply_sent > REPLIES_MOST) {
		leg_drop(leg, LEG_LOST, 408);
		return;
	}
	if (leg->reply_to->tp == SIP_TRANSP_UDP) {
		sip_reply_addr(&to, leg->reply_to,
		               !msg_param_exists(&leg->reply_to->via.params, "rport",
		                                 &(struct pl){ NULL, 0 }));
		(void)sip_send(sip_of(leg), leg->reply_to->sock, leg->reply_to->tp, &to, leg->reply);
	}
	tmr_start(&leg->reply_timer, wait < T2_MS ? wait : T2_MS, say_again, leg);
}

static void say_ok(struct leg *leg, const struct sip_msg *msg, const char *sdp, size_t length)
{
	inbound_stop_reply(leg);
	if (sip_treplyf(NULL, &leg->reply, sip_of(leg), msg, true, 200, "OK",
	                "Contact: %H\r\nAllow: " GUARD_ALLOW "\r\nSupported:\r\n"
	                "Content-Type: application/sdp\r\nContent-Length: %zu\r\n\r\n%b",
	                trunk_print_contact, leg->trunk, length, sdp, length)) {
		leg->reply = NULL;
		return;
	}
	leg->reply_to = mem_ref((void *)(uintptr_t)msg);
	tmr_start(&leg->reply_timer, T1_MS, say_again, leg);
}

/* ---- re-INVITE ---------------------------------------------------------------------------- */
static void follow_target(struct leg *leg, const struct sip_msg *msg)
{
	const struct sip_hdr *contact = sip_msg_hdr(msg, SIP_HDR_CONTACT);
	struct sip_addr address;

	if (contact && !sip_addr_decode(&address, &contact->val))
		(void)!text_into((text){ address.auri.p, address.auri.l }, leg->dialogue.target,
		                 sizeof(leg->dialogue.target));
}

static enum err change_sound(struct leg *leg, const struct sip_msg *msg, struct offer_seen *seen)
{
	TRY(offer_read((const char *)mbuf_buf(msg->mb), mbuf_get_left(msg->mb), &leg->side, seen));
	seen->remote.symmetric = leg->trunk->config->symmetric_rtp;
	return media_leg_remote(leg->phone->media, leg->id, &seen->remote);
}

static void on_reinvite(struct leg *leg, const struct sip_msg *msg)
{
	char sdp[OFFER_CHARS];
	struct offer_seen seen;
	enum err err;

	if (!leg->answered || leg->reply) {
		answer(leg, msg, 491, "Request Pending");
		return;
	}
	follow_target(leg, msg);
	leg->side.version++;
	leg->answer_owed = mbuf_get_left(msg->mb) == 0;
	if (leg->answer_owed) {
		say_ok(leg, msg, sdp, offer_write(&leg->side, sdp));
		return;
	}
	err = change_sound(leg, msg, &seen);
	if (err != OK) {
		log_warn("phone.change_refused", KV_ID(leg, leg->id), KV_ERR(err));
		answer(leg, msg, 488, "Not Acceptable Here");
		return;
	}
	say_ok(leg, msg, sdp, offer_answer(&leg->side, &seen, sdp));
}

void inbound_on_ack(struct leg *leg, const struct sip_msg *msg)
{
	struct offer_seen seen;

	if (!leg->reply || msg->cseq.num != leg->reply_to->cseq.num)
		return;
	inbound_stop_reply(leg);
	if (leg->answer_owed && mbuf_get_left(msg->mb) > 0)
		(void)!change_sound(leg, msg, &seen);
	leg->answer_owed = false;
}

/* ---- INFO: keys only (SETTLED 27) --------------------------------------------------------- */
static char key_of(text word)
{
	int64_t number;

	if (word.length == 1 && strchr("0123456789*#ABCD", word.at[0]) && word.at[0])
		return word.at[0];
	if (word.length == 1 && word.at[0] >= 'a' && word.at[0] <= 'd')
		return (char)(word.at[0] - 'a' + 'A');
	if (text_number(word, 10, 15, &number) == OK)
		return "*#ABCD"[number - 10];
	return 0;
}

static char read_relay(text body)
{
	text line, name, value;

	while (body.length) {
		text_cut(body, '\n', &line, &body);
		if (text_cut(line, '=', &name, &value) &&
		    text_same_fold(text_trim(name), text_of("Signal")))
			return key_of(text_trim(value));
	}
	return 0;
}

static void on_info(struct leg *leg, const struct sip_msg *msg)
{
	text body = { (const char *)mbuf_buf(msg->mb), mbuf_get_left(msg->mb) };
	char key = 0;

	if (msg_ctype_cmp(&msg->ctyp, "application", "dtmf-relay")) {
		key = read_relay(body);
	} else if (msg_ctype_cmp(&msg->ctyp, "application", "dtmf")) {
		key = key_of(text_trim(body));
	} else if (body.length) {
		answer(leg, msg, 415, "Unsupported Media Type");
		return;
	}
	answer(leg, msg, 200, "OK");
	if (key)
		media_leg_key(leg->phone->media, leg->id, key);
}

/* ---- all of them ---------------------------------------------------------------------------- */
void inbound_in_dialogue(struct leg *leg, const struct sip_msg *msg)
{
	must(msg->req);
	if (msg->cseq.num < leg->remote_cseq) {
		answer(leg, msg, 500, "Out Of Order");
		return;
	}
	leg->remote_cseq = msg->cseq.num;
	if (pl_strcmp(&msg->met, "BYE") == 0) {
		answer(leg, msg, 200, "OK");
		leg_end(leg, LEG_HUNG_UP, 0);
	} else if (pl_strcmp(&msg->met, "INVITE") == 0) {
		on_reinvite(leg, msg);
	} else if (pl_strcmp(&msg->met, "INFO") == 0) {
		on_info(leg, msg);
	} else if (pl_strcmp(&msg->met, "OPTIONS") == 0) {
		answer(leg, msg, 200, "OK");
	} else {
		answer(leg, msg, 405, "Method Not Allowed");
	}
}
