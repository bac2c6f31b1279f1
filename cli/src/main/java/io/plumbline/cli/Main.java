package io.plumbline.cli;

import java.util.Arrays;
import picocli.CommandLine;

/** The command line: finds the command, runs it, and ends the process with its exit code. */
public final class Main {
  private Main() {}

  /** Runs the command line and ends the process with its exit code. */
  public static void main(String[] args) {
    LogBinding.none();
    System.exit(run(Shell.ofProcess(), args));
  }

  /** Runs one command line. */
  static int run(Shell shell, String... args) {
    CommonOptions early = new CommonOptions();
    early.color = wantedColor(args);
    CommandLine commandLine = Commands.build(shell, early);
    try {
      return commandLine.execute(args);
    } catch (OutOfMemoryError | StackOverflowError error) {
      // picocli hands on exceptions only.
      return new FailureTable(new Console(shell, early)).failed(error, commandLine);
    }
  }

  /** Help and complaints are printed before options are known, so this one is looked for first. */
  private static CommonOptions.Color wantedColor(String[] args) {
    String last = "auto";
    for (int i = 0; i < args.length; i++) {
      if (args[i].startsWith("--color=")) {
        last = args[i].substring("--color=".length());
      } else if (args[i].equals("--color") && i + 1 < args.length) {
        last = args[i + 1];
      }
    }
    String wanted = last;
    return Arrays.stream(CommonOptions.Color.values())
        .filter(color -> color.name().equals(wanted))
        .findFirst()
        .orElse(CommonOptions.Color.auto);
  }
}
