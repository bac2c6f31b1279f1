package io.plumbline.server.publish;

import static org.assertj.core.api.Assertions.assertThat;

import io.plumbline.server.live.ScoreReading;
import io.plumbline.store.ModelVersion;
import io.plumbline.store.ModelVersion.Pilot;
import io.plumbline.store.ScoreChange;
import io.plumbline.store.memory.MemoryStore;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The version that scored a lead at a past instant, also where no change of its score says so. */
class PastVersionsTest {
  /** Scores visits as the first does for two days, and then no more. */
  private static final String FORGETFUL = Shop.MODEL.replace("cap: 90}", "cap: 90, within: 2d}");

  private static final Duration DAY = Duration.ofDays(1);
  private final Stage stage = new Stage(new MemoryStore(), new Stage.Clock());
  private final ScoreReading reading =
      stage.live.reading(new StoredVersions(stage.store, stage.active));

  @BeforeEach
  void people() {
    stage.knows("ana", Map.of("country", "RO"));
    stage.does("ana", "visit");
  }

  @AfterEach
  void close() {
    stage.close();
  }

  private int versionAt(Instant at) {
    return number(reading.versionAt(stage.key("ana"), "shop", at).orElseThrow());
  }

  private int versionBeforeTheLastChange() {
    ScoreChange last = stage.history("ana").get(0);
    long key =
        stage
            .store
            .<Optional<Long>>read(tx -> reading.versionBefore(tx, last, "shop"))
            .orElseThrow();
    return number(key);
  }

  private int number(long version) {
    return stage
        .store
        .<Optional<ModelVersion>>read(tx -> tx.models().get(version))
        .orElseThrow()
        .number();
  }

  private Instant later(Duration by) {
    stage.clock().forward(by);
    return stage.clock().instant();
  }

  @Test
  void publication_thatChangedNothing_isTheVersionOfThenAllTheSame() {
    stage.publish(FORGETFUL);
    Instant first = later(DAY.dividedBy(48));
    later(DAY.dividedBy(48));
    stage.publish(Shop.MODEL);
    assertThat(stage.history("ana")).hasSize(1);
    Instant second = later(DAY.multipliedBy(4));
    later(DAY);
    stage.publish(Shop.visitsGive(5));

    assertThat(versionAt(first)).isEqualTo(1);
    assertThat(versionAt(second)).isEqualTo(2);
    assertThat(versionAt(stage.clock().instant())).isEqualTo(3);
    assertThat(versionBeforeTheLastChange()).isEqualTo(2);
  }

  @Test
  void pilot_thatChangedNoScoreWhenItBegan_isTheVersionOfThoseInItsSliceAllTheSame() {
    stage.knows("ben", Map.of("country", "FR"));
    stage.does("ben", "visit");
    stage.publish(Shop.MODEL);
    Instant before = later(DAY.dividedBy(48));
    ModelVersion tried = stage.draft(FORGETFUL);
    later(DAY.dividedBy(48));
    Pilot pilot = new Pilot("country: RO", stage.clock().instant().plus(DAY));
    Stage.done(stage.publishing.pilot("shop", tried.number(), pilot, Stage.BY_TEST));
    assertThat(stage.history("ana")).hasSize(1);
    Instant within = later(DAY.dividedBy(48));
    assertThat(versionAt(within)).isEqualTo(2);
    assertThat(reading.versionAt(stage.key("ben"), "shop", within))
        .contains(stage.version("shop", 1).key());

    later(DAY);
    stage.publishing.checkNow();
    stage.quiet();
    assertThat(versionAt(before)).isEqualTo(1);
    assertThat(versionAt(within)).isEqualTo(2);
    assertThat(versionAt(stage.clock().instant())).isEqualTo(1);
  }

  @Test
  void pilot_isTheVersionOfItsLeadsUntilItEnds_whateverIsPublishedMeanwhile() {
    stage.publish(Shop.MODEL);
    ModelVersion tried = stage.draft(Shop.visitsGive(9));
    Pilot pilot = new Pilot("country: RO", stage.clock().instant().plus(DAY));
    later(DAY.dividedBy(48));
    Stage.done(stage.publishing.pilot("shop", tried.number(), pilot, Stage.BY_TEST));
    assertThat(versionBeforeTheLastChange()).isEqualTo(1);
    later(DAY.dividedBy(48));
    stage.publish(Shop.visitsGive(4));
    Instant within = later(DAY.dividedBy(48));
    assertThat(versionAt(within)).isEqualTo(2);

    later(DAY);
    stage.publishing.checkNow();
    stage.quiet();
    assertThat(versionAt(within)).isEqualTo(2);
    assertThat(versionAt(stage.clock().instant())).isEqualTo(3);
    assertThat(versionBeforeTheLastChange()).isEqualTo(2);
  }
}
