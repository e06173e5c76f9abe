// SPDX-License-Identifier: Apache-2.0
/* The secret of an installation and the versions of what links open. */
#include "domain/link/link.h"

#include <stdio.h>

#include "domain/event/event.h"
#include "domain/sql.h"

enum err link_facts(struct tx *tx, const char *subject, struct link_facts *out)
{
	static const struct column SECRET[] = { COLUMN_CHARS(struct link_facts, secret), COLUMN_END };
	enum err err;

	TRY(tx_one(tx, &SQL_link_secret, NO_ARGS, SECRET, out));
	must(out->secret[0]);
	err = tx_number(tx, &SQL_link_version, ARGS(WORDS(subject)), &out->version);
	if (err == ERR_NONE) {
		out->version = 1;
		return OK;
	}
	return err;
}

enum err link_facts_new(struct desk *desk, const char *subject, struct link_facts *out)
{
	enum err err = link_facts(desk->tx, subject, out);
	char secret[LINK_SECRET_CHARS];

	if (err != ERR_NONE)
		return err;
	(void)snprintf(secret, sizeof(secret), "%016llx%016llx%016llx%016llx",
	               (unsigned long long)desk->draw(desk->draw_from),
	               (unsigned long long)desk->draw(desk->draw_from),
	               (unsigned long long)desk->draw(desk->draw_from),
	               (unsigned long long)desk->draw(desk->draw_from));
	TRY(tx_run(desk->tx, &SQL_link_secret_insert, ARGS(WORDS(secret)), NULL));
	return link_facts(desk->tx, subject, out);
}

enum err link_revoke(struct desk *desk, const char *subject)
{
	TRY(tx_run(desk->tx, &SQL_link_revoke, ARGS(WORDS(subject), AT(desk->now)), NULL));
	return audit_write(desk, "link.revoked", subject, TEXT_LITERAL("{}"));
}
