-- Call now: an advisor who is free, and for whom nobody waits, is kept for one customer for two minutes (D8, F46).

ALTER TABLE advisor ADD COLUMN reserved_for %int%;
ALTER TABLE advisor ADD COLUMN reserved_at %int%;
ALTER TABLE advisor ADD COLUMN reserved_until %int%;
