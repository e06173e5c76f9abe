-- name: http_line_is_shown
-- $1 advisor
SELECT id FROM account WHERE id = $1 AND state = 'active';

-- name: http_event_page
-- $1 before this number, $2 1: everything, $3 account, $4 kind or '', $5 most
SELECT id, number, at, kind, subject, advisor_id, customer_id, public, data
  FROM event
 WHERE number < $1
   AND ($2 = 1 OR public = 1 OR customer_id = $3 OR advisor_id = $3)
   AND ($4 = '' OR kind = $4)
 ORDER BY number DESC
 LIMIT $5;
