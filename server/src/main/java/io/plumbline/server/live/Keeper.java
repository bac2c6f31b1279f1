package io.plumbline.server.live;

import io.plumbline.store.StoreException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the lane does because of the clock: makes good what the last run left behind, wakes subjects
 * whose facts come into their time, and begins each day.
 */
final class Keeper {
  private static final Logger LOG = LoggerFactory.getLogger(Keeper.class);
  private static final long WAIT_AFTER_FAILURE = Duration.ofSeconds(1).toNanos();

  private final Commits commits;
  private final DayPass days;
  private final InstantSource clock;
  private final Recovery recovery;
  private boolean failing;
  private long failedAt;

  Keeper(Commits commits, DayPass days, InstantSource clock) {
    this.commits = commits;
    this.days = days;
    this.clock = clock;
    recovery = new Recovery(commits);
  }

  /** Looks what the last run left behind; before the lane starts. */
  void begin() {
    recovery.count();
  }

  /** How many subjects wait to be folded since the start. */
  long waiting() {
    return recovery.waiting();
  }

  /** Whether nobody waits to be folded since the start any more. */
  boolean isRecovered() {
    return recovery.isDone();
  }

  /** That subjects are about to be judged. */
  void judging() {
    days.judging(clock.instant());
  }

  /** Does a piece of what is due and says whether there is more. */
  boolean tick() {
    if (failing && System.nanoTime() - failedAt < WAIT_AFTER_FAILURE) {
      return false;
    }
    try {
      boolean more = piece(clock.instant());
      failing = false;
      return more;
    } catch (StoreException failed) {
      LOG.warn("What the clock asks for waits for the store: {}", failed.getMessage());
      failing = true;
      failedAt = System.nanoTime();
      return false;
    } catch (RuntimeException | Error failed) {
      // Else it would be tried again at once, and nothing be taken in meanwhile.
      failing = true;
      failedAt = System.nanoTime();
      throw failed;
    }
  }

  /** Does all that is due now. */
  void catchUp() {
    Instant now = clock.instant();
    boolean more = true;
    while (more) {
      more = piece(now);
    }
    failing = false;
  }

  private boolean piece(Instant now) {
    Writer writer = commits.writer();
    commits.tellUntold();
    if (!recovery.isDone()) {
      recovery.piece(now);
      return true;
    }
    if (writer.nextWake().isEmpty()) {
      commits.store().read(tx -> writer.isWakeDue(tx, now));
    }
    if (writer.nextWake().filter(at -> !at.isAfter(now)).isPresent()) {
      commits.own(tx -> writer.wake(tx, now), outcome -> outcome);
      return true;
    }
    if (days.isDue(commits.store(), now)) {
      commits.own(
          tx -> days.chunk(tx, (t, subjects) -> writer.passOver(t, now, subjects)),
          outcome -> outcome);
      days.committed();
      return true;
    }
    return false;
  }
}
