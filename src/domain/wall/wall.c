// SPDX-License-Identifier: Apache-2.0
/* Looking at the whole house. */
#include "domain/wall/wall.h"

#include "base/zone.h"
#include "domain/sql.h"

#define DAY HOURS(24)
#define MINUTE MINUTES(1)

struct pair {
	int64_t first, second;
};
static const struct column PAIR[] = { COLUMN_NUM(struct pair, first),
	                                  COLUMN_NUM(struct pair, second), COLUMN_END };

static instant back(instant at, span by)
{
	return (instant){ at.us > by.us ? at.us - by.us : 0 };
}

/* Whatever ended since `at` was asked for at most the longest wait before, and one talk. */
static int64_t ids_from(struct desk *desk, instant at)
{
	span reach = span_add(span_add(desk->rules->wait_most_ms, desk->rules->talk_most_ms), DAY);

	return id_floor(back(at, reach));
}

static enum err look_at_counts(struct desk *desk, category_id category, struct wall *out)
{
	struct pair pair;

	TRY(tx_one(desk->tx, &SQL_wall_line, ARGS(ID(category)), PAIR, &pair));
	out->waiting = pair.first;
	out->longest = (instant){ pair.second };
	TRY(tx_one(desk->tx, &SQL_wall_calls, ARGS(ID(category)), PAIR, &pair));
	out->on_calls = pair.first;
	out->dialing = pair.second;
	TRY(tx_number(desk->tx, &SQL_wall_taking, ARGS(ID(category)), &out->taking_calls));
	out->today = zone_midnight(text_of(desk->rules->timezone), desk->now, &out->zone_is_known);
	TRY(tx_one(desk->tx, &SQL_wall_kept,
	           ARGS(ID(category), NUM(ids_from(desk, out->today)), AT(out->today)), PAIR, &pair));
	out->kept = pair.first;
	out->lost = pair.second;
	return tx_number(desk->tx, &SQL_wall_charged,
	                 ARGS(ID(category), NUM(ids_from(desk, out->strip)), AT(out->strip)),
	                 &out->charged);
}

static enum err look_at_strip(struct desk *desk, category_id category, const struct sql *sql,
                              struct wall *out, int32_t counts[WALL_MINUTES])
{
	int64_t first = out->strip.us / MINUTE.us;
	struct rows rows;

	TRY(tx_all(desk->tx, sql,
	           ARGS(ID(category), NUM(ids_from(desk, out->strip)), AT(out->strip),
	                NUM(WALL_MINUTES * 2)),
	           PAIR, sizeof(struct pair), WALL_MINUTES * 2, &rows));
	const struct pair *all = rows.at;

	for (size_t i = 0; i < rows.count; i++) {
		int64_t minute = all[i].first - first;

		if (minute >= 0 && minute < WALL_MINUTES)
			counts[minute] = (int32_t)all[i].second;
	}
	return OK;
}

static enum err look_at_people(struct desk *desk, category_id category, struct wall *out)
{
	static const struct column LINE[] = { COLUMN_ID(struct wall_line, advisor),
		                                  COLUMN_CHARS(struct wall_line, nickname),
		                                  COLUMN_NUM(struct wall_line, waiting),
		                                  COLUMN_AT(struct wall_line, oldest), COLUMN_END };
	static const struct column ADVISOR[] = {
		COLUMN_ID(struct wall_advisor, advisor),
		COLUMN_CHARS(struct wall_advisor, nickname),
		COLUMN_WORD(struct wall_advisor, intent, INTENT_WORDS),
		COLUMN_AT(struct wall_advisor, paused_until),
		COLUMN_AT(struct wall_advisor, wrap_until),
		COLUMN_ID(struct wall_advisor, call),
		COLUMN_AT(struct wall_advisor, changed_at),
		COLUMN_AT(struct wall_advisor, reserved_until),
		COLUMN_CHARS(struct wall_advisor, call_state),
		COLUMN_AT(struct wall_advisor, bridged_at),
		COLUMN_AT(struct wall_advisor, called_at),
		COLUMN_END,
	};

	TRY(tx_all(desk->tx, &SQL_wall_lines, ARGS(ID(category), NUM(WALL_LINES_MOST)), LINE,
	           sizeof(struct wall_line), WALL_LINES_MOST, &out->lines));
	return tx_all(desk->tx, &SQL_wall_advisors, ARGS(ID(category), NUM(WALL_ADVISORS_MOST)),
	              ADVISOR, sizeof(struct wall_advisor), WALL_ADVISORS_MOST, &out->advisors);
}

static enum err look_at_trunks(struct desk *desk, struct wall *out)
{
	static const struct column FAILURE[] = { COLUMN_CHARS(struct wall_failure, trunk),
		                                     COLUMN_NUM(struct wall_failure, sip_code),
		                                     COLUMN_NUM(struct wall_failure, times), COLUMN_END };
	instant since = back(desk->now, WALL_FAILURES_SPAN);

	/* A leg rings for minutes at most. */
	return tx_all(desk->tx, &SQL_wall_failures,
	              ARGS(NUM(id_floor(back(since, MINUTES(WALL_MINUTES)))), AT(since),
	                   NUM(WALL_FAILURES_FEWEST), NUM(WALL_FAILURES_MOST)),
	              FAILURE, sizeof(struct wall_failure), WALL_FAILURES_MOST, &out->failures);
}

enum err wall_look(struct desk *desk, category_id category, struct wall *out)
{
	must(instant_is_set(desk->now));
	*out = (struct wall){ .waiting = 0 };
	out->strip = back(desk->now, MINUTES(WALL_MINUTES - 1));
	out->strip.us -= out->strip.us % MINUTE.us;
	TRY(look_at_counts(desk, category, out));
	TRY(look_at_strip(desk, category, &SQL_wall_arrivals, out, out->arrivals));
	TRY(look_at_strip(desk, category, &SQL_wall_completions, out, out->completions));
	TRY(look_at_trunks(desk, out));
	return look_at_people(desk, category, out);
}

static struct availability availability_of(const struct wall_advisor *w)
{
	struct availability a = {
		.advisor = w->advisor,
		.intent = w->intent,
		.paused_until = w->paused_until,
		.wrap_until = w->wrap_until,
		.call = w->call,
		.reserved_until = w->reserved_until,
	};

	text_fit(text_of(w->call_state), a.call_state, sizeof(a.call_state));
	return a;
}

enum activity wall_activity(const struct wall_advisor *advisor, instant now)
{
	const struct availability a = availability_of(advisor);

	return availability_activity(&a, now);
}

instant wall_since(const struct wall_advisor *advisor, instant now)
{
	switch (wall_activity(advisor, now)) {
	case ACTIVITY_ON_CALL: return advisor->bridged_at;
	case ACTIVITY_DIALING: return advisor->called_at;
	case ACTIVITY_IDLE: return instant_later(advisor->changed_at, advisor->wrap_until);
	default: return advisor->changed_at;
	}
}
