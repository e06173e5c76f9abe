// SPDX-License-Identifier: Apache-2.0
/* Reading test calls, their life as a table, and what is told of them. */
#include "domain/test_call/test_call_rows.h"

#include "domain/event/event.h"
#include "domain/sql.h"

#define WORD(name, word) word,
const char *const TEST_CALL_WORDS[] = { TEST_CALL_STATES(WORD) NULL };
#undef WORD

const struct column TEST_CALL_COLUMNS[] = {
	COLUMN_ID(struct test_call, id),
	COLUMN_ID(struct test_call, account),
	COLUMN_CHARS(struct test_call, trunk),
	COLUMN_CHARS(struct test_call, e164),
	COLUMN_CHARS(struct test_call, language),
	COLUMN_WORD(struct test_call, state, TEST_CALL_WORDS),
	COLUMN_NUM(struct test_call, said),
	COLUMN_AT(struct test_call, created_at),
	COLUMN_AT(struct test_call, rang_at),
	COLUMN_AT(struct test_call, answered_at),
	COLUMN_AT(struct test_call, ended_at),
	COLUMN_CHARS(struct test_call, end_cause),
	COLUMN_NUM(struct test_call, sip_code),
	COLUMN_CHARS(struct test_call, key),
	COLUMN_NUM(struct test_call, heard),
	COLUMN_NUM(struct test_call, sent),
	COLUMN_CHARS(struct test_call, dialogue.call_id),
	COLUMN_CHARS(struct test_call, dialogue.local_tag),
	COLUMN_CHARS(struct test_call, dialogue.remote_tag),
	COLUMN_CHARS(struct test_call, dialogue.local_uri),
	COLUMN_CHARS(struct test_call, dialogue.remote_uri),
	COLUMN_CHARS(struct test_call, dialogue.target),
	COLUMN_CHARS(struct test_call, dialogue.route),
	COLUMN_NUM(struct test_call, dialogue.cseq),
	COLUMN_END,
};

static const struct {
	enum test_call_state in;
	enum test_call_event on;
	enum test_call_state to;
} MOVES[] = {
	{ TEST_CALL_DIALING, TEST_CALL_ON_RINGING, TEST_CALL_RINGING },
	{ TEST_CALL_DIALING, TEST_CALL_ON_ANSWERED, TEST_CALL_ANSWERED },
	{ TEST_CALL_DIALING, TEST_CALL_ON_ENDED, TEST_CALL_ENDED },
	{ TEST_CALL_RINGING, TEST_CALL_ON_ANSWERED, TEST_CALL_ANSWERED },
	{ TEST_CALL_RINGING, TEST_CALL_ON_ENDED, TEST_CALL_ENDED },
	{ TEST_CALL_ANSWERED, TEST_CALL_ON_ENDED, TEST_CALL_ENDED },
};

static bool step_to(const struct test_call *call, enum test_call_event on,
                    enum test_call_state *next)
{
	for (size_t i = 0; i < COUNT(MOVES); i++)
		if (MOVES[i].in == call->state && MOVES[i].on == on) {
			*next = MOVES[i].to;
			return true;
		}
	return false;
}

enum err test_call_step(struct desk *desk, struct test_call *call, enum test_call_event on,
                        bool *taken)
{
	enum test_call_state before = call->state;
	int64_t changed;

	*taken = step_to(call, on, &call->state);
	if (!*taken)
		return OK;
	if (call->state != TEST_CALL_ENDED && !instant_is_set(call->rang_at))
		call->rang_at = desk->now; /* some phones answer without a word before */
	if (call->state == TEST_CALL_ANSWERED)
		call->answered_at = desk->now;
	if (call->state == TEST_CALL_ENDED)
		call->ended_at = desk->now;
	TRY(tx_run(desk->tx, &SQL_test_call_record,
	           ARGS(ID(call->id), WORDS(TEST_CALL_WORDS[before]),
	                WORDS(TEST_CALL_WORDS[call->state]), AT_OR_NULL(call->rang_at),
	                AT_OR_NULL(call->answered_at), AT_OR_NULL(call->ended_at),
	                WORDS(call->end_cause[0] ? call->end_cause : NULL), NUM(call->sip_code)),
	           &changed));
	must(changed == 1);
	return OK;
}

enum err test_call_get(struct tx *tx, test_call_id id, struct test_call *out)
{
	return tx_one(tx, &SQL_test_call_get, ARGS(ID(id)), TEST_CALL_COLUMNS, out);
}

enum err test_call_list(struct tx *tx, text trunk, test_call_id before, size_t most,
                        struct rows *out)
{
	must(most > 0);
	return tx_all(tx, &SQL_test_call_list,
	              ARGS(TEXT_ARG(trunk), NUM(before.n ? before.n : INT64_MAX), NUM(most)),
	              TEST_CALL_COLUMNS, sizeof(struct test_call), most, out);
}

enum err test_call_tell(struct desk *desk, const struct test_call *call, const char *kind)
{
	struct text_buf data;
	struct json j;

	text_buf_init(&data, desk->arena);
	json_init(&j, &data);
	json_object(&j);
	json_put_chars(&j, "trunk", call->trunk);
	json_put_chars(&j, "state", TEST_CALL_WORDS[call->state]);
	json_put_chars(&j, "result", test_call_result(call).word);
	json_end(&j);

	const struct event_ask event = {
		.kind = kind,
		.subject_kind = ID_OF_test_call,
		.subject = call->id.n,
		.data = text_buf_text(&data),
	};

	return event_write(desk, &event);
}
