// SPDX-License-Identifier: Apache-2.0
/* A handset's SIP: one INVITE from its first ring to the last word, by RFC 3261's server rules. */
#include "phones/handset.h"

#include "base/random.h"

#include <arpa/inet.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define T1 MILLISECONDS(500)
#define T2 SECONDS(4)
#define MOST_RESENDS 11 /* about 32 s, as RFC 3261's 64 * T1 */
#define LINGER SECONDS(2)
#define FORGET SECONDS(120)
#define RING_MOST SECONDS(180)

const char *handset_state_words(enum handset_state state)
{
	static const char *const WORDS[] = { "dead",    "ringing", "answered", "talking",
		                                 "refused", "leaving", "gone",     "vanished" };

	must((size_t)state < COUNT(WORDS));
	return WORDS[state];
}

struct json *handset_log(struct handset *handset, const char *event)
{
	struct json *j = journal_begin(handset->network->journal, event, handset->number);

	json_put_chars(j, "call_id", handset->call_id);
	return j;
}

static void log_plain(struct handset *handset, const char *event)
{
	(void)handset_log(handset, event);
	journal_end(handset->network->journal);
}

static int64_t ms_since(mono now, mono then)
{
	return then.us ? span_ms(mono_since(now, then)) : 0;
}

static void log_ended(struct handset *h, const char *by, const char *why)
{
	struct json *j = handset_log(h, "ended");
	mono now = reactor_now();

	json_put_chars(j, "by", by);
	json_put_chars(j, "why", why);
	if (h->final_code)
		json_put_number(j, "code", h->final_code);
	json_put_number(j, "rang_ms", ms_since(h->answered.us ? h->answered : now, h->rang));
	json_put_number(j, "answered_ms", ms_since(now, h->answered));
	json_put_number(j, "talk_ms", (int64_t)(h->tone_us / 1000));
	json_put_number(j, "rtp_sent", (int64_t)h->mouth.packets);
	json_put_number(j, "rtp_received", (int64_t)h->ear.packets);
	json_put_number(j, "rtp_lost", (int64_t)h->ear.lost);
	json_put_number(j, "rtp_strange", (int64_t)h->strays);
	json_put_number(j, "gap_ms", span_ms(h->ear.longest_gap));
	journal_end(h->network->journal);
}

/* The call is over for the person; the handset stays a while for what is sent twice. */
static void end(struct handset *h, enum handset_state state, const char *by, const char *why)
{
	must(state >= HANDSET_REFUSED);
	if (state == HANDSET_VANISHED)
		handset_talk_stop(h);
	else
		handset_talk_end(h);
	log_ended(h, by, why);
	h->state = state;
	reactor_set(h->network->reactor, &h->step, state == HANDSET_VANISHED ? FORGET : LINGER);
	if (state == HANDSET_REFUSED || state == HANDSET_LEAVING)
		reactor_clear(h->network->reactor, &h->step);
}

void handset_free(struct handset *handset)
{
	struct network *network = handset->network;

	handset_talk_end(handset);
	reactor_clear(network->reactor, &handset->step);
	reactor_clear(network->reactor, &handset->resend);
	network_remove(network, handset);
	free(handset->datagram);
	free(handset->request);
	free(handset);
}

/* --- answers --- */

static void reply(struct handset *h, const struct message *m, unsigned code, const char *sdp)
{
	char buffer[8192], address[INET_ADDRSTRLEN];
	struct message_out out = { .at = buffer, .room = sizeof buffer };
	struct message_reply words = {
		.code = code,
		.to_tag = code > 100 ? h->tag : NULL,
		.contact = code > 100 && code < 300 ? h->contact : NULL,
		.extra = code == 200 ? "Allow: INVITE, ACK, CANCEL, BYE, OPTIONS, INFO\r\n" : NULL,
		.sdp = sdp,
		.source_address = address,
		.source_port = ntohs(h->peer.sin_port)
	};

	must(inet_ntop(AF_INET, &h->peer.sin_addr, address, sizeof address) != NULL);
	if (message_write_reply(&out, m, &words) == OK)
		network_send(h->network, &h->peer, buffer, out.length);
}

static void reply_final(struct handset *h)
{
	char sdp[TERMS_ANSWER_CHARS];

	must(h->final_code >= 200);
	if (h->final_code < 300)
		terms_answer(&h->offer, h->network->host, h->rtp_port, h->sdp_version, sdp);
	reply(h, &h->invite, h->final_code, h->final_code < 300 ? sdp : NULL);
}

static void resend_start(struct handset *h)
{
	h->resends = 0;
	h->resend_after = T1;
	reactor_set(h->network->reactor, &h->resend, T1);
}

static void on_resend(void *ctx)
{
	struct handset *h = ctx;

	if (++h->resends >= MOST_RESENDS) {
		if (h->state == HANDSET_ANSWERED)
			handset_hang_up(h, "no_ack");
		else
			reactor_set(h->network->reactor, &h->step, MILLISECONDS(1));
		return;
	}
	if (h->request)
		network_send(h->network, &h->peer, h->request, strlen(h->request));
	else if (h->state == HANDSET_ANSWERED || h->state == HANDSET_REFUSED)
		reply_final(h);
	h->resend_after =
		span_less(h->resend_after, T2) ? span_add(h->resend_after, h->resend_after) : T2;
	reactor_set(h->network->reactor, &h->resend, h->resend_after);
}

void handset_answer(struct handset *h)
{
	if (h->state != HANDSET_RINGING)
		return;
	enum err err = terms_read(h->invite.body, &h->offer);

	if (err != OK) {
		handset_refuse(h, 488, "no_offer");
		return;
	}
	if (network_rtp(h->network, &h->rtp_fd, &h->rtp_port) != OK) {
		handset_refuse(h, 503, "no_port");
		return;
	}
	reactor_clear(h->network->reactor, &h->step);
	h->state = HANDSET_ANSWERED;
	h->final_code = 200;
	h->answered = reactor_now();
	h->answered_at = reactor_utc();
	h->network->answered++;
	handset_talk_begin(h);
	reply_final(h);
	resend_start(h);
	log_plain(h, "answered");
}

void handset_refuse(struct handset *h, unsigned code, const char *why)
{
	if (h->state != HANDSET_RINGING)
		return;
	must(code >= 300 && code < 700);
	h->final_code = code;
	reply_final(h);
	struct json *j = handset_log(h, code == 487 ? "cancelled" : "rejected");

	json_put_number(j, "code", code);
	json_put_chars(j, "why", why);
	journal_end(h->network->journal);
	end(h, HANDSET_REFUSED, code == 487 ? "peer" : "us", why);
	resend_start(h);
}

/* --- our own requests --- */

static void add_routes(struct message_out *out, const struct handset *h)
{
	for (size_t i = 0; i < h->invite.route_count; i++)
		message_add(out, "Route: %.*s\r\n", TEXT(h->invite.routes[i]));
}

static void start_request(struct message_out *out, struct handset *h, const char *method)
{
	text target =
		h->invite.contact.length ? message_uri(h->invite.contact) : message_uri(h->invite.from);

	message_add(out, "%s %.*s SIP/2.0\r\nVia: SIP/2.0/UDP %s:%u;branch=z9hG4bK%016llx;rport\r\n",
	            method, TEXT(target), h->network->host, ntohs(h->network->config.listen.sin_port),
	            (unsigned long long)random_secret_u64());
	add_routes(out, h);
	message_add(
		out, "Max-Forwards: 70\r\nFrom: %.*s;tag=%s\r\nTo: %.*s\r\nCall-ID: %s\r\nCSeq: %u %s\r\n",
		TEXT(h->invite.to), h->tag, TEXT(h->invite.from), h->call_id, ++h->cseq, method);
	message_add(out, "Contact: %s\r\n", h->contact);
}

void handset_send_info(struct handset *h, char key)
{
	char buffer[8192], body[40];
	struct message_out out = { .at = buffer, .room = sizeof buffer };

	if (h->state != HANDSET_TALKING)
		return;
	(void)snprintf(body, sizeof body, "Signal=%c\r\nDuration=160\r\n", key);
	start_request(&out, h, "INFO");
	if (message_finish(&out, "application/dtmf-relay", body) == OK)
		network_send(h->network, &h->peer, buffer, out.length);
}

static void send_bye(struct handset *h)
{
	char buffer[8192];
	struct message_out out = { .at = buffer, .room = sizeof buffer };

	start_request(&out, h, "BYE");
	if (message_finish(&out, NULL, NULL) != OK)
		return;
	free(h->request);
	h->request = strndup(buffer, out.length);
	must(h->request != NULL);
	network_send(h->network, &h->peer, h->request, out.length);
}

void handset_hang_up(struct handset *h, const char *why)
{
	if (h->state == HANDSET_RINGING)
		handset_refuse(h, 603, why);
	if (h->state == HANDSET_ANSWERED &&
	    strcmp(why, "no_ack") != 0) { /* not before the ACK: RFC 3261, 15 */
		h->behaviour.hang_up_after = MILLISECONDS(0);
		return;
	}
	if (h->state != HANDSET_ANSWERED && h->state != HANDSET_TALKING)
		return;
	send_bye(h);
	log_plain(h, "bye_sent");
	end(h, HANDSET_LEAVING, strcmp(why, "lost") == 0 ? "timeout" : "us", why);
	resend_start(h);
}

void handset_vanish(struct handset *h)
{
	if (h->state != HANDSET_RINGING && h->state != HANDSET_ANSWERED && h->state != HANDSET_TALKING)
		return;
	reactor_clear(h->network->reactor, &h->resend);
	end(h, HANDSET_VANISHED, "us", "vanished");
}

bool handset_press(struct handset *h, const char *keys, enum press_way way)
{
	if (h->state != HANDSET_TALKING && h->state != HANDSET_ANSWERED)
		return false;
	if (way != PRESS_INFO &&
	    !mouth_press(&h->mouth, keys, way == PRESS_IN_BAND ? KEY_IN_BAND : KEY_RFC4733))
		return false;
	for (const char *key = keys; *key; key++) {
		char one[2] = { *key, 0 };
		struct json *j = handset_log(h, "pressed");

		json_put_chars(j, "key", one);
		journal_end(h->network->journal);
		if (way == PRESS_INFO)
			handset_send_info(h, *key);
	}
	return true;
}

/* --- the peer's requests --- */

static void on_invite_again(struct handset *h, const struct message *m)
{
	struct terms offer;
	char sdp[TERMS_ANSWER_CHARS];

	if (m->to_tag.length == 0 || m->cseq == h->invite.cseq) {
		if (h->final_code)
			reply_final(h);
		else if (h->state == HANDSET_RINGING)
			reply(h, &h->invite, h->behaviour.progress ? h->behaviour.progress : 100, NULL);
		return;
	}
	if (h->state != HANDSET_TALKING && h->state != HANDSET_ANSWERED) {
		reply(h, m, 481, NULL);
		return;
	}
	if (m->body.length > 0 && terms_read(m->body, &offer) != OK) {
		reply(h, m, 488, NULL);
		return;
	}
	if (m->body.length > 0) {
		h->offer = offer;
		h->mouth.to = offer.to;
	}
	terms_answer(&h->offer, h->network->host, h->rtp_port, ++h->sdp_version, sdp);
	reply(h, m, 200, sdp);
	struct json *j = handset_log(h, "reinvited");

	json_put_bool(j, "listens", h->offer.listens);
	json_put_bool(j, "sends", h->offer.sends);
	journal_end(h->network->journal);
}

static void on_ack(struct handset *h)
{
	if (h->state == HANDSET_ANSWERED) {
		reactor_clear(h->network->reactor, &h->resend);
		h->state = HANDSET_TALKING;
		log_plain(h, "acknowledged");
	} else if (h->state == HANDSET_REFUSED) {
		reactor_clear(h->network->reactor, &h->resend);
		h->state = HANDSET_GONE;
		reactor_set(h->network->reactor, &h->step, LINGER);
	}
}

static void on_bye(struct handset *h, const struct message *m)
{
	if (h->state == HANDSET_RINGING || h->state == HANDSET_REFUSED || !text_is(m->to_tag, h->tag)) {
		reply(h, m, 481, NULL);
		return;
	}
	reply(h, m, 200, NULL);
	if (h->state != HANDSET_ANSWERED && h->state != HANDSET_TALKING)
		return;
	reactor_clear(h->network->reactor, &h->resend);
	log_plain(h, "bye_received");
	end(h, HANDSET_GONE, "peer", "bye");
}

void handset_request(struct handset *h, const struct message *m)
{
	if (h->state == HANDSET_DEAD || h->state == HANDSET_VANISHED)
		return;
	if (text_is(m->method, "INVITE")) {
		on_invite_again(h, m);
	} else if (text_is(m->method, "ACK")) {
		on_ack(h);
	} else if (text_is(m->method, "BYE")) {
		on_bye(h, m);
	} else if (text_is(m->method, "CANCEL")) {
		reply(h, m, 200, NULL);
		handset_refuse(h, 487, "cancel");
	} else if (text_is(m->method, "OPTIONS")) {
		reply(h, m, h->state == HANDSET_TALKING || h->state == HANDSET_ANSWERED ? 200 : 481, NULL);
		log_plain(h, "options_received");
	} else if (text_is(m->method, "INFO")) {
		reply(h, m, 200, NULL);
		log_plain(h, "info_received");
	} else {
		reply(h, m, 405, NULL);
	}
}

void handset_response(struct handset *h, const struct message *m)
{
	if (h->state != HANDSET_LEAVING || m->code < 200 || !text_is(m->method, "BYE"))
		return;
	reactor_clear(h->network->reactor, &h->resend);
	h->state = HANDSET_GONE;
	reactor_set(h->network->reactor, &h->step, LINGER);
}

/* --- the beginning --- */

static void on_step(void *ctx)
{
	struct handset *h = ctx;

	if (h->state != HANDSET_RINGING) {
		handset_free(h);
		return;
	}
	bool expired =
		h->invite.expires >= 0 && ms_since(reactor_now(), h->rang) >= h->invite.expires * 1000;

	if (expired)
		handset_refuse(h, 487, "expired");
	else if (h->behaviour.ring == RING_ANSWER)
		handset_answer(h);
	else if (h->behaviour.ring == RING_REJECT)
		handset_refuse(h, h->behaviour.code, "behaviour");
	else
		handset_refuse(h, 480, "rang_out");
}

static span first_step(const struct handset *h)
{
	span most = h->invite.expires >= 0 ? SECONDS(h->invite.expires) : RING_MOST;
	bool acts = h->behaviour.ring == RING_ANSWER || h->behaviour.ring == RING_REJECT;

	return acts && span_less(h->behaviour.after, most) ? h->behaviour.after : most;
}

static void log_invite(struct handset *h)
{
	struct json *j = handset_log(h, "invite");
	char uri[64], whole[4096];

	json_put_chars(j, "from", h->from);
	json_put_chars(j, "name", h->name);
	journal_clean(h->invite.uri, uri, sizeof uri);
	json_put_chars(j, "uri", uri);
	if (h->invite.expires >= 0)
		json_put_number(j, "expires_s", h->invite.expires);
	if (h->network->config.whole_invites) {
		journal_clean(text_of(h->datagram), whole, sizeof whole);
		json_put_chars(j, "datagram", whole);
	}
	journal_end(h->network->journal);
}

static void fill_names(struct handset *h)
{
	journal_clean(message_user(h->invite.uri), h->number, sizeof h->number);
	journal_clean(message_user(h->invite.from), h->from, sizeof h->from);
	journal_clean(message_display(h->invite.from), h->name, sizeof h->name);
	(void)snprintf(h->tag, sizeof h->tag, "%016llx", (unsigned long long)random_secret_u64());
	(void)snprintf(h->contact, sizeof h->contact, "<sip:%.30s@%s:%u>", h->number, h->network->host,
	               ntohs(h->network->config.listen.sin_port));
}

void handset_new(struct network *network, const char *datagram, size_t length,
                 const struct sockaddr_in *peer)
{
	struct handset *h = calloc(1, sizeof *h);

	must(h != NULL);
	h->network = network;
	h->peer = *peer;
	h->rtp_fd = -1;
	h->rtp.fd = -1;
	h->datagram = malloc(length + 1);
	must(h->datagram != NULL);
	memcpy(h->datagram, datagram, length);
	h->datagram[length] = 0;
	h->step = (struct reactor_timer){ .fire = on_step, .ctx = h };
	h->resend = (struct reactor_timer){ .fire = on_resend, .ctx = h };
	if (message_read(h->datagram, length, &h->invite) != OK ||
	    text_into(h->invite.call_id, h->call_id, sizeof h->call_id) != OK) {
		network->malformed++;
		free(h->datagram);
		free(h);
		return;
	}
	fill_names(h);
	network_add(network, h);
	h->rang = reactor_now();
	h->behaviour = habits_next(network->habits, h->number);
	log_invite(h);
	if (h->behaviour.ring == RING_DEAD) {
		h->state = HANDSET_DEAD;
		reactor_set(network->reactor, &h->step, FORGET);
		return;
	}
	h->state = HANDSET_RINGING;
	reply(h, &h->invite, h->behaviour.progress ? h->behaviour.progress : 100, NULL);
	log_plain(h, "ringing");
	reactor_set(network->reactor, &h->step, first_step(h));
}
