-- The audit log, read.

-- name: audit_list
-- $1 ids below, $2 account or 0, $3 first letters of the action, $4 their number, $5 subject or '', $6 nickname or '', $7 from, $8 to, $9 most
SELECT u.id, u.at, u.actor, u.account_id, a.nickname, u.action, u.subject, u.detail
  FROM audit u
  LEFT JOIN account a ON a.id = u.account_id
 WHERE u.id < $1 AND ($2 = 0 OR u.account_id = $2)
   AND (CAST($4 AS BIGINT) = 0 OR substr(u.action, 1, CAST($4 AS INTEGER)) = $3) AND ($5 = '' OR u.subject = $5)
   AND ($6 = '' OR lower(a.nickname) = lower($6)) AND u.at >= $7 AND u.at < $8
 ORDER BY u.id DESC
 LIMIT $9;
