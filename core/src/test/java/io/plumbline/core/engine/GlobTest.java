package io.plumbline.core.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class GlobTest {
  @Test
  void patterns_ofStarsAndMarks_matchAsRegularExpressionsDo() {
    for (long seed = 0; seed < 20_000; seed++) {
      SplittableRandom random = new SplittableRandom(seed);
      String pattern = word(random, "ab*?*", 7);
      String text = word(random, "aab😀", 9);
      String regex = pattern.replace("*", ".*").replace("?", ".");

      assertThat(new Glob(pattern).matches(text))
          .as("seed %d: %s over %s", seed, pattern, text)
          .isEqualTo(Pattern.compile(regex, Pattern.DOTALL).matcher(text).matches());
    }
  }

  private static String word(SplittableRandom random, String letters, int most) {
    int[] points = letters.codePoints().toArray();
    StringBuilder word = new StringBuilder();
    for (int i = random.nextInt(most + 1); i > 0; i--) {
      word.appendCodePoint(points[random.nextInt(points.length)]);
    }
    return word.toString();
  }
}
