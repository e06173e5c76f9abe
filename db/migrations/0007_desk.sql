-- The advisor's desk: what follows the running call, a pause that ends by itself (F44), an own wrap-up length (-1: the
-- house's), and the PIN for the telephone.

ALTER TABLE advisor ADD COLUMN after_call TEXT NOT NULL DEFAULT '';
ALTER TABLE advisor ADD COLUMN back_at %int%;
ALTER TABLE advisor ADD COLUMN wrap_us %int% NOT NULL DEFAULT -1;

CREATE TABLE pin (
  advisor_id %int% PRIMARY KEY REFERENCES advisor (id),
  hash       TEXT  NOT NULL,
  set_at     %int% NOT NULL
) %strict%;
