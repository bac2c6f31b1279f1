-- Who may log in. Names are kept in lower case.
CREATE TABLE person (
  key              INTEGER PRIMARY KEY,
  name             TEXT NOT NULL UNIQUE,
  role             TEXT NOT NULL,
  password_hash    TEXT NOT NULL,
  created          INTEGER NOT NULL,
  password_changed INTEGER NOT NULL,
  disabled         INTEGER
);

-- At most one row: the link with which the first administrator is created.
CREATE TABLE invitation (
  one        INTEGER PRIMARY KEY,
  token_hash TEXT NOT NULL,
  expires    INTEGER NOT NULL
);

-- Keys of programs; scopes are separated by spaces.
CREATE TABLE api_key (
  key        INTEGER PRIMARY KEY,
  kind       TEXT NOT NULL,
  hash       TEXT NOT NULL UNIQUE,
  shown      TEXT NOT NULL,
  label      TEXT NOT NULL,
  scopes     TEXT NOT NULL,
  created_by TEXT NOT NULL,
  created    INTEGER NOT NULL,
  last_used  INTEGER,
  expires    INTEGER,
  revoked    INTEGER
);

CREATE TABLE session (
  id_hash     TEXT PRIMARY KEY,
  person      INTEGER NOT NULL,
  created     INTEGER NOT NULL,
  last_access INTEGER NOT NULL,
  ends        INTEGER NOT NULL
);
CREATE INDEX session_person ON session (person);
CREATE INDEX session_ends ON session (ends);
