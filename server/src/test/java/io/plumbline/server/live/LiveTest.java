package io.plumbline.server.live;

import static io.plumbline.server.live.Scene.NOON;
import static io.plumbline.store.Identifier.account;
import static io.plumbline.store.Identifier.anonymous;
import static io.plumbline.store.Identifier.user;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.plumbline.core.engine.CompiledModel;
import io.plumbline.core.model.ScoringModel;
import io.plumbline.server.Refusal;
import io.plumbline.server.live.Ingest.Taken;
import io.plumbline.store.Identifier;
import io.plumbline.store.Merge;
import io.plumbline.store.Profile;
import io.plumbline.store.ScoreChange;
import io.plumbline.store.ScoreChange.Kind;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LiveTest {
  private static final ScoringModel DEMOS =
      Scene.model(
          "id: demos, event: demo, tiers: {1: 1, 3: 10}",
          "id: fresh, event: visit, within: 2d, points: 5, cap: 50",
          "id: chief, if: {title: chief}, points: 100");

  private final Scene scene = new Scene();

  @BeforeEach
  void publish() {
    scene.publish(Scene.live(1, DEMOS));
  }

  @AfterEach
  void close() {
    scene.close();
  }

  @Test
  void take_threeQuickEvents_countThree() {
    Taken taken =
        scene.take(
            Said.by("42", NOON).event("a", "demo"),
            Said.by("42", NOON).event("b", "demo"),
            Said.by("42", NOON).event("c", "demo"));

    assertThat(taken).isEqualTo(new Taken(3, 0));
    assertThat(scene.points(1, user("42"))).isEqualTo(11);
  }

  @Test
  void take_theSameMessageAgain_isOneEvent() {
    scene.take(Said.by("42", NOON).event("a", "visit"));
    scene.restart();

    Taken again =
        scene.take(
            Said.by("42", NOON).event("a", "visit"), Said.by("42", NOON).event("b", "visit"));

    assertThat(again).isEqualTo(new Taken(1, 1));
    assertThat(scene.points(1, user("42"))).isEqualTo(10);
  }

  @Test
  void take_whatNoRuleLooksAt_aScoreIsThereAllTheSame() {
    scene.take(Said.by("42", NOON).event("a", "something else"));

    assertThat(scene.points(1, user("42"))).isZero();
    assertThat(scene.history(scene.subject(user("42")))).hasSize(1);
  }

  @Test
  void take_severalEventsOfALeadAtOnce_areOneChangeWithAllCauses() {
    scene.take(
        Said.by("42", NOON).event("a", "visit"),
        Said.by("42", NOON).event("b", "visit"),
        Said.by("42", NOON).with("title", "chief").message("c"));

    ScoreChange change = scene.history(scene.subject(user("42"))).get(0);
    assertThat(change.cause())
        .isEqualTo(new ScoreChange.Cause(Kind.EVENT, List.of("a", "b", "attribute:title")));
    assertThat(change.contributions().keySet()).containsExactlyInAnyOrder("fresh", "chief");
    assertThat(scene.heard).containsExactly(change);
  }

  @Test
  void take_aLateAttribute_countsInItsOwnTime() {
    scene.take(Said.by("42", NOON).with("title", "chief").message("a"));
    scene.take(Said.by("42", NOON.minusSeconds(60)).with("title", "clerk").message("b"));

    assertThat(scene.points(1, user("42"))).isEqualTo(100);
    long subject = scene.subject(user("42"));
    assertThat(
            scene
                .live
                .reading(new NoPast())
                .asOf(subject, Scene.compiled(DEMOS), NOON.minusSeconds(1))
                .orElseThrow()
                .score()
                .scores()
                .get(0)
                .points()
                .thousandths())
        .isZero();
  }

  @Test
  void take_aRepeatedAttributeAndALateOneBetween_theRepetitionCounts() {
    scene.clock.set(NOON.plusSeconds(100));
    scene.take(Said.by("42", NOON).with("title", "chief").message("a"));
    scene.take(Said.by("42", NOON.plusSeconds(60)).with("title", "chief").message("b"));
    scene.take(Said.by("42", NOON.plusSeconds(30)).with("title", "clerk").message("c"));

    assertThat(scene.points(1, user("42"))).isEqualTo(100);
    long subject = scene.subject(user("42"));
    assertThat(scene.live.difference(subject)).isEmpty();
  }

  @Test
  void clock_aFutureEventsInstant_wakesItsLead() {
    scene.take(Said.by("42", NOON.plusSeconds(60)).event("later", "visit"));
    scene.settle();
    assertThat(scene.points(1, user("42"))).isZero();

    scene.restart();
    scene.clock.move(Duration.ofSeconds(60));
    scene.settle();

    assertThat(scene.points(1, user("42"))).isEqualTo(5);
    List<ScoreChange> history = scene.history(scene.subject(user("42")));
    assertThat(history.get(1).cause())
        .isEqualTo(new ScoreChange.Cause(Kind.EVENT, List.of("later")));
  }

  @Test
  void clock_midnightWhileItStood_isMadeGoodAtTheStart() {
    scene.take(Said.by("42", NOON).event("a", "visit"), Said.by("43", NOON).event("b", "demo"));
    scene.settle();
    scene.live.close();
    scene.clock.move(Duration.ofDays(5));

    scene.restart();
    scene.settle();

    assertThat(scene.points(1, user("42"))).isZero();
    List<ScoreChange> history = scene.history(scene.subject(user("42")));
    assertThat(history.get(1).cause().kind()).isEqualTo(Kind.TIME);
    assertThat(scene.history(scene.subject(user("43")))).hasSize(1);
  }

  @Test
  void clock_setBackOverAMidnight_judgesTheDayThatBeginsAgain() {
    Instant midnight = Instant.parse("2026-11-22T00:00:00Z");
    scene.clock.set(midnight);
    scene.settle();
    scene.clock.set(midnight.minusSeconds(2));
    scene.take(Said.by("42", NOON.minus(Duration.ofDays(1))).event("a", "visit"));
    assertThat(scene.points(1, user("42"))).isEqualTo(5);

    scene.clock.set(midnight.plusSeconds(1));
    scene.settle();

    assertThat(scene.points(1, user("42"))).isZero();
  }

  @Test
  void identify_afterAnonymousVisits_isOneLeadWithBothHistories() {
    scene.take(Said.anonymously("x", NOON).event("a", "visit"));
    scene.take(Said.by("42", NOON).event("b", "visit"));
    scene.take(Said.by("42", "x", NOON).message("c"));

    assertThat(scene.points(1, user("42"))).isEqualTo(10);
    assertThat(scene.subject(anonymous("x"))).isEqualTo(scene.subject(user("42")));
    long gone = scene.live.merges().of(scene.subject(user("42"))).get(0).from();
    ScoreChange last = scene.history(gone).get(1);
    assertThat(last.after()).isEmpty();
    assertThat(last.cause().kind()).isEqualTo(Kind.MERGE);
    assertThat(scene.updates.stream().filter(SubjectUpdate::gone).map(SubjectUpdate::key))
        .containsExactly(gone);
  }

  @Test
  void identify_onADeviceThatIsAnothersAlready_doesNotMergeTheTwo() {
    scene.take(Said.by("42", "shared", NOON).event("a", "visit"));
    scene.take(Said.by("43", "shared", NOON).event("b", "visit"));

    assertThat(scene.subject(user("43"))).isNotEqualTo(scene.subject(user("42")));
    assertThat(scene.points(1, user("43"))).isEqualTo(5);
  }

  @Test
  void undo_aMerge_givesEachItsFactsBackAndIsNotMergedAgainByItself() {
    scene.take(Said.anonymously("x", NOON).event("a", "visit"));
    scene.take(Said.by("42", "x", NOON).event("b", "demo"));
    scene.take(Said.anonymously("x", NOON).event("later", "visit"));
    assertThat(scene.points(1, user("42"))).isEqualTo(11);
    Merge merge = scene.live.merges().of(scene.subject(user("42"))).get(0);

    Merge undone = Scene.join(scene.live.merges().undo(merge.key(), "ana"));
    scene.take(Said.by("42", "x", NOON).event("c", "visit"));

    assertThat(undone.undoneAt()).contains(NOON);
    assertThat(scene.points(1, anonymous("x"))).isEqualTo(10);
    assertThat(scene.points(1, user("42"))).isEqualTo(6);
    assertThat(scene.history(scene.subject(anonymous("x"))).get(2).cause())
        .isEqualTo(new ScoreChange.Cause(Kind.UNMERGE, List.of(Long.toString(merge.key()))));
    assertThatThrownBy(() -> Scene.join(scene.live.merges().undo(merge.key(), "ana")))
        .isInstanceOfSatisfying(
            Refusal.class, r -> assertThat(r.code()).isEqualTo(Refusal.Code.CONFLICT));
  }

  @Test
  void alias_ofOneUserToAnother_mergesThem() {
    scene.take(Said.by("old", NOON).event("a", "visit"));
    scene.take(Said.by("new", NOON).once("old").message("b"));

    assertThat(scene.subject(user("old"))).isEqualTo(scene.subject(user("new")));
    assertThat(scene.points(1, user("new"))).isEqualTo(5);
  }

  @Test
  void take_whileTheStoreIsAway_isRefusedAndNothingOfItStays() {
    scene.take(Said.by("42", NOON).event("a", "visit"));
    scene.store.fail(1);
    assertThatThrownBy(() -> scene.take(Said.by("42", NOON).event("b", "visit")))
        .isInstanceOfSatisfying(
            Refusal.class, r -> assertThat(r.code()).isEqualTo(Refusal.Code.UNAVAILABLE));
    assertThat(scene.points(1, user("42"))).isEqualTo(5);

    scene.take(Said.by("42", NOON).event("b", "visit"));

    assertThat(scene.points(1, user("42"))).isEqualTo(10);
  }

  @Test
  void take_moreThanTheQueueHolds_isRefusedWholeWithATimeToWait() throws Exception {
    CountDownLatch busy = new CountDownLatch(1);
    var job =
        scene
            .live
            .lane()
            .submit(
                tx -> {
                  try {
                    return busy.await(30, TimeUnit.SECONDS);
                  } catch (InterruptedException e) {
                    throw new IllegalStateException(e);
                  }
                });
    List<Received> many =
        IntStream.range(0, 900)
            .mapToObj(i -> Said.by("u" + i, NOON).event("e" + i, "visit"))
            .toList();
    var first = scene.live.ingest().take(many, List.of());

    assertThatThrownBy(() -> scene.live.ingest().take(many, List.of()))
        .isInstanceOfSatisfying(
            Refusal.class,
            refusal -> {
              assertThat(refusal.code()).isEqualTo(Refusal.Code.TOO_MANY);
              assertThat(refusal.retryAfter()).isPresent();
            });
    busy.countDown();
    Scene.join(job);
    assertThat(Scene.join(first.toCompletableFuture())).isEqualTo(new Taken(900, 0));
    assertThat(scene.take(many.get(0))).isEqualTo(new Taken(0, 1));
  }

  @Test
  void take_aMessageThatCannotBeProcessed_isNamedAndTheOthersAreTaken() {
    Taken taken =
        scene.take(
            Said.by("42", NOON).event("a", "visit"),
            Said.by("42", NOON).event("b", " "),
            Said.by("42", NOON).event("c", "visit"));

    assertThat(taken.appended()).isEqualTo(2);
    assertThat(taken.repeated()).isZero();
    assertThat(taken.failed()).containsOnlyKeys(1);
    assertThat(scene.points(1, user("42"))).isEqualTo(10);
  }

  @Test
  void take_aLeadWhoseScoreLeaves64Bits_theOthersAreScored() {
    ScoringModel huge =
        Scene.yaml(
            """
            plumbline: 1
            model: huge
            scores:
              all:
                groups:
                  all:
                    weight: 1000000
                    max: 0.001
                    rules:
                      - {id: demos, event: demo, points: -1000000}
            """);
    scene.publish(Scene.live(1, DEMOS), Scene.live(2, huge));
    List<Received> demos = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      demos.add(Said.by("42", NOON).event("e" + i, "demo"));
    }
    demos.add(Said.by("43", NOON).event("a", "demo"));

    scene.take(demos.toArray(Received[]::new));

    assertThat(scene.stored(2, user("42"))).isEmpty();
    assertThat(scene.points(1, user("42"))).isEqualTo(11);
    assertThat(scene.stored(2, user("43"))).isPresent();
    assertThat(scene.count("plumbline.score.unscorable")).isEqualTo(1);
  }

  @Test
  void group_leadsOfAnAccount_theAccountIsScoredByWhatTheyDo() {
    ScoringModel companies =
        Scene.yaml(
            """
            plumbline: 1
            model: companies
            subject: account
            scores:
              all:
                groups:
                  all:
                    rules:
                      - {id: visits, event: visit, points: 1}
                      - {id: large, if: {employees: {at_least: 100}}, points: 1000}
            """);
    scene.publish(Scene.live(1, DEMOS), Scene.live(2, companies));
    scene.take(Said.by("1", NOON).event("e", "visit"));
    scene.take(
        Said.by("1", NOON).of("acme", Map.of()).message("m1"),
        Said.by("2", NOON)
            .of("acme", Map.of("employees", Optional.of(Scene.text("250"))))
            .message("m2"));
    scene.take(Said.by("2", NOON).event("e", "visit"), Said.by("3", NOON).event("e", "visit"));

    assertThat(scene.points(2, account("acme"))).isEqualTo(1002);
    assertThat(scene.stored(2, user("1"))).isEmpty();

    scene.take(Said.by("2", NOON.plusNanos(1)).of("other", Map.of()).message("m3"));
    assertThat(scene.points(2, account("acme"))).isEqualTo(1001);
    assertThat(scene.points(2, account("other"))).isEqualTo(1);
  }

  @Test
  void start_withFactsFromOutside_saysHowManyWaitUntilAllAreScored() {
    scene.live.close();
    scene.store.write(
        tx -> {
          List<Identifier> names =
              IntStream.range(0, 250).mapToObj(i -> user(Integer.toString(i))).toList();
          List<Long> keys =
              tx.profiles().create(names, NOON).values().stream().map(Profile::key).toList();
          tx.backlog().add(keys);
          return keys;
        });
    List<Long> waiting = Collections.synchronizedList(new ArrayList<>());
    scene.restart(live -> live.hearChanges((tx, changes) -> waiting.add(live.waiting())));
    scene.settle();

    assertThat(waiting).containsExactly(250L, 150L, 50L);
    assertThat(scene.live.waiting()).isZero();
    assertThat(scene.live.readiness().delay()).isEmpty();
    assertThat(scene.points(1, user("249"))).isZero();
  }

  @Test
  void slice_thatALeadLeaves_itsScoreGoesAndThePilotGivesWay() {
    ActiveVersion.Slice chiefs =
        (subject, asOf) -> Scene.text("chief").equals(subject.attributes().get("title"));
    scene.publish(
        Scene.live(1, DEMOS),
        Scene.version(2, DEMOS, ActiveVersion.Role.PILOT, chiefs),
        Scene.version(3, DEMOS, ActiveVersion.Role.SHADOW, ActiveVersion.Slice.EVERYBODY));
    scene.take(Said.by("42", NOON).with("title", "chief").message("a"));
    scene.clock.move(Duration.ofSeconds(9));
    scene.take(Said.by("42", NOON.plusSeconds(9)).with("title", "clerk").message("b"));

    assertThat(scene.stored(2, user("42"))).isEmpty();
    assertThat(scene.points(3, user("42"))).isZero();
    assertThat(scene.history(scene.subject(user("42"))).stream().map(ScoreChange::version))
        .containsExactly(2L, 1L);
  }

  @Test
  void check_aStoredScoreThatSomebodyChanged_isADifference() {
    scene.take(Said.by("42", NOON).event("a", "visit"));
    scene.settle();
    long subject = scene.subject(user("42"));
    assertThat(scene.live.difference(subject)).isEmpty();

    scene.store.write(
        tx -> {
          tx.scores().remove(1, List.of(subject));
          return 0;
        });

    assertThat(scene.live.difference(subject)).isPresent();
  }

  @Test
  void why_twoInstants_namesRulesChangesAndFactsBetween() {
    scene.take(Said.by("42", NOON).event("a", "visit"));
    scene.clock.move(Duration.ofSeconds(10));
    Instant later = NOON.plusSeconds(10);
    scene.take(Said.by("42", later).with("title", "chief").event("b", "demo"));
    long subject = scene.subject(user("42"));

    ScoreReading.Comparison why =
        scene.live.reading(new OneVersion()).why(subject, "small", NOON, later);

    assertThat(why.earlier().score()).isPresent();
    assertThat(why.differences().rules().stream().map(Differences.OfRule::rule))
        .containsExactly("demos", "chief");
    assertThat(why.changes()).hasSize(1);
    assertThat(why.events().stream().map(fact -> fact.event().id())).containsExactly("b");
    assertThat(why.attributes().stream().map(fact -> fact.name())).containsExactly("title");
  }

  private static final class NoPast implements Versions {
    @Override
    public Optional<CompiledModel> compiled(long version) {
      return Optional.empty();
    }

    @Override
    public Optional<ActiveVersion.Slice> pilotSlice(long version) {
      return Optional.empty();
    }

    @Override
    public List<Long> of(String model) {
      return List.of();
    }
  }

  private static final class OneVersion implements Versions {
    @Override
    public Optional<CompiledModel> compiled(long version) {
      return Optional.of(Scene.compiled(DEMOS));
    }

    @Override
    public Optional<ActiveVersion.Slice> pilotSlice(long version) {
      return Optional.empty();
    }

    @Override
    public List<Long> of(String model) {
      return List.of(1L);
    }
  }
}
