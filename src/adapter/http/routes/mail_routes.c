// SPDX-License-Identifier: Apache-2.0
/*
 * Mail of the one who is signed in. There is no way to name somebody else's: operators do not read
 * mail.
 */
#include "adapter/http/generated/api_tables.h"
#include "adapter/http/routes/show.h"
#include "domain/mail/mail.h"

#define PREVIEW_MOST 140 /* bytes */

static account_id asker(const struct request *rq)
{
	return (account_id){ rq->who.account };
}

static text preview(text body)
{
	size_t length = body.length < PREVIEW_MOST ? body.length : PREVIEW_MOST;

	while (length < body.length && length > 0 && ((unsigned char)body.at[length] & 0xc0) == 0x80)
		length--;
	return (text){ body.at, length };
}

/* Members of a thread, inside an open object. */
static void show_thread(const struct request *rq, struct json *j, const struct thread *t)
{
	bool is_customer = t->customer.n == rq->who.account;

	json_put_id(j, "id", ID_OF_thread, t->id.n);
	json_put_id(j, "advisor", ID_OF_advisor, t->advisor.n);
	json_put_id(j, "customer", ID_OF_customer, t->customer.n);
	json_put_chars(j, "with", is_customer ? t->advisor_nickname : t->customer_nickname);
	json_put_chars(j, "you_are", is_customer ? "customer" : "advisor");
	json_put_text(j, "subject", t->subject);
	json_put_instant(j, "created_at", t->created_at);
	json_put_number(j, "unread", t->unread);
	json_put_bool(j, "last_is_yours", t->last_sender.n == rq->who.account);
	json_put_instant(j, "last_at", t->last_at);
	json_put_text(j, "preview", preview(t->last_body));
}

static void show_mail(const struct request *rq, struct json *j, const struct thread *t,
                      const struct mail *mail)
{
	bool by_customer = mail->sender.n == t->customer.n;

	json_object(j);
	json_put_id(j, "id", ID_OF_mail, mail->id.n);
	json_put_chars(j, "from", by_customer ? t->customer_nickname : t->advisor_nickname);
	json_put_bool(j, "yours", mail->sender.n == rq->who.account);
	json_put_bool(j, "unread", mail->sender.n != rq->who.account && mail->id.n > t->read.n);
	json_put_text(j, "body", mail->body);
	json_put_instant(j, "at", mail->at);
	json_end(j);
}

enum err api_mail_list(struct desk *desk, const struct request *rq, struct reply *reply)
{
	const struct thread *all;
	struct rows rows;
	int64_t unread;
	struct json *j;
	size_t shown;

	TRY(mail_unread(desk->tx, asker(rq), &unread));
	TRY(mail_thread_list(desk->tx, asker(rq), (mail_id){ rq->cursor }, page_most(rq), &rows));
	all = rows.at;
	j = reply_json(reply, 200);
	json_object(j);
	json_put_number(j, "unread", unread);
	json_key(j, "data");
	json_array(j);
	shown = page_shown(rq, &rows);
	for (size_t i = 0; i < shown; i++) {
		json_object(j);
		show_thread(rq, j, &all[i]);
		json_end(j);
	}
	return reply_list_end(reply, page_has_more(rq, &rows) ? all[shown - 1].last.n : 0);
}

static enum err find(struct desk *desk, const struct request *rq, struct thread *out, bool *found)
{
	enum err err = mail_thread_get(desk->tx, asker(rq), (thread_id){ path_id(rq, "thread") }, out);

	*found = err == OK;
	return err == ERR_NONE ? OK : err;
}

enum err api_mail_get(struct desk *desk, const struct request *rq, struct reply *reply)
{
	const struct mail *all;
	struct thread thread;
	struct rows rows;
	struct json *j;
	size_t shown;
	bool found;

	TRY(find(desk, rq, &thread, &found));
	if (!found)
		return reply_not_found(reply);
	TRY(mail_list(desk->tx, thread.id, (mail_id){ rq->cursor }, page_most(rq), &rows));
	all = rows.at;
	j = reply_json(reply, 200);
	json_object(j);
	json_key(j, "thread");
	json_object(j);
	show_thread(rq, j, &thread);
	json_end(j);
	json_key(j, "data");
	json_array(j);
	shown = page_shown(rq, &rows);
	for (size_t i = 0; i < shown; i++)
		show_mail(rq, j, &thread, &all[i]);
	return reply_list_end(reply, page_has_more(rq, &rows) ? all[shown - 1].id.n : 0);
}

static enum err send_it(struct desk *desk, const struct request *rq, struct reply *reply,
                        const struct mail_ask *ask)
{
	struct mail_answer answer;
	struct json *j;

	TRY(mail_send(desk, ask, &answer));
	if (answer.refused)
		return reply_field(reply, answer.refused, answer.field, answer.detail);
	j = reply_json(reply, 201);
	json_object(j);
	json_key(j, "thread");
	json_object(j);
	show_thread(rq, j, &answer.thread);
	json_end(j);
	json_key(j, "mail");
	show_mail(rq, j, &answer.thread, &answer.mail);
	json_end(j);
	reply_location(reply, "/v1/mail", ID_OF_thread, answer.thread.id.n);
	return OK;
}

enum err api_mail_create(struct desk *desk, const struct request *rq, struct reply *reply)
{
	const struct mail_ask ask = {
		.sender = asker(rq),
		.to_advisor = { body_id(rq, "to_advisor") },
		.to_customer = { body_id(rq, "to_customer") },
		.subject = body_text(rq, "subject"),
		.body = body_text(rq, "body"),
	};
	bool as_customer = ask.to_advisor.n != 0;

	if (as_customer == (ask.to_customer.n != 0))
		return reply_field(reply, REFUSED_INVALID, "to_advisor", "name an advisor or a customer");
	if (!request_has_role(rq, as_customer ? ROLE_CUSTOMER : ROLE_ADVISOR))
		return reply_field(reply, REFUSED_NOT_ALLOWED, as_customer ? "to_advisor" : "to_customer",
		                   NULL);
	return send_it(desk, rq, reply, &ask);
}

enum err api_mail_answer(struct desk *desk, const struct request *rq, struct reply *reply)
{
	const struct mail_ask ask = {
		.sender = asker(rq),
		.thread = { path_id(rq, "thread") },
		.body = body_text(rq, "body"),
	};

	return send_it(desk, rq, reply, &ask);
}

enum err api_mail_read(struct desk *desk, const struct request *rq, struct reply *reply)
{
	struct thread thread;
	bool found;

	TRY(find(desk, rq, &thread, &found));
	if (!found)
		return reply_not_found(reply);
	TRY(mail_mark_read(desk, asker(rq), thread.id,
	                   body_has(rq, "up_to") ? (mail_id){ body_id(rq, "up_to") } : thread.last));
	return reply_nothing(reply);
}
