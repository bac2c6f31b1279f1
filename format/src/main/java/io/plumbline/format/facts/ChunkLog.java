package io.plumbline.format.facts;

import io.plumbline.format.facts.Rejection.Kind;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** What is known of a chunk when it was read: its lines and rows, and those rejected. */
final class ChunkLog {
  private record Rejected(int line, Kind kind, String reason, String text) {}

  private final List<Rejected> rejected = new ArrayList<>();

  /** The number of the chunk's lines. */
  long lines;

  /** The number of rows given to the intake. */
  long rows;

  /** Notes a rejected row of the chunk, lines being counted from 0. */
  void reject(int line, Kind kind, String reason, String text) {
    rejected.add(new Rejected(line, kind, reason, text));
  }

  int rejections() {
    return rejected.size();
  }

  /** A rejected row of a file in which the chunk begins after so many lines. */
  Rejection rejection(int index, String file, long linesBefore) {
    Rejected row = rejected.get(index);
    return new Rejection(file, linesBefore + row.line + 1, row.kind, row.reason, row.text);
  }

  /** Bytes as text to be shown, cut. */
  static String text(byte[] bytes, int from, int to) {
    // A code point takes at most four bytes.
    int enough = Math.min(to, from + 4 * Limits.REJECTED_TEXT);
    String text = new String(bytes, from, enough - from, StandardCharsets.UTF_8);
    int length = Math.min(text.length(), Limits.REJECTED_TEXT);
    if (length > 0
        && length < text.length()
        && Character.isHighSurrogate(text.charAt(length - 1))) {
      length--;
    }
    return text.substring(0, length);
  }
}
