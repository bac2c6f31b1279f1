package io.plumbline.cli;

import io.plumbline.server.start.OpenStore;
import io.plumbline.store.open.StoreAddress;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Stores as a whole. */
@Command(
    name = "store",
    sortOptions = false,
    header = "Copy a store: to PostgreSQL, back to a file, or as a backup.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  plumbline store copy --from plumbline-data/plumbline.db --to backup.db",
      "  plumbline store copy --from plumbline-data/plumbline.db \\",
      "    --to postgresql://plumbline@db.example/plumbline --to-password-file password.txt",
      ""
    },
    synopsisHeading = "Usage: ",
    customSynopsis = "plumbline store copy --from ADDRESS --to ADDRESS [OPTIONS]",
    description = {
      "",
      "Everything of the store is copied as it was at one moment, also while a server runs on it,"
          + " to a file that is not there yet or to an empty database. The copy is a store once all"
          + " of it is there, and not before.",
      ""
    },
    commandListHeading = "Commands:%n",
    optionListHeading = "%nOptions:%n")
@SuppressWarnings("UnusedVariable") // picocli sets the specification.
final class StoreCommand implements Runnable {
  private final Console console;

  @Spec private CommandSpec spec = CommandSpec.create();

  StoreCommand(Console console) {
    this.console = console;
  }

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), RootCommand.MISSING);
  }

  @Command(
      name = "copy",
      header = "Copy everything of a store to a place where none is.",
      sortOptions = false,
      synopsisHeading = "Usage: ",
      customSynopsis = "plumbline store copy --from ADDRESS --to ADDRESS [OPTIONS]",
      optionListHeading = "%nOptions:%n")
  int copy(
      @Option(
              names = "--from",
              paramLabel = "ADDRESS",
              required = true,
              description = "The store to copy: a file, or postgresql://USER@HOST/DATABASE.")
          String from,
      @Option(
              names = "--from-password-file",
              paramLabel = "FILE",
              description = "A file that holds the password of that store.")
          Optional<Path> fromPassword,
      @Option(
              names = "--to",
              paramLabel = "ADDRESS",
              required = true,
              description = "Where the copy goes: a new file, or an empty database.")
          String to,
      @Option(
              names = "--to-password-file",
              paramLabel = "FILE",
              description = "A file that holds the password of that database.")
          Optional<Path> toPassword) {
    var copied =
        OpenStore.copy(
            address("--from", from, fromPassword),
            address("--to", to, toPassword),
            (table, rows) -> console.say(table + ": " + Words.number(rows) + " rows so far"));
    console.say(
        "copied "
            + Words.number(copied.total())
            + " rows from "
            + copied.from()
            + " to "
            + copied.to());
    if (copied.sealedSecrets() > 0) {
      console.say(
          "The secrets of webhooks in it are sealed under webhooks.key, a file in the data folder"
              + " of the server: a server on the copy needs it in its data folder.");
    }
    return ExitCode.DONE.number;
  }

  private StoreAddress address(String option, String text, Optional<Path> passwordFile) {
    passwordFile.ifPresent(console::complainOfReaders);
    try {
      return OpenStore.named(text, passwordFile);
    } catch (IllegalArgumentException e) {
      throw Failure.wrongUse(option + ": " + e.getMessage());
    }
  }
}
