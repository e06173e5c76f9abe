-- What the demo's page of caught mail shows: all mail of everybody, so never outside a demo.

-- name: demo_mail_events
-- $1 most; newest first
SELECT at, kind, subject, data
  FROM event
 WHERE kind LIKE 'callback.%' AND number IS NOT NULL
 ORDER BY number DESC
 LIMIT $1;

-- name: demo_mail_written
-- $1 most; newest first
SELECT m.id, m.at, m.thread_id, s.nickname, r.nickname, r.login, t.subject, m.body
  FROM mail m
  JOIN thread t ON t.id = m.thread_id
  JOIN account s ON s.id = m.sender_id
  JOIN account r ON r.id = CASE WHEN m.sender_id = t.customer_id THEN t.advisor_id ELSE t.customer_id END
 ORDER BY m.id DESC
 LIMIT $1;
