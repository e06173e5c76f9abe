// SPDX-License-Identifier: Apache-2.0
/*
 * All numbers are atomics in one table sized at compile time: adding costs one instruction and no
 * lock. Only names of labels that are known at start (trunks) are registered under a lock.
 */
#include "base/meter.h"

#include <pthread.h>
#include <stdatomic.h>
#include <string.h>

#define MOST_LABELS 32
#define LABEL_CHARS 40

enum meter_type { COUNTER, GAUGE, HISTOGRAM };

struct meter_row {
	enum meter_type type;
	const char *name, *help;
	const char *const *label; /* its name, its values, NULL; or just NULL */
};

#define METER_ENUM(id, type, name, help, ...) \
	{ type, name, help, (const char *const[]){ __VA_ARGS__, NULL } },
static const struct meter_row ROWS[] = {
#include "base/meters.def"
};
#undef METER_ENUM

/* Upper ends, written out because there is no floating point here. */
static const struct {
	int64_t us;
	const char *seconds;
} BUCKETS[] = {
	{ 500, "0.0005" },      { 1000, "0.001" },        { 2500, "0.0025" },
	{ 5000, "0.005" },      { 10000, "0.01" },        { 25000, "0.025" },
	{ 50000, "0.05" },      { 100000, "0.1" },        { 250000, "0.25" },
	{ 500000, "0.5" },      { 1000000, "1" },         { 2500000, "2.5" },
	{ 5000000, "5" },       { 10000000, "10" },       { 30000000, "30" },
	{ 60000000, "60" },     { 300000000, "300" },     { 900000000, "900" },
	{ 3600000000, "3600" }, { 14400000000, "14400" }, { 86400000000, "86400" },
	{ INT64_MAX, "+Inf" },
};

struct histogram {
	_Atomic int64_t buckets[COUNT(BUCKETS)];
	_Atomic int64_t sum_us;
};

struct registered {
	char names[MOST_LABELS][LABEL_CHARS];
	_Atomic unsigned count;
};

static struct {
	_Atomic int64_t values[METER_COUNT][MOST_LABELS];
	struct histogram histograms[METER_COUNT][MOST_LABELS];
	struct registered registered[METER_COUNT];
	pthread_mutex_t registering;
} all = { .registering = PTHREAD_MUTEX_INITIALIZER };

static unsigned fixed_labels(const struct meter_row *row)
{
	unsigned count = 0;

	while (row->label[0] && row->label[1 + count])
		count++;
	return count;
}

static unsigned label_count(enum meter meter)
{
	const struct meter_row *row = &ROWS[meter];
	unsigned fixed = fixed_labels(row);

	if (!row->label[0])
		return 1;
	return fixed ? fixed : atomic_load(&all.registered[meter].count);
}

static const char *label_name(enum meter meter, unsigned label)
{
	const struct meter_row *row = &ROWS[meter];

	return fixed_labels(row) ? row->label[1 + label] : all.registered[meter].names[label];
}

void meter_add(enum meter meter, unsigned label, int64_t by)
{
	must((unsigned)meter < METER_COUNT && label < label_count(meter));
	must(ROWS[meter].type == GAUGE || (ROWS[meter].type == COUNTER && by >= 0));
	atomic_fetch_add_explicit(&all.values[meter][label], by, memory_order_relaxed);
}

void meter_set(enum meter meter, unsigned label, int64_t value)
{
	must((unsigned)meter < METER_COUNT && label < label_count(meter));
	must(ROWS[meter].type == GAUGE);
	atomic_store_explicit(&all.values[meter][label], value, memory_order_relaxed);
}

void meter_observe(enum meter meter, unsigned label, span length)
{
	must((unsigned)meter < METER_COUNT && label < label_count(meter));
	must(ROWS[meter].type == HISTOGRAM);

	struct histogram *h = &all.histograms[meter][label];
	size_t i = 0;

	while (length.us > BUCKETS[i].us)
		i++;
	atomic_fetch_add_explicit(&h->buckets[i], 1, memory_order_relaxed);
	atomic_fetch_add_explicit(&h->sum_us, length.us > 0 ? length.us : 0, memory_order_relaxed);
	atomic_fetch_add_explicit(&all.values[meter][label], 1, memory_order_relaxed);
}

int64_t meter_value(enum meter meter, unsigned label)
{
	must((unsigned)meter < METER_COUNT && label < MOST_LABELS);
	return atomic_load_explicit(&all.values[meter][label], memory_order_relaxed);
}

unsigned meter_label(enum meter meter, const char *name)
{
	must((unsigned)meter < METER_COUNT && name);
	must(ROWS[meter].label[0] && fixed_labels(&ROWS[meter]) == 0);

	struct registered *names = &all.registered[meter];
	char wanted[LABEL_CHARS];
	unsigned label = 0;

	text_fit(text_of(name), wanted, sizeof(wanted));
	must(pthread_mutex_lock(&all.registering) == 0);

	unsigned count = atomic_load(&names->count);

	while (label < count && strcmp(names->names[label], wanted) != 0)
		label++;
	if (label == count) {
		must(count < MOST_LABELS);
		text_fit(text_of(wanted), names->names[count], LABEL_CHARS);
		atomic_store(&names->count, count + 1);
	}
	must(pthread_mutex_unlock(&all.registering) == 0);
	return label;
}

/* ---- the page ---------------------------------------------------------------------------- */
static void write_label_value(struct text_buf *out, const char *value)
{
	for (const char *c = value; *c; c++) {
		if (*c == '"' || *c == '\\')
			text_buf_add(out, TEXT_LITERAL("\\"));
		text_buf_add(out, *c == '\n' ? TEXT_LITERAL("\\n") : (text){ c, 1 });
	}
}

/* `{label="value",le="0.1"}`, or nothing at all. */
static void write_labels(struct text_buf *out, enum meter meter, unsigned label, const char *le)
{
	const char *name = ROWS[meter].label[0];

	if (!name && !le)
		return;
	text_buf_chars(out, "{");
	if (name) {
		text_buf_print(out, "%s=\"", name);
		write_label_value(out, label_name(meter, label));
		text_buf_chars(out, le ? "\"," : "\"");
	}
	if (le)
		text_buf_print(out, "le=\"%s\"", le);
	text_buf_chars(out, "}");
}

static void write_histogram(struct text_buf *out, enum meter meter, unsigned label)
{
	const struct histogram *h = &all.histograms[meter][label];
	const char *name = ROWS[meter].name;
	int64_t sum_us = atomic_load_explicit(&h->sum_us, memory_order_relaxed);
	int64_t so_far = 0;

	for (size_t i = 0; i < COUNT(BUCKETS); i++) {
		so_far += atomic_load_explicit(&h->buckets[i], memory_order_relaxed);
		text_buf_print(out, "%s_bucket", name);
		write_labels(out, meter, label, BUCKETS[i].seconds);
		text_buf_print(out, " %lld\n", (long long)so_far);
	}
	text_buf_print(out, "%s_sum", name);
	write_labels(out, meter, label, NULL);
	text_buf_print(out, " %lld.%06lld\n", (long long)(sum_us / 1000000),
	               (long long)(sum_us % 1000000));
	text_buf_print(out, "%s_count", name);
	write_labels(out, meter, label, NULL);
	text_buf_print(out, " %lld\n", (long long)so_far);
}

void meter_write(struct text_buf *out)
{
	static const char *const TYPES[] = { "counter", "gauge", "histogram" };

	must(out);
	for (unsigned m = 0; m < METER_COUNT; m++) {
		const struct meter_row *row = &ROWS[m];

		text_buf_print(out, "# HELP %s %s\n# TYPE %s %s\n", row->name, row->help, row->name,
		               TYPES[row->type]);
		for (unsigned label = 0; label < label_count((enum meter)m); label++) {
			if (row->type == HISTOGRAM) {
				write_histogram(out, (enum meter)m, label);
				continue;
			}
			text_buf_chars(out, row->name);
			write_labels(out, (enum meter)m, label, NULL);
			text_buf_print(out, " %lld\n", (long long)meter_value((enum meter)m, label));
		}
	}
}
