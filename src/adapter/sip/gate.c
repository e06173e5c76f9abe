// SPDX-License-Identifier: Apache-2.0
/* Raw datagrams before libre sees them: banned and flooding strangers, damaged messages, and those
 * we refuse by form. */
#include "adapter/sip/guard.h"
#include "adapter/sip/phone.h"

#include "base/meter.h"
#include "base/random.h"

#include <arpa/inet.h>
#include <stdio.h>

enum { DROPPED_MALFORMED, DROPPED_STRANGER, DROPPED_BANNED, DROPPED_FLOOD };

/* True: this stranger is not heard now. Trunks are never counted. */
bool gate_shuts(struct phone *phone, const struct sa *source)
{
	uint32_t address = htonl(sa_in(source));

	if (sa_af(source) != AF_INET || address == 0)
		return true;
	if (trunk_of_address(phone, source))
		return false;
	if (bans_has(phone->bans, address, phone_now(phone))) {
		meter_add(METER_SIP_DROPPED, DROPPED_BANNED, 1);
		return true;
	}
	if (bans_flood(phone->bans, address, phone_now(phone))) {
		meter_add(METER_SIP_DROPPED, DROPPED_FLOOD, 1);
		return true;
	}
	return false;
}

static void send_refusal(struct udp_sock *sock, const struct sa *source,
                         const struct guard_verdict *verdict, const struct mbuf *mb)
{
	struct guard_answer answer;
	char tag[20], address[64];
	struct sa to = *source;
	struct mbuf *out;

	snprintf(tag, sizeof(tag), "%016llx", (unsigned long long)random_secret_u64());
	(void)re_snprintf(address, sizeof(address), "%j", source);
	if (!guard_answer(verdict, (text){ (const char *)mbuf_buf(mb), mbuf_get_left(mb) }, tag,
	                  address, sa_port(source), &answer))
		return;
	if (answer.port)
		sa_set_port(&to, answer.port);
	out = mbuf_alloc(answer.length);
	must(out != NULL && mbuf_write_mem(out, (const uint8_t *)answer.bytes, answer.length) == 0);
	out->pos = 0;
	(void)udp_send(sock, &to, out);
	mem_deref(out);
}

/* libre drops in silence what it cannot decode: all but answers of trunks, the many, are tried
 * first. */
static bool libre_can_decode(struct mbuf *mb)
{
	struct sip_msg *msg;
	size_t pos = mb->pos;
	bool can = sip_msg_decode(&msg, mb) == 0;

	if (can)
		mem_deref(msg);
	mb->pos = pos;
	return can;
}

static bool is_response(const struct mbuf *mb)
{
	return mbuf_get_left(mb) > 4 && text_starts((text){ (char *)mbuf_buf(mb), 4 }, "SIP/");
}

static bool is_trusted_response(struct stack *stack, const struct sa *source, const struct mbuf *mb)
{
	return is_response(mb) && trunk_of_address(stack->phone, source);
}

/* True: dealt with; false: libre may have it. */
static bool on_datagram(struct sa *source, struct mbuf *mb, void *arg)
{
	struct stack *stack = arg;
	struct guard_verdict verdict;

	if (gate_shuts(stack->phone, source))
		return true;
	while (mbuf_get_left(mb) && (*mbuf_buf(mb) == '\r' || *mbuf_buf(mb) == '\n'))
		mb->pos++;
	if (mbuf_get_left(mb) == 0)
		return true; /* a keep-alive */
	verdict = guard_judge((const char *)mbuf_buf(mb), mbuf_get_left(mb), false);
	if (verdict.say == GUARD_PASS) {
		mb->end = mb->pos + verdict.length;
		if (is_trusted_response(stack, source, mb) || libre_can_decode(mb))
			return false;
		/* Sound, but beyond libre (a Via of RFC 2543 without a branch): as uniform as for any
		 * stranger. */
		verdict = (struct guard_verdict){ .say = is_response(mb) ? GUARD_DROP : GUARD_REFUSE,
			                              .status = 401,
			                              .reason = "Unauthorized" };
	}
	meter_add(METER_SIP_DROPPED, DROPPED_MALFORMED, 1);
	if (verdict.say == GUARD_REFUSE)
		send_refusal(stack->udp, source, &verdict, mb);
	return true;
}

void gate_attach(struct stack *stack, const struct sip_msg *msg)
{
	const struct sip_config *config = &stack->phone->config;

	if (stack->gate || msg->tp != SIP_TRANSP_UDP || !msg->sock)
		return;
	stack->udp = msg->sock;
	(void)udp_sockbuf_set(stack->udp, config->receive_buffer);
	udp_rxsz_set(stack->udp, config->message_most);
	must(udp_register_helper(&stack->gate, stack->udp, 0, NULL, on_datagram, stack) == 0);
}
