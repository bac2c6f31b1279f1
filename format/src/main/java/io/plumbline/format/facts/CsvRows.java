package io.plumbline.format.facts;

import static io.plumbline.format.facts.Survey.HIGHS;
import static io.plumbline.format.facts.Survey.LONGS;
import static io.plumbline.format.facts.Survey.ONES;

import io.plumbline.format.facts.Rejection.Kind;

/**
 * The rows of a chunk of CSV, one after the other, as places in the chunk's bytes. RFC 4180; a lone
 * carriage return also ends a row; blank lines are passed over. Not thread-safe.
 *
 * <p>Eight bytes are looked at together: all that can end a cell is either below {@code '-'} or the
 * separator, and most bytes are neither.
 */
final class CsvRows {
  private static final long SEVENS = 0x7F7F7F7F7F7F7F7FL;
  private static final long BELOW_DASH = ONES * (0x80 - '-');

  private final byte separator;
  private final boolean highSeparator;
  private final long separators;
  private final Limits limits;
  private final String file;
  private final RowEnds ends;

  /** Where the cells of the row begin and end in {@link #bytes}; valid for the first cells only. */
  int[] starts;

  int[] stops;

  byte[] bytes = {};
  private Workspace workspace = new Workspace();
  private int limit;
  private boolean ascii;
  private int rowStart;
  private int rowEnd;
  private int next;
  private int cells;
  private int line;
  private int nextLine;
  private boolean openQuote;
  private boolean strayText;

  /** Rows of which at most so many cells are kept; more are counted. */
  CsvRows(String file, byte separator, int columns, Limits limits) {
    this.file = file;
    this.separator = separator;
    this.limits = limits;
    highSeparator = separator >= '-';
    separators = ONES * separator;
    ends = RowEnds.ofCsv(separator);
    starts = new int[columns + 1];
    stops = new int[columns + 1];
  }

  /** Begins a chunk. */
  void open(Workspace w) {
    workspace = w;
    bytes = w.bytes;
    limit = w.limit;
    ascii = (w.seen & Survey.BEYOND_ASCII) == 0;
    next = 0;
    nextLine = 0;
    bytes[limit] = '\n';
  }

  /** Steps to the next row that is not blank; false at the end of the chunk. */
  boolean next() {
    while (next < limit) {
      rowStart = next;
      line = nextLine;
      openQuote = false;
      strayText = false;
      scan();
      nextLine++;
      if (cells > 1 || !isBlankLine()) {
        return true;
      }
    }
    return false;
  }

  /** How many cells the row has. */
  int cells() {
    return cells;
  }

  /** The line of the chunk on which the row begins, from 0. */
  int line() {
    return line;
  }

  /** How many lines the chunk has as far as it was read. */
  int lines() {
    return nextLine;
  }

  /** Where the row ends, without its line end. */
  int rowEnd() {
    return rowEnd;
  }

  int rowStart() {
    return rowStart;
  }

  /** Where the next row begins. */
  int nextStart() {
    return next;
  }

  private void scan() {
    final byte[] b = bytes;
    final int kept = starts.length - 1;
    int i = rowStart;
    int start = i;
    int n = 0;
    starts[0] = start;
    while (true) {
      long x = (long) LONGS.get(b, i);
      // The highest bit of each byte that is below '-', or the separator.
      long m = ~(((x & SEVENS) + BELOW_DASH) | x) & HIGHS;
      if (highSeparator) {
        long y = x ^ separators;
        m |= ~(((y & SEVENS) + SEVENS) | y) & HIGHS;
      }
      while (m != 0) {
        int p = i + (Long.numberOfTrailingZeros(m) >>> 3);
        byte c = b[p];
        if (c == separator) {
          if (n < kept) {
            stops[n] = p;
            starts[n + 1] = p + 1;
          }
          n++;
          start = p + 1;
        } else if (c == '\n' || c == '\r') {
          stops[Math.min(n, kept)] = p;
          cells = n + 1;
          endRow(p);
          return;
        } else if (c == '"' && p == start) {
          scanQuoted(n, p);
          return;
        }
        m &= m - 1;
      }
      i += 8;
    }
  }

  private void endRow(int at) {
    rowEnd = Math.min(at, limit);
    next = rowEnd + (rowEnd + 1 < limit && bytes[at] == '\r' && bytes[at + 1] == '\n' ? 2 : 1);
  }

  /** Goes on, byte by byte, from a cell in quotes. */
  private void scanQuoted(int cell, int from) {
    final int kept = starts.length - 1;
    int n = cell;
    int i = from;
    boolean doubled = false;
    while (true) {
      int k = Math.min(n, kept);
      if (bytes[i] == '"' && i < limit) {
        int close = closingQuote(i + 1);
        boolean escaped = close < 0;
        close = escaped ? ~close : close;
        starts[k] = escaped ? ~(i + 1) : i + 1;
        stops[k] = close;
        doubled |= escaped;
        i = plainEnd(Math.min(close + 1, limit));
        strayText |= i > close + 1;
      } else {
        starts[k] = i;
        i = plainEnd(i);
        stops[k] = i;
      }
      n++;
      if (i >= limit || bytes[i] != separator) {
        break;
      }
      i++;
    }
    cells = n;
    endRow(i);
    if (doubled && rowEnd - rowStart <= limits.rowBytes()) {
      undouble(Math.min(n, kept + 1));
    }
  }

  /** The place of the quote that closes; its complement where doubled quotes stand before it. */
  private int closingQuote(int from) {
    boolean escaped = false;
    int i = from;
    for (; i < limit; i++) {
      byte c = bytes[i];
      if (c == '"') {
        if (i + 1 >= limit || bytes[i + 1] != '"') {
          return escaped ? ~i : i;
        }
        escaped = true;
        i++;
      } else if (c == '\n' || (c == '\r' && bytes[i + 1] != '\n')) {
        nextLine++;
      }
    }
    openQuote = true;
    return escaped ? ~limit : limit;
  }

  private int plainEnd(int from) {
    int i = from;
    while (i < limit && bytes[i] != separator && bytes[i] != '\n' && bytes[i] != '\r') {
      i++;
    }
    return i;
  }

  /** Copies the cells that have doubled quotes behind the chunk, with single ones. */
  private void undouble(int n) {
    int at = limit + 1;
    for (int k = 0; k < n; k++) {
      if (starts[k] < 0) {
        int from = ~starts[k];
        starts[k] = at;
        for (int i = from; i < stops[k]; i++) {
          bytes[at++] = bytes[i];
          if (bytes[i] == '"') {
            i++;
          }
        }
        stops[k] = at;
      }
    }
  }

  private boolean isBlankLine() {
    for (int i = rowStart; i < rowEnd; i++) {
      byte c = bytes[i];
      if (c != ' ' && (c < '\t' || c > '\r')) {
        return false;
      }
    }
    return true;
  }

  /** Whether the row can be read as cells of so many columns; where not, the log is told why. */
  boolean isSound(int columns, ChunkLog log) {
    if (rowEnd - rowStart > limits.rowBytes()) {
      rejectTooLong(log);
      return false;
    }
    if (openQuote) {
      reject(log, Kind.BAD_QUOTES, "a quote is opened and never closed");
      return false;
    }
    if (strayText) {
      reject(log, Kind.BAD_QUOTES, "text follows on a closing quote");
      return false;
    }
    if (!ascii) {
      int bad = Survey.firstBadUtf8(bytes, rowStart, rowEnd);
      if (bad >= 0) {
        reject(log, Kind.BAD_UTF8, Survey.badUtf8(bytes, rowStart, bad));
        return false;
      }
    }
    if (cells != columns) {
      reject(log, Kind.CELL_COUNT, cells(cells) + ", the header has " + columns);
      return false;
    }
    return true;
  }

  private static String cells(int count) {
    return count == 1 ? "1 cell" : count + " cells";
  }

  private void rejectTooLong(ChunkLog log) {
    ends.restart();
    ends.next(bytes, rowStart, rowStart + limits.rowBytes() + 1);
    if (ends.inQuotes()) {
      throw TextChunks.tooLongInQuotes(file, limits);
    }
    reject(log, Kind.TOO_LONG, "the row is longer than " + limits.rowBytes() + " bytes");
    if (workspace.shortened == rowStart) {
      nextLine += (int) Math.min(workspace.linesLeftOut, Integer.MAX_VALUE - nextLine);
    }
  }

  /** Rejects the row. */
  void reject(ChunkLog log, Kind kind, String reason) {
    int shown = Math.min(rowEnd, rowStart + limits.rowBytes());
    log.reject(line, kind, reason, ChunkLog.text(bytes, rowStart, shown));
  }
}
