-- Signed links open one object to whoever holds them. What is signed is not stored; a link is taken back by raising the
-- object's version, which every signature covers.

CREATE TABLE link (
  subject     TEXT  PRIMARY KEY,                                -- formatted id: "cbk_…"
  version     %int% NOT NULL,
  changed_at  %int% NOT NULL
) %strict%;
