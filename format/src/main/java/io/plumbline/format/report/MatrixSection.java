package io.plumbline.format.report;

import io.plumbline.core.model.Band;
import io.plumbline.core.model.Dimension;
import io.plumbline.core.model.Grade;
import io.plumbline.core.model.Matrix;
import io.plumbline.core.population.ScoreColumns;
import java.util.List;
import java.util.Optional;

/** Where the leads stand on two scores at once: cells as a heat map, points as a density map. */
final class MatrixSection {
  /** Shades of heat, 0 for nobody. */
  static final int SHADES = 6;

  private final Overview overview;
  private final ScoreColumns scores;

  MatrixSection(Overview overview, ScoreColumns scores) {
    this.overview = overview;
    this.scores = scores;
  }

  void write(Html html) {
    // Of three scores or more without a matrix no two belong together.
    if (scores.model().matrix().isEmpty() && scores.model().scores().size() != 2) {
      return;
    }
    Matrix pair = scores.model().matrix().orElseGet(() -> new Matrix(name(0), name(1)));
    Dimension rows = scores.model().score(pair.rows()).orElseThrow();
    Dimension columns = scores.model().score(pair.columns()).orElseThrow();
    String title = Overview.title(rows) + " against " + Overview.title(columns);
    html.open("section", "id", "matrix").element("h2", title).open("div", "class", "pair heat");
    if (scores.model().matrix().isPresent()) {
      writeMatrix(html, rows, columns);
    }
    new DensityMap(scores, pair).write(html);
    html.close().close().line();
  }

  private String name(int place) {
    return scores.model().scores().get(place).name();
  }

  private void writeMatrix(Html html, Dimension rows, Dimension columns) {
    html.open("div", "class", "scroll").open("table", "class", "matrix");
    html.element("caption", "Leads by cell, and their share of all leads");
    html.open("thead").open("tr");
    html.open("th", "scope", "col").element("small", Overview.title(columns) + " →");
    html.element("small", Overview.title(rows) + " ↓").close();
    for (Grade grade : columns.grades()) {
      html.element("th", grade.label(), "scope", "col");
    }
    html.close().close().open("tbody");
    long most =
        overview.cells().stream().flatMap(List::stream).mapToLong(leads -> leads).max().orElse(0);
    for (int row = 0; row < rows.grades().size(); row++) {
      String label = rows.grades().get(row).label();
      html.open("tr").element("th", label, "scope", "row");
      for (int column = 0; column < columns.grades().size(); column++) {
        String cell = label + columns.grades().get(column).label();
        writeCell(html, cell, overview.cells().get(row).get(column), most);
      }
      html.close();
    }
    html.close().close();
    writeLegend(html);
    html.close();
  }

  private void writeCell(Html html, String cell, long leads, long most) {
    html.open("td", "class", "heat-" + shade(leads, most, 0.5));
    html.element("b", cell).element("span", Figures.count(leads));
    html.element("small", Figures.share(leads, overview.leads()));
    band(cell)
        .ifPresent(
            band -> html.element("small", band.caption().titleOr(band.name()), "class", "band"));
    html.close();
  }

  /** The band of a cell; empty where it hangs on the total. */
  private Optional<Band> band(String cell) {
    for (Band band : overview.model().bands()) {
      if (band.test() instanceof Band.Test.AtLeast) {
        return Optional.empty();
      }
      boolean holds = !(band.test() instanceof Band.Test.InCells in) || in.cells().contains(cell);
      if (holds) {
        return Optional.of(band);
      }
    }
    return Optional.empty();
  }

  private static void writeLegend(Html html) {
    html.open("p", "class", "legend", "aria-hidden", "true").text("nobody ");
    for (int shade = 0; shade <= SHADES; shade++) {
      html.open("i", "class", "heat-" + shade).close();
    }
    html.text(" most leads").close();
  }

  /** A shade by a power of the share, so that a full cell leaves shades for the others. */
  static int shade(long leads, long most, double power) {
    return leads == 0 ? 0 : (int) Math.ceil(SHADES * Math.pow((double) leads / most, power));
  }
}
