package io.plumbline.cli;

import io.plumbline.cli.PlaceOptions.Missing;
import java.io.IOException;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Who may log in. */
@Command(
    name = "user",
    sortOptions = false,
    header = "Create and change the users of a server.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  plumbline user create ana --role marketer             asks for the password",
      "  plumbline user create ana --role administrator --password-file - < secret.txt",
      "  plumbline user list",
      "  plumbline user disable ana --server http://127.0.0.1:8080 --key-file admin.key",
      ""
    },
    synopsisHeading = "Usage: ",
    customSynopsis = "plumbline user create|list|password|disable|enable [NAME] [OPTIONS]",
    description = {
      "",
      "Works on the store, also while a server runs on it, or on a running server with --server.",
      ""
    },
    commandListHeading = "Commands:%n",
    optionListHeading = "%nOptions:%n")
@SuppressWarnings("UnusedVariable") // picocli sets the specification.
final class UserCommand implements Runnable {
  private final Console console;

  @Spec private CommandSpec spec = CommandSpec.create();

  UserCommand(Console console) {
    this.console = console;
  }

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), RootCommand.MISSING);
  }

  /** What a shell completes. */
  static final class Roles implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
      return ROLES.iterator();
    }
  }

  private static final List<String> ROLES = List.of("administrator", "marketer", "sales", "viewer");

  @Command(
      name = "create",
      header = "Create a user.",
      sortOptions = false,
      synopsisHeading = "Usage: ",
      customSynopsis = "plumbline user create NAME --role ROLE [--password-file FILE]",
      optionListHeading = "%nOptions:%n")
  int create(
      @Parameters(paramLabel = "NAME", description = "Letters, digits and . _ @ + -") String name,
      @Option(
              names = "--role",
              required = true,
              paramLabel = "ROLE",
              completionCandidates = Roles.class,
              description = "administrator, marketer, sales or viewer.")
          String role,
      @Option(
              names = "--password-file",
              paramLabel = "FILE",
              description = "A file that holds the password; - for standard input.")
          Optional<String> passwordFile,
      @Mixin PlaceOptions place)
      throws IOException {
    if (!ROLES.contains(role)) {
      throw Failure.wrongUse(
          "there is no role " + role + "; expected administrator, marketer, sales or viewer");
    }
    String password = PasswordSource.read(console, passwordFile);
    change(place, Missing.MAKE, desk -> desk.createUser(name, role, password));
    return said("created " + name);
  }

  @Command(
      name = "list",
      header = "List the users.",
      sortOptions = false,
      synopsisHeading = "Usage: ",
      customSynopsis = "plumbline user list [--json]",
      optionListHeading = "%nOptions:%n")
  int list(
      @Option(names = "--json", description = "A JSON object for each user.") boolean json,
      @Mixin PlaceOptions place)
      throws IOException {
    console.data(RowTable.text(at(place, Missing.REFUSE, AccessDesk::users), json));
    return ExitCode.DONE.number;
  }

  @Command(
      name = "password",
      header = "Set the password of a user, and end the user's sessions.",
      sortOptions = false,
      synopsisHeading = "Usage: ",
      customSynopsis = "plumbline user password NAME [--password-file FILE]",
      optionListHeading = "%nOptions:%n")
  int password(
      @Parameters(paramLabel = "NAME", description = "The user.") String name,
      @Option(
              names = "--password-file",
              paramLabel = "FILE",
              description = "A file that holds the password; - for standard input.")
          Optional<String> passwordFile,
      @Mixin PlaceOptions place)
      throws IOException {
    String password = PasswordSource.read(console, passwordFile);
    change(place, Missing.REFUSE, desk -> desk.setPassword(name, password));
    return said("changed for " + name);
  }

  @Command(
      name = "disable",
      header = "Let a user log in no more, and end the user's sessions.",
      sortOptions = false,
      synopsisHeading = "Usage: ",
      customSynopsis = "plumbline user disable NAME",
      optionListHeading = "%nOptions:%n")
  int disable(
      @Parameters(paramLabel = "NAME", description = "The user.") String name,
      @Mixin PlaceOptions place) {
    change(place, Missing.REFUSE, desk -> desk.setEnabled(name, false));
    return said("disabled " + name);
  }

  @Command(
      name = "enable",
      header = "Let a user log in again.",
      sortOptions = false,
      synopsisHeading = "Usage: ",
      customSynopsis = "plumbline user enable NAME",
      optionListHeading = "%nOptions:%n")
  int enable(
      @Parameters(paramLabel = "NAME", description = "The user.") String name,
      @Mixin PlaceOptions place) {
    change(place, Missing.REFUSE, desk -> desk.setEnabled(name, true));
    return said("enabled " + name);
  }

  private void change(PlaceOptions place, Missing missing, Consumer<AccessDesk> work) {
    at(
        place,
        missing,
        desk -> {
          work.accept(desk);
          return true;
        });
  }

  private int said(String what) {
    console.say(what);
    return ExitCode.DONE.number;
  }

  private <T> T at(PlaceOptions place, Missing missing, Function<AccessDesk, T> work) {
    return place.at(
        console,
        missing,
        server -> work.apply(new RemoteDesk(server)),
        store -> StoreDesk.at(store, console.shell().clock(), work));
  }
}
