// SPDX-License-Identifier: Apache-2.0
/* A handset's sound: what it hears goes to the journal and to its habits, which press keys and hang
 * up. */
#include "phones/handset.h"

#include <string.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

#define STILL_UNREAD 100 /* packets: two seconds */

static struct sound sound_of(struct handset *h)
{
	struct sound_box *box = h->network->sounds;

	switch (h->behaviour.sound) {
	case SOUND_TONE: return sound_tone(box, behaviour_hz(&h->behaviour, h->number));
	case SOUND_SILENCE: return sound_silence(box);
	case SOUND_VOICEMAIL: return sound_voicemail(box);
	case SOUND_NOTHING:
	case SOUND_ECHO: break;
	}
	return (struct sound){ 0 };
}

static bool passed(mono from, span after, mono now)
{
	return after.us >= 0 && from.us > 0 && !span_less(mono_since(now, from), after);
}

/* A line ended: keys that wait for it are due after their delay, and again later if speech goes on.
 */
static void arm_keys(struct handset *h, const struct prompt_line *line)
{
	for (size_t i = 0; i < h->behaviour.key_count; i++) {
		const struct key_habit *key = &h->behaviour.keys[i];
		struct key_plan *plan = &h->plans[i];

		if (plan->done || !behaviour_means(key->prompt, line->name, line->words))
			continue;
		plan->armed = true;
		plan->due = mono_add(reactor_now(), key->delay);
	}
}

static void press_due(struct handset *h, mono now)
{
	for (size_t i = 0; i < h->behaviour.key_count; i++) {
		const struct key_habit *key = &h->behaviour.keys[i];
		struct key_plan *plan = &h->plans[i];

		if (key->prompt[0] == 0 && !plan->done && passed(h->answered, key->after, now)) {
			plan->armed = true;
			plan->due = now;
		}
		if (plan->armed && key->prompt[0] && ear_in_speech(&h->ear)) {
			plan->due = mono_add(now, key->delay);
			continue;
		}
		if (!plan->armed || mono_before(now, plan->due))
			continue;
		plan->armed = false;
		plan->done = handset_press(h, key->keys, key->way) && key->once;
	}
}

static void put_times(struct json *j, const struct ear_heard *heard)
{
	json_put_number(j, "ms", span_ms(instant_since(heard->to, heard->from)));
	json_put_number(j, "from_us", heard->from.us);
	json_put_number(j, "to_us", heard->to.us);
}

static void heard_line(struct handset *h, const struct ear_heard *heard)
{
	bool whole = heard->kind == EAR_LINE;
	struct json *j = handset_log(h, "heard_prompt");

	json_put_chars(j, "name", heard->line->name);
	json_put_number(j, "line", heard->line->number);
	json_put_chars(j, "text", heard->line->words);
	json_put_bool(j, "whole", whole);
	put_times(j, heard);
	journal_end(h->network->journal);
	if (!whole)
		return;
	arm_keys(h, heard->line);
	if (h->behaviour.hang_up_on[0] &&
	    behaviour_means(h->behaviour.hang_up_on, heard->line->name, heard->line->words))
		h->behaviour.hang_up_after =
			span_add(mono_since(reactor_now(), h->answered), MILLISECONDS(20));
}

static void heard_tone(struct handset *h, const struct ear_heard *heard)
{
	struct json *j = handset_log(h, heard->kind == EAR_TONE ? "heard_tone" : "tone_began");

	if (h->talk.us == 0) {
		h->talk = reactor_now();
		h->network->talked++;
	}
	json_put_number(j, "hz", heard->hz);
	if (heard->kind == EAR_TONE) {
		put_times(j, heard);
		json_put_number(j, "gap_ms", span_ms(heard->missing));
		json_put_number(j, "gaps", heard->gaps);
		h->tone_us += (uint64_t)instant_since(heard->to, heard->from).us;
	}
	journal_end(h->network->journal);
}

static void on_heard(void *ctx, const struct ear_heard *heard)
{
	struct handset *h = ctx;
	char key[2] = { heard->key, 0 };
	struct json *j;

	switch (heard->kind) {
	case EAR_LINE:
	case EAR_LINE_CUT: heard_line(h, heard); return;
	case EAR_TONE_BEGAN:
	case EAR_TONE: heard_tone(h, heard); return;
	case EAR_SOUND:
		j = handset_log(h, "heard_sound");
		put_times(j, heard);
		journal_end(h->network->journal);
		return;
	case EAR_KEY:
		j = handset_log(h, "heard_key");
		json_put_chars(j, "key", key);
		journal_end(h->network->journal);
		return;
	}
}

static bool is_peer(const struct handset *h, const struct sockaddr_in *from)
{
	return from->sin_port == h->offer.to.sin_port &&
	       from->sin_addr.s_addr == h->offer.to.sin_addr.s_addr;
}

/* What the kernel stamped, for a busy machine reads late; else now. */
static instant came_at(struct msghdr *head)
{
	struct timespec at = { 0 };

	for (struct cmsghdr *c = CMSG_FIRSTHDR(head); c; c = CMSG_NXTHDR(head, c))
		if (c->cmsg_level == SOL_SOCKET && c->cmsg_type == SO_TIMESTAMPNS)
			memcpy(&at, CMSG_DATA(c), sizeof at);
	if (at.tv_sec == 0)
		return reactor_utc();
	return (instant){ (int64_t)at.tv_sec * 1000000 + at.tv_nsec / 1000 };
}

/* False: nothing waits. */
static bool take_rtp(struct handset *h)
{
	uint8_t packet[2048], type = 0;
	_Alignas(struct cmsghdr) char control[CMSG_SPACE(sizeof(struct timespec))];
	struct sockaddr_in from = { 0 };
	struct iovec into = { packet, sizeof packet };
	struct msghdr head = { .msg_name = &from,
		                   .msg_namelen = sizeof from,
		                   .msg_iov = &into,
		                   .msg_iovlen = 1,
		                   .msg_control = control,
		                   .msg_controllen = sizeof control };
	size_t length = 0;
	ssize_t n = recvmsg(h->rtp_fd, &head, MSG_DONTWAIT);

	if (n < 0 || h->state == HANDSET_VANISHED)
		return false;
	if (n < 12)
		return true;
	if (!is_peer(h, &from)) {
		h->strays++;
		return true;
	}
	const uint8_t *payload = ear_packet(&h->ear, came_at(&head), packet, (size_t)n, &length, &type);

	if (payload && h->behaviour.sound == SOUND_ECHO && h->offer.listens)
		mouth_echo(&h->mouth, type, payload, length);
	return true;
}

static void on_rtp(void *ctx)
{
	(void)take_rtp(ctx);
}

void handset_talk_begin(struct handset *h)
{
	must(h->rtp_fd >= 0);
	mouth_init(&h->mouth, h->rtp_fd, &h->offer.to);
	h->mouth.sound = sound_of(h);
	h->mouth.type = h->offer.type;
	h->mouth.event_type = h->offer.event_type;
	ear_init(&h->ear, h->network->book, h->offer.event_type);
	h->ear.heard = on_heard;
	h->ear.ctx = h;
	h->ear.last = h->answered;
	h->rtp = (struct reactor_watch){ .ready = on_rtp, .ctx = h, .fd = -1 };
	(void)setsockopt(h->rtp_fd, SOL_SOCKET, SO_TIMESTAMPNS, &(int){ 1 }, sizeof(int));
	must(reactor_watch(h->network->reactor, &h->rtp, h->rtp_fd) == OK);
	network_beat_join(h->network, h);
}

void handset_talk_stop(struct handset *h)
{
	if (h->rtp_fd < 0)
		return;
	network_beat_leave(h->network, h);
	reactor_unwatch(h->network->reactor, &h->rtp);
	for (int i = 0; i < STILL_UNREAD && take_rtp(h); i++)
		continue; /* it had come before the end */
	ear_done(&h->ear);
}

void handset_talk_end(struct handset *h)
{
	handset_talk_stop(h);
	if (h->rtp_fd >= 0)
		close(h->rtp_fd);
	h->rtp_fd = -1;
}

void handset_beat(struct handset *h, mono now)
{
	const struct behaviour *b = &h->behaviour;

	ear_tick(&h->ear, now);
	press_due(h, now);
	if (h->offer.listens || h->mouth.keys[0])
		mouth_beat(&h->mouth);
	if (passed(h->answered, b->vanish_after, now) || passed(h->talk, b->vanish_after_talk, now))
		handset_vanish(h);
	else if (passed(h->answered, b->hang_up_after, now) ||
	         passed(h->talk, b->hang_up_after_talk, now))
		handset_hang_up(h, "behaviour");
	else if (!span_less(mono_since(now, h->ear.last), h->network->config.lost_after))
		handset_hang_up(h, "lost");
}
