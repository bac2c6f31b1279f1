package io.plumbline.cli;

import io.plumbline.cli.ModelDesk.Pilot;
import io.plumbline.cli.PlaceOptions.Missing;
import io.plumbline.core.model.Naming;
import io.plumbline.server.start.StorePublishing;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
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
    header = "Publish models to a server, try them out first, go back.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  plumbline model impact my-model               who would change; changes nothing",
      "  plumbline model publish my-model --note 'more for demos'",
      "  plumbline model publish my-model --server http://127.0.0.1:8080 --key-file key.txt",
      "  plumbline model pilot my-model --slice romania.yaml --until 2026-12-31",
      "  plumbline model publish b2b-saas 3            a draft that is there, by its number",
      "  plumbline model rollback b2b-saas             the version that was live before",
      "  plumbline model diff b2b-saas 1 2",
      ""
    },
    synopsisHeading = "Usage: ",
    customSynopsis = {
      "plumbline model publish|impact|shadow|pilot MODEL [OPTIONS]",
      "       plumbline model publish|shadow|pilot ID VERSION [OPTIONS]",
      "       plumbline model rollback|stop|versions|diff ID [VERSION...] [OPTIONS]",
      "       plumbline model list [OPTIONS]"
    },
    description = {
      "",
      "MODEL is a file, or its folder; ID is what the file calls the model. Works on the store"
          + " where no server runs on it, else on the server with --server. Scores switch all at"
          + " once, and nobody is told unless asked to with --alerts.",
      ""
    },
    commandListHeading = "Commands:%n",
    optionListHeading = "%nOptions:%n",
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {"0:done", "1:failed", "2:wrong use", "3:the model has errors"})
@SuppressWarnings("UnusedVariable") // picocli sets the specification.
final class ModelCommand implements Runnable {
  private static final String USAGE = "Usage: ";
  private static final String OPTIONS = "%nOptions:%n";
  private static final String JSON = "Print all of it as JSON.";
  private static final String ALERTS = "Tell webhooks of all that changes by it.";

  private static final String ID = "The model's id, as 'plumbline model list' shows it.";

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
      synopsisHeading = USAGE,
      customSynopsis = {
        "plumbline model publish MODEL [--note TEXT] [--applies-to FILE] [--alerts]",
        "       plumbline model publish ID VERSION [--alerts]"
      },
      optionListHeading = OPTIONS)
  int publish(
      @Mixin CandidateOptions model,
      @Option(names = "--alerts", description = ALERTS) boolean alerts,
      @Option(names = "--json", description = JSON) boolean json,
      @Mixin PlaceOptions place)
      throws IOException {
    Candidate candidate = model.read(console);
    JsonNode done =
        at(
            place,
            candidate.withoutStore(),
            desk -> candidate.use(desk, (id, version) -> desk.publish(id, version, alerts)));
    return print(done, json, SwitchText.published(done));
  }

  @Command(
      name = "impact",
      header = "Show what publishing a model would change; nothing is changed.",
      sortOptions = false,
      synopsisHeading = USAGE,
      customSynopsis = "plumbline model impact MODEL [--applies-to FILE] [--json]",
      optionListHeading = OPTIONS)
  int impact(
      @Mixin TextOptions model,
      @Option(names = "--json", description = JSON) boolean json,
      @Mixin PlaceOptions place)
      throws IOException {
    ModelDesk.Text text = model.read(console, Optional.empty()).text();
    JsonNode report = at(place, Missing.REFUSE, desk -> desk.impact(text));
    return print(report, json, ImpactText.of(report));
  }

  @Command(
      name = "shadow",
      header = "Let a model score beside the live version, without effect.",
      sortOptions = false,
      synopsisHeading = USAGE,
      customSynopsis = {
        "plumbline model shadow MODEL [--note TEXT] [--applies-to FILE]",
        "       plumbline model shadow ID VERSION"
      },
      optionListHeading = OPTIONS)
  int shadow(
      @Mixin CandidateOptions model,
      @Option(names = "--json", description = JSON) boolean json,
      @Mixin PlaceOptions place)
      throws IOException {
    Candidate candidate = model.read(console);
    JsonNode run = at(place, Missing.REFUSE, desk -> candidate.tryOut(desk, desk::shadow));
    return print(run, json, SwitchText.shadowed(run));
  }

  @Command(
      name = "pilot",
      header = "Put a model in the live version's place for some, for a while.",
      sortOptions = false,
      synopsisHeading = USAGE,
      customSynopsis = {
        "plumbline model pilot MODEL --slice FILE --until DAY [--note TEXT]",
        "       plumbline model pilot ID VERSION --slice FILE --until DAY"
      },
      optionListHeading = OPTIONS)
  int pilot(
      @Mixin CandidateOptions model,
      @Mixin PilotOptions options,
      @Option(names = "--json", description = JSON) boolean json,
      @Mixin PlaceOptions place)
      throws IOException {
    Candidate candidate = model.read(console);
    Pilot pilot = options.read(candidate.model(), console);
    JsonNode run =
        at(
            place,
            Missing.REFUSE,
            desk -> candidate.tryOut(desk, (id, version) -> desk.pilot(id, version, pilot)));
    return print(run, json, SwitchText.piloted(run, pilot));
  }

  @Command(
      name = "rollback",
      header = "Make the version live that was so before.",
      sortOptions = false,
      synopsisHeading = USAGE,
      customSynopsis = "plumbline model rollback ID [--to VERSION] [--alerts]",
      description = {
        "",
        "A second one goes a step further back. After 'stop' it makes the stopped version live.",
        ""
      },
      optionListHeading = OPTIONS)
  int rollback(
      @Parameters(paramLabel = "ID", description = ID) String id,
      @Option(names = "--to", paramLabel = "VERSION", description = "Go back to this one.")
          Optional<Integer> to,
      @Option(names = "--alerts", description = ALERTS) boolean alerts,
      @Option(names = "--json", description = JSON) boolean json,
      @Mixin PlaceOptions place)
      throws IOException {
    String model = model(id);
    JsonNode run =
        at(place, Missing.REFUSE, desk -> SwitchText.done(desk.rollback(model, to, alerts)));
    return print(run, json, SwitchText.rolledBack(run));
  }

  @Command(
      name = "stop",
      header = "End a shadow or a pilot; with the live version, the whole model.",
      sortOptions = false,
      synopsisHeading = USAGE,
      customSynopsis = "plumbline model stop ID VERSION",
      optionListHeading = OPTIONS)
  int stop(
      @Parameters(paramLabel = "ID", description = ID) String id,
      @Parameters(paramLabel = "VERSION", description = "The number of the version.") int version,
      @Option(names = "--json", description = JSON) boolean json,
      @Mixin PlaceOptions place)
      throws IOException {
    String model = model(id);
    JsonNode stopped = at(place, Missing.REFUSE, desk -> desk.stop(model, version));
    if (stopped.has("run")) {
      SwitchText.done(stopped.path("run"));
    }
    return print(stopped, json, SwitchText.stopped(stopped));
  }

  @Command(
      name = "versions",
      header = "List the versions of a model, the latest first.",
      sortOptions = false,
      synopsisHeading = USAGE,
      customSynopsis = "plumbline model versions ID [--json]",
      optionListHeading = OPTIONS)
  int versions(
      @Parameters(paramLabel = "ID", description = ID) String id,
      @Option(names = "--json", description = "A JSON object for each.") boolean json,
      @Mixin PlaceOptions place)
      throws IOException {
    String model = model(id);
    List<JsonNode> versions = at(place, Missing.REFUSE, desk -> desk.versions(model));
    String lines = versions.stream().map(it -> it + "\n").collect(Collectors.joining());
    console.data(json ? lines : RowTable.text(VersionRows.ofVersions(versions), false));
    return ExitCode.DONE.number;
  }

  @Command(
      name = "diff",
      header = "Show what differs between two versions: rules, points, lines.",
      sortOptions = false,
      synopsisHeading = USAGE,
      customSynopsis = "plumbline model diff ID FROM TO [--json]",
      optionListHeading = OPTIONS)
  int diff(
      @Parameters(paramLabel = "ID", description = ID) String id,
      @Parameters(paramLabel = "FROM", description = "The number of the earlier version.") int from,
      @Parameters(paramLabel = "TO", description = "The number of the later version.") int to,
      @Option(names = "--json", description = JSON) boolean json,
      @Mixin PlaceOptions place)
      throws IOException {
    String model = model(id);
    JsonNode diff = at(place, Missing.REFUSE, desk -> desk.diff(model, from, to));
    return print(diff, json, DiffText.of(diff));
  }

  @Command(
      name = "list",
      header = "List the models and which versions count.",
      sortOptions = false,
      synopsisHeading = USAGE,
      customSynopsis = "plumbline model list [--json]",
      optionListHeading = OPTIONS)
  int list(
      @Option(names = "--json", description = "A JSON object for each.") boolean json,
      @Mixin PlaceOptions place)
      throws IOException {
    console.data(RowTable.text(at(place, Missing.REFUSE, ModelDesk::models), json));
    return ExitCode.DONE.number;
  }

  private int print(JsonNode answer, boolean json, String said) throws IOException {
    console.data(json ? answer + "\n" : said);
    return ExitCode.DONE.number;
  }

  static String model(String id) {
    if (!Naming.isId(id)) {
      throw Failure.wrongUse(
          "'" + id + "' is not the id of a model; expected one that 'plumbline model list' shows");
    }
    return id;
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
