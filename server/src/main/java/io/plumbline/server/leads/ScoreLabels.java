package io.plumbline.server.leads;

import io.plumbline.core.model.Band;
import io.plumbline.core.model.Dimension;
import io.plumbline.core.model.Entry;
import io.plumbline.core.model.Grade;
import io.plumbline.core.model.Matrix;
import io.plumbline.core.model.Points;
import io.plumbline.core.model.ScoringModel;
import io.plumbline.core.score.Score.OfDimension;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/**
 * The texts that a version of a model gives to subjects, numbered from the best on: grades, bands,
 * cells, and the entries that qualify or disqualify. Immutable.
 */
final class ScoreLabels {
  private final String model;
  private final int version;
  private final boolean hasTotal;
  private final List<String> dimensions;
  private final List<Names> grades;
  private final Names bands;
  private final Names qualifiers;
  private final Names disqualifiers;
  private final int rows;
  private final int columns;

  ScoreLabels(ScoringModel model, int version) {
    this.model = model.id();
    this.version = version;
    hasTotal = model.hasTotal();
    dimensions = model.scores().stream().map(Dimension::name).toList();
    grades =
        model.scores().stream()
            .map(each -> new Names(each.grades().stream().map(Grade::label).toList()))
            .toList();
    List<String> named = new java.util.ArrayList<>(model.bands().stream().map(Band::name).toList());
    named.add(ScoringModel.DISQUALIFIED);
    bands = new Names(named);
    qualifiers = new Names(model.qualifiers().stream().map(Entry::id).toList());
    disqualifiers = new Names(model.disqualifiers().stream().map(Entry::id).toList());
    rows = model.matrix().map(Matrix::rows).map(dimensions::indexOf).orElse(ScoreSlab.NONE);
    columns = model.matrix().map(Matrix::columns).map(dimensions::indexOf).orElse(ScoreSlab.NONE);
  }

  /** Texts and their places. */
  private record Names(List<String> texts, Map<String, Integer> places) {
    Names(List<String> texts) {
      this(List.copyOf(texts), new HashMap<>());
      for (int i = 0; i < texts.size(); i++) {
        places.put(texts.get(i), i);
      }
    }

    int place(String text) {
      return text.isEmpty() ? ScoreSlab.NONE : places.getOrDefault(text, ScoreSlab.NONE);
    }

    String text(int place) {
      return place < 0 ? "" : texts.get(place);
    }
  }

  boolean hasTotal() {
    return hasTotal;
  }

  int dimensions() {
    return dimensions.size();
  }

  List<String> dimensionNames() {
    return dimensions;
  }

  String dimension(int place) {
    return dimensions.get(place);
  }

  OptionalInt dimension(String name) {
    int place = dimensions.indexOf(name);
    return place < 0 ? OptionalInt.empty() : OptionalInt.of(place);
  }

  int grade(int dimension, String label) {
    return grades.get(dimension).place(label);
  }

  String gradeLabel(int dimension, int place) {
    return grades.get(dimension).text(place);
  }

  List<String> gradeLabels(int dimension) {
    return grades.get(dimension).texts();
  }

  List<String> bandNames() {
    return bands.texts();
  }

  List<String> cellLabels() {
    return IntStream.range(0, cells()).mapToObj(this::cellLabel).toList();
  }

  int band(String name) {
    return bands.place(name);
  }

  int qualifier(String id) {
    return qualifiers.place(id);
  }

  int disqualifier(String id) {
    return disqualifiers.place(id);
  }

  int cell(ScoreSlab slab, int row) {
    if (rows < 0) {
      return ScoreSlab.NONE;
    }
    int rowGrade = slab.grade(rows, row);
    int columnGrade = slab.grade(columns, row);
    return rowGrade < 0 || columnGrade < 0
        ? ScoreSlab.NONE
        : rowGrade * grades.get(columns).texts().size() + columnGrade;
  }

  /** How many cells there are. */
  int cells() {
    return rows < 0 ? 0 : grades.get(rows).texts().size() * grades.get(columns).texts().size();
  }

  String cellLabel(int cell) {
    if (cell < 0) {
      return "";
    }
    int width = grades.get(columns).texts().size();
    return grades.get(rows).text(cell / width) + grades.get(columns).text(cell % width);
  }

  ListedScore show(ScoreSlab slab, int row, List<OfDimension> scores, Points coverage) {
    return new ListedScore(
        model,
        version,
        hasTotal ? Optional.of(new Points(slab.total(row))) : Optional.empty(),
        scores.stream().map(ScoreLabels::listed).toList(),
        text(cellLabel(slab.cell(row))),
        text(bands.text(slab.band(row))),
        text(qualifiers.text(slab.qualifier(row))),
        text(disqualifiers.text(slab.disqualifier(row))),
        coverage);
  }

  /** A whole score as it is listed. */
  static ListedScore.Dimension listed(OfDimension score) {
    return new ListedScore.Dimension(score.name(), score.points(), text(score.grade()));
  }

  private static Optional<String> text(String text) {
    return text.isEmpty() ? Optional.empty() : Optional.of(text);
  }
}
