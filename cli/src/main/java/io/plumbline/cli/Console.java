package io.plumbline.cli;

import io.plumbline.format.output.AtomicOutput;
import io.plumbline.format.text.Layout;
import io.plumbline.server.start.SecretFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** How a command speaks: data to standard output, messages to standard error. */
final class Console {
  private final Shell shell;
  private final CommonOptions options;

  Console(Shell shell, CommonOptions options) {
    this.shell = shell;
    this.options = options;
  }

  Shell shell() {
    return shell;
  }

  boolean isVerbose() {
    return options.verbose;
  }

  /** Prints data. */
  void data(String text) throws IOException {
    try (AtomicOutput output = AtomicOutput.named(AtomicOutput.STANDARD_OUTPUT, shell.out())) {
      output.stream().write(text.getBytes(StandardCharsets.UTF_8));
      output.commit();
    }
  }

  /** Prints a line for the person who waits; nothing under {@code --quiet}. */
  void say(String line) {
    if (!options.quiet) {
      shell.err().println(line);
    }
  }

  /** Prints a line that must be seen. */
  void complain(String line) {
    shell.err().println(line);
  }

  /** Complains of a file with a secret that others can read too. */
  void complainOfReaders(Path secret) {
    if (SecretFile.isReadByOthers(secret)) {
      complain("plumbline: " + SecretFile.warning(secret));
    }
  }

  /** A progress bar, where a person waits at a terminal. */
  boolean showsProgress() {
    return shell.errIsTerminal() && !options.quiet;
  }

  /** How text on standard output is laid out. */
  Layout layout() {
    return new Layout(shell.width(), options.colours(shell, shell.outIsTerminal()));
  }
}
