-- The ledger: immutable transfers. Balances are sums, never stored.

-- name: transfer_insert
-- $1 id, $2 at, $3 debit, $4 credit, $5 minor, $6 currency, $7 kind, $8 cause, $9 actor, $10 node, $11 token
-- A repeated command meets its own transfer and changes nothing.
INSERT INTO transfer (id, at, debit, credit, minor, currency, kind, cause, actor, node, token)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
ON CONFLICT (kind, cause) DO NOTHING;

-- name: ledger_balance
-- $1 account
SELECT CAST(COALESCE((SELECT SUM(minor) FROM transfer WHERE credit = $1), 0)
          - COALESCE((SELECT SUM(minor) FROM transfer WHERE debit = $1), 0) AS BIGINT);

-- name: ledger_list
-- $1 account, $2 ids below, $3 most
-- With money that was set aside for a call or came back from it: what the call came to.
SELECT t.id, t.at, t.debit, t.credit, t.minor, t.currency, t.kind, t.cause, COALESCE(c.charge_minor, 0), c.settled_at
  FROM transfer t
  LEFT JOIN call c ON c.id = CASE t.kind WHEN 'hold' THEN CAST(SUBSTR(t.credit, 6) AS BIGINT)
                                         WHEN 'release' THEN CAST(SUBSTR(t.debit, 6) AS BIGINT) END
 WHERE (t.debit = $1 OR t.credit = $1) AND t.id < $2
 ORDER BY t.id DESC
 LIMIT $3;

-- name: wallet_held
-- $1 customer
SELECT CAST(COALESCE(SUM(held_minor), 0) AS BIGINT)
  FROM call
 WHERE customer_id = $1 AND state <> 'ended';

-- name: ledger_totals
SELECT CAST(COUNT(*) AS BIGINT) AS transfers,
       CAST(COALESCE(SUM(minor), 0) AS BIGINT) AS moved
  FROM transfer;

-- name: ledger_sum_of_balances
-- Every account's balance, added up: 0 whatever happens.
SELECT CAST(COALESCE(SUM(balance), 0) AS BIGINT), CAST(COUNT(*) AS BIGINT)
  FROM (SELECT account, SUM(amount) AS balance
          FROM (SELECT credit AS account, minor AS amount FROM transfer
                UNION ALL
                SELECT debit, -minor FROM transfer) AS line
         GROUP BY account) AS book;

-- name: ledger_overdrawn
-- Only the world may owe (M4): the first account that is below zero.
SELECT account, CAST(balance AS BIGINT)
  FROM (SELECT account, SUM(amount) AS balance
          FROM (SELECT credit AS account, minor AS amount FROM transfer
                UNION ALL
                SELECT debit, -minor FROM transfer) AS line
         GROUP BY account) AS book
 WHERE balance < 0 AND account NOT LIKE 'world:%'
 ORDER BY account
 LIMIT 1;

-- name: ledger_backwards
-- M19: ids rise. An id carries the milliseconds since 2020 of its making, or later ones where the wall clock was set
-- back (E12); one that carries an earlier time than its transfer was made by nobody who lets them rise.
SELECT id, at FROM transfer WHERE at > ((id >> 22) + 1577836800000 + 1000) * 1000 LIMIT 1;

-- name: ledger_mixed
-- M22: one currency per ledger.
SELECT CAST(COUNT(DISTINCT currency) AS BIGINT) FROM transfer;

-- name: ledger_calls
-- $1 ids above, $2 most
-- What each ended call says of itself beside what the ledger says of it.
SELECT c.id, c.price_minor, c.minimum_us, c.step_us, c.free_under_us, c.fee_minor, c.share, c.witnessed_us,
       c.charge_minor, c.earned_minor,
       CAST(COALESCE((SELECT SUM(minor) FROM transfer
                       WHERE credit = 'held:' || CAST(c.id AS TEXT)), 0) AS BIGINT) AS held,
       CAST(COALESCE((SELECT SUM(minor) FROM transfer
                       WHERE debit = 'held:' || CAST(c.id AS TEXT)), 0) AS BIGINT) AS given,
       CAST(COALESCE((SELECT SUM(minor) FROM transfer
                       WHERE debit = 'held:' || CAST(c.id AS TEXT)
                         AND kind IN ('share', 'fee')), 0) AS BIGINT) AS charged,
       CAST(COALESCE((SELECT SUM(minor) FROM transfer
                       WHERE debit = 'held:' || CAST(c.id AS TEXT)
                         AND kind = 'share'), 0) AS BIGINT) AS shared
  FROM call c
 WHERE c.id > $1 AND c.state = 'ended'
 ORDER BY c.id
 LIMIT $2;
