// SPDX-License-Identifier: Apache-2.0
/* What a phone says on its way to an answer, and what we tell of it. */
#include "adapter/sip/phone.h"

#include "base/log.h"
#include "base/meter.h"

#define TELL_AGAIN_MS 100

static bool tell(struct leg *leg, enum news_kind kind, uint16_t status)
{
	struct phone *phone = leg->phone;
	struct news news = { .kind = kind,
		                 .leg = leg->id,
		                 .call = leg->call,
		                 .lane = leg->lane,
		                 .sequence = ++leg->sequence,
		                 .at = phone->clock->utc(phone->clock->ctx),
		                 .tick = phone_now(phone),
		                 .sip_code = status,
		                 .dialogue = leg->dialogue };

	must(leg->sequence < MEDIA_SEQUENCE_FIRST);
	if (phone->sink.put(phone->sink.ctx, &news))
		return true;
	leg->sequence--;
	meter_add(METER_MAILBOX_FULL, 0, 1);
	return false;
}

void leg_on_provisional(struct leg *leg, struct trunk *trunk, const struct sip_msg *msg)
{
	(void)trunk;
	/* Told again when only now it is known what a BYE would need. */
	if (msg->scode < 180 || (leg->ringing_told && leg->dialogue.remote_tag[0]))
		return;
	if (pl_isset(&msg->to.tag))
		(void)!dialogue_from(&leg->dialogue, msg); /* else the answer will say it better */
	if (leg->ringing_told && !leg->dialogue.remote_tag[0])
		return;
	leg->ringing_told = tell(leg, NEWS_RINGING, msg->scode);
}

/* A full lane must not lose an answer: it is told again until it is taken or the leg is gone. */
static void tell_answer(void *arg)
{
	struct leg *leg = arg;

	if (!tell(leg, NEWS_ANSWERED, 200))
		tmr_start(&leg->timer, TELL_AGAIN_MS, tell_answer, leg);
}

static enum err take_sound(struct leg *leg, const struct sip_msg *msg)
{
	struct offer_seen seen;

	TRY(offer_read((const char *)mbuf_buf(msg->mb), mbuf_get_left(msg->mb), &leg->side, &seen));
	seen.remote.symmetric = leg->trunk->config->symmetric_rtp;
	return media_leg_remote(leg->phone->media, leg->id, &seen.remote);
}

void leg_acknowledge(struct leg *leg)
{
	if (!leg->ack_owed)
		return;
	must(leg->answered);
	leg->ack_owed = false;
	tmr_cancel(&leg->ack_timer);
	dialogue_ack(leg->trunk, &leg->dialogue, leg->invite_cseq, &leg->peer);
}

static void acknowledge_anyway(void *arg)
{
	struct leg *leg = arg;

	log_warn("phone.ack_unwritten", KV_ID(leg, leg->id), KV_ID(call, leg->call));
	leg_acknowledge(leg);
}

/*
 * The ACK waits until what a BYE needs is in the store, which the first order for the leg shows:
 * should we be killed before, the phone sends its answer again, and our successor ends the call.
 * It sends it again meanwhile too (RFC 3261 13.3.1.4), which costs nothing, and would give up after
 * 64 T1: a store that stands still for longer than ack_wait is not waited for.
 */
static void owe_ack(struct leg *leg)
{
	leg->ack_owed = true;
	tmr_start(&leg->ack_timer, (uint64_t)span_ms(leg->phone->config.ack_wait), acknowledge_anyway,
	          leg);
}

void leg_on_answer_again(struct leg *leg)
{
	must(leg->answered);
	if (!leg->ack_owed)
		dialogue_ack(leg->trunk, &leg->dialogue, leg->invite_cseq, &leg->peer);
}

void leg_on_answer(struct leg *leg, struct trunk *trunk, const struct sip_msg *msg)
{
	struct phone *phone = leg->phone;
	enum err err;

	must(!leg->answered);
	tmr_cancel(&leg->timer);
	leg->answered = true;
	leg->trunk = trunk;
	leg->peer = msg->src;
	if (dialogue_from(&leg->dialogue, msg) != OK) {
		log_warn("phone.answer_unusable", KV_ID(leg, leg->id));
		farewell_stray(trunk, msg);
		leg_end(leg, LEG_FAILED, 0);
		return;
	}
	owe_ack(leg);
	err = take_sound(leg, msg);
	if (err != OK) {
		log_warn("phone.sound_unusable", KV_ID(leg, leg->id), KV_ERR(err));
		leg_drop(leg, LEG_FAILED, 488);
		return;
	}
	meter_observe(METER_CALL_SETUP, 0, mono_since(phone_now(phone), leg->begun));
	tell_answer(leg);
}
