// SPDX-License-Identifier: Apache-2.0
/* Reading the audit log. */
#include "domain/audit/audit.h"

#include "domain/sql.h"

enum err audit_list(struct tx *tx, const struct audit_filter *filter, struct rows *out)
{
	static const struct column LINE[] = {
		COLUMN_ID(struct audit_line, id),
		COLUMN_AT(struct audit_line, at),
		COLUMN_CHARS(struct audit_line, actor),
		COLUMN_ID(struct audit_line, account),
		COLUMN_CHARS(struct audit_line, nickname),
		COLUMN_CHARS(struct audit_line, action),
		COLUMN_TEXT(struct audit_line, subject),
		COLUMN_TEXT(struct audit_line, detail),
		COLUMN_END,
	};
	const text action = filter->action.length ? filter->action : TEXT_LITERAL("");
	const text subject = filter->subject.length ? filter->subject : TEXT_LITERAL("");

	const text who = filter->who.length ? filter->who : TEXT_LITERAL("");

	must(filter->most > 0);
	return tx_all(tx, &SQL_audit_list,
	              ARGS(NUM(filter->before.n ? filter->before.n : INT64_MAX), ID(filter->account),
	                   TEXT_ARG(action), NUM(action.length), TEXT_ARG(subject), TEXT_ARG(who),
	                   AT(filter->since),
	                   NUM(instant_is_set(filter->until) ? filter->until.us : INT64_MAX),
	                   NUM(filter->most)),
	              LINE, sizeof(struct audit_line), filter->most, out);
}
