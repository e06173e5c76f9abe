-- The first run: until there is an operator, whoever holds the token on the server's stderr may become one.

-- name: setup_operators
SELECT CAST(COUNT(*) AS BIGINT) FROM (SELECT 1 AS one FROM account WHERE roles >= 4 LIMIT 1) AS operator;

-- name: setup_offer
-- $1 hash
INSERT INTO meta (key, value) VALUES ('setup_token', $1) ON CONFLICT (key) DO UPDATE SET value = excluded.value;

-- name: setup_take
-- $1 hash
DELETE FROM meta WHERE key = 'setup_token' AND value = $1;
