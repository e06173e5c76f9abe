-- What operators set themselves of the rules; what the configuration file says stands above it.

CREATE TABLE setting (
  name        TEXT  PRIMARY KEY,                                -- of src/domain/rules.def
  value       TEXT  NOT NULL,
  changed_at  %int% NOT NULL,
  account_id  %int% REFERENCES account (id)                     -- NULL: the machine's administrator
) %strict%;

CREATE TABLE setting_version (
  version     %int% NOT NULL
) %strict%;

INSERT INTO setting_version (version) VALUES (1);
