package io.plumbline.server.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.plumbline.server.Refusal;
import io.plumbline.server.live.ActiveVersion;
import io.plumbline.server.publish.Publishing.Order;
import io.plumbline.store.AuditEntry;
import io.plumbline.store.ModelVersion;
import io.plumbline.store.ModelVersion.Pilot;
import io.plumbline.store.ModelVersion.Status;
import io.plumbline.store.Run;
import io.plumbline.store.ScoreChange;
import io.plumbline.store.memory.MemoryStore;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PublishingTest {
  static final String SHOP =
      """
      plumbline: 1
      model: shop
      scores:
        all:
          max: 1000
          groups:
            who:
              rules:
                - {id: buyer, if: {role: buyer}, points: 20}
            what:
              rules:
                - {id: visits, event: visit, points: 3, cap: 90}
                - {id: orders, event: order, points: 50, cap: 500}
      bands:
        hot: {at_least: 50}
        cold: {else: true}
      """;

  private Stage stage = new Stage(new MemoryStore(), new Stage.Clock());

  @BeforeEach
  void people() {
    stage.knows("ana", Map.of("role", "buyer", "country", "RO"));
    stage.knows("ben", Map.of("role", "user", "country", "DE"));
    stage.does("ana", "visit");
    stage.does("ben", "visit");
    stage.does("ben", "visit");
    stage.does("cid", "order");
  }

  @AfterEach
  void close() {
    stage.close();
  }

  @Test
  void publish_firstVersion_givesEverybodyAScore() {
    Run run = stage.publish(SHOP);

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
    stage.publish(SHOP);
    stage.told.clear();

    Run run = stage.publish(SHOP.replace("points: 3, cap", "points: 4, cap"));

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
    stage.publish(SHOP);
    stage.told.clear();
    ModelVersion next = stage.draft(SHOP.replace("points: 3, cap", "points: 4, cap"));

    Stage.done(stage.publishing.publish("shop", next.number(), new Order("user:test", true)));
    stage.quiet();

    assertThat(stage.told)
        .extracting(ScoreChange::subject)
        .containsExactlyInAnyOrder(stage.key("ana"), stage.key("ben"));
    assertThat(stage.told).allMatch(it -> it.key() > 0);
  }

  @Test
  void publish_unchanged_isRefusedAndLosesNothing() {
    stage.publish(SHOP);
    ModelVersion other = stage.draft(SHOP.replace("20", "30"));
    stage.drafts.update(
        "shop", other.number(), new Drafts.Text(SHOP, "", ""), "user:test", it -> {});

    assertThatThrownBy(() -> stage.publishing.publish("shop", 1, Stage.BY_TEST))
        .isInstanceOf(Refusal.class)
        .hasMessageContaining("live already");
    assertThatThrownBy(() -> stage.publishing.publish("shop", other.number(), Stage.BY_TEST))
        .hasMessageContaining("nothing to publish");
    assertThat(stage.drafts.add(new Drafts.Text(SHOP, "", ""), "user:test").unchanged()).isTrue();

    stage.does("ben", "visit");
    assertThat(stage.totals("shop")).isEqualTo(Map.of("ana", "23", "ben", "9", "cid", "50"));
  }

  @Test
  void publish_twoBehaviouralRulesAgainAndAgain_keepsBothAlive() {
    for (int points = 4; points < 8; points++) {
      stage.publish(SHOP.replace("points: 3, cap", "points: " + points + ", cap"));
      stage.does("ben", "visit");
      stage.does("ben", "order");
    }
    assertThat(stage.totals("shop")).containsEntry("ben", String.valueOf(6 * 7 + 4 * 50));
  }

  @Test
  void publish_newSignal_replaysWhatHappenedBefore() {
    stage.publish(SHOP);
    stage.does("ana", "demo");
    stage.does("cid", "demo");

    stage.publish(
        SHOP.replace(
            "- {id: orders",
            "- {id: demos, event: demo, points: 7, cap: 70}\n" + "          - {id: orders"));
    assertThat(stage.totals("shop")).isEqualTo(Map.of("ana", "30", "ben", "6", "cid", "57"));
    stage.does("ana", "demo");
    stage.does("ben", "demo");
    assertThat(stage.totals("shop")).isEqualTo(Map.of("ana", "37", "ben", "13", "cid", "57"));
  }

  @Test
  void rollback_restoresTheScoresOfBefore_withWhatHappenedSince() {
    stage.publish(SHOP);
    Map<String, String> before = stage.totals("shop");
    stage.publish(SHOP.replace("points: 3, cap", "points: 4, cap"));
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
      stage.publish(SHOP.replace("points: 3, cap", "points: " + points + ", cap"));
    }
    assertThat(liveAfterRollback()).isEqualTo(2);
    stage.publish(SHOP.replace("points: 3, cap", "points: 6, cap"));

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
  void shadow_hasScoresButNoEffect() {
    stage.publish(SHOP);
    stage.told.clear();
    int history = stage.history("ana").size();
    ModelVersion shadow = stage.draft(SHOP.replace("points: 3, cap", "points: 9, cap"));
    Stage.done(stage.publishing.shadow("shop", shadow.number(), Stage.BY_TEST));

    assertThat(stage.totals("shop")).containsEntry("ana", "23");
    assertThat(stage.history("ana")).hasSize(history);
    assertThat(stage.told).isEmpty();
    assertThat(shadowTotal(shadow, "ana")).isEqualTo("29");
    stage.does("ana", "visit");
    assertThat(shadowTotal(shadow, "ana")).isEqualTo("38");
    assertThat(stage.told).allMatch(it -> it.version() != shadow.key());

    assertThat(stage.publishing.stop("shop", shadow.number(), Stage.BY_TEST)).isEmpty();
    assertThat(stage.version("shop", shadow.number()).status()).isEqualTo(Status.DRAFT);
    stage.does("ana", "visit");
    Stage.done(stage.publishing.publish("shop", shadow.number(), Stage.BY_TEST));
    assertThat(stage.totals("shop")).containsEntry("ana", "47");
  }

  private String shadowTotal(ModelVersion shadow, String lead) {
    long key = stage.key(lead);
    return stage.store.read(
        tx ->
            tx.scores().get(shadow.key(), List.of(key)).get(key).total().orElseThrow().toString());
  }

  @Test
  void pilot_countsForItsSliceAndEndsByItself() {
    stage.publish(SHOP);
    ModelVersion pilot = stage.draft(SHOP.replace("points: 3, cap", "points: 9, cap"));
    Pilot ofRomania = new Pilot("country: RO", stage.clock().instant().plus(Duration.ofHours(1)));
    Run run = Stage.done(stage.publishing.pilot("shop", pilot.number(), ofRomania, Stage.BY_TEST));

    assertThat(run.changed()).isEqualTo(1);
    assertThat(stage.totals("shop")).isEqualTo(Map.of("ana", "29", "ben", "6", "cid", "50"));
    stage.does("ana", "visit");
    assertThat(stage.totals("shop")).containsEntry("ana", "38");
    stage.publish(SHOP.replace("points: 3, cap", "points: 4, cap"));
    assertThat(stage.totals("shop")).isEqualTo(Map.of("ana", "38", "ben", "8", "cid", "50"));

    stage.clock().forward(Duration.ofHours(1));
    stage.publishing.checkNow();
    stage.quiet();
    assertThat(stage.version("shop", 2).status()).isEqualTo(Status.ABANDONED);
    assertThat(stage.totals("shop")).containsEntry("ana", "28");
    assertThat(stage.history("ana").get(0).cause().kind()).isEqualTo(ScoreChange.Kind.MODEL);
  }

  @Test
  void pilotEnd_ofAPilotThatWasTold_isToldAsItsBeginningWas() {
    stage.publish(SHOP);
    ModelVersion pilot = stage.draft(SHOP.replace("points: 3, cap", "points: 9, cap"));
    Pilot ofRomania = new Pilot("country: RO", stage.clock().instant().plus(Duration.ofHours(1)));
    Order aloud = new Order("user:test", true);
    Stage.done(stage.publishing.pilot("shop", pilot.number(), ofRomania, aloud));
    stage.quiet();
    assertThat(stage.messages("ana")).hasSize(1);

    stage.clock().forward(Duration.ofHours(1));
    stage.publishing.checkNow();
    stage.quiet();

    assertThat(stage.messages("ana")).hasSize(2);
  }

  @Test
  void pilot_whoseEndCameWhileTheServerStood_endsAfterTheNextStart() {
    stage.publish(SHOP);
    ModelVersion pilot = stage.draft(SHOP.replace("points: 3, cap", "points: 9, cap"));
    Pilot ofRomania = new Pilot("country: RO", stage.clock().instant().plus(Duration.ofHours(1)));
    Stage.done(stage.publishing.pilot("shop", pilot.number(), ofRomania, Stage.BY_TEST));
    stage.close();

    stage = new Stage(stage.store, stage.clock());
    stage.publishing.checkNow();
    stage.quiet();
    assertThat(stage.totals("shop")).containsEntry("ana", "29");
    stage.close();
    stage.clock().forward(Duration.ofDays(2));
    stage = new Stage(stage.store, stage.clock());
    stage.publishing.checkNow();
    stage.quiet();

    assertThat(stage.totals("shop")).isEqualTo(Map.of("ana", "23", "ben", "6", "cid", "50"));
    assertThat(stage.version("shop", 2).status()).isEqualTo(Status.ABANDONED);
    ScoreChange last = stage.history("ana").get(0);
    assertThat(last.before().orElseThrow().total().orElseThrow()).hasToString("29");
    assertThat(last.after().orElseThrow().total().orElseThrow()).hasToString("23");
  }

  @Test
  void pilotEnd_asADay_isTheEndOfThatDayInTheModelsZone() {
    ModelVersion draft = stage.draft(SHOP.replace("scores:", "time_zone: Asia/Tokyo\nscores:"));
    assertThat(PilotEnd.of("2026-12-31", draft)).isEqualTo("2026-12-31T15:00:00Z");
    assertThat(PilotEnd.of("2026-12-31T18:00:00+02:00", draft)).isEqualTo("2026-12-31T16:00:00Z");
    assertThatThrownBy(() -> PilotEnd.of("2026-02-30", draft))
        .isInstanceOf(Refusal.class)
        .hasMessageContaining("until is \"2026-02-30\"; expected the last day");
  }

  @Test
  void publish_ofAPilot_keepsItsLeadsWhereTheyAre() {
    stage.publish(SHOP);
    ModelVersion pilot = stage.draft(SHOP.replace("points: 3, cap", "points: 9, cap"));
    Pilot ofRomania = new Pilot("country: RO", stage.clock().instant().plus(Duration.ofHours(1)));
    Stage.done(stage.publishing.pilot("shop", pilot.number(), ofRomania, Stage.BY_TEST));
    int history = stage.history("ana").size();

    Run run = Stage.done(stage.publishing.publish("shop", pilot.number(), Stage.BY_TEST));

    assertThat(run.changed()).isEqualTo(1);
    assertThat(stage.totals("shop")).isEqualTo(Map.of("ana", "29", "ben", "18", "cid", "50"));
    assertThat(stage.history("ana")).hasSize(history);
    assertThat(stage.version("shop", 3).status()).isEqualTo(Status.LIVE);
    assertThat(stage.version("shop", 2).status()).isEqualTo(Status.ABANDONED);
  }

  @Test
  void slice_scoresOnlyThoseInIt_asTheyComeAndGo() {
    ModelVersion draft = stage.draft(SHOP, "country: [RO, FR]");
    Stage.done(stage.publishing.publish("shop", draft.number(), Stage.BY_TEST));
    assertThat(stage.totals("shop")).isEqualTo(Map.of("ana", "23"));

    stage.knows("ben", Map.of("country", "FR"));
    stage.knows("ana", Map.of("country", "UK"));
    assertThat(stage.totals("shop")).isEqualTo(Map.of("ben", "6"));
    assertThat(stage.history("ana").get(0).after()).isEmpty();
  }

  @Test
  void severalModels_scoreSideBySide() {
    stage.publish(SHOP);
    stage.publish(SHOP.replace("model: shop", "model: other").replace("points: 20", "points: 1"));
    assertThat(stage.totals("shop")).containsEntry("ana", "23");
    assertThat(stage.totals("other")).containsEntry("ana", "4");

    stage.publish(SHOP.replace("model: shop", "model: other").replace("points: 20", "points: 2"));
    assertThat(stage.active.current()).extracting(ActiveVersion::model).isSorted();
    stage.publish(SHOP.replace("points: 20", "points: 21"));
    assertThat(stage.active.current()).extracting(ActiveVersion::model).isSorted();
  }

  @Test
  void retire_endsAllScoresOfAModel() {
    stage.publish(SHOP);
    Run run = Stage.done(stage.publishing.stop("shop", 1, Stage.BY_TEST).orElseThrow());
    assertThat(run.changed()).isEqualTo(3);
    assertThat(stage.totals("shop")).isEmpty();
    assertThat(stage.history("ana").get(0).after()).isEmpty();
    stage.does("ana", "visit");
    assertThat(stage.active.current()).isEmpty();
  }

  @Test
  void restart_goesOnWithWhatWasLive() {
    stage.publish(SHOP);
    ModelVersion shadow = stage.draft(SHOP.replace("points: 3, cap", "points: 9, cap"));
    Stage.done(stage.publishing.shadow("shop", shadow.number(), Stage.BY_TEST));
    stage.close();

    stage = new Stage(stage.store, stage.clock());

    assertThat(stage.active.current())
        .extracting(it -> it.number() + " " + it.role())
        .containsExactly("1 LIVE", "2 SHADOW");
    stage.does("ana", "visit");
    assertThat(stage.totals("shop")).containsEntry("ana", "26");
    assertThat(shadowTotal(shadow, "ana")).isEqualTo("38");
  }

  @Test
  void everyChange_isInTheAuditLogAndTheLedger() {
    stage.publish(SHOP);
    stage.publish(SHOP.replace("points: 3, cap", "points: 4, cap"));
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
  void whatMakesNoSense_isRefusedPlainly() {
    assertThatThrownBy(() -> stage.publishing.publish("shop", 1, Stage.BY_TEST))
        .hasMessageContaining("no version 1");
    ModelVersion draft = stage.draft(SHOP);
    Pilot soon = new Pilot("country: RO", stage.clock().instant().plusSeconds(9));
    assertThatThrownBy(() -> stage.publishing.pilot("shop", 1, soon, Stage.BY_TEST))
        .hasMessageContaining("whose place a pilot could take");
    stage.publish(SHOP.replace("points: 20", "points: 21"));
    assertThatThrownBy(
            () ->
                stage.publishing.pilot(
                    "shop", 1, new Pilot("country: RO", Stage.START), Stage.BY_TEST))
        .hasMessageContaining("an instant to come");
    assertThatThrownBy(
            () ->
                stage.publishing.pilot(
                    "shop", 1, new Pilot("country: {is_: RO}", soon.until()), Stage.BY_TEST))
        .isInstanceOf(Refusal.class)
        .satisfies(it -> assertThat(((Refusal) it).flaws().get(0).at()).isEqualTo("slice:1:11"));
    assertThatThrownBy(() -> stage.publishing.stop("shop", draft.number(), Stage.BY_TEST))
        .hasMessageContaining("nothing to stop");
    assertThatThrownBy(() -> stage.publishing.shadow("shop", 2, Stage.BY_TEST))
        .hasMessageContaining("is no draft but live");
  }
}
