package io.plumbline.server.live;

import static io.plumbline.store.Identifier.user;
import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ScoreCheckTest {
  private final Scene scene = new Scene();
  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();

  @AfterEach
  void close() {
    scene.close();
  }

  @Test
  void check_whileLeadsWaitToBeScored_callsNoneOfThemADifference() throws Exception {
    scene.publish(Scene.live(1, Scene.model("id: demos, event: demo, points: 1")));
    scene.take(Said.by("42", Scene.NOON).event("a", "visit"));
    scene.settle();
    long waiting = scene.subject(user("42"));
    scene.store.write(
        tx -> {
          tx.scores().remove(1, List.of(waiting));
          return 0;
        });
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

  private double count(String meter) {
    return meters.get(meter).counter().count();
  }
}
