// SPDX-License-Identifier: Apache-2.0
#pragma once
/*
 * An alarm: the promise that a lane looks at something again at a given time.
 *
 * One row per (kind, subject), set and cleared in the same transaction as the state that needs it,
 * so a restart rebuilds nothing. The engine takes due ones, deletes each, and calls the verb of its
 * kind with the advisor locked.
 */
#include "domain/desk.h"

#define ALARMS(X) \
	X(ALARM_CALLBACK_EXPIRES, "callback_expires") /* subject: callback */ \
	X(ALARM_LINE, "line")                         /* subject: advisor: dispatch again */ \
	X(ALARM_CALL_PAUSE, "call_pause")             /* subject: call */ \
	X(ALARM_LEG, "leg")                           /* subject: leg: adapter never told its end */ \
	X(ALARM_PROOF, "proof")                       /* subject: proof: the same for its call */ \
	X(ALARM_TEST_CALL, "test_call")               /* subject: test call: the same */ \
	X(ALARM_HOUSEKEEPING, "housekeeping")         /* subject 0: delete what is past its keeping */

#define ALARM_ENUM(name, word) name,
enum alarm_kind { ALARMS(ALARM_ENUM) ALARM_KIND_COUNT };
#undef ALARM_ENUM
extern const char *const ALARM_WORDS[];

struct alarm {
	enum alarm_kind kind;
	int64_t subject;
	advisor_id advisor;
	instant at;
};

/* Moves an existing one. */
NODISCARD enum err alarm_set(struct desk *desk, enum alarm_kind kind, int64_t subject,
                             advisor_id advisor, instant at);
/* Sets it only if there is none or a later one. */
NODISCARD enum err alarm_set_sooner(struct desk *desk, enum alarm_kind kind, int64_t subject,
                                    advisor_id advisor, instant at);
NODISCARD enum err alarm_clear(struct desk *desk, enum alarm_kind kind, int64_t subject);
/* The earliest one of these lanes; ERR_NONE. lane 0 of 1 sees all. */
NODISCARD enum err alarm_next(struct tx *tx, unsigned lane, unsigned lanes, instant *at);
/* Due ones, oldest first, at most `most`. */
NODISCARD enum err alarm_due(struct tx *tx, unsigned lane, unsigned lanes, instant now, size_t most,
                             struct rows *out);
/* True in *taken: it was still there and is now gone; handle it. */
NODISCARD enum err alarm_take(struct desk *desk, const struct alarm *alarm, bool *taken);
