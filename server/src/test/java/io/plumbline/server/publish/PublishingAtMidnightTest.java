package io.plumbline.server.publish;

import static org.assertj.core.api.Assertions.assertThat;

import io.plumbline.core.score.Score;
import io.plumbline.store.ModelVersion;
import io.plumbline.store.ModelVersion.Pilot;
import io.plumbline.store.ScoreChange;
import io.plumbline.store.ScoreChange.Kind;
import io.plumbline.store.memory.MemoryStore;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** While a day is being begun, what some have is of yesterday still: a switch waits for it. */
class PublishingAtMidnightTest {
  private static final String FADING =
      Shop.MODEL.replace("points: 3, cap: 90", "points: 3, cap: 90, within: 2d");

  private final FailingStore store = new FailingStore(new MemoryStore());
  private final Stage stage = new Stage(store, new Stage.Clock());

  @BeforeEach
  void visit() {
    stage.knows("ana", Map.of("country", "RO"));
    stage.does("ana", "visit");
    stage.publish(FADING);
    stage.live.settled().join();
    assertThat(stage.totals("shop")).containsEntry("ana", "3");
  }

  @AfterEach
  void close() {
    stage.close();
  }

  /**
   * Lets days pass whose beginning the store refuses at first; it is tried again a second later.
   */
  private void midnight() {
    store.failAfter(0, false);
    stage.clock().forward(Duration.ofDays(5));
    while (!store.hasFailed()) {
      Thread.onSpinWait();
    }
    store.heal();
  }

  @Test
  void publish_beforeADayIsBegunForAll_losesNoChangeThatTheDayMakes() {
    ModelVersion draft = stage.draft(FADING.replace("points: 50", "points: 60"));
    midnight();
    Stage.done(stage.publishing.publish("shop", draft.number(), Stage.BY_TEST));
    stage.live.settled().join();

    assertThat(stage.totals("shop")).containsEntry("ana", "0");
    assertThat(causes()).containsExactly(Kind.TIME, Kind.MODEL);
    assertFollowsOneAnother();
  }

  @Test
  void pilot_thatEndsWithADay_givesBackWhatWasShownAfterIt() {
    ModelVersion pilot = stage.draft(FADING.replace("points: 3, cap", "points: 9, cap"));
    Pilot ofRomania = new Pilot("country: RO", stage.clock().instant().plus(Duration.ofDays(5)));
    Stage.done(stage.publishing.pilot("shop", pilot.number(), ofRomania, Stage.BY_TEST));
    midnight();
    stage.publishing.checkNow();
    stage.quiet();
    stage.live.settled().join();

    assertThat(stage.totals("shop")).containsEntry("ana", "0");
    assertThat(causes()).containsExactly(Kind.TIME, Kind.MODEL, Kind.MODEL);
    assertFollowsOneAnother();
  }

  private List<Kind> causes() {
    return stage.history("ana").stream().map(change -> change.cause().kind()).toList();
  }

  /** Each change begins with what the one before it ended with, the last with what is shown. */
  private void assertFollowsOneAnother() {
    List<ScoreChange> history = stage.history("ana");
    for (int i = 1; i < history.size(); i++) {
      assertThat(total(history.get(i - 1).before())).isEqualTo(total(history.get(i).after()));
    }
    assertThat(total(history.get(0).after())).isEqualTo(stage.totals("shop").get("ana"));
  }

  private static String total(Optional<Score> score) {
    return score.flatMap(Score::total).map(Object::toString).orElse("none");
  }
}
