-- What PostgreSQL says in other words.

-- name: node_hold
-- $1 id, $2 token
-- Held until COMMIT: who wants the node waits for us, and we for them, after which there is nothing.
SELECT token FROM node WHERE id = $1 AND token = $2 FOR SHARE;
