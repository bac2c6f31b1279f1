package io.plumbline.core.spec;

import static io.plumbline.core.spec.EventDraft.on;
import static io.plumbline.core.spec.Judged.lead;
import static org.assertj.core.api.Assertions.assertThat;

import io.plumbline.core.model.Points;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Section 2 of the specification: numbers. */
class NumbersTest {

  /** "mulDiv(a, b, c) is a·b/c rounded half away from zero, computed exactly." */
  @ParameterizedTest
  @CsvSource({
    "1, 1, 2, 1",
    "-1, 1, 2, -1",
    "1, -1, 2, -1",
    "-1, -1, 2, 1",
    "1, 1, 3, 0",
    "2, 1, 3, 1",
    "-2, 1, 3, -1",
    "5, 1, 10, 1",
    "-5, 1, 10, -1",
    "4, 1, 10, 0",
    "0, 5, 7, 0",
    "9223372036854775807, 2, 2, 9223372036854775807",
    "-9223372036854775808, 1, 1, -9223372036854775808",
    "-9223372036854775808, 3, 3, -9223372036854775808",
    "9223372036854775807, 1, 9223372036854775807, 1",
    "4611686018427387904, 1, 9223372036854775807, 1",
    "4611686018427387903, 1, 9223372036854775807, 0",
    "3037000500, 3037000500, 3, 3074457345666750000",
    "1000000000, 1000000, 7, 142857142857143",
    "7, 1, -2, -4"
  })
  void mulDiv_anySigns_roundsHalfAwayFromZero(long a, long b, long c, long expected) {
    assertThat(Points.mulDiv(a, b, c)).isEqualTo(expected);
  }

  @Test
  void mulDiv_randomNumbers_isTheExactQuotientRounded() {
    SplittableRandom random = new SplittableRandom(2026);
    for (int i = 0; i < 200_000; i++) {
      long a = random.nextLong() >> random.nextInt(64);
      long b = random.nextLong() >> random.nextInt(64);
      long c = Math.max(1, Math.abs(random.nextLong() >> random.nextInt(64)));
      BigInteger expected =
          new BigDecimal(BigInteger.valueOf(a).multiply(BigInteger.valueOf(b)))
              .divide(BigDecimal.valueOf(c), 0, RoundingMode.HALF_UP)
              .toBigInteger();
      if (expected.bitLength() < 64) {
        assertThat(Points.mulDiv(a, b, c))
            .as("%d * %d / %d", a, b, c)
            .isEqualTo(expected.longValue());
      }
    }
  }

  /** "half_life: Nd → 0.5^(age/N)", "round(1 000 000 · f(age)), half up". */
  @ParameterizedTest
  @CsvSource({
    "14, 0, 1000000",
    "14, 14, 500000",
    "14, 28, 250000",
    "1, 7, 7813", // 7812.5, half up
    "1, 8, 3906", // 3906.25
    "1, 20, 1", // 0.95
    "1, 21, 0", // 0.48
    "2, 1, 707107", // 707106.78
    "7, 3, 742997", // 742997.14
    "30, 45, 353553", // 353553.39
    "365, 1, 998103" // 998102.8
  })
  void halfLife_atAge_isTheRoundedPower(int days, int age, String weight) {
    assertThat(weighed(on("r", "e").halfLife(days), age)).isEqualTo(weight);
  }

  /** "linear: Nd → max(0, 1 - age/N)". */
  @ParameterizedTest
  @CsvSource({
    "10, 0, 1000000",
    "10, 3, 700000",
    "10, 9, 100000",
    "10, 10, 0",
    "10, 11, 0",
    "3, 1, 666667",
    "3, 2, 333333",
    "64, 63, 15625",
    "128, 127, 7813" // 7812.5, half up
  })
  void linear_atAge_isTheRoundedRest(int days, int age, String weight) {
    assertThat(weighed(on("r", "e").linear(days), age)).isEqualTo(weight);
  }

  /** "steps: 100 % below the first bound, then each percentage from its bound on". */
  @ParameterizedTest
  @CsvSource({
    "0, 1000000",
    "29, 1000000",
    "30, 500000",
    "59, 500000",
    "60, 33330",
    "89, 33330",
    "90, 1000000",
    "3000, 1000000"
  })
  void steps_atAge_isThePercentageOfTheLastBoundReached(int age, String weight) {
    assertThat(weighed(on("r", "e").steps(30, "50", 60, "3.333", 90, "100"), age))
        .isEqualTo(weight);
  }

  /** One event at an age, a thousand points each: the points are the weight in thousandths. */
  private static String weighed(EventDraft draft, int age) {
    Judged judged =
        lead()
            .at("2000-01-01T12:00:00Z")
            .by(
                Draft.model(draft.points("1000")),
                LocalDate.parse("2000-01-01").plusDays(age) + "T12:00:00Z");
    return String.valueOf(judged.proof().dimensions().get(0).points().thousandths());
  }

  /** "mulDiv(points, sum of w(age) over the events, 1 000 000)": rounded once, not per event. */
  @Test
  void points_threeEventsFaded_areRoundedOnceOverTheSum() {
    // Weights 666667 twice: 0.001 · 1.333334 = 0.001333, so one thousandth; each alone rounds to 1.
    Judged judged =
        lead()
            .at("2026-01-01T01:00:00Z", "2026-01-01T02:00:00Z")
            .by(Draft.model(on("r", "e").linear(3).points("0.001")), "2026-01-02T00:00:00Z");
    assertThat(judged.points()).isEqualTo("0.001");
  }

  /** "Output shows up to three decimals without trailing zeros (12, 12.5)." */
  @ParameterizedTest
  @CsvSource({"12, 12", "12.500, 12.5", "0.001, 0.001", "-0.10, -0.1", "1E+2, 100", "0.000, 0"})
  void points_asText_haveNoTrailingZeros(String written, String shown) {
    assertThat(Points.of(new BigDecimal(written))).map(Points::toString).hasValue(shown);
  }

  @ParameterizedTest
  @CsvSource({
    "0.0001",
    "1E-400",
    "1E+400",
    "1E+999999999",
    "1E-999999999",
    "1E+16",
    "1E+2147483647",
    "-10E+2147483647",
    "1E-2147483647"
  })
  void points_ofOverThreeDecimalsOrTooLarge_areNone(String written) {
    assertThat(Points.of(new BigDecimal(written))).isEmpty();
  }
}
