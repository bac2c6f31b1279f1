package io.plumbline.server.live;

import static io.plumbline.server.live.Scene.NOON;
import static io.plumbline.store.Identifier.user;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.plumbline.core.model.ScoringModel;
import io.plumbline.server.Refusal;
import io.plumbline.server.live.Ingest.Taken;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What cannot be taken in or scored is told, and costs nothing else. */
final class IngestFailuresTest extends OnAScene {
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
    var job = scene.live.lane().submit(tx -> awaited(busy));
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

  private static boolean awaited(CountDownLatch latch) {
    try {
      return latch.await(30, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
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
}
