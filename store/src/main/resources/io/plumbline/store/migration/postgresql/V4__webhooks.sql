-- Who is told of changes. types, models: words with a space between; no models: all of them.
CREATE TABLE webhook (
  key             BIGINT PRIMARY KEY,
  url             TEXT COLLATE "C" NOT NULL,
  types           TEXT COLLATE "C" NOT NULL,
  models          TEXT COLLATE "C" NOT NULL,
  enabled         BIGINT NOT NULL,
  reason          TEXT COLLATE "C" NOT NULL,
  private_allowed BIGINT NOT NULL,
  created         BIGINT NOT NULL
);

-- sealed: encrypted under a key that is not in this store. place: 0 for the latest.
CREATE TABLE webhook_secret (
  webhook BIGINT NOT NULL,
  place   BIGINT NOT NULL,
  sealed  TEXT COLLATE "C" NOT NULL,
  created BIGINT NOT NULL,
  ends    BIGINT,
  PRIMARY KEY (webhook, place)
);

-- Messages on their way. state: 0 pending, 1 delivered, 2 failed, 3 replayed. next_at: when a
-- pending one is due; null behind another of its endpoint and lane.
CREATE TABLE outbox (
  key         BIGINT PRIMARY KEY,
  endpoint    BIGINT NOT NULL,
  id          TEXT COLLATE "C" NOT NULL,
  type        TEXT COLLATE "C" NOT NULL,
  lane        BIGINT NOT NULL,
  payload     TEXT COLLATE "C" NOT NULL,
  created     BIGINT NOT NULL,
  state       BIGINT NOT NULL,
  attempts    BIGINT NOT NULL,
  next_at     BIGINT,
  last_at     BIGINT,
  last_status BIGINT,
  last_millis BIGINT,
  last_error  TEXT COLLATE "C"
);
CREATE INDEX outbox_lane ON outbox (endpoint, lane, key) WHERE state = 0;
CREATE INDEX outbox_due ON outbox (endpoint, next_at, key)
  WHERE state = 0 AND next_at IS NOT NULL;
CREATE INDEX outbox_log ON outbox (endpoint, state, key);
CREATE INDEX outbox_done ON outbox (state, last_at) WHERE state <> 0;

-- stay, cool_down: milliseconds.
CREATE TABLE alert_rule (
  key       BIGINT PRIMARY KEY,
  name      TEXT COLLATE "C" NOT NULL,
  model     TEXT COLLATE "C" NOT NULL,
  looks_at  TEXT COLLATE "C" NOT NULL,
  part      TEXT COLLATE "C" NOT NULL,
  direction TEXT COLLATE "C" NOT NULL,
  threshold TEXT COLLATE "C" NOT NULL,
  rearm     TEXT COLLATE "C" NOT NULL,
  stay      BIGINT NOT NULL,
  cool_down BIGINT NOT NULL,
  enabled   BIGINT NOT NULL,
  created   BIGINT NOT NULL
);

-- phase: 0 armed, 1 staying, 2 disarmed. Who is armed and was never told of has no row.
CREATE TABLE alert_state (
  subject BIGINT NOT NULL,
  rule    BIGINT NOT NULL,
  phase   BIGINT NOT NULL,
  since   BIGINT,
  due     BIGINT,
  raised  BIGINT,
  PRIMARY KEY (subject, rule)
);
CREATE INDEX alert_state_due ON alert_state (due) WHERE due IS NOT NULL;
CREATE INDEX alert_state_rule ON alert_state (rule, subject);
