package io.plumbline.server.publish;

import static org.assertj.core.api.Assertions.assertThat;

import io.plumbline.server.live.Received.Happening;
import io.plumbline.server.publish.Publishing.Order;
import io.plumbline.store.ModelVersion;
import io.plumbline.store.memory.MemoryStore;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/**
 * What a publication changed is told after it in small transactions: every change once, those of a
 * lead in their order, whatever happens meanwhile.
 */
class ToldRunsTest {
  private static final Order TOLD = new Order("user:test", true);
  private static final int LEADS = 20;

  private static Stage stage(FailingStore store) {
    Stage stage = new Stage(store, new Stage.Clock());
    for (int i = 0; i < LEADS; i++) {
      stage.does("lead" + i, "visit");
    }
    ModelVersion first = stage.draft(Shop.visitsGive(3));
    Stage.done(stage.publishing.publish("shop", first.number(), TOLD));
    stage.quiet();
    return stage;
  }

  @Test
  void publication_ofMany_isToldInSmallTransactions() {
    try (Stage stage = stage(new FailingStore(new MemoryStore()))) {
      publish(stage, 4);
      stage.quiet();

      assertThat(stage.most()).isEqualTo(Stage.TOLD_AT_ONCE);
      checkTold(stage, "quiet");
    }
  }

  @Test
  void trafficBetweenAnyTwoSteps_isToldAfterThePublicationThatWasBeforeIt() {
    FailingStore store = new FailingStore(new MemoryStore());
    try (Stage stage = stage(store)) {
      AtomicInteger step = new AtomicInteger();
      store.afterWrites(() -> visit(stage, "lead" + step.getAndAdd(7) % LEADS));
      publish(stage, 4);
      publish(stage, 5);
      stage.quiet();
      store.afterWrites(() -> {});
      stage.does("lead0", "visit");

      assertThat(step.get()).isGreaterThan(7 * LEADS);
      checkTold(stage, "with traffic");
    }
  }

  /** Asks for a visit and does not wait: it comes before the next step of whoever is at work. */
  private static void visit(Stage stage, String lead) {
    var event = Optional.of(new Happening("visit", Map.of()));
    stage.live.ingest().take(List.of(stage.message(lead, event, Map.of())), List.of());
  }

  @Test
  void serverThatStops_atAnyWrite_tellsTheRestAfterTheNextStart() {
    boolean reached = true;
    for (int write = 0; reached; write++) {
      FailingStore store = new FailingStore(new MemoryStore());
      Stage first = stage(store);
      ModelVersion draft = first.draft(Shop.visitsGive(4));
      store.failAfter(write, true);
      first.attempt(draft, TOLD);
      first.quiet();
      reached = store.hasFailed();
      first.close();
      store.heal();
      try (Stage second = new Stage(store, new Stage.Clock())) {
        second.does("lead" + (LEADS - 1), "visit");
        second.quiet();
        checkTold(second, "write " + write);
      }
    }
  }

  @Test
  void storeThatFailsOnce_atAnyWrite_tellsTheRestBeforeTheNextPublication() {
    boolean reached = true;
    for (int write = 0; reached; write++) {
      FailingStore store = new FailingStore(new MemoryStore());
      try (Stage stage = stage(store)) {
        ModelVersion draft = stage.draft(Shop.visitsGive(4));
        store.failAfter(write, false);
        stage.attempt(draft, TOLD);
        stage.quiet();
        reached = store.hasFailed();
        store.heal();
        publish(stage, 5);
        stage.quiet();
        checkTold(stage, "failed at write " + write);
      }
    }
  }

  private static void publish(Stage stage, int points) {
    stage.attempt(stage.draft(Shop.visitsGive(points)), TOLD);
  }

  private static void checkTold(Stage stage, String when) {
    for (int i = 0; i < LEADS; i++) {
      List<Long> happened = new ArrayList<>();
      stage.history("lead" + i).forEach(change -> happened.add(change.key()));
      Collections.reverse(happened);
      assertThat(stage.messages("lead" + i)).as(when + ", lead" + i).isEqualTo(happened);
    }
  }
}
