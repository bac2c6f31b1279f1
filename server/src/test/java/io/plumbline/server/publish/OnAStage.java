package io.plumbline.server.publish;

import io.plumbline.store.ModelVersion;
import io.plumbline.store.memory.MemoryStore;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A stage with three leads of a shop, for tests of what publishing does to their scores. */
abstract class OnAStage {
  Stage stage = new Stage(new MemoryStore(), new Stage.Clock());

  @BeforeEach
  void people() {
    stage.knows("ana", Map.of("role", "buyer", "country", "RO"));
    stage.knows("ben", Map.of("role", "user", "country", "DE"));
    stage.does("ana", "visit");
    stage.does("ben", "visit");
    stage.does("ben", "visit");
    stage.does("cid", "order");
  }

  @AfterEach
  void close() {
    stage.close();
  }

  /** Stops the server and starts it on the same store. */
  void restart() {
    stage.close();
    stage = new Stage(stage.store, stage.clock());
  }

  /** What a version gives a lead, whether it counts or not. */
  String total(ModelVersion version, String lead) {
    long key = stage.key(lead);
    return stage.store.read(
        tx ->
            tx.scores().get(version.key(), List.of(key)).get(key).total().orElseThrow().toString());
  }
}
