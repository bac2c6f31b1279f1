package io.plumbline.server.live;

import static io.plumbline.server.live.Scene.NOON;
import static io.plumbline.store.Identifier.user;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.plumbline.server.Refusal;
import io.plumbline.store.Identifier;
import io.plumbline.store.Profile;
import io.plumbline.store.ScoreChange;
import io.plumbline.store.StoreException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What belongs to one transaction is there whole or not at all. */
class FailedCommitTest {
  private final Scene scene = new Scene();

  @BeforeEach
  void publish() {
    scene.publish(
        Scene.live(1, Scene.model("id: fresh, event: visit, within: 2d, points: 5, cap: 50")));
  }

  @AfterEach
  void close() {
    scene.close();
  }

  @Test
  void take_whereWhoIsToldOfChangesCannotWriteItDown_keepsNothing() {
    scene.restart(
        live ->
            live.hearChanges(
                (tx, changes) -> {
                  throw new StoreException(StoreException.Code.AWAY, "no room for messages");
                }));

    assertThatThrownBy(() -> scene.take(Said.by("42", NOON).event("a", "visit")))
        .isInstanceOf(Refusal.class);

    Map<Identifier, Profile> found =
        scene.store.read(tx -> tx.profiles().find(List.of(user("42"))));
    assertThat(found).isEmpty();
  }

  @Test
  void clock_midnightThatCannotBeWritten_isMadeGoodAfterwards() {
    scene.take(Said.by("42", NOON).event("a", "visit"));
    scene.settle();
    scene.store.fail(1);
    scene.clock.move(Duration.ofDays(5));
    try {
      scene.settle();
    } catch (Refusal refused) {
      assertThat(refused.code()).isEqualTo(Refusal.Code.UNAVAILABLE);
    }

    scene.settle();

    assertThat(scene.points(1, user("42"))).isZero();
  }

  @Test
  void take_whoseAnswerFromTheStoreIsLost_isHeardOfAllTheSame() {
    Received message = Said.by("42", NOON).with("city", "Iasi").event("a", "visit");
    scene.settle();
    scene.store.loseAnswers(1);
    assertThatThrownBy(() -> scene.take(message)).isInstanceOf(Refusal.class);

    scene.take(message);

    long subject = scene.subject(user("42"));
    SubjectUpdate last = lastUpdate(subject);
    assertThat(last.scores()).containsEntry(1L, scene.stored(1, user("42")).orElseThrow());
    assertThat(scene.told.get(subject).attributes()).containsEntry("city", Scene.text("Iasi"));
  }

  @Test
  void merge_whoseAnswerFromTheStoreIsLost_isHeardOfThoughNothingElseComes() {
    scene.take(Said.by("42", NOON).event("a", "visit"), Said.by("43", NOON).event("b", "visit"));
    scene.settle();
    long from = scene.subject(user("42"));
    long into = scene.subject(user("43"));
    scene.store.loseAnswers(1);
    assertThatThrownBy(() -> Scene.join(scene.live.merges().merge(from, into, "user:ana")))
        .isInstanceOf(Refusal.class);

    scene.settle();

    assertThat(scene.told).containsOnlyKeys(into);
    assertThat(lastUpdate(into).scores())
        .containsEntry(1L, scene.stored(1, user("43")).orElseThrow());
  }

  private SubjectUpdate lastUpdate(long subject) {
    return scene.updates.stream()
        .filter(update -> update.key() == subject)
        .reduce((earlier, later) -> later)
        .orElseThrow();
  }

  @Test
  void clock_midnightThatFindsNoMemory_letsFactsInAllTheSame() throws Exception {
    scene.take(Said.by("42", NOON).event("a", "visit"));
    CountDownLatch failed = new CountDownLatch(1);
    scene.restart(
        live ->
            live.hearChanges(
                (tx, changes) -> {
                  if (changes.get(0).cause().kind() == ScoreChange.Kind.TIME) {
                    failed.countDown();
                    throw new OutOfMemoryError("the test says so");
                  }
                }));
    scene.clock.move(Duration.ofDays(5));
    failed.await();

    scene.take(Said.by("43", scene.clock.instant()).event("b", "visit"));

    assertThat(scene.points(1, user("43"))).isEqualTo(5);
  }
}
