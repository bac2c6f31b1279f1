package io.plumbline.cli;

import java.io.FilterOutputStream;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.UsageMessageSpec;

/** All commands under one root, with help in our order and failures by our table. */
final class Commands {
  /** What the help of a command shows, in this order: examples first. */
  private static final List<String> HELP_ORDER =
      List.of(
          UsageMessageSpec.SECTION_KEY_HEADER,
          UsageMessageSpec.SECTION_KEY_FOOTER_HEADING,
          UsageMessageSpec.SECTION_KEY_FOOTER,
          UsageMessageSpec.SECTION_KEY_SYNOPSIS_HEADING,
          UsageMessageSpec.SECTION_KEY_SYNOPSIS,
          UsageMessageSpec.SECTION_KEY_DESCRIPTION_HEADING,
          UsageMessageSpec.SECTION_KEY_DESCRIPTION,
          UsageMessageSpec.SECTION_KEY_PARAMETER_LIST_HEADING,
          UsageMessageSpec.SECTION_KEY_PARAMETER_LIST,
          UsageMessageSpec.SECTION_KEY_COMMAND_LIST_HEADING,
          UsageMessageSpec.SECTION_KEY_COMMAND_LIST,
          UsageMessageSpec.SECTION_KEY_OPTION_LIST_HEADING,
          UsageMessageSpec.SECTION_KEY_OPTION_LIST,
          UsageMessageSpec.SECTION_KEY_EXIT_CODE_LIST_HEADING,
          UsageMessageSpec.SECTION_KEY_EXIT_CODE_LIST);

  private static final int HELP_WIDTH = 100;

  private Commands() {}

  static CommandLine build(Shell shell, CommonOptions options) {
    RootCommand root = new RootCommand(options);
    CommandLine commandLine = new CommandLine(root);
    Console console = new Console(shell, options);
    commandLine.addSubcommand(new CheckCommand(console));
    commandLine.addSubcommand(new TestCommand(console));
    commandLine.addSubcommand(new ScoreCommand(console));
    commandLine.addSubcommand(new ExplainCommand(console));
    commandLine.addSubcommand(new InitCommand(console));
    commandLine.addSubcommand(new DemoCommand(console));
    commandLine.addSubcommand(new ServeCommand(console));
    commandLine.addSubcommand(new UserCommand(console));
    commandLine.addSubcommand(new KeyCommand(console));
    commandLine.addSubcommand(new ModelCommand(console));
    commandLine.addSubcommand(new StoreCommand(console));
    commandLine.addSubcommand(new CompletionCommand(console));
    commandLine.addSubcommand(new ShowHelpCommand(console));
    settle(commandLine, shell, options);
    FailureTable failures = new FailureTable(console);
    commandLine.setParameterExceptionHandler(failures::wrongUse);
    commandLine.setExecutionExceptionHandler((failure, at, parsed) -> failures.failed(failure, at));
    return commandLine;
  }

  private static void settle(CommandLine commandLine, Shell shell, CommonOptions options) {
    commandLine.setOut(writer(shell.out()));
    commandLine.setErr(writer(shell.err()));
    Ansi ansi = options.colours(shell, shell.outIsTerminal()) ? Ansi.ON : Ansi.OFF;
    commandLine.setColorScheme(CommandLine.Help.defaultColorScheme(ansi));
    commandLine.setUsageHelpWidth(Math.min(HELP_WIDTH, shell.width()));
    commandLine.setHelpSectionKeys(HELP_ORDER);
    commandLine.setAbbreviatedOptionsAllowed(false);
    commandLine.setCaseInsensitiveEnumValuesAllowed(false);
    commandLine.setExpandAtFiles(false);
    commandLine.setPosixClusteredShortOptionsAllowed(false);
  }

  private static PrintWriter writer(OutputStream out) {
    OutputStream unclosed =
        new FilterOutputStream(out) {
          @Override
          public void close() {}
        };
    return new PrintWriter(new OutputStreamWriter(unclosed, StandardCharsets.UTF_8), true);
  }

  /** A command's name as a person types it. */
  static String name(CommandLine commandLine) {
    return commandLine.getCommandSpec().qualifiedName(" ").toLowerCase(Locale.ROOT);
  }
}
