package io.plumbline.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The scored lead that the README shows is what the program prints. */
class ReadmeTest {
  private static final Pattern BLOCK =
      Pattern.compile(
          "<!-- explain -->\\n```sh\\n(.*?)```\\n\\n```text\\n(.*?)```", Pattern.DOTALL);
  private static final Pattern FILE =
      Pattern.compile("cat > (\\S+) <<END\\n(.*?)END\\n", Pattern.DOTALL);

  @TempDir Path temp;

  @Test
  void scoredLead_ofTheReadme_isPrintedByTheProgram() throws IOException {
    Matcher block = BLOCK.matcher(Files.readString(Path.of("../README.md")));
    assertThat(block.find()).isTrue();
    String command = block.group(1);
    Matcher file = FILE.matcher(command);
    while (file.find()) {
      Files.writeString(temp.resolve(file.group(1)), file.group(2));
      command =
          command.replace(file.group(), "").replace(file.group(1), temp + "/" + file.group(1));
    }
    String[] words =
        command
            .replace("\\\n", " ")
            .replace("./plumbline", "")
            .replace("models/", "../models/")
            .strip()
            .split("\\s+");

    CliRun run = CliRun.of(words);

    assertThat(run.exit()).as(run.err()).isZero();
    assertThat(run.out()).isEqualTo(block.group(2));
  }
}
