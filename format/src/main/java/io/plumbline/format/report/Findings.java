package io.plumbline.format.report;

import io.plumbline.core.model.Dimension;
import io.plumbline.core.model.Grade;
import io.plumbline.core.model.Matrix;
import io.plumbline.core.model.ScoringModel;
import io.plumbline.core.population.PopulationStatistics;
import io.plumbline.core.population.PopulationStatistics.OfAttribute;
import io.plumbline.core.population.PopulationStatistics.OfRule;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** What stands out in a population, in up to three plain sentences. */
final class Findings {
  private final Overview overview;
  private final PopulationStatistics statistics;
  private final RuleTitles titles;

  Findings(Overview overview, PopulationStatistics statistics, RuleTitles titles) {
    this.overview = overview;
    this.statistics = statistics;
    this.titles = titles;
  }

  List<String> sentences() {
    if (overview.leads() == 0) {
      return List.of("No leads were scored, so there is nothing to see yet.");
    }
    List<String> sentences = new ArrayList<>();
    sentences.add(bands());
    sleeping().ifPresent(sentences::add);
    gap().ifPresent(sentences::add);
    if (sentences.size() < 3) {
      strongest().ifPresent(sentences::add);
    }
    return sentences;
  }

  private String bands() {
    ScoringModel model = overview.model();
    long leads = overview.leads();
    if (model.bands().isEmpty()) {
      return model.hasTotal()
          ? "Half of the leads have "
              + Figures.points(overview.medianTotal())
              + " points or more; the best has "
              + Figures.points(overview.highestTotal())
              + "."
          : Figures.count(leads, "lead") + (leads == 1 ? " was scored." : " were scored.");
    }
    if (leads == 1) {
      return "The one lead is “" + bandOfTheOne() + "”.";
    }
    String best = model.bands().get(0).caption().titleOr(model.bands().get(0).name());
    long count = overview.bands().get(0);
    if (count == 0) {
      return "None of the " + Figures.count(leads, "lead") + " is “" + best + "” at the moment.";
    }
    return Figures.count(count)
        + " of "
        + Figures.count(leads, "lead")
        + " ("
        + Figures.share(count, leads)
        + (count == 1 ? ") is “" : ") are “")
        + best
        + "”"
        + lifted()
        + ".";
  }

  private String bandOfTheOne() {
    for (int i = 0; i < overview.model().bands().size(); i++) {
      if (overview.bands().get(i) > 0) {
        return overview
            .model()
            .bands()
            .get(i)
            .caption()
            .titleOr(overview.model().bands().get(i).name());
      }
    }
    return ScoringModel.DISQUALIFIED;
  }

  private String lifted() {
    long qualified = 0;
    for (long count : overview.qualified()) {
      qualified += count;
    }
    return qualified == 0
        ? ""
        : "; " + Figures.count(qualified, "lead") + " raised a hand (a qualifier holds)";
  }

  /** Those with good grades down the rows and the lowest across: fit, but silent. */
  private Optional<String> sleeping() {
    Matrix matrix = overview.model().matrix().orElse(null);
    if (matrix == null) {
      return Optional.empty();
    }
    Dimension rows = overview.model().score(matrix.rows()).orElseThrow();
    Dimension columns = overview.model().score(matrix.columns()).orElseThrow();
    int good = rows.grades().size() / 2;
    int lowest = columns.grades().size() - 1;
    if (good == 0 || lowest == 0) {
      return Optional.empty();
    }
    long count = 0;
    for (int row = 0; row < good; row++) {
      count += overview.cells().get(row).get(lowest);
    }
    List<String> labels = rows.grades().subList(0, good).stream().map(Grade::label).toList();
    String where = Overview.title(rows) + " (" + String.join(" or ", labels) + ")";
    String but = Overview.title(columns) + " (" + columns.grades().get(lowest).label() + ")";
    if (count == 0) {
      return Optional.of("Nobody who does well on " + where + " is lowest on " + but + ".");
    }
    return Optional.of(
        Figures.count(count, "lead")
            + " ("
            + Figures.share(count, overview.leads())
            + (count == 1 ? ") does" : ") do")
            + " well on "
            + where
            + " but lowest on "
            + but
            + (count == 1 ? ": the one to wake up." : ": the ones to wake up."));
  }

  private Optional<String> gap() {
    return statistics.attributes().stream()
        .max(Comparator.comparingLong(OfAttribute::unknown))
        .filter(attribute -> attribute.unknown() * 5 >= overview.leads())
        .map(
            attribute ->
                "“"
                    + attribute.attribute()
                    + "” is unknown for "
                    + ofLeads(attribute.unknown())
                    + "; no other attribute that the rules look at is missing more"
                    + " often.");
  }

  private String ofLeads(long count) {
    if (count == overview.leads()) {
      return count == 1 ? "the one lead" : "all leads";
    }
    return Figures.share(count, overview.leads()) + " of the leads";
  }

  private Optional<String> strongest() {
    long all = statistics.rules().stream().mapToLong(OfRule::positive).sum();
    return statistics.rules().stream()
        .max(Comparator.comparingLong(OfRule::positive))
        .filter(rule -> rule.positive() > 0)
        .map(
            rule ->
                "“"
                    + titles.of(rule.rule())
                    + "” gives "
                    + Figures.share(rule.positive(), all)
                    + " of all points that rules add.");
  }
}
