-- source: the YAML text exactly as it was given. applies_to: empty for everybody.
CREATE TABLE model_version (
  key         INTEGER PRIMARY KEY,
  model       TEXT NOT NULL,
  number      INTEGER NOT NULL,
  status      TEXT NOT NULL,
  source      TEXT NOT NULL,
  applies_to  TEXT NOT NULL,
  author      TEXT NOT NULL,
  note        TEXT NOT NULL,
  revision    INTEGER NOT NULL,
  created     INTEGER NOT NULL,
  published   INTEGER,
  retired     INTEGER,
  pilot_slice TEXT,
  pilot_until INTEGER,
  UNIQUE (model, number)
);
CREATE INDEX model_version_status ON model_version (status);

-- The ledger of work on many subjects. ended: null while it is under way, or was cut off.
CREATE TABLE run (
  key      INTEGER PRIMARY KEY,
  kind     TEXT NOT NULL,
  version  INTEGER,
  actor    TEXT NOT NULL,
  began    INTEGER NOT NULL,
  ended    INTEGER,
  subjects INTEGER NOT NULL,
  changed  INTEGER NOT NULL,
  told     INTEGER NOT NULL,
  error    TEXT NOT NULL
);
CREATE INDEX run_open ON run (key) WHERE ended IS NULL;
