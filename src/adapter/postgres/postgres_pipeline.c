// SPDX-License-Identifier: Apache-2.0
/*
 * A transaction's way to the server: a pipeline, so that what nobody waits for costs no round trip.
 */
#include "adapter/postgres/postgres_store.h"

#include <string.h>

enum err postgres_enter(struct postgres_store *s)
{
	must(s->pending_count == 0);
	if (!PQenterPipelineMode(s->conn))
		s->broken = true;
	return s->broken ? ERR_STORE : OK;
}

void postgres_leave(struct postgres_store *s)
{
	must(s->broken || s->pending_count == 0);
	s->pending_count = 0; /* a broken connection answers nothing any more */
	if (!s->broken && !PQexitPipelineMode(s->conn))
		s->broken = true;
}

enum err postgres_sent(struct postgres_store *s, const char *doing,
                       struct postgres_statement *prepares, int taken)
{
	must(s->pending_count < POSTGRES_PENDING_MOST);
	if (!taken) {
		s->broken = true;
		return postgres_failed(s, NULL, doing);
	}
	s->pending[s->pending_count++] = (struct postgres_pending){ doing, prepares };
	return s->pending_count < POSTGRES_PENDING_MOST ? OK : postgres_wait(s, NULL);
}

enum err postgres_send(struct postgres_store *s, const char *command)
{
	if (s->broken)
		return ERR_STORE;
	return postgres_sent(s, command, NULL,
	                     PQsendQueryParams(s->conn, command, 0, NULL, NULL, NULL, NULL, 0));
}

/* ---- answers --------------------------------------------------------------------------- */
static bool went_well(const PGresult *result)
{
	ExecStatusType status = PQresultStatus(result);

	return status == PGRES_TUPLES_OK || status == PGRES_COMMAND_OK;
}

/* One answer, and the NULL that ends it. */
static PGresult *read_answer(struct postgres_store *s)
{
	PGresult *answer = PQgetResult(s->conn);

	if (!answer || PQstatus(s->conn) != CONNECTION_OK || PQgetResult(s->conn))
		s->broken = true; /* an answer has one part; anything else is not this conversation */
	return answer;
}

/* What came after a failure was not even looked at: the failure has said why. */
static enum err failure(struct postgres_store *s, const struct postgres_pending *pending,
                        PGresult *answer, enum err before)
{
	if (pending->prepares)
		pending->prepares->is_ready = false; /* its next use prepares it again */
	if (before != OK || PQresultStatus(answer) == PGRES_PIPELINE_ABORTED) {
		PQclear(answer);
		return before != OK ? before : ERR_STORE;
	}
	return postgres_failed(s, answer, pending->doing);
}

static void read_sync(struct postgres_store *s)
{
	PGresult *sync = PQgetResult(s->conn);

	if (PQresultStatus(sync) != PGRES_PIPELINE_SYNC)
		s->broken = true;
	PQclear(sync);
}

enum err postgres_wait(struct postgres_store *s, PGresult **out)
{
	size_t count = s->pending_count;
	PGresult *last = NULL;
	enum err err = OK;

	s->pending_count = 0;
	if (s->broken || !PQpipelineSync(s->conn)) {
		s->broken = true;
		return ERR_STORE;
	}
	for (size_t i = 0; i < count; i++) {
		PGresult *answer = s->broken ? NULL : read_answer(s);

		PQclear(last);
		last = went_well(answer) ? answer : NULL;
		if (!last)
			err = failure(s, &s->pending[i], answer, err);
	}
	if (!s->broken)
		read_sync(s);
	if (s->broken)
		err = ERR_STORE;
	if (err == OK && out)
		*out = last;
	else
		PQclear(last);
	return err;
}
