-- What the engine itself keeps: the node and its fencing token, and what is past its keeping.

-- name: node_register
-- $1 id if new, $2 name, $3 lease until
INSERT INTO node (id, name, token, lease_until) VALUES ($1, $2, 1, $3)
ON CONFLICT (name) DO UPDATE SET token = node.token + 1, lease_until = $3
RETURNING id, token;

-- name: node_hold
-- $1 id, $2 token
-- Nothing when another process took the node over.
SELECT token FROM node WHERE id = $1 AND token = $2;

-- name: node_renew
-- $1 id, $2 token, $3 lease until
UPDATE node SET lease_until = $3 WHERE id = $1 AND token = $2;

-- name: node_count
SELECT CAST(COALESCE(MAX(id), 0) AS BIGINT) FROM node;

-- name: engine_last_id
-- The highest id ever written by events and audit lines, which come with every change: new ids must be larger.
SELECT CAST(COALESCE(MAX(id), 0) AS BIGINT) FROM (
  SELECT MAX(id) AS id FROM event UNION ALL SELECT MAX(id) FROM audit UNION ALL SELECT MAX(id) FROM transfer
  UNION ALL SELECT MAX(id) FROM leg UNION ALL SELECT MAX(id) FROM mark) AS made;

-- name: idempotency_forget
-- $1 older than
DELETE FROM idempotency WHERE created_at < $1;
