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
