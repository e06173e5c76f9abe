-- When the phone should ring: the advisor's last calls, and what was said to whom.

-- name: forecast_calls
-- $1 advisor, $2 most
SELECT created_at, accepted_at, bridged_at, ended_at
  FROM (SELECT created_at, accepted_at, bridged_at, ended_at FROM call WHERE advisor_id = $1 ORDER BY id DESC LIMIT $2) AS last
 WHERE ended_at IS NOT NULL;

-- name: forecast_running
-- $1 call
SELECT created_at, accepted_at, bridged_at, ended_at FROM call WHERE id = $1;

-- name: forecast_gone
-- $1 advisor, $2 most
-- Of the last ones in this line: how many are over, and how many of those left it without being called.
SELECT CAST(COALESCE(SUM(CASE WHEN ended_at IS NOT NULL THEN 1 ELSE 0 END), 0) AS BIGINT),
       CAST(COALESCE(SUM(CASE WHEN ended_at IS NOT NULL AND call_id IS NULL THEN 1 ELSE 0 END), 0) AS BIGINT)
  FROM (SELECT ended_at, call_id FROM callback WHERE advisor_id = $1 ORDER BY id DESC LIMIT $2) AS last;

-- name: forecast_insert
-- $1 callback, $2 advisor, $3 now, $4 ahead, $5 from, $6 to
INSERT INTO forecast (callback_id, advisor_id, made_at, ahead, ring_from, ring_to) VALUES ($1, $2, $3, $4, $5, $6);

-- name: forecast_rang
-- $1 callback, $2 now
UPDATE forecast SET rang_at = $2 WHERE callback_id = $1 AND rang_at IS NULL;

-- name: forecast_forget
-- $1 ids of callbacks below, $2 most
DELETE FROM forecast WHERE callback_id IN (SELECT callback_id FROM forecast WHERE callback_id < $1 ORDER BY callback_id LIMIT $2);

-- name: forecast_score
-- $1 most
-- Who left the line before the range was over says nothing about it; who left later without a ring says it was wrong.
SELECT CAST(COUNT(*) AS BIGINT),
       CAST(COALESCE(SUM(CASE WHEN rang_at <= ring_from THEN 1 ELSE 0 END), 0) AS BIGINT),
       CAST(COALESCE(SUM(CASE WHEN rang_at <= ring_to THEN 1 ELSE 0 END), 0) AS BIGINT)
  FROM (SELECT callback_id, rang_at, ring_from, ring_to FROM forecast ORDER BY callback_id DESC LIMIT $1) AS f
 WHERE rang_at IS NOT NULL OR (SELECT c.ended_at FROM callback c WHERE c.id = f.callback_id) > ring_to;
