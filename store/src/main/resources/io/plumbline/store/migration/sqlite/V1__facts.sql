-- Instants are nanoseconds since 1970, UTC, held within what 64 bits can say (years 1678 to 2261);
-- points are whole thousandths. Facts are only appended; states and scores are caches.

-- The highest number given so far, by name.
CREATE TABLE counter (
  name  TEXT PRIMARY KEY,
  value INTEGER NOT NULL
) WITHOUT ROWID;

-- Texts that stand in very many rows, written once. kind: 1 type of event, 2 source, 3 in scores.
CREATE TABLE word (
  key  INTEGER PRIMARY KEY,
  kind INTEGER NOT NULL,
  text TEXT NOT NULL,
  UNIQUE (kind, text)
);

-- kind: 1 user, 2 anonymous, 3 account. subject: the profile that its subject is called by.
CREATE TABLE profile (
  key        INTEGER PRIMARY KEY,
  kind       INTEGER NOT NULL,
  value      TEXT NOT NULL,
  subject    INTEGER NOT NULL,
  first_seen INTEGER NOT NULL,
  UNIQUE (kind, value)
);
CREATE INDEX profile_moved ON profile (subject) WHERE subject <> key;

-- moved: the keys of profiles, as a JSON array.
CREATE TABLE profile_merge (
  key          INTEGER PRIMARY KEY,
  from_subject INTEGER NOT NULL,
  into_subject INTEGER NOT NULL,
  moved        TEXT NOT NULL,
  at           INTEGER NOT NULL,
  cause        TEXT NOT NULL,
  undone_at    INTEGER
);
CREATE INDEX profile_merge_into ON profile_merge (into_subject);
CREATE INDEX profile_merge_from ON profile_merge (from_subject);

CREATE TABLE tie (
  lead    INTEGER NOT NULL,
  at      INTEGER NOT NULL,
  account INTEGER NOT NULL,
  PRIMARY KEY (lead, at)
) WITHOUT ROWID;
CREATE INDEX tie_account ON tie (account);

-- Clustered by profile: a profile's events and the check for a repeated id share their pages.
-- at_text: the exact instant where at cannot say it. properties: a JSON object.
CREATE TABLE event (
  profile    INTEGER NOT NULL,
  id         TEXT NOT NULL,
  seq        INTEGER NOT NULL,
  type       INTEGER NOT NULL,
  at         INTEGER NOT NULL,
  received   INTEGER NOT NULL,
  sent       INTEGER,
  source     INTEGER NOT NULL,
  properties TEXT NOT NULL,
  at_text    TEXT,
  PRIMARY KEY (profile, id)
) WITHOUT ROWID;

-- value: as JSON; null where it was said to be unknown.
CREATE TABLE attribute (
  profile  INTEGER NOT NULL,
  seq      INTEGER NOT NULL,
  name     TEXT NOT NULL,
  value    TEXT,
  at       INTEGER NOT NULL,
  received INTEGER NOT NULL,
  at_text  TEXT,
  PRIMARY KEY (profile, seq)
) WITHOUT ROWID;

-- last_change: the key of the subject's latest row of score_change; it stays when the state goes.
CREATE TABLE state (
  subject     INTEGER PRIMARY KEY,
  last_change INTEGER,
  state       BLOB
);

-- body has all of the score; total, cell and band are copies for whoever looks with SQL.
CREATE TABLE score (
  version INTEGER NOT NULL,
  subject INTEGER NOT NULL,
  total   INTEGER,
  cell    TEXT NOT NULL,
  band    TEXT NOT NULL,
  body    BLOB NOT NULL,
  PRIMARY KEY (version, subject)
) WITHOUT ROWID;

-- previous: the key of the subject's change before it.
CREATE TABLE score_change (
  key      INTEGER PRIMARY KEY,
  subject  INTEGER NOT NULL,
  version  INTEGER NOT NULL,
  at       INTEGER NOT NULL,
  previous INTEGER,
  body     BLOB NOT NULL
);

-- Changes that a run makes; seen from when the run is published.
CREATE TABLE run_change (
  run     INTEGER NOT NULL,
  subject INTEGER NOT NULL,
  key     INTEGER NOT NULL,
  version INTEGER NOT NULL,
  at      INTEGER NOT NULL,
  body    BLOB NOT NULL,
  PRIMARY KEY (run, subject, key)
) WITHOUT ROWID;

-- The keys that a run's changes lie between. From at on, when it was published, they are seen under
-- key + shift.
CREATE TABLE change_run (
  run       INTEGER PRIMARY KEY,
  first_key INTEGER NOT NULL,
  last_key  INTEGER NOT NULL,
  shift     INTEGER NOT NULL,
  at        INTEGER
);

CREATE TABLE backlog (
  subject INTEGER PRIMARY KEY
);

CREATE TABLE wake (
  subject INTEGER PRIMARY KEY,
  at      INTEGER NOT NULL
);
CREATE INDEX wake_at ON wake (at);

CREATE TABLE reject (
  key         INTEGER PRIMARY KEY,
  received    INTEGER NOT NULL,
  source      TEXT NOT NULL,
  code        TEXT NOT NULL,
  reason      TEXT NOT NULL,
  payload     TEXT NOT NULL,
  replayed_at INTEGER
);
CREATE INDEX reject_open ON reject (key) WHERE replayed_at IS NULL;

CREATE TABLE audit (
  key    INTEGER PRIMARY KEY,
  at     INTEGER NOT NULL,
  actor  TEXT NOT NULL,
  action TEXT NOT NULL,
  target TEXT NOT NULL,
  detail TEXT NOT NULL
);
