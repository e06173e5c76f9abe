// SPDX-License-Identifier: Apache-2.0
#pragma once
/*
 * What a scenario needs around the real engine with its threads: people in the store, a telephone
 * that keeps the orders for the test to answer, and requests that wait for their COMMIT. One thread
 * tells the story; every wait has a limit.
 */
#include "domain/call/call.h"
#include "engine/engine.h"
#include "fixture/fixture.h"

struct hands {
	struct fixture *fixture;
	struct engine *engine;
	struct rules rules;
	struct number_port numbers;
	struct phone_port phone;
	struct mailbox *orders;
	struct news_sink sink;
	struct work_port work;
	uint32_t sequence;
};

#define ADVISOR 1000
#define CUSTOMER 2000 /* CUSTOMER + n; their numbers are +1212555000n */
#define LISTING 9000
#define ADVISOR_NUMBER "+14155550100"

/*
 * An advisor with a listing at 2.00 a minute and `customers` with 100.00 each; the engine is
 * started.
 */
struct hands *hands_open(struct fixture *fixture, int customers);
void hands_close(struct hands *hands);
/* The engine ends in the middle of everything and begins anew on its store; orders are lost. */
void hands_restart(struct hands *hands);

enum refusal hands_arrange(struct hands *hands, int customer, callback_id *out);
enum refusal hands_let_pass(struct hands *hands, callback_id callback);
/* How many a dial of this one would overtake against their wish, by the check that counts them. */
int64_t hands_overtaken(struct hands *hands, callback_id callback);
enum refusal hands_cancel(struct hands *hands, callback_id callback);
void hands_intent(struct hands *hands, enum intent intent);
struct availability_answer hands_want(struct hands *hands, struct availability_ask ask);
/* What a page of the advisor sends: a key of the menu, "next", the end of the talk. */
enum refusal hands_press(struct hands *hands, int64_t call, const char *menu, char key);
enum refusal hands_next(struct hands *hands);
enum refusal hands_hang_up(struct hands *hands, int64_t call);
void hands_credit(struct hands *hands, int customer, int64_t minor, const char *cause);

/* The next order of this kind; others are passed over. Fails the test after five seconds. */
struct order hands_expect(struct hands *hands, enum order_kind kind);
/* A SAY of this prompt. */
struct order hands_expect_say(struct hands *hands, const char *prompt);
/* True when no order of this kind comes within a moment. */
bool hands_quiet(struct hands *hands, enum order_kind kind);

void hands_ringing(struct hands *hands, const struct order *ring);
void hands_answer(struct hands *hands, const struct order *ring);
void hands_key(struct hands *hands, const struct order *say, char key);
/* `*` of a joined advisor. */
void hands_star(struct hands *hands, const struct order *ring, span witnessed);
void hands_no_key(struct hands *hands, const struct order *say);
void hands_meter(struct hands *hands, const struct order *join, span witnessed,
                 enum news_kind kind);
void hands_gone(struct hands *hands, const struct order *ring, enum leg_end end, span witnessed);

struct callback hands_callback(struct hands *hands, callback_id id);
enum intent hands_intent_now(struct hands *hands);
struct availability hands_availability(struct hands *hands);
/* Changes what another part of the house would have changed meanwhile. */
void hands_script(struct hands *hands, char *sql);
struct call hands_call(struct hands *hands, int64_t id);
int64_t hands_wallet(struct hands *hands, int customer);
/* Until the callback is in this state; fails the test after five seconds. */
void hands_await(struct hands *hands, callback_id id, enum callback_state state);
void hands_verify(struct hands *hands);
