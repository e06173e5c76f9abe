// SPDX-License-Identifier: Apache-2.0
/*
 * ./dev sim: many days from many seeds, on the real engine and domain, with every rule checked as
 * it goes. A failing seed is printed with what broke and repeats exactly: ./dev sim --seed N.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/log.h"

#include "checks.h"
#include "people.h"

#define JOBS_MOST 64

struct options {
	int64_t first, count;
	int64_t jobs;
	bool verbose, twice;
	struct day day;
};

struct result {
	bool failed;
	char why[300];
	uint64_t trace;
	struct tally tally;
};

static const char *folder(void)
{
	static const char *const SHM = "/dev/shm";

	return access(SHM, W_OK) == 0 ? SHM : "/tmp";
}

static void forget_file(const char *path)
{
	char side[320];

	(void)unlink(path);
	(void)snprintf(side, sizeof(side), "%s-wal", path);
	(void)unlink(side);
	(void)snprintf(side, sizeof(side), "%s-shm", path);
	(void)unlink(side);
}

static void run_day(const struct options *options, uint64_t seed, struct result *out)
{
	struct world world;
	char path[200], url[220];

	(void)snprintf(path, sizeof(path), "%s/ringback-sim-%d.db", folder(), (int)getpid());
	(void)snprintf(url, sizeof(url), "sqlite:%s", path);
	forget_file(path);
	world_open(&world, seed, url);
	people_begin(&world, &options->day);
	world_run(&world, HOURS(24));
	if (!world.failed) {
		people_go_home(&world);
		world_run(&world, HOURS(34)); /* the longest wait and talk have run out by then */
	}
	if (!world.failed)
		checks_at_end(&world);
	oracle_tally(&world, &out->tally);
	out->failed = world.failed;
	(void)snprintf(out->why, sizeof(out->why), "%s", world.why);
	out->trace = world.trace;
	world_close(&world);
	forget_file(path);
}

static bool same_again(const struct options *options, uint64_t seed, const struct result *first)
{
	struct result again = { 0 };

	run_day(options, seed, &again);
	return again.trace == first->trace;
}

static bool parse(int argc, char **argv, struct options *o)
{
	for (int i = 1; i < argc; i++) {
		const char *value = i + 1 < argc ? argv[i + 1] : "0";

		if (strcmp(argv[i], "--seeds") == 0)
			o->count = strtoll(value, NULL, 10), i++;
		else if (strcmp(argv[i], "--seed") == 0)
			o->first = strtoll(value, NULL, 10), o->count = 1, o->verbose = true, i++;
		else if (strcmp(argv[i], "--from") == 0)
			o->first = strtoll(value, NULL, 10), i++;
		else if (strcmp(argv[i], "--jobs") == 0)
			o->jobs = strtoll(value, NULL, 10), i++;
		else if (strcmp(argv[i], "--callbacks") == 0)
			o->day.callbacks = (int)strtoll(value, NULL, 10), i++;
		else if (strcmp(argv[i], "--long") == 0)
			o->count = 2000;
		else
			return false;
	}
	return o->count > 0 && o->day.callbacks > 0 && o->jobs > 0 && o->jobs <= JOBS_MOST;
}

static void show(uint64_t seed, const struct result *r)
{
	const struct tally *t = &r->tally;

	(void)printf("seed %llu: %lld callbacks: %lld completed, %lld expired, %lld cancelled, %lld "
	             "unreachable, "
	             "%lld no_funds, %lld withdrawn; %lld rings, %lld talks, %lld charged, %lld "
	             "restarts, trace %016llx\n",
	             (unsigned long long)seed, (long long)t->callbacks, (long long)t->completed,
	             (long long)t->expired, (long long)t->cancelled, (long long)t->unreachable,
	             (long long)t->no_funds, (long long)t->withdrawn, (long long)t->rings,
	             (long long)t->talks, (long long)t->charge_minor, (long long)t->restarts,
	             (unsigned long long)r->trace);
}

static void add(struct tally *sum, const struct tally *t)
{
	sum->callbacks += t->callbacks;
	sum->completed += t->completed;
	sum->talks += t->talks;
	sum->charge_minor += t->charge_minor;
	sum->rings += t->rings;
	sum->restarts += t->restarts;
	sum->let_pass += t->let_pass;
}

/* What one of the processes found, told to the first through a pipe. */
struct share {
	int64_t passed, failed;
	struct tally sum;
};

static void run_share(const struct options *o, int64_t job, struct share *share)
{
	for (int64_t i = job; i < o->count; i += o->jobs) {
		uint64_t seed = (uint64_t)(o->first + i);
		struct result r = { 0 };

		run_day(o, seed, &r);
		add(&share->sum, &r.tally);
		if (o->verbose)
			show(seed, &r);
		if (i == 0 && !same_again(o, seed, &r)) {
			r.failed = true;
			(void)snprintf(r.why, sizeof(r.why), "the same seed did not repeat exactly");
		}
		if (r.failed)
			(void)printf("seed %llu FAILED: %s  (repeat: ./dev sim --seed %llu)\n",
			             (unsigned long long)seed, r.why, (unsigned long long)seed);
		*(r.failed ? &share->failed : &share->passed) += 1;
		if ((i + 1) % 25 == 0)
			(void)fprintf(stderr, "sim: %lld of %lld days\n", (long long)i + 1,
			              (long long)o->count);
	}
}

static bool run_forked(const struct options *o, int64_t job, int to)
{
	pid_t child = fork();

	if (child != 0)
		return child > 0;

	struct share share = { 0 };

	run_share(o, job, &share);
	(void)fflush(stdout);
	_exit(write(to, &share, sizeof(share)) == (ssize_t)sizeof(share) ? 0 : 1);
}

/* Every process that died without a word counts as one failed day. */
static struct share gather(const struct options *o)
{
	struct share all = { 0 }, one;
	int64_t heard = 0;
	int ends[2];

	must(pipe(ends) == 0);
	for (int64_t job = 0; job < o->jobs; job++)
		must(run_forked(o, job, ends[1]));
	(void)close(ends[1]);
	while (read(ends[0], &one, sizeof(one)) == (ssize_t)sizeof(one)) {
		heard++;
		all.passed += one.passed;
		all.failed += one.failed;
		add(&all.sum, &one.sum);
	}
	(void)close(ends[0]);
	while (wait(NULL) > 0)
		;
	all.failed += o->jobs - heard;
	return all;
}

int main(int argc, char **argv)
{
	struct options o = { .first = 1,
		                 .count = 200,
		                 .jobs = sysconf(_SC_NPROCESSORS_ONLN),
		                 .day = {
							 .advisors = 6, .customers = 24, .callbacks = 170, .restarts = 3 } };

	if (!parse(argc, argv, &o)) {
		(void)fprintf(stderr, "usage: sim [--seeds N] [--from N] [--seed N] [--callbacks N] "
		                      "[--jobs N] [--long]\n");
		return 2;
	}
	log_init(LOG_ERROR, LOG_TEXT, 2);
	if (o.jobs > o.count)
		o.jobs = o.count;

	struct share all = gather(&o);
	const struct tally *sum = &all.sum;

	(void)printf("%lld days: %lld callbacks, %lld completed, %lld rings, %lld talks, "
	             "%lld cents charged, %lld restarts, %lld let pass\n",
	             (long long)o.count, (long long)sum->callbacks, (long long)sum->completed,
	             (long long)sum->rings, (long long)sum->talks, (long long)sum->charge_minor,
	             (long long)sum->restarts, (long long)sum->let_pass);
	(void)printf("%lld passed, %lld failed\n", (long long)all.passed, (long long)all.failed);
	return all.failed ? 1 : 0;
}
