-- The schema as it is after 0016_capture.sql, on SQLite. Made by tools/schema.py from db/migrations: edit those.
-- On PostgreSQL INTEGER is BIGINT, STRICT is nothing, and the ledger's triggers are functions.

CREATE TABLE meta (
  key   TEXT PRIMARY KEY,
  value TEXT NOT NULL
) STRICT;

CREATE TABLE account (
  id          INTEGER PRIMARY KEY,
  roles       INTEGER NOT NULL CHECK (roles BETWEEN 1 AND 7),     -- 1 customer, 2 advisor, 4 operator
  login       TEXT  NOT NULL UNIQUE,                            -- lower case mail address or name
  nickname    TEXT  NOT NULL UNIQUE,                            -- what others see and hear
  password    TEXT,                                             -- Argon2id string; NULL: cannot sign in
  timezone    TEXT  NOT NULL,
  language    TEXT  NOT NULL,
  state       TEXT  NOT NULL CHECK (state IN ('active', 'suspended')),
  created_at  INTEGER NOT NULL,
  version     INTEGER NOT NULL DEFAULT 1
, operator_part TEXT NOT NULL DEFAULT 'none'
  CHECK (operator_part IN ('none', 'owner', 'floor', 'finance', 'product', 'engineer'))) STRICT;

CREATE TABLE number (
  id          INTEGER PRIMARY KEY,
  account_id  INTEGER NOT NULL REFERENCES account (id),
  e164        TEXT  NOT NULL CHECK (e164 LIKE '+%'),
  label       TEXT  NOT NULL DEFAULT '',
  priority    INTEGER NOT NULL DEFAULT 1,                         -- 1 is rung first
  proved_at   INTEGER,                                            -- NULL: not proved yet
  created_at  INTEGER NOT NULL,
  UNIQUE (account_id, e164)
) STRICT;

CREATE TABLE session (
  token_hash  TEXT  PRIMARY KEY,
  account_id  INTEGER NOT NULL REFERENCES account (id),
  created_at  INTEGER NOT NULL,
  seen_at     INTEGER NOT NULL,
  expires_at  INTEGER NOT NULL
) STRICT;
CREATE INDEX session_by_account ON session (account_id);
CREATE INDEX session_by_end ON session (expires_at);

CREATE TABLE api_key (
  id          INTEGER PRIMARY KEY,
  account_id  INTEGER NOT NULL REFERENCES account (id),
  name        TEXT  NOT NULL,
  token_hash  TEXT  NOT NULL UNIQUE,
  scopes      TEXT  NOT NULL,                                   -- "read", "write"
  created_at  INTEGER NOT NULL,
  revoked_at  INTEGER
) STRICT;

CREATE TABLE guard (                                            -- durable counters: wrong passwords and the like
  name        TEXT  PRIMARY KEY,
  count       INTEGER NOT NULL,
  until       INTEGER NOT NULL
) STRICT;
CREATE INDEX guard_by_until ON guard (until);

CREATE TABLE opt_out (                                          -- "never call this number again", kept for ever
  e164        TEXT  PRIMARY KEY,
  at          INTEGER NOT NULL,
  source      TEXT  NOT NULL
) STRICT;

CREATE TABLE category (
  id          INTEGER PRIMARY KEY,
  slug        TEXT  NOT NULL UNIQUE,
  title       TEXT  NOT NULL,
  description TEXT  NOT NULL DEFAULT '',
  position    INTEGER NOT NULL DEFAULT 0,
  state       TEXT  NOT NULL CHECK (state IN ('open', 'closed')),
  created_at  INTEGER NOT NULL,
  version     INTEGER NOT NULL DEFAULT 1
) STRICT;

CREATE TABLE advisor (
  id              INTEGER PRIMARY KEY REFERENCES account (id),
  intent          TEXT  NOT NULL CHECK (intent IN ('taking_calls', 'arrange_only', 'away')),
  callbacks_on    INTEGER NOT NULL DEFAULT 1 CHECK (callbacks_on IN (0, 1)),   -- the web switch (CB11)
  appointments_on INTEGER NOT NULL DEFAULT 0 CHECK (appointments_on IN (0, 1)),
  misses          INTEGER NOT NULL DEFAULT 0,                     -- in a row
  paused_until    INTEGER,                                        -- the whole line rests
  wrap_until      INTEGER,
  call_id         INTEGER,                                        -- the one live call: the lease of this advisor (Q2, Q3)
  share           INTEGER,                                        -- basis points; NULL: the operator's default
  changed_at      INTEGER NOT NULL,
  version         INTEGER NOT NULL DEFAULT 1
, reserved_for INTEGER
, reserved_at INTEGER
, reserved_until INTEGER
, after_call TEXT NOT NULL DEFAULT ''
, back_at INTEGER
, wrap_us INTEGER NOT NULL DEFAULT -1
, waiting INTEGER NOT NULL DEFAULT 0) STRICT;

CREATE TABLE listing (
  id          INTEGER PRIMARY KEY,
  advisor_id  INTEGER NOT NULL REFERENCES advisor (id),
  category_id INTEGER NOT NULL REFERENCES category (id),
  title       TEXT  NOT NULL,
  description TEXT  NOT NULL DEFAULT '',
  price_minor INTEGER NOT NULL CHECK (price_minor BETWEEN 1 AND 100000),       -- a minute
  extension   TEXT  NOT NULL UNIQUE,
  state       TEXT  NOT NULL CHECK (state IN ('open', 'closed')),
  created_at  INTEGER NOT NULL,
  version     INTEGER NOT NULL DEFAULT 1
) STRICT;
CREATE INDEX listing_by_advisor ON listing (advisor_id, id);
CREATE INDEX listing_by_category ON listing (category_id, id);

CREATE TABLE callback (
  id           INTEGER PRIMARY KEY,
  advisor_id   INTEGER NOT NULL REFERENCES advisor (id),
  customer_id  INTEGER NOT NULL REFERENCES account (id),
  listing_id   INTEGER NOT NULL REFERENCES listing (id),
  number       TEXT  NOT NULL,
  channel      TEXT  NOT NULL CHECK (channel IN ('web', 'phone')),
  state        TEXT  NOT NULL CHECK (state IN ('waiting', 'offering', 'ringing', 'connected', 'completed', 'expired',
                                               'cancelled', 'unreachable', 'no_funds', 'withdrawn')),
  requested_at INTEGER NOT NULL,                                  -- with id the order of the line; never rewritten
  expires_at   INTEGER NOT NULL,
  not_before   INTEGER NOT NULL DEFAULT 0,                        -- steps aside until then (retry, snooze, decline)
  attempts     INTEGER NOT NULL DEFAULT 0,                        -- of the customer, counted
  funds_skips  INTEGER NOT NULL DEFAULT 0,
  price_minor  INTEGER NOT NULL,                                  -- a minute, at request
  reason       TEXT  NOT NULL DEFAULT '',                       -- why the customer calls
  language     TEXT  NOT NULL,
  call_id      INTEGER,                                           -- the live or last call
  ended_at     INTEGER,
  end_reason   TEXT,
  end_actor    TEXT,
  version      INTEGER NOT NULL DEFAULT 1, lets_pass INTEGER, let_pass_at INTEGER,
  CHECK ((ended_at IS NULL) = (state IN ('waiting', 'offering', 'ringing', 'connected')))
) STRICT;
CREATE INDEX callback_line ON callback (advisor_id, requested_at, id) WHERE state = 'waiting';
CREATE INDEX callback_by_customer ON callback (customer_id, id);
CREATE INDEX callback_by_advisor ON callback (advisor_id, id);
CREATE INDEX callback_passes ON callback (lets_pass) WHERE lets_pass IS NOT NULL;
CREATE UNIQUE INDEX callback_one_live ON callback (advisor_id, customer_id) WHERE ended_at IS NULL;
CREATE UNIQUE INDEX callback_one_dial ON callback (advisor_id)
  WHERE state = 'offering' OR state = 'ringing' OR state = 'connected';

CREATE TABLE call (
  id            INTEGER PRIMARY KEY,
  callback_id   INTEGER REFERENCES callback (id),
  advisor_id    INTEGER NOT NULL REFERENCES advisor (id),
  customer_id   INTEGER NOT NULL REFERENCES account (id),
  listing_id    INTEGER NOT NULL REFERENCES listing (id),
  state         TEXT  NOT NULL CHECK (state IN ('placed', 'consenting', 'bridged', 'paused', 'ended')),
  price_minor   INTEGER NOT NULL,                                 -- frozen with the hold (SETTLED 15)
  currency      TEXT  NOT NULL,
  minimum_us    INTEGER NOT NULL,
  step_us       INTEGER NOT NULL,
  free_under_us INTEGER NOT NULL,
  fee_minor     INTEGER NOT NULL,
  share         INTEGER NOT NULL,
  node          INTEGER NOT NULL,
  token         INTEGER NOT NULL,
  created_at    INTEGER NOT NULL,
  accepted_at   INTEGER,
  bridged_at    INTEGER,
  pause_ends_at INTEGER,
  ended_at      INTEGER,
  end_cause     TEXT,
  end_side      TEXT,
  witnessed_us  INTEGER NOT NULL DEFAULT 0,
  limit_us      INTEGER NOT NULL DEFAULT 0,
  warned        INTEGER NOT NULL DEFAULT 0,
  customer_on   INTEGER NOT NULL DEFAULT 0 CHECK (customer_on IN (0, 1)),    -- the customer's phone is in use by this call
  held_minor    INTEGER NOT NULL DEFAULT 0,
  hold_steps    INTEGER NOT NULL DEFAULT 0,                       -- growths of the hold: causes of its transfers
  billed_us     INTEGER NOT NULL DEFAULT 0,
  charge_minor  INTEGER NOT NULL DEFAULT 0,
  earned_minor  INTEGER NOT NULL DEFAULT 0,
  settled_at    INTEGER
) STRICT;
CREATE INDEX call_live ON call (customer_id) WHERE state <> 'ended' OR customer_on = 1;
CREATE INDEX call_live_by_node ON call (node) WHERE state <> 'ended';
CREATE INDEX call_by_advisor ON call (advisor_id, id);
CREATE INDEX call_by_customer ON call (customer_id, id);
CREATE INDEX call_by_callback ON call (callback_id) WHERE callback_id IS NOT NULL;

CREATE TABLE leg (
  id           INTEGER PRIMARY KEY,
  call_id      INTEGER NOT NULL REFERENCES call (id),
  side         TEXT  NOT NULL CHECK (side IN ('advisor', 'customer')),
  number       TEXT  NOT NULL,
  state        TEXT  NOT NULL CHECK (state IN ('dialing', 'ringing', 'answered', 'joined', 'ended')),
  scene        TEXT  NOT NULL DEFAULT '',                       -- what is being said or asked (domain/ivr)
  round        INTEGER NOT NULL DEFAULT 0,
  said         INTEGER NOT NULL DEFAULT 0,                        -- token of the running SAY
  said_at      INTEGER,                                           -- when the last prompt ended
  node         INTEGER NOT NULL,
  created_at   INTEGER NOT NULL,
  ringing_at   INTEGER,
  answered_at  INTEGER,
  ended_at     INTEGER,
  end_cause    TEXT,
  sip_code     INTEGER,
  sip_call_id  TEXT NOT NULL,
  local_tag    TEXT NOT NULL,
  remote_tag   TEXT,
  local_uri    TEXT,
  remote_uri   TEXT,
  target       TEXT,
  route        TEXT,
  trunk        TEXT,
  cseq         INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE INDEX leg_by_call ON leg (call_id, id);
CREATE INDEX leg_live_by_node ON leg (node) WHERE state <> 'ended';

CREATE TABLE ring (                                             -- every ring of a called number, for the caps (SETTLED 8)
  leg_id      INTEGER PRIMARY KEY REFERENCES leg (id),
  e164        TEXT  NOT NULL,
  at          INTEGER NOT NULL,
  answered    INTEGER NOT NULL DEFAULT 0,
  rang        INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE INDEX ring_by_number ON ring (e164, at);

CREATE TABLE mark (                                             -- the time line of a call, for receipt and ladder
  id          INTEGER PRIMARY KEY,
  call_id     INTEGER NOT NULL REFERENCES call (id),
  at          INTEGER NOT NULL,
  side        TEXT  NOT NULL,                                   -- customer, advisor, both, money
  what        TEXT  NOT NULL,
  detail      TEXT  NOT NULL DEFAULT ''
) STRICT;
CREATE INDEX mark_by_call ON mark (call_id, id);

CREATE TABLE transfer (
  id          INTEGER PRIMARY KEY,
  at          INTEGER NOT NULL,
  debit       TEXT  NOT NULL,                                   -- account that gives: "wallet:123"
  credit      TEXT  NOT NULL,                                   -- account that gets
  minor       INTEGER NOT NULL CHECK (minor > 0),
  currency    TEXT  NOT NULL,
  kind        TEXT  NOT NULL,
  cause       TEXT  NOT NULL,
  actor       TEXT  NOT NULL,
  node        INTEGER NOT NULL,
  token       INTEGER NOT NULL,
  CHECK (debit <> credit),
  UNIQUE (kind, cause)
) STRICT;
CREATE INDEX transfer_debit ON transfer (debit, id, minor);
CREATE INDEX transfer_credit ON transfer (credit, id, minor);
CREATE INDEX transfer_cause ON transfer (cause);
CREATE TRIGGER transfer_is_immutable BEFORE UPDATE ON transfer
BEGIN SELECT RAISE(ABORT, 'the ledger is immutable'); END;
CREATE TRIGGER transfer_is_kept BEFORE DELETE ON transfer
BEGIN SELECT RAISE(ABORT, 'the ledger is immutable'); END;

CREATE TABLE event (
  id          INTEGER PRIMARY KEY,
  number      INTEGER UNIQUE,
  at          INTEGER NOT NULL,
  kind        TEXT  NOT NULL,                                   -- noun.verbed
  subject     TEXT  NOT NULL,                                   -- formatted id
  advisor_id  INTEGER,                                            -- who may see it, besides operators
  customer_id INTEGER,
  public      INTEGER NOT NULL DEFAULT 0,                         -- 1: everybody may (availability)
  data        TEXT  NOT NULL                                    -- JSON object
) STRICT;
CREATE INDEX event_unnumbered ON event (id) WHERE number IS NULL;
CREATE INDEX event_by_time ON event (at);
CREATE INDEX event_by_customer ON event (customer_id, number) WHERE customer_id IS NOT NULL;
CREATE INDEX event_by_advisor ON event (advisor_id, number) WHERE advisor_id IS NOT NULL;
CREATE INDEX event_public ON event (number) WHERE public = 1;

CREATE TABLE alarm (                                            -- when a lane must look again
  kind        TEXT  NOT NULL,
  subject     INTEGER NOT NULL,
  advisor_id  INTEGER NOT NULL,
  at          INTEGER NOT NULL,
  PRIMARY KEY (kind, subject)
) STRICT;
CREATE INDEX alarm_by_time ON alarm (at);

CREATE TABLE idempotency (
  principal   TEXT  NOT NULL,
  key         TEXT  NOT NULL,
  fingerprint TEXT  NOT NULL,
  status      INTEGER NOT NULL,
  headers     TEXT  NOT NULL,
  body        TEXT  NOT NULL,
  created_at  INTEGER NOT NULL,
  PRIMARY KEY (principal, key)
) STRICT;
CREATE INDEX idempotency_by_time ON idempotency (created_at);

CREATE TABLE audit (                                            -- who changed what (F147)
  id          INTEGER PRIMARY KEY,
  at          INTEGER NOT NULL,
  actor       TEXT  NOT NULL,
  account_id  INTEGER,
  action      TEXT  NOT NULL,
  subject     TEXT  NOT NULL,
  detail      TEXT  NOT NULL
) STRICT;

CREATE TABLE node (
  id          INTEGER PRIMARY KEY,
  name        TEXT  NOT NULL UNIQUE,
  token       INTEGER NOT NULL,
  lease_until INTEGER NOT NULL
) STRICT;

CREATE TABLE proof (
  id           INTEGER PRIMARY KEY,
  account_id   INTEGER NOT NULL REFERENCES account (id),
  number_id    INTEGER NOT NULL,                                  -- may be removed meanwhile
  e164         TEXT  NOT NULL,
  code         TEXT  NOT NULL,                                  -- six digits; '' when it opens nothing any more
  language     TEXT  NOT NULL,
  state        TEXT  NOT NULL CHECK (state IN ('dialing', 'ringing', 'answered', 'ended')),
  said         INTEGER NOT NULL DEFAULT 0,                        -- token of the running SAY
  guesses      INTEGER NOT NULL DEFAULT 0,                        -- wrong ones
  node         INTEGER NOT NULL,
  created_at   INTEGER NOT NULL,
  expires_at   INTEGER NOT NULL,                                  -- of the code
  rang_at      INTEGER,
  answered_at  INTEGER,
  ended_at     INTEGER,
  end_cause    TEXT,
  proved_at    INTEGER,
  sip_call_id  TEXT NOT NULL,
  local_tag    TEXT NOT NULL,
  remote_tag   TEXT,
  local_uri    TEXT,
  remote_uri   TEXT,
  target       TEXT,
  route        TEXT,
  trunk        TEXT,
  cseq         INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE INDEX proof_by_number ON proof (e164, created_at);
CREATE INDEX proof_by_account ON proof (account_id, created_at);
CREATE INDEX proof_by_time ON proof (created_at);
CREATE INDEX proof_live_by_node ON proof (node) WHERE state <> 'ended';

CREATE TABLE thread (
  id            INTEGER PRIMARY KEY,
  advisor_id    INTEGER NOT NULL REFERENCES advisor (id),
  customer_id   INTEGER NOT NULL REFERENCES account (id),
  subject       TEXT  NOT NULL,
  created_at    INTEGER NOT NULL,
  last_mail     INTEGER NOT NULL,                                 -- id: the order of the list
  customer_read INTEGER NOT NULL DEFAULT 0,                       -- id of the last mail that side has seen
  advisor_read  INTEGER NOT NULL DEFAULT 0,
  CHECK (advisor_id <> customer_id)
) STRICT;
CREATE INDEX thread_by_customer ON thread (customer_id, last_mail);
CREATE INDEX thread_by_advisor ON thread (advisor_id, last_mail);

CREATE TABLE mail (
  id            INTEGER PRIMARY KEY,
  thread_id     INTEGER NOT NULL REFERENCES thread (id),
  sender_id     INTEGER NOT NULL REFERENCES account (id),         -- one of the two
  body          TEXT  NOT NULL,
  at            INTEGER NOT NULL
) STRICT;
CREATE INDEX mail_by_thread ON mail (thread_id, id);
CREATE INDEX mail_by_sender ON mail (sender_id, at);

CREATE TABLE link (
  subject     TEXT  PRIMARY KEY,                                -- formatted id: "cbk_…"
  version     INTEGER NOT NULL,
  changed_at  INTEGER NOT NULL
) STRICT;

CREATE TABLE factor (
  account_id    INTEGER PRIMARY KEY REFERENCES account (id),
  secret        TEXT  NOT NULL,                                 -- base 32
  created_at    INTEGER NOT NULL,
  confirmed_at  INTEGER,                                          -- NULL: not asked for at sign-in yet
  last_step     INTEGER NOT NULL DEFAULT 0                        -- a code is good once
) STRICT;

CREATE TABLE recovery (
  account_id    INTEGER NOT NULL REFERENCES factor (account_id),
  code_hash     TEXT  NOT NULL,
  used_at       INTEGER,
  PRIMARY KEY (account_id, code_hash)
) STRICT;

CREATE TABLE pin (
  advisor_id INTEGER PRIMARY KEY REFERENCES advisor (id),
  hash       TEXT  NOT NULL,
  set_at     INTEGER NOT NULL
) STRICT;

CREATE TABLE setting (
  name        TEXT  PRIMARY KEY,                                -- of src/domain/rules.def
  value       TEXT  NOT NULL,
  changed_at  INTEGER NOT NULL,
  account_id  INTEGER REFERENCES account (id)                     -- NULL: the machine's administrator
) STRICT;

CREATE TABLE setting_version (
  version     INTEGER NOT NULL
) STRICT;

CREATE TABLE test_call (
  id           INTEGER PRIMARY KEY,
  account_id   INTEGER NOT NULL REFERENCES account (id),          -- the operator
  trunk        TEXT  NOT NULL,
  e164         TEXT  NOT NULL,
  language     TEXT  NOT NULL,
  state        TEXT  NOT NULL CHECK (state IN ('dialing', 'ringing', 'answered', 'ended')),
  said         INTEGER NOT NULL DEFAULT 0,                        -- token of the running SAY
  node         INTEGER NOT NULL,
  created_at   INTEGER NOT NULL,
  rang_at      INTEGER,
  answered_at  INTEGER,
  ended_at     INTEGER,
  end_cause    TEXT,
  sip_code     INTEGER NOT NULL DEFAULT 0,                        -- the network's last answer; 0: none
  key_heard    TEXT  NOT NULL DEFAULT '',
  heard        INTEGER NOT NULL DEFAULT 0,                        -- packets of sound from the phone
  sent         INTEGER NOT NULL DEFAULT 0,                        -- and to it
  sip_call_id  TEXT NOT NULL,
  local_tag    TEXT NOT NULL,
  remote_tag   TEXT,
  local_uri    TEXT,
  remote_uri   TEXT,
  target       TEXT,
  route        TEXT,
  cseq         INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE UNIQUE INDEX test_call_one_live ON test_call (trunk) WHERE state <> 'ended';
CREATE INDEX test_call_by_account ON test_call (account_id, created_at);
CREATE INDEX test_call_by_trunk ON test_call (trunk, id);
CREATE INDEX test_call_live_by_node ON test_call (node) WHERE state <> 'ended';

CREATE TABLE forecast (
  callback_id INTEGER PRIMARY KEY REFERENCES callback (id),
  advisor_id  INTEGER NOT NULL REFERENCES advisor (id),
  made_at     INTEGER NOT NULL,
  ahead       INTEGER NOT NULL,
  ring_from   INTEGER NOT NULL,
  ring_to     INTEGER NOT NULL,
  rang_at     INTEGER
) STRICT;

CREATE TABLE application (
  id          INTEGER PRIMARY KEY,
  account_id  INTEGER NOT NULL REFERENCES account (id),
  nickname    TEXT  NOT NULL,                                   -- under which to advise
  category_id INTEGER NOT NULL REFERENCES category (id),
  title       TEXT  NOT NULL,                                   -- of the first listing
  description TEXT  NOT NULL DEFAULT '',
  price_minor INTEGER NOT NULL CHECK (price_minor BETWEEN 1 AND 100000),       -- a minute, as wished
  about       TEXT  NOT NULL DEFAULT '',                        -- for the house alone
  state       TEXT  NOT NULL CHECK (state IN ('pending', 'approved', 'declined', 'withdrawn')),
  asked_at    INTEGER NOT NULL,
  ended_at    INTEGER,
  ended_by    INTEGER REFERENCES account (id),                    -- NULL: the machine's administrator
  reason      TEXT  NOT NULL DEFAULT '',                        -- why declined; the applicant reads it
  listing_id  INTEGER REFERENCES listing (id),                    -- made when approved
  CHECK ((ended_at IS NULL) = (state = 'pending'))
) STRICT;
CREATE UNIQUE INDEX application_one_pending ON application (account_id) WHERE state = 'pending';
CREATE INDEX application_by_account ON application (account_id, asked_at);
CREATE INDEX application_by_state ON application (state, id);

CREATE TABLE capture (
  leg_id   INTEGER PRIMARY KEY REFERENCES leg (id),
  at       INTEGER NOT NULL,                                      -- handed over, a moment after the leg's end
  left_out INTEGER NOT NULL CHECK (left_out >= 0),                -- messages in the middle that found no room
  messages TEXT  NOT NULL                                       -- JSON array, oldest first
) STRICT;
CREATE INDEX capture_by_at ON capture (at);
