// SPDX-License-Identifier: Apache-2.0
/* One INVITE through one trunk, from the first packet to its final answer, whether somebody still
 * waits for it or not. */
#include "adapter/sip/phone.h"

#include "base/log.h"
#include "base/meter.h"

#include <errno.h>

static void attempt_gone(void *arg)
{
	struct attempt *a = arg;

	tmr_cancel(&a->wait);
	mem_deref(a->rq);
	mem_deref(a->auth);
}

static void finish(struct attempt *a)
{
	struct phone *phone = a->phone;

	if (a->leg)
		a->leg->attempt = NULL;
	trunk_count_channel(a->trunk, -1);
	mem_deref(a);
	phone_check_closed(phone);
}

static void count_answer(uint16_t status)
{
	meter_add(METER_SIP_RESPONSES, status ? status / 100 - 2 : 5, 1);
}

/* The trunk did not place it: the leg goes on with the next one. */
static void fail_over(struct attempt *a, uint16_t status, const char *why)
{
	struct leg *leg = a->leg;

	if (leg && (status == 0 || status == 503))
		trunk_went_wrong(a->trunk, why);
	else if (leg)
		trunk_complained(a->trunk, why);
	if (leg)
		log_warn("phone.trunk_failed", KV_TEXT(trunk, a->trunk->config->name), KV_ID(leg, leg->id),
		         KV_NUM(status, status), KV_TEXT(reason, a->trunk->status.why));
	finish(a);
	if (leg)
		leg_on_trunk_failure(leg, status);
}

static bool send_invite(struct attempt *a);

static bool take_up_challenge(struct attempt *a, const struct sip_msg *msg)
{
	if (a->cancelled || !a->leg || ++a->challenges > 2)
		return false;
	return digest_accept(a->trunk, a->auth, msg) && send_invite(a);
}

static enum leg_end end_of(uint16_t status)
{
	switch (status) {
	case 408:
	case 480:
	case 487: return LEG_NO_ANSWER;
	case 486:
	case 600: return LEG_BUSY;
	case 403:
	case 603: return LEG_DECLINED;
	case 404:
	case 410:
	case 484:
	case 604: return LEG_BAD_NUMBER;
	default: return status >= 600 ? LEG_DECLINED : LEG_FAILED;
	}
}

static void on_refusal(struct attempt *a, const struct sip_msg *msg)
{
	uint16_t status = msg->scode;
	struct leg *leg = a->leg;
	char why[120];

	if ((status == 401 || status == 407) && take_up_challenge(a, msg))
		return;
	(void)re_snprintf(why, sizeof(why), "INVITE: %u %r", status, &msg->reason);
	if (status == 401 || status == 407 || status < 400 || (status >= 500 && status < 600)) {
		fail_over(a, status, why); /* a redirection is not followed */
		return;
	}
	trunk_went_well(a->trunk);
	finish(a);
	if (leg)
		leg_end(leg, end_of(status), status);
}

static void on_success(struct attempt *a, const struct sip_msg *msg)
{
	struct leg *leg = a->leg;
	struct trunk *trunk = a->trunk;

	trunk_learn(trunk, &msg->src);
	trunk_went_well(trunk);
	if (leg) {
		leg->invite_cseq = a->cseq;
		trunk_count_channel(trunk, 1); /* from the attempt to the leg */
		finish(a);
		leg_on_answer(leg, trunk, msg);
	} else {
		farewell_stray(trunk, msg); /* it crossed our CANCEL */
		finish(a);
	}
}

static void on_no_answer(struct attempt *a, int err)
{
	char why[120] = "INVITE: no answer";

	if (err && err != ETIMEDOUT)
		(void)re_snprintf(why, sizeof(why), "INVITE: %m", err);
	fail_over(a, 0, why);
}

static void on_response(int err, const struct sip_msg *msg, void *arg)
{
	struct attempt *a = arg;

	if (!err && msg && msg->scode < 200) {
		tmr_cancel(&a->wait);
		a->provisional = true;
		trunk_learn(a->trunk, &msg->src);
		if (a->leg && msg->scode > 100)
			leg_on_provisional(a->leg, a->trunk, msg);
		return;
	}
	tmr_cancel(&a->wait);
	count_answer(err || !msg ? 0 : msg->scode);
	if (err || !msg)
		on_no_answer(a, err);
	else if (msg->scode < 300)
		on_success(a, msg);
	else
		on_refusal(a, msg);
}

static bool send_invite(struct attempt *a)
{
	struct leg *leg = a->leg;
	struct dialogue *d = &leg->dialogue;
	const struct sip_config *config = &a->phone->config;
	char sdp[OFFER_CHARS];
	size_t sdp_length = offer_write(&leg->side, sdp);
	struct uri hop;
	struct pl pl;

	pl_set_str(&pl, a->trunk->hop);
	if (uri_decode(&hop, &pl))
		return false;
	a->cseq = ++d->cseq;
	a->provisional = false;
	return sip_requestf(&a->rq, a->trunk->stack->sip, true, "INVITE", d->remote_uri, &hop, a->auth,
	                    NULL, on_response, a,
	                    "From: %s<%s>;tag=%s\r\n"
	                    "To: <%s>\r\n"
	                    "Call-ID: %s\r\n"
	                    "CSeq: %u INVITE\r\n"
	                    "Contact: %H\r\n"
	                    "Expires: %lld\r\n"
	                    "Allow: INVITE, ACK, CANCEL, BYE, OPTIONS, INFO\r\n"
	                    "Supported:\r\n"
	                    "User-Agent: %s\r\n"
	                    "Content-Type: application/sdp\r\n"
	                    "Content-Length: %zu\r\n\r\n%b",
	                    leg->shown, d->local_uri, d->local_tag, d->remote_uri, d->call_id, a->cseq,
	                    trunk_print_contact, a->trunk, (long long)(span_seconds(leg->ring) + 5),
	                    config->user_agent, sdp_length, sdp, sdp_length) == 0;
}

static void on_silence(void *arg)
{
	struct attempt *a = arg;
	struct leg *leg = a->leg;

	if (!leg)
		return;
	trunk_went_wrong(a->trunk, "INVITE: no answer");
	log_warn("phone.trunk_silent", KV_TEXT(trunk, a->trunk->config->name), KV_ID(leg, leg->id));
	attempt_give_up(a);
	leg_on_trunk_failure(leg, 0);
}

bool attempt_start(struct leg *leg, struct trunk *trunk)
{
	struct attempt *a = mem_zalloc(sizeof(*a), attempt_gone);

	must(a != NULL && leg->attempt == NULL);
	a->phone = leg->phone;
	a->leg = leg;
	a->trunk = trunk;
	a->auth = digest_open(trunk);
	if (!send_invite(a)) {
		trunk_went_wrong(trunk, "INVITE: it cannot be sent");
		mem_deref(a);
		return false;
	}
	trunk_count_channel(trunk, 1);
	leg->attempt = a;
	tmr_start(&a->wait, (uint64_t)span_ms(leg->phone->config.trunk_wait), on_silence, a);
	return true;
}

/* From here on the attempt lives alone: CANCEL as soon as that is allowed, BYE should it be
 * answered all the same. */
void attempt_give_up(struct attempt *a)
{
	must(a->leg != NULL);
	a->leg->attempt = NULL;
	a->leg = NULL;
	a->cancelled = true;
	tmr_cancel(&a->wait);
	sip_request_cancel(a->rq);
}
