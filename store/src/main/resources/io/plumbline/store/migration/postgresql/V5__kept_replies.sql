-- Replies to requests with an Idempotency-Key, kept for a day.
CREATE TABLE kept_reply (
  caller  TEXT COLLATE "C" NOT NULL,
  name    TEXT COLLATE "C" NOT NULL,
  request TEXT COLLATE "C" NOT NULL,
  at      BIGINT NOT NULL,
  status  BIGINT NOT NULL,
  headers TEXT COLLATE "C" NOT NULL,
  body    TEXT COLLATE "C" NOT NULL,
  PRIMARY KEY (caller, name)
);

CREATE INDEX kept_reply_at ON kept_reply (at);
