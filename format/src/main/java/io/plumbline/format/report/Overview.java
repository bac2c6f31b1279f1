package io.plumbline.format.report;

import io.plumbline.core.model.Dimension;
import io.plumbline.core.model.Matrix;
import io.plumbline.core.model.ScoringModel;
import io.plumbline.core.population.ScoreColumns;
import java.util.Arrays;
import java.util.List;

/**
 * What is counted of a population, once, for all parts of the page.
 *
 * @param bands leads by band; the last place stands for {@code disqualified}
 * @param cells leads by row grade and column grade; empty without a matrix
 * @param qualified leads by the first qualifier that holds
 * @param disqualified leads by the first disqualifier that holds
 * @param medianTotal half of the leads have at least so many thousandths; 0 without a total
 * @param highestTotal the most that anyone has; 0 without a total
 * @param meanCoverage in thousandths of a percent
 */
record Overview(
    ScoringModel model,
    long leads,
    List<Long> bands,
    List<List<Long>> cells,
    List<Long> qualified,
    List<Long> disqualified,
    long medianTotal,
    long highestTotal,
    long meanCoverage) {

  static Overview of(ScoreColumns scores) {
    ScoringModel model = scores.model();
    int size = scores.size();
    long[] totals = new long[model.hasTotal() ? size : 0];
    long coverage = 0;
    long[] bands = new long[model.bands().size() + 1];
    long[] qualified = new long[model.qualifiers().size()];
    long[] disqualified = new long[model.disqualifiers().size()];
    for (int row = 0; row < size; row++) {
      count(bands, scores.band(row));
      count(qualified, scores.qualifiedBy(row));
      count(disqualified, scores.disqualifiedBy(row));
      coverage += scores.coverage(row);
      if (totals.length > 0) {
        totals[row] = scores.total(row);
      }
    }
    Arrays.sort(totals);
    return new Overview(
        model,
        size,
        list(bands),
        model.matrix().map(matrix -> cells(scores, matrix)).orElse(List.of()),
        list(qualified),
        list(disqualified),
        totals.length == 0 ? 0 : totals[totals.length / 2],
        totals.length == 0 ? 0 : totals[totals.length - 1],
        size == 0 ? 0 : Math.round((double) coverage / size));
  }

  private static void count(long[] counts, int place) {
    if (place != ScoreColumns.NONE) {
      counts[place]++;
    }
  }

  private static List<Long> list(long[] counts) {
    return Arrays.stream(counts).boxed().toList();
  }

  private static List<List<Long>> cells(ScoreColumns scores, Matrix matrix) {
    int rows = place(scores.model(), matrix.rows());
    int columns = place(scores.model(), matrix.columns());
    int height = scores.model().scores().get(rows).grades().size();
    int width = scores.model().scores().get(columns).grades().size();
    long[][] cells = new long[height][width];
    for (int row = 0; row < scores.size(); row++) {
      int rowGrade = scores.grade(rows, row);
      if (rowGrade != ScoreColumns.NONE) {
        count(cells[rowGrade], scores.grade(columns, row));
      }
    }
    return Arrays.stream(cells).map(Overview::list).toList();
  }

  /** The place of a score in the model. */
  static int place(ScoringModel model, String score) {
    for (int i = 0; i < model.scores().size(); i++) {
      if (model.scores().get(i).name().equals(score)) {
        return i;
      }
    }
    throw new IllegalArgumentException("no such score: " + score);
  }

  /** What people call a score. */
  static String title(Dimension score) {
    return score.caption().titleOr(score.name());
  }

  long disqualifiedLeads() {
    return bands.get(bands.size() - 1);
  }
}
