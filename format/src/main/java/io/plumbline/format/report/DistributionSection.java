package io.plumbline.format.report;

import io.plumbline.core.model.Band;
import io.plumbline.core.model.Dimension;
import io.plumbline.core.model.Grade;
import io.plumbline.core.model.Points;
import io.plumbline.core.model.ScoringModel;
import io.plumbline.core.model.Total;
import io.plumbline.core.population.ScoreColumns;
import io.plumbline.format.report.HistogramChart.Mark;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** How the total and each score are spread over the leads, with bands and grades marked. */
record DistributionSection(ScoreColumns scores) {

  void write(Html html) {
    ScoringModel model = scores.model();
    html.open("section", "id", "distribution").element("h2", "How points are spread");
    boolean sameAsScore = model.scores().size() == 1;
    if (model.hasTotal()) {
      long most = mostOfTotal(model).map(Points::thousandths).orElse(0L);
      Histogram histogram = Histogram.of(scores.size(), scores::total, 0, most);
      new HistogramChart(histogram, "Leads by total", bandMarks(model)).write(html);
    }
    html.open("div", "class", "charts");
    for (int i = 0; i < model.scores().size() && !sameAsScore; i++) {
      writeScore(html, i);
    }
    html.close().close().line();
  }

  private void writeScore(Html html, int place) {
    Dimension score = scores.model().scores().get(place);
    long most = score.ceiling().map(Points::thousandths).orElse(0L);
    Histogram histogram = Histogram.of(scores.size(), row -> scores.points(place, row), 0, most);
    String title = "Leads by " + Overview.title(score);
    new HistogramChart(histogram, title, gradeMarks(score)).write(html);
  }

  private static List<Mark> bandMarks(ScoringModel model) {
    List<Mark> marks = new ArrayList<>();
    for (Band band : model.bands()) {
      if (band.test() instanceof Band.Test.AtLeast least) {
        String title = band.caption().titleOr(band.name());
        marks.add(new Mark(least.points().thousandths(), title + " " + least.points()));
      }
    }
    return marks;
  }

  static List<Mark> gradeMarks(Dimension score) {
    List<Mark> marks = new ArrayList<>();
    for (Grade grade : score.grades()) {
      threshold(score, grade).ifPresent(at -> marks.add(new Mark(at, grade.label())));
    }
    return marks;
  }

  /** Where a grade begins, in thousandths; for the eye, so a rounding does not matter. */
  private static Optional<Long> threshold(Dimension score, Grade grade) {
    long value = grade.threshold().value().thousandths();
    if (grade.threshold() instanceof Grade.Threshold.OfPoints) {
      return Optional.of(value);
    }
    return score.ceiling().map(max -> Points.mulDiv(max.thousandths(), value, 100_000));
  }

  private static Optional<Points> mostOfTotal(ScoringModel model) {
    Points most = Points.ZERO;
    Total total = model.total().orElse(null);
    if (total instanceof Total.Weighted weighted) {
      for (Total.Weight weight : weighted.weights()) {
        most = most.plus(weight.weight());
      }
      return Optional.of(most);
    }
    List<String> names =
        total instanceof Total.Sum sum ? sum.scores() : List.of(model.scores().get(0).name());
    for (String name : names) {
      Optional<Points> ceiling = model.score(name).flatMap(Dimension::ceiling);
      if (ceiling.isEmpty()) {
        return Optional.empty();
      }
      most = most.plus(ceiling.get());
    }
    return Optional.of(most);
  }
}
