-- Published runs whose changes are still to be told to others: those of subjects up to reached are.
CREATE TABLE telling (
  run     INTEGER PRIMARY KEY,
  reached INTEGER NOT NULL
);

-- Subjects beyond that whose changes were told before their turn.
CREATE TABLE told_ahead (
  run     INTEGER NOT NULL,
  subject INTEGER NOT NULL,
  PRIMARY KEY (run, subject)
) WITHOUT ROWID;
