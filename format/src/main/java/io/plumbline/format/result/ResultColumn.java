package io.plumbline.format.result;

import io.plumbline.core.population.ScoreColumns;
import java.util.List;

/**
 * One column of a result. Which figure a column shows is told by an enum and not by a function, so
 * that the loop over the cells of a row calls nothing that the runtime cannot see through.
 */
sealed interface ResultColumn {
  String name();

  /** The lead's id. */
  record Id(String name) implements ResultColumn {}

  /**
   * A number of thousandths; every row has one.
   *
   * @param score which score; 0 for what is no score
   */
  record Thousandths(String name, Figure figure, int score) implements ResultColumn {
    long of(ScoreColumns scores, int row) {
      return switch (figure) {
        case TOTAL -> scores.total(row);
        case POINTS -> scores.points(score, row);
        case COVERAGE -> scores.coverage(row);
      };
    }
  }

  /** What a number is. */
  enum Figure {
    TOTAL,
    POINTS,
    COVERAGE
  }

  /**
   * One of a few texts, or none.
   *
   * @param score which score is graded, or gives the rows of the cells
   * @param other which score gives the columns of the cells
   * @param width how many columns the cells have
   */
  record Label(String name, List<String> labels, Mark mark, int score, int other, int width)
      implements ResultColumn {
    public Label {
      labels = List.copyOf(labels);
    }

    Label(String name, List<String> labels, Mark mark, int score) {
      this(name, labels, mark, score, 0, 0);
    }

    /** The place of a row's text among the labels, or {@link ScoreColumns#NONE}. */
    int of(ScoreColumns scores, int row) {
      return switch (mark) {
        case GRADE -> scores.grade(score, row);
        case CELL -> cell(scores.grade(score, row), scores.grade(other, row));
        case BAND -> scores.band(row);
        case QUALIFIED_BY -> scores.qualifiedBy(row);
        case DISQUALIFIED_BY -> scores.disqualifiedBy(row);
      };
    }

    private int cell(int rowGrade, int columnGrade) {
      boolean none = rowGrade == ScoreColumns.NONE || columnGrade == ScoreColumns.NONE;
      return none ? ScoreColumns.NONE : rowGrade * width + columnGrade;
    }
  }

  /** What a label is. */
  enum Mark {
    GRADE,
    CELL,
    BAND,
    QUALIFIED_BY,
    DISQUALIFIED_BY
  }

  /** The explanation as JSON. */
  record Proof(String name) implements ResultColumn {}
}
