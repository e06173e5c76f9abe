-- What operators have set.

-- name: setting_values
-- $1 most
SELECT s.name, s.value, s.changed_at, a.nickname
  FROM setting s
  LEFT JOIN account a ON a.id = s.account_id
 ORDER BY s.name
 LIMIT $1;

-- name: setting_put
-- $1 name, $2 value, $3 now, $4 account
INSERT INTO setting (name, value, changed_at, account_id) VALUES ($1, $2, $3, $4)
ON CONFLICT (name) DO UPDATE SET value = excluded.value, changed_at = excluded.changed_at, account_id = excluded.account_id;

-- name: setting_forget
-- $1 name
DELETE FROM setting WHERE name = $1;

-- name: setting_version
SELECT version FROM setting_version;

-- name: setting_advance
-- $1 the version it was decided on
-- One at a time: whoever comes second finds another version.
UPDATE setting_version SET version = version + 1 WHERE version = $1;
