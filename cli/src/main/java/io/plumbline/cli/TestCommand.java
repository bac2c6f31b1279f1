package io.plumbline.cli;

import io.plumbline.core.engine.CompiledModel;
import io.plumbline.core.engine.ModelCompiler;
import io.plumbline.core.model.ScoringModel;
import io.plumbline.format.model.CaseRunner;
import io.plumbline.format.model.CaseRunner.CaseResult;
import io.plumbline.format.model.CasesReader;
import io.plumbline.format.model.CasesReading;
import io.plumbline.format.model.Finding;
import io.plumbline.format.model.IssuePrinter;
import io.plumbline.format.model.ModelReader;
import io.plumbline.format.model.ModelReading;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Runs the cases beside models. */
@Command(
    name = "test",
    sortOptions = false,
    header = "Run the cases of models: what each promises to score.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  plumbline test my-model          a folder with model.yaml and cases.yaml",
      "  plumbline test models/*          many",
      "  plumbline test                   the folder here, or all folders in models/",
      ""
    },
    synopsisHeading = "Usage: ",
    customSynopsis = "plumbline test [MODEL-FOLDER...]",
    optionListHeading = "%nOptions:%n",
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:all cases came out as promised",
      "1:some did not",
      "3:a model or its cases have errors"
    })
final class TestCommand implements Callable<Integer> {
  private static final String CASES = "cases.yaml";

  private final Console console;
  private final StringBuilder out = new StringBuilder();
  private int cases;
  private int failed;
  private boolean errors;

  @Parameters(
      arity = "0..*",
      paramLabel = "MODEL-FOLDER",
      description = "Folders that hold a model.yaml and a cases.yaml.")
  private List<String> folders = new ArrayList<>();

  TestCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws IOException {
    List<String> chosen = folders.isEmpty() ? foldersHere() : folders;
    for (String folder : chosen) {
      run(folder);
    }
    console.data(out.toString());
    String verdict = failed == 0 ? "all as promised" : Words.number(failed) + " failed";
    console.say(
        errors && cases == 0
            ? "nothing was tested"
            : Words.count(cases, "case")
                + " of "
                + Words.count(chosen.size(), "model")
                + ", "
                + verdict);
    if (errors) {
      return ExitCode.MODEL_HAS_ERRORS.number;
    }
    return (failed > 0 ? ExitCode.FAILED : ExitCode.DONE).number;
  }

  private static List<String> foldersHere() throws IOException {
    if (Files.exists(Path.of(ModelFile.NAME))) {
      return List.of(".");
    }
    Path models = Path.of("models");
    if (Files.isDirectory(models)) {
      try (Stream<Path> inside = Files.list(models)) {
        List<String> found =
            inside
                .filter(folder -> Files.exists(folder.resolve(ModelFile.NAME)))
                .map(Path::toString)
                .sorted()
                .toList();
        if (!found.isEmpty()) {
          return found;
        }
      }
    }
    throw Failure.wrongUse(
        "there is no model.yaml here and no models/ folder; say which folder to test");
  }

  private void run(String folder) {
    ModelFile file = ModelFile.of(folder);
    Path casesFile = Path.of(folder).resolveSibling(CASES);
    if (Files.isDirectory(Path.of(folder))) {
      casesFile = Path.of(folder).resolve(CASES);
    }
    ModelReading reading = file.read();
    if (reading.model().isEmpty()) {
      errors = true;
      out.append(IssuePrinter.text(reading.source(), reading.errors()));
      return;
    }
    if (!Files.isRegularFile(casesFile)) {
      throw Failure.failed(casesFile + ": there are no cases to run");
    }
    run(casesFile, reading.model().get());
  }

  private void run(Path file, ScoringModel model) {
    CasesReading reading = CasesReader.read(file.toString(), bytes(file), model);
    if (!reading.errors().isEmpty()) {
      errors = true;
      out.append(IssuePrinter.text(reading.source(), reading.errors()));
      return;
    }
    CompiledModel compiled = ModelCompiler.compile(model);
    List<CaseResult> results = CaseRunner.run(compiled, reading.cases());
    List<CaseResult> wrong = results.stream().filter(result -> !result.passed()).toList();
    cases += results.size();
    failed += wrong.size();
    out.append(file).append(": ").append(Words.count(results.size(), "case"));
    out.append(wrong.isEmpty() ? ", all as promised\n" : ", " + wrong.size() + " failed\n");
    for (CaseResult result : wrong) {
      List<Finding> failures = result.failures();
      out.append("\nfailed: ").append(result.of().name()).append('\n');
      out.append(IssuePrinter.text(reading.source(), failures));
    }
  }

  private static byte[] bytes(Path file) {
    try (InputStream in = Files.newInputStream(file)) {
      return in.readNBytes(ModelReader.MAX_BYTES + 1);
    } catch (IOException e) {
      throw Failure.failed(file + ": cannot be read");
    }
  }
}
