// SPDX-License-Identifier: Apache-2.0
#pragma once
/*
 * One line per thing that happened: an event name `noun.verbed` and keys with values.
 *
 * Any thread may log; lines never interleave. Text on a terminal, JSON lines otherwise (log_init).
 * Keys come from log_keys.def, each with a privacy mark: MASKED values are shortened by log itself
 * (+1415***0132), SECRET ones are never written. Base, port and domain do not log; they return
 * errors.
 *
 *     log_info("callback.offered", KV_ID(callback, id.n), KV_NUM(waited_ms, n), KV_TEXT(reason,
 * "…"));
 */
#include "base/text.h"

enum log_level { LOG_DEBUG, LOG_INFO, LOG_WARN, LOG_ERROR };
enum log_format { LOG_AUTO, LOG_TEXT, LOG_JSON };

#define LOG_KEY_ENUM(key, privacy, words) LOG_KEY_##key,
enum log_key {
#include "base/log_keys.def"
	LOG_KEY_COUNT
};
#undef LOG_KEY_ENUM

struct log_value {
	enum log_key key;
	enum { LOG_IS_NUM, LOG_IS_TEXT, LOG_IS_ID } kind;
	int64_t num;
	const char *chars;
	int length;
};

#define KV_NUM(key, n) ((struct log_value){ LOG_KEY_##key, LOG_IS_NUM, (int64_t)(n), NULL, 0 })
#define KV_ID(key, n) ((struct log_value){ LOG_KEY_##key, LOG_IS_ID, (int64_t)(n), NULL, 0 })
#define KV_TEXT(key, s) log_text_value(LOG_KEY_##key, text_of(s))
#define KV_SPAN_TEXT(key, t) log_text_value(LOG_KEY_##key, (t))
#define KV_ERR(e) KV_TEXT(err, err_words(e))

struct log_value log_text_value(enum log_key key, text value);

void log_init(enum log_level least, enum log_format format, int fd);
/*
 * How an id is written ("cbk_01j9…"), which base cannot know; NULL from it, or none set: the bare
 * number.
 */
typedef const char *(*log_id_writer)(enum log_key key, int64_t n, char out[32]);
void log_ids_as(log_id_writer write_id);
void log_line(enum log_level level, const char *event, const struct log_value *values,
              size_t count);

#define LOG_AT(level, event, ...) \
	log_line((level), (event), (const struct log_value[]){ __VA_ARGS__ }, \
	         sizeof((const struct log_value[]){ __VA_ARGS__ }) / sizeof(struct log_value))
#define log_debug(event, ...) LOG_AT(LOG_DEBUG, event, ##__VA_ARGS__)
#define log_info(event, ...) LOG_AT(LOG_INFO, event, ##__VA_ARGS__)
#define log_warn(event, ...) LOG_AT(LOG_WARN, event, ##__VA_ARGS__)
#define log_error(event, ...) LOG_AT(LOG_ERROR, event, ##__VA_ARGS__)
