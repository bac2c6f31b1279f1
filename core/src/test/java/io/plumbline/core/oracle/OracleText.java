package io.plumbline.core.oracle;

import java.math.BigDecimal;
import java.text.Normalizer;
import java.util.Locale;
import java.util.Optional;

/** Texts as section 4 of the specification compares them. */
final class OracleText {
  private static final Memory<String, String> TRIMMED = new Memory<>();

  private OracleText() {}

  /**
   * "Text is compared after Unicode NFKC, then trimming of White_Space at both ends, then
   * lower-casing in the root locale, each side as a whole".
   */
  static String normal(String text) {
    return trimmed(text).toLowerCase(Locale.ROOT);
  }

  /** "... after NFKC and trimming ..." */
  static String trimmed(String text) {
    return TRIMMED.of(
        text,
        t ->
            Normalizer.normalize(t, Normalizer.Form.NFKC)
                .replaceAll("\\A\\p{IsWhite_Space}+", "")
                .replaceAll("\\p{IsWhite_Space}+\\z", ""));
  }

  /**
   * "Text counts as a number if, after NFKC and trimming, it is [+-]?[0-9]+(\.[0-9]+)?". Reading:
   * not where it is longer than 1000 characters.
   */
  static Optional<BigDecimal> number(String text) {
    String plain = trimmed(text);
    return plain.length() <= 1000 && plain.matches("[+-]?[0-9]+(\\.[0-9]+)?")
        ? Optional.of(new BigDecimal(plain))
        : Optional.empty();
  }

  /** "For a text literal, a number counts as its plain digits without trailing zeros". */
  static String plainDigits(BigDecimal number) {
    String digits = number.toPlainString();
    if (digits.contains(".")) {
      digits = digits.replaceAll("0+\\z", "").replaceAll("\\.\\z", "");
    }
    return number.signum() == 0 ? "0" : digits;
  }

  /**
   * "In `matches`, `*` is any run of characters, `?` one code point, line breaks included, over the
   * whole text; no escape." Both sides in normal form.
   */
  static boolean matches(String pattern, String text) {
    int[] p = pattern.codePoints().toArray();
    int[] t = text.codePoints().toArray();
    // holds[i][j]: the pattern from i on matches the text from j on.
    boolean[][] holds = new boolean[p.length + 1][t.length + 1];
    holds[p.length][t.length] = true;
    for (int i = p.length - 1; i >= 0; i--) {
      for (int j = t.length; j >= 0; j--) {
        if (p[i] == '*') {
          holds[i][j] = holds[i + 1][j] || (j < t.length && holds[i][j + 1]);
        } else {
          holds[i][j] = j < t.length && (p[i] == '?' || p[i] == t[j]) && holds[i + 1][j + 1];
        }
      }
    }
    return holds[0][0];
  }
}
