package io.plumbline.store.jdbc;

import io.plumbline.store.StoreException;

/**
 * The place of the server on a PostgreSQL database: an advisory lock, which goes with the
 * connection that holds it, and a counter of those who held it. Advisory locks are numbers; these
 * are of this program, and of the schema that it is in.
 */
final class PostgresTurn {
  private static final int SERVING = 0x506C6D01;
  private static final int WRITING = 0x506C6D02;
  private static final String OF_SCHEMA = ", hashtext(current_schema()))";

  /** Counts the servers that took the place. */
  private static final String TURNS = "server";

  /** After a server was killed, the database may not have noticed for a moment. */
  private static final int ATTEMPTS = 50;

  private static final long PAUSE_MILLIS = 100;

  private final String place;

  /** Which of all servers this one is, from 1; 0 before it took the place. */
  private long turn;

  PostgresTurn(String place) {
    this.place = place;
  }

  /**
   * Takes the place for a session. Where another server had it since this one did, what this
   * process remembers of the store is of before, and it must not write any more.
   */
  void take(Session session) {
    mustBeLast(session);
    lock(session);
    mustBeLast(session);
    if (turn == 0) {
      turn = session.nextKey(TURNS);
      session.flush();
    }
  }

  private void mustBeLast(Session session) {
    if (turn != 0 && session.lastKey(TURNS) != turn) {
      throw new StoreException(
          StoreException.Code.IN_USE,
          "another server has worked on "
              + place
              + " since this one lost its connection; this one must be started again");
    }
  }

  /** Takes the place in a database that need not have tables. */
  void lock(Session session) {
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      boolean locked =
          session
              .first(
                  "SELECT CASE WHEN pg_try_advisory_lock("
                      + SERVING
                      + OF_SCHEMA
                      + " THEN 1 ELSE 0 END",
                  p -> {},
                  Row::flag)
              .orElse(false);
      if (locked) {
        return;
      }
      pause();
    }
    throw new StoreException(StoreException.Code.IN_USE, "another server works on " + place);
  }

  /** Forgets, in a transaction, that servers ever had the place. */
  static void forgetAll(Session session) {
    session.update("DELETE FROM counter WHERE name = ?", p -> p.text(TURNS));
  }

  /** Whether a server has the place now. */
  static boolean isTaken(Session session) {
    return session
        .first(
            "SELECT 1 FROM pg_locks WHERE locktype = 'advisory' AND objsubid = 2 AND granted"
                + " AND database = (SELECT oid FROM pg_database"
                + " WHERE datname = current_database()) AND classid::bigint = ?"
                + " AND objid::bigint = (hashtext(current_schema())::bigint & 4294967295)",
            p -> p.number(SERVING),
            Row::number)
        .isPresent();
  }

  /** Whether a server has the place, and keeps it for as long as {@link #lock} would wait. */
  static boolean staysTaken(Session session) {
    for (int attempt = 1; isTaken(session); attempt++) {
      if (attempt == ATTEMPTS) {
        return true;
      }
      pause();
    }
    return false;
  }

  /** Waits in a transaction until no other works beside it. */
  static void awaitWriting(Session session) {
    session.each("SELECT 1 FROM pg_advisory_xact_lock(" + WRITING + OF_SCHEMA, p -> {}, row -> {});
  }

  private static void pause() {
    try {
      Thread.sleep(PAUSE_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StoreException(StoreException.Code.AWAY, "interrupted", e);
    }
  }
}
