package io.plumbline.server.webhook;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.plumbline.store.Delivery;
import io.plumbline.store.Outbox;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.ToDoubleFunction;

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

  /** Shows them all as metrics. */
  public void bindTo(MeterRegistry registry) {
    gauge(registry, "pending", "Messages that wait to be delivered", SendFigures::pending);
    gauge(registry, "failed", "Messages that were given up and not replayed", SendFigures::failed);
    gauge(
        registry,
        "oldest.pending.seconds",
        "The age of the oldest message that waits",
        SendFigures::oldestPendingSeconds);
    counter(registry, "delivered", SendFigures::deliveredAttempts);
    counter(registry, "retried", SendFigures::retriedAttempts);
    counter(registry, "given up", SendFigures::failedAttempts);
  }

  private void gauge(
      MeterRegistry registry, String name, String what, ToDoubleFunction<SendFigures> value) {
    Gauge.builder("plumbline.webhooks." + name, this, value).description(what).register(registry);
  }

  private void counter(
      MeterRegistry registry, String outcome, ToDoubleFunction<SendFigures> value) {
    FunctionCounter.builder("plumbline.webhooks.attempts", this, value)
        .description("Calls of receivers, by what came of them")
        .tag("outcome", outcome)
        .register(registry);
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
