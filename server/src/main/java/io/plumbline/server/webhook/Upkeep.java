package io.plumbline.server.webhook;

import io.plumbline.store.AuditEntry;
import io.plumbline.store.Delivery.State;
import io.plumbline.store.Endpoint;
import io.plumbline.store.Outbox;
import io.plumbline.store.Store;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** What the sender's loop does besides sending: alerts whose time has come, counting, clearing. */
final class Upkeep {
  /** How long what was delivered stays in the log. */
  static final Duration DELIVERED_KEPT = Duration.ofDays(7);

  /** How long what was given up stays in the log and can be replayed. */
  static final Duration FAILED_KEPT = Duration.ofDays(30);

  /** An endpoint with more messages to come is disabled. */
  static final long MOST_PENDING = 1_000_000;

  private static final Duration BETWEEN_ALERTS = Duration.ofSeconds(1);
  private static final Duration BETWEEN_COUNTS = Duration.ofSeconds(5);
  private static final int MOST_REMOVED = 2000;

  private final Store store;
  private final AlertTimers timers;
  private final SendFigures figures;
  private final long mostPending;
  private Instant nextAlerts = Instant.MIN;
  private Instant nextCount = Instant.MIN;

  Upkeep(Store store, AlertTimers timers, SendFigures figures, long mostPending) {
    this.store = store;
    this.timers = timers;
    this.figures = figures;
    this.mostPending = mostPending;
  }

  /** Does what is due. */
  void round(Instant now) {
    if (!now.isBefore(nextAlerts)) {
      int raised = timers.round(now);
      nextAlerts = raised > 0 ? now : now.plus(BETWEEN_ALERTS);
    }
    if (!now.isBefore(nextCount)) {
      boolean more = clear(now);
      nextCount = more ? now.plus(BETWEEN_ALERTS) : now.plus(BETWEEN_COUNTS);
    }
  }

  private boolean clear(Instant now) {
    List<Outbox.Count> counts = store.read(tx -> tx.outbox().counts());
    Set<Long> present =
        store.read(tx -> tx.webhooks().list()).stream()
            .map(Endpoint::key)
            .collect(Collectors.toSet());
    figures.counted(counts.stream().filter(count -> present.contains(count.endpoint())).toList());
    counts.stream()
        .filter(count -> count.pending() > mostPending)
        .forEach(count -> overflow(count, now));
    return store.write(
        tx -> {
          int removed =
              tx.outbox().prune(State.DELIVERED, now.minus(DELIVERED_KEPT), MOST_REMOVED)
                  + tx.outbox().prune(State.REPLAYED, now.minus(FAILED_KEPT), MOST_REMOVED)
                  + tx.outbox().prune(State.FAILED, now.minus(FAILED_KEPT), MOST_REMOVED);
          for (Outbox.Count count : counts) {
            if (!present.contains(count.endpoint())) {
              removed += tx.outbox().removeEndpoint(count.endpoint(), MOST_REMOVED);
            }
          }
          return removed >= MOST_REMOVED;
        });
  }

  private void overflow(Outbox.Count count, Instant now) {
    store.write(
        tx -> {
          tx.webhooks()
              .get(count.endpoint())
              .filter(Endpoint::enabled)
              .ifPresent(
                  endpoint -> {
                    String why = count.pending() + " messages waited; " + mostPending + " at most.";
                    tx.webhooks().update(endpoint.disabled(why));
                    tx.audit()
                        .add(
                            new AuditEntry(
                                0,
                                now,
                                "system",
                                "webhook.disable",
                                Long.toString(endpoint.key()),
                                "{\"reason\":\"too many messages waited\"}"));
                  });
          return true;
        });
  }
}
