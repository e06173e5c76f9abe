-- Where several connections commit at once. A number given on insert would be visible in the order of commits, not of
-- numbers: a reader at 8 would never see a 7 that was committed later. So rows are inserted without a number, and
-- numbered by one transaction at a time, whose statement sees what was committed before it and nothing else.

-- name: event_insert
-- $1 id, $2 at, $3 kind, $4 subject, $5 advisor or null, $6 customer or null, $7 public, $8 data
INSERT INTO event (id, at, kind, subject, advisor_id, customer_id, public, data)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8);

-- name: event_unnumbered
SELECT COUNT(*) FROM (SELECT 1 FROM event WHERE number IS NULL LIMIT 1) AS waiting;

-- name: event_sequencer
-- Held to the end of the transaction, which is after its rows have become visible. The next statement, not this one, may
-- look at the table: its snapshot has to be taken with the lock in hand.
SELECT CASE WHEN pg_try_advisory_xact_lock(7203, hashtext(current_schema())) THEN 1 ELSE 0 END;

-- name: event_number_new
-- $1 most
UPDATE event
   SET number = given.number
  FROM (SELECT waiting.id, newest.number + ROW_NUMBER() OVER (ORDER BY waiting.id) AS number
          FROM (SELECT id FROM event WHERE number IS NULL ORDER BY id LIMIT $1) AS waiting
         CROSS JOIN (SELECT COALESCE(MAX(number), 0) AS number FROM event) AS newest) AS given
 WHERE event.id = given.id AND event.number IS NULL;

-- name: event_hint
SELECT pg_notify('ringback_event', '');
