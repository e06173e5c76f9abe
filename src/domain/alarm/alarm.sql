-- Alarms: when a lane must look again. Lanes share them out by advisor; an id's upper bits are its time, the lower its place
-- within the millisecond, and only together do they spread.

-- name: alarm_set
-- $1 kind, $2 subject, $3 advisor, $4 at
INSERT INTO alarm (kind, subject, advisor_id, at)
VALUES ($1, $2, $3, $4)
ON CONFLICT (kind, subject) DO UPDATE SET advisor_id = excluded.advisor_id, at = excluded.at;

-- name: alarm_set_sooner
-- $1 kind, $2 subject, $3 advisor, $4 at
-- unasked: one that is sooner already is as good
INSERT INTO alarm (kind, subject, advisor_id, at)
VALUES ($1, $2, $3, $4)
ON CONFLICT (kind, subject) DO UPDATE SET advisor_id = excluded.advisor_id, at = excluded.at
 WHERE alarm.at > excluded.at;

-- name: alarm_clear
-- $1 kind, $2 subject
DELETE FROM alarm WHERE kind = $1 AND subject = $2;

-- name: alarm_next
-- $1 lane, $2 lanes
SELECT at
  FROM alarm
 WHERE ((advisor_id >> 22) + advisor_id) % $2 = $1
 ORDER BY at
 LIMIT 1;

-- name: alarm_due
-- $1 lane, $2 lanes, $3 now, $4 most
SELECT kind, subject, advisor_id, at
  FROM alarm
 WHERE at <= $3
   AND ((advisor_id >> 22) + advisor_id) % $2 = $1
 ORDER BY at
 LIMIT $4;

-- name: alarm_take
-- $1 kind, $2 subject, $3 at
-- Naming the time keeps one that was moved meanwhile.
DELETE FROM alarm WHERE kind = $1 AND subject = $2 AND at = $3;
