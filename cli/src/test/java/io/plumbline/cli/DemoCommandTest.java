package io.plumbline.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.plumbline.cli.sample.SamplePopulation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DemoCommandTest {
  @TempDir Path temp;

  private CliRun demo(String folder, String... more) {
    String[] args = {"demo", "--leads", "400", "--out", temp.resolve(folder).toString()};
    return CliRun.of(ScoreCommandTest.concat(args, more));
  }

  @Test
  void demo_writesFilesAndShowsTheHottest() throws IOException {
    CliRun run = demo("here");

    assertThat(run.exit()).isZero();
    assertThat(run.out()).contains("The hottest leads:", "20  L-0", "Why the first one is there:");
    for (String file : List.of("model.yaml", "scores.csv", "rejects.csv", "demo.txt")) {
      assertThat(temp.resolve("here").resolve(file)).exists();
    }
    for (String file : SamplePopulation.FILES) {
      assertThat(temp.resolve("here").resolve(file)).isNotEmptyFile();
    }
    assertThat(temp.resolve("here/scores.csv")).content().contains(",hot,", ",disqualified,");
    assertThat(temp.resolve("here/report.html")).content().startsWith("<!doctype html>");
  }

  @Test
  void demo_twice_printsTheSame() throws IOException {
    CliRun first = demo("here");
    String report = Files.readString(temp.resolve("here/report.html"));
    CliRun second = demo("here");

    assertThat(second).isEqualTo(first);
    assertThat(temp.resolve("here/report.html")).hasContent(report);
    assertThat(demo("other", "--seed", "7").out()).isNotEqualTo(first.out());
  }

  @Test
  void demo_whatItSaysToTry_works() {
    CliRun run = demo("a b");
    List<String> commands =
        run.err().lines().map(String::strip).filter(l -> l.startsWith("plumbline ")).toList();

    assertThat(commands).hasSize(3);
    for (String command : commands) {
      CliRun tried = CliRun.of(words(command.substring("plumbline ".length())));
      assertThat(tried.exit()).as(command + "\n" + tried.err()).isZero();
      assertThat(tried.out()).isNotEmpty();
    }
  }

  @Test
  void demo_folderWithForeignFiles_isLeftAlone() throws IOException {
    Path folder = Files.createDirectory(temp.resolve("mine"));
    Files.writeString(folder.resolve("leads.csv"), "mine");
    CliRun run = demo("mine");

    assertThat(run.exit()).isEqualTo(1);
    assertThat(run.err()).contains("holds files that are not of a demo (leads.csv)");
    assertThat(folder).isDirectoryNotContaining("glob:**events.csv");
    assertThat(folder.resolve("leads.csv")).hasContent("mine");
  }

  @Test
  void demo_wrongNumbers_areWrongUse() {
    assertThat(CliRun.of("demo", "--leads", "0").exit()).isEqualTo(2);
    assertThat(CliRun.of("demo", "--leads", "1000001").exit()).isEqualTo(2);
    assertThat(CliRun.of("demo", "--seed", "x").exit()).isEqualTo(2);
  }

  /** Splits a command line as a shell does, single quotes included. */
  private static String[] words(String line) {
    List<String> words = new ArrayList<>();
    StringBuilder word = new StringBuilder();
    boolean quoted = false;
    for (char c : line.toCharArray()) {
      if (c == '\'') {
        quoted = !quoted;
      } else if (c == ' ' && !quoted) {
        words.add(word.toString());
        word.setLength(0);
      } else {
        word.append(c);
      }
    }
    words.add(word.toString());
    return words.toArray(String[]::new);
  }
}
