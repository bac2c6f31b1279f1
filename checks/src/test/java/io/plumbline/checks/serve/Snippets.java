package io.plumbline.checks.serve;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The commands of a page, run as a reader would in one folder: each {@code sh} block has to
 * succeed, and a {@code text} block right after it is part of what it printed.
 *
 * @param folder where all of them are run
 * @param environment what the reader has set
 */
record Snippets(Path folder, Map<String, String> environment) {
  private static final Pattern BLOCK =
      Pattern.compile(
          "```sh( terminal)?\\n(.*?)```\\n(?:\\n?```text\\n(.*?)```\\n)?", Pattern.DOTALL);

  /**
   * What a page says to type, and what is then seen.
   *
   * @param terminal whether it runs on, in a terminal of its own
   */
  record Snippet(boolean terminal, String typed, String seen) {}

  static List<Snippet> of(String page) {
    List<Snippet> snippets = new ArrayList<>();
    Matcher block = BLOCK.matcher(page);
    while (block.find()) {
      String seen = block.group(3) == null ? "" : block.group(3);
      snippets.add(new Snippet(block.group(1) != null, block.group(2), seen));
    }
    return snippets;
  }

  void run(Snippet snippet) throws IOException, InterruptedException {
    Path printed = Files.createTempFile(folder, "printed", ".txt");
    Process process = start(snippet, printed);
    boolean ended = process.waitFor(120, TimeUnit.SECONDS);
    process.destroyForcibly();

    assertThat(ended).as(snippet.typed()).isTrue();
    assertThat(process.exitValue())
        .as("%s\n%s", snippet.typed(), Files.readString(printed))
        .isZero();
    seen(snippet, Files.readString(printed));
  }

  Process start(Snippet snippet, Path printed) throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder("bash", "-euo", "pipefail", "-c", snippet.typed())
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(printed.toFile());
    builder.environment().putAll(environment);
    Process process = builder.start();
    process.getOutputStream().close();
    return process;
  }

  /** Lines of the page stand in what was printed, in their order; three dots are anything. */
  private static void seen(Snippet snippet, String printed) {
    String pattern =
        snippet
            .seen()
            .lines()
            .map(line -> Pattern.quote(line.strip()).replace("...", "\\E.*\\Q"))
            .collect(Collectors.joining("\\s+", "(?s).*", ".*"));
    assertThat(printed).as(snippet.typed()).matches(pattern);
  }
}
