package io.plumbline.format.facts;

import io.plumbline.format.FormatException;
import io.plumbline.format.FormatException.Code;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The header of a CSV file. */
final class CsvHeader {
  private static final String SEPARATORS = ",;\t";

  private final List<String> names;
  private final byte separator;
  private final long lines;
  private final byte[] rest;

  private CsvHeader(List<String> names, byte separator, long lines, byte[] rest) {
    this.names = List.copyOf(names);
    this.separator = separator;
    this.lines = lines;
    this.rest = rest;
  }

  /** The names, exactly as written. */
  List<String> names() {
    return names;
  }

  /** Found by looking: the most frequent of comma, semicolon and tab outside quotes. */
  byte separator() {
    return separator;
  }

  /** How many lines it takes, with the blank ones before it. */
  long lines() {
    return lines;
  }

  /** What was read behind it. */
  byte[] rest() {
    return rest;
  }

  static CsvHeader read(Input.Opened input, Limits limits) throws IOException {
    String name = input.name();
    byte[] text = new byte[0];
    int step = Math.min(limits.chunkBytes(), 1 << 14);
    while (true) {
      byte[] more = input.plain().readNBytes(step);
      int length = text.length + more.length;
      text = Arrays.copyOf(text, length);
      System.arraycopy(more, 0, text, length - more.length, more.length);
      boolean ended = more.length < step;
      int from = start(text);
      byte separator = separator(name, text, from);
      RowEnds ends = RowEnds.ofCsv(separator);
      ends.restart();
      int end = ends.next(text, from, length);
      if (end >= 0 || ended) {
        if (from == length) {
          throw new FormatException(Code.BAD_HEADER, name + ": is empty, it has no header row");
        }
        return parse(name, text, end >= 0 ? end : length, separator, limits);
      }
      if (length - from > limits.rowBytes()) {
        throw new FormatException(
            Code.TOO_LARGE,
            name + ": the header row is longer than " + limits.rowBytes() + " bytes");
      }
      step = length;
    }
  }

  /** The place of the header behind a byte order mark and blank lines. */
  private static int start(byte[] b) {
    boolean mark =
        b.length >= 3 && (b[0] & 0xFF) == 0xEF && (b[1] & 0xFF) == 0xBB && (b[2] & 0xFF) == 0xBF;
    int start = mark ? 3 : 0;
    for (int i = start; i < b.length && (b[i] == ' ' || (b[i] >= '\t' && b[i] <= '\r')); i++) {
      if (b[i] == '\n' || b[i] == '\r') {
        start = i + 1;
      }
    }
    return blankToEnd(b, start) ? b.length : start;
  }

  private static boolean blankToEnd(byte[] b, int from) {
    for (int i = from; i < b.length; i++) {
      if (b[i] != ' ' && (b[i] < '\t' || b[i] > '\r')) {
        return false;
      }
    }
    return true;
  }

  private static byte separator(String name, byte[] b, int from) {
    int[] counts = new int[SEPARATORS.length()];
    boolean quoted = false;
    boolean fieldStart = true;
    for (int i = from; i < b.length && (quoted || (b[i] != '\n' && b[i] != '\r')); i++) {
      int which = quoted ? -1 : SEPARATORS.indexOf(b[i]);
      if (b[i] == '"' && (quoted || fieldStart)) {
        quoted = !quoted;
        // A doubled quote closes and opens again.
        fieldStart = true;
      } else {
        fieldStart = which >= 0;
      }
      if (which >= 0) {
        counts[which]++;
      }
    }
    int best = 0;
    for (int k = 1; k < counts.length; k++) {
      best = counts[k] > counts[best] ? k : best;
    }
    String plain = name.toLowerCase(Locale.ROOT);
    boolean tabs = plain.endsWith(".tsv") || plain.endsWith(".tsv.gz");
    return (byte) (tabs && counts[2] > 0 ? '\t' : SEPARATORS.charAt(best));
  }

  private static CsvHeader parse(String name, byte[] text, int end, byte separator, Limits limits) {
    int from = start(text);
    int columns = 1;
    for (int i = from; i < end; i++) {
      columns += text[i] == separator ? 1 : 0;
    }
    Workspace w = new Workspace();
    w.grow(2 * (end - from) + Limits.PADDING);
    System.arraycopy(text, from, w.bytes, 0, end - from);
    w.limit = end - from;
    CsvRows rows = new CsvRows(name, separator, columns, limits);
    rows.open(w);
    rows.next();
    checkSound(name, rows);
    List<String> names = new ArrayList<>();
    for (int i = 0; i < rows.cells(); i++) {
      int length = rows.stops[i] - rows.starts[i];
      names.add(new String(rows.bytes, rows.starts[i], length, StandardCharsets.UTF_8));
    }
    checkNames(name, names);
    long lines = rows.lines() + linesOf(text, from);
    return new CsvHeader(names, separator, lines, Arrays.copyOfRange(text, end, text.length));
  }

  private static long linesOf(byte[] b, int to) {
    long lines = 0;
    for (int i = 0; i < to; i++) {
      lines += b[i] == '\n' || (b[i] == '\r' && b[i + 1] != '\n') ? 1 : 0;
    }
    return lines;
  }

  private static void checkSound(String name, CsvRows rows) {
    ChunkLog log = new ChunkLog();
    if (!rows.isSound(rows.cells(), log)) {
      String reason = log.rejection(0, name, 0).reason();
      throw new FormatException(Code.BAD_HEADER, name + ": the header cannot be read: " + reason);
    }
    if (rows.cells() > Limits.COLUMNS) {
      throw new FormatException(
          Code.TOO_LARGE,
          name + ": has " + rows.cells() + " columns; at most " + Limits.COLUMNS + " can be read");
    }
  }

  private static void checkNames(String name, List<String> names) {
    Map<String, Integer> seen = new HashMap<>();
    for (int i = 0; i < names.size(); i++) {
      String column = names.get(i);
      if (column.isBlank()) {
        throw new FormatException(
            Code.BAD_HEADER, name + ": column " + (i + 1) + " of the header has no name");
      }
      Integer before = seen.putIfAbsent(column, i);
      if (before != null) {
        String both = "columns " + (before + 1) + " and " + (i + 1) + " of the header are both ";
        throw new FormatException(
            Code.BAD_HEADER, name + ": " + both + "named \"" + Columns.shown(column) + "\"");
      }
    }
  }
}
