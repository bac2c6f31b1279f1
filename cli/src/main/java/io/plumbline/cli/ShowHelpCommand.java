package io.plumbline.cli;

import java.io.IOException;
import java.util.List;
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
    footer = {"  plumbline help", "  plumbline help score", "  plumbline help key create", ""},
    synopsisHeading = "Usage: ",
    customSynopsis = "plumbline help [COMMAND]",
    optionListHeading = "%nOptions:%n")
final class ShowHelpCommand implements Callable<Integer> {
  private final Console console;

  @Parameters(arity = "0..*", paramLabel = "COMMAND", description = "Whose help.")
  private List<String> command = List.of();

  @Spec private CommandSpec spec = CommandSpec.create();

  ShowHelpCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws IOException {
    CommandLine found = spec.root().commandLine();
    for (int i = 0; i < command.size(); i++) {
      Map<String, CommandLine> commands = found.getSubcommands();
      String word = command.get(i);
      CommandLine next = commands.get(word);
      if (next == null) {
        throw Failure.wrongUse(
            "there is no command "
                + String.join(" ", command.subList(0, i + 1))
                + Suggestion.phrase(word, commands.keySet()));
      }
      found = next;
    }
    console.data(found.getUsageMessage());
    return ExitCode.DONE.number;
  }
}
