// SPDX-License-Identifier: Apache-2.0
/* REGISTER with a trunk that wants it: refreshed before it ends, tried again with growing pauses
 * when it fails. */
#include "adapter/sip/phone.h"

#include "base/log.h"

#include <string.h>

static void ask(void *arg);

static void begin_again(void *arg)
{
	struct trunk *trunk = arg;

	trunk->enrol_auth = mem_deref(trunk->enrol_auth);
	trunk->enrol_challenges = 0;
	ask(trunk);
}

static void on_failure(struct trunk *trunk, const char *why)
{
	uint64_t pause = (uint64_t)span_ms(trunk->phone->config.enrol_retry);
	unsigned doublings = trunk->enrol_failures < 4 ? trunk->enrol_failures : 4;

	trunk->enrol_failures++;
	trunk_complained(trunk, why);
	if (trunk->status.enrolled || trunk->enrol_failures == 1)
		log_warn("trunk.not_enrolled", KV_TEXT(trunk, trunk->config->name),
		         KV_TEXT(reason, trunk->status.why));
	trunk->status.enrolled = false;
	trunk_show(trunk);
	tmr_start(&trunk->enrol, pause << doublings, begin_again, trunk);
}

/* What the registrar granted: in the Contact that is ours, else in Expires. */
static uint32_t granted(const struct trunk *trunk, const struct sip_msg *msg)
{
	const struct sip_hdr *contact = sip_msg_hdr(msg, SIP_HDR_CONTACT);
	uint32_t seconds = (uint32_t)span_seconds(trunk->config->enrol_expires);
	struct sip_addr address;
	struct pl expires;

	if (pl_isset(&msg->expires))
		seconds = pl_u32(&msg->expires);
	if (contact && !sip_addr_decode(&address, &contact->val) &&
	    !msg_param_decode(&address.params, "expires", &expires))
		seconds = pl_u32(&expires);
	return seconds < 10 ? 10 : seconds > 86400 ? 86400 : seconds;
}

static void on_answer(int err, const struct sip_msg *msg, void *arg)
{
	struct trunk *trunk = arg;
	char why[120];

	if (!err && msg && msg->scode < 200)
		return;
	trunk->enrol_rq = NULL;
	if (trunk->phone->closing)
		return;
	if (!err && msg && msg->scode < 300) {
		if (!trunk->status.enrolled)
			log_info("trunk.enrolled", KV_TEXT(trunk, trunk->config->name));
		trunk->status.enrolled = true;
		trunk->enrol_failures = 0;
		trunk->enrol_challenges = 0;
		trunk_learn(trunk, &msg->src);
		trunk_went_well(trunk);
		trunk_show(trunk);
		tmr_start(&trunk->enrol, granted(trunk, msg) * 800ULL, begin_again, trunk);
		return;
	}
	if (!err && msg && (msg->scode == 401 || msg->scode == 407) && ++trunk->enrol_challenges <= 2) {
		if (digest_accept(trunk, trunk->enrol_auth, msg)) {
			ask(trunk);
			return;
		}
	}
	if (err || !msg)
		(void)re_snprintf(why, sizeof(why), "REGISTER: no answer");
	else
		(void)re_snprintf(why, sizeof(why), "REGISTER: %u %r", msg->scode, &msg->reason);
	on_failure(trunk, why);
}

static void ask(void *arg)
{
	struct trunk *trunk = arg;
	const char *user = trunk->config->username;
	char uri[200];
	struct uri hop;
	struct pl pl;

	if (trunk->phone->closing)
		return;
	if (!trunk->enrol_auth)
		trunk->enrol_auth = digest_open(trunk);
	(void)re_snprintf(uri, sizeof(uri), "sip:%s", trunk->domain);
	pl_set_str(&pl, trunk->hop);
	if (uri_decode(&hop, &pl) ||
	    sip_requestf(
			&trunk->enrol_rq, trunk->stack->sip, true, "REGISTER", uri, &hop, trunk->enrol_auth,
			NULL, on_answer, trunk,
			"From: <sip:%s@%s>;tag=%s\r\nTo: <sip:%s@%s>\r\nCall-ID: %s\r\nCSeq: %u REGISTER\r\n"
			"Contact: %H\r\nExpires: %lld\r\nUser-Agent: %s\r\nContent-Length: 0\r\n\r\n",
			user, trunk->domain, trunk->tag, user, trunk->domain, trunk->call_id, ++trunk->cseq,
			trunk_print_contact, trunk, (long long)span_seconds(trunk->config->enrol_expires),
			trunk->phone->config.user_agent))
		on_failure(trunk, "REGISTER: it cannot be sent");
}

void enrol_start(struct trunk *trunk)
{
	must(trunk->config->enrol);
	begin_again(trunk);
}
