-- Listings and their categories.

-- name: listing_insert
-- $1 id, $2 advisor, $3 category, $4 title, $5 description, $6 price, $7 extension, $8 now
INSERT INTO listing (id, advisor_id, category_id, title, description, price_minor, extension, state, created_at)
VALUES ($1, $2, $3, $4, $5, $6, $7, 'open', $8)
ON CONFLICT DO NOTHING;

-- name: listing_count_of
-- $1 advisor
SELECT COUNT(*) FROM listing WHERE advisor_id = $1;

-- name: listing_get
-- $1 id
SELECT l.id, l.advisor_id, l.category_id, l.title, l.description, l.price_minor, l.extension, l.state, l.created_at,
       l.version, a.nickname, a.state, c.title
  FROM listing l
  JOIN account a ON a.id = l.advisor_id
  JOIN category c ON c.id = l.category_id
 WHERE l.id = $1;

-- name: listing_lock
-- lock
-- $1 id
SELECT version FROM listing WHERE id = $1;

-- name: listing_of_extension
-- $1 extension
SELECT id FROM listing WHERE extension = $1;

-- name: listing_by_extension
-- $1 extension
SELECT l.id, l.advisor_id, l.category_id, l.title, l.description, l.price_minor, l.extension, l.state, l.created_at,
       l.version, a.nickname, a.state, c.title
  FROM listing l
  JOIN account a ON a.id = l.advisor_id
  JOIN category c ON c.id = l.category_id
 WHERE l.extension = $1
   AND l.state = 'open'
   AND a.state = 'active';

-- name: listing_list
-- $1 ids below, $2 1: only those that are open, $3 most
SELECT l.id, l.advisor_id, l.category_id, l.title, l.description, l.price_minor, l.extension, l.state, l.created_at,
       l.version, a.nickname, a.state, c.title
  FROM listing l
  JOIN account a ON a.id = l.advisor_id
  JOIN category c ON c.id = l.category_id
 WHERE l.id < $1
   AND ($2 = 0 OR (l.state = 'open' AND a.state = 'active'))
 ORDER BY l.id DESC
 LIMIT $3;

-- name: listing_list_of_advisor
-- $1 advisor, $2 ids below, $3 1: only those that are open, $4 most, $5 category, 0 any
SELECT l.id, l.advisor_id, l.category_id, l.title, l.description, l.price_minor, l.extension, l.state, l.created_at,
       l.version, a.nickname, a.state, c.title
  FROM listing l
  JOIN account a ON a.id = l.advisor_id
  JOIN category c ON c.id = l.category_id
 WHERE l.advisor_id = $1
   AND l.id < $2
   AND ($3 = 0 OR (l.state = 'open' AND a.state = 'active'))
   AND (l.category_id = $5 OR $5 = 0)
 ORDER BY l.id DESC
 LIMIT $4;

-- name: listing_list_of_category
-- $1 category, $2 ids below, $3 1: only those that are open, $4 most
SELECT l.id, l.advisor_id, l.category_id, l.title, l.description, l.price_minor, l.extension, l.state, l.created_at,
       l.version, a.nickname, a.state, c.title
  FROM listing l
  JOIN account a ON a.id = l.advisor_id
  JOIN category c ON c.id = l.category_id
 WHERE l.category_id = $1
   AND l.id < $2
   AND ($3 = 0 OR (l.state = 'open' AND a.state = 'active'))
 ORDER BY l.id DESC
 LIMIT $4;

-- name: listing_write
-- $1 id, $2 category, $3 title, $4 description, $5 price, $6 extension, $7 state
UPDATE listing
   SET category_id = $2, title = $3, description = $4, price_minor = $5, extension = $6, state = $7,
       version = version + 1
 WHERE id = $1;

-- name: extension_gap
-- $1 length, $2 the number before the first that is given out, as text
-- The smallest taken extension of this length after which the next number is free; $2 itself when that is free.
SELECT MIN(before)
  FROM (SELECT CAST(extension AS INTEGER) AS before
          FROM listing
         WHERE LENGTH(extension) = $1 AND extension >= $2
        UNION ALL
        SELECT CAST($2 AS INTEGER)) AS taken
 WHERE NOT EXISTS (SELECT 1 FROM listing AS other
                    WHERE other.extension = CAST(taken.before + 1 AS TEXT));

-- name: category_insert
-- $1 id, $2 slug, $3 title, $4 description, $5 position, $6 now
INSERT INTO category (id, slug, title, description, position, state, created_at)
VALUES ($1, $2, $3, $4, $5, 'open', $6)
ON CONFLICT DO NOTHING;

-- name: category_get
-- $1 id
SELECT id, slug, title, description, position, state, created_at, version FROM category WHERE id = $1;

-- name: category_lock
-- lock
-- $1 id
SELECT id, slug, title, description, position, state, created_at, version FROM category WHERE id = $1;

-- name: category_of_slug
-- $1 slug
SELECT id FROM category WHERE slug = $1;

-- name: category_list
-- $1 1: only those that are open, $2 most
SELECT id, slug, title, description, position, state, created_at, version
  FROM category
 WHERE ($1 = 0 OR state = 'open')
 ORDER BY position, title, id
 LIMIT $2;

-- name: category_write
-- $1 id, $2 slug, $3 title, $4 description, $5 position, $6 state
UPDATE category
   SET slug = $2, title = $3, description = $4, position = $5, state = $6, version = version + 1
 WHERE id = $1;
