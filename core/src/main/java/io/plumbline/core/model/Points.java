package io.plumbline.core.model;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.Optional;

/**
 * An exact number with at most three decimals, held in whole thousandths: points, caps, weights,
 * thresholds and percentages.
 */
public record Points(long thousandths) implements Comparable<Points> {
  public static final Points ZERO = new Points(0);

  /** The largest size of a number in a model: 1 000 000. */
  public static final Points LIMIT = new Points(1_000_000_000L);

  /** Whole points. */
  public static Points of(long whole) {
    return new Points(Math.multiplyExact(whole, 1000L));
  }

  /** A decimal number as points, or nothing where it has over three decimals or leaves 64 bits. */
  public static Optional<Points> of(BigDecimal number) {
    long digits = (long) number.precision() - number.scale();
    if (number.signum() != 0 && digits > 15) {
      return Optional.empty();
    }
    BigDecimal plain = number.signum() == 0 ? BigDecimal.ZERO : number.stripTrailingZeros();
    if (plain.scale() > 3) {
      return Optional.empty();
    }
    return Optional.of(new Points(plain.movePointRight(3).longValueExact()));
  }

  /**
   * a·b/c rounded half away from zero, computed exactly.
   *
   * @throws ArithmeticException where c is 0 or the result does not fit into 64 bits
   */
  public static long mulDiv(long a, long b, long c) {
    long high = Math.multiplyHigh(a, b);
    long product = a * b;
    boolean fits = high == product >> 63;
    return fits && product != Long.MIN_VALUE && c > 0 && c < Long.MAX_VALUE / 2
        ? divide(product, c)
        : wideMulDiv(a, b, c);
  }

  private static long divide(long product, long c) {
    long quotient = product / c;
    long rest = Math.abs(product - quotient * c);
    return rest >= c - rest ? quotient + (product < 0 ? -1 : 1) : quotient;
  }

  private static long wideMulDiv(long a, long b, long c) {
    BigInteger product = BigInteger.valueOf(a).multiply(BigInteger.valueOf(b));
    return new BigDecimal(product)
        .divide(BigDecimal.valueOf(c), 0, RoundingMode.HALF_UP)
        .longValueExact();
  }

  /** The sum; exact. */
  public Points plus(Points other) {
    return new Points(Math.addExact(thousandths, other.thousandths));
  }

  /** The same number as a decimal without trailing zeros. */
  public BigDecimal toDecimal() {
    return thousandths == 0
        ? BigDecimal.ZERO
        : BigDecimal.valueOf(thousandths, 3).stripTrailingZeros();
  }

  @Override
  public int compareTo(Points other) {
    return Long.compare(thousandths, other.thousandths);
  }

  /** Up to three decimals without trailing zeros: {@code 12}, {@code 12.5}. */
  @Override
  public String toString() {
    return toDecimal().toPlainString();
  }
}
