-- Test calls of trunks.

-- name: test_call_lock
-- lock
-- $1 the operator's account
SELECT id FROM account WHERE id = $1;

-- name: test_call_insert
-- $1 id, $2 account, $3 trunk, $4 E.164, $5 language, $6 node, $7 now, $8 Call-ID, $9 local tag
-- One at a time on a trunk: nothing is written when there is a live one.
INSERT INTO test_call (id, account_id, trunk, e164, language, state, node, created_at, sip_call_id, local_tag)
VALUES ($1, $2, $3, $4, $5, 'dialing', $6, $7, $8, $9)
ON CONFLICT DO NOTHING;

-- name: test_call_get
-- $1 id
SELECT id, account_id, trunk, e164, language, state, said, created_at, rang_at, answered_at, ended_at, end_cause, sip_code,
       key_heard, heard, sent, sip_call_id, local_tag, remote_tag, local_uri, remote_uri, target, route, cseq
  FROM test_call
 WHERE id = $1;

-- name: test_call_list
-- $1 trunk, $2 ids below, $3 most
SELECT id, account_id, trunk, e164, language, state, said, created_at, rang_at, answered_at, ended_at, end_cause, sip_code,
       key_heard, heard, sent, sip_call_id, local_tag, remote_tag, local_uri, remote_uri, target, route, cseq
  FROM test_call
 WHERE trunk = $1 AND id < $2
 ORDER BY id DESC
 LIMIT $3;

-- name: test_call_record
-- $1 id, $2 state before, $3 state after, $4 rang, $5 answered, $6 ended, $7 end cause, $8 SIP code
UPDATE test_call SET state = $3, rang_at = $4, answered_at = $5, ended_at = $6, end_cause = $7, sip_code = $8
 WHERE id = $1 AND state = $2;

-- name: test_call_record_dialogue
-- $1 id, $2 remote tag, $3 local uri, $4 remote uri, $5 target, $6 route, $7 cseq
UPDATE test_call SET remote_tag = $2, local_uri = $3, remote_uri = $4, target = $5, route = $6, cseq = $7 WHERE id = $1;

-- name: test_call_record_said
-- $1 id, $2 said
UPDATE test_call SET said = $2 WHERE id = $1;

-- name: test_call_record_key
-- $1 id, $2 key
UPDATE test_call SET key_heard = $2 WHERE id = $1;

-- name: test_call_record_sound
-- $1 id, $2 packets heard, $3 packets sent
UPDATE test_call SET heard = $2, sent = $3 WHERE id = $1;

-- name: test_call_of_account
-- $1 account, $2 since
SELECT CAST(COUNT(*) AS BIGINT) FROM test_call WHERE account_id = $1 AND created_at > $2;

-- name: test_call_of_account_oldest
-- $1 account, $2 since
SELECT CAST(COALESCE(MIN(created_at), 0) AS BIGINT) FROM test_call WHERE account_id = $1 AND created_at > $2;

-- name: test_call_left_behind
-- $1 node, $2 most
SELECT id, account_id, trunk, e164, language, state, said, created_at, rang_at, answered_at, ended_at, end_cause, sip_code,
       key_heard, heard, sent, sip_call_id, local_tag, remote_tag, local_uri, remote_uri, target, route, cseq
  FROM test_call
 WHERE node = $1 AND state <> 'ended'
 ORDER BY id
 LIMIT $2;
