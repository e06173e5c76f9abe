-- Proofs: calls that speak a code.

-- name: proof_lock
-- lock
-- $1 account
SELECT id FROM account WHERE id = $1;

-- name: proof_insert
-- $1 id, $2 account, $3 number, $4 E.164, $5 code, $6 language, $7 node, $8 now, $9 expires, $10 Call-ID, $11 local tag
INSERT INTO proof (id, account_id, number_id, e164, code, language, state, node, created_at, expires_at, sip_call_id, local_tag)
VALUES ($1, $2, $3, $4, $5, $6, 'dialing', $7, $8, $9, $10, $11);

-- name: proof_get
-- $1 id
SELECT id, account_id, number_id, e164, code, language, state, said, guesses, created_at, expires_at, rang_at, answered_at,
       ended_at, end_cause, proved_at, sip_call_id, local_tag, remote_tag, local_uri, remote_uri, target, route, trunk, cseq
  FROM proof
 WHERE id = $1;

-- name: proof_newest
-- $1 account, $2 number
SELECT id, account_id, number_id, e164, code, language, state, said, guesses, created_at, expires_at, rang_at, answered_at,
       ended_at, end_cause, proved_at, sip_call_id, local_tag, remote_tag, local_uri, remote_uri, target, route, trunk, cseq
  FROM proof
 WHERE account_id = $1 AND number_id = $2
 ORDER BY id DESC
 LIMIT 1;

-- name: proof_record
-- $1 id, $2 state before, $3 state after, $4 rang, $5 answered, $6 ended, $7 end cause
UPDATE proof SET state = $3, rang_at = $4, answered_at = $5, ended_at = $6, end_cause = $7 WHERE id = $1 AND state = $2;

-- name: proof_record_dialogue
-- $1 id, $2 remote tag, $3 local uri, $4 remote uri, $5 target, $6 route, $7 trunk, $8 cseq
UPDATE proof SET remote_tag = $2, local_uri = $3, remote_uri = $4, target = $5, route = $6, trunk = $7, cseq = $8
 WHERE id = $1;

-- name: proof_record_said
-- $1 id, $2 said
UPDATE proof SET said = $2 WHERE id = $1;

-- name: proof_record_guess
-- $1 id
UPDATE proof SET guesses = guesses + 1 WHERE id = $1;

-- name: proof_record_success
-- $1 id, $2 now
UPDATE proof SET code = '', proved_at = $2 WHERE id = $1 AND proved_at IS NULL;

-- name: proof_close_codes
-- $1 account, $2 number
-- One code at a time opens a number.
UPDATE proof SET code = '' WHERE account_id = $1 AND number_id = $2 AND code <> '';

-- name: proof_close_code
-- $1 id
UPDATE proof SET code = '' WHERE id = $1;

-- name: proof_in_vain
-- $1 E.164, $2 since
-- Calls of this number, by anybody, that rang or may still ring and proved nothing.
SELECT CAST(COUNT(*) AS BIGINT) FROM proof
 WHERE e164 = $1 AND created_at > $2 AND proved_at IS NULL AND (rang_at IS NOT NULL OR state <> 'ended');

-- name: proof_in_vain_oldest
-- $1 E.164, $2 since
SELECT CAST(COALESCE(MIN(created_at), 0) AS BIGINT) FROM proof
 WHERE e164 = $1 AND created_at > $2 AND proved_at IS NULL AND (rang_at IS NOT NULL OR state <> 'ended');

-- name: proof_of_account
-- $1 account, $2 since
SELECT CAST(COUNT(*) AS BIGINT) FROM proof WHERE account_id = $1 AND created_at > $2;

-- name: proof_of_account_oldest
-- $1 account, $2 since
SELECT CAST(COALESCE(MIN(created_at), 0) AS BIGINT) FROM proof WHERE account_id = $1 AND created_at > $2;

-- name: proof_of_prefix
-- $1 first characters, $2 how many, $3 since
SELECT CAST(COUNT(*) AS BIGINT) FROM proof WHERE created_at > $3 AND substr(e164, 1, CAST($2 AS INTEGER)) = $1;

-- name: proof_left_behind
-- $1 node, $2 most
SELECT id, account_id, number_id, e164, code, language, state, said, guesses, created_at, expires_at, rang_at, answered_at,
       ended_at, end_cause, proved_at, sip_call_id, local_tag, remote_tag, local_uri, remote_uri, target, route, trunk, cseq
  FROM proof
 WHERE node = $1 AND state <> 'ended'
 ORDER BY id
 LIMIT $2;
