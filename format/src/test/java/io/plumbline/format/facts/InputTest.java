package io.plumbline.format.facts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.plumbline.core.model.SubjectKind;
import io.plumbline.format.FormatException;
import io.plumbline.format.FormatException.Code;
import io.plumbline.format.facts.Reading.How;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files as they come: missing, packed, cut off, several at once. */
final class InputTest {
  @TempDir Path folder;

  @Test
  void gzip_is_known_by_its_first_bytes_and_may_have_several_members() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    bytes.writeBytes(gzip("lead_id\n1\n"));
    bytes.writeBytes(gzip("2\n"));
    assertThat(How.csv().leads(bytes.toByteArray()).leads())
        .extracting(RecordingIntake.Lead::id)
        .containsExactly("1", "2");
  }

  @Test
  void gzip_from_a_pipe_that_has_nothing_at_the_moment_is_read_to_its_end() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    bytes.writeBytes(gzip("lead_id\n1\n"));
    bytes.writeBytes(gzip("2\n"));
    InputStream slow =
        new ByteArrayInputStream(bytes.toByteArray()) {
          @Override
          public synchronized int read(byte[] b, int off, int len) {
            return super.read(b, off, Math.min(len, 1));
          }

          @Override
          public synchronized int available() {
            return 0;
          }
        };
    RecordingIntake intake = new RecordingIntake(List.of(), List.of());
    ReadOptions options = ReadOptions.of(SubjectKind.LEAD, ZoneOffset.UTC);
    new FactFiles(options.withStandardInput(slow), intake).readLeads(List.of("-"));
    assertThat(intake.leads()).hasSize(2);
  }

  @Test
  void gzip_that_is_cut_off_fails_and_names_the_file() throws IOException {
    byte[] whole = gzip("lead_id\n" + "1\n".repeat(10_000));
    Path file = folder.resolve("leads.csv.gz");
    for (int length : new int[] {5, whole.length / 2, whole.length - 1}) {
      Files.write(file, Arrays.copyOf(whole, length));
      assertThatThrownBy(() -> How.csv().leadFiles(List.of(file.toString())))
          .isInstanceOf(FormatException.class)
          .hasMessage(file + ": the compressed data is cut off; nothing of it counts");
    }
  }

  @Test
  void gzip_that_is_damaged_fails_and_names_the_file() throws IOException {
    byte[] bytes = gzip("lead_id\n" + "1\n2\n3\n".repeat(10_000));
    bytes[bytes.length / 2] ^= 0x55;
    assertThatThrownBy(() -> How.csv().leads(bytes))
        .isInstanceOf(FormatException.class)
        .hasMessageStartingWith("standard input: the compressed data is");
  }

  @Test
  void missing_files_and_directories_are_found_before_anything_is_read() {
    FactFiles files =
        new FactFiles(
            ReadOptions.of(SubjectKind.LEAD, ZoneOffset.UTC),
            new RecordingIntake(List.of(), List.of()));
    String missing = folder.resolve("none.csv").toString();
    assertThatThrownBy(() -> files.check(List.of(missing), List.of()))
        .hasMessage(missing + ": there is no such file");
    assertThatThrownBy(() -> files.check(List.of(), List.of(folder.toString())))
        .hasMessage(folder + ": is a directory, not a file");
    assertThatThrownBy(() -> files.check(List.of("-"), List.of("-")))
        .isInstanceOf(FormatException.class)
        .hasMessage("standard input (-) can be read once, but is named twice")
        .extracting(e -> ((FormatException) e).code())
        .isEqualTo(Code.WRONG_USE);
  }

  @Test
  void files_are_received_in_the_order_named_whatever_the_threads_do() throws IOException {
    Path first = Files.writeString(folder.resolve("1.csv"), "lead_id\n" + "a\n".repeat(500));
    Path second = Files.writeString(folder.resolve("2.tsv"), "x\tlead_id\n" + "y\tb\n".repeat(500));
    Reading reading =
        How.csv()
            .with(new Limits(16, 100))
            .threads(4)
            .leadFiles(List.of(first.toString(), second.toString()));
    List<String> ids = reading.leads().stream().map(RecordingIntake.Lead::id).toList();
    assertThat(String.join("", ids)).isEqualTo("a".repeat(500) + "b".repeat(500));
    assertThat(reading.leadPlaces().get(999)).isEqualTo(new Place(second.toString(), 501));
    assertThat(reading.count().bytes()).isEqualTo(Files.size(first) + Files.size(second));
  }

  @Test
  void failing_reads_are_told_with_the_name_of_the_input() {
    InputStream failing =
        new InputStream() {
          @Override
          public int read() throws IOException {
            throw new IOException("the cable is out");
          }
        };
    ReadOptions options = ReadOptions.of(SubjectKind.LEAD, ZoneOffset.UTC);
    FactFiles files =
        new FactFiles(
            options.withStandardInput(failing), new RecordingIntake(List.of(), List.of()));
    assertThatThrownBy(() -> files.readLeads(List.of("-")))
        .isInstanceOf(FormatException.class)
        .hasMessage("standard input: cannot be read: the cable is out");
  }

  static byte[] gzip(String text) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
      out.write(text.getBytes(StandardCharsets.UTF_8));
    }
    return bytes.toByteArray();
  }
}
