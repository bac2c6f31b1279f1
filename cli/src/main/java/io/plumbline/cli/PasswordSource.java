package io.plumbline.cli;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;

/** Where a new password comes from: a file, standard input, or a person; never a flag. */
final class PasswordSource {
  private static final int MOST_BYTES = 4096;

  private PasswordSource() {}

  // Where it is never null, in Java 22 and newer, the terminal is asked after first.
  @SuppressWarnings("SystemConsoleNull")
  static String read(Console console, Optional<String> file) throws IOException {
    Shell shell = console.shell();
    if (file.isPresent()) {
      // Java 17 asks a stream of a file for its length, which a pipe does not have: hence the
      // buffer.
      return file.get().equals("-")
          ? firstLine(new BufferedInputStream(shell.in()), "standard input")
          : ofFile(console, Path.of(file.get()));
    }
    var terminal = System.console();
    if (terminal == null || !shell.errIsTerminal()) {
      throw Failure.wrongUse(
          "say where the password is: --password-file FILE, or - for standard input");
    }
    char[] first = terminal.readPassword("Password: ");
    char[] second = terminal.readPassword("Again: ");
    if (first == null || second == null || !Arrays.equals(first, second)) {
      throw Failure.failed("the two are not the same");
    }
    return new String(first);
  }

  private static String ofFile(Console console, Path file) throws IOException {
    console.complainOfReaders(file);
    try (InputStream in = Files.newInputStream(file)) {
      return firstLine(in, file.toString());
    } catch (java.nio.file.NoSuchFileException missing) {
      throw Failure.failed(file + ": there is no such file");
    }
  }

  private static String firstLine(InputStream in, String name) throws IOException {
    byte[] bytes = in.readNBytes(MOST_BYTES + 1);
    String text = new String(bytes, StandardCharsets.UTF_8);
    String line = text.lines().findFirst().orElse("");
    if (bytes.length > MOST_BYTES || text.lines().count() > 1) {
      throw Failure.failed(name + " holds more than a password");
    }
    if (line.isEmpty()) {
      throw Failure.failed(name + " holds no password");
    }
    return line;
  }
}
