package io.plumbline.server.live;

import static io.plumbline.server.live.Scene.NOON;
import static io.plumbline.store.Identifier.anonymous;
import static io.plumbline.store.Identifier.user;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.plumbline.server.Refusal;
import io.plumbline.store.Merge;
import io.plumbline.store.ScoreChange;
import io.plumbline.store.ScoreChange.Kind;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Who is one with whom, and who is two again. */
final class MergesTest extends OnAScene {
  @Test
  void identify_afterAnonymousVisits_isOneLeadWithBothHistories() {
    scene.take(Said.anonymously("x", NOON).event("a", "visit"));
    scene.take(Said.by("42", NOON).event("b", "visit"));
    scene.take(Said.by("42", "x", NOON).message("c"));

    assertThat(scene.points(1, user("42"))).isEqualTo(10);
    assertThat(scene.subject(anonymous("x"))).isEqualTo(scene.subject(user("42")));
    long gone = scene.live.merges().of(scene.subject(user("42"))).get(0).from();
    ScoreChange last = scene.history(gone).get(1);
    assertThat(last.after()).isEmpty();
    assertThat(last.cause().kind()).isEqualTo(Kind.MERGE);
    assertThat(scene.updates.stream().filter(SubjectUpdate::gone).map(SubjectUpdate::key))
        .containsExactly(gone);
  }

  @Test
  void identify_onADeviceThatIsAnothersAlready_doesNotMergeTheTwo() {
    scene.take(Said.by("42", "shared", NOON).event("a", "visit"));
    scene.take(Said.by("43", "shared", NOON).event("b", "visit"));

    assertThat(scene.subject(user("43"))).isNotEqualTo(scene.subject(user("42")));
    assertThat(scene.points(1, user("43"))).isEqualTo(5);
  }

  @Test
  void undo_aMerge_givesEachItsFactsBackAndIsNotMergedAgainByItself() {
    scene.take(Said.anonymously("x", NOON).event("a", "visit"));
    scene.take(Said.by("42", "x", NOON).event("b", "demo"));
    scene.take(Said.anonymously("x", NOON).event("later", "visit"));
    assertThat(scene.points(1, user("42"))).isEqualTo(11);
    Merge merge = scene.live.merges().of(scene.subject(user("42"))).get(0);

    Merge undone = Scene.join(scene.live.merges().undo(merge.key(), "ana"));
    scene.take(Said.by("42", "x", NOON).event("c", "visit"));

    assertThat(undone.undoneAt()).contains(NOON);
    assertThat(scene.points(1, anonymous("x"))).isEqualTo(10);
    assertThat(scene.points(1, user("42"))).isEqualTo(6);
    assertThat(scene.history(scene.subject(anonymous("x"))).get(2).cause())
        .isEqualTo(new ScoreChange.Cause(Kind.UNMERGE, List.of(Long.toString(merge.key()))));
    assertThatThrownBy(() -> Scene.join(scene.live.merges().undo(merge.key(), "ana")))
        .isInstanceOfSatisfying(
            Refusal.class, r -> assertThat(r.code()).isEqualTo(Refusal.Code.CONFLICT));
  }

  @Test
  void alias_ofOneUserToAnother_mergesThem() {
    scene.take(Said.by("old", NOON).event("a", "visit"));
    scene.take(Said.by("new", NOON).once("old").message("b"));

    assertThat(scene.subject(user("old"))).isEqualTo(scene.subject(user("new")));
    assertThat(scene.points(1, user("new"))).isEqualTo(5);
  }
}
