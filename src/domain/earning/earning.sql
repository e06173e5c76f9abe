-- What an advisor earned, from the ledger and the calls it names.

-- name: earning_days
-- $1 ledger account, $2 since, $3 most
-- Days are UTC; what was taken back counts on the day it was taken.
SELECT day, CAST(SUM(amount) AS BIGINT)
  FROM (SELECT at / 86400000000 AS day, minor AS amount FROM transfer WHERE credit = $1 AND at >= $2
        UNION ALL
        SELECT at / 86400000000, -minor FROM transfer WHERE debit = $1 AND at >= $2) AS line
 GROUP BY day
 ORDER BY day
 LIMIT $3;

-- name: earning_talks
-- $1 advisor, $2 since, $3 most
SELECT settled_at / 86400000000 AS day, CAST(COUNT(*) AS BIGINT), CAST(SUM(witnessed_us) AS BIGINT)
  FROM call
 WHERE advisor_id = $1 AND settled_at >= $2 AND bridged_at IS NOT NULL
 GROUP BY settled_at / 86400000000
 ORDER BY day
 LIMIT $3;

-- name: earning_customers
-- $1 advisor, $2 calls below, $3 most
-- Whoever was talked with, the last one first; the last call's id is the page's cursor.
SELECT t.customer_id, k.nickname, t.last_call, t.last_talk, t.talks, t.talked, t.earned,
       CASE WHEN EXISTS (SELECT 1 FROM callback b
                          WHERE b.advisor_id = $1 AND b.customer_id = t.customer_id
                            AND b.state IN ('waiting', 'offering', 'ringing', 'connected')) THEN 1 ELSE 0 END
  FROM (SELECT customer_id, MAX(id) AS last_call, MAX(bridged_at) AS last_talk, CAST(COUNT(*) AS BIGINT) AS talks,
               CAST(SUM(witnessed_us) AS BIGINT) AS talked, CAST(SUM(earned_minor) AS BIGINT) AS earned
          FROM call
         WHERE advisor_id = $1 AND bridged_at IS NOT NULL
         GROUP BY customer_id) AS t
  JOIN account k ON k.id = t.customer_id
 WHERE t.last_call < $2
 ORDER BY t.last_call DESC
 LIMIT $3;

-- name: earning_customer_count
-- $1 advisor
SELECT CAST(COUNT(DISTINCT customer_id) AS BIGINT) FROM call WHERE advisor_id = $1 AND bridged_at IS NOT NULL;

-- name: earning_arranged
-- $1 advisor
-- Whoever is being called or is on the phone does not wait, as in the line itself.
SELECT CAST(COUNT(*) AS BIGINT) FROM callback
 WHERE advisor_id = $1 AND state = 'waiting' AND requested_at > 0;
