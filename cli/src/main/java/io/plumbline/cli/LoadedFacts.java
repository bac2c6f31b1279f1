package io.plumbline.cli;

import io.plumbline.core.engine.CompiledModel;
import io.plumbline.core.engine.ModelCompiler;
import io.plumbline.core.model.ScoringModel;
import io.plumbline.core.population.Intake;
import io.plumbline.core.population.Population;
import io.plumbline.format.facts.FactFiles;
import io.plumbline.format.facts.OneSubject;
import io.plumbline.format.facts.ReadCount;
import io.plumbline.format.facts.ReadOptions;
import io.plumbline.format.facts.Rejection;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * The facts that a command line names, read and folded.
 *
 * @param events how many were read
 */
record LoadedFacts(
    ScoringModel model,
    CompiledModel compiled,
    Instant asOf,
    Population population,
    long events,
    Tally tally) {

  /** What a subject of the model is called. */
  String noun() {
    return model.subject().name().toLowerCase(Locale.ROOT);
  }

  /** Reads facts as options tell. */
  static final class Loader {
    private static final List<String> OWN_NAMES =
        List.of("lead_id", "account_id", "event_id", "event", "time");

    private final Console console;
    private final FactOptions options;
    private final ScoringModel model;

    Loader(Console console, FactOptions options) {
      this.console = console;
      this.options = options;
      this.model = ModelFile.of(options.model).load(console);
    }

    ScoringModel model() {
      return model;
    }

    /** Reads all facts; {@code explainable} where explanations will be asked for. */
    LoadedFacts load(boolean explainable, Tally tally) {
      return load(explainable, tally, intake -> intake);
    }

    /** Reads the facts of one lead only. */
    LoadedFacts loadOne(String lead, Tally tally) {
      return load(true, tally, intake -> new OneSubject(intake, lead));
    }

    private LoadedFacts load(boolean explainable, Tally tally, UnaryOperator<Intake> filter) {
      CompiledModel compiled = ModelCompiler.compile(model);
      Instant asOf = options.instant(model.zone(), console);
      Intake intake =
          Population.intake(
              compiled, new Population.Options(asOf, options.threadCount(), explainable));
      warnOfUnusedColumns(intake);
      List<String> all = new ArrayList<>(options.leads);
      all.addAll(options.events);
      long leadBytes = Progress.bytes(options.leads);
      FactFiles files;
      LoadedFacts loaded;
      try (Progress progress = Progress.ofBytes(console, "Reading", Progress.bytes(all))) {
        long[] before = {0};
        ReadOptions reading =
            readOptions(tally).withProgress((bytes, rows) -> progress.reached(before[0] + bytes));
        files = new FactFiles(reading, filter.apply(intake));
        files.check(options.leads, options.events);
        files.readLeads(options.leads);
        before[0] = Math.max(0, leadBytes);
        ReadCount events = files.readEvents(options.events);
        Population population = Population.of(intake);
        for (Population.Duplicate one : population.duplicateLeads()) {
          tally.accept(Rejection.repeatedId(files.placeOfLead(one.chunk(), one.line()), one.id()));
        }
        loaded = new LoadedFacts(model, compiled, asOf, population, events.rows(), tally);
      }
      MissingHint.say(console, "leads", files.missingOfLeads());
      MissingHint.say(console, "events", files.missingOfEvents());
      return loaded;
    }

    /** A name that the model does not know is most likely mistyped. */
    private void warnOfUnusedColumns(Intake intake) {
      Set<String> known = new HashSet<>(OWN_NAMES);
      known.addAll(intake.attributes());
      known.addAll(intake.properties());
      for (String name : options.columns.keySet()) {
        if (!known.contains(name)) {
          console.say(
              "--columns: the model does not look at " + name + Suggestion.phrase(name, known));
        }
      }
    }

    /** How files are read. */
    ReadOptions readOptions(Tally tally) {
      return new ReadOptions(
          model.subject(),
          model.zone(),
          Optional.empty(),
          options.id,
          options.columns,
          options.threadCount(),
          console.shell().in(),
          tally,
          (bytes, rows) -> {});
    }
  }
}
