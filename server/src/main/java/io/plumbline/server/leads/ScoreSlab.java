package io.plumbline.server.leads;

import io.plumbline.core.model.Points;
import io.plumbline.core.score.Score;
import io.plumbline.core.score.Score.OfDimension;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/**
 * The scores of a segment's rows under one version, in columns. Written and read under the
 * segment's lock.
 */
final class ScoreSlab {
  static final int NONE = -1;

  private final ScoreLabels labels;
  private final BitSet present = new BitSet(Segments.ROWS);
  private final PointsColumn total = new PointsColumn();
  private final PointsColumn coverage = new PointsColumn();
  private final PointsColumn[] points;
  private final short[][] grades;
  private final short[] bands = new short[Segments.ROWS];
  private final short[] qualifiers = new short[Segments.ROWS];
  private final short[] disqualifiers = new short[Segments.ROWS];

  ScoreSlab(ScoreLabels labels) {
    this.labels = labels;
    int dimensions = labels.dimensions();
    points = new PointsColumn[dimensions];
    grades = new short[dimensions][Segments.ROWS];
    for (int i = 0; i < dimensions; i++) {
      points[i] = new PointsColumn();
    }
  }

  boolean has(int row) {
    return present.get(row);
  }

  void clear(int row) {
    present.clear(row);
  }

  void set(int row, Score score) {
    total.set(row, score.total().orElse(Points.ZERO).thousandths());
    coverage.set(row, score.coverage().thousandths());
    for (int i = 0; i < points.length; i++) {
      OfDimension dimension = score.scores().get(i);
      points[i].set(row, dimension.points().thousandths());
      grades[i][row] = (short) labels.grade(i, dimension.grade());
    }
    bands[row] = (short) labels.band(score.band());
    qualifiers[row] = (short) labels.qualifier(score.qualifiedBy());
    disqualifiers[row] = (short) labels.disqualifier(score.disqualifiedBy());
    present.set(row);
  }

  long total(int row) {
    return total.get(row);
  }

  long points(int dimension, int row) {
    return points[dimension].get(row);
  }

  long coverage(int row) {
    return coverage.get(row);
  }

  int grade(int dimension, int row) {
    return grades[dimension][row];
  }

  int band(int row) {
    return bands[row];
  }

  int qualifier(int row) {
    return qualifiers[row];
  }

  int disqualifier(int row) {
    return disqualifiers[row];
  }

  /** The number of the row's cell; none where the model has no matrix. */
  int cell(int row) {
    return labels.cell(this, row);
  }

  ScoreLabels labels() {
    return labels;
  }

  /** The row's figures as they are shown. */
  ListedScore show(int row) {
    List<OfDimension> scores = new ArrayList<>(points.length);
    for (int i = 0; i < points.length; i++) {
      Points shown = new Points(points(i, row));
      scores.add(new OfDimension(labels.dimension(i), shown, labels.gradeLabel(i, grade(i, row))));
    }
    return labels.show(this, row, scores, new Points(coverage.get(row)));
  }

  long footprint() {
    long bytes = total.footprint() + coverage.footprint() + 6L * Segments.ROWS + 512;
    for (PointsColumn column : points) {
      bytes += column.footprint() + 2L * Segments.ROWS;
    }
    return bytes;
  }
}
