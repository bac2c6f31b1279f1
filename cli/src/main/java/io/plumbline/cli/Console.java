package io.plumbline.cli;

import io.plumbline.format.output.AtomicOutput;
import io.plumbline.format.text.Layout;
import io.plumbline.server.start.SecretFile;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.function.Consumer;

/** How a command speaks: data to standard output, messages to standard error. */
final class Console {
  private final Shell shell;
  private final CommonOptions options;
  private PrintStream people;
  private Consumer<String> complaints;

  Console(Shell shell, CommonOptions options) {
    this.shell = shell;
    this.options = options;
    people = shell.err();
    complaints = people::println;
  }

  /** From now on standard error is for programs: people are told on standard output. */
  void leaveStandardErrorTo(Consumer<String> log) {
    people = new PrintStream(shell.out(), true, StandardCharsets.UTF_8);
    complaints = log;
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
      people.println(line);
    }
  }

  /** Prints a line for people, also under {@code --quiet}. */
  void tell(String line) {
    people.println(line);
  }

  /** Prints a line that must be seen. */
  void complain(String line) {
    complaints.accept(line);
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
