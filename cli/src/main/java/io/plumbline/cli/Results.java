package io.plumbline.cli;

import static java.time.format.DateTimeFormatter.ISO_OFFSET_DATE_TIME;

import io.plumbline.core.population.Population;
import io.plumbline.core.population.ScoreColumns;
import io.plumbline.core.population.Slice;
import io.plumbline.core.score.Explanation;
import io.plumbline.format.output.AtomicOutput;
import io.plumbline.format.report.HtmlReport;
import io.plumbline.format.report.ReportInput;
import io.plumbline.format.result.ResultFormat;
import io.plumbline.format.result.ResultWriter;
import io.plumbline.format.text.Layout;
import io.plumbline.format.text.TopTable;
import java.io.IOException;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The scores of a population, and the forms in which they are given out. */
record Results(LoadedFacts facts, ScoreColumns scores) {

  static Results of(LoadedFacts facts) {
    return new Results(facts, facts.population().score(facts.compiled()));
  }

  /** Writes a row a lead. */
  void write(AtomicOutput output, ResultFormat format, int threads, boolean explained)
      throws IOException {
    ResultWriter writer = new ResultWriter(format, threads);
    if (explained) {
      writer = writer.explainedBy(this::explanation);
    }
    writer.write(scores, output.stream());
    output.commit();
  }

  /** The ids of rows. */
  Set<String> ids(List<Integer> rows) {
    Set<String> ids = new HashSet<>();
    rows.forEach(row -> ids.add(id(row)));
    return ids;
  }

  String id(int row) {
    Slice slice = new Slice();
    scores.id(row, slice);
    return slice.toString();
  }

  Explanation explanation(int row) {
    return facts.population().explain(facts.compiled(), row);
  }

  /** Leads as a table for a person. */
  String table(List<Integer> rows, LeadNames names, Layout layout) {
    List<TopTable.Row> shown =
        rows.stream().map(row -> new TopTable.Row(explanation(row), names.name(id(row)))).toList();
    return TopTable.print(facts.model(), shown, layout);
  }

  /** Writes the page to look at. */
  void writeReport(AtomicOutput output, List<Integer> rows, LeadNames names) throws IOException {
    Population population = facts.population();
    List<ReportInput.TopLead> top =
        rows.stream()
            .map(row -> new ReportInput.TopLead(explanation(row), names.names(id(row))))
            .toList();
    ReportInput.Counts counts =
        new ReportInput.Counts(facts.events(), facts.tally().rejected(), population.orphanEvents());
    ReportInput input =
        new ReportInput(scores, population.statistics(facts.compiled()), facts.asOf(), counts, top);
    HtmlReport.write(input, output.stream());
    output.commit();
  }

  /** Says what was read and done. */
  void report(Console console, Duration time, Optional<String> rejects) {
    Population population = facts.population();
    console.say(
        Words.count(population.size(), facts.noun())
            + " scored as of "
            + ISO_OFFSET_DATE_TIME.format(
                facts.asOf().truncatedTo(ChronoUnit.SECONDS).atZone(facts.model().zone()))
            + " in "
            + Words.duration(time));
    if (facts.events() > 0) {
      console.say(
          Words.count(facts.events(), "event")
              + " read: "
              + Words.number(population.orphanEvents())
              + " of unknown "
              + facts.noun()
              + "s, "
              + Words.number(population.repeatedEvents())
              + " repeated");
    }
    facts.tally().report(console, rejects);
  }
}
