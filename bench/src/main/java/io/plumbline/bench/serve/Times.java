package io.plumbline.bench.serve;

import java.util.Arrays;
import java.util.Locale;

/** Measured durations, all of them kept. Thread-safe. */
final class Times {
  private long[] nanos = new long[1024];
  private int count;

  synchronized void add(long duration) {
    if (count == nanos.length) {
      nanos = Arrays.copyOf(nanos, 2 * count);
    }
    nanos[count++] = duration;
  }

  synchronized int count() {
    return count;
  }

  /** The duration that a share of all does not exceed, in milliseconds. */
  synchronized double millis(double share) {
    if (count == 0) {
      return Double.NaN;
    }
    long[] sorted = Arrays.copyOf(nanos, count);
    Arrays.sort(sorted);
    return sorted[Math.min(count - 1, (int) (share * count))] / 1e6;
  }

  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "p50 %.1f ms, p95 %.1f ms, p99 %.1f ms, most %.1f ms (%d)",
        millis(0.5),
        millis(0.95),
        millis(0.99),
        millis(1),
        count());
  }
}
