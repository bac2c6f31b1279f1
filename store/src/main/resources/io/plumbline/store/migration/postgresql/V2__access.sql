-- Who may log in. Names are kept in lower case.
CREATE TABLE person (
  key              BIGINT PRIMARY KEY,
  name             TEXT COLLATE "C" NOT NULL UNIQUE,
  role             TEXT COLLATE "C" NOT NULL,
  password_hash    TEXT COLLATE "C" NOT NULL,
  created          BIGINT NOT NULL,
  password_changed BIGINT NOT NULL,
  disabled         BIGINT
);

-- At most one row: the link with which the first administrator is created.
CREATE TABLE invitation (
  one        BIGINT PRIMARY KEY,
  token_hash TEXT COLLATE "C" NOT NULL,
  expires    BIGINT NOT NULL
);

-- Keys of programs; scopes are separated by spaces.
CREATE TABLE api_key (
  key        BIGINT PRIMARY KEY,
  kind       TEXT COLLATE "C" NOT NULL,
  hash       TEXT COLLATE "C" NOT NULL UNIQUE,
  shown      TEXT COLLATE "C" NOT NULL,
  label      TEXT COLLATE "C" NOT NULL,
  scopes     TEXT COLLATE "C" NOT NULL,
  created_by TEXT COLLATE "C" NOT NULL,
  created    BIGINT NOT NULL,
  last_used  BIGINT,
  expires    BIGINT,
  revoked    BIGINT
);

CREATE TABLE session (
  id_hash     TEXT COLLATE "C" PRIMARY KEY,
  person      BIGINT NOT NULL,
  created     BIGINT NOT NULL,
  last_access BIGINT NOT NULL,
  ends        BIGINT NOT NULL
);
CREATE INDEX session_person ON session (person);
CREATE INDEX session_ends ON session (ends);
