package io.plumbline.format.report;

import io.plumbline.core.population.PopulationStatistics;
import io.plumbline.core.population.PopulationStatistics.OfAttribute;
import io.plumbline.core.population.ScoreColumns;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/** How much is known of the leads, and which attributes are missing most. */
record CoverageSection(ScoreColumns scores, PopulationStatistics statistics) {
  private static final int MOST_ATTRIBUTES = 12;

  void write(Html html) {
    if (statistics.attributes().isEmpty()) {
      return;
    }
    html.open("section", "id", "coverage").element("h2", "What is known");
    html.element(
        "p",
        "Coverage is the share of the attribute rules, each weighed by its points, whose answer is"
            + " known for a lead.",
        "class",
        "note");
    html.open("div", "class", "pair");
    Histogram histogram = coverage();
    new HistogramChart(histogram, "Leads by coverage, percent", List.of()).write(html);
    writeAttributes(html);
    html.close().close().line();
  }

  /** Ten steps, always from 0 to 100 percent. */
  private Histogram coverage() {
    long[] counts = new long[10];
    for (int row = 0; row < scores.size(); row++) {
      counts[Math.max(0, Math.min(scores.coverage(row) / 10_000, 9))]++;
    }
    return new Histogram(0, 10_000, Arrays.stream(counts).boxed().toList());
  }

  private void writeAttributes(Html html) {
    List<OfAttribute> missing =
        statistics.attributes().stream()
            .filter(attribute -> attribute.unknown() > 0)
            .sorted(Comparator.comparingLong(OfAttribute::unknown).reversed())
            .limit(MOST_ATTRIBUTES)
            .toList();
    if (missing.isEmpty()) {
      html.element("p", "Nothing that the rules look at is unknown.", "class", "note");
      return;
    }
    html.open("table").element("caption", "Attributes most often unknown");
    html.open("thead").open("tr").element("th", "Attribute", "scope", "col");
    html.element("th", "Leads", "scope", "col", "class", "n");
    html.element("th", "Share", "scope", "col", "class", "n");
    html.element("th", "", "scope", "col", "class", "bar-column", "aria-label", "Share as a bar");
    html.close().close().open("tbody");
    for (OfAttribute attribute : missing) {
      html.open("tr").open("th", "scope", "row").foreign(attribute.attribute()).close();
      html.element("td", Figures.count(attribute.unknown()), "class", "n");
      String share = Figures.share(attribute.unknown(), statistics.subjects());
      html.element("td", share, "class", "n").open("td", "class", "bar-column");
      double width = 100.0 * attribute.unknown() / Math.max(1, statistics.subjects());
      html.open(
          "svg",
          "class",
          "bar",
          "viewBox",
          "0 0 100 10",
          "preserveAspectRatio",
          "none",
          "aria-hidden",
          "true");
      html.leaf("rect", "class", "track", "width", "100", "height", "10");
      html.leaf("rect", "class", "minus", "width", Figures.length(width), "height", "10");
      html.close().close().close();
    }
    html.close().close();
  }
}
