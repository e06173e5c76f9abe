-- A call: one dial of a callback, and what became of it.

-- name: call_insert
-- $1 id, $2 callback, $3 advisor, $4 customer, $5 listing, $6 price, $7 currency, $8 minimum, $9 step, $10 free under,
-- $11 fee, $12 share, $13 node, $14 token, $15 created, $16 held, $17 limit
INSERT INTO call (id, callback_id, advisor_id, customer_id, listing_id, state, price_minor, currency, minimum_us, step_us,
                  free_under_us, fee_minor, share, node, token, created_at, held_minor, limit_us)
VALUES ($1, $2, $3, $4, $5, 'placed', $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17);

-- part: call_row
SELECT c.id, c.callback_id, c.advisor_id, c.customer_id, c.listing_id, c.state, c.price_minor, c.minimum_us, c.step_us,
       c.free_under_us, c.fee_minor, c.share, c.currency, c.node, c.token, c.created_at, c.accepted_at, c.bridged_at,
       c.pause_ends_at, c.ended_at, c.settled_at, c.end_cause, c.end_side, c.witnessed_us, c.limit_us, c.warned,
       c.held_minor, c.hold_steps, c.billed_us, c.charge_minor, c.earned_minor, k.nickname, a.nickname, l.title
  FROM call c
  JOIN account k ON k.id = c.customer_id
  JOIN account a ON a.id = c.advisor_id
  JOIN listing l ON l.id = c.listing_id

-- name: call_get
-- $1 id
{call_row}
 WHERE c.id = $1;

-- name: call_list_of_advisor
-- $1 advisor, $2 live only, $3 ids below, $4 most, $5 customer or 0
{call_row}
 WHERE c.advisor_id = $1 AND ($2 = 0 OR c.state <> 'ended') AND c.id < $3 AND ($5 = 0 OR c.customer_id = $5)
 ORDER BY c.id DESC
 LIMIT $4;

-- name: call_list_of_customer
-- $1 customer, $2 live only, $3 ids below, $4 most
{call_row}
 WHERE c.customer_id = $1 AND ($2 = 0 OR c.state <> 'ended') AND c.id < $3
 ORDER BY c.id DESC
 LIMIT $4;

-- name: call_list_of_all
-- $1 live only, $2 ids below, $3 most
{call_row}
 WHERE ($1 = 0 OR c.state <> 'ended') AND c.id < $2
 ORDER BY c.id DESC
 LIMIT $3;

-- name: call_record
-- $1 id, $2 state before, $3 state after, $4 accepted, $5 bridged, $6 pause ends, $7 ended, $8 end cause, $9 end side
UPDATE call
   SET state = $3, accepted_at = $4, bridged_at = $5, pause_ends_at = $6, ended_at = $7, end_cause = $8, end_side = $9
 WHERE id = $1 AND state = $2;

-- name: call_record_meter
-- $1 id, $2 witnessed, $3 limit, $4 warned, $5 held, $6 hold steps
UPDATE call SET witnessed_us = $2, limit_us = $3, warned = $4, held_minor = $5, hold_steps = $6
 WHERE id = $1 AND state <> 'ended';

-- name: call_meter_look
-- $1 id
SELECT witnessed_us, limit_us, step_us, warned FROM call WHERE id = $1 AND state = 'bridged';

-- name: call_record_witnessed
-- $1 id, $2 witnessed
-- The every-second journal of a talk that needs no decision: it only ever rises, and never past its limit.
UPDATE call SET witnessed_us = $2
 WHERE id = $1 AND state = 'bridged' AND witnessed_us < $2 AND limit_us >= $2;

-- name: call_record_bill
-- $1 id, $2 witnessed, $3 billed, $4 charge, $5 earned, $6 settled at
-- A call is settled once (M7).
UPDATE call SET witnessed_us = $2, billed_us = $3, charge_minor = $4, earned_minor = $5, settled_at = $6, held_minor = 0
 WHERE id = $1 AND settled_at IS NULL;

-- name: call_live_of_customer
-- $1 customer
-- A customer whose phone still hears our last words is not free for the next advisor (E5).
SELECT CAST(COUNT(*) AS BIGINT) FROM call WHERE customer_id = $1 AND (state <> 'ended' OR customer_on = 1);

-- name: call_lease_of
-- $1 account
-- The call this person is in as an advisor, their own menu after it included; 0: none.
SELECT CAST(COALESCE(MAX(call_id), 0) AS BIGINT) FROM advisor WHERE id = $1;

-- name: call_record_customer_on
-- $1 id, $2 on
UPDATE call SET customer_on = $2 WHERE id = $1;

-- name: call_ids_of_customer
-- $1 customer, $2 most
SELECT id FROM call WHERE customer_id = $1 AND (state <> 'ended' OR customer_on = 1) ORDER BY id LIMIT $2;

-- name: call_customer_lock
-- lock
-- $1 account
SELECT id FROM account WHERE id = $1;

-- name: call_pair_talks
-- $1 advisor, $2 customer, $3 most that matter
SELECT CAST(COUNT(*) AS BIGINT) FROM (
  SELECT 1 AS one FROM call WHERE advisor_id = $1 AND customer_id = $2 AND charge_minor > 0 LIMIT $3) AS talk;

-- name: call_left_behind
-- $1 node, $2 most
-- Calls of this node that its former process did not end, and ended ones whose advisor still sits in the menu.
SELECT c.id FROM call c
 WHERE c.node = $1 AND c.state <> 'ended'
UNION
SELECT g.call_id FROM leg g WHERE g.node = $1 AND g.state <> 'ended'
 ORDER BY 1 LIMIT $2;

-- name: mark_insert
-- $1 id, $2 call, $3 at, $4 side, $5 what, $6 detail
INSERT INTO mark (id, call_id, at, side, what, detail) VALUES ($1, $2, $3, $4, $5, $6);

-- name: mark_list
-- $1 call, $2 most
SELECT id, at, side, what, detail FROM mark WHERE call_id = $1 ORDER BY id LIMIT $2;

-- name: call_menu
-- $1 call
-- What the advisor's phone offers after the call, and the last key pressed for it there or on a page.
SELECT l.scene, COALESCE(m.detail, ''), m.at
  FROM leg l
  LEFT JOIN mark m ON m.id = (SELECT MAX(k.id) FROM mark k
                               WHERE k.call_id = $1 AND k.side = 'advisor' AND k.what IN ('key', 'click'))
 WHERE l.call_id = $1 AND l.side = 'advisor' AND l.state <> 'ended' AND l.scene IN ('menu', 'availability')
 ORDER BY l.id DESC
 LIMIT 1;
