-- Sessions, API keys and the guard.

-- name: session_insert
-- $1 token hash, $2 account, $3 now, $4 end
INSERT INTO session (token_hash, account_id, created_at, seen_at, expires_at) VALUES ($1, $2, $3, $3, $4);

-- name: session_get
-- $1 token hash, $2 now
SELECT token_hash, account_id, created_at, seen_at, expires_at
  FROM session
 WHERE token_hash = $1
   AND expires_at > $2;

-- name: session_delete
-- $1 token hash
DELETE FROM session WHERE token_hash = $1;

-- name: session_delete_of_account
-- $1 account
DELETE FROM session WHERE account_id = $1;

-- name: session_delete_others
-- $1 account, $2 token hash of the one that stays
DELETE FROM session WHERE account_id = $1 AND token_hash <> $2;

-- name: session_seen
-- $1 token hash, $2 now
UPDATE session SET seen_at = $2 WHERE token_hash = $1 AND seen_at < $2;

-- name: session_sweep
-- $1 now, $2 most
DELETE FROM session
 WHERE token_hash IN (SELECT token_hash FROM session WHERE expires_at <= $1 ORDER BY expires_at LIMIT $2);

-- name: api_key_insert
-- $1 id, $2 account, $3 name, $4 token hash, $5 scopes, $6 now
INSERT INTO api_key (id, account_id, name, token_hash, scopes, created_at) VALUES ($1, $2, $3, $4, $5, $6);

-- name: api_key_get
-- $1 id
SELECT id, account_id, name, token_hash, scopes, created_at, revoked_at FROM api_key WHERE id = $1;

-- name: api_key_by_token
-- $1 token hash
SELECT id, account_id, name, token_hash, scopes, created_at, revoked_at
  FROM api_key
 WHERE token_hash = $1
   AND revoked_at IS NULL;

-- name: api_key_list
-- $1 account, $2 most
SELECT id, account_id, name, token_hash, scopes, created_at, revoked_at
  FROM api_key
 WHERE account_id = $1
 ORDER BY id DESC
 LIMIT $2;

-- name: api_key_count
-- $1 account
SELECT COUNT(*) FROM api_key WHERE account_id = $1 AND revoked_at IS NULL;

-- name: api_key_revoke
-- $1 id, $2 now
UPDATE api_key SET revoked_at = $2 WHERE id = $1 AND revoked_at IS NULL;

-- name: guard_get
-- $1 name, $2 now
SELECT count, until FROM guard WHERE name = $1 AND until > $2;

-- name: guard_wrong
-- $1 name, $2 now, $3 remembered until
-- A forgotten counter begins again at one.
INSERT INTO guard (name, count, until) VALUES ($1, 1, $3)
ON CONFLICT (name) DO UPDATE
   SET count = CASE WHEN guard.until > $2 THEN guard.count + 1 ELSE 1 END, until = excluded.until
RETURNING count, until;

-- name: guard_take
-- $1 name, $2 now, $3 end of a window that begins now
INSERT INTO guard (name, count, until) VALUES ($1, 1, $3)
ON CONFLICT (name) DO UPDATE
   SET count = CASE WHEN guard.until > $2 THEN guard.count + 1 ELSE 1 END,
       until = CASE WHEN guard.until > $2 THEN guard.until ELSE excluded.until END
RETURNING count, until;

-- name: guard_forget
-- $1 now, $2 most
DELETE FROM guard WHERE name IN (SELECT name FROM guard WHERE until <= $1 ORDER BY until LIMIT $2);

-- name: guard_delete
-- $1 name
DELETE FROM guard WHERE name = $1;
