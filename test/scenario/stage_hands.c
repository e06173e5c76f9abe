// SPDX-License-Identifier: Apache-2.0
/* The hands that move the scenery: see stage_hands.h. */
#include "scenario/stage_hands.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "adapter/postgres/postgres.h"
#include "adapter/sqlite/sqlite.h"
#include "base/mailbox.h"
#include "domain/callback/callback_moves.h"

#define PATIENCE SECONDS(5)
#define MOMENT MILLISECONDS(150)

static const struct store_driver *const DRIVERS[] = { &SQLITE_DRIVER, &POSTGRES_DRIVER, NULL };

static struct number_check any_number(void *ctx, text input, text country)
{
	struct number_check check = { .verdict = NUMBER_OK };

	(void)ctx;
	(void)country;
	text_fit(input, check.e164, sizeof(check.e164));
	return check;
}

static bool keep_order(void *ctx, const struct order *order)
{
	struct hands *hands = ctx;

	return mailbox_put(hands->orders, order);
}

static mono tick_now(void)
{
	const struct clock_port *clock = clock_real();

	return clock->tick(clock->ctx);
}

static void make_people(struct hands *hands, int customers)
{
	struct arena *arena = arena_open(64 * 1024);
	struct text_buf sql;

	text_buf_init(&sql, arena);
	text_buf_print(
		&sql,
		"INSERT INTO category VALUES (1, 'all', 'All', '', 0, 'open', 1, 1);"
		"INSERT INTO account VALUES (%d, 2, 'dana', 'Dana', NULL, 'UTC', 'en', 'active', 1, 1, "
		"'none');"
		"INSERT INTO advisor (id, intent, changed_at) VALUES (%d, 'away', 1);"
		"INSERT INTO number VALUES (1, %d, '" ADVISOR_NUMBER "', '', 1, 1, 1);"
		"INSERT INTO listing VALUES (%d, %d, 1, 'Boilers', '', 200, '101', 'open', 1, 1);",
		ADVISOR, ADVISOR, ADVISOR, LISTING, ADVISOR);
	for (int i = 0; i < customers; i++) {
		int c = CUSTOMER + i;

		text_buf_print(
			&sql,
			"INSERT INTO account VALUES (%d, 1, 'c%d', 'C%d', NULL, 'UTC', 'en', 'active', 1, 1, "
			"'none');"
			"INSERT INTO number VALUES (%d, %d, '+1212555%04d', '', 1, 1, 1);"
			"INSERT INTO transfer VALUES (%d, 1, 'world:topup', 'wallet:%d', 10000, 'USD', "
			"'topup', 'first:%d', 'system:0', 0, 0);",
			c, i, i, c, c, i, c, c, i);
	}
	fixture_script(hands->fixture, text_terminated(arena, text_buf_text(&sql)));
	arena_close(arena);
}

static void start_engine(struct hands *hands)
{
	const struct engine_config config = { .drivers = DRIVERS,
		                                  .store_url = hands->fixture->url,
		                                  .node_name = "test",
		                                  .clock = clock_real(),
		                                  .rules = &hands->rules,
		                                  .numbers = &hands->numbers };

	assert_int_equal(engine_open(&config, &hands->engine), OK);
	hands->sink = engine_news_sink(hands->engine);
	hands->work = engine_work_port(hands->engine);
	assert_int_equal(engine_start(hands->engine, &hands->phone), OK);
}

struct hands *hands_open(struct fixture *fixture, int customers)
{
	struct hands *hands = calloc(1, sizeof(*hands));

	assert_non_null(hands);
	hands->fixture = fixture;
	rules_default(&hands->rules);
	hands->rules.wrap_up_ms = MILLISECONDS(50);
	hands->rules.customer_retry_ms = MILLISECONDS(200);
	hands->rules.pause_ms = SECONDS(30);
	hands->numbers = (struct number_port){ NULL, any_number };
	hands->orders = mailbox_open(sizeof(struct order), 4096, 0);
	hands->phone = (struct phone_port){ hands, keep_order };
	make_people(hands, customers);
	start_engine(hands);
	return hands;
}

void hands_restart(struct hands *hands)
{
	struct order dropped;

	engine_close(hands->engine);
	while (mailbox_take(hands->orders, &dropped, 1) == 1)
		continue;
	start_engine(hands);
}

void hands_close(struct hands *hands)
{
	hands_verify(hands);
	engine_close(hands->engine);
	mailbox_close(hands->orders);
	free(hands);
}

/* ---- requests -------------------------------------------------------------------------- */

struct request_of_test {
	struct work work;
	enum err (*verb)(struct desk *, void *);
	void *arg;
	struct mailbox *done;
};

static enum err run_request(struct desk *desk, struct work *work)
{
	struct request_of_test *r = (struct request_of_test *)work;

	return r->verb(desk, r->arg);
}

static void request_done(struct work *work, enum err outcome)
{
	struct request_of_test *r = (struct request_of_test *)work;
	bool put = mailbox_put(r->done, &outcome);

	must(put);
}

static void ask(struct hands *hands, bool write, enum err (*verb)(struct desk *, void *), void *arg)
{
	struct request_of_test r = {
		.work = { .run = run_request, .done = request_done, .lane_key = ADVISOR },
		.verb = verb,
		.arg = arg,
		.done = mailbox_open(sizeof(enum err), 1, 0)
	};
	bool (*put)(void *, struct work *) = write ? hands->work.write : hands->work.read;
	enum err outcome = ERR_TIMEOUT;

	assert_true(put(hands->work.ctx, &r.work));
	mailbox_wait(r.done, PATIENCE);
	assert_int_equal(mailbox_take(r.done, &outcome, 1), 1);
	assert_int_equal(outcome, OK);
	mailbox_close(r.done);
}

struct arrange {
	struct callback_ask ask;
	struct callback_answer answer;
};

static enum err arrange_verb(struct desk *desk, void *arg)
{
	struct arrange *a = arg;

	desk->actor = (struct actor){ ACTOR_CUSTOMER, a->ask.customer.n };
	return callback_request(desk, &a->ask, &a->answer);
}

enum refusal hands_arrange(struct hands *hands, int customer, callback_id *out)
{
	char number[PHONE_NUMBER_CHARS];
	struct arrange a = {
		.ask = { .customer = { CUSTOMER + customer }, .listing = { LISTING }, .wait = HOURS(1) }
	};

	(void)snprintf(number, sizeof(number), "+1212555%04d", customer);
	a.ask.number = text_of(number);
	ask(hands, true, arrange_verb, &a);
	if (a.answer.refused == GRANTED)
		*out = a.answer.callback.id;
	return a.answer.refused;
}

struct cancel {
	callback_id id;
	struct callback_answer answer;
};

static enum err cancel_verb(struct desk *desk, void *arg)
{
	struct cancel *c = arg;
	struct callback cb;

	TRY(callback_get(desk->tx, c->id, &cb));
	desk->actor = (struct actor){ ACTOR_CUSTOMER, cb.customer.n };
	return call_cancel_callback(desk, c->id, NO_TEXT, &c->answer);
}

enum refusal hands_cancel(struct hands *hands, callback_id callback)
{
	struct cancel c = { .id = callback };

	ask(hands, true, cancel_verb, &c);
	return c.answer.refused;
}

static enum err let_pass_verb(struct desk *desk, void *arg)
{
	struct cancel *c = arg;

	desk->actor = (struct actor){ ACTOR_CUSTOMER, 0 };
	return callback_let_pass(desk, c->id, &c->answer);
}

enum refusal hands_let_pass(struct hands *hands, callback_id callback)
{
	struct cancel c = { .id = callback };

	ask(hands, true, let_pass_verb, &c);
	return c.answer.refused;
}

struct overtaken {
	callback_id id;
	int64_t count;
};

static enum err overtaken_verb(struct desk *desk, void *arg)
{
	struct overtaken *o = arg;
	struct callback cb;

	TRY(callback_get(desk->tx, o->id, &cb));
	return callback_overtaken(desk, &cb, &o->count);
}

int64_t hands_overtaken(struct hands *hands, callback_id callback)
{
	struct overtaken o = { .id = callback, .count = -1 };

	ask(hands, true, overtaken_verb, &o);
	return o.count;
}

struct shift {
	struct availability_ask ask;
	struct availability_answer answer;
};

static enum err shift_verb(struct desk *desk, void *arg)
{
	struct shift *s = arg;

	desk->actor = (struct actor){ ACTOR_ADVISOR, ADVISOR };
	return call_set_availability(desk, &s->ask, &s->answer);
}

struct availability_answer hands_want(struct hands *hands, struct availability_ask wanted)
{
	struct shift s = { .ask = wanted };

	s.ask.advisor = (advisor_id){ ADVISOR };
	ask(hands, true, shift_verb, &s);
	assert_int_equal(s.answer.refused, GRANTED);
	return s.answer;
}

void hands_intent(struct hands *hands, enum intent intent)
{
	(void)hands_want(hands, (struct availability_ask){ .has_intent = true, .intent = intent });
}

struct click {
	enum { CLICK_KEY, CLICK_NEXT, CLICK_HANG_UP } what;
	struct press press;
	enum refusal refused;
};

static enum err click_verb(struct desk *desk, void *arg)
{
	struct click *c = arg;

	desk->actor = (struct actor){ ACTOR_ADVISOR, ADVISOR };
	if (c->what == CLICK_NEXT)
		return call_next(desk, c->press.advisor, "web", &c->refused);
	if (c->what == CLICK_HANG_UP)
		return call_hang_up(desk, c->press.call, c->press.advisor, &c->refused);
	return call_press(desk, &c->press, &c->refused);
}

enum refusal hands_press(struct hands *hands, int64_t call, const char *menu, char key)
{
	struct click c = { .press = { { call }, { ADVISOR }, menu, key, "web" } };

	ask(hands, true, click_verb, &c);
	return c.refused;
}

enum refusal hands_next(struct hands *hands)
{
	struct click c = { .what = CLICK_NEXT, .press = { .advisor = { ADVISOR } } };

	ask(hands, true, click_verb, &c);
	return c.refused;
}

enum refusal hands_hang_up(struct hands *hands, int64_t call)
{
	struct click c = { .what = CLICK_HANG_UP, .press = { { call }, { ADVISOR } } };

	ask(hands, true, click_verb, &c);
	return c.refused;
}

struct credit {
	customer_id customer;
	int64_t minor;
	const char *cause;
};

static enum err credit_verb(struct desk *desk, void *arg)
{
	struct credit *c = arg;
	bool written;

	TRY(wallet_credit(desk, c->customer, c->minor, c->cause, &written));
	return call_money_came(desk, c->customer);
}

void hands_credit(struct hands *hands, int customer, int64_t minor, const char *cause)
{
	struct credit c = { { CUSTOMER + customer }, minor, cause };

	ask(hands, true, credit_verb, &c);
}

/* ---- the telephone --------------------------------------------------------------------- */

static bool next_order(struct hands *hands, struct order *out, mono until)
{
	while (mailbox_take(hands->orders, out, 1) == 0) {
		mono now = tick_now();

		if (!mono_before(now, until))
			return false;
		mailbox_wait(hands->orders, mono_since(until, now));
	}
	return true;
}

struct order hands_expect(struct hands *hands, enum order_kind kind)
{
	mono until = mono_add(tick_now(), PATIENCE);
	struct order order;

	while (next_order(hands, &order, until))
		if (order.kind == kind)
			return order;
	fail_msg("no order of kind %d came", (int)kind);
	return order;
}

struct order hands_expect_say(struct hands *hands, const char *prompt)
{
	mono until = mono_add(tick_now(), PATIENCE);
	struct order order;

	while (next_order(hands, &order, until))
		if (order.kind == ORDER_SAY && strcmp(order.say.name, prompt) == 0)
			return order;
	fail_msg("'%s' was not said", prompt);
	return order;
}

bool hands_quiet(struct hands *hands, enum order_kind kind)
{
	mono until = mono_add(tick_now(), MOMENT);
	struct order order;

	while (next_order(hands, &order, until))
		if (order.kind == kind)
			return false;
	return true;
}

static struct news about(struct hands *hands, const struct order *order, enum news_kind kind)
{
	const struct clock_port *clock = clock_real();

	return (struct news){ .kind = kind,
		                  .leg = order->leg,
		                  .call = order->call,
		                  .lane = order->lane,
		                  .sequence = ++hands->sequence,
		                  .at = clock->utc(clock->ctx),
		                  .tick = tick_now() };
}

static void tell(struct hands *hands, const struct news *news)
{
	assert_true(hands->sink.put(hands->sink.ctx, news));
}

void hands_ringing(struct hands *hands, const struct order *ring)
{
	struct news news = about(hands, ring, NEWS_RINGING);

	(void)snprintf(news.dialogue.call_id, sizeof(news.dialogue.call_id), "%s", ring->ring.call_id);
	(void)snprintf(news.dialogue.remote_tag, sizeof(news.dialogue.remote_tag), "far");
	tell(hands, &news);
}

void hands_answer(struct hands *hands, const struct order *ring)
{
	struct news news = about(hands, ring, NEWS_ANSWERED);

	(void)snprintf(news.dialogue.call_id, sizeof(news.dialogue.call_id), "%s", ring->ring.call_id);
	(void)snprintf(news.dialogue.remote_tag, sizeof(news.dialogue.remote_tag), "far");
	tell(hands, &news);
}

void hands_key(struct hands *hands, const struct order *say, char key)
{
	struct news said = about(hands, say, NEWS_SAID), pressed;

	said.token = say->say.token;
	tell(hands, &said);
	pressed = about(hands, say, NEWS_KEY);
	pressed.token = say->say.token;
	pressed.key = key;
	tell(hands, &pressed);
}

void hands_star(struct hands *hands, const struct order *ring, span witnessed)
{
	struct news news = about(hands, ring, NEWS_KEY);

	news.key = '*';
	news.witnessed = witnessed;
	tell(hands, &news);
}

void hands_no_key(struct hands *hands, const struct order *say)
{
	struct news news = about(hands, say, NEWS_NO_KEY);

	news.token = say->say.token;
	tell(hands, &news);
}

void hands_meter(struct hands *hands, const struct order *join, span witnessed, enum news_kind kind)
{
	struct news news = about(hands, join, kind);

	news.witnessed = witnessed;
	tell(hands, &news);
}

void hands_gone(struct hands *hands, const struct order *ring, enum leg_end end, span witnessed)
{
	struct news news = about(hands, ring, NEWS_ENDED);

	news.end = end;
	news.witnessed = witnessed;
	hands->sink.last(hands->sink.ctx, &news);
}

/* ---- looking --------------------------------------------------------------------------- */

static enum err get_callback(struct desk *desk, void *arg)
{
	struct callback *cb = arg;

	return callback_get(desk->tx, cb->id, cb);
}

struct callback hands_callback(struct hands *hands, callback_id id)
{
	struct callback cb = { .id = id };

	ask(hands, false, get_callback, &cb);
	return cb;
}

static enum err get_availability(struct desk *desk, void *arg)
{
	struct availability *a = arg;

	return availability_get(desk->tx, a->advisor, a);
}

struct availability hands_availability(struct hands *hands)
{
	struct availability a = { .advisor = { ADVISOR } };

	ask(hands, false, get_availability, &a);
	return a;
}

enum intent hands_intent_now(struct hands *hands)
{
	return hands_availability(hands).intent;
}

static enum err script(struct desk *desk, void *arg)
{
	return desk->tx->store->ops->script(desk->tx->store, arg);
}

void hands_script(struct hands *hands, char *sql)
{
	ask(hands, true, script, sql);
}

static enum err get_call(struct desk *desk, void *arg)
{
	struct call *call = arg;

	return call_get(desk->tx, call->id, call);
}

struct call hands_call(struct hands *hands, int64_t id)
{
	struct call call = { .id = { id } };

	ask(hands, false, get_call, &call);
	return call;
}

struct wallet {
	customer_id customer;
	int64_t minor;
};

static enum err get_wallet(struct desk *desk, void *arg)
{
	struct wallet *w = arg;

	return wallet_available(desk->tx, w->customer, &w->minor);
}

int64_t hands_wallet(struct hands *hands, int customer)
{
	struct wallet w = { { CUSTOMER + customer }, 0 };

	ask(hands, false, get_wallet, &w);
	return w.minor;
}

void hands_await(struct hands *hands, callback_id id, enum callback_state state)
{
	mono until = mono_add(tick_now(), PATIENCE);
	struct callback cb;

	do {
		cb = hands_callback(hands, id);
		if (cb.state == state)
			return;
		mailbox_wait(hands->orders, MILLISECONDS(2));
	} while (mono_before(tick_now(), until));
	fail_msg("the callback is %s, not %s", CALLBACK_WORDS[cb.state], CALLBACK_WORDS[state]);
}

static enum err verify(struct desk *desk, void *arg)
{
	return ledger_verify(desk->tx, arg);
}

void hands_verify(struct hands *hands)
{
	struct ledger_verdict verdict;

	ask(hands, false, verify, &verdict);
	if (!verdict.sound)
		print_error("%s\n", verdict.why);
	assert_true(verdict.sound);
	assert_int_equal(verdict.sum_minor, 0);
}
