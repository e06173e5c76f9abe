// SPDX-License-Identifier: Apache-2.0
/*
 * BYEs on their way. Nobody waits for them: a leg is over when we say so, and its BYE is sent until
 * it is answered or the tries are used up. A challenge to a BYE is never answered (SAFETY 1.3,
 * digest leak).
 */
#include "adapter/sip/phone.h"

#include "base/log.h"

#include <string.h>

static void say(struct farewell *f);

static void farewell_gone(void *arg)
{
	struct farewell *f = arg;

	list_unlink(&f->le);
	tmr_cancel(&f->timer);
	mem_deref(f->rq);
}

static void finish(struct farewell *f)
{
	struct phone *phone = f->phone;

	mem_deref(f);
	phone_check_closed(phone);
}

static void again(void *arg)
{
	say(arg);
}

static void try_later(struct farewell *f, const char *why)
{
	if (f->tries_left == 0) {
		log_warn("phone.farewell_failed", KV_TEXT(call_id, f->dialogue.call_id),
		         KV_TEXT(trunk, f->trunk->config->name), KV_TEXT(reason, why));
		finish(f);
		return;
	}
	tmr_start(&f->timer, (uint64_t)span_ms(f->phone->config.orphan_wait), again, f);
}

static void on_answer(int err, const struct sip_msg *msg, void *arg)
{
	struct farewell *f = arg;

	if (!err && msg && msg->scode < 200)
		return;
	f->rq = NULL;
	if (err || !msg || msg->scode == 503 || msg->scode == 500)
		try_later(f, "no answer");
	else
		finish(f); /* 200, or 481: either way the dialogue is gone; a challenge is not for us */
}

static void say(struct farewell *f)
{
	struct dialogue_ask bye = { "BYE", &f->peer, &f->rq, on_answer, f };

	must(f->tries_left > 0);
	f->tries_left--;
	if (dialogue_send(f->trunk, &f->dialogue, &bye) != OK)
		try_later(f, "it cannot be sent");
}

void farewell_say(struct trunk *trunk, const struct dialogue *dialogue, const struct sa *peer,
                  unsigned tries)
{
	struct farewell *f = mem_zalloc(sizeof(*f), farewell_gone);

	must(f != NULL && tries > 0);
	f->phone = trunk->phone;
	f->trunk = trunk;
	f->dialogue = *dialogue;
	f->tries_left = tries;
	if (peer)
		f->peer = *peer;
	else
		sa_init(&f->peer, AF_UNSPEC);
	list_append(&trunk->phone->farewells, &f->le, f);
	say(f);
}

void farewell_orphan(struct phone *phone, const struct dialogue *dialogue)
{
	struct trunk *trunk = trunk_named(phone, dialogue->trunk);

	if (!trunk || !dialogue->remote_tag[0] || !dialogue->target[0]) {
		log_warn("phone.orphan_unknown", KV_TEXT(call_id, dialogue->call_id),
		         KV_TEXT(trunk, dialogue->trunk));
		return;
	}
	farewell_say(trunk, dialogue, NULL, phone->config.orphan_tries);
}

static bool is_said(const struct phone *phone, const struct dialogue *d)
{
	for (struct le *le = list_head(&phone->farewells); le; le = le->next) {
		const struct farewell *f = le->data;

		if (strcmp(f->dialogue.call_id, d->call_id) == 0 &&
		    strcmp(f->dialogue.remote_tag, d->remote_tag) == 0)
			return true;
	}
	return false;
}

void farewell_stray(struct trunk *trunk, const struct sip_msg *msg)
{
	struct dialogue d = { .cseq = msg->cseq.num };

	if (dialogue_from(&d, msg) != OK ||
	    text_into((text){ msg->callid.p, msg->callid.l }, d.call_id, sizeof(d.call_id)) != OK ||
	    text_into((text){ msg->from.tag.p, msg->from.tag.l }, d.local_tag, sizeof(d.local_tag)) !=
	        OK ||
	    text_into((text){ msg->from.auri.p, msg->from.auri.l }, d.local_uri, sizeof(d.local_uri)) !=
	        OK ||
	    text_into((text){ msg->to.auri.p, msg->to.auri.l }, d.remote_uri, sizeof(d.remote_uri)) !=
	        OK) {
		log_warn("phone.stray_answer", KV_TEXT(trunk, trunk->config->name),
		         KV_TEXT(reason, "it cannot be ended: a part is missing or too long"));
		return;
	}
	dialogue_ack(trunk, &d, msg->cseq.num, &msg->src);
	if (is_said(trunk->phone, &d))
		return; /* the same answer again: our ACK was lost or late */
	farewell_say(trunk, &d, &msg->src, trunk->phone->config.orphan_tries);
}

void farewells_close(struct phone *phone)
{
	list_flush(&phone->farewells);
}
