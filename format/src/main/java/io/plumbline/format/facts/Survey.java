package io.plumbline.format.facts;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.HexFormat;

/** A first look at bytes, eight at a time. */
final class Survey {
  /** Reads eight bytes of an array at any index, the first one lowest. */
  static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  static final long ONES = 0x0101010101010101L;
  static final long HIGHS = 0x8080808080808080L;
  static final int QUOTES = 1;
  static final int BEYOND_ASCII = 2;

  private Survey() {}

  /** Which of quotes and bytes beyond ASCII stand in {@code b[from..to)}. */
  static int look(byte[] b, int from, int to) {
    long high = 0;
    long quote = 0;
    int i = from;
    for (; i + 16 <= to; i += 16) {
      long x = (long) LONGS.get(b, i);
      long y = (long) LONGS.get(b, i + 8);
      high |= x | y;
      long p = x ^ (ONES * '"');
      long q = y ^ (ONES * '"');
      quote |= ((p - ONES) & ~p) | ((q - ONES) & ~q);
    }
    for (; i < to; i++) {
      high |= b[i];
      quote |= b[i] == '"' ? HIGHS : 0;
    }
    return ((quote & HIGHS) != 0 ? QUOTES : 0) | ((high & HIGHS) != 0 ? BEYOND_ASCII : 0);
  }

  /** The place of the first such byte in {@code b[from..to)}, or {@code to}. */
  static int find(byte[] b, int from, int to, byte wanted) {
    int i = from;
    for (; i + 8 <= to; i += 8) {
      long x = (long) LONGS.get(b, i) ^ (ONES * wanted);
      long found = (x - ONES) & ~x & HIGHS;
      if (found != 0) {
        return i + (Long.numberOfTrailingZeros(found) >>> 3);
      }
    }
    while (i < to && b[i] != wanted) {
      i++;
    }
    return Math.min(i, to);
  }

  /**
   * The place of the first byte of {@code b[from..to)} at which it stops being UTF-8, or -1 where
   * it is UTF-8.
   */
  static int firstBadUtf8(byte[] b, int from, int to) {
    int i = from;
    while (i < to) {
      if (i + 8 <= b.length && ((long) LONGS.get(b, i) & HIGHS & first(to - i)) == 0) {
        i += 8;
      } else {
        int length = lengthOfCodePoint(b, i, to);
        if (length == 0) {
          return i;
        }
        i += length;
      }
    }
    return -1;
  }

  /** A mask of the first bytes of eight. */
  private static long first(int count) {
    return count >= 8 ? -1L : (1L << (8 * count)) - 1;
  }

  /** Says which byte of a row that begins at {@code from} is not UTF-8. */
  static String badUtf8(byte[] b, int from, int bad) {
    String hex = HexFormat.of().withUpperCase().toHexDigits(b[bad]);
    return "byte " + (bad - from + 1) + " of the row (0x" + hex + ") is not UTF-8";
  }

  private static int lengthOfCodePoint(byte[] b, int i, int to) {
    int lead = b[i] & 0xFF;
    if (lead < 0x80) {
      return 1;
    }
    if (lead < 0xC2 || lead > 0xF4) {
      return 0;
    }
    int length = lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
    if (i + length > to) {
      return 0;
    }
    int second = b[i + 1] & 0xFF;
    int lowest = lead == 0xE0 ? 0xA0 : lead == 0xF0 ? 0x90 : 0x80;
    int highest = lead == 0xED ? 0x9F : lead == 0xF4 ? 0x8F : 0xBF;
    if (second < lowest || second > highest) {
      return 0;
    }
    for (int k = 2; k < length; k++) {
      if ((b[i + k] & 0xC0) != 0x80) {
        return 0;
      }
    }
    return length;
  }
}
