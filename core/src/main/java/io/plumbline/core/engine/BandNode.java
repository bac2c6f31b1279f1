package io.plumbline.core.engine;

import io.plumbline.core.model.Band;
import io.plumbline.core.model.Dimension;
import io.plumbline.core.model.ScoringModel;
import java.util.List;

/** Cells and bands, compiled: bands by their place in the model, cells by the places of grades. */
public final class BandNode {
  private static final int NONE = -1;

  private final int rows;
  private final int columns;
  private final String[][] cells;
  private final Band.Test[] tests;
  private final int disqualified;
  private final boolean[][][] holds;

  BandNode(ScoringModel model) {
    List<String> names = model.scores().stream().map(Dimension::name).toList();
    rows = model.matrix().map(matrix -> names.indexOf(matrix.rows())).orElse(NONE);
    columns = model.matrix().map(matrix -> names.indexOf(matrix.columns())).orElse(NONE);
    cells =
        rows == NONE
            ? new String[0][0]
            : cells(model.scores().get(rows), model.scores().get(columns));
    tests = model.bands().stream().map(Band::test).toArray(Band.Test[]::new);
    disqualified = tests.length;
    holds = new boolean[tests.length][cells.length][];
    for (int band = 0; band < tests.length; band++) {
      for (int row = 0; row < cells.length; row++) {
        holds[band][row] = new boolean[cells[row].length];
        for (int column = 0; column < cells[row].length; column++) {
          holds[band][row][column] =
              tests[band] instanceof Band.Test.InCells in
                  && in.cells().contains(cells[row][column]);
        }
      }
    }
  }

  private static String[][] cells(Dimension rows, Dimension columns) {
    String[][] cells = new String[rows.grades().size()][columns.grades().size()];
    for (int row = 0; row < cells.length; row++) {
      for (int column = 0; column < cells[row].length; column++) {
        cells[row][column] = rows.grades().get(row).label() + columns.grades().get(column).label();
      }
    }
    return cells;
  }

  /** The place of the score whose grades are the rows, or -1 where there is no matrix. */
  public int rows() {
    return rows;
  }

  /** The place of the score whose grades are the columns, or -1 where there is no matrix. */
  public int columns() {
    return columns;
  }

  /** The name of a cell; empty where there is no matrix. */
  String cell(int[] grades) {
    return rows == NONE ? "" : cells[grades[rows]][grades[columns]];
  }

  /** The first band that holds, or -1 where the model has none. */
  public int band(long total, int rowGrade, int columnGrade) {
    for (int band = 0; band < tests.length; band++) {
      Band.Test test = tests[band];
      if (test instanceof Band.Test.AtLeast atLeast
          ? total >= atLeast.points().thousandths()
          : test instanceof Band.Test.Otherwise || holds[band][rowGrade][columnGrade]) {
        return band;
      }
    }
    return NONE;
  }

  /** The band that stands for {@code disqualified}. */
  public int disqualified() {
    return disqualified;
  }
}
