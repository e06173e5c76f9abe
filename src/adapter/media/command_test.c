// SPDX-License-Identifier: Apache-2.0
/*
 * Legs that are joined, moved between threads, spoken to and ended in any order: each gets its one
 * last word, after which nothing is heard of it, and no order gets lost on the way. Orders come
 * from any lane; news go to the one that rang the leg, where a place is kept for the last word.
 */
#include "adapter/media/media.h"
#include "base/log.h"
#include "base/random.h"

#include <pthread.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <time.h>

#include <cmocka.h>

#define LEGS 40
#define STEPS 6000
#define LANES 4
#define WAIT_MOST_MS 20000

struct desk {
	pthread_mutex_t lock;
	unsigned ended[LEGS * STEPS];
	uint32_t sequence[LEGS * STEPS];
	unsigned all_ended;
	unsigned wrong; /* news after the last word, out of order, or to a strange lane */
};

static void take(struct desk *desk, const struct news *news)
{
	pthread_mutex_lock(&desk->lock);
	desk->wrong += desk->ended[news->leg] > 0 || news->sequence <= desk->sequence[news->leg];
	desk->wrong += news->lane != news->leg % LANES;
	desk->sequence[news->leg] = news->sequence;
	if (news->kind == NEWS_ENDED) {
		desk->ended[news->leg]++;
		desk->all_ended++;
	}
	pthread_mutex_unlock(&desk->lock);
}

static bool put(void *ctx, const struct news *news)
{
	take(ctx, news);
	return true;
}

static void last(void *ctx, const struct news *news)
{
	take(ctx, news);
}

static void nothing(void *ctx, int64_t leg)
{
	(void)ctx;
	must(leg > 0);
}

struct play {
	struct media *media;
	struct random random;
	int64_t legs[LEGS]; /* 0: none */
	int64_t next_leg, ended;
};

static int64_t *any(struct play *play)
{
	return &play->legs[random_between(&play->random, 0, LEGS - 1)];
}

static void order(struct play *play, struct order what)
{
	what.lane = (uint16_t)random_between(&play->random, 0, LANES - 1);
	enum err err = media_order(play->media, &what);

	assert_true(err == OK || err == ERR_NONE || err == ERR_FULL);
}

static void open_or_end(struct play *play, int64_t *leg)
{
	uint16_t port;
	enum err err;

	if (*leg) {
		media_leg_end(play->media, *leg, LEG_HUNG_UP, 200);
		media_leg_end(play->media, *leg, LEG_HUNG_UP, 200); /* a second time is nothing */
		play->ended++;
		*leg = 0;
		return;
	}
	err = media_leg_open(play->media,
	                     &(struct media_leg){ .leg = play->next_leg,
	                                          .call = play->next_leg % 7 + 1,
	                                          .lane = (uint16_t)(play->next_leg % LANES) },
	                     &port);
	assert_true(err == OK || err == ERR_FULL);
	if (err == OK)
		*leg = play->next_leg++;
	else /* the thread is behind with its orders: on a busy machine all steps would pass it by */
		(void)nanosleep(&(struct timespec){ .tv_nsec = 1000000 }, NULL);
}

static void step(struct play *play)
{
	int64_t *leg = any(play), other = *any(play);
	int64_t call = random_between(&play->random, 1, 12);

	switch (random_between(&play->random, 0, 5)) {
	case 0: open_or_end(play, leg); break;
	case 1:
		order(play, (struct order){ .kind = ORDER_SAY,
		                            .leg = *leg,
		                            .call = call,
		                            .say = { .token = 1, .lines = "hello", .barge = true } });
		break;
	case 2: order(play, (struct order){ .kind = ORDER_PART, .call = call }); break;
	case 3:
		order(play, (struct order){ .kind = ORDER_LIMIT, .call = call, .limit = { SECONDS(9) } });
		break;
	case 4: media_leg_key(play->media, *leg, '#'); break;
	default:
		order(play, (struct order){ .kind = ORDER_JOIN,
		                            .leg = *leg,
		                            .call = call,
		                            .join = { .other = other, .limit = SECONDS(5) } });
	}
}

static struct media *open_media(struct desk *desk)
{
	const struct news_sink sink = { desk, put, last };
	const struct media_listener listener = { desk, nothing, nothing, nothing };
	struct media_config config = media_config_default();
	struct media *media;

	config.threads = 3;
	config.legs_most = LEGS;
	config.mailbox_most = 64;
	config.port_first = 25000;
	config.port_last = 25999;
	assert_int_equal(media_open(&config, &sink, &listener, clock_real(), NULL, &media), OK);
	return media;
}

static void every_leg_has_one_last_word_whatever_happens_before_it(void **state)
{
	struct desk *desk = calloc(1, sizeof(*desk));
	struct play play = { .next_leg = 1 };
	unsigned ended = 0;

	(void)state;
	must(desk != NULL && pthread_mutex_init(&desk->lock, NULL) == 0);
	play.media = open_media(desk);
	random_seed(&play.random, 20260302);
	for (int i = 0; i < STEPS; i++)
		step(&play);
	for (int i = 0; i < LEGS; i++)
		if (play.legs[i])
			open_or_end(&play, &play.legs[i]);
	assert_int_equal(media_legs(play.media), 0);
	for (int ms = 0; ended < play.ended; ms++) {
		assert_true(ms < WAIT_MOST_MS);
		(void)nanosleep(&(struct timespec){ .tv_nsec = 1000000 }, NULL);
		pthread_mutex_lock(&desk->lock);
		ended = desk->all_ended;
		pthread_mutex_unlock(&desk->lock);
	}
	media_close(play.media);
	assert_true(play.ended > 100);
	assert_int_equal(desk->all_ended, play.ended);
	assert_int_equal(desk->wrong, 0);
	for (int64_t leg = 1; leg < play.next_leg; leg++)
		assert_int_equal(desk->ended[leg], 1);
	pthread_mutex_destroy(&desk->lock);
	free(desk);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_leg_has_one_last_word_whatever_happens_before_it),
	};

	log_init(LOG_ERROR, LOG_TEXT, 2); /* full mailboxes are meant here */
	return cmocka_run_group_tests(tests, NULL, NULL);
}
