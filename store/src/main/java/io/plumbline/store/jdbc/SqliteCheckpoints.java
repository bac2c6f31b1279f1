package io.plumbline.store.jdbc;

import io.plumbline.store.StoreException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A thread that moves committed pages from SQLite's log into the file, so that the writer does not
 * have to. The writer moves them itself only once the log is much longer than this leaves it.
 */
final class SqliteCheckpoints implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(SqliteCheckpoints.class);

  private static final long LOOK_MILLIS = 250;

  /** How long it waits after it failed. */
  private static final long REST_MILLIS = 2_000;

  /** The more pages wait, the more often one of them is changed again before it is moved. */
  private static final long MOVED_PAGES = 16_384;

  /** Fewer pages are moved too when so many looks have passed. */
  private static final int PATIENCE_LOOKS = 40;

  private final Session session;
  private final CountDownLatch closing = new CountDownLatch(1);
  private final Thread thread;

  private long rest = LOOK_MILLIS;
  private int looks;

  SqliteCheckpoints(Session session) {
    this.session = session;
    thread = new Thread(this::run, "plumbline-checkpoints");
    thread.setDaemon(true);
    thread.start();
  }

  private void run() {
    try {
      while (!closing.await(rest, TimeUnit.MILLISECONDS)) {
        look();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** A disk that is full now may have room later: pages that cannot be moved are tried again. */
  private void look() {
    looks++;
    try {
      long waiting = waiting("NOOP");
      if (waiting > MOVED_PAGES || (waiting > 0 && looks > PATIENCE_LOOKS)) {
        waiting("PASSIVE");
        looks = 0;
      }
      rest = LOOK_MILLIS;
    } catch (StoreException e) {
      if (rest == LOOK_MILLIS) {
        LOG.warn("pages of the log could not be moved into the file; this is tried again", e);
      }
      rest = REST_MILLIS;
    }
  }

  /** The pages in the log that are not in the file, after a checkpoint of a mode. */
  private long waiting(String mode) {
    return session
        .first(
            "PRAGMA wal_checkpoint(" + mode + ")",
            p -> {},
            row -> {
              // First comes whether it was kept from its work.
              row.number();
              long logged = row.number();
              return logged - row.number();
            })
        .orElse(0L);
  }

  @Override
  public void close() {
    closing.countDown();
    boolean interrupted = Thread.interrupted();
    try {
      thread.join(TimeUnit.SECONDS.toMillis(60));
    } catch (InterruptedException e) {
      interrupted = true;
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
    session.close();
  }
}
