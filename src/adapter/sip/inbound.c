// SPDX-License-Identifier: Apache-2.0
/*
 * What reaches us unasked. Out of a dialogue nobody is served yet: trunks learn that (480),
 * everybody else meets the same challenge whatever they ask, so that nothing can be learnt from the
 * answers (SETTLED 23, SAFETY 7).
 */
#include "adapter/sip/guard.h"
#include "adapter/sip/phone.h"

#include "base/log.h"
#include "base/meter.h"
#include "base/random.h"

#include <arpa/inet.h>

static void reply(struct stack *stack, const struct sip_msg *msg, uint16_t status,
                  const char *reason)
{
	(void)sip_replyf(stack->sip, msg, status, reason,
	                 "Allow: " GUARD_ALLOW "\r\nContent-Length: 0\r\n\r\n");
}

/* Without state: a flood of strangers costs no memory. */
static void challenge(struct stack *stack, const struct sip_msg *msg)
{
	struct phone *phone = stack->phone;

	(void)sip_replyf(
		stack->sip, msg, 401, "Unauthorized",
		"WWW-Authenticate: Digest realm=\"ringback\", nonce=\"%016llx%016llx\", algorithm=MD5,"
		" qop=\"auth\"\r\nContent-Length: 0\r\n\r\n",
		(unsigned long long)random_secret_u64(), (unsigned long long)random_secret_u64());
	if (trunk_of_address(phone, &msg->src))
		return;
	if (bans_fail(phone->bans, htonl(sa_in(&msg->src)), phone_now(phone))) {
		char address[64];

		(void)re_snprintf(address, sizeof(address), "%j", &msg->src);
		log_warn("phone.stranger_banned", KV_TEXT(address, address));
	}
}

static bool is_method(const struct sip_msg *msg, const char *method)
{
	return pl_strcmp(&msg->met, method) == 0;
}

/* Our own INVITE that some route sent back to us. */
static bool has_our_tag(struct le *le, void *arg)
{
	const struct leg *leg = le->data;
	const struct sip_msg *msg = arg;

	return pl_strcmp(&msg->callid, leg->dialogue.call_id) == 0 &&
	       pl_strcmp(&msg->from.tag, leg->dialogue.local_tag) == 0;
}

static bool is_loop(struct phone *phone, const struct sip_msg *msg)
{
	return hash_lookup(phone->by_call_id, hash_joaat_pl(&msg->callid), has_our_tag,
	                   (void *)(uintptr_t)msg) != NULL;
}

static void outside(struct stack *stack, const struct sip_msg *msg)
{
	bool trunk = trunk_of_address(stack->phone, &msg->src) != NULL;

	if (is_method(msg, "BYE") || is_method(msg, "CANCEL"))
		reply(stack, msg, 481, "Call Does Not Exist");
	else if (is_method(msg, "REGISTER") || (!trunk && is_method(msg, "OPTIONS")) ||
	         (!trunk && is_method(msg, "INVITE")))
		challenge(stack, msg);
	else if (is_method(msg, "OPTIONS"))
		(void)sip_replyf(stack->sip, msg, 200, "OK",
		                 "Allow: " GUARD_ALLOW "\r\nAccept: application/sdp\r\nSupported:\r\n"
		                 "Content-Length: 0\r\n\r\n");
	else if (is_method(msg, "INVITE") && is_loop(stack->phone, msg))
		reply(stack, msg, 482, "Loop Detected");
	else if (is_method(msg, "INVITE"))
		reply(stack, msg, 480, "Temporarily Unavailable");
	else
		reply(stack, msg, 405, "Method Not Allowed");
}

/* On streams nobody looked yet: libre cuts them into messages itself. True: refused. */
static bool stream_refused(struct stack *stack, const struct sip_msg *msg)
{
	const char *start = msg->met.p;
	const char *end = (const char *)msg->mb->buf + msg->mb->end;
	struct guard_verdict verdict;

	if (msg->tp == SIP_TRANSP_UDP)
		return false;
	if (gate_shuts(stack->phone, &msg->src))
		return true;
	verdict = guard_judge(start, (size_t)(end - start), true);
	if (verdict.say == GUARD_PASS)
		return false;
	meter_add(METER_SIP_DROPPED, 0, 1);
	if (verdict.say == GUARD_REFUSE)
		reply(stack, msg, (uint16_t)verdict.status, verdict.reason);
	return true;
}

static bool is_from_peer(const struct leg *leg, const struct sip_msg *msg)
{
	return leg->dialogue.remote_tag[0] == 0 ||
	       pl_strcmp(&msg->from.tag, leg->dialogue.remote_tag) == 0;
}

bool inbound_request(const struct sip_msg *msg, void *arg)
{
	struct stack *stack = arg;
	struct leg *leg;

	must(msg->req);
	gate_attach(stack, msg);
	if (stream_refused(stack, msg))
		return true;
	leg = pl_isset(&msg->to.tag) ? leg_of_message(stack->phone, msg) : NULL;
	if (leg && !is_from_peer(leg, msg))
		leg = NULL;
	if (is_method(msg, "ACK")) {
		if (leg)
			inbound_on_ack(leg, msg);
	} else if (leg && !is_method(msg, "CANCEL")) {
		inbound_in_dialogue(leg, msg);
	} else if (pl_isset(&msg->to.tag)) {
		reply(stack, msg, 481, "Call Does Not Exist");
	} else {
		outside(stack, msg);
	}
	return true;
}

/* Answers no transaction of ours waits for: a 2xx must not be left alone, whoever once asked for
 * it. */
bool inbound_response(const struct sip_msg *msg, void *arg)
{
	struct stack *stack = arg;
	struct trunk *trunk = trunk_of_address(stack->phone, &msg->src);
	struct leg *leg;

	must(!msg->req);
	gate_attach(stack, msg);
	if (msg->scode < 200 || msg->scode > 299 || pl_strcmp(&msg->cseq.met, "INVITE") != 0)
		return true;
	leg = leg_of_message(stack->phone, msg);
	if (leg && leg->answered && msg->cseq.num == leg->invite_cseq &&
	    pl_strcmp(&msg->to.tag, leg->dialogue.remote_tag) == 0)
		leg_on_answer_again(leg);
	else if (trunk)
		farewell_stray(trunk, msg);
	else
		meter_add(METER_SIP_DROPPED, 1, 1);
	return true;
}
