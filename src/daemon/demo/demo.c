// SPDX-License-Identifier: Apache-2.0
/* The evening itself: set up, arrange, watch until all was seen, look at the money, and stay for
 * play. */
#include "daemon/demo/demo.h"
#include "port/clock.h"

#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

enum { LONGEST_S = 180, LOOK_MS = 100, LAPSE_S = 20, WAIT_S = 600 };

static volatile sig_atomic_t stop_asked;

static void on_signal(int number)
{
	(void)number;
	stop_asked = 1;
}

static void catch_signals(void)
{
	struct sigaction act = { .sa_handler = on_signal };

	(void)sigaction(SIGINT, &act, NULL);
	(void)sigaction(SIGTERM, &act, NULL);
	(void)sigaction(SIGHUP, &act, NULL);
	(void)signal(SIGPIPE, SIG_IGN);
}

static int64_t elapsed_ms(const struct demo *demo)
{
	const struct clock_port *clock = clock_real();

	return span_ms(mono_since(clock->tick(clock->ctx), demo->begun));
}

/* Looks again and again for `ms`; what happens meanwhile is told at once. */
static void watch_for(struct demo *demo, int64_t ms)
{
	int64_t until = elapsed_ms(demo) + ms;

	do {
		struct timespec nap = { .tv_nsec = LOOK_MS * 1000000 };

		demo_watch(demo);
		(void)nanosleep(&nap, NULL);
	} while (!stop_asked && elapsed_ms(demo) < until && demo_house_stands(demo));
}

static enum err arrange_all(struct demo *demo)
{
	TRY(demo_arrange(demo, SAM, WAIT_S));
	TRY(demo_arrange(demo, KIM, WAIT_S));
	TRY(demo_arrange(demo, NOOR, WAIT_S));
	TRY(demo_arrange(demo, LEE, LAPSE_S));
	demo_seen(demo, STEP_ARRANGED);
	demo_tell_line(demo);
	watch_for(demo, 300);
	return OK;
}

static bool over(const struct demo *demo)
{
	static const enum demo_who TALKERS[] = { SAM, KIM, NOOR };

	for (size_t i = 0; i < COUNT(TALKERS); i++)
		if (!demo->people[TALKERS[i]].receipt_told)
			return false;
	return !strcmp(demo->people[LEE].state, "expired");
}

static enum err play_evening(struct demo *demo)
{
	TRY(demo_people_create(demo));
	TRY(arrange_all(demo));
	TRY(demo_available(demo, DANA));
	while (!over(demo) && !stop_asked && elapsed_ms(demo) < demo->most_ms &&
	       demo_house_stands(demo))
		watch_for(demo, LOOK_MS);
	watch_for(demo, 1000);
	if (!stop_asked && demo_house_stands(demo))
		demo_audit(demo);
	return OK;
}

static void heading(const struct demo *demo)
{
	printf("%sRingback demo.%s Everything is on loopback; nothing can dial out.\n\n",
	       cli_paint(demo->cli, PAINT_BOLD), cli_paint(demo->cli, PAINT_PLAIN));
}

static int open_house(struct demo *demo)
{
	enum err err = demo_house_open(demo);

	if (err != OK) {
		demo_wrong(demo, "the demo could not be set up: %s", err_words(err));
		return EXIT_FAILED;
	}
	demo_tell(demo, MARK_GOOD, "daemon, store and simulated phones are up: http://127.0.0.1:%d",
	          demo->house.api_port);
	return EXIT_DONE;
}

static int run(struct demo *demo)
{
	enum err err = play_evening(demo);

	if (err != OK && !demo->fault[0])
		demo_wrong(demo, "the evening broke off: %s", err_words(err));
	demo_tell_steps(demo);
	if (!demo_all_seen(demo))
		return EXIT_FAILED;
	printf("\n%sAll of it really happened.%s %lld s.\n", cli_paint(demo->cli, PAINT_GREEN),
	       cli_paint(demo->cli, PAINT_PLAIN), (long long)(elapsed_ms(demo) / 1000));
	return EXIT_DONE;
}

static int config_only(const struct cli *cli, const char *folder)
{
	struct demo_house house = { .any_port = true };

	if (mkdir(folder, 0700) && access(folder, W_OK))
		return cli_fail(EXIT_FAILED, "%s: cannot be made", folder);
	if (strlen(folder) >= sizeof(house.folder))
		return cli_fail(EXIT_USAGE, "the folder's name is too long");
	if (demo_house_write(&house, folder) != OK)
		return cli_fail(EXIT_FAILED, "%s: cannot be written", folder);
	if (cli->json)
		printf(
			"{\"config\":\"%s\",\"script\":\"%s/phones.json\",\"journal\":\"%s\",\"api_port\":%d,"
			"\"admin_port\":%d,\"sip_port\":%d,\"phones_port\":%d}\n",
			house.config, house.folder, house.journal, house.api_port, house.admin_port,
			house.sip_port, house.phones_port);
	else
		printf("%s\n", house.config);
	return EXIT_DONE;
}

static int stay(struct demo *demo)
{
	enum err err = demo_play_begin(demo);

	if (err != OK) {
		demo_wrong(demo, "the demo could not be made ready for play: %s", err_words(err));
		return EXIT_FAILED;
	}
	demo_tell_play(demo);
	while (!stop_asked && demo_house_stands(demo)) {
		watch_for(demo, 1000);
		demo_play_look(demo);
	}
	return stop_asked ? EXIT_DONE : EXIT_FAILED;
}

int cli_demo(struct cli *cli)
{
	static struct demo demo;
	const struct clock_port *clock = clock_real();
	int64_t seconds, speed;
	int code;

	if (cli_flag(cli, "config-only"))
		return config_only(cli, cli_flag(cli, "config-only"));
	if (!cli_flag_number(cli, "for", 10, 86400, LONGEST_S, &seconds))
		return EXIT_USAGE;
	if (!cli_flag_number(cli, "speed", 1, DEMO_SPEED_MOST, 1, &speed))
		return EXIT_USAGE;
	cli->json = false;
	demo.cli = cli;
	demo.headless = cli_flag(cli, "headless") != NULL;
	demo.keep = cli_flag(cli, "keep") != NULL;
	demo.no_evening = cli_flag(cli, "no-evening") != NULL;
	if (demo.no_evening && demo.headless)
		return cli_fail(EXIT_USAGE, "--no-evening is for play, --headless tells the evening");
	demo.house.slow_speech = demo.no_evening;
	demo.house.speed = (int)speed;
	demo.most_ms = seconds * 1000;
	demo.begun = clock->tick(clock->ctx);
	catch_signals();
	demo_people_init(&demo);
	heading(&demo);
	code = open_house(&demo);
	if (code == EXIT_DONE && !demo.no_evening)
		code = run(&demo);
	if (code == EXIT_DONE && !demo.headless && !stop_asked)
		code = stay(&demo);
	if (stop_asked && !demo.no_evening && !demo_all_seen(&demo))
		code = EXIT_FAILED;
	demo_house_close(&demo);
	return code;
}
