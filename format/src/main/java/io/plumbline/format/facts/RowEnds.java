package io.plumbline.format.facts;

/**
 * Finds where rows end in a stream of bytes, across the borders of buffers: at a line feed, and in
 * CSV also at a carriage return, outside of quotes.
 */
final class RowEnds {
  private static final int FIELD_START = 0;
  private static final int IN_FIELD = 1;
  private static final int IN_QUOTES = 2;
  private static final int QUOTE_IN_QUOTES = 3;
  private static final int AFTER_RETURN = 4;

  private final byte separator;
  private final boolean csv;
  private int state;
  private long lines;
  private boolean returned;

  private RowEnds(byte separator, boolean csv) {
    this.separator = separator;
    this.csv = csv;
  }

  static RowEnds ofCsv(byte separator) {
    return new RowEnds(separator, true);
  }

  static RowEnds ofLines() {
    return new RowEnds((byte) 0, false);
  }

  /**
   * The place behind the last row end in {@code b[0..to)}, or 0; the data begins with a row.
   *
   * @param quotes whether there can be quotes in the data
   */
  int last(byte[] b, int to, boolean quotes) {
    return csv && quotes ? lastBetweenQuotes(b, to) : lastRowEnd(b, 0, to, to);
  }

  /** Goes from quote to quote; only between them can rows end. */
  private int lastBetweenQuotes(byte[] b, int to) {
    int end = 0;
    int outside = 0;
    int open = Survey.find(b, 0, to, (byte) '"');
    while (open < to) {
      if (!opensCell(b, open)) {
        // Part of a cell's text.
        open = Survey.find(b, open + 1, to, (byte) '"');
        continue;
      }
      end = Math.max(end, lastRowEnd(b, outside, open, to));
      int close = Survey.find(b, open + 1, to, (byte) '"');
      while (close + 1 < to && b[close + 1] == '"') {
        close = Survey.find(b, close + 2, to, (byte) '"');
      }
      if (close >= to) {
        return end;
      }
      outside = close + 1;
      open = Survey.find(b, outside, to, (byte) '"');
    }
    return Math.max(end, lastRowEnd(b, outside, to, to));
  }

  private boolean opensCell(byte[] b, int quote) {
    byte before = quote == 0 ? (byte) '\n' : b[quote - 1];
    return before == separator || before == '\n' || before == '\r';
  }

  /** The place behind the last row end in {@code b[from..to)}, or 0. */
  private int lastRowEnd(byte[] b, int from, int to, int dataEnd) {
    for (int i = to - 1; i >= from; i--) {
      if (b[i] == '\n' || (csv && b[i] == '\r' && i + 1 < dataEnd)) {
        return i + 1;
      }
    }
    return 0;
  }

  /** Begins a new row. */
  void restart() {
    state = FIELD_START;
    lines = 0;
    returned = false;
  }

  /** Whether the data seen since {@link #restart} ends within quotes. */
  boolean inQuotes() {
    return state == IN_QUOTES;
  }

  /** How many lines ended within the row since {@link #restart}. */
  long lines() {
    return lines;
  }

  /**
   * The place behind the end of the row that goes on at {@code from}, or -1 where it ends later.
   */
  int next(byte[] b, int from, int to) {
    if (!csv) {
      return nextLine(b, from, to);
    }
    int s = state;
    for (int i = from; i < to; i++) {
      byte c = b[i];
      if (s == IN_QUOTES) {
        if (c == '"') {
          s = QUOTE_IN_QUOTES;
        } else if (c == '\r' || (c == '\n' && !returned)) {
          lines++;
        }
        returned = c == '\r';
      } else if (s == AFTER_RETURN) {
        state = FIELD_START;
        return c == '\n' ? i + 1 : i;
      } else if (c == '\n') {
        state = FIELD_START;
        return i + 1;
      } else {
        s = after(c, s);
      }
    }
    state = s;
    return -1;
  }

  private int after(byte c, int s) {
    if (c == '\r') {
      return AFTER_RETURN;
    }
    if (c == '"' && (s == FIELD_START || s == QUOTE_IN_QUOTES)) {
      return IN_QUOTES;
    }
    return c == separator ? FIELD_START : IN_FIELD;
  }

  private static int nextLine(byte[] b, int from, int to) {
    for (int i = from; i < to; i++) {
      if (b[i] == '\n') {
        return i + 1;
      }
    }
    return -1;
  }
}
