package io.plumbline.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The guides are true: each {@code sh} block is run, in their order, in one folder; a {@code text}
 * block right after it is part of what it printed.
 */
class GuidesTest {
  private static final Pattern BLOCK =
      Pattern.compile("```sh\\n(.*?)```\\n(?:\\n```text\\n(.*?)```\\n)?", Pattern.DOTALL);

  @TempDir Path temp;

  /** What a guide says to type, and what is then seen. */
  private record Snippet(String typed, String seen) {}

  @ParameterizedTest
  @ValueSource(strings = {"start.md", "guides/score-files.md"})
  void guide_snippets_doWhatItSays(String guide) throws Exception {
    writeLauncher();
    List<Snippet> snippets = snippets(Path.of("../docs", guide));

    assertThat(snippets).hasSizeGreaterThan(4);
    for (Snippet snippet : snippets) {
      Path printed = temp.resolve("printed");
      Process process =
          new ProcessBuilder("bash", "-euo", "pipefail", "-c", snippet.typed())
              .directory(temp.toFile())
              .redirectErrorStream(true)
              .redirectOutput(printed.toFile())
              .start();
      process.getOutputStream().close();

      assertThat(process.waitFor(120, TimeUnit.SECONDS)).as(snippet.typed()).isTrue();
      assertThat(process.exitValue())
          .as("%s\n%s", snippet.typed(), Files.readString(printed))
          .isZero();
      assertThat(Files.readString(printed)).as(snippet.typed()).contains(snippet.seen());
    }
  }

  private static List<Snippet> snippets(Path guide) throws IOException {
    List<Snippet> snippets = new ArrayList<>();
    Matcher block = BLOCK.matcher(Files.readString(guide));
    while (block.find()) {
      snippets.add(new Snippet(block.group(1), block.group(2) == null ? "" : block.group(2)));
    }
    return snippets;
  }

  private void writeLauncher() throws IOException {
    String program =
        RealProcessTest.plumbline().stream()
            .map(word -> "'" + word + "'")
            .collect(Collectors.joining(" ", "#!/bin/sh\nexec ", " \"$@\"\n"));
    Path launcher = Files.writeString(temp.resolve("plumbline"), program);
    Files.setPosixFilePermissions(launcher, PosixFilePermissions.fromString("rwxr-xr-x"));
  }
}
