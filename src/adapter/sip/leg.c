// SPDX-License-Identifier: Apache-2.0
/* A leg from its RING to its end: which trunk is tried, who is told, how it is taken down. */
#include "adapter/sip/phone.h"

#include "base/hash.h"
#include "base/log.h"
#include "base/meter.h"
#include "base/slots.h"

#include <stdio.h>
#include <string.h>

#define LEG_END_WORD(name, word) word,
static const char *const END_WORDS[] = { LEG_ENDS(LEG_END_WORD) };

static bool has_id(struct le *le, void *arg)
{
	return ((const struct leg *)le->data)->id == *(const int64_t *)arg;
}

struct leg *leg_find(struct phone *phone, int64_t id)
{
	return list_ledata(hash_lookup(phone->by_id, (uint32_t)hash_number((uint64_t)id), has_id, &id));
}

/* Our tag is in To of what they ask and in From of what they answer. */
static bool has_call_id(struct le *le, void *arg)
{
	const struct leg *leg = le->data;
	const struct sip_msg *msg = arg;
	const struct pl *ours = msg->req ? &msg->to.tag : &msg->from.tag;

	return pl_strcmp(&msg->callid, leg->dialogue.call_id) == 0 &&
	       pl_strcmp(ours, leg->dialogue.local_tag) == 0;
}

struct leg *leg_of_message(struct phone *phone, const struct sip_msg *msg)
{
	return list_ledata(hash_lookup(phone->by_call_id, hash_joaat_pl(&msg->callid), has_call_id,
	                               (void *)(uintptr_t)msg));
}

static void forget(struct leg *leg)
{
	struct phone *phone = leg->phone;

	leg_acknowledge(leg);
	hash_unlink(&leg->by_id);
	hash_unlink(&leg->by_call_id);
	tmr_cancel(&leg->timer);
	inbound_stop_reply(leg);
	mem_deref(leg->probe);
	if (leg->attempt)
		attempt_give_up(leg->attempt);
	if (leg->answered)
		trunk_count_channel(leg->trunk, -1);
	capture_over(leg);
	slots_give(phone->legs, leg->at);
	phone_check_closed(phone);
}

void leg_end(struct leg *leg, enum leg_end end, uint16_t sip_code)
{
	struct media *media = leg->phone->media;
	int64_t id = leg->id;

	must(end != LEG_NOT_ENDED);
	log_info("phone.leg_ended", KV_ID(leg, id), KV_ID(call, leg->call),
	         KV_TEXT(reason, END_WORDS[end]), KV_NUM(status, sip_code));
	forget(leg);
	media_leg_end(media, id, end, sip_code);
}

void leg_drop(struct leg *leg, enum leg_end end, uint16_t sip_code)
{
	leg_acknowledge(leg);
	if (leg->answered)
		farewell_say(leg->trunk, &leg->dialogue, &leg->peer, leg->phone->config.orphan_tries);
	leg_end(leg, end, sip_code);
}

/* For a RING that never became a leg. */
static void refuse(struct phone *phone, const struct order *order)
{
	struct news news = { .kind = NEWS_ENDED,
		                 .leg = order->leg,
		                 .call = order->call,
		                 .lane = order->lane,
		                 .sequence = 1,
		                 .end = LEG_FAILED,
		                 .at = phone->clock->utc(phone->clock->ctx),
		                 .tick = phone_now(phone) };

	log_warn("phone.ring_refused", KV_ID(leg, order->leg));
	phone->sink.last(phone->sink.ctx, &news);
}

static void write_names(struct leg *leg, const struct trunk *trunk)
{
	const char *caller = trunk->config->caller_id;

	snprintf(leg->dialogue.local_uri, sizeof(leg->dialogue.local_uri), "sip:%s@%s",
	         caller[0] ? caller : "anonymous", trunk->domain);
	snprintf(leg->dialogue.remote_uri, sizeof(leg->dialogue.remote_uri), "sip:%s@%s", leg->number,
	         trunk->domain);
	text_fit(text_of(trunk->config->name), leg->dialogue.trunk, sizeof(leg->dialogue.trunk));
}

static void write_side(struct leg *leg, const struct trunk *trunk)
{
	bool all = !trunk->config->pcmu && !trunk->config->pcma;

	leg->side.pcmu = all || trunk->config->pcmu;
	leg->side.pcma = all || trunk->config->pcma;
	leg->side.version++;
}

/* Tries trunks until one takes the INVITE; false: none is left. */
static bool try_next(struct leg *leg)
{
	struct phone *phone = leg->phone;

	while (leg->next_trunk < leg->trunk_count) {
		struct trunk *trunk = &phone->trunks[leg->trunks[leg->next_trunk++]];

		write_names(leg, trunk);
		write_side(leg, trunk);
		if (attempt_start(leg, trunk))
			return true;
	}
	return false;
}

void leg_on_trunk_failure(struct leg *leg, uint16_t sip_code)
{
	leg->dialogue.remote_tag[0] = 0;
	if (!leg->phone->closing && try_next(leg))
		return;
	leg_end(leg, LEG_FAILED, sip_code);
}

static void on_ring_over(void *arg)
{
	leg_end(arg, LEG_NO_ANSWER, 408);
}

/* A display name may not end its quotes or the line; what could is left out. */
static void write_shown(struct leg *leg, const char *shown)
{
	size_t n = 0;

	if (!shown[0] || !text_is_utf8(text_of(shown)))
		return;
	leg->shown[n++] = '"';
	for (; *shown && n + 4 < sizeof(leg->shown); shown++)
		if (*shown != '"' && *shown != '\\' && (unsigned char)*shown >= 0x20)
			leg->shown[n++] = *shown;
	memcpy(leg->shown + n, "\" ", 3);
}

static struct leg *take(struct phone *phone, const struct order *order)
{
	handle at;
	struct leg *leg = slots_take(phone->legs, &at);

	if (!leg)
		return NULL;
	leg->phone = phone;
	leg->at = at;
	leg->id = order->leg;
	leg->call = order->call;
	leg->lane = order->lane;
	leg->ring = order->ring.ring;
	leg->begun = order->ring.begun.us ? order->ring.begun : phone_now(phone);
	memcpy(leg->number, order->ring.number, sizeof(leg->number));
	memcpy(leg->dialogue.call_id, order->ring.call_id, sizeof(leg->dialogue.call_id));
	memcpy(leg->dialogue.local_tag, order->ring.local_tag, sizeof(leg->dialogue.local_tag));
	write_shown(leg, order->ring.shown);
	leg->side.address = phone->media_address;
	leg->side.id = order->leg;
	return leg;
}

/* Of those that fit, the named one alone. */
static size_t keep_named(const struct phone *phone, const char *name, size_t count,
                         unsigned out[TRUNKS_MOST])
{
	for (size_t i = 0; i < count; i++)
		if (strcmp(phone->config.trunks[out[i]].name, name) == 0) {
			out[0] = out[i];
			return 1;
		}
	return 0;
}

static size_t choose_trunks(struct phone *phone, const char *number, const char *only,
                            unsigned out[TRUNKS_MOST])
{
	struct route_load loads[TRUNKS_MOST];
	size_t count;

	for (unsigned i = 0; i < phone->config.trunk_count; i++)
		loads[i] = (struct route_load){ .channels = phone->trunks[i].channels,
			                            .down = phone->trunks[i].status.known &&
			                                    !phone->trunks[i].status.up };
	count = route_choose(&phone->config, loads, number, out);
	return only[0] ? keep_named(phone, only, count, out) : count;
}

void leg_dial(struct phone *phone, const struct order *order)
{
	struct media_leg ask = { .leg = order->leg, .call = order->call, .lane = order->lane };
	struct leg *leg;

	must(order->ring.call_id[0] && order->ring.local_tag[0]);
	leg = phone->closing || leg_find(phone, order->leg) ? NULL : take(phone, order);
	if (!leg) {
		refuse(phone, order);
		return;
	}
	if (media_leg_open(phone->media, &ask, &leg->side.port) != OK) {
		slots_give(phone->legs, leg->at);
		refuse(phone, order);
		return;
	}
	hash_append(phone->by_id, (uint32_t)hash_number((uint64_t)leg->id), &leg->by_id, leg);
	hash_append(phone->by_call_id, hash_joaat_str(leg->dialogue.call_id), &leg->by_call_id, leg);
	capture_begin(leg);
	leg->trunk_count = choose_trunks(phone, leg->number, order->ring.trunk, leg->trunks);
	if (order->ring.trunk[0] && leg->trunk_count == 0) {
		leg_end(leg, LEG_BAD_NUMBER, 0);
		return;
	}
	if (!try_next(leg)) {
		leg_end(leg, LEG_FAILED, 503);
		return;
	}
	tmr_start(&leg->timer, (uint64_t)span_ms(leg->ring), on_ring_over, leg);
}

void leg_hang_up(struct phone *phone, const struct order *order)
{
	struct leg *leg = leg_find(phone, order->leg);

	if (!leg)
		return;
	if (leg->answered && order->hang_up.after_say && media_order(phone->media, order) == OK)
		return; /* media says when (said_and_hang_up) */
	leg_drop(leg, LEG_WE_HUNG_UP, 0);
}

static void on_probe_answer(int err, const struct sip_msg *msg, void *arg)
{
	struct leg *leg = arg;

	if (!err && msg && msg->scode < 200)
		return;
	leg->probe = NULL;
	if (err || !msg || msg->scode == 408)
		return; /* media waits a little longer, then says lost */
	if (msg->scode == 481)
		leg_end(leg, LEG_LOST, 481);
	else
		media_leg_alive(leg->phone->media, leg->id);
}

void leg_probe(struct leg *leg)
{
	struct dialogue_ask options = { "OPTIONS", &leg->peer, &leg->probe, on_probe_answer, leg };

	if (!leg->answered || leg->probe)
		return;
	(void)!dialogue_send(leg->trunk, &leg->dialogue, &options);
}
