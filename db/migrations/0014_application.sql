-- Somebody asks to become an advisor; an owner approves or declines. Of one account at most one waits.

CREATE TABLE application (
  id          %int% PRIMARY KEY,
  account_id  %int% NOT NULL REFERENCES account (id),
  nickname    TEXT  NOT NULL,                                   -- under which to advise
  category_id %int% NOT NULL REFERENCES category (id),
  title       TEXT  NOT NULL,                                   -- of the first listing
  description TEXT  NOT NULL DEFAULT '',
  price_minor %int% NOT NULL CHECK (price_minor BETWEEN 1 AND 100000),       -- a minute, as wished
  about       TEXT  NOT NULL DEFAULT '',                        -- for the house alone
  state       TEXT  NOT NULL CHECK (state IN ('pending', 'approved', 'declined', 'withdrawn')),
  asked_at    %int% NOT NULL,
  ended_at    %int%,
  ended_by    %int% REFERENCES account (id),                    -- NULL: the machine's administrator
  reason      TEXT  NOT NULL DEFAULT '',                        -- why declined; the applicant reads it
  listing_id  %int% REFERENCES listing (id),                    -- made when approved
  CHECK ((ended_at IS NULL) = (state = 'pending'))
) %strict%;
CREATE UNIQUE INDEX application_one_pending ON application (account_id) WHERE state = 'pending';
CREATE INDEX application_by_account ON application (account_id, asked_at);
CREATE INDEX application_by_state ON application (state, id);
