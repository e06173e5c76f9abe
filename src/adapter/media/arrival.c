// SPDX-License-Identifier: Apache-2.0
/* One recvmsg for a datagram, as without stamps. */
#include "adapter/media/arrival.h"

#include <string.h>
#include <sys/socket.h>
#include <time.h>

#define LOOK_AGAIN MILLISECONDS(20)
#define LOOK_MOST MILLISECONDS(1) /* put aside for longer between two clocks: they tell nothing */

void arrival_ask(int fd)
{
	int yes = 1;

	(void)setsockopt(fd, SOL_SOCKET, SO_TIMESTAMPNS, &yes, sizeof(yes));
}

static instant instant_of(struct timespec at)
{
	return (instant){ (int64_t)at.tv_sec * 1000000 + at.tv_nsec / 1000 };
}

static mono tick(const struct arrivals *arrivals)
{
	return arrivals->clock->tick(arrivals->clock->ctx);
}

void arrival_look(struct arrivals *arrivals)
{
	mono before = tick(arrivals);
	struct timespec wall;

	arrivals->now = before;
	if (arrivals->known && span_less(mono_since(before, arrivals->looked), LOOK_AGAIN))
		return;
	must(clock_gettime(CLOCK_REALTIME, &wall) == 0);
	arrivals->now = tick(arrivals);
	if (arrivals->known && span_less(LOOK_MOST, mono_since(arrivals->now, before)))
		return;
	arrivals->known = true;
	arrivals->looked = before;
	arrivals->wall_ahead = (span){ instant_of(wall).us - before.us };
}

mono arrival_at(struct arrivals *arrivals, instant stamp)
{
	mono at = { stamp.us - arrivals->wall_ahead.us };

	if (!instant_is_set(stamp))
		return arrivals->now;
	if (mono_before(arrivals->now, at))
		arrivals->now = tick(arrivals);
	return mono_before(arrivals->now, at) ? arrivals->now : at;
}

static instant stamp_of(struct msghdr *head)
{
	struct timespec stamp = { 0 };

	for (struct cmsghdr *c = CMSG_FIRSTHDR(head); c; c = CMSG_NXTHDR(head, c))
		if (c->cmsg_level == SOL_SOCKET && c->cmsg_type == SO_TIMESTAMPNS)
			memcpy(&stamp, CMSG_DATA(c), sizeof(stamp));
	return instant_of(stamp);
}

bool arrival_take(struct arrivals *arrivals, int fd, uint8_t *bytes, size_t room,
                  struct arrived *out)
{
	_Alignas(struct cmsghdr) char control[CMSG_SPACE(sizeof(struct timespec))];
	struct iovec into = { bytes, room };
	struct msghdr head = { .msg_name = &out->from,
		                   .msg_namelen = sizeof(out->from),
		                   .msg_iov = &into,
		                   .msg_iovlen = 1,
		                   .msg_control = control,
		                   .msg_controllen = sizeof(control) };
	ssize_t length = recvmsg(fd, &head, MSG_DONTWAIT);

	if (length < 0)
		return false;
	out->length = (size_t)length;
	out->at = arrival_at(arrivals, stamp_of(&head));
	return true;
}
