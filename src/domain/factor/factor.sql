-- Second factors.

-- name: factor_get
-- $1 account
SELECT account_id, secret, created_at, confirmed_at, last_step,
       (SELECT CAST(COUNT(*) AS BIGINT) FROM recovery r WHERE r.account_id = f.account_id AND r.used_at IS NULL)
  FROM factor f
 WHERE account_id = $1;

-- name: factor_begin
-- $1 account, $2 secret, $3 now
-- One that is confirmed stays.
INSERT INTO factor (account_id, secret, created_at) VALUES ($1, $2, $3)
ON CONFLICT (account_id) DO UPDATE SET secret = excluded.secret, created_at = excluded.created_at
 WHERE factor.confirmed_at IS NULL;

-- name: factor_confirm
-- $1 account, $2 now, $3 step
UPDATE factor SET confirmed_at = $2, last_step = $3 WHERE account_id = $1 AND confirmed_at IS NULL;

-- name: factor_use_step
-- $1 account, $2 step
UPDATE factor SET last_step = $2 WHERE account_id = $1 AND last_step < $2;

-- name: factor_recovery_insert
-- $1 account, $2 hash
INSERT INTO recovery (account_id, code_hash) VALUES ($1, $2);

-- name: factor_recovery_use
-- $1 account, $2 hash, $3 now
UPDATE recovery SET used_at = $3 WHERE account_id = $1 AND code_hash = $2 AND used_at IS NULL;

-- name: factor_recovery_forget
-- $1 account
DELETE FROM recovery WHERE account_id = $1;

-- name: factor_forget
-- $1 account
DELETE FROM factor WHERE account_id = $1;

-- name: factor_unsealed
-- $1 most
-- Base 32 has no colon, what is sealed has one.
SELECT account_id, secret, created_at, confirmed_at, last_step, CAST(0 AS BIGINT)
  FROM factor
 WHERE secret NOT LIKE '%:%'
 ORDER BY account_id
 LIMIT $1;

-- name: factor_reseal
-- $1 account, $2 secret
UPDATE factor SET secret = $2 WHERE account_id = $1;
