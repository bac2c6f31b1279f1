package io.plumbline.format.output;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.plumbline.format.output.OutputException.Reason;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class AtomicOutputTest {
  @TempDir private Path folder;

  @Test
  void commit_puts_the_whole_file_under_its_name() throws IOException {
    Path target = folder.resolve("scores.csv");
    try (AtomicOutput output = AtomicOutput.file(target)) {
      write(output, "whole");
      assertThat(target).doesNotExist();
      output.commit();
    }
    assertThat(target).hasContent("whole");
    assertThat(names()).containsExactly("scores.csv");
  }

  @Test
  void close_without_commit_leaves_nothing() throws IOException {
    try (AtomicOutput output = AtomicOutput.file(folder.resolve("scores.csv"))) {
      write(output, "half");
    }
    assertThat(names()).isEmpty();
  }

  @Test
  void close_without_commit_keeps_what_was_there() throws IOException {
    Path target = Files.writeString(folder.resolve("scores.csv"), "yesterday");
    try (AtomicOutput output = AtomicOutput.file(target)) {
      write(output, "half");
    }
    assertThat(target).hasContent("yesterday");
    assertThat(names()).containsExactly("scores.csv");
  }

  @Test
  void commit_replaces_what_was_there() throws IOException {
    Path target = Files.writeString(folder.resolve("scores.csv"), "yesterday");
    commit(target, "today");
    assertThat(target).hasContent("today");
  }

  @Test
  void commit_replaces_the_file_behind_a_link() throws IOException {
    Path real = Files.writeString(folder.resolve("real.csv"), "yesterday");
    Path link = Files.createSymbolicLink(folder.resolve("link.csv"), real);
    commit(link, "today");
    assertThat(link).isSymbolicLink();
    assertThat(real).hasContent("today");
  }

  @Test
  void a_name_in_gz_is_compressed() throws IOException {
    Path target = folder.resolve("scores.csv.gz");
    commit(target, "whole");
    try (GZIPInputStream input = new GZIPInputStream(Files.newInputStream(target))) {
      assertThat(new String(input.readAllBytes(), StandardCharsets.UTF_8)).isEqualTo("whole");
    }
  }

  @Test
  void the_longest_name_of_a_disk_still_leaves_room_for_a_draft() throws IOException {
    Path target = folder.resolve("😀".repeat(62) + ".csv");
    commit(target, "whole");
    assertThat(target).hasContent("whole");
  }

  @Test
  void two_outputs_of_one_name_do_not_meet() throws IOException {
    Path target = folder.resolve("scores.csv");
    try (AtomicOutput first = AtomicOutput.file(target);
        AtomicOutput second = AtomicOutput.file(target)) {
      write(first, "first");
      write(second, "second");
      second.commit();
      first.commit();
    }
    assertThat(target).hasContent("first");
    assertThat(names()).containsExactly("scores.csv");
  }

  @Test
  void a_missing_folder_is_named() {
    Path target = folder.resolve("no-such-folder").resolve("scores.csv");
    OutputException failure =
        catchThrowableOfType(OutputException.class, () -> AtomicOutput.file(target));
    assertThat(failure.reason()).isEqualTo(Reason.NO_FOLDER);
    assertThat(failure).hasMessage("cannot write " + target + ": its folder does not exist");
  }

  @Test
  void a_folder_is_no_file() {
    assertThatThrownBy(() -> AtomicOutput.file(folder))
        .isInstanceOf(OutputException.class)
        .hasMessage("cannot write " + folder + ": it is a folder");
  }

  @Test
  void a_name_that_no_file_can_have_is_refused() {
    assertThatThrownBy(() -> AtomicOutput.named("a\0b", OutputStream.nullOutputStream()))
        .isInstanceOf(OutputException.class)
        .hasMessageStartingWith("cannot write a");
  }

  @Test
  void a_full_device_is_told_as_such() throws IOException {
    try (AtomicOutput output = AtomicOutput.file(Path.of("/dev/full"))) {
      write(output, "x");
      OutputException failure = catchThrowableOfType(OutputException.class, output::commit);
      assertThat(failure.reason()).isEqualTo(Reason.NO_SPACE);
      assertThat(failure).hasMessage("cannot write /dev/full: no space left on the disk");
    }
  }

  @Test
  void standard_output_is_written_as_it_comes_and_stays_open() throws IOException {
    Closeable standard = new Closeable();
    try (AtomicOutput output = AtomicOutput.named("-", standard)) {
      write(output, "row");
      output.commit();
    }
    assertThat(standard.toString(StandardCharsets.UTF_8)).isEqualTo("row");
    assertThat(standard.closed).isFalse();
  }

  @Test
  void a_reader_that_stopped_reading_is_known_from_a_failure() throws IOException {
    OutputStream gone =
        new OutputStream() {
          @Override
          public void write(int b) throws IOException {
            throw new IOException("Broken pipe");
          }
        };
    try (AtomicOutput output = AtomicOutput.named("-", gone)) {
      write(output, "row");
      OutputException failure = catchThrowableOfType(OutputException.class, output::commit);
      assertThat(failure.reason()).isEqualTo(Reason.CLOSED_PIPE);
    }
  }

  @Test
  void a_process_that_is_stopped_leaves_nothing() throws Exception {
    Path target = folder.resolve("scores.csv");
    Process child =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Endless.class.getName(),
                target.toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    assertThat(child.inputReader().readLine()).isEqualTo("written");
    assertThat(names()).hasSize(1);
    child.destroy();
    child.waitFor();
    assertThat(names()).isEmpty();
  }

  /** Writes half a file and waits to be stopped. */
  static final class Endless {
    public static void main(String[] args) throws Exception {
      try (AtomicOutput output = AtomicOutput.file(Path.of(args[0]))) {
        output.stream().write(new byte[1 << 20]);
        System.out.println("written");
        Thread.currentThread().join();
      }
    }
  }

  private static final class Closeable extends ByteArrayOutputStream {
    private boolean closed;

    @Override
    public void close() {
      closed = true;
    }
  }

  private static void commit(Path target, String text) throws IOException {
    try (AtomicOutput output = AtomicOutput.file(target)) {
      write(output, text);
      output.commit();
    }
  }

  private static void write(AtomicOutput output, String text) throws IOException {
    output.stream().write(text.getBytes(StandardCharsets.UTF_8));
  }

  private List<String> names() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).toList();
    }
  }
}
