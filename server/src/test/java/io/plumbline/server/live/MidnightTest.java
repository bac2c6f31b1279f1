package io.plumbline.server.live;

import static io.plumbline.store.Identifier.user;
import static org.assertj.core.api.Assertions.assertThat;

import io.plumbline.core.model.ScoringModel;
import io.plumbline.core.score.Score;
import io.plumbline.store.ScoreChange;
import io.plumbline.store.ScoreChange.Kind;
import io.plumbline.store.memory.MemoryStore;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Scores that change by themselves, in zones whose days are odd, and of leads with few facts. */
class MidnightTest {
  private static final Duration HOUR = Duration.ofHours(1);

  private static ScoringModel fading(String zone) {
    return Scene.yaml(
        """
        plumbline: 1
        model: small
        time_zone: %s
        scores:
          all:
            groups:
              all:
                rules:
                  - {id: fresh, event: visit, within: 2d, points: 5, cap: 50}
                  - {id: faded, event: visit, points: 8, cap: 80, decay: {half_life: 1d}}
        """
            .formatted(zone));
  }

  /** Hour by hour over days that are short, long, half an hour off, without a midnight, or away. */
  @ParameterizedTest
  @CsvSource({
    "America/Sao_Paulo, 2018-11-02T12:10:00Z",
    "America/Sao_Paulo, 2018-02-16T12:10:00Z",
    "Asia/Beirut, 2026-03-27T12:10:00Z",
    "Asia/Beirut, 2026-10-23T12:10:00Z",
    "Pacific/Apia, 2011-12-28T12:10:00Z",
    "Asia/Kolkata, 2026-11-20T12:10:00Z",
    "Australia/Lord_Howe, 2026-04-03T12:10:00Z",
    "Asia/Kathmandu, 2026-11-20T12:10:00Z",
    "Europe/Bucharest, 2026-10-23T12:10:00Z",
    "America/Havana, 2026-10-30T12:10:00Z"
  })
  void clock_overOddDays_storesTheScoreOfThenAndRecordsEachChangeOnce(String zone, Instant start) {
    ScoringModel model = fading(zone);
    try (Scene scene = new Scene(new MemoryStore(), start)) {
      scene.publish(Scene.live(1, model));
      scene.take(Said.by("42", start).event("a", "visit"));
      long subject = scene.subject(user("42"));
      Optional<Score> last = scene.stored(1, user("42"));
      int changes = scene.history(subject).size();
      for (int hour = 0; hour < 24 * 6; hour++) {
        scene.clock.move(HOUR);
        scene.settle();
        Score due = due(scene, model, subject);
        Score stored = scene.stored(1, user("42")).orElseThrow();
        assertThat(Verdict.same(stored, due)).as("%s at %s", zone, scene.clock.instant()).isTrue();
        changes += Verdict.same(last, Optional.of(due)) ? 0 : 1;
        last = Optional.of(due);
      }
      List<ScoreChange> history = scene.history(subject);
      assertThat(history).hasSize(changes).hasSizeGreaterThan(3);
      assertThat(history.stream().skip(1).map(change -> change.cause().kind()))
          .containsOnly(Kind.TIME);
    }
  }

  private static Score due(Scene scene, ScoringModel model, long subject) {
    Instant now = scene.clock.instant();
    return scene.store.read(
        tx ->
            Scene.compiled(model)
                .score(SubjectFacts.readAll(tx, subject).orElseThrow().asOf(now), now));
  }

  @Test
  void take_leadsWithFewFacts_allHaveAScore() {
    ScoringModel model =
        Scene.model(
            "id: fresh, event: visit, within: 2d, points: 5, cap: 50",
            "id: chief, if: {title: chief}, points: 100");
    try (Scene scene = new Scene()) {
      scene.publish(Scene.live(1, model));
      scene.take(
          Said.by("knowing", Scene.NOON).with("title", "chief").message("a"),
          Said.by("future", Scene.NOON.plus(Duration.ofDays(1))).event("b", "visit"),
          Said.by("old", Scene.NOON.minus(Duration.ofDays(4_000))).event("c", "visit"),
          Said.by("grouped", Scene.NOON).of("acme", Map.of()).message("d"));

      assertThat(points(scene, "knowing")).isEqualTo(100);
      assertThat(points(scene, "future")).isZero();
      assertThat(points(scene, "old")).isZero();
      assertThat(points(scene, "grouped")).isZero();
      for (String lead : List.of("knowing", "future", "old", "grouped")) {
        assertThat(scene.history(scene.subject(user(lead)))).as(lead).hasSize(1);
      }
      scene.clock.move(Duration.ofDays(1));
      scene.settle();
      assertThat(points(scene, "future")).isEqualTo(5);
      scene.clock.move(Duration.ofDays(3));
      scene.settle();
      assertThat(points(scene, "future")).isZero();
      assertThat(scene.history(scene.subject(user("future"))))
          .extracting(change -> change.cause().kind())
          .containsExactly(Kind.EVENT, Kind.EVENT, Kind.TIME);
    }
  }

  private static long points(Scene scene, String lead) {
    return scene.points(1, user(lead));
  }
}
