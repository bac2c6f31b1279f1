package io.plumbline.core.engine;

import io.plumbline.core.fact.Facts;
import io.plumbline.core.model.ScoringModel;
import io.plumbline.core.score.Explanation;
import io.plumbline.core.score.Score;
import java.time.Instant;

/** A model ready to judge: immutable and thread-safe. */
@SuppressWarnings("DoNotCallSuggester")
public final class CompiledModel {
  private final ScoringModel model;

  CompiledModel(ScoringModel model) {
    this.model = model;
  }

  public ScoringModel model() {
    return model;
  }

  /** The score of one subject as of an instant. */
  public Score score(Facts facts, Instant asOf) {
    throw new UnsupportedOperationException("not yet built: " + facts + asOf);
  }

  /** The score of one subject with its proof. */
  public Explanation explain(Facts facts, Instant asOf) {
    throw new UnsupportedOperationException("not yet built: " + facts + asOf);
  }
}
