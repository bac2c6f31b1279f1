package io.plumbline.format.report;

import io.plumbline.core.model.ScoringModel;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.temporal.ChronoUnit;

/**
 * A population's scores as one HTML page that needs nothing beside itself: no script, no network.
 */
public final class HtmlReport {
  private static final String STYLE = style();

  private final ReportInput input;
  private final Overview overview;
  private final RuleTitles titles;

  private HtmlReport(ReportInput input) {
    this.input = input;
    this.overview = Overview.of(input.scores());
    this.titles = new RuleTitles(input.scores().model());
  }

  /** Writes the page as UTF-8; the stream stays open. */
  public static void write(ReportInput input, OutputStream out) throws IOException {
    out.write(new HtmlReport(input).page().getBytes(StandardCharsets.UTF_8));
  }

  private String page() {
    Html html = new Html();
    html.raw("<!doctype html>").line().open("html", "lang", "en");
    writeHead(html);
    html.open("body").open("main");
    writeTitle(html);
    writeFindings(html);
    new BandSection(overview).write(html);
    if (overview.leads() > 0) {
      new DistributionSection(input.scores()).write(html);
      new MatrixSection(overview, input.scores()).write(html);
      new RuleSection(input.statistics(), titles).write(html);
      new CoverageSection(input.scores(), input.statistics()).write(html);
      new StepSection(overview, input, titles).write(html);
      new LeadSection(overview.model(), input.top()).write(html);
    }
    html.close().open("footer");
    html.element(
        "p",
        "Made by Plumbline. A score is computed anew from the model, the facts and the instant"
            + " above; the same three give the same page.");
    return html.close().close().close().line().toString();
  }

  private void writeHead(Html html) {
    html.open("head").leaf("meta", "charset", "utf-8");
    html.leaf("meta", "name", "viewport", "content", "width=device-width, initial-scale=1");
    html.leaf("meta", "name", "color-scheme", "content", "light dark");
    // Nothing may be loaded or run, whatever a lead is called.
    html.leaf(
        "meta",
        "http-equiv",
        "Content-Security-Policy",
        "content",
        "default-src 'none'; style-src 'unsafe-inline'");
    html.element("title", title() + ", " + asOfDay()).line();
    html.open("style").raw(STYLE).close().close().line();
  }

  private String title() {
    ScoringModel model = overview.model();
    return model.caption().titleOr(model.id());
  }

  private String asOfDay() {
    return input.asOf().atZone(overview.model().zone()).toLocalDate().toString();
  }

  private void writeTitle(Html html) {
    ScoringModel model = overview.model();
    html.open("header", "class", "title").element("p", "Lead scores", "class", "eyebrow");
    html.element("h1", title());
    if (!model.caption().description().isEmpty()) {
      html.element("p", model.caption().description(), "class", "lede");
    }
    String time =
        input.asOf().atZone(model.zone()).toLocalTime().truncatedTo(ChronoUnit.SECONDS).toString();
    html.open("dl", "class", "meta");
    meta(html, "As of", asOfDay() + " " + time + " " + model.zone());
    meta(html, "Leads", Figures.count(overview.leads()));
    meta(html, "Events", Figures.count(input.counts().events()));
    meta(html, "Rejected rows", Figures.count(input.counts().rejected()));
    if (overview.leads() > 0 && model.hasTotal()) {
      meta(html, "Median total", Figures.points(overview.medianTotal()));
    }
    if (overview.leads() > 0) {
      meta(html, "Coverage, mean", Figures.rounded((double) overview.meanCoverage(), false) + "%");
    }
    html.close().close().line();
  }

  private static void meta(Html html, String name, String value) {
    html.open("div").element("dt", name).element("dd", value).close();
  }

  private void writeFindings(Html html) {
    html.open("section", "id", "findings", "class", "findings");
    html.element("h2", "What stands out").open("ol");
    for (String sentence : new Findings(overview, input.statistics(), titles).sentences()) {
      html.element("li", sentence);
    }
    html.close().close().line();
  }

  private static String style() {
    try (InputStream in = HtmlReport.class.getResourceAsStream("report.css")) {
      if (in == null) {
        throw new IllegalStateException("report.css is missing");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
