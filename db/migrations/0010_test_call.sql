-- An operator tries a trunk: we ring a number by that very trunk and ask for a key. The row is also the leg of that call (its
-- id), so that what is on the trunk has an owner and a restart can say BYE. It costs nobody anything.

CREATE TABLE test_call (
  id           %int% PRIMARY KEY,
  account_id   %int% NOT NULL REFERENCES account (id),          -- the operator
  trunk        TEXT  NOT NULL,
  e164         TEXT  NOT NULL,
  language     TEXT  NOT NULL,
  state        TEXT  NOT NULL CHECK (state IN ('dialing', 'ringing', 'answered', 'ended')),
  said         %int% NOT NULL DEFAULT 0,                        -- token of the running SAY
  node         %int% NOT NULL,
  created_at   %int% NOT NULL,
  rang_at      %int%,
  answered_at  %int%,
  ended_at     %int%,
  end_cause    TEXT,
  sip_code     %int% NOT NULL DEFAULT 0,                        -- the network's last answer; 0: none
  key_heard    TEXT  NOT NULL DEFAULT '',
  heard        %int% NOT NULL DEFAULT 0,                        -- packets of sound from the phone
  sent         %int% NOT NULL DEFAULT 0,                        -- and to it
  sip_call_id  TEXT NOT NULL,
  local_tag    TEXT NOT NULL,
  remote_tag   TEXT,
  local_uri    TEXT,
  remote_uri   TEXT,
  target       TEXT,
  route        TEXT,
  cseq         %int% NOT NULL DEFAULT 0
) %strict%;
CREATE UNIQUE INDEX test_call_one_live ON test_call (trunk) WHERE state <> 'ended';
CREATE INDEX test_call_by_account ON test_call (account_id, created_at);
CREATE INDEX test_call_by_trunk ON test_call (trunk, id);
CREATE INDEX test_call_live_by_node ON test_call (node) WHERE state <> 'ended';
