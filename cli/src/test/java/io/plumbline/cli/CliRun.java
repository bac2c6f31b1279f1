package io.plumbline.cli;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;

/** What one command line printed in this process, and how it ended. */
record CliRun(int exit, String out, String err) {
  static final Instant NOW = Instant.parse("2026-06-01T12:00:00Z");

  /** Runs a command line at noon of 2026-06-01, its streams not being terminals. */
  static CliRun of(String... args) {
    return of("", Map.of(), args);
  }

  /** Runs a command line with standard input and an environment. */
  static CliRun of(String input, Map<String, String> environment, String... args) {
    return of(new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)), environment, args);
  }

  /** Runs a command line with any standard input and an environment. */
  static CliRun of(InputStream input, Map<String, String> environment, String... args) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    Shell shell =
        new Shell(
            input,
            out,
            new PrintStream(err, true, StandardCharsets.UTF_8),
            false,
            false,
            environment,
            InstantSource.fixed(NOW));
    int exit = Main.run(shell, args);
    return new CliRun(
        exit, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
  }

  /** All of it as a golden file has it, the names of a folder left out. */
  String shown(Path folder) {
    String all = out + "--- standard error, then exit code " + exit + "\n" + err;
    return all.replace(folder + "/", "").replace(folder.toString(), ".");
  }
}
