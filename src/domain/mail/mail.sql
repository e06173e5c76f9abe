-- Mail: threads of two people.

-- name: mail_thread_insert
-- $1 id, $2 advisor, $3 customer, $4 subject, $5 now
INSERT INTO thread (id, advisor_id, customer_id, subject, created_at, last_mail) VALUES ($1, $2, $3, $4, $5, 0);

-- name: mail_thread_lock
-- lock
-- $1 id
SELECT id FROM thread WHERE id = $1;

-- name: mail_thread_get
-- $1 id, $2 who looks
SELECT t.id, t.advisor_id, t.customer_id, a.nickname, k.nickname, t.subject, t.created_at, t.last_mail,
       CASE WHEN t.customer_id = $2 THEN t.customer_read ELSE t.advisor_read END,
       (SELECT CAST(COUNT(*) AS BIGINT) FROM mail m
         WHERE m.thread_id = t.id AND m.sender_id <> $2
           AND m.id > CASE WHEN t.customer_id = $2 THEN t.customer_read ELSE t.advisor_read END),
       m.sender_id, m.body, m.at
  FROM thread t
  JOIN account a ON a.id = t.advisor_id
  JOIN account k ON k.id = t.customer_id
  JOIN mail m ON m.id = t.last_mail
 WHERE t.id = $1 AND (t.advisor_id = $2 OR t.customer_id = $2);

-- name: mail_thread_list
-- $1 who looks, $2 last mail below, $3 most
SELECT t.id, t.advisor_id, t.customer_id, a.nickname, k.nickname, t.subject, t.created_at, t.last_mail,
       CASE WHEN t.customer_id = $1 THEN t.customer_read ELSE t.advisor_read END,
       (SELECT CAST(COUNT(*) AS BIGINT) FROM mail m
         WHERE m.thread_id = t.id AND m.sender_id <> $1
           AND m.id > CASE WHEN t.customer_id = $1 THEN t.customer_read ELSE t.advisor_read END),
       m.sender_id, m.body, m.at
  FROM thread t
  JOIN account a ON a.id = t.advisor_id
  JOIN account k ON k.id = t.customer_id
  JOIN mail m ON m.id = t.last_mail
 WHERE (t.advisor_id = $1 OR t.customer_id = $1) AND t.last_mail < $2
 ORDER BY t.last_mail DESC
 LIMIT $3;

-- name: mail_unread
-- $1 who looks
SELECT CAST(COUNT(*) AS BIGINT)
  FROM mail m
  JOIN thread t ON t.id = m.thread_id
 WHERE (t.advisor_id = $1 OR t.customer_id = $1) AND m.sender_id <> $1
   AND m.id > CASE WHEN t.customer_id = $1 THEN t.customer_read ELSE t.advisor_read END;

-- name: mail_insert
-- $1 id, $2 thread, $3 sender, $4 body, $5 now
INSERT INTO mail (id, thread_id, sender_id, body, at) VALUES ($1, $2, $3, $4, $5);

-- name: mail_thread_set_last
-- $1 thread, $2 mail
UPDATE thread SET last_mail = $2 WHERE id = $1 AND last_mail < $2;

-- name: mail_list
-- $1 thread, $2 ids below, $3 most
SELECT id, sender_id, body, at FROM mail WHERE thread_id = $1 AND id < $2 ORDER BY id DESC LIMIT $3;

-- name: mail_read_by_customer
-- $1 thread, $2 mail
UPDATE thread SET customer_read = $2 WHERE id = $1 AND customer_read < $2;

-- name: mail_read_by_advisor
-- $1 thread, $2 mail
UPDATE thread SET advisor_read = $2 WHERE id = $1 AND advisor_read < $2;

-- name: mail_sent_since
-- $1 sender, $2 since
SELECT CAST(COUNT(*) AS BIGINT) FROM mail WHERE sender_id = $1 AND at > $2;

-- name: mail_pair_is_known
-- $1 advisor, $2 customer
-- An advisor writes first only to whoever asked for a call before, or wrote.
SELECT CASE WHEN EXISTS (SELECT 1 FROM callback WHERE advisor_id = $1 AND customer_id = $2)
              OR EXISTS (SELECT 1 FROM call WHERE advisor_id = $1 AND customer_id = $2)
              OR EXISTS (SELECT 1 FROM thread WHERE advisor_id = $1 AND customer_id = $2)
            THEN 1 ELSE 0 END;
