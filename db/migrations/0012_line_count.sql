-- How many wait stands in the advisor's row, so that nobody counts a line; what people were told is found by whom it was told;
-- and partial indexes say their states without IN, for which SQLite would make a table at each write.

ALTER TABLE advisor ADD COLUMN waiting %int% NOT NULL DEFAULT 0;
UPDATE advisor
   SET waiting = (SELECT COUNT(*) FROM callback WHERE callback.advisor_id = advisor.id AND callback.state = 'waiting');

CREATE INDEX event_by_customer ON event (customer_id, number) WHERE customer_id IS NOT NULL;
CREATE INDEX event_by_advisor ON event (advisor_id, number) WHERE advisor_id IS NOT NULL;
CREATE INDEX event_public ON event (number) WHERE public = 1;

DROP INDEX callback_one_live;
DROP INDEX callback_one_dial;
CREATE UNIQUE INDEX callback_one_live ON callback (advisor_id, customer_id) WHERE ended_at IS NULL;
CREATE UNIQUE INDEX callback_one_dial ON callback (advisor_id)
  WHERE state = 'offering' OR state = 'ringing' OR state = 'connected';
