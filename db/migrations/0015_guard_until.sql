-- Counters that are over are forgotten; until now a name nobody has was remembered for ever once it was tried.

CREATE INDEX guard_by_until ON guard (until);
