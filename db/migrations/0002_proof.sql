-- A person shows that a number is theirs: we call it and speak a code. The row is also the leg of that call (its id), so that
-- what is on the trunk has an owner and a restart can say BYE. It outlives the number it was for: the limits count it.

CREATE TABLE proof (
  id           %int% PRIMARY KEY,
  account_id   %int% NOT NULL REFERENCES account (id),
  number_id    %int% NOT NULL,                                  -- may be removed meanwhile
  e164         TEXT  NOT NULL,
  code         TEXT  NOT NULL,                                  -- six digits; '' when it opens nothing any more
  language     TEXT  NOT NULL,
  state        TEXT  NOT NULL CHECK (state IN ('dialing', 'ringing', 'answered', 'ended')),
  said         %int% NOT NULL DEFAULT 0,                        -- token of the running SAY
  guesses      %int% NOT NULL DEFAULT 0,                        -- wrong ones
  node         %int% NOT NULL,
  created_at   %int% NOT NULL,
  expires_at   %int% NOT NULL,                                  -- of the code
  rang_at      %int%,
  answered_at  %int%,
  ended_at     %int%,
  end_cause    TEXT,
  proved_at    %int%,
  sip_call_id  TEXT NOT NULL,
  local_tag    TEXT NOT NULL,
  remote_tag   TEXT,
  local_uri    TEXT,
  remote_uri   TEXT,
  target       TEXT,
  route        TEXT,
  trunk        TEXT,
  cseq         %int% NOT NULL DEFAULT 0
) %strict%;
CREATE INDEX proof_by_number ON proof (e164, created_at);
CREATE INDEX proof_by_account ON proof (account_id, created_at);
CREATE INDEX proof_by_time ON proof (created_at);
CREATE INDEX proof_live_by_node ON proof (node) WHERE state <> 'ended';
