-- An advisor's row is the lock of everything about this advisor.

-- name: availability_get
-- $1 advisor
SELECT id, intent, callbacks_on, appointments_on, misses, paused_until, wrap_until, call_id, share, changed_at,
       version, (SELECT state FROM call WHERE call.id = advisor.call_id), reserved_for, reserved_at, reserved_until,
       after_call, back_at, wrap_us, waiting
  FROM advisor
 WHERE id = $1;

-- name: availability_lock
-- lock
-- $1 advisor
SELECT id, intent, callbacks_on, appointments_on, misses, paused_until, wrap_until, call_id, share, changed_at,
       version, (SELECT state FROM call WHERE call.id = advisor.call_id), reserved_for, reserved_at, reserved_until,
       after_call, back_at, wrap_us, waiting
  FROM advisor
 WHERE id = $1;

-- name: availability_create
-- $1 advisor, $2 now
-- unasked: whoever made the row, it is the same row
INSERT INTO advisor (id, intent, changed_at) VALUES ($1, 'away', $2)
ON CONFLICT (id) DO NOTHING;

-- name: availability_write
-- $1 advisor, $2 intent, $3 call backs on, $4 appointments on, $5 misses, $6 paused until, $7 wrap until, $8 call,
-- $9 changed at, $10 after the call, $11 back at
UPDATE advisor
   SET intent = $2, callbacks_on = $3, appointments_on = $4, misses = $5, paused_until = $6, wrap_until = $7,
       call_id = $8, changed_at = $9, after_call = $10, back_at = $11, version = version + 1
 WHERE id = $1;

-- name: availability_line_moved
-- $1 advisor, $2 how many more wait
-- No version: what the advisor decides is not touched by who comes and goes.
UPDATE advisor SET waiting = waiting + $2 WHERE id = $1;

-- name: availability_taking
-- $1 id above, $2 most
-- Advisors who could be given somebody, for the first look after a start.
SELECT id FROM advisor WHERE intent = 'taking_calls' AND id > $1 ORDER BY id LIMIT $2;

-- name: availability_write_reserve
-- $1 advisor, $2 customer, $3 since, $4 until, $5 now
UPDATE advisor
   SET reserved_for = $2, reserved_at = $3, reserved_until = $4, changed_at = $5, version = version + 1
 WHERE id = $1;

-- name: availability_write_wrap
-- $1 advisor, $2 microseconds or -1
UPDATE advisor SET wrap_us = $2, version = version + 1 WHERE id = $1;

-- name: pin_set
-- $1 advisor, $2 hash, $3 at
INSERT INTO pin (advisor_id, hash, set_at) VALUES ($1, $2, $3)
ON CONFLICT (advisor_id) DO UPDATE SET hash = $2, set_at = $3;

-- name: pin_remove
-- $1 advisor
DELETE FROM pin WHERE advisor_id = $1;

-- name: pin_set_at
-- $1 advisor
SELECT CAST(COALESCE(MAX(set_at), 0) AS BIGINT) FROM pin WHERE advisor_id = $1;
