package io.plumbline.store.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

interface BacklogContract extends OnStore {
  @Test
  default void first_markedSubjects_eachOnceUntilRemoved() {
    written(tx -> tx.backlog().add(List.of(3L, 1L, 3L)));
    written(tx -> tx.backlog().add(List.of(1L, 2L)));

    assertThat(store().<List<Long>>read(tx -> tx.backlog().first(10)))
        .containsExactlyInAnyOrder(1L, 2L, 3L);
    assertThat(store().<List<Long>>read(tx -> tx.backlog().first(2))).hasSize(2);
    assertThat(store().<Long>read(tx -> tx.backlog().count())).isEqualTo(3);
    written(tx -> tx.backlog().remove(List.of(1L, 3L, 99L)));
    assertThat(store().<List<Long>>read(tx -> tx.backlog().first(10))).containsExactly(2L);
    assertThat(store().<Long>read(tx -> tx.backlog().count())).isEqualTo(1);
  }

  @Test
  default void awake_instantsThatHaveCome_areTakenOffTheList() {
    written(
        tx ->
            tx.backlog()
                .wake(Map.of(1L, NOON, 2L, NOON.plusNanos(1), 3L, NOON.minusSeconds(5), 4L, NOON)));

    assertThat(store().<List<Long>>write(tx -> tx.backlog().awake(NOON, 2))).hasSize(2);
    assertThat(store().<List<Long>>write(tx -> tx.backlog().awake(NOON, 9))).hasSize(1);
    assertThat(store().<List<Long>>write(tx -> tx.backlog().awake(NOON, 9))).isEmpty();
    assertThat(store().<List<Long>>write(tx -> tx.backlog().awake(NOON.plusNanos(1), 9)))
        .containsExactly(2L);
  }

  @Test
  default void wake_twice_theEarlierInstantStays() {
    written(tx -> tx.backlog().wake(Map.of(1L, NOON, 2L, NOON)));
    written(tx -> tx.backlog().wake(Map.of(1L, NOON.plusSeconds(9), 2L, NOON.minusSeconds(9))));

    assertThat(store().<Optional<Instant>>read(tx -> tx.backlog().nextWake()))
        .contains(NOON.minusSeconds(9));
    assertThat(store().<List<Long>>write(tx -> tx.backlog().awake(NOON.minusSeconds(9), 9)))
        .containsExactly(2L);
    assertThat(store().<List<Long>>write(tx -> tx.backlog().awake(NOON, 9))).containsExactly(1L);
    assertThat(store().<Optional<Instant>>read(tx -> tx.backlog().nextWake())).isEmpty();
  }
}
