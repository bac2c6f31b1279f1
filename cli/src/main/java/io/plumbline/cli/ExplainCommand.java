package io.plumbline.cli;

import io.plumbline.core.score.Explanation;
import io.plumbline.format.result.ExplanationJson;
import io.plumbline.format.text.PersonExplanation;
import java.io.IOException;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Proves one lead's score. */
@Command(
    name = "explain",
    sortOptions = false,
    header = "Show why a lead has its score.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  plumbline explain --model my-model --leads leads.csv --events events.csv --lead 4711",
      "  plumbline explain -m my-model -l leads.csv -e events.csv --lead 4711 --as-of 2026-06-01",
      "  plumbline explain -m my-model -l leads.csv -e events.csv --lead 4711 --json | jq .total",
      ""
    },
    synopsisHeading = "Usage: ",
    customSynopsis = {
      "plumbline explain --model MODEL --leads FILE... [--events FILE...] --lead ID",
      "                  [--as-of TIME] [--columns NAME=COLUMN,...] [--id COLUMN] [--json]"
    },
    description = {
      "",
      "Prints the total, each score with its grade, each rule that gave or could have given points"
          + " with the facts behind it, what is unknown, and when the score changes by itself.",
      ""
    },
    optionListHeading = "%nOptions:%n",
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {"0:done", "1:failed, or no such lead", "2:wrong use", "3:the model has errors"})
final class ExplainCommand implements Callable<Integer> {
  private final Console console;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Mixin private FactOptions facts = new FactOptions();

  @Option(names = "--lead", required = true, paramLabel = "ID", description = "The lead's id.")
  private String lead = "";

  @Option(names = "--json", description = "Print one JSON object.")
  private boolean json;

  ExplainCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws IOException {
    facts.refuseUnknownOptions(spec);
    LoadedFacts.Loader loader = new LoadedFacts.Loader(console, facts);
    LoadedFacts loaded = loader.loadOne(lead, new Tally(rejection -> {}));
    if (loaded.population().size() == 0) {
      throw Failure.failed("there is no lead " + lead + " in " + String.join(", ", facts.leads));
    }
    Explanation explanation = loaded.population().explain(loaded.compiled(), 0);
    if (json) {
      console.data(ExplanationJson.text(explanation, loaded.model().subject()) + "\n");
    } else {
      LeadNames names = LeadNames.read(loader, facts, Set.of(lead));
      console.data(
          PersonExplanation.print(
              loaded.model(), names.subject(lead), explanation, console.layout()));
    }
    return ExitCode.DONE.number;
  }
}
