package io.plumbline.format.result;

import io.plumbline.core.model.Band;
import io.plumbline.core.model.Dimension;
import io.plumbline.core.model.Entry;
import io.plumbline.core.model.Grade;
import io.plumbline.core.model.Matrix;
import io.plumbline.core.model.ScoringModel;
import io.plumbline.format.result.ResultColumn.Figure;
import io.plumbline.format.result.ResultColumn.Label;
import io.plumbline.format.result.ResultColumn.Mark;
import java.util.ArrayList;
import java.util.List;

/** The columns of a result, in the order of the specification; none that the model lacks. */
final class ResultColumns {
  private final ScoringModel model;
  private final List<ResultColumn> columns = new ArrayList<>();

  private ResultColumns(ScoringModel model) {
    this.model = model;
  }

  /**
   * The columns of a model's scores.
   *
   * @param explained whether the explanation is the last of them
   */
  static List<ResultColumn> of(ScoringModel model, boolean explained) {
    return new ResultColumns(model).columns(explained);
  }

  private List<ResultColumn> columns(boolean explained) {
    columns.add(new ResultColumn.Id(model.subject().idName()));
    if (model.hasTotal()) {
      columns.add(new ResultColumn.Thousandths("total", Figure.TOTAL, 0));
    }
    for (int i = 0; i < model.scores().size(); i++) {
      addScore(i, model.scores().get(i));
    }
    model.matrix().ifPresent(this::addCell);
    addBand();
    addEntries("qualified_by", model.qualifiers(), Mark.QUALIFIED_BY);
    addEntries("disqualified_by", model.disqualifiers(), Mark.DISQUALIFIED_BY);
    columns.add(new ResultColumn.Thousandths("coverage", Figure.COVERAGE, 0));
    if (explained) {
      columns.add(new ResultColumn.Proof("explanation"));
    }
    return List.copyOf(columns);
  }

  private void addScore(int place, Dimension score) {
    columns.add(new ResultColumn.Thousandths(score.name(), Figure.POINTS, place));
    if (!score.grades().isEmpty()) {
      columns.add(new Label(score.name() + "_grade", labels(score), Mark.GRADE, place));
    }
  }

  private void addCell(Matrix matrix) {
    int rowScore = place(matrix.rows());
    int columnScore = place(matrix.columns());
    List<String> rowLabels = labels(model.scores().get(rowScore));
    List<String> columnLabels = labels(model.scores().get(columnScore));
    List<String> cells = new ArrayList<>();
    rowLabels.forEach(row -> columnLabels.forEach(column -> cells.add(row + column)));
    columns.add(new Label("cell", cells, Mark.CELL, rowScore, columnScore, columnLabels.size()));
  }

  /** A model without bands still says of some that they are disqualified. */
  private void addBand() {
    if (model.bands().isEmpty() && model.disqualifiers().isEmpty()) {
      return;
    }
    List<String> labels = new ArrayList<>(model.bands().stream().map(Band::name).toList());
    labels.add(ScoringModel.DISQUALIFIED);
    columns.add(new Label("band", labels, Mark.BAND, 0));
  }

  private void addEntries(String name, List<Entry> entries, Mark mark) {
    if (!entries.isEmpty()) {
      columns.add(new Label(name, entries.stream().map(Entry::id).toList(), mark, 0));
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
