package io.plumbline.server.live;

import static io.plumbline.server.live.Scene.NOON;
import static io.plumbline.store.Identifier.user;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.plumbline.server.Refusal;
import io.plumbline.store.Identifier;
import io.plumbline.store.Profile;
import io.plumbline.store.StoreException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
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
}
