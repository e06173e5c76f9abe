-- What was said to whoever joined a line about when the phone should ring, and when it did (N9).

CREATE TABLE forecast (
  callback_id %int% PRIMARY KEY REFERENCES callback (id),
  advisor_id  %int% NOT NULL REFERENCES advisor (id),
  made_at     %int% NOT NULL,
  ahead       %int% NOT NULL,
  ring_from   %int% NOT NULL,
  ring_to     %int% NOT NULL,
  rang_at     %int%
) %strict%;
