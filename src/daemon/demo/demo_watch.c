// SPDX-License-Identifier: Apache-2.0
/* Reads the event list and the phones' journal, tells what is new, and ticks off what was to be
 * seen. */
#include "daemon/demo/demo.h"

#include <stdlib.h>
#include <string.h>

enum {
	PATH_CHARS = 160,
	LINE_CHARS = 4096,
	TALK_LEAST_MS = 1000,
	METER_OVER_MS = 300,
	METER_UNDER_MS = 2500
};

static struct demo_person *by_callback(struct demo *demo, const char *callback)
{
	for (size_t i = SAM; i < DEMO_PEOPLE; i++)
		if (demo->people[i].callback[0] && !strcmp(demo->people[i].callback, callback))
			return &demo->people[i];
	return NULL;
}

static json_t *get(struct demo *demo, const char *path)
{
	return demo_ask(demo, "GET", path, NULL, 200);
}

/* ---- events -----------------------------------------------------------------------------------
 */
static void tell_receipt(struct demo *demo, struct demo_person *p)
{
	char path[PATH_CHARS], price[40], charge[40], earned[40], house[40];
	struct client_reply reply;

	(void)snprintf(path, sizeof(path), "/v1/calls/%s/receipt", p->call);
	if (client_call(&demo->api, "GET", path, NULL, &reply) == OK && reply.status == 200) {
		int64_t ms = json_number_of(reply.body, "talked_milliseconds");

		p->charge = json_number_of(json_object_get(reply.body, "charge"), "amount");
		p->receipt_told = true;
		demo_tell(demo, MARK_MONEY,
		          "%s's receipt: talked %lld.%lld s, billed %lld s at %s a minute: %s (%s %s, "
		          "house %s)",
		          p->name, (long long)(ms / 1000), (long long)(ms % 1000 / 100),
		          (long long)json_number_of(reply.body, "billed_seconds"),
		          json_money_of(json_object_get(reply.body, "rate"), "price", price),
		          json_money_of(reply.body, "charge", charge),
		          json_chars_of(reply.body, "advisor_nickname"),
		          json_money_of(reply.body, "earned", earned),
		          json_money_of(reply.body, "house", house));
	}
	client_reply_done(&reply);
}

static void on_no_answer(struct demo *demo, struct demo_person *p, const json_t *callback)
{
	bool kept = json_number_of(callback, "position") == 1 &&
	            !strcmp(json_chars_of(callback, "state"), "waiting");

	demo_tell(demo, MARK_RING, "%s did not answer: place %lld is kept, called again in 10 s",
	          p->name, (long long)json_number_of(callback, "position"));
	if (p == &demo->people[KIM] && kept)
		demo_seen(demo, STEP_NO_ANSWER);
	demo_tell_line(demo);
}

static void on_state(struct demo *demo, const char *kind, struct demo_person *p,
                     const json_t *callback)
{
	const char *word = kind + strlen("callback.");
	const char *advisor = json_chars_of(callback, "advisor_nickname");

	text_fit(text_of(json_chars_of(callback, "state")), p->state, sizeof(p->state));
	if (json_chars_of(callback, "call")[0])
		text_fit(text_of(json_chars_of(callback, "call")), p->call, sizeof(p->call));
	if (p >= &demo->people[RAVI])
		return;
	if (!strcmp(word, "offering"))
		demo_tell(demo, MARK_RING, "%s's turn to say yes: next is %s", advisor, p->name);
	else if (!strcmp(word, "ringing"))
		demo_tell(demo, MARK_RING, "%s accepts; %s's phone is called", advisor, p->name);
	else if (!strcmp(word, "connected"))
		demo_tell(demo, MARK_TALK, "%s presses 1: %s and %s are joined, the meter runs", p->name,
		          advisor, p->name);
	else if (!strcmp(word, "no_answer"))
		on_no_answer(demo, p, callback);
	else if (!strcmp(word, "next"))
		demo_tell(demo, MARK_LINE, "%s is told to be the next in line", p->name);
	else if (!strcmp(word, "expired"))
		demo_tell(demo, MARK_LINE, "%s's waiting time is over: the request lapsed, nobody called",
		          p->name);
	else if (demo->playing)
		demo_tell(demo, MARK_LINE, "%s: %s", p->name, kind);
	else if (strcmp(word, "completed") && strcmp(word, "created") && strcmp(word, "updated"))
		demo_wrong(demo, "%s: %s was not to happen", p->name, kind);
	if (p == &demo->people[KIM] && p->cancelled && !strcmp(word, "connected"))
		demo_seen(demo, STEP_RETRIED);
}

/* The visitor arranged another call for one of ours: from now on that one is watched. */
static struct demo_person *adopt(struct demo *demo, const json_t *callback)
{
	for (size_t i = SAM; i < DEMO_PEOPLE; i++) {
		struct demo_person *p = &demo->people[i];

		if (strcmp(p->id, json_chars_of(callback, "customer")))
			continue;
		text_fit(text_of(json_chars_of(callback, "id")), p->callback, sizeof(p->callback));
		p->receipt_told = false;
		return p;
	}
	return NULL;
}

static void on_event(struct demo *demo, const json_t *event)
{
	const char *kind = json_chars_of(event, "kind"), *subject = json_chars_of(event, "subject");
	struct demo_person *p = by_callback(demo, subject);
	char path[PATH_CHARS];
	json_t *callback;

	if (strncmp(kind, "callback.", 9) || (!p && !demo->playing))
		return;
	(void)snprintf(path, sizeof(path), "/v1/callbacks/%.32s", subject);
	callback = get(demo, path);
	if (callback && !p)
		p = adopt(demo, callback);
	if (p && callback)
		on_state(demo, kind, p, callback);
	json_decref(callback);
}

/* The list is newest first; what is new is told oldest first. */
static void read_events(struct demo *demo)
{
	json_t *page = get(demo, "/v1/events?limit=100");
	const json_t *data = json_object_get(page, "data");
	int64_t last = demo->last_event;

	for (size_t i = json_array_size(data); i > 0; i--) {
		const json_t *event = json_array_get(data, i - 1);

		if (json_number_of(event, "number") > demo->last_event)
			on_event(demo, event);
		if (json_number_of(event, "number") > last)
			last = json_number_of(event, "number");
	}
	demo->last_event = last;
	json_decref(page);
	for (size_t i = SAM; i < DEMO_EVENING; i++)
		if (!strcmp(demo->people[i].state, "completed") && !demo->people[i].receipt_told)
			tell_receipt(demo, &demo->people[i]);
}

/* ---- the journal --------------------------------------------------------------------------------
 */
static void on_invite(struct demo *demo, enum demo_who who)
{
	struct demo_person *p = &demo->people[who];

	p->rings++;
	if (demo->ring_count < COUNT(demo->ring_order))
		demo->ring_order[demo->ring_count++] = who;
	demo_tell(demo, MARK_RING, "%s's phone rings", p->name);
	if (who == DANA && demo->ring_count == 1)
		demo_seen(demo, STEP_AVAILABLE);
}

static bool mentions(const json_t *line, const char *words)
{
	return strstr(json_chars_of(line, "text"), words) != NULL;
}

static void on_prompt(struct demo *demo, enum demo_who who, const json_t *line)
{
	const char *name = json_chars_of(line, "name"), *words = json_chars_of(line, "text");

	if (!json_is_true(json_object_get(line, "whole")))
		return;
	if (words[0] != '~')
		demo_tell(demo, MARK_SOUND, "%s hears \"%s\"", demo->people[who].name, words);
	if (who == DANA && !strcmp(name, "whisper") && mentions(line, "Sam") &&
	    mentions(line, "Boiler faults"))
		demo_seen(demo, STEP_WHISPER);
	if (who == SAM && !strcmp(name, "greeting") && mentions(line, "Nothing is charged yet"))
		demo_seen(demo, STEP_GREETING);
	if (who == DANA && !strncmp(name, "menu", 4) && mentions(line, "You earned"))
		demo_seen(demo, STEP_MENU);
}

/* Whose tone is this? Handsets measure to a few Hz. */
static enum demo_who speaker(const struct demo *demo, int64_t hz)
{
	for (size_t i = 0; i < DEMO_PEOPLE; i++)
		if (llabs(hz - demo->people[i].hz) <= 12)
			return (enum demo_who)i;
	return (enum demo_who)DEMO_PEOPLE;
}

static void on_tone(struct demo *demo, enum demo_who who, const json_t *line)
{
	int64_t ms = json_number_of(line, "ms");
	enum demo_who from = speaker(demo, json_number_of(line, "hz"));

	if ((size_t)from == DEMO_PEOPLE || from == who)
		return;
	demo_tell(demo, MARK_SOUND, "%s heard %s: a tone of %lld Hz for %lld.%lld s, gaps %lld ms",
	          demo->people[who].name, demo->people[from].name,
	          (long long)json_number_of(line, "hz"), (long long)(ms / 1000),
	          (long long)(ms % 1000 / 100), (long long)json_number_of(line, "gap_ms"));
	if (who == DANA)
		demo->people[from].spoke_ms += ms;
	else if (from == DANA)
		demo->people[who].heard_ms += ms;
}

/* Ravi's line goes by itself; telling it would drown what the visitor does. */
static bool is_background(enum demo_who who)
{
	return who >= RAVI;
}

static void on_line(struct demo *demo, const json_t *line)
{
	const char *event = json_chars_of(line, "event");
	enum demo_who who = demo_by_number(demo, json_chars_of(line, "number"));

	if (is_background(who))
		return;
	if (!strcmp(event, "invite"))
		on_invite(demo, who);
	else if (!strcmp(event, "heard_prompt"))
		on_prompt(demo, who, line);
	else if (!strcmp(event, "heard_tone"))
		on_tone(demo, who, line);
	else if (!strcmp(event, "pressed"))
		demo_tell(demo, MARK_SOUND, "%s presses %s", demo->people[who].name,
		          json_chars_of(line, "key"));
	else if (!strcmp(event, "cancelled"))
		demo->people[who].cancelled++;
}

static void read_journal(struct demo *demo)
{
	char line[LINE_CHARS];
	FILE *f = fopen(demo->house.journal, "re");

	if (!f)
		return;
	(void)fseek(f, demo->journal_at, SEEK_SET);
	while (fgets(line, sizeof(line), f) && strchr(line, '\n')) {
		json_t *object = json_loads(line, 0, NULL);

		demo->journal_at = ftell(f);
		if (object)
			on_line(demo, object);
		json_decref(object);
	}
	(void)fclose(f);
}

void demo_watch(struct demo *demo)
{
	read_journal(demo);
	read_events(demo);
}

/* ---- the last look
 * -------------------------------------------------------------------------------- */
/* Sam before Kim before Noor, each after Dana; Kim again at the end; nobody twice but Kim; Lee
 * never. */
static void audit_order(struct demo *demo)
{
	static const enum demo_who ORDER[] = { SAM, KIM, NOOR, KIM };
	size_t at = 0;

	for (size_t i = 0; i < demo->ring_count; i++)
		if (demo->ring_order[i] != DANA && at < COUNT(ORDER) && demo->ring_order[i] == ORDER[at])
			at++;
		else if (demo->ring_order[i] != DANA)
			at = COUNT(ORDER) + 1;
	if (at == COUNT(ORDER) && demo->ring_order[0] == DANA)
		demo_seen(demo, STEP_ORDER);
	if (!strcmp(demo->people[LEE].state, "expired") && !demo->people[LEE].rings)
		demo_seen(demo, STEP_LAPSED);
}

/*
 * Price by billed time rounded up once, at least the talked time billed, and the split without a
 * rest.
 */
static bool receipt_adds_up(const struct demo_person *p, const json_t *receipt)
{
	int64_t billed = json_number_of(receipt, "billed_seconds");
	int64_t price =
		json_number_of(json_object_get(json_object_get(receipt, "rate"), "price"), "amount");
	int64_t earned = json_number_of(json_object_get(receipt, "earned"), "amount");
	int64_t house = json_number_of(json_object_get(receipt, "house"), "amount");

	return p->charge > 0 && p->charge == (price * billed + 59) / 60 &&
	       earned + house == p->charge &&
	       billed * 1000 >= json_number_of(receipt, "talked_milliseconds");
}

/* The meter starts a moment after the join: never more than the handset heard, and little less. */
static bool meter_agrees(const struct demo_person *p, const json_t *receipt)
{
	int64_t talked = json_number_of(receipt, "talked_milliseconds");

	return talked > 0 && talked <= p->heard_ms + METER_OVER_MS &&
	       talked + METER_UNDER_MS >= p->heard_ms;
}

static void audit_talks(struct demo *demo)
{
	static const enum demo_who TALKERS[] = { SAM, KIM, NOOR };
	size_t added = 0, metered = 0, both = 0;

	for (size_t i = 0; i < COUNT(TALKERS); i++) {
		struct demo_person *p = &demo->people[TALKERS[i]];
		char path[PATH_CHARS];
		json_t *receipt;

		both += p->heard_ms >= TALK_LEAST_MS && p->spoke_ms >= TALK_LEAST_MS;
		if (!p->receipt_told)
			continue;
		(void)snprintf(path, sizeof(path), "/v1/calls/%s/receipt", p->call);
		receipt = get(demo, path);
		added += receipt_adds_up(p, receipt);
		metered += meter_agrees(p, receipt);
		json_decref(receipt);
	}
	if (both == COUNT(TALKERS))
		demo_seen(demo, STEP_TONES);
	if (added == COUNT(TALKERS))
		demo_seen(demo, STEP_RECEIPTS);
	if (metered == COUNT(TALKERS))
		demo_seen(demo, STEP_METERED);
}

static void audit_balances(struct demo *demo)
{
	bool good = true;

	for (size_t i = SAM; i < DEMO_EVENING; i++) {
		struct demo_person *p = &demo->people[i];
		char path[PATH_CHARS], available[40];
		json_t *balance;

		(void)snprintf(path, sizeof(path), "/v1/balance?customer=%s", p->id);
		balance = get(demo, path);
		if (!balance || json_number_of(json_object_get(balance, "held"), "amount") ||
		    json_number_of(json_object_get(balance, "available"), "amount") !=
		        DEMO_CREDIT - p->charge)
			good = false;
		demo_tell(demo, MARK_MONEY, "%s has %s left", p->name,
		          json_money_of(balance, "available", available));
		json_decref(balance);
	}
	if (good)
		demo_seen(demo, STEP_BALANCES);
}

void demo_audit(struct demo *demo)
{
	json_t *verdict = get(demo, "/v1/ledger/verify");
	char sum[40];

	audit_order(demo);
	audit_talks(demo);
	audit_balances(demo);
	if (json_is_true(json_object_get(verdict, "sound")) &&
	    json_number_of(json_object_get(verdict, "sum"), "amount") == 0 &&
	    json_number_of(verdict, "transfers") > 0)
		demo_seen(demo, STEP_LEDGER);
	demo_tell(demo, MARK_MONEY, "the ledger: %lld transfers between %lld accounts sum to %s, %s",
	          (long long)json_number_of(verdict, "transfers"),
	          (long long)json_number_of(verdict, "accounts"), json_money_of(verdict, "sum", sum),
	          json_is_true(json_object_get(verdict, "sound")) ? "sound"
	                                                          : json_chars_of(verdict, "why"));
	json_decref(verdict);
}
