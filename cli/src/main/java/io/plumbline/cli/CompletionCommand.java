package io.plumbline.cli;

import io.plumbline.cli.completion.ShellCompletion;
import java.io.IOException;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Prints a script that completes command lines. */
@Command(
    name = "completion",
    sortOptions = false,
    header = "Print a script with which a shell completes commands and options.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  source <(plumbline completion bash)                                  # now, or in"
          + " ~/.bashrc",
      "  plumbline completion zsh > ~/.zfunc/_plumbline                       # a folder of $fpath",
      "  plumbline completion fish > ~/.config/fish/completions/plumbline.fish",
      ""
    },
    synopsisHeading = "Usage: ",
    customSynopsis = "plumbline completion bash|zsh|fish",
    optionListHeading = "%nOptions:%n")
final class CompletionCommand implements Callable<Integer> {
  private static final List<String> SHELLS = List.of("bash", "zsh", "fish");

  /** What can be said. */
  static final class Shells implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
      return SHELLS.iterator();
    }
  }

  private final Console console;

  @Parameters(
      paramLabel = "SHELL",
      completionCandidates = Shells.class,
      description = "bash, zsh or fish.")
  private String shell = "";

  @Spec private CommandSpec spec = CommandSpec.create();

  CompletionCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws IOException {
    CommandSpec root = spec.root();
    String script =
        switch (shell) {
          case "bash" -> ShellCompletion.bash(root);
          case "zsh" -> ShellCompletion.zsh(root);
          case "fish" -> ShellCompletion.fish(root);
          default ->
              throw Failure.wrongUse(
                  "there is no completion for "
                      + shell
                      + Suggestion.phrase(shell, SHELLS)
                      + " (bash, zsh, fish)");
        };
    console.data(script);
    return ExitCode.DONE.number;
  }
}
