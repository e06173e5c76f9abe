-- The wallboard: everything at one instant. Where $1 is a category, 0 is all of them.

-- name: wall_line
-- $1 category
-- All who wait, and since when the longest.
SELECT CAST(COUNT(*) AS BIGINT), MIN(requested_at)
  FROM callback
 WHERE state = 'waiting' AND ($1 = 0 OR listing_id IN (SELECT id FROM listing WHERE category_id = $1));

-- name: wall_calls
-- $1 category
SELECT CAST(COALESCE(SUM(CASE WHEN state IN ('bridged', 'paused') THEN 1 ELSE 0 END), 0) AS BIGINT),
       CAST(COALESCE(SUM(CASE WHEN state IN ('placed', 'consenting') THEN 1 ELSE 0 END), 0) AS BIGINT)
  FROM call
 WHERE state <> 'ended' AND ($1 = 0 OR listing_id IN (SELECT id FROM listing WHERE category_id = $1));

-- name: wall_taking
-- $1 category
SELECT CAST(COUNT(*) AS BIGINT)
  FROM advisor
 WHERE intent = 'taking_calls' AND ($1 = 0 OR id IN (SELECT advisor_id FROM listing WHERE category_id = $1));

-- name: wall_kept
-- $1 category, $2 ids from, $3 ended since
-- Kept: the talk came about inside the customer's limit. Lost: the limit passed, or we took it back.
SELECT CAST(COALESCE(SUM(CASE WHEN state = 'completed' THEN 1 ELSE 0 END), 0) AS BIGINT),
       CAST(COALESCE(SUM(CASE WHEN state IN ('expired', 'withdrawn') THEN 1 ELSE 0 END), 0) AS BIGINT)
  FROM callback
 WHERE id >= $2 AND ended_at >= $3 AND ($1 = 0 OR listing_id IN (SELECT id FROM listing WHERE category_id = $1));

-- name: wall_charged
-- $1 category, $2 ids from, $3 ended since
SELECT CAST(COALESCE(SUM(charge_minor), 0) AS BIGINT)
  FROM call
 WHERE id >= $2 AND ended_at >= $3 AND ($1 = 0 OR listing_id IN (SELECT id FROM listing WHERE category_id = $1));

-- name: wall_lines
-- $1 category, $2 most
SELECT c.advisor_id, a.nickname, CAST(COUNT(*) AS BIGINT) AS waiting, MIN(c.requested_at) AS oldest
  FROM callback c
  JOIN account a ON a.id = c.advisor_id
 WHERE c.state = 'waiting' AND ($1 = 0 OR c.listing_id IN (SELECT id FROM listing WHERE category_id = $1))
 GROUP BY c.advisor_id, a.nickname
 ORDER BY oldest, c.advisor_id
 LIMIT $2;

-- name: wall_advisors
-- $1 category, $2 most
-- Whoever takes calls or is in one, the longest in their state first.
SELECT v.id, a.nickname, v.intent, v.paused_until, v.wrap_until, v.call_id, v.changed_at, v.reserved_until,
       COALESCE(c.state, ''), c.bridged_at, c.created_at
  FROM advisor v
  JOIN account a ON a.id = v.id
  LEFT JOIN call c ON c.id = v.call_id
 WHERE a.state = 'active' AND (v.intent <> 'away' OR v.call_id IS NOT NULL)
   AND ($1 = 0 OR v.id IN (SELECT advisor_id FROM listing WHERE category_id = $1))
 ORDER BY COALESCE(c.bridged_at, c.created_at, v.changed_at), v.id
 LIMIT $2;

-- name: wall_arrivals
-- $1 category, $2 ids from, $3 since, $4 most
SELECT requested_at / 60000000 AS minute, CAST(COUNT(*) AS BIGINT)
  FROM callback
 WHERE id >= $2 AND requested_at >= $3 AND ($1 = 0 OR listing_id IN (SELECT id FROM listing WHERE category_id = $1))
 GROUP BY requested_at / 60000000
 ORDER BY minute
 LIMIT $4;

-- name: wall_completions
-- $1 category, $2 ids from, $3 since, $4 most
SELECT ended_at / 60000000 AS minute, CAST(COUNT(*) AS BIGINT)
  FROM callback
 WHERE id >= $2 AND ended_at >= $3 AND state = 'completed'
   AND ($1 = 0 OR listing_id IN (SELECT id FROM listing WHERE category_id = $1))
 GROUP BY ended_at / 60000000
 ORDER BY minute
 LIMIT $4;

-- name: wall_failures
-- $1 ids from, $2 ended since, $3 fewest, $4 most
-- Trunks that say no again and again; a busy phone or one nobody answers is no fault of theirs.
SELECT trunk, sip_code, CAST(COUNT(*) AS BIGINT) AS times
  FROM leg
 WHERE id >= $1 AND ended_at >= $2 AND trunk IS NOT NULL AND answered_at IS NULL
   AND sip_code >= 400 AND sip_code NOT IN (404, 408, 410, 480, 484, 486, 487, 600, 603, 604)
 GROUP BY trunk, sip_code
HAVING COUNT(*) >= $3
 ORDER BY times DESC, trunk
 LIMIT $4;
