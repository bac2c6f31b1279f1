package io.plumbline.server.webhook;

import io.plumbline.server.webhook.Sender.Outcome;
import io.plumbline.server.webhook.Transport.Answer;
import io.plumbline.store.AuditEntry;
import io.plumbline.store.Delivery;
import io.plumbline.store.Endpoint;
import io.plumbline.store.Outbox.Settled;
import io.plumbline.store.Store;
import io.plumbline.store.Transaction;
import java.util.List;
import java.util.Optional;

/** Writes down what came of calls, and what follows from that. */
final class Settlement {
  private static final int GONE = 410;

  private final Store store;
  private final RetrySchedule schedule;
  private final SendFigures figures;

  Settlement(Store store, RetrySchedule schedule, SendFigures figures) {
    this.store = store;
    this.schedule = schedule;
    this.figures = figures;
  }

  /** Writes outcomes in one transaction. */
  void write(List<Outcome> outcomes) {
    List<Settled> settled = outcomes.stream().map(this::settled).toList();
    store.write(
        tx -> {
          tx.outbox().settle(settled);
          for (Outcome outcome : outcomes) {
            if (outcome.made().answer().status() == GONE) {
              disable(tx, outcome);
            }
          }
          return true;
        });
    settled.forEach(it -> figures.count(it.state()));
  }

  private Settled settled(Outcome outcome) {
    Answer answer = outcome.made().answer();
    int attempts = outcome.delivery().attempts() + 1;
    Delivery.Attempt attempt = attempt(outcome.made());
    long key = outcome.delivery().key();
    if (answer.isTaken()) {
      return new Settled(key, Delivery.State.DELIVERED, attempts, Optional.empty(), attempt);
    }
    var next =
        answer.status() == GONE
            // It stays first in its lane: whoever enables the endpoint again gets it.
            ? Optional.of(outcome.made().at())
            : schedule.next(attempts, outcome.made().at(), answer.retryAfter());
    Delivery.State state = next.isPresent() ? Delivery.State.PENDING : Delivery.State.FAILED;
    return new Settled(key, state, attempts, next, attempt);
  }

  static Delivery.Attempt attempt(Attempts.Made made) {
    Answer answer = made.answer();
    return new Delivery.Attempt(made.at(), answer.status(), answer.millis(), answer.error());
  }

  private static void disable(Transaction tx, Outcome outcome) {
    Optional<Endpoint> endpoint =
        tx.webhooks().get(outcome.delivery().endpoint()).filter(Endpoint::enabled);
    if (endpoint.isPresent()) {
      String why = "The receiver answered 410 Gone on " + outcome.made().at() + ".";
      tx.webhooks().update(endpoint.get().disabled(why));
      tx.audit()
          .add(
              new AuditEntry(
                  0,
                  outcome.made().at(),
                  "system",
                  "webhook.disable",
                  Long.toString(endpoint.get().key()),
                  "{\"reason\":\"410 Gone\"}"));
    }
  }
}
