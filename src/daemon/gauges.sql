-- What the metrics page tells of the state in the store; read every few seconds on a reader.

-- name: gauge_waiting
SELECT COALESCE(SUM(CASE WHEN channel = 'web' THEN 1 ELSE 0 END), 0),
       COALESCE(SUM(CASE WHEN channel = 'phone' THEN 1 ELSE 0 END), 0)
  FROM callback
 WHERE state = 'waiting';

-- name: gauge_advisors
-- $1 now
WITH seen AS (
  SELECT a.intent, a.call_id, c.state, CASE WHEN COALESCE(a.wrap_until, 0) > $1 THEN 1 ELSE 0 END AS wraps
    FROM advisor a
    LEFT JOIN call c ON c.id = a.call_id)
SELECT COALESCE(SUM(CASE WHEN call_id IS NULL AND wraps = 0 AND intent = 'taking_calls' THEN 1 ELSE 0 END), 0),
       COALESCE(SUM(CASE WHEN state IN ('placed', 'consenting') THEN 1 ELSE 0 END), 0),
       COALESCE(SUM(CASE WHEN state IN ('bridged', 'paused') THEN 1 ELSE 0 END), 0),
       COALESCE(SUM(CASE WHEN call_id IS NULL AND wraps = 1 THEN 1 ELSE 0 END), 0),
       COALESCE(SUM(CASE WHEN call_id IS NULL AND wraps = 0 AND intent = 'arrange_only' THEN 1 ELSE 0 END), 0),
       COALESCE(SUM(CASE WHEN call_id IS NULL AND wraps = 0 AND intent = 'away' THEN 1 ELSE 0 END), 0)
  FROM seen;

-- name: gauge_calls
SELECT COUNT(*) FROM call WHERE state <> 'ended';

-- name: gauge_transfers
-- $1 after this id
SELECT COUNT(*), COALESCE(MAX(id), $1) FROM transfer WHERE id > $1;

-- name: gauge_last_transfer
SELECT COALESCE(MAX(id), 0) FROM transfer;

-- name: gauge_backup
SELECT value FROM meta WHERE key = 'backup_at';

-- name: note_backup
-- $1 now in seconds
INSERT INTO meta (key, value) VALUES ('backup_at', $1)
ON CONFLICT (key) DO UPDATE SET value = $1;
