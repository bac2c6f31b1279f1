package io.plumbline.core.engine;

import io.plumbline.core.model.Dimension;
import io.plumbline.core.model.Points;
import io.plumbline.core.model.ScoringModel;
import io.plumbline.core.model.Total;
import java.util.List;

/** The total, compiled: which scores count, and how much. */
public final class TotalNode {
  private final int[] scores;
  private final long[] weights;
  private final long[] maxima;
  private final boolean weighted;

  TotalNode(ScoringModel model, DimensionNode[] dimensions) {
    List<String> names = model.scores().stream().map(Dimension::name).toList();
    Total total =
        model.total().orElseGet(() -> new Total.Sum(names.size() == 1 ? names : List.of()));
    if (total instanceof Total.Sum sum) {
      scores = sum.scores().stream().mapToInt(names::indexOf).toArray();
      weights = new long[0];
      weighted = false;
    } else {
      List<Total.Weight> parts = ((Total.Weighted) total).weights();
      scores = parts.stream().mapToInt(part -> names.indexOf(part.score())).toArray();
      weights = parts.stream().mapToLong(part -> part.weight().thousandths()).toArray();
      weighted = true;
    }
    maxima = new long[scores.length];
    for (int i = 0; i < scores.length; i++) {
      maxima[i] = dimensions[scores[i]].max();
    }
  }

  /** The number of scores that count. */
  public int size() {
    return scores.length;
  }

  /** The place in the model of the part's score. */
  public int score(int part) {
    return scores[part];
  }

  boolean isWeighted() {
    return weighted;
  }

  Points weight(int part) {
    return new Points(weights[part]);
  }

  /** What a part gives to the total, its score's points given. */
  public long part(int part, long points) {
    return weighted ? Points.mulDiv(weights[part], points, maxima[part]) : points;
  }
}
