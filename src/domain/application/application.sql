-- Applications: who asks to become an advisor.

-- part: application_row
SELECT p.id, p.account_id, a.login, a.nickname, a.state, p.nickname, p.category_id, c.title, p.title, p.description,
       p.price_minor, p.about, p.state, p.asked_at, p.ended_at, p.ended_by, e.nickname, p.reason, p.listing_id
  FROM application p
  JOIN account a ON a.id = p.account_id
  JOIN category c ON c.id = p.category_id
  LEFT JOIN account e ON e.id = p.ended_by;

-- name: application_insert
-- $1 id, $2 account, $3 nickname, $4 category, $5 title, $6 description, $7 price, $8 about, $9 now
INSERT INTO application (id, account_id, nickname, category_id, title, description, price_minor, about, state, asked_at)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, 'pending', $9)
ON CONFLICT DO NOTHING;

-- name: application_get
-- $1 id
{application_row}
 WHERE p.id = $1;

-- name: application_lock
-- lock
-- $1 id
SELECT id FROM application WHERE id = $1;

-- name: application_list
-- $1 ids below, $2 state, '' any, $3 most
{application_row}
 WHERE p.id < $1
   AND (p.state = $2 OR $2 = '')
 ORDER BY p.id DESC
 LIMIT $3;

-- name: application_list_of_account
-- $1 account, $2 ids below, $3 state, '' any, $4 most
{application_row}
 WHERE p.account_id = $1
   AND p.id < $2
   AND (p.state = $3 OR $3 = '')
 ORDER BY p.id DESC
 LIMIT $4;

-- name: application_pending
-- $1 account, 0 anybody's
SELECT CAST(COUNT(*) AS BIGINT) FROM application WHERE state = 'pending' AND (account_id = $1 OR $1 = 0);

-- name: application_asked_since
-- $1 account, $2 since
SELECT CAST(COUNT(*) AS BIGINT) FROM application WHERE account_id = $1 AND asked_at > $2;

-- name: application_forget
-- $1 ids below, $2 ended before, $3 most
DELETE FROM application
 WHERE id IN (SELECT id FROM application
               WHERE state IN ('approved', 'declined', 'withdrawn') AND id < $1 AND ended_at < $2
               ORDER BY id
               LIMIT $3);

-- name: application_end
-- $1 id, $2 state, $3 now, $4 by or null, $5 reason, $6 listing or null
UPDATE application
   SET state = $2, ended_at = $3, ended_by = $4, reason = $5, listing_id = $6
 WHERE id = $1;
