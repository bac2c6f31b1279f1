package io.plumbline.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The command line. A placeholder until its commands move in. */
@Command(
    name = "plumbline",
    version = "plumbline 0.1.0-SNAPSHOT",
    mixinStandardHelpOptions = true,
    description = "Lead scoring with proof.")
public final class Main implements Runnable {

  /** Runs the command line and ends the process with its exit code. */
  public static void main(String[] args) {
    System.exit(new CommandLine(new Main()).execute(args));
  }

  @Override
  public void run() {
    CommandLine.usage(this, System.err);
  }
}
