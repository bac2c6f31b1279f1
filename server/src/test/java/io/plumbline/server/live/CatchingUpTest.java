package io.plumbline.server.live;

import static io.plumbline.server.live.Scene.NOON;
import static io.plumbline.store.Identifier.user;
import static org.assertj.core.api.Assertions.assertThat;

import io.plumbline.store.Identifier;
import io.plumbline.store.Profile;
import io.plumbline.store.ScoreChange;
import io.plumbline.store.ScoreChange.Kind;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What the clock makes due, also while nothing ran or in a day that begins again, is scored. */
final class CatchingUpTest extends OnAScene {
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
}
