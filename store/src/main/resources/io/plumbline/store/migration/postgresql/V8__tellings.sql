-- Published runs whose changes are still to be told to others: those of subjects up to reached are.
CREATE TABLE telling (
  run     BIGINT PRIMARY KEY,
  reached BIGINT NOT NULL
);

-- Subjects beyond that whose changes were told before their turn.
CREATE TABLE told_ahead (
  run     BIGINT NOT NULL,
  subject BIGINT NOT NULL,
  PRIMARY KEY (run, subject)
);
