-- What the simulator asks the store, in words of its own.

-- name: sim_dial
-- $1 call
SELECT c.advisor_id, c.created_at, b.id, b.requested_at, b.expires_at, b.attempts, c.customer_id
  FROM call c JOIN callback b ON b.id = c.callback_id WHERE c.id = $1;

-- name: sim_overtaken
-- $1 advisor, $2 requested_at, $3 id, $4 at
SELECT COUNT(*) FROM callback c
 WHERE c.advisor_id = $1 AND c.state = 'waiting' AND (c.requested_at < $2 OR (c.requested_at = $2 AND c.id < $3))
   AND c.not_before <= $4 AND c.expires_at > $4
   AND NOT EXISTS (SELECT 1 FROM call t WHERE t.customer_id = c.customer_id AND (t.state <> 'ended' OR t.customer_on = 1));

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
