package io.plumbline.cli;

import io.plumbline.cli.PlaceOptions.Missing;
import io.plumbline.server.access.Keys;
import io.plumbline.server.access.Scope;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The keys by which programs are known. */
@Command(
    name = "key",
    sortOptions = false,
    header = "Make, replace and revoke the keys of programs.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  plumbline key create --write --label website          prints the key alone",
      "  plumbline key create --secret --scope leads:read,models:publish > key.txt",
      "  plumbline key rotate website --grace 14d              both work for two weeks",
      "  plumbline key revoke website",
      ""
    },
    synopsisHeading = "Usage: ",
    customSynopsis = "plumbline key create|list|rotate|revoke [KEY] [OPTIONS]",
    description = {
      "",
      "A write key goes into websites and apps and can only send events; a secret key does what its"
          + " scopes say. A key is shown once. Works on the store, also while a server runs on it,"
          + " or on a running server with --server.",
      ""
    },
    commandListHeading = "Commands:%n",
    optionListHeading = "%nOptions:%n")
@SuppressWarnings("UnusedVariable") // picocli sets the specification.
final class KeyCommand implements Runnable {
  private final Console console;

  @Spec private CommandSpec spec = CommandSpec.create();

  KeyCommand(Console console) {
    this.console = console;
  }

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), RootCommand.MISSING);
  }

  /** What a shell completes. */
  static final class Scopes implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
      return Scope.all().iterator();
    }
  }

  @Command(
      name = "create",
      header = "Make a key and print it, once.",
      sortOptions = false,
      synopsisHeading = "Usage: ",
      customSynopsis = "plumbline key create --write|--secret [--scope SCOPE,...] [--label TEXT]",
      optionListHeading = "%nOptions:%n")
  int create(
      @Option(names = "--write", description = "A key that can only send events.") boolean write,
      @Option(names = "--secret", description = "A key that does what its scopes say.")
          boolean secret,
      @Option(
              names = "--scope",
              split = ",",
              paramLabel = "SCOPE",
              completionCandidates = Scopes.class,
              description =
                  "What a secret key may do; all of it unless told: ${COMPLETION-CANDIDATES}.")
          List<String> scopes,
      @Option(names = "--label", paramLabel = "TEXT", description = "What the key is for.")
          Optional<String> label,
      @Mixin PlaceOptions place)
      throws IOException {
    if (write == secret) {
      throw Failure.wrongUse("say which kind of key: --write or --secret");
    }
    List<String> asked = scopes == null ? List.of() : scopes;
    if (write && !asked.isEmpty()) {
      throw Failure.wrongUse("a write key has no scopes");
    }
    for (String scope : asked) {
      if (!Scope.all().contains(scope)) {
        throw Failure.wrongUse(
            "there is no scope " + scope + Suggestion.phrase(scope, Scope.all()));
      }
    }
    List<String> wanted = secret && asked.isEmpty() ? new ArrayList<>(Scope.all()) : asked;
    AccessDesk.KeyWish wish = new AccessDesk.KeyWish(secret, label.orElse(""), wanted);
    console.data(at(place, Missing.MAKE, desk -> desk.makeKey(wish)) + "\n");
    return ExitCode.DONE.number;
  }

  @Command(
      name = "list",
      header = "List the keys, those that work no more as well.",
      sortOptions = false,
      synopsisHeading = "Usage: ",
      customSynopsis = "plumbline key list [--json]",
      optionListHeading = "%nOptions:%n")
  int list(
      @Option(names = "--json", description = "A JSON object for each key.") boolean json,
      @Mixin PlaceOptions place)
      throws IOException {
    console.data(RowTable.text(at(place, Missing.REFUSE, AccessDesk::keys), json));
    return ExitCode.DONE.number;
  }

  @Command(
      name = "rotate",
      header = "Make a key in the place of another, and print it, once.",
      sortOptions = false,
      synopsisHeading = "Usage: ",
      customSynopsis = "plumbline key rotate KEY [--grace TIME]",
      optionListHeading = "%nOptions:%n")
  int rotate(
      @Parameters(paramLabel = "KEY", description = "Its id, its label, or what is shown of it.")
          String key,
      @Option(
              names = "--grace",
              paramLabel = "TIME",
              description = "How long the other goes on working: 30m, 12h, 7d; default 7d.")
          Optional<String> grace,
      @Mixin PlaceOptions place)
      throws IOException {
    Duration time = grace.map(KeyCommand::duration).orElse(Keys.GRACE);
    console.data(at(place, Missing.REFUSE, desk -> desk.rotateKey(key, time)) + "\n");
    return ExitCode.DONE.number;
  }

  @Command(
      name = "revoke",
      header = "Take a key back: it works no more.",
      sortOptions = false,
      synopsisHeading = "Usage: ",
      customSynopsis = "plumbline key revoke KEY",
      optionListHeading = "%nOptions:%n")
  int revoke(
      @Parameters(paramLabel = "KEY", description = "Its id, its label, or what is shown of it.")
          String key,
      @Mixin PlaceOptions place) {
    at(
        place,
        Missing.REFUSE,
        desk -> {
          desk.revokeKey(key);
          return key;
        });
    console.say("revoked " + key);
    return ExitCode.DONE.number;
  }

  private static Duration duration(String text) {
    if (!text.matches("[0-9]{1,5}[smhd]")) {
      throw Failure.wrongUse("--grace is " + text + "; expected a time such as 30m, 12h or 7d");
    }
    long number = Long.parseLong(text.substring(0, text.length() - 1));
    return switch (text.charAt(text.length() - 1)) {
      case 'd' -> Duration.ofDays(number);
      case 'h' -> Duration.ofHours(number);
      case 'm' -> Duration.ofMinutes(number);
      default -> Duration.ofSeconds(number);
    };
  }

  private <T> T at(PlaceOptions place, Missing missing, Function<AccessDesk, T> work) {
    return place.at(
        console,
        missing,
        server -> work.apply(new RemoteDesk(server)),
        store -> StoreDesk.at(store, console.shell().clock(), work));
  }
}
