-- Events and the audit log. What differs on PostgreSQL stands in event.pg.sql.

-- name: event_insert
-- $1 id, $2 at, $3 kind, $4 subject, $5 advisor or null, $6 customer or null, $7 public, $8 data
-- One writer: the next number is the order of commits.
INSERT INTO event (id, number, at, kind, subject, advisor_id, customer_id, public, data)
VALUES ($1, (SELECT COALESCE(MAX(number), 0) + 1 FROM event), $2, $3, $4, $5, $6, $7, $8);

-- name: event_after
-- $1 number, $2 most
SELECT id, number, at, kind, subject, advisor_id, customer_id, public, data
  FROM event
 WHERE number > $1
 ORDER BY number
 LIMIT $2;

-- name: event_oldest
SELECT MIN(number) FROM event;

-- name: event_newest
SELECT MAX(number) FROM event;

-- name: event_sequencer
-- 1 when this transaction alone may number events; there are none to number on SQLite.
SELECT 0;

-- name: event_unnumbered
-- How many are waiting; looked at before the lock is asked for, which would cost a transaction id.
SELECT 0;

-- name: event_number_new
-- $1 most
UPDATE event SET number = NULL WHERE number IS NULL AND id < 0 AND $1 < 0;

-- name: event_hint
SELECT 0;

-- name: event_forget
-- $1 older than, $2 most
DELETE FROM event
 WHERE id IN (SELECT id FROM event
               WHERE at < $1 AND number < (SELECT MAX(number) FROM event)
               ORDER BY at
               LIMIT $2);

-- name: audit_insert
-- $1 id, $2 at, $3 actor, $4 account or null, $5 action, $6 subject, $7 detail
INSERT INTO audit (id, at, actor, account_id, action, subject, detail)
VALUES ($1, $2, $3, $4, $5, $6, $7);
