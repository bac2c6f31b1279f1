package io.plumbline.server.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.plumbline.store.ModelVersion.Status;
import io.plumbline.store.Run;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A rollback makes a version that was live before live again. */
final class RollbackTest extends OnAStage {
  @Test
  void rollback_restoresTheScoresOfBefore_withWhatHappenedSince() {
    stage.publish(Shop.MODEL);
    Map<String, String> before = stage.totals("shop");
    stage.publish(Shop.visitsGive(4));
    Run run = Stage.done(stage.publishing.rollback("shop", Optional.empty(), Stage.BY_TEST));

    assertThat(stage.totals("shop")).isEqualTo(before);
    assertThat(run.kind()).isEqualTo(Run.Kind.ROLLBACK);
    assertThat(stage.version("shop", 1).status()).isEqualTo(Status.LIVE);
    assertThat(stage.version("shop", 2).status()).isEqualTo(Status.PAST);
    stage.does("ana", "visit");
    assertThat(stage.totals("shop")).containsEntry("ana", "26");
    assertThatThrownBy(() -> stage.publishing.rollback("shop", Optional.empty(), Stage.BY_TEST))
        .hasMessageContaining("was live before version 1");
    Stage.done(stage.publishing.rollback("shop", Optional.of(2), Stage.BY_TEST));
    assertThat(stage.totals("shop")).containsEntry("ana", "28");
  }

  @Test
  void rollback_afterARollback_goesToWhatWasLiveThenAndFurtherBack() {
    for (int points = 3; points < 6; points++) {
      stage.publish(Shop.visitsGive(points));
    }
    assertThat(liveAfterRollback()).isEqualTo(2);
    stage.publish(Shop.visitsGive(6));

    assertThat(liveAfterRollback()).isEqualTo(2);
    assertThat(liveAfterRollback()).isEqualTo(1);
    assertThat(stage.totals("shop")).isEqualTo(Map.of("ana", "23", "ben", "6", "cid", "50"));
    assertThatThrownBy(this::liveAfterRollback).hasMessageContaining("was live before version 1");
  }

  private int liveAfterRollback() {
    Stage.done(stage.publishing.rollback("shop", Optional.empty(), Stage.BY_TEST));
    return stage.active.current().get(0).number();
  }

  @Test
  void rollback_ofAModelThatWasStopped_makesWhatWasStoppedLiveAgain() {
    stage.publish(Shop.MODEL);
    stage.publish(Shop.visitsGive(4));
    Map<String, String> before = stage.totals("shop");
    Stage.done(stage.publishing.stop("shop", 2, Stage.BY_TEST).orElseThrow());
    assertThat(stage.totals("shop")).isEmpty();

    assertThat(liveAfterRollback()).isEqualTo(2);
    assertThat(stage.totals("shop")).isEqualTo(before);
    assertThat(liveAfterRollback()).isEqualTo(1);
  }

  @Test
  void rollback_whereNothingWasLive_isRefusedAndSaysWhat() {
    assertThatThrownBy(this::liveAfterRollback).hasMessage("There is no model shop.");
    stage.draft(Shop.MODEL);
    assertThatThrownBy(this::liveAfterRollback)
        .hasMessage("No version of the model shop was ever live; publish one.");
  }
}
