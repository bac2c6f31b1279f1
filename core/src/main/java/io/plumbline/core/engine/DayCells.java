package io.plumbline.core.engine;

import java.math.BigInteger;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Day histograms in columns: for each day with events of a signal, how many counted and, where the
 * signal reads a property, the sum and the largest of its numbers in millionths. Cells of one
 * subject stand together, days rising; several subjects may share the columns.
 */
public final class DayCells {
  /** Stands for a sum or a largest number that does not fit, or for no number. */
  static final long WIDE = Long.MIN_VALUE;

  static final long NONE = Long.MIN_VALUE + 1;

  /** Of no events at all. */
  static final DayCells EMPTY =
      new DayCells(new int[0], new int[0], new BigInteger[0], new @Nullable BigInteger[0]);

  final int[] days;
  final int[] counts;
  final long[] sums;
  final long[] largest;
  private final BigInteger[] wideSums;
  private final BigInteger[] wideLargest;

  /** Cells of a signal that reads no property. */
  public DayCells(int[] days, int[] counts) {
    this(days, counts, new BigInteger[0], new @Nullable BigInteger[0]);
  }

  /**
   * Cells of a signal that reads a property.
   *
   * @param wideLargest null where a day has no number
   */
  DayCells(int[] days, int[] counts, BigInteger[] wideSums, @Nullable BigInteger[] wideLargest) {
    this.days = days;
    this.counts = counts;
    this.wideSums = wideSums;
    this.wideLargest = new BigInteger[wideLargest.length];
    sums = new long[wideSums.length];
    largest = new long[wideLargest.length];
    for (int i = 0; i < wideSums.length; i++) {
      sums[i] = narrow(wideSums[i]);
      BigInteger number = wideLargest[i];
      this.wideLargest[i] = number == null ? BigInteger.ZERO : number;
      largest[i] = number == null ? NONE : narrow(number);
    }
  }

  private static long narrow(BigInteger number) {
    return number.bitLength() <= 62 ? number.longValue() : WIDE;
  }

  /** The exact sum of the numbers in cells {@code [from, to)}, in millionths. */
  BigInteger sum(int from, int to) {
    long narrow = 0;
    for (int i = from; i < to; i++) {
      long next = narrow + sums[i];
      if (sums[i] == WIDE || ((narrow ^ next) & (sums[i] ^ next)) < 0) {
        return Arrays.stream(wideSums, from, to).reduce(BigInteger.ZERO, BigInteger::add);
      }
      narrow = next;
    }
    return BigInteger.valueOf(narrow);
  }

  /** The exact sum of one cell, in millionths. */
  BigInteger wideSum(int cell) {
    return wideSums[cell];
  }

  /** The largest number in cells {@code [from, to)}, in millionths; null where there is none. */
  @Nullable BigInteger largest(int from, int to) {
    BigInteger best = null;
    for (int i = from; i < to; i++) {
      if (largest[i] != NONE && (best == null || wideLargest[i].compareTo(best) > 0)) {
        best = wideLargest[i];
      }
    }
    return best;
  }

  /** The first cell in {@code [from, to)} that lies after a day. */
  int firstAfter(int day, int from, int to) {
    int first = to;
    while (first > from && days[first - 1] > day) {
      first--;
    }
    return first;
  }
}
