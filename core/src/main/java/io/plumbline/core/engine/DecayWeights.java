package io.plumbline.core.engine;

import io.plumbline.core.model.Decay;
import io.plumbline.core.model.Decay.Step;
import java.math.BigInteger;
import java.util.List;

/**
 * Decay weights by age in days, in whole millionths: {@code w(age) = round(1 000 000 · f(age))},
 * half up, exact on every machine.
 */
final class DecayWeights {
  /** The weight of what has not faded: one million. */
  static final long WHOLE = 1_000_000;

  static final DecayWeights NONE = new DecayWeights(Decay.NONE);

  private static final int LAID_OUT = 2048;

  private final Decay decay;
  private final int[] weights;
  private final int constantFrom;

  DecayWeights(Decay decay) {
    this.decay = decay;
    constantFrom = constantFrom(decay);
    weights = new int[Math.min(constantFrom + 1, LAID_OUT)];
    for (int age = 0; age < weights.length; age++) {
      weights[age] = (int) compute(age);
    }
  }

  boolean isNone() {
    return decay instanceof Decay.None;
  }

  /** Whether the weight may rise or fall in jumps only, at {@link #nextTurn}. */
  boolean isStepwise() {
    return decay instanceof Decay.Steps || isNone();
  }

  /**
   * The weight at an age. An age below 0, which there is where a zone's clock stepped back over a
   * midnight as in St John's until 2011, weighs as much as 0.
   */
  long at(int age) {
    if (age < 0) {
      return at(0);
    }
    return age < weights.length ? weights[age] : compute(Math.min(age, constantFrom));
  }

  /**
   * The first age after {@code age} from which on the weight is no longer a falling curve begun
   * before: a bound of steps, or where it stays as it is for good; MAX_VALUE for none.
   */
  long nextTurn(int age) {
    if (decay instanceof Decay.Steps steps) {
      for (Step step : steps.steps()) {
        if (step.fromDays() > age) {
          return step.fromDays();
        }
      }
      return Long.MAX_VALUE;
    }
    return age < constantFrom ? constantFrom : Long.MAX_VALUE;
  }

  private static int constantFrom(Decay decay) {
    if (decay instanceof Decay.HalfLife halfLife) {
      // 1 000 000 · 0.5^(age/N) is below a half from age = N · log2(2 000 000) = 20.93 N on.
      return halfLife.days() * 21;
    }
    if (decay instanceof Decay.Linear linear) {
      return linear.days();
    }
    if (decay instanceof Decay.Steps steps) {
      List<Step> all = steps.steps();
      return all.isEmpty() ? 0 : all.get(all.size() - 1).fromDays();
    }
    return 0;
  }

  private long compute(int age) {
    if (decay instanceof Decay.HalfLife halfLife) {
      return halved(age, halfLife.days());
    }
    if (decay instanceof Decay.Linear linear) {
      long days = linear.days();
      return age >= days ? 0 : (2 * WHOLE * (days - age) + days) / (2 * days);
    }
    long weight = WHOLE;
    if (decay instanceof Decay.Steps steps) {
      for (Step step : steps.steps()) {
        if (age >= step.fromDays()) {
          // Percent in thousandths, so ten millionths each: exact.
          weight = step.percent().thousandths() * 10;
        }
      }
    }
    return weight;
  }

  private static long halved(int age, int halfLife) {
    double estimate = WHOLE * StrictMath.pow(0.5, (double) age / halfLife);
    long floor = (long) Math.floor(estimate);
    double fraction = estimate - floor;
    if (Math.abs(fraction - 0.5) > 1e-6) {
      return fraction > 0.5 ? floor + 1 : floor;
    }
    return reachesHalfAbove(floor, age, halfLife) ? floor + 1 : floor;
  }

  /** Whether floor + 1/2 is at most 10^6 · 2^(-age/N), as (2·floor + 1)^N · 2^age ≤ (2·10^6)^N. */
  private static boolean reachesHalfAbove(long floor, int age, int halfLife) {
    BigInteger left = BigInteger.valueOf(2 * floor + 1).pow(halfLife).shiftLeft(age);
    return left.compareTo(BigInteger.valueOf(2 * WHOLE).pow(halfLife)) <= 0;
  }
}
