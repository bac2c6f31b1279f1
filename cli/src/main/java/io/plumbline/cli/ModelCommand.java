package io.plumbline.cli;

import io.plumbline.cli.PlaceOptions.Missing;
import io.plumbline.format.model.SliceReader;
import io.plumbline.server.start.StorePublishing;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Function;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;

/** The models of a server. */
@Command(
    name = "model",
    sortOptions = false,
    header = "Publish models to a server, or see what publishing would change.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  plumbline model impact my-model               who would change; changes nothing",
      "  plumbline model publish my-model --note 'more for demos'",
      "  plumbline model publish my-model --server http://127.0.0.1:8080 --key-file key.txt",
      "  plumbline model list",
      ""
    },
    synopsisHeading = "Usage: ",
    customSynopsis = "plumbline model publish|impact|list [MODEL] [OPTIONS]",
    description = {
      "",
      "Works on the store where no server runs on it, else on the server with --server. Publishing"
          + " switches all scores at once and tells nobody unless asked to with --alerts.",
      ""
    },
    commandListHeading = "Commands:%n",
    optionListHeading = "%nOptions:%n",
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {"0:done", "1:failed", "2:wrong use", "3:the model has errors"})
@SuppressWarnings("UnusedVariable") // picocli sets the specification.
final class ModelCommand implements Runnable {
  private final Console console;

  @Spec private CommandSpec spec = CommandSpec.create();

  ModelCommand(Console console) {
    this.console = console;
  }

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), RootCommand.MISSING);
  }

  @Command(
      name = "publish",
      header = "Make a model live, with all scores at once.",
      sortOptions = false,
      synopsisHeading = "Usage: ",
      customSynopsis = "plumbline model publish MODEL [--note TEXT] [--applies-to FILE] [--alerts]",
      optionListHeading = "%nOptions:%n")
  int publish(
      @Parameters(paramLabel = "MODEL", description = "A model file, or its folder.") String model,
      @Option(names = "--note", paramLabel = "TEXT", description = "What is new, for others.")
          Optional<String> note,
      @Option(
              names = "--applies-to",
              paramLabel = "FILE",
              description = "A file with the condition of those whom it scores.")
          Optional<Path> appliesTo,
      @Option(names = "--alerts", description = "Tell webhooks of all that changes by it.")
          boolean alerts,
      @Mixin PlaceOptions place)
      throws IOException {
    ModelDesk.Text text = text(model, appliesTo, note);
    console.data(at(place, Missing.MAKE, desk -> publish(desk, text, alerts)));
    return ExitCode.DONE.number;
  }

  private static String publish(ModelDesk desk, ModelDesk.Text text, boolean alerts) {
    JsonNode given = desk.add(text);
    String id = given.path("version").path("model").asString("");
    int number = (int) given.path("version").path("version").asLong();
    if (given.path("unchanged").asBoolean(false)) {
      return id + " version " + number + " is live and says exactly this: nothing to publish\n";
    }
    JsonNode run = desk.publish(id, number, alerts);
    if (!run.path("state").asString("").equals("done")) {
      throw Failure.failed(
          "publishing failed: " + run.path("error").asString("the server does not say why"));
    }
    return id
        + " version "
        + number
        + " is live: "
        + run.path("changed").asLong()
        + " of "
        + run.path("subjects").asLong()
        + " scores changed\n";
  }

  @Command(
      name = "impact",
      header = "Show what publishing a model would change; nothing is changed.",
      sortOptions = false,
      synopsisHeading = "Usage: ",
      customSynopsis = "plumbline model impact MODEL [--applies-to FILE] [--json]",
      optionListHeading = "%nOptions:%n")
  int impact(
      @Parameters(paramLabel = "MODEL", description = "A model file, or its folder.") String model,
      @Option(
              names = "--applies-to",
              paramLabel = "FILE",
              description = "A file with the condition of those whom it scores.")
          Optional<Path> appliesTo,
      @Option(names = "--json", description = "Print all of it as JSON.") boolean json,
      @Mixin PlaceOptions place)
      throws IOException {
    ModelDesk.Text text = text(model, appliesTo, Optional.empty());
    JsonNode report = at(place, Missing.REFUSE, desk -> desk.impact(text));
    console.data(json ? report + "\n" : ImpactText.of(report));
    return ExitCode.DONE.number;
  }

  @Command(
      name = "list",
      header = "List the models and which versions count.",
      sortOptions = false,
      synopsisHeading = "Usage: ",
      customSynopsis = "plumbline model list [--json]",
      optionListHeading = "%nOptions:%n")
  int list(
      @Option(names = "--json", description = "A JSON object for each.") boolean json,
      @Mixin PlaceOptions place)
      throws IOException {
    console.data(RowTable.text(at(place, Missing.REFUSE, ModelDesk::models), json));
    return ExitCode.DONE.number;
  }

  /** The texts of a model that has no errors; what has some is shown here, with its lines. */
  private ModelDesk.Text text(String model, Optional<Path> appliesTo, Optional<String> note)
      throws IOException {
    ModelFile file = ModelFile.of(model);
    String id = file.load(console).id();
    String source = Files.readString(file.path());
    return new ModelDesk.Text(id, source, appliesTo.map(ModelCommand::condition), note);
  }

  private static String condition(Path file) {
    try (InputStream in = Files.newInputStream(file)) {
      byte[] bytes = in.readNBytes(SliceReader.MAX_BYTES + 1);
      return new String(bytes, StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw Failure.failed(file + ": cannot be read");
    }
  }

  private <T> T at(PlaceOptions place, Missing missing, Function<ModelDesk, T> work) {
    return place.at(
        console,
        missing,
        server -> work.apply(new RemoteModels(server)),
        store -> {
          try (StorePublishing local = StorePublishing.at(store, console.shell().clock())) {
            return work.apply(new StoredModels(local));
          }
        });
  }
}
