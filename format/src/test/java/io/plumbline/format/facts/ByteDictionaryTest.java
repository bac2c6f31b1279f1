package io.plumbline.format.facts;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

final class ByteDictionaryTest {
  private final ByteDictionary dictionary = new ByteDictionary();

  @Test
  void texts_of_any_length_have_the_code_given_or_none() {
    long seed = System.nanoTime();
    SplittableRandom random = new SplittableRandom(seed);
    Map<String, Integer> codes = new HashMap<>();
    for (int i = 0; i < 200_000; i++) {
      String text = "abcdefgh".repeat(3).substring(random.nextInt(24)) + random.nextInt(50);
      text = random.nextBoolean() ? text : text + "/a long end of a text";
      int code = find(text);
      if (code == ByteDictionary.ABSENT) {
        assertThat(codes).as("seed %d", seed).doesNotContainKey(text);
        put(text, i);
        codes.put(text, i);
      } else {
        assertThat(code).as("seed %d: %s", seed, text).isEqualTo(codes.get(text));
      }
    }
  }

  @Test
  void texts_that_never_come_again_are_not_kept_beyond_a_trial() {
    for (int i = 0; i < 100_000; i++) {
      assertThat(find("text " + i)).isEqualTo(ByteDictionary.ABSENT);
      put("text " + i, i);
    }
    assertThat(find("text 1")).isEqualTo(1);
    assertThat(find("text 99999")).isEqualTo(ByteDictionary.ABSENT);
  }

  @Test
  void nothing_is_left_after_clear() {
    put("a", 1);
    dictionary.clear();
    assertThat(find("a")).isEqualTo(ByteDictionary.ABSENT);
  }

  private int find(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return dictionary.find(Arrays.copyOf(bytes, bytes.length + 8), 0, bytes.length);
  }

  private void put(String text, int code) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    find(text);
    dictionary.put(Arrays.copyOf(bytes, bytes.length + 8), 0, bytes.length, code);
  }
}
