package io.plumbline.store.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.plumbline.store.Reject;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

interface RejectsContract extends OnStore {
  @Test
  default void list_rejects_theLatestFirstInPages() {
    written(
        tx ->
            tx.rejects()
                .add(List.of(Samples.reject("a"), Samples.reject("b"), Samples.reject("c"))));

    List<Reject> page = store().read(tx -> tx.rejects().list(Optional.empty(), false, 2));
    assertThat(page).extracting(Reject::code).containsExactly("c", "b");
    assertThat(page.get(1).payload()).isEqualTo(Samples.reject("b").payload());
    assertThat(
            store()
                .<List<Reject>>read(
                    tx -> tx.rejects().list(Optional.of(page.get(1).key()), false, 2)))
        .extracting(Reject::code)
        .containsExactly("a");
  }

  @Test
  default void replayed_rejects_areNotOpenAnyMore() {
    written(tx -> tx.rejects().add(List.of(Samples.reject("a"), Samples.reject("b"))));
    long first = store().read(tx -> tx.rejects().list(Optional.empty(), true, 9).get(1).key());

    written(tx -> tx.rejects().replayed(List.of(first), NOON.plusSeconds(1)));

    assertThat(store().<Long>read(tx -> tx.rejects().openCount())).isEqualTo(1);
    assertThat(store().<List<Reject>>read(tx -> tx.rejects().list(Optional.empty(), true, 9)))
        .extracting(Reject::code)
        .containsExactly("b");
    assertThat(store().<List<Reject>>read(tx -> tx.rejects().get(List.of(first, 99L))))
        .extracting(Reject::replayedAt)
        .containsExactly(Optional.of(NOON.plusSeconds(1)));
  }

  @Test
  default void keepLatest_tooMany_theOldestGo() {
    written(
        tx ->
            tx.rejects()
                .add(List.of(Samples.reject("a"), Samples.reject("b"), Samples.reject("c"))));

    assertThat(store().<Integer>write(tx -> tx.rejects().keepLatest(3))).isZero();
    assertThat(store().<Integer>write(tx -> tx.rejects().keepLatest(1))).isEqualTo(2);
    assertThat(store().<List<Reject>>read(tx -> tx.rejects().list(Optional.empty(), false, 9)))
        .extracting(Reject::code)
        .containsExactly("c");
  }
}
