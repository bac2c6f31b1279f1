package io.plumbline.core.population;

import io.plumbline.core.model.ScoringModel;

/**
 * The scores of a population, a column each, in the order of the leads file. Points and percentages
 * are thousandths. Read-only once filled.
 */
public final class ScoreColumns {
  /** Stands for no cell, no band, no qualifier, no grade. */
  public static final int NONE = -1;

  private final ScoringModel model;
  private final int size;
  final byte[] idBytes;
  final int[] idStarts;
  final long[] total;
  final long[][] points;
  final short[][] grade;
  final short[] band;
  final short[] qualifiedBy;
  final short[] disqualifiedBy;
  final int[] coverage;

  ScoreColumns(ScoringModel model, byte[] idBytes, int[] idStarts) {
    this.model = model;
    this.size = idStarts.length - 1;
    this.idBytes = idBytes;
    this.idStarts = idStarts;
    total = new long[model.hasTotal() ? size : 0];
    points = new long[model.scores().size()][size];
    grade = new short[model.scores().size()][size];
    band = new short[size];
    qualifiedBy = new short[size];
    disqualifiedBy = new short[size];
    coverage = new int[size];
  }

  /** The model that gave the scores. */
  public ScoringModel model() {
    return model;
  }

  public int size() {
    return size;
  }

  /** The id of the lead in a row, as UTF-8. */
  public void id(int row, Slice into) {
    into.set(idBytes, idStarts[row], idStarts[row + 1]);
  }

  /** The total; 0 where the model has none. */
  public long total(int row) {
    return total.length == 0 ? 0 : total[row];
  }

  /** The points of a score, by its place in the model. */
  public long points(int score, int row) {
    return points[score][row];
  }

  /** The grade of a score, by its place in the score's list, or {@link #NONE}. */
  public int grade(int score, int row) {
    return grade[score][row];
  }

  /**
   * The band by its place in the model's list; the list's length stands for {@code disqualified};
   * {@link #NONE} where there is none.
   */
  public int band(int row) {
    return band[row];
  }

  /** The place of the first qualifier that holds, or {@link #NONE}. */
  public int qualifiedBy(int row) {
    return qualifiedBy[row];
  }

  /** The place of the first disqualifier that holds, or {@link #NONE}. */
  public int disqualifiedBy(int row) {
    return disqualifiedBy[row];
  }

  /** Percent of the attribute rules, by weight, whose answer is known; thousandths. */
  public int coverage(int row) {
    return coverage[row];
  }
}
