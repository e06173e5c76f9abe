-- Mail between an advisor and a customer (CB10, F17): plain threads of two, read by nobody else.

CREATE TABLE thread (
  id            %int% PRIMARY KEY,
  advisor_id    %int% NOT NULL REFERENCES advisor (id),
  customer_id   %int% NOT NULL REFERENCES account (id),
  subject       TEXT  NOT NULL,
  created_at    %int% NOT NULL,
  last_mail     %int% NOT NULL,                                 -- id: the order of the list
  customer_read %int% NOT NULL DEFAULT 0,                       -- id of the last mail that side has seen
  advisor_read  %int% NOT NULL DEFAULT 0,
  CHECK (advisor_id <> customer_id)
) %strict%;
CREATE INDEX thread_by_customer ON thread (customer_id, last_mail);
CREATE INDEX thread_by_advisor ON thread (advisor_id, last_mail);

CREATE TABLE mail (
  id            %int% PRIMARY KEY,
  thread_id     %int% NOT NULL REFERENCES thread (id),
  sender_id     %int% NOT NULL REFERENCES account (id),         -- one of the two
  body          TEXT  NOT NULL,
  at            %int% NOT NULL
) %strict%;
CREATE INDEX mail_by_thread ON mail (thread_id, id);
CREATE INDEX mail_by_sender ON mail (sender_id, at);
