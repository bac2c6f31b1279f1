package io.plumbline.cli;

import java.io.IOException;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Shows help, as {@code --help} does, for those who type it as a command. */
@Command(
    name = "help",
    header = "Show the help of a command.",
    footerHeading = "%nExamples:%n",
    footer = {"  plumbline help", "  plumbline help score", ""},
    synopsisHeading = "Usage: ",
    customSynopsis = "plumbline help [COMMAND]",
    optionListHeading = "%nOptions:%n")
final class ShowHelpCommand implements Callable<Integer> {
  private final Console console;

  @Parameters(arity = "0..1", paramLabel = "COMMAND", description = "Whose help.")
  private String command = "";

  @Spec private CommandSpec spec = CommandSpec.create();

  ShowHelpCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws IOException {
    CommandLine root = spec.root().commandLine();
    Map<String, CommandLine> commands = root.getSubcommands();
    if (!command.isEmpty() && !commands.containsKey(command)) {
      throw Failure.wrongUse(
          "there is no command " + command + Suggestion.phrase(command, commands.keySet()));
    }
    console.data(commands.getOrDefault(command, root).getUsageMessage());
    return ExitCode.DONE.number;
  }
}
