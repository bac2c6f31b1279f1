package io.plumbline.server.leads;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The ids of a segment's subjects, and the text in which they are searched. Written and read under
 * the segment's lock.
 */
final class TextLane {
  private static final int FIRST_BYTES = 1024;

  private byte[] bytes = new byte[FIRST_BYTES];
  private int size;
  private int wasted;
  private final int[] starts = new int[Segments.ROWS];
  private final int[] idEnds = new int[Segments.ROWS];
  private final int[] ends = new int[Segments.ROWS];

  /** Puts a row's id and search text; both in UTF-8. */
  void set(int row, byte[] id, byte[] search) {
    int length = id.length + search.length;
    int old = ends[row] - starts[row];
    if (old == length
        && Arrays.equals(bytes, starts[row], idEnds[row], id, 0, id.length)
        && Arrays.equals(bytes, idEnds[row], ends[row], search, 0, search.length)) {
      return;
    }
    wasted += old;
    starts[row] = 0;
    idEnds[row] = 0;
    ends[row] = 0;
    reserve(length);
    System.arraycopy(id, 0, bytes, size, id.length);
    System.arraycopy(search, 0, bytes, size + id.length, search.length);
    starts[row] = size;
    idEnds[row] = size + id.length;
    ends[row] = size + length;
    size += length;
  }

  private void reserve(int length) {
    if (wasted > size / 2) {
      compact();
    }
    if (bytes.length - size < length) {
      bytes = Arrays.copyOf(bytes, Math.max(bytes.length + bytes.length / 2, size + length));
    }
  }

  private void compact() {
    byte[] packed = new byte[Math.max(FIRST_BYTES, size - wasted)];
    int at = 0;
    for (int row = 0; row < Segments.ROWS; row++) {
      int length = ends[row] - starts[row];
      System.arraycopy(bytes, starts[row], packed, at, length);
      idEnds[row] += at - starts[row];
      starts[row] = at;
      ends[row] = at + length;
      at += length;
    }
    bytes = packed;
    size = at;
    wasted = 0;
  }

  String id(int row) {
    return new String(bytes, starts[row], idEnds[row] - starts[row], StandardCharsets.UTF_8);
  }

  byte[] idBytes(int row) {
    return Arrays.copyOfRange(bytes, starts[row], idEnds[row]);
  }

  /** The order of a row's id and another, by code points. */
  int compareId(int row, byte[] other) {
    return Arrays.compareUnsigned(bytes, starts[row], idEnds[row], other, 0, other.length);
  }

  /** Whether a text stands somewhere in the row's search text. */
  boolean contains(int row, Needle needle) {
    return needle.isIn(bytes, idEnds[row], ends[row]);
  }

  long footprint() {
    return bytes.length + 12L * Segments.ROWS;
  }
}
