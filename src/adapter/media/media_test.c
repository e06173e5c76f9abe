// SPDX-License-Identifier: Apache-2.0
/*
 * The whole of media on loopback: phones that are plain sockets, joined, spoken to, pressed,
 * silenced and lost.
 */
#include "adapter/media/media.h"
#include "adapter/media/rtp.h"
#include "adapter/speech/g711.h"
#include "adapter/speech/sound.h"
#include "adapter/speech/speech.h"
#include "base/hash.h"
#include "base/meter.h"

#include <arpa/inet.h>
#include <math.h>
#include <pthread.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

#include <cmocka.h>

#define NEWS_MOST 400
#define HEARD_MOST 80000
#define FRAME 160
#define WAIT_FRAMES 500 /* 10 s: how long an event may take before the test fails */
#define STRANGER_LABEL 2

/* ---- what the daemon would be ---------------------------------------------------------- */
struct desk {
	pthread_mutex_t lock;
	struct news news[NEWS_MOST];
	size_t count, looked;
	int64_t probed, lost, hung_up;
	bool is_full;
};

static bool put(void *ctx, const struct news *news)
{
	struct desk *desk = ctx;
	bool taken;

	pthread_mutex_lock(&desk->lock);
	taken = !desk->is_full && desk->count < NEWS_MOST;
	if (taken)
		desk->news[desk->count++] = *news;
	pthread_mutex_unlock(&desk->lock);
	return taken;
}

static void last(void *ctx, const struct news *news)
{
	struct desk *desk = ctx;

	pthread_mutex_lock(&desk->lock);
	must(desk->count < NEWS_MOST);
	desk->news[desk->count++] = *news;
	pthread_mutex_unlock(&desk->lock);
}

static void note(struct desk *desk, int64_t *where, int64_t leg)
{
	pthread_mutex_lock(&desk->lock);
	*where = leg;
	pthread_mutex_unlock(&desk->lock);
}

static void on_probe(void *ctx, int64_t leg)
{
	note(ctx, &((struct desk *)ctx)->probed, leg);
}

static void on_lost(void *ctx, int64_t leg)
{
	note(ctx, &((struct desk *)ctx)->lost, leg);
}

static void on_hang_up(void *ctx, int64_t leg)
{
	note(ctx, &((struct desk *)ctx)->hung_up, leg);
}

/* ---- phones ---------------------------------------------------------------------------- */
struct phone {
	int fd;
	struct sockaddr_in own, theirs;
	enum media_codec codec;
	double hertz; /* 0: sends nothing */
	uint16_t sequence;
	uint32_t timestamp, ssrc;
	uint16_t heard_sequence;
	uint32_t heard_ssrc;
	int16_t *heard;
	uint8_t *bytes; /* as they came */
	size_t count;
	unsigned packets;
};

struct world {
	struct desk desk;
	struct speech *speech;
	struct media *media;
	struct phone a, b, stranger;
	int64_t call;
};

static void phone_open(struct phone *phone, double hertz)
{
	socklen_t length = sizeof(phone->own);

	*phone = (struct phone){ .fd = socket(AF_INET, SOCK_DGRAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0),
		                     .hertz = hertz };
	phone->heard = calloc(HEARD_MOST, sizeof(*phone->heard));
	phone->bytes = calloc(HEARD_MOST, 1);
	must(phone->fd >= 0 && phone->heard && phone->bytes);
	phone->own.sin_family = AF_INET;
	phone->own.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
	must(bind(phone->fd, (struct sockaddr *)&phone->own, sizeof(phone->own)) == 0);
	must(getsockname(phone->fd, (struct sockaddr *)&phone->own, &length) == 0);
}

static void phone_close(struct phone *phone)
{
	close(phone->fd);
	free(phone->heard);
	free(phone->bytes);
}

static void phone_send(struct phone *phone, uint8_t type, const uint8_t *payload, size_t length)
{
	uint8_t packet[RTP_HEADER + FRAME];

	rtp_write(&(struct rtp_packet){ .payload_type = type,
	                                .sequence = phone->sequence++,
	                                .timestamp = phone->timestamp,
	                                .ssrc = phone->ssrc },
	          packet);
	memcpy(packet + RTP_HEADER, payload, length);
	(void)sendto(phone->fd, packet, RTP_HEADER + length, 0, (struct sockaddr *)&phone->theirs,
	             sizeof(phone->theirs));
}

static void phone_speak(struct phone *phone)
{
	uint8_t frame[FRAME];

	for (unsigned i = 0; i < FRAME; i++) {
		double t = (double)(phone->timestamp + i) / 8000;
		int16_t sample = (int16_t)(8000 * sin(2 * M_PI * phone->hertz * t));

		frame[i] = phone->codec == MEDIA_PCMU ? ulaw_of(sample) : alaw_of(sample);
	}
	if (phone->hertz > 0)
		phone_send(phone, phone->codec == MEDIA_PCMU ? 0 : 8, frame, FRAME);
	phone->timestamp += FRAME;
}

static void phone_hear(struct phone *phone)
{
	uint8_t bytes[RTP_MOST];
	struct rtp_packet packet;

	for (;;) {
		ssize_t length = recv(phone->fd, bytes, sizeof(bytes), 0);

		if (length < 0)
			return;
		assert_true(rtp_read(bytes, (size_t)length, &packet));
		assert_int_equal(packet.payload_type, phone->codec == MEDIA_PCMU ? 0 : 8);
		/* Whatever it is made of, it is one stream whose numbers only rise. */
		assert_true(phone->packets == 0 || packet.ssrc == phone->heard_ssrc);
		assert_true(phone->packets == 0 || (int16_t)(packet.sequence - phone->heard_sequence) > 0);
		phone->heard_ssrc = packet.ssrc;
		phone->heard_sequence = packet.sequence;
		phone->packets++;
		for (size_t i = 0; i < packet.length && phone->count < HEARD_MOST; i++) {
			phone->bytes[phone->count] = packet.payload[i];
			phone->heard[phone->count++] = phone->codec == MEDIA_PCMU
			                                   ? ulaw_sample(packet.payload[i])
			                                   : alaw_sample(packet.payload[i]);
		}
	}
}

static void pump(struct world *w)
{
	phone_speak(&w->a);
	phone_speak(&w->b);
	if (w->stranger.fd >= 0)
		phone_speak(&w->stranger);
	(void)nanosleep(&(struct timespec){ .tv_nsec = 20000000 }, NULL);
	phone_hear(&w->a);
	phone_hear(&w->b);
}

static double strength(const struct phone *phone, size_t from, double hertz)
{
	double re = 0, im = 0;
	size_t count = phone->count - from;

	/* In blocks of 20 ms, so that a lost or late packet does not turn the phase. */
	double sum = 0;

	for (size_t block = 0; block + FRAME <= count; block += FRAME) {
		re = im = 0;
		for (size_t i = 0; i < FRAME; i++) {
			re += phone->heard[from + block + i] * cos(2 * M_PI * hertz * (double)i / 8000);
			im += phone->heard[from + block + i] * sin(2 * M_PI * hertz * (double)i / 8000);
		}
		sum += 2 * sqrt(re * re + im * im) / FRAME;
	}
	return count < FRAME ? 0 : sum / ((double)count / FRAME);
}

/* Pumps until news of this kind comes; fails after a while. */
static struct news await(struct world *w, enum news_kind kind)
{
	for (int i = 0; i < WAIT_FRAMES; i++) {
		pthread_mutex_lock(&w->desk.lock);
		while (w->desk.looked < w->desk.count) {
			struct news news = w->desk.news[w->desk.looked++];

			if (news.kind == kind) {
				pthread_mutex_unlock(&w->desk.lock);
				return news;
			}
		}
		pthread_mutex_unlock(&w->desk.lock);
		pump(w);
	}
	fail_msg("news of kind %d never came", (int)kind);
	return (struct news){ 0 };
}

static void await_leg(struct world *w, const int64_t *where, int64_t leg)
{
	for (int i = 0; i < WAIT_FRAMES; i++) {
		bool there;

		pthread_mutex_lock(&w->desk.lock);
		there = *where == leg;
		pthread_mutex_unlock(&w->desk.lock);
		if (there)
			return;
		pump(w);
	}
	fail_msg("the listener was never called for leg %ld", (long)leg);
}

static void pump_for(struct world *w, int frames)
{
	for (int i = 0; i < frames; i++)
		pump(w);
}

static void leg(struct world *w, struct phone *phone, int64_t id, int64_t call,
                struct media_remote remote)
{
	uint16_t port;

	assert_int_equal(
		media_leg_open(w->media, &(struct media_leg){ .leg = id, .call = call }, &port), OK);
	assert_int_equal(port % 2, 0);
	phone->theirs = (struct sockaddr_in){ .sin_family = AF_INET, .sin_port = htons(port) };
	phone->theirs.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
	phone->codec = remote.codec;
	remote.address = phone->own;
	remote.payload = remote.codec == MEDIA_PCMU ? 0 : 8;
	remote.they_send = remote.they_hear = true;
	assert_int_equal(media_leg_remote(w->media, id, &remote), OK);
}

static struct world *world_of(const struct clock_port *clock)
{
	struct world *w = calloc(1, sizeof(*w));
	struct media_config config = media_config_default();
	struct speech_config mute = speech_config_default();
	struct news_sink sink;
	struct media_listener listener;

	must(w != NULL);
	must(pthread_mutex_init(&w->desk.lock, NULL) == 0);
	sink = (struct news_sink){ &w->desk, put, last };
	listener = (struct media_listener){ &w->desk, on_probe, on_lost, on_hang_up };
	config.port_first = 24000;
	config.port_last = 24999;
	config.threads = 2;
	config.legs_most = 16;
	config.gap = MILLISECONDS(400);
	config.probe = MILLISECONDS(600);
	config.lost = MILLISECONDS(900);
	config.meter_interval = MILLISECONDS(100);
	mute.program = "/nonexistent/espeak-ng";
	must(speech_open(&mute, &w->speech) == OK);
	must(media_open(&config, &sink, &listener, clock, w->speech, &w->media) == OK);
	phone_open(&w->a, 440);
	phone_open(&w->b, 1000);
	w->stranger.fd = -1;
	w->call = 5;
	return w;
}

static struct world *world(void)
{
	return world_of(clock_real());
}

static void world_end(struct world *w)
{
	media_leg_end(w->media, 1, LEG_WE_HUNG_UP, 0);
	media_leg_end(w->media, 2, LEG_WE_HUNG_UP, 0);
	assert_int_equal(media_legs(w->media), 0);
	media_close(w->media);
	speech_close(w->speech);
	for (size_t i = 0; i < w->desk.count; i++)
		for (size_t j = i + 1; j < w->desk.count; j++)
			if (w->desk.news[j].leg == w->desk.news[i].leg)
				assert_true(w->desk.news[j].sequence > w->desk.news[i].sequence);
	phone_close(&w->a);
	phone_close(&w->b);
	if (w->stranger.fd >= 0)
		phone_close(&w->stranger);
	pthread_mutex_destroy(&w->desk.lock);
	free(w);
}

/* A call id whose legs live on the other of two threads. */
static int64_t elsewhere(int64_t call)
{
	int64_t other = call + 1;

	while (hash_number((uint64_t)other) % 2 == hash_number((uint64_t)call) % 2)
		other++;
	return other;
}

static void join(struct world *w, span limit)
{
	struct order order = {
		.kind = ORDER_JOIN, .leg = 1, .call = w->call, .join = { .other = 2, .limit = limit }
	};

	assert_int_equal(media_order(w->media, &order), OK);
}

static struct order say(struct world *w, const char *lines, int64_t token)
{
	struct order order = { .kind = ORDER_SAY,
		                   .leg = 1,
		                   .call = w->call,
		                   .say = { .token = token, .name = "test", .language = "en" } };

	(void)snprintf(order.say.lines, sizeof(order.say.lines), "%s", lines);
	return order;
}

static void press(struct phone *phone, uint8_t number)
{
	uint8_t payload[4] = { number, 0x80, 1, 0x40 };

	for (int i = 0; i < 3; i++)
		phone_send(phone, 101, payload, 4);
	phone->timestamp += FRAME;
}

/* Did the phone receive exactly these bytes, whole frames after some frames of silence? */
static bool begins_with(const struct phone *phone, const char *sound)
{
	struct wav wav;
	size_t at = 0, same = 0;

	assert_int_equal(sound_make(sound, &wav), OK);
	while (at + FRAME <= phone->count && phone->bytes[at + FRAME / 2] == ULAW_SILENCE)
		at += FRAME;
	while (same < wav.count && at + same < phone->count &&
	       phone->bytes[at + same] == ulaw_of(wav.samples[same]))
		same++;
	bool all = same == wav.count;

	wav_done(&wav);
	return all;
}

/* ---- tests ----------------------------------------------------------------------------- */
static void joined_phones_hear_each_other_and_the_meter_is_plausible(void **state)
{
	struct world *w = world();
	struct timespec begun, over;
	struct news final;
	double seconds;

	(void)state;
	leg(w, &w->a, 1, w->call, (struct media_remote){ .codec = MEDIA_PCMU, .event_payload = 101 });
	leg(w, &w->b, 2, elsewhere(w->call),
	    (struct media_remote){ .codec = MEDIA_PCMA, .event_payload = 101 });
	clock_gettime(CLOCK_MONOTONIC, &begun);
	join(w, HOURS(1));
	pump_for(w, 10);
	size_t a_from = w->a.count, b_from = w->b.count;

	pump_for(w, 50);
	assert_true(strength(&w->b, b_from, 440) > 6000);
	assert_true(strength(&w->b, b_from, 1000) < 1000);
	assert_true(strength(&w->a, a_from, 1000) > 6000);
	(void)await(w, NEWS_METER);
	assert_int_equal(media_order(w->media, &(struct order){ .kind = ORDER_PART, .call = w->call }),
	                 OK);
	do
		final = await(w, NEWS_METER);
	while (!final.final);
	clock_gettime(CLOCK_MONOTONIC, &over);
	seconds = (double)(over.tv_sec - begun.tv_sec) + (double)(over.tv_nsec - begun.tv_nsec) / 1e9;
	assert_true((double) final.witnessed.us <= seconds * 1e6);
	assert_true(final.witnessed.us > 500000);
	media_leg_end(w->media, 2, LEG_HUNG_UP, 200);
	struct news ended = await(w, NEWS_ENDED);

	assert_int_equal(ended.end, LEG_HUNG_UP);
	assert_int_equal(ended.leg, 2);
	assert_int_equal(ended.witnessed.us, final.witnessed.us);
	world_end(w);
}

static mono now(void)
{
	return clock_real()->tick(clock_real()->ctx);
}

static void two_joined(struct world *w)
{
	leg(w, &w->a, 1, w->call, (struct media_remote){ .event_payload = 101 });
	leg(w, &w->b, 2, w->call, (struct media_remote){ .event_payload = 101 });
	join(w, HOURS(1));
}

static span witnessed_at_the_end(struct world *w)
{
	media_leg_end(w->media, 1, LEG_HUNG_UP, 200);
	return await(w, NEWS_ENDED).witnessed;
}

static void the_start_signal_is_not_paid_however_late_it_sounds(void **state)
{
	struct world *w = world();
	struct order signal = say(w, "~silence 600", 47);
	mono begun = now();
	span witnessed;

	(void)state;
	two_joined(w);
	assert_int_equal(media_order(w->media, &signal), OK);
	assert_int_equal(await(w, NEWS_SAID).token, 47);
	pump_for(w, 20);
	witnessed = witnessed_at_the_end(w);
	assert_true(witnessed.us > 0);
	assert_true(span_less(span_add(witnessed, MILLISECONDS(580)), mono_since(now(), begun)));
	world_end(w);
}

/* The media thread looks at the clock once a round: holding the clock holds the thread. */
static pthread_mutex_t gate = PTHREAD_MUTEX_INITIALIZER;

static mono gated_tick(void *ctx)
{
	pthread_mutex_lock(&gate);
	pthread_mutex_unlock(&gate);
	return clock_real()->tick(ctx);
}

static void a_busy_machine_adds_nothing_to_the_talk(void **state)
{
	struct clock_port gated = { clock_real()->ctx, clock_real()->utc, gated_tick };
	struct world *w = world_of(&gated);
	mono begun, silent;
	span witnessed;

	(void)state;
	two_joined(w);
	begun = now();
	pump_for(w, 30);
	pthread_mutex_lock(&gate);
	pump_for(w, 5);
	w->a.hertz = w->b.hertz = 0;
	silent = now();
	pump_for(w, 8); /* with the frames before it still less than the gap */
	pthread_mutex_unlock(&gate);
	witnessed = witnessed_at_the_end(w);
	assert_true(witnessed.us > 0);
	assert_false(span_less(mono_since(silent, begun), witnessed));
	world_end(w);
}

static void the_limit_is_told_and_the_sound_goes_on(void **state)
{
	struct world *w = world();

	(void)state;
	leg(w, &w->a, 1, w->call, (struct media_remote){ .event_payload = 101 });
	leg(w, &w->b, 2, w->call, (struct media_remote){ .event_payload = 101 });
	join(w, MILLISECONDS(300));
	assert_int_equal(await(w, NEWS_LIMIT).witnessed.us, 300000);
	size_t from = w->b.count;

	pump_for(w, 20);
	assert_true(strength(&w->b, from, 440) > 5000);
	assert_int_equal(media_order(w->media, &(struct order){ .kind = ORDER_LIMIT,
	                                                        .call = w->call,
	                                                        .limit = { MILLISECONDS(500) } }),
	                 OK);
	assert_int_equal(await(w, NEWS_LIMIT).witnessed.us, 500000);
	world_end(w);
}

static void silence_stops_the_meter_probes_and_loses_the_leg(void **state)
{
	struct world *w = world();

	(void)state;
	two_joined(w);
	pump_for(w, 15);
	w->b.hertz = 0;
	assert_int_equal(await(w, NEWS_QUIET).leg, 2);
	await_leg(w, &w->desk.probed, 2);
	w->b.hertz = 1000;
	assert_int_equal(await(w, NEWS_SOUND).leg, 2);
	w->b.hertz = 0;
	await_leg(w, &w->desk.lost, 2);
	world_end(w);
}

static void hold_pauses_the_meter_though_packets_come(void **state)
{
	struct world *w = world();
	struct media_remote remote = { .event_payload = 101, .they_hear = false, .they_send = true };

	(void)state;
	two_joined(w);
	pump_for(w, 15);
	remote.address = w->b.own;
	assert_int_equal(media_leg_remote(w->media, 2, &remote), OK);
	assert_int_equal(await(w, NEWS_QUIET).leg, 2);
	unsigned before = w->b.packets;

	pump_for(w, 10);
	assert_in_range(w->b.packets, before, before + 1);
	remote.they_hear = true;
	assert_int_equal(media_leg_remote(w->media, 2, &remote), OK);
	assert_int_equal(await(w, NEWS_SOUND).leg, 2);
	world_end(w);
}

static void a_peer_that_begins_a_new_stream_goes_on_being_heard(void **state)
{
	struct world *w = world();

	(void)state;
	two_joined(w);
	pump_for(w, 10);
	w->a.ssrc = 99;
	w->a.sequence = 40000;
	w->a.timestamp = 3000000000;
	pump_for(w, 3);
	size_t from = w->b.count;

	pump_for(w, 20);
	assert_true(strength(&w->b, from, 440) > 5000);
	world_end(w);
}

static void a_stranger_is_counted_and_never_heard(void **state)
{
	struct world *w = world();
	int64_t before = meter_value(METER_MEDIA_PACKETS, STRANGER_LABEL);

	(void)state;
	leg(w, &w->a, 1, w->call, (struct media_remote){ .event_payload = 101 });
	leg(w, &w->b, 2, w->call, (struct media_remote){ .event_payload = 101 });
	phone_open(&w->stranger, 2000);
	w->stranger.theirs = w->a.theirs;
	join(w, HOURS(1));
	pump_for(w, 60);
	assert_true(strength(&w->b, 0, 2000) < 500);
	assert_true(strength(&w->b, 0, 440) > 4000);
	world_end(w);
	assert_true(meter_value(METER_MEDIA_PACKETS, STRANGER_LABEL) - before >= 40);
}

static void a_symmetric_trunk_is_learnt_once(void **state)
{
	struct world *w = world();
	struct media_remote remote = { .event_payload = 101, .symmetric = true };
	struct sockaddr_in real;

	(void)state;
	w->a.hertz = 0;
	w->b.hertz = 0;
	real = w->a.own;
	w->a.own.sin_port = htons(9); /* what the SDP says is not where it sends from */
	leg(w, &w->a, 1, w->call, remote);
	w->a.own = real;
	w->a.hertz = 440;
	leg(w, &w->b, 2, w->call, (struct media_remote){ .event_payload = 101 });
	w->b.hertz = 1000;
	join(w, HOURS(1));
	pump_for(w, 20);
	phone_open(&w->stranger, 2000);
	w->stranger.theirs = w->a.theirs;
	pump_for(w, 20);
	assert_true(strength(&w->a, w->a.count / 2, 1000) > 4000);
	assert_true(strength(&w->b, 0, 2000) < 500);
	world_end(w);
}

static void a_prompt_is_said_verbatim_and_a_key_is_heard_after_it(void **state)
{
	struct world *w = world();
	struct order order = say(w, "~beep\n~silence 100", 41);
	struct news news;

	(void)state;
	leg(w, &w->a, 1, w->call, (struct media_remote){ .event_payload = 101 });
	order.say.listen = SECONDS(5);
	assert_int_equal(media_order(w->media, &order), OK);
	pump_for(w, 3);
	press(&w->a, 1); /* before the end: thrown away */
	assert_int_equal(await(w, NEWS_SAID).token, 41);
	press(&w->a, 2);
	news = await(w, NEWS_KEY);
	assert_int_equal(news.key, '2');
	assert_int_equal(news.token, 41);
	assert_true(begins_with(&w->a, "~beep"));
	world_end(w);
}

static void nobody_presses_and_that_is_told(void **state)
{
	struct world *w = world();
	struct order order = say(w, "~silence 40", 42);

	(void)state;
	leg(w, &w->a, 1, w->call, (struct media_remote){ .event_payload = 101 });
	order.say.listen = MILLISECONDS(100);
	assert_int_equal(media_order(w->media, &order), OK);
	assert_int_equal(await(w, NEWS_NO_KEY).token, 42);
	world_end(w);
}

static void info_keys_and_tones_count_like_events(void **state)
{
	struct world *w = world();
	struct order order = say(w, "~hold", 43);
	struct news news;

	(void)state;
	leg(w, &w->a, 1, w->call, (struct media_remote){ .event_payload = -1 });
	order.say.barge = order.say.repeat = true;
	assert_int_equal(media_order(w->media, &order), OK);
	pump_for(w, 5);
	media_leg_key(w->media, 1, '#');
	news = await(w, NEWS_KEY);
	assert_int_equal(news.key, '#');
	order.say.token = 44;
	assert_int_equal(media_order(w->media, &order), OK);
	w->a.hertz = 0;
	for (int frame = 0; frame < 6; frame++) { /* key 5: 770 and 1336 Hz */
		uint8_t bytes[FRAME];

		for (unsigned i = 0; i < FRAME; i++) {
			double t = 2 * M_PI * (double)(w->a.timestamp + i) / 8000;

			bytes[i] = ulaw_of((int16_t)(4000 * sin(770 * t) + 4000 * sin(1336 * t)));
		}
		phone_send(&w->a, 0, bytes, FRAME);
		pump(w);
	}
	news = await(w, NEWS_KEY);
	assert_int_equal(news.key, '5');
	assert_int_equal(news.token, 44);
	world_end(w);
}

static void a_key_pressed_elsewhere_counts_only_while_the_two_are_joined(void **state)
{
	struct world *w = world();
	const struct order star = {
		.kind = ORDER_KEY, .leg = 1, .call = w->call, .key = { .key = '*' }
	};
	struct order menu = say(w, "~hold", 46);
	struct news news;

	(void)state;
	two_joined(w);
	pump_for(w, 30);
	assert_int_equal(media_order(w->media, &star), OK);
	news = await(w, NEWS_KEY);
	assert_int_equal(news.leg, 1);
	assert_int_equal(news.key, '*');
	assert_int_equal(news.token, 0);
	assert_true(news.witnessed.us > 0);
	assert_int_equal(media_order(w->media, &(struct order){ .kind = ORDER_PART, .call = w->call }),
	                 OK);
	/* Late: the phone is in a menu already, where the same key means something else. */
	menu.say.barge = menu.say.repeat = true;
	assert_int_equal(media_order(w->media, &menu), OK);
	assert_int_equal(media_order(w->media, &star), OK);
	pump_for(w, 5);
	media_leg_key(w->media, 1, '#');
	assert_int_equal(await(w, NEWS_KEY).key, '#');
	world_end(w);
}

static void a_hang_up_waits_for_the_prompt(void **state)
{
	struct world *w = world();
	struct order order = say(w, "~silence 200", 45);

	(void)state;
	leg(w, &w->a, 1, w->call, (struct media_remote){ .event_payload = 101 });
	assert_int_equal(media_order(w->media, &order), OK);
	assert_int_equal(media_order(w->media, &(struct order){ .kind = ORDER_HANG_UP,
	                                                        .leg = 1,
	                                                        .call = w->call,
	                                                        .hang_up = { .after_say = true } }),
	                 OK);
	assert_int_equal(await(w, NEWS_SAID).token, 45);
	await_leg(w, &w->desk.hung_up, 1);
	world_end(w);
}

static void a_full_lane_gets_its_news_later_and_in_order(void **state)
{
	struct world *w = world();
	struct order order = say(w, "~silence 40", 46);

	(void)state;
	leg(w, &w->a, 1, w->call, (struct media_remote){ .event_payload = 101 });
	pthread_mutex_lock(&w->desk.lock);
	w->desk.is_full = true;
	pthread_mutex_unlock(&w->desk.lock);
	order.say.listen = MILLISECONDS(60);
	assert_int_equal(media_order(w->media, &order), OK);
	pump_for(w, 20);
	assert_int_equal(w->desk.count, 0);
	pthread_mutex_lock(&w->desk.lock);
	w->desk.is_full = false;
	pthread_mutex_unlock(&w->desk.lock);
	assert_int_equal(await(w, NEWS_SAID).token, 46);
	assert_int_equal(await(w, NEWS_NO_KEY).token, 46);
	world_end(w);
}

static void legs_beyond_the_limit_are_refused(void **state)
{
	struct world *w = world();
	uint16_t port;

	(void)state;
	for (int64_t id = 100; id < 116; id++)
		assert_int_equal(media_leg_open(w->media, &(struct media_leg){ .leg = id }, &port), OK);
	assert_int_equal(media_leg_open(w->media, &(struct media_leg){ .leg = 99 }, &port), ERR_FULL);
	for (int64_t id = 100; id < 116; id++)
		media_leg_end(w->media, id, LEG_NO_ANSWER, 480);
	for (int i = 0; i < 16; i++)
		assert_int_equal(await(w, NEWS_ENDED).end, LEG_NO_ANSWER);
	assert_int_equal(media_order(w->media, &(struct order){ .kind = ORDER_PART, .call = 1 }),
	                 ERR_NONE);
	world_end(w);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(joined_phones_hear_each_other_and_the_meter_is_plausible),
		cmocka_unit_test(the_start_signal_is_not_paid_however_late_it_sounds),
		cmocka_unit_test(a_busy_machine_adds_nothing_to_the_talk),
		cmocka_unit_test(the_limit_is_told_and_the_sound_goes_on),
		cmocka_unit_test(silence_stops_the_meter_probes_and_loses_the_leg),
		cmocka_unit_test(hold_pauses_the_meter_though_packets_come),
		cmocka_unit_test(a_peer_that_begins_a_new_stream_goes_on_being_heard),
		cmocka_unit_test(a_stranger_is_counted_and_never_heard),
		cmocka_unit_test(a_symmetric_trunk_is_learnt_once),
		cmocka_unit_test(a_prompt_is_said_verbatim_and_a_key_is_heard_after_it),
		cmocka_unit_test(nobody_presses_and_that_is_told),
		cmocka_unit_test(info_keys_and_tones_count_like_events),
		cmocka_unit_test(a_key_pressed_elsewhere_counts_only_while_the_two_are_joined),
		cmocka_unit_test(a_hang_up_waits_for_the_prompt),
		cmocka_unit_test(a_full_lane_gets_its_news_later_and_in_order),
		cmocka_unit_test(legs_beyond_the_limit_are_refused),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
