-- What keeping scores up to date has to remember.

-- The signals that states were folded for. hashes: parted by blanks, in the set's order.
CREATE TABLE signal_set (
  number INTEGER PRIMARY KEY,
  hashes TEXT NOT NULL
);

-- The last day that was begun for all subjects, in days since 1970.
CREATE TABLE day_begun (
  zone TEXT PRIMARY KEY,
  day  INTEGER NOT NULL
) WITHOUT ROWID;
