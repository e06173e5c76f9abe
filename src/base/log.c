// SPDX-License-Identifier: Apache-2.0
/*
 * A line is built on the caller's stack and written by one write(2) under a lock, so lines never
 * interleave and a line that is too long is shortened, never split.
 */
#include "base/log.h"

#include "base/time.h"

#include <pthread.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#define LINE_ROOM 4096
#define VALUE_MOST 1000

enum privacy { OPEN, MASKED, SECRET };

struct key_row {
	const char *name;
	enum privacy privacy;
};

#define LOG_KEY_ENUM(key, privacy, words) { #key, privacy },
static const struct key_row KEYS[] = {
#include "base/log_keys.def"
};
#undef LOG_KEY_ENUM

static struct {
	pthread_mutex_t writing;
	enum log_level least;
	enum log_format format;
	int fd;
	log_id_writer write_id;
} out = { PTHREAD_MUTEX_INITIALIZER, LOG_INFO, LOG_AUTO, STDERR_FILENO, NULL };

static const char *const LEVELS[] = { "debug", "info", "warn", "error" };

struct line {
	char at[LINE_ROOM];
	size_t length;
	bool is_json;
};

void log_init(enum log_level least, enum log_format format, int fd)
{
	must(fd >= 0);
	must(pthread_mutex_lock(&out.writing) == 0);
	out.least = least;
	out.format = format != LOG_AUTO ? format : isatty(fd) ? LOG_TEXT : LOG_JSON;
	out.fd = fd;
	must(pthread_mutex_unlock(&out.writing) == 0);
}

void log_ids_as(log_id_writer write_id)
{
	must(pthread_mutex_lock(&out.writing) == 0);
	out.write_id = write_id;
	must(pthread_mutex_unlock(&out.writing) == 0);
}

struct log_value log_text_value(enum log_key key, text value)
{
	int length = value.length < VALUE_MOST ? (int)value.length : VALUE_MOST;

	return (struct log_value){ key, LOG_IS_TEXT, 0, value.at, length };
}

PRINTF(2, 3) static void add(struct line *line, const char *format, ...)
{
	size_t room = sizeof(line->at) - line->length;
	va_list args;

	va_start(args, format);

	int length = vsnprintf(line->at + line->length, room, format, args);

	va_end(args);
	must(length >= 0);
	line->length += (size_t)length < room ? (size_t)length : room - 1;
}

static void add_escaped(struct line *line, const char *chars, size_t length)
{
	bool is_clean = text_is_utf8((text){ chars, length });

	add(line, "\"");
	for (size_t i = 0; i < length; i++) {
		unsigned char c = (unsigned char)chars[i];

		if (c == '"' || c == '\\')
			add(line, "\\%c", c);
		else if (c < 0x20 || c == 0x7f || (c > 0x7f && !is_clean))
			add(line, "\\u%04x", c);
		else
			add(line, "%c", c);
	}
	add(line, "\"");
}

static bool needs_quotes(const char *chars, size_t length)
{
	for (size_t i = 0; i < length; i++) {
		unsigned char c = (unsigned char)chars[i];

		if (c <= ' ' || c == '"' || c == '\\' || c == '=' || c >= 0x7f)
			return true;
	}
	return length == 0;
}

static void add_chars(struct line *line, const char *chars, size_t length)
{
	if (line->is_json || needs_quotes(chars, length))
		add_escaped(line, chars, length);
	else
		add(line, "%.*s", (int)length, chars);
}

/* +14155550132 becomes +1415***0132; what is too short to keep both ends becomes *** altogether. */
static void add_masked(struct line *line, const char *chars, size_t length)
{
	char masked[16];

	if (length >= 11)
		snprintf(masked, sizeof(masked), "%.5s***%.4s", chars, chars + length - 4);
	else
		snprintf(masked, sizeof(masked), "***");
	add_chars(line, masked, strlen(masked));
}

static void add_number(struct line *line, const struct log_value *value)
{
	char chars[32];
	const char *written = NULL;

	if (value->kind == LOG_IS_ID && out.write_id)
		written = out.write_id(value->key, value->num, chars);
	if (written)
		add_chars(line, written, strlen(written));
	else
		add(line, "%lld", (long long)value->num);
}

static void add_value(struct line *line, const struct log_value *value)
{
	const struct key_row *key = &KEYS[value->key];

	add(line, line->is_json ? ",\"%s\":" : " %s=", key->name);
	if (key->privacy == SECRET)
		add_chars(line, "***", 3);
	else if (value->kind != LOG_IS_TEXT)
		add_number(line, value);
	else if (key->privacy == MASKED)
		add_masked(line, value->chars, (size_t)value->length);
	else
		add_chars(line, value->chars, (size_t)value->length);
}

static void add_head(struct line *line, enum log_level level, const char *event)
{
	struct timespec now;
	char at[INSTANT_CHARS];

	must(clock_gettime(CLOCK_REALTIME, &now) == 0);
	instant_format((instant){ now.tv_sec * 1000000 + now.tv_nsec / 1000 }, at);
	if (line->is_json)
		add(line, "{\"at\":\"%s\",\"level\":\"%s\",\"event\":\"%s\"", at, LEVELS[level], event);
	else
		add(line, "%s %-5s %s", at, LEVELS[level], event);
}

/* A full disk or a closed pipe loses log lines, never the business. */
static void write_whole(int fd, const char *at, size_t length)
{
	while (length > 0) {
		ssize_t written = write(fd, at, length);

		if (written <= 0)
			return;
		at += written;
		length -= (size_t)written;
	}
}

void log_line(enum log_level level, const char *event, const struct log_value *values, size_t count)
{
	must(event && (unsigned)level < COUNT(LEVELS));
	must(pthread_mutex_lock(&out.writing) == 0);
	if (level >= out.least) {
		struct line line = { .length = 0, .is_json = out.format == LOG_JSON };

		add_head(&line, level, event);
		for (size_t i = 0; i < count; i++) {
			size_t before = line.length;

			add_value(&line, &values[i]);
			/* One that no longer fits is left out whole, so that the line stays JSON. */
			if (line.length > LINE_ROOM - 4) {
				line.length = before;
				break;
			}
		}
		line.at[line.length] = '\0';
		add(&line, line.is_json ? "}\n" : "\n");
		write_whole(out.fd, line.at, line.length);
	}
	must(pthread_mutex_unlock(&out.writing) == 0);
}
