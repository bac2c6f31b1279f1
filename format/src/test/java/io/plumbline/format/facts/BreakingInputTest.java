package io.plumbline.format.facts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.plumbline.format.FormatException;
import io.plumbline.format.facts.Reading.How;
import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Inputs that once broke a reader, and those made to exhaust it. */
final class BreakingInputTest {
  private static final long LONG_LINE = Boolean.getBoolean("long") ? 1L << 30 : 1L << 26;

  private static byte[] input(String name) throws IOException {
    try (InputStream in = BreakingInputTest.class.getResourceAsStream("breaking/" + name)) {
      return Objects.requireNonNull(in, name).readAllBytes();
    }
  }

  @Test
  void carriage_return_at_the_limit_of_a_row_ends_the_row() throws IOException {
    for (int chunk = 1; chunk < 120; chunk++) {
      Reading reading =
          How.csv().with(new Limits(chunk, 99)).events(input("return-at-row-limit.csv"));
      assertThat(reading.events()).hasSize(1);
      assertThat(reading.rejections())
          .extracting(Rejection::reason)
          .containsExactly("the row is longer than 99 bytes");
    }
  }

  @Test
  void quotes_at_the_end_of_the_data_end_the_reading() throws IOException {
    for (int chunk = 1; chunk < 60; chunk++) {
      Reading reading =
          How.csv().with(new Limits(chunk, 99)).events(input("quote-before-last-byte.csv"));
      assertThat(reading.events())
          .extracting(RecordingIntake.Event::type)
          .containsExactly("v\"", "v\n");
      assertThat(reading.rejections()).extracting(Rejection::line).containsExactly(5L);
    }
  }

  @Test
  void exponent_that_fits_no_int_makes_a_text() throws IOException {
    Reading reading =
        How.csv().format(FileFormat.NDJSON).events(input("exponent-beyond-int.ndjson"));
    assertThat(reading.events())
        .extracting(RecordingIntake.Event::lead)
        .containsExactly("1e99999999999");
    assertThat(reading.rejections())
        .extracting(Rejection::reason)
        .containsExactly("the time cannot be read: 1e99999999999");
  }

  @Test
  void text_longer_than_its_dictionary_is_refused() throws IOException {
    byte[] bytes = input("text-length-in-dictionary.parquet");
    assertThatThrownBy(() -> How.csv().format(FileFormat.PARQUET).events(bytes))
        .isInstanceOf(FormatException.class)
        .hasMessageStartingWith("standard input: the Parquet data is damaged");
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void line_without_end_takes_no_more_memory_than_a_chunk_and_a_row(boolean csv)
      throws IOException {
    HeadStream line = new HeadStream(new Endless(LONG_LINE));
    RowEnds ends = csv ? RowEnds.ofCsv((byte) ',') : RowEnds.ofLines();
    Workspace w = new Workspace();
    TextChunks chunks =
        new TextChunks(
            new Input.Opened("line", line, line, false), ends, Limits.DEFAULT, new byte[0]);
    assertThat(chunks.next(w)).isTrue();
    assertThat(w.limit).isEqualTo(Limits.DEFAULT.rowBytes() + 2);
    assertThat(w.bytes.length).isLessThan(12 << 20);
    assertThat(chunks.next(w)).isFalse();
    assertThat(line.count()).isEqualTo(LONG_LINE);
  }

  /** So many letters on one line. */
  private static final class Endless extends InputStream {
    private long left;

    Endless(long length) {
      left = length;
    }

    @Override
    public int read() {
      return left-- > 0 ? 'x' : -1;
    }

    @Override
    public int read(byte[] b, int off, int len) {
      int n = (int) Math.min(len, left);
      java.util.Arrays.fill(b, off, off + n, (byte) 'x');
      left -= n;
      return n == 0 && len > 0 ? -1 : n;
    }
  }
}
