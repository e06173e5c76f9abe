-- Telephone numbers of people, and those nobody may call.

-- name: number_insert
-- $1 id, $2 account, $3 E.164, $4 label, $5 priority, $6 proved at or null, $7 now
INSERT INTO number (id, account_id, e164, label, priority, proved_at, created_at)
VALUES ($1, $2, $3, $4, $5, $6, $7)
ON CONFLICT (account_id, e164) DO NOTHING;

-- name: number_list
-- $1 account, $2 most
SELECT id, account_id, e164, label, priority, proved_at, created_at
  FROM number
 WHERE account_id = $1
 ORDER BY priority, id
 LIMIT $2;

-- name: number_get
-- $1 account, $2 id
SELECT id, account_id, e164, label, priority, proved_at, created_at
  FROM number
 WHERE account_id = $1
   AND id = $2;

-- name: number_of
-- $1 account, $2 E.164
SELECT id, account_id, e164, label, priority, proved_at, created_at
  FROM number
 WHERE account_id = $1
   AND e164 = $2;

-- name: number_prove
-- $1 id, $2 now
UPDATE number SET proved_at = $2 WHERE id = $1 AND proved_at IS NULL;

-- name: number_set_priority
-- $1 id, $2 priority
UPDATE number SET priority = $2 WHERE id = $1;

-- name: number_delete
-- $1 account, $2 id
DELETE FROM number WHERE account_id = $1 AND id = $2;

-- name: number_first
-- $1 account
SELECT id, account_id, e164, label, priority, proved_at, created_at
  FROM number
 WHERE account_id = $1
   AND proved_at IS NOT NULL
 ORDER BY priority, id
 LIMIT 1;

-- name: opt_out_insert
-- $1 E.164, $2 now, $3 source
INSERT INTO opt_out (e164, at, source) VALUES ($1, $2, $3) ON CONFLICT (e164) DO NOTHING;

-- name: opt_out_get
-- $1 E.164
SELECT e164, at, source FROM opt_out WHERE e164 = $1;

-- name: opt_out_list
-- $1 at, $2 E.164 of the last one shown, $3 most
SELECT e164, at, source
  FROM opt_out
 WHERE (at, e164) < ($1, $2)
 ORDER BY at DESC, e164 DESC
 LIMIT $3;
