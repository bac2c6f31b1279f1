package io.plumbline.cli;

import io.plumbline.format.facts.Rejection;
import io.plumbline.format.facts.RejectsWriter;
import io.plumbline.format.output.AtomicOutput;
import io.plumbline.format.result.ResultFormat;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Scores files of leads. */
@Command(
    name = "score",
    sortOptions = false,
    header = "Score leads.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  plumbline score --model my-model --leads leads.csv --events events.csv --out scores.csv",
      "  plumbline score -m my-model -l leads.csv -e jan.csv feb.csv.gz --top 20",
      "  plumbline score -m my-model -l leads.csv -e events.csv --report report.html --top 10",
      "  zcat leads.csv.gz | plumbline score -m my-model -l - --as-of 2026-06-01 | head",
      "  plumbline score -m my-model -l crm.csv --id Id --columns email=Mail,country=Land",
      ""
    },
    synopsisHeading = "Usage: ",
    customSynopsis = {
      "plumbline score --model MODEL --leads FILE... [--events FILE...] [--as-of TIME]",
      "                [--columns NAME=COLUMN,...] [--id COLUMN] [--out FILE|-] [--format FORMAT]",
      "                [--explain] [--rejects FILE] [--report FILE.html] [--top N] [--strict]",
      "                [--threads N]"
    },
    description = {
      "",
      "Prints a row a lead, in the order of the files of leads. With --out the rows go to a file,"
          + " and with --top or --report alone they are not printed. Files appear under their names"
          + " when they are whole; rows that cannot be read are counted and left out.",
      ""
    },
    optionListHeading = "%nOptions:%n",
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:done",
      "1:failed",
      "2:wrong use",
      "3:the model has errors",
      "4:rows were rejected under --strict; the others were scored and written"
    })
final class ScoreCommand implements Callable<Integer> {
  private static final int MOST_TOP = 10_000;

  /** How many leads the report shows one by one. */
  static final int REPORTED = 25;

  private final Console console;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Mixin private FactOptions facts = new FactOptions();

  @Option(
      names = {"-o", "--out"},
      paramLabel = "FILE",
      description = "Where the rows go; - is standard output. A name in .gz is compressed.")
  private Optional<String> out = Optional.empty();

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      description = "csv, ndjson or parquet. Default: as the name of --out ends, else csv.")
  private Optional<Format> format = Optional.empty();

  @Option(names = "--explain", description = "Add the explanation of each row, as JSON.")
  private boolean explain;

  @Option(
      names = "--rejects",
      paramLabel = "FILE",
      description = "Write the rejected rows there, with file, line and reason.")
  private Optional<String> rejects = Optional.empty();

  @Option(
      names = "--report",
      paramLabel = "FILE.html",
      description = "Write a page to look at: distribution, matrix, rules, top leads.")
  private Optional<String> report = Optional.empty();

  @Option(names = "--top", paramLabel = "N", description = "Print the N hottest leads as a table.")
  private Optional<Integer> top = Optional.empty();

  @Option(names = "--strict", description = "End with exit code 4 where a row was rejected.")
  private boolean strict;

  /** Formats of results, as they are written on the command line. */
  enum Format {
    csv(ResultFormat.CSV),
    ndjson(ResultFormat.NDJSON),
    parquet(ResultFormat.PARQUET);

    final ResultFormat result;

    Format(ResultFormat result) {
      this.result = result;
    }
  }

  ScoreCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws IOException {
    facts.refuseUnknownOptions(spec);
    Optional<String> target = target();
    new Targets(target, rejects, report, top.isPresent()).check(facts.inputs());
    Instant start = console.shell().clock().instant();
    LoadedFacts.Loader loader = new LoadedFacts.Loader(console, facts);
    // Outputs are opened before anything is read: a wrong name is told at once.
    try (Outputs outputs = Outputs.open(target, rejects, report, console)) {
      Tally tally = new Tally(outputs.rejects());
      boolean explainable = explain || top.isPresent() || report.isPresent();
      Results results = Results.of(loader.load(explainable, tally));
      if (outputs.results().isPresent()) {
        results.write(outputs.results().get(), format(target), facts.threadCount(), explain);
      }
      outputs.commitRejects();
      show(results, loader, outputs);
      Duration time = Duration.between(start, console.shell().clock().instant());
      results.report(console, time, rejects);
      return end(tally.rejected());
    }
  }

  private void show(Results results, LoadedFacts.Loader loader, Outputs outputs)
      throws IOException {
    int shown = top.orElse(0);
    List<Integer> best =
        new Ranking(results.scores()).top(Math.max(shown, report.isPresent() ? REPORTED : 0));
    LeadNames names = LeadNames.read(loader, facts, results.ids(best));
    if (outputs.report().isPresent()) {
      results.writeReport(
          outputs.report().get(), best.subList(0, Math.min(REPORTED, best.size())), names);
    }
    if (top.isPresent()) {
      List<Integer> rows = best.subList(0, Math.min(shown, best.size()));
      console.data(results.table(rows, names, console.layout()));
    }
  }

  private int end(long rejected) {
    if (strict && rejected > 0) {
      console.complain(
          "plumbline: exit code 4: rows were rejected and --strict was given; the results of the"
              + " other rows were written");
      return ExitCode.ROWS_REJECTED.number;
    }
    return ExitCode.DONE.number;
  }

  /** Where rows go; empty where nobody asked for them. */
  private Optional<String> target() {
    if (top.isPresent() && (top.get() < 1 || top.get() > MOST_TOP)) {
      throw Failure.wrongUse("--top is a number from 1 to " + MOST_TOP);
    }
    if (out.isPresent()) {
      return out;
    }
    boolean other = top.isPresent() || report.isPresent();
    if (other && (format.isPresent() || explain)) {
      throw Failure.wrongUse(
          "--format and --explain are about the rows, which --top and --report do not print;"
              + " add --out FILE");
    }
    return other ? Optional.empty() : Optional.of(AtomicOutput.STANDARD_OUTPUT);
  }

  private ResultFormat format(Optional<String> target) {
    return format
        .map(chosen -> chosen.result)
        .or(() -> target.flatMap(ResultFormat::ofName))
        .orElse(ResultFormat.CSV);
  }

  /** Everything that is written, under names that appear when they are whole. */
  private record Outputs(
      Optional<AtomicOutput> results,
      Optional<AtomicOutput> rejectsFile,
      Optional<AtomicOutput> report,
      Optional<Writer> rejectsWriter)
      implements AutoCloseable {

    static Outputs open(
        Optional<String> results,
        Optional<String> rejects,
        Optional<String> report,
        Console console)
        throws IOException {
      Optional<AtomicOutput> first = open(results, console);
      try {
        Optional<AtomicOutput> second = open(rejects, console);
        Optional<Writer> writer =
            second.map(
                file ->
                    new BufferedWriter(
                        new OutputStreamWriter(file.stream(), StandardCharsets.UTF_8)));
        return new Outputs(first, second, open(report, console), writer);
      } catch (IOException e) {
        first.ifPresent(AtomicOutput::close);
        throw e;
      }
    }

    private static Optional<AtomicOutput> open(Optional<String> name, Console console)
        throws IOException {
      return name.isEmpty()
          ? Optional.empty()
          : Optional.of(AtomicOutput.named(name.get(), console.shell().out()));
    }

    Consumer<Rejection> rejects() {
      return rejectsWriter.<Consumer<Rejection>>map(RejectsWriter::new).orElse(rejection -> {});
    }

    void commitRejects() throws IOException {
      if (rejectsWriter.isPresent() && rejectsFile.isPresent()) {
        rejectsWriter.get().flush();
        rejectsFile.get().commit();
      }
    }

    @Override
    public void close() {
      results.ifPresent(AtomicOutput::close);
      rejectsFile.ifPresent(AtomicOutput::close);
      report.ifPresent(AtomicOutput::close);
    }
  }
}
