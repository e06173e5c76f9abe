// SPDX-License-Identifier: Apache-2.0
/* Reading TZif: a header and data in 32 bits for old readers, then both again in 64. */
#include "base/zone.h"

#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#define TABLE "/usr/share/zoneinfo/"
#define FILE_MOST 8192
#define HEADER 44
#define DAY HOURS(24)

struct block {
	const unsigned char *times, *kinds, *offsets;
	int64_t count, kind_count;
	size_t bytes; /* header included */
};

static int64_t big(const unsigned char *at, size_t bytes)
{
	uint64_t n = bytes == 4 && at[0] & 0x80 ? UINT64_MAX : 0;

	for (size_t i = 0; i < bytes; i++)
		n = n << 8 | at[i];
	return (int64_t)n;
}

static bool read_block(const unsigned char *at, size_t room, size_t width, struct block *out)
{
	int64_t counts[6]; /* UT marks, standard marks, leaps, times, kinds, letters */
	int64_t bytes;

	if (room < HEADER || memcmp(at, "TZif", 4) != 0)
		return false;
	for (size_t i = 0; i < 6; i++) {
		counts[i] = big(at + 20 + 4 * i, 4);
		if (counts[i] < 0 || counts[i] > FILE_MOST)
			return false;
	}
	bytes = HEADER + counts[3] * ((int64_t)width + 1) + counts[4] * 6 + counts[5] +
	        counts[2] * ((int64_t)width + 4) + counts[1] + counts[0];
	if (counts[4] == 0 || bytes > (int64_t)room)
		return false;
	*out = (struct block){ .times = at + HEADER,
		                   .kinds = at + HEADER + counts[3] * (int64_t)width,
		                   .offsets = at + HEADER + counts[3] * ((int64_t)width + 1),
		                   .count = counts[3],
		                   .kind_count = counts[4],
		                   .bytes = (size_t)bytes };
	return true;
}

static bool has_good_name(text zone)
{
	if (zone.length == 0 || zone.length > 60 || zone.at[0] == '/')
		return false;
	for (size_t i = 0; i < zone.length; i++)
		if (zone.at[i] == '.' || zone.at[i] == '\0')
			return false;
	return true;
}

static size_t read_file(text zone, unsigned char out[FILE_MOST])
{
	char path[100];
	ssize_t got;
	int fd;

	(void)snprintf(path, sizeof(path), TABLE "%.*s", (int)zone.length, zone.at);
	fd = open(path, O_RDONLY | O_CLOEXEC);
	if (fd < 0)
		return 0;
	got = read(fd, out, FILE_MOST);
	(void)close(fd);
	return got > 0 ? (size_t)got : 0;
}

static span offset_at(const struct block *b, instant at)
{
	int64_t seconds = at.us / 1000000, kind = 0;

	for (int64_t i = 0; i < b->count && big(b->times + 8 * i, 8) <= seconds; i++)
		kind = b->kinds[i];
	return SECONDS(kind < b->kind_count ? big(b->offsets + 6 * kind, 4) : 0);
}

enum err zone_offset(text zone, instant at, span *offset)
{
	unsigned char file[FILE_MOST];
	struct block old, now;
	size_t length;

	*offset = SECONDS(0);
	if (!has_good_name(zone))
		return ERR_NONE;
	length = read_file(zone, file);
	if (!read_block(file, length, 4, &old) ||
	    !read_block(file + old.bytes, length - old.bytes, 8, &now))
		return ERR_NONE;
	*offset = offset_at(&now, at);
	return OK;
}

instant zone_midnight(text zone, instant at, bool *known)
{
	span offset, then;
	int64_t local;

	*known = zone_offset(zone, at, &offset) == OK;
	local = at.us + offset.us - (at.us + offset.us) % DAY.us;
	/* Clocks may have been changed since. */
	if (zone_offset(zone, (instant){ local - offset.us }, &then) != OK)
		then = offset;
	return (instant){ local - then.us };
}
