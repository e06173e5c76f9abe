// SPDX-License-Identifier: Apache-2.0
/* The loop of a media thread: packets as they come, commands after them, a tick each 20 ms. */
#include "adapter/media/thread.h"
#include "base/log.h"
#include "base/meter.h"

#include <errno.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <sys/timerfd.h>
#include <time.h>
#include <unistd.h>

#define EVENTS_AT_ONCE 128
#define COMMANDS_AT_ONCE 32
#define TICKS_CAUGHT_UP 5
#define PRESENCE_TICKS 3
#define COUNT_TICKS 50
#define UNSAID_MOST 256

/* labels of METER_MEDIA_PACKETS */
enum { LABEL_RECEIVED, LABEL_SENT, LABEL_STRANGER };

/* epoll marks of the thread's own descriptors: no pointer has these values */
static const uint64_t MARK_TIMER = 2;
static const uint64_t MARK_BOX = 4;

struct leg *thread_leg(struct media_thread *thread, int64_t id)
{
	for (struct leg *leg = thread->by_id[(uint64_t)id % LEG_CHAINS]; leg; leg = leg->chain)
		if (leg->id == id)
			return leg;
	return NULL;
}

/* RTCP is not needed for anything, but an unread socket would hold its memory. */
static void empty(int fd)
{
	char bytes[256];

	for (int i = 0; i < 8; i++)
		if (recv(fd, bytes, sizeof(bytes), MSG_DONTWAIT) < 0)
			return;
}

static void run_commands(struct media_thread *thread)
{
	struct command commands[COMMANDS_AT_ONCE];
	size_t count;

	do {
		count = mailbox_take(thread->box, commands, COUNT(commands));
		for (size_t i = 0; i < count; i++)
			command_run(thread, &commands[i]);
	} while (count == COUNT(commands));
}

static void tell_counts(struct media_thread *thread)
{
	meter_add(METER_MEDIA_PACKETS, LABEL_RECEIVED, thread->received);
	meter_add(METER_MEDIA_PACKETS, LABEL_SENT, thread->sent);
	meter_add(METER_MEDIA_PACKETS, LABEL_STRANGER, thread->strangers);
	thread->received = thread->sent = thread->strangers = 0;
}

static void tick(struct media_thread *thread)
{
	bool look = ++thread->ticks % PRESENCE_TICKS == 0;

	if (thread->unsaid_count > 0)
		news_retry(thread);
	for (struct leg *leg = thread->legs; leg; leg = leg->next) {
		leg_tick(thread, leg);
		if (!look)
			continue;
		leg_presence(thread, leg);
		if (leg->pair && leg->side == 0)
			pair_check(thread, leg->pair);
	}
	if (thread->ticks % COUNT_TICKS == 0)
		tell_counts(thread);
}

static void run_ticks(struct media_thread *thread)
{
	uint64_t due = 0;

	if (read(thread->timer, &due, sizeof(due)) != sizeof(due))
		return;
	for (uint64_t i = 0; i < due && i < TICKS_CAUGHT_UP; i++)
		tick(thread);
}

static void round_of_events(struct media_thread *thread)
{
	struct epoll_event events[EVENTS_AT_ONCE];
	int count = epoll_wait(thread->epoll, events, COUNT(events), -1);
	bool ticked = false, ordered = false;

	must(count >= 0 || errno == EINTR);
	arrival_look(&thread->arrivals);
	thread->now = thread->arrivals.now;
	for (int i = 0; i < count; i++) {
		uint64_t mark = events[i].data.u64;
		struct leg *leg = (struct leg *)(uintptr_t)(mark & ~(uint64_t)1);

		if (mark == MARK_TIMER)
			ticked = true;
		else if (mark == MARK_BOX)
			ordered = true;
		else if (mark & 1)
			empty(leg->rtcp);
		else
			leg_packets(thread, leg);
	}
	/* Legs come and go here only, after all events that point at them. */
	if (ordered)
		run_commands(thread);
	if (ticked)
		run_ticks(thread);
}

static void *run(void *at)
{
	struct media_thread *thread = at;

	(void)pthread_setname_np(pthread_self(), "media");
	while (!atomic_load(&thread->media->stopping))
		round_of_events(thread);
	run_commands(thread);
	tell_counts(thread);
	return NULL;
}

/* On a thread of speech: a clip that finds no room here is asked for again. */
static void clip_arrives(void *ctx, uint64_t key, struct speech_clip *clip)
{
	struct media_thread *thread = ctx;
	struct command command = { .kind = COMMAND_CLIP, .clip = { key, clip } };

	if (!mailbox_put(thread->box, &command))
		speech_clip_give(clip);
	atomic_fetch_sub(&thread->asked, 1);
}

static enum err watch(struct media_thread *thread)
{
	struct itimerspec every = { .it_interval = { .tv_nsec = 20000000 },
		                        .it_value = { .tv_nsec = 20000000 } };
	struct epoll_event timer = { .events = EPOLLIN, .data.u64 = MARK_TIMER };
	struct epoll_event box = { .events = EPOLLIN, .data.u64 = MARK_BOX };

	thread->epoll = epoll_create1(EPOLL_CLOEXEC);
	thread->timer = timerfd_create(CLOCK_MONOTONIC, TFD_CLOEXEC | TFD_NONBLOCK);
	if (thread->epoll < 0 || thread->timer < 0)
		return ERR_IO;
	must(timerfd_settime(thread->timer, 0, &every, NULL) == 0);
	must(epoll_ctl(thread->epoll, EPOLL_CTL_ADD, thread->timer, &timer) == 0);
	must(epoll_ctl(thread->epoll, EPOLL_CTL_ADD, mailbox_fd(thread->box), &box) == 0);
	return OK;
}

enum err thread_start(struct media *media, unsigned index, struct speech *speech)
{
	struct media_thread *thread = &media->threads[index];
	const struct media_config *config = &media->config;
	sigset_t all, before;

	thread->media = media;
	thread->index = index;
	thread->box = mailbox_open(sizeof(struct command), config->mailbox_most, 2 * config->legs_most);
	thread->unsaid = calloc(UNSAID_MOST, sizeof(*thread->unsaid));
	must(thread->unsaid != NULL);
	thread->clips =
		clips_open(&(struct clips_config){ .bytes_most = config->prompt_kib * (size_t)1024,
	                                       .speech = speech,
	                                       .answer = clip_arrives,
	                                       .ctx = thread,
	                                       .asked = &thread->asked });
	thread->arrivals.clock = media->clock;
	arrival_look(&thread->arrivals);
	thread->now = thread->arrivals.now;
	g711_init(&thread->laws);
	TRY(watch(thread));
	sigfillset(&all);
	must(pthread_sigmask(SIG_SETMASK, &all, &before) == 0);
	must(pthread_create(&thread->thread, NULL, run, thread) == 0);
	must(pthread_sigmask(SIG_SETMASK, &before, NULL) == 0);
	return OK;
}

void thread_join(struct media_thread *thread)
{
	if (!thread->thread)
		return;
	mailbox_nudge(thread->box);
	must(pthread_join(thread->thread, NULL) == 0);
	/* Speech still holds our address for these; it answers each within its own limit. */
	while (atomic_load(&thread->asked) > 0)
		(void)nanosleep(&(struct timespec){ .tv_nsec = 1000000 }, NULL);
}

void thread_free(struct media_thread *thread)
{
	struct command command;

	while (thread->box && mailbox_take(thread->box, &command, 1) == 1)
		command_drop(&command);
	command_stash_drop(thread);
	for (struct leg *leg = thread->legs; leg; leg = leg->next)
		if (leg->pair)
			pair_part(thread, leg->pair, false);
	while (thread->legs) {
		struct leg *leg = thread->legs;

		thread->legs = leg->next;
		leg_free(leg);
	}
	clips_close(thread->clips);
	mailbox_close(thread->box);
	free(thread->unsaid);
	if (thread->epoll > 0)
		close(thread->epoll);
	if (thread->timer > 0)
		close(thread->timer);
}
