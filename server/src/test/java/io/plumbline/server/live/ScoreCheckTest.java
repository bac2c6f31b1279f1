package io.plumbline.server.live;

import static io.plumbline.server.live.Scene.NOON;
import static io.plumbline.store.Identifier.user;
import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/** The check that recomputes scores from facts, and what it calls a difference. */
final class ScoreCheckTest extends OnAScene {
  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();

  @Test
  void check_aStoredScoreThatSomebodyChanged_isADifference() {
    scene.take(Said.by("42", NOON).event("a", "visit"));
    scene.settle();
    long subject = scene.subject(user("42"));
    assertThat(scene.live.difference(subject)).isEmpty();

    removeScore(subject);

    assertThat(scene.live.difference(subject)).isPresent();
  }

  @Test
  void check_whileLeadsWaitToBeScored_callsNoneOfThemADifference() throws Exception {
    scene.take(Said.by("42", NOON).event("a", "visit"));
    scene.settle();
    long waiting = scene.subject(user("42"));
    removeScore(waiting);
    AtomicBoolean recovered = new AtomicBoolean();
    CountDownLatch asked = new CountDownLatch(3);

    try (ScoreCheck check =
        new ScoreCheck(
            new ScoreCheck.Subjects(scene.store, scene.models, scene.clock),
            Duration.ofMillis(1),
            new LiveMetrics(meters),
            () -> {
              asked.countDown();
              return recovered.get();
            })) {
      check.start();
      assertThat(asked.await(30, TimeUnit.SECONDS)).isTrue();
      assertThat(count("plumbline.score.checks")).isZero();

      recovered.set(true);
      while (count("plumbline.score.checks") == 0) {
        Thread.onSpinWait();
      }
    }
    assertThat(count("plumbline.score.check.differences")).isPositive();
  }

  private void removeScore(long subject) {
    scene.store.write(
        tx -> {
          tx.scores().remove(1, List.of(subject));
          return 0;
        });
  }

  private double count(String meter) {
    return meters.get(meter).counter().count();
  }
}
