package io.plumbline.store.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.plumbline.core.score.Score;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

interface CachesContract extends OnStore {
  @Test
  default void states_putTwice_theLatterStands() {
    byte[] state = {1, 2, 3};
    written(tx -> tx.states().put(Map.of(1L, state, 2L, new byte[0])));
    written(tx -> tx.states().put(Map.of(1L, new byte[] {-1, 0})));

    Map<Long, byte[]> found = store().read(tx -> tx.states().get(List.of(1L, 2L, 3L)));

    assertThat(found).containsOnlyKeys(1L, 2L);
    assertThat(found.get(1L)).containsExactly(-1, 0);
    assertThat(found.get(2L)).isEmpty();
  }

  @Test
  default void states_scanned_theRangeRising() {
    written(
        tx ->
            tx.states()
                .put(
                    Map.of(
                        5L, new byte[] {5},
                        1L, new byte[] {1},
                        3L, new byte[] {3},
                        4L, new byte[] {4})));
    written(tx -> tx.states().remove(List.of(4L, 99L)));

    List<String> seen = new ArrayList<>();
    store()
        .read(
            tx -> {
              tx.states().scan(3, 5, (subject, state) -> seen.add(subject + "=" + state[0]));
              tx.states().scan(5, 3, (subject, state) -> seen.add("nothing"));
              return true;
            });
    assertThat(seen).containsExactly("3=3", "5=5");
  }

  @Test
  default void scores_putTwice_theLatterStandsInEveryPart() {
    Score bare =
        new Score(
            "lead\u0000-1",
            "other",
            NOON,
            Samples.score("x", "", 0).day(),
            Optional.empty(),
            List.of(),
            "",
            "",
            "",
            "",
            Samples.score("x", "", 0).coverage());
    written(tx -> tx.scores().put(List.of(Samples.row(1, 1, "A1"), Samples.row(2, 1, "C3"))));
    written(
        tx ->
            tx.scores()
                .put(
                    List.of(
                        Samples.row(1, 1, "D4"),
                        new io.plumbline.store.Scores.Row(1, 1, bare),
                        Samples.row(1, 2, "B2"))));

    assertThat(store().<Map<Long, Score>>read(tx -> tx.scores().get(1, List.of(1L, 2L, 3L))))
        .isEqualTo(Map.of(1L, bare, 2L, Samples.row(1, 2, "B2").score()));
    assertThat(store().<Map<Long, Score>>read(tx -> tx.scores().get(2, List.of(1L, 2L))))
        .isEqualTo(Map.of(1L, Samples.row(2, 1, "C3").score()));
  }

  @Test
  default void scores_scanned_theRangeOfTheVersionRising() {
    written(
        tx ->
            tx.scores()
                .put(
                    List.of(
                        Samples.row(1, 9, "A1"),
                        Samples.row(1, 2, "A1"),
                        Samples.row(2, 3, "A1"),
                        Samples.row(1, 4, "A1"))));
    written(tx -> tx.scores().remove(1, List.of(4L)));

    List<Long> seen = new ArrayList<>();
    store()
        .read(
            tx -> {
              tx.scores().scan(1, 2, 9, (subject, score) -> seen.add(subject));
              return true;
            });
    assertThat(seen).containsExactly(2L, 9L);
  }

  @Test
  default void removeVersion_inSteps_leavesTheOthers() {
    written(
        tx ->
            tx.scores()
                .put(
                    List.of(
                        Samples.row(1, 1, "A1"),
                        Samples.row(1, 2, "A1"),
                        Samples.row(1, 3, "A1"),
                        Samples.row(2, 1, "A1"))));

    assertThat(store().<Integer>write(tx -> tx.scores().removeVersion(1, 2))).isEqualTo(2);
    assertThat(store().<Integer>write(tx -> tx.scores().removeVersion(1, 2))).isEqualTo(1);
    assertThat(store().<Integer>write(tx -> tx.scores().removeVersion(1, 2))).isZero();
    assertThat(store().<Map<Long, Score>>read(tx -> tx.scores().get(2, List.of(1L)))).hasSize(1);
  }
}
