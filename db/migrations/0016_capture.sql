-- The SIP messages of a leg as an engineer may read them: numbers masked, secrets and addresses of sound left out before they come here.

CREATE TABLE capture (
  leg_id   %int% PRIMARY KEY REFERENCES leg (id),
  at       %int% NOT NULL,                                      -- handed over, a moment after the leg's end
  left_out %int% NOT NULL CHECK (left_out >= 0),                -- messages in the middle that found no room
  messages TEXT  NOT NULL                                       -- JSON array, oldest first
) %strict%;
CREATE INDEX capture_by_at ON capture (at);
