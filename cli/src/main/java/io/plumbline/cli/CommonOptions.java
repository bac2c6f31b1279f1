package io.plumbline.cli;

import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** The options that every command takes. */
final class CommonOptions {

  /** When to colour. */
  enum Color {
    auto,
    always,
    never
  }

  @Option(
      names = "--color",
      paramLabel = "WHEN",
      scope = ScopeType.INHERIT,
      defaultValue = "auto",
      description = "Colours: auto (on a terminal, unless NO_COLOR is set), always or never.")
  Color color = Color.auto;

  @Option(
      names = {"-q", "--quiet"},
      scope = ScopeType.INHERIT,
      description = "No progress, counts or hints; failures only.")
  boolean quiet;

  @Option(
      names = "--verbose",
      scope = ScopeType.INHERIT,
      description = "Show the full trace of an unexpected failure.")
  boolean verbose;

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      scope = ScopeType.INHERIT,
      description = "Show this help.")
  boolean help;

  /** Whether text for a stream is coloured. */
  boolean colours(Shell shell, boolean terminal) {
    return switch (color) {
      case always -> true;
      case never -> false;
      case auto ->
          terminal
              && shell.environment().getOrDefault("NO_COLOR", "").isEmpty()
              && !shell.environment().getOrDefault("TERM", "").equals("dumb");
    };
  }
}
