-- Who is told of changes. types, models: words with a space between; no models: all of them.
CREATE TABLE webhook (
  key             INTEGER PRIMARY KEY,
  url             TEXT NOT NULL,
  types           TEXT NOT NULL,
  models          TEXT NOT NULL,
  enabled         INTEGER NOT NULL,
  reason          TEXT NOT NULL,
  private_allowed INTEGER NOT NULL,
  created         INTEGER NOT NULL
);

-- sealed: encrypted under a key that is not in this store. place: 0 for the latest.
CREATE TABLE webhook_secret (
  webhook INTEGER NOT NULL,
  place   INTEGER NOT NULL,
  sealed  TEXT NOT NULL,
  created INTEGER NOT NULL,
  ends    INTEGER,
  PRIMARY KEY (webhook, place)
) WITHOUT ROWID;

-- Messages on their way. state: 0 pending, 1 delivered, 2 failed, 3 replayed. next_at: when a
-- pending one is due; null behind another of its endpoint and lane.
CREATE TABLE outbox (
  key         INTEGER PRIMARY KEY,
  endpoint    INTEGER NOT NULL,
  id          TEXT NOT NULL,
  type        TEXT NOT NULL,
  lane        INTEGER NOT NULL,
  payload     TEXT NOT NULL,
  created     INTEGER NOT NULL,
  state       INTEGER NOT NULL,
  attempts    INTEGER NOT NULL,
  next_at     INTEGER,
  last_at     INTEGER,
  last_status INTEGER,
  last_millis INTEGER,
  last_error  TEXT
);
CREATE INDEX outbox_lane ON outbox (endpoint, lane, key) WHERE state = 0;
CREATE INDEX outbox_due ON outbox (endpoint, next_at, key)
  WHERE state = 0 AND next_at IS NOT NULL;
CREATE INDEX outbox_log ON outbox (endpoint, state, key);
CREATE INDEX outbox_done ON outbox (state, last_at) WHERE state <> 0;

-- stay, cool_down: milliseconds.
CREATE TABLE alert_rule (
  key       INTEGER PRIMARY KEY,
  name      TEXT NOT NULL,
  model     TEXT NOT NULL,
  looks_at  TEXT NOT NULL,
  part      TEXT NOT NULL,
  direction TEXT NOT NULL,
  threshold TEXT NOT NULL,
  rearm     TEXT NOT NULL,
  stay      INTEGER NOT NULL,
  cool_down INTEGER NOT NULL,
  enabled   INTEGER NOT NULL,
  created   INTEGER NOT NULL
);

-- phase: 0 armed, 1 staying, 2 disarmed. Who is armed and was never told of has no row.
CREATE TABLE alert_state (
  subject INTEGER NOT NULL,
  rule    INTEGER NOT NULL,
  phase   INTEGER NOT NULL,
  since   INTEGER,
  due     INTEGER,
  raised  INTEGER,
  PRIMARY KEY (subject, rule)
) WITHOUT ROWID;
CREATE INDEX alert_state_due ON alert_state (due) WHERE due IS NOT NULL;
CREATE INDEX alert_state_rule ON alert_state (rule, subject);
