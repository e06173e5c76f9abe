// SPDX-License-Identifier: Apache-2.0
/* Alarms in the store: one row per kind and subject. */
#include "domain/alarm/alarm.h"

#include "domain/sql.h"

#define ALARM_WORD(name, word) word,
const char *const ALARM_WORDS[] = { ALARMS(ALARM_WORD) NULL };
#undef ALARM_WORD

static const struct column ALARM[] = { COLUMN_WORD(struct alarm, kind, ALARM_WORDS),
	                                   COLUMN_NUM(struct alarm, subject),
	                                   COLUMN_ID(struct alarm, advisor),
	                                   COLUMN_AT(struct alarm, at), COLUMN_END };

enum err alarm_set(struct desk *desk, enum alarm_kind kind, int64_t subject, advisor_id advisor,
                   instant at)
{
	must(kind < ALARM_KIND_COUNT && instant_is_set(at));
	desk->alarm_at = instant_sooner(desk->alarm_at, at);
	return tx_run(desk->tx, &SQL_alarm_set,
	              ARGS(WORDS(ALARM_WORDS[kind]), NUM(subject), ID(advisor), AT(at)), NULL);
}

enum err alarm_set_sooner(struct desk *desk, enum alarm_kind kind, int64_t subject,
                          advisor_id advisor, instant at)
{
	must(kind < ALARM_KIND_COUNT && instant_is_set(at));
	desk->alarm_at = instant_sooner(desk->alarm_at, at);
	return tx_run(desk->tx, &SQL_alarm_set_sooner,
	              ARGS(WORDS(ALARM_WORDS[kind]), NUM(subject), ID(advisor), AT(at)), NULL);
}

enum err alarm_clear(struct desk *desk, enum alarm_kind kind, int64_t subject)
{
	must(kind < ALARM_KIND_COUNT);
	return tx_run(desk->tx, &SQL_alarm_clear, ARGS(WORDS(ALARM_WORDS[kind]), NUM(subject)), NULL);
}

enum err alarm_next(struct tx *tx, unsigned lane, unsigned lanes, instant *at)
{
	int64_t us = 0;

	must(lane < lanes);
	TRY(tx_number(tx, &SQL_alarm_next, ARGS(NUM(lane), NUM(lanes)), &us));
	*at = (instant){ us };
	return OK;
}

enum err alarm_due(struct tx *tx, unsigned lane, unsigned lanes, instant now, size_t most,
                   struct rows *out)
{
	must(lane < lanes && most > 0);
	return tx_all(tx, &SQL_alarm_due, ARGS(NUM(lane), NUM(lanes), AT(now), NUM(most)), ALARM,
	              sizeof(struct alarm), most, out);
}

enum err alarm_take(struct desk *desk, const struct alarm *alarm, bool *taken)
{
	int64_t gone = 0;

	TRY(tx_run(desk->tx, &SQL_alarm_take,
	           ARGS(WORDS(ALARM_WORDS[alarm->kind]), NUM(alarm->subject), AT(alarm->at)), &gone));
	*taken = gone == 1;
	return OK;
}
