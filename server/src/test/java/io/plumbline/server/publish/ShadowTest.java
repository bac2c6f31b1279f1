package io.plumbline.server.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.plumbline.store.ModelVersion;
import io.plumbline.store.ModelVersion.Status;
import org.junit.jupiter.api.Test;

/** A shadow scores live leads, and nothing follows from it. */
final class ShadowTest extends OnAStage {
  @Test
  void shadow_hasScoresButNoEffect() {
    stage.publish(Shop.MODEL);
    stage.told.clear();
    int history = stage.history("ana").size();
    ModelVersion shadow = stage.draft(Shop.visitsGive(9));
    Stage.done(stage.publishing.shadow("shop", shadow.number(), Stage.BY_TEST));

    assertThat(stage.totals("shop")).containsEntry("ana", "23");
    assertThat(stage.history("ana")).hasSize(history);
    assertThat(stage.told).isEmpty();
    assertThat(total(shadow, "ana")).isEqualTo("29");
    stage.does("ana", "visit");
    assertThat(total(shadow, "ana")).isEqualTo("38");
    assertThat(stage.told).allMatch(it -> it.version() != shadow.key());

    assertThat(stage.publishing.stop("shop", shadow.number(), Stage.BY_TEST)).isEmpty();
    assertThat(stage.version("shop", shadow.number()).status()).isEqualTo(Status.DRAFT);
    stage.does("ana", "visit");
    Stage.done(stage.publishing.publish("shop", shadow.number(), Stage.BY_TEST));
    assertThat(stage.totals("shop")).containsEntry("ana", "47");
  }

  @Test
  void restart_goesOnWithWhatWasLive() {
    stage.publish(Shop.MODEL);
    ModelVersion shadow = stage.draft(Shop.visitsGive(9));
    Stage.done(stage.publishing.shadow("shop", shadow.number(), Stage.BY_TEST));

    restart();

    assertThat(stage.active.current())
        .extracting(it -> it.number() + " " + it.role())
        .containsExactly("1 LIVE", "2 SHADOW");
    stage.does("ana", "visit");
    assertThat(stage.totals("shop")).containsEntry("ana", "26");
    assertThat(total(shadow, "ana")).isEqualTo("38");
  }

  @Test
  void shadow_ofALiveVersion_isRefused() {
    stage.publish(Shop.MODEL);
    assertThatThrownBy(() -> stage.publishing.shadow("shop", 1, Stage.BY_TEST))
        .hasMessageContaining("is no draft but live");
  }
}
