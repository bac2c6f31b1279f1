package io.plumbline.format.facts;

import static io.plumbline.format.facts.Survey.LONGS;

/**
 * Small numbers in Parquet's mix of runs (one number, so many times) and of numbers packed to a few
 * bits each. Not thread-safe.
 */
final class BitRuns {
  private byte[] bytes = {};
  private int at;
  private int end;
  private int width;
  private int mask;
  private int left;
  private boolean packed;
  private long bit;
  private int value;

  /** Begins to read {@code b[from..to)}, behind which 8 more bytes stand. */
  void open(byte[] b, int from, int to, int bitWidth) {
    if (bitWidth < 0 || bitWidth > 32 || from > to || to > b.length - 8) {
      throw new IllegalStateException("bit width " + bitWidth);
    }
    bytes = b;
    at = from;
    end = to;
    width = bitWidth;
    mask = (int) ((1L << bitWidth) - 1);
    left = 0;
  }

  /** The next number. */
  int next() {
    while (left == 0) {
      nextRun();
    }
    left--;
    if (!packed) {
      return value;
    }
    long word = (long) LONGS.get(bytes, (int) (bit >>> 3));
    int number = (int) (word >>> (bit & 7)) & mask;
    bit += width;
    return number;
  }

  private void nextRun() {
    int header = varint();
    packed = (header & 1) != 0;
    if (packed) {
      int groups = header >>> 1;
      // The last group may be cut off where its numbers are not needed.
      long whole = Math.min((long) groups * width, end - at);
      left = width == 0 ? groups * 8 : (int) Math.min(whole * 8 / width, groups * 8L);
      bit = 8L * at;
      at += (int) whole;
    } else {
      left = header >>> 1;
      int length = (width + 7) >>> 3;
      if (at + length > end) {
        throw new IllegalStateException("numbers end early");
      }
      value = (int) ((long) LONGS.get(bytes, at) & ((1L << (8 * length)) - 1));
      at += length;
    }
  }

  private int varint() {
    int number = 0;
    for (int shift = 0; shift < 35; shift += 7) {
      if (at >= end) {
        break;
      }
      byte b = bytes[at++];
      number |= (b & 0x7F) << shift;
      if (b >= 0) {
        return number;
      }
    }
    throw new IllegalStateException("numbers end early");
  }
}
