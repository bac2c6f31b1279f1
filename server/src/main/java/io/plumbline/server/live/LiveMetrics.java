package io.plumbline.server.live;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.function.Supplier;

/** What whoever runs the server wants to see of the lane. */
final class LiveMetrics {
  private final MeterRegistry registry;
  private final Counter appended;
  private final Counter repeated;
  private final Counter changes;
  private final Counter rebuilt;
  private final Counter unscorable;
  private final Counter poisoned;
  private final Counter checks;
  private final Counter differences;
  private final Timer commit;
  private final Timer lag;

  LiveMetrics(MeterRegistry registry) {
    this.registry = registry;
    appended = counter("plumbline.events.appended", "Events that were new");
    repeated = counter("plumbline.events.repeated", "Events that were there already");
    changes = counter("plumbline.score.changes", "Changes of effective scores");
    rebuilt = counter("plumbline.subjects.rebuilt", "Subjects folded anew from their raw facts");
    unscorable = counter("plumbline.score.unscorable", "Scores whose points leave 64 bits");
    poisoned =
        counter("plumbline.messages.unprocessable", "Messages that failed and were set aside");
    checks = counter("plumbline.score.checks", "Stored scores recomputed from raw facts");
    differences =
        counter(
            "plumbline.score.check.differences",
            "Stored scores that differed from what the raw facts give");
    commit = timer("plumbline.commit", "Transactions of the lane, begin to commit");
    lag = timer("plumbline.scoring.lag", "From taking a message in to its scores being stored");
  }

  private Counter counter(String name, String what) {
    return Counter.builder(name).description(what).register(registry);
  }

  private Timer timer(String name, String what) {
    return Timer.builder(name)
        .description(what)
        .publishPercentiles(0.5, 0.95, 0.99)
        .register(registry);
  }

  void gauge(String name, String what, Supplier<Number> value) {
    Gauge.builder(name, value).description(what).register(registry);
  }

  void appended(int events) {
    appended.increment(events);
  }

  void repeated(int events) {
    repeated.increment(events);
  }

  void changed(int effective) {
    changes.increment(effective);
  }

  void rebuilt() {
    rebuilt.increment();
  }

  void unscorable() {
    unscorable.increment();
  }

  void poisoned() {
    poisoned.increment();
  }

  void checked(boolean differs) {
    checks.increment();
    if (differs) {
      differences.increment();
    }
  }

  void committed(Duration took) {
    commit.record(took);
  }

  void scored(Duration lagged) {
    lag.record(lagged);
  }
}
