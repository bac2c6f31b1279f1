package io.plumbline.cli;

import io.plumbline.core.population.ScoreColumns;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/**
 * The order in which leads deserve attention: nobody disqualified, the band highest in the model,
 * then the highest total (without one, the sum of scores), then as in the file.
 */
final class Ranking {
  private final ScoreColumns scores;

  Ranking(ScoreColumns scores) {
    this.scores = scores;
  }

  /** The rows of the best leads, the best first; fewer where there are fewer. */
  List<Integer> top(int most) {
    Comparator<Integer> best =
        Comparator.<Integer>comparingInt(this::band)
            .thenComparing(Comparator.<Integer>comparingLong(this::points).reversed())
            .thenComparing(Comparator.naturalOrder());
    PriorityQueue<Integer> kept = new PriorityQueue<>(best.reversed());
    for (int row = 0; row < scores.size() && most > 0; row++) {
      if (isOut(row)) {
        continue;
      }
      if (kept.size() < most) {
        kept.add(row);
      } else if (best.compare(row, kept.element()) < 0) {
        kept.remove();
        kept.add(row);
      }
    }
    List<Integer> rows = new ArrayList<>(kept);
    rows.sort(best);
    return Collections.unmodifiableList(rows);
  }

  private boolean isOut(int row) {
    return scores.disqualifiedBy(row) != ScoreColumns.NONE;
  }

  private int band(int row) {
    int band = scores.band(row);
    return band == ScoreColumns.NONE ? Integer.MAX_VALUE : band;
  }

  private long points(int row) {
    if (scores.model().hasTotal()) {
      return scores.total(row);
    }
    long sum = 0;
    for (int score = 0; score < scores.model().scores().size(); score++) {
      sum += scores.points(score, row);
    }
    return sum;
  }
}
