package io.plumbline.format.facts;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Writes rejected rows as CSV ({@code file,line,reason,row}) while they come, and counts them by
 * kind; nothing is kept in memory. Not thread-safe; whoever opened the writer closes it.
 */
public final class RejectsWriter implements Consumer<Rejection> {
  private final Writer out;
  private final Map<Rejection.Kind, Long> counts = new EnumMap<>(Rejection.Kind.class);
  private boolean begun;

  public RejectsWriter(Writer out) {
    this.out = out;
  }

  /**
   * Writes a rejection.
   *
   * @throws UncheckedIOException where it cannot be written
   */
  @Override
  public void accept(Rejection rejection) {
    counts.merge(rejection.kind(), 1L, Long::sum);
    try {
      if (!begun) {
        out.write("file,line,reason,row\n");
        begun = true;
      }
      writeCell(rejection.file());
      out.write("," + rejection.line() + ",");
      writeCell(rejection.reason());
      out.write(',');
      writeCell(rejection.text());
      out.write('\n');
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** How many rows were rejected, by kind. */
  public Map<Rejection.Kind, Long> counts() {
    return Map.copyOf(counts);
  }

  private void writeCell(String text) throws IOException {
    boolean plain = text.chars().noneMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
    out.write(plain ? text : '"' + text.replace("\"", "\"\"") + '"');
  }
}
