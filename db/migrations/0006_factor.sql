-- A second factor (SAFETY 7): a secret shared with an authenticator app (RFC 6238), and codes for when the phone is lost.

CREATE TABLE factor (
  account_id    %int% PRIMARY KEY REFERENCES account (id),
  secret        TEXT  NOT NULL,                                 -- base 32
  created_at    %int% NOT NULL,
  confirmed_at  %int%,                                          -- NULL: not asked for at sign-in yet
  last_step     %int% NOT NULL DEFAULT 0                        -- a code is good once
) %strict%;

CREATE TABLE recovery (
  account_id    %int% NOT NULL REFERENCES factor (account_id),
  code_hash     TEXT  NOT NULL,
  used_at       %int%,
  PRIMARY KEY (account_id, code_hash)
) %strict%;
