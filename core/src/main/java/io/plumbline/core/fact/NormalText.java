package io.plumbline.core.fact;

import java.text.Normalizer;
import java.util.Locale;

/**
 * The form in which texts are compared: Unicode NFKC, then White_Space trimmed at both ends, then
 * lower case in the root locale.
 */
public final class NormalText {
  private NormalText() {}

  /** The normal form of a text. */
  public static String of(String text) {
    return trimmed(text).toLowerCase(Locale.ROOT);
  }

  /** A text after NFKC and trimming, its case kept. */
  public static String trimmed(String text) {
    String composed = isAscii(text) ? text : Normalizer.normalize(text, Normalizer.Form.NFKC);
    int from = 0;
    int to = composed.length();
    while (from < to && isWhiteSpace(composed.charAt(from))) {
      from++;
    }
    while (to > from && isWhiteSpace(composed.charAt(to - 1))) {
      to--;
    }
    return composed.substring(from, to);
  }

  /** Whether nothing is left of a text in its normal form. */
  public static boolean isBlank(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c < 0x80 ? !isWhiteSpace(c) : !trimmed(text).isEmpty()) {
        return false;
      }
    }
    return true;
  }

  private static boolean isAscii(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) >= 0x80) {
        return false;
      }
    }
    return true;
  }

  /** Unicode's property White_Space, which none of the JDK's tests for space is. */
  static boolean isWhiteSpace(char c) {
    return (c >= 0x09 && c <= 0x0D)
        || c == 0x20
        || c == 0x85
        || c == 0xA0
        || c == 0x1680
        || (c >= 0x2000 && c <= 0x200A)
        || c == 0x2028
        || c == 0x2029
        || c == 0x202F
        || c == 0x205F
        || c == 0x3000;
  }
}
