package io.plumbline.format.report;

import io.plumbline.core.model.Band;
import io.plumbline.core.population.PopulationStatistics.OfRule;
import io.plumbline.core.score.Explanation;
import io.plumbline.format.text.Words;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/** What to do next, as far as the model and the figures tell. */
final class StepSection {
  private static final int MOST_SILENT = 5;
  private static final int SOON_DAYS = 7;

  private final Overview overview;
  private final ReportInput input;
  private final RuleTitles titles;

  /** A step, and what it concerns. */
  private record Step(String whom, String what) {}

  StepSection(Overview overview, ReportInput input, RuleTitles titles) {
    this.overview = overview;
    this.input = input;
    this.titles = titles;
  }

  void write(Html html) {
    List<Step> steps = steps();
    if (overview.leads() == 0 || steps.isEmpty()) {
      return;
    }
    html.open("section", "id", "next").element("h2", "Next steps").open("ul", "class", "steps");
    for (Step step : steps) {
      html.open("li").element("b", step.whom()).text(" " + step.what()).close();
    }
    html.close().close().line();
  }

  private List<Step> steps() {
    List<Step> steps = new ArrayList<>();
    for (int i = 0; i < overview.model().bands().size(); i++) {
      Band band = overview.model().bands().get(i);
      String todo = band.caption().description();
      if (overview.bands().get(i) > 0 && !todo.isEmpty()) {
        String title = band.caption().titleOr(band.name());
        steps.add(
            new Step(title + ", " + Figures.count(overview.bands().get(i), "lead") + ".", todo));
      }
    }
    addFading(steps);
    addSilentRules(steps);
    if (input.counts().rejected() > 0) {
      String rows = Figures.count(input.counts().rejected(), "row");
      steps.add(
          new Step(
              rows + " could not be read.", "A file of rejects (--rejects) says which and why."));
    }
    if (input.counts().orphans() > 0) {
      String events = Figures.count(input.counts().orphans(), "event");
      steps.add(
          new Step(
              events + " of leads that are not in the file.",
              "Check whether leads are missing, or ids differ between the files."));
    }
    return steps;
  }

  private void addFading(List<Step> steps) {
    long fading = input.top().stream().filter(lead -> isFading(lead.explanation())).count();
    if (fading > 0) {
      steps.add(
          new Step(
              fadingLeads(fading),
              (fading == 1 ? "loses" : "lose")
                  + " points within "
                  + SOON_DAYS
                  + " days if nothing happens: best to talk to them now."));
    }
  }

  private String fadingLeads(long fading) {
    int shown = input.top().size();
    if (fading < shown) {
      return Figures.count(fading) + " of the " + shown + " leads below";
    }
    return shown == 1 ? "The lead below" : "All " + shown + " leads below";
  }

  private static boolean isFading(Explanation explanation) {
    LocalDate until = explanation.score().day().plusDays(SOON_DAYS);
    return explanation
        .nextChange()
        .filter(change -> !change.day().isAfter(until))
        .flatMap(
            change ->
                explanation.score().total().map(total -> change.points().compareTo(total) < 0))
        .orElse(false);
  }

  private void addSilentRules(List<Step> steps) {
    List<String> silent =
        input.statistics().rules().stream()
            .filter(rule -> rule.fired() == 0)
            .map(OfRule::rule)
            .map(titles::of)
            .toList();
    if (!silent.isEmpty()) {
      List<String> shown = new ArrayList<>(silent.subList(0, Math.min(MOST_SILENT, silent.size())));
      if (silent.size() > MOST_SILENT) {
        shown.add(Figures.count(silent.size() - MOST_SILENT) + " more");
      }
      steps.add(
          new Step(
              Figures.count(silent.size(), "rule") + " moved no points for anybody:",
              Words.list(shown)
                  + (silent.size() == 1
                      ? ". Check whether what it looks for arrives."
                      : ". Check whether what they look for arrives.")));
    }
  }
}
