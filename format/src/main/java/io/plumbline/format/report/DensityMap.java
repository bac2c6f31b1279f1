package io.plumbline.format.report;

import io.plumbline.core.model.Dimension;
import io.plumbline.core.model.Matrix;
import io.plumbline.core.model.Points;
import io.plumbline.core.population.ScoreColumns;
import java.util.Arrays;

/** How many leads have how many points on two scores: one up, one across. */
final class DensityMap {
  private static final int SQUARES = 20;

  private final ScoreColumns scores;
  private final Axis up;
  private final Axis across;

  DensityMap(ScoreColumns scores, Matrix pair) {
    this.scores = scores;
    this.up = axis(pair.rows());
    this.across = axis(pair.columns());
  }

  /** A score from its lowest to its highest, cut into squares. */
  private record Axis(Dimension score, int place, long low, long high) {
    int square(long value) {
      long at = Math.floorDiv((value - low) * SQUARES, Math.max(1, high - low));
      return (int) Math.max(0, Math.min(at, SQUARES - 1));
    }

    double at(long value) {
      return (double) (value - low) / Math.max(1, high - low);
    }
  }

  private Axis axis(String name) {
    int place = Overview.place(scores.model(), name);
    Dimension score = scores.model().scores().get(place);
    long low = 0;
    long high = score.ceiling().map(Points::thousandths).orElse(1000L);
    for (int row = 0; row < scores.size(); row++) {
      low = Math.min(low, scores.points(place, row));
      high = Math.max(high, scores.points(place, row));
    }
    return new Axis(score, place, low, high);
  }

  void write(Html html) {
    String title =
        Overview.title(up.score())
            + " (up) against "
            + Overview.title(across.score())
            + " (across)";
    html.open("figure", "class", "chart density");
    html.element("figcaption", "Points: " + title);
    html.open("div", "class", "square");
    html.open(
        "svg",
        "viewBox",
        "0 0 " + SQUARES * 10 + " " + SQUARES * 10,
        "preserveAspectRatio",
        "none",
        "role",
        "img",
        "aria-label",
        "Density of leads, " + title + "; darker where more leads are. Lines show grades.");
    writeSquares(html);
    writeLines(html);
    html.close();
    html.element(
        "span", "↑ " + Overview.title(up.score()), "class", "tick middle", "aria-hidden", "true");
    html.element("span", Figures.points(up.high()), "class", "tick top", "aria-hidden", "true");
    html.element("span", Figures.points(up.low()), "class", "tick bottom", "aria-hidden", "true");
    html.close().open("div", "class", "axis", "aria-hidden", "true");
    html.element("span", Figures.points(across.low()), "style", "left:0%");
    html.element("span", Overview.title(across.score()) + " →", "style", "left:50%");
    html.element("span", Figures.points(across.high()), "style", "left:100%");
    html.close().close();
  }

  private void writeSquares(Html html) {
    long[][] counts = new long[SQUARES][SQUARES];
    for (int row = 0; row < scores.size(); row++) {
      int y = up.square(scores.points(up.place(), row));
      int x = across.square(scores.points(across.place(), row));
      counts[SQUARES - 1 - y][x]++;
    }
    long most = Arrays.stream(counts).flatMapToLong(Arrays::stream).max().orElse(0);
    for (int y = 0; y < SQUARES; y++) {
      for (int x = 0; x < SQUARES; x++) {
        if (counts[y][x] > 0) {
          html.leaf(
              "rect",
              "class",
              "fill-" + MatrixSection.shade(counts[y][x], most, 0.25),
              "x",
              String.valueOf(x * 10),
              "y",
              String.valueOf(y * 10),
              "width",
              "10",
              "height",
              "10");
        }
      }
    }
  }

  private void writeLines(Html html) {
    int size = SQUARES * 10;
    for (var mark : DistributionSection.gradeMarks(up.score())) {
      String y = Figures.length(size * (1 - up.at(mark.at())));
      html.leaf("line", "x1", "0", "x2", String.valueOf(size), "y1", y, "y2", y);
    }
    for (var mark : DistributionSection.gradeMarks(across.score())) {
      String x = Figures.length(size * across.at(mark.at()));
      html.leaf("line", "x1", x, "x2", x, "y1", "0", "y2", String.valueOf(size));
    }
  }
}
