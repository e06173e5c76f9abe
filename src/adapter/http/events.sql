-- name: http_line_is_shown
-- $1 advisor
SELECT id FROM account WHERE id = $1 AND state = 'active';

-- name: http_event_page
-- $1 before this number, $2 kind or '', $3 most
SELECT id, number, at, kind, subject, advisor_id, customer_id, public, data
  FROM event
 WHERE number < $1 AND ($2 = '' OR kind = $2)
 ORDER BY number DESC
 LIMIT $3;

-- name: http_event_page_of
-- $1 before this number, $2 kind or '', $3 most, $4 account
-- The three ways in which an event concerns somebody, each by its own index, no event twice.
SELECT id, number, at, kind, subject, advisor_id, customer_id, public, data FROM (
  SELECT * FROM (SELECT id, number, at, kind, subject, advisor_id, customer_id, public, data
                   FROM event
                  WHERE customer_id = $4 AND number < $1 AND ($2 = '' OR kind = $2)
                  ORDER BY number DESC LIMIT $3) AS as_customer
  UNION ALL
  SELECT * FROM (SELECT id, number, at, kind, subject, advisor_id, customer_id, public, data
                   FROM event
                  WHERE advisor_id = $4 AND COALESCE(customer_id, 0) <> $4 AND number < $1 AND ($2 = '' OR kind = $2)
                  ORDER BY number DESC LIMIT $3) AS as_advisor
  UNION ALL
  SELECT * FROM (SELECT id, number, at, kind, subject, advisor_id, customer_id, public, data
                   FROM event
                  WHERE public = 1 AND COALESCE(customer_id, 0) <> $4 AND COALESCE(advisor_id, 0) <> $4 AND number < $1
                    AND ($2 = '' OR kind = $2)
                  ORDER BY number DESC LIMIT $3) AS of_all) AS told
 ORDER BY number DESC
 LIMIT $3;
