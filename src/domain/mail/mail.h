// SPDX-License-Identifier: Apache-2.0
#pragma once
/*
 * Mail: what an advisor and a customer write to each other on our pages (CB10, F17).
 *
 * A thread belongs to the two and nobody else: operators do not read it. A customer may write to
 * any advisor; an advisor first only to somebody who asked for a call, talked or wrote. Writing
 * runs on a lane, looking on a reader. Bodies are plain text in UTF-8. It says no with a refusal;
 * ERR_NONE: no such thread, or not of the one who looks.
 */
#include "domain/account/account.h"

#define MAIL_BODY_MOST 4000
#define MAIL_SUBJECT_MOST 120 /* characters */

struct thread {
	thread_id id;
	advisor_id advisor;
	customer_id customer;
	char advisor_nickname[64], customer_nickname[64];
	text subject;
	instant created_at;
	mail_id last;
	mail_id read; /* the last one that who looks has seen */
	int64_t unread;
	account_id last_sender;
	text last_body;
	instant last_at;
};

struct mail {
	mail_id id;
	account_id sender;
	text body;
	instant at;
};

struct mail_ask {
	account_id sender;
	thread_id thread; /* an answer; or 0 and one of the two: */
	advisor_id to_advisor;
	customer_id to_customer;
	text subject; /* of a new thread; NO_TEXT: the body's beginning */
	text body;
};
struct mail_answer {
	enum refusal refused;
	const char *field, *detail;
	struct thread thread; /* as the sender sees it */
	struct mail mail;
};
/* Refuses NOT_FOUND, INVALID, NOT_ALLOWED, LIMIT. */
NODISCARD enum err mail_send(struct desk *desk, const struct mail_ask *ask,
                             struct mail_answer *answer);
/* Everything up to this mail has been seen; never back. ERR_NONE. */
NODISCARD enum err mail_mark_read(struct desk *desk, account_id who, thread_id thread,
                                  mail_id up_to);

NODISCARD enum err mail_thread_get(struct tx *tx, account_id who, thread_id thread,
                                   struct thread *out);
/*
 * The last written one first; `before` is the last mail of the thread before, 0: from the newest.
 * Array of struct thread.
 */
NODISCARD enum err mail_thread_list(struct tx *tx, account_id who, mail_id before, size_t most,
                                    struct rows *out);
/* Newest first. Array of struct mail. */
NODISCARD enum err mail_list(struct tx *tx, thread_id thread, mail_id before, size_t most,
                             struct rows *out);
NODISCARD enum err mail_unread(struct tx *tx, account_id who, int64_t *out);
