-- People.

-- name: account_insert
-- $1 id, $2 roles, $3 login, $4 nickname, $5 password or null, $6 time zone, $7 language, $8 now, $9 part
INSERT INTO account (id, roles, login, nickname, password, timezone, language, state, created_at, operator_part)
VALUES ($1, $2, $3, $4, $5, $6, $7, 'active', $8, $9)
ON CONFLICT DO NOTHING;

-- name: account_get
-- $1 id
SELECT id, roles, operator_part, login, nickname, password, timezone, language, state, created_at, version
  FROM account
 WHERE id = $1;

-- name: account_lock
-- lock
-- $1 id
SELECT id, roles, operator_part, login, nickname, password, timezone, language, state, created_at, version
  FROM account
 WHERE id = $1;

-- name: account_by_login
-- $1 login in lower case
SELECT id, roles, operator_part, login, nickname, password, timezone, language, state, created_at, version
  FROM account
 WHERE login = $1;

-- name: account_of_nickname
-- $1 nickname
SELECT id FROM account WHERE nickname = $1;

-- name: account_list
-- $1 ids below, $2 bits of roles, 0 any, $3 state, '' any, $4 most
SELECT id, roles, operator_part, login, nickname, password, timezone, language, state, created_at, version
  FROM account
 WHERE id < $1
   AND ((roles & $2) <> 0 OR $2 = 0)
   AND (state = $3 OR $3 = '')
 ORDER BY id DESC
 LIMIT $4;

-- name: account_write
-- $1 id, $2 roles, $3 nickname, $4 password or null, $5 time zone, $6 language, $7 state, $8 part
UPDATE account
   SET roles = $2, nickname = $3, password = $4, timezone = $5, language = $6, state = $7, operator_part = $8,
       version = version + 1
 WHERE id = $1;

-- name: account_owners_lock
-- lock
-- $1 most
SELECT id, roles, operator_part, login, nickname, password, timezone, language, state, created_at, version
  FROM account
 WHERE operator_part = 'owner'
   AND state = 'active'
 ORDER BY id
 LIMIT $1;
