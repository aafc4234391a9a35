-- Batches and plays are not joined by anything: which plays came from one phone is not kept.
CREATE TABLE batch (
  id BLOB NOT NULL PRIMARY KEY,
  stream INTEGER NOT NULL,
  app TEXT NOT NULL,
  records INTEGER NOT NULL,
  received_day INTEGER NOT NULL              -- days since 1970, UTC+8
) WITHOUT ROWID;

-- One row a completed play. Rows lie in the order of their random ids, so the order of arrival is not kept either.
CREATE TABLE play (
  id BLOB NOT NULL PRIMARY KEY,
  stream INTEGER NOT NULL,
  scenario TEXT NOT NULL,
  scenario_version INTEGER NOT NULL,
  outcome INTEGER NOT NULL,
  verified INTEGER NOT NULL,
  refused INTEGER NOT NULL,
  stalled INTEGER NOT NULL,
  complied INTEGER NOT NULL,
  leaked INTEGER NOT NULL,
  reported INTEGER NOT NULL,
  stage_of_giving_in INTEGER NOT NULL,
  duration_bucket INTEGER NOT NULL,
  hour_bucket INTEGER NOT NULL,
  mode INTEGER NOT NULL,
  text_size INTEGER NOT NULL,
  locale TEXT NOT NULL,
  received_day INTEGER NOT NULL
) WITHOUT ROWID;

PRAGMA user_version = 1;
