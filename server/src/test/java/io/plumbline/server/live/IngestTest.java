package io.plumbline.server.live;

import static io.plumbline.server.live.Scene.NOON;
import static io.plumbline.store.Identifier.user;
import static org.assertj.core.api.Assertions.assertThat;

import io.plumbline.core.model.Points;
import io.plumbline.core.score.Explanation;
import io.plumbline.server.live.Ingest.Taken;
import io.plumbline.store.ScoreChange;
import io.plumbline.store.ScoreChange.Kind;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Facts that are taken in count at once, each one time and at its own time. */
final class IngestTest extends OnAScene {
  @Test
  void take_threeQuickEvents_countThree() {
    Taken taken =
        scene.take(
            Said.by("42", NOON).event("a", "demo"),
            Said.by("42", NOON).event("b", "demo"),
            Said.by("42", NOON).event("c", "demo"));

    assertThat(taken).isEqualTo(new Taken(3, 0));
    assertThat(scene.points(1, user("42"))).isEqualTo(11);
  }

  @Test
  void take_theSameMessageAgain_isOneEvent() {
    scene.take(Said.by("42", NOON).event("a", "visit"));
    scene.restart();

    Taken again =
        scene.take(
            Said.by("42", NOON).event("a", "visit"), Said.by("42", NOON).event("b", "visit"));

    assertThat(again).isEqualTo(new Taken(1, 1));
    assertThat(scene.points(1, user("42"))).isEqualTo(10);
  }

  @Test
  void take_whatNoRuleLooksAt_aScoreIsThereAllTheSame() {
    scene.take(Said.by("42", NOON).event("a", "something else"));

    assertThat(scene.points(1, user("42"))).isZero();
    assertThat(scene.history(scene.subject(user("42")))).hasSize(1);
  }

  @Test
  void take_severalEventsOfALeadAtOnce_areOneChangeWithAllCauses() {
    scene.take(
        Said.by("42", NOON).event("a", "visit"),
        Said.by("42", NOON).event("b", "visit"),
        Said.by("42", NOON).with("title", "chief").message("c"));

    ScoreChange change = scene.history(scene.subject(user("42"))).get(0);
    assertThat(change.cause())
        .isEqualTo(new ScoreChange.Cause(Kind.EVENT, List.of("a", "b", "attribute:title")));
    assertThat(change.contributions().keySet()).containsExactlyInAnyOrder("fresh", "chief");
    assertThat(scene.heard).containsExactly(change);
  }

  @Test
  void take_aLateAttribute_countsInItsOwnTime() {
    scene.take(Said.by("42", NOON).with("title", "chief").message("a"));
    scene.take(Said.by("42", NOON.minusSeconds(60)).with("title", "clerk").message("b"));

    assertThat(scene.points(1, user("42"))).isEqualTo(100);
    long subject = scene.subject(user("42"));
    Explanation before =
        reading().asOf(subject, Scene.compiled(DEMOS), NOON.minusSeconds(1)).orElseThrow();
    assertThat(before.score().scores().get(0).points()).isEqualTo(Points.ZERO);
  }

  @Test
  void take_aRepeatedAttributeAndALateOneBetween_theRepetitionCounts() {
    scene.clock.set(NOON.plusSeconds(100));
    scene.take(Said.by("42", NOON).with("title", "chief").message("a"));
    scene.take(Said.by("42", NOON.plusSeconds(60)).with("title", "chief").message("b"));
    scene.take(Said.by("42", NOON.plusSeconds(30)).with("title", "clerk").message("c"));

    assertThat(scene.points(1, user("42"))).isEqualTo(100);
    long subject = scene.subject(user("42"));
    assertThat(scene.live.difference(subject)).isEmpty();
  }
}
