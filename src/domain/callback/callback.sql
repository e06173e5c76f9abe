-- The line of an advisor: callbacks in the order (requested_at, id).

-- name: callback_line_of
-- $1 listing
-- Whose line it is; never changes.
SELECT advisor_id FROM listing WHERE id = $1;

-- name: callback_facts
-- $1 listing, $2 customer
-- What a request must know of the world before it may be written.
SELECT l.advisor_id, l.state, l.price_minor, a.state, v.callbacks_on, c.state, c.language
  FROM listing l
  JOIN account a ON a.id = l.advisor_id
  JOIN advisor v ON v.id = l.advisor_id
  JOIN account c ON c.id = $2
 WHERE l.id = $1;

-- name: callback_customer_lock
-- lock
-- $1 account
SELECT id FROM account WHERE id = $1;

-- name: callback_last_request
-- $1 advisor
-- A stepped-back clock, or another node's, must not let anybody overtake: everybody is written later than the last in
-- line and than the one being dialed, who may come back to the line.
SELECT CAST(MAX(at) AS BIGINT) FROM (
  SELECT MAX(requested_at) AS at FROM callback WHERE advisor_id = $1 AND state = 'waiting'
  UNION ALL
  SELECT requested_at FROM callback WHERE advisor_id = $1
                                        AND (state = 'offering' OR state = 'ringing' OR state = 'connected')) AS live;

-- name: callback_insert
-- $1 id, $2 advisor, $3 customer, $4 listing, $5 number, $6 channel, $7 requested_at, $8 expires_at, $9 price,
-- $10 reason, $11 language
INSERT INTO callback (id, advisor_id, customer_id, listing_id, number, channel, state, requested_at, expires_at,
                      price_minor, reason, language)
VALUES ($1, $2, $3, $4, $5, $6, 'waiting', $7, $8, $9, $10, $11);

-- part: callback_row
SELECT c.id, c.advisor_id, c.customer_id, c.listing_id, c.number, c.channel, c.state, c.requested_at, c.expires_at,
       c.not_before, c.attempts, c.funds_skips, c.price_minor, c.reason, c.language, c.call_id, c.ended_at,
       c.end_reason, c.version, c.lets_pass, c.let_pass_at,
       CASE WHEN EXISTS (SELECT 1 FROM callback p WHERE p.lets_pass = c.id) THEN 1 ELSE 0 END,
       k.nickname, a.nickname, l.title, l.price_minor
  FROM callback c
  JOIN account k ON k.id = c.customer_id
  JOIN account a ON a.id = c.advisor_id
  JOIN listing l ON l.id = c.listing_id

-- name: callback_get
-- $1 id
{callback_row}
 WHERE c.id = $1;

-- name: callback_live_of_pair
-- $1 advisor, $2 customer
{callback_row}
 WHERE c.advisor_id = $1 AND c.customer_id = $2
   AND c.ended_at IS NULL;

-- name: callback_next
-- $1 advisor, $2 now, $3 requested_at, $4 id
-- The first in line behind ($3, $4) who may be dialed: not stepped aside, not past the until-time, not in another call (E5), be it
-- as customer or as advisor.
{callback_row}
 WHERE c.advisor_id = $1 AND c.state = 'waiting' AND (c.requested_at, c.id) > ($3, $4)
   AND c.not_before <= $2 AND c.expires_at > $2
   AND NOT EXISTS (SELECT 1 FROM call t WHERE t.customer_id = c.customer_id
                                          AND (t.state <> 'ended' OR t.customer_on = 1))
   AND NOT EXISTS (SELECT 1 FROM advisor v WHERE v.id = c.customer_id AND v.call_id IS NOT NULL)
 ORDER BY c.requested_at, c.id
 LIMIT 1;

-- name: callback_next_due
-- $1 advisor, $2 now
-- The time of request is named so that SQLite reads the line's index, not everybody who ever was in it.
SELECT CAST(COALESCE(MIN(not_before), 0) AS BIGINT) FROM callback
 WHERE advisor_id = $1 AND state = 'waiting' AND requested_at > 0 AND not_before > $2;

-- name: callback_overtaken
-- $1 advisor, $2 requested_at, $3 id, $4 now
-- Whoever asked before this one, could be dialed as well, and does not let anybody pass.
SELECT CAST(COUNT(*) AS BIGINT) FROM callback o
 WHERE o.advisor_id = $1 AND o.state = 'waiting' AND (o.requested_at, o.id) < ($2, $3)
   AND o.not_before <= $4 AND o.expires_at > $4 AND o.lets_pass IS NULL
   AND NOT EXISTS (SELECT 1 FROM call t WHERE t.customer_id = o.customer_id AND (t.state <> 'ended' OR t.customer_on = 1))
   AND NOT EXISTS (SELECT 1 FROM advisor v WHERE v.id = o.customer_id AND v.call_id IS NOT NULL);

-- name: callback_record
-- $1 id, $2 state before, $3 state after, $4 not_before, $5 attempts, $6 funds skips, $7 ended_at, $8 end reason, $9 end actor,
-- $10 lets pass
-- Naming the state before costs nothing and would catch a second writer.
UPDATE callback
   SET state = $3, not_before = $4, attempts = $5, funds_skips = $6, ended_at = $7, end_reason = $8, end_actor = $9,
       lets_pass = $10, version = version + 1
 WHERE id = $1 AND state = $2;

-- name: callback_edit
-- $1 id, $2 number, $3 expires_at
UPDATE callback SET number = $2, expires_at = $3, version = version + 1 WHERE id = $1;

-- name: callback_write_pass
-- $1 id, $2 lets pass or null, $3 since when
UPDATE callback SET lets_pass = $2, let_pass_at = $3, version = version + 1 WHERE id = $1;

-- name: callback_passers
-- $1 callback, $2 most
-- Who lets this one pass.
SELECT id FROM callback WHERE lets_pass = $1 ORDER BY id LIMIT $2;

-- name: callback_behind
-- $1 advisor, $2 requested_at, $3 id
SELECT id FROM callback
 WHERE advisor_id = $1 AND state = 'waiting' AND (requested_at, id) > ($2, $3)
 ORDER BY requested_at, id
 LIMIT 1;

-- name: callback_before
-- $1 advisor, $2 requested_at, $3 id
SELECT id, requested_at, lets_pass FROM callback
 WHERE advisor_id = $1 AND state = 'waiting' AND (requested_at, id) < ($2, $3)
 ORDER BY requested_at DESC, id DESC
 LIMIT 1;

-- name: callback_set_call
-- $1 id, $2 call
UPDATE callback SET call_id = $2 WHERE id = $1;

-- name: callback_live_of_customer
-- $1 customer
SELECT CAST(COUNT(*) AS BIGINT) FROM callback WHERE customer_id = $1 AND ended_at IS NULL;

-- name: callback_ahead_count
-- $1 advisor, $2 requested_at, $3 id
SELECT CAST(COUNT(*) AS BIGINT) FROM callback
 WHERE advisor_id = $1 AND state = 'waiting' AND (requested_at, id) < ($2, $3);

-- name: callback_line_length
-- $1 advisor
SELECT waiting FROM advisor WHERE id = $1;

-- name: callback_ahead
-- $1 advisor, $2 requested_at, $3 id, $4 most
{callback_row}
 WHERE c.advisor_id = $1 AND c.state = 'waiting' AND (c.requested_at, c.id) < ($2, $3)
 ORDER BY c.requested_at, c.id
 LIMIT $4;

-- name: callback_list_of_customer
-- $1 customer, $2 live only, $3 state or null, $4 ids below, $5 most, $6 advisor or 0
{callback_row}
 WHERE c.customer_id = $1 AND c.id < $4
   AND ($2 = 0 OR c.state IN ('waiting', 'offering', 'ringing', 'connected'))
   AND (CAST($3 AS TEXT) IS NULL OR c.state = $3) AND ($6 = 0 OR c.advisor_id = $6)
 ORDER BY c.id DESC
 LIMIT $5;

-- name: callback_list_of_advisor
-- $1 advisor, $2 live only, $3 state or null, $4 ids below, $5 most
{callback_row}
 WHERE c.advisor_id = $1 AND c.id < $4
   AND ($2 = 0 OR c.state IN ('waiting', 'offering', 'ringing', 'connected'))
   AND (CAST($3 AS TEXT) IS NULL OR c.state = $3)
 ORDER BY c.id DESC
 LIMIT $5;

-- name: callback_list_of_all
-- $1 live only, $2 state or null, $3 ids below, $4 most
{callback_row}
 WHERE c.id < $3
   AND ($1 = 0 OR c.state IN ('waiting', 'offering', 'ringing', 'connected'))
   AND (CAST($2 AS TEXT) IS NULL OR c.state = $2)
 ORDER BY c.id DESC
 LIMIT $4;

-- name: callback_arranged
-- $1 advisor, $2 after requested_at, $3 after id, $4 most
-- Arranged Calls (CB9): those who wait, in the order of the line, with what this pair's calls earned so far (SETTLED 21).
SELECT c.id, c.state, c.channel, c.customer_id, k.nickname, c.requested_at, c.expires_at, c.not_before,
       CAST(COALESCE((SELECT SUM(t.earned_minor) FROM call t
                       WHERE t.advisor_id = c.advisor_id AND t.customer_id = c.customer_id
                         AND t.state = 'ended'), 0) AS BIGINT),
       c.listing_id, l.title, l.price_minor, c.price_minor, c.reason, c.lets_pass
  FROM callback c
  JOIN account k ON k.id = c.customer_id
  JOIN listing l ON l.id = c.listing_id
 WHERE c.advisor_id = $1 AND c.state IN ('waiting', 'offering', 'ringing', 'connected')
   AND (c.requested_at, c.id) > ($2, $3)
 ORDER BY c.requested_at, c.id
 LIMIT $4;

-- name: callback_ids_of_listing
-- $1 listing, $2 most
SELECT id FROM callback
 WHERE advisor_id = (SELECT advisor_id FROM listing WHERE id = $1) AND ended_at IS NULL AND listing_id = $1
   AND state IN ('waiting', 'offering', 'ringing') ORDER BY id LIMIT $2;

-- name: callback_ids_of_advisor
-- $1 advisor, $2 most
SELECT id FROM callback
 WHERE advisor_id = $1 AND ended_at IS NULL AND state IN ('waiting', 'offering', 'ringing') ORDER BY id LIMIT $2;

-- name: callback_ids_of_customer
-- $1 customer, $2 most
SELECT id FROM callback WHERE customer_id = $1 AND state IN ('waiting', 'offering', 'ringing') ORDER BY id LIMIT $2;

-- name: callback_waiting_advisors
-- $1 customer, $2 most
-- In whose lines this customer waits: they may go on when the customer's call ends (E5).
SELECT advisor_id FROM callback WHERE customer_id = $1 AND state = 'waiting' ORDER BY id LIMIT $2;
