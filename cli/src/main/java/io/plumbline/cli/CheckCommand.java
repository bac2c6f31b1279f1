package io.plumbline.cli;

import io.plumbline.format.model.Finding;
import io.plumbline.format.model.IssuePrinter;
import io.plumbline.format.model.ModelReading;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Says what is wrong with models. */
@Command(
    name = "check",
    sortOptions = false,
    header = "Find the mistakes in models.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  plumbline check my-model                  a folder with a model.yaml",
      "  plumbline check models/*/model.yaml       many files",
      "  plumbline check my-model --json           for a program",
      ""
    },
    synopsisHeading = "Usage: ",
    customSynopsis = "plumbline check MODEL... [--json]",
    description = {
      "",
      "Prints every error with its file, line and column, and warnings about what is allowed but"
          + " probably not meant.",
      ""
    },
    optionListHeading = "%nOptions:%n",
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {"0:no errors, perhaps warnings", "1:a file cannot be read", "3:errors"})
final class CheckCommand implements Callable<Integer> {
  private final Console console;

  @Parameters(arity = "1..*", paramLabel = "MODEL", description = "Model files, or their folders.")
  private List<String> models = new ArrayList<>();

  @Option(names = "--json", description = "Print a JSON array of all findings.")
  private boolean json;

  CheckCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws IOException {
    List<ModelFile> files = models.stream().map(ModelFile::of).toList();
    StringBuilder text = new StringBuilder();
    List<String> objects = new ArrayList<>();
    int errors = 0;
    int warnings = 0;
    for (ModelFile file : files) {
      ModelReading reading = file.read();
      List<Finding> findings = new ArrayList<>(reading.errors());
      findings.addAll(reading.warnings());
      text.append(IssuePrinter.text(reading.source(), findings));
      String array = IssuePrinter.json(reading.source(), findings);
      if (!findings.isEmpty()) {
        objects.add(array.substring(1, array.length() - 1));
      }
      errors += reading.errors().size();
      warnings += reading.warnings().size();
    }
    console.data(json ? "[" + String.join(",\n ", objects) + "]\n" : text.toString());
    console.say(summary(files.size(), errors, warnings));
    return (errors > 0 ? ExitCode.MODEL_HAS_ERRORS : ExitCode.DONE).number;
  }

  private static String summary(int files, int errors, int warnings) {
    String where = files == 1 ? "" : " in " + Words.count(files, "file");
    if (errors == 0 && warnings == 0) {
      return "no errors, no warnings" + where;
    }
    return Words.count(errors, "error") + ", " + Words.count(warnings, "warning") + where;
  }
}
