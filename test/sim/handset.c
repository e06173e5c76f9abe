// SPDX-License-Identifier: Apache-2.0
/* Handsets that answer, press keys, talk and vanish as the seed says. */
#include "handset.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "checks.h"
#include "promises.h"

#define HANDSETS_MOST 512
#define TALKS_MOST 20000
#define NETWORK MILLISECONDS(40)

struct handset {
	int64_t leg, call, token;
	char number[PHONE_NUMBER_CHARS];
	char sip_call_id[80];
	bool up, ringing, answered, joined, orphan, hang_after_say, saying, barge, spoiled;
	bool told, talked, warned; /* to hang up; was in a talk; heard that money or time ends */
	int64_t callback;
	int rounds; /* of the question it was asked */
	mono said_at;
	int64_t other;
	span listen, ring;
	char next_key;
	char prompt[PHONE_WORD_CHARS];
	mono orphaned_at;
	uint32_t sequence;
};

struct talk {
	int64_t call, customer_leg, advisor_leg;
	bool running, quiet, over, limit_told;
	mono from;
	span already, limit;
	struct truth truth;
};

struct handsets {
	struct handset at[HANDSETS_MOST];
	struct talk *talks;
	size_t talk_count;
};

static bool is_advisor(const struct handset *h)
{
	return strncmp(h->number, "+1415", 5) == 0;
}

static struct handset *find(struct world *world, int64_t leg)
{
	for (size_t i = 0; i < HANDSETS_MOST; i++)
		if (world->handsets->at[i].up && world->handsets->at[i].leg == leg)
			return &world->handsets->at[i];
	return NULL;
}

static struct talk *talk_of(const struct world *world, int64_t call)
{
	for (size_t i = world->handsets->talk_count; i-- > 0;)
		if (world->handsets->talks[i].call == call)
			return &world->handsets->talks[i];
	return NULL;
}

static span witnessed_now(const struct world *world, const struct talk *t)
{
	span w = t->already;

	if (t->running && mono_before(t->from, world->tick))
		w = span_add(w, mono_since(world->tick, t->from));
	return span_less(t->limit, w) ? t->limit : w;
}

/* ---- news ------------------------------------------------------------------------------ */

static struct news news_about(struct world *world, struct handset *h, enum news_kind kind)
{
	struct news news = {
		.kind = kind,
		.leg = h->leg,
		.call = h->call,
		.sequence = ++h->sequence,
		.at = world_now(world),
		.tick = world->tick,
	};
	struct talk *t = talk_of(world, h->call);

	if (t)
		news.witnessed = witnessed_now(world, t);
	return news;
}

static void tell(struct world *world, const struct news *news)
{
	struct message message = { .kind = MESSAGE_NEWS, .news = *news };

	world_trace(world, "news", news->kind, news->leg);
	if (!lane_put(world->lane, &message))
		world_fail(world, "the lane's mailbox is full");
}

static void tell_of(struct world *world, struct handset *h, enum news_kind kind)
{
	struct news news = news_about(world, h, kind);

	if (h->orphan)
		return;
	if (kind == NEWS_RINGING || kind == NEWS_ANSWERED) {
		(void)snprintf(news.dialogue.call_id, sizeof(news.dialogue.call_id), "%s", h->sip_call_id);
		(void)snprintf(news.dialogue.remote_tag, sizeof(news.dialogue.remote_tag), "r%lld",
		               (long long)h->leg);
	}
	tell(world, &news);
}

static void talk_stops(struct world *world, struct talk *t)
{
	t->already = witnessed_now(world, t);
	t->running = false;
	t->truth.witnessed = t->already;
}

/* The advisor is on the line and did not end it: that call was taken, whatever became of it. */
static void took(struct world *world, const struct handset *customer)
{
	for (size_t i = 0; i < HANDSETS_MOST; i++) {
		const struct handset *h = &world->handsets->at[i];

		if (h->up && is_advisor(h) && h->call == customer->call && !is_advisor(customer))
			promise_took(world, h->number);
	}
}

static void gone(struct world *world, struct handset *h, enum leg_end end)
{
	struct talk *t = talk_of(world, h->call);
	struct message message = { .kind = MESSAGE_NEWS };
	struct handset *other;

	if (h->joined && t) {
		talk_stops(world, t);
		other = find(world, h->other);
		if (other)
			other->joined = false;
	}
	message.news = news_about(world, h, NEWS_ENDED);
	message.news.end = end;
	world_trace(world, "gone", end, h->leg);
	if (!h->orphan)
		took(world, h);
	h->up = false;
	if (!h->orphan)
		lane_put_last(world->lane, &message);
}

/* ---- what it means to the people that this phone is not there -------------------------- */

/* Rang in vain, or hung up before the talk; we had not given up ourselves. */
static void turns_away(struct world *world, const struct handset *h, bool declines)
{
	if (h->told || h->orphan || h->joined || h->talked)
		return;
	if (!is_advisor(h))
		promise_absent(world, h->callback);
	else
		promise_missed(world, h->number, !declines);
}

static void gives_no_key(struct world *world, const struct handset *h)
{
	if (strcmp(h->prompt, "whisper") == 0)
		promise_missed(world, h->number, true);
	if (strcmp(h->prompt, "greeting") == 0)
		promise_absent(world, h->callback);
}

/* ---- what the owner of a phone does ---------------------------------------------------- */

static void no_answer(struct world *world, int64_t leg, int64_t unused)
{
	struct handset *h = find(world, leg);

	(void)unused;
	if (!h || h->answered)
		return;
	turns_away(world, h, false);
	gone(world, h, LEG_NO_ANSWER);
}

static void refuses(struct world *world, int64_t leg, int64_t end)
{
	struct handset *h = find(world, leg);

	if (!h || h->answered)
		return;
	if (end == LEG_FAILED && !h->ringing && !h->orphan && !is_advisor(h))
		oracle_never_rang(world, h->number);
	if (end != LEG_FAILED)
		turns_away(world, h, end == LEG_DECLINED);
	gone(world, h, (enum leg_end)end);
}

static void answers(struct world *world, int64_t leg, int64_t unused)
{
	struct handset *h = find(world, leg);

	(void)unused;
	if (!h || h->answered)
		return;
	h->answered = true;
	tell_of(world, h, NEWS_ANSWERED);
}

static void rings(struct world *world, int64_t leg, int64_t unused)
{
	struct handset *h = find(world, leg);

	(void)unused;
	if (!h || h->answered)
		return;
	h->ringing = true;
	tell_of(world, h, NEWS_RINGING);
}

static void hangs_up(struct world *world, int64_t leg, int64_t end)
{
	struct handset *h = find(world, leg);

	if (!h)
		return;
	if (is_advisor(h) && h->talked && !h->orphan && !h->joined)
		promise_talked(world, h->number);
	gone(world, h, (enum leg_end)end);
}

/* An advisor who accepted hangs up before the customer is there: as key 2 (SETTLED 7). */
static void gives_up(struct world *world, int64_t leg, int64_t token)
{
	struct handset *h = find(world, leg);

	if (!h || h->token != token || h->told)
		return;
	turns_away(world, h, true);
	gone(world, h, LEG_HUNG_UP);
}

static char key_for(struct world *world, const struct handset *h)
{
	int64_t r = random_between(&world->random, 0, 99);
	bool silent = h->spoiled;

	if (silent)
		return 0;
	if (strcmp(h->prompt, "whisper") == 0)
		return r < 84 ? '1' : r < 90 ? '2' : r < 93 ? '7' : r < 98 ? 0 : 'x';
	if (strcmp(h->prompt, "greeting") == 0)
		return r < 78 ? '1' : r < 84 ? '2' : r < 88 ? '3' : r < 89 ? '9' : r < 97 ? 0 : 'x';
	if (strcmp(h->prompt, "menu_availability") == 0)
		return r < 50 ? '1' : r < 65 ? '2' : r < 70 ? '3' : r < 90 ? '4' : 0;
	if (strcmp(h->prompt, "availability_set") == 0)
		return r < 50 ? '9' : 'x';
	return r < 50 ? '1' : r < 58 ? '2' : r < 63 ? '3' : r < 75 ? '9' : r < 90 ? 0 : 'x';
}

static void presses(struct world *world, int64_t leg, int64_t token)
{
	struct handset *h = find(world, leg);
	struct news news;
	char key;

	if (!h || h->token != token || h->orphan)
		return;
	key = h->next_key;
	if (key == 'x') {
		if (strcmp(h->prompt, "whisper") == 0 || strcmp(h->prompt, "greeting") == 0)
			turns_away(world, h, true);
		if (is_advisor(h) && h->talked && !h->joined)
			promise_talked(world, h->number);
		gone(world, h, LEG_HUNG_UP);
		return;
	}
	if (key == '7' && h->rounds >= world->rules.prompt_rounds)
		gives_no_key(world, h);
	if (strcmp(h->prompt, "menu_availability") == 0 && key == '1')
		promise_available(world, h->number);
	if (strcmp(h->prompt, "whisper") == 0 && key == '2')
		promise_missed(world, h->number, false);
	if (strcmp(h->prompt, "greeting") == 0 && key == '2')
		promise_snoozed(world, h->callback);
	if (!is_advisor(h)) {
		oracle_heard_human(world, h->number);
		if (key == '9' && strcmp(h->prompt, "greeting") == 0)
			oracle_opted_out(world, h->number);
	}
	news = news_about(world, h, NEWS_KEY);
	news.token = h->token;
	news.key = key;
	h->token = 0;
	tell(world, &news);
}

static void hears_nothing(struct world *world, int64_t leg, int64_t token)
{
	struct handset *h = find(world, leg);
	struct news news;

	if (!h || h->token != token || h->orphan)
		return;
	if (h->rounds >= world->rules.prompt_rounds)
		gives_no_key(world, h);
	news = news_about(world, h, NEWS_NO_KEY);
	news.token = token;
	h->token = 0;
	tell(world, &news);
}

static void prompt_ends(struct world *world, int64_t leg, int64_t token)
{
	struct handset *h = find(world, leg);
	struct news news;
	char key;

	if (!h || h->token != token)
		return;
	h->saying = false;
	h->said_at = world->tick;
	if (!h->orphan) {
		news = news_about(world, h, NEWS_SAID);
		news.token = token;
		tell(world, &news);
	}
	if (h->hang_after_say) {
		if (is_advisor(h) && h->talked && !h->orphan)
			promise_talked(world, h->number);
		gone(world, h, LEG_WE_HUNG_UP);
		return;
	}
	if (h->listen.us == 0)
		return;
	key = key_for(world, h);
	h->next_key = key;
	if (key)
		world_plan(world, MILLISECONDS(random_between(&world->random, 300, 4000)), presses, leg,
		           token);
	else
		world_plan(world, h->listen, hears_nothing, leg, token);
}

/* ---- the talk -------------------------------------------------------------------------- */

static void meter_beats(struct world *world, int64_t call, int64_t join)
{
	struct talk *t = talk_of(world, call);
	struct handset *h;
	struct news news;

	if (!t || !t->running || t->from.us != join)
		return;
	h = find(world, t->customer_leg);
	if (!h || h->orphan)
		return;
	news = news_about(world, h, NEWS_METER);
	tell(world, &news);
	if (!span_less(news.witnessed, t->limit) && !t->limit_told) {
		t->limit_told = true;
		news.kind = NEWS_LIMIT;
		tell(world, &news);
	}
	world_plan(world, SECONDS(1), meter_beats, call, join);
}

static void sound_returns(struct world *world, int64_t call, int64_t unused)
{
	struct talk *t = talk_of(world, call);
	struct handset *h = t ? find(world, t->customer_leg) : NULL;

	(void)unused;
	if (!t || !t->quiet || !h || !h->joined)
		return;
	t->quiet = false;
	t->running = true;
	t->from = world->tick;
	tell_of(world, h, NEWS_SOUND);
	world_plan(world, SECONDS(1), meter_beats, call, t->from.us);
}

/* Five seconds after the last packet the meter is found to have stopped back there. */
static void sound_is_missed(struct world *world, int64_t call, int64_t unused)
{
	struct talk *t = talk_of(world, call);
	struct handset *h = t ? find(world, t->customer_leg) : NULL;

	(void)unused;
	if (t && t->quiet && h && h->joined)
		tell_of(world, h, NEWS_QUIET);
}

static void sound_stops(struct world *world, int64_t call, int64_t for_good)
{
	struct talk *t = talk_of(world, call);
	struct handset *h = t ? find(world, t->customer_leg) : NULL;

	if (!t || !t->running || !h || !h->joined)
		return;
	talk_stops(world, t);
	t->quiet = true;
	world_plan(world, SECONDS(5), sound_is_missed, call, 0);
	if (for_good)
		world_plan(world, SECONDS(15), hangs_up, t->customer_leg, LEG_LOST);
	else
		world_plan(world, SECONDS(8), sound_returns, call, 0);
}

static void talk_is_over(struct world *world, int64_t call, int64_t how)
{
	struct talk *t = talk_of(world, call);
	struct handset *customer = t ? find(world, t->customer_leg) : NULL;
	struct handset *advisor = t ? find(world, t->advisor_leg) : NULL;
	struct news news;

	if (!t || t->over || !customer || customer->call != call)
		return;
	t->over = true;
	if (how < 60 || !advisor || advisor->call != call) {
		gone(world, customer, LEG_HUNG_UP);
	} else if (how < 75) {
		gone(world, advisor, LEG_HUNG_UP);
	} else if (how < 90 && advisor->joined && !advisor->orphan) {
		t->truth.star = true;
		news = news_about(world, advisor, NEWS_KEY);
		news.key = '*';
		tell(world, &news);
	} else if (how < 95) {
		sound_stops(world, call, 1);
	} else {
		sound_stops(world, call, 0);
		t->over = false;
		world_plan(world, SECONDS(30), talk_is_over, call, 0);
	}
}

static struct talk *begin_talk(struct world *world, const struct order *join)
{
	struct handsets *hs = world->handsets;
	struct talk *t = talk_of(world, join->call);
	int64_t how = random_between(&world->random, 0, 99);
	int64_t length = random_between(&world->random, 0, 99);

	if (t)
		return t;
	must(hs->talk_count < TALKS_MOST);
	t = &hs->talks[hs->talk_count++];
	*t = (struct talk){ .call = join->call,
		                .customer_leg = join->leg,
		                .advisor_leg = join->join.other };
	t->truth.call = join->call;
	length = length < 10   ? random_between(&world->random, 500, 12000)
	         : length < 75 ? random_between(&world->random, 20000, 600000)
	                       : random_between(&world->random, 600000, 4000000);
	world_plan(world, MILLISECONDS(length), talk_is_over, join->call, how);
	return t;
}

/* ---- orders ---------------------------------------------------------------------------- */

static void on_ring(struct world *world, const struct order *o)
{
	struct handset *h = NULL;
	int64_t r = random_between(&world->random, 0, 99);
	int64_t soon = random_between(&world->random, 500, 20000);
	bool advisor;

	for (size_t i = 0; i < HANDSETS_MOST && !h; i++)
		if (!world->handsets->at[i].up)
			h = &world->handsets->at[i];
	must(h);
	*h = (struct handset){ .up = true, .leg = o->leg, .call = o->call, .ring = o->ring.ring };
	(void)snprintf(h->number, sizeof(h->number), "%s", o->ring.number);
	(void)snprintf(h->sip_call_id, sizeof(h->sip_call_id), "%s", o->ring.call_id);
	h->callback = oracle_rings(world, o);
	advisor = is_advisor(h);
	promise_rings(world, !advisor, h->number, h->callback);
	world_plan(world, span_add(h->ring, (span){ 0 }), no_answer, h->leg, 0);
	if (r < (advisor ? 3 : 6)) {
		world_plan(world, SECONDS(1), refuses, h->leg, r & 1 ? LEG_BUSY : LEG_DECLINED);
		return;
	}
	if (r < 8) {
		world_plan(world, SECONDS(4), refuses, h->leg, LEG_FAILED);
		return;
	}
	world_plan(world, NETWORK, rings, h->leg, 0);
	h->spoiled = r < (advisor ? 9 : 14); /* a voicemail: answers, never presses */
	if (r < (advisor ? 93 : 85))
		world_plan(world, MILLISECONDS(soon), answers, h->leg, 0);
}

static void on_say(struct world *world, const struct order *o)
{
	struct handset *h = find(world, o->leg);

	if (!h || !h->answered)
		return;
	if (h->call != o->call) { /* the advisor went on to the next call on this leg */
		h->call = o->call;
		h->talked = false;
	}
	h->rounds = strcmp(h->prompt, o->say.name) == 0 ? h->rounds + 1 : 1;
	if (strncmp(o->say.name, "low_", 4) == 0)
		h->warned = true;
	if (strcmp(o->say.name, "paused_customer") == 0 && !h->warned)
		world_fail(world, "D13: the customer of call %lld was not warned", (long long)o->call);
	if (strcmp(o->say.name, "accepted") == 0 && random_chance(&world->random, 4))
		world_plan(world, SECONDS(random_between(&world->random, 1, 15)), gives_up, o->leg,
		           o->say.token);
	h->token = o->say.token;
	h->listen = o->say.listen;
	h->barge = o->say.barge;
	h->saying = true;
	(void)snprintf(h->prompt, sizeof(h->prompt), "%s", o->say.name);
	if (!o->say.repeat)
		world_plan(world, MILLISECONDS(500 + 40 * (int64_t)strlen(o->say.lines)), prompt_ends,
		           h->leg, h->token);
}

static void on_join(struct world *world, const struct order *o)
{
	struct handset *a = find(world, o->leg), *b = find(world, o->join.other);
	struct talk *t;

	if (!a || !b)
		return; /* one hung up while the order was on its way; its ENDED is */
	a->joined = b->joined = a->talked = b->talked = true;
	a->warned = false;
	promise_took(world, b->number);
	if (!talk_of(world, o->call) && a->said_at.us &&
	    mono_since(o->join.meter_from, a->said_at).us < world->rules.price_grace_ms.us)
		world_fail(world, "M9: the meter of call %lld runs too soon", (long long)o->call);
	a->other = b->leg;
	b->other = a->leg;
	b->call = o->call;
	t = begin_talk(world, o);
	t->limit = o->join.limit;
	t->already = o->join.already;
	t->running = true;
	t->limit_told = false;
	t->from = mono_before(o->join.meter_from, world->tick) ? world->tick : o->join.meter_from;
	world_plan(world, SECONDS(1), meter_beats, o->call, t->from.us);
}

static void on_part(struct world *world, const struct order *o)
{
	struct talk *t = talk_of(world, o->call);
	struct handset *a = t ? find(world, t->customer_leg) : NULL;
	struct handset *b = t ? find(world, t->advisor_leg) : NULL;

	if (!t)
		return;
	if (t->running)
		talk_stops(world, t);
	t->quiet = false;
	if (a)
		a->joined = false;
	if (b)
		b->joined = false;
}

static void on_hang_up(struct world *world, const struct order *o)
{
	struct handset *h = find(world, o->leg);

	if (!h)
		return;
	h->told = true;
	took(world, h);
	if (o->hang_up.after_say && h->answered && h->saying)
		h->hang_after_say = true;
	else
		world_plan(world, NETWORK, hangs_up, h->leg, LEG_WE_HUNG_UP);
}

static void on_orphan(struct world *world, const struct order *o)
{
	for (size_t i = 0; i < HANDSETS_MOST; i++) {
		struct handset *h = &world->handsets->at[i];

		if (h->up && h->orphan && strcmp(h->sip_call_id, o->orphan.call_id) == 0)
			gone(world, h, LEG_WE_HUNG_UP);
	}
}

/* There is more money: the next end must be announced again. */
static void forget_warning(struct world *world, const struct talk *t)
{
	struct handset *customer = find(world, t->customer_leg);

	if (customer)
		customer->warned = false;
}

static bool take_order(void *ctx, const struct order *o)
{
	struct world *world = ctx;
	struct talk *t;

	world_trace(world, "order", o->kind, o->leg);
	switch (o->kind) {
	case ORDER_RING: on_ring(world, o); break;
	case ORDER_SAY: on_say(world, o); break;
	case ORDER_JOIN: on_join(world, o); break;
	case ORDER_LIMIT:
		t = talk_of(world, o->call);
		if (t) {
			t->limit = o->limit.limit;
			forget_warning(world, t);
			t->limit_told = false;
		}
		break;
	case ORDER_PART: on_part(world, o); break;
	case ORDER_KEY: break; /* nobody here sits at a page */
	case ORDER_HANG_UP: on_hang_up(world, o); break;
	case ORDER_ORPHAN: on_orphan(world, o); break;
	}
	return true;
}

/* ---- the rest of the world asks -------------------------------------------------------- */

void handsets_open(struct world *world)
{
	world->handsets = calloc(1, sizeof(*world->handsets));
	must(world->handsets);
	world->handsets->talks = calloc(TALKS_MOST, sizeof(struct talk));
	must(world->handsets->talks);
	world->phone = (struct phone_port){ .ctx = world, .order = take_order };
}

void handsets_close(struct world *world)
{
	free(world->handsets->talks);
	free(world->handsets);
}

void handsets_orphaned(struct world *world)
{
	struct handsets *hs = world->handsets;

	for (size_t i = 0; i < HANDSETS_MOST; i++) {
		struct handset *h = &hs->at[i];

		if (!h->up || h->orphan)
			continue;
		took(world, h);
		if (!is_advisor(h) && !h->told && !h->talked)
			promise_unknown(world, h->callback);
		h->orphan = true;
		h->orphaned_at = world->tick;
		/* A phone that never rang nor answered is stopped by its INVITE's Expires. */
		if (!h->ringing && !h->answered)
			h->up = false;
	}
	for (size_t i = 0; i < hs->talk_count; i++) {
		struct talk *t = &hs->talks[i];

		if (t->running || t->quiet)
			t->truth.restarted = true;
		if (t->running)
			talk_stops(world, t);
		t->quiet = false;
	}
}

int handsets_busy(const struct world *world, const char *number)
{
	int count = 0;

	for (size_t i = 0; i < HANDSETS_MOST; i++) {
		const struct handset *h = &world->handsets->at[i];

		count += h->up && !h->orphan && strcmp(h->number, number) == 0;
	}
	return count;
}

int handsets_live(const struct world *world)
{
	int count = 0;

	for (size_t i = 0; i < HANDSETS_MOST; i++)
		count += world->handsets->at[i].up;
	return count;
}

int handsets_orphans(const struct world *world, int64_t seconds)
{
	int count = 0;

	for (size_t i = 0; i < HANDSETS_MOST; i++) {
		const struct handset *h = &world->handsets->at[i];

		count +=
			h->up && h->orphan && span_seconds(mono_since(world->tick, h->orphaned_at)) >= seconds;
	}
	return count;
}

bool handsets_truth(const struct world *world, int64_t call, struct truth *out)
{
	const struct talk *t = talk_of(world, call);

	if (!t)
		return false;
	*out = t->truth;
	return true;
}
