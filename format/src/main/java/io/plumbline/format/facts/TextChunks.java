package io.plumbline.format.facts;

import io.plumbline.format.FormatException;
import io.plumbline.format.FormatException.Code;
import java.io.IOException;
import java.util.Arrays;

/**
 * Cuts a stream of bytes into chunks of whole rows. Memory stays within a chunk and a row, however
 * long the rows are: of a row above the limit only the beginning is kept. Not thread-safe.
 */
final class TextChunks {
  private final String name;
  private final HeadStream in;
  private final RowEnds ends;
  private final Limits limits;
  private byte[] carried;

  /**
   * Chunks of what follows on {@code carried}.
   *
   * @param carried what of the stream was read already, from the start of a row
   */
  TextChunks(Input.Opened input, RowEnds ends, Limits limits, byte[] carried) {
    this.name = input.name();
    this.in = input.plain();
    this.ends = ends;
    this.limits = limits;
    this.carried = carried;
  }

  /** Fills the workspace with the next chunk; false at the end. */
  boolean next(Workspace w) throws IOException {
    int length = carried.length;
    w.grow(length);
    System.arraycopy(carried, 0, w.bytes, 0, length);
    carried = new byte[0];
    w.shortened = -1;
    w.seen = Survey.look(w.bytes, 0, length);
    w.linesLeftOut = 0;
    while (true) {
      w.grow(length + limits.chunkBytes() + limits.rowBytes() + Limits.PADDING);
      int read = in.readNBytes(w.bytes, length, limits.chunkBytes());
      length += read;
      boolean ended = read < limits.chunkBytes();
      w.seen |= Survey.look(w.bytes, length - read, length);
      boolean quotes = (w.seen & Survey.QUOTES) != 0;
      int end = ended ? length : ends.last(w.bytes, length, quotes);
      if (end > 0 || ended) {
        carried = Arrays.copyOfRange(w.bytes, end, length);
        w.limit = end;
        return end > 0;
      }
      // One byte more than too long: only then is a carriage return known to end a row or not.
      if (length > limits.rowBytes() + 1) {
        skipRow(w, length);
        return true;
      }
    }
  }

  /** Keeps the beginning of a row that is too long, and finds its end. */
  private void skipRow(Workspace w, int length) throws IOException {
    int kept = limits.rowBytes() + 1;
    ends.restart();
    ends.next(w.bytes, 0, kept);
    if (ends.inQuotes()) {
      throw tooLongInQuotes(name, limits);
    }
    final long linesKept = ends.lines();
    byte[] part = Arrays.copyOfRange(w.bytes, kept, length);
    int used = part.length;
    int end = ends.next(part, 0, used);
    while (end < 0 && used > 0) {
      part = new byte[limits.chunkBytes()];
      used = in.readNBytes(part, 0, part.length);
      end = ends.next(part, 0, used);
    }
    w.bytes[kept] = '\n';
    w.limit = kept + 1;
    w.shortened = 0;
    w.linesLeftOut = ends.lines() - linesKept;
    carried = end < 0 ? new byte[0] : Arrays.copyOfRange(part, end, used);
  }

  /** What is told of a row too long in which a quote stays open: it may have swallowed the file. */
  static FormatException tooLongInQuotes(String name, Limits limits) {
    return new FormatException(
        Code.TOO_LARGE,
        name
            + ": a row is longer than "
            + limits.rowBytes()
            + " bytes, within quotes; is there a quote that is never closed?");
  }
}
