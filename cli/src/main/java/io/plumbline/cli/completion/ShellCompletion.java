package io.plumbline.cli.completion;

import picocli.AutoComplete;
import picocli.CommandLine.Model.CommandSpec;

/** Scripts with which a shell completes the command line, made from its specification. */
public final class ShellCompletion {
  private ShellCompletion() {}

  /** For bash: to be sourced. */
  public static String bash(CommandSpec root) {
    return AutoComplete.bash(root.name(), root.commandLine());
  }

  /** For zsh: a file {@code _plumbline} in a folder of {@code $fpath}, or to be sourced. */
  public static String zsh(CommandSpec root) {
    return new ZshScript(root).text();
  }

  /** For fish: a file in its folder of completions. */
  public static String fish(CommandSpec root) {
    return new FishScript(root).text();
  }
}
