package io.plumbline.core.fact;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** "Text is compared after Unicode NFKC, then trimming of White_Space, then lower-casing." */
class NormalTextTest {
  private static final Pattern WHITE_SPACE = Pattern.compile("\\p{IsWhite_Space}");

  /** Unicode's own list: 25 characters, all below U+10000. */
  @Test
  void isWhiteSpace_everyCharacter_isTheUnicodeProperty() {
    List<Integer> white =
        IntStream.rangeClosed(0, Character.MAX_CODE_POINT)
            .filter(c -> WHITE_SPACE.matcher(Character.toString(c)).matches())
            .boxed()
            .toList();
    assertThat(white).hasSize(25).allMatch(c -> c < 0x10000);
    for (int c = 0; c < 0x10000; c++) {
      assertThat(NormalText.isWhiteSpace((char) c)).as("U+%04X", c).isEqualTo(white.contains(c));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "' Chief  of Staff\t', 'chief  of staff'",
    "'ＣＴＯ', 'cto'",
    "'ﬁt', 'fit'",
    "'①', '1'",
    "'İ', 'i\u0307'",
    "'ΣΑΣ', 'σας'",
    "'ẞ', 'ß'",
    "'\u0085x\u2028', 'x'",
    "'\u180ex', '\u180ex'", // Mongolian vowel separator: white space no more since Unicode 6.3
    "'\ufeffx', '\ufeffx'"
  })
  void of_text_isItsNormalForm(String text, String normal) {
    assertThat(NormalText.of(text)).isEqualTo(normal);
  }

  @Test
  void isBlank_onlyWhereNothingIsLeft() {
    assertThat(List.of("", " ", "\u3000", "\u00a0\t\r\n", "\u2003 ")).allMatch(NormalText::isBlank);
    assertThat(List.of("x", " 0", "\u200b", "\u00a8", "\u0000", "ﷺ"))
        .noneMatch(NormalText::isBlank);
  }

  @Test
  void of_everyCharacterAlone_isBlankOrNot_asIsBlankSays() {
    for (int c = 0; c <= Character.MAX_CODE_POINT; c++) {
      String text = Character.toString(c);
      assertThat(NormalText.isBlank(text)).as("U+%04X", c).isEqualTo(NormalText.of(text).isEmpty());
    }
  }
}
