// SPDX-License-Identifier: Apache-2.0
/*
 * One leg's sound. In: packets of the agreed address only, looked at for presence and keys, then
 * relayed at once. Out: one stream of our own numbers, made of a prompt's frames, else the other
 * side's packets, else silence.
 */
#include "adapter/media/thread.h"
#include "base/log.h"
#include "base/meter.h"

#include <arpa/inet.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#define PACKETS_AT_ONCE 8
#define RELAY_PAUSE MILLISECONDS(60) /* nothing relayed for so long: we send silence */
#define SEQUENCE_JUMP 500            /* further than this is a new stream, not loss */
#define SAME_KEY MILLISECONDS(400)   /* one press told in two ways */
#define STATIC_PCMU 0
#define STATIC_PCMA 8

/* labels of METER_DTMF are in this order */
static const char DTMF_LABELS[] = "0123456789*#";

void leg_free(struct leg *leg)
{
	say_stop(&leg->say);
	free(leg->inband);
	if (leg->rtp >= 0)
		close(leg->rtp);
	if (leg->rtcp >= 0)
		close(leg->rtcp);
	free(leg);
}

/* ---- out ------------------------------------------------------------------------------- */
static bool may_send(const struct leg *leg)
{
	return leg->has_remote && leg->remote.they_hear &&
	       leg->remote.address.sin_addr.s_addr != INADDR_ANY;
}

static void send_packet(struct media_thread *thread, struct leg *leg, uint8_t *packet,
                        size_t length)
{
	ssize_t sent =
		sendto(leg->rtp, packet, length, MSG_DONTWAIT | MSG_NOSIGNAL,
	           (const struct sockaddr *)&leg->remote.address, sizeof(leg->remote.address));

	thread->sent += sent > 0;
	leg->packets_out += sent > 0;
	leg->out.sent = thread->now;
}

/* A timestamp that fits the time since the last packet, when a new source takes over. */
static uint32_t timestamp_now(const struct leg *leg, mono now)
{
	int64_t samples = mono_since(now, leg->out.sent).us / 125;

	return leg->out.timestamp + (uint32_t)(samples < MEDIA_FRAME ? MEDIA_FRAME : samples);
}

static void send_own(struct media_thread *thread, struct leg *leg, const uint8_t *frame)
{
	struct out_stream *out = &leg->out;
	bool goes_on = out->source == OUT_OWN;
	uint8_t packet[RTP_HEADER + MEDIA_FRAME];
	bool alaw = leg->remote.codec == MEDIA_PCMA;

	if (!may_send(leg))
		return;
	out->timestamp = goes_on ? out->timestamp + MEDIA_FRAME : timestamp_now(leg, thread->now);
	out->source = OUT_OWN;
	rtp_write(&(struct rtp_packet){ .payload_type = leg->remote.payload,
	                                .marker = !goes_on,
	                                .sequence = out->next_sequence++,
	                                .timestamp = out->timestamp,
	                                .ssrc = out->ssrc },
	          packet);
	if (!frame)
		memset(packet + RTP_HEADER, alaw ? ALAW_SILENCE : ULAW_SILENCE, MEDIA_FRAME);
	else if (alaw)
		g711_map(thread->laws.to_alaw, frame, packet + RTP_HEADER, MEDIA_FRAME);
	else
		memcpy(packet + RTP_HEADER, frame, MEDIA_FRAME);
	send_packet(thread, leg, packet, sizeof(packet));
}

/*
 * The other side's numbers, shifted so that ours go on; loss and swaps stay visible to the far end.
 */
static bool shift(struct media_thread *thread, struct out_stream *out, const struct leg *to,
                  struct rtp_packet *packet)
{
	int16_t ahead = (int16_t)(packet->sequence - out->last_sequence);

	if (out->source != OUT_RELAY || out->from_ssrc != packet->ssrc || abs(ahead) > SEQUENCE_JUMP) {
		out->from_ssrc = packet->ssrc;
		out->sequence_shift = (uint16_t)(out->next_sequence - packet->sequence);
		out->timestamp_shift = timestamp_now(to, thread->now) - packet->timestamp;
		out->first_sequence = out->last_sequence = packet->sequence;
		packet->marker = true;
		out->source = OUT_RELAY;
	} else if ((int16_t)(packet->sequence - out->first_sequence) < 0 && ahead < 0) {
		return false; /* from before the change: its number is taken */
	}
	if (ahead > 0)
		out->last_sequence = packet->sequence;
	packet->sequence = (uint16_t)(packet->sequence + out->sequence_shift);
	packet->timestamp += out->timestamp_shift;
	packet->ssrc = out->ssrc;
	return true;
}

/*
 * A prompt replaces the talk from its first frame to its last; not while it is still being
 * rendered.
 */
bool leg_is_told(const struct leg *leg)
{
	return leg->say.state == SAY_PLAYING && (leg->say.clip || leg->say.line > 0);
}

static void relay(struct media_thread *thread, struct leg *to, enum media_codec codec,
                  struct rtp_packet *packet)
{
	struct out_stream *out = &to->out;
	uint8_t *head = packet->payload - RTP_HEADER;

	if (!may_send(to) || leg_is_told(to) || packet->length == 0)
		return;
	if (!shift(thread, out, to, packet))
		return;
	if (codec != to->remote.codec)
		g711_map(codec == MEDIA_PCMU ? thread->laws.to_alaw : thread->laws.to_ulaw, packet->payload,
		         packet->payload, packet->length);
	packet->payload_type = to->remote.payload;
	rtp_write(packet, head);
	send_packet(thread, to, head, RTP_HEADER + packet->length);
	if ((int16_t)(packet->sequence - out->next_sequence) >= 0) {
		out->next_sequence = (uint16_t)(packet->sequence + 1);
		out->timestamp = packet->timestamp;
	}
}

/* ---- in -------------------------------------------------------------------------------- */
static bool same_address(const struct sockaddr_in *a, const struct sockaddr_in *b)
{
	return a->sin_addr.s_addr == b->sin_addr.s_addr && a->sin_port == b->sin_port;
}

static void log_stranger(struct leg *leg, const struct sockaddr_in *from)
{
	char address[INET_ADDRSTRLEN] = "";

	if (leg->stranger_logged)
		return;
	leg->stranger_logged = true;
	(void)inet_ntop(AF_INET, &from->sin_addr, address, sizeof(address));
	log_warn("media.stranger", KV_ID(leg, leg->id), KV_ID(call, leg->call),
	         KV_TEXT(address, address));
}

/*
 * Is it the peer we agreed on? A symmetric trunk's address may be learnt once, soon after the
 * answer.
 */
static bool is_peer(struct media_thread *thread, struct leg *leg, const struct sockaddr_in *from,
                    const struct rtp_packet *packet)
{
	if (same_address(from, &leg->remote.address))
		return true;
	if (leg->remote.symmetric && !leg->latched && !leg->heard &&
	    packet->payload_type == leg->remote.payload &&
	    !span_less(thread->media->config.latch, mono_since(thread->now, leg->remote_at))) {
		leg->latched = true;
		leg->remote.address = *from;
		return true;
	}
	thread->strangers++;
	log_stranger(leg, from);
	return false;
}

void leg_pressed(struct media_thread *thread, struct leg *leg, char key, enum key_source source)
{
	struct news news = { .kind = NEWS_KEY, .key = key };
	const char *label = strchr(DTMF_LABELS, key);
	bool again = key == leg->last_key && source != leg->last_key_source &&
	             span_less(mono_since(thread->now, leg->last_key_at), SAME_KEY);

	must(key_is_valid(key));
	leg->last_key = key;
	leg->last_key_source = source;
	leg->last_key_at = thread->now;
	if (again || !say_key(&leg->say, leg->pair != NULL, &news.token))
		return;
	/* A key may end the talk: what is billed is what was heard until now. */
	if (leg->pair)
		news.witnessed = witness_certain(&leg->pair->witness);
	if (label)
		meter_add(METER_DTMF, (unsigned)(label - DTMF_LABELS), 1);
	news_put(thread, leg, &news);
}

static void listen_inband(struct media_thread *thread, struct leg *leg, enum media_codec codec,
                          const struct rtp_packet *packet)
{
	int16_t samples[MEDIA_FRAME];
	size_t count = packet->length < MEDIA_FRAME ? packet->length : MEDIA_FRAME;
	char key;

	if (!leg->inband)
		leg->inband = calloc(1, sizeof(*leg->inband));
	must(leg->inband != NULL);
	for (size_t i = 0; i < count; i++)
		samples[i] =
			codec == MEDIA_PCMU ? ulaw_sample(packet->payload[i]) : alaw_sample(packet->payload[i]);
	key = inband_feed(leg->inband, samples, count);
	if (key)
		leg_pressed(thread, leg, key, KEY_INBAND);
}

static void heard(struct media_thread *thread, struct leg *leg, struct rtp_packet *packet)
{
	enum media_codec codec = leg->remote.codec;
	char key;

	leg->heard = true;
	leg->last_packet = thread->now;
	leg->probed = false;
	leg->probe_not_before = (mono){ 0 };
	if (leg->pair)
		pair_packet(thread, leg);
	if (leg->remote.event_payload == packet->payload_type) {
		key = keys_read(&leg->keys, packet);
		if (key)
			leg_pressed(thread, leg, key, KEY_EVENT);
		return;
	}
	if (packet->payload_type != leg->remote.payload) {
		if (packet->payload_type != STATIC_PCMU && packet->payload_type != STATIC_PCMA)
			return;
		codec = packet->payload_type == STATIC_PCMU ? MEDIA_PCMU : MEDIA_PCMA;
	}
	if (leg->remote.event_payload < 0)
		listen_inband(thread, leg, codec, packet);
	if (leg->pair)
		relay(thread, pair_other(leg), codec, packet);
}

/* False: nothing waits any more. */
static bool take_packet(struct media_thread *thread, struct leg *leg)
{
	struct arrived arrived = { 0 };
	struct rtp_packet packet;

	if (!arrival_take(&thread->arrivals, leg->rtp, thread->packet, sizeof(thread->packet),
	                  &arrived))
		return false;
	/* A leg that came from another thread may be ahead of what this one last saw of the clock. */
	if (mono_before(thread->arrivals.now, leg->arrived))
		thread->arrivals.now = leg->arrived;
	thread->now = thread->arrivals.now;
	if (!leg->has_remote || !rtp_read(thread->packet, arrived.length, &packet) ||
	    !is_peer(thread, leg, &arrived.from, &packet))
		return true;
	if (mono_before(leg->arrived, arrived.at))
		leg->arrived = arrived.at;
	thread->received++;
	leg->packets_in++;
	heard(thread, leg, &packet);
	return true;
}

void leg_packets(struct media_thread *thread, struct leg *leg)
{
	for (int i = 0; i < PACKETS_AT_ONCE; i++)
		if (!take_packet(thread, leg))
			return;
}

void leg_set_remote(struct media_thread *thread, struct leg *leg, const struct media_remote *remote)
{
	bool moved = !leg->has_remote || !same_address(&remote->address, &leg->signalled);
	struct sockaddr_in learnt = leg->remote.address;

	must(remote->payload < 128);
	leg->remote = *remote;
	leg->has_remote = true;
	if (moved) {
		leg->signalled = remote->address;
		leg->remote_at = thread->now;
		leg->heard = leg->latched = leg->stranger_logged = false;
	} else if (leg->latched) {
		/* A re-INVITE of the same phone behind the same NAT repeats the wrong address. */
		leg->remote.address = learnt;
	}
}

/* ---- the 20 ms tick -------------------------------------------------------------------- */
static void wait_for_line(struct media_thread *thread, struct leg *leg)
{
	const struct speech_line *wants = say_wants(&leg->say);
	struct speech_clip *clip = clips_take(thread->clips, wants, thread->now);

	if (clip) {
		say_give(&leg->say, clip);
		return;
	}
	if (span_less(mono_since(thread->now, leg->say.wait_since), thread->media->config.prompt_wait))
		return;
	log_warn("media.line_skipped", KV_ID(leg, leg->id), KV_TEXT(prompt, wants->name),
	         KV_NUM(line, wants->number));
	say_skip(&leg->say, thread->now);
}

/* True: a frame of a prompt left. */
static bool speak(struct media_thread *thread, struct leg *leg)
{
	const uint8_t *frame = NULL;
	enum say_step step = say_next(&leg->say, thread->now, &frame);

	if (step == SAY_WAITING) {
		wait_for_line(thread, leg);
		step = say_next(&leg->say, thread->now, &frame);
	}
	if (step == SAY_SAID) {
		struct news news = { .kind = NEWS_SAID, .token = leg->say.token };

		news_put(thread, leg, &news);
	}
	if (step == SAY_FRAME && leg->pair)
		pair_prompt(leg->pair);
	if (step == SAY_FRAME)
		send_own(thread, leg, frame);
	return step == SAY_FRAME;
}

static bool wants_silence(const struct media_thread *thread, const struct leg *leg)
{
	return thread->media->config.send_silence &&
	       (leg->out.source != OUT_RELAY ||
	        !span_less(mono_since(thread->now, leg->out.sent), RELAY_PAUSE));
}

void leg_tick(struct media_thread *thread, struct leg *leg)
{
	const struct media_listener *listener = &thread->media->listener;
	bool spoke;

	if (leg->hang_up_after_say && (leg->say.state != SAY_PLAYING || leg->say.repeat)) {
		leg->hang_up_after_say = false;
		listener->said_and_hang_up(listener->ctx, leg->id);
	}
	if (!leg->has_remote)
		return;
	spoke = speak(thread, leg);
	if (say_no_key(&leg->say, thread->now)) {
		struct news news = { .kind = NEWS_NO_KEY, .token = leg->say.token };

		news_put(thread, leg, &news);
	}
	if (!spoke && wants_silence(thread, leg))
		send_own(thread, leg, NULL);
}

/* Nobody there? Ask once by signalling, then call it lost (SETTLED 24). */
void leg_presence(struct media_thread *thread, struct leg *leg)
{
	const struct media_config *config = &thread->media->config;
	const struct media_listener *listener = &thread->media->listener;
	mono since = mono_before(leg->last_packet, leg->remote_at) ? leg->remote_at : leg->last_packet;

	if (!leg->has_remote || leg->lost_told)
		return;
	if (!leg->probed) {
		if (span_less(mono_since(thread->now, since), config->probe) ||
		    mono_before(thread->now, leg->probe_not_before))
			return;
		leg->probed = true;
		leg->probed_at = thread->now;
		listener->probe(listener->ctx, leg->id);
	} else if (!span_less(mono_since(thread->now, leg->probed_at),
	                      span_take(config->lost, config->probe))) {
		leg->lost_told = true;
		listener->lost(listener->ctx, leg->id);
	}
}
