-- Whom a request lets go first, once, and since when (UX 2.2). The order of the line is never rewritten.

ALTER TABLE callback ADD COLUMN lets_pass %int%;
ALTER TABLE callback ADD COLUMN let_pass_at %int%;
CREATE INDEX callback_passes ON callback (lets_pass) WHERE lets_pass IS NOT NULL;
