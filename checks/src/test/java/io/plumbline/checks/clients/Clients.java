package io.plumbline.checks.clients;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * The published client libraries, installed from their lock file into the build's folder, each run
 * by a small script in a process of its own.
 */
public final class Clients {
  static final Path ROOT = Path.of(System.getProperty("plumbline.root"));
  private static final Path SCRIPTS = ROOT.resolve("checks/src/test/resources/clients");
  private static final Path FOLDER = ROOT.resolve("checks/target/clients");
  private static final Path STAMP = FOLDER.resolve("node_modules/.installed");
  private static final long LONGEST_SECONDS = 180;

  private Clients() {}

  /** Installs the libraries where that has not been done for this lock file. */
  public static synchronized void install() throws IOException, InterruptedException {
    Files.createDirectories(FOLDER);
    try (Stream<Path> files = Files.walk(SCRIPTS)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Path copy = FOLDER.resolve(SCRIPTS.relativize(file).toString());
        Files.createDirectories(copy.getParent());
        Files.copy(file, copy, StandardCopyOption.REPLACE_EXISTING);
      }
    }
    String lock = Files.readString(SCRIPTS.resolve("package-lock.json"));
    if (Files.exists(STAMP) && Files.readString(STAMP).equals(lock)) {
      return;
    }
    run(List.of(tool("npm"), "ci", "--no-audit", "--no-fund"));
    Files.writeString(STAMP, lock);
  }

  /** The folder in which scripts find the libraries. */
  static Path folder() {
    return FOLDER;
  }

  /** Starts a script that goes on until somebody ends it; what it says goes to a file. */
  static Process start(Path script, Map<String, String> environment, Path said) throws IOException {
    ProcessBuilder process =
        new ProcessBuilder(tool("node"), script.toString())
            .directory(FOLDER.toFile())
            .redirectErrorStream(true)
            .redirectOutput(said.toFile());
    process.environment().putAll(environment);
    return process.start();
  }

  /** Runs a script to its end; gives what it said on both channels. */
  public static String node(String script, String... arguments)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of(tool("node"), script));
    command.addAll(List.of(arguments));
    return run(command);
  }

  /** The browser of this machine. */
  public static String browser() {
    return Stream.of("chromium", "chromium-browser", "google-chrome")
        .flatMap(Clients::find)
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("these tests need chromium on the path"));
  }

  private static String tool(String name) {
    return find(name)
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("these tests need " + name + " on the path"));
  }

  private static Stream<String> find(String name) {
    return Stream.of(System.getenv("PATH").split(File.pathSeparator))
        .map(folder -> Path.of(folder).resolve(name))
        .filter(Files::isExecutable)
        .map(Path::toString);
  }

  private static String run(List<String> command) throws IOException, InterruptedException {
    Path output = Files.createTempFile("plumbline-client", ".txt");
    Process process =
        new ProcessBuilder(command)
            .directory(FOLDER.toFile())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    try {
      process.getOutputStream().close();
      boolean ended = process.waitFor(LONGEST_SECONDS, TimeUnit.SECONDS);
      String said = Files.readString(output);
      if (!ended || process.exitValue() != 0) {
        throw new AssertionError(command + " did not end well:\n" + said);
      }
      return said;
    } finally {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
      Files.deleteIfExists(output);
    }
  }
}
