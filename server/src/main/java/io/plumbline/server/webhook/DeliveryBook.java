package io.plumbline.server.webhook;

import io.plumbline.server.Refusal;
import io.plumbline.store.Delivery;
import io.plumbline.store.Delivery.State;
import io.plumbline.store.Outbox.Addressed;
import io.plumbline.store.Outbox.Settled;
import io.plumbline.store.Store;
import io.plumbline.store.Transaction;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The log of deliveries, and what people do with it. A replay is a delivery of its own behind
 * whatever is pending, of the same message under the same id.
 */
final class DeliveryBook {
  /** How many deliveries are replayed in one transaction. */
  private static final int AT_ONCE = 500;

  private final Store store;

  DeliveryBook(Store store) {
    this.store = store;
  }

  List<Delivery> log(long endpoint, Optional<Long> before, Set<State> states, int limit) {
    return store.read(
        tx -> {
          EndpointBook.get(tx, endpoint);
          return tx.outbox().log(endpoint, before, states, limit);
        });
  }

  Delivery get(long endpoint, long key) {
    return store.read(tx -> get(tx, endpoint, key));
  }

  /** Sends one again, whatever came of it. */
  void replay(long endpoint, long key, Change change) {
    store.write(
        tx -> {
          Delivery delivery = get(tx, endpoint, key);
          if (delivery.state() == State.PENDING) {
            throw new Refusal(
                Refusal.Code.CONFLICT, "The delivery " + key + " is still on its way.");
          }
          replay(tx, List.of(delivery));
          change.audit(tx, "webhook.replay", endpoint, "{\"delivery\":" + key + "}");
          return true;
        });
  }

  /** Sends all those again that failed and whose message was created since, and counts them. */
  long replayFailed(long endpoint, Instant since, Change change) {
    long replayed = 0;
    long after = 0;
    List<Delivery> some;
    do {
      long from = after;
      some =
          store.write(
              tx -> {
                EndpointBook.get(tx, endpoint);
                List<Delivery> failed = tx.outbox().failedSince(endpoint, since, from, AT_ONCE);
                replay(tx, failed);
                return failed;
              });
      replayed += some.size();
      after = some.isEmpty() ? after : some.get(some.size() - 1).key();
    } while (some.size() == AT_ONCE);
    String detail = "{\"replayed\":" + replayed + "}";
    store.write(
        tx -> {
          change.audit(tx, "webhook.replay", endpoint, detail);
          return true;
        });
    return replayed;
  }

  private static Delivery get(Transaction tx, long endpoint, long key) {
    EndpointBook.get(tx, endpoint);
    return tx.outbox()
        .get(key)
        .filter(delivery -> delivery.endpoint() == endpoint)
        .orElseThrow(
            () ->
                new Refusal(
                    Refusal.Code.NOT_FOUND,
                    "There is no delivery " + key + " to the webhook " + endpoint + "."));
  }

  private static void replay(Transaction tx, List<Delivery> deliveries) {
    List<Settled> replayed = new ArrayList<>();
    for (Delivery delivery : deliveries) {
      if (delivery.state() == State.FAILED) {
        delivery
            .last()
            .ifPresent(
                last ->
                    replayed.add(
                        new Settled(
                            delivery.key(),
                            State.REPLAYED,
                            delivery.attempts(),
                            Optional.empty(),
                            last)));
      }
    }
    tx.outbox().settle(replayed);
    tx.outbox()
        .append(
            deliveries.stream()
                .map(it -> new Addressed(it.message(), List.of(it.endpoint())))
                .toList());
  }
}
