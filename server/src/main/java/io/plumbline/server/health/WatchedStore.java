package io.plumbline.server.health;

import io.plumbline.server.Readiness;
import io.plumbline.store.ForwardingStore;
import io.plumbline.store.Store;
import io.plumbline.store.StoreException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A store that is not ready from a write that found no room until there is room again. Whoever asks
 * then lets it try, now and then: a load balancer sends nothing to a server that is not ready, so
 * nobody else would write. Thread-safe.
 */
public final class WatchedStore extends ForwardingStore implements Readiness {
  /** How long after a write that failed, whoever's it was, the next try is made. */
  static final Duration PAUSE = Duration.ofSeconds(5);

  /**
   * What stays as it is until somebody does something about it; the rest says a reading as well.
   */
  private static final Set<StoreException.Code> LASTING =
      Set.of(StoreException.Code.FULL, StoreException.Code.UNUSABLE, StoreException.Code.IN_USE);

  private final InstantSource clock;
  private final TrialWrite trial = new TrialWrite();
  private final AtomicBoolean trying = new AtomicBoolean();
  private volatile Optional<Failure> last = Optional.empty();
  private long failures;

  public WatchedStore(Store store, InstantSource clock) {
    super(store);
    this.clock = clock;
  }

  /** A write that failed. */
  private record Failure(long number, StoreException.Code code, Instant at) {}

  @Override
  public Optional<String> trouble() {
    try {
      read(tx -> tx.backlog().nextWake());
      tryAgain();
    } catch (StoreException e) {
      return Optional.of(words(e.code()));
    }
    return last.map(failure -> words(failure.code()));
  }

  /**
   * Writes where the last failure is long enough ago. What others write meanwhile does not say that
   * there is room: a small write may find the last of it.
   */
  private void tryAgain() {
    Optional<Failure> failure = last;
    Instant now = clock.instant();
    boolean due = failure.filter(it -> !now.isBefore(it.at().plus(PAUSE))).isPresent();
    if (due && trying.compareAndSet(false, true)) {
      try {
        trial.in(this);
        forget(failure);
      } finally {
        trying.set(false);
      }
    }
  }

  /** A write that failed during the trial is another one, and stays. */
  private synchronized void forget(Optional<Failure> failure) {
    if (last.equals(failure)) {
      last = Optional.empty();
    }
  }

  private synchronized void remember(StoreException.Code code) {
    failures++;
    last = Optional.of(new Failure(failures, code, clock.instant()));
  }

  private static String words(StoreException.Code code) {
    return code.name().toLowerCase(Locale.ROOT);
  }

  @Override
  public <T> T write(Work<T> work) {
    try {
      return super.write(work);
    } catch (StoreException e) {
      if (LASTING.contains(e.code())) {
        remember(e.code());
      }
      throw e;
    }
  }
}
