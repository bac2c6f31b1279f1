package io.plumbline.server.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.plumbline.server.Refusal;
import io.plumbline.server.live.ActiveVersion;
import io.plumbline.server.publish.Publishing.Order;
import io.plumbline.store.AuditEntry;
import io.plumbline.store.ModelVersion;
import io.plumbline.store.ModelVersion.Status;
import io.plumbline.store.Run;
import io.plumbline.store.ScoreChange;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/**
 * A published version scores everybody of its slice; what changes is recorded, and told if asked.
 */
final class PublishingTest extends OnAStage {
  @Test
  void publish_firstVersion_givesEverybodyAScore() {
    Run run = stage.publish(Shop.MODEL);

    assertThat(stage.totals("shop")).isEqualTo(Map.of("ana", "23", "ben", "6", "cid", "50"));
    assertThat(run.subjects()).isEqualTo(3);
    assertThat(run.changed()).isEqualTo(3);
    assertThat(stage.version("shop", 1).status()).isEqualTo(Status.LIVE);
    ScoreChange change = stage.history("ben").get(0);
    assertThat(change.before()).isEmpty();
    assertThat(change.cause().kind()).isEqualTo(ScoreChange.Kind.MODEL);
    assertThat(change.contributions().toString()).isEqualTo("{visits=6}");
    assertThat(change.run()).hasValue(run.key());
  }

  @Test
  void publish_otherPoints_changesTheScoresTheyChangeAndTellsNobody() {
    stage.publish(Shop.MODEL);
    stage.told.clear();

    Run run = stage.publish(Shop.visitsGive(4));

    assertThat(stage.totals("shop")).isEqualTo(Map.of("ana", "24", "ben", "8", "cid", "50"));
    assertThat(run.changed()).isEqualTo(2);
    assertThat(stage.told).isEmpty();
    assertThat(stage.news).hasSize(2);
    assertThat(stage.version("shop", 1).status()).isEqualTo(Status.PAST);
    assertThat(stage.history("cid")).hasSize(1);
    ScoreChange change = stage.history("ana").get(0);
    assertThat(change.before().orElseThrow().total().orElseThrow()).hasToString("23");
    assertThat(change.after().orElseThrow().total().orElseThrow()).hasToString("24");
  }

  @Test
  void publish_told_tellsEachChangeOnce() {
    stage.publish(Shop.MODEL);
    stage.told.clear();
    ModelVersion next = stage.draft(Shop.visitsGive(4));

    Stage.done(stage.publishing.publish("shop", next.number(), new Order("user:test", true)));
    stage.quiet();

    assertThat(stage.told)
        .extracting(ScoreChange::subject)
        .containsExactlyInAnyOrder(stage.key("ana"), stage.key("ben"));
    assertThat(stage.told).allMatch(it -> it.key() > 0);
  }

  @Test
  void publish_unchanged_isRefusedAndLosesNothing() {
    stage.publish(Shop.MODEL);
    ModelVersion other = stage.draft(Shop.MODEL.replace("20", "30"));
    stage.drafts.update(
        "shop", other.number(), new Drafts.Text(Shop.MODEL, "", ""), "user:test", it -> {});

    assertThatThrownBy(() -> stage.publishing.publish("shop", 1, Stage.BY_TEST))
        .isInstanceOf(Refusal.class)
        .hasMessageContaining("live already");
    assertThatThrownBy(() -> stage.publishing.publish("shop", other.number(), Stage.BY_TEST))
        .hasMessageContaining("nothing to publish");
    assertThat(stage.drafts.add(new Drafts.Text(Shop.MODEL, "", ""), "user:test").unchanged())
        .isTrue();

    stage.does("ben", "visit");
    assertThat(stage.totals("shop")).isEqualTo(Map.of("ana", "23", "ben", "9", "cid", "50"));
  }

  @Test
  void publish_twoBehaviouralRulesAgainAndAgain_keepsBothAlive() {
    for (int points = 4; points < 8; points++) {
      stage.publish(Shop.visitsGive(points));
      stage.does("ben", "visit");
      stage.does("ben", "order");
    }
    assertThat(stage.totals("shop")).containsEntry("ben", String.valueOf(6 * 7 + 4 * 50));
  }

  @Test
  void publish_newSignal_replaysWhatHappenedBefore() {
    stage.publish(Shop.MODEL);
    stage.does("ana", "demo");
    stage.does("cid", "demo");

    stage.publish(
        Shop.MODEL.replace(
            "- {id: orders",
            "- {id: demos, event: demo, points: 7, cap: 70}\n" + "          - {id: orders"));
    assertThat(stage.totals("shop")).isEqualTo(Map.of("ana", "30", "ben", "6", "cid", "57"));
    stage.does("ana", "demo");
    stage.does("ben", "demo");
    assertThat(stage.totals("shop")).isEqualTo(Map.of("ana", "37", "ben", "13", "cid", "57"));
  }

  @Test
  void slice_scoresOnlyThoseInIt_asTheyComeAndGo() {
    ModelVersion draft = stage.draft(Shop.MODEL, "country: [RO, FR]");
    Stage.done(stage.publishing.publish("shop", draft.number(), Stage.BY_TEST));
    assertThat(stage.totals("shop")).isEqualTo(Map.of("ana", "23"));

    stage.knows("ben", Map.of("country", "FR"));
    stage.knows("ana", Map.of("country", "UK"));
    assertThat(stage.totals("shop")).isEqualTo(Map.of("ben", "6"));
    assertThat(stage.history("ana").get(0).after()).isEmpty();
  }

  @Test
  void severalModels_scoreSideBySide() {
    stage.publish(Shop.MODEL);
    stage.publish(
        Shop.MODEL.replace("model: shop", "model: other").replace("points: 20", "points: 1"));
    assertThat(stage.totals("shop")).containsEntry("ana", "23");
    assertThat(stage.totals("other")).containsEntry("ana", "4");

    stage.publish(
        Shop.MODEL.replace("model: shop", "model: other").replace("points: 20", "points: 2"));
    assertThat(stage.active.current()).extracting(ActiveVersion::model).isSorted();
    stage.publish(Shop.MODEL.replace("points: 20", "points: 21"));
    assertThat(stage.active.current()).extracting(ActiveVersion::model).isSorted();
  }

  @Test
  void retire_endsAllScoresOfAModel() {
    stage.publish(Shop.MODEL);
    Run run = Stage.done(stage.publishing.stop("shop", 1, Stage.BY_TEST).orElseThrow());
    assertThat(run.changed()).isEqualTo(3);
    assertThat(stage.totals("shop")).isEmpty();
    assertThat(stage.history("ana").get(0).after()).isEmpty();
    stage.does("ana", "visit");
    assertThat(stage.active.current()).isEmpty();
  }

  @Test
  void everyChange_isInTheAuditLogAndTheLedger() {
    stage.publish(Shop.MODEL);
    stage.publish(Shop.visitsGive(4));
    Stage.done(stage.publishing.rollback("shop", Optional.empty(), Stage.BY_TEST));
    List<AuditEntry> audit = stage.store.read(tx -> tx.audit().list(Optional.empty(), 20));
    assertThat(audit)
        .extracting(AuditEntry::action)
        .containsExactly(
            "model.rollback", "model.publish", "model.add", "model.publish", "model.add");
    assertThat(audit).allMatch(it -> it.actor().equals("user:test"));
    List<Run> runs = stage.store.read(tx -> tx.runs().list(Optional.empty(), 20));
    assertThat(runs).hasSize(3).allMatch(it -> it.end().isPresent());
  }

  @Test
  void publish_aVersionThatIsNotThere_isRefused() {
    assertThatThrownBy(() -> stage.publishing.publish("shop", 1, Stage.BY_TEST))
        .hasMessageContaining("no version 1");
  }

  @Test
  void stop_aDraft_isRefused() {
    ModelVersion draft = stage.draft(Shop.MODEL);
    assertThatThrownBy(() -> stage.publishing.stop("shop", draft.number(), Stage.BY_TEST))
        .hasMessageContaining("nothing to stop");
  }
}
