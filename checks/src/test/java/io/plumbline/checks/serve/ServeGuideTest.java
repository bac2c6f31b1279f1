package io.plumbline.checks.serve;

import static org.assertj.core.api.Assertions.assertThat;

import io.plumbline.checks.serve.ServerProcess.Setup;
import io.plumbline.checks.serve.Snippets.Snippet;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The guides to the server are true: each {@code sh} block is run, in their order, in one folder,
 * and a {@code text} block right after it is part of what it printed. A block {@code sh terminal}
 * runs on, as in a terminal of its own, and the text is awaited. Ports are changed to free ones.
 */
final class ServeGuideTest {
  private static final Path ROOT = Path.of(System.getProperty("plumbline.root"));
  private static final Duration START = Duration.ofSeconds(120);

  @TempDir Path folder;
  private final List<Process> terminals = new ArrayList<>();

  @AfterEach
  void closeTerminals() throws IOException {
    Path background = folder.resolve("plumbline.pid");
    if (Files.exists(background)) {
      ProcessHandle.of(Long.parseLong(Files.readString(background).strip()))
          .ifPresent(ProcessHandle::destroyForcibly);
    }
    for (Process terminal : terminals) {
      terminal.descendants().forEach(ProcessHandle::destroyForcibly);
      terminal.destroyForcibly();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"serve", "operate"})
  void guide_snippets_doWhatItSays(String name) throws Exception {
    prepare();
    String guide =
        Files.readString(ROOT.resolve("docs/guides").resolve(name + ".md"))
            .replace(":8080", ":" + freePort())
            .replace("9000", String.valueOf(freePort()));
    writeLauncher(guide);
    List<Snippet> snippets = Snippets.of(guide);
    Snippets reader = new Snippets(folder, Map.of());

    assertThat(snippets).hasSizeGreaterThan(4);
    for (Snippet snippet : snippets) {
      if (snippet.terminal()) {
        runOn(reader, snippet);
      } else {
        reader.run(snippet);
      }
    }
  }

  private void runOn(Snippets reader, Snippet snippet) throws IOException {
    Path printed = Files.createTempFile(folder, "terminal", ".txt");
    terminals.add(reader.start(snippet, printed));
    String first = snippet.seen().lines().findFirst().orElseThrow();
    Await.until(
        snippet.typed(),
        START,
        () -> Files.readString(printed).contains(first.split("\\.\\.\\.")[0]));
  }

  /** What a clone has, and the versions of what the guide installs. */
  private void prepare() throws IOException {
    Files.createSymbolicLink(folder.resolve("models"), ROOT.resolve("models"));
    Path npm = ROOT.resolve("checks/src/test/npm/guide");
    for (String file : List.of("package.json", "package-lock.json")) {
      Files.copy(npm.resolve(file), folder.resolve(file), StandardCopyOption.REPLACE_EXISTING);
    }
  }

  /** The launcher, with the options that put a server at the guide's port. */
  private void writeLauncher(String guide) throws IOException {
    Matcher port = Pattern.compile("127\\.0\\.0\\.1:([0-9]+)").matcher(guide);
    assertThat(port.find()).isTrue();
    String program =
        Setup.in(folder).command().stream()
            .map(word -> "'" + word + "'")
            .collect(Collectors.joining(" "));
    Path launcher =
        Files.writeString(
            folder.resolve("plumbline"),
            "#!/bin/sh\n[ \"$1\" = serve ] && set -- \"$@\" --port "
                + port.group(1)
                + "\nexec "
                + program
                + " \"$@\"\n");
    Files.setPosixFilePermissions(launcher, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  private static int freePort() throws IOException {
    try (ServerSocket free = new ServerSocket(0)) {
      return free.getLocalPort();
    }
  }
}
