package io.plumbline.store.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.plumbline.store.Delivery;
import io.plumbline.store.Delivery.State;
import io.plumbline.store.Outbox.Addressed;
import io.plumbline.store.Outbox.Count;
import io.plumbline.store.Outbox.Settled;
import io.plumbline.store.OutboxMessage;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

interface OutboxContract extends OnStore {
  private static Addressed message(String id, long lane, Long... endpoints) {
    String payload = "{\"id\":\"" + id + "\",\"name\":\"线索\"}";
    return new Addressed(
        new OutboxMessage(id, "score.changed", lane, payload, NOON), List.of(endpoints));
  }

  private static Settled settled(Delivery delivery, State state, Optional<Instant> next) {
    Instant at = NOON.plusSeconds(60);
    return new Settled(
        delivery.key(),
        state,
        delivery.attempts() + 1,
        next,
        new Delivery.Attempt(at, state == State.DELIVERED ? 204 : 500, 12, "why"));
  }

  private static List<String> ids(List<Delivery> deliveries) {
    return deliveries.stream().map(it -> it.message().id()).toList();
  }

  private List<Delivery> due(long endpoint, Instant now) {
    return store().read(tx -> tx.outbox().due(endpoint, now, 99));
  }

  private List<Delivery> log(long endpoint) {
    return store()
        .read(tx -> tx.outbox().log(endpoint, Optional.empty(), EnumSet.allOf(State.class), 99));
  }

  @Test
  default void due_ofALane_isOnlyTheFirst() {
    written(
        tx ->
            tx.outbox()
                .append(
                    List.of(message("a1", 1, 5L, 6L), message("b1", 2, 5L), message("a2", 1, 5L))));
    written(tx -> tx.outbox().append(List.of(message("a3", 1, 5L))));

    assertThat(ids(due(5, NOON))).containsExactly("a1", "b1");
    assertThat(ids(due(6, NOON))).containsExactly("a1");
    assertThat(due(5, NOON.minusNanos(1))).isEmpty();
    assertThat(due(5, NOON).get(0))
        .isEqualTo(
            new Delivery(
                due(5, NOON).get(0).key(),
                5,
                message("a1", 1).message(),
                State.PENDING,
                0,
                Optional.of(NOON),
                Optional.empty()));
  }

  @Test
  default void settle_delivered_theNextOfTheLaneIsDueAtOnce() {
    written(tx -> tx.outbox().append(List.of(message("a1", 1, 5L), message("a2", 1, 5L))));
    Delivery first = due(5, NOON).get(0);

    written(tx -> tx.outbox().settle(List.of(settled(first, State.DELIVERED, Optional.empty()))));

    assertThat(ids(due(5, NOON.plusSeconds(60)))).containsExactly("a2");
    Delivery done = store().read(tx -> tx.outbox().get(first.key()).orElseThrow());
    assertThat(done.state()).isEqualTo(State.DELIVERED);
    assertThat(done.attempts()).isEqualTo(1);
    assertThat(done.last()).hasValue(new Delivery.Attempt(NOON.plusSeconds(60), 204, 12, "why"));
  }

  @Test
  default void settle_toBeTriedAgain_holdsTheLaneUntilThen() {
    written(
        tx ->
            tx.outbox()
                .append(List.of(message("a1", 1, 5L), message("a2", 1, 5L), message("b1", 2, 5L))));
    Delivery first = due(5, NOON).get(0);
    Instant later = NOON.plusSeconds(300);

    written(tx -> tx.outbox().settle(List.of(settled(first, State.PENDING, Optional.of(later)))));

    assertThat(ids(due(5, later.minusNanos(1)))).containsExactly("b1");
    assertThat(ids(due(5, later))).containsExactly("b1", "a1");
  }

  private void deliver(String... ids) {
    for (String id : ids) {
      Delivery delivery =
          due(5, NOON.plusSeconds(60)).stream()
              .filter(it -> it.message().id().equals(id))
              .findFirst()
              .orElseThrow();
      written(
          tx -> tx.outbox().settle(List.of(settled(delivery, State.DELIVERED, Optional.empty()))));
    }
  }

  @Test
  default void join_ofTwoLanes_whatComesNextWaitsForAllOfBoth() {
    written(
        tx ->
            tx.outbox()
                .append(
                    List.of(
                        message("a1", 1, 5L, 6L),
                        message("a2", 1, 5L),
                        message("b1", 2, 5L),
                        message("b2", 2, 5L))));
    written(
        tx -> {
          tx.outbox().join(2, 1, List.of(5L));
          tx.outbox().append(List.of(message("joined", 1, 5L, 6L)));
        });

    assertThat(ids(due(5, NOON))).containsExactly("a1", "b1");
    deliver("b1", "a1");
    assertThat(ids(due(5, NOON.plusSeconds(60)))).containsExactly("a2");
    deliver("a2");
    assertThat(ids(due(5, NOON.plusSeconds(60)))).containsExactly("b2");
    deliver("b2");
    assertThat(ids(due(5, NOON.plusSeconds(60)))).containsExactly("joined");
    assertThat(ids(due(6, NOON))).containsExactly("a1");
  }

  @Test
  default void fork_ofALane_theBranchWaitsForAllBeforeIt() {
    written(tx -> tx.outbox().append(List.of(message("a1", 1, 5L))));
    written(
        tx -> {
          tx.outbox().fork(message("parted", 1, 5L, 6L), 2);
          tx.outbox().append(List.of(message("b1", 2, 5L, 6L), message("a2", 1, 5L)));
        });

    assertThat(ids(due(5, NOON.plusSeconds(60)))).containsExactly("a1");
    assertThat(ids(due(6, NOON.plusSeconds(60)))).containsExactly("parted");
    deliver("a1");
    assertThat(ids(due(5, NOON.plusSeconds(60)))).containsExactly("parted");
    deliver("parted");
    assertThat(ids(due(5, NOON.plusSeconds(60)))).containsExactlyInAnyOrder("a2", "b1");
    assertThat(ids(log(5))).containsExactly("a2", "b1", "parted", "a1");
  }

  @Test
  default void fork_thatWasGivenUp_letsTheBranchGoOn() {
    written(tx -> tx.outbox().fork(message("parted", 1, 5L), 2));
    Delivery parted = due(5, NOON).get(0);
    written(tx -> tx.outbox().append(List.of(message("b1", 2, 5L))));

    written(tx -> tx.outbox().settle(List.of(settled(parted, State.PENDING, Optional.of(NOON)))));
    assertThat(ids(due(5, NOON.plusSeconds(60)))).containsExactly("parted");
    written(tx -> tx.outbox().settle(List.of(settled(parted, State.FAILED, Optional.empty()))));

    assertThat(ids(due(5, NOON.plusSeconds(60)))).containsExactly("b1");
  }

  @Test
  default void settle_givenUp_letsTheLaneGoOn() {
    written(tx -> tx.outbox().append(List.of(message("a1", 1, 5L), message("a2", 1, 5L))));
    Delivery first = due(5, NOON).get(0);

    written(tx -> tx.outbox().settle(List.of(settled(first, State.FAILED, Optional.empty()))));

    assertThat(ids(due(5, NOON.plusSeconds(60)))).containsExactly("a2");
    assertThat(ids(store().<List<Delivery>>read(tx -> tx.outbox().failedSince(5, NOON, 0, 9))))
        .containsExactly("a1");
    assertThat(
            store().<List<Delivery>>read(tx -> tx.outbox().failedSince(5, NOON.plusNanos(1), 0, 9)))
        .isEmpty();
  }

  @Test
  default void hasten_makesDueWhatWaitsForItsTime_andNothingThatWaitsForItsTurn() {
    written(
        tx ->
            tx.outbox()
                .append(
                    List.of(
                        message("a1", 1, 5L),
                        message("a2", 1, 5L),
                        message("b1", 2, 5L),
                        message("c1", 3, 6L))));
    Optional<Instant> later = Optional.of(NOON.plusSeconds(900));
    for (long endpoint : List.of(5L, 6L)) {
      List<Delivery> failed = due(endpoint, NOON);
      written(
          tx ->
              tx.outbox()
                  .settle(failed.stream().map(it -> settled(it, State.PENDING, later)).toList()));
    }

    assertThat(store().<Integer>write(tx -> tx.outbox().hasten(5, NOON, 1))).isEqualTo(1);
    assertThat(due(5, NOON)).hasSize(1);
    assertThat(store().<Integer>write(tx -> tx.outbox().hasten(5, NOON, 9))).isEqualTo(1);
    assertThat(ids(due(5, NOON))).containsExactly("a1", "b1");
    assertThat(due(6, NOON)).isEmpty();
  }

  @Test
  default void settle_aReplayedOne_doesNotMoveTheLane() {
    written(tx -> tx.outbox().append(List.of(message("a1", 1, 5L), message("a2", 1, 5L))));
    Delivery first = due(5, NOON).get(0);
    written(tx -> tx.outbox().settle(List.of(settled(first, State.FAILED, Optional.empty()))));
    Delivery second = due(5, NOON.plusSeconds(60)).get(0);
    Instant later = NOON.plusSeconds(900);
    written(tx -> tx.outbox().settle(List.of(settled(second, State.PENDING, Optional.of(later)))));

    written(tx -> tx.outbox().settle(List.of(settled(first, State.REPLAYED, Optional.empty()))));

    assertThat(due(5, later.minusNanos(1))).isEmpty();
  }

  @Test
  default void settle_ofARemovedEndpoint_isPassedOver() {
    written(tx -> tx.outbox().append(List.of(message("a1", 1, 5L))));
    Delivery first = due(5, NOON).get(0);
    written(tx -> tx.outbox().removeEndpoint(5, 9));

    written(tx -> tx.outbox().settle(List.of(settled(first, State.DELIVERED, Optional.empty()))));

    assertThat(log(5)).isEmpty();
  }

  @Test
  default void log_isInPagesAndByState() {
    written(
        tx ->
            tx.outbox()
                .append(
                    List.of(
                        message("a1", 1, 5L),
                        message("b1", 2, 5L),
                        message("c1", 3, 5L),
                        message("d1", 4, 6L))));
    Delivery first = due(5, NOON).get(0);
    written(tx -> tx.outbox().settle(List.of(settled(first, State.FAILED, Optional.empty()))));

    assertThat(ids(log(5))).containsExactly("c1", "b1", "a1");
    long before = log(5).get(1).key();
    assertThat(
            ids(
                store()
                    .<List<Delivery>>read(
                        tx ->
                            tx.outbox()
                                .log(5, Optional.of(before), EnumSet.allOf(State.class), 9))))
        .containsExactly("a1");
    assertThat(
            ids(
                store()
                    .<List<Delivery>>read(
                        tx -> tx.outbox().log(5, Optional.empty(), EnumSet.of(State.FAILED), 9))))
        .containsExactly("a1");
  }

  @Test
  default void counts_areOfWhatIsNotDoneWith() {
    written(
        tx ->
            tx.outbox()
                .append(List.of(message("a1", 1, 5L), message("b1", 2, 5L), message("c1", 3, 6L))));
    Delivery first = due(5, NOON).get(0);
    Delivery other = due(6, NOON).get(0);
    written(
        tx ->
            tx.outbox()
                .settle(
                    List.of(
                        settled(first, State.FAILED, Optional.empty()),
                        settled(other, State.DELIVERED, Optional.empty()))));

    assertThat(store().<List<Count>>read(tx -> tx.outbox().counts()))
        .containsExactly(new Count(5, 1, 1, Optional.of(NOON)));
  }

  @Test
  default void prune_removesWhatWasDoneWithBefore() {
    written(tx -> tx.outbox().append(List.of(message("a1", 1, 5L), message("b1", 2, 5L))));
    Delivery first = due(5, NOON).get(0);
    written(tx -> tx.outbox().settle(List.of(settled(first, State.DELIVERED, Optional.empty()))));
    Instant done = NOON.plusSeconds(60);

    assertThat(store().<Integer>write(tx -> tx.outbox().prune(State.DELIVERED, done, 9))).isZero();
    assertThat(store().<Integer>write(tx -> tx.outbox().prune(State.FAILED, done.plusNanos(1), 9)))
        .isZero();
    assertThat(
            store().<Integer>write(tx -> tx.outbox().prune(State.DELIVERED, done.plusNanos(1), 9)))
        .isEqualTo(1);
    assertThat(ids(log(5))).containsExactly("b1");
  }

  @Test
  default void lanes_underAnyOutcomes_keepTheirOrder() {
    long seed = 20261121;
    Random random = new Random(seed);
    Map<Long, List<String>> sent = new TreeMap<>();
    Map<Long, List<String>> delivered = new TreeMap<>();
    Instant now = NOON;
    for (int round = 0; round < 60; round++) {
      List<Addressed> fresh = new ArrayList<>();
      for (int i = random.nextInt(4); round < 30 && i > 0; i--) {
        long lane = random.nextInt(1, 4);
        String id = round + "." + i;
        fresh.add(message(id, lane, 5L));
        sent.computeIfAbsent(lane, it -> new ArrayList<>()).add(id);
      }
      written(tx -> tx.outbox().append(fresh));
      now = now.plusSeconds(40);
      List<Delivery> due = due(5, now);
      Set<Long> lanes = new HashSet<>();
      List<Settled> outcomes = new ArrayList<>();
      for (Delivery delivery : due) {
        assertThat(lanes.add(delivery.message().lane())).as("seed %d", seed).isTrue();
        if (random.nextBoolean()) {
          outcomes.add(settled(delivery, State.DELIVERED, Optional.empty()));
          delivered
              .computeIfAbsent(delivery.message().lane(), it -> new ArrayList<>())
              .add(delivery.message().id());
        } else {
          outcomes.add(settled(delivery, State.PENDING, Optional.of(now.plusSeconds(45))));
        }
      }
      Collections.shuffle(outcomes, random);
      written(tx -> tx.outbox().settle(outcomes));
    }
    for (Map.Entry<Long, List<String>> lane : delivered.entrySet()) {
      List<String> all = sent.getOrDefault(lane.getKey(), List.of());
      assertThat(lane.getValue()).as("seed %d", seed).isSubsetOf(all).hasSizeGreaterThan(5);
      assertThat(all.subList(0, lane.getValue().size())).isEqualTo(lane.getValue());
    }
  }
}
