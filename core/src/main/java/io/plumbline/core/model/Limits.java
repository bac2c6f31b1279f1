package io.plumbline.core.model;

import java.math.BigDecimal;

/** How large the parts of a model can be. */
public final class Limits {
  /** The longest span. */
  public static final int MAX_DAYS = 36_500;

  /** The most digits, before and after the point together, of a number in a test. */
  public static final int MAX_DIGITS = 1000;

  /** The largest percentage. */
  public static final Points HUNDRED_PERCENT = Points.of(100);

  /** How deep conditions can stand in conditions. */
  public static final int MAX_DEPTH = 100;

  private Limits() {}

  /** Whether points, caps, weights and thresholds can be so large. */
  public static boolean allows(Points points) {
    long size = points.thousandths();
    return size >= -Points.LIMIT.thousandths() && size <= Points.LIMIT.thousandths();
  }

  /** Whether a span can have so many days. */
  public static boolean allowsSpan(int days) {
    return days >= 1 && days <= MAX_DAYS;
  }

  /** Whether a percentage can be so large. */
  public static boolean allowsPercent(Points percent) {
    return percent.compareTo(Points.ZERO) >= 0 && percent.compareTo(HUNDRED_PERCENT) <= 0;
  }

  /** Whether a number in a test, written without an exponent, has few enough digits. */
  public static boolean allowsNumber(BigDecimal number) {
    long whole = (long) number.precision() - number.scale();
    return Math.max(whole, 1) + Math.max(number.scale(), 0) <= MAX_DIGITS;
  }
}
