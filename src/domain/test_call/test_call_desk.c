// SPDX-License-Identifier: Apache-2.0
/* What an operator may ask for, and what a test call showed. */
#include <stdio.h>
#include <string.h>

#include "domain/alarm/alarm.h"
#include "domain/event/event.h"
#include "domain/sql.h"
#include "domain/test_call/test_call_rows.h"

#define GRACE SECONDS(90) /* beyond the ring time: the longest prompt and its end */

static void refuse(struct test_call_answer *answer, enum refusal why, const char *field,
                   const char *detail)
{
	must(why != GRANTED);
	answer->refused = why;
	answer->field = field;
	answer->detail = detail;
}

static enum err may_be_called(struct desk *desk, const struct test_call_ask *ask,
                              struct test_call_answer *answer)
{
	struct number_check check = desk->numbers->check(desk->numbers->ctx, ask->number, ask->country);
	bool opted_out;

	if (desk->paid_calls_stopped) { /* a draining process begins no call of any kind */
		refuse(answer, REFUSED_NO_CALLS, NULL, NULL);
		return OK;
	}
	if (check.verdict != NUMBER_OK) {
		refuse(answer, REFUSED_NUMBER, "number", number_verdict_words(check.verdict));
		return OK;
	}
	text_fit(text_of(check.e164), answer->call.e164, sizeof(answer->call.e164));
	TRY(opt_out_is(desk->tx, answer->call.e164, &opted_out));
	if (opted_out)
		refuse(answer, REFUSED_OPTED_OUT, "number", NULL);
	return OK;
}

static enum err is_within_limit(struct desk *desk, struct test_call_answer *answer)
{
	const account_id who = answer->call.account;
	span window = desk->rules->test_calls_window_ms;
	instant since = { desk->now.us - window.us };
	int64_t n, first;

	if (answer->refused)
		return OK;
	TRY(tx_number(desk->tx, &SQL_test_call_of_account, ARGS(ID(who), AT(since)), &n));
	if (n < desk->rules->test_calls)
		return OK;
	TRY(tx_number(desk->tx, &SQL_test_call_of_account_oldest, ARGS(ID(who), AT(since)), &first));
	answer->again_at = instant_add((instant){ first }, window);
	refuse(answer, REFUSED_LIMIT, NULL,
	       "You asked for as many test calls as are allowed. Wait a while.");
	return OK;
}

static enum err ring(struct desk *desk, struct test_call_answer *answer)
{
	struct test_call *call = &answer->call;
	struct dialogue *d = &call->dialogue;
	struct order *order;
	int64_t written;

	(void)snprintf(d->call_id, sizeof(d->call_id), "%016llx",
	               (unsigned long long)desk->draw(desk->draw_from));
	(void)snprintf(d->local_tag, sizeof(d->local_tag), "%016llx",
	               (unsigned long long)desk->draw(desk->draw_from));
	TRY(tx_run(desk->tx, &SQL_test_call_insert,
	           ARGS(ID(call->id), ID(call->account), WORDS(call->trunk), WORDS(call->e164),
	                WORDS(call->language), NUM(desk->node), AT(desk->now), WORDS(d->call_id),
	                WORDS(d->local_tag)),
	           &written));
	if (written == 0) {
		refuse(answer, REFUSED_TESTED, NULL, NULL);
		return OK;
	}
	order = desk_order(desk, ORDER_RING, (call_id){ call->id.n }, (leg_id){ call->id.n });
	text_fit(text_of(d->call_id), order->ring.call_id, sizeof(order->ring.call_id));
	text_fit(text_of(d->local_tag), order->ring.local_tag, sizeof(order->ring.local_tag));
	text_fit(text_of(call->e164), order->ring.number, sizeof(order->ring.number));
	text_fit(text_of(call->trunk), order->ring.trunk, sizeof(order->ring.trunk));
	text_fit(text_of(desk->rules->brand), order->ring.shown, sizeof(order->ring.shown));
	order->ring.ring = desk->rules->ring_ms;
	return alarm_set(desk, ALARM_TEST_CALL, call->id.n, (advisor_id){ 0 },
	                 instant_add(instant_add(desk->now, desk->rules->ring_ms), GRACE));
}

static enum err note(struct desk *desk, const struct test_call *call)
{
	char subject[ID_CHARS], mask[PHONE_NUMBER_CHARS];
	struct text_buf detail;
	struct json j;

	text_buf_init(&detail, desk->arena);
	json_init(&j, &detail);
	json_object(&j);
	json_put_chars(&j, "trunk", call->trunk);
	json_put_chars(&j, "number", number_mask(call->e164, mask));
	json_end(&j);
	TRY(test_call_tell(desk, call, "test_call.dialing"));
	return audit_write(desk, "trunk.test_call", id_format(ID_OF_test_call, call->id.n, subject),
	                   text_buf_text(&detail));
}

enum err test_call_begin(struct desk *desk, const struct test_call_ask *ask,
                         struct test_call_answer *answer)
{
	struct test_call *call = &answer->call;
	struct account owner;
	int64_t locked;

	*answer = (struct test_call_answer){ .refused = GRANTED };
	TRY(tx_number(desk->tx, &SQL_test_call_lock, ARGS(ID(ask->operator)), &locked));
	TRY(account_get(desk->tx, ask->operator, & owner));
	call->id = (test_call_id){ ids_next(desk->ids, desk->now) };
	call->account = ask->operator;
	call->created_at = desk->now;
	TRY(text_into(ask->trunk, call->trunk, sizeof(call->trunk)));
	text_fit(text_of(owner.language), call->language, sizeof(call->language));
	TRY(may_be_called(desk, ask, answer));
	TRY(is_within_limit(desk, answer));
	if (!answer->refused)
		TRY(ring(desk, answer));
	return answer->refused ? OK : note(desk, call);
}

/* ---- what it showed -------------------------------------------------------------------- */
#define SAYS(word, sentence) ((struct test_call_result){ word, sentence })

static struct test_call_result of_code(int64_t code)
{
	switch (code) {
	case 0:
		return SAYS("no_answer_from_trunk",
		            "The trunk did not answer. Check its address and port, and whether a firewall "
		            "lets SIP through.");
	case 401:
	case 407:
		return SAYS("not_accepted",
		            "The carrier asks for a password and does not take ours: check user name, "
		            "password and realm.");
	case 403:
		return SAYS("not_accepted",
		            "403 from the carrier: wrong password, or your address or caller id is not "
		            "allowed there.");
	case 488:
	case 606:
		return SAYS("no_common_sound",
		            "The carrier shares no sound format with us: allow G.711 (PCMU, PCMA) there.");
	case 503:
		return SAYS("trunk_full",
		            "503: the carrier is overloaded or down, or gives you no more lines.");
	default: return SAYS("failed", "The carrier could not place the call; the code says more.");
	}
}

static struct test_call_result unanswered(const struct test_call *call)
{
	const char *cause = call->end_cause;

	if (strcmp(cause, "bad_number") == 0 && call->sip_code == 0)
		return SAYS("not_by_this_trunk",
		            "This trunk does not carry that number (see its prefixes), or all its "
		            "channels are in use.");
	if (call->sip_code == 401 || call->sip_code == 403 || call->sip_code == 407)
		return of_code(call->sip_code);
	if (strcmp(cause, "no_answer") == 0)
		return SAYS("nobody_answered", "It rang to the end and nobody answered. The trunk works.");
	if (strcmp(cause, "busy") == 0)
		return SAYS("busy", "The phone is busy. The trunk works.");
	if (strcmp(cause, "declined") == 0)
		return SAYS("declined", "The call was declined at the other end. The trunk works.");
	if (strcmp(cause, "bad_number") == 0)
		return SAYS("no_such_number",
		            "The carrier says that there is no such number. Try another.");
	if (strcmp(cause, "we_hung_up") == 0)
		return SAYS("given_up", "It was given up: its end was never told. See the log.");
	return of_code(call->sip_code);
}

static struct test_call_result answered(const struct test_call *call)
{
	if (call->key[0])
		return SAYS("works", "It works: the call was heard, and a key came back.");
	if (call->heard == 0)
		return SAYS("no_sound_from_phone",
		            "Answered, but no sound came from the phone: the carrier cannot reach our RTP "
		            "ports. Check media.address and the firewall.");
	if (call->sent == 0)
		return SAYS("no_sound_to_phone",
		            "Answered, but we could send no sound: the other side wants none or is on "
		            "hold.");
	return SAYS("no_key",
	            "Sound went both ways, but no key was heard. If 1 was pressed, keys are lost: ask "
	            "the carrier for telephone-event (RFC 4733).");
}

struct test_call_result test_call_result(const struct test_call *call)
{
	if (call->state != TEST_CALL_ENDED)
		return SAYS("running", "The call is under way.");
	if (strcmp(call->end_cause, "restart") == 0)
		return SAYS("restarted", "The daemon was restarted meanwhile. Try again.");
	return instant_is_set(call->answered_at) ? answered(call) : unanswered(call);
}
