-- The wallboard: everything at one instant.

-- name: wall_line
-- All who wait, and since when the longest.
SELECT CAST(COUNT(*) AS BIGINT), MIN(requested_at) FROM callback WHERE state = 'waiting';

-- name: wall_calls
SELECT CAST(COALESCE(SUM(CASE WHEN state IN ('bridged', 'paused') THEN 1 ELSE 0 END), 0) AS BIGINT),
       CAST(COALESCE(SUM(CASE WHEN state IN ('placed', 'consenting') THEN 1 ELSE 0 END), 0) AS BIGINT)
  FROM call
 WHERE state <> 'ended';

-- name: wall_taking
SELECT CAST(COUNT(*) AS BIGINT) FROM advisor WHERE intent = 'taking_calls';

-- name: wall_kept
-- $1 ids from, $2 ended since
-- Kept: the talk came about inside the customer's limit. Lost: the limit passed, or we took it back.
SELECT CAST(COALESCE(SUM(CASE WHEN state = 'completed' THEN 1 ELSE 0 END), 0) AS BIGINT),
       CAST(COALESCE(SUM(CASE WHEN state IN ('expired', 'withdrawn') THEN 1 ELSE 0 END), 0) AS BIGINT)
  FROM callback
 WHERE id >= $1 AND ended_at >= $2;

-- name: wall_lines
-- $1 most
SELECT c.advisor_id, a.nickname, CAST(COUNT(*) AS BIGINT) AS waiting, MIN(c.requested_at) AS oldest
  FROM callback c
  JOIN account a ON a.id = c.advisor_id
 WHERE c.state = 'waiting'
 GROUP BY c.advisor_id, a.nickname
 ORDER BY oldest, c.advisor_id
 LIMIT $1;

-- name: wall_advisors
-- $1 most
-- Whoever takes calls or is in one, the longest in their state first.
SELECT v.id, a.nickname, v.intent, v.paused_until, v.wrap_until, v.call_id, v.changed_at, v.reserved_until,
       COALESCE(c.state, ''), c.bridged_at, c.created_at
  FROM advisor v
  JOIN account a ON a.id = v.id
  LEFT JOIN call c ON c.id = v.call_id
 WHERE a.state = 'active' AND (v.intent <> 'away' OR v.call_id IS NOT NULL)
 ORDER BY COALESCE(c.bridged_at, c.created_at, v.changed_at), v.id
 LIMIT $1;

-- name: wall_arrivals
-- $1 ids from, $2 since, $3 most
SELECT requested_at / 60000000 AS minute, CAST(COUNT(*) AS BIGINT)
  FROM callback
 WHERE id >= $1 AND requested_at >= $2
 GROUP BY requested_at / 60000000
 ORDER BY minute
 LIMIT $3;

-- name: wall_completions
-- $1 ids from, $2 since, $3 most
SELECT ended_at / 60000000 AS minute, CAST(COUNT(*) AS BIGINT)
  FROM callback
 WHERE id >= $1 AND ended_at >= $2 AND state = 'completed'
 GROUP BY ended_at / 60000000
 ORDER BY minute
 LIMIT $3;
