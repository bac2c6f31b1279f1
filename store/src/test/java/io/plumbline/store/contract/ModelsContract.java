package io.plumbline.store.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.plumbline.store.ModelVersion;
import io.plumbline.store.ModelVersion.Pilot;
import io.plumbline.store.ModelVersion.Status;
import io.plumbline.store.Run;
import io.plumbline.store.Run.Kind;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.Test;

interface ModelsContract extends OnStore {
  /** A text with all that a store might change: breaks, blanks at ends, no NFC, a null. */
  String SOURCE = "model: a\r\n\ttitle: \"e\u0301 \u0000 ăț 🙂\"  \n\n";

  @Test
  default void add_versions_areNumberedFromOneInEachModel() {
    ModelVersion first = add("a");
    ModelVersion other = add("b");
    ModelVersion second = add("a");

    assertThat(List.of(first.number(), second.number(), other.number())).containsExactly(1, 2, 1);
    assertThat(List.of(first.key(), other.key(), second.key())).isSorted().doesNotHaveDuplicates();
    assertThat(store().<List<String>>read(tx -> tx.models().ids())).containsExactly("a", "b");
    assertThat(store().<List<Long>>read(tx -> tx.models().keys("a")))
        .containsExactly(first.key(), second.key());
  }

  @Test
  default void get_version_comesBackExactlyAsGiven() {
    ModelVersion given =
        ModelVersion.draft("a", SOURCE, "user:ana", NOON).with("a note\n", "country: RO\n");
    ModelVersion stored = store().write(tx -> tx.models().add(given));

    assertThat(stored).isEqualTo(given.stored(stored.key(), 1));
    assertThat(store().<Optional<ModelVersion>>read(tx -> tx.models().get(stored.key())))
        .contains(stored);
    assertThat(store().<Optional<ModelVersion>>read(tx -> tx.models().get("a", 1)))
        .contains(stored);
    assertThat(store().<Optional<ModelVersion>>read(tx -> tx.models().get("a", 2))).isEmpty();
    assertThat(store().<Optional<ModelVersion>>read(tx -> tx.models().get("A", 1))).isEmpty();
  }

  @Test
  default void update_version_replacesAllOfIt() {
    ModelVersion version = add("a");
    Pilot pilot = new Pilot("country: RO", NOON.plusSeconds(60));
    ModelVersion piloted =
        version.revised("other", "key:ci").begun(Status.PILOT, Optional.of(pilot), NOON);
    written(tx -> tx.models().update(piloted));
    assertThat(store().<Optional<ModelVersion>>read(tx -> tx.models().get("a", 1)))
        .contains(piloted);
    assertThat(store().<List<ModelVersion>>read(tx -> tx.models().withStatus(Set.of(Status.PILOT))))
        .containsExactly(piloted);
    assertThat(store().<List<ModelVersion>>read(tx -> tx.models().withStatus(Set.of(Status.DRAFT))))
        .isEmpty();
    assertThat(
            store()
                .<Map<Long, Status>>read(
                    tx -> tx.models().statuses(Set.of(Status.PILOT, Status.LIVE))))
        .isEqualTo(Map.of(piloted.key(), Status.PILOT));
    assertThatThrownBy(() -> written(tx -> tx.models().update(piloted.stored(99, 1))))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  default void list_versions_theLatestFirstInPages() {
    for (int i = 0; i < 3; i++) {
      add("a");
    }
    add("b");
    assertThat(numbers(Optional.empty(), 2)).containsExactly(3, 2);
    assertThat(numbers(Optional.of(2), 2)).containsExactly(1);
  }

  @Test
  default void runs_begunAndEnded_areInTheLedger() {
    Run publish = Run.begin(Kind.PUBLISH, OptionalLong.of(4), "cli", NOON).told(true);
    long first = store().write(tx -> tx.runs().add(publish));
    long second =
        store()
            .write(
                tx ->
                    tx.runs().add(Run.begin(Kind.MIDNIGHT, OptionalLong.empty(), "system", NOON)));
    Run done = publish.stored(first).reached(10, 3).succeeded(NOON.plusSeconds(2));
    written(tx -> tx.runs().update(done));

    assertThat(store().<Optional<Run>>read(tx -> tx.runs().get(first))).contains(done);
    assertThat(store().<List<Run>>read(tx -> tx.runs().list(Optional.empty(), 9)))
        .extracting(Run::key)
        .containsExactly(second, first);
    assertThat(store().<List<Run>>read(tx -> tx.runs().list(Optional.of(second), 9)))
        .containsExactly(done);
    assertThat(store().<List<Run>>read(tx -> tx.runs().open()))
        .extracting(Run::key)
        .containsExactly(second);
    assertThatThrownBy(() -> written(tx -> tx.runs().update(done.stored(99))))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private List<Integer> numbers(Optional<Integer> before, int limit) {
    List<ModelVersion> page = store().read(tx -> tx.models().list("a", before, limit));
    return page.stream().map(ModelVersion::number).toList();
  }

  private ModelVersion add(String model) {
    return store().write(tx -> tx.models().add(ModelVersion.draft(model, SOURCE, "cli", NOON)));
  }
}
