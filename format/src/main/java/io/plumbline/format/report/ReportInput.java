package io.plumbline.format.report;

import io.plumbline.core.population.PopulationStatistics;
import io.plumbline.core.population.ScoreColumns;
import io.plumbline.core.score.Explanation;
import java.time.Instant;
import java.util.List;

/**
 * What a report tells of.
 *
 * @param top the leads to show one by one, the best first
 */
public record ReportInput(
    ScoreColumns scores,
    PopulationStatistics statistics,
    Instant asOf,
    Counts counts,
    List<TopLead> top) {
  public ReportInput {
    top = List.copyOf(top);
  }

  /**
   * What was read.
   *
   * @param events how many events were read
   * @param rejected how many rows could not be read
   * @param orphans how many events belong to no lead
   */
  public record Counts(long events, long rejected, long orphans) {}

  /**
   * A lead to show.
   *
   * @param names what people call it, such as a name and a company; empty where nothing is known
   */
  public record TopLead(Explanation explanation, List<String> names) {
    public TopLead {
      names = List.copyOf(names);
    }
  }
}
