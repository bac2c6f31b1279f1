package io.plumbline.checks.datasets;

import io.plumbline.core.engine.CompiledModel;
import io.plumbline.core.engine.ModelCompiler;
import io.plumbline.core.fact.IsoTime;
import io.plumbline.core.model.ScoringModel;
import io.plumbline.core.population.Intake;
import io.plumbline.core.population.Population;
import io.plumbline.core.population.ScoreColumns;
import io.plumbline.core.population.Slice;
import io.plumbline.format.facts.FactFiles;
import io.plumbline.format.facts.ReadCount;
import io.plumbline.format.facts.ReadOptions;
import io.plumbline.format.model.Finding;
import io.plumbline.format.model.ModelReader;
import io.plumbline.format.model.ModelReading;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Files of facts, read and scored with a model as the command line does it. */
final class ScoredFiles {
  private final ModelReading reading;
  private ReadCount leads = new ReadCount(0, 0, 0);
  private ReadCount events = new ReadCount(0, 0, 0);
  private long orphans;
  private int repeatedLeads;
  private final Map<String, Lead> byId = new HashMap<>();

  /**
   * A lead as it was scored.
   *
   * @param total without trailing zeros
   */
  record Lead(String total, String band) {}

  private ScoredFiles(ModelReading reading) {
    this.reading = reading;
  }

  /**
   * Scores files.
   *
   * @param columns of the files; that of the leads' ids is {@code lead_id}
   */
  static ScoredFiles score(
      Path model, String asOf, Map<String, String> columns, List<Path> leads, List<Path> events)
      throws IOException {
    byte[] text = Files.readAllBytes(model);
    ScoredFiles scored = new ScoredFiles(ModelReader.read(model.toString(), text));
    ScoringModel read = scored.reading.model().orElseThrow();
    CompiledModel compiled = ModelCompiler.compile(read);
    Intake intake =
        Population.intake(
            compiled,
            new Population.Options(IsoTime.instant(asOf, read.zone()).orElseThrow(), 2, false));
    ReadOptions options =
        ReadOptions.of(read.subject(), read.zone()).withColumns(columns).withThreads(2);
    FactFiles files = new FactFiles(options, intake);
    scored.leads = files.readLeads(names(leads));
    scored.events = files.readEvents(names(events));
    scored.take(Population.of(intake), compiled);
    return scored;
  }

  List<Finding> warnings() {
    return reading.warnings();
  }

  long leads() {
    return byId.size();
  }

  long rejected() {
    return leads.rejected() + events.rejected() + repeatedLeads;
  }

  long events() {
    return events.rows();
  }

  long orphans() {
    return orphans;
  }

  Lead lead(String id) {
    Lead lead = byId.get(id);
    if (lead == null) {
      throw new AssertionError("no lead " + id);
    }
    return lead;
  }

  long inBand(String band) {
    return byId.values().stream().filter(lead -> lead.band().equals(band)).count();
  }

  private void take(Population population, CompiledModel compiled) {
    orphans = population.orphanEvents();
    repeatedLeads = population.duplicateLeads().size();
    ScoreColumns scores = population.score(compiled);
    List<String> bands = scores.model().bands().stream().map(band -> band.name()).toList();
    Slice slice = new Slice();
    for (int row = 0; row < scores.size(); row++) {
      scores.id(row, slice);
      int band = scores.band(row);
      String total = BigDecimal.valueOf(scores.total(row), 3).stripTrailingZeros().toPlainString();
      byId.put(
          slice.toString(),
          new Lead(total, band < bands.size() ? bands.get(band) : "disqualified"));
    }
  }

  private static List<String> names(List<Path> paths) {
    return paths.stream().map(Path::toString).toList();
  }
}
