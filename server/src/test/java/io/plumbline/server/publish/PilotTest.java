package io.plumbline.server.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.plumbline.server.Refusal;
import io.plumbline.server.publish.Publishing.Order;
import io.plumbline.store.ModelVersion;
import io.plumbline.store.ModelVersion.Pilot;
import io.plumbline.store.ModelVersion.Status;
import io.plumbline.store.Run;
import io.plumbline.store.ScoreChange;
import java.time.Duration;
import java.util.Map;
import org.assertj.core.api.ThrowableAssertAlternative;
import org.junit.jupiter.api.Test;

/** A pilot counts for the leads of its slice in place of the live version, until it ends. */
final class PilotTest extends OnAStage {
  private static final Duration HOUR = Duration.ofHours(1);

  /** Begins a pilot of other points in one country, which ends in an hour. */
  private Run begin(Order order) {
    ModelVersion pilot = stage.draft(Shop.visitsGive(9));
    Pilot ofRomania = new Pilot("country: RO", stage.clock().instant().plus(HOUR));
    return Stage.done(stage.publishing.pilot("shop", pilot.number(), ofRomania, order));
  }

  private void pass(Duration time) {
    stage.clock().forward(time);
    stage.publishing.checkNow();
    stage.quiet();
  }

  @Test
  void pilot_countsForItsSliceAndEndsByItself() {
    stage.publish(Shop.MODEL);
    Run run = begin(Stage.BY_TEST);

    assertThat(run.changed()).isEqualTo(1);
    assertThat(stage.totals("shop")).isEqualTo(Map.of("ana", "29", "ben", "6", "cid", "50"));
    stage.does("ana", "visit");
    assertThat(stage.totals("shop")).containsEntry("ana", "38");
    stage.publish(Shop.visitsGive(4));
    assertThat(stage.totals("shop")).isEqualTo(Map.of("ana", "38", "ben", "8", "cid", "50"));

    pass(HOUR);
    assertThat(stage.version("shop", 2).status()).isEqualTo(Status.ABANDONED);
    assertThat(stage.totals("shop")).containsEntry("ana", "28");
    assertThat(stage.history("ana").get(0).cause().kind()).isEqualTo(ScoreChange.Kind.MODEL);
  }

  @Test
  void publish_ofAPilot_keepsItsLeadsWhereTheyAre() {
    stage.publish(Shop.MODEL);
    begin(Stage.BY_TEST);
    int history = stage.history("ana").size();

    Run run = Stage.done(stage.publishing.publish("shop", 2, Stage.BY_TEST));

    assertThat(run.changed()).isEqualTo(1);
    assertThat(stage.totals("shop")).isEqualTo(Map.of("ana", "29", "ben", "18", "cid", "50"));
    assertThat(stage.history("ana")).hasSize(history);
    assertThat(stage.version("shop", 3).status()).isEqualTo(Status.LIVE);
    assertThat(stage.version("shop", 2).status()).isEqualTo(Status.ABANDONED);
  }

  @Test
  void pilotEnd_ofAPilotThatWasTold_isToldAsItsBeginningWas() {
    stage.publish(Shop.MODEL);
    begin(new Order("user:test", true));
    stage.quiet();
    assertThat(stage.messages("ana")).hasSize(1);

    pass(HOUR);

    assertThat(stage.messages("ana")).hasSize(2);
  }

  @Test
  void pilot_whoseEndCameWhileTheServerStood_endsAfterTheNextStart() {
    stage.publish(Shop.MODEL);
    begin(Stage.BY_TEST);

    restart();
    pass(Duration.ZERO);
    assertThat(stage.totals("shop")).containsEntry("ana", "29");
    restart();
    pass(Duration.ofDays(2));

    assertThat(stage.totals("shop")).isEqualTo(Map.of("ana", "23", "ben", "6", "cid", "50"));
    assertThat(stage.version("shop", 2).status()).isEqualTo(Status.ABANDONED);
    ScoreChange last = stage.history("ana").get(0);
    assertThat(last.before().orElseThrow().total().orElseThrow()).hasToString("29");
    assertThat(last.after().orElseThrow().total().orElseThrow()).hasToString("23");
  }

  @Test
  void pilotEnd_asADay_isTheEndOfThatDayInTheModelsZone() {
    ModelVersion draft =
        stage.draft(Shop.MODEL.replace("scores:", "time_zone: Asia/Tokyo\nscores:"));
    assertThat(PilotEnd.of("2026-12-31", draft)).isEqualTo("2026-12-31T15:00:00Z");
    assertThat(PilotEnd.of("2026-12-31T18:00:00+02:00", draft)).isEqualTo("2026-12-31T16:00:00Z");
    assertThatThrownBy(() -> PilotEnd.of("2026-02-30", draft))
        .isInstanceOf(Refusal.class)
        .hasMessageContaining("until is \"2026-02-30\"; expected the last day");
  }

  @Test
  void pilot_ofAModelThatHasNoLiveVersion_isRefused() {
    stage.draft(Shop.MODEL);
    assertRefused(1, new Pilot("country: RO", Stage.START.plus(HOUR)))
        .withMessageContaining("whose place a pilot could take");
  }

  @Test
  void pilot_thatWouldHaveEndedAlready_isRefused() {
    stage.publish(Shop.MODEL);
    stage.draft(Shop.visitsGive(9));
    assertRefused(2, new Pilot("country: RO", Stage.START))
        .withMessageContaining("an instant to come");
  }

  @Test
  void pilot_ofASliceThatIsNoCondition_isRefusedWithThePlaceOfTheMistake() {
    stage.publish(Shop.MODEL);
    stage.draft(Shop.visitsGive(9));
    assertRefused(2, new Pilot("country: {is_: RO}", Stage.START.plus(HOUR)))
        .satisfies(it -> assertThat(it.flaws().get(0).at()).isEqualTo("slice:1:11"));
  }

  private ThrowableAssertAlternative<Refusal> assertRefused(int version, Pilot pilot) {
    return assertThatExceptionOfType(Refusal.class)
        .isThrownBy(() -> stage.publishing.pilot("shop", version, pilot, Stage.BY_TEST));
  }
}
