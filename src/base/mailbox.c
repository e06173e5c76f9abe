// SPDX-License-Identifier: Apache-2.0
/*
 * A ring of item-sized places behind one lock. Each place remembers whether it was a reserved one,
 * so that words with a reservation never eat the room of ordinary ones, nor the other way round.
 */
#include "base/mailbox.h"

#include <errno.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>
#include <sys/eventfd.h>
#include <time.h>
#include <unistd.h>

/* A stopped mailbox is drained by polling: its last words may still be on their way. */
#define STOPPED_WAIT MILLISECONDS(10)

struct mailbox {
	pthread_mutex_t lock;
	pthread_cond_t arrived;
	size_t item_bytes, places;
	size_t most, most_reserved;
	size_t first, count;         /* of the ring */
	size_t ordinary, last_words; /* what `count` is made of */
	size_t promised;             /* reservations not yet used */
	bool *is_reserved;           /* per place */
	char *items;
	int fd; /* -1 until somebody watches it */
	bool fd_is_up, nudged, stopped;
};

struct mailbox *mailbox_open(size_t item_bytes, size_t most, size_t most_reserved)
{
	struct mailbox *box = calloc(1, sizeof(*box));
	pthread_condattr_t attr;

	must(box && item_bytes > 0 && most > 0);
	box->item_bytes = item_bytes;
	box->most = most;
	box->most_reserved = most_reserved;
	box->places = most + most_reserved;
	box->items = calloc(box->places, item_bytes);
	box->is_reserved = calloc(box->places, sizeof(*box->is_reserved));
	box->fd = -1;
	must(box->items && box->is_reserved);
	must(pthread_mutex_init(&box->lock, NULL) == 0);
	must(pthread_condattr_init(&attr) == 0);
	must(pthread_condattr_setclock(&attr, CLOCK_MONOTONIC) == 0);
	must(pthread_cond_init(&box->arrived, &attr) == 0);
	pthread_condattr_destroy(&attr);
	return box;
}

void mailbox_close(struct mailbox *box)
{
	if (!box)
		return;
	if (box->fd >= 0)
		close(box->fd);
	pthread_cond_destroy(&box->arrived);
	pthread_mutex_destroy(&box->lock);
	free(box->is_reserved);
	free(box->items);
	free(box);
}

static void lock(struct mailbox *box)
{
	must(box && pthread_mutex_lock(&box->lock) == 0);
}

static void unlock(struct mailbox *box)
{
	must(pthread_mutex_unlock(&box->lock) == 0);
}

static void raise_fd(struct mailbox *box)
{
	const uint64_t one = 1;

	if (box->fd < 0 || box->fd_is_up)
		return;
	box->fd_is_up = write(box->fd, &one, sizeof(one)) == sizeof(one);
	must(box->fd_is_up);
}

static void lower_fd(struct mailbox *box)
{
	uint64_t count;

	if (!box->fd_is_up)
		return;
	must(read(box->fd, &count, sizeof(count)) == sizeof(count));
	box->fd_is_up = false;
}

static void put(struct mailbox *box, const void *item, bool is_reserved)
{
	size_t place = (box->first + box->count) % box->places;

	must(box->count < box->places);
	memcpy(box->items + place * box->item_bytes, item, box->item_bytes);
	box->is_reserved[place] = is_reserved;
	box->count++;
	*(is_reserved ? &box->last_words : &box->ordinary) += 1;
	raise_fd(box);
	pthread_cond_signal(&box->arrived);
}

bool mailbox_put(struct mailbox *box, const void *item)
{
	must(item);
	lock(box);

	bool has_room = !box->stopped && box->ordinary < box->most;

	if (has_room)
		put(box, item, false);
	unlock(box);
	return has_room;
}

bool mailbox_reserve(struct mailbox *box)
{
	lock(box);

	bool has_room = !box->stopped && box->promised + box->last_words < box->most_reserved;

	if (has_room)
		box->promised++;
	unlock(box);
	return has_room;
}

void mailbox_put_reserved(struct mailbox *box, const void *item)
{
	must(item);
	lock(box);
	must(box->promised > 0);
	box->promised--;
	put(box, item, true);
	unlock(box);
}

void mailbox_unreserve(struct mailbox *box)
{
	lock(box);
	must(box->promised > 0);
	box->promised--;
	unlock(box);
}

size_t mailbox_take(struct mailbox *box, void *items, size_t most)
{
	size_t taken = 0;

	must(items || most == 0);
	lock(box);
	for (; taken < most && box->count > 0; taken++) {
		memcpy((char *)items + taken * box->item_bytes, box->items + box->first * box->item_bytes,
		       box->item_bytes);
		*(box->is_reserved[box->first] ? &box->last_words : &box->ordinary) -= 1;
		box->first = (box->first + 1) % box->places;
		box->count--;
	}
	if (box->count == 0)
		lower_fd(box);
	unlock(box);
	return taken;
}

static struct timespec deadline_after(span wait)
{
	struct timespec at;

	must(clock_gettime(CLOCK_MONOTONIC, &at) == 0);
	at.tv_sec += wait.us / 1000000;
	at.tv_nsec += wait.us % 1000000 * 1000;
	if (at.tv_nsec >= 1000000000) {
		at.tv_nsec -= 1000000000;
		at.tv_sec++;
	}
	return at;
}

void mailbox_wait(struct mailbox *box, span most_wait)
{
	int result = 0;

	lock(box);
	if (box->stopped && (most_wait.us < 0 || most_wait.us > STOPPED_WAIT.us))
		most_wait = STOPPED_WAIT;

	bool was_stopped = box->stopped;
	struct timespec until = deadline_after(most_wait.us < 0 ? (span){ 0 } : most_wait);

	while (box->count == 0 && !box->nudged && box->stopped == was_stopped && result != ETIMEDOUT) {
		if (most_wait.us < 0)
			result = pthread_cond_wait(&box->arrived, &box->lock);
		else
			result = pthread_cond_timedwait(&box->arrived, &box->lock, &until);
		must(result == 0 || result == ETIMEDOUT);
	}
	box->nudged = false;
	unlock(box);
}

void mailbox_nudge(struct mailbox *box)
{
	lock(box);
	box->nudged = true;
	raise_fd(box);
	pthread_cond_broadcast(&box->arrived);
	unlock(box);
}

int mailbox_fd(struct mailbox *box)
{
	lock(box);
	if (box->fd < 0) {
		box->fd = eventfd(0, EFD_NONBLOCK | EFD_CLOEXEC);
		must(box->fd >= 0);
		if (box->count > 0 || box->nudged)
			raise_fd(box);
	}

	int fd = box->fd;

	unlock(box);
	return fd;
}

size_t mailbox_count(struct mailbox *box)
{
	lock(box);

	size_t count = box->count;

	unlock(box);
	return count;
}

void mailbox_stop(struct mailbox *box)
{
	lock(box);
	box->stopped = true;
	raise_fd(box);
	pthread_cond_broadcast(&box->arrived);
	unlock(box);
}

bool mailbox_is_stopped(struct mailbox *box)
{
	lock(box);

	bool is_stopped = box->stopped;

	unlock(box);
	return is_stopped;
}
