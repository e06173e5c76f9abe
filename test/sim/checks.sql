-- What the simulator asks the store, in words of its own.

-- name: sim_dial
-- $1 call
SELECT c.advisor_id, c.created_at, b.id, b.requested_at, b.expires_at, b.attempts, c.customer_id, c.price_minor,
       b.price_minor, l.price_minor
  FROM call c JOIN callback b ON b.id = c.callback_id JOIN listing l ON l.id = b.listing_id WHERE c.id = $1;

-- name: sim_overtaken
-- $1 advisor, $2 requested_at, $3 id, $4 at, $5 most
SELECT c.id FROM callback c
 WHERE c.advisor_id = $1 AND c.state = 'waiting' AND (c.requested_at < $2 OR (c.requested_at = $2 AND c.id < $3))
   AND c.not_before <= $4 AND c.expires_at > $4
   AND NOT EXISTS (SELECT 1 FROM call t WHERE t.customer_id = c.customer_id AND (t.state <> 'ended' OR t.customer_on = 1))
   AND NOT EXISTS (SELECT 1 FROM advisor v WHERE v.id = c.customer_id AND v.call_id IS NOT NULL)
 ORDER BY c.requested_at, c.id
 LIMIT $5;

-- name: sim_behind
-- $1 id
-- Who stands right behind, asked in other words than the daemon does.
SELECT o.id FROM callback o JOIN callback c ON c.id = $1
 WHERE o.advisor_id = c.advisor_id AND o.state = 'waiting' AND c.state = 'waiting'
   AND (o.requested_at > c.requested_at OR (o.requested_at = c.requested_at AND o.id > c.id))
 ORDER BY o.requested_at, o.id
 LIMIT 1;

-- name: sim_calls
-- $1 ids above, $2 most
SELECT id, state, witnessed_us, charge_minor, held_minor, limit_us, price_minor, minimum_us, step_us, free_under_us
  FROM call WHERE id > $1 ORDER BY id LIMIT $2;

-- name: sim_callback
-- $1 id
SELECT id, state, attempts, ended_at FROM callback WHERE id = $1;

-- name: sim_states
SELECT state, COUNT(*) FROM callback GROUP BY state ORDER BY state;

-- name: sim_two_states
-- One live dial an advisor, one live callback a pair; both are indexes, asked again without them.
SELECT COUNT(*) FROM (SELECT advisor_id FROM callback WHERE state IN ('offering', 'ringing', 'connected')
                       GROUP BY advisor_id HAVING COUNT(*) > 1) AS twice;

-- name: sim_miscounted
SELECT COUNT(*) FROM advisor v
 WHERE v.waiting <> (SELECT COUNT(*) FROM callback c WHERE c.advisor_id = v.id AND c.state = 'waiting');

-- name: sim_leased
SELECT COUNT(*) FROM advisor WHERE call_id IS NOT NULL;

-- name: sim_live_legs
SELECT COUNT(*) FROM leg WHERE state <> 'ended';

-- name: sim_not_world
SELECT COALESCE((SELECT SUM(minor) FROM transfer WHERE debit = 'world:topup'), 0);

-- name: sim_held
SELECT COALESCE((SELECT SUM(minor) FROM transfer WHERE credit LIKE 'held:%'), 0)
     - COALESCE((SELECT SUM(minor) FROM transfer WHERE debit LIKE 'held:%'), 0);

-- name: sim_charged
SELECT COALESCE(SUM(charge_minor), 0) FROM call;

-- name: sim_talks
SELECT COUNT(*) FROM call WHERE charge_minor > 0;

-- name: sim_idle
-- $1 now
-- Free advisors with a phone, and somebody in their line who could be dialed: the lane has forgotten them.
SELECT COUNT(*) FROM advisor v
 WHERE v.intent = 'taking_calls' AND v.call_id IS NULL AND COALESCE(v.wrap_until, 0) <= $1
   AND COALESCE(v.paused_until, 0) <= $1
   AND EXISTS (SELECT 1 FROM number n WHERE n.account_id = v.id AND n.proved_at IS NOT NULL)
   AND NOT EXISTS (SELECT 1 FROM call t WHERE t.customer_id = v.id AND (t.state <> 'ended' OR t.customer_on = 1))
   AND EXISTS (SELECT 1 FROM callback c
                WHERE c.advisor_id = v.id AND c.state = 'waiting' AND c.not_before <= $1 AND c.expires_at > $1
                  AND NOT EXISTS (SELECT 1 FROM call t WHERE t.customer_id = c.customer_id
                                                         AND (t.state <> 'ended' OR t.customer_on = 1))
                  AND NOT EXISTS (SELECT 1 FROM advisor w WHERE w.id = c.customer_id AND w.call_id IS NOT NULL));

-- name: sim_two_calls
SELECT (SELECT COUNT(*) FROM (SELECT customer_id FROM call WHERE state <> 'ended' OR customer_on = 1
                               GROUP BY customer_id HAVING COUNT(*) > 1) AS twice)
     + (SELECT COUNT(*) FROM advisor v JOIN call t ON t.customer_id = v.id
         WHERE v.call_id IS NOT NULL AND (t.state <> 'ended' OR t.customer_on = 1));
