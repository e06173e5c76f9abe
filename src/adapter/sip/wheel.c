// SPDX-License-Identifier: Apache-2.0
/*
 * One slot per millisecond for the next 65 s, a bitmap of two levels to find the next full one, and
 * a list for what lies further off, which is swept twice per turn.
 */
#include "adapter/sip/wheel.h"

#include <stdlib.h>
#include <time.h>

#define SLOTS 65536u
#define HALF (SLOTS / 2)
#define WORDS (SLOTS / 64)

struct wheel {
	uint64_t base;        /* everything up to here has fired */
	uint64_t full[WORDS]; /* one bit per slot that may hold timers */
	uint64_t full_words[WORDS / 64];
	struct list slots[SLOTS];
	struct list later;
};

/* libre gives its timers no context, so the thread itself has to carry the wheel. */
static _Thread_local struct wheel *thread_wheel;

struct wheel *wheel_open(uint64_t now)
{
	struct wheel *w = calloc(1, sizeof(*w));

	must(w != NULL);
	w->base = now;
	return w;
}

void wheel_close(struct wheel *w)
{
	if (!w)
		return;
	for (size_t i = 0; i < SLOTS; i++)
		list_clear(&w->slots[i]);
	list_clear(&w->later);
	free(w);
}

static void mark_full(struct wheel *w, size_t slot)
{
	w->full[slot / 64] |= 1ULL << (slot % 64);
	w->full_words[slot / 4096] |= 1ULL << (slot / 64 % 64);
}

static void mark_empty(struct wheel *w, size_t slot)
{
	w->full[slot / 64] &= ~(1ULL << (slot % 64));
	if (!w->full[slot / 64])
		w->full_words[slot / 4096] &= ~(1ULL << (slot / 64 % 64));
}

static void place(struct wheel *w, struct tmr *tmr)
{
	uint64_t at = tmr->jfs > w->base ? tmr->jfs : w->base + 1;

	must(tmr->th != NULL);
	if (at - w->base >= SLOTS) {
		list_append(&w->later, &tmr->le, tmr);
		return;
	}
	list_append(&w->slots[at % SLOTS], &tmr->le, tmr);
	mark_full(w, at % SLOTS);
}

/* The first full slot at or after `from`, without wrapping; SLOTS: none. */
static size_t next_full(const struct wheel *w, size_t from)
{
	size_t word = from / 64;
	uint64_t bits;

	if (from >= SLOTS)
		return SLOTS;
	bits = w->full[word] & (~0ULL << (from % 64));
	if (bits)
		return word * 64 + (size_t)__builtin_ctzll(bits);
	for (word++; word < WORDS; word = (word / 64 + 1) * 64) {
		bits = w->full_words[word / 64] & (~0ULL << (word % 64));
		if (bits) {
			word = word / 64 * 64 + (size_t)__builtin_ctzll(bits);
			return word * 64 + (size_t)__builtin_ctzll(w->full[word]);
		}
	}
	return SLOTS;
}

/* How far after `base` the next full slot lies, 1..SLOTS; 0: none. */
static uint64_t next_distance(const struct wheel *w)
{
	size_t start = (w->base + 1) % SLOTS;
	size_t slot = next_full(w, start);

	if (slot < SLOTS)
		return slot - start + 1;
	slot = next_full(w, 0);
	return slot < start ? SLOTS - start + slot + 1 : 0;
}

void wheel_start(struct wheel *w, struct tmr *tmr, uint64_t delay, uint64_t now)
{
	must(w != NULL);
	tmr->jfs = now + delay;
	place(w, tmr);
}

void wheel_stop(struct wheel *w, struct tmr *tmr)
{
	(void)w; /* the bit of a slot that became empty is cleared when its time comes */
	list_unlink(&tmr->le);
}

static void fire_slot(struct wheel *w, size_t slot)
{
	struct tmr *tmr;

	while ((tmr = list_ledata(list_head(&w->slots[slot]))) != NULL) {
		tmr_h *handler = tmr->th;
		void *arg = tmr->arg;

		list_unlink(&tmr->le);
		tmr->th = NULL;
		if (handler)
			handler(arg);
	}
	mark_empty(w, slot);
}

static void sweep_later(struct wheel *w)
{
	struct le *le = list_head(&w->later);

	while (le) {
		struct tmr *tmr = le->data;

		le = le->next;
		if (tmr->jfs >= w->base + SLOTS)
			continue;
		list_unlink(&tmr->le);
		place(w, tmr);
	}
}

void wheel_poll(struct wheel *w, uint64_t now)
{
	while (w->base < now) {
		uint64_t distance = next_distance(w);
		uint64_t turn = (w->base / HALF + 1) * HALF; /* the next sweep is due there */
		uint64_t to = distance ? w->base + distance : now;

		if (to > now)
			to = now;
		if (to > turn)
			to = turn;
		w->base = to;
		if (to == turn)
			sweep_later(w);
		fire_slot(w, to % SLOTS);
	}
}

uint64_t wheel_next(const struct wheel *w, uint64_t now)
{
	uint64_t distance = next_distance(w);
	uint64_t at;

	if (!distance && !list_head(&w->later))
		return 0;
	at = distance ? w->base + distance : (w->base / HALF + 1) * HALF;
	return at > now ? at - now : 1;
}

void wheel_leave_thread(void)
{
	wheel_close(thread_wheel);
	thread_wheel = NULL;
}

static struct wheel *this_wheel(void)
{
	if (!thread_wheel)
		thread_wheel = wheel_open(tmr_jiffies());
	return thread_wheel;
}

/* ---- the names libre calls ------------------------------------------------------------------ */
uint64_t tmr_jiffies(void)
{
	struct timespec ts;

	must(clock_gettime(CLOCK_MONOTONIC, &ts) == 0);
	return (uint64_t)ts.tv_sec * 1000u + (uint64_t)ts.tv_nsec / 1000000u;
}

void tmr_poll(struct list *unused)
{
	(void)unused;
	wheel_poll(this_wheel(), tmr_jiffies());
}

uint64_t tmr_next_timeout(struct list *unused)
{
	(void)unused;
	return wheel_next(this_wheel(), tmr_jiffies());
}

void tmr_init(struct tmr *tmr)
{
	if (tmr)
		*tmr = (struct tmr){ .th = NULL };
}

void tmr_start(struct tmr *tmr, uint64_t delay, tmr_h *handler, void *arg)
{
	if (!tmr)
		return;
	if (tmr->th)
		wheel_stop(this_wheel(), tmr);
	tmr->th = handler;
	tmr->arg = arg;
	if (handler)
		wheel_start(this_wheel(), tmr, delay, tmr_jiffies());
}

void tmr_cancel(struct tmr *tmr)
{
	tmr_start(tmr, 0, NULL, NULL);
}

uint64_t tmr_get_expire(const struct tmr *tmr)
{
	uint64_t now = tmr_jiffies();

	return tmr && tmr->th && tmr->jfs > now ? tmr->jfs - now : 0;
}

int tmr_status(struct re_printf *pf, void *unused)
{
	(void)unused;
	return re_hprintf(pf, "next timer in %llu ms\n", tmr_next_timeout(NULL));
}

void tmr_debug(void)
{
}
