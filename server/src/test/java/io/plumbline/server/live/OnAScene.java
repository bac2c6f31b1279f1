package io.plumbline.server.live;

import io.plumbline.core.engine.CompiledModel;
import io.plumbline.core.model.ScoringModel;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A scene with one live model, for tests of what happens to scores. */
abstract class OnAScene {
  static final ScoringModel DEMOS =
      Scene.model(
          "id: demos, event: demo, tiers: {1: 1, 3: 10}",
          "id: fresh, event: visit, within: 2d, points: 5, cap: 50",
          "id: chief, if: {title: chief}, points: 100");

  final Scene scene = new Scene();

  @BeforeEach
  void publish() {
    scene.publish(Scene.live(1, DEMOS));
  }

  @AfterEach
  void close() {
    scene.close();
  }

  /** Reads scores of the past, all of which the live version gave. */
  ScoreReading reading() {
    return scene.live.reading(new OneVersion());
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
