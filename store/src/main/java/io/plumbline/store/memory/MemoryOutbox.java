package io.plumbline.store.memory;

import io.plumbline.store.Delivery;
import io.plumbline.store.Delivery.State;
import io.plumbline.store.Outbox;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

final class MemoryOutbox implements Outbox {
  private static final Comparator<Place> BY_LANE =
      Comparator.comparingLong(Place::endpoint)
          .thenComparingLong(Place::lane)
          .thenComparingLong(Place::key);

  private final Journal journal;
  private final Rows<Long, Delivery> deliveries;
  private final Rows<Place, Boolean> pending;

  MemoryOutbox(Journal journal) {
    this.journal = journal;
    deliveries = new Rows<>(journal);
    pending = new Rows<>(journal);
  }

  @Override
  public void append(List<Addressed> messages) {
    for (Addressed addressed : messages) {
      for (long endpoint : addressed.endpoints()) {
        var message = addressed.message();
        boolean first = head(endpoint, message.lane()).isEmpty();
        long key = journal.next("outbox");
        Optional<Instant> next = first ? Optional.of(message.created()) : Optional.empty();
        put(new Delivery(key, endpoint, message, State.PENDING, 0, next, Optional.empty()));
      }
    }
  }

  @Override
  public void join(long from, long into, Collection<Long> endpoints) {
    for (long endpoint : endpoints) {
      for (Delivery delivery : pendingOf(endpoint).toList()) {
        if (delivery.message().lane() == from) {
          pending.remove(place(delivery));
          put(in(delivery, into));
        }
      }
    }
  }

  private static Delivery in(Delivery delivery, long lane) {
    return new Delivery(
        delivery.key(),
        delivery.endpoint(),
        delivery.message().in(lane),
        delivery.state(),
        delivery.attempts(),
        delivery.next(),
        delivery.last());
  }

  /** The branch is held by a delivery that is never due, right behind the one it waits for. */
  @Override
  public void fork(Addressed addressed, long branch) {
    for (long endpoint : addressed.endpoints()) {
      append(List.of(new Addressed(addressed.message(), List.of(endpoint))));
      put(
          new Delivery(
              journal.next("outbox"),
              endpoint,
              addressed.message().in(branch),
              State.PENDING,
              0,
              Optional.empty(),
              Optional.empty()));
    }
  }

  private void put(Delivery delivery) {
    Place place = place(delivery);
    if (delivery.state() == State.PENDING) {
      pending.put(place, true);
    } else {
      pending.remove(place);
    }
    deliveries.put(delivery.key(), delivery);
  }

  /** The first pending delivery of a lane. */
  private Optional<Delivery> head(long endpoint, long lane) {
    Place least = pending.all().ceilingKey(new Place(endpoint, lane, 0));
    return Optional.ofNullable(least)
        .filter(place -> place.endpoint() == endpoint && place.lane() == lane)
        .flatMap(place -> deliveries.get(place.key()));
  }

  private static Place place(Delivery delivery) {
    return new Place(delivery.endpoint(), delivery.message().lane(), delivery.key());
  }

  @Override
  public List<Delivery> due(long endpoint, Instant now, int limit) {
    return pendingOf(endpoint)
        .filter(delivery -> delivery.next().filter(next -> !next.isAfter(now)).isPresent())
        .sorted(
            Comparator.<Delivery, Instant>comparing(it -> it.next().orElse(Instant.MAX))
                .thenComparingLong(Delivery::key))
        .limit(limit)
        .toList();
  }

  private Stream<Delivery> pendingOf(long endpoint) {
    return pending
        .all()
        .subMap(new Place(endpoint, Long.MIN_VALUE, 0), new Place(endpoint + 1, Long.MIN_VALUE, 0))
        .keySet()
        .stream()
        .flatMap(place -> deliveries.get(place.key()).stream());
  }

  @Override
  public void settle(Collection<Settled> settled) {
    for (Settled outcome : settled) {
      deliveries.get(outcome.key()).ifPresent(delivery -> settle(delivery, outcome));
    }
  }

  private void settle(Delivery delivery, Settled outcome) {
    put(
        new Delivery(
            delivery.key(),
            delivery.endpoint(),
            delivery.message(),
            outcome.state(),
            outcome.attempts(),
            outcome.next(),
            Optional.of(outcome.attempt())));
    if (outcome.state() != State.PENDING) {
      goOn(delivery.endpoint(), delivery.message().lane(), outcome.attempt().at());
      deliveries
          .get(delivery.key() + 1)
          .filter(next -> isHeldBy(next, delivery))
          .ifPresent(
              held -> {
                remove(List.of(held));
                goOn(held.endpoint(), held.message().lane(), outcome.attempt().at());
              });
    }
  }

  private static boolean isHeldBy(Delivery held, Delivery ended) {
    return held.endpoint() == ended.endpoint()
        && held.message().id().equals(ended.message().id())
        && held.message().lane() != ended.message().lane()
        && held.state() == State.PENDING
        && held.next().isEmpty();
  }

  private void goOn(long endpoint, long lane, Instant at) {
    head(endpoint, lane).filter(head -> head.next().isEmpty()).ifPresent(head -> promote(head, at));
  }

  private void promote(Delivery head, Instant at) {
    put(
        new Delivery(
            head.key(),
            head.endpoint(),
            head.message(),
            head.state(),
            head.attempts(),
            Optional.of(at),
            head.last()));
  }

  @Override
  public int hasten(long endpoint, Instant now, int limit) {
    List<Delivery> waiting =
        pendingOf(endpoint)
            .filter(delivery -> delivery.next().filter(next -> next.isAfter(now)).isPresent())
            .limit(limit)
            .toList();
    waiting.forEach(delivery -> promote(delivery, now));
    return waiting.size();
  }

  @Override
  public List<Delivery> log(long endpoint, Optional<Long> before, Set<State> states, int limit) {
    return deliveries
        .all()
        .headMap(before.orElse(Long.MAX_VALUE), false)
        .descendingMap()
        .values()
        .stream()
        .filter(it -> it.endpoint() == endpoint && states.contains(it.state()))
        .limit(limit)
        .toList();
  }

  @Override
  public Optional<Delivery> get(long key) {
    return deliveries.get(key);
  }

  @Override
  public List<Delivery> failedSince(long endpoint, Instant since, long after, int limit) {
    return deliveries.all().tailMap(after, false).values().stream()
        .filter(it -> it.endpoint() == endpoint && it.state() == State.FAILED)
        .filter(it -> !it.message().created().isBefore(since))
        .limit(limit)
        .toList();
  }

  @Override
  public List<Count> counts() {
    Map<Long, List<Delivery>> open =
        deliveries.all().values().stream()
            .filter(it -> it.state() == State.PENDING || it.state() == State.FAILED)
            .collect(Collectors.groupingBy(Delivery::endpoint, TreeMap::new, Collectors.toList()));
    return open.entrySet().stream().map(it -> count(it.getKey(), it.getValue())).toList();
  }

  private static Count count(long endpoint, List<Delivery> open) {
    List<Delivery> pending = open.stream().filter(it -> it.state() == State.PENDING).toList();
    Optional<Instant> oldest =
        pending.stream()
            .min(Comparator.comparingLong(Delivery::key))
            .map(it -> it.message().created());
    return new Count(endpoint, pending.size(), open.size() - pending.size(), oldest);
  }

  @Override
  public int prune(State state, Instant before, int limit) {
    return remove(
        deliveries.all().values().stream()
            .filter(it -> it.state() == state)
            .filter(it -> it.last().filter(last -> last.at().isBefore(before)).isPresent())
            .limit(limit)
            .toList());
  }

  @Override
  public int removeEndpoint(long endpoint, int limit) {
    return remove(
        deliveries.all().values().stream()
            .filter(it -> it.endpoint() == endpoint)
            .limit(limit)
            .toList());
  }

  private int remove(List<Delivery> some) {
    for (Delivery delivery : some) {
      pending.remove(place(delivery));
      deliveries.remove(delivery.key());
    }
    return some.size();
  }

  private record Place(long endpoint, long lane, long key) implements Comparable<Place> {
    @Override
    public int compareTo(Place other) {
      return BY_LANE.compare(this, other);
    }
  }
}
