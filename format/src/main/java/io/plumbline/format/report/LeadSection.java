package io.plumbline.format.report;

import io.plumbline.core.model.Band;
import io.plumbline.core.model.Dimension;
import io.plumbline.core.model.ScoringModel;
import io.plumbline.core.score.Explanation;
import io.plumbline.core.score.Explanation.DimensionProof;
import io.plumbline.core.score.Score;
import io.plumbline.format.report.ReportInput.TopLead;
import io.plumbline.format.text.Reasons;
import io.plumbline.format.text.Reasons.Reason;
import io.plumbline.format.text.Words;
import java.time.temporal.ChronoUnit;
import java.util.List;

/** The best leads one by one, with their strongest reasons up and down. */
final class LeadSection {
  private static final int MOST_REASONS = 3;

  private final ScoringModel model;
  private final List<TopLead> leads;
  private final Reasons reasons;

  LeadSection(ScoringModel model, List<TopLead> leads) {
    this.model = model;
    this.leads = leads;
    this.reasons = new Reasons(model);
  }

  void write(Html html) {
    if (leads.isEmpty()) {
      return;
    }
    String title = leads.size() == 1 ? "The top lead" : "The top " + leads.size() + " leads";
    html.open("section", "id", "leads").element("h2", title).open("ol", "class", "leads");
    leads.forEach(lead -> writeLead(html, lead));
    html.close().close().line();
  }

  private void writeLead(Html html, TopLead lead) {
    Score score = lead.explanation().score();
    html.open("li").open("article");
    html.open("header").open("h3");
    if (lead.names().isEmpty()) {
      html.foreign(score.subject());
    } else {
      html.foreign(lead.names().get(0));
    }
    html.close().open("p", "class", "who");
    lead.names().stream().skip(1).forEach(name -> html.foreign(name).text(" · "));
    if (!lead.names().isEmpty()) {
      html.open("span", "class", "id").text("id ").foreign(score.subject()).close();
    }
    html.close().close();
    writeFigures(html, lead.explanation());
    writeReasons(html, lead.explanation());
    html.close().close().line();
  }

  private void writeFigures(Html html, Explanation explanation) {
    Score score = explanation.score();
    html.open("div", "class", "figures");
    score.total().ifPresent(total -> html.element("strong", Figures.points(total.thousandths())));
    if (!score.band().isEmpty()) {
      html.element("span", bandTitle(score.band()), "class", "pill " + tone(score.band()));
    }
    if (!score.cell().isEmpty()) {
      html.element("span", score.cell(), "class", "cell");
    }
    html.close().open("p", "class", "scores");
    for (int i = 0; i < explanation.dimensions().size(); i++) {
      writeScore(html, model.scores().get(i), explanation.dimensions().get(i));
    }
    html.close();
  }

  private static void writeScore(Html html, Dimension score, DimensionProof proof) {
    html.open("span").text(Overview.title(score) + " ");
    html.element("b", Figures.points(proof.points().thousandths()));
    proof.max().ifPresent(max -> html.text(" of " + Figures.points(max.thousandths())));
    if (!proof.grade().isEmpty()) {
      html.text(", " + proof.grade());
    }
    html.close();
  }

  private String bandTitle(String name) {
    return model.bands().stream()
        .filter(band -> band.name().equals(name))
        .map(band -> band.caption().titleOr(name))
        .findFirst()
        .orElse("Disqualified");
  }

  private String tone(String name) {
    List<String> names = model.bands().stream().map(Band::name).toList();
    int place = names.indexOf(name);
    return place < 0 ? "tone-none" : BandSection.tone(place, names.size());
  }

  private void writeReasons(Html html, Explanation explanation) {
    html.open("ul", "class", "reasons");
    reasons.up(explanation, MOST_REASONS).forEach(reason -> writeReason(html, reason, "up"));
    reasons.down(explanation, MOST_REASONS).forEach(reason -> writeReason(html, reason, "down"));
    html.close();
    explanation
        .nextChange()
        .ifPresent(
            change -> {
              long days = ChronoUnit.DAYS.between(explanation.score().day(), change.day());
              html.element(
                  "p",
                  "Without anything new: "
                      + Figures.points(change.points().thousandths())
                      + " on "
                      + change.day()
                      + ", in "
                      + Words.count(days, "day")
                      + ".",
                  "class",
                  "change");
            });
  }

  private static void writeReason(Html html, Reason reason, String way) {
    html.open("li", "class", way).element("b", Words.signed(reason.points())).text(" ");
    html.text(reason.title()).open("small").foreign(reason.words()).close().close();
  }
}
