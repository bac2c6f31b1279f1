package io.plumbline.store;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Messages to endpoints, kept until they are delivered and a while longer. Of each endpoint and
 * lane only the first pending delivery is ever due.
 */
public interface Outbox {
  /** Writes messages to endpoints, due at once unless something of their lane is pending. */
  void append(List<Addressed> messages);

  /**
   * Puts what is pending in one lane into another, each in its place by when it was written, so
   * that what is appended from now on comes behind all of both.
   */
  void join(long from, long into, Collection<Long> endpoints);

  /**
   * Writes a message that ends the common order of two lanes. It goes in its own lane; what is
   * appended to the branch waits until it is done with as well.
   */
  void fork(Addressed message, long branch);

  /** Deliveries of an endpoint that are due, those due first first. */
  List<Delivery> due(long endpoint, Instant now, int limit);

  /**
   * Writes down what came of deliveries that were due. One that is not pending any more makes the
   * next of its lane due at once. Unknown keys are passed over: their endpoint was removed.
   */
  void settle(Collection<Settled> settled);

  /** Makes up to a number of an endpoint's deliveries due that wait for a later instant; counts. */
  int hasten(long endpoint, Instant now, int limit);

  /** An endpoint's deliveries with keys below one, the latest first. */
  List<Delivery> log(long endpoint, Optional<Long> before, Set<Delivery.State> states, int limit);

  Optional<Delivery> get(long key);

  /** An endpoint's failed deliveries of messages created since, with keys above one, rising. */
  List<Delivery> failedSince(long endpoint, Instant since, long after, int limit);

  /** How many deliveries each endpoint has that are not done with; endpoints with none left out. */
  List<Count> counts();

  /** Removes up to a number of deliveries that were done with before an instant. */
  int prune(Delivery.State state, Instant before, int limit);

  /** Removes up to a number of an endpoint's deliveries and says how many it removed. */
  int removeEndpoint(long endpoint, int limit);

  /** A message and the endpoints it goes to. */
  record Addressed(OutboxMessage message, List<Long> endpoints) {
    public Addressed {
      endpoints = List.copyOf(endpoints);
    }
  }

  /**
   * What came of a delivery.
   *
   * @param next when it is tried again; empty unless the state is pending
   */
  record Settled(
      long key,
      Delivery.State state,
      int attempts,
      Optional<Instant> next,
      Delivery.Attempt attempt) {}

  /**
   * What an endpoint has to come.
   *
   * @param oldest when the oldest pending message was created; empty where none is pending
   */
  record Count(long endpoint, long pending, long failed, Optional<Instant> oldest) {}
}
