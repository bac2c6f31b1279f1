package io.plumbline.format.report;

import java.util.Arrays;
import java.util.List;

/**
 * How often values fall into steps of equal width.
 *
 * @param first where the first step begins, in thousandths
 * @param step how wide a step is, in thousandths
 * @param counts a step each; a value on the last edge belongs to the last step
 */
record Histogram(long first, long step, List<Long> counts) {
  static final int MOST_STEPS = 40;
  private static final int MOST_TICKS = 7;

  /** The value of a row. */
  interface Values {
    long of(int row);
  }

  /**
   * Counts values.
   *
   * @param lowest where the axis begins at the latest
   * @param highest where the axis ends at the earliest
   */
  static Histogram of(int size, Values values, long lowest, long highest) {
    long low = lowest;
    long high = Math.max(highest, lowest);
    for (int row = 0; row < size; row++) {
      low = Math.min(low, values.of(row));
      high = Math.max(high, values.of(row));
    }
    long step = step(high - low);
    long first = Math.floorDiv(low, step) * step;
    int steps = (int) Math.max(1, -Math.floorDiv(first - high, step));
    long[] counts = new long[steps];
    for (int row = 0; row < size; row++) {
      int at = (int) ((values.of(row) - first) / step);
      counts[Math.min(at, steps - 1)]++;
    }
    return new Histogram(first, step, Arrays.stream(counts).boxed().toList());
  }

  /** The smallest of 1, 2 and 5 times a power of ten that needs few enough steps. */
  private static long step(long span) {
    // Most points are whole: steps below one point would show the gaps between them.
    return round(span, span >= 10_000 ? 1000 : 1, MOST_STEPS);
  }

  private static long round(long span, long smallest, int most) {
    for (long power = smallest; ; power *= 10) {
      for (long factor : new long[] {1, 2, 5}) {
        if (span / (power * factor) < most) {
          return power * factor;
        }
      }
    }
  }

  /** The distance of a few round numbers on the axis. */
  long tick() {
    return round(last() - first, 1, MOST_TICKS);
  }

  /** The first round number on the axis. */
  long firstTick(long tick) {
    return -Math.floorDiv(-first, tick) * tick;
  }

  long last() {
    return first + step * counts.size();
  }

  long tallest() {
    return counts.stream().mapToLong(count -> count).max().orElse(0);
  }

  /** Where a value stands on the axis, from 0 to 1. */
  double at(long value) {
    return (double) (value - first) / (last() - first);
  }
}
