-- Signed links: the secret they are signed with, and the versions that take them back.

-- name: link_secret
SELECT value FROM meta WHERE key = 'link_secret';

-- name: link_secret_insert
-- $1 secret
-- unasked: the one that was first is read afterwards
INSERT INTO meta (key, value) VALUES ('link_secret', $1) ON CONFLICT (key) DO NOTHING;

-- name: link_version
-- $1 subject
SELECT version FROM link WHERE subject = $1;

-- name: link_revoke
-- $1 subject, $2 now
INSERT INTO link (subject, version, changed_at) VALUES ($1, 2, $2)
ON CONFLICT (subject) DO UPDATE SET version = link.version + 1, changed_at = excluded.changed_at;
