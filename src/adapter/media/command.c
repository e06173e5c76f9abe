// SPDX-License-Identifier: Apache-2.0
/*
 * Commands of the phone thread, carried out on the media thread that owns the leg. A command for a
 * leg we do not have is for one that is on its way here from another thread (the phone thread knows
 * which legs live); it waits in the stash.
 */
#include "adapter/media/thread.h"
#include "base/log.h"

#include <stdlib.h>
#include <sys/epoll.h>

static void watch(struct media_thread *thread, struct leg *leg)
{
	struct epoll_event rtp = { .events = EPOLLIN, .data.ptr = leg };
	/* The lowest bit says: the RTCP socket, which is emptied and forgotten. */
	struct epoll_event rtcp = { .events = EPOLLIN, .data.u64 = (uint64_t)(uintptr_t)leg | 1 };

	must(epoll_ctl(thread->epoll, EPOLL_CTL_ADD, leg->rtp, &rtp) == 0);
	if (leg->rtcp >= 0)
		must(epoll_ctl(thread->epoll, EPOLL_CTL_ADD, leg->rtcp, &rtcp) == 0);
}

static void link_leg(struct media_thread *thread, struct leg *leg)
{
	struct leg **chain = &thread->by_id[(uint64_t)leg->id % LEG_CHAINS];

	must(thread_leg(thread, leg->id) == NULL);
	leg->chain = *chain;
	*chain = leg;
	leg->before = NULL;
	leg->next = thread->legs;
	if (leg->next)
		leg->next->before = leg;
	thread->legs = leg;
	watch(thread, leg);
}

static void unlink_leg(struct media_thread *thread, struct leg *leg)
{
	struct leg **chain = &thread->by_id[(uint64_t)leg->id % LEG_CHAINS];

	while (*chain != leg)
		chain = &(*chain)->chain;
	*chain = leg->chain;
	*(leg->before ? &leg->before->next : &thread->legs) = leg->next;
	if (leg->next)
		leg->next->before = leg->before;
	must(epoll_ctl(thread->epoll, EPOLL_CTL_DEL, leg->rtp, NULL) == 0);
	if (leg->rtcp >= 0)
		must(epoll_ctl(thread->epoll, EPOLL_CTL_DEL, leg->rtcp, NULL) == 0);
}

/* ---- the stash ------------------------------------------------------------------------- */
void command_drop(struct command *command)
{
	if (command->kind == COMMAND_SAY)
		free(command->order);
	if (command->kind == COMMAND_OPEN || command->kind == COMMAND_ADOPT)
		leg_free(command->who);
	if (command->kind == COMMAND_CLIP)
		speech_clip_give(command->clip.clip);
}

static void stash(struct media_thread *thread, int64_t waits_for, const struct command *command)
{
	struct stashed **end = &thread->stash;
	struct stashed *item = calloc(1, sizeof(*item));

	must(item != NULL);
	item->waits_for = waits_for;
	item->command = *command;
	while (*end)
		end = &(*end)->next;
	*end = item;
}

static void unstash(struct media_thread *thread, int64_t leg)
{
	struct stashed *all = thread->stash;

	thread->stash = NULL;
	while (all) {
		struct stashed *item = all;

		all = item->next;
		if (item->waits_for == leg)
			command_run(thread, &item->command);
		else
			stash(thread, item->waits_for, &item->command);
		free(item);
	}
}

/* A join that still waits must not happen after its leg was parted or has ended. */
static void forget_joins(struct media_thread *thread, int64_t leg)
{
	struct stashed **at = &thread->stash;

	while (*at) {
		struct stashed *item = *at;

		if (item->command.kind == COMMAND_JOIN &&
		    (item->command.leg == leg || item->command.join.other == leg)) {
			*at = item->next;
			free(item);
		} else {
			at = &item->next;
		}
	}
}

void command_stash_drop(struct media_thread *thread)
{
	while (thread->stash) {
		struct stashed *item = thread->stash;

		thread->stash = item->next;
		command_drop(&item->command);
		free(item);
	}
}

/* ---- each command ---------------------------------------------------------------------- */
static void say(struct media_thread *thread, struct leg *leg, struct order *order)
{
	enum err err = say_start(&leg->say, order, thread->now);

	if (err != OK)
		log_error("media.lines_left_out", KV_ID(leg, leg->id), KV_TEXT(prompt, order->say.name),
		          KV_ERR(err));
	free(order);
	/* Ask for all lines now, so that the later ones are ready when their turn comes. */
	for (unsigned i = 0; i < leg->say.count; i++)
		speech_clip_give(clips_take(thread->clips, &leg->say.lines[i], thread->now));
}

static void end(struct media_thread *thread, struct leg *leg, const struct command *command)
{
	struct news news = { .kind = NEWS_ENDED,
		                 .end = command->end.end,
		                 .sip_code = command->end.sip_code };

	forget_joins(thread, leg->id);
	if (leg->pair)
		pair_end(thread, leg->pair, command->end.at);
	news.witnessed = leg->witnessed;
	unlink_leg(thread, leg);
	news_last(thread, leg, &news);
	leg_free(leg);
}

static void move(struct media_thread *thread, struct leg *leg, unsigned to)
{
	struct media_thread *target = &thread->media->threads[to];

	must(to < thread->media->count && target != thread);
	forget_joins(thread, leg->id);
	if (leg->pair)
		pair_part(thread, leg->pair, true);
	unlink_leg(thread, leg);
	mailbox_put_reserved(target->box,
	                     &(struct command){ .kind = COMMAND_ADOPT, .leg = leg->id, .who = leg });
}

static void join(struct media_thread *thread, struct leg *leg, const struct command *command)
{
	struct leg *other = thread_leg(thread, command->join.other);

	if (other)
		pair_join(thread, leg, other, command);
	else
		stash(thread, command->join.other, command);
}

static void part(struct media_thread *thread, struct leg *leg, int64_t call)
{
	forget_joins(thread, leg->id);
	if (leg->pair && leg->pair->call == call)
		pair_part(thread, leg->pair, true);
}

/* Its lane stays that of its ring, whoever orders: there its last word has a place. */
static void belong(struct leg *leg, const struct command *command)
{
	if (command->call == 0)
		return;
	if (leg->call != command->call)
		leg->witnessed = (span){ 0 };
	leg->call = command->call;
}

static void run_for(struct media_thread *thread, struct leg *leg, struct command *command)
{
	if (command->kind != COMMAND_PART && command->kind != COMMAND_LIMIT &&
	    command->kind != COMMAND_KEY_JOINED)
		belong(leg, command);
	switch (command->kind) {
	case COMMAND_REMOTE: leg_set_remote(thread, leg, &command->remote); break;
	case COMMAND_SAY: say(thread, leg, command->order); break;
	case COMMAND_JOIN: join(thread, leg, command); break;
	case COMMAND_PART: part(thread, leg, command->call); break;
	case COMMAND_LIMIT:
		if (leg->pair && leg->pair->call == command->call)
			pair_limit(thread, leg->pair, command->limit);
		break;
	case COMMAND_HANG_UP: leg->hang_up_after_say = true; break;
	case COMMAND_KEY: leg_pressed(thread, leg, command->key, KEY_INFO); break;
	case COMMAND_KEY_JOINED:
		if (leg->pair && leg->pair->call == command->call)
			leg_pressed(thread, leg, command->key, KEY_ORDER);
		break;
	case COMMAND_ALIVE:
		leg->probed = false;
		leg->probe_not_before = mono_add(thread->now, thread->media->config.probe_again);
		break;
	case COMMAND_END: end(thread, leg, command); break;
	case COMMAND_MOVE: move(thread, leg, command->to); break;
	case COMMAND_OPEN:
	case COMMAND_ADOPT:
	case COMMAND_CLIP:
		must(false); /* no leg of ours */
		break;
	}
}

void command_run(struct media_thread *thread, struct command *command)
{
	struct leg *leg;

	if (command->kind == COMMAND_OPEN || command->kind == COMMAND_ADOPT) {
		link_leg(thread, command->who);
		unstash(thread, command->leg);
		return;
	}
	if (command->kind == COMMAND_CLIP) {
		clips_put(thread->clips, command->clip.key, command->clip.clip);
		return;
	}
	leg = thread_leg(thread, command->leg);
	if (leg)
		run_for(thread, leg, command);
	else
		stash(thread, command->leg, command);
}
