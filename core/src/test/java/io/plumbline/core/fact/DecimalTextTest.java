package io.plumbline.core.fact;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** "Text counts as a number if, after NFKC and trimming, it is [+-]?[0-9]+(\.[0-9]+)?". */
class DecimalTextTest {

  @ParameterizedTest
  @CsvSource({
    "1, 1",
    "+1, 1",
    "-1.50, -1.50",
    "007, 7",
    "' 12\u00a0', 12",
    "１２．５, 12.5",
    "－3, -3", // a full-width minus is a minus after NFKC
    "-0, 0",
    "0.0000000000000000000000001, 0.0000000000000000000000001",
    "123456789012345678, 123456789012345678",
    "1234567890123456789, 1234567890123456789"
  })
  void parse_plainDecimal_isItsNumber(String text, BigDecimal number) {
    assertThat(DecimalText.parse(text))
        .hasValueSatisfying(n -> assertThat(n).isEqualByComparingTo(number));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "+",
        "-",
        "1.",
        ".5",
        "1e3",
        "1E3",
        "1_000",
        "1,5",
        "--1",
        "+-1",
        "1 2",
        "0x1",
        "٣",
        "NaN",
        "Infinity",
        "1.2.3",
        "−1",
        "1-",
        "½"
      })
  void parse_anythingElse_isNoNumber(String text) {
    assertThat(DecimalText.parse(text)).isEmpty();
  }

  @Test
  void parse_overAThousandCharacters_isNoNumber() {
    assertThat(DecimalText.parse("1".repeat(1000))).isPresent();
    assertThat(DecimalText.parse("1".repeat(1001))).isEmpty();
    assertThat(DecimalText.parse(" ".repeat(5000) + "1")).isPresent();
  }

  @ParameterizedTest
  @CsvSource({"1.50, 1.5", "100, 100", "1E+2, 100", "-0.0, 0", "0E+5, 0", "-1.10E-3, -0.0011"})
  void plain_number_hasNoTrailingZeros(BigDecimal number, String text) {
    assertThat(DecimalText.plain(number)).isEqualTo(text);
  }
}
