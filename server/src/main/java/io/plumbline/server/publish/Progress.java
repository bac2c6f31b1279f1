package io.plumbline.server.publish;

import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicLong;

/** How far work on many subjects has come, and whether anybody still wants it. Thread-safe. */
public final class Progress {
  private final AtomicLong done = new AtomicLong();
  private final AtomicLong changed = new AtomicLong();
  private final AtomicLong scored = new AtomicLong();
  private volatile long total;
  private volatile boolean cancelled;

  /** How many places of subjects were looked at; some are empty. */
  public long done() {
    return Math.min(done.get(), total);
  }

  /** How many places of subjects there are to look at. */
  public long total() {
    return total;
  }

  /** How many subjects were found to change. */
  public long changed() {
    return changed.get();
  }

  /** How many subjects were judged, those that traffic changed meanwhile again. */
  public long scored() {
    return scored.get();
  }

  void scored(long subjects) {
    scored.addAndGet(subjects);
  }

  /** Whether it was asked to stop. */
  public boolean isCancelled() {
    return cancelled;
  }

  /** Asks the work to stop as soon as it can. */
  public void cancel() {
    cancelled = true;
  }

  void begin(long newTotal) {
    total = newTotal;
  }

  void add(long subjects, long ofThemChanged) {
    done.addAndGet(subjects);
    changed.addAndGet(ofThemChanged);
  }

  /** Ends the work here where nobody wants it any more. */
  void check() {
    if (cancelled) {
      throw new CancellationException("it was cancelled");
    }
  }
}
