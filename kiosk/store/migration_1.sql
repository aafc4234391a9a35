-- A batch is sealed when its records are settled; it goes when the collector has them all.
CREATE TABLE batch (
  number INTEGER PRIMARY KEY,                -- the order of sealing
  id BLOB NOT NULL UNIQUE,
  parked INTEGER NOT NULL DEFAULT 0          -- 1: refused by the collector, kept and not sent again
);

CREATE TABLE record (
  number INTEGER PRIMARY KEY,                -- the order of arrival; it never leaves the device
  id BLOB NOT NULL UNIQUE,
  bytes BLOB NOT NULL,
  batch INTEGER REFERENCES batch (number)    -- NULL: not sealed yet
);

CREATE INDEX record_by_batch ON record (batch, number);

PRAGMA user_version = 1;
