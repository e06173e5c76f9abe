// SPDX-License-Identifier: Apache-2.0
/* Writing and reading mail. Events tell that something came and from whom, never what it says. */
#include "domain/mail/mail.h"

#include "domain/event/event.h"
#include "domain/sql.h"

#define SUBJECT_FROM_BODY 60 /* bytes at most */

static const struct column THREAD[] = {
	COLUMN_ID(struct thread, id),
	COLUMN_ID(struct thread, advisor),
	COLUMN_ID(struct thread, customer),
	COLUMN_CHARS(struct thread, advisor_nickname),
	COLUMN_CHARS(struct thread, customer_nickname),
	COLUMN_TEXT(struct thread, subject),
	COLUMN_AT(struct thread, created_at),
	COLUMN_ID(struct thread, last),
	COLUMN_ID(struct thread, read),
	COLUMN_NUM(struct thread, unread),
	COLUMN_ID(struct thread, last_sender),
	COLUMN_TEXT(struct thread, last_body),
	COLUMN_AT(struct thread, last_at),
	COLUMN_END,
};

static void refuse(struct mail_answer *answer, enum refusal why, const char *field,
                   const char *detail)
{
	must(why != GRANTED);
	answer->refused = why;
	answer->field = field;
	answer->detail = detail;
}

static enum err is_there(struct desk *desk, int64_t account, enum account_role role, bool *there)
{
	struct account other;
	enum err err = account_get(desk->tx, (account_id){ account }, &other);

	*there = err == OK && account_is(&other, role) && other.state == ACCOUNT_ACTIVE;
	return err == ERR_NONE ? OK : err;
}

/*
 * Whom a new thread is with; nothing about the recipient is told but that it cannot be written to.
 */
static enum err check_pair(struct desk *desk, const struct mail_ask *ask,
                           struct mail_answer *answer)
{
	bool to_advisor = ask->to_advisor.n != 0, there;
	int64_t known = 1;

	must(to_advisor != (ask->to_customer.n != 0));
	TRY(is_there(desk, to_advisor ? ask->to_advisor.n : ask->to_customer.n,
	             to_advisor ? ROLE_ADVISOR : ROLE_CUSTOMER, &there));
	if (!to_advisor)
		TRY(tx_number(desk->tx, &SQL_mail_pair_is_known,
		              ARGS(ID(ask->sender), ID(ask->to_customer)), &known));
	if (!there || !known)
		refuse(answer, REFUSED_NOT_FOUND, to_advisor ? "to_advisor" : "to_customer", NULL);
	else if (ask->sender.n == ask->to_advisor.n || ask->sender.n == ask->to_customer.n)
		refuse(answer, REFUSED_INVALID, to_advisor ? "to_advisor" : "to_customer",
		       "nobody writes to oneself here");
	return OK;
}

static enum err check_words(struct desk *desk, const struct mail_ask *ask,
                            struct mail_answer *answer)
{
	instant since = { desk->now.us - desk->rules->mail_window_ms.us };
	int64_t sent;

	if (text_trim(ask->body).length == 0) {
		refuse(answer, REFUSED_INVALID, "body", "say something");
		return OK;
	}
	TRY(tx_number(desk->tx, &SQL_mail_sent_since, ARGS(ID(ask->sender), AT(since)), &sent));
	if (sent >= desk->rules->mail_most)
		refuse(answer, REFUSED_LIMIT, NULL, "You wrote as much as is allowed. Wait a while.");
	return OK;
}

/* The first line of what is said, cut between characters. */
static text subject_of(const struct mail_ask *ask)
{
	text line, rest, subject = text_trim(ask->subject);
	size_t length;

	if (subject.length)
		return subject;
	text_cut(text_trim(ask->body), '\n', &line, &rest);
	length = line.length < SUBJECT_FROM_BODY ? line.length : SUBJECT_FROM_BODY;
	while (length < line.length && length > 0 && ((unsigned char)line.at[length] & 0xc0) == 0x80)
		length--;
	return text_trim((text){ line.at, length });
}

static enum err begin_thread(struct desk *desk, const struct mail_ask *ask, thread_id *out)
{
	bool to_advisor = ask->to_advisor.n != 0;
	int64_t advisor = to_advisor ? ask->to_advisor.n : ask->sender.n;
	int64_t customer = to_advisor ? ask->sender.n : ask->to_customer.n;

	out->n = ids_next(desk->ids, desk->now);
	return tx_run(desk->tx, &SQL_mail_thread_insert,
	              ARGS(ID(*out), NUM(advisor), NUM(customer), TEXT_ARG(subject_of(ask)),
	                   AT(desk->now)),
	              NULL);
}

static enum err tell(struct desk *desk, const struct thread *thread, const struct mail *mail)
{
	bool by_customer = mail->sender.n == thread->customer.n;
	struct text_buf data;
	struct json j;

	text_buf_init(&data, desk->arena);
	json_init(&j, &data);
	json_object(&j);
	json_put_chars(&j, "from", by_customer ? thread->customer_nickname : thread->advisor_nickname);
	json_put_instant(&j, "at", mail->at);
	json_end(&j);

	const struct event_ask event = {
		.kind = "mail.received",
		.subject_kind = ID_OF_thread,
		.subject = thread->id.n,
		.advisor = by_customer ? thread->advisor : (advisor_id){ 0 },
		.customer = by_customer ? (customer_id){ 0 } : thread->customer,
		.data = text_buf_text(&data),
	};

	return event_write(desk, &event);
}

static enum err write_mail(struct desk *desk, const struct mail_ask *ask, thread_id thread,
                           struct mail_answer *answer)
{
	struct mail *mail = &answer->mail;

	*mail = (struct mail){ .id = { ids_next(desk->ids, desk->now) },
		                   .sender = ask->sender,
		                   .body = ask->body,
		                   .at = desk->now };
	TRY(tx_run(desk->tx, &SQL_mail_insert,
	           ARGS(ID(mail->id), ID(thread), ID(mail->sender), TEXT_ARG(mail->body), AT(mail->at)),
	           NULL));
	TRY(tx_run(desk->tx, &SQL_mail_thread_set_last, ARGS(ID(thread), ID(mail->id)), NULL));
	TRY(mail_mark_read(desk, ask->sender, thread, mail->id));
	TRY(mail_thread_get(desk->tx, ask->sender, thread, &answer->thread));
	return tell(desk, &answer->thread, mail);
}

enum err mail_send(struct desk *desk, const struct mail_ask *ask, struct mail_answer *answer)
{
	thread_id thread = ask->thread;
	enum err err = OK;

	must(ask->sender.n > 0);
	*answer = (struct mail_answer){ .refused = GRANTED };
	if (thread.n) {
		int64_t id;

		/*
		 * Mails of one thread are written one after the other, so that read marks leave none out.
		 */
		err = tx_number(desk->tx, &SQL_mail_thread_lock, ARGS(ID(thread)), &id);
		if (err == OK)
			err = mail_thread_get(desk->tx, ask->sender, thread, &answer->thread);
		if (err == ERR_NONE) {
			refuse(answer, REFUSED_NOT_FOUND, NULL, NULL);
			return OK;
		}
		TRY(err);
	} else {
		TRY(check_pair(desk, ask, answer));
	}
	if (answer->refused)
		return OK;
	TRY(check_words(desk, ask, answer));
	if (answer->refused)
		return OK;
	if (!thread.n)
		TRY(begin_thread(desk, ask, &thread));
	return write_mail(desk, ask, thread, answer);
}

enum err mail_mark_read(struct desk *desk, account_id who, thread_id thread, mail_id up_to)
{
	struct thread t;
	enum err err = mail_thread_get(desk->tx, who, thread, &t);

	if (err != OK)
		return err;
	return tx_run(desk->tx,
	              t.customer.n == who.n ? &SQL_mail_read_by_customer : &SQL_mail_read_by_advisor,
	              ARGS(ID(thread), NUM(up_to.n < t.last.n ? up_to.n : t.last.n)), NULL);
}

/* ---- looking --------------------------------------------------------------------------- */
enum err mail_thread_get(struct tx *tx, account_id who, thread_id thread, struct thread *out)
{
	return tx_one(tx, &SQL_mail_thread_get, ARGS(ID(thread), ID(who)), THREAD, out);
}

enum err mail_thread_list(struct tx *tx, account_id who, mail_id before, size_t most,
                          struct rows *out)
{
	must(most > 0);
	return tx_all(tx, &SQL_mail_thread_list,
	              ARGS(ID(who), NUM(before.n ? before.n : INT64_MAX), NUM(most)), THREAD,
	              sizeof(struct thread), most, out);
}

enum err mail_list(struct tx *tx, thread_id thread, mail_id before, size_t most, struct rows *out)
{
	static const struct column MAIL[] = { COLUMN_ID(struct mail, id),
		                                  COLUMN_ID(struct mail, sender),
		                                  COLUMN_TEXT(struct mail, body),
		                                  COLUMN_AT(struct mail, at), COLUMN_END };

	must(most > 0);
	return tx_all(tx, &SQL_mail_list,
	              ARGS(ID(thread), NUM(before.n ? before.n : INT64_MAX), NUM(most)), MAIL,
	              sizeof(struct mail), most, out);
}

enum err mail_unread(struct tx *tx, account_id who, int64_t *out)
{
	return tx_number(tx, &SQL_mail_unread, ARGS(ID(who)), out);
}
