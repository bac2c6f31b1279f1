package io.plumbline.format.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

final class TextWidthTest {
  @Test
  void wide_characters_take_two_columns_and_marks_none() {
    assertThat(TextWidth.of("abc")).isEqualTo(3);
    assertThat(TextWidth.of("山田")).isEqualTo(4);
    assertThat(TextWidth.of("한글")).isEqualTo(4);
    assertThat(TextWidth.of("e\u0301")).isEqualTo(1);
    assertThat(TextWidth.of("😀")).isEqualTo(2);
    assertThat(TextWidth.of("مرحبا")).isEqualTo(5);
  }

  @Test
  void clean_leaves_nothing_that_steers_a_terminal() {
    assertThat(TextWidth.clean(" a\r\n\tb\u001b[2J\u0007c ")).isEqualTo("a b [2J c");
    assertThat(TextWidth.clean("a\u202eb\u2066c")).isEqualTo("abc");
    assertThat(TextWidth.clean("a\ud800b")).isEqualTo("a\ufffdb");
  }

  @Test
  void cut_ends_with_an_ellipsis_within_the_columns() {
    assertThat(TextWidth.cut("abcdef", 6)).isEqualTo("abcdef");
    assertThat(TextWidth.cut("abcdefg", 6)).isEqualTo("abcde…");
    assertThat(TextWidth.cut("山田太郎", 6)).isEqualTo("山田…");
  }

  @Test
  void wrap_breaks_at_spaces_and_cuts_what_has_none() {
    assertThat(TextWidth.wrap("one two three", 7)).containsExactly("one two", "three");
    assertThat(TextWidth.wrap("a 123456789", 5)).containsExactly("a", "1234…");
  }

  @Test
  void any_text_is_cut_and_wrapped_within_the_columns() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    for (int round = 0; round < 2000; round++) {
      String text = TextWidth.clean(text(random));
      int columns = 2 + random.nextInt(20);
      assertThat(TextWidth.of(TextWidth.cut(text, columns)))
          .as("seed %d, round %d", seed, round)
          .isLessThanOrEqualTo(columns);
      assertThat(TextWidth.wrap(text, columns))
          .as("seed %d, round %d", seed, round)
          .allMatch(line -> TextWidth.of(line) <= columns);
    }
  }

  private static String text(Random random) {
    return random
        .ints(random.nextInt(40), 0, Character.MAX_CODE_POINT + 1)
        .map(point -> random.nextBoolean() ? point : random.nextInt(0x3000))
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }
}
