package io.plumbline.cli;

import io.plumbline.cli.sample.SamplePopulation;
import io.plumbline.core.score.Explanation;
import io.plumbline.format.facts.RejectsWriter;
import io.plumbline.format.output.AtomicOutput;
import io.plumbline.format.result.ResultFormat;
import io.plumbline.format.text.PersonExplanation;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Shows what Plumbline does, on invented people. */
@Command(
    name = "demo",
    sortOptions = false,
    header = "See it at work: sample data, scores, an explanation, a report.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  plumbline demo                                  5,000 leads, into ./plumbline-demo",
      "  plumbline demo --leads 100000 --seed 7          more of them, other ones",
      "  plumbline demo --out /tmp/look                  into another folder",
      ""
    },
    synopsisHeading = "Usage: ",
    customSynopsis = "plumbline demo [--leads N] [--seed S] [--out DIR]",
    description = {
      "",
      "Invents companies, people and half a year of what they did; writes them as CSV with the"
          + " ready model b2b-saas; scores them; prints the twenty hottest leads and the first"
          + " one's explanation; writes a report. The same seed gives the same output on every day:"
          + " the data end in May 2026, and the scores are as of 2026-06-01. All people, companies"
          + " and addresses are invented.",
      ""
    },
    optionListHeading = "%nOptions:%n")
final class DemoCommand implements Callable<Integer> {
  private static final int SHOWN = 20;

  private final Console console;

  @Option(
      names = "--leads",
      paramLabel = "N",
      defaultValue = "" + SamplePopulation.DEFAULT_LEADS,
      description = "How many leads, 1 to 1000000. Default: ${DEFAULT-VALUE}.")
  private int leads = SamplePopulation.DEFAULT_LEADS;

  @Option(
      names = "--seed",
      paramLabel = "S",
      defaultValue = "" + SamplePopulation.DEFAULT_SEED,
      description = "A whole number; another one gives other people. Default: ${DEFAULT-VALUE}.")
  private long seed = SamplePopulation.DEFAULT_SEED;

  @Option(
      names = {"-o", "--out"},
      paramLabel = "DIR",
      defaultValue = "plumbline-demo",
      description = "The folder to write into. Default: ./${DEFAULT-VALUE}.")
  private String out = "";

  DemoCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws IOException {
    if (leads < 1 || leads > SamplePopulation.MOST_LEADS) {
      throw Failure.wrongUse("--leads is a number from 1 to " + SamplePopulation.MOST_LEADS);
    }
    DemoFolder folder = DemoFolder.prepare(out);
    console.say("Inventing " + Words.count(leads, "lead") + " (seed " + seed + ") in " + out + "/");
    folder.writeModel();
    try (Progress progress = Progress.ofThings(console, "Inventing", leads)) {
      new SamplePopulation(seed, leads).write(folder.path(), progress::reached);
    }
    score(folder);
    return ExitCode.DONE.number;
  }

  private void score(DemoFolder folder) throws IOException {
    Instant start = console.shell().clock().instant();
    FactOptions facts = folder.facts();
    LoadedFacts.Loader loader = new LoadedFacts.Loader(console, facts);
    Results results;
    try (AtomicOutput rejects = AtomicOutput.file(folder.path().resolve("rejects.csv"));
        Writer writer = new OutputStreamWriter(rejects.stream(), StandardCharsets.UTF_8)) {
      results = Results.of(loader.load(true, new Tally(new RejectsWriter(writer))));
      writer.flush();
      rejects.commit();
    }
    try (AtomicOutput scores = AtomicOutput.file(folder.path().resolve("scores.csv"))) {
      results.write(scores, ResultFormat.CSV, facts.threadCount(), false);
    }
    List<Integer> best = new Ranking(results.scores()).top(ScoreCommand.REPORTED);
    LeadNames names = LeadNames.read(loader, facts, results.ids(best));
    try (AtomicOutput report = AtomicOutput.file(folder.path().resolve("report.html"))) {
      results.writeReport(report, best, names);
    }
    Duration time = Duration.between(start, console.shell().clock().instant());
    results.report(console, time, Optional.of(out + "/rejects.csv"));
    console.say("");
    console.data(shown(results, best, names));
    console.say(next(folder, results, best));
  }

  private String shown(Results results, List<Integer> best, LeadNames names) {
    List<Integer> rows = best.subList(0, Math.min(SHOWN, best.size()));
    StringBuilder text = new StringBuilder("The hottest leads:\n\n");
    text.append(results.table(rows, names, console.layout()));
    Optional<Integer> first = best.stream().findFirst();
    if (first.isPresent()) {
      Explanation explanation = results.explanation(first.get());
      text.append("\nWhy the first one is there:\n\n");
      text.append(
          PersonExplanation.print(
              results.facts().model(),
              names.subject(results.id(first.get())),
              explanation,
              console.layout()));
    }
    return text.toString();
  }

  private String next(DemoFolder folder, Results results, List<Integer> best) {
    String program = System.getProperty("plumbline.command", "plumbline");
    String lead = best.isEmpty() ? "L-0000001" : results.id(best.get(best.size() > 1 ? 1 : 0));
    String facts = folder.factArguments();
    return String.join(
        "\n",
        "",
        "Look at " + out + "/report.html in a browser. Then try:",
        "",
        "  " + program + " explain " + facts + " --lead " + lead,
        "  " + program + " score " + facts + " --top 10",
        "  " + program + " test " + folder.argument(""),
        "",
        "The model is " + out + "/model.yaml: change a number in it and run the second one again.");
  }
}
