// SPDX-License-Identifier: Apache-2.0
#pragma once
/*
 * Datagrams with the moment they reached the machine, not the one they were read at: on a busy
 * machine they wait in the socket, and waiting is not talking.
 *
 * Belongs to a media thread, which looks at the clocks once a round. The kernel stamps with the
 * wall clock; told is `mono`. A datagram without a stamp came when it was read; none came later
 * than now. Stepping the wall clock moves what was waiting just then, and nothing after it.
 * It says no with false: nothing to read.
 */
#include "port/clock.h"

#include <netinet/in.h>

struct arrivals {
	const struct clock_port *clock;
	bool known;
	mono looked;     /* at the wall clock */
	span wall_ahead; /* of `mono` */
	mono now;        /* never before a datagram that was taken */
};

struct arrived {
	struct sockaddr_in from;
	mono at;
	size_t length;
};

/* Ask for stamps. A kernel that refuses costs exactness, nothing else. */
void arrival_ask(int fd);
void arrival_look(struct arrivals *arrivals);
NODISCARD bool arrival_take(struct arrivals *arrivals, int fd, uint8_t *bytes, size_t room,
                            struct arrived *out);
/* Of a stamp, in microseconds of the wall clock. Pure but for a look at the clock when it lags. */
mono arrival_at(struct arrivals *arrivals, instant stamp);
