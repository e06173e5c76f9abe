-- A call's ladder: its legs as the telephone saw them, and the money it moved.

-- name: ladder_legs
-- $1 call, $2 most
-- A leg that went over to the advisor's next call is shown with that one, and here by its marks.
SELECT id, side, number, state, created_at, ringing_at, answered_at, ended_at, end_cause, sip_code, trunk, sip_call_id
  FROM leg
 WHERE call_id = $1
 ORDER BY id
 LIMIT $2;

-- name: ladder_transfers
-- $1 held account of the call, $2 most
SELECT id, at, debit, credit, minor, currency, kind, cause
  FROM transfer
 WHERE debit = $1 OR credit = $1
 ORDER BY id
 LIMIT $2;

-- name: capture_insert
-- $1 leg, $2 now, $3 left out, $4 messages
-- unasked: a leg of nobody's call is not there
INSERT INTO capture (leg_id, at, left_out, messages)
SELECT id, CAST($2 AS BIGINT), CAST($3 AS BIGINT), CAST($4 AS TEXT)
  FROM leg
 WHERE id = $1
    ON CONFLICT (leg_id) DO NOTHING;

-- name: capture_of
-- $1 call, $2 most
SELECT leg.id, leg.side, capture.left_out, capture.messages
  FROM leg
  JOIN capture ON capture.leg_id = leg.id
 WHERE leg.call_id = $1
 ORDER BY leg.id
 LIMIT $2;

-- name: capture_forget
-- $1 older than, $2 most
DELETE FROM capture WHERE leg_id IN (SELECT leg_id FROM capture WHERE at < $1 ORDER BY at LIMIT $2);
