package io.plumbline.core.model;

import java.util.List;

/** How scores make one number. */
public sealed interface Total {

  /** The named scores added. */
  record Sum(List<String> scores) implements Total {
    public Sum {
      scores = List.copyOf(scores);
    }
  }

  /** The sum of weight · score / maximum over the named scores. */
  record Weighted(List<Weight> weights) implements Total {
    public Weighted {
      weights = List.copyOf(weights);
    }
  }

  record Weight(String score, Points weight) {}
}
