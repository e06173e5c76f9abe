// SPDX-License-Identifier: Apache-2.0
/*
 * What relaying costs: our media threads, a bare recvfrom/sendto loop, and Debian's rtpengine in
 * userspace, each under the very same packets on loopback, in turns. Costs are processor time of
 * the relaying threads only, so a busy machine moves all of them alike. Prints one JSON object a
 * line: name, value, unit, reference, reference_value, ratio, aim, met.
 *
 *     relay [--calls N] [--seconds N] [--no-rtpengine]
 */
#include "adapter/media/media.h"
#include "base/arena.h"
#include "base/json.h"
#include "relay_load.h"
#include "relay_rtpengine.h"

#include <malloc.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <unistd.h>

#define ROUNDS 3
#define CALLS_MOST 4000
#define PACED_CALLS 100

struct options {
	unsigned calls;
	unsigned seconds;
	bool rtpengine;
};

/* One relay of any kind, made ready for so many calls. */
struct kind {
	const char *name;
	bool (*begin)(struct load *load, void **state);
	int64_t (*cpu_ns)(void *state);
	int64_t (*bytes)(void *state); /* resident, for the calls alone; 0: not told */
	void (*end)(void *state);
};

struct result {
	int64_t per_second[ROUNDS]; /* packets for each second of processor time, as fast as it goes */
	int64_t
		paced[ROUNDS]; /* processor time in ppm of a core, for 100 calls at 50 packets a second */
	int64_t bytes_per_call;
};

struct ours {
	struct media *media;
	int64_t bytes_before;
};

/* ---- ours ------------------------------------------------------------------------------ */
static bool taken(void *ctx, const struct news *news)
{
	(void)ctx;
	(void)news;
	return true;
}

static void taken_last(void *ctx, const struct news *news)
{
	(void)taken(ctx, news);
}

static void nothing(void *ctx, int64_t leg)
{
	(void)ctx;
	(void)leg;
}

static bool join_call(struct media *media, struct load *load, int64_t call)
{
	struct order order = { .kind = ORDER_JOIN,
		                   .leg = call * 2 + 1,
		                   .call = call + 1,
		                   .join = { .other = call * 2 + 2, .limit = HOURS(1) } };

	for (int64_t side = 0; side < 2; side++) {
		struct load_phone *phone = &load->phones[call * 2 + side];
		struct media_leg ask = { .leg = call * 2 + 1 + side, .call = call + 1 };
		struct media_remote remote = {
			.address = phone->own, .event_payload = 101, .they_send = true, .they_hear = true
		};
		uint16_t port;

		if (media_leg_open(media, &ask, &port) != OK ||
		    media_leg_remote(media, ask.leg, &remote) != OK)
			return false;
		load_phone_aim(phone, port);
	}
	return media_order(media, &order) == OK;
}

static bool ours_begin(struct load *load, void **state)
{
	struct media_config config = media_config_default();
	const struct news_sink sink = { NULL, taken, taken_last };
	const struct media_listener listener = { NULL, nothing, nothing, nothing };
	struct media *media = NULL;
	struct ours *ours = calloc(1, sizeof(*ours));
	bool good = true;

	must(ours != NULL);
	(void)malloc_trim(0);
	ours->bytes_before = load_resident_bytes_of(getpid());
	config.threads = 1;
	config.legs_most = (unsigned)load->count + 16;
	config.mailbox_most = (unsigned)load->count * 4 + 16;
	if (media_open(&config, &sink, &listener, clock_real(), NULL, &media) != OK)
		return false;
	for (size_t call = 0; good && call < load->count / 2; call++)
		good = join_call(media, load, (int64_t)call);
	ours->media = media;
	*state = ours;
	return good;
}

static int64_t ours_bytes(void *state)
{
	return load_resident_bytes_of(getpid()) - ((struct ours *)state)->bytes_before;
}

static int64_t ours_cpu_ns(void *state)
{
	(void)state;
	return load_thread_ns(0, "media");
}

static void ours_end(void *state)
{
	media_close(((struct ours *)state)->media);
	free(state);
}

/* ---- running --------------------------------------------------------------------------- */
static void *begin(const struct kind *kind, struct load *load)
{
	void *state = NULL;

	if (kind->begin(load, &state))
		return state;
	(void)fprintf(stderr, "relay: %s could not begin\n", kind->name);
	exit(1);
}

/* As fast as it goes: the packets for each second of processor time. */
static void flood(const struct kind *kind, struct load *load, unsigned seconds, unsigned round,
                  struct result *out)
{
	void *state = begin(kind, load);
	int64_t cpu, packets;

	(void)load_flood(load, MILLISECONDS(300));
	cpu = kind->cpu_ns(state);
	packets = load_flood(load, SECONDS(seconds));
	cpu = kind->cpu_ns(state) - cpu;
	out->per_second[round] = cpu > 0 ? packets * 1000000000 / cpu : 0;
	if (kind->bytes && round == 0)
		out->bytes_per_call = kind->bytes(state) / (int64_t)(load->count / 2);
	kind->end(state);
}

/* Real calls, 50 packets a second from each side. */
static void pace(const struct kind *kind, struct load *load, unsigned seconds, unsigned round,
                 struct result *out)
{
	void *state = begin(kind, load);
	int64_t cpu;

	must(load->count == 2 * PACED_CALLS);
	(void)load_pace(load, MILLISECONDS(300));
	cpu = kind->cpu_ns(state);
	(void)load_pace(load, SECONDS(seconds));
	cpu = kind->cpu_ns(state) - cpu;
	out->paced[round] = cpu / 1000 / seconds;
	kind->end(state);
}

static int by_size(const void *a, const void *b)
{
	int64_t x = *(const int64_t *)a, y = *(const int64_t *)b;

	return (x > y) - (x < y);
}

static int64_t median(int64_t values[ROUNDS])
{
	qsort(values, ROUNDS, sizeof(*values), by_size);
	return values[ROUNDS / 2];
}

/* ---- printing -------------------------------------------------------------------------- */
/* Values and ratios are in thousandths. */
struct figure {
	const char *name, *unit, *reference, *aim;
	int64_t value, reference_value;
	bool met;
};

static void put_thousandths(struct json *j, struct arena *arena, const char *key, int64_t value)
{
	struct text_buf buf;

	text_buf_init(&buf, arena);
	text_buf_print(&buf, "%lld.%03lld", (long long)(value / 1000), (long long)(value % 1000));
	json_key(j, key);
	json_raw(j, text_buf_text(&buf));
}

static void print(const struct figure *figure)
{
	struct arena *arena = arena_open(4096);
	struct text_buf out;
	struct json j;

	text_buf_init(&out, arena);
	json_init(&j, &out);
	json_object(&j);
	json_put_chars(&j, "name", figure->name);
	put_thousandths(&j, arena, "value", figure->value);
	json_put_chars(&j, "unit", figure->unit);
	json_put_chars(&j, "reference", figure->reference);
	if (figure->reference_value > 0) {
		put_thousandths(&j, arena, "reference_value", figure->reference_value);
		put_thousandths(&j, arena, "ratio", figure->value * 1000 / figure->reference_value);
	} else {
		json_key(&j, "reference_value");
		json_null(&j);
		json_key(&j, "ratio");
		json_null(&j);
	}
	json_put_chars(&j, "aim", figure->aim);
	json_put_bool(&j, "met", figure->met);
	json_end(&j);
	(void)printf("%.*s\n", TEXT(text_buf_text(&out)));
	arena_close(arena);
}

static void print_all(struct result *ours, struct result *bare, struct result *rtpengine)
{
	int64_t rate = median(ours->per_second), bare_rate = median(bare->per_second);
	int64_t paced = median(ours->paced), bare_paced = median(bare->paced);

	print(&(struct figure){ "relayed packets a second and core", "packets/s",
	                        "bare recvfrom/sendto loop", ">= 170000/s and >= 0.8 of the loop",
	                        rate * 1000, bare_rate * 1000,
	                        rate >= 170000 && rate * 5 >= bare_rate * 4 });
	/* ppm of a core are ten-thousandths of a percent */
	print(&(struct figure){ "processor for 100 joined calls", "% of a core",
	                        "bare recvfrom/sendto loop", "<= 9 % and <= 1.25 of the loop",
	                        paced / 10, bare_paced / 10,
	                        paced <= 90000 && paced * 4 <= bare_paced * 5 });
	if (rtpengine) {
		int64_t theirs = median(rtpengine->paced);

		print(&(struct figure){ "processor for 100 joined calls, against rtpengine", "% of a core",
		                        "rtpengine in userspace", "below rtpengine", paced / 10,
		                        theirs / 10, paced < theirs });
	}
	print(&(struct figure){
		"memory for a joined call", "KiB", rtpengine ? "rtpengine in userspace" : "-", "<= 24 KiB",
		ours->bytes_per_call * 1000 / 1024, rtpengine ? rtpengine->bytes_per_call * 1000 / 1024 : 0,
		ours->bytes_per_call <= 24 * 1024 });
}

static bool read_options(int count, char **words, struct options *out)
{
	int64_t number;

	for (int i = 1; i < count; i++) {
		if (strcmp(words[i], "--no-rtpengine") == 0) {
			out->rtpengine = false;
		} else if (i + 1 < count && strcmp(words[i], "--calls") == 0 &&
		           text_number(text_of(words[i + 1]), 1, CALLS_MOST, &number) == OK) {
			out->calls = (unsigned)number;
			i++;
		} else if (i + 1 < count && strcmp(words[i], "--seconds") == 0 &&
		           text_number(text_of(words[i + 1]), 1, 600, &number) == OK) {
			out->seconds = (unsigned)number;
			i++;
		} else {
			return false;
		}
	}
	return true;
}

int main(int count, char **words)
{
	static const struct kind kinds[3] = {
		{ "media", ours_begin, ours_cpu_ns, ours_bytes, ours_end },
		{ "the bare loop", bare_begin, bare_cpu_ns, NULL, bare_end },
		{ "rtpengine", rtpengine_begin, rtpengine_cpu_ns, rtpengine_bytes, rtpengine_end },
	};
	struct options options = { .calls = 500, .seconds = 1, .rtpengine = true };
	struct result results[3] = { 0 };
	struct rlimit files;
	struct load *load, *paced;

	if (!read_options(count, words, &options)) {
		(void)fprintf(stderr, "usage: relay [--calls N] [--seconds N] [--no-rtpengine]\n");
		return 2;
	}
	if (getrlimit(RLIMIT_NOFILE, &files) == 0) {
		files.rlim_cur = files.rlim_max;
		(void)setrlimit(RLIMIT_NOFILE, &files);
	}
	options.rtpengine = options.rtpengine && rtpengine_is_here();
	load = load_open(options.calls * 2);
	paced = load_open(2 * PACED_CALLS);
	for (unsigned round = 0; round < ROUNDS; round++)
		for (unsigned i = 0; i < (options.rtpengine ? 3u : 2u); i++) {
			flood(&kinds[i], load, options.seconds, round, &results[i]);
			pace(&kinds[i], paced, options.seconds, round, &results[i]);
		}
	print_all(&results[0], &results[1], options.rtpengine ? &results[2] : NULL);
	load_close(paced);
	load_close(load);
	return 0;
}
