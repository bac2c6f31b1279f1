-- Replies to requests with an Idempotency-Key, kept for a day.
CREATE TABLE kept_reply (
  caller  TEXT NOT NULL,
  name    TEXT NOT NULL,
  request TEXT NOT NULL,
  at      INTEGER NOT NULL,
  status  INTEGER NOT NULL,
  headers TEXT NOT NULL,
  body    TEXT NOT NULL,
  PRIMARY KEY (caller, name)
) WITHOUT ROWID;

CREATE INDEX kept_reply_at ON kept_reply (at);
