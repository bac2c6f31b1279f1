package io.plumbline.server.webhook;

import io.plumbline.store.Delivery;
import io.plumbline.store.Outbox;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/** How the sending goes, for whoever watches it. Thread-safe. */
public final class SendFigures {
  private final InstantSource clock;
  private final Map<Delivery.State, LongAdder> attempts = new ConcurrentHashMap<>();
  private volatile List<Outbox.Count> counts = List.of();

  SendFigures(InstantSource clock) {
    this.clock = clock;
    for (Delivery.State state : Delivery.State.values()) {
      attempts.put(state, new LongAdder());
    }
  }

  /** Messages that wait to be delivered, as of the last count. */
  public long pending() {
    return counts.stream().mapToLong(Outbox.Count::pending).sum();
  }

  /** Messages that were given up and not replayed, as of the last count. */
  public long failed() {
    return counts.stream().mapToLong(Outbox.Count::failed).sum();
  }

  /** The age of the oldest message that waits; 0 for none. */
  public double oldestPendingSeconds() {
    Optional<Instant> oldest =
        counts.stream().flatMap(count -> count.oldest().stream()).min(Instant::compareTo);
    return oldest
        .map(since -> Math.max(0, clock.instant().toEpochMilli() - since.toEpochMilli()) / 1000.0)
        .orElse(0.0);
  }

  /** Attempts that delivered their message since the start. */
  public long deliveredAttempts() {
    return sum(Delivery.State.DELIVERED);
  }

  /** Attempts after which another one is to come, since the start. */
  public long retriedAttempts() {
    return sum(Delivery.State.PENDING);
  }

  /** Attempts that were the last and in vain, since the start. */
  public long failedAttempts() {
    return sum(Delivery.State.FAILED);
  }

  private long sum(Delivery.State state) {
    LongAdder adder = attempts.get(state);
    return adder == null ? 0 : adder.sum();
  }

  void count(Delivery.State state) {
    LongAdder adder = attempts.get(state);
    if (adder != null) {
      adder.increment();
    }
  }

  void counted(List<Outbox.Count> newer) {
    counts = List.copyOf(newer);
  }
}
