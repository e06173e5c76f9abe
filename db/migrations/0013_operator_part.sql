-- What an operator may: everybody who is one today may do everything.

ALTER TABLE account ADD COLUMN operator_part TEXT NOT NULL DEFAULT 'none'
  CHECK (operator_part IN ('none', 'owner', 'floor', 'finance', 'product', 'engineer'));
UPDATE account SET operator_part = 'owner' WHERE roles >= 4;
