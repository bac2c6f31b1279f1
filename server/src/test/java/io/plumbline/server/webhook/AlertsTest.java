package io.plumbline.server.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.plumbline.core.model.ScoringModel;
import io.plumbline.core.score.Score;
import io.plumbline.server.Refusal;
import io.plumbline.server.notice.NoticePreview;
import io.plumbline.store.AlertRule;
import io.plumbline.store.AlertRule.Direction;
import io.plumbline.store.AlertRule.On;
import io.plumbline.store.Delivery;
import io.plumbline.store.ScoreChange;
import io.plumbline.store.Scores;
import io.plumbline.store.memory.MemoryStore;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Alert rules, from changes of scores to messages. */
final class AlertsTest {
  @TempDir Path folder;
  private final MemoryStore store = new MemoryStore();
  private Desk desk;
  private long endpoint;

  @BeforeEach
  void open() {
    desk = new Desk(store, folder);
    endpoint = desk.endpoint("http://hooks.example/", "alert.raised").endpoint().key();
  }

  @AfterEach
  void close() {
    desk.close();
  }

  private AlertRule rule(On on, Direction direction, String threshold, String rearm) {
    return new AlertRule(
        0,
        "sales",
        "b2b",
        on,
        on == On.DIMENSION || on == On.GRADE ? "fit" : "",
        direction,
        threshold,
        rearm,
        Duration.ZERO,
        Duration.ZERO,
        true,
        Instant.EPOCH);
  }

  private AlertRule staying(Duration stay, Duration coolDown) {
    return new AlertRule(
        0,
        "sales",
        "b2b",
        On.TOTAL,
        "",
        Direction.RISES_TO,
        "50",
        "40",
        stay,
        coolDown,
        true,
        Instant.EPOCH);
  }

  private static AlertRule ofScore(String score) {
    return new AlertRule(
        0,
        "sales",
        "b2b",
        On.DIMENSION,
        score,
        Direction.RISES_TO,
        "50",
        "",
        Duration.ZERO,
        Duration.ZERO,
        true,
        Instant.EPOCH);
  }

  private void refused(AlertRule rule, String... parts) {
    assertThatThrownBy(() -> create(rule))
        .isInstanceOfSatisfying(
            Refusal.class,
            it -> {
              assertThat(it.code()).isEqualTo(Refusal.Code.UNPROCESSABLE);
              assertThat(it.getMessage()).contains(parts);
            });
  }

  private void create(AlertRule rule) {
    desk.room.alerts().create(rule, desk.change());
  }

  private void walk(long subject, long... totals) {
    for (int i = 1; i < totals.length; i++) {
      desk.moves(subject, totals[i - 1], totals[i]);
      desk.pass(Duration.ofSeconds(1));
    }
  }

  /** The alerts so far, the first first. */
  private List<JsonNode> told() {
    List<Delivery> log =
        store.read(
            tx ->
                tx.outbox()
                    .log(endpoint, Optional.empty(), EnumSet.allOf(Delivery.State.class), 999));
    return log.stream()
        .sorted(java.util.Comparator.comparingLong(Delivery::key))
        .map(it -> JsonMapper.shared().readTree(it.message().payload()))
        .toList();
  }

  private List<Long> toldTotals() {
    return told().stream().map(it -> it.get("data").get("score").get("total").asLong()).toList();
  }

  @Test
  void crossing_isToldOnceWithRuleLeadAndScore() {
    create(rule(On.TOTAL, Direction.RISES_TO, "50", "40"));

    walk(7, 20, 50, 60, 45, 55, 40, 51);

    assertThat(toldTotals()).containsExactly(50L, 51L);
    JsonNode message = told().get(0);
    assertThat(message.get("type").asString()).isEqualTo("alert.raised");
    assertThat(message.get("data").get("lead_id").asString()).isEqualTo("lead-7");
    assertThat(message.get("data").get("alert").toString())
        .isEqualTo(
            "{\"id\":\"1\",\"name\":\"sales\",\"on\":\"total\",\"direction\":\"rises_to\","
                + "\"threshold\":\"50\"}");
  }

  @ParameterizedTest
  @CsvSource({
    "TOTAL, FALLS_TO, 40, 50, 40",
    "DIMENSION, RISES_TO, 60, , 65",
    "GRADE, RISES_TO, A, , 65",
    "GRADE, RISES_TO, B, C, 45",
    "GRADE, FALLS_TO, C, A, 20",
    "BAND, RISES_TO, hot, cold, 65",
    "BAND, FALLS_TO, warm, , 40"
  })
  void rule_ofAKind_tellsTheFirstCrossingOfAWalk(
      On on, Direction direction, String threshold, String rearm, long told) {
    create(rule(on, direction, threshold, rearm == null ? "" : rearm));

    walk(7, 20, 45, 65, 70, 40, 20);

    assertThat(toldTotals()).first().isEqualTo(told);
  }

  @Test
  void newLead_thatBeginsHigh_isToldForARiseAndNotForAFall() {
    create(rule(On.TOTAL, Direction.RISES_TO, "50", ""));
    create(rule(On.TOTAL, Direction.FALLS_TO, "10", ""));

    walk(7, -1, 55);
    walk(8, -1, 5);
    walk(7, 55, -1);

    assertThat(toldTotals()).containsExactly(55L);
  }

  @Test
  void leadsAboveTheThreshold_whenARuleIsMade_areNotTold() {
    walk(7, 20, 60);
    create(rule(On.TOTAL, Direction.RISES_TO, "50", "40"));

    walk(7, 60, 61, 45, 60);
    walk(7, 60, 39, 52);

    assertThat(toldTotals()).containsExactly(52L);
  }

  @Test
  void stay_isCountedInTheStore_andToldByAnotherServer() throws Exception {
    create(staying(Duration.ofHours(2), Duration.ZERO));
    walk(7, 20, 60);
    walk(8, 20, 60, 30);
    putScore(7, 60);
    Instant crossed = desk.now.get().minusSeconds(3);
    Desk other = new Desk(store, folder);
    other.now.set(desk.now.get().plus(Duration.ofMinutes(119)));

    assertThat(round(other)).isZero();
    other.pass(Duration.ofMinutes(2));
    assertThat(round(other)).isEqualTo(1);
    assertThat(round(other)).isZero();

    assertThat(told()).hasSize(1);
    assertThat(told().get(0).get("timestamp").asString())
        .isEqualTo(crossed.plus(Duration.ofHours(2)).toString());
    other.close();
  }

  private int round(Desk at) {
    return new AlertTimers(store, at.writer).round(at.now.get());
  }

  private void putScore(long subject, long total) {
    store.write(
        tx -> {
          Score score = Desk.score("lead-" + subject, total);
          tx.scores().put(List.of(new Scores.Row(1, subject, score)));
          return true;
        });
  }

  @Test
  void stay_ofALeadThatLeftWithoutAWord_isNotTold() {
    create(staying(Duration.ofHours(2), Duration.ZERO));
    walk(7, 20, 60);
    putScore(7, 10);
    desk.pass(Duration.ofHours(3));

    assertThat(round(desk)).isEqualTo(1);

    assertThat(told()).isEmpty();
    assertThat(round(desk)).isZero();
  }

  @Test
  void coolDown_isCountedFromTheLastAlert() {
    create(staying(Duration.ZERO, Duration.ofMinutes(1)));

    walk(7, 20, 60, 20, 61, 20);
    desk.pass(Duration.ofMinutes(1));
    walk(7, 20, 62);

    assertThat(toldTotals()).containsExactly(60L, 62L);
  }

  @Test
  void publication_thatIsNotTold_raisesNothing_butIsFollowed() {
    create(rule(On.TOTAL, Direction.RISES_TO, "50", "40"));
    store.write(
        tx -> {
          ScoreChange change = desk.changeOf(7, 20, 60);
          ScoreChange ofRun =
              new ScoreChange(
                  0,
                  7,
                  1,
                  change.at(),
                  change.cause(),
                  change.before(),
                  change.after(),
                  change.contributions(),
                  OptionalLong.of(9));
          desk.writer.changed(tx, List.of(ofRun));
          return true;
        });

    walk(7, 60, 61);
    assertThat(told()).isEmpty();
    walk(7, 30, 62);
    assertThat(toldTotals()).containsExactly(62L);
  }

  @Test
  void preview_countsWhatWouldBeSent_andSendsNothing() {
    desk.endpoint("http://hooks.example/", "score.changed", "band.changed", "alert.raised");
    create(rule(On.TOTAL, Direction.RISES_TO, "50", "40"));
    walk(7, 20, 60, 45);
    int before = told().size();

    NoticePreview.Result result =
        store.read(
            tx -> {
              NoticePreview.Count count = desk.room.preview().begin(tx, Desk.model(Desk.MODEL));
              count.add(7, Optional.of(Desk.score("a", 45)), Optional.of(Desk.score("a", 59)));
              count.add(8, Optional.of(Desk.score("b", 45)), Optional.of(Desk.score("b", 59)));
              count.add(9, Optional.of(Desk.score("c", 45)), Optional.of(Desk.score("c", 60)));
              count.add(10, Optional.of(Desk.score("d", 45)), Optional.of(Desk.score("d", 45)));
              return count.result();
            });

    // 8 and 9 cross, 7 was told of and has not gone back; of the messages, 9 changes its band too.
    assertThat(result).isEqualTo(new NoticePreview.Result(3 + 1 + 2 * 2, 2));
    assertThat(told()).hasSize(before);
  }

  @Test
  void preview_ofADraft_ranksBandsAsTheDraftDoes() {
    create(rule(On.BAND, Direction.RISES_TO, "hot", ""));
    String vip = "  vip: {at_least: 90}\n  hot: {at_least: 60}";
    ScoringModel draft = Desk.model(Desk.MODEL.replace("  hot: {at_least: 60}", vip));

    NoticePreview.Result result =
        store.read(
            tx -> {
              NoticePreview.Count count = desk.room.preview().begin(tx, draft);
              Score before = Desk.score("a", 45);
              count.add(7, Optional.of(before), Optional.of(Desk.score("a", 95, "vip")));
              return count.result();
            });

    assertThat(result.alerts()).isEqualTo(1);
  }

  @Test
  void rule_thatCanNeverHold_isRefused_withWhatWasFoundAndExpected() {
    refused(rule(On.BAND, Direction.RISES_TO, "boiling", ""), "threshold is \"boiling\"", "hot, ");
    refused(rule(On.BAND, Direction.FALLS_TO, "cold", "ice"), "rearm is \"ice\"", "hot, ");
    refused(rule(On.GRADE, Direction.RISES_TO, "E", ""), "threshold is \"E\"", "A, B");
    refused(rule(On.TOTAL, Direction.RISES_TO, "50", "60"), "rearm is \"60\"", "below", "\"50\"");
    refused(rule(On.TOTAL, Direction.FALLS_TO, "50", "40"), "rearm is \"40\"", "above", "\"50\"");
    refused(rule(On.TOTAL, Direction.RISES_TO, "many", ""), "threshold is \"many\"", "points");
    refused(rule(On.TOTAL, Direction.RISES_TO, "1e99999999", ""), "points");
    refused(staying(Duration.ofDays(-1), Duration.ZERO), "stay_seconds is -86400");
    refused(staying(Duration.ZERO, Duration.ofDays(400)), "cool_down_seconds is 34560000");
    refused(ofScore("fitness"), "score is \"fitness\"", "expected one of");
  }

  @Test
  void rule_thatIsChanged_standsWithAllLeadsAsANewOne() {
    create(rule(On.TOTAL, Direction.RISES_TO, "50", "10"));
    walk(7, 20, 60, 45);

    desk.room.alerts().update(1, rule(On.TOTAL, Direction.RISES_TO, "48", "10"), desk.change());
    walk(7, 45, 49);

    assertThat(toldTotals()).containsExactly(60L, 49L);
  }
}
