-- Instants are nanoseconds since 1970, UTC, held within what 64 bits can say (years 1678 to 2261);
-- points are whole thousandths. Facts are only appended; states and scores are caches.

-- The highest number given so far, by name.
CREATE TABLE counter (
  name  TEXT COLLATE "C" PRIMARY KEY,
  value BIGINT NOT NULL
);

-- Texts that stand in very many rows, written once. kind: 1 type of event, 2 source, 3 in scores.
CREATE TABLE word (
  key  BIGINT PRIMARY KEY,
  kind BIGINT NOT NULL,
  text TEXT COLLATE "C" NOT NULL,
  UNIQUE (kind, text)
);

-- kind: 1 user, 2 anonymous, 3 account. subject: the profile that its subject is called by.
CREATE TABLE profile (
  key        BIGINT PRIMARY KEY,
  kind       BIGINT NOT NULL,
  value      TEXT COLLATE "C" NOT NULL,
  subject    BIGINT NOT NULL,
  first_seen BIGINT NOT NULL,
  UNIQUE (kind, value)
);
CREATE INDEX profile_moved ON profile (subject) WHERE subject <> key;

-- moved: the keys of profiles, as a JSON array.
CREATE TABLE profile_merge (
  key          BIGINT PRIMARY KEY,
  from_subject BIGINT NOT NULL,
  into_subject BIGINT NOT NULL,
  moved        TEXT COLLATE "C" NOT NULL,
  at           BIGINT NOT NULL,
  cause        TEXT COLLATE "C" NOT NULL,
  undone_at    BIGINT
);
CREATE INDEX profile_merge_into ON profile_merge (into_subject);
CREATE INDEX profile_merge_from ON profile_merge (from_subject);

CREATE TABLE tie (
  lead    BIGINT NOT NULL,
  at      BIGINT NOT NULL,
  account BIGINT NOT NULL,
  PRIMARY KEY (lead, at)
);
CREATE INDEX tie_account ON tie (account);

-- at_text: the exact instant where at cannot say it. properties: a JSON object.
CREATE TABLE event (
  profile    BIGINT NOT NULL,
  id         TEXT COLLATE "C" NOT NULL,
  seq        BIGINT NOT NULL,
  type       BIGINT NOT NULL,
  at         BIGINT NOT NULL,
  received   BIGINT NOT NULL,
  sent       BIGINT,
  source     BIGINT NOT NULL,
  properties TEXT COLLATE "C" NOT NULL,
  at_text    TEXT COLLATE "C",
  PRIMARY KEY (profile, id)
);

-- value: as JSON; null where it was said to be unknown.
CREATE TABLE attribute (
  profile  BIGINT NOT NULL,
  seq      BIGINT NOT NULL,
  name     TEXT COLLATE "C" NOT NULL,
  value    TEXT COLLATE "C",
  at       BIGINT NOT NULL,
  received BIGINT NOT NULL,
  at_text  TEXT COLLATE "C",
  PRIMARY KEY (profile, seq)
);

-- last_change: the key of the subject's latest row of score_change; it stays when the state goes.
CREATE TABLE state (
  subject     BIGINT PRIMARY KEY,
  last_change BIGINT,
  state       BYTEA
) WITH (fillfactor = 70);

-- body has all of the score; total, cell and band are copies for whoever looks with SQL.
CREATE TABLE score (
  version BIGINT NOT NULL,
  subject BIGINT NOT NULL,
  total   BIGINT,
  cell    TEXT COLLATE "C" NOT NULL,
  band    TEXT COLLATE "C" NOT NULL,
  body    BYTEA NOT NULL,
  PRIMARY KEY (version, subject)
);

-- previous: the key of the subject's change before it.
CREATE TABLE score_change (
  key      BIGINT PRIMARY KEY,
  subject  BIGINT NOT NULL,
  version  BIGINT NOT NULL,
  at       BIGINT NOT NULL,
  previous BIGINT,
  body     BYTEA NOT NULL
);

-- Changes that a run makes; seen from when the run is published.
CREATE TABLE run_change (
  run     BIGINT NOT NULL,
  subject BIGINT NOT NULL,
  key     BIGINT NOT NULL,
  version BIGINT NOT NULL,
  at      BIGINT NOT NULL,
  body    BYTEA NOT NULL,
  PRIMARY KEY (run, subject, key)
);

-- The keys that a run's changes lie between. From at on, when it was published, they are seen under
-- key + shift.
CREATE TABLE change_run (
  run       BIGINT PRIMARY KEY,
  first_key BIGINT NOT NULL,
  last_key  BIGINT NOT NULL,
  shift     BIGINT NOT NULL,
  at        BIGINT
);

CREATE TABLE backlog (
  subject BIGINT PRIMARY KEY
);

CREATE TABLE wake (
  subject BIGINT PRIMARY KEY,
  at      BIGINT NOT NULL
);
CREATE INDEX wake_at ON wake (at);

CREATE TABLE reject (
  key         BIGINT PRIMARY KEY,
  received    BIGINT NOT NULL,
  source      TEXT COLLATE "C" NOT NULL,
  code        TEXT COLLATE "C" NOT NULL,
  reason      TEXT COLLATE "C" NOT NULL,
  payload     TEXT COLLATE "C" NOT NULL,
  replayed_at BIGINT
);
CREATE INDEX reject_open ON reject (key) WHERE replayed_at IS NULL;

CREATE TABLE audit (
  key    BIGINT PRIMARY KEY,
  at     BIGINT NOT NULL,
  actor  TEXT COLLATE "C" NOT NULL,
  action TEXT COLLATE "C" NOT NULL,
  target TEXT COLLATE "C" NOT NULL,
  detail TEXT COLLATE "C" NOT NULL
);
