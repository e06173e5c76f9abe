// SPDX-License-Identifier: Apache-2.0
#pragma once
/*
 * `ringback demo`: a whole evening on loopback, told as it happens and checked while it is told.
 *
 * It makes a folder, starts `ringback serve` and `ringback phones` as child processes, sets up
 * people by the API, and then only watches: every line it prints was read from the API, the event
 * list or the phones' journal. Each expected step is a row of steps.def; a step nobody saw makes
 * the demo fail. Main thread of its own process.
 */
#include "daemon/cli/client.h"

#include <sys/types.h>

#define DEMO_EVENING 5 /* who takes part in the evening: Dana to Lee */
#define DEMO_PEOPLE 10
#define DEMO_SPEED_MOST 100
#define DEMO_CREDIT 5000 /* $50.00 each */

#define STEP(name, words) STEP_##name,
enum demo_step {
#include "daemon/demo/steps.def"
	DEMO_STEPS
};
#undef STEP

/* Ravi answers his own line, Mia and Otto call him: a house that is busy while one plays. */
enum demo_who { DANA, SAM, KIM, NOOR, LEE, RAVI, MEI, LUIS, MIA, OTTO };

struct demo_person {
	const char *name, *login, *number;
	int hz;           /* the tone this handset speaks */
	char account[32]; /* acc_… */
	char id[32];      /* cus_… or adv_… */
	char callback[32];
	char state[16];   /* of the callback, as last told */
	char call[32];    /* the one that was talked */
	int rings;        /* seen in the phones' journal */
	int cancelled;    /* rang and nobody answered */
	int64_t heard_ms; /* of the advisor, measured by this handset */
	int64_t spoke_ms; /* of this one, measured by the advisor's handset */
	int64_t charge;
	bool receipt_told;
	int calls; /* robots: arranged so far */
};

/* A robot customer waits for an advisor, talks, rests, and lets the next robot go. */
struct demo_robots {
	enum demo_who first, last, now;
	mono since;          /* when the one whose turn it is was last seen busy */
	const char *listing; /* whose line they join */
};

struct demo_house {
	char folder[100];
	char config[140];
	char link[64];     /* so that plain `ringback status` finds us; "" none */
	char journal[140]; /* of the phones */
	char control[140]; /* the phones' socket */
	bool any_port;     /* none of the well-known ones: tests run side by side */
	bool slow_speech;  /* at the pace of people from the start: no evening is told */
	int speed;         /* of the robots, and of the pauses in the rules */
	char token[200];   /* Olive's session */
	int api_port, admin_port, sip_port, phones_port, media_port;
	pid_t daemon, phones;
};

struct demo {
	const struct cli *cli;
	struct demo_house house;
	struct client api;
	struct demo_person people[DEMO_PEOPLE];
	char listing[32], ravis_listing[32];
	bool headless, keep;
	bool no_evening;
	bool playing; /* the evening is over: whatever comes now is the visitor's doing */
	int64_t most_ms;
	mono begun;
	int64_t last_event;
	struct demo_robots robots[3];
	long journal_at; /* bytes of the journal that were read */
	enum demo_who ring_order[16];
	size_t ring_count;
	bool seen[DEMO_STEPS];
	char fault[300]; /* the first thing that was not as it must be */
};

/* ---- the house: folder, ports, children ------------------------------------------------ */
/* Writes configuration and script into `folder`, with ports that are free now. */
NODISCARD enum err demo_house_write(struct demo_house *house, const char *folder);
NODISCARD enum err demo_house_open(struct demo *demo);
void demo_house_close(struct demo *demo);
/* From now on the daemon gives people time to find the button, and its pauses are of this speed. */
NODISCARD enum err demo_house_relax(struct demo_house *house, int speed);
bool demo_house_stands(struct demo *demo); /* both children live */

/* ---- people ------------------------------------------------------------------------------------
 */
void demo_people_init(struct demo *demo);
NODISCARD enum err demo_people_create(struct demo *demo);
NODISCARD enum err demo_robots_create(struct demo *demo); /* Ravi and all after him */
NODISCARD enum err demo_arrange(struct demo *demo, enum demo_who who, int wait_seconds);
NODISCARD enum err demo_available(struct demo *demo, enum demo_who who);
NODISCARD enum err demo_credit(struct demo *demo, enum demo_who who);
/* A POST or PATCH that must give `status`; the reply's body (new reference) or NULL after
 * demo_wrong. */
json_t *demo_ask(struct demo *demo, const char *method, const char *path, json_t *body,
                 long status);

/* ---- play: a visitor answers Sam's and Dana's phones, robots keep the line moving ------ */
NODISCARD enum err demo_play_begin(struct demo *demo);
void demo_play_look(struct demo *demo); /* now and then: the next robot, when the last is done */
/* demo_phones.c: one JSON line to the phones' socket that must be answered with "ok". */
NODISCARD enum err demo_phones_tell(const struct demo_house *house, const char *line);
/* The speed that a page may have set; `otherwise` when they do not say. */
int demo_phones_speed(const struct demo_house *house, int otherwise);

/* ---- watching
 * ------------------------------------------------------------------------------------ */
/* Reads what is new in events and journal, tells it, and ticks steps off. */
void demo_watch(struct demo *demo);
/* The last look: money, order, tones. */
void demo_audit(struct demo *demo);
bool demo_all_seen(const struct demo *demo);
enum demo_who demo_by_number(const struct demo *demo, const char *number); /* DEMO_PEOPLE: nobody */

/* ---- telling
 * ---------------------------------------------------------------------------------------- */
enum demo_mark {
	MARK_DO,
	MARK_RING,
	MARK_TALK,
	MARK_SOUND,
	MARK_MONEY,
	MARK_GOOD,
	MARK_BAD,
	MARK_LINE
};
void demo_tell(const struct demo *demo, enum demo_mark mark, const char *format, ...) PRINTF(3, 4);
void demo_tell_line(struct demo *demo); /* a picture of who waits */
void demo_seen(struct demo *demo, enum demo_step step);
void demo_wrong(struct demo *demo, const char *format, ...) PRINTF(2, 3);
void demo_tell_steps(const struct demo *demo);
void demo_tell_play(struct demo *demo);
