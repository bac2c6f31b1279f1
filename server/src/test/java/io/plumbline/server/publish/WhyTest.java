package io.plumbline.server.publish;

import static org.assertj.core.api.Assertions.assertThat;

import io.plumbline.core.fact.Event;
import io.plumbline.core.model.Points;
import io.plumbline.core.score.Explanation;
import io.plumbline.server.live.Differences;
import io.plumbline.server.live.Received;
import io.plumbline.server.live.ScoreReading;
import io.plumbline.server.live.ScoreReading.Comparison;
import io.plumbline.server.live.ScoreReading.End;
import io.plumbline.store.Identifier;
import io.plumbline.store.ModelVersion;
import io.plumbline.store.Profile;
import io.plumbline.store.ScoreChange;
import io.plumbline.store.memory.MemoryStore;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Why a score changed between two instants, whatever lies between them. */
class WhyTest {
  private static final String FIRST =
      """
      plumbline: 1
      model: shop
      scores:
        does:
          max: 20
          groups:
            web:
              weight: 17
              rules:
                - {id: visits, event: visit, points: 3, cap: 7, decay: {half_life: 3d}}
                - {id: mails, event: mail, points: 1, cap: 2}
            against:
              rules:
                - {id: silent, event: "*", measure: recency, table: [{at_least: 2, points: -4}]}
        is:
          groups:
            role:
              max: 5
              rules:
                - {id: chief, if: {title: chief}, points: 9}
      total: {weights: {does: 60, is: 40}}
      """;

  /** The same with a rule in another group, other limits and no floor. */
  private static final String SECOND =
      """
      plumbline: 1
      model: shop
      scores:
        does:
          min: none
          max: 20
          groups:
            web:
              weight: 11
              rules:
                - {id: visits, event: visit, points: 3, cap: 7, decay: {half_life: 3d}}
            against:
              rules:
                - {id: silent, event: "*", measure: recency, table: [{at_least: 2, points: -40}]}
        is:
          groups:
            role:
              rules:
                - {id: chief, if: {title: chief}, points: 9}
                - {id: mails, event: mail, points: 1, cap: 2}
      total: {weights: {does: 60, is: 40}}
      """;

  private final Stage.Clock clock = new Stage.Clock();
  private final Stage stage = new Stage(new MemoryStore(), clock);
  private final ScoreReading reading =
      stage.live.reading(new StoredVersions(stage.store, stage.active));

  @AfterEach
  void close() {
    stage.close();
  }

  private long subject(String lead) {
    Identifier user = Identifier.user(lead);
    return Objects.requireNonNull(
            stage
                .store
                .<Map<Identifier, Profile>>read(tx -> tx.profiles().find(List.of(user)))
                .get(user))
        .subject();
  }

  private Comparison why(Instant from, Instant to) {
    return reading.why(subject("42"), "shop", from, to);
  }

  private Instant then(Duration after) {
    clock.forward(after);
    return clock.instant();
  }

  @Test
  void why_overMovedRulesCapsWeightsAndFloors_addsUpOnEachLevel() {
    stage.publish(FIRST);
    Instant none = clock.instant();
    then(Duration.ofHours(1));
    stage.does("42", "visit");
    stage.does("42", "visit");
    stage.does("42", "visit");
    stage.knows("42", Map.of("title", "chief"));
    Instant visited = clock.instant();
    Instant faded = then(Duration.ofDays(4));
    stage.publish(SECOND);
    Instant against = clock.instant();
    then(Duration.ofHours(1));
    stage.does("42", "mail");
    Instant last = clock.instant();
    List<Instant> instants = List.of(none, visited, faded, against, last);
    for (Instant from : instants) {
      for (Instant to : instants) {
        if (from.isBefore(to)) {
          assertAddsUp(why(from, to));
        }
      }
    }
    assertThat(why(visited, last).differences().groups()).isNotEmpty();
  }

  static void assertAddsUp(Comparison why) {
    Differences all = why.differences();
    assertThat(points(all.total().stream().map(Differences.OfPart::points).toList()))
        .isEqualTo(total(why.later()) - total(why.earlier()));
    for (Differences.OfScore score : all.scores()) {
      List<Differences.Pair> groups =
          all.groups().stream()
              .filter(group -> group.score().equals(score.score()))
              .map(Differences.OfGroup::points)
              .toList();
      assertThat(points(groups) + points(List.of(score.adjustment())))
          .as(score.toString())
          .isEqualTo(points(List.of(score.points())));
    }
    for (Differences.OfGroup group : all.groups()) {
      List<Differences.Pair> rules =
          all.rules().stream()
              .filter(
                  rule -> rule.score().equals(group.score()) && rule.group().equals(group.group()))
              .map(Differences.OfRule::points)
              .toList();
      assertThat(points(rules) + points(List.of(group.adjustment())))
          .as(group.toString())
          .isEqualTo(points(List.of(group.points())));
    }
  }

  private static long points(List<Differences.Pair> pairs) {
    return pairs.stream().mapToLong(it -> it.to().thousandths() - it.from().thousandths()).sum();
  }

  private static long total(End end) {
    return end.score()
        .map(Explanation::score)
        .flatMap(score -> score.total())
        .map(Points::thousandths)
        .orElse(0L);
  }

  @Test
  void version_afterASwitchThatChangedNoScore_isTheOneThatWasLiveThen() {
    stage.publish(FIRST);
    stage.does("42", "visit");
    Instant first = clock.instant();
    then(Duration.ofHours(1));
    ModelVersion second = stage.draft(FIRST.replace("half_life: 3d", "half_life: 30d"));
    Stage.done(stage.publishing.publish("shop", second.number(), Stage.BY_TEST));
    Instant later = then(Duration.ofHours(1));

    assertThat(reading.versionAt(subject("42"), "shop", later)).contains(second.key());
    assertThat(reading.versionAt(subject("42"), "shop", first)).isNotEqualTo(second.key());
    assertThat(why(first, later).later().version()).contains(second.key());
  }

  @Test
  void why_withThousandsOfChangesSince_stillNamesThoseBetween() {
    stage.publish(FIRST);
    Instant from = clock.instant();
    then(Duration.ofHours(1));
    stage.does("42", "visit");
    Instant to = then(Duration.ofHours(1));
    long subject = subject("42");
    ScoreChange one = why(from, to).changes().get(0);
    stage.store.write(
        tx ->
            tx.changes()
                .append(
                    IntStream.range(1, 1_200).mapToObj(i -> at(one, to.plusSeconds(i))).toList()));

    assertThat(reading.why(subject, "shop", from, to).changes()).containsExactly(one);
  }

  private static ScoreChange at(ScoreChange change, Instant at) {
    return new ScoreChange(
        0,
        change.subject(),
        change.version(),
        at,
        change.cause(),
        change.before(),
        change.after(),
        change.contributions(),
        OptionalLong.empty());
  }

  @Test
  void why_withAFactThatCameLate_tellsWhatWasShownFromWhatIsKnownToday() {
    stage.publish(FIRST);
    stage.does("42", "other");
    Instant shown = then(Duration.ofHours(1));
    then(Duration.ofHours(1));
    stage.take(late("42", new Event("late", "visit", shown.minusSeconds(60), Map.of())));
    Instant to = clock.instant();

    Comparison why = why(shown, to);

    assertThat(why.earlier().shown().orElseThrow().after().orElseThrow().total())
        .contains(new Points(0));
    assertThat(total(why.earlier())).isPositive();
    assertThat(why.changes()).hasSize(1);
  }

  private Received late(String lead, Event event) {
    Received now =
        stage.message(lead, Optional.of(new Received.Happening(event.type(), Map.of())), Map.of());
    return new Received(
        now.userId(),
        now.anonymousId(),
        event.id(),
        event.at(),
        now.received(),
        now.sent(),
        now.source(),
        now.event(),
        now.attributes(),
        now.membership(),
        now.alias());
  }
}
