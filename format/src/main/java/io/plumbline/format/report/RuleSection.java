package io.plumbline.format.report;

import io.plumbline.core.population.PopulationStatistics;
import io.plumbline.core.population.PopulationStatistics.OfRule;
import java.util.Comparator;
import java.util.List;

/** What each rule gives over the population, the weightiest first. */
final class RuleSection {
  static final int MOST_RULES = 100;

  private final PopulationStatistics statistics;
  private final RuleTitles titles;
  private final long positive;
  private final long negative;
  private final long mostGiven;
  private final long mostTaken;

  RuleSection(PopulationStatistics statistics, RuleTitles titles) {
    this.statistics = statistics;
    this.titles = titles;
    this.positive = statistics.rules().stream().mapToLong(OfRule::positive).sum();
    this.negative = statistics.rules().stream().mapToLong(OfRule::negative).sum();
    this.mostGiven = statistics.rules().stream().mapToLong(OfRule::positive).max().orElse(0);
    this.mostTaken =
        statistics.rules().stream().mapToLong(rule -> -rule.negative()).max().orElse(0);
  }

  void write(Html html) {
    html.open("section", "id", "rules").element("h2", "What each rule contributes");
    html.element(
        "p",
        "Points as rules give them to their groups, before a group’s limits and weight: they show"
            + " which rules matter, and need not add up to the totals.",
        "class",
        "note");
    html.open("div", "class", "scroll").open("table", "class", "rules");
    html.element("caption", "Rules by the points they move, over all leads");
    writeHead(html);
    html.open("tbody");
    List<OfRule> sorted =
        statistics.rules().stream()
            .sorted(Comparator.comparingLong((OfRule rule) -> rule.negative() - rule.positive()))
            .toList();
    sorted.stream().limit(MOST_RULES).forEach(rule -> writeRule(html, rule));
    html.close().close().close();
    if (sorted.size() > MOST_RULES) {
      String more = Figures.count(sorted.size() - MOST_RULES, "rule");
      html.element("p", "… and " + more + " more that move fewer points.", "class", "note");
    }
    html.close().line();
  }

  private static void writeHead(Html html) {
    html.open("thead").open("tr").element("th", "Rule", "scope", "col");
    html.open("th", "scope", "col", "class", "bar-column").text("Points taken and given").close();
    for (String title : List.of("Total", "Share", "Leads", "Average", "Unknown")) {
      html.element("th", title, "scope", "col", "class", "n");
    }
    html.close().close();
  }

  private void writeRule(Html html, OfRule rule) {
    html.open("tr").open("th", "scope", "row").text(titles.of(rule.rule()));
    html.element("small", titles.place(rule.rule())).close();
    html.open("td", "class", "bar-column");
    writeBar(html, rule);
    html.close();
    number(html, Figures.rounded((double) rule.sum(), true));
    number(html, share(rule));
    html.open("td", "class", "n").text(Figures.count(rule.fired()));
    html.element("small", Figures.share(rule.fired(), statistics.subjects())).close();
    number(
        html, rule.fired() == 0 ? "–" : Figures.rounded((double) rule.sum() / rule.fired(), true));
    if (rule.unknown() == 0) {
      number(html, "–");
    } else {
      html.open("td", "class", "n").text(Figures.count(rule.unknown()));
      html.element("small", Figures.share(rule.unknown(), statistics.subjects())).close();
    }
    html.close();
  }

  private static void number(Html html, String text) {
    html.element("td", text, "class", "n");
  }

  /** The share of all points given, or of all points taken. */
  private String share(OfRule rule) {
    boolean gives = rule.positive() >= -rule.negative();
    if (rule.positive() == 0 && rule.negative() == 0) {
      return "–";
    }
    return gives
        ? Figures.share(rule.positive(), positive)
        : Figures.share(-rule.negative(), -negative) + " of minus";
  }

  /** What is taken goes to the left of the line, what is given to the right. */
  private void writeBar(Html html, OfRule rule) {
    double taken = width(-rule.negative());
    double given = width(rule.positive());
    double middle = 100.0 * mostTaken / Math.max(1, mostTaken + mostGiven);
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
    rect(html, "minus", middle - taken, taken);
    rect(html, "plus", middle, given);
    html.leaf(
        "line", "x1", Figures.length(middle), "x2", Figures.length(middle), "y1", "-2", "y2", "12");
    html.close();
  }

  private double width(long points) {
    return points == 0 ? 0 : Math.max(0.7, 100.0 * points / (mostTaken + mostGiven));
  }

  private static void rect(Html html, String kind, double x, double width) {
    if (width > 0) {
      html.leaf(
          "rect",
          "class",
          kind,
          "x",
          Figures.length(x),
          "y",
          "0",
          "width",
          Figures.length(width),
          "height",
          "10");
    }
  }
}
