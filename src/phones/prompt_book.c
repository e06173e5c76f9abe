// SPDX-License-Identifier: Apache-2.0
/* The prompt cache in memory, sorted by sound. */
#include "phones/prompt_book.h"

#include "base/text.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>

#define MOST_LINES 8192
#define MOST_FILE_BYTES (8u << 20)
#define LOOK_EVERY MILLISECONDS(20)

struct prompt_book {
	char *folder;
	struct timespec changed;
	mono looked;
	unsigned turn;
	struct prompt_line **lines; /* by sound */
	size_t count;
	char **known; /* file names read so far, sorted */
	size_t known_count;
};

bool prompt_frame_is_silent(const uint8_t frame[BOOK_FRAME])
{
	for (int i = 0; i < BOOK_FRAME; i++)
		if ((frame[i] & 0x7f) < 0x7d) /* -2..2 of 15 bits */
			return false;
	return true;
}

static char *read_file(const char *path, size_t *length)
{
	FILE *file = fopen(path, "rbe");
	char *bytes = NULL;
	struct stat facts;

	if (!file)
		return NULL;
	if (fstat(fileno(file), &facts) == 0 && facts.st_size > 0 && facts.st_size < MOST_FILE_BYTES) {
		bytes = malloc((size_t)facts.st_size + 1);
		must(bytes != NULL);
		*length = fread(bytes, 1, (size_t)facts.st_size, file);
		bytes[*length] = 0;
	}
	(void)fclose(file);
	return bytes;
}

static void line_free(struct prompt_line *line)
{
	free(line->name);
	free(line->words);
	free(line->sound);
	free(line);
}

static char *keep(text t)
{
	char *copy = strndup(t.at ? t.at : "", t.length);

	must(copy != NULL);
	return copy;
}

/* Four lines: name, number, language, words. */
static void read_label(struct prompt_line *line, const char *label, size_t length)
{
	text rest = { label, length }, name, number, language, words;
	int64_t n = 0;

	(void)text_cut(rest, '\n', &name, &rest);
	(void)text_cut(rest, '\n', &number, &rest);
	(void)text_cut(rest, '\n', &language, &rest);
	(void)text_cut(rest, '\n', &words, &rest);
	line->name = keep(text_trim(name));
	line->words = keep(text_is_utf8(words) ? text_trim(words) : NO_TEXT);
	if (text_number(text_trim(number), 0, 10000, &n) == OK)
		line->number = (unsigned)n;
}

/* NULL: the file is not complete yet, or has no sound in it. */
static struct prompt_line *line_read(const char *folder, const char *sound_file)
{
	char path[1024];
	size_t stem = strlen(sound_file) - strlen(".ulaw"), length = 0, label_length = 0;

	if (snprintf(path, sizeof path, "%s/%s", folder, sound_file) >= (int)sizeof path)
		return NULL;
	char *sound = read_file(path, &length);

	(void)snprintf(path, sizeof path, "%s/%.*s.txt", folder, (int)stem, sound_file);
	char *label = read_file(path, &label_length);
	unsigned frames = (unsigned)(length / BOOK_FRAME), lead = 0;

	while (sound && lead < frames && prompt_frame_is_silent((uint8_t *)sound + lead * BOOK_FRAME))
		lead++;
	if (!sound || !label || lead == frames) {
		free(sound);
		free(label);
		return NULL;
	}
	struct prompt_line *line = calloc(1, sizeof *line);

	must(line != NULL);
	read_label(line, label, label_length);
	line->lead = lead;
	line->frames = frames - lead;
	line->sound = malloc((size_t)line->frames * BOOK_FRAME);
	must(line->sound != NULL);
	memcpy(line->sound, sound + lead * BOOK_FRAME, (size_t)line->frames * BOOK_FRAME);
	free(sound);
	free(label);
	return line;
}

static int by_sound(const void *a, const void *b)
{
	const struct prompt_line *x = *(struct prompt_line *const *)a;
	const struct prompt_line *y = *(struct prompt_line *const *)b;
	unsigned common = x->frames < y->frames ? x->frames : y->frames;
	int order = memcmp(x->sound, y->sound, (size_t)common * BOOK_FRAME);

	return order ? order : (x->frames > y->frames) - (x->frames < y->frames);
}

static int by_name(const void *a, const void *b)
{
	return strcmp(*(char *const *)a, *(char *const *)b);
}

static bool is_sound_file(const char *name)
{
	size_t length = strlen(name);

	return length > 5 && strcmp(name + length - 5, ".ulaw") == 0;
}

static void book_read(struct prompt_book *book)
{
	DIR *folder = opendir(book->folder);
	size_t before = book->known_count;

	if (!folder)
		return;
	for (struct dirent *entry; (entry = readdir(folder)) && book->count < MOST_LINES;) {
		char *name = entry->d_name;

		if (!is_sound_file(name) ||
		    (before > 0 && bsearch(&name, book->known, before, sizeof *book->known, by_name)))
			continue;
		struct prompt_line *line = line_read(book->folder, name);

		if (!line)
			continue;
		book->lines[book->count++] = line;
		book->known[book->known_count++] = keep(text_of(name));
	}
	(void)closedir(folder);
	qsort(book->lines, book->count, sizeof *book->lines, by_sound);
	qsort(book->known, book->known_count, sizeof *book->known, by_name);
	book->turn += book->known_count != before;
}

struct prompt_book *prompt_book_open(const char *folder)
{
	struct prompt_book *book = calloc(1, sizeof *book);

	must(book != NULL);
	book->folder = keep(text_of(folder ? folder : ""));
	book->lines = calloc(MOST_LINES, sizeof *book->lines);
	book->known = calloc(MOST_LINES, sizeof *book->known);
	must(book->lines && book->known);
	book->turn = 1;
	book->looked = (mono){ -1000000000 };
	return book;
}

void prompt_book_close(struct prompt_book *book)
{
	if (!book)
		return;
	for (size_t i = 0; i < book->count; i++)
		line_free(book->lines[i]);
	for (size_t i = 0; i < book->known_count; i++)
		free(book->known[i]);
	free(book->lines);
	free(book->known);
	free(book->folder);
	free(book);
}

bool prompt_book_refresh(struct prompt_book *book, mono now)
{
	struct stat facts;
	unsigned turn = book->turn;

	if (book->folder[0] == 0 || span_less(mono_since(now, book->looked), LOOK_EVERY))
		return false;
	book->looked = now;
	if (stat(book->folder, &facts) != 0)
		return false;
	struct timespec was = book->changed;

	/* A folder changed within the clock's grain may change again under the same stamp: look at it
	 * twice. */
	if (was.tv_sec == facts.st_mtim.tv_sec && was.tv_nsec == facts.st_mtim.tv_nsec)
		return false;
	struct timespec wall;

	(void)clock_gettime(CLOCK_REALTIME, &wall);
	if (wall.tv_sec - facts.st_mtim.tv_sec > 1)
		book->changed = facts.st_mtim;
	book_read(book);
	return book->turn != turn;
}

unsigned prompt_book_turn(const struct prompt_book *book)
{
	return book->turn;
}

size_t prompt_book_count(const struct prompt_book *book)
{
	return book->count;
}

/* -1, 0, 1: how `line` stands to `frame` at position `at`; a line that ended stands before
 * everything. */
static int compare_at(const struct prompt_line *line, unsigned at, const uint8_t *frame)
{
	if (line->frames <= at)
		return -1;
	int order = memcmp(line->sound + (size_t)at * BOOK_FRAME, frame, BOOK_FRAME);

	return (order > 0) - (order < 0);
}

/* The first line in [low, high) that stands at least (or, with `above`, higher than) `frame`. */
static size_t first_line(const struct prompt_book *book, const struct prompt_place *in,
                         const uint8_t *frame, bool above)
{
	size_t low = in->low, high = in->high;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (compare_at(book->lines[middle], in->at, frame) < (above ? 1 : 0))
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

static bool narrow(const struct prompt_book *book, const uint8_t *frame, struct prompt_place *place)
{
	size_t low = first_line(book, place, frame, false);
	size_t high = first_line(book, place, frame, true);

	must(low <= high);
	if (low == high)
		return false;
	place->low = low;
	place->high = high;
	place->like = book->lines[low];
	place->at++;
	return true;
}

/* Lines were added since: finds the range again from a line that was in it. */
static void settle(const struct prompt_book *book, struct prompt_place *place)
{
	struct prompt_place all = { .low = 0, .high = book->count, .turn = book->turn };

	if (place->turn == book->turn)
		return;
	while (all.at < place->at)
		must(narrow(book, place->like->sound + (size_t)all.at * BOOK_FRAME, &all));
	*place = all;
}

bool prompt_begin(const struct prompt_book *book, const uint8_t frame[BOOK_FRAME],
                  struct prompt_place *out)
{
	struct prompt_place all = { .low = 0, .high = book->count, .turn = book->turn };

	if (!narrow(book, frame, &all))
		return false;
	*out = all;
	return true;
}

bool prompt_follow(const struct prompt_book *book, const uint8_t frame[BOOK_FRAME],
                   struct prompt_place *place)
{
	settle(book, place);
	return narrow(book, frame, place);
}

bool prompt_skip(const struct prompt_book *book, const uint8_t frame[BOOK_FRAME], unsigned lost,
                 struct prompt_place *place)
{
	settle(book, place);
	for (size_t i = place->low; i < place->high; i++) {
		if (compare_at(book->lines[i], place->at + lost, frame) != 0)
			continue;
		place->low = i;
		place->high = i + 1;
		place->like = book->lines[i];
		place->at += lost + 1;
		return true;
	}
	return false;
}

const struct prompt_line *prompt_ended(const struct prompt_book *book,
                                       const struct prompt_place *place, bool *others)
{
	must(place->like != NULL && place->high <= book->count);
	if (place->turn != book->turn) { /* only just refreshed: the next frame settles it */
		*others = true;
		return place->like->frames == place->at ? place->like : NULL;
	}
	const struct prompt_line *shortest = book->lines[place->low];

	if (shortest->frames != place->at)
		return NULL;
	*others = book->lines[place->high - 1]->frames > place->at;
	return shortest;
}
