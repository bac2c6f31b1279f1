package io.plumbline.server.live;

import static io.plumbline.server.live.Scene.NOON;
import static io.plumbline.store.Identifier.user;
import static org.assertj.core.api.Assertions.assertThat;

import io.plumbline.core.model.ScoringModel;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** While a clock that was set back stands before facts, they are not there; then they are again. */
class SetBackClockTest {
  private static final ScoringModel VISITS =
      Scene.model(
          "id: fresh, event: visit, points: 5, cap: 50",
          "id: chief, if: {title: chief}, points: 100");
  private static final ScoringModel CLICKS =
      Scene.model(
          "id: fresh, event: visit, points: 7, cap: 50", "id: click, event: click, points: 1");

  private final Scene scene = new Scene();

  @BeforeEach
  void knowSomebodyAndSetTheClockBack() {
    scene.publish(Scene.live(1, VISITS));
    scene.clock.set(NOON.plusSeconds(200));
    scene.take(
        Said.by("42", NOON.plusSeconds(100)).event("a", "visit"),
        Said.by("42", NOON.plusSeconds(100)).with("title", "chief").message("b"),
        Said.by("43", NOON.plusSeconds(100)).with("title", "chief").message("c"));
    scene.settle();
    scene.clock.set(NOON.plusSeconds(50));
  }

  @AfterEach
  void close() {
    scene.close();
  }

  @Test
  void take_beforeWhatWasSaidOfAnAttribute_countsItFromItsInstantOn() {
    scene.take(Said.by("43", NOON).event("d", "visit"));
    assertThat(scene.points(1, user("43"))).isEqualTo(5);

    scene.clock.set(NOON.plusSeconds(100));
    scene.settle();

    assertThat(scene.points(1, user("43"))).isEqualTo(105);
  }

  @Test
  void check_aScoreAsOfALaterInstant_isHeldToTheFactsOfThat() {
    assertThat(scene.live.difference(scene.subject(user("42")))).isEmpty();
  }

  @Test
  void rescore_beforeAnEvent_countsItFromItsInstantOn() {
    ActiveVersion next = Scene.live(2, CLICKS);
    long subject = scene.subject(user("42"));
    scene.publish(next);
    Scene.join(
        scene.live.lane().submit(tx -> scene.live.rescoring().rescore(tx, List.of(subject), next)));
    assertThat(scene.points(2, user("42"))).isZero();

    scene.clock.set(NOON.plusSeconds(100));
    scene.settle();

    assertThat(scene.points(2, user("42"))).isEqualTo(7);
  }
}
