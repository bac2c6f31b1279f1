package io.plumbline.server.publish;

import static org.assertj.core.api.Assertions.assertThat;

import io.plumbline.server.live.Received;
import io.plumbline.store.ModelVersion;
import io.plumbline.store.memory.MemoryStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** A publication ends although traffic changes more leads than it can do again meanwhile. */
class BusyPublishingTest {
  private static final int LEADS = 1_600;

  @Test
  void publish_besideTrafficThatIsFaster_endsWithTheScoresOfAll() {
    FailingStore store = new FailingStore(new MemoryStore());
    try (Stage stage = new Stage(store, new Stage.Clock())) {
      stage.take(visits(stage, 0, LEADS));
      stage.publish(Shop.MODEL);
      ModelVersion draft = stage.draft(Shop.visitsGive(4));
      AtomicInteger next = new AtomicInteger();
      store.afterWrites(
          () -> {
            int first = next.getAndAdd(LEADS / 2) % LEADS;
            List<Received> some = List.of(visits(stage, first, LEADS / 2));
            stage.live.ingest().take(some, List.of());
          });
      Stage.done(stage.publishing.publish("shop", draft.number(), Stage.BY_TEST));
      store.afterWrites(() -> {});
      stage.live.settled().join();

      Map<String, String> totals = stage.totals("shop");
      assertThat(totals).hasSize(LEADS);
      for (int i = 0; i < LEADS; i += 100) {
        String lead = "lead" + i;
        assertThat(totals)
            .containsEntry(lead, Integer.toString(Math.min(90, 4 * events(stage, lead))));
      }
    }
  }

  private static int events(Stage stage, String lead) {
    Set<Long> profile = Set.of(stage.key(lead));
    return stage.store.<Integer>read(
        tx -> tx.facts().events(profile, stage.clock().instant()).size());
  }

  private static Received[] visits(Stage stage, int first, int count) {
    List<Received> visits = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      Optional<Received.Happening> visit = Optional.of(new Received.Happening("visit", Map.of()));
      visits.add(stage.message("lead" + (first + i) % LEADS, visit, Map.of()));
    }
    return visits.toArray(Received[]::new);
  }
}
