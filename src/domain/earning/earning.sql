-- What an advisor earned, from the ledger and the calls it names.

-- name: earning_days
-- $1 ledger account, $2 since, $3 most
-- A quarter of an hour each, for every zone's days begin at one; what was taken back counts when it was taken.
SELECT quarter, CAST(SUM(amount) AS BIGINT)
  FROM (SELECT at / 900000000 AS quarter, minor AS amount FROM transfer WHERE credit = $1 AND at >= $2
        UNION ALL
        SELECT at / 900000000, -minor FROM transfer WHERE debit = $1 AND at >= $2) AS line
 GROUP BY quarter
 ORDER BY quarter
 LIMIT $3;

-- name: earning_talks
-- $1 advisor, $2 since, $3 most
SELECT settled_at / 900000000 AS quarter, CAST(COUNT(*) AS BIGINT), CAST(SUM(witnessed_us) AS BIGINT)
  FROM call
 WHERE advisor_id = $1 AND settled_at >= $2 AND bridged_at IS NOT NULL
 GROUP BY settled_at / 900000000
 ORDER BY quarter
 LIMIT $3;

-- name: earning_of_listings
-- $1 advisor, $2 since, $3 most
SELECT c.listing_id, l.title, CAST(COUNT(*) AS BIGINT), CAST(SUM(c.witnessed_us) AS BIGINT),
       CAST(SUM(c.earned_minor) AS BIGINT) AS earned
  FROM call c
  JOIN listing l ON l.id = c.listing_id
 WHERE c.advisor_id = $1 AND c.settled_at >= $2 AND c.bridged_at IS NOT NULL
 GROUP BY c.listing_id, l.title
 ORDER BY earned DESC, c.listing_id
 LIMIT $3;

-- name: earning_of_customers
-- $1 advisor, $2 since, $3 most
SELECT c.customer_id, k.nickname, CAST(COUNT(*) AS BIGINT), CAST(SUM(c.witnessed_us) AS BIGINT),
       CAST(SUM(c.earned_minor) AS BIGINT) AS earned
  FROM call c
  JOIN account k ON k.id = c.customer_id
 WHERE c.advisor_id = $1 AND c.settled_at >= $2 AND c.bridged_at IS NOT NULL
 GROUP BY c.customer_id, k.nickname
 ORDER BY earned DESC, c.customer_id
 LIMIT $3;

-- name: earning_customers
-- $1 advisor, $2 calls below, $3 most, $4 customer or 0
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
 WHERE t.last_call < $2 AND ($4 = 0 OR t.customer_id = $4)
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
