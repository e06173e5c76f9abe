// SPDX-License-Identifier: Apache-2.0
/* Whole files in, whole files out. A cache that cannot be written costs time, never a prompt. */
#include "adapter/speech/cache.h"
#include "adapter/speech/g711.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define CLIP_MOST (8u << 20)

struct speech_clip *clip_new(size_t length)
{
	size_t whole = (length + SPEECH_FRAME - 1) / SPEECH_FRAME * SPEECH_FRAME;
	struct speech_clip *clip = malloc(sizeof(*clip) + whole);

	must(clip != NULL);
	atomic_init(&clip->holders, 1);
	clip->length = whole;
	memset(clip->bytes, ULAW_SILENCE, whole);
	return clip;
}

enum err cache_make(const char *folder)
{
	if (mkdir(folder, 0750) == 0 || errno == EEXIST)
		return access(folder, W_OK) == 0 ? OK : ERR_DENIED;
	return errno == EACCES ? ERR_DENIED : ERR_IO;
}

enum err cache_read(const char *folder, uint64_t hash, struct speech_clip **out)
{
	char path[PATH_MAX];
	struct speech_clip *clip;
	struct stat facts;
	ssize_t got;
	int fd;

	if (snprintf(path, sizeof(path), "%s/%016" PRIx64 ".ulaw", folder, hash) >= PATH_MAX)
		return ERR_LIMIT;
	fd = open(path, O_RDONLY | O_CLOEXEC);
	if (fd < 0)
		return errno == ENOENT ? ERR_NONE : ERR_IO;
	if (fstat(fd, &facts) != 0 || facts.st_size <= 0 || facts.st_size > CLIP_MOST ||
	    facts.st_size % SPEECH_FRAME != 0) {
		close(fd);
		return ERR_MALFORMED;
	}
	clip = clip_new((size_t)facts.st_size);
	got = read(fd, clip->bytes, clip->length);
	(void)futimens(fd, NULL); /* for cache_sweep */
	close(fd);
	if (got != (ssize_t)clip->length) {
		free(clip);
		return ERR_IO;
	}
	*out = clip;
	return OK;
}

static enum err write_whole(const char *path, const void *bytes, size_t length)
{
	char aside[PATH_MAX];
	FILE *file;
	bool good;

	if (snprintf(aside, sizeof(aside), "%s.%d", path, (int)gettid()) >= PATH_MAX)
		return ERR_LIMIT;
	file = fopen(aside, "wbe");
	if (!file)
		return errno == EACCES ? ERR_DENIED : ERR_IO;
	good = fwrite(bytes, 1, length, file) == length;
	good = fclose(file) == 0 && good;
	if (good && rename(aside, path) == 0)
		return OK;
	(void)unlink(aside);
	return ERR_IO;
}

enum err cache_write(const char *folder, uint64_t hash, const struct speech_line *line,
                     const struct speech_clip *clip)
{
	char path[PATH_MAX], label[sizeof(*line) + 32];
	int length = snprintf(label, sizeof(label), "%s\n%u\n%s\n%s\n", line->name, line->number,
	                      line->language, line->words);

	must(length > 0 && (size_t)length < sizeof(label));
	if (snprintf(path, sizeof(path), "%s/%016" PRIx64 ".txt", folder, hash) >= PATH_MAX)
		return ERR_LIMIT;
	TRY(write_whole(path, label, (size_t)length));
	(void)snprintf(path, sizeof(path), "%s/%016" PRIx64 ".ulaw", folder, hash);
	return write_whole(path, clip->bytes, clip->length);
}

/* ---- keeping it small ------------------------------------------------------------------ */
#define STEM_CHARS 16 /* hex digits of the hash */

struct page {
	char stem[STEM_CHARS + 1];
	int64_t used_ns;
};

static int by_use(const void *a, const void *b)
{
	int64_t x = ((const struct page *)a)->used_ns, y = ((const struct page *)b)->used_ns;

	return (x > y) - (x < y);
}

static size_t read_pages(DIR *dir, struct page **out)
{
	size_t count = 0, room = 0;

	for (struct dirent *entry; (entry = readdir(dir));) {
		struct stat facts;

		if (strlen(entry->d_name) != STEM_CHARS + 5 ||
		    strcmp(entry->d_name + STEM_CHARS, ".ulaw") != 0 ||
		    fstatat(dirfd(dir), entry->d_name, &facts, 0) != 0)
			continue;
		if (count == room) {
			room = room ? room * 2 : 256;
			*out = realloc(*out, room * sizeof(**out));
			must(*out != NULL);
		}
		memcpy((*out)[count].stem, entry->d_name, STEM_CHARS);
		(*out)[count].stem[STEM_CHARS] = '\0';
		(*out)[count++].used_ns = facts.st_mtim.tv_sec * 1000000000LL + facts.st_mtim.tv_nsec;
	}
	return count;
}

size_t cache_sweep(const char *folder, size_t most)
{
	DIR *dir = opendir(folder);
	struct page *pages = NULL;
	size_t count, gone = 0;

	if (!dir)
		return 0;
	count = read_pages(dir, &pages);
	if (count > most)
		qsort(pages, count, sizeof(*pages), by_use);
	while (count - gone > most) {
		char name[STEM_CHARS + 8];

		(void)snprintf(name, sizeof(name), "%s.ulaw", pages[gone].stem);
		(void)unlinkat(dirfd(dir), name, 0);
		(void)snprintf(name, sizeof(name), "%s.txt", pages[gone].stem);
		(void)unlinkat(dirfd(dir), name, 0);
		gone++;
	}
	closedir(dir);
	free(pages);
	return gone;
}
