package io.plumbline.core.engine;

import io.plumbline.core.model.Dimension;
import io.plumbline.core.model.Grade;
import io.plumbline.core.model.Points;
import java.math.BigInteger;
import java.util.List;

/** A score, compiled: the groups {@code [from, to)} of its model, its limits and its grades. */
public final class DimensionNode {
  private static final BigInteger HUNDRED_PERCENT = BigInteger.valueOf(100_000);

  private final Dimension dimension;
  private final int from;
  private final int to;
  private final long min;
  private final long max;
  private final long[] thresholds;

  DimensionNode(Dimension dimension, int from, int to) {
    this.dimension = dimension;
    this.from = from;
    this.to = to;
    min = dimension.min().map(Points::thousandths).orElse(Long.MIN_VALUE);
    max = dimension.ceiling().map(Points::thousandths).orElse(Long.MAX_VALUE);
    List<Grade> grades = dimension.grades();
    thresholds = new long[grades.size()];
    for (int i = 0; i < thresholds.length; i++) {
      thresholds[i] = threshold(grades.get(i).threshold());
    }
  }

  /** The least thousandths that reach a threshold: score · 100 ≥ p · max, rounded up. */
  private long threshold(Grade.Threshold threshold) {
    long value = threshold.value().thousandths();
    if (threshold instanceof Grade.Threshold.OfPoints) {
      return value;
    }
    BigInteger[] parts =
        BigInteger.valueOf(value)
            .multiply(BigInteger.valueOf(max))
            .divideAndRemainder(HUNDRED_PERCENT);
    return parts[0].longValueExact() + (parts[1].signum() > 0 ? 1 : 0);
  }

  Dimension dimension() {
    return dimension;
  }

  public String name() {
    return dimension.name();
  }

  /** The first of its groups. */
  public int from() {
    return from;
  }

  /** Behind the last of its groups. */
  public int to() {
    return to;
  }

  long max() {
    return max;
  }

  /** The points of a sum of groups' worths. */
  public long limited(long sum) {
    return Math.max(Math.min(sum, max), min);
  }

  /** The place of the grade that points earn, or -1 where the score has no grades. */
  public int grade(long points) {
    for (int i = 0; i < thresholds.length; i++) {
      if (points >= thresholds[i]) {
        return i;
      }
    }
    return thresholds.length - 1;
  }
}
