// SPDX-License-Identifier: Apache-2.0
/* What an advisor decides once: the length of wrap-up, and the PIN for the telephone. */
#include "domain/availability/availability.h"
#include "domain/event/event.h"
#include "domain/sql.h"

#define PIN_LEAST 4
#define PIN_MOST 8

enum err advisor_options_get(struct desk *desk, advisor_id advisor, struct advisor_options *out)
{
	struct availability a;
	int64_t pin_at;

	TRY(availability_get(desk->tx, advisor, &a));
	TRY(tx_number(desk->tx, &SQL_pin_set_at, ARGS(ID(advisor)), &pin_at));
	*out = (struct advisor_options){
		.wrap = availability_wrap(&a, desk->rules),
		.wrap_is_own = a.wrap.us >= 0,
		.pin_at = { pin_at },
		.version = a.version,
	};
	return OK;
}

static enum err audit(struct desk *desk, const char *action, advisor_id advisor)
{
	char id[ID_CHARS];

	return audit_write(desk, action, id_format(ID_OF_advisor, advisor.n, id), TEXT_LITERAL("{}"));
}

enum err advisor_set_wrap(struct desk *desk, advisor_id advisor, span wrap, enum refusal *refused)
{
	const struct rules *rules = desk->rules;
	struct availability lock;

	*refused = GRANTED;
	TRY(availability_lock(desk, advisor, &lock));
	if (wrap.us >= 0 &&
	    (span_less(wrap, rules->wrap_up_least_ms) || span_less(rules->wrap_up_most_ms, wrap))) {
		*refused = REFUSED_INVALID;
		return OK;
	}
	TRY(tx_run(desk->tx, &SQL_availability_write_wrap,
	           ARGS(ID(advisor), NUM(wrap.us < 0 ? -1 : wrap.us)), NULL));
	return audit(desk, "advisor.wrap_up", advisor);
}

enum err advisor_set_pin(struct desk *desk, advisor_id advisor, text hash)
{
	struct availability lock;
	bool gone = hash.length == 0;

	TRY(availability_lock(desk, advisor, &lock));
	if (gone)
		TRY(tx_run(desk->tx, &SQL_pin_remove, ARGS(ID(advisor)), NULL));
	else
		TRY(tx_run(desk->tx, &SQL_pin_set, ARGS(ID(advisor), TEXT_ARG(hash), AT(desk->now)), NULL));
	return audit(desk, gone ? "advisor.pin_removed" : "advisor.pin_set", advisor);
}

/* All steps between neighbours are the same and small: 0000, 1234, 8765. */
static bool is_run(text pin)
{
	int step = pin.at[1] - pin.at[0];

	for (size_t i = 1; i < pin.length; i++)
		if (pin.at[i] - pin.at[i - 1] != step)
			return false;
	return step >= -1 && step <= 1;
}

const char *advisor_pin_fault(text pin)
{
	if (pin.length < PIN_LEAST || pin.length > PIN_MOST)
		return "must be 4 to 8 digits";
	for (size_t i = 0; i < pin.length; i++)
		if (pin.at[i] < '0' || pin.at[i] > '9')
			return "must be 4 to 8 digits";
	return is_run(pin) ? "is too easy to guess" : NULL;
}
