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

/**
 * A store that remembers for a while that it had no room for a write, so that probes can tell
 * without writing themselves. A small write that still finds room says nothing for the next batch
 * of events, so it does not end that while. Thread-safe.
 */
public final class WatchedStore extends ForwardingStore implements Readiness {
  /** How long a write that failed counts. */
  static final Duration LATELY = Duration.ofSeconds(30);

  /**
   * What stays as it is until somebody does something about it; the rest says a reading as well.
   */
  private static final Set<StoreException.Code> LASTING =
      Set.of(StoreException.Code.FULL, StoreException.Code.UNUSABLE);

  private final InstantSource clock;
  private volatile Optional<Failure> last = Optional.empty();

  public WatchedStore(Store store, InstantSource clock) {
    super(store);
    this.clock = clock;
  }

  private record Failure(StoreException.Code code, Instant at) {}

  @Override
  public Optional<String> trouble() {
    try {
      read(tx -> tx.backlog().nextWake());
    } catch (StoreException e) {
      return Optional.of(words(e.code()));
    }
    Instant now = clock.instant();
    return last.filter(it -> now.isBefore(it.at().plus(LATELY))).map(it -> words(it.code()));
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
        last = Optional.of(new Failure(e.code(), clock.instant()));
      }
      throw e;
    }
  }
}
