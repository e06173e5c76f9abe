// SPDX-License-Identifier: Apache-2.0
/*
 * Requests inside a dialogue, built from the copied struct alone: what works after a restart works
 * for live legs too, so libre's own dialogue object, which chooses its Call-ID and tags itself, is
 * not used.
 */
#include "adapter/sip/head.h"
#include "adapter/sip/phone.h"

#include <string.h>

static text text_of_pl(const struct pl *pl)
{
	return (text){ pl->p, pl->l };
}

struct routes {
	char *at;
	size_t length, room;
	bool full;
};

static bool add_route(const struct sip_hdr *hdr, const struct sip_msg *msg, void *arg)
{
	struct routes *r = arg;
	size_t need = hdr->val.l + (r->length ? 2 : 0);

	(void)msg;
	if (r->length + need + 1 > r->room) {
		r->full = true;
		return true;
	}
	if (r->length) {
		memcpy(r->at + r->length, ", ", 2);
		r->length += 2;
	}
	memcpy(r->at + r->length, hdr->val.p, hdr->val.l);
	r->length += hdr->val.l;
	r->at[r->length] = 0;
	return false;
}

/* These words go into the store and into JSON: what is no clean text stops here. */
static bool is_clean(const char *words)
{
	for (const char *c = words; *c; c++)
		if ((unsigned char)*c < 0x20 || *c == 0x7f)
			return false;
	return text_is_utf8(text_of(words));
}

static enum err read_peer(struct dialogue *d, const struct sip_msg *msg)
{
	const struct sip_hdr *contact = sip_msg_hdr(msg, SIP_HDR_CONTACT);
	struct routes routes = { .at = d->route, .room = sizeof(d->route) };
	struct sip_addr address;

	if (!head_is_token(text_of_pl(&msg->to.tag)))
		return ERR_MALFORMED;
	TRY(text_into(text_of_pl(&msg->to.tag), d->remote_tag, sizeof(d->remote_tag)));
	d->route[0] = 0;
	(void)sip_msg_hdr_apply(msg, false, SIP_HDR_RECORD_ROUTE, add_route, &routes);
	if (routes.full)
		return ERR_LIMIT;
	if (!contact || sip_addr_decode(&address, &contact->val))
		return ERR_MALFORMED;
	TRY(text_into(text_of_pl(&address.auri), d->target, sizeof(d->target)));
	return is_clean(d->target) && is_clean(d->route) ? OK : ERR_MALFORMED;
}

enum err dialogue_from(struct dialogue *dialogue, const struct sip_msg *msg)
{
	struct dialogue draft = *dialogue;

	must(!msg->req);
	TRY(read_peer(&draft, msg));
	*dialogue = draft;
	return OK;
}

/* Where the request goes: the first route, else the target; on streams along the open connection.
 */
static enum err next_hop(const struct trunk *trunk, const struct dialogue *dialogue,
                         const struct sa *peer, char out[300])
{
	const char *transport = trunk_transport_word(trunk);
	struct sip_addr address;
	struct pl pl, first;
	uint16_t port;

	if (trunk->config->transport != SIP_UDP && peer && sa_isset(peer, SA_ALL)) {
		(void)re_snprintf(out, 300, "sip:%J;transport=%s", peer, transport);
		return OK;
	}
	pl_set_str(&pl, dialogue->route[0] ? dialogue->route : dialogue->target);
	if (dialogue->route[0]) {
		if (re_regex(pl.p, pl.l, "<[^>]+>", &first))
			return ERR_MALFORMED;
		pl = first;
	}
	if (sip_addr_decode(&address, &pl))
		return ERR_MALFORMED;
	port = address.uri.port;
	if (address.uri.af == AF_INET6)
		return ERR_UNSUPPORTED;
	if (port)
		(void)re_snprintf(out, 300, "sip:%r:%u;transport=%s", &address.uri.host, port, transport);
	else
		(void)re_snprintf(out, 300, "sip:%r;transport=%s", &address.uri.host, transport);
	return OK;
}

static enum err send_request(struct trunk *trunk, const struct dialogue *d, uint32_t cseq,
                             const struct dialogue_ask *w)
{
	bool ack = strcmp(w->method, "ACK") == 0;
	char hop[300];
	struct uri route;
	struct pl pl;
	int failed;

	TRY(next_hop(trunk, d, w->peer, hop));
	pl_set_str(&pl, hop);
	if (uri_decode(&route, &pl))
		return ERR_MALFORMED;
	failed =
		sip_requestf(ack ? NULL : w->rq, trunk->stack->sip, !ack, w->method, d->target, &route,
	                 NULL, NULL, w->handler, w->arg,
	                 "%s%s%s"
	                 "From: <%s>;tag=%s\r\n"
	                 "To: <%s>;tag=%s\r\n"
	                 "Call-ID: %s\r\n"
	                 "CSeq: %u %s\r\n"
	                 "Contact: %H\r\n"
	                 "User-Agent: %s\r\n"
	                 "Content-Length: 0\r\n\r\n",
	                 d->route[0] ? "Route: " : "", d->route, d->route[0] ? "\r\n" : "",
	                 d->local_uri, d->local_tag, d->remote_uri, d->remote_tag, d->call_id, cseq,
	                 w->method, trunk_print_contact, trunk, trunk->phone->config.user_agent);
	return failed ? ERR_UNAVAILABLE : OK;
}

enum err dialogue_send(struct trunk *trunk, struct dialogue *dialogue,
                       const struct dialogue_ask *ask)
{
	must(dialogue->remote_tag[0] != 0);
	return send_request(trunk, dialogue, ++dialogue->cseq, ask);
}

void dialogue_ack(struct trunk *trunk, const struct dialogue *dialogue, uint32_t cseq,
                  const struct sa *peer)
{
	(void)!send_request(trunk, dialogue, cseq,
	                    &(struct dialogue_ask){ .method = "ACK", .peer = peer });
}
