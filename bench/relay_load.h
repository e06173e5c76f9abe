// SPDX-License-Identifier: Apache-2.0
#pragma once
/*
 * Phones that are nothing but sockets, and the barest relay there can be. Used on one thread by
 * bench/relay. Every second phone is the other end of the one before it. Memory and descriptors are
 * taken at load_open and kept.
 */
#include "base/time.h"

#include <netinet/in.h>

struct load_phone {
	int fd;
	struct sockaddr_in own, to;
	uint16_t sequence;
};

struct load {
	size_t count;
	struct load_phone phones[];
};

struct load *load_open(size_t phones);
void load_close(struct load *load);
void load_phone_aim(struct load_phone *phone, uint16_t port); /* at 127.0.0.1 */

/* Everybody sends one packet, waits for all of them to arrive, and so on. How many arrived. */
int64_t load_flood(struct load *load, span length);
/* Everybody sends 50 packets a second. How many arrived. */
int64_t load_pace(struct load *load, span length);

/* Processor time of the threads of this name in process `pid` (0: ours; name NULL: all threads). */
int64_t load_thread_ns(int pid, const char *name);
int64_t load_resident_bytes_of(int pid);

/* The reference: one thread, one epoll, recvfrom and sendto between pairs of sockets. */
bool bare_begin(struct load *load, void **state);
int64_t bare_cpu_ns(void *state);
void bare_end(void *state);
