// SPDX-License-Identifier: Apache-2.0
/* The load on a relay, how its cost is read from /proc, and the bare loop to compare with. */
#include "relay_load.h"

#include "port/clock.h"

#include <dirent.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

#define PACKET 172
#define FRAME_SAMPLES 160
#define AT_ONCE 64

static mono now(void)
{
	return clock_real()->tick(clock_real()->ctx);
}

static int udp(struct sockaddr_in *own)
{
	int fd = socket(AF_INET, SOCK_DGRAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
	socklen_t length = sizeof(*own);

	*own = (struct sockaddr_in){ .sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK) };
	must(fd >= 0 && bind(fd, (struct sockaddr *)own, sizeof(*own)) == 0);
	must(getsockname(fd, (struct sockaddr *)own, &length) == 0);
	return fd;
}

struct load *load_open(size_t phones)
{
	struct load *load = calloc(1, sizeof(*load) + phones * sizeof(load->phones[0]));

	must(load != NULL);
	load->count = phones;
	for (size_t i = 0; i < phones; i++)
		load->phones[i].fd = udp(&load->phones[i].own);
	return load;
}

void load_close(struct load *load)
{
	for (size_t i = 0; i < load->count; i++)
		close(load->phones[i].fd);
	free(load);
}

void load_phone_aim(struct load_phone *phone, uint16_t port)
{
	phone->to = (struct sockaddr_in){ .sin_family = AF_INET,
		                              .sin_port = htons(port),
		                              .sin_addr.s_addr = htonl(INADDR_LOOPBACK) };
}

static void speak(struct load_phone *phone)
{
	uint32_t timestamp = (uint32_t)phone->sequence * FRAME_SAMPLES;
	uint8_t packet[PACKET] = { 0x80,
		                       0,
		                       (uint8_t)(phone->sequence >> 8),
		                       (uint8_t)phone->sequence,
		                       (uint8_t)(timestamp >> 24),
		                       (uint8_t)(timestamp >> 16),
		                       (uint8_t)(timestamp >> 8),
		                       (uint8_t)timestamp,
		                       1,
		                       2,
		                       3,
		                       4 };

	phone->sequence++;
	memset(packet + 12, 0x55, sizeof(packet) - 12);
	(void)sendto(phone->fd, packet, sizeof(packet), 0, (struct sockaddr *)&phone->to,
	             sizeof(phone->to));
}

static int64_t hear(struct load *load)
{
	uint8_t bytes[1500];
	int64_t heard = 0;

	for (size_t i = 0; i < load->count; i++)
		while (recv(load->phones[i].fd, bytes, sizeof(bytes), 0) > 0)
			heard++;
	return heard;
}

int64_t load_flood(struct load *load, span length)
{
	mono until = mono_add(now(), length);
	int64_t heard = 0;

	while (mono_before(now(), until)) {
		int64_t came = 0;

		for (size_t i = 0; i < load->count; i++)
			speak(&load->phones[i]);
		for (int tries = 0; tries < 40 && came < (int64_t)load->count; tries++) {
			came += hear(load);
			if (came < (int64_t)load->count)
				(void)nanosleep(&(struct timespec){ .tv_nsec = 200000 }, NULL);
		}
		heard += came;
	}
	return heard;
}

int64_t load_pace(struct load *load, span length)
{
	mono begun = now(), next = begun;
	int64_t heard = 0;

	while (span_less(mono_since(now(), begun), length)) {
		/* In twenty slices of a millisecond: real calls do not speak in step. */
		for (unsigned slice = 0; slice < 20; slice++) {
			span left;

			for (size_t i = slice; i < load->count; i += 20)
				speak(&load->phones[i]);
			heard += slice % 5 == 0 ? hear(load) : 0;
			next = mono_add(next, MILLISECONDS(1));
			left = mono_since(next, now());
			if (left.us > 0)
				(void)nanosleep(&(struct timespec){ .tv_nsec = left.us * 1000 }, NULL);
		}
	}
	return heard;
}

/* ---- costs ----------------------------------------------------------------------------- */
static bool read_line(const char *path, char *out, int size)
{
	FILE *file = fopen(path, "re");
	bool good = file && fgets(out, size, file) != NULL;

	if (file)
		(void)fclose(file);
	return good;
}

static bool is_named(const char *task, const char *name)
{
	char path[300], line[64] = "";

	if (!name)
		return true;
	(void)snprintf(path, sizeof(path), "%s/comm", task);
	return read_line(path, line, sizeof(line)) && strncmp(line, name, strlen(name)) == 0;
}

int64_t load_thread_ns(int pid, const char *name)
{
	char folder[64], task[280], path[300], line[128];
	int64_t sum = 0;
	DIR *tasks;

	(void)snprintf(folder, sizeof(folder), "/proc/%d/task", pid ? pid : (int)getpid());
	tasks = opendir(folder);
	if (!tasks)
		return 0;
	for (struct dirent *entry; (entry = readdir(tasks));) {
		if (entry->d_name[0] == '.')
			continue;
		(void)snprintf(task, sizeof(task), "%s/%.200s", folder, entry->d_name);
		(void)snprintf(path, sizeof(path), "%s/schedstat", task);
		if (is_named(task, name) && read_line(path, line, sizeof(line)))
			sum += strtoll(line, NULL, 10);
	}
	closedir(tasks);
	return sum;
}

int64_t load_resident_bytes_of(int pid)
{
	char path[64], line[128] = "";
	char *rest;

	(void)snprintf(path, sizeof(path), "/proc/%d/statm", pid);
	if (!read_line(path, line, sizeof(line)))
		return 0;
	(void)strtoll(line, &rest, 10);
	return strtoll(rest, NULL, 10) * sysconf(_SC_PAGESIZE);
}

/* ---- the bare loop --------------------------------------------------------------------- */
struct bare_leg {
	int fd;
	struct sockaddr_in phone;
	struct bare_leg *other;
};

struct bare {
	pthread_t thread;
	atomic_bool stop;
	int epoll;
	size_t count;
	struct bare_leg legs[];
};

static void *bare_run(void *at)
{
	struct bare *bare = at;
	struct epoll_event events[AT_ONCE];
	uint8_t bytes[1500];

	(void)pthread_setname_np(pthread_self(), "bare");
	while (!atomic_load(&bare->stop)) {
		int count = epoll_wait(bare->epoll, events, AT_ONCE, 20);

		for (int i = 0; i < count; i++) {
			struct bare_leg *leg = events[i].data.ptr;
			struct sockaddr_in from;
			socklen_t length = sizeof(from);
			ssize_t got =
				recvfrom(leg->fd, bytes, sizeof(bytes), 0, (struct sockaddr *)&from, &length);

			if (got > 0)
				(void)sendto(leg->other->fd, bytes, (size_t)got, 0,
				             (struct sockaddr *)&leg->other->phone, sizeof(leg->other->phone));
		}
	}
	return NULL;
}

bool bare_begin(struct load *load, void **state)
{
	struct bare *bare = calloc(1, sizeof(*bare) + load->count * sizeof(bare->legs[0]));

	must(bare != NULL);
	bare->count = load->count;
	bare->epoll = epoll_create1(EPOLL_CLOEXEC);
	for (size_t i = 0; i < load->count; i++) {
		struct bare_leg *leg = &bare->legs[i];
		struct epoll_event event = { .events = EPOLLIN, .data.ptr = leg };
		struct sockaddr_in own;

		leg->fd = udp(&own);
		leg->phone = load->phones[i].own;
		leg->other = &bare->legs[i ^ 1];
		load_phone_aim(&load->phones[i], ntohs(own.sin_port));
		must(epoll_ctl(bare->epoll, EPOLL_CTL_ADD, leg->fd, &event) == 0);
	}
	must(pthread_create(&bare->thread, NULL, bare_run, bare) == 0);
	*state = bare;
	return true;
}

int64_t bare_cpu_ns(void *state)
{
	(void)state;
	return load_thread_ns(0, "bare");
}

void bare_end(void *state)
{
	struct bare *bare = state;

	atomic_store(&bare->stop, true);
	must(pthread_join(bare->thread, NULL) == 0);
	for (size_t i = 0; i < bare->count; i++)
		close(bare->legs[i].fd);
	close(bare->epoll);
	free(bare);
}
