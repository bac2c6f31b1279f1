package io.plumbline.format.result;

import io.plumbline.core.model.Band;
import io.plumbline.core.model.Dimension;
import io.plumbline.core.model.Entry;
import io.plumbline.core.model.Grade;
import io.plumbline.core.model.Matrix;
import io.plumbline.core.model.ScoringModel;
import io.plumbline.core.population.ScoreColumns;
import java.util.ArrayList;
import java.util.List;

/** The columns of a result, in the order of the specification; none that the model lacks. */
final class ResultColumns {
  private final ScoreColumns scores;
  private final ScoringModel model;
  private final List<ResultColumn> columns = new ArrayList<>();

  private ResultColumns(ScoreColumns scores) {
    this.scores = scores;
    this.model = scores.model();
  }

  /**
   * The columns of a population's scores.
   *
   * @param explained whether the explanation is the last of them
   */
  static List<ResultColumn> of(ScoreColumns scores, boolean explained) {
    return new ResultColumns(scores).columns(explained);
  }

  private List<ResultColumn> columns(boolean explained) {
    columns.add(new ResultColumn.Id("lead_id"));
    if (model.hasTotal()) {
      columns.add(new ResultColumn.Number("total", scores::total));
    }
    for (int i = 0; i < model.scores().size(); i++) {
      addScore(i, model.scores().get(i));
    }
    model.matrix().ifPresent(this::addCell);
    addBand();
    addEntries("qualified_by", model.qualifiers(), scores::qualifiedBy);
    addEntries("disqualified_by", model.disqualifiers(), scores::disqualifiedBy);
    columns.add(new ResultColumn.Number("coverage", scores::coverage));
    if (explained) {
      columns.add(new ResultColumn.Proof("explanation"));
    }
    return List.copyOf(columns);
  }

  private void addScore(int place, Dimension score) {
    columns.add(new ResultColumn.Number(score.name(), row -> scores.points(place, row)));
    if (!score.grades().isEmpty()) {
      columns.add(
          new ResultColumn.Label(
              score.name() + "_grade", labels(score), row -> scores.grade(place, row)));
    }
  }

  private void addCell(Matrix matrix) {
    int rowScore = place(matrix.rows());
    int columnScore = place(matrix.columns());
    List<String> rowLabels = labels(model.scores().get(rowScore));
    List<String> columnLabels = labels(model.scores().get(columnScore));
    List<String> cells = new ArrayList<>();
    rowLabels.forEach(row -> columnLabels.forEach(column -> cells.add(row + column)));
    int width = columnLabels.size();
    columns.add(
        new ResultColumn.Label(
            "cell",
            cells,
            row -> {
              int rowGrade = scores.grade(rowScore, row);
              int columnGrade = scores.grade(columnScore, row);
              boolean none = rowGrade == ScoreColumns.NONE || columnGrade == ScoreColumns.NONE;
              return none ? ScoreColumns.NONE : rowGrade * width + columnGrade;
            }));
  }

  /** A model without bands still says of some that they are disqualified. */
  private void addBand() {
    if (model.bands().isEmpty() && model.disqualifiers().isEmpty()) {
      return;
    }
    List<String> labels = new ArrayList<>(model.bands().stream().map(Band::name).toList());
    labels.add(ScoringModel.DISQUALIFIED);
    columns.add(new ResultColumn.Label("band", labels, scores::band));
  }

  private void addEntries(String name, List<Entry> entries, ResultColumn.Place place) {
    if (!entries.isEmpty()) {
      List<String> ids = entries.stream().map(Entry::id).toList();
      columns.add(new ResultColumn.Label(name, ids, place));
    }
  }

  private int place(String score) {
    for (int i = 0; i < model.scores().size(); i++) {
      if (model.scores().get(i).name().equals(score)) {
        return i;
      }
    }
    throw new IllegalArgumentException("no such score: " + score);
  }

  private static List<String> labels(Dimension score) {
    return score.grades().stream().map(Grade::label).toList();
  }
}
