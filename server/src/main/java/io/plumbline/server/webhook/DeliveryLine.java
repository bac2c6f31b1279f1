package io.plumbline.server.webhook;

import io.plumbline.store.Delivery;
import io.plumbline.store.Endpoint;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * What is on its way to one endpoint. The sender's loop fills it and takes note of what came of it;
 * workers take from it.
 */
final class DeliveryLine {
  private final Queue<Delivery> waiting = new ConcurrentLinkedQueue<>();
  private final AtomicInteger workers = new AtomicInteger();

  /** Keys of what was taken from the store, until its outcome is written down; the loop's own. */
  private final Set<Long> taken = new HashSet<>();

  private volatile Endpoint endpoint;
  private volatile Instant pausedUntil = Instant.MIN;

  DeliveryLine(Endpoint endpoint) {
    this.endpoint = endpoint;
  }

  Endpoint endpoint() {
    return endpoint;
  }

  /**
   * Takes note of a change. A pause is a receiver's, and over when somebody enables its endpoint.
   */
  void update(Endpoint newer) {
    boolean enabledAgain = newer.enabled() && !endpoint.enabled();
    if (enabledAgain || !newer.url().equals(endpoint.url())) {
      pausedUntil = Instant.MIN;
    }
    endpoint = newer;
  }

  /** The receiver of an address asked to be left alone until an instant. */
  void pauseUntil(Instant instant, String url) {
    if (url.equals(endpoint.url())) {
      pausedUntil = instant;
    }
  }

  /** Whether messages may be sent now. */
  boolean isOpen(Instant now) {
    return endpoint.enabled() && !now.isBefore(pausedUntil);
  }

  int takenCount() {
    return taken.size();
  }

  /** Lines up those of some due deliveries that are not on their way already. */
  void fill(List<Delivery> due) {
    for (Delivery delivery : due) {
      if (taken.add(delivery.key())) {
        waiting.add(delivery);
      }
    }
  }

  /** The outcome of a delivery is in the store. */
  void settled(long key) {
    taken.remove(key);
  }

  /** Lets go of what waits here: it is due in the store, and will be found again. */
  void giveBack() {
    for (Delivery left = waiting.poll(); left != null; left = waiting.poll()) {
      taken.remove(left.key());
    }
  }

  boolean isEmpty() {
    return waiting.isEmpty();
  }

  /** The next delivery for a worker; nothing while the endpoint is not to be called. */
  Optional<Delivery> next(Instant now) {
    return isOpen(now) ? Optional.ofNullable(waiting.poll()) : Optional.empty();
  }

  /** Whether one more worker may begin; it says {@link #leave} when it is done. */
  boolean enter(int most) {
    if (workers.incrementAndGet() > most) {
      workers.decrementAndGet();
      return false;
    }
    return true;
  }

  void leave() {
    workers.decrementAndGet();
  }
}
