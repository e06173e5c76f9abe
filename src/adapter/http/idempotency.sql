-- Answers kept under the key their sender chose.

-- name: idempotency_get
-- $1 principal, $2 key
SELECT fingerprint, status, headers, body
  FROM idempotency
 WHERE principal = $1
   AND key = $2;

-- name: idempotency_insert
-- $1 principal, $2 key, $3 fingerprint, $4 status, $5 headers, $6 body, $7 now
-- Nothing changed means that another lane was first: the whole message is run again and finds its answer.
INSERT INTO idempotency (principal, key, fingerprint, status, headers, body, created_at)
VALUES ($1, $2, $3, $4, $5, $6, $7)
    ON CONFLICT (principal, key) DO NOTHING;

-- name: idempotency_sweep
-- $1 older than, $2 most
DELETE FROM idempotency
 WHERE (principal, key) IN (SELECT principal, key
                              FROM idempotency
                             WHERE created_at < $1
                             ORDER BY created_at
                             LIMIT $2);
