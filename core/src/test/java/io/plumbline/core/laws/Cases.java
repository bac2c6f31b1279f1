package io.plumbline.core.laws;

import static org.assertj.core.api.Assertions.fail;

import io.plumbline.core.oracle.RandomCase;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Runs a law on generated cases. {@code -Dseed=N} runs the case of that seed alone; {@code
 * -Dlong=true} runs very many.
 */
final class Cases {
  private static final int LONG = 60;
  private static final int SHOWN = 3;

  private Cases() {}

  /**
   * Holds a law against cases with so many subjects.
   *
   * @param broken what broke the law in a case; empty where it held
   */
  static void each(int count, int subjects, Function<RandomCase, Optional<String>> broken) {
    Long seed = Long.getLong("seed");
    long first = seed == null ? 1 : seed;
    long cases = seed != null ? 1 : Boolean.getBoolean("long") ? (long) count * LONG : count;
    List<String> found = new ArrayList<>();
    long failed = 0;
    for (long s = first; s < first + cases; s++) {
      Optional<String> difference = judge(s, subjects, broken);
      if (difference.isPresent()) {
        failed++;
        if (found.size() < SHOWN) {
          found.add("seed " + s + ":\n" + difference.get());
        }
      }
    }
    if (failed > 0) {
      fail("%d of %d cases broke the law%n%s", failed, cases, String.join("\n\n", found));
    }
  }

  private static Optional<String> judge(
      long seed, int subjects, Function<RandomCase, Optional<String>> broken) {
    try {
      return broken.apply(RandomCase.of(seed, subjects));
    } catch (RuntimeException | AssertionError thrown) {
      StackTraceElement[] trace = thrown.getStackTrace();
      StringBuilder where = new StringBuilder(thrown.toString());
      for (int i = 0; i < Math.min(12, trace.length); i++) {
        where.append("\n  at ").append(trace[i]);
      }
      return Optional.of(where.toString());
    }
  }
}
