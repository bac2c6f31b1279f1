package io.plumbline.server.publish;

import static org.assertj.core.api.Assertions.assertThat;

import io.plumbline.core.fact.Value;
import io.plumbline.core.score.Explanation;
import io.plumbline.core.score.Score;
import io.plumbline.server.Refusal;
import io.plumbline.server.live.ActiveVersion;
import io.plumbline.server.live.Received;
import io.plumbline.server.live.ScoreReading;
import io.plumbline.server.live.ScoreReading.Comparison;
import io.plumbline.server.live.ScoreReading.End;
import io.plumbline.store.Merge;
import io.plumbline.store.ModelVersion;
import io.plumbline.store.ModelVersion.Pilot;
import io.plumbline.store.ModelVersion.Status;
import io.plumbline.store.Profile;
import io.plumbline.store.ScoreChange;
import io.plumbline.store.Store;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletionException;

/** Random traffic and random switches of versions, with what was shown after each step. */
final class PublishedTraffic implements AutoCloseable {
  private static final List<String> MODELS = List.of("shop", "firms");
  private static final List<String> PEOPLE = List.of("ana", "ben", "cid", "dan");
  private static final List<String> DEVICES = List.of("d1", "d2", "d3");
  private static final List<String> FIRMS = List.of("acme", "bolt");
  private static final List<String> COUNTRIES = List.of("RO", "DE", "FR");
  private static final List<String> SLICES =
      List.of("", "country: {is: RO}", "not: {country: {is: FR}}");

  private final Stage.Clock clock = new Stage.Clock();
  private final Random dice;
  private final Stage stage;
  private final ScoreReading reading;

  /** Whether facts may come that count for before. */
  private final boolean hasLate;

  private final boolean hasMerges;

  private final List<Shown> shown = new ArrayList<>();
  private int messages;

  /** What was shown of a subject at an instant. */
  private record Shown(
      long subject, String model, Instant at, Optional<Long> version, Optional<Score> score) {}

  PublishedTraffic(Store store, long seed) {
    dice = new Random(seed);
    stage = new Stage(store, clock);
    reading = stage.live.reading(new StoredVersions(stage.store, stage.active));
    hasLate = dice.nextBoolean();
    hasMerges = dice.nextBoolean();
  }

  /** Lets something happen, settles and notes what is shown. */
  void step() {
    try {
      happen(dice.nextInt(100));
    } catch (Refusal refused) {
      assertThat(refused.code()).isIn(Refusal.Code.CONFLICT, Refusal.Code.NOT_FOUND);
    }
    settleAndNote();
    clock.forward(Duration.ofSeconds(of(List.of(1, 3_600, 50_000, 200_000))));
    settleAndNote();
    // The next thing is at an instant of its own.
    clock.forward(Duration.ofMillis(1));
  }

  private void settleAndNote() {
    stage.publishing.checkNow();
    stage.quiet();
    stage.live.settled().join();
    note();
  }

  private void happen(int what) {
    if (what < 60) {
      stage.take(message());
    } else if (what < 68 && hasMerges) {
      mergeOrUndo();
    } else if (what < 80) {
      ModelVersion draft = draft();
      Stage.done(stage.publishing.publish(draft.model(), draft.number(), Stage.BY_TEST));
    } else if (what < 85) {
      Stage.done(stage.publishing.rollback(of(MODELS), Optional.empty(), Stage.BY_TEST));
    } else if (what < 94) {
      ModelVersion draft = draft();
      Pilot pilot =
          new Pilot(
              "country: {is: " + of(COUNTRIES) + "}",
              clock.instant().plusSeconds(1 + dice.nextInt(400_000)));
      Stage.done(stage.publishing.pilot(draft.model(), draft.number(), pilot, Stage.BY_TEST));
    } else {
      stop(dice.nextInt(4) == 0 ? Status.LIVE : Status.PILOT);
    }
  }

  private void stop(Status status) {
    List<ModelVersion> some = stage.store.read(tx -> tx.models().withStatus(List.of(status)));
    if (!some.isEmpty()) {
      ModelVersion one = of(some);
      stage.publishing.stop(one.model(), one.number(), Stage.BY_TEST).ifPresent(Stage::done);
    }
  }

  private ModelVersion draft() {
    String model = of(MODELS);
    int more = dice.nextInt(4);
    StringBuilder yaml = new StringBuilder("plumbline: 1\nmodel: " + model + "\n");
    if (model.equals("firms")) {
      yaml.append("subject: account\n");
    }
    yaml.append("scores:\n  does:\n    max: ").append(of(List.of(20, 35, 100))).append("\n");
    yaml.append("    groups:\n      web:\n        weight: ").append(of(List.of(17, 50, 100)));
    yaml.append("\n        rules:\n          - {id: visits, event: visit, points: ");
    yaml.append(of(List.of(3, 3, 7))).append(", cap: 40");
    yaml.append(of(List.of("", "", ", decay: {half_life: 3d}", ", within: 2d"))).append("}\n");
    yaml.append("          - {id: mails, event: mail, points: 2, cap: 7}\n");
    if (more < 3) {
      yaml.append("      against:\n        rules:\n          - {id: silent, event: \"*\",");
      yaml.append(" measure: recency, table: [{at_least: 2, points: -40}]}\n");
    }
    yaml.append("  is:\n    groups:\n      role:\n        max: 9\n        rules:\n");
    yaml.append("          - {id: chief, if: {title: chief}, points: 13}\n");
    if (more == 1) {
      yaml.append("          - {id: near, if: {country: RO}, points: 4}\n");
    }
    yaml.append("total: ")
        .append(of(List.of("{weights: {does: 60, is: 40}}", "{sum: [does, is]}", "{sum: [does]}")));
    yaml.append("\nbands:\n  hot: {at_least: ").append(5 + dice.nextInt(9));
    yaml.append("}\n  cold: {else: true}\n");
    if (more != 2) {
      yaml.append("disqualify:\n  - {id: rival, if: {title: rival}}\n");
    }
    return stage.draft(yaml.toString(), of(SLICES));
  }

  private Received message() {
    Instant now = clock.instant();
    boolean isKnown = dice.nextInt(3) > 0;
    boolean both = hasMerges && dice.nextInt(4) == 0;
    Optional<String> user = isKnown || both ? Optional.of(of(PEOPLE)) : Optional.empty();
    Optional<String> device = !isKnown || both ? Optional.of(of(DEVICES)) : Optional.empty();
    Instant at = now;
    if (dice.nextInt(6) == 0) {
      at = now.plusSeconds(hasLate ? dice.nextInt(400_000) - 300_000 : dice.nextInt(200_000));
    }
    Optional<Received.Happening> event =
        dice.nextInt(3) > 0
            ? Optional.of(
                new Received.Happening(of(List.of("visit", "visit", "mail", "other")), Map.of()))
            : Optional.empty();
    Map<String, Optional<Value>> known =
        event.isEmpty() || dice.nextInt(5) == 0 ? known() : Map.of();
    Optional<Received.Membership> membership =
        dice.nextInt(4) == 0
            ? Optional.of(new Received.Membership(of(FIRMS), known()))
            : Optional.empty();
    return new Received(
        user,
        device,
        "m" + messages++,
        at,
        now,
        Optional.empty(),
        "test",
        event,
        known,
        membership,
        Optional.empty());
  }

  private Map<String, Optional<Value>> known() {
    return dice.nextBoolean()
        ? Map.of("country", Value.ofText(of(COUNTRIES)))
        : Map.of("title", Value.ofText(of(List.of("chief", "clerk", "rival"))));
  }

  private void mergeOrUndo() {
    List<Profile> profiles = stage.store.read(tx -> tx.profiles().after(0, 100));
    if (profiles.isEmpty()) {
      return;
    }
    Profile one = of(profiles);
    List<Merge> merges = stage.live.merges().of(one.subject());
    try {
      if (merges.isEmpty() || dice.nextInt(3) == 0) {
        stage.live.merges().merge(one.key(), of(profiles).key(), "test").join();
      } else {
        stage.live.merges().undo(of(merges).key(), "test").join();
      }
    } catch (CompletionException refused) {
      assertThat(refused.getCause()).isInstanceOf(Refusal.class);
    }
  }

  private void note() {
    Instant now = clock.instant();
    for (Profile profile : profiles()) {
      for (String model : MODELS) {
        Optional<ActiveVersion> version = reading.effective(profile.key(), model);
        Optional<Score> score = version.map(it -> stored(it.key(), profile.key()).orElseThrow());
        shown.add(new Shown(profile.key(), model, now, version.map(ActiveVersion::key), score));
      }
    }
  }

  private Optional<Score> stored(long version, long subject) {
    return Optional.ofNullable(
        stage
            .store
            .<Map<Long, Score>>read(tx -> tx.scores().get(version, List.of(subject)))
            .get(subject));
  }

  private List<Profile> profiles() {
    return stage.store.read(tx -> tx.profiles().after(0, 1_000));
  }

  /** Whatever was noted is told of then, and adds up to whatever was noted before. */
  void verify() {
    for (Shown later : shown) {
      Shown earlier = of(shown);
      Instant from = earlier.at().isBefore(later.at()) ? earlier.at() : Stage.START.minusSeconds(1);
      Comparison why = reading.why(later.subject(), later.model(), from, later.at());
      WhyTest.assertAddsUp(why);
      if (isThere(later.subject())) {
        assertTold(why.later(), later);
      }
    }
  }

  private boolean isThere(long subject) {
    return stage
        .store
        .<Map<Long, List<Profile>>>read(tx -> tx.profiles().ofSubjects(List.of(subject)))
        .containsKey(subject);
  }

  private void assertTold(End end, Shown then) {
    if (!hasMerges) {
      assertThat(end.version()).as(then.toString()).isEqualTo(then.version());
    }
    assertThat(end.shown().flatMap(ScoreChange::after).map(PublishedTraffic::points))
        .as(then.toString())
        .isEqualTo(then.score().map(PublishedTraffic::points));
    if (!hasLate && !hasMerges) {
      assertThat(end.score().map(Explanation::score).map(PublishedTraffic::points))
          .as(then.toString())
          .isEqualTo(then.score().map(PublishedTraffic::points));
    }
  }

  private static List<Object> points(Score score) {
    return List.of(score.total(), score.scores(), score.band(), score.disqualifiedBy());
  }

  private <T> T of(List<T> some) {
    return some.get(dice.nextInt(some.size()));
  }

  @Override
  public void close() {
    stage.close();
  }
}
