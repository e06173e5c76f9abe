-- The first schema. One text for both databases; tools/embed_sql.py embeds it and the migrator replaces tokens:
--   %int%     64-bit integer       INTEGER on SQLite, BIGINT on PostgreSQL
--   %strict%  end of CREATE TABLE  STRICT on SQLite, nothing on PostgreSQL
-- Lines between "-- only sqlite" / "-- only postgres" and "-- end" go to that database alone.
-- Times are microseconds UTC, money is minor units, states are words, truth is 0 or 1.

CREATE TABLE meta (
  key   TEXT PRIMARY KEY,
  value TEXT NOT NULL
) %strict%;

-- People ------------------------------------------------------------------------------------------

CREATE TABLE account (
  id          %int% PRIMARY KEY,
  roles       %int% NOT NULL CHECK (roles BETWEEN 1 AND 7),     -- 1 customer, 2 advisor, 4 operator
  login       TEXT  NOT NULL UNIQUE,                            -- lower case mail address or name
  nickname    TEXT  NOT NULL UNIQUE,                            -- what others see and hear
  password    TEXT,                                             -- Argon2id string; NULL: cannot sign in
  timezone    TEXT  NOT NULL,
  language    TEXT  NOT NULL,
  state       TEXT  NOT NULL CHECK (state IN ('active', 'suspended')),
  created_at  %int% NOT NULL,
  version     %int% NOT NULL DEFAULT 1
) %strict%;

CREATE TABLE number (
  id          %int% PRIMARY KEY,
  account_id  %int% NOT NULL REFERENCES account (id),
  e164        TEXT  NOT NULL CHECK (e164 LIKE '+%'),
  label       TEXT  NOT NULL DEFAULT '',
  priority    %int% NOT NULL DEFAULT 1,                         -- 1 is rung first
  proved_at   %int%,                                            -- NULL: not proved yet
  created_at  %int% NOT NULL,
  UNIQUE (account_id, e164)
) %strict%;

CREATE TABLE session (
  token_hash  TEXT  PRIMARY KEY,
  account_id  %int% NOT NULL REFERENCES account (id),
  created_at  %int% NOT NULL,
  seen_at     %int% NOT NULL,
  expires_at  %int% NOT NULL
) %strict%;
CREATE INDEX session_by_account ON session (account_id);
CREATE INDEX session_by_end ON session (expires_at);

CREATE TABLE api_key (
  id          %int% PRIMARY KEY,
  account_id  %int% NOT NULL REFERENCES account (id),
  name        TEXT  NOT NULL,
  token_hash  TEXT  NOT NULL UNIQUE,
  scopes      TEXT  NOT NULL,                                   -- "read", "write"
  created_at  %int% NOT NULL,
  revoked_at  %int%
) %strict%;

CREATE TABLE guard (                                            -- durable counters: wrong passwords and the like
  name        TEXT  PRIMARY KEY,
  count       %int% NOT NULL,
  until       %int% NOT NULL
) %strict%;

CREATE TABLE opt_out (                                          -- "never call this number again", kept for ever
  e164        TEXT  PRIMARY KEY,
  at          %int% NOT NULL,
  source      TEXT  NOT NULL
) %strict%;

-- What is offered ------------------------------------------------------------------------------------

CREATE TABLE category (
  id          %int% PRIMARY KEY,
  slug        TEXT  NOT NULL UNIQUE,
  title       TEXT  NOT NULL,
  description TEXT  NOT NULL DEFAULT '',
  position    %int% NOT NULL DEFAULT 0,
  state       TEXT  NOT NULL CHECK (state IN ('open', 'closed')),
  created_at  %int% NOT NULL,
  version     %int% NOT NULL DEFAULT 1
) %strict%;

CREATE TABLE advisor (
  id              %int% PRIMARY KEY REFERENCES account (id),
  intent          TEXT  NOT NULL CHECK (intent IN ('taking_calls', 'arrange_only', 'away')),
  callbacks_on    %int% NOT NULL DEFAULT 1 CHECK (callbacks_on IN (0, 1)),   -- the web switch (CB11)
  appointments_on %int% NOT NULL DEFAULT 0 CHECK (appointments_on IN (0, 1)),
  misses          %int% NOT NULL DEFAULT 0,                     -- in a row
  paused_until    %int%,                                        -- the whole line rests
  wrap_until      %int%,
  call_id         %int%,                                        -- the one live call: the lease of this advisor (Q2, Q3)
  share           %int%,                                        -- basis points; NULL: the operator's default
  changed_at      %int% NOT NULL,
  version         %int% NOT NULL DEFAULT 1
) %strict%;

CREATE TABLE listing (
  id          %int% PRIMARY KEY,
  advisor_id  %int% NOT NULL REFERENCES advisor (id),
  category_id %int% NOT NULL REFERENCES category (id),
  title       TEXT  NOT NULL,
  description TEXT  NOT NULL DEFAULT '',
  price_minor %int% NOT NULL CHECK (price_minor BETWEEN 1 AND 100000),       -- a minute
  extension   TEXT  NOT NULL UNIQUE,
  state       TEXT  NOT NULL CHECK (state IN ('open', 'closed')),
  created_at  %int% NOT NULL,
  version     %int% NOT NULL DEFAULT 1
) %strict%;
CREATE INDEX listing_by_advisor ON listing (advisor_id, id);
CREATE INDEX listing_by_category ON listing (category_id, id);

-- The line -----------------------------------------------------------------------------------------------

CREATE TABLE callback (
  id           %int% PRIMARY KEY,
  advisor_id   %int% NOT NULL REFERENCES advisor (id),
  customer_id  %int% NOT NULL REFERENCES account (id),
  listing_id   %int% NOT NULL REFERENCES listing (id),
  number       TEXT  NOT NULL,
  channel      TEXT  NOT NULL CHECK (channel IN ('web', 'phone')),
  state        TEXT  NOT NULL CHECK (state IN ('waiting', 'offering', 'ringing', 'connected', 'completed', 'expired',
                                               'cancelled', 'unreachable', 'no_funds', 'withdrawn')),
  requested_at %int% NOT NULL,                                  -- with id the order of the line; never rewritten
  expires_at   %int% NOT NULL,
  not_before   %int% NOT NULL DEFAULT 0,                        -- steps aside until then (retry, snooze, decline)
  attempts     %int% NOT NULL DEFAULT 0,                        -- of the customer, counted
  funds_skips  %int% NOT NULL DEFAULT 0,
  price_minor  %int% NOT NULL,                                  -- a minute, at request
  reason       TEXT  NOT NULL DEFAULT '',                       -- why the customer calls
  language     TEXT  NOT NULL,
  call_id      %int%,                                           -- the live or last call
  ended_at     %int%,
  end_reason   TEXT,
  end_actor    TEXT,
  version      %int% NOT NULL DEFAULT 1,
  CHECK ((ended_at IS NULL) = (state IN ('waiting', 'offering', 'ringing', 'connected')))
) %strict%;
CREATE INDEX callback_line ON callback (advisor_id, requested_at, id) WHERE state = 'waiting';
CREATE UNIQUE INDEX callback_one_live ON callback (advisor_id, customer_id)
  WHERE state IN ('waiting', 'offering', 'ringing', 'connected');
CREATE UNIQUE INDEX callback_one_dial ON callback (advisor_id) WHERE state IN ('offering', 'ringing', 'connected');
CREATE INDEX callback_by_customer ON callback (customer_id, id);
CREATE INDEX callback_by_advisor ON callback (advisor_id, id);

-- Calls ---------------------------------------------------------------------------------------------------

CREATE TABLE call (
  id            %int% PRIMARY KEY,
  callback_id   %int% REFERENCES callback (id),
  advisor_id    %int% NOT NULL REFERENCES advisor (id),
  customer_id   %int% NOT NULL REFERENCES account (id),
  listing_id    %int% NOT NULL REFERENCES listing (id),
  state         TEXT  NOT NULL CHECK (state IN ('placed', 'consenting', 'bridged', 'paused', 'ended')),
  price_minor   %int% NOT NULL,                                 -- frozen with the hold (SETTLED 15)
  currency      TEXT  NOT NULL,
  minimum_us    %int% NOT NULL,
  step_us       %int% NOT NULL,
  free_under_us %int% NOT NULL,
  fee_minor     %int% NOT NULL,
  share         %int% NOT NULL,
  node          %int% NOT NULL,
  token         %int% NOT NULL,
  created_at    %int% NOT NULL,
  accepted_at   %int%,
  bridged_at    %int%,
  pause_ends_at %int%,
  ended_at      %int%,
  end_cause     TEXT,
  end_side      TEXT,
  witnessed_us  %int% NOT NULL DEFAULT 0,
  limit_us      %int% NOT NULL DEFAULT 0,
  warned        %int% NOT NULL DEFAULT 0,
  customer_on   %int% NOT NULL DEFAULT 0 CHECK (customer_on IN (0, 1)),    -- the customer's phone is in use by this call
  held_minor    %int% NOT NULL DEFAULT 0,
  hold_steps    %int% NOT NULL DEFAULT 0,                       -- growths of the hold: causes of its transfers
  billed_us     %int% NOT NULL DEFAULT 0,
  charge_minor  %int% NOT NULL DEFAULT 0,
  earned_minor  %int% NOT NULL DEFAULT 0,
  settled_at    %int%
) %strict%;
CREATE INDEX call_live ON call (customer_id) WHERE state <> 'ended' OR customer_on = 1;
CREATE INDEX call_live_by_node ON call (node) WHERE state <> 'ended';
CREATE INDEX call_by_advisor ON call (advisor_id, id);
CREATE INDEX call_by_customer ON call (customer_id, id);
CREATE INDEX call_by_callback ON call (callback_id) WHERE callback_id IS NOT NULL;

CREATE TABLE leg (
  id           %int% PRIMARY KEY,
  call_id      %int% NOT NULL REFERENCES call (id),
  side         TEXT  NOT NULL CHECK (side IN ('advisor', 'customer')),
  number       TEXT  NOT NULL,
  state        TEXT  NOT NULL CHECK (state IN ('dialing', 'ringing', 'answered', 'joined', 'ended')),
  scene        TEXT  NOT NULL DEFAULT '',                       -- what is being said or asked (domain/ivr)
  round        %int% NOT NULL DEFAULT 0,
  said         %int% NOT NULL DEFAULT 0,                        -- token of the running SAY
  said_at      %int%,                                           -- when the last prompt ended
  node         %int% NOT NULL,
  created_at   %int% NOT NULL,
  ringing_at   %int%,
  answered_at  %int%,
  ended_at     %int%,
  end_cause    TEXT,
  sip_code     %int%,
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
CREATE INDEX leg_by_call ON leg (call_id, id);
CREATE INDEX leg_live_by_node ON leg (node) WHERE state <> 'ended';

CREATE TABLE ring (                                             -- every ring of a called number, for the caps (SETTLED 8)
  leg_id      %int% PRIMARY KEY REFERENCES leg (id),
  e164        TEXT  NOT NULL,
  at          %int% NOT NULL,
  answered    %int% NOT NULL DEFAULT 0,
  rang        %int% NOT NULL DEFAULT 0
) %strict%;
CREATE INDEX ring_by_number ON ring (e164, at);

CREATE TABLE mark (                                             -- the time line of a call, for receipt and ladder
  id          %int% PRIMARY KEY,
  call_id     %int% NOT NULL REFERENCES call (id),
  at          %int% NOT NULL,
  side        TEXT  NOT NULL,                                   -- customer, advisor, both, money
  what        TEXT  NOT NULL,
  detail      TEXT  NOT NULL DEFAULT ''
) %strict%;
CREATE INDEX mark_by_call ON mark (call_id, id);

-- Money ---------------------------------------------------------------------------------------------------

CREATE TABLE transfer (
  id          %int% PRIMARY KEY,
  at          %int% NOT NULL,
  debit       TEXT  NOT NULL,                                   -- account that gives: "wallet:123"
  credit      TEXT  NOT NULL,                                   -- account that gets
  minor       %int% NOT NULL CHECK (minor > 0),
  currency    TEXT  NOT NULL,
  kind        TEXT  NOT NULL,
  cause       TEXT  NOT NULL,
  actor       TEXT  NOT NULL,
  node        %int% NOT NULL,
  token       %int% NOT NULL,
  CHECK (debit <> credit),
  UNIQUE (kind, cause)
) %strict%;
CREATE INDEX transfer_debit ON transfer (debit, id, minor);
CREATE INDEX transfer_credit ON transfer (credit, id, minor);
CREATE INDEX transfer_cause ON transfer (cause);

-- only sqlite
CREATE TRIGGER transfer_is_immutable BEFORE UPDATE ON transfer
BEGIN SELECT RAISE(ABORT, 'the ledger is immutable'); END;
CREATE TRIGGER transfer_is_kept BEFORE DELETE ON transfer
BEGIN SELECT RAISE(ABORT, 'the ledger is immutable'); END;
-- end
-- only postgres
CREATE FUNCTION ledger_is_immutable() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION 'the ledger is immutable' USING ERRCODE = 'check_violation'; END $$;
CREATE TRIGGER transfer_is_immutable BEFORE UPDATE OR DELETE ON transfer
  FOR EACH ROW EXECUTE FUNCTION ledger_is_immutable();
CREATE TRIGGER transfer_is_not_emptied BEFORE TRUNCATE ON transfer
  FOR EACH STATEMENT EXECUTE FUNCTION ledger_is_immutable();
-- end

-- Events, timers, requests ------------------------------------------------------------------------------------

-- `number` is the public number used by Last-Event-ID: without gaps and in the order of commits, so that whoever saw n
-- never later meets a smaller new one. On SQLite it is given on insert; on PostgreSQL it is NULL until event_number_new,
-- which sees committed rows only and runs alone, has given it.
CREATE TABLE event (
  id          %int% PRIMARY KEY,
  number      %int% UNIQUE,
  at          %int% NOT NULL,
  kind        TEXT  NOT NULL,                                   -- noun.verbed
  subject     TEXT  NOT NULL,                                   -- formatted id
  advisor_id  %int%,                                            -- who may see it, besides operators
  customer_id %int%,
  public      %int% NOT NULL DEFAULT 0,                         -- 1: everybody may (availability)
  data        TEXT  NOT NULL                                    -- JSON object
) %strict%;
CREATE INDEX event_unnumbered ON event (id) WHERE number IS NULL;
CREATE INDEX event_by_time ON event (at);

CREATE TABLE alarm (                                            -- when a lane must look again
  kind        TEXT  NOT NULL,
  subject     %int% NOT NULL,
  advisor_id  %int% NOT NULL,
  at          %int% NOT NULL,
  PRIMARY KEY (kind, subject)
) %strict%;
CREATE INDEX alarm_by_time ON alarm (at);

CREATE TABLE idempotency (
  principal   TEXT  NOT NULL,
  key         TEXT  NOT NULL,
  fingerprint TEXT  NOT NULL,
  status      %int% NOT NULL,
  headers     TEXT  NOT NULL,
  body        TEXT  NOT NULL,
  created_at  %int% NOT NULL,
  PRIMARY KEY (principal, key)
) %strict%;
CREATE INDEX idempotency_by_time ON idempotency (created_at);

CREATE TABLE audit (                                            -- who changed what (F147)
  id          %int% PRIMARY KEY,
  at          %int% NOT NULL,
  actor       TEXT  NOT NULL,
  account_id  %int%,
  action      TEXT  NOT NULL,
  subject     TEXT  NOT NULL,
  detail      TEXT  NOT NULL
) %strict%;

CREATE TABLE node (
  id          %int% PRIMARY KEY,
  name        TEXT  NOT NULL UNIQUE,
  token       %int% NOT NULL,
  lease_until %int% NOT NULL
) %strict%;
