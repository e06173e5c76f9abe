-- A leg: one phone at the other end of a call, and what a BYE to it needs.

-- name: leg_insert
-- $1 id, $2 call, $3 side, $4 number, $5 node, $6 created, $7 Call-ID, $8 local tag, $9 scene
INSERT INTO leg (id, call_id, side, number, state, node, created_at, sip_call_id, local_tag, scene)
VALUES ($1, $2, $3, $4, 'dialing', $5, $6, $7, $8, $9);

-- name: leg_get
-- $1 id
SELECT id, call_id, side, number, state, scene, round, said, said_at, node, created_at, ringing_at, answered_at, ended_at,
       end_cause, sip_call_id, local_tag, remote_tag, local_uri, remote_uri, target, route, trunk, cseq
  FROM leg
 WHERE id = $1;

-- name: leg_live_of_call
-- $1 call, $2 side
SELECT id, call_id, side, number, state, scene, round, said, said_at, node, created_at, ringing_at, answered_at, ended_at,
       end_cause, sip_call_id, local_tag, remote_tag, local_uri, remote_uri, target, route, trunk, cseq
  FROM leg
 WHERE call_id = $1 AND side = $2 AND state <> 'ended'
 ORDER BY id DESC
 LIMIT 1;

-- name: leg_cut
-- $1 node, $2 after this leg, $3 ended at or after, $4 most
-- Those whose other end is known and that a restart ended; `id` rises with time, so the range keeps old ones out.
SELECT id, call_id, side, number, state, scene, round, said, said_at, node, created_at, ringing_at, answered_at, ended_at,
       end_cause, sip_call_id, local_tag, remote_tag, local_uri, remote_uri, target, route, trunk, cseq
  FROM leg
 WHERE id > $2 AND node = $1 AND state = 'ended' AND end_cause = 'restart' AND remote_tag <> '' AND ended_at >= $3
 ORDER BY id
 LIMIT $4;

-- name: leg_record
-- $1 id, $2 state before, $3 state after, $4 ringing, $5 answered, $6 ended, $7 end cause, $8 SIP code
UPDATE leg SET state = $3, ringing_at = $4, answered_at = $5, ended_at = $6, end_cause = $7, sip_code = $8
 WHERE id = $1 AND state = $2;

-- name: leg_record_dialogue
-- $1 id, $2 remote tag, $3 local uri, $4 remote uri, $5 target, $6 route, $7 trunk, $8 cseq
UPDATE leg SET remote_tag = $2, local_uri = $3, remote_uri = $4, target = $5, route = $6, trunk = $7, cseq = $8
 WHERE id = $1;

-- name: leg_record_scene
-- $1 id, $2 scene, $3 round, $4 said
UPDATE leg SET scene = $2, round = $3, said = $4, said_at = NULL WHERE id = $1;

-- name: leg_record_said
-- $1 id, $2 said at
UPDATE leg SET said_at = $2 WHERE id = $1;

-- name: leg_move
-- $1 id, $2 call
UPDATE leg SET call_id = $2 WHERE id = $1;

-- name: ring_insert
-- $1 leg, $2 number, $3 at
INSERT INTO ring (leg_id, e164, at) VALUES ($1, $2, $3);

-- name: ring_rang
-- $1 leg
UPDATE ring SET rang = 1 WHERE leg_id = $1;

-- name: ring_never
-- $1 leg
-- No trunk took it: nothing rang anywhere.
DELETE FROM ring WHERE leg_id = $1 AND rang = 0;

-- name: ring_answered
-- $1 leg
UPDATE ring SET answered = 1 WHERE leg_id = $1;

-- name: ring_unanswered
-- $1 number, $2 since
SELECT CAST(COUNT(*) AS BIGINT) FROM ring WHERE e164 = $1 AND at > $2 AND answered = 0;

-- name: ring_oldest
-- $1 number, $2 since
SELECT CAST(COALESCE(MIN(at), 0) AS BIGINT) FROM ring WHERE e164 = $1 AND at > $2 AND answered = 0;

-- name: leg_customer_answered
-- $1 call. When the customer's phone was answered, the last time; 0: not.
SELECT COALESCE(MAX(answered_at), 0) FROM leg WHERE call_id = $1 AND side = 'customer';
