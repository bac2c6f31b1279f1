package io.plumbline.core.fact;

import java.math.BigDecimal;
import java.util.Optional;

/** Numbers written as text: {@code [+-]?[0-9]+(\.[0-9]+)?} after NFKC and trimming. */
public final class DecimalText {
  /** Longer texts are not read as numbers; a bound on work, far above any real figure. */
  public static final int MAX_LENGTH = 1000;

  private DecimalText() {}

  /** The number a text stands for, or nothing where it is not a plain decimal number. */
  public static Optional<BigDecimal> parse(String text) {
    if (isShortWhole(text)) {
      return Optional.of(BigDecimal.valueOf(Long.parseLong(text)));
    }
    String plain = NormalText.trimmed(text);
    return isPlainDecimal(plain) ? Optional.of(new BigDecimal(plain)) : Optional.empty();
  }

  /** A number's plain digits without trailing zeros, the text it counts as. */
  public static String plain(BigDecimal number) {
    return number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
  }

  private static boolean isShortWhole(String text) {
    int length = text.length();
    return length > 0 && length <= 18 && digits(text, 0) == length;
  }

  private static boolean isPlainDecimal(String text) {
    int length = text.length();
    if (length > MAX_LENGTH) {
      return false;
    }
    int i = length > 0 && (text.charAt(0) == '+' || text.charAt(0) == '-') ? 1 : 0;
    int whole = digits(text, i);
    if (whole == i) {
      return false;
    }
    if (whole == length) {
      return true;
    }
    return text.charAt(whole) == '.' && digits(text, whole + 1) == length && length > whole + 1;
  }

  private static int digits(String text, int from) {
    int i = from;
    while (i < text.length() && text.charAt(i) >= '0' && text.charAt(i) <= '9') {
      i++;
    }
    return i;
  }
}
