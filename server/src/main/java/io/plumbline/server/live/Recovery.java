package io.plumbline.server.live;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a start makes good: subjects whose facts lie in the store, appended by a run before or put
 * there by a tool, but not folded yet. Work of the lane; how many wait anybody may ask.
 */
final class Recovery {
  private static final Logger LOG = LoggerFactory.getLogger(Recovery.class);
  private static final int AT_ONCE = 100;
  private static final Duration TOLD_EVERY = Duration.ofSeconds(10);

  private final Commits commits;
  private long all;
  private long since;
  private long toldAt;
  private volatile long waiting;
  private volatile boolean done;

  Recovery(Commits commits) {
    this.commits = commits;
  }

  boolean isDone() {
    return done;
  }

  /** How many subjects wait. */
  long waiting() {
    return waiting;
  }

  /** Folds the next subjects. */
  void piece(Instant now) {
    List<Long> next = commits.store().read(tx -> tx.backlog().first(AT_ONCE));
    if (next.isEmpty()) {
      finish();
      return;
    }
    commits.own(tx -> commits.writer().rebuild(tx, now, next), outcome -> outcome);
    waiting = Math.max(0, waiting - next.size());
    if (System.nanoTime() - toldAt > TOLD_EVERY.toNanos()) {
      toldAt = System.nanoTime();
      LOG.info("{} of {} subjects that waited are scored", all - waiting, all);
    }
  }

  /** Counts who waits; before the lane starts, so that nobody is told too early that none do. */
  void count() {
    all = commits.store().read(tx -> tx.backlog().count());
    waiting = all;
    since = System.nanoTime();
    toldAt = since;
    if (all > 0) {
      LOG.info(
          "{} subjects with facts that nobody has folded are scored now, beside all else", all);
    }
  }

  private void finish() {
    waiting = 0;
    done = true;
    if (all > 0) {
      long seconds = Duration.ofNanos(System.nanoTime() - since).toSeconds();
      LOG.info("all {} subjects that waited are scored after {} s", all, seconds);
    }
  }
}
