package io.plumbline.store.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.plumbline.store.ScoreChange;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

interface ChangesContract extends OnStore {
  @Test
  default void append_changes_comeBackWholeTheLatestFirst() {
    ScoreChange first =
        new ScoreChange(
            0,
            7,
            1,
            NOON,
            new ScoreChange.Cause(ScoreChange.Kind.MODEL, List.of()),
            Optional.empty(),
            Optional.of(Samples.score("lead", "A1", 5)),
            Map.of(),
            OptionalLong.empty());
    ScoreChange second =
        new ScoreChange(
            0,
            7,
            2,
            NOON.plusSeconds(1),
            new ScoreChange.Cause(ScoreChange.Kind.UNMERGE, List.of("3")),
            Optional.of(Samples.score("old\u0000id", "A1", 5)),
            Optional.empty(),
            Map.of(),
            OptionalLong.empty());
    ScoreChange third = Samples.change(7, 3);

    List<Long> keys =
        store().write(tx -> tx.changes().append(List.of(first, Samples.change(8, 1), second)));
    List<Long> more = store().write(tx -> tx.changes().append(List.of(third)));

    assertThat(keys).isSorted().doesNotHaveDuplicates();
    assertThat(more.get(0)).isGreaterThan(keys.get(2));
    assertThat(of(7, Optional.empty(), 10))
        .containsExactly(
            third.as(more.get(0), third.at()),
            second.as(keys.get(2), second.at()),
            first.as(keys.get(0), first.at()));
  }

  @Test
  default void of_limitPlaceInstantAndVersions_narrowIt() {
    List<Long> keys =
        store()
            .write(
                tx ->
                    tx.changes()
                        .append(
                            List.of(
                                Samples.change(7, 1),
                                Samples.change(7, 2),
                                version(9, Samples.change(7, 3)),
                                Samples.change(7, 4))));

    assertThat(totals(of(7, Optional.empty(), 2))).containsExactly(4L, 3L);
    assertThat(totals(of(7, Optional.of(keys.get(2)), 9))).containsExactly(2L, 1L);
    assertThat(
            totals(
                store()
                    .read(
                        tx ->
                            tx.changes()
                                .of(7, List.of(), Optional.empty(), NOON.plusSeconds(3), 9))))
        .containsExactly(4L, 3L);
    assertThat(
            totals(
                store()
                    .read(
                        tx ->
                            tx.changes().of(7, List.of(1L, 5L), Optional.empty(), Instant.MIN, 9))))
        .containsExactly(4L, 2L, 1L);
  }

  @Test
  default void publishRun_hiddenChanges_areSeenAtOnceAboveAllBefore() {
    written(tx -> tx.changes().append(List.of(Samples.change(7, 1))));
    List<Long> hidden =
        store()
            .write(
                tx ->
                    tx.changes()
                        .append(
                            List.of(
                                Samples.hidden(5, Samples.change(7, 20)),
                                Samples.hidden(5, Samples.change(8, 20)))));
    written(tx -> tx.changes().append(List.of(Samples.change(7, 2))));
    written(tx -> tx.changes().append(List.of(Samples.hidden(5, Samples.change(7, 30)))));
    assertThat(totals(of(7, Optional.empty(), 9))).containsExactly(2L, 1L);

    Instant at = NOON.plusSeconds(100);
    written(tx -> tx.changes().publishRun(5, at));
    written(tx -> tx.changes().append(List.of(Samples.change(7, 3))));

    List<ScoreChange> seen = of(7, Optional.empty(), 9);
    assertThat(totals(seen)).containsExactly(3L, 30L, 2L, 1L);
    ScoreChange published = seen.get(1);
    assertThat(published.at()).isEqualTo(at);
    assertThat(published.run()).hasValue(5);
    assertThat(published.before()).isEqualTo(Samples.change(7, 20).before());
    assertThat(seen).extracting(ScoreChange::key).isSortedAccordingTo((a, b) -> Long.compare(b, a));
    assertThat(published.key()).isGreaterThan(hidden.get(0));
    assertThat(totals(of(7, Optional.of(published.key()), 9))).containsExactly(2L, 1L);
    assertThat(totals(of(8, Optional.empty(), 9))).containsExactly(20L);
    assertThat(of(8, Optional.empty(), 9).get(0).key()).isNotEqualTo(published.key());
  }

  @Test
  default void publishRun_again_isRefused() {
    written(tx -> tx.changes().publishRun(5, NOON));

    assertThatThrownBy(() -> written(tx -> tx.changes().publishRun(5, NOON)))
        .isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(
            () ->
                written(
                    tx -> tx.changes().append(List.of(Samples.hidden(5, Samples.change(7, 1))))))
        .isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> written(tx -> tx.changes().removeRun(5, 10)))
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  default void removeRun_inSteps_leavesWhatIsSeenAndOtherRuns() {
    written(
        tx ->
            tx.changes()
                .append(
                    List.of(
                        Samples.change(7, 1),
                        Samples.hidden(5, Samples.change(7, 2)),
                        Samples.hidden(5, Samples.change(7, 3)),
                        Samples.hidden(5, Samples.change(8, 4)),
                        Samples.hidden(6, Samples.change(7, 5)))));

    assertThat(store().<Integer>write(tx -> tx.changes().removeRun(5, 2))).isEqualTo(2);
    assertThat(store().<Integer>write(tx -> tx.changes().removeRun(5, 2))).isEqualTo(1);
    assertThat(store().<Integer>write(tx -> tx.changes().removeRun(5, 2))).isZero();
    written(tx -> tx.changes().publishRun(6, NOON));
    assertThat(totals(of(7, Optional.empty(), 9))).containsExactly(5L, 1L);
  }

  @Test
  default void ofRun_published_isWhatIsSeenOfEachSubject() {
    written(
        tx ->
            tx.changes()
                .append(
                    List.of(
                        Samples.hidden(5, Samples.change(7, 2)),
                        Samples.hidden(5, Samples.change(8, 3)),
                        Samples.hidden(6, Samples.change(8, 4)),
                        Samples.hidden(5, Samples.change(7, 9)),
                        Samples.hidden(5, Samples.change(9, 5)))));
    assertThatThrownBy(() -> ofRun(0, 9)).isInstanceOf(IllegalStateException.class);
    written(tx -> tx.changes().publishRun(5, NOON));

    List<ScoreChange> first = ofRun(0, 2);
    assertThat(first)
        .containsExactly(of(7, Optional.empty(), 1).get(0), of(8, Optional.empty(), 1).get(0));
    assertThat(ofRun(8, 2)).containsExactly(of(9, Optional.empty(), 1).get(0));
    assertThat(ofRun(9, 2)).isEmpty();
    List<ScoreChange> some = store().read(tx -> tx.changes().ofRun(5, List.of(9L, 7L, 10L)));
    assertThat(some).containsExactly(first.get(0), ofRun(8, 2).get(0));
  }

  @Test
  default void dropFromRun_subjects_leavesThoseOfOthers() {
    written(
        tx ->
            tx.changes()
                .append(
                    List.of(
                        Samples.change(7, 1),
                        Samples.hidden(5, Samples.change(7, 2)),
                        Samples.hidden(5, Samples.change(7, 3)),
                        Samples.hidden(5, Samples.change(8, 4)),
                        Samples.hidden(6, Samples.change(7, 5)))));

    assertThat(store().<Integer>write(tx -> tx.changes().dropFromRun(5, List.of(7L, 9L))))
        .isEqualTo(2);
    assertThat(store().<Integer>write(tx -> tx.changes().dropFromRun(5, List.of()))).isZero();
    written(tx -> tx.changes().append(List.of(Samples.hidden(5, Samples.change(7, 6)))));
    written(tx -> tx.changes().publishRun(5, NOON));

    assertThat(totals(of(7, Optional.empty(), 9))).containsExactly(6L, 1L);
    assertThat(of(7, Optional.empty(), 1).get(0).before()).isEqualTo(Samples.change(7, 6).before());
    assertThat(totals(of(8, Optional.empty(), 9))).containsExactly(4L);
    assertThatThrownBy(() -> written(tx -> tx.changes().dropFromRun(5, List.of(8L))))
        .isInstanceOf(IllegalStateException.class);
  }

  private List<ScoreChange> ofRun(long after, int limit) {
    return store().read(tx -> tx.changes().ofRun(5, after, limit));
  }

  private List<ScoreChange> of(long subject, Optional<Long> before, int limit) {
    return store().read(tx -> tx.changes().of(subject, List.of(), before, Instant.MIN, limit));
  }

  private static ScoreChange version(long version, ScoreChange change) {
    return new ScoreChange(
        0,
        change.subject(),
        version,
        change.at(),
        change.cause(),
        change.before(),
        change.after(),
        change.contributions(),
        change.run());
  }

  private static List<Long> totals(List<ScoreChange> changes) {
    return changes.stream()
        .map(change -> change.after().orElseThrow().total().orElseThrow().thousandths() / 1000)
        .toList();
  }
}
