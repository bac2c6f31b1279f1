package io.plumbline.core.oracle;

import io.plumbline.core.model.Decay;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Numbers as section 2 of the specification has them. */
final class OracleNumbers {
  static final long MILLION = 1_000_000;

  /** Weights of half lives, which are slow to prove: (N, age) to weight. */
  private static final Map<Long, Long> HALVES = new ConcurrentHashMap<>();

  private OracleNumbers() {}

  /** "mulDiv(a, b, c) is a·b/c rounded half away from zero, computed exactly." */
  static long mulDiv(long a, long b, long c) {
    BigDecimal product = new BigDecimal(BigInteger.valueOf(a).multiply(BigInteger.valueOf(b)));
    // Java's HALF_UP is half away from zero.
    return product.divide(BigDecimal.valueOf(c), 0, RoundingMode.HALF_UP).longValueExact();
  }

  /** "A decay weight is the whole number w(age) = round(1 000 000 · f(age)), half up". */
  static long weight(Decay decay, long age) {
    if (decay instanceof Decay.HalfLife half) {
      return HALVES.computeIfAbsent(half.days() * 100_000_000L + age, k -> half(half.days(), age));
    }
    if (decay instanceof Decay.Linear linear) {
      // "linear: Nd → max(0, 1 - age/N)"
      BigDecimal left = BigDecimal.valueOf(Math.max(0, linear.days() - age));
      return left.multiply(BigDecimal.valueOf(MILLION))
          .divide(BigDecimal.valueOf(linear.days()), 0, RoundingMode.HALF_UP)
          .longValueExact();
    }
    if (decay instanceof Decay.Steps steps) {
      // "100 % below the first bound, then each percentage from its bound on"
      BigDecimal percent = BigDecimal.valueOf(100);
      for (Decay.Step step : steps.steps()) {
        if (age >= step.fromDays()) {
          percent = BigDecimal.valueOf(step.percent().thousandths(), 3);
        }
      }
      return percent
          .multiply(BigDecimal.valueOf(MILLION / 100))
          .setScale(0, RoundingMode.HALF_UP)
          .longValueExact();
    }
    return MILLION;
  }

  /**
   * "half_life: Nd → 0.5^(age/N)": the largest w with w - 1/2 ≤ 1 000 000 · 2^(-age/N), that is
   * with (2w - 1)^N · 2^age ≤ 2 000 000^N, which needs whole numbers only.
   */
  private static long half(int days, long age) {
    long w = Math.round(MILLION * Math.pow(0.5, (double) age / days)) + 2;
    while (!reaches(w, days, age)) {
      w--;
    }
    if (reaches(w + 1, days, age)) {
      throw new IllegalStateException("the search must begin above the weight");
    }
    return w;
  }

  private static boolean reaches(long w, int days, long age) {
    if (w <= 0) {
      return true;
    }
    BigInteger left = BigInteger.valueOf(2 * w - 1).pow(days);
    BigInteger right = BigInteger.valueOf(2 * MILLION).pow(days);
    return age >= 0
        ? left.shiftLeft(Math.toIntExact(age)).compareTo(right) <= 0
        : left.compareTo(right.shiftLeft(Math.toIntExact(-age))) <= 0;
  }

  /** "Each value rounded to six decimals, half away from zero". */
  static BigDecimal sixDecimals(BigDecimal number) {
    return number.setScale(6, RoundingMode.HALF_UP);
  }
}
