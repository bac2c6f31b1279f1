-- source: the YAML text exactly as it was given. applies_to: empty for everybody.
CREATE TABLE model_version (
  key         BIGINT PRIMARY KEY,
  model       TEXT COLLATE "C" NOT NULL,
  number      BIGINT NOT NULL,
  status      TEXT COLLATE "C" NOT NULL,
  source      TEXT COLLATE "C" NOT NULL,
  applies_to  TEXT COLLATE "C" NOT NULL,
  author      TEXT COLLATE "C" NOT NULL,
  note        TEXT COLLATE "C" NOT NULL,
  revision    BIGINT NOT NULL,
  created     BIGINT NOT NULL,
  published   BIGINT,
  retired     BIGINT,
  pilot_slice TEXT COLLATE "C",
  pilot_until BIGINT,
  UNIQUE (model, number)
);
CREATE INDEX model_version_status ON model_version (status);

-- The ledger of work on many subjects. ended: null while it is under way, or was cut off.
CREATE TABLE run (
  key      BIGINT PRIMARY KEY,
  kind     TEXT COLLATE "C" NOT NULL,
  version  BIGINT,
  actor    TEXT COLLATE "C" NOT NULL,
  began    BIGINT NOT NULL,
  ended    BIGINT,
  subjects BIGINT NOT NULL,
  changed  BIGINT NOT NULL,
  told     BIGINT NOT NULL,
  error    TEXT COLLATE "C" NOT NULL
);
CREATE INDEX run_open ON run (key) WHERE ended IS NULL;
